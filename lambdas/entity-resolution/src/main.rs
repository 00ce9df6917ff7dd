//! Lambda `entity-resolution`: whatever was staged since the last snapshot → a new golden snapshot.
//!
//! In:  an SQS batch, a schedule's event or a direct call; what they say does not matter, only that they came.
//! Out: the report of the run; for a batch, the ids of the messages that must come again.
//! Configuration and clients are made once, before the first event.

mod handler;

use aws::settings::ResolutionSettings;
use handler::EntityResolution;
use lambda_runtime::{Error, LambdaEvent, service_fn};
use pipeline::Configuration;
use serde_json::Value;

#[tokio::main]
async fn main() -> Result<(), Error> {
    aws::logging::init();
    let settings = ResolutionSettings::from_env()?;
    let lake = aws::open_lake(&settings.lake, &aws::Clients::load().await);
    let resolution = EntityResolution { lake, configuration: Configuration::bundled()?, settings };
    lambda_runtime::run(service_fn(|event: LambdaEvent<Value>| resolution.event(event))).await
}
