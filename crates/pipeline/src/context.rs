//! The clock and the name of a run, as a value.

use jiff::Timestamp;

/// Who runs and when. Made once by every entry point: nothing below it asks a clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunContext {
    /// Names the run in logs.
    pub run_id: String,
    /// When the run began; files that it ingests were received then.
    pub started_at: Timestamp,
}

impl RunContext {
    /// A run that begins at `started_at`; its id is that moment.
    #[must_use]
    pub fn starting_at(started_at: Timestamp) -> Self {
        Self { run_id: started_at.strftime("%Y%m%dT%H%M%S%3fZ").to_string(), started_at }
    }
}
