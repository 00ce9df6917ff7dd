//! What became of a batch, in numbers, for `CloudWatch`.

use aws::metrics::{Emf, Unit};
use aws::settings::IngestSettings;
use pipeline::land::Landed;
use std::time::Duration;

/// Counts of one batch.
#[derive(Debug, Default)]
pub(super) struct Tally {
    files_staged: u64,
    files_unchanged: u64,
    files_quarantined: u64,
    rows_read: u64,
    rows_staged: u64,
    rows_rejected: u64,
}

impl Tally {
    pub(super) fn count(&mut self, landed: &Landed) {
        match landed {
            Landed::Staged(file) if file.already_staged => self.files_unchanged += 1,
            Landed::Staged(staged) => {
                self.files_staged += 1;
                self.rows_read += staged.file.rows_read.unsigned_abs();
                self.rows_staged += staged.file.rows_staged.unsigned_abs();
                self.rows_rejected += staged.file.rows_rejected.unsigned_abs();
            }
            Landed::Quarantined(_) => self.files_quarantined += 1,
            Landed::Gone => {}
        }
    }

    pub(super) fn emit(&self, settings: &IngestSettings, elapsed: Duration) {
        Emf::new(&settings.metrics_namespace)
            .dimension("Source", &settings.source)
            .metric("FilesStaged", Unit::Count, self.files_staged)
            .metric("FilesUnchanged", Unit::Count, self.files_unchanged)
            .metric("FilesQuarantined", Unit::Count, self.files_quarantined)
            .metric("RowsRead", Unit::Count, self.rows_read)
            .metric("RowsStaged", Unit::Count, self.rows_staged)
            .metric("RowsRejected", Unit::Count, self.rows_rejected)
            .metric("Duration", Unit::Milliseconds, u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX))
            .emit();
    }
}
