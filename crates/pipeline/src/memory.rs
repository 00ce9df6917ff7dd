//! How much memory a resolution needs, told before it runs.
//!
//! A function that runs out of memory is killed without a word. So the need is estimated from the number
//! of staged rows, and a lake that is too large for the machine is refused with what to do.

use records::staged::SourceFile;

/// Memory per staged row at the peak. Measured on generated exports of 100,000 people: 620,461 rows took
/// 2.21 GB in an optimised build, 3.6 KB a row; a tenth is added for rows that are longer than those.
const BYTES_PER_ROW: u64 = 4_000;

/// What the program needs with no rows at all.
const BASE_BYTES: u64 = 64 * 1024 * 1024;

/// How much memory a resolution may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MemoryBudget(Option<u64>);

impl MemoryBudget {
    /// As much as the machine has: the operating system decides.
    pub const UNLIMITED: Self = Self(None);

    /// At most so many bytes.
    #[must_use]
    pub fn of_bytes(bytes: u64) -> Self {
        Self(Some(bytes))
    }

    /// The bytes that are needed beyond the budget's, if any: needed and available.
    pub(crate) fn lacking(self, files: &[SourceFile]) -> Option<(u64, u64)> {
        let available = self.0?;
        let needed = needed(files);
        (needed > available).then_some((needed, available))
    }
}

/// An estimate of the peak, in bytes.
fn needed(files: &[SourceFile]) -> u64 {
    let rows: i64 = files.iter().map(|file| file.rows_staged).sum();
    BASE_BYTES + BYTES_PER_ROW * rows.unsigned_abs()
}

/// Whole megabytes, as functions are sized, rounded up.
pub(crate) fn megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(1024 * 1024)
}
