//! Where everything lies: the only place that forms a key.
//!
//! ```text
//! raw/<source>/<name>                                    what people drop, as it came
//! staged/<table>/source=<source>/<file id>.parquet       typed rows of one file
//! staged/source_file/source=<source>/<file id>.parquet   written last: it commits the file
//! golden/snapshot=<id>/<table>/part-00000.parquet        the rows of one snapshot
//! golden/snapshot=<id>/model.json                        how records were weighed
//! golden/snapshot=<id>/manifest.json                     written after them: it commits the snapshot
//! golden/current.json                                    names the snapshot that readers see
//! decisions/<kind>/<name>                                what stewards said; only ever added to
//! quarantine/<source>/<file id>/<name>                   a dropped file that could not be read, as it came
//! quarantine/<source>/<file id>/report.json              why, written after it
//! locks/<task>.json                                      who does a task that one alone may do, and until when
//! catalog/catalog.json                                   the local catalog
//! ```

use crate::keys::{KeyError, ObjectKey, single_segment};
use crate::tables::{SOURCE_FILE, TableSchema};
use records::keys::FileId;

/// A part of the lake, and the first segment of its keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Zone {
    /// What people drop, kept as it came.
    Raw,
    /// Typed rows, file by file.
    Staged,
    /// Snapshots of what donorlake believes.
    Golden,
    /// What stewards said; never rebuilt.
    Decisions,
    /// Dropped files that could not be read, each with its report.
    Quarantine,
    /// Who does a task that one alone may do.
    Locks,
    /// The local catalog.
    Catalog,
}

impl Zone {
    /// The first segment of the zone's keys.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Raw => "raw",
            Self::Staged => "staged",
            Self::Golden => "golden",
            Self::Decisions => "decisions",
            Self::Quarantine => "quarantine",
            Self::Locks => "locks",
            Self::Catalog => "catalog",
        }
    }
}

/// The folder of one source's dropped files.
///
/// # Errors
/// When `source` is no single key segment; the same holds for the names of all functions here.
pub fn raw_folder(source: &str) -> Result<String, KeyError> {
    Ok(format!("raw/{}", single_segment("source", source)?))
}

/// A dropped file under its own name.
///
/// # Errors
/// When `name` or `source` is no single key segment.
pub fn raw(source: &str, name: &str) -> Result<ObjectKey, KeyError> {
    ObjectKey::parse(format!("{}/{}", raw_folder(source)?, single_segment("file name", name)?))
}

/// A dropped file whose name is taken by other bytes: the first `digits` digits of its id come before the name.
///
/// # Errors
/// When `name` or `source` is no single key segment.
pub fn raw_again(source: &str, name: &str, file_id: &FileId, digits: usize) -> Result<ObjectKey, KeyError> {
    let start: String = file_id.as_str().chars().take(digits).collect();
    raw(source, &format!("{start}-{name}"))
}

/// The source and the file name of a key of the raw zone; none for any other key.
#[must_use]
pub fn parse_raw(key: &ObjectKey) -> Option<(&str, &str)> {
    let (source, name) = key.as_str().strip_prefix("raw/")?.split_once('/')?;
    Some((source, name.rsplit('/').next().unwrap_or(name)))
}

/// The rows of one file in one staged table.
///
/// # Errors
/// When `source` or `file_id` is no single key segment.
pub fn staged(table: &TableSchema, source: &str, file_id: &FileId) -> Result<ObjectKey, KeyError> {
    let source = single_segment("source", source)?;
    let file = single_segment("file id", file_id.as_str())?;
    ObjectKey::parse(format!("staged/{}/source={source}/{file}.parquet", table.name))
}

/// The record that commits a staged file.
///
/// # Errors
/// When `source` or `file_id` is no single key segment.
pub fn staged_file(source: &str, file_id: &FileId) -> Result<ObjectKey, KeyError> {
    staged(&SOURCE_FILE, source, file_id)
}

/// The folder of the records that commit staged files.
#[must_use]
pub fn staged_files_folder() -> String {
    format!("staged/{}", SOURCE_FILE.name)
}

/// The folder of one snapshot.
///
/// # Errors
/// When `snapshot_id` is no single key segment.
pub fn snapshot_folder(snapshot_id: &str) -> Result<String, KeyError> {
    Ok(format!("golden/snapshot={}", single_segment("snapshot id", snapshot_id)?))
}

/// The folder of the snapshot that an object of the golden zone belongs to; none for the pointer and other zones.
#[must_use]
pub fn parse_snapshot_folder(key: &str) -> Option<&str> {
    let prefix = "golden/snapshot=";
    let end = key.strip_prefix(prefix)?.find('/')?;
    key.get(..prefix.len() + end)
}

/// The folder of one golden table in one snapshot.
///
/// # Errors
/// When `snapshot_id` is no single key segment.
pub fn golden_folder(snapshot_id: &str, table: &str) -> Result<String, KeyError> {
    Ok(format!("{}/{}", snapshot_folder(snapshot_id)?, single_segment("table", table)?))
}

/// The rows of one golden table in one snapshot.
///
/// # Errors
/// When `snapshot_id` is no single key segment.
pub fn golden(snapshot_id: &str, table: &TableSchema) -> Result<ObjectKey, KeyError> {
    ObjectKey::parse(format!("{}/part-00000.parquet", golden_folder(snapshot_id, table.name)?))
}

