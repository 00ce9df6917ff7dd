//! A view whose rows are worked out once, when they are first asked for, and then kept.
//!
//! A snapshot never changes, so that kept rows stay right. It also cuts the plans of the views that
//! build on it: planning a tower of ten views costs more than reading 2,000 people.

use async_trait::async_trait;
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::{Field, Schema, SchemaRef};
use datafusion::catalog::{MemTable, Session, TableProvider};
use datafusion::error::Result;
use datafusion::logical_expr::{Expr, LogicalPlan, TableType};
use datafusion::physical_plan::{ExecutionPlan, collect};
use std::sync::Arc;
use tokio::sync::OnceCell;

/// A view that keeps its rows.
#[derive(Debug)]
pub(super) struct CachedView {
    plan: LogicalPlan,
    schema: SchemaRef,
    rows: OnceCell<MemTable>,
}

impl CachedView {
    pub(super) fn new(plan: LogicalPlan) -> Self {
        let schema = nullable(plan.schema().as_arrow());
        Self { plan, schema, rows: OnceCell::new() }
    }

    async fn work_out(&self, session: &dyn Session) -> Result<MemTable> {
        let plan = session.create_physical_plan(&self.plan).await?;
        let batches = collect(plan, session.task_ctx()).await?;
        let in_schema =
            |batch: RecordBatch| Ok(RecordBatch::try_new(Arc::clone(&self.schema), batch.columns().to_vec())?);
        let batches: Result<Vec<RecordBatch>> = batches.into_iter().map(in_schema).collect();
        MemTable::try_new(Arc::clone(&self.schema), vec![batches?])
    }
}

/// The schema with every column nullable: the planner and the rows may differ in that alone.
fn nullable(schema: &Schema) -> SchemaRef {
    let field = |field: &Arc<Field>| Field::new(field.name(), field.data_type().clone(), true);
    Arc::new(Schema::new(schema.fields().iter().map(field).collect::<Vec<Field>>()))
}

#[async_trait]
impl TableProvider for CachedView {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    fn table_type(&self) -> TableType {
        TableType::View
    }

    async fn scan(
        &self,
        session: &dyn Session,
        projection: Option<&Vec<usize>>,
        filters: &[Expr],
        limit: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let rows = self.rows.get_or_try_init(|| self.work_out(session)).await?;
        rows.scan(session, projection, filters, limit).await
    }
}
