//! The use cases: [`ingest`](ingest::ingest) a file, [`resolve`](resolve::resolve) what was
//! ingested into a golden snapshot, [`explain`](explain::explain) one constituent.
//!
//! In:  a [`lake::Lake`], a [`Configuration`], a [`RunContext`].
//! Out: a report that says what happened to every file, row and record; the lake, changed by one
//! commit or not at all.
//!
//! A command line, a Lambda and a test call the very same functions.

pub mod configuration;
pub mod explain;
pub mod ingest;
pub mod resolve;

mod context;
mod evidence;
mod matching_input;
mod progress;
mod snapshot_name;

pub use configuration::{Configuration, ConfigurationError};
pub use context::RunContext;
pub use progress::{NoProgress, Progress};
