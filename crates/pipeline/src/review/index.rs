//! Source records by number, as the engine's ranking wants them: equal keys, equal numbers, in the order of keys.

use crate::decide::{Decision, Verdict};
use matching::review::ReviewLink;
use records::golden::{Crosswalk, MatchLink};
use records::keys::{ConstituentId, SourceRecordKey};
use records::kinds::MatchOutcome;
use std::collections::BTreeMap;

/// A link and the numbers of its records, the smaller first.
pub(super) type NumberedLink = ((u32, u32), MatchLink);

/// Who is who in one snapshot.
#[derive(Debug)]
pub(super) struct RecordIndex {
    /// Sorted by key.
    rows: Vec<Crosswalk>,
    clusters: Vec<u32>,
}

impl RecordIndex {
    pub(super) fn new(mut rows: Vec<Crosswalk>) -> Self {
        rows.sort_by(|one, other| one.source_record_key.cmp(&other.source_record_key));
        let mut numbers: BTreeMap<&ConstituentId, u32> = BTreeMap::new();
        let mut clusters = Vec::with_capacity(rows.len());
        for row in &rows {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            clusters.push(*numbers.entry(&row.constituent_id).or_insert(next));
        }
        Self { rows, clusters }
    }

    /// Per record the number of its constituent.
    pub(super) fn clusters(&self) -> &[u32] {
        &self.clusters
    }

    /// The key of a record of this index.
    pub(super) fn key(&self, record: u32) -> &SourceRecordKey {
        &self.rows[record as usize].source_record_key
    }

    fn find(&self, key: &SourceRecordKey) -> Option<u32> {
        let place = self.rows.binary_search_by(|row| row.source_record_key.cmp(key)).ok()?;
        u32::try_from(place).ok()
    }

    /// Whose a record is.
    pub(super) fn owner(&self, key: &SourceRecordKey) -> Option<&ConstituentId> {
        Some(&self.rows[self.find(key)? as usize].constituent_id)
    }

    /// The links between records of this snapshot, sorted by the numbers of their records, once for readers and once for
    /// the ranking.
    pub(super) fn links(&self, links: Vec<MatchLink>) -> (Vec<NumberedLink>, Vec<ReviewLink>) {
        let number = |link: MatchLink| {
            let (one, other) = (self.find(&link.left_key)?, self.find(&link.right_key)?);
            (one != other).then_some(((one.min(other), one.max(other)), link))
        };
        let mut known: Vec<NumberedLink> = links.into_iter().filter_map(number).collect();
        known.sort_by_key(|(ends, _)| *ends);
        let ranked = known.iter().map(|((left, right), link)| ReviewLink {
            left: *left,
            right: *right,
            probability: link.probability,
            open: link.outcome == MatchOutcome::Review,
        });
        let ranked = ranked.collect();
        (known, ranked)
    }

    /// The pairs about which `verdict` was given; decisions about records that no file holds any more are left out.
    pub(super) fn pairs(&self, decisions: &[Decision], verdict: Verdict) -> Vec<(u32, u32)> {
        let said = decisions.iter().filter(|decision| decision.verdict == verdict);
        said.filter_map(|decision| Some((self.find(&decision.left)?, self.find(&decision.right)?))).collect()
    }

    /// The two people of each couple's line: never one, whoever asks.
    pub(super) fn couples(&self) -> Vec<(u32, u32)> {
        let partner = |row: &Crosswalk| {
            let partner = self.find(&row.source_record_key.partner())?;
            Some((self.find(&row.source_record_key)?, partner))
        };
        self.rows.iter().filter_map(partner).collect()
    }

    /// Whether the snapshot is as the decision says.
    pub(super) fn follows(&self, decision: &Decision) -> bool {
        let (Some(left), Some(right)) = (self.owner(&decision.left), self.owner(&decision.right)) else { return false };
        match decision.verdict {
            Verdict::Match => left == right,
            Verdict::Never => left != right,
            Verdict::Open => true,
        }
    }
}
