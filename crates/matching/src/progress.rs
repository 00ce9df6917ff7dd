//! How a run tells its caller where it is.

/// Told about stages and steps. Called from several threads.
pub trait Progress: Sync {
    /// A stage of `total` steps begins.
    fn stage(&self, name: &'static str, total: u64);
    /// Some more steps of the stage are done.
    fn advance(&self, steps: u64);
}

/// Tells nobody.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn stage(&self, _name: &'static str, _total: u64) {}
    fn advance(&self, _steps: u64) {}
}
