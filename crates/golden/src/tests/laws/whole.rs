//! The whole step: the order of the input does not show, and nothing is lost.

use super::random::{partition, with_partition, world};
use crate::newest_versions;
use crate::tests::world::World;
use proptest::prelude::*;
use records::kinds::CreditType;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// The same rows in another order, and other numbers for the same clusters.
fn shuffled(mut world: World, turn: usize) -> World {
    fn mix<T>(rows: &mut [T], turn: usize) {
        if !rows.is_empty() {
            rows.reverse();
            rows.rotate_left(turn % rows.len());
        }
    }
    let staged = &mut world.staged;
    mix(&mut staged.parties, turn);
    mix(&mut staged.emails, turn);
    mix(&mut staged.addresses, turn);
    mix(&mut staged.gifts, turn);
    mix(&mut staged.credits, turn);
    mix(&mut staged.adjustments, turn);
    mix(&mut staged.consent_events, turn);
    mix(&mut world.files, turn);
    mix(&mut world.previous.crosswalk, turn);
    mix(&mut world.previous.redirects, turn);
    world.clusters.values_mut().for_each(|number| *number = 1_000 - *number * 7);
    world
}

proptest! {
    #[test]
    fn the_order_of_the_input_does_not_show(world in world(), before in partition(), turn in 0..50_usize) {
        let first = with_partition(world.clone(), &before).tables();
        let world = world.after(&first);
        prop_assert_eq!(world.clone().build(), shuffled(world, turn).build());
    }

    #[test]
    fn every_record_that_is_not_anonymous_is_in_the_crosswalk_once(world in world()) {
        let newest = newest_versions(world.staged.clone(), &world.files);
        let named = newest.parties.iter().filter(|party| !party.is_anonymous);
        let expected: Vec<_> = named.map(|party| party.source_record_key.clone()).collect();
        let tables = world.tables();
        let found: Vec<_> = tables.crosswalk.iter().map(|row| row.source_record_key.clone()).collect();
        prop_assert_eq!(found, expected);
        let ids: BTreeSet<_> = tables.crosswalk.iter().map(|row| &row.constituent_id).collect();
        prop_assert!(ids.into_iter().eq(tables.constituents.iter().map(|row| &row.constituent_id)));
    }

    #[test]
    fn no_money_and_no_word_is_lost(world in world()) {
        let newest = newest_versions(world.staged.clone(), &world.files);
        let keys: BTreeSet<_> = world.staged.gifts.iter().map(|gift| gift.gift_key.clone()).collect();
        let words = |events: &[records::staged::ConsentEvent]| -> BTreeSet<String> {
            let word = |row: &records::staged::ConsentEvent| {
                format!("{} {} {} {:?} {:?}", row.source_record_key, row.channel, row.state, row.effective_at, row.scope)
            };
            events.iter().map(word).collect()
        };
        let said = words(&world.staged.consent_events);
        let tables = world.tables();
        let sum = |amounts: Vec<Decimal>| amounts.into_iter().sum::<Decimal>();
        prop_assert_eq!(tables.gifts.len(), keys.len());
        prop_assert_eq!(&tables.gifts, &newest.gifts);
        prop_assert_eq!(
            sum(tables.adjustments.iter().map(|row| row.amount).collect()),
            sum(newest.adjustments.iter().map(|row| row.amount).collect())
        );
        prop_assert_eq!(words(&tables.consent_events), said);
    }

    #[test]
    fn hard_credits_add_up_to_the_gift(world in world()) {
        let tables = world.tables();
        for gift in &tables.gifts {
            let own = tables.credits.iter().filter(|row| row.gift_key == gift.gift_key);
            let hard: Decimal = own.filter(|row| row.credit_type == CreditType::Hard).map(|row| row.amount).sum();
            prop_assert_eq!(hard, gift.amount);
        }
    }

    #[test]
    fn a_gift_that_is_not_counted_leads_to_one_that_is(world in world()) {
        let tables = world.tables();
        let dropped: BTreeSet<_> = tables.duplicate_gifts.iter().map(|row| &row.gift_key).collect();
        prop_assert_eq!(dropped.len(), tables.duplicate_gifts.len());
        prop_assert!(tables.duplicate_gifts.iter().all(|row| !dropped.contains(&row.kept_gift_key)));
    }

    #[test]
    fn every_table_is_sorted_and_every_household_has_two(world in world()) {
        let tables = world.tables();
        prop_assert!(tables.constituents.is_sorted_by(|a, b| a.constituent_id < b.constituent_id));
        prop_assert!(tables.values.is_sorted() && tables.emails.is_sorted() && tables.addresses.is_sorted());
        prop_assert!(tables.consents.is_sorted() && tables.households.is_sorted());
        prop_assert!(tables.household_members.is_sorted() && tables.crosswalk.is_sorted());
        for household in &tables.households {
            let members = tables.household_members.iter().filter(|row| row.household_id == household.household_id);
            prop_assert_eq!(i64::try_from(members.count()).unwrap(), household.member_count);
            prop_assert!(household.member_count >= 2);
        }
    }

    #[test]
    fn a_second_pass_over_the_newest_versions_changes_nothing(world in world()) {
        let once = newest_versions(world.staged.clone(), &world.files);
        let mut again = world.clone();
        again.staged = once.clone();
        prop_assert_eq!(newest_versions(once.clone(), &world.files), once);
        prop_assert_eq!(world.build(), again.build());
    }
}
