//! `governance`: who may see what.

use crate::arguments::Governance;
use crate::session::Session;
use crate::{terminal, text};
use anyhow::{Context, Result, bail};
use governance::{Policy, Role, RowRule, TableAccess};
use lake::tables::TableSchema;
use serde::Serialize;
use std::fmt::Write;

pub(crate) fn run(session: &Session, arguments: &Governance) -> Result<()> {
    let policy = policy(session)?;
    let roles: Vec<&Role> = match &arguments.role {
        Some(name) => vec![role(&policy, name)?],
        None => policy.roles().iter().collect(),
    };
    if session.json() {
        return terminal::print_json(&told(&policy, &roles));
    }
    match (&arguments.role, roles.as_slice()) {
        (Some(_), [role]) => terminal::print(&detail(&policy, role)),
        _ => terminal::print(&matrix(&policy)),
    }
}

/// The policy: `--schemas DIR`'s `governance.toml`, else the built-in one.
pub(crate) fn policy(session: &Session) -> Result<Policy> {
    match session.overrides()?.get("governance.toml") {
        Some(text) => Policy::parse(text).context("governance.toml"),
        None => Ok(Policy::bundled()?),
    }
}

fn role<'a>(policy: &'a Policy, name: &str) -> Result<&'a Role> {
    let known = || policy.roles().iter().map(|role| role.name.as_str()).collect::<Vec<_>>().join(", ");
    match policy.role(name) {
        Some(role) => Ok(role),
        None => bail!("there is no role `{name}`; expected one of {}", known()),
    }
}

/// Every table with its area.
fn tables(policy: &Policy) -> impl Iterator<Item = (&str, &'static TableSchema)> {
    policy.areas().flat_map(|(area, tables)| tables.iter().map(move |table| (area, *table)))
}

/// One line per table, one column per role: how many of the table's columns it sees.
fn matrix(policy: &Policy) -> String {
    let roles = policy.roles();
    let mut header = vec!["area", "table", "columns"];
    header.extend(roles.iter().map(|role| role.name.as_str()));
    let line = |(area, table): (&str, &TableSchema)| {
        let seen = roles.iter().map(|role| cell(policy.access(&role.name, table.name).as_ref(), table));
        let first = [area.to_owned(), table.name.to_owned(), text::count(table.columns.len())];
        first.into_iter().chain(seen).collect()
    };
    let mut page = text::table(&header, 2, tables(policy).map(line));
    page += "\nall: every column and row; a number: so many columns; -: nothing; *: only some rows:\n";
    for role in roles {
        for (_, table) in tables(policy) {
            if let Some(condition) = policy.access(&role.name, table.name).and_then(|access| access.rows.condition()) {
                // Writing into a String cannot fail.
                let _ = writeln!(page, "  {} sees {} where {condition}", role.name, table.name);
            }
        }
    }
    page + &unlisted(policy)
}

fn cell(access: Option<&TableAccess>, table: &TableSchema) -> String {
    let Some(access) = access else { return "-".to_owned() };
    let is_whole = access.columns.len() == table.columns.len();
    let columns = if is_whole { "all".to_owned() } else { text::count(access.columns.len()) };
    if access.rows == RowRule::All { columns } else { columns + "*" }
}

fn unlisted(policy: &Policy) -> String {
    let names: Vec<&str> = policy.unlisted_tables().iter().map(|table| table.name).collect();
    if names.is_empty() { String::new() } else { format!("\nin no area, seen by nobody: {}\n", names.join(", ")) }
}

/// What one role sees, column by column.
fn detail(policy: &Policy, role: &Role) -> String {
    let mut page = format!("{}: {}\n", role.name, role.about);
    let mut nothing = Vec::new();
    for (_, table) in tables(policy) {
        match policy.access(&role.name, table.name) {
            Some(access) => page += &table_detail(table, &access),
            None => nothing.push(table.name),
        }
    }
    if !nothing.is_empty() {
        let _ = write!(page, "\nsees nothing of {}\n", nothing.join(", "));
    }
    page + &unlisted(policy)
}

fn table_detail(table: &TableSchema, access: &TableAccess) -> String {
    let hidden: Vec<&str> = hidden_columns(table, access);
    let mut lines = format!("\n{}\n  sees   {}\n", table.name, access.columns.join(", "));
    if !hidden.is_empty() {
        let _ = writeln!(lines, "  hidden {}", hidden.join(", "));
    }
    if let Some(condition) = access.rows.condition() {
        let _ = writeln!(lines, "  rows   {condition}");
    }
    lines
}

fn hidden_columns(table: &TableSchema, access: &TableAccess) -> Vec<&'static str> {
    let is_hidden = |name: &&str| !access.columns.iter().any(|column| column == name);
    table.columns.iter().map(|column| column.name).filter(is_hidden).collect()
}

/// The policy for programs.
#[derive(Serialize)]
struct Told<'a> {
    roles: Vec<ToldRole<'a>>,
    seen_by_nobody: Vec<&'static str>,
}

#[derive(Serialize)]
struct ToldRole<'a> {
    role: &'a str,
    about: &'a str,
    tables: Vec<ToldTable<'a>>,
}

#[derive(Serialize)]
struct ToldTable<'a> {
    area: &'a str,
    table: &'static str,
    columns: Vec<String>,
    hidden: Vec<&'static str>,
    rows: Option<String>,
}

fn told<'a>(policy: &'a Policy, roles: &[&'a Role]) -> Told<'a> {
    let table = |role: &Role, area: &'a str, table: &'static TableSchema| {
        let access = policy.access(&role.name, table.name)?;
        let (hidden, rows) = (hidden_columns(table, &access), access.rows.condition());
        Some(ToldTable { area, table: table.name, columns: access.columns, hidden, rows })
    };
    let role = |role: &&'a Role| ToldRole {
        role: &role.name,
        about: &role.about,
        tables: tables(policy).filter_map(|(area, one)| table(role, area, one)).collect(),
    };
    let seen_by_nobody = policy.unlisted_tables().iter().map(|table| table.name).collect();
    Told { roles: roles.iter().map(role).collect(), seen_by_nobody }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(page: &str, parts: &[&str]) {
        for part in parts {
            assert!(page.contains(part), "lacks `{part}`:\n{page}");
        }
    }

    #[test]
    fn the_matrix_has_every_table_and_the_rows_of_a_chapter() {
        let policy = Policy::bundled().unwrap();
        let page = matrix(&policy);
        for table in lake::tables::GOLDEN_TABLES {
            check(&page, &[table.name]);
        }
        check(&page, &["chapter_fundraiser_west sees constituent where region IN ('CA', 'OR', 'WA')"]);
    }

    #[test]
    fn a_role_is_shown_with_what_it_does_not_see() {
        let policy = Policy::bundled().unwrap();
        let page = detail(&policy, policy.role("auditor").unwrap());
        check(&page, &["auditor: Checks how", "hidden value\n", "sees nothing of gift, "]);
        assert!(role(&policy, "boss").unwrap_err().to_string().contains("expected one of steward"));
    }

    #[test]
    fn a_table_in_no_area_is_told() {
        let policy = Policy::parse("[tables]\nmoney = [\"gift\"]\n[roles]\n").unwrap();
        check(&matrix(&policy), &["in no area, seen by nobody: constituent, "]);
    }
}
