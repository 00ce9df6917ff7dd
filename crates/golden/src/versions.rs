//! Of all versions of a record, the newest.
//!
//! In:  staged rows of any number of files, in any order.
//! Out: one party, gift, adjustment, commitment and term per key, with their parts; every consent event once.
//!
//! A version of a party is dated by its source's own date of change, or, where the source gives none, by
//! the arrival of its file; equal dates are decided by arrival, then by file id and line. Everything else is
//! dated by the arrival of its file. Nothing is forgotten because a later file does not show it: an export may be
//! a part of the whole, and membership terms known from notes outlive the note.

use crate::arrival::Arrivals;
use crate::order::{newest, sorted_once};
use jiff::Timestamp;
use records::keys::FileId;
use records::staged::{
    ConsentEvent, Gift, GiftAllocation, GiftCredit, Rejection, SourceAddress, SourceEmail, SourceFile, SourceParty,
    SourcePhone, StagedRecords,
};
use rustc_hash::FxHashMap;
use std::cmp::Ordering;
use std::hash::Hash;

/// Keeps the newest version of everything that changes, and all of what was ever said about consent.
///
/// * E-mails, phones and addresses of a record are those of the file that its newest version came from;
///   allocations and credits go with their gift in the same way.
/// * A consent event that several files repeat word for word is kept as the last of them tells it, because
///   an undated opt-out holds at least until the file in which it was last seen.
///
/// Every table comes back sorted by its key. A second pass changes nothing.
#[must_use]
pub fn newest_versions(staged: StagedRecords, files: &[SourceFile]) -> StagedRecords {
    let arrivals = Arrivals::of(files);
    let parties = newest_parties(staged.parties, &arrivals);
    let gifts = newest_gifts(staged.gifts, &arrivals);
    let contacts = ContactPoints { emails: staged.emails, phones: staged.phones, addresses: staged.addresses };
    let contacts = contacts.of_newest(&parties, &arrivals);
    let (allocations, credits) = newest_parts(staged.allocations, staged.credits, &gifts, &arrivals);
    let by_file = |left: (&FileId, i64), right: (&FileId, i64)| arrivals.compare(left, right);
    StagedRecords {
        parties,
        emails: contacts.emails,
        phones: contacts.phones,
        addresses: contacts.addresses,
        gifts,
        allocations,
        credits,
        adjustments: newest(
            staged.adjustments,
            |left, right| left.adjustment_key.cmp(&right.adjustment_key),
            |left, right| by_file((&left.file_id, left.line), (&right.file_id, right.line)),
        ),
        commitments: newest(
            staged.commitments,
            |left, right| left.commitment_key.cmp(&right.commitment_key),
            |left, right| by_file((&left.file_id, left.line), (&right.file_id, right.line)),
        ),
        membership_terms: newest(
            staged.membership_terms,
            |left, right| left.term_key.cmp(&right.term_key),
            |left, right| by_file((&left.file_id, left.line), (&right.file_id, right.line)),
        ),
        consent_events: newest(staged.consent_events, same_word, |left, right| {
            by_file((&left.file_id, left.line), (&right.file_id, right.line))
        }),
        rejections: sorted_once(staged.rejections, compare_rejections),
    }
}

impl Arrivals<'_> {
    /// Which of two rows is newer, by the arrival of its file, then file id and line.
    fn compare(&self, left: (&FileId, i64), right: (&FileId, i64)) -> Ordering {
        let dated = |(file, line)| (self.received_at(file), file, line);
        dated(left).cmp(&dated(right))
    }

    /// When the version of a party was true at the latest that is known.
    pub(crate) fn recency(&self, party: &SourceParty) -> Timestamp {
        party.source_updated_at.unwrap_or_else(|| self.received_at(&party.file_id))
    }
}

fn newest_parties(parties: Vec<SourceParty>, arrivals: &Arrivals) -> Vec<SourceParty> {
    newest(
        parties,
        |left, right| left.source_record_key.cmp(&right.source_record_key),
        |left, right| {
            let recency = arrivals.recency(left).cmp(&arrivals.recency(right));
            recency.then_with(|| arrivals.compare((&left.file_id, left.line), (&right.file_id, right.line)))
        },
    )
}

fn newest_gifts(gifts: Vec<Gift>, arrivals: &Arrivals) -> Vec<Gift> {
    newest(
        gifts,
        |left, right| left.gift_key.cmp(&right.gift_key),
        |left, right| arrivals.compare((&left.file_id, left.line), (&right.file_id, right.line)),
    )
}

/// How to reach the parties of some files.
struct ContactPoints {
    emails: Vec<SourceEmail>,
    phones: Vec<SourcePhone>,
    addresses: Vec<SourceAddress>,
}

