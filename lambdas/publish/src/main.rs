//! Lambda `publish`: the current snapshot → Glue tables, Athena views, Lake Formation grants, fresh dashboards.
//!
//! In:  any event means "publish what is current now"; `{"dry_run": true}` only tells which grants would change.
//! Out: what was brought up to date. Every step can be repeated: a run that was broken off is completed by the next.
//! Configuration and clients are made once, before the first event.

mod handler;
mod steps;

use aws::settings::PublishSettings;
use governance::Policy;
use handler::Publish;
use lambda_runtime::{Error, LambdaEvent, service_fn};
use serde_json::Value;
use steps::Steps;
use views::Organization;

#[tokio::main]
async fn main() -> Result<(), Error> {
    aws::logging::init();
    let settings = PublishSettings::from_env()?;
    let clients = aws::Clients::load().await;
    let views = views::bundled(&Organization::bundled()?)?;
    let steps = Steps::new(settings, clients, &Policy::bundled()?, views)?;
    let publish = Publish { steps };
    lambda_runtime::run(service_fn(|event: LambdaEvent<Value>| Box::pin(publish.event(event)))).await
}
