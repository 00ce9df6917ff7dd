//! Grants in Lake Formation, on moto with data cells filters, over tables in `MiniStack`'s Glue.

use crate::harness::{clients, fresh_database};
use aws::Clients;
use aws::glue::{GATE_VIEW, GlueCatalog};
use aws::lake_formation::LakeFormationGovernor;
use governance::{Action, DesiredState, Grant, Permission, Policy, Principals, Resource, desired};
use lake::{Catalog, CatalogSnapshot, CatalogTable, GOLDEN_TABLES, zones};
use std::collections::{BTreeMap, BTreeSet};

const ACCOUNT: &str = "123456789012";
const STRANGER: &str = "arn:aws:iam::123456789012:role/stranger";
const PUBLISHER: &str = "arn:aws:iam::123456789012:role/publisher";

/// A database with every golden table and the gate, its governor, and what the bundled policy wants.
async fn governed(clients: &Clients) -> (LakeFormationGovernor, DesiredState) {
    let database = fresh_database(clients).await;
    let tables = GOLDEN_TABLES.iter().map(|schema| {
        let keys = vec![zones::golden("a", schema).unwrap()];
        CatalogTable::new(schema, zones::golden_folder("a", schema.name).unwrap(), keys, 1)
    });
    let snapshot = CatalogSnapshot { revision: 1, snapshot_id: "a".to_owned(), tables: tables.collect() };
    let catalog = GlueCatalog::new(clients.glue.clone(), database.clone(), "lake".to_owned());
    catalog.publish(&snapshot).await.unwrap();
    let desired = wanted(&database, &Policy::bundled().unwrap(), |_| true);
    // Tags are the account's, not the database's: an account for each case keeps the cases apart.
    (LakeFormationGovernor::new(clients, format!("{ACCOUNT}{database}"), database), desired)
}

/// Every role that is chosen has one principal.
fn wanted(database: &str, policy: &Policy, chosen: impl Fn(&str) -> bool) -> DesiredState {
    let arn = |role: &str| BTreeSet::from([format!("arn:aws:iam::{ACCOUNT}:role/{role}")]);
    let names: Vec<String> = policy.roles().iter().map(|role| role.name.clone()).collect();
    let roles: BTreeMap<String, BTreeSet<String>> =
        names.iter().filter(|name| chosen(name)).map(|name| (name.clone(), arn(name))).collect();
    let principals = Principals::new(policy, roles, BTreeSet::from([PUBLISHER.to_owned()])).unwrap();
    desired(policy, database, &principals, &[(GATE_VIEW.to_owned(), names)])
}

fn grant(principal: &str, resource: Resource, permission: Permission) -> Action {
    let (permissions, grantable) = (BTreeSet::from([permission]), BTreeSet::new());
    Action::Grant { grant: Grant { principal: principal.to_owned(), resource, permissions, grantable } }
}

#[tokio::test]
#[ignore = "needs emulators: cargo xtask e2e"]
async fn the_policy_is_reached_and_then_nothing_is_left_to_do() {
    let clients = clients().await;
    let (governor, desired) = governed(&clients).await;
    let planned = governor.reconcile(&desired, true).await.unwrap();
    assert!(planned.actions.len() > 20, "much to do at first: {planned}");
    let untouched = governor.actual().await.unwrap();
    assert_eq!((untouched.grants.len(), untouched.tag_values.len()), (0, 0), "a dry run changes nothing");
    let done = governor.reconcile(&desired, false).await.unwrap();
    assert_eq!(done, planned, "what was announced is what was done");
    let again = governor.reconcile(&desired, false).await.unwrap();
    assert_eq!(again.to_string(), format!("database {}: nothing to do\n", desired.database));
}

#[tokio::test]
#[ignore = "needs emulators: cargo xtask e2e"]
async fn what_was_reached_reads_as_what_was_wanted() {
    let clients = clients().await;
    let (governor, desired) = governed(&clients).await;
    governor.reconcile(&desired, false).await.unwrap();
    let actual = governor.actual().await.unwrap();
    assert_eq!(actual.tables, desired.state.tables);
    assert_eq!(actual.tag_values, desired.state.tag_values);
    assert!(actual.tables.values().any(|table| !table.filters.is_empty()), "a role with a row rule has filters");
}

#[tokio::test]
#[ignore = "needs emulators: cargo xtask e2e"]
async fn what_the_policy_does_not_say_is_revoked() {
    let clients = clients().await;
    let (governor, desired) = governed(&clients).await;
    let gift = || Resource::Table { table: "gift".to_owned() };
    let columns = governance::ColumnSelection::AllBut(BTreeSet::from(["amount".to_owned()]));
    let foreign = [
        grant("IAM_ALLOWED_PRINCIPALS", Resource::Database, Permission::All),
        grant("IAM_ALLOWED_PRINCIPALS", gift(), Permission::All),
        grant(STRANGER, gift(), Permission::Select),
        grant(STRANGER, Resource::AllTables, Permission::Describe),
        grant(STRANGER, Resource::Columns { table: "gift".to_owned(), columns }, Permission::Select),
        grant(PUBLISHER, gift(), Permission::Alter),
    ];
    let mut plan = governor.reconcile(&desired, true).await.unwrap();
    plan.actions = foreign.to_vec();
    governor.apply(&plan).await.unwrap();
    assert_eq!(governor.actual().await.unwrap().grants.len(), foreign.len());
    governor.reconcile(&desired, false).await.unwrap();
    let left = governor.actual().await.unwrap().grants;
    let holds = |principal: &str| left.iter().filter(|grant| grant.principal == principal).count();
    assert_eq!((holds("IAM_ALLOWED_PRINCIPALS"), holds(STRANGER), holds(PUBLISHER)), (0, 0, 1));
    assert!(governor.reconcile(&desired, true).await.unwrap().actions.is_empty());
}

#[tokio::test]
#[ignore = "needs emulators: cargo xtask e2e"]
async fn who_loses_a_role_loses_all_that_it_gave() {
    let clients = clients().await;
    let (governor, all) = governed(&clients).await;
    governor.reconcile(&all, false).await.unwrap();
    let fewer = wanted(&all.database, &Policy::bundled().unwrap(), |role| role == "steward");
    governor.reconcile(&fewer, false).await.unwrap();
    let holders: BTreeSet<String> =
        governor.actual().await.unwrap().grants.into_iter().map(|grant| grant.principal).collect();
    assert_eq!(holders, BTreeSet::from([format!("arn:aws:iam::{ACCOUNT}:role/steward")]));
    assert!(governor.reconcile(&fewer, true).await.unwrap().actions.is_empty());
}

#[tokio::test]
#[ignore = "needs emulators: cargo xtask e2e"]
async fn a_step_that_is_refused_is_named() {
    let clients = clients().await;
    let (governor, desired) = governed(&clients).await;
    let mut plan = governor.reconcile(&desired, true).await.unwrap();
    let missing = Resource::Filter { table: "gift".to_owned(), name: "none".to_owned() };
    plan.actions = vec![grant(STRANGER, missing, Permission::Select)];
    let error = governor.apply(&plan).await.unwrap_err();
    assert!(error.to_string().starts_with("step 1 of 1 failed: grant "), "{error}");
    assert!(!error.retryable());
}
