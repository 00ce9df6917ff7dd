//! When each file arrived.

use jiff::Timestamp;
use records::keys::FileId;
use records::staged::SourceFile;
use rustc_hash::FxHashMap;

/// The time of arrival of every known file.
pub(crate) struct Arrivals<'a> {
    received: FxHashMap<&'a FileId, Timestamp>,
}

impl<'a> Arrivals<'a> {
    /// Takes the earliest arrival of each file: dropping the same bytes again says nothing new.
    pub(crate) fn of(files: &'a [SourceFile]) -> Self {
        let mut received = FxHashMap::default();
        for file in files {
            let earliest = received.entry(&file.file_id).or_insert(file.received_at);
            *earliest = file.received_at.min(*earliest);
        }
        Self { received }
    }

    /// When the file arrived.
    ///
    /// A file that is not listed counts as received last, so that an opt-out of such a file cannot be
    /// outdated by anything.
    pub(crate) fn received_at(&self, file: &FileId) -> Timestamp {
        self.received.get(file).copied().unwrap_or(Timestamp::MAX)
    }
}
