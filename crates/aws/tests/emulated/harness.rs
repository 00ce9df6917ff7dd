//! Clients of the emulators, and fresh buckets and databases.

use aws::Clients;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_s3::config::Credentials;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Clients of `MiniStack`, with Lake Formation on moto.
pub(crate) async fn clients() -> Clients {
    let mut clients = Clients::of(config(&ministack()).await);
    clients.lake_formation = aws_sdk_lakeformation::Client::new(&config(&moto()).await);
    clients
}

pub(crate) fn ministack() -> String {
    variable("DONORLAKE_TEST_MINISTACK")
}

pub(crate) fn moto() -> String {
    variable("DONORLAKE_TEST_MOTO")
}

fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("`{name}` must hold the URL of a running emulator"))
}

pub(crate) async fn config(endpoint: &str) -> SdkConfig {
    aws_config::defaults(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .endpoint_url(endpoint)
        .credentials_provider(Credentials::new("test", "test", None, None, "tests"))
        .load()
        .await
}

/// A name that no other case has, in this run or another.
pub(crate) fn fresh(kind: &str) -> String {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let number = NEXT.fetch_add(1, Ordering::SeqCst);
    let nanoseconds = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_nanos();
    format!("{kind}{}x{nanoseconds:x}x{number}", std::process::id())
}

pub(crate) async fn fresh_bucket(clients: &Clients) -> String {
    let bucket = fresh("bucket");
    clients.s3.create_bucket().bucket(&bucket).send().await.unwrap();
    bucket
}

pub(crate) async fn fresh_database(clients: &Clients) -> String {
    let name = fresh("database");
    let input = aws_sdk_glue::types::DatabaseInput::builder().name(&name).build().unwrap();
    clients.glue.create_database().database_input(input).send().await.unwrap();
    name
}
