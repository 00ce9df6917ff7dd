//! The source records of each cluster, with what hangs on them.

use crate::arrival::Arrivals;
use jiff::Timestamp;
use records::keys::SourceRecordKey;
use records::staged::{ConsentEvent, SourceAddress, SourceEmail, SourceParty, SourcePhone, StagedRecords};
use rustc_hash::FxHashMap;

/// One source record and what it says.
pub(crate) struct Member<'a> {
    /// The record itself.
    pub(crate) party: &'a SourceParty,
    /// When the source last changed it, or else when its file arrived.
    pub(crate) recency: Timestamp,
    /// Its e-mail addresses.
    pub(crate) emails: &'a [SourceEmail],
    /// Its phones.
    pub(crate) phones: &'a [SourcePhone],
    /// Its postal addresses.
    pub(crate) addresses: &'a [SourceAddress],
    /// All that was ever said about contacting it.
    pub(crate) consent_events: &'a [ConsentEvent],
}

impl<'a> Member<'a> {
    /// The record's key.
    pub(crate) fn key(&self) -> &'a SourceRecordKey {
        &self.party.source_record_key
    }
}

/// All records of one person or organisation, in the order of their keys; never empty.
pub(crate) struct Cluster<'a> {
    /// The records.
    pub(crate) members: Vec<Member<'a>>,
}

impl<'a> Cluster<'a> {
    /// The smallest key: it founds the constituent's id.
    pub(crate) fn smallest_key(&self) -> &'a SourceRecordKey {
        self.members[0].key()
    }
}

/// Groups the records by cluster; a record without a cluster is alone, an anonymous one is left out.
///
/// `staged` must come from [`crate::newest_versions`], which sorts by key. The clusters come back in the order of
/// their smallest keys, whatever their numbers.
pub(crate) fn clusters_of<'a>(
    staged: &'a StagedRecords,
    arrivals: &Arrivals,
    cluster_number: &dyn Fn(&SourceRecordKey) -> Option<u64>,
) -> Vec<Cluster<'a>> {
    let mut places: FxHashMap<u64, usize> = FxHashMap::default();
    let mut clusters: Vec<Cluster<'a>> = Vec::new();
    for member in members_of(staged, arrivals) {
        let next = clusters.len();
        let place = cluster_number(member.key()).map_or(next, |number| *places.entry(number).or_insert(next));
        match clusters.get_mut(place) {
            Some(cluster) => cluster.members.push(member),
            None => clusters.push(Cluster { members: vec![member] }),
        }
    }
    clusters
}

/// Every record that is not anonymous, in the order of the keys.
fn members_of<'a>(staged: &'a StagedRecords, arrivals: &Arrivals) -> Vec<Member<'a>> {
    let mut emails = staged.emails.as_slice();
    let mut phones = staged.phones.as_slice();
    let mut addresses = staged.addresses.as_slice();
    let mut consent_events = staged.consent_events.as_slice();
    let mut member = |party: &'a SourceParty| {
        let key = &party.source_record_key;
        Member {
            party,
            recency: arrivals.recency(party),
            emails: rows_of(&mut emails, key, |row| &row.source_record_key),
            phones: rows_of(&mut phones, key, |row| &row.source_record_key),
            addresses: rows_of(&mut addresses, key, |row| &row.source_record_key),
            consent_events: rows_of(&mut consent_events, key, |row| &row.source_record_key),
        }
    };
    staged.parties.iter().filter(|party| !party.is_anonymous).map(&mut member).collect()
}

/// Takes the rows of `key` off the front of `rows`, and drops those of smaller keys.
fn rows_of<'a, T>(rows: &mut &'a [T], key: &SourceRecordKey, key_of: fn(&T) -> &SourceRecordKey) -> &'a [T] {
    let all = *rows;
    let start = all.iter().take_while(|row| key_of(row) < key).count();
    let length = all[start..].iter().take_while(|row| key_of(row) == key).count();
    *rows = &all[start + length..];
    &all[start..start + length]
}
