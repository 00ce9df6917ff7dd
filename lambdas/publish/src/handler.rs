//! One event: which steps it asks for, what is logged, measured and answered.

use crate::steps::{StepError, Steps};
use lambda_runtime::{Diagnostic, LambdaEvent};
use serde_json::{Value, json};
use std::error::Error;
use std::time::Instant;
use tracing::Instrument;

/// All that the function needs, made once.
pub(crate) struct Publish {
    pub(crate) steps: Steps,
}

impl Publish {
    pub(crate) async fn event(&self, event: LambdaEvent<Value>) -> Result<Value, Diagnostic> {
        let request = tracing::info_span!("request", request_id = event.context.request_id);
        let is_dry_run = event.payload.get("dry_run").and_then(Value::as_bool).unwrap_or_default();
        let work = async {
            let done = if is_dry_run { self.dry_run().await } else { self.publish().await };
            done.inspect_err(|error| tracing::error!(step = error.step, error = in_full(error), "not published"))
        };
        work.instrument(request).await.map_err(|error| diagnostic(&error))
    }

    /// The plan of grants, as a person reads it.
    async fn dry_run(&self) -> Result<Value, StepError> {
        let plan = self.steps.grants(true).await?;
        Ok(json!({ "dry_run": true, "steps": plan.actions.len(), "plan": plan.to_string() }))
    }

    /// Tables first: views name them, and grants name both.
    async fn publish(&self) -> Result<Value, StepError> {
        let started = Instant::now();
        let tables = self.steps.tables().await?;
        let views = self.steps.views().await?;
        let plan = self.steps.grants(false).await?;
        let refreshed = self.steps.dashboards(&tables.snapshot_id).await?;
        let superseded = self.steps.superseded(&tables.snapshot_id).await?;
        self.steps.measure(&tables, &views, plan.actions.len(), started.elapsed());
        tracing::info!(
            snapshot_id = tables.snapshot_id,
            revision = tables.revision,
            tables = tables.tables,
            views = views.made.len(),
            views_dropped = views.dropped.len(),
            grants_changed = plan.actions.len(),
            dashboards = refreshed,
            superseded,
            "published"
        );
        Ok(json!({
            "snapshot_id": tables.snapshot_id,
            "revision": tables.revision,
            "tables": tables.tables,
            "views": views.made.len(),
            "views_dropped": views.dropped,
            "grants_changed": plan.actions.len(),
            "dashboards_refreshed": refreshed,
        }))
    }
}

/// What the caller sees: a kind that alarms can tell apart, and what happened.
fn diagnostic(error: &StepError) -> Diagnostic {
    Diagnostic { error_type: error.step.to_owned(), error_message: in_full(error) }
}

/// An error with all its causes, outermost first.
fn in_full(error: &StepError) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(next) = cause {
        text.push_str(": ");
        text.push_str(&next.to_string());
        cause = next.source();
    }
    text
}
