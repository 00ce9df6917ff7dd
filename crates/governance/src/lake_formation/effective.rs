//! Who sees what, as Lake Formation works it out: permissions add up, column by column.
//!
//! In:  a state, a principal, a table.
//! Out: for each column that is seen, all rows or the rows of some conditions.
//!
//! A tag expression fits a column when the tags of the column (else of its table, else of the database)
//! hold one of the values of every key. What everybody's group holds, everybody holds.

use super::principals::stands_for_everybody;
use super::{ActualState, DataCellsFilter, Grant, Permission, Resource, TableState, TagExpression, Tags};
use crate::TableAccess;
use std::collections::{BTreeMap, BTreeSet};

/// What somebody sees of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Visible {
    /// The columns that are seen, with their rows. A view whose columns are not known has one, `*`.
    pub columns: BTreeMap<String, Rows>,
}

/// Which rows of a column are seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rows {
    /// All.
    All,
    /// Those for which one of these conditions holds.
    Where(BTreeSet<String>),
}

/// What `principal` sees of `table`.
#[must_use]
pub fn effective(state: &ActualState, principal: &str, table: &str) -> Visible {
    let mut visible = Visible::default();
    let Some(found) = state.tables.get(table) else { return visible };
    let holds = |grant: &&Grant| grant.principal == principal || stands_for_everybody(&grant.principal);
    for grant in state.grants.iter().filter(holds).filter(|grant| reads(grant)) {
        for (column, tags) in columns_of(state, found) {
            if let Some(rows) = rows_given(&grant.resource, table, found, &column, &tags) {
                visible.add(column, rows);
            }
        }
    }
    visible
}

fn reads(grant: &Grant) -> bool {
    grant.permissions.union(&grant.grantable).any(Permission::reads)
}

/// The columns with the tags that count for each.
fn columns_of(state: &ActualState, table: &TableState) -> Vec<(String, Tags)> {
    let mut inherited = state.database_tags.clone();
    inherited.extend(table.tags.clone());
    if table.columns.is_empty() {
        return vec![("*".to_owned(), inherited)];
    }
    let with_inherited = |own: &Tags| {
        let mut tags = inherited.clone();
        tags.extend(own.clone());
        tags
    };
    table.columns.iter().map(|(column, own)| (column.clone(), with_inherited(own))).collect()
}

/// The rows of one column that a grant on `resource` gives; none when it says nothing of the column.
fn rows_given(resource: &Resource, table: &str, found: &TableState, column: &str, tags: &Tags) -> Option<Rows> {
    let given = match resource {
        Resource::AllTables => true,
        Resource::Table { table: named } => named == table,
        Resource::Columns { table: named, columns } => named == table && columns.contains(column),
        Resource::TablesByTag { expression } => fits(expression, tags),
        Resource::Filter { table: named, name } if named == table => {
            return found.filters.get(name).and_then(|filter| rows_of_filter(filter, column));
        }
        _ => false,
    };
    given.then_some(Rows::All)
}

fn rows_of_filter(filter: &DataCellsFilter, column: &str) -> Option<Rows> {
    let rows = filter.rows.as_ref().map_or(Rows::All, |condition| Rows::Where(BTreeSet::from([condition.clone()])));
    filter.columns.contains(column).then_some(rows)
}

fn fits(expression: &TagExpression, tags: &Tags) -> bool {
    !expression.is_empty()
        && expression.iter().all(|(key, values)| tags.get(key).is_some_and(|tag| values.contains(tag)))
}

impl Visible {
    fn add(&mut self, column: String, rows: Rows) {
        let sum = match (self.columns.remove(&column), rows) {
            (None, rows) => rows,
            (Some(Rows::Where(left)), Rows::Where(right)) => Rows::Where(left.union(&right).cloned().collect()),
            _ => Rows::All,
        };
        self.columns.insert(column, sum);
    }

    /// What is seen with either.
    #[must_use]
    pub fn or(mut self, other: &Self) -> Self {
        for (column, rows) in &other.columns {
            self.add(column.clone(), rows.clone());
        }
        self
    }

    /// Whether `other` shows all of this.
    #[must_use]
    pub fn is_within(&self, other: &Self) -> bool {
        self.columns.iter().all(|(column, rows)| match (rows, other.columns.get(column)) {
            (_, Some(Rows::All)) => true,
            (Rows::Where(inner), Some(Rows::Where(outer))) => inner.is_subset(outer),
            _ => false,
        })
    }
}

impl From<&TableAccess> for Visible {
    fn from(access: &TableAccess) -> Self {
        let rows = || access.rows.condition().map_or(Rows::All, |condition| Rows::Where(BTreeSet::from([condition])));
        Self { columns: access.columns.iter().map(|column| (column.clone(), rows())).collect() }
    }
}
