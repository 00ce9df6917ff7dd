//! Households: a view over people, never a merge of them.
//!
//! In:  clusters with their constituents, both in the order of the ids.
//! Out: households of two or more persons, living or dead, and why each belongs.
//!
//! Two persons share a household if a source says so, if they stand on one line of an export, or if they have the same
//! family name at the same street and postal code (a former family name counts on one side). At an address
//! of more than [`LARGEST_ADDRESS`] persons, for example a nursing home, a shared name says nothing. Work
//! addresses and those that post comes back from say nothing either. Organisations belong to no household.

mod groups;

use crate::constituents::{count, postal_key};
use crate::members::{Cluster, Member};
use crate::text::folded;
use groups::{Bond, Groups};
use records::golden::{Constituent, ConstituentValue, GoldenTables, Household, HouseholdMember};
use records::keys::{ConstituentId, HouseholdId, SourceRecordKey};
use records::kinds::{ContactUse, HouseholdBasis, PartyKind};
use rustc_hash::FxHashMap;

/// The most persons at one address that a shared name makes a household of.
const LARGEST_ADDRESS: usize = 12;

/// Fills the tables of households, and the household of each constituent with its provenance.
///
/// `tables.constituents[i]` must be what `clusters[i]` gave.
pub(crate) fn add_households(clusters: &[Cluster], tables: &mut GoldenTables) {
    let mut groups = Groups::of(clusters.len());
    bind_declared(clusters, &tables.constituents, &mut groups);
    bind_partners(clusters, &tables.constituents, &mut groups);
    bind_addresses(clusters, &tables.constituents, &mut groups);
    for people in groups.of_two_or_more() {
        add_household(&people, &groups, tables);
    }
    tables.households.sort_unstable();
    tables.household_members.sort_unstable();
    // Two sorted runs: the stable sort merges them in one pass.
    tables.values.sort();
}

fn add_household(people: &[usize], groups: &Groups, tables: &mut GoldenTables) {
    let ids: Vec<ConstituentId> =
        people.iter().map(|&person| tables.constituents[person].constituent_id.clone()).collect();
    let household_id = HouseholdId::of_members(&ids);
    let members: Vec<&Constituent> = people.iter().map(|&person| &tables.constituents[person]).collect();
    let household = Household {
        household_id: household_id.clone(),
        name: household_name(&members),
        member_count: count(people.len()),
    };
    tables.households.push(household);
    for (&person, constituent_id) in people.iter().zip(ids) {
        let Some(bond) = groups.bond(person) else { continue };
        tables.constituents[person].household_id = Some(household_id.clone());
        tables.values.push(ConstituentValue {
            constituent_id: constituent_id.clone(),
            field: "household_id".to_owned(),
            value: household_id.to_string(),
            source_record_key: bond.key.clone(),
            rule: bond.basis.to_string(),
        });
        let basis = bond.basis;
        tables.household_members.push(HouseholdMember { household_id: household_id.clone(), constituent_id, basis });
    }
}

/// Whether the constituent may belong to a household.
fn is_person(constituent: &Constituent) -> bool {
    let has_name = constituent.given_name.is_some() || constituent.family_name.is_some();
    match constituent.kind {
        PartyKind::Person => true,
        PartyKind::Unknown => has_name,
        PartyKind::Organization => false,
    }
}

/// Every record of every person, with the person's place.
fn records_of<'c, 'p>(
    clusters: &'c [Cluster<'c>],
    constituents: &'p [Constituent],
) -> impl Iterator<Item = (usize, &'c Member<'c>)> + use<'c, 'p> {
    let people = clusters.iter().zip(constituents).enumerate().filter(|(_, (_, person))| is_person(person));
    people.flat_map(|(place, (cluster, _))| cluster.members.iter().map(move |member| (place, member)))
}

/// Binds those whose sources name the same household.
fn bind_declared<'c>(clusters: &'c [Cluster<'c>], constituents: &[Constituent], groups: &mut Groups<'c>) {
    let mut first_of: FxHashMap<&str, (usize, Bond)> = FxHashMap::default();
    for (person, member) in records_of(clusters, constituents) {
        let Some(household_key) = member.party.household_key.as_deref() else { continue };
        let basis = member.party.household_basis.unwrap_or(HouseholdBasis::Declared);
        let bond = Bond { basis, key: member.key() };
        let &mut (first, first_bond) = first_of.entry(household_key).or_insert((person, bond));
        groups.bind((first, first_bond), (person, bond));
    }
}

