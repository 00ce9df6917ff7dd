//! What a role may see of one table, worked out before any question is asked, and then kept.
//!
//! In:  a table of the snapshot, behind a door that no statement can open; the role's columns and rows.
//! Out: a table that holds these columns and rows and nothing else.
//!
//! A condition of a statement must never meet a hidden row: a division by zero, a failing cast or the mere
//! order of work would tell of it. So the rows are copied first. The copy is made anew from the values
//! alone, in batches of one length: neither sizes nor plans can depend on what was left out.

use async_trait::async_trait;
use datafusion::arrow::array::{ArrayRef, RecordBatch, UInt64Array, make_array};
use datafusion::arrow::compute::{cast, concat_batches, take};
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::catalog::{MemTable, Session, TableProvider};
use datafusion::error::Result;
use datafusion::execution::context::SessionContext;
use datafusion::logical_expr::{Expr, TableType, col, lit};
use datafusion::physical_plan::ExecutionPlan;
use governance::{RowRule, TableAccess};
use lake::tables::TableSchema;
use std::fmt::{self, Debug, Formatter};
use std::sync::Arc;
use tokio::sync::OnceCell;

/// Rows per batch of the copy.
const BATCH_ROWS: usize = 8_192;

/// The part of a table that a role sees.
pub(super) struct SeenTable {
    whole: SessionContext,
    table: &'static TableSchema,
    access: TableAccess,
    schema: SchemaRef,
    rows: OnceCell<MemTable>,
}

impl Debug for SeenTable {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("SeenTable").field("schema", &self.schema).finish_non_exhaustive()
    }
}

impl SeenTable {
    /// The part of `table`, which stands in `whole`, that `access` names.
    pub(super) fn new(whole: &SessionContext, table: &'static TableSchema, access: TableAccess) -> Result<Self> {
        let schema = table.arrow_schema();
        let positions: Result<Vec<usize>, _> = access.columns.iter().map(|column| schema.index_of(column)).collect();
        let schema = Arc::new(schema.project(&positions?)?);
        Ok(Self { whole: whole.clone(), table, access, schema, rows: OnceCell::new() })
    }

    /// How many rows are seen.
    pub(super) async fn row_count(&self) -> Result<u64> {
        let rows = self.rows.get_or_try_init(|| self.copy()).await?;
        let mut count = 0;
        for partition in &rows.batches {
            count += partition.read().await.iter().map(RecordBatch::num_rows).sum::<usize>();
        }
        Ok(count as u64)
    }

    async fn copy(&self) -> Result<MemTable> {
        let mut seen = self.whole.table(self.table.name).await?;
        if let RowRule::OneOf { column, values } = &self.access.rows {
            seen = seen.filter(col(column).in_list(values.iter().map(lit).collect(), false))?;
        }
        let seen = seen.select(self.access.columns.iter().map(col).collect::<Vec<Expr>>())?;
        let found: Result<Vec<RecordBatch>> = seen.collect().await?.iter().map(|batch| self.in_schema(batch)).collect();
        let whole = concat_batches(&self.schema, &found?)?;
        let starts = (0..whole.num_rows()).step_by(BATCH_ROWS);
        let batches: Result<Vec<RecordBatch>> = starts.map(|start| anew(&whole, start)).collect();
        MemTable::try_new(Arc::clone(&self.schema), vec![batches?])
    }

    fn in_schema(&self, batch: &RecordBatch) -> Result<RecordBatch> {
        let fields = self.schema.fields().iter();
        let columns: Result<Vec<ArrayRef>, _> =
            fields.zip(batch.columns()).map(|(field, column)| cast(column, field.data_type())).collect();
        Ok(RecordBatch::try_new(Arc::clone(&self.schema), columns?)?)
    }
}

/// One batch from `start`, copied value by value.
fn anew(whole: &RecordBatch, start: usize) -> Result<RecordBatch> {
    let end = whole.num_rows().min(start + BATCH_ROWS);
    let positions = UInt64Array::from_iter_values((start as u64)..(end as u64));
    let copy = |column: &ArrayRef| -> Result<ArrayRef> {
        let copied = take(column, &positions, None)?;
        if copied.null_count() > 0 {
            return Ok(copied);
        }
        // An empty map of nulls would tell that somewhere a value was missing.
        Ok(make_array(copied.to_data().into_builder().nulls(None).build()?))
    };
    let columns: Result<Vec<ArrayRef>> = whole.columns().iter().map(copy).collect();
    Ok(RecordBatch::try_new(whole.schema(), columns?)?)
}

#[async_trait]
impl TableProvider for SeenTable {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    fn table_type(&self) -> TableType {
        TableType::Base
    }

    async fn scan(
        &self,
        session: &dyn Session,
        projection: Option<&Vec<usize>>,
        filters: &[Expr],
        limit: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let rows = self.rows.get_or_try_init(|| self.copy()).await?;
        rows.scan(session, projection, filters, limit).await
    }
}
