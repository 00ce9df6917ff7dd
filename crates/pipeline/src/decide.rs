//! What stewards decided about pairs of source records: kept for ever, honoured by every resolution.
//!
//! In:  pairs of source record keys with a verdict.
//! Out: one object per decision in the decisions zone; for a resolution, the verdicts that stand. Of several
//!      decisions about one pair the latest stands, so that taking one back is a decision too.

use crate::RunContext;
use jiff::Timestamp;
use lake::{Lake, LakeError};
use matching::Decisions;
use records::golden::Crosswalk;
use records::keys::SourceRecordKey;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The kind of decisions, as the zone spells it.
const KIND: &str = "match";

/// What a steward says about two source records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// They are one person or organisation.
    Match,
    /// They are two, for ever, also through others.
    Never,
    /// Nothing: an earlier decision is taken back, and the engine decides.
    Open,
}

impl Verdict {
    /// The verdict that `word` spells.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "match" => Some(Self::Match),
            "never" => Some(Self::Never),
            "open" => Some(Self::Open),
            _ => None,
        }
    }
}

/// A pair and what was said about it; the smaller key stands first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// One record.
    pub left: SourceRecordKey,
    /// The other.
    pub right: SourceRecordKey,
    /// What they are.
    pub verdict: Verdict,
    /// When it was decided.
    pub decided_at: Timestamp,
}

/// Why nothing was decided.
#[derive(Debug, thiserror::Error)]
pub enum DecideError {
    /// A pair is no pair.
    #[error("decision {position}: both records are `{key}`; expected two")]
    SameRecord {
        /// Which of the decisions, counted from 1.
        position: usize,
        /// The record.
        key: SourceRecordKey,
    },
    /// A record that no resolution has seen.
    #[error("decision {position}: no record `{key}` in the current snapshot; `donorlake explain` shows keys")]
    UnknownRecord {
        /// Which of the decisions, counted from 1.
        position: usize,
        /// The record.
        key: SourceRecordKey,
    },
    /// There is nothing to decide about yet.
    #[error("the lake has no snapshot yet: run `donorlake resolve` first")]
    NoSnapshot,
    /// The lake could not be read or written. Trying again may help.
    #[error(transparent)]
    Lake(#[from] LakeError),
}

/// Keeps decisions, all made at the moment of the run. The next resolution honours them.
///
/// # Errors
/// The first pair that is wrong, before any is kept; or when the lake fails.
pub async fn decide(
    lake: &Lake,
    pairs: &[(SourceRecordKey, SourceRecordKey, Verdict)],
    context: &RunContext,
) -> Result<Vec<Decision>, DecideError> {
    let known = known_records(lake).await?;
    let mut decisions = Vec::with_capacity(pairs.len());
    for (position, (one, other, verdict)) in (1..).zip(pairs) {
        if one == other {
            return Err(DecideError::SameRecord { position, key: one.clone() });
        }
        if let Some(key) = [one, other].into_iter().find(|key| !known.contains(*key)) {
            return Err(DecideError::UnknownRecord { position, key: key.clone() });
        }
        let (left, right) = if one < other { (one, other) } else { (other, one) };
        let (left, right) = (left.clone(), right.clone());
        decisions.push(Decision { left, right, verdict: *verdict, decided_at: context.started_at });
    }
    for (position, decision) in decisions.iter().enumerate() {
        keep(lake, position, decision).await?;
    }
    Ok(decisions)
}

async fn known_records(lake: &Lake) -> Result<BTreeSet<SourceRecordKey>, DecideError> {
    let manifest = lake.current_snapshot().await?.ok_or(DecideError::NoSnapshot)?;
    let crosswalk = lake.read_golden::<Crosswalk>(&manifest).await?;
    Ok(crosswalk.into_iter().map(|row| row.source_record_key).collect())
}

/// The name sorts by time, then by place in the run, and tells decisions of one moment apart.
async fn keep(lake: &Lake, position: usize, decision: &Decision) -> Result<(), LakeError> {
    let moment = decision.decided_at.strftime("%Y%m%dT%H%M%S%6fZ");
    let unwritten = |_| LakeError::Damaged { key: format!("decisions/{KIND}/{moment}") };
    let bytes = serde_json::to_vec_pretty(decision).map_err(unwritten)?;
    let content = lake::file_id(&bytes);
    let name = format!("{moment}-{position:06}-{}.json", &content.as_str()[..8]);
    lake.append_decision(KIND, &name, bytes).await?;
    Ok(())
}

/// All that was ever decided, the earliest first.
///
/// # Errors
/// When the lake fails, or holds a decision that cannot be read.
pub async fn decisions(lake: &Lake) -> Result<Vec<Decision>, LakeError> {
    let told = lake.decisions(KIND).await?.into_iter();
    told.map(|(name, bytes)| {
        serde_json::from_slice(&bytes).map_err(|_| LakeError::Damaged { key: format!("decisions/{KIND}/{name}") })
    })
    .collect()
}

/// The verdicts that stand.
#[derive(Debug, Default)]
pub(crate) struct Standing {
    /// For the engine.
    pub(crate) decisions: Decisions,
    /// Names them: equal verdicts give an equal name, none the empty one.
    pub(crate) fingerprint: String,
}

/// The verdicts that stand, for the engine.
pub(crate) async fn standing(lake: &Lake) -> Result<Standing, LakeError> {
    let stand = standing_decisions(lake).await?;
    let latest: BTreeMap<(&SourceRecordKey, &SourceRecordKey), Verdict> =
        stand.iter().map(|decision| ((&decision.left, &decision.right), decision.verdict)).collect();
    let said = |wanted: Verdict| {
        let pairs = latest.iter().filter(move |(_, verdict)| **verdict == wanted);
        pairs.map(|((left, right), _)| (left.as_str().to_owned(), right.as_str().to_owned())).collect()
    };
    let decisions = Decisions { must_match: said(Verdict::Match), never_match: said(Verdict::Never) };
    let fingerprint = if latest.is_empty() { String::new() } else { format!("{latest:?}") };
    Ok(Standing { decisions, fingerprint })
}

/// The decisions that stand, by pair: of several about one pair the latest, and none that was taken back.
///
/// # Errors
/// When the lake fails or holds a damaged decision.
pub async fn standing_decisions(lake: &Lake) -> Result<Vec<Decision>, LakeError> {
    let mut latest: BTreeMap<(SourceRecordKey, SourceRecordKey), Decision> = BTreeMap::new();
    for decision in decisions(lake).await? {
        latest.insert((decision.left.clone(), decision.right.clone()), decision);
    }
    latest.retain(|_, decision| decision.verdict != Verdict::Open);
    Ok(latest.into_values().collect())
}
