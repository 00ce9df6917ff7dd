//! Refunds of a gift that is told twice: each is counted once, and none is lost.

use records::golden::DuplicateGift;
use records::keys::GiftKey;
use records::staged::{Gift, GiftAdjustment};
use records::values::Currency;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

/// Links the adjustments of duplicate gifts to the gifts that are counted instead; says how many.
///
/// If the counted gift has an adjustment of the same amount and currency already, both tell one movement: the
/// duplicate's stays where it is, and is not counted. Each adjustment of the counted gift answers for one of each
/// duplicate, so that two refunds of ten are not taken for one.
pub(crate) fn relink(
    adjustments: &mut [GiftAdjustment],
    duplicates: &[DuplicateGift],
    gifts: &[Gift],
    gift_rank: impl Fn(&str) -> usize,
) -> usize {
    let sources: FxHashMap<&GiftKey, &str> = gifts.iter().map(|gift| (&gift.gift_key, gift.source.as_str())).collect();
    let mut places_of: FxHashMap<GiftKey, Vec<usize>> = FxHashMap::default();
    for (place, row) in adjustments.iter().enumerate() {
        places_of.entry(row.gift_key.clone()).or_default().push(place);
    }
    // The more believed source first: what is linked from it answers for those that follow.
    let mut ordered: Vec<&DuplicateGift> = duplicates.iter().collect();
    ordered.sort_by_cached_key(|row| {
        let source = sources.get(&row.gift_key).copied().unwrap_or_default();
        (&row.kept_gift_key, gift_rank(source), source, &row.gift_key)
    });
    let mut relinked = 0;
    for duplicate in ordered {
        let Some(places) = places_of.remove(&duplicate.gift_key) else { continue };
        let counted = places_of.entry(duplicate.kept_gift_key.clone()).or_default();
        let moving = not_answered_for(&places, counted, adjustments);
        for &place in &moving {
            adjustments[place].gift_key = duplicate.kept_gift_key.clone();
        }
        relinked += moving.len();
        counted.extend(moving);
    }
    relinked
}

/// The places whose adjustment has no equal among `counted`.
fn not_answered_for(places: &[usize], counted: &[usize], adjustments: &[GiftAdjustment]) -> Vec<usize> {
    let movement = |place: usize| -> (&Currency, Decimal) { (&adjustments[place].currency, adjustments[place].amount) };
    let mut open: Vec<(&Currency, Decimal)> = counted.iter().map(|&place| movement(place)).collect();
    let is_new = |place: &usize| match open.iter().position(|&answer| answer == movement(*place)) {
        Some(answer) => {
            open.swap_remove(answer);
            false
        }
        None => true,
    };
    places.iter().copied().filter(is_new).collect()
}
