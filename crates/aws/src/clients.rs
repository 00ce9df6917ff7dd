//! The services' clients, made once per process.
//!
//! In:  the SDK's own environment: region, credentials, endpoints.
//! Out: one client per service, which share one connection pool, one retry budget and one set of timeouts.

use crate::failure::Failure;
use crate::settings;
use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_config::{BehaviorVersion, SdkConfig};
use std::time::Duration;

/// How often a call is tried in all.
const ATTEMPTS: u32 = 5;
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// One attempt, sending included: a part of 16 MiB at 1 MiB/s.
const READ_TIMEOUT: Duration = Duration::from_secs(30);
/// One call with all its attempts.
const OPERATION_TIMEOUT: Duration = Duration::from_mins(2);

/// Clients of the services that donorlake uses.
#[derive(Debug, Clone)]
pub struct Clients {
    /// Objects.
    pub s3: aws_sdk_s3::Client,
    /// Tables.
    pub glue: aws_sdk_glue::Client,
    /// Queries.
    pub athena: aws_sdk_athena::Client,
    /// Grants.
    pub lake_formation: aws_sdk_lakeformation::Client,
    /// Who we are.
    pub sts: aws_sdk_sts::Client,
    /// What all of them were made from.
    pub config: SdkConfig,
}

impl Clients {
    /// Clients for the region, credentials and endpoints that the environment names.
    pub async fn load() -> Self {
        Self::of(aws_config::load_defaults(BehaviorVersion::v2026_01_12()).await)
    }

    /// Clients for a configuration that is there already; retries and timeouts are set here.
    #[must_use]
    pub fn of(config: SdkConfig) -> Self {
        let timeouts = TimeoutConfig::builder()
            .connect_timeout(CONNECT_TIMEOUT)
            .read_timeout(READ_TIMEOUT)
            .operation_timeout(OPERATION_TIMEOUT)
            .build();
        let retries = RetryConfig::standard().with_max_attempts(ATTEMPTS);
        let config = config.into_builder().retry_config(retries).timeout_config(timeouts).build();
        // AWS names buckets in the host; other endpoints have no host name per bucket.
        let path_style = config.endpoint_url().is_some() || settings::uses_path_style();
        let s3 = aws_sdk_s3::config::Builder::from(&config).force_path_style(path_style).build();
        Self {
            s3: aws_sdk_s3::Client::from_conf(s3),
            glue: aws_sdk_glue::Client::new(&config),
            athena: aws_sdk_athena::Client::new(&config),
            lake_formation: aws_sdk_lakeformation::Client::new(&config),
            sts: aws_sdk_sts::Client::new(&config),
            config,
        }
    }

    /// The account that the credentials belong to.
    ///
    /// # Errors
    /// When the service cannot be asked.
    pub async fn account_id(&self) -> Result<String, Failure> {
        let identity = self.sts.get_caller_identity().send().await.map_err(|error| Failure::of(&error))?;
        identity.account.ok_or_else(|| Failure::unanswered("the caller's identity names no account", false))
    }
}
