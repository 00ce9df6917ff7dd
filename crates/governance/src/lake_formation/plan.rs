//! The ordered actions that bring Lake Formation from what it holds to what it shall hold.
//!
//! In:  the desired and the actual state.
//! Out: a [`Plan`]; empty when both say the same.
//!
//! At no point between two actions does anybody see more than before or after: what is no longer
//! granted is revoked first, then tags move (in `retag`), then filters, and what is new is granted last. Somebody
//! whose access changes its form (a filter instead of tags) sees nothing for these seconds.

use super::atoms::{Part, Right, rights, together};
use super::principals::stands_for_everybody;
use super::retag::tag_actions;
use super::{
    ActualState, ColumnSelection, DataCellsFilter, DesiredState, FILTER_PREFIX, Grant, Resource, TableState, Tags,
    is_our_tag,
};
use std::collections::{BTreeMap, BTreeSet};

/// One step. Each is one call to Lake Formation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Makes an LF-Tag.
    CreateTag {
        /// Its key.
        key: String,
        /// Its values.
        values: BTreeSet<String>,
    },
    /// Gives an LF-Tag more values.
    AddTagValues {
        /// Its key.
        key: String,
        /// The new values.
        values: BTreeSet<String>,
    },
    /// Takes back permissions, and the right to grant them.
    Revoke {
        /// What is taken. `permissions` may be empty when only the right to grant is taken.
        grant: Grant,
    },
    /// Puts tags on a resource; a key that it has gets the new value.
    SetTags {
        /// On what.
        target: TagTarget,
        /// The tags.
        tags: Tags,
    },
    /// Takes tags off a resource.
    RemoveTags {
        /// Off what.
        target: TagTarget,
        /// The tags, with the values that they have now.
        tags: Tags,
    },
    /// Makes a data cells filter.
    CreateFilter {
        /// The table.
        table: String,
        /// The filter's name.
        name: String,
        /// What it shows.
        filter: DataCellsFilter,
    },
    /// Changes a data cells filter.
    UpdateFilter {
        /// The table.
        table: String,
        /// The filter's name.
        name: String,
        /// What it shall show.
        filter: DataCellsFilter,
    },
    /// Grants permissions.
    Grant {
        /// What is given.
        grant: Grant,
    },
    /// Removes a data cells filter.
    DeleteFilter {
        /// The table.
        table: String,
        /// The filter's name.
        name: String,
    },
    /// Takes values off an LF-Tag.
    DeleteTagValues {
        /// Its key.
        key: String,
        /// The values.
        values: BTreeSet<String>,
    },
}

/// What tags stand on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum TagTarget {
    /// The database.
    Database,
    /// A table or view.
    Table {
        /// Its name.
        table: String,
    },
    /// Columns of a table, which all get or lose the same tags.
    Columns {
        /// The table.
        table: String,
        /// The columns.
        columns: BTreeSet<String>,
    },
}

/// What is to be done. Its text form is for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The database in the catalog.
    pub database: String,
    /// The steps, in the order in which they must be taken.
    pub actions: Vec<Action>,
    /// Grants on our resources that stay although the policy does not say them, because their principals
    /// are to be left alone.
    pub left_alone: Vec<Grant>,
    /// Tables and views that the catalog lacks: they are tagged and granted once they are there.
    pub missing_tables: Vec<String>,
}

/// The steps from `actual` to `desired`.
#[must_use]
pub fn plan(desired: &DesiredState, actual: &ActualState) -> Plan {
    let wanted = of_what_exists(&desired.state, actual);
    let (revoke, left_alone) = revocations(desired, &wanted, actual);
    let mut actions = new_tag_values(&wanted, actual);
    actions.extend(revoke);
    actions.extend(tag_actions(&wanted, actual));
    actions.extend(changed_filters(&wanted, actual));
    actions.extend(new_grants(&wanted, actual));
    actions.extend(needless_filters(&wanted, actual, &left_alone));
    actions.extend(needless_tag_values(&wanted, actual));
    let missing = desired.state.tables.keys().filter(|table| !actual.tables.contains_key(*table));
    Plan { database: desired.database.clone(), actions, left_alone, missing_tables: missing.cloned().collect() }
}

/// The part of the wanted state that speaks of tables and columns which the catalog has.
fn of_what_exists(wanted: &ActualState, actual: &ActualState) -> ActualState {
    let mut state = wanted.clone();
    state.tables.retain(|name, _| actual.tables.contains_key(name));
    for (name, table) in &mut state.tables {
        let Some(found) = actual.tables.get(name) else { continue };
        table.columns.retain(|column, _| found.columns.contains_key(column));
        table.filters.retain(|_, filter| keep_existing(filter, found));
    }
    let tables = &state.tables;
    let has = |resource: &Resource| match resource {
        Resource::Table { table } | Resource::Columns { table, .. } => tables.contains_key(table),
        Resource::Filter { table, name } => tables.get(table).is_some_and(|table| table.filters.contains_key(name)),
        _ => true,
    };
    state.grants.retain(|grant| has(&grant.resource));
    state
}

