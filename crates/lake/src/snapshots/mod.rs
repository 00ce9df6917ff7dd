//! The golden zone: whole snapshots, and the pointer to the one that readers see.
//!
//! Tables first, then the manifest, then the pointer. Each object is written once and never changed; only
//! the pointer moves, and only if it has not moved since. A failure leaves readers with the snapshot before.

mod encode;
mod manifest;

pub use manifest::{Manifest, ManifestTable, SnapshotInputs};

use crate::encoding::decode_rows;
use crate::error::LakeError;
use crate::keys::ObjectKey;
use crate::lake::{Lake, a_few_at_once, sha256_hex};
use crate::store::Version;
use crate::tables::Row;
use crate::{json, zones};
use bytes::Bytes;
use encode::encode_golden;
use records::golden::GoldenTables;
use serde::{Deserialize, Serialize};

/// The contents of `golden/current.json`.
#[derive(Debug, Serialize, Deserialize)]
struct Pointer {
    snapshot_id: String,
}

/// The pointer as it was read, for replacing it if it is still that.
type SeenPointer = Option<(Pointer, Version)>;

impl Lake {
    /// Writes a snapshot and makes it current, whatever was current when the call began.
    ///
    /// The same call again gives the same manifest and changes nothing, so a failed call can be repeated.
    ///
    /// # Errors
    /// [`LakeError::Taken`] when the id names a snapshot with other contents; [`LakeError::Overtaken`] when another
    /// snapshot became current meanwhile; else when a row does not fit its table or the store fails.
    pub async fn write_snapshot(
        &self,
        snapshot_id: &str,
        tables: &GoldenTables,
        inputs: &SnapshotInputs,
    ) -> Result<Manifest, LakeError> {
        let seen = self.pointer().await?;
        self.write_over(seen, snapshot_id, tables, inputs).await
    }

    /// Writes a snapshot and makes it current, if `previous` still is current (`None`: if none is).
    ///
    /// For whoever made the tables from the previous snapshot, for example its ids: a snapshot that came
    /// between must not be lost.
    ///
    /// # Errors
    /// As [`Lake::write_snapshot`].
    pub async fn write_snapshot_after(
        &self,
        previous: Option<&str>,
        snapshot_id: &str,
        tables: &GoldenTables,
        inputs: &SnapshotInputs,
    ) -> Result<Manifest, LakeError> {
        let seen = self.pointer().await?;
        let current = name_of(&seen);
        if current != previous && current != Some(snapshot_id) {
            return Err(overtaken(snapshot_id, previous, current));
        }
        self.write_over(seen, snapshot_id, tables, inputs).await
    }

    /// The snapshot that readers see; none before the first one.
    ///
    /// # Errors
    /// When the store fails, or the snapshot's manifest is missing or damaged.
    pub async fn current_snapshot(&self) -> Result<Option<Manifest>, LakeError> {
        let Some((pointer, _)) = self.pointer().await? else { return Ok(None) };
        let missing = zones::manifest(&pointer.snapshot_id)?;
        let manifest = self.snapshot(&pointer.snapshot_id).await?;
        manifest.map(Some).ok_or_else(|| LakeError::Missing { key: missing.to_string() })
    }

    /// The snapshot called `snapshot_id`, current or not; none when it was never finished.
    ///
    /// # Errors
    /// When the store fails, or the manifest is damaged.
    pub async fn snapshot(&self, snapshot_id: &str) -> Result<Option<Manifest>, LakeError> {
        let key = zones::manifest(snapshot_id)?;
        let Some(object) = self.store.get(&key).await? else { return Ok(None) };
        parsed(&key, &object.bytes).map(Some)
    }

    /// Keeps the model that weighs the records of a snapshot, before the snapshot is written.
    ///
    /// # Errors
    /// [`LakeError::Taken`] when the snapshot has another model; else when the store fails.
    pub async fn write_model(&self, snapshot_id: &str, model: &Bytes) -> Result<(), LakeError> {
        self.put_unchanging(&zones::model(snapshot_id)?, model).await
    }

