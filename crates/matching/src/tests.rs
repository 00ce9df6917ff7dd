//! The whole engine on an invented town of families.

use proptest::prelude::*;

use crate::comparison::fields::FIELD_COUNT;
use crate::evaluation::evaluate;
use crate::{
    Decisions, Kind, Model, RawAddress, RawRecord, Records, RecordsBuilder, Resolution, Settings, Silent, explain,
    resolve,
};

const GIVEN: [&str; 12] = [
    "Robert",
    "Margaret",
    "Theodore",
    "Josephine",
    "Walter",
    "Beatrice",
    "Samuel",
    "Florence",
    "Leonard",
    "Harriet",
    "Victor",
    "Agnes",
];
const NICK: [&str; 12] = ["Bob", "Peggy", "Ted", "Josie", "Walt", "Bea", "Sam", "Flo", "Len", "Hattie", "Vic", "Aggie"];
const START: [&str; 10] = ["Har", "Bel", "Win", "Ost", "Car", "Mon", "Tal", "Gre", "Fen", "Dol"];
const END: [&str; 10] = ["grove", "mont", "berg", "wick", "stead", "field", "ridge", "ley", "ton", "by"];

/// Families of three at one address and phone, every person twice: once with all details,
/// once by nickname, with a slip in the birth date or another street spelling.
fn town(families: usize) -> Vec<(RawRecord, String)> {
    (0..families).flat_map(|family| (0..3).flat_map(move |member| person(family, member))).collect()
}

fn person(family: usize, member: usize) -> [(RawRecord, String); 2] {
    let number = family * 3 + member;
    let name = (family * 5 + member * 4) % 12;
    let full = RawRecord {
        record_id: format!("{:04x}", (number * 40_503 + 7) % 65_536),
        given_name: GIVEN[name].into(),
        family_name: format!("{}{}", START[family % 10], END[(family / 10 + family) % 10]),
        birth_date: format!("{}-{:02}-{:02}", 1935 + (number * 17) % 65, 1 + (number * 7) % 12, 1 + (number * 11) % 28),
        phones: vec![format!("210{:07}", 2_000_000 + family * 7_919)],
        addresses: vec![RawAddress {
            lines: vec![format!("{} Mill Street", 100 + family * 3)],
            city: "Adams".into(),
            postal_code: format!("{}", 41_200 + family % 9),
            ..RawAddress::default()
        }],
        ..RawRecord::default()
    };
    let mut brief =
        RawRecord { record_id: format!("{}b", full.record_id), given_name: NICK[name].into(), ..full.clone() };
    if number.is_multiple_of(3) {
        brief.phones.clear();
    }
    brief.addresses[0].lines[0] = brief.addresses[0].lines[0].replace("Street", "St.");
    let entity = number.to_string();
    [(full, entity.clone()), (brief, entity)]
}

fn build(rows: impl IntoIterator<Item = RawRecord>) -> Records {
    let mut builder = RecordsBuilder::new();
    for row in rows {
        builder.push(row);
    }
    builder.finish()
}

fn run(records: &Records, settings: &Settings) -> Resolution {
    resolve(records, settings, &Decisions::default(), &Silent).unwrap()
}

fn rows(families: usize) -> Vec<RawRecord> {
    town(families).into_iter().map(|(row, _)| row).collect()
}

#[test]
fn families_are_told_apart_and_people_are_found() {
    let truth = town(60);
    let records = build(truth.iter().map(|(row, _)| row.clone()));
    let resolution = run(&records, &Settings::default());
    let entity = |id: &str| truth.iter().find(|(row, _)| row.record_id == id).unwrap().1.as_str();
    let clusters = resolution.cluster_ids(&records);
    let figures = evaluate(clusters.iter().copied().zip(records.ids().iter().map(|id| entity(id))));
    assert!(figures.pairwise.precision > 0.99 && figures.pairwise.recall > 0.95, "{figures:?}");
}

