//! All tables of a snapshot as objects, with the manifest that lists them.

use super::{Manifest, ManifestTable, SnapshotInputs};
use crate::encoding::encode;
use crate::error::LakeError;
use crate::keys::ObjectKey;
use crate::lake::{Lake, sha256_hex};
use crate::tables::Row;
use crate::zones;
use bytes::Bytes;
use records::golden::GoldenTables;

/// A table that is ready to be written.
type Encoded = (ManifestTable, Bytes);

/// The manifest of a snapshot, and every object that it lists.
pub(super) fn encode_golden(
    snapshot_id: &str,
    tables: &GoldenTables,
    inputs: &SnapshotInputs,
) -> Result<(Manifest, Vec<(ObjectKey, Bytes)>), LakeError> {
    let encoded = encode_tables(snapshot_id, tables)?;
    let mut file_ids = inputs.file_ids.clone();
    file_ids.sort_unstable();
    file_ids.dedup();
    let manifest = Manifest {
        snapshot_id: snapshot_id.to_owned(),
        engine_version: inputs.engine_version.clone(),
        config_hash: inputs.config_hash.clone(),
        file_ids,
        tables: encoded.iter().map(|(table, _)| table.clone()).collect(),
    };
    Ok((manifest, encoded.into_iter().map(|(table, bytes)| (table.key, bytes)).collect()))
}

/// Every golden table, in the order of [`crate::GOLDEN_TABLES`]; no rows give an empty table.
fn encode_tables(id: &str, tables: &GoldenTables) -> Result<Vec<Encoded>, LakeError> {
    Ok(vec![
        table(id, &tables.constituents)?,
        table(id, &tables.values)?,
        table(id, &tables.emails)?,
        table(id, &tables.phones)?,
        table(id, &tables.addresses)?,
        table(id, &tables.consents)?,
        table(id, &tables.households)?,
        table(id, &tables.household_members)?,
        table(id, &tables.crosswalk)?,
        table(id, &tables.match_links)?,
        table(id, &tables.redirects)?,
        table(id, &tables.gifts)?,
        table(id, &tables.allocations)?,
        table(id, &tables.credits)?,
        table(id, &tables.adjustments)?,
        table(id, &tables.duplicate_gifts)?,
        table(id, &tables.commitments)?,
        table(id, &tables.membership_terms)?,
        table(id, &tables.consent_events)?,
        table(id, &tables.source_files)?,
        table(id, &tables.rejections)?,
    ])
}

fn table<T: Row>(snapshot_id: &str, rows: &[T]) -> Result<Encoded, LakeError> {
    let key = zones::golden(snapshot_id, T::schema())?;
    let bytes = encode(rows).map_err(LakeError::encoding(&key))?;
    let described = ManifestTable {
        name: T::schema().name.to_owned(),
        key,
        rows: rows.len() as u64,
        bytes: bytes.len() as u64,
        sha256: sha256_hex(&bytes),
    };
    Ok((described, bytes.into()))
}

impl Lake {
    /// All tables of a snapshot.
    ///
    /// # Errors
    /// As [`Lake::read_golden`].
    pub async fn read_golden_tables(&self, manifest: &Manifest) -> Result<GoldenTables, LakeError> {
        Ok(GoldenTables {
            constituents: self.read_golden(manifest).await?,
            values: self.read_golden(manifest).await?,
            emails: self.read_golden(manifest).await?,
            phones: self.read_golden(manifest).await?,
            addresses: self.read_golden(manifest).await?,
            consents: self.read_golden(manifest).await?,
            households: self.read_golden(manifest).await?,
            household_members: self.read_golden(manifest).await?,
            crosswalk: self.read_golden(manifest).await?,
            match_links: self.read_golden(manifest).await?,
            redirects: self.read_golden(manifest).await?,
            gifts: self.read_golden(manifest).await?,
            allocations: self.read_golden(manifest).await?,
            credits: self.read_golden(manifest).await?,
            adjustments: self.read_golden(manifest).await?,
            duplicate_gifts: self.read_golden(manifest).await?,
            commitments: self.read_golden(manifest).await?,
            membership_terms: self.read_golden(manifest).await?,
            consent_events: self.read_golden(manifest).await?,
            source_files: self.read_golden(manifest).await?,
            rejections: self.read_golden(manifest).await?,
        })
    }
}
