//! Lambda `ingest`: files that were dropped for one source → staged rows, or quarantine.
//!
//! In:  an SQS batch of S3 events. Out: the ids of the messages that must come again.
//! Configuration and clients are made once, before the first event.

mod handler;

use aws::events::SqsEvent;
use aws::settings::IngestSettings;
use handler::Ingest;
use lambda_runtime::{Error, LambdaEvent, service_fn};
use pipeline::Configuration;

#[tokio::main]
async fn main() -> Result<(), Error> {
    aws::logging::init();
    let settings = IngestSettings::from_env()?;
    let lake = aws::open_whole_lake(&settings, &aws::Clients::load().await);
    let ingest = Ingest { lake, configuration: Configuration::bundled()?, settings };
    lambda_runtime::run(service_fn(|event: LambdaEvent<SqsEvent>| ingest.batch(event))).await
}
