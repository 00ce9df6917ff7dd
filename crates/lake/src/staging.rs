//! The staged zone: the typed rows of one file, table by table.
//!
//! The record of the file is written last and commits it. Staging is deterministic, so a file that is
//! delivered twice is staged once: the second time finds the same bytes and changes nothing.

use crate::encoding::{EncodingError, decode_rows, decode_rows_where, encode};
use crate::error::LakeError;
use crate::keys::ObjectKey;
use crate::lake::{Lake, a_few_at_once};
use crate::store::Object;
use crate::tables::{Row, SOURCE_FILE, TableSchema};
use crate::zones;
use bytes::Bytes;
use records::keys::{FileId, SourceRecordKey};
use records::staged::{SourceFile, StagedRecords};
use std::collections::BTreeSet;

impl Lake {
    /// Whether all rows of the file are staged.
    ///
    /// # Errors
    /// When `source` cannot stand in a key, or the store fails.
    pub async fn is_staged(&self, source: &str, file_id: &FileId) -> Result<bool, LakeError> {
        Ok(self.store.get(&zones::staged_file(source, file_id)?).await?.is_some())
    }

    /// The record of a staged file; none when it is not staged.
    ///
    /// # Errors
    /// When `source` cannot stand in a key, the store fails or the record is damaged.
    pub async fn staged_file(&self, source: &str, file_id: &FileId) -> Result<Option<SourceFile>, LakeError> {
        self.committed(&zones::staged_file(source, file_id)?).await
    }

    /// Stages the rows of one file: all of them, or the file does not count as staged.
    ///
    /// A file that is staged with the same rows and the same mapping keeps its record. One that is staged
    /// with other rows (its mapping was corrected) is not staged for as long as it is rewritten.
    ///
    /// # Errors
    /// When a row does not fit its table, or the store fails; the call can be repeated.
    pub async fn write_staged(&self, file: &SourceFile, rows: &StagedRecords) -> Result<(), LakeError> {
        let record_key = zones::staged_file(&file.source, &file.file_id)?;
        let record = encode(std::slice::from_ref(file)).map_err(LakeError::encoding(&record_key))?;
        let tables = encode_staged(file, rows)?;
        match self.committed(&record_key).await? {
            Some(earlier) if self.holds_all(&tables).await? => {
                if same_reading(&earlier, file) {
                    return Ok(());
                }
            }
            Some(_) => {
                self.store.delete(&record_key).await?;
                self.put_all(&tables).await?;
            }
            None => self.put_all(&tables).await?,
        }
        self.store.put(&record_key, record.into()).await?;
        Ok(())
    }

    /// All staged files, in the order in which they were received (then by file id and source).
    ///
    /// # Errors
    /// When the store fails or a record is damaged.
    pub async fn source_files(&self) -> Result<Vec<SourceFile>, LakeError> {
        let listed = self.store.list(&zones::staged_files_folder()).await?;
        let keys: Vec<ObjectKey> = listed.into_iter().map(|meta| meta.key).collect();
        let read = a_few_at_once(keys.iter().map(|key| self.committed(key)).collect()).await?;
        // A record that is gone since the listing belongs to a file that is being staged again.
        let mut files: Vec<SourceFile> = read.into_iter().flatten().collect();
        files.sort_by(|left, right| {
            (left.received_at, &left.file_id, &left.source).cmp(&(right.received_at, &right.file_id, &right.source))
        });
        Ok(files)
    }

    /// The rows of one table of one staged file, in the order of the file.
    ///
    /// # Errors
    /// [`LakeError::Missing`] when the file is not staged; else when the store fails or a file is damaged.
    pub async fn read_staged<T: Row>(&self, file: &SourceFile) -> Result<Vec<T>, LakeError> {
        let key = zones::staged(T::schema(), &file.source, &file.file_id)?;
        let object = self.get_present(&key).await?;
        decode_rows(T::schema(), object.bytes).map_err(LakeError::encoding(&key))
    }

