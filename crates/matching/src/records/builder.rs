//! Fills [`Records`], some raw records at a time.
//!
//! Normalising is the costly part and runs in parallel over batches; giving out ids is
//! sequential. The result does not depend on the order of the records.

use rayon::prelude::*;

use super::interning::Interners;
use super::tape::Tape;
use super::text::joined;
use super::values::{ValueId, Values, letters, stable_hash};
use super::{Counts, Emails, NameValue, OrganisationValue, RawRecord, Records, Row};

/// Records that are normalised together.
const BATCH: usize = 8_192;
/// Records that one thread takes at a time.
const SHARE: usize = 512;

/// Collects records and turns them into [`Records`].
#[derive(Debug)]
pub struct RecordsBuilder {
    waiting: Vec<RawRecord>,
    ids: Vec<String>,
    rows: Vec<Row>,
    interners: Interners,
}

impl Default for RecordsBuilder {
    fn default() -> Self {
        Self::new()
    }
}

impl RecordsBuilder {
    /// An empty builder.
    #[must_use]
    pub fn new() -> Self {
        Self { waiting: Vec::new(), ids: Vec::new(), rows: Vec::new(), interners: Interners::new() }
    }

    /// Adds one record.
    pub fn push(&mut self, record: RawRecord) {
        self.waiting.push(record);
        if self.waiting.len() == BATCH {
            self.flush();
        }
    }

    fn flush(&mut self) {
        let mut batch = std::mem::take(&mut self.waiting);
        let tapes = batch.par_chunks_mut(SHARE).map(|share| Tape::of(share.iter_mut().map(std::mem::take))).collect();
        self.take(tapes);
    }

    /// Adds records that are still in another form; `raw` runs on several threads.
    pub(crate) fn extend<T: Sync>(&mut self, batch: &[T], raw: impl Fn(&T) -> RawRecord + Sync) {
        self.flush();
        self.take(batch.par_chunks(SHARE).map(|share| Tape::of(share.iter().map(&raw))).collect());
    }

    fn take(&mut self, tapes: Vec<Tape>) {
        for mut tape in tapes {
            let (heads, mut texts) = tape.read();
            for head in heads {
                self.rows.push(self.interners.row(&head, &mut texts));
                self.ids.push(head.record_id);
            }
        }
    }

    /// Orders rows by content and works out what depends on all of them.
    #[must_use]
    pub fn finish(mut self) -> Records {
        self.flush();
        let Self { ids, mut rows, interners, .. } = self;
        let (tables, ranks) = interners.finish();
        rows.par_iter_mut().for_each(|row| ranks.apply(row));
        drop(ranks);
        let (ids, mut rows) = order_by_content(ids, &rows);
        let houses = number_houses(&mut rows);
        let names = tables.names.derive(NameValue::new);
        let emails = Emails::new(tables.emails);
        let distinct =
            [names.len(), tables.places.len(), houses, emails.len(), tables.phones.len(), tables.organisations.len()];
        let streets: Vec<String> = tables.streets.derive(joined);
        Records {
            counts: Counts::new(&rows, &names, &emails, distinct),
            ids,
            rows,
            names,
            organisations: tables.organisations.derive(OrganisationValue::new),
            streets: Values::new(streets.iter().map(String::as_str)),
            places: tables.places,
            emails,
            phones: tables.phones,
            identifiers: tables.identifiers,
        }
    }
}

/// Rows in the order of their content, records of one content in the order of their ids.
fn order_by_content(mut ids: Vec<String>, rows: &[Row]) -> (Vec<String>, Vec<Row>) {
    let first = |row: &Row| [row.organisation, row.family, row.given, row.middle];
    let mut order: Vec<([ValueId; 4], u32)> = rows.iter().map(first).zip(0..).collect();
    order.par_sort_unstable_by(|one, other| {
        let whole = |entry: &([ValueId; 4], u32)| (&rows[entry.1 as usize], &ids[entry.1 as usize]);
        one.0.cmp(&other.0).then_with(|| whole(one).cmp(&whole(other)))
    });
    let sorted_ids = order.iter().map(|(_, place)| std::mem::take(&mut ids[*place as usize])).collect();
    let sorted_rows = order.iter().map(|(_, place)| rows[*place as usize]).collect();
    (sorted_ids, sorted_rows)
}

/// Gives each address the number of its house; returns how many numbers there are, 0 included.
fn number_houses(rows: &mut [Row]) -> usize {
    let mut houses: Vec<([ValueId; 4], u32, bool)> = Vec::new();
    for (place, row) in (0..).zip(rows.iter()) {
        for (second, address) in [false, true].into_iter().zip(&row.addresses) {
            houses.extend(address.house_key().map(|key| (key, place, second)));
        }
    }
    houses.par_sort_unstable();
    let mut number = 0;
    for house in houses.chunk_by(|left, right| left.0 == right.0) {
        number += 1;
        for (_, place, second) in house {
            rows[*place as usize].addresses[usize::from(*second)].house = number;
        }
    }
    number as usize + 1
}

impl OrganisationValue {
    fn new(text: &str) -> Self {
        let mut words: Vec<u64> = text.split(' ').filter(|word| !word.is_empty()).map(stable_hash).collect();
        words.sort_unstable();
        words.dedup();
        Self { text: text.into(), letters: letters(text), words }
    }
}