    /// The model of a snapshot; none when it was made by a version that kept none.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn read_model(&self, snapshot_id: &str) -> Result<Option<Bytes>, LakeError> {
        Ok(self.store.get(&zones::model(snapshot_id)?).await?.map(|object| object.bytes))
    }

    /// The rows of one table of a snapshot, after checking that the file is what the manifest says.
    ///
    /// # Errors
    /// When the file is missing, damaged, or cannot be read.
    pub async fn read_golden<T: Row>(&self, manifest: &Manifest) -> Result<Vec<T>, LakeError> {
        let missing = zones::golden(&manifest.snapshot_id, T::schema())?;
        let table = manifest.table(T::schema().name);
        let table = table.ok_or_else(|| LakeError::Missing { key: missing.to_string() })?;
        let object = self.get_present(&table.key).await?;
        if sha256_hex(&object.bytes) != table.sha256 {
            return Err(LakeError::Damaged { key: table.key.to_string() });
        }
        decode_rows(T::schema(), object.bytes).map_err(LakeError::encoding(&table.key))
    }

    async fn write_over(
        &self,
        seen: SeenPointer,
        snapshot_id: &str,
        tables: &GoldenTables,
        inputs: &SnapshotInputs,
    ) -> Result<Manifest, LakeError> {
        let (manifest, objects) = encode_golden(snapshot_id, tables, inputs)?;
        a_few_at_once(objects.iter().map(|(key, bytes)| self.put_unchanging(key, bytes)).collect()).await?;
        let key = zones::manifest(snapshot_id)?;
        self.put_unchanging(&key, &encoded(&key, &manifest)?).await?;
        self.move_pointer(seen, snapshot_id).await?;
        Ok(manifest)
    }

    async fn put_unchanging(&self, key: &ObjectKey, bytes: &Bytes) -> Result<(), LakeError> {
        if self.put_once(key, bytes).await? { Ok(()) } else { Err(LakeError::Taken { key: key.to_string() }) }
    }

    async fn pointer(&self) -> Result<SeenPointer, LakeError> {
        let key = zones::current_pointer()?;
        let Some(object) = self.store.get(&key).await? else { return Ok(None) };
        Ok(Some((parsed(&key, &object.bytes)?, object.version)))
    }

    async fn move_pointer(&self, seen: SeenPointer, snapshot_id: &str) -> Result<(), LakeError> {
        if name_of(&seen) == Some(snapshot_id) {
            return Ok(());
        }
        let key = zones::current_pointer()?;
        let bytes = encoded(&key, &Pointer { snapshot_id: snapshot_id.to_owned() })?;
        let moved = match &seen {
            Some((_, version)) => self.store.replace_if_unchanged(&key, version, bytes).await?,
            None => self.store.put_if_absent(&key, bytes).await?,
        };
        let now = if moved.is_some() { return Ok(()) } else { self.pointer().await? };
        match name_of(&now) {
            Some(current) if current == snapshot_id => Ok(()),
            current => Err(overtaken(snapshot_id, name_of(&seen), current)),
        }
    }
}

fn name_of(pointer: &SeenPointer) -> Option<&str> {
    pointer.as_ref().map(|(pointer, _)| pointer.snapshot_id.as_str())
}

fn overtaken(snapshot_id: &str, expected: Option<&str>, found: Option<&str>) -> LakeError {
    let say = |id: Option<&str>| id.map_or_else(|| "no snapshot".to_owned(), |id| format!("`{id}`"));
    LakeError::Overtaken { snapshot_id: snapshot_id.to_owned(), expected: say(expected), found: say(found) }
}

fn encoded(key: &ObjectKey, value: &impl Serialize) -> Result<Bytes, LakeError> {
    json::to_bytes(value).ok_or_else(|| LakeError::Damaged { key: key.to_string() })
}

fn parsed<T: serde::de::DeserializeOwned>(key: &ObjectKey, bytes: &[u8]) -> Result<T, LakeError> {
    json::from_slice(bytes).ok_or_else(|| LakeError::Damaged { key: key.to_string() })
}
