//! What several tests need: the sample exports, and a lake that they went through once.

use jiff::Timestamp;
use lake::{Lake, Row};
use pipeline::ingest::{DroppedFile, IngestedFile, ingest};
use pipeline::resolve::{ResolveReport, resolve};
use pipeline::{Configuration, MemoryBudget, NoProgress, RunContext};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use tokio::runtime::Runtime;

/// The folder of the sample exports.
pub fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../samplemdata")
}

/// Runs async code to its end.
pub fn wait<T>(future: impl Future<Output = T>) -> T {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    RUNTIME.get_or_init(|| Runtime::new().unwrap()).block_on(future)
}

/// A lake with a snapshot, and what was said on the way.
pub struct Resolved {
    pub lake: Lake,
    pub files: Vec<IngestedFile>,
    pub report: ResolveReport,
}

impl Resolved {
    /// A golden table.
    pub fn golden<T: Row>(&self) -> Vec<T> {
        let manifest = wait(self.lake.current_snapshot()).unwrap().unwrap();
        wait(self.lake.read_golden(&manifest)).unwrap()
    }
}

/// The sample exports after ingest and resolve, made once for all tests.
pub fn resolved() -> &'static Resolved {
    static RESOLVED: OnceLock<Resolved> = OnceLock::new();
    RESOLVED.get_or_init(|| resolve_files(&sample_files()))
}

/// A fresh lake in memory with these files ingested and resolved.
pub fn resolve_files(files: &[DroppedFile]) -> Resolved {
    let lake = Lake::memory();
    let files = ingest_files(&lake, files);
    let report =
        wait(resolve(&lake, &Configuration::bundled().unwrap(), MemoryBudget::UNLIMITED, &NoProgress)).unwrap();
    Resolved { lake, files, report }
}

/// Ingests files in their order, all dropped at one moment.
pub fn ingest_files(lake: &Lake, files: &[DroppedFile]) -> Vec<IngestedFile> {
    let configuration = Configuration::bundled().unwrap();
    let context = RunContext::starting_at("2026-07-01T08:00:00Z".parse::<Timestamp>().unwrap());
    files.iter().map(|file| wait(ingest(lake, &configuration, file, &context)).unwrap()).collect()
}

/// The sample exports, by source and name.
pub fn sample_files() -> Vec<DroppedFile> {
    let mut files = Vec::new();
    for source in entries(&samples()).into_iter().filter(|path| path.is_dir()) {
        for path in entries(&source) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            files.push(DroppedFile { name, bytes: std::fs::read(&path).unwrap() });
        }
    }
    assert!(files.len() >= 9, "the sample exports are not complete");
    files
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// One column of a CSV file by `record_id`.
pub fn by_record_id(bytes: &[u8], column: &str) -> BTreeMap<String, String> {
    let mut reader = csv::Reader::from_reader(bytes);
    let header = reader.headers().unwrap().clone();
    let position = |name: &str| header.iter().position(|title| title == name).unwrap();
    let (record, value) = (position("record_id"), position(column));
    reader.records().map(|row| row.unwrap()).map(|row| (row[record].to_owned(), row[value].to_owned())).collect()
}
