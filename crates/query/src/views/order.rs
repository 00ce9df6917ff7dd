//! Which tables a query reads, and the order in which views can be made.

use super::{View, ViewError};
use datafusion::sql::parser::DFParser;
use datafusion::sql::resolve::resolve_table_references;
use std::collections::{BTreeMap, BTreeSet};

/// The tables and views that `sql` names, without the names that it defines itself; sorted.
pub(super) fn tables_read(view: &str, sql: &str) -> Result<Vec<String>, ViewError> {
    let broken = |message: String| ViewError::Query { view: view.to_owned(), message };
    let mut statements = DFParser::parse_sql(sql).map_err(|error| broken(error.to_string()))?;
    let statement = statements.pop_front().filter(|_| statements.is_empty());
    let statement = statement.ok_or_else(|| broken("expected one query".to_owned()))?;
    let (tables, _) = resolve_table_references(&statement, true).map_err(|error| broken(error.to_string()))?;
    let names: BTreeSet<String> = tables.iter().map(|table| table.table().to_owned()).collect();
    Ok(names.into_iter().collect())
}

/// Puts each view after the views that it reads; views that are free keep the order of their names.
pub(super) fn in_reading_order(views: Vec<View>) -> Result<Vec<View>, ViewError> {
    let mut waiting: BTreeMap<String, View> = BTreeMap::new();
    for view in views {
        if let Some(twice) = waiting.insert(view.name.clone(), view) {
            return Err(ViewError::Duplicate { view: twice.name });
        }
    }
    let mut ordered = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let is_free = |view: &View| !view.reads.iter().any(|name| waiting.contains_key(name));
        let free: Vec<String> = waiting.values().filter(|view| is_free(view)).map(|view| view.name.clone()).collect();
        if free.is_empty() {
            return Err(ViewError::Cycle { views: waiting.into_keys().collect() });
        }
        ordered.extend(free.iter().filter_map(|name| waiting.remove(name)));
    }
    Ok(ordered)
}
