//! One run at a time, within the function's memory and time.

use aws::events::{BatchFailures, SqsEvent};
use aws::metrics::{Emf, Unit};
use aws::settings::ResolutionSettings;
use jiff::Timestamp;
use lake::{Lake, LeaseRequest};
use lambda_runtime::{Context, Diagnostic, LambdaEvent};
use pipeline::resolve::{ResolveError, ResolveReport, Turn, resolve_alone};
use pipeline::{Configuration, MemoryBudget, NoProgress};
use serde::Deserialize as _;
use serde_json::{Value, json};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use tracing::Instrument;

/// The share of the function's memory that a run may plan for; the rest is the runtime's.
const USABLE_PERCENT: u64 = 90;

/// All that the function needs, made once.
pub(crate) struct EntityResolution {
    pub(crate) lake: Lake,
    pub(crate) configuration: Configuration,
    pub(crate) settings: ResolutionSettings,
}

impl EntityResolution {
    /// Resolves what is staged. A batch that finds another run at work asks to be sent again: that run may
    /// have listed the staged files before this batch's were there.
    pub(crate) async fn event(&self, event: LambdaEvent<Value>) -> Result<Value, Diagnostic> {
        let request = tracing::info_span!("request", request_id = event.context.request_id);
        let turn = self.until_nothing_is_new(&event.context).instrument(request).await;
        match (batch(&event.payload), turn) {
            (Some(batch), Ok(Turn::Busy(_))) => Ok(all_again(&batch)),
            // The schedule comes to an empty lake, too: that is no failure.
            (Some(_), Ok(Turn::Done(_)) | Err(ResolveError::NothingStaged)) => Ok(none_again()),
            (None, Ok(Turn::Busy(until))) => Ok(json!({ "state": "busy", "until": until.to_string() })),
            (None, Ok(Turn::Done(report))) => Ok(json!({ "state": "done", "report": report })),
            (_, Err(error)) => Err(diagnostic(&error)),
        }
    }

    /// Files that were staged during a run found it busy, and their messages wait for long. So whoever made a
    /// snapshot looks again, after giving the lease back, for as long as there is time for another run.
    async fn until_nothing_is_new(&self, context: &Context) -> Result<Turn, ResolveError> {
        let mut made = None;
        loop {
            let started = Instant::now();
            match self.turn(context).await {
                Ok(Turn::Done(report)) if !report.unchanged => {
                    let turn = Turn::Done(report);
                    if remaining(context) < started.elapsed() * 2 {
                        return Ok(turn);
                    }
                    made = Some(turn);
                }
                // Nothing new, or somebody else is at it, or it failed: a snapshot that we made is there.
                other => return made.map_or(other, Ok),
            }
        }
    }

    async fn turn(&self, context: &Context) -> Result<Turn, ResolveError> {
        let started = Instant::now();
        let request = lease_request(context);
        let turn = resolve_alone(&self.lake, &self.configuration, memory_budget(context), &request, &NoProgress).await;
        match &turn {
            Ok(Turn::Done(report)) => {
                tracing::info!(
                    snapshot_id = report.snapshot_id,
                    unchanged = report.unchanged,
                    constituents = report.constituents,
                    notes = report.notes.join("; "),
                    "resolved"
                );
                self.measure(report, started.elapsed());
            }
            Ok(Turn::Busy(until)) => tracing::info!(%until, "another run is at work"),
            Err(error) => tracing::error!(%error, "not resolved; the snapshot before stays in place"),
        }
        turn
    }

    fn measure(&self, report: &ResolveReport, elapsed: Duration) {
        let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
        let metrics = Emf::new(&self.settings.metrics_namespace)
            .metric("SnapshotsWritten", Unit::Count, u64::from(!report.unchanged))
            .metric("SourceRecords", Unit::Count, count(report.source_records))
            .metric("Constituents", Unit::Count, count(report.constituents))
            .metric("DuplicatesMerged", Unit::Count, count(report.duplicates_merged))
            .metric("Duration", Unit::Milliseconds, u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX));
        // A run that changed nothing does not know how many pairs wait for review.
        let metrics = if report.unchanged {
            metrics
        } else {
            metrics.metric("ReviewPairs", Unit::Count, count(report.review_pairs))
        };
        metrics.emit();
    }
}

/// The messages, if the event is a batch of a queue.
fn batch(payload: &Value) -> Option<SqsEvent> {
    payload.get("Records")?;
    SqsEvent::deserialize(payload).ok()
}

fn none_again() -> Value {
    json!(BatchFailures::new().into_response())
}

fn all_again(batch: &SqsEvent) -> Value {
    let mut failures = BatchFailures::new();
    batch.records.iter().for_each(|message| failures.add(message));
    json!(failures.into_response())
}

/// A lease until the function's own deadline: Lambda ends it then, whatever it does.
fn lease_request(context: &Context) -> LeaseRequest {
    let deadline = i64::try_from(context.deadline).ok().and_then(|at| Timestamp::from_millisecond(at).ok());
    let now = Timestamp::now();
    LeaseRequest { holder: context.request_id.clone(), now, until: deadline.unwrap_or(now) }
}

/// How long the function may still run.
fn remaining(context: &Context) -> Duration {
    let deadline = UNIX_EPOCH + Duration::from_millis(context.deadline);
    deadline.duration_since(SystemTime::now()).unwrap_or_default()
}

fn memory_budget(context: &Context) -> MemoryBudget {
    let megabytes = u64::from(context.env_config.memory.unsigned_abs());
    MemoryBudget::of_bytes(megabytes * 1024 * 1024 / 100 * USABLE_PERCENT)
}

/// What the caller sees: a kind that alarms can tell apart, and what to do.
fn diagnostic(error: &ResolveError) -> Diagnostic {
    let kind = match error {
        ResolveError::NothingStaged => "NothingStaged",
        ResolveError::TooLarge { .. } => "TooLarge",
        ResolveError::Lake(error) if error.retryable() => "LakeRetryable",
        ResolveError::Lake(_) => "Lake",
        ResolveError::Matching(_) => "Matching",
    };
    Diagnostic { error_type: kind.to_owned(), error_message: error.to_string() }
}
