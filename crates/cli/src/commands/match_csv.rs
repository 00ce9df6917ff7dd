//! `match`: deduplicates any CSV file.

use super::decide;
use crate::arguments::Match;
use crate::session::Session;
use crate::{terminal, text};
use anyhow::{Context, Result, ensure};
use matching::table::{ColumnMap, Recognition, Table};
use matching::{Decisions, Records, Resolution};
use pipeline::decide::Verdict;
use serde_json::json;
use std::path::Path;

pub(crate) fn run(session: &Session, arguments: &Match) -> Result<()> {
    refuse_own_input(arguments)?;
    let Table { records, recognition } = read_table(arguments)?;
    let settings = session.configuration()?.matching;
    let progress = session.progress();
    let decisions = arguments.decisions.as_deref().map(read_decisions).transpose()?.unwrap_or_default();
    let resolution = matching::resolve(&records, &settings, &decisions, &terminal::Engine(&progress))?;
    drop(progress);
    std::fs::write(&arguments.out, clusters(&arguments.out, &records, &resolution)?)
        .with_context(|| format!("cannot write {}", arguments.out.display()))?;
    if let Some(pairs) = &arguments.pairs {
        std::fs::write(pairs, matching::table::pairs_csv(&records, &resolution))
            .with_context(|| format!("cannot write {}", pairs.display()))?;
    }
    if session.json() {
        return terminal::print_json(&json!({ "columns": recognition, "report": resolution.report }));
    }
    terminal::print(&columns(&recognition))?;
    terminal::print(&summary(&resolution, arguments))
}

/// The people would be gone, and nobody asked for that.
fn refuse_own_input(arguments: &Match) -> Result<()> {
    let place = |path: &Path| path.canonicalize().ok();
    let input = place(&arguments.input);
    for written in std::iter::once(&arguments.out).chain(&arguments.pairs) {
        let is_input = input.is_some() && place(written) == input;
        ensure!(!is_input, "{} is the file that is read: name another to write to", written.display());
    }
    Ok(())
}

/// The bytes of the file are gone when its records are there: a large file would stand in memory twice.
fn read_table(arguments: &Match) -> Result<Table> {
    let place = || format!("cannot read {}", arguments.input.display());
    let bytes = std::fs::read(&arguments.input).with_context(place)?;
    let map = arguments.map.as_deref().map(read_map).transpose()?;
    matching::table::read(&bytes, map.as_ref()).with_context(place)
}

/// The clusters in the format that the file's ending names.
fn clusters(out: &Path, records: &Records, resolution: &Resolution) -> Result<Vec<u8>> {
    if !out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("parquet")) {
        return Ok(matching::table::clusters_csv(records, resolution));
    }
    let (ids, clusters) = matching::table::cluster_rows(records, resolution).into_iter().unzip();
    Ok(lake::encode_texts(&[("record_id", ids), ("cluster_id", clusters)])?)
}

fn read_map(path: &Path) -> Result<ColumnMap> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    toml::from_str(&text).with_context(|| format!("{} is no column map", path.display()))
}

/// What a file of decisions says; `open` says nothing.
fn read_decisions(file: &Path) -> Result<Decisions> {
    let mut decisions = Decisions::default();
    for (left, right, verdict) in decide::read(file)? {
        match verdict {
            Verdict::Match => decisions.must_match.push((left, right)),
            Verdict::Never => decisions.never_match.push((left, right)),
            Verdict::Open => {}
        }
    }
    Ok(decisions)
}

/// Which column was taken for what: the first thing to check when a result looks wrong.
fn columns(recognition: &Recognition) -> String {
    let rows = recognition.columns.iter().map(|column| {
        let role = column.role.map_or_else(|| "(not used)".to_owned(), |role| text::word(&role));
        vec![column.column.clone(), role, column.why.clone()]
    });
    text::table(&["column", "taken for", "because"], 3, rows)
}

fn summary(resolution: &Resolution, arguments: &Match) -> String {
    let report = &resolution.report;
    let mut lines = vec![format!(
        "\n{} records in {} clusters, the largest of {}. {} pairs for a person to look at.",
        text::number(report.records),
        text::number(report.clusters),
        text::number(report.largest_cluster),
        text::number(report.review_pairs)
    )];
    let told = report.contradictions.iter().map(|pair| {
        format!("Not followed: {} and {} are to match, but a \"never\" stands between them.", pair.left, pair.right)
    });
    lines.extend(told);
    if report.unknown_decisions > 0 {
        lines.push(format!("{} decisions name records that the file lacks.", report.unknown_decisions));
    }
    let files = [Some(&arguments.out), arguments.pairs.as_ref()].into_iter().flatten();
    lines.push(format!("Written: {}", files.map(|file| file.display().to_string()).collect::<Vec<_>>().join(", ")));
    format!("{}\n", lines.join("\n"))
}
