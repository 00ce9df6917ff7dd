//! The suites that every implementation of a port runs, also those of other crates.
//!
//! A suite takes a factory that makes an empty store or catalog for each case, and panics with the
//! promise that is broken. It checks promises only: what a port leaves open, it does not look at.

mod catalog;
mod failing;
mod store;

pub use catalog::check_catalog;
pub use failing::{FailingStore, FailureMoment};
pub use store::check_store;
