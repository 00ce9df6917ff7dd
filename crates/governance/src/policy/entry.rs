//! The entries of a role: which tables, which classes, which exceptions, which rows.

use super::file::{Areas, Source};
use super::{PolicyError, TableRule};
use crate::RowRule;
use lake::tables::{ColumnClass, DataType, TableSchema};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EntryFile {
    tables: Vec<Spanned<String>>,
    classes: Vec<Spanned<String>>,
    #[serde(default)]
    hide: Vec<Spanned<String>>,
    #[serde(default)]
    show: Vec<Spanned<String>>,
    rows: Option<RowsFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RowsFile {
    column: Spanned<String>,
    one_of: Spanned<Vec<String>>,
}

type Rules = BTreeMap<&'static str, TableRule>;

/// The rules of a role, by table.
pub(super) fn rules_of(source: &Source<'_>, areas: &Areas, entries: Vec<EntryFile>) -> Result<Rules, PolicyError> {
    let mut rules = Rules::new();
    for entry in entries {
        add_entry(source, areas, &entry, &mut rules)?;
    }
    Ok(rules)
}

/// Adds one entry. A table stands in one entry of a role: two could contradict each other.
fn add_entry(source: &Source<'_>, areas: &Areas, entry: &EntryFile, rules: &mut Rules) -> Result<(), PolicyError> {
    let classes: Result<BTreeSet<ColumnClass>, PolicyError> =
        entry.classes.iter().map(|class| class_of(source, class)).collect();
    let classes = classes?;
    let mut covered: Vec<&'static TableSchema> = Vec::new();
    for name in &entry.tables {
        for table in tables_of(source, areas, name)? {
            let rows = rows_of(source, entry, table)?;
            let rule = TableRule { classes: classes.clone(), hide: BTreeSet::new(), show: BTreeSet::new(), rows };
            if rules.insert(table.name, rule).is_some() {
                return Err(source.wrong(name, format!("table `{}` is named twice in this role", table.name)));
            }
            covered.push(table);
        }
    }
    add_exceptions(source, entry, &covered, rules)
}

fn class_of(source: &Source<'_>, name: &Spanned<String>) -> Result<ColumnClass, PolicyError> {
    const CLASSES: [ColumnClass; 4] =
        [ColumnClass::Public, ColumnClass::Contact, ColumnClass::Sensitive, ColumnClass::Internal];
    let found = CLASSES.into_iter().find(|class| class.as_str() == name.get_ref());
    let expected = || format!("there is no class `{}`: public, contact, sensitive or internal", name.get_ref());
    found.ok_or_else(|| source.wrong(name, expected()))
}

/// The tables of an area, or one table. A table that stands in no area cannot be given to anybody.
fn tables_of(
    source: &Source<'_>,
    areas: &Areas,
    name: &Spanned<String>,
) -> Result<Vec<&'static TableSchema>, PolicyError> {
    if let Some(tables) = areas.get(name.get_ref()) {
        return Ok(tables.clone());
    }
    let is_named = |table: &&TableSchema| table.name == name.get_ref();
    match areas.values().flatten().copied().find(is_named) {
        Some(table) => Ok(vec![table]),
        None => Err(source.wrong(name, format!("`{}` is neither an area nor a table of an area", name.get_ref()))),
    }
}

fn rows_of(source: &Source<'_>, entry: &EntryFile, table: &TableSchema) -> Result<RowRule, PolicyError> {
    let Some(rows) = &entry.rows else { return Ok(RowRule::All) };
    let name = rows.column.get_ref();
    let lacking = || source.wrong(&rows.column, format!("table `{}` has no column `{name}`", table.name));
    let column = table.column(name).ok_or_else(lacking)?;
    if column.data_type != DataType::String {
        let found = column.data_type;
        return Err(source.wrong(&rows.column, format!("column `{name}` is {found}; a row rule needs a text column")));
    }
    if rows.one_of.get_ref().is_empty() {
        return Err(
            source.wrong(&rows.one_of, "expected at least one value: without any, leave the table out".to_owned())
        );
    }
    let values: BTreeSet<&String> = rows.one_of.get_ref().iter().collect();
    Ok(RowRule::OneOf { column: name.clone(), values: values.into_iter().cloned().collect() })
}

fn add_exceptions(
    source: &Source<'_>,
    entry: &EntryFile,
    covered: &[&'static TableSchema],
    rules: &mut Rules,
) -> Result<(), PolicyError> {
    for name in &entry.show {
        let (table, column) = column_of(source, covered, name)?;
        if let Some(rule) = rules.get_mut(table) {
            rule.show.insert(column);
        }
    }
    for name in &entry.hide {
        let (table, column) = column_of(source, covered, name)?;
        let Some(rule) = rules.get_mut(table) else { continue };
        if rule.show.contains(column) {
            return Err(source.wrong(name, format!("column `{}` is both shown and hidden", name.get_ref())));
        }
        rule.hide.insert(column);
    }
    Ok(())
}

/// `table.column`, of a table that the entry names.
fn column_of(
    source: &Source<'_>,
    covered: &[&'static TableSchema],
    name: &Spanned<String>,
) -> Result<(&'static str, &'static str), PolicyError> {
    let wrong = |message: String| source.wrong(name, message);
    let Some((table, column)) = name.get_ref().split_once('.') else {
        return Err(wrong("expected table.column".to_owned()));
    };
    let Some(table) = covered.iter().find(|one| one.name == table) else {
        return Err(wrong(format!("this entry does not name the table `{table}`")));
    };
    let Some(column) = table.column(column) else {
        return Err(wrong(format!("table `{}` has no column `{column}`", table.name)));
    };
    Ok((table.name, column.name))
}
