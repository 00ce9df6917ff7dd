//! How long work tells how far it is.

/// Hears of the stages of a run. Implementations must not fail and must not be slow.
pub trait Progress: Send + Sync {
    /// A stage begins; `total` is the number of its units, 0 when it is not known.
    fn stage(&self, name: &str, total: u64);
    /// So many units of the current stage are done.
    fn advance(&self, count: u64);
}

/// Tells nobody.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoProgress;

impl Progress for NoProgress {
    fn stage(&self, _name: &str, _total: u64) {}
    fn advance(&self, _count: u64) {}
}
