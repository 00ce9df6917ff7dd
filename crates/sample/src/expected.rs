//! What a correct reader finds in each file: `expected.csv`.

use crate::money;

/// The header of `expected.csv`.
const HEADER: &str = "file,rows_read,rows_staged,rows_rejected,rows_not_data,gifts,gift_amount,adjustments,commitments,membership_terms,parties,consent_events";

/// What the generator put into one file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) staged: u64,
    pub(crate) rejected: u64,
    pub(crate) not_data: u64,
    pub(crate) gifts: u64,
    pub(crate) gift_cents: i64,
    pub(crate) adjustments: u64,
    pub(crate) commitments: u64,
    pub(crate) membership_terms: u64,
    /// Anonymous givers included.
    pub(crate) parties: u64,
    pub(crate) consent_events: u64,
}

impl Tally {
    /// Counts a staged row that makes a gift.
    pub(crate) const fn gift(&mut self, cents: i64) {
        self.staged += 1;
        self.gifts += 1;
        self.gift_cents += cents;
    }

    fn line(&self, file: &str) -> String {
        let read = self.staged + self.rejected + self.not_data;
        let counts = [self.adjustments, self.commitments, self.membership_terms, self.parties, self.consent_events];
        let counts: Vec<String> = counts.iter().map(u64::to_string).collect();
        format!(
            "{file},{read},{},{},{},{},{},{}\n",
            self.staged,
            self.rejected,
            self.not_data,
            self.gifts,
            money::plain(self.gift_cents),
            counts.join(",")
        )
    }
}

/// The bytes of `expected.csv`, a line for each file.
pub(crate) fn file<'a>(tallies: impl Iterator<Item = (&'a str, &'a Tally)>) -> Vec<u8> {
    let lines: String = tallies.map(|(file, tally)| tally.line(file)).collect();
    format!("{HEADER}\n{lines}").into_bytes()
}
