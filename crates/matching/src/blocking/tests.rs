//! The budget is kept, nothing comes twice, and what is left out is reported.

use proptest::prelude::*;

use super::budget::{largest_block, pairs};
use super::{CandidateIndex, Rule};
use crate::records::{RawAddress, RawRecord, Records, RecordsBuilder};
use crate::settings::Settings;

fn records(people: impl Iterator<Item = (String, String)>) -> Records {
    let mut builder = RecordsBuilder::new();
    for (number, (given_name, family_name)) in people.enumerate() {
        builder.push(RawRecord { record_id: format!("{number:05}"), given_name, family_name, ..RawRecord::default() });
    }
    builder.finish()
}

fn candidates(index: &CandidateIndex, records: &Records) -> Vec<(u32, u32, Rule)> {
    let mut partners = Vec::new();
    let mut all = Vec::new();
    for left in 0..u32::try_from(records.len()).unwrap() {
        index.partners(left, &mut partners);
        all.extend(partners.iter().map(|(right, rule)| (left, *right, *rule)));
    }
    all
}

/// Blocks also for few records.
fn in_blocks() -> Settings {
    Settings { every_pair_up_to: 0, ..Settings::default() }
}

/// One of few values, or none: blocks that are as large as the file.
fn crowded(value: &'static str, kinds: u8) -> impl Strategy<Value = String> {
    (0..=kinds)
        .prop_map(move |kind| if kind == 0 { String::new() } else { format!("{value}{}", "x".repeat(kind.into())) })
}

fn crowd() -> impl Strategy<Value = Vec<RawRecord>> {
    let person = (
        (crowded("Ann", 2), crowded("Lee", 1), crowded("1971-05-2", 0)),
        (crowded("family@mail.test", 1), crowded("2105550143", 0), crowded("Mill St", 1)),
        1_u8..4,
    );
    let record = person.prop_map(|((given_name, family_name, _), (email, _, street), day)| RawRecord {
        given_name,
        family_name,
        birth_date: format!("1971-05-0{day}"),
        emails: vec![email],
        phones: vec!["2105550143".into()],
        addresses: vec![RawAddress {
            lines: vec![format!("5 {street}")],
            city: "Adams".into(),
            ..RawAddress::default()
        }],
        ..RawRecord::default()
    });
    prop::collection::vec(record, 2..300)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn no_input_breaks_the_promise(people in crowd(), pairs_per_record in 1_u64..5, window in 1_usize..6) {
        let mut builder = RecordsBuilder::new();
        for (number, person) in people.into_iter().enumerate() {
            builder.push(RawRecord { record_id: number.to_string(), ..person });
        }
        let records = builder.finish();
        let settings = Settings { pairs_per_record, window, ..in_blocks() };
        let found = candidates(&CandidateIndex::new(&records, &settings), &records);
        let size = records.len() as u64;
        let promise: u64 = super::RULES.iter().map(|rule| {
            let mut keys = Vec::new();
            records.rows.iter().for_each(|row| rule.keys(&records, row, &mut keys));
            let effort = rule.effort(records.len(), &settings);
            2 * effort.budget + 2 * (effort.window * keys.len()) as u64
        }).sum();
        prop_assert!(found.len() as u64 <= promise.min(pairs(size)), "{} of {promise}", found.len());
        let distinct: std::collections::BTreeSet<_> = found.iter().map(|(left, right, _)| (left, right)).collect();
        prop_assert_eq!(distinct.len(), found.len(), "each pair once");
    }

    #[test]
    fn what_is_not_compared_is_reported(size in 50_usize..300, pairs_per_record in 1_u64..4) {
        let same = (0..size).map(|_| ("Ann".to_owned(), "Lee".to_owned()));
        let records = records(same);
        let index = CandidateIndex::new(&records, &Settings { pairs_per_record, ..in_blocks() });
        let found = candidates(&index, &records).len() as u64;
        let told = index.into_degraded().iter().map(|block| block.pairs_not_compared).max().unwrap_or(0);
        prop_assert!(found == pairs(size as u64) || told > 0, "{found} compared, {told} told");
    }
}

#[test]
fn a_small_file_is_compared_pair_by_pair() {
    let records =
        records([("Ann", "Lee"), ("Bob", "Stone"), ("Cleo", "Park")].iter().map(|(a, b)| ((*a).into(), (*b).into())));
    let found = candidates(&CandidateIndex::new(&records, &Settings::default()), &records);
    assert_eq!(found, [(0, 1, Rule::EveryPair), (0, 2, Rule::EveryPair), (1, 2, Rule::EveryPair)]);
}

proptest! {
    #[test]
    fn the_largest_block_is_the_largest_that_fits(sizes in prop::collection::vec(1_usize..40, 0..50), budget in 0_u64..4_000) {
        let largest = largest_block(sizes.iter().copied(), budget);
        let up_to = |limit: usize| sizes.iter().filter(|size| **size <= limit).map(|size| pairs(*size as u64)).sum::<u64>();
        prop_assert!(up_to(largest) <= budget);
        let next = sizes.iter().filter(|size| **size > largest.max(1)).min();
        prop_assert!(next.is_none_or(|next| up_to(*next) > budget));
    }
}

#[test]
fn a_pair_comes_once_under_its_first_rule() {
    let records =
        records([("Ann", "Lee"), ("Ann", "Lee"), ("Bob", "Stone")].iter().map(|(a, b)| ((*a).into(), (*b).into())));
    let index = CandidateIndex::new(&records, &in_blocks());
    assert_eq!(candidates(&index, &records), vec![(0, 1, Rule::Names)]);
    assert_eq!(index.into_degraded(), vec![]);
}

#[test]
fn a_block_that_is_too_large_is_walked_and_reported() {
    let size = 300;
    let names = (0..size).map(|number| (["Ann", "Bob", "Cleo"][number % 3].to_owned(), "Lee".to_owned()));
    let records = records(names);
    let settings = Settings { pairs_per_record: 2, window: 3, ..in_blocks() };
    let index = CandidateIndex::new(&records, &settings);
    let found = candidates(&index, &records).len() as u64;
    let degraded = index.into_degraded();
    let family = degraded.iter().find(|block| block.rule == Rule::FamilyName).unwrap();
    assert_eq!((family.size, family.blocks), (300, 1));
    assert!(family.pairs_not_compared > 40_000, "{family:?}");
    let rules_that_met_a_key = 3;
    let promise = rules_that_met_a_key * 300 * (2 * settings.pairs_per_record + 2 * settings.window as u64);
    assert!((300..=promise).contains(&found), "{found} candidates, at most {promise}");
}

#[test]
fn swapped_and_misspelt_names_meet() {
    for (left, right) in [
        (("Violet", "Clark"), ("Clark", "Violet")),
        (("Bob", "Smith"), ("Robert", "Smyth")),
        (("Jo", "Vandenberg"), ("X", "Vandenberg")),
    ] {
        let records = records([left, right].iter().map(|(given, family)| ((*given).to_owned(), (*family).to_owned())));
        let index = CandidateIndex::new(&records, &in_blocks());
        assert_eq!(candidates(&index, &records).len(), 1, "{left:?} {right:?}");
    }
}
