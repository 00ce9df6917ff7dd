//! The use cases: [`inspect`](inspect::inspect) or [`ingest`](ingest::ingest) a file, or
//! [`land`](land::land) one that was dropped, [`resolve`](resolve::resolve) what was ingested into a golden
//! snapshot, [`publish`](publish::publish) it, [`search`] for people, [`explain`](explain::explain) one
//! constituent, [`review`](review::review) what is doubtful, [`decide`](decide::decide) about two records.
//!
//! In:  a [`lake::Lake`], a [`Configuration`], a [`RunContext`].
//! Out: a report that says what happened to every file, row and record; the lake, changed by one
//! commit or not at all.
//!
//! A command line, a Lambda and a test call the very same functions.

pub mod cluster;
pub mod configuration;
pub mod decide;
pub mod explain;
pub mod ingest;
pub mod inspect;
pub mod land;
pub mod model;
pub mod publish;
pub mod resolve;
pub mod review;
pub mod search;
pub mod side_by_side;
pub mod source_records;

mod context;
mod evidence;
mod matching_input;
mod memory;
mod progress;
mod snapshot_name;

pub use configuration::{Configuration, ConfigurationError};
pub use context::RunContext;
pub use golden::Survivorship;
pub use memory::MemoryBudget;
pub use progress::{NoProgress, Progress};
