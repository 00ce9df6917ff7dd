//! What the functions are told by their environment: read once, here, and all that is wrong is said at once.
//!
//! In:  environment variables `DONORLAKE_…`, which the deployment sets.
//! Out: typed settings, one struct per function, each with what that function needs and no more.
//!
//! Region, credentials and endpoints are the SDK's own variables (`AWS_REGION`, `AWS_ENDPOINT_URL`, …); it reads them itself.

mod environment;
#[cfg(test)]
mod tests;

pub use environment::SettingsError;

use environment::Environment;
use std::collections::BTreeMap;

/// Roles of the policy, and the ARNs of the principals that hold each.
pub type RoleHolders = BTreeMap<String, Vec<String>>;

/// Where the lake lies, without its raw zone, which only `ingest` reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LakeSettings {
    /// Bucket of all zones but the raw one: `DONORLAKE_LAKE_BUCKET`.
    pub lake_bucket: String,
    /// ARN of the key that encrypts what is written: `DONORLAKE_KMS_KEY`; none leaves it to the bucket's default.
    pub kms_key: Option<String>,
}

/// What `ingest` needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IngestSettings {
    /// Bucket of the raw zone: `DONORLAKE_RAW_BUCKET`.
    pub raw_bucket: String,
    /// Where the lake lies.
    pub lake: LakeSettings,
    /// The one source whose files this function takes: `DONORLAKE_SOURCE`.
    pub source: String,
    /// Where its metrics go: `DONORLAKE_METRICS_NAMESPACE`.
    pub metrics_namespace: String,
}

/// What `entity-resolution` needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResolutionSettings {
    /// Where the lake lies.
    pub lake: LakeSettings,
    /// Where its metrics go: `DONORLAKE_METRICS_NAMESPACE`.
    pub metrics_namespace: String,
}

/// What `publish` needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishSettings {
    /// Where the lake lies.
    pub lake: LakeSettings,
    /// The Glue database that shows the golden tables: `DONORLAKE_GLUE_DATABASE`.
    pub glue_database: String,
    /// The Athena workgroup that makes the views: `DONORLAKE_ATHENA_WORKGROUP`.
    pub athena_workgroup: String,
    /// Who holds which role: `DONORLAKE_PRINCIPALS`, a JSON object of role → list of ARNs; and the role `dashboard` also
    /// whoever `DONORLAKE_DASHBOARD_PRINCIPAL` names, the ARN as which `QuickSight` asks.
    pub principals: RoleHolders,
    /// Principals whose grants are left alone: `DONORLAKE_KEEP_PRINCIPALS`, ARNs between commas.
    pub keep_principals: Vec<String>,
    /// `QuickSight` data sets that are refreshed afterwards: `DONORLAKE_QUICKSIGHT_DATA_SETS`, ids between commas.
    pub quicksight_data_sets: Vec<String>,
    /// Where its metrics go: `DONORLAKE_METRICS_NAMESPACE`.
    pub metrics_namespace: String,
}

impl IngestSettings {
    /// Reads the process's environment.
    ///
    /// # Errors
    /// Everything that is missing or wrong, in one error.
    pub fn from_env() -> Result<Self, SettingsError> {
        Self::read(|name| std::env::var(name).ok())
    }

    /// Reads any environment; `lookup` gives a variable's value.
    ///
    /// # Errors
    /// As [`Self::from_env`].
    pub fn read(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, SettingsError> {
        let mut environment = Environment::new(lookup);
        let settings = Self {
            raw_bucket: environment.required("DONORLAKE_RAW_BUCKET"),
            lake: LakeSettings::read_from(&mut environment),
            source: environment.name("DONORLAKE_SOURCE"),
            metrics_namespace: environment.required("DONORLAKE_METRICS_NAMESPACE"),
        };
        environment.finish(settings)
    }
}

impl ResolutionSettings {
    /// Reads the process's environment.
    ///
    /// # Errors
    /// Everything that is missing or wrong, in one error.
    pub fn from_env() -> Result<Self, SettingsError> {
        Self::read(|name| std::env::var(name).ok())
    }

    /// Reads any environment; `lookup` gives a variable's value.
    ///
    /// # Errors
    /// As [`Self::from_env`].
    pub fn read(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, SettingsError> {
        let mut environment = Environment::new(lookup);
        let settings = Self {
            lake: LakeSettings::read_from(&mut environment),
            metrics_namespace: environment.required("DONORLAKE_METRICS_NAMESPACE"),
        };
        environment.finish(settings)
    }
}

impl PublishSettings {
    /// Reads the process's environment.
    ///
    /// # Errors
    /// Everything that is missing or wrong, in one error.
    pub fn from_env() -> Result<Self, SettingsError> {
        Self::read(|name| std::env::var(name).ok())
    }

    /// Reads any environment; `lookup` gives a variable's value.
    ///
    /// # Errors
    /// As [`Self::from_env`].
    pub fn read(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, SettingsError> {
        let mut environment = Environment::new(lookup);
        let settings = Self {
            lake: LakeSettings::read_from(&mut environment),
            glue_database: environment.name("DONORLAKE_GLUE_DATABASE"),
            athena_workgroup: environment.required("DONORLAKE_ATHENA_WORKGROUP"),
            principals: with_dashboards(
                environment.role_holders("DONORLAKE_PRINCIPALS"),
                environment.optional_arn("DONORLAKE_DASHBOARD_PRINCIPAL"),
            ),
            keep_principals: environment.arns("DONORLAKE_KEEP_PRINCIPALS"),
            quicksight_data_sets: environment.list("DONORLAKE_QUICKSIGHT_DATA_SETS"),
            metrics_namespace: environment.required("DONORLAKE_METRICS_NAMESPACE"),
        };
        environment.finish(settings)
    }
}

/// Whoever asks for the dashboards holds their role, beside those that the stage's file names.
fn with_dashboards(mut holders: RoleHolders, asks: Option<String>) -> RoleHolders {
    if let Some(arn) = asks {
        holders.entry("dashboard".to_owned()).or_default().push(arn);
    }
    holders
}

impl LakeSettings {
    fn read_from(environment: &mut Environment<impl Fn(&str) -> Option<String>>) -> Self {
        Self {
            lake_bucket: environment.required("DONORLAKE_LAKE_BUCKET"),
            kms_key: environment.optional_arn("DONORLAKE_KMS_KEY"),
        }
    }
}

/// How much is logged: `DONORLAKE_LOG`, one of `error`, `warn`, `info`, `debug`, `trace`; `info` when it is anything else.
pub(crate) fn log_level() -> String {
    environment::log_level(std::env::var("DONORLAKE_LOG").ok().as_deref()).to_owned()
}

/// Whether buckets are named in the path instead of the host name, as endpoints other than AWS's own need it.
pub(crate) fn uses_path_style() -> bool {
    ["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"].iter().any(|name| std::env::var_os(name).is_some())
}

/// The endpoint that replaces `QuickSight`'s own, if the SDK's variables name one.
pub(crate) fn quicksight_endpoint() -> Option<String> {
    ["AWS_ENDPOINT_URL_QUICKSIGHT", "AWS_ENDPOINT_URL"].iter().find_map(|name| std::env::var(name).ok())
}
