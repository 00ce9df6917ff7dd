//! One payment that two sources tell: the processor's row and the CRM's row of the same money.

use crate::survivorship::Survivorship;
use jiff::civil::Date;
use records::golden::DuplicateGift;
use records::kinds::GiftStatus;
use records::staged::Gift;
use rustc_hash::{FxHashMap, FxHashSet};

/// A CRM often dates a gift by the day of its entry.
const MOST_DAYS_APART: i32 = 7;

/// Finds gifts of different sources that are one payment, sorted by the key of the gift that is not counted.
///
/// They share the processor's reference, amount and currency, are at most seven days apart, and in both the money came or in
/// both it did not (a gift that the CRM voided must not hide the processor's money). The gift of the source that stands
/// first in `duplicate_gift_priority` is counted, and stands for one gift at most of each other source: the nearest in time.
pub(crate) fn find_duplicates(gifts: &[Gift], survivorship: &Survivorship) -> Vec<DuplicateGift> {
    let mut groups: FxHashMap<&str, Vec<&Gift>> = FxHashMap::default();
    for gift in gifts {
        let reference = gift.processor_reference.as_deref().map(str::trim).filter(|text| !text.is_empty());
        if let Some(reference) = reference {
            groups.entry(reference).or_default().push(gift);
        }
    }
    let several = groups.into_values().filter(|group| group.len() > 1);
    let mut duplicates: Vec<DuplicateGift> =
        several.flat_map(|group| duplicates_of_reference(group, survivorship)).collect();
    duplicates.sort_unstable();
    duplicates
}

/// The duplicates among gifts of one reference.
fn duplicates_of_reference(mut gifts: Vec<&Gift>, survivorship: &Survivorship) -> Vec<DuplicateGift> {
    gifts.sort_by_cached_key(|gift| {
        (survivorship.duplicate_gift_rank(&gift.source), gift.source.as_str(), gift.gift_date, &gift.gift_key)
    });
    let mut dropped: FxHashSet<usize> = FxHashSet::default();
    let mut duplicates = Vec::new();
    for (place, kept) in gifts.iter().enumerate() {
        if dropped.contains(&place) {
            continue;
        }
        for twin in twins_of(kept, place, &gifts, &dropped) {
            dropped.insert(twin);
            duplicates.push(DuplicateGift {
                gift_key: gifts[twin].gift_key.clone(),
                kept_gift_key: kept.gift_key.clone(),
                basis: "processor_reference".to_owned(),
            });
        }
    }
    duplicates
}

/// The places of the gifts that tell the same payment as `kept`: of each other source the nearest in time.
fn twins_of(kept: &Gift, place: usize, gifts: &[&Gift], dropped: &FxHashSet<usize>) -> Vec<usize> {
    let mut nearest: Vec<(usize, i32)> = Vec::new();
    for (other, gift) in gifts.iter().enumerate().skip(place + 1) {
        let days = days_between(kept.gift_date, gift.gift_date);
        if dropped.contains(&other) || !is_same_money(kept, gift) || days > MOST_DAYS_APART {
            continue;
        }
        match nearest.last_mut() {
            // Gifts are sorted by source, so those of one source stand together.
            Some((last, last_days)) if gifts[*last].source == gift.source => {
                if days < *last_days {
                    (*last, *last_days) = (other, days);
                }
            }
            _ => nearest.push((other, days)),
        }
    }
    nearest.into_iter().map(|(twin, _)| twin).collect()
}

fn is_same_money(left: &Gift, right: &Gift) -> bool {
    left.source != right.source
        && left.amount == right.amount
        && left.currency == right.currency
        && money_came(left.status) == money_came(right.status)
}

/// Whether the money came, even if some or all of it went back later.
fn money_came(status: GiftStatus) -> bool {
    match status {
        GiftStatus::Succeeded | GiftStatus::Refunded | GiftStatus::PartiallyRefunded => true,
        GiftStatus::Pending | GiftStatus::Failed | GiftStatus::Voided => false,
    }
}

fn days_between(left: Date, right: Date) -> i32 {
    (left - right).get_days().abs()
}
