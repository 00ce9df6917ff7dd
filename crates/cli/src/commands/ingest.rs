//! `ingest`: lands export files and says what became of every row.

use crate::arguments::Ingest;
use crate::session::Session;
use crate::{terminal, text};
use anyhow::{Context, Result};
use lake::Lake;
use pipeline::ingest::{DroppedFile, IngestError, IngestedFile, ingest};
use pipeline::{Configuration, Progress, RunContext};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Done, but some files were not staged.
const SOME_FAILED: u8 = 3;

/// What became of a list of files.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Ingested {
    /// Files that are staged, now or before.
    pub(crate) files: Vec<IngestedFile>,
    /// Files that are not, each with the reason.
    pub(crate) failures: Vec<String>,
}

pub(crate) async fn run(session: &Session, arguments: Ingest) -> Result<ExitCode> {
    let paths = arguments.files;
    let ingested = ingest_files(session, &session.lake()?, &session.configuration()?, &paths).await?;
    if session.json() {
        terminal::print_json(&ingested)?;
    } else {
        terminal::print(&summary(&ingested))?;
        terminal::print(&set_aside(&ingested))?;
        terminal::print(&notes(&ingested))?;
        if ingested.files.iter().any(|outcome| outcome.file.rows_staged > 0) {
            terminal::print(&format!("\nNext: donorlake resolve{}\n", session.lake_option()))?;
        }
    }
    for failure in &ingested.failures {
        terminal::note(&format!("not staged: {failure}"));
    }
    Ok(if ingested.failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(SOME_FAILED) })
}

/// Ingests files one by one: one that cannot be read does not keep the others out.
pub(crate) async fn ingest_files(
    session: &Session,
    lake: &Lake,
    configuration: &Configuration,
    paths: &[PathBuf],
) -> Result<Ingested> {
    let files = paths.iter().map(|path| read_file(path));
    ingest_all(session, lake, configuration, files).await
}

/// Ingests files that are already in memory, or fail to be.
pub(crate) async fn ingest_all(
    session: &Session,
    lake: &Lake,
    configuration: &Configuration,
    files: impl ExactSizeIterator<Item = Result<DroppedFile>>,
) -> Result<Ingested> {
    let (progress, context) = (session.progress(), Session::context());
    progress.stage("ingesting files", files.len() as u64);
    let mut ingested = Ingested::default();
    for file in files {
        match file {
            Ok(file) => one(lake, configuration, &file, &context, &mut ingested).await?,
            Err(error) => ingested.failures.push(format!("{error:#}")),
        }
        progress.advance(1);
    }
    Ok(ingested)
}

async fn one(
    lake: &Lake,
    configuration: &Configuration,
    file: &DroppedFile,
    context: &RunContext,
    ingested: &mut Ingested,
) -> Result<()> {
    match ingest(lake, configuration, file, context).await {
        Ok(outcome) => ingested.files.push(outcome),
        Err(error @ IngestError::Read { .. }) => ingested.failures.push(error.to_string()),
        Err(error @ IngestError::Lake(_)) => return Err(error.into()),
    }
    Ok(())
}

fn read_file(path: &Path) -> Result<DroppedFile> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(DroppedFile { name, bytes })
}

/// One line per file, and the sum.
pub(crate) fn summary(ingested: &Ingested) -> String {
    let rows = ingested.files.iter().map(|outcome| {
        let file = &outcome.file;
        let counts = [file.rows_read, file.rows_staged, file.rows_rejected, file.rows_not_data];
        let state = if outcome.already_staged { "known" } else { "new" };
        let mut cells = vec![file.file_name.clone(), file.source.clone(), state.to_owned()];
        cells.extend(counts.map(text::number));
        cells
    });
    let table = text::table(&["file", "source", "", "rows", "staged", "set aside", "no data"], 3, rows);
    let new = ingested.files.iter().filter(|outcome| !outcome.already_staged).count();
    let known = ingested.files.len() - new;
    let files = text::counted(ingested.files.len(), "file", "files");
    format!("{table}  {files}: {new} new, {known} already staged. {}\n", sums(ingested))
}

/// Says that no row was lost.
fn sums(ingested: &Ingested) -> String {
    let sum = |count: fn(&records::staged::SourceFile) -> i64| {
        text::number(ingested.files.iter().map(|outcome| count(&outcome.file)).sum::<i64>())
    };
    let (read, staged) = (sum(|file| file.rows_read), sum(|file| file.rows_staged));
    let (rejected, not_data) = (sum(|file| file.rows_rejected), sum(|file| file.rows_not_data));
    format!("{read} rows = {staged} staged + {rejected} set aside + {not_data} no data.")
}

/// Why rows were set aside, most frequent first; file, line and column are in the lake.
pub(crate) fn set_aside(ingested: &Ingested) -> String {
    let mut reasons: BTreeMap<(&str, &str, &str), usize> = BTreeMap::new();
    for rejection in ingested.files.iter().flat_map(|outcome| &outcome.rejections) {
        *reasons.entry((&rejection.source, &rejection.column, &rejection.reason)).or_default() += 1;
    }
    if reasons.is_empty() {
        return String::new();
    }
    let mut ranked: Vec<_> = reasons.into_iter().collect();
    ranked.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let rows = ranked.into_iter().map(|((source, column, reason), count)| {
        vec![source.to_owned(), column.to_owned(), reason.to_owned(), text::count(count)]
    });
    let table = text::table(&["source", "column", "reason", "rows"], 3, rows);
    format!("\nSet aside (file and line of each: `--json`, or the table `rejection` after `resolve`)\n{table}")
}

/// What intake repaired or noticed, file by file.
fn notes(ingested: &Ingested) -> String {
    let mut lines = String::new();
    for outcome in &ingested.files {
        for note in &outcome.notes {
            lines.push_str("  ");
            lines.push_str(&outcome.file.file_name);
            lines.push_str(": ");
            lines.push_str(note);
            lines.push('\n');
        }
    }
    if lines.is_empty() { lines } else { format!("\nNoticed\n{lines}") }
}
