//! Rows of one party: the newest wins, the contact points of all are united.

use crate::emit::{PartyDraft, next_position};
use records::keys::SourceRecordKey;
use records::staged::{SourceAddress, SourceEmail, SourcePhone, StagedRecords};
use std::collections::HashMap;

/// The parties of a file, in the order in which they were first added.
#[derive(Debug, Default)]
pub(super) struct Parties {
    place_of: HashMap<SourceRecordKey, usize>,
    versions: Vec<Vec<PartyDraft>>,
}

impl Parties {
    /// Adds one row's version of a party.
    pub(super) fn add(&mut self, draft: PartyDraft) {
        let key = draft.party.source_record_key.clone();
        let place = *self.place_of.entry(key).or_insert(self.versions.len());
        if place == self.versions.len() {
            self.versions.push(Vec::new());
        }
        self.versions[place].push(draft);
    }

    /// Writes one row per party.
    pub(super) fn finish(self, records: &mut StagedRecords) {
        let mut parties: Vec<PartyDraft> = self.versions.into_iter().filter_map(united).collect();
        parties.sort_by_key(|draft| draft.party.line);
        for draft in parties {
            records.parties.push(draft.party);
            records.emails.extend(draft.emails);
            records.phones.extend(draft.phones);
            records.addresses.extend(draft.addresses);
        }
    }
}

/// The newest version (the first added among equally new ones), with the contact points of all.
fn united(mut versions: Vec<PartyDraft>) -> Option<PartyDraft> {
    versions.sort_by_key(|version| std::cmp::Reverse(version.party.source_updated_at));
    let mut versions = versions.into_iter();
    let mut winner = versions.next()?;
    for older in versions {
        for email in older.emails {
            add_email(&mut winner.emails, email);
        }
        for phone in older.phones {
            add_phone(&mut winner.phones, phone);
        }
        for address in older.addresses {
            add_address(&mut winner.addresses, address);
        }
    }
    Some(winner)
}

fn add_email(known: &mut Vec<SourceEmail>, mut email: SourceEmail) {
    if known.iter().all(|other| other.address != email.address) {
        email.position = next_position(known.len());
        known.push(email);
    }
}

fn add_phone(known: &mut Vec<SourcePhone>, mut phone: SourcePhone) {
    if known.iter().all(|other| other.number != phone.number || other.extension != phone.extension) {
        phone.position = next_position(known.len());
        known.push(phone);
    }
}

fn add_address(known: &mut Vec<SourceAddress>, mut address: SourceAddress) {
    let place = |row: &SourceAddress| {
        let parts = [&row.street, &row.street_2, &row.city, &row.region, &row.postal_code, &row.country];
        parts.map(|part| part.as_deref().unwrap_or_default().to_lowercase())
    };
    if known.iter().all(|other| place(other) != place(&address)) {
        address.position = next_position(known.len());
        known.push(address);
    }
}
