//! What Lake Formation shall hold, so that everybody sees what the policy says and no more.
//!
//! In:  a policy, who has which role, and which role may ask which view.
//! Out: tags on every table and column, and per role either tag expressions or data cells filters.

use super::{
    AREA_TAG, ActualState, CLASS_TAG, ColumnSelection, DataCellsFilter, DesiredState, FILTER_PREFIX, Grant, Permission,
    Principals, Resource, TableState, Tags, UNCLASSIFIED, VIEWS_AREA,
};
use crate::{Policy, RowRule, TableAccess};
use lake::tables::{ColumnClass, TableSchema};
use std::collections::{BTreeMap, BTreeSet};

/// What Lake Formation shall hold for `database`.
///
/// * `views`: every view of the database with the roles that may ask it. Whoever asks needs the tables
///   below too, so that naming a role here widens nothing but the list of what it finds.
#[must_use]
pub fn desired(
    policy: &Policy,
    database: &str,
    principals: &Principals,
    views: &[(String, Vec<String>)],
) -> DesiredState {
    let mut state = ActualState { tag_values: tag_values(policy), tables: tagged_tables(policy), ..Default::default() };
    for (view, _) in views {
        let tags = table_tags(VIEWS_AREA);
        state.tables.entry(view.clone()).or_insert_with(|| TableState { tags, ..TableState::default() });
    }
    for (role, arns) in principals.roles.iter().filter(|(_, arns)| !arns.is_empty()) {
        let may_ask = views.iter().filter(|(_, roles)| roles.contains(role)).map(|(view, _)| view.as_str());
        let rights = role_rights(policy, role, may_ask, &mut state.tables);
        state.grants.extend(arns.iter().flat_map(|arn| rights.iter().map(|right| grant(arn, right))));
    }
    DesiredState { database: database.to_owned(), state, keep: principals.keep.clone() }
}

fn tag_values(policy: &Policy) -> BTreeMap<String, BTreeSet<String>> {
    let classes = [ColumnClass::Public, ColumnClass::Contact, ColumnClass::Sensitive, ColumnClass::Internal];
    let classes = classes.iter().map(|class| class.as_str()).chain([UNCLASSIFIED]);
    let areas = policy.areas().map(|(area, _)| area).chain([VIEWS_AREA]);
    let texts = |values: &mut dyn Iterator<Item = &str>| values.map(str::to_owned).collect();
    BTreeMap::from([
        (CLASS_TAG.to_owned(), texts(&mut classes.into_iter())),
        (AREA_TAG.to_owned(), texts(&mut areas.into_iter())),
    ])
}

fn table_tags(area: &str) -> Tags {
    Tags::from([(CLASS_TAG.to_owned(), UNCLASSIFIED.to_owned()), (AREA_TAG.to_owned(), area.to_owned())])
}

fn tagged_tables(policy: &Policy) -> BTreeMap<String, TableState> {
    let mut tagged = BTreeMap::new();
    for (area, tables) in policy.areas() {
        for table in tables {
            let class = |class: ColumnClass| Tags::from([(CLASS_TAG.to_owned(), class.as_str().to_owned())]);
            let columns = table.columns.iter().map(|column| (column.name.to_owned(), class(column.class)));
            let state = TableState { tags: table_tags(area), columns: columns.collect(), filters: BTreeMap::new() };
            tagged.insert(table.name.to_owned(), state);
        }
    }
    tagged
}

/// What the role needs on which resource; its filters are added to the tables.
fn role_rights<'a>(
    policy: &Policy,
    role: &str,
    views: impl Iterator<Item = &'a str>,
    tagged: &mut BTreeMap<String, TableState>,
) -> Vec<(Resource, Permission)> {
    let mut by_classes: BTreeMap<BTreeSet<String>, BTreeSet<String>> = BTreeMap::new();
    let mut rights = Vec::new();
    for (area, tables) in policy.areas() {
        if let Some(classes) = classes_that_say_it(policy, role, tables) {
            by_classes.entry(classes).or_default().insert(area.to_owned());
            continue;
        }
        for table in tables {
            let Some(access) = policy.access(role, table.name) else { continue };
            rights.push((add_filter(role, table.name, access, tagged), Permission::Select));
        }
    }
    // An area of which the role sees nothing is said by no class at all: nothing is granted.
    by_classes.remove(&BTreeSet::new());
    for (classes, areas) in by_classes {
        let expression = BTreeMap::from([(CLASS_TAG.to_owned(), classes), (AREA_TAG.to_owned(), areas)]);
        rights.push((Resource::TablesByTag { expression }, Permission::Select));
    }
    rights.extend(views.map(|view| (Resource::Table { table: view.to_owned() }, Permission::Select)));
    if !rights.is_empty() {
        rights.push((Resource::Database, Permission::Describe));
    }
    rights
}

/// The classes that show of all these tables exactly what the role may see, if there are such classes.
fn classes_that_say_it(policy: &Policy, role: &str, tables: &[&TableSchema]) -> Option<BTreeSet<String>> {
    let (mut seen, mut hidden) = (BTreeSet::new(), BTreeSet::new());
    for table in tables {
        let access = policy.access(role, table.name);
        if access.as_ref().is_some_and(|access| access.rows != RowRule::All) {
            return None;
        }
        let columns = access.map_or_else(Vec::new, |access| access.columns);
        for column in table.columns {
            let is_seen = columns.iter().any(|name| name == column.name);
            if is_seen { &mut seen } else { &mut hidden }.insert(column.class.as_str().to_owned());
        }
    }
    seen.is_disjoint(&hidden).then_some(seen)
}

fn add_filter(role: &str, table: &str, access: TableAccess, tagged: &mut BTreeMap<String, TableState>) -> Resource {
    let name = format!("{FILTER_PREFIX}{role}");
    let columns = ColumnSelection::Only(access.columns.into_iter().collect());
    let filter = DataCellsFilter { columns, rows: access.rows.condition() };
    tagged.entry(table.to_owned()).or_default().filters.insert(name.clone(), filter);
    Resource::Filter { table: table.to_owned(), name }
}

fn grant(principal: &str, (resource, permission): &(Resource, Permission)) -> Grant {
    Grant {
        principal: principal.to_owned(),
        resource: resource.clone(),
        permissions: BTreeSet::from([permission.clone()]),
        grantable: BTreeSet::new(),
    }
}
