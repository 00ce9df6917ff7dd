//! Who shares a household, and why.

use super::world::{World, address, nobody, organization, person};
use records::golden::GoldenTables;
use records::kinds::HouseholdBasis::{self, AddressAndName, Declared, JointName};
use records::staged::{SourceAddress, SourceParty};

/// The bases of all members, household by household, with the names of the households.
#[track_caller]
fn check(parties: Vec<SourceParty>, addresses: Vec<SourceAddress>, expected: &[(&str, &[HouseholdBasis])]) {
    let tables = tables(parties, addresses);
    let mut found: Vec<(&str, Vec<HouseholdBasis>)> = Vec::new();
    for household in &tables.households {
        let members = tables.household_members.iter().filter(|row| row.household_id == household.household_id);
        let mut bases: Vec<_> = members.map(|row| row.basis).collect();
        bases.sort_unstable();
        assert_eq!(household.member_count, i64::try_from(bases.len()).unwrap());
        found.push((&household.name, bases));
    }
    found.sort();
    let expected: Vec<(&str, Vec<HouseholdBasis>)> =
        expected.iter().map(|(name, bases)| (*name, bases.to_vec())).collect();
    assert_eq!(found, expected);
}

fn tables(parties: Vec<SourceParty>, addresses: Vec<SourceAddress>) -> GoldenTables {
    let mut world = World::of(parties);
    world.staged.addresses = addresses;
    world.tables()
}

fn declared(mut party: SourceParty, household: &str) -> SourceParty {
    party.household_key = Some(household.to_owned());
    party
}

#[test]
fn a_source_may_declare_a_household() {
    let ann = declared(person("s:1", "Ann", "Lee", 1), "s:h");
    let bob = declared(person("s:2", "Bob", "Brown", 1), "s:h");
    check(vec![ann, bob, person("s:3", "Cy", "Lee", 1)], vec![], &[("Brown and Lee Household", &[Declared, Declared])]);
}

#[test]
fn two_persons_of_one_line_share_a_household() {
    let couple = vec![person("s:1", "Ann", "Lee", 1), person("s:1#2", "Bob", "Lee", 1)];
    check(couple, vec![], &[("The Lee Household", &[JointName, JointName])]);
}

#[test]
fn one_name_at_one_address_is_a_household_however_it_is_spelled() {
    let people = || vec![person("s:1", "Ann", "O'Lee", 1), person("t:1", "Bob", "OLEE", 1)];
    let both: &[HouseholdBasis] = &[AddressAndName, AddressAndName];
    let spelled =
        vec![address("s:1", "12 North Main Street, Apt 4", "01970-1234"), address("t:1", "12 N. Main St #4", "01970")];
    check(people(), spelled, &[("The O'Lee Household", both)]);
    check(people(), vec![address("s:1", "12 Main St", "01970"), address("t:1", "14 Main St", "01970")], &[]);
    check(people(), vec![address("s:1", "12 Main St", "01970"), address("t:1", "12 Main St", "01971")], &[]);
}

#[test]
fn an_address_that_is_dead_or_an_office_makes_no_household() {
    let people = || vec![person("s:1", "Ann", "Lee", 1), person("t:1", "Bob", "Lee", 1)];
    let home = address("s:1", "12 Main St", "01970");
    let dead = SourceAddress { undeliverable: true, ..address("t:1", "12 Main St", "01970") };
    let office =
        SourceAddress { contact_use: records::kinds::ContactUse::Work, ..address("t:1", "12 Main St", "01970") };
    check(people(), vec![home.clone(), dead], &[]);
    check(people(), vec![home, office], &[]);
}

#[test]
fn another_name_at_one_address_is_no_household_unless_it_is_a_former_one() {
    let homes = || vec![address("s:1", "12 Main St", "01970"), address("t:1", "12 Main St", "01970")];
    let mut ann = person("s:1", "Ann", "Lee", 1);
    check(vec![ann.clone(), person("t:1", "Bob", "Brown", 1)], homes(), &[]);
    ann.former_family_name = Some("Brown".to_owned());
    let expected: &[HouseholdBasis] = &[AddressAndName, AddressAndName];
    check(vec![ann, person("t:1", "Bob", "Brown", 1)], homes(), &[("Brown and Lee Household", expected)]);
}

#[test]
fn a_nursing_home_is_no_household() {
    let residents = |count: usize| -> (Vec<SourceParty>, Vec<SourceAddress>) {
        let keys = (0..count).map(|number| format!("s:{number:02}"));
        keys.map(|key| (person(&key, "Ann", "Lee", 1), address(&key, "1 Elm St", "01970"))).unzip()
    };
    let (parties, addresses) = residents(12);
    assert_eq!(tables(parties, addresses).households[0].member_count, 12);
    let (parties, addresses) = residents(13);
    check(parties, addresses, &[]);
}

#[test]
fn organisations_belong_to_no_household() {
    let firm = declared(organization("s:1", "Lee & Co"), "s:h");
    check(vec![firm, declared(person("s:2", "Ann", "Lee", 1), "s:h")], vec![], &[]);
}

#[test]
fn the_dead_stay_in_their_household() {
    let mut bob = declared(person("s:2", "Bob", "Lee", 1), "s:h");
    bob.deceased = true;
    let ann = declared(person("s:1", "Ann", "Lee", 1), "s:h");
    check(vec![ann, bob], vec![], &[("The Lee Household", &[Declared, Declared])]);
}

#[test]
fn one_person_of_two_records_is_no_household() {
    let world = World::of([declared(nobody("s:1"), "s:h"), declared(nobody("t:1"), "s:h")]);
    assert!(world.together(7, &["s:1", "t:1"]).tables().households.is_empty());
}

#[test]
fn the_strongest_reason_is_shown_with_its_record() {
    let mut couple = vec![person("s:1", "Ann", "Lee", 1), person("s:1#2", "Bob", "Lee", 1)];
    couple = couple.into_iter().map(|party| declared(party, "s:h")).collect();
    let homes = vec![address("s:1", "12 Main St", "01970"), address("s:1#2", "12 Main St", "01970")];
    check(couple.clone(), homes.clone(), &[("The Lee Household", &[Declared, Declared])]);
    let tables = tables(couple, homes);
    let rows: Vec<_> = tables.values.iter().filter(|row| row.field == "household_id").collect();
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().all(|row| row.rule == "declared"));
}
