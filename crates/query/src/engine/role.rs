//! The tables and views as one role may see them.
//!
//! In:  a lake, a policy, a role.
//! Out: in the place of each table its [`SeenTable`]; and for each table and view that is not there for the role,
//!      what it lacks, by the names of tables and columns alone.
//!
//! The whole tables stand in a session of their own. The one that answers statements does not know it.

use super::seen_table::SeenTable;
use super::snapshot::{self, RegisteredSnapshot};
use super::{TableInfo, new_context};
use crate::{QueryError, View};
use datafusion::common::SchemaError;
use datafusion::error::DataFusionError;
use datafusion::execution::context::{SessionContext, SessionState};
use datafusion::sql::parser::DFParser;
use governance::{Policy, RowRule, TableAccess};
use lake::Lake;
use lake::tables::{GOLDEN_TABLES, TableSchema};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Who asks, and what is not there for them.
#[derive(Debug)]
pub(super) struct Role {
    name: String,
    /// Tables and views that are not there, with what the role lacks for each.
    pub(super) lacks: BTreeMap<String, String>,
    hidden_columns: BTreeMap<&'static str, Vec<&'static str>>,
}

/// Registers what the role sees of every golden table.
pub(super) async fn register(
    lake: &Lake,
    context: &SessionContext,
    policy: &Policy,
    name: &str,
) -> Result<(RegisteredSnapshot, Role), QueryError> {
    let mut role = Role { name: name.to_owned(), lacks: BTreeMap::new(), hidden_columns: BTreeMap::new() };
    if policy.role(name).is_none() {
        let known = policy.roles().iter().map(|role| role.name.clone()).collect();
        return Err(QueryError::UnknownRole { role: role.name, known });
    }
    if policy.sees_everything(name) {
        return Ok((snapshot::register(lake, context).await?, role));
    }
    let whole = new_context();
    let mut snapshot = snapshot::register(lake, &whole).await?;
    for &table in GOLDEN_TABLES {
        if let Some(access) = policy.access(name, table.name) {
            role.add_table(&whole, context, table, access, &mut snapshot.tables).await?;
        } else {
            role.lacks.insert(table.name.to_owned(), format!("table `{}`", table.name));
            snapshot.tables.retain(|info| info.name != table.name);
        }
    }
    Ok((snapshot, role))
}

impl Role {
    async fn add_table(
        &mut self,
        whole: &SessionContext,
        context: &SessionContext,
        table: &'static TableSchema,
        access: TableAccess,
        infos: &mut [TableInfo],
    ) -> Result<(), QueryError> {
        let is_seen = |name: &str| access.columns.iter().any(|column| column == name);
        let hidden = table.columns.iter().map(|column| column.name).filter(|name| !is_seen(name)).collect();
        self.hidden_columns.insert(table.name, hidden);
        let info = infos.iter_mut().find(|info| info.name == table.name);
        let has_row_rule = access.rows != RowRule::All;
        let seen = SeenTable::new(whole, table, access.clone()).map_err(|e| QueryError::while_running(&e))?;
        if let Some(info) = info {
            info.columns.retain(|column| is_seen(&column.name));
            if has_row_rule {
                info.row_count = seen.row_count().await.map_err(|error| QueryError::while_running(&error))?;
            }
        }
        context.register_table(table.name, Arc::new(seen)).map_err(|error| QueryError::while_running(&error))?;
        Ok(())
    }

    /// What the role lacks for a view that cannot be planned; none when the view itself is broken.
    pub(super) async fn lack_of(&self, state: &SessionState, view: &View) -> Option<String> {
        if let Some(lack) = view.reads.iter().find_map(|name| self.lacks.get(name)) {
            return Some(lack.clone());
        }
        let error = state.create_logical_plan(&view.sql).await.err()?;
        let DataFusionError::SchemaError(inner, _) = error.find_root() else { return None };
        let SchemaError::FieldNotFound { field, .. } = inner.as_ref() else { return None };
        let hides = |table: &&&'static str| {
            self.hidden_columns.get(**table).is_some_and(|columns| columns.contains(&field.name.as_str()))
        };
        // A view may read the column by way of another view: then any table that hides it will do.
        let read = self.hidden_columns.keys().filter(|table| view.reads.iter().any(|name| name == *table));
        let table = read.chain(self.hidden_columns.keys()).find(hides)?;
        Some(format!("column `{}` of table `{table}`", field.name))
    }

    /// The error of a statement that was not understood: it may ask what is not there for the role.
    pub(super) fn explain(&self, state: &SessionState, sql: &str, error: QueryError) -> QueryError {
        let statement = DFParser::parse_sql(sql).ok().and_then(|mut statements| statements.pop_front());
        let names = statement.and_then(|statement| state.resolve_table_references(&statement).ok());
        let lack = names.iter().flatten().find_map(|name| self.lacks.get_key_value(name.table()));
        match lack {
            Some((name, lacks)) => {
                QueryError::NotForRole { role: self.name.clone(), name: name.clone(), lacks: lacks.clone() }
            }
            None => error,
        }
    }
}
