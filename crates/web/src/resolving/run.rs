//! One run in the background, and what is known of it.
//!
//! The engine keeps all cores busy for seconds or minutes, so it runs beside the threads that answer requests.

use crate::error::PageError;
use crate::state::AppState;
use lake::Lake;
use pipeline::publish::publish;
use pipeline::resolve::{ResolveReport, resolve};
use pipeline::review::{Changes, changes};
use pipeline::{MemoryBudget, Progress};
use records::golden::Crosswalk;
use serde::Serialize;
use std::sync::{Arc, Mutex, PoisonError};

/// Joined and parted people that are listed; there may be more after a large import.
const CHANGES_SHOWN: usize = 100;

/// How far the latest run is.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub(crate) enum Run {
    /// Nobody asked for one since the server began.
    #[default]
    Idle,
    /// At it.
    Running {
        /// What it does now, in words.
        stage: String,
        /// Units of the stage that are done.
        done: u64,
        /// Units of the stage; 0 when not known.
        total: u64,
    },
    /// Came to its end.
    Done {
        /// What came out.
        report: Box<ResolveReport>,
        /// Who was joined or parted.
        changes: Changes,
        /// How many changes there are, shown or not.
        changes_in_all: usize,
    },
    /// Was broken off; the snapshot before stays.
    Failed {
        /// Why, and what to do.
        reason: String,
    },
}

/// The latest run.
#[derive(Debug, Default)]
pub(crate) struct Resolving(Mutex<Run>);

impl Resolving {
    /// As it is now.
    pub(crate) fn told(&self) -> Run {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn change(&self, change: impl FnOnce(&mut Run)) {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Whether it is our turn: nobody else is at it.
    fn take(&self) -> bool {
        let mut run = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(*run, Run::Running { .. }) {
            return false;
        }
        *run = Run::Running { stage: "begins".to_owned(), done: 0, total: 0 };
        true
    }
}

impl Progress for Resolving {
    fn stage(&self, name: &str, total: u64) {
        self.change(|run| *run = Run::Running { stage: name.to_owned(), done: 0, total });
    }

    fn advance(&self, count: u64) {
        self.change(|run| {
            if let Run::Running { done, .. } = run {
                *done += count;
            }
        });
    }
}

/// Begins a run, unless one is under way.
pub(super) fn begin(state: &AppState) -> bool {
    let resolving = Arc::clone(&state.work().resolving);
    if !resolving.take() {
        return false;
    }
    let (state, runtime) = (state.clone(), tokio::runtime::Handle::current());
    tokio::task::spawn_blocking(move || {
        let _ends = Ends(Arc::clone(&resolving));
        let outcome = runtime.block_on(whole_run(&state, &resolving));
        resolving.change(|run| {
            *run = outcome.unwrap_or_else(|error| {
                tracing::error!(%error, "a run of the page was broken off");
                Run::Failed { reason: error.to_string() }
            });
        });
    });
    true
}

/// A run that panics is a failed one, not one that goes on for ever.
struct Ends(Arc<Resolving>);

impl Drop for Ends {
    fn drop(&mut self) {
        self.0.change(|run| {
            if matches!(run, Run::Running { .. }) {
                *run = Run::Failed { reason: "the run ended unexpectedly; the log of the server says more".to_owned() };
            }
        });
    }
}

async fn whole_run(state: &AppState, resolving: &Resolving) -> Result<Run, PageError> {
    let (lake, configuration, _) = state.to_change()?;
    let before = crosswalk(lake).await?;
    let failed = |reason: String| PageError::Lake { reason };
    let report = resolve(lake, configuration, MemoryBudget::UNLIMITED, resolving).await;
    let report = report.map_err(|error| failed(error.to_string()))?;
    resolving.stage("publishing", 0);
    publish(lake).await.map_err(|error| failed(error.to_string()))?;
    let mut changes = changes(&before, &crosswalk(lake).await?);
    let changes_in_all = changes.changes.len();
    changes.changes.truncate(CHANGES_SHOWN);
    resolving.stage("opening the new snapshot", 0);
    state.snapshot().await?;
    Ok(Run::Done { report: Box::new(report), changes, changes_in_all })
}

/// Whose each record is now; nobody's before the first snapshot.
async fn crosswalk(lake: &Lake) -> Result<Vec<Crosswalk>, PageError> {
    match lake.current_snapshot().await? {
        Some(manifest) => Ok(lake.read_golden(&manifest).await?),
        None => Ok(Vec::new()),
    }
}
