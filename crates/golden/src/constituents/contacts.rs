//! E-mail addresses and phones of a constituent, and the best of each.

use super::provenance::Provenance;
use crate::members::Cluster;
use crate::survivorship::{Candidate, Choice, Field, Survivorship, choose, distinct};
use records::golden::{Constituent, ConstituentEmail, ConstituentPhone};
use records::kinds::{ContactUse, EmailStatus};
use records::staged::{SourceEmail, SourcePhone};
use rustc_hash::FxHashMap;
use std::hash::Hash;

/// A value that works comes before every rule; this one does not.
const DEAD: u8 = 1;

/// Adds every e-mail address once, and the best as the primary one.
///
/// An address that any record of the constituent knows to bounce is taken only when there is no other.
pub(super) fn add_emails(
    survivorship: &Survivorship,
    cluster: &Cluster,
    constituent: &mut Constituent,
    provenance: &mut Provenance,
    table: &mut Vec<ConstituentEmail>,
) {
    let policy = survivorship.policy(Field::Email);
    let candidates = cluster.members.iter().flat_map(|member| {
        member.emails.iter().map(move |row: &SourceEmail| Candidate {
            flaw: if row.status == EmailStatus::Cleaned { DEAD } else { 0 },
            position: row.position,
            ..Candidate::new(row, row.address.as_str(), member)
        })
    });
    let emails = distinct(policy, candidates.collect());
    let start = table.len();
    table.extend(emails.iter().map(|email| ConstituentEmail {
        constituent_id: constituent.constituent_id.clone(),
        address: email.value.address.clone(),
        contact_use: email.value.contact_use,
        status: if email.flaw == DEAD { EmailStatus::Cleaned } else { EmailStatus::Active },
        is_primary: false,
        is_shared: false,
        source_record_key: email.member.key().clone(),
    }));
    let Some(Choice { value: best, key, rule }) = choose(policy, emails) else { return };
    provenance.say("email", &best.address, key, rule);
    constituent.email = Some(best.address.clone());
    for row in &mut table[start..] {
        row.is_primary = row.address == best.address;
    }
}

/// Adds every phone once, and the best as the primary one. A fax line is taken only when there is nothing else.
pub(super) fn add_phones(
    survivorship: &Survivorship,
    cluster: &Cluster,
    constituent: &mut Constituent,
    provenance: &mut Provenance,
    table: &mut Vec<ConstituentPhone>,
) {
    let policy = survivorship.policy(Field::Phone);
    let candidates = cluster.members.iter().flat_map(|member| {
        member.phones.iter().map(move |row: &SourcePhone| Candidate {
            flaw: if row.contact_use == ContactUse::Fax { DEAD } else { 0 },
            position: row.position,
            ..Candidate::new(row, row.number.as_str(), member)
        })
    });
    let phones = distinct(policy, candidates.collect());
    let start = table.len();
    table.extend(phones.iter().map(|phone| ConstituentPhone {
        constituent_id: constituent.constituent_id.clone(),
        number: phone.value.number.clone(),
        contact_use: phone.value.contact_use,
        is_primary: false,
        is_shared: false,
        source_record_key: phone.member.key().clone(),
    }));
    let Some(Choice { value: best, key, rule }) = choose(policy, phones) else { return };
    provenance.say("phone", &best.number, key, rule);
    constituent.phone = Some(best.number.clone());
    for row in &mut table[start..] {
        row.is_primary = row.number == best.number;
    }
}

/// Marks what two or more constituents have; to be called when all of them are in the tables.
pub(crate) fn mark_shared(emails: &mut [ConstituentEmail], phones: &mut [ConstituentPhone]) {
    let shared = shared(emails.iter().map(|row| &row.address));
    for (row, is_shared) in emails.iter_mut().zip(shared) {
        row.is_shared = is_shared;
    }
    let shared = self::shared(phones.iter().map(|row| &row.number));
    for (row, is_shared) in phones.iter_mut().zip(shared) {
        row.is_shared = is_shared;
    }
}

/// For each value, whether it stands there more than once. A constituent has each value once.
fn shared<'a, T: Hash + Eq + 'a>(values: impl Iterator<Item = &'a T> + Clone) -> Vec<bool> {
    let mut owners: FxHashMap<&T, u32> = FxHashMap::default();
    for value in values.clone() {
        *owners.entry(value).or_default() += 1;
    }
    values.map(|value| owners[value] > 1).collect()
}