/// Everything a run gives out, in terms of record ids.
fn output(rows: Vec<RawRecord>, threads: usize) -> (Vec<u8>, String) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| {
        let records = build(rows);
        let settings =
            Settings { random_pairs: 20_000, pairs_per_record: 2, every_pair_up_to: 100, ..Settings::default() };
        let resolution = run(&records, &settings);
        let ids = records.ids();
        let links: Vec<String> = resolution
            .links
            .iter()
            .map(|link| format!("{} {} {:?}", ids[link.left as usize], ids[link.right as usize], link))
            .collect();
        (
            crate::table::clusters_csv(&records, &resolution),
            format!("{:?} {:?} {links:?}", resolution.report, resolution.model),
        )
    })
}

#[test]
fn threads_do_not_change_a_byte() {
    let alone = output(rows(80), 1);
    assert_eq!(alone, output(rows(80), 2));
    assert_eq!(alone, output(rows(80), 8));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn the_order_of_rows_does_not_change_a_byte(shuffled in Just(rows(40)).prop_shuffle()) {
        prop_assert_eq!(output(shuffled, 2), output(rows(40), 2));
    }

    #[test]
    fn evidence_adds_up_to_the_weight_both_ways_round(left in 0_usize..120, right in 0_usize..120) {
        let records = build(rows(20));
        let resolution = run(&records, &Settings::default());
        let evidence = explain(&records, &resolution.model, left, right);
        let sum: f64 = evidence.fields.iter().map(|field| field.bits).sum::<f64>()
            + evidence.household_bits
            + evidence.overlap_bits;
        prop_assert!((sum - evidence.weight).abs() < 1e-9);
        prop_assert!(evidence.fields.len() <= FIELD_COUNT);
        prop_assert_eq!(evidence, explain(&records, &resolution.model, right, left));
    }
}

#[test]
fn links_carry_the_weight_that_explain_gives() {
    let records = build(rows(30));
    let resolution = run(&records, &Settings::default());
    assert!(!resolution.links.is_empty());
    for link in &resolution.links {
        let evidence = explain(&records, &resolution.model, link.left as usize, link.right as usize);
        assert!((evidence.weight - link.weight).abs() < 1e-9);
        assert!((evidence.probability - link.probability).abs() < 1e-12);
    }
}

#[test]
fn a_pinned_model_is_used_as_it_is() {
    let records = build(rows(40));
    let first = run(&records, &Settings::default());
    let pinned = Settings { model: Some(first.model.clone()), ..Settings::default() };
    assert_eq!(run(&records, &pinned), first);
    let few = build(rows(2));
    assert_eq!(
        run(&few, &pinned).model,
        first.model,
        "a handful of records is matched with what was learned from many"
    );
}

#[test]
fn decisions_hold_whatever_the_evidence() {
    let town = rows(40);
    let (full, brief, other) = (town[0].record_id.clone(), town[1].record_id.clone(), town[6].record_id.clone());
    let records = build(town);
    let decisions =
        Decisions { must_match: vec![(full.clone(), other.clone())], never_match: vec![(full.clone(), brief.clone())] };
    let resolution = resolve(&records, &Settings::default(), &decisions, &Silent).unwrap();
    let cluster = |id: &str| resolution.clusters[records.index_of(id).unwrap()];
    assert_eq!(cluster(&full), cluster(&other));
    assert_ne!(cluster(&full), cluster(&brief));
}

#[test]
fn organisations_match_organisations_only() {
    let mut town = rows(40);
    let organisation = |id: &str, name: &str, kind: Option<Kind>| RawRecord {
        record_id: id.into(),
        kind,
        organisation_name: name.into(),
        phones: vec!["2105550199".into()],
        addresses: vec![RawAddress {
            lines: vec!["9 Harbor Road".into()],
            city: "Adams".into(),
            postal_code: "41200".into(),
            ..RawAddress::default()
        }],
        ..RawRecord::default()
    };
    town.push(organisation("org1", "The Robert Hargrove Trust, Inc.", None));
    town.push(organisation("org2", "Robert Hargrove Trust", None));
    town.push(RawRecord {
        given_name: "Robert".into(),
        family_name: "Hargrove".into(),
        ..organisation("man", "", Some(Kind::Person))
    });
    let records = build(town);
    let resolution = run(&records, &Settings::default());
    let cluster = |id: &str| resolution.clusters[records.index_of(id).unwrap()];
    assert_eq!(cluster("org1"), cluster("org2"));
    assert_ne!(cluster("org1"), cluster("man"));
}

