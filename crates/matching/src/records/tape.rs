//! Normal records on their way from the threads that make them to the one that gives out ids.
//!
//! All texts of some records stand one after the other on one tape, and are read back in the same order:
//! an allocation per text, freed by another thread, costs more than normalising it.

use super::addresses::AddressForm;
use super::dates::BirthDate;
use super::names::Generation;
use super::normal::NormalRecord;
use super::{Kind, RawRecord, Sex};

/// Records in normal forms, in their order.
#[derive(Debug, Default)]
pub(super) struct Tape {
    texts: String,
    lengths: Vec<u32>,
    records: Vec<Head>,
}

/// What is known of a record besides its texts, and how many texts of each kind it has.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) record_id: String,
    pub(super) kind: Kind,
    pub(super) birth: BirthDate,
    pub(super) generation: Generation,
    pub(super) sex: Sex,
    pub(super) emails: usize,
    pub(super) phones: usize,
    pub(super) identifiers: usize,
    pub(super) addresses: usize,
}

impl Tape {
    /// Normalises records and writes them down.
    pub(super) fn of(records: impl Iterator<Item = RawRecord>) -> Self {
        let mut tape = Self::default();
        for raw in records {
            tape.write(NormalRecord::from_raw(raw));
        }
        tape
    }

    fn write(&mut self, record: NormalRecord) {
        let NormalRecord { name, organisation, emails, phones, identifiers, addresses, .. } = &record;
        for text in [organisation, &name.family, &name.given, &name.middle, &name.former, &name.preferred] {
            self.write_text(text);
        }
        for text in emails.iter().chain(phones).chain(identifiers) {
            self.write_text(text);
        }
        for AddressForm { number, unit, street, extra, city, region, postal } in addresses {
            for text in [number, unit, street, extra, city, region, postal] {
                self.write_text(text);
            }
        }
        self.records.push(Head {
            kind: record.kind,
            birth: record.birth,
            generation: record.name.generation,
            sex: record.sex,
            emails: record.emails.len(),
            phones: record.phones.len(),
            identifiers: record.identifiers.len(),
            addresses: record.addresses.len(),
            record_id: record.record_id,
        });
    }

    fn write_text(&mut self, text: &str) {
        // A text of four gigabytes would not have come in through one cell.
        let length = u32::try_from(text.len()).unwrap_or(0);
        self.texts.push_str(&text[..length as usize]);
        self.lengths.push(length);
    }

    /// The records, and a reader that gives their texts in the order in which they were written:
    /// organisation, family, given, middle, former and preferred name, contacts, addresses.
    pub(super) fn read(&mut self) -> (std::vec::Drain<'_, Head>, Reader<'_>) {
        (self.records.drain(..), Reader { texts: &self.texts, lengths: self.lengths.iter() })
    }
}

/// Reads texts back.
pub(super) struct Reader<'a> {
    texts: &'a str,
    lengths: std::slice::Iter<'a, u32>,
}

impl<'a> Reader<'a> {
    /// The next text; the empty one past the end.
    pub(super) fn text(&mut self) -> &'a str {
        let length = self.lengths.next().map_or(0, |length| *length as usize);
        let (text, rest) = self.texts.split_at(length);
        self.texts = rest;
        text
    }
}
