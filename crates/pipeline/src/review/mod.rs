//! The review queue: what a steward should look at, and what was decided.
//!
//! In:  the golden tables of the current snapshot (`match_link`, `crosswalk`) and the decisions that stand.
//! Out: one question per pair of groups of records, the greatest gain first ([`matching::review`] says how it is
//!      reckoned), the standing decisions, and how far the work is. No personal value: keys, ids and words alone.

mod changes;
mod index;

pub use changes::{Change, Changes, Kind, changes};

use crate::decide::{Decision, Verdict, standing_decisions};
use crate::explain::FieldEvidence;
use index::{NumberedLink, RecordIndex};
use lake::{Lake, LakeError, Manifest};
use matching::review::{Doubts, Present, Question, ReviewLink, questions};
use records::golden::{Crosswalk, MatchLink};
use records::keys::{ConstituentId, SourceRecordKey};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// What there is to decide, and what was decided.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReviewQueue {
    /// The snapshot that the questions are about.
    pub snapshot_id: String,
    /// How many source records it has.
    pub records: usize,
    /// How far the work is.
    pub progress: ReviewProgress,
    /// What is open, the greatest gain first.
    pub questions: Vec<ReviewQuestion>,
    /// The decisions that stand, the latest first.
    pub decisions: Vec<StandingDecision>,
}

/// How far the work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ReviewProgress {
    /// Questions that decisions answered.
    pub answered: usize,
    /// Questions that there would be without decisions.
    pub total: usize,
    /// People and organisations that the standing decisions are about.
    pub people_affected: usize,
    /// Decisions that the current snapshot does not follow: it is older, or they contradict others.
    pub waiting: usize,
}

/// Are these two groups of records one person or organisation?
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReviewQuestion {
    /// The most telling link between both sides: its ends are what a decision names.
    pub link: MatchLink,
    /// Its evidence, field by field.
    pub fields: Vec<FieldEvidence>,
    /// Whose the left record is now.
    pub left_constituent: ConstituentId,
    /// Whose the right record is now.
    pub right_constituent: ConstituentId,
    /// All records that the answer moves on the left side, the one of the link included.
    pub left_records: Vec<SourceRecordKey>,
    /// All records on the right side.
    pub right_records: Vec<SourceRecordKey>,
    /// What the engine holds them for at present.
    pub present: Present,
    /// Mean probability over all pairs between both sides, those without a link included.
    pub probability: f64,
    /// How many links there are between both sides.
    pub links: usize,
    /// Expected number of pairs of records that the answer puts right.
    pub gain: f64,
}

/// A decision that stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StandingDecision {
    /// The pair, the verdict and the moment.
    #[serde(flatten)]
    pub decision: Decision,
    /// Whether the current snapshot follows it.
    pub honoured: bool,
}

/// Why there is no queue.
#[derive(Debug, thiserror::Error)]
pub enum ReviewError {
    /// Nothing was resolved yet.
    #[error("the lake has no snapshot yet: run `donorlake resolve` first")]
    NoSnapshot,
    /// The lake could not be read.
    #[error(transparent)]
    Lake(#[from] LakeError),
}

/// The review queue of the current snapshot.
///
/// # Errors
/// [`ReviewError::NoSnapshot`] before the first resolution; else when the lake fails.
pub async fn review(lake: &Lake) -> Result<ReviewQueue, ReviewError> {
    let manifest = lake.current_snapshot().await?.ok_or(ReviewError::NoSnapshot)?;
    Ok(Doubtful::read(lake, &manifest).await?.queue(standing_decisions(lake).await?))
}

/// What one snapshot leaves in doubt, whatever stewards say of it: read once, asked after every decision.
#[derive(Debug)]
pub struct Doubtful {
    snapshot_id: String,
    index: RecordIndex,
    links: Vec<NumberedLink>,
    ranked: Vec<ReviewLink>,
    /// The two people of each couple's line.
    couples: Vec<(u32, u32)>,
    /// Questions that there would be without decisions.
    total: usize,
}

impl Doubtful {
    /// Reads a snapshot's links and who is who.
    ///
    /// # Errors
    /// When the lake fails.
    pub async fn read(lake: &Lake, manifest: &Manifest) -> Result<Self, LakeError> {
        let crosswalk: Vec<Crosswalk> = lake.read_golden(manifest).await?;
        Ok(Self::new(manifest.snapshot_id.clone(), crosswalk, lake.read_golden(manifest).await?))
    }

    fn new(snapshot_id: String, crosswalk: Vec<Crosswalk>, links: Vec<MatchLink>) -> Self {
        let index = RecordIndex::new(crosswalk);
        let (links, ranked) = index.links(links);
        let mut doubtful = Self { snapshot_id, couples: index.couples(), index, links, ranked, total: 0 };
        doubtful.total = doubtful.ask(&[], &doubtful.couples).len();
        doubtful
    }

    /// The queue under the decisions that stand.
    #[must_use]
    pub fn queue(&self, decisions: Vec<Decision>) -> ReviewQueue {
        let index = &self.index;
        let mut never = index.pairs(&decisions, Verdict::Never);
        never.extend(&self.couples);
        let open = self.ask(&index.pairs(&decisions, Verdict::Match), &never);
        let progress = progress(index, &decisions, self.total, open.len());
        let questions = open.iter().filter_map(|one| question(index, &self.links, one)).collect();
        let stands = |decision| StandingDecision { honoured: index.follows(&decision), decision };
        let mut decisions: Vec<StandingDecision> = decisions.into_iter().map(stands).collect();
        decisions.sort_by_key(|one| Reverse(one.decision.decided_at));
        let (snapshot_id, records) = (self.snapshot_id.clone(), index.clusters().len());
        ReviewQueue { snapshot_id, records, progress, questions, decisions }
    }

    fn ask(&self, must: &[(u32, u32)], never: &[(u32, u32)]) -> Vec<Question> {
        questions(&Doubts { clusters: self.index.clusters(), links: &self.ranked, must, never })
    }
}

fn progress(index: &RecordIndex, decisions: &[Decision], total: usize, open: usize) -> ReviewProgress {
    let ends = decisions.iter().flat_map(|decision| [&decision.left, &decision.right]);
    let people: BTreeSet<&ConstituentId> = ends.filter_map(|key| index.owner(key)).collect();
    ReviewProgress {
        answered: total.saturating_sub(open),
        total,
        people_affected: people.len(),
        waiting: decisions.iter().filter(|decision| !index.follows(decision)).count(),
    }
}

/// `links` are sorted by their records.
fn question(index: &RecordIndex, links: &[NumberedLink], asked: &Question) -> Option<ReviewQuestion> {
    let place = links.binary_search_by_key(&(asked.left, asked.right), |(ends, _)| *ends).ok()?;
    let link = links[place].1.clone();
    let keys = |side: &[u32]| side.iter().map(|record| index.key(*record).clone()).collect();
    Some(ReviewQuestion {
        fields: serde_json::from_str(&link.evidence).unwrap_or_default(),
        left_constituent: index.owner(&link.left_key)?.clone(),
        right_constituent: index.owner(&link.right_key)?.clone(),
        link,
        left_records: keys(&asked.left_side),
        right_records: keys(&asked.right_side),
        present: asked.present,
        probability: asked.probability,
        links: asked.links,
        gain: asked.gain,
    })
}

#[cfg(test)]
mod tests;
