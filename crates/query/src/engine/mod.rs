//! The query engine: the tables of the current snapshot and all views, behind one read-only door.
//!
//! In:  a lake's current snapshot, the organisation's house rules, perhaps a role, one SQL statement.
//! Out: rows. Parquet is read in place where the store has local files, else from memory.
//!
//! One partition is used throughout: a dev build answers faster so, and rows come in the same order
//! every time.

mod cached_view;
mod date_diff;
mod read_only;
mod result;
mod role;
mod seen_table;
mod snapshot;

use crate::{Organization, QueryError};
use cached_view::CachedView;
use datafusion::arrow::datatypes::{Field, Schema};
use datafusion::catalog::TableProvider;
use datafusion::datasource::ViewTable;
use datafusion::execution::context::{SessionContext, SessionState};
use datafusion::logical_expr::ScalarUDF;
use datafusion::physical_plan::collect;
use datafusion::prelude::SessionConfig;
use governance::Policy;
use lake::Lake;
use role::Role;
use std::collections::BTreeMap;
use std::sync::Arc;
use views::View;

pub use result::QueryResult;

/// Views keep their rows only in lakes of at most this many rows; beyond, memory is worth more.
const CACHE_ROW_LIMIT: u64 = 5_000_000;

/// A table of the snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableInfo {
    /// The name in SQL.
    pub name: String,
    /// What one row is.
    pub doc: String,
    /// Its columns.
    pub columns: Vec<ColumnInfo>,
    /// How many rows it has.
    pub row_count: u64,
}

/// A column of a table or view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnInfo {
    /// The name in SQL.
    pub name: String,
    /// The type's name in Athena.
    pub data_type: String,
    /// What it means; empty for the columns of views, whose header says it.
    pub doc: String,
}

/// A view, with its documentation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewInfo {
    /// Its file: documentation and query.
    pub view: View,
    /// Its columns.
    pub columns: Vec<ColumnInfo>,
}

/// Answers SQL over one snapshot of a lake.
pub struct QueryEngine {
    context: SessionContext,
    snapshot_id: String,
    tables: Vec<TableInfo>,
    views: Vec<ViewInfo>,
    role: Option<Role>,
}

impl std::fmt::Debug for QueryEngine {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("QueryEngine").field("snapshot_id", &self.snapshot_id).finish_non_exhaustive()
    }
}

impl QueryEngine {
    /// Opens the lake's current snapshot with the bundled views.
    ///
    /// # Errors
    /// [`QueryError::EmptyLake`] before the first snapshot; else what could not be read.
    pub async fn open(lake: &Lake, organization: &Organization) -> Result<Self, QueryError> {
        Self::open_with_views(lake, views::bundled(organization)?).await
    }

    /// Opens the lake's current snapshot with the bundled views, as `role` may see it: of the tables only its
    /// columns and rows, of the views those that need nothing else. These rows are kept in memory.
    ///
    /// # Errors
    /// As [`Self::open`]; and [`QueryError::UnknownRole`].
    pub async fn open_as(
        lake: &Lake,
        organization: &Organization,
        policy: &Policy,
        role: &str,
    ) -> Result<Self, QueryError> {
        Self::assemble(lake, views::bundled(organization)?, Some((policy, role))).await
    }

    /// The tables without a row and the bundled views: what there is to ask, without a lake.
    ///
    /// # Errors
    /// When a bundled view is broken, which a test rules out.
    pub async fn open_empty(organization: &Organization) -> Result<Self, QueryError> {
        let context = new_context();
        let snapshot = snapshot::register_empty(&context)?;
        Self::with_views(context, snapshot, None, views::bundled(organization)?).await
    }

    /// Opens the lake's current snapshot with these views, which stand in [reading order](views::load).
    ///
    /// # Errors
    /// As [`Self::open`]; and the first view that names what does not exist.
    pub async fn open_with_views(lake: &Lake, views: Vec<View>) -> Result<Self, QueryError> {
        Self::assemble(lake, views, None).await
    }

    async fn assemble(lake: &Lake, views: Vec<View>, asker: Option<(&Policy, &str)>) -> Result<Self, QueryError> {
        let context = new_context();
        let (snapshot, role) = match asker {
            None => (snapshot::register(lake, &context).await?, None),
            Some((policy, role)) => {
                let (snapshot, role) = role::register(lake, &context, policy, role).await?;
                (snapshot, Some(role))
            }
        };
        Self::with_views(context, snapshot, role, views).await
    }