impl ContactPoints {
    /// Those of the file that told the newest version of each party, sorted by record and position.
    fn of_newest(self, parties: &[SourceParty], arrivals: &Arrivals) -> Self {
        let files = parties.iter().map(|party| (&party.source_record_key, &party.file_id)).collect();
        let emails = of_newest_file(self.emails, &files, |row| (&row.source_record_key, &row.file_id), arrivals);
        let phones = of_newest_file(self.phones, &files, |row| (&row.source_record_key, &row.file_id), arrivals);
        let addresses = of_newest_file(self.addresses, &files, |row| (&row.source_record_key, &row.file_id), arrivals);
        Self {
            emails: sorted_once(emails, |left, right| {
                (&left.source_record_key, left.position, left.line).cmp(&(
                    &right.source_record_key,
                    right.position,
                    right.line,
                ))
            }),
            phones: sorted_once(phones, |left, right| {
                (&left.source_record_key, left.position, left.line).cmp(&(
                    &right.source_record_key,
                    right.position,
                    right.line,
                ))
            }),
            addresses: sorted_once(addresses, |left, right| {
                (&left.source_record_key, left.position, left.line).cmp(&(
                    &right.source_record_key,
                    right.position,
                    right.line,
                ))
            }),
        }
    }
}

/// What the gifts were for and who is credited, as the file tells it that told the newest version.
fn newest_parts(
    allocations: Vec<GiftAllocation>,
    credits: Vec<GiftCredit>,
    gifts: &[Gift],
    arrivals: &Arrivals,
) -> (Vec<GiftAllocation>, Vec<GiftCredit>) {
    let files = gifts.iter().map(|gift| (&gift.gift_key, &gift.file_id)).collect();
    let allocations = of_newest_file(allocations, &files, |row| (&row.gift_key, &row.file_id), arrivals);
    let credits = of_newest_file(credits, &files, |row| (&row.gift_key, &row.file_id), arrivals);
    let allocations = sorted_once(allocations, |left, right| {
        (&left.gift_key, &left.fund, left.line).cmp(&(&right.gift_key, &right.fund, right.line))
    });
    (allocations, sorted_once(credits, compare_credits))
}

/// The order of the table of credits.
pub(crate) fn compare_credits(left: &GiftCredit, right: &GiftCredit) -> Ordering {
    let key = |row: &GiftCredit| (row.credit_type, row.role, row.line);
    left.gift_key
        .cmp(&right.gift_key)
        .then_with(|| left.source_record_key.cmp(&right.source_record_key))
        .then_with(|| key(left).cmp(&key(right)))
}

/// The rows that came with the file that `owners` names for their key; where their owner was never staged,
/// the rows of the newest file that has any.
fn of_newest_file<T, K: Hash + Eq>(
    rows: Vec<T>,
    owners: &FxHashMap<&K, &FileId>,
    key_and_file: impl Fn(&T) -> (&K, &FileId),
    arrivals: &Arrivals,
) -> Vec<T> {
    let mut orphans: FxHashMap<&K, &FileId> = FxHashMap::default();
    for (key, file) in rows.iter().map(&key_and_file).filter(|(key, _)| !owners.contains_key(key)) {
        let newest = orphans.entry(key).or_insert(file);
        if arrivals.compare((*newest, 0), (file, 0)) == Ordering::Less {
            *newest = file;
        }
    }
    let is_newest = |row: &T| {
        let (key, file) = key_and_file(row);
        owners.get(key).or_else(|| orphans.get(key)).is_some_and(|newest| *newest == file)
    };
    let kept: Vec<bool> = rows.iter().map(is_newest).collect();
    rows.into_iter().zip(kept).filter_map(|(row, kept)| kept.then_some(row)).collect()
}

/// Equal for two rows that say the same thing, whichever file says it.
fn same_word(left: &ConsentEvent, right: &ConsentEvent) -> Ordering {
    let word = |row: &ConsentEvent| (row.channel, row.effective_at, row.state);
    left.source_record_key
        .cmp(&right.source_record_key)
        .then_with(|| word(left).cmp(&word(right)))
        .then_with(|| left.evidence.cmp(&right.evidence))
        .then_with(|| left.scope.cmp(&right.scope))
        .then_with(|| left.source.cmp(&right.source))
}

fn compare_rejections(left: &Rejection, right: &Rejection) -> Ordering {
    let place = |row: &Rejection| (row.source.clone(), row.file_id.clone(), row.line);
    place(left).cmp(&place(right)).then_with(|| left.column.cmp(&right.column))
}