    /// The rows of one table of one staged file that belong to these source records, in the order of the file.
    ///
    /// # Errors
    /// As [`Lake::read_staged`].
    pub async fn read_staged_of<T: Row>(
        &self,
        file: &SourceFile,
        records: &BTreeSet<SourceRecordKey>,
    ) -> Result<Vec<T>, LakeError> {
        let key = zones::staged(T::schema(), &file.source, &file.file_id)?;
        let object = self.get_present(&key).await?;
        let wanted = records.iter().map(ToString::to_string).collect();
        decode_rows_where(T::schema(), object.bytes, "source_record_key", &wanted).map_err(LakeError::encoding(&key))
    }

    /// All rows of one staged file.
    ///
    /// # Errors
    /// As [`Lake::read_staged`].
    pub async fn read_staged_records(&self, file: &SourceFile) -> Result<StagedRecords, LakeError> {
        Ok(StagedRecords {
            parties: self.read_staged(file).await?,
            emails: self.read_staged(file).await?,
            phones: self.read_staged(file).await?,
            addresses: self.read_staged(file).await?,
            gifts: self.read_staged(file).await?,
            allocations: self.read_staged(file).await?,
            credits: self.read_staged(file).await?,
            adjustments: self.read_staged(file).await?,
            commitments: self.read_staged(file).await?,
            membership_terms: self.read_staged(file).await?,
            consent_events: self.read_staged(file).await?,
            rejections: self.read_staged(file).await?,
        })
    }

    /// The record that commits a file, if it is there.
    async fn committed(&self, key: &ObjectKey) -> Result<Option<SourceFile>, LakeError> {
        let Some(object) = self.store.get(key).await? else { return Ok(None) };
        let mut files: Vec<SourceFile> = decode_rows(&SOURCE_FILE, object.bytes).map_err(LakeError::encoding(key))?;
        match (files.pop(), files.is_empty()) {
            (Some(file), true) => Ok(Some(file)),
            _ => Err(LakeError::Damaged { key: key.to_string() }),
        }
    }

    async fn holds_all(&self, objects: &[(ObjectKey, Bytes)]) -> Result<bool, LakeError> {
        let read = a_few_at_once(objects.iter().map(|(key, _)| self.store.get(key)).collect()).await?;
        let same = |(object, (_, bytes)): (Option<Object>, &(ObjectKey, Bytes))| {
            object.is_some_and(|object| object.bytes == bytes)
        };
        Ok(read.into_iter().zip(objects).all(same))
    }

    async fn put_all(&self, objects: &[(ObjectKey, Bytes)]) -> Result<(), LakeError> {
        a_few_at_once(objects.iter().map(|(key, bytes)| self.store.put(key, bytes.clone())).collect()).await?;
        Ok(())
    }
}

/// Whether two records tell the same reading of a file; where and when it was dropped again does not matter.
fn same_reading(earlier: &SourceFile, later: &SourceFile) -> bool {
    let dropped_alike =
        SourceFile { file_name: earlier.file_name.clone(), received_at: earlier.received_at, ..later.clone() };
    *earlier == dropped_alike
}

/// Every table of a staged file but the file's own record: no rows give an empty table.
fn encode_staged(file: &SourceFile, rows: &StagedRecords) -> Result<Vec<(ObjectKey, Bytes)>, LakeError> {
    let encoded = [
        table(&rows.parties),
        table(&rows.emails),
        table(&rows.phones),
        table(&rows.addresses),
        table(&rows.gifts),
        table(&rows.allocations),
        table(&rows.credits),
        table(&rows.adjustments),
        table(&rows.commitments),
        table(&rows.membership_terms),
        table(&rows.consent_events),
        table(&rows.rejections),
    ];
    let place = |(schema, bytes): (&'static TableSchema, Result<Vec<u8>, EncodingError>)| {
        let key = zones::staged(schema, &file.source, &file.file_id)?;
        let bytes = bytes.map_err(LakeError::encoding(&key))?;
        Ok((key, bytes.into()))
    };
    encoded.into_iter().map(place).collect()
}

fn table<T: Row>(rows: &[T]) -> (&'static TableSchema, Result<Vec<u8>, EncodingError>) {
    (T::schema(), encode(rows))
}
