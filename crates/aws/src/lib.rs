//! All that is AWS: storage, catalog, grants, views, refreshes, events, settings.
//!
//! In:  the environment of a function, and the ports and plans of the other crates.
//! Out: a [`lake::Lake`] on S3 and Glue, and what keeps Athena, Lake Formation and `QuickSight` in step with it.
//!
//! * [`settings`], [`logging`], [`metrics`]: what a function is told, and what it tells.
//! * [`events`]: messages about dropped objects, and the answer to a batch.
//! * [`Clients`], [`open_whole_lake`], [`open_lake`], [`open_published_lake`]: the way in.
//! * [`s3`], [`glue`]: the ports [`lake::Store`] and [`lake::Catalog`].
//! * [`athena`], [`lake_formation`], [`quicksight`]: what a publication brings up to date besides.
//!
//! **Invariants.** No other crate names a cloud SDK. No rule of the domain stands here. No error, log line or metric holds
//! a value of a record: a failure names the call, the key or table, the service's code and the request's id.

pub mod athena;
pub mod events;
pub mod glue;
pub mod lake_formation;
pub mod logging;
pub mod metrics;
pub mod quicksight;
pub mod s3;
pub mod settings;

mod clients;
mod failure;
mod lake_on_aws;

pub use clients::Clients;
pub use failure::Failure;
pub use lake_on_aws::{open_lake, open_published_lake, open_whole_lake};