/// Binds the two persons of one line: a record and its partner record.
fn bind_partners<'c>(clusters: &'c [Cluster<'c>], constituents: &[Constituent], groups: &mut Groups<'c>) {
    let places: FxHashMap<&str, (usize, &SourceRecordKey)> = records_of(clusters, constituents)
        .map(|(person, member)| (member.key().as_str(), (person, member.key())))
        .collect();
    for (partner, member) in records_of(clusters, constituents) {
        let first = member.key().as_str().strip_suffix("#2").and_then(|first| places.get(first));
        if let Some(&(first, first_key)) = first {
            let bond = |key| Bond { basis: HouseholdBasis::JointName, key };
            groups.bind((first, bond(first_key)), (partner, bond(member.key())));
        }
    }
}

/// One person at one address, and the record that says so.
type Resident<'c> = (usize, &'c SourceRecordKey);

/// Binds those who have the same family name at the same address.
fn bind_addresses<'c>(clusters: &'c [Cluster<'c>], constituents: &[Constituent], groups: &mut Groups<'c>) {
    let mut residents_of: FxHashMap<String, Vec<Resident>> = FxHashMap::default();
    for (person, member) in records_of(clusters, constituents) {
        let lived_in = member.addresses.iter().filter(|row| !row.undeliverable && row.contact_use != ContactUse::Work);
        for key in lived_in.filter_map(postal_key) {
            let residents = residents_of.entry(key).or_default();
            if residents.last().is_none_or(|&(last, _)| last != person) {
                residents.push((person, member.key()));
            }
        }
    }
    let mut homes: Vec<Vec<Resident>> = residents_of.into_values().collect();
    homes.retain(|residents| (2..=LARGEST_ADDRESS).contains(&residents.len()));
    homes.sort_unstable();
    for residents in homes {
        bind_residents(&residents, constituents, groups);
    }
}

fn bind_residents<'c>(residents: &[Resident<'c>], constituents: &[Constituent], groups: &mut Groups<'c>) {
    let name = |name: &Option<String>| name.as_deref().map(folded).filter(|name| !name.is_empty());
    let names: Vec<_> = residents
        .iter()
        .map(|&(person, _)| (name(&constituents[person].family_name), name(&constituents[person].former_family_name)))
        .collect();
    for (right, (family, former)) in names.iter().enumerate() {
        for (left, (other_family, other_former)) in names.iter().enumerate().take(right) {
            let same = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
            if same(family, other_family) || same(family, other_former) || same(former, other_family) {
                let bond = |key| Bond { basis: HouseholdBasis::AddressAndName, key };
                let ((left, left_key), (right, right_key)) = (residents[left], residents[right]);
                groups.bind((left, bond(left_key)), (right, bond(right_key)));
            }
        }
    }
}

/// `The Lee Household`, `Lee and Brown Household`; the name that most members have comes first.
fn household_name(members: &[&Constituent]) -> String {
    let family_names = most_frequent(members.iter().filter_map(|member| member.family_name.as_deref()));
    if let [only] = family_names.as_slice() {
        return format!("The {only} Household");
    }
    let names = if family_names.is_empty() {
        most_frequent(members.iter().map(|member| member.display_name.as_str()))
    } else {
        family_names
    };
    match names.as_slice() {
        [] => "Household".to_owned(),
        [only] => format!("{only} Household"),
        [first @ .., last] => format!("{} and {last} Household", first.join(", ")),
    }
}

/// Each name once, the most frequent first, then by the alphabet.
fn most_frequent<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut sorted: Vec<&str> = names.collect();
    sorted.sort_unstable();
    let mut counted: Vec<(usize, &str)> = Vec::new();
    for name in sorted {
        match counted.last_mut() {
            Some((times, last)) if folded(last) == folded(name) => *times += 1,
            _ => counted.push((1, name)),
        }
    }
    counted.sort_by(|(a_times, a), (b_times, b)| b_times.cmp(a_times).then_with(|| a.cmp(b)));
    counted.into_iter().map(|(_, name)| name).collect()
}