#[test]
fn nothing_and_one_record_are_resolved_too() {
    let none = build(Vec::new());
    assert_eq!(run(&none, &Settings::default()).clusters, Vec::<u32>::new());
    let one = build(rows(1).into_iter().take(1));
    assert_eq!(run(&one, &Settings::default()).clusters, vec![0]);
}

#[test]
fn settings_are_read_from_toml_and_typing_mistakes_refused() {
    let settings: Settings = toml::from_str("match_probability = 0.8").unwrap();
    assert_eq!(settings, Settings { match_probability: 0.8, ..Settings::default() });
    assert!(toml::from_str::<Settings>("match_probabilty = 0.8").is_err());
    let text = toml::to_string(&Settings::default()).unwrap();
    assert_eq!(toml::from_str::<Settings>(&text).unwrap(), Settings::default());
}

/// The same odds for any one pair among `now` records as the model gives among `then`.
fn pinned(model: &Model, then: usize, now: usize) -> Settings {
    let grown = (now - 1) as f64 / (then - 1) as f64;
    let mut model = model.clone();
    model.matches_per_record *= grown;
    model.households_per_record *= grown;
    Settings { model: Some(model), ..Settings::default() }
}

/// Per record of a town of 40 families its cluster, as the lowest of the town's own ids in it.
fn members(records: &Records, resolution: &Resolution) -> Vec<(String, String)> {
    let clusters = resolution.cluster_ids(records);
    let mut pairs: Vec<(&str, &str)> = records.ids().iter().map(String::as_str).zip(clusters).collect();
    pairs.retain(|(id, _)| !id.starts_with("copy") && !id.starts_with("other"));
    pairs.sort_unstable();
    let lowest = |cluster: &str| pairs.iter().find(|(_, one)| *one == cluster).map_or("", |(id, _)| *id);
    pairs.iter().map(|(id, cluster)| ((*id).to_owned(), lowest(cluster).to_owned())).collect()
}

#[test]
fn a_record_that_matches_nothing_changes_no_cluster() {
    let town = rows(40);
    let before = build(town.clone());
    let first = run(&before, &Settings::default());
    let mut more = town;
    more.push(RawRecord {
        record_id: "other".into(),
        given_name: "Quillon".into(),
        family_name: "Zwyx".into(),
        birth_date: "1911-12-30".into(),
        ..RawRecord::default()
    });
    let after = build(more);
    let second = run(&after, &pinned(&first.model, before.len(), after.len()));
    assert_eq!(members(&before, &first), members(&after, &second));
}

#[test]
fn copying_every_record_changes_no_members() {
    let town = rows(40);
    let before = build(town.clone());
    let first = run(&before, &Settings::default());
    let copy = |row: &RawRecord| RawRecord { record_id: format!("copy{}", row.record_id), ..row.clone() };
    let after = build(town.iter().map(copy).chain(town.iter().cloned()));
    let second = run(&after, &pinned(&first.model, before.len(), after.len()));
    assert_eq!(members(&before, &first), members(&after, &second));
}

/// What is blanked in a record of the town.
fn blank(record: &mut RawRecord, field: usize) {
    match field {
        0 => record.given_name.clear(),
        1 => record.family_name.clear(),
        2 => record.birth_date.clear(),
        3 => record.phones.clear(),
        _ => record.addresses.clear(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn what_is_missing_never_counts_against(record in 0_usize..48, other in 0_usize..48, field in 0_usize..5) {
        let town = rows(8);
        let model = run(&build(rows(40)), &Settings::default()).model;
        let (left, right) = (town[record].record_id.clone(), town[other].record_id.clone());
        let mut blanked = town;
        blank(&mut blanked[record], field);
        let records = build(blanked);
        let index = |id: &str| records.index_of(id).unwrap();
        let evidence = explain(&records, &model, index(&left), index(&right));
        let names = ["given name", "family name", "birth date", "phone", "address"];
        prop_assert!(evidence.fields.iter().all(|one| one.name != names[field] || left == right));
    }
}
