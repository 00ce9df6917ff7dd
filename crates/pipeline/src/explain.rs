//! Why the source records of one constituent belong together.
//!
//! In:  a golden id (also one that was merged away) or a source record's key.
//! Out: the constituent, where each of its values came from, its source records, and for each of
//! them the strongest evidence that ties it to the others.

use crate::cluster::cluster_links;
use crate::source_records::{ExplainedRecord, source_records};
use lake::{Lake, LakeError, Manifest};
use records::golden::{Constituent, ConstituentValue, Crosswalk, MatchLink, Redirect};
use records::keys::{ConstituentId, SourceRecordKey};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One constituent, and why it is one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// The golden record.
    pub constituent: Constituent,
    /// Which source record each of its values came from, and by which rule.
    pub values: Vec<ConstituentValue>,
    /// Its source records.
    pub source_records: Vec<ExplainedRecord>,
    /// For each source record the strongest evidence that ties it to the ones before: strongest first.
    pub links: Vec<ExplainedLink>,
}

/// The evidence for one pair.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExplainedLink {
    /// The pair, its weight and probability.
    pub link: MatchLink,
    /// Field by field.
    pub fields: Vec<FieldEvidence>,
}

/// What one field says of a pair.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FieldEvidence {
    /// The field, in words.
    pub field: String,
    /// How the two values compare, in words.
    pub level: String,
    /// What it adds to the weight, in bits.
    pub bits: f64,
}

/// Why there is nothing to explain.
#[derive(Debug, thiserror::Error)]
pub enum ExplainError {
    /// No snapshot yet.
    #[error("the lake has no golden snapshot yet: run `donorlake resolve` first")]
    NoSnapshot,
    /// Nobody has this id.
    #[error("no constituent and no source record has this id; `select constituent_id from constituent` lists them")]
    UnknownId,
    /// The lake could not be read.
    #[error(transparent)]
    Lake(#[from] LakeError),
}

/// Explains the constituent that `id` names.
///
/// # Errors
/// [`ExplainError::UnknownId`] when neither a constituent, a retired id nor a source record has it.
pub async fn explain(lake: &Lake, id: &str) -> Result<Explanation, ExplainError> {
    let manifest = lake.current_snapshot().await?.ok_or(ExplainError::NoSnapshot)?;
    let crosswalk: Vec<Crosswalk> = lake.read_golden(&manifest).await?;
    let wanted = find(lake, &manifest, &crosswalk, id).await?;
    let constituents: Vec<Constituent> = lake.read_golden(&manifest).await?;
    let found = constituents.into_iter().find(|constituent| constituent.constituent_id == wanted);
    let constituent = found.ok_or(ExplainError::UnknownId)?;
    let keys: BTreeSet<SourceRecordKey> =
        crosswalk.into_iter().filter(|row| row.constituent_id == wanted).map(|row| row.source_record_key).collect();
    let mut values: Vec<ConstituentValue> = lake.read_golden(&manifest).await?;
    values.retain(|value| value.constituent_id == wanted);
    let source_records = source_records(lake, &manifest, &keys).await?;
    let links = links_among(lake.read_golden(&manifest).await?, &keys);
    Ok(Explanation { constituent, values, source_records, links })
}

async fn find(
    lake: &Lake,
    manifest: &Manifest,
    crosswalk: &[Crosswalk],
    id: &str,
) -> Result<ConstituentId, ExplainError> {
    if let Some(row) = crosswalk.iter().find(|row| row.constituent_id.as_str() == id) {
        return Ok(row.constituent_id.clone());
    }
    if let Some(row) = crosswalk.iter().find(|row| row.source_record_key.as_str() == id) {
        return Ok(row.constituent_id.clone());
    }
    let redirects: Vec<Redirect> = lake.read_golden(manifest).await?;
    let redirect = redirects.into_iter().find(|redirect| redirect.retired_id.as_str() == id);
    redirect.map(|redirect| redirect.constituent_id).ok_or(ExplainError::UnknownId)
}

/// Of the links among `keys` those that hold them together.
fn links_among(links: Vec<MatchLink>, keys: &BTreeSet<SourceRecordKey>) -> Vec<ExplainedLink> {
    let inside =
        links.into_iter().filter(|link| keys.contains(&link.left_key) && keys.contains(&link.right_key)).collect();
    let holding = cluster_links(inside).into_iter().filter(|told| told.holds);
    holding.map(|told| ExplainedLink { link: told.link, fields: told.fields }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use records::kinds::MatchOutcome;

    fn link(left: &str, right: &str, weight_bits: f64) -> MatchLink {
        MatchLink {
            left_key: SourceRecordKey::from_stored(left),
            right_key: SourceRecordKey::from_stored(right),
            weight_bits,
            probability: 0.99,
            outcome: MatchOutcome::Match,
            rule: "email".to_owned(),
            evidence: r#"[{"field":"e-mail","level":"e-mail is the same","bits":9.5}]"#.to_owned(),
        }
    }

    /// Which pairs are shown of all pairs among `keys`.
    #[track_caller]
    fn check(links: Vec<MatchLink>, keys: &[&str], expected: &[(&str, &str)]) {
        let keys = keys.iter().copied().map(SourceRecordKey::from_stored).collect();
        let shown = links_among(links, &keys);
        let pairs: Vec<(&str, &str)> =
            shown.iter().map(|one| (one.link.left_key.as_str(), one.link.right_key.as_str())).collect();
        assert_eq!(pairs, expected);
        assert!(shown.iter().all(|one| one.fields.len() == 1), "the evidence is read");
    }

    #[test]
    fn links_to_other_people_are_not_shown() {
        check(vec![link("a", "b", 10.0), link("b", "x", 30.0)], &["a", "b"], &[("a", "b")]);
    }
}
