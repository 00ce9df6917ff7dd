//! Laws of the model, on random policies and random states; and a few cases told in full.

mod random;

use super::*;
use crate::Policy;
use lake::tables::GOLDEN_TABLES;
use proptest::prelude::*;
use random::{ARNS, KEPT, STRANGER, Tape, meddle, random_policy, random_state};
use std::collections::{BTreeMap, BTreeSet};

/// Role `r0` is held by the first ARN, and so on.
fn principals(policy: &Policy) -> Principals {
    let roles = policy.roles().iter().zip(ARNS);
    let roles = roles.map(|(role, arn)| (role.name.clone(), BTreeSet::from([arn.to_owned()]))).collect();
    Principals::new(policy, roles, BTreeSet::from([KEPT.to_owned()])).unwrap()
}

fn state_of(policy: &Policy) -> DesiredState {
    let views = [("giving_by_year".to_owned(), vec!["r0".to_owned()]), ("lybunt".to_owned(), vec![])];
    desired(policy, "donorlake", &principals(policy), &views)
}

/// What the policy shows to the holder of an ARN, of the columns that the state has.
fn said(policy: &Policy, arn: &str, table: &str, state: &ActualState) -> Visible {
    let role = policy.roles().iter().zip(ARNS).find(|(_, held_by)| *held_by == arn).map(|(role, _)| role);
    let access = role.and_then(|role| policy.access(&role.name, table));
    let mut visible = access.map_or_else(Visible::default, |access| Visible::from(&access));
    visible.columns.retain(|column, _| state.tables.get(table).is_some_and(|found| found.columns.contains_key(column)));
    visible
}

fn governed() -> impl Iterator<Item = &'static str> {
    ARNS.into_iter().chain([STRANGER])
}

/// Applies the plan step by step; nobody may see more than before or after.
fn carry_out(desired: &DesiredState, before: &ActualState) -> ActualState {
    let steps = plan(desired, before).actions;
    let mut after = before.clone();
    for step in &steps {
        after.apply(step);
    }
    let mut now = before.clone();
    for step in &steps {
        now.apply(step);
        for (principal, table) in governed().flat_map(|one| before.tables.keys().map(move |table| (one, table))) {
            let allowed = effective(before, principal, table).or(&effective(&after, principal, table));
            let seen = effective(&now, principal, table);
            assert!(seen.is_within(&allowed), "{step}: {principal} sees {seen:?} of {table}, allowed {allowed:?}");
        }
    }
    after
}

fn check_reached(policy: &Policy, desired: &DesiredState, after: &ActualState) {
    for (principal, table) in governed().flat_map(|one| after.tables.keys().map(move |table| (one, table))) {
        if table == "giving_by_year" && principal == ARNS[0] {
            assert!(effective(after, principal, table).columns.values().all(|rows| *rows == Rows::All));
            continue;
        }
        assert_eq!(effective(after, principal, table), said(policy, principal, table, after), "{principal} {table}");
    }
    assert_eq!(plan(desired, after).actions, []);
}

