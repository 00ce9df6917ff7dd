//! Plans as people read them, before they are carried out.

use super::{
    Action, ColumnSelection, DataCellsFilter, Grant, Permission, Plan, Resource, TagExpression, TagTarget, Tags,
};
use std::collections::BTreeSet;
use std::fmt::{self, Display, Formatter};

impl Display for Plan {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self.actions.len() {
            0 => writeln!(formatter, "database {}: nothing to do", self.database)?,
            1 => writeln!(formatter, "database {}: 1 step", self.database)?,
            count => writeln!(formatter, "database {}: {count} steps", self.database)?,
        }
        for action in &self.actions {
            writeln!(formatter, "  {action}")?;
        }
        for grant in &self.left_alone {
            writeln!(formatter, "  left alone: {grant}")?;
        }
        for table in &self.missing_tables {
            writeln!(formatter, "  not in the catalog yet: {table}")?;
        }
        Ok(())
    }
}

impl Display for Action {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::CreateTag { key, values } => write!(formatter, "create tag    {key} = {}", list(values)),
            Self::AddTagValues { key, values } => write!(formatter, "extend tag    {key} + {}", list(values)),
            Self::DeleteTagValues { key, values } => write!(formatter, "shorten tag   {key} - {}", list(values)),
            Self::Revoke { grant } => write!(formatter, "revoke        {grant}"),
            Self::Grant { grant } => write!(formatter, "grant         {grant}"),
            Self::SetTags { target, tags } => write!(formatter, "tag           {target}: {}", tag_list(tags)),
            Self::RemoveTags { target, tags } => write!(formatter, "untag         {target}: {}", tag_list(tags)),
            Self::CreateFilter { table, name, filter } => {
                write!(formatter, "create filter {table}/{name}: {filter}")
            }
            Self::UpdateFilter { table, name, filter } => {
                write!(formatter, "change filter {table}/{name}: {filter}")
            }
            Self::DeleteFilter { table, name } => write!(formatter, "delete filter {table}/{name}"),
        }
    }
}

impl Display for Grant {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let rights: Vec<&str> = self.permissions.iter().map(Permission::as_str).collect();
        let grantable: Vec<&str> = self.grantable.iter().map(Permission::as_str).collect();
        write!(formatter, "{}", rights.join(", "))?;
        if !grantable.is_empty() {
            let comma = if rights.is_empty() { "" } else { ", " };
            write!(formatter, "{comma}the right to grant {}", grantable.join(", "))?;
        }
        write!(formatter, " on {}: {}", self.resource, self.principal)
    }
}

impl Display for Resource {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Database => write!(formatter, "the database"),
            Self::Table { table } => write!(formatter, "table {table}"),
            Self::AllTables => write!(formatter, "all tables"),
            Self::Columns { table, columns } => write!(formatter, "table {table} ({columns})"),
            Self::Filter { table, name } => write!(formatter, "filter {table}/{name}"),
            Self::DatabasesByTag { expression } => write!(formatter, "databases with {}", by_tag(expression)),
            Self::TablesByTag { expression } => write!(formatter, "columns with {}", by_tag(expression)),
            Self::Tag { key, values } => write!(formatter, "tag {key} = {}", list(values)),
        }
    }
}

impl Display for TagTarget {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Database => write!(formatter, "the database"),
            Self::Table { table } => write!(formatter, "table {table}"),
            Self::Columns { table, columns } => write!(formatter, "{table} ({})", list(columns)),
        }
    }
}

impl Display for ColumnSelection {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Only(columns) => write!(formatter, "{}", list(columns)),
            Self::AllBut(columns) if columns.is_empty() => write!(formatter, "all columns"),
            Self::AllBut(columns) => write!(formatter, "all columns but {}", list(columns)),
        }
    }
}

impl Display for DataCellsFilter {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let rows = self.rows.as_deref().unwrap_or("all");
        write!(formatter, "columns {}; rows {rows}", self.columns)
    }
}

fn list(values: &BTreeSet<String>) -> String {
    values.iter().map(String::as_str).collect::<Vec<_>>().join(", ")
}

fn tag_list(tags: &Tags) -> String {
    tags.iter().map(|(key, value)| format!("{key} = {value}")).collect::<Vec<_>>().join(", ")
}

fn by_tag(expression: &TagExpression) -> String {
    let part = |(key, values): (&String, &BTreeSet<String>)| format!("{key} in ({})", list(values));
    expression.iter().map(part).collect::<Vec<_>>().join(" and ")
}
