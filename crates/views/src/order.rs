//! Which tables a query reads, and the order in which views can be made.

use crate::{View, ViewError};
use sqlparser::ast::{ObjectName, Query, Statement, Visit, Visitor};
use sqlparser::dialect::GenericDialect;
use sqlparser::parser::Parser;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

/// The tables and views that `sql` names, without the names that it defines itself; sorted.
pub(crate) fn tables_read(view: &str, sql: &str) -> Result<Vec<String>, ViewError> {
    let broken = |message: String| ViewError::Query { view: view.to_owned(), message };
    let statements = Parser::parse_sql(&GenericDialect {}, sql).map_err(|error| broken(error.to_string()))?;
    let [query @ Statement::Query(_)] = statements.as_slice() else {
        return Err(broken("expected one query".to_owned()));
    };
    let mut names = Names::default();
    let _ = query.visit(&mut names);
    Ok(names.read.into_iter().collect())
}

/// Names that a query reads, seen from the inside out: a name of a `WITH` above is no table.
#[derive(Default)]
struct Names {
    defined: Vec<BTreeSet<String>>,
    read: BTreeSet<String>,
}

impl Visitor for Names {
    type Break = ();

    fn pre_visit_query(&mut self, query: &Query) -> ControlFlow<()> {
        let tables = query.with.iter().flat_map(|with| &with.cte_tables);
        self.defined.push(tables.map(|table| table.alias.name.value.to_lowercase()).collect());
        ControlFlow::Continue(())
    }

    fn post_visit_query(&mut self, _query: &Query) -> ControlFlow<()> {
        self.defined.pop();
        ControlFlow::Continue(())
    }

    fn pre_visit_relation(&mut self, relation: &ObjectName) -> ControlFlow<()> {
        let name = relation.to_string().to_lowercase();
        if !self.defined.iter().any(|names| names.contains(&name)) {
            self.read.insert(name);
        }
        ControlFlow::Continue(())
    }
}

/// Puts each view after the views that it reads; views that are free keep the order of their names.
pub(crate) fn in_reading_order(views: Vec<View>) -> Result<Vec<View>, ViewError> {
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