fn tape() -> impl Strategy<Value = Tape> {
    proptest::collection::vec(any::<u8>(), 600).prop_map(Tape::new)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn lake_formation_shows_what_the_policy_says(mut tape in tape()) {
        let policy = random_policy(&mut tape);
        let state = state_of(&policy).state;
        for (principal, table) in governed().flat_map(|one| GOLDEN_TABLES.iter().map(move |table| (one, table.name))) {
            prop_assert_eq!(effective(&state, principal, table), said(&policy, principal, table, &state));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_plan_reaches_the_policy_from_anywhere_and_nobody_sees_more_on_the_way(mut tape in tape()) {
        let policy = random_policy(&mut tape);
        let desired = state_of(&policy);
        let after = carry_out(&desired, &random_state(&mut tape));
        check_reached(&policy, &desired, &after);
    }

    #[test]
    fn a_changed_policy_is_reached_and_nobody_sees_more_on_the_way(mut tape in tape()) {
        let (old, new) = (random_policy(&mut tape), random_policy(&mut tape));
        let mut before = state_of(&old).state;
        before.grants.extend(state_of(&new).state.grants.into_iter().filter(|_| tape.one_in(2)));
        meddle(&mut tape, &mut before);
        let desired = state_of(&new);
        let after = carry_out(&desired, &before);
        check_reached(&new, &desired, &after);
    }
}

#[test]
fn the_bundled_policy_needs_filters_where_tags_would_say_more() {
    let policy = Policy::bundled().unwrap();
    let roles = policy.roles().iter().map(|role| (role.name.clone(), BTreeSet::from([format!("arn:{}", role.name)])));
    let principals = Principals::new(&policy, roles.collect(), BTreeSet::new()).unwrap();
    let state = desired(&policy, "donorlake", &principals, &[]).state;
    let mut filtered: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (table, found) in &state.tables {
        for name in found.filters.keys() {
            filtered.entry(name.clone()).or_default().push(table);
        }
        for role in policy.roles() {
            let said = policy.access(&role.name, table).map_or_else(Visible::default, |access| Visible::from(&access));
            assert_eq!(effective(&state, &format!("arn:{}", role.name), table), said);
        }
    }
    let people = ["constituent", "constituent_address", "constituent_email", "constituent_phone"];
    let filters = |of: &str| filtered[&format!("donorlake_{of}")].join(" ");
    assert_eq!(filtered.len(), 4, "{filtered:?}");
    assert_eq!(filters("analyst"), people.join(" ") + " rejection source_file");
    assert_eq!(filters("chapter_fundraiser_west"), "constituent constituent_address");
    assert_eq!(filters("dashboard"), people.join(" ") + " rejection source_file");
    assert_eq!(filters("fundraiser"), people.join(" ") + " crosswalk source_file");
}

fn grant(principal: &str, resource: Resource, permission: Permission) -> Grant {
    let (permissions, grantable) = ([permission].into(), BTreeSet::new());
    Grant { principal: principal.to_owned(), resource, permissions, grantable }
}

#[test]
fn everybodys_group_and_strangers_lose_what_they_hold_and_administrators_keep_it() {
    let policy = Policy::bundled().unwrap();
    let desired =
        desired(&policy, "donorlake", &Principals { keep: [KEPT.to_owned()].into(), ..Default::default() }, &[]);
    let table = || Resource::Table { table: "gift".to_owned() };
    let mut actual = desired.state.clone();
    for principal in [IAM_ALLOWED_PRINCIPALS, STRANGER, KEPT] {
        actual.grants.push(grant(principal, table(), Permission::All));
        actual.grants.push(grant(principal, Resource::Database, Permission::CreateTable));
    }
    assert!(!effective(&actual, ARNS[0], "gift").columns.is_empty(), "everybody reads by the group");
    let text = plan(&desired, &actual).to_string();
    expect(&text, &["4 steps", "revoke        ALL on table gift: IAM_ALLOWED_PRINCIPALS"]);
    expect(&text, &["left alone: ALL on table gift: arn:aws:iam::111122223333:role/admin"]);
    let after = carry_out(&desired, &actual);
    assert!(after.grants.iter().all(|grant| grant.principal == KEPT), "{:?}", after.grants);
}

#[track_caller]
fn expect(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "lacks `{part}`:\n{text}");
    }
}

#[test]
fn a_plan_is_read_by_people() {
    let policy = Policy::bundled().unwrap();
    let roles = BTreeMap::from([("chapter_fundraiser_west".to_owned(), BTreeSet::from([ARNS[0].to_owned()]))]);
    let principals = Principals::new(&policy, roles, BTreeSet::new()).unwrap();
    let desired = desired(&policy, "donorlake", &principals, &[]);
    let mut actual = ActualState::default();
    assert_eq!(plan(&desired, &actual).missing_tables.len(), GOLDEN_TABLES.len());
    let columns = |table: &TableState| table.columns.keys().map(|column| (column.clone(), Tags::new())).collect();
    let bare = |table: &TableState| TableState { columns: columns(table), ..TableState::default() };
    actual.tables = desired.state.tables.iter().map(|(name, table)| (name.clone(), bare(table))).collect();
    let text = plan(&desired, &actual).to_string();
    expect(&text, &["create tag    donorlake_class = contact, internal, public, sensitive, unclassified"]);
    expect(&text, &["tag           gift (extra): donorlake_class = sensitive"]);
    expect(&text, &["rows region IN ('CA', 'OR', 'WA')", "grant         DESCRIBE on the database: arn:aws:iam"]);
    expect(&text, &["grant         SELECT on filter constituent/donorlake_chapter_fundraiser_west: arn:aws:iam"]);
    let after = carry_out(&desired, &actual);
    assert_eq!(plan(&desired, &after).to_string(), "database donorlake: nothing to do\n");
}

#[test]
fn principals_are_checked() {
    let policy = Policy::bundled().unwrap();
    let check = |roles: &[(&str, &str)], keep: &[&str], expected: &str| {
        let mut given: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (role, arn) in roles {
            given.entry((*role).to_owned()).or_default().insert((*arn).to_owned());
        }
        let keep = keep.iter().map(|arn| (*arn).to_owned()).collect();
        let error = Principals::new(&policy, given, keep).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    };
    check(&[("analist", "a")], &[], "expected one of steward, fundraiser, analyst");
    check(&[("analyst", "a"), ("steward", "a")], &[], "two roles, `analyst` and `steward`");
    check(&[("analyst", "a")], &["a"], "also to be left alone");
    check(&[("analyst", IAM_ALLOWED_PRINCIPALS)], &[], "stands for everybody");
    check(&[], &["111122223333:IAMPrincipals"], "stands for everybody");
}