/// The model that weighed the records of a snapshot.
///
/// # Errors
/// When `snapshot_id` is no single key segment.
pub fn model(snapshot_id: &str) -> Result<ObjectKey, KeyError> {
    ObjectKey::parse(format!("{}/model.json", snapshot_folder(snapshot_id)?))
}

/// The manifest that commits a snapshot.
///
/// # Errors
/// When `snapshot_id` is no single key segment.
pub fn manifest(snapshot_id: &str) -> Result<ObjectKey, KeyError> {
    ObjectKey::parse(format!("{}/manifest.json", snapshot_folder(snapshot_id)?))
}

/// The pointer to the snapshot that readers see.
///
/// # Errors
/// Never in practice: the key is fixed.
pub fn current_pointer() -> Result<ObjectKey, KeyError> {
    ObjectKey::parse("golden/current.json")
}

/// The folder of one kind of decisions.
///
/// # Errors
/// When `kind` is no single key segment.
pub fn decisions_folder(kind: &str) -> Result<String, KeyError> {
    Ok(format!("decisions/{}", single_segment("kind of decision", kind)?))
}

/// One decision.
///
/// # Errors
/// When `kind` or `name` is no single key segment.
pub fn decision(kind: &str, name: &str) -> Result<ObjectKey, KeyError> {
    ObjectKey::parse(format!("{}/{}", decisions_folder(kind)?, single_segment("decision", name)?))
}

/// A dropped file that could not be read, as it came.
///
/// # Errors
/// When `source`, `file_id` or `name` is no single key segment.
pub fn quarantined(source: &str, file_id: &FileId, name: &str) -> Result<ObjectKey, KeyError> {
    let (source, file) = (single_segment("source", source)?, single_segment("file id", file_id.as_str())?);
    ObjectKey::parse(format!("quarantine/{source}/{file}/{}", single_segment("file name", name)?))
}

/// Why a dropped file could not be read.
///
/// # Errors
/// When `source` or `file_id` is no single key segment.
pub fn quarantine_report(source: &str, file_id: &FileId) -> Result<ObjectKey, KeyError> {
    quarantined(source, file_id, "report.json")
}

/// Who does `task`, and until when.
///
/// # Errors
/// When `task` is no single key segment.
pub fn lock(task: &str) -> Result<ObjectKey, KeyError> {
    ObjectKey::parse(format!("locks/{}.json", single_segment("task", task)?))
}

/// The local catalog.
///
/// # Errors
/// Never in practice: the key is fixed.
pub fn catalog() -> Result<ObjectKey, KeyError> {
    ObjectKey::parse("catalog/catalog.json")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::GIFT;

    #[track_caller]
    fn check(key: Result<ObjectKey, KeyError>, expected: &str) {
        assert_eq!(key.unwrap().as_str(), expected);
    }

    #[test]
    fn every_key_lies_where_the_layout_says() {
        let file = FileId::from_stored("3fa9b2c1d0");
        check(raw("paypal", "Año 1.csv"), "raw/paypal/Año 1.csv");
        check(raw_again("paypal", "a.csv", &file, 8), "raw/paypal/3fa9b2c1-a.csv");
        check(staged(&GIFT, "paypal", &file), "staged/gift/source=paypal/3fa9b2c1d0.parquet");
        check(staged_file("paypal", &file), "staged/source_file/source=paypal/3fa9b2c1d0.parquet");
        check(golden("7", &GIFT), "golden/snapshot=7/gift/part-00000.parquet");
        check(model("7"), "golden/snapshot=7/model.json");
        check(manifest("7"), "golden/snapshot=7/manifest.json");
        check(current_pointer(), "golden/current.json");
        check(decision("match", "1.json"), "decisions/match/1.json");
        check(quarantined("paypal", &file, "a b.csv"), "quarantine/paypal/3fa9b2c1d0/a b.csv");
        check(quarantine_report("paypal", &file), "quarantine/paypal/3fa9b2c1d0/report.json");
        check(lock("resolve"), "locks/resolve.json");
        check(catalog(), "catalog/catalog.json");
    }

    #[test]
    fn a_name_with_a_slash_or_dots_forms_no_key() {
        assert_eq!(raw("paypal", "../a.csv"), Err(KeyError::Slash { what: "file name" }));
        assert_eq!(raw("..", "a.csv"), Err(KeyError::DotSegment { segment: 1 }));
        assert_eq!(manifest(""), Err(KeyError::EmptySegment { segment: 1 }));
    }

    #[test]
    fn a_golden_key_tells_its_snapshot() {
        assert_eq!(parse_snapshot_folder("golden/snapshot=7/gift/part-00000.parquet"), Some("golden/snapshot=7"));
        assert_eq!(parse_snapshot_folder("golden/snapshot=7/manifest.json"), Some("golden/snapshot=7"));
        for other in ["golden/current.json", "golden/snapshot=7", "staged/snapshot=7/x"] {
            assert_eq!(parse_snapshot_folder(other), None, "{other}");
        }
    }

    #[test]
    fn a_raw_key_tells_its_source() {
        let parse = |text: &str| ObjectKey::parse(text).map(|key| parse_raw(&key).map(|(a, b)| format!("{a}|{b}")));
        assert_eq!(parse("raw/paypal/a.csv"), Ok(Some("paypal|a.csv".to_owned())));
        assert_eq!(parse("raw/paypal/2026/a.csv"), Ok(Some("paypal|a.csv".to_owned())));
        assert_eq!(parse("raw/a.csv"), Ok(None));
        assert_eq!(parse("staged/paypal/a.csv"), Ok(None));
    }
}
