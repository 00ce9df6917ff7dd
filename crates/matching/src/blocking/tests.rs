//! The budget is kept, nothing comes twice, and what is left out is reported.

use proptest::prelude::*;

use super::budget::{largest_block, pairs};
use super::{CandidateIndex, Rule};
use crate::records::{RawRecord, Records, RecordsBuilder};
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
    let index = CandidateIndex::new(&records, &Settings::default());
    assert_eq!(candidates(&index, &records), vec![(0, 1, Rule::Names)]);
    assert_eq!(index.degraded, vec![]);
}

#[test]
fn a_block_that_is_too_large_is_walked_and_reported() {
    let size = 300;
    let names = (0..size).map(|number| (["Ann", "Bob", "Cleo"][number % 3].to_owned(), "Lee".to_owned()));
    let records = records(names);
    let settings = Settings { pairs_per_record: 2, window: 3, ..Settings::default() };
    let index = CandidateIndex::new(&records, &settings);
    let found = candidates(&index, &records).len() as u64;
    let family = index.degraded.iter().find(|block| block.rule == Rule::FamilyName).unwrap();
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
        let index = CandidateIndex::new(&records, &Settings::default());
        assert_eq!(candidates(&index, &records).len(), 1, "{left:?} {right:?}");
    }
}
