//! The policy: areas of tables, roles, and what each role sees.
//!
//! In:  the text of `schemas/governance.toml`, whose header explains the language.
//! Out: a [`Policy`] that answers for every role and table, or the first line that is wrong.
//!
//! Deny is the default: a role sees the tables that its entries name, of these the columns whose class
//! they name, and nothing else.

mod entry;
mod file;

#[cfg(test)]
mod tests;

use crate::{RowRule, TableAccess};
use lake::tables::{Column, ColumnClass, GOLDEN_TABLES, TableSchema, golden_table};
use std::collections::{BTreeMap, BTreeSet};

/// The bundled policy.
const BUNDLED: &str = include_str!("../../../../schemas/governance.toml");

/// Who may see what.
#[derive(Debug, Clone)]
pub struct Policy {
    areas: BTreeMap<String, Vec<&'static TableSchema>>,
    roles: Vec<Role>,
}

/// A role, and what it is for.
#[derive(Debug, Clone)]
pub struct Role {
    /// The name, as settings and `--as` spell it.
    pub name: String,
    /// Who has it, and why.
    pub about: String,
    rules: BTreeMap<&'static str, TableRule>,
}

/// What a role's entry says of one table.
#[derive(Debug, Clone)]
struct TableRule {
    classes: BTreeSet<ColumnClass>,
    hide: BTreeSet<&'static str>,
    show: BTreeSet<&'static str>,
    rows: RowRule,
}

/// What is wrong with a policy, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("governance file, line {line}: {message}")]
pub struct PolicyError {
    /// The line, counted from 1.
    pub line: usize,
    /// What was expected there.
    pub message: String,
}

impl Policy {
    /// The policy of the bundled `schemas/governance.toml`.
    ///
    /// # Errors
    /// When the bundled file is broken, which a test of this crate rules out.
    pub fn bundled() -> Result<Self, PolicyError> {
        Self::parse(BUNDLED)
    }

    /// Reads a policy.
    ///
    /// # Errors
    /// The first line that is not TOML, has an unknown key, table, column or class, or contradicts another.
    pub fn parse(text: &str) -> Result<Self, PolicyError> {
        file::parse(text)
    }

    /// The roles, in the order of the file.
    #[must_use]
    pub fn roles(&self) -> &[Role] {
        &self.roles
    }

    /// The role of that name.
    #[must_use]
    pub fn role(&self, name: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.name == name)
    }

    /// The areas, sorted by name, each with its tables in the order of the file.
    pub fn areas(&self) -> impl Iterator<Item = (&str, &[&'static TableSchema])> {
        self.areas.iter().map(|(area, tables)| (area.as_str(), tables.as_slice()))
    }

    /// The golden tables that stand in no area: nobody sees them.
    #[must_use]
    pub fn unlisted_tables(&self) -> Vec<&'static TableSchema> {
        let is_listed = |table: &TableSchema| self.areas.values().flatten().any(|listed| std::ptr::eq(*listed, table));
        GOLDEN_TABLES.iter().copied().filter(|table| !is_listed(table)).collect()
    }

    /// What the role sees of a golden table; none when it sees nothing, or when there is no such role or table.
    #[must_use]
    pub fn access(&self, role: &str, table: &str) -> Option<TableAccess> {
        let given = self.role(role)?.rules.get(table)?;
        let seen = golden_table(table)?.columns.iter().filter(|column| given.shows(column));
        let columns: Vec<String> = seen.map(|column| column.name.to_owned()).collect();
        (!columns.is_empty()).then(|| TableAccess { columns, rows: given.rows.clone() })
    }

    /// Whether the role sees every row and column of every golden table.
    #[must_use]
    pub fn sees_everything(&self, role: &str) -> bool {
        GOLDEN_TABLES.iter().all(|table| {
            let access = self.access(role, table.name);
            access.is_some_and(|access| access.columns.len() == table.columns.len() && access.rows == RowRule::All)
        })
    }
}

impl TableRule {
    fn shows(&self, column: &Column) -> bool {
        let by_class = self.classes.contains(&column.class);
        self.show.contains(column.name) || (by_class && !self.hide.contains(column.name))
    }
}
