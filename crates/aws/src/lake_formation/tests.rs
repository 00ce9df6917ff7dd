//! Words of both sides, without Lake Formation.

use super::*;
use crate::clients::Clients;
use aws_config::{BehaviorVersion, SdkConfig};
use aws_sdk_lakeformation::types as sdk;
use governance::lake_formation::CLASS_TAG;
use governance::{ColumnSelection, DataCellsFilter, Resource, TagExpression};
use std::collections::BTreeSet;

fn governor() -> LakeFormationGovernor {
    let config = SdkConfig::builder().behavior_version(BehaviorVersion::v2026_01_12()).build();
    LakeFormationGovernor::new(&Clients::of(config), "1".to_owned(), "golden".to_owned())
}

fn names(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn expression(key: &str) -> TagExpression {
    TagExpression::from([(key.to_owned(), names(&["public", "contact"]))])
}

#[test]
fn a_resource_comes_back_as_it_was_sent() {
    let gift = || "gift".to_owned();
    for resource in [
        Resource::Database,
        Resource::AllTables,
        Resource::Table { table: gift() },
        Resource::Columns { table: gift(), columns: ColumnSelection::Only(names(&["amount", "source"])) },
        Resource::Columns { table: gift(), columns: ColumnSelection::AllBut(names(&["amount"])) },
        Resource::Filter { table: gift(), name: "donorlake_west".to_owned() },
        Resource::DatabasesByTag { expression: expression(CLASS_TAG) },
        Resource::TablesByTag { expression: expression(CLASS_TAG) },
        Resource::Tag { key: CLASS_TAG.to_owned(), values: names(&["public"]) },
    ] {
        assert_eq!(governor().named(&governor().resource(&resource).unwrap()), Some(resource));
    }
}

#[test]
fn what_is_of_another_database_account_or_tag_is_none_of_ours() {
    let table = |database: &str, catalog: &str| {
        let table = sdk::TableResource::builder().database_name(database).name("gift").catalog_id(catalog);
        sdk::Resource::builder().table(table.build().unwrap()).build()
    };
    assert!(governor().named(&table("golden", "1")).is_some());
    assert_eq!(governor().named(&table("other", "1")), None);
    assert_eq!(governor().named(&table("golden", "2")), None);
    let foreign = governor().resource(&Resource::TablesByTag { expression: expression("team") }).unwrap();
    assert_eq!(governor().named(&foreign), None);
}

#[test]
fn a_grant_on_all_columns_is_a_grant_on_the_table() {
    let columns = |name: &str| {
        let columns = sdk::TableWithColumnsResource::builder().database_name("golden").name(name);
        let columns = columns.column_wildcard(sdk::ColumnWildcard::builder().build()).build().unwrap();
        governor().named(&sdk::Resource::builder().table_with_columns(columns).build())
    };
    assert_eq!(columns("gift"), Some(Resource::Table { table: "gift".to_owned() }));
    assert_eq!(columns("ALL_TABLES"), Some(Resource::AllTables));
}

#[test]
fn a_filter_comes_back_as_it_was_sent() {
    for (columns, rows) in [
        (ColumnSelection::Only(names(&["region"])), Some("region IN ('CA', 'OR')".to_owned())),
        (ColumnSelection::AllBut(names(&["birth_date"])), None),
        (ColumnSelection::AllBut(names(&[])), None),
    ] {
        let filter = DataCellsFilter { columns, rows };
        let sent = governor().filter("gift", "donorlake_west", &filter).unwrap();
        assert_eq!(translate::named_filter(&sent), filter);
    }
}