    async fn with_views(
        context: SessionContext,
        snapshot: snapshot::RegisteredSnapshot,
        role: Option<Role>,
        views: Vec<View>,
    ) -> Result<Self, QueryError> {
        let row_count: u64 = snapshot.tables.iter().map(|table| table.row_count).sum();
        let mut engine = Self { context, snapshot_id: snapshot.id, tables: snapshot.tables, views: Vec::new(), role };
        // One state for all views: copying it costs more than planning a view, and it sees every
        // view that is registered after it was made.
        let state = engine.context.state();
        for view in views {
            engine.register_view(&state, view, row_count <= CACHE_ROW_LIMIT).await?;
        }
        Ok(engine)
    }

    /// Answers one statement that changes nothing.
    ///
    /// # Errors
    /// [`QueryError::NotReadOnly`] for a statement that would change something; else what is wrong
    /// with it, never with a value of the lake.
    pub async fn sql(&self, statement: &str) -> Result<QueryResult, QueryError> {
        let state = self.context.state();
        let plan = read_only::plan(&state, statement).await.map_err(|error| match &self.role {
            Some(role) => role.explain(&state, statement, error),
            None => error,
        })?;
        let schema = Arc::new(plan.schema().as_arrow().clone());
        let plan = state.create_physical_plan(&plan).await.map_err(|error| QueryError::while_running(&error))?;
        let batches = collect(plan, state.task_ctx()).await.map_err(|error| QueryError::while_running(&error))?;
        Ok(QueryResult::new(schema, batches))
    }

    /// All rows of one view or table, in the order that the view's header asks for.
    ///
    /// # Errors
    /// As [`Self::sql`]; an unknown name is an error of the statement.
    pub async fn rows_of(&self, name: &str) -> Result<QueryResult, QueryError> {
        let order = self.views.iter().find(|info| info.view.name == name).map_or("", |info| &info.view.order_by);
        let order = if order.is_empty() { String::new() } else { format!(" ORDER BY {order}") };
        self.sql(&format!("SELECT * FROM \"{}\"{order}", name.replace('"', "\"\""))).await
    }

    /// The snapshot that answers.
    #[must_use]
    pub fn snapshot_id(&self) -> &str {
        &self.snapshot_id
    }

    /// The tables of the snapshot.
    #[must_use]
    pub fn tables(&self) -> &[TableInfo] {
        &self.tables
    }

    /// The views, sorted by name.
    #[must_use]
    pub fn views(&self) -> Vec<&ViewInfo> {
        let mut views: Vec<&ViewInfo> = self.views.iter().collect();
        views.sort_by(|left, right| left.view.name.cmp(&right.view.name));
        views
    }

    /// The tables and views that are not there for the role, with what it lacks for each; empty without a role.
    #[must_use]
    pub fn withheld(&self) -> BTreeMap<String, String> {
        self.role.as_ref().map(|role| role.lacks.clone()).unwrap_or_default()
    }

    async fn register_view(&mut self, state: &SessionState, view: View, may_cache: bool) -> Result<(), QueryError> {
        let plan = match read_only::plan(state, &view.sql).await {
            Ok(plan) => plan,
            Err(error) => return self.withhold(state, &view, &error).await,
        };
        let columns = columns_of(plan.schema().as_arrow());
        let provider: Arc<dyn TableProvider> = if view.is_cached && may_cache {
            Arc::new(CachedView::new(plan))
        } else {
            Arc::new(ViewTable::new(plan, None))
        };
        self.context.register_table(view.name.as_str(), provider).map_err(|e| QueryError::in_statement(&e))?;
        self.views.push(ViewInfo { view, columns });
        Ok(())
    }

    /// Leaves out a view that the role may not see. A view that cannot be planned for any other reason is broken.
    async fn withhold(&mut self, state: &SessionState, view: &View, error: &QueryError) -> Result<(), QueryError> {
        let broken = in_view(view, error);
        let Some(role) = &mut self.role else { return Err(broken) };
        let lack = role.lack_of(state, view).await.ok_or(broken)?;
        role.lacks.insert(view.name.clone(), lack);
        Ok(())
    }
}

/// A session that knows no table yet.
fn new_context() -> SessionContext {
    let config = SessionConfig::new().with_target_partitions(1).with_information_schema(true);
    let context = SessionContext::new_with_config(config);
    context.register_udf(ScalarUDF::from(date_diff::DateDiff::new()));
    context
}

fn in_view(view: &View, error: &QueryError) -> QueryError {
    views::ViewError::Query { view: view.name.clone(), message: error.to_string() }.into()
}

fn columns_of(schema: &Schema) -> Vec<ColumnInfo> {
    let column = |field: &Arc<Field>| ColumnInfo {
        name: field.name().clone(),
        data_type: result::athena_name(field.data_type()),
        doc: String::new(),
    };
    schema.fields().iter().map(column).collect()
}

#[cfg(test)]
mod tests;
