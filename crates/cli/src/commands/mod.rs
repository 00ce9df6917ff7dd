//! One file per command: arguments in, a result printed, an error that says what to do next.

pub(crate) mod completions;
#[cfg(feature = "query")]
pub(crate) mod dashboards;
pub(crate) mod decide;
pub(crate) mod demo;
#[cfg(feature = "query")]
pub(crate) mod dictionary;
pub(crate) mod evaluate;
pub(crate) mod explain;
#[cfg(feature = "query")]
pub(crate) mod find;
pub(crate) mod governance;
pub(crate) mod ingest;
pub(crate) mod match_csv;
pub(crate) mod model;
#[cfg(feature = "query")]
pub(crate) mod query;
pub(crate) mod resolve;
pub(crate) mod review;
pub(crate) mod sample;
#[cfg(feature = "query")]
pub(crate) mod serve;
