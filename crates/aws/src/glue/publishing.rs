//! The steps of one publication.

use super::{Change, GATE_VIEW, GlueCatalog, failed, table};
use crate::failure::Failure;
use aws_sdk_glue::types::Table;
use futures::{StreamExt, TryStreamExt, stream};
use lake::{CatalogError, CatalogSnapshot, CatalogTable};
use std::collections::BTreeMap;

/// How often a table is read again that others change at the same moment.
const TURNS: usize = 8;
/// How many tables move at once.
const CONCURRENT_TABLES: usize = 4;

/// One snapshot on its way into the catalog.
pub(super) struct Publication<'a> {
    pub(super) catalog: &'a GlueCatalog,
    pub(super) snapshot: &'a CatalogSnapshot,
}

impl Publication<'_> {
    pub(super) async fn run(&self) -> Result<(), CatalogError> {
        // The SDK's futures are large: each is put on the heap, so that theirs do not add up on the stack.
        Box::pin(self.pass_gate()).await?;
        let tables = self.catalog.tables().await?;
        let found: BTreeMap<&str, &Table> = tables.iter().map(|table| (table.name(), table)).collect();
        let steps = self.snapshot.tables.iter().enumerate().map(|(position, table)| {
            let seen = found.get(table.name.as_str()).copied().cloned();
            self.move_table(position, table, seen)
        });
        stream::iter(steps.collect::<Vec<_>>()).buffered(CONCURRENT_TABLES).try_collect::<Vec<()>>().await?;
        self.delete_leftovers(&tables).await
    }

    /// Wins the revision, or finds that this publication won it before.
    async fn pass_gate(&self) -> Result<(), CatalogError> {
        let gate = self.catalog.gate().await?;
        if gate.as_ref().is_some_and(|gate| gate.shows(self.snapshot)) {
            return Ok(());
        }
        let current = gate.as_ref().map_or(0, |gate| gate.revision);
        if self.snapshot.revision != current + 1 {
            return Err(self.stale(current));
        }
        match self.catalog.move_gate(gate.as_ref(), self.snapshot).await? {
            Change::Made => Ok(()),
            Change::Lost => self.check_gate().await,
        }
    }

    /// Stops when the gate is not where this publication put it.
    async fn check_gate(&self) -> Result<(), CatalogError> {
        match self.catalog.gate().await? {
            Some(gate) if gate.shows(self.snapshot) => Ok(()),
            gate => Err(self.stale(gate.map_or(0, |gate| gate.revision))),
        }
    }

    /// Moves one table, unless it is there already; stops when a newer publication moved it further.
    async fn move_table(
        &self,
        position: usize,
        table: &CatalogTable,
        mut seen: Option<Table>,
    ) -> Result<(), CatalogError> {
        for _ in 0..TURNS {
            let revision = seen.as_ref().and_then(table::revision).unwrap_or(0);
            if revision == self.snapshot.revision {
                return Ok(());
            }
            if revision > self.snapshot.revision {
                return Err(self.stale(revision));
            }
            let input = table::input(self.snapshot, position, table, &self.catalog.bucket);
            match self.catalog.change(seen.as_ref(), input.map_err(failed(&table.name))?).await? {
                Change::Made => return Ok(()),
                Change::Lost => seen = self.catalog.table(&table.name).await?,
            }
        }
        Err(failed(&table.name)(Failure::unanswered("others kept changing the table", true)))
    }

    /// Deletes what earlier publications left and this snapshot lacks.
    async fn delete_leftovers(&self, tables: &[Table]) -> Result<(), CatalogError> {
        let is_left = |table: &&Table| {
            table::revision(table).is_some_and(|revision| revision < self.snapshot.revision)
                && table.name() != GATE_VIEW
                && !self.snapshot.tables.iter().any(|wanted| wanted.name == table.name())
        };
        let leftovers: Vec<&Table> = tables.iter().filter(is_left).collect();
        if leftovers.is_empty() {
            return Ok(());
        }
        self.check_gate().await?;
        for table in leftovers {
            self.catalog.delete(table.name()).await?;
        }
        Ok(())
    }

    fn stale(&self, current: u64) -> CatalogError {
        CatalogError::Stale { offered: self.snapshot.revision, current }
    }
}
