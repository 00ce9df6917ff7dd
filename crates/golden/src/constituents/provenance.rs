//! Which record says each value of one constituent.

use records::golden::ConstituentValue;
use records::keys::{ConstituentId, SourceRecordKey};
use std::fmt::Display;

/// Collects the values of one constituent at the end of the table of values.
pub(super) struct Provenance<'t> {
    id: &'t ConstituentId,
    table: &'t mut Vec<ConstituentValue>,
    start: usize,
}

impl<'t> Provenance<'t> {
    pub(super) fn new(id: &'t ConstituentId, table: &'t mut Vec<ConstituentValue>) -> Self {
        let start = table.len();
        Self { id, table, start }
    }

    /// Notes where the value of a column of `Constituent` came from.
    pub(super) fn say(&mut self, field: &str, value: &(impl Display + ?Sized), key: &SourceRecordKey, rule: &str) {
        self.table.push(ConstituentValue {
            constituent_id: self.id.clone(),
            field: field.to_owned(),
            value: value.to_string(),
            source_record_key: key.clone(),
            rule: rule.to_owned(),
        });
    }

    /// The record that a field came from, if the field was noted.
    pub(super) fn key_of(&self, field: &str) -> Option<&SourceRecordKey> {
        let row = self.table[self.start..].iter().find(|row| row.field == field)?;
        Some(&row.source_record_key)
    }

    /// Sorts what was noted by field.
    pub(super) fn finish(self) {
        self.table[self.start..].sort_unstable();
    }
}