/// Cuts a filter to the columns that there are; a filter without any cannot be made.
fn keep_existing(filter: &mut DataCellsFilter, found: &TableState) -> bool {
    match &mut filter.columns {
        ColumnSelection::Only(columns) => {
            columns.retain(|column| found.columns.contains_key(column));
            !columns.is_empty()
        }
        ColumnSelection::AllBut(_) => true,
    }
}

/// Whether a grant on the resource is ours to revoke.
fn is_ours(resource: &Resource) -> bool {
    match resource {
        Resource::DatabasesByTag { expression } | Resource::TablesByTag { expression } => {
            expression.keys().any(|key| is_our_tag(key))
        }
        Resource::Tag { key, .. } => is_our_tag(key),
        _ => true,
    }
}

fn revocations(desired: &DesiredState, wanted: &ActualState, actual: &ActualState) -> (Vec<Action>, Vec<Grant>) {
    let wanted = rights(&wanted.grants);
    let surplus = |(right, grantable): (Right, bool)| {
        let itself = !wanted.contains_key(&right);
        (is_ours(&right.1) && (itself || grantable)).then_some((right, Part { itself, grantable }))
    };
    let is_kept =
        |((principal, ..), _): &(Right, Part)| desired.keep.contains(principal) && !stands_for_everybody(principal);
    let (kept, taken): (Vec<_>, Vec<_>) = rights(&actual.grants).into_iter().filter_map(surplus).partition(is_kept);
    (together(taken).into_iter().map(|grant| Action::Revoke { grant }).collect(), together(kept))
}

fn new_grants(wanted: &ActualState, actual: &ActualState) -> Vec<Action> {
    let held = rights(&actual.grants);
    let new = rights(&wanted.grants).into_iter().filter(|(right, _)| !held.contains_key(right));
    let parts = new.map(|(right, grantable)| (right, Part { itself: true, grantable }));
    together(parts).into_iter().map(|grant| Action::Grant { grant }).collect()
}

fn new_tag_values(wanted: &ActualState, actual: &ActualState) -> Vec<Action> {
    let missing = |(key, values): (&String, &BTreeSet<String>)| {
        let key = key.clone();
        let Some(found) = actual.tag_values.get(&key) else {
            return Some(Action::CreateTag { key, values: values.clone() });
        };
        let values: BTreeSet<String> = values.difference(found).cloned().collect();
        (!values.is_empty()).then_some(Action::AddTagValues { key, values })
    };
    wanted.tag_values.iter().filter_map(missing).collect()
}

fn needless_tag_values(wanted: &ActualState, actual: &ActualState) -> Vec<Action> {
    let surplus = |(key, values): (&String, &BTreeSet<String>)| {
        let found = actual.tag_values.get(key)?;
        let values: BTreeSet<String> = found.difference(values).cloned().collect();
        (!values.is_empty()).then(|| Action::DeleteTagValues { key: key.clone(), values })
    };
    wanted.tag_values.iter().filter_map(surplus).collect()
}

/// Every filter of a state, by table and name.
fn filters(state: &ActualState) -> BTreeMap<(&String, &String), &DataCellsFilter> {
    state
        .tables
        .iter()
        .flat_map(|(table, found)| found.filters.iter().map(move |(name, one)| ((table, name), one)))
        .collect()
}

fn changed_filters(wanted: &ActualState, actual: &ActualState) -> Vec<Action> {
    let found = filters(actual);
    let change = |((table, name), filter): ((&String, &String), &DataCellsFilter)| {
        let (key, table, name, filter) = ((table, name), table.clone(), name.clone(), filter.clone());
        match found.get(&key) {
            None => Some(Action::CreateFilter { table, name, filter }),
            Some(same) if **same == filter => None,
            Some(_) => Some(Action::UpdateFilter { table, name, filter }),
        }
    };
    filters(wanted).into_iter().filter_map(change).collect()
}

/// Filters of ours that the policy no longer says. One that is left to somebody stays.
fn needless_filters(wanted: &ActualState, actual: &ActualState, left_alone: &[Grant]) -> Vec<Action> {
    let wanted = filters(wanted);
    let is_left = |table: &String, name: &String| {
        let resource = Resource::Filter { table: table.clone(), name: name.clone() };
        left_alone.iter().any(|grant| grant.resource == resource)
    };
    let is_needless = |(table, name): &(&String, &String)| {
        name.starts_with(FILTER_PREFIX) && !wanted.contains_key(&(*table, *name)) && !is_left(table, name)
    };
    let needless = filters(actual).into_keys().filter(is_needless);
    needless.map(|(table, name)| Action::DeleteFilter { table: table.clone(), name: name.clone() }).collect()
}
