//! Lands each dropped file of a batch on its own, so that one that fails does not send its neighbours round again.

use crate::handler::tally::Tally;
use aws::events::{BatchFailures, DroppedObject, SqsBatchResponse, SqsEvent, SqsMessage, dropped_objects};
use aws::settings::IngestSettings;
use lake::Lake;
use lambda_runtime::{Error, LambdaEvent};
use pipeline::land::{Landed, land};
use pipeline::{Configuration, RunContext};
use std::time::Instant;
use tracing::Instrument;

mod tally;

/// All that the function needs, made once.
pub(crate) struct Ingest {
    pub(crate) lake: Lake,
    pub(crate) configuration: Configuration,
    pub(crate) settings: IngestSettings,
}

impl Ingest {
    /// Takes every message of a batch and says which must come again.
    ///
    /// Needs `ReportBatchItemFailures` on the event source mapping: without it, Lambda takes this answer for
    /// success and drops the failed messages.
    pub(crate) async fn batch(&self, event: LambdaEvent<SqsEvent>) -> Result<SqsBatchResponse, Error> {
        let request = tracing::info_span!("request", request_id = event.context.request_id);
        self.messages(event.payload.records).instrument(request).await
    }

    async fn messages(&self, messages: Vec<SqsMessage>) -> Result<SqsBatchResponse, Error> {
        let started = Instant::now();
        let (mut failures, mut tally) = (BatchFailures::new(), Tally::default());
        for message in &messages {
            if let Err(error) = self.message(message, &mut tally).await {
                let message_id = message.message_id.as_deref().unwrap_or_default();
                tracing::error!(message_id, error, "message not taken; it comes again");
                failures.add(message);
            }
        }
        tally.emit(&self.settings, started.elapsed());
        Ok(failures.into_response())
    }

    async fn message(&self, message: &SqsMessage, tally: &mut Tally) -> Result<(), Error> {
        for object in dropped_objects(message)? {
            tally.count(&self.object(&object).await?);
        }
        Ok(())
    }

    /// The file was received when it was dropped, not when this function came to it: a second delivery of the
    /// same event then writes the same bytes.
    async fn object(&self, object: &DroppedObject) -> Result<Landed, Error> {
        if object.bucket != self.settings.raw_bucket {
            return Err(Error::from("the event is of another bucket than the raw one"));
        }
        let context = RunContext::starting_at(object.received_at.try_into()?);
        Ok(land(&self.lake, &self.configuration, &self.settings.source, &object.key, &context).await?)
    }
}
