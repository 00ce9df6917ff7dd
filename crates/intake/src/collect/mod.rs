//! The drafts of all rows of one file → its canonical rows.
//!
//! In:  a draft per row, with the row's place in the file.
//! Out: the staged rows, table by table in the order of the file, and the rows that bring nothing new.
//!
//! Rows of one key are brought together without regard to their order in the file:
//! * parties: the newest row wins (then the row whose cells come first in the alphabet), the contact
//!   points of all rows are united, the winner's first;
//! * gifts: one row makes the gift, every row adds its fund; a row that says another amount, date or
//!   donor is refused;
//! * promises, refunds, terms: one row makes it, another brings nothing new.

mod gifts;
mod parties;

use crate::emit::{Draft, Refusal};
use records::staged::StagedRecords;
use std::collections::BTreeMap;

/// What one row gives, and where it stands.
#[derive(Debug)]
pub(crate) struct Placed {
    /// The row's place among the rows of the file.
    pub(crate) place: usize,
    /// What it gives.
    pub(crate) draft: Draft,
}

/// The rows of a file, brought together.
#[derive(Debug, Default)]
pub(crate) struct Collected {
    /// The canonical rows, without rejections.
    pub(crate) records: StagedRecords,
    /// Places of rows that gave something.
    pub(crate) staged: Vec<usize>,
    /// Places of rows that contradict another row of the same key.
    pub(crate) refused: Vec<(usize, Refusal)>,
    /// Places of rows that bring nothing new, and why.
    pub(crate) nothing_new: Vec<(usize, &'static str)>,
    /// What was noticed → how often.
    pub(crate) notes: BTreeMap<String, usize>,
}

const NOTHING_NEW: &str = "another row of the same record";

/// Brings the drafts of a file together. `cells` gives the cells of a row by its place.
pub(crate) fn collect<'rows>(mut drafts: Vec<Placed>, cells: impl Fn(usize) -> &'rows [String]) -> Collected {
    let mut collected = Collected::default();
    // The alphabet of the cells, and not the order in the file, decides between rows of one key.
    drafts.sort_by(|left, right| cells(left.place).cmp(cells(right.place)));
    gifts::refuse_contradictions(&mut drafts, &mut collected);
    let mut parties = parties::Parties::default();
    let mut gifts = gifts::Gifts::default();
    let mut seen = Seen::default();
    for Placed { place, draft } in drafts {
        let mut is_new = draft.party_keys().next().is_some();
        let Draft { parties: party_drafts, gift, adjustment, commitment, terms, consents, notes, .. } = draft;
        for party in party_drafts {
            parties.add(party);
        }
        is_new |= gift.is_some_and(|gift| gifts.add(gift, &mut collected.records));
        let records = &mut collected.records;
        is_new |= seen.add(adjustment, |row| format!("a{}", row.adjustment_key), &mut records.adjustments);
        is_new |= seen.add(commitment, |row| format!("c{}", row.commitment_key), &mut records.commitments);
        is_new |= seen.add(terms, |row| format!("t{}", row.term_key), &mut records.membership_terms);
        is_new |= seen.add(consents, consent_identity, &mut records.consent_events);
        if is_new {
            collected.staged.push(place);
        } else {
            collected.nothing_new.push((place, NOTHING_NEW));
        }
        for (note, count) in notes {
            *collected.notes.entry(note).or_default() += count;
        }
    }
    parties.finish(&mut collected.records);
    gifts.note_sums(&mut collected);
    sort_by_line(&mut collected.records);
    collected
}

/// The keys that a file has given.
#[derive(Debug, Default)]
struct Seen(std::collections::HashSet<String>);

impl Seen {
    /// Adds the rows whose identity is new; returns whether there was one.
    fn add<T>(
        &mut self,
        rows: impl IntoIterator<Item = T>,
        identity: impl Fn(&T) -> String,
        table: &mut Vec<T>,
    ) -> bool {
        let before = table.len();
        for row in rows {
            if self.0.insert(identity(&row)) {
                table.push(row);
            }
        }
        table.len() > before
    }
}

fn consent_identity(row: &records::staged::ConsentEvent) -> String {
    let at = row.effective_at.map(|at| at.to_string()).unwrap_or_default();
    let scope = row.scope.as_deref().unwrap_or_default();
    format!("e{}\n{}\n{}\n{at}\n{}\n{scope}", row.source_record_key, row.channel, row.state, row.evidence)
}

/// Rows stand in the order of the file; those of one line in the order in which they were read.
fn sort_by_line(records: &mut StagedRecords) {
    records.parties.sort_by_key(|row| row.line);
    records.gifts.sort_by_key(|row| row.line);
    records.allocations.sort_by_key(|row| row.line);
    records.credits.sort_by_key(|row| row.line);
    records.adjustments.sort_by_key(|row| row.line);
    records.commitments.sort_by_key(|row| row.line);
    records.membership_terms.sort_by_key(|row| row.line);
    records.consent_events.sort_by_key(|row| row.line);
}
