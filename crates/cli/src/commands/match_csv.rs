//! `match`: deduplicates any CSV file.

use crate::arguments::Match;
use crate::session::Session;
use crate::{terminal, text};
use anyhow::{Context, Result};
use matching::table::{ColumnMap, Recognition, Table};
use matching::{Decisions, Resolution};
use serde_json::json;

pub(crate) fn run(session: &Session, arguments: &Match) -> Result<()> {
    let bytes =
        std::fs::read(&arguments.input).with_context(|| format!("cannot read {}", arguments.input.display()))?;
    let map = arguments.map.as_deref().map(read_map).transpose()?;
    let Table { records, recognition } = matching::table::read(&bytes, map.as_ref())
        .with_context(|| format!("cannot read {}", arguments.input.display()))?;
    let settings = session.configuration()?.matching;
    let progress = session.progress();
    let resolution = matching::resolve(&records, &settings, &Decisions::default(), &terminal::Engine(&progress))?;
    drop(progress);
    std::fs::write(&arguments.out, matching::table::clusters_csv(&records, &resolution))
        .with_context(|| format!("cannot write {}", arguments.out.display()))?;
    if session.json() {
        return terminal::print_json(&json!({ "columns": recognition, "report": resolution.report }));
    }
    terminal::print(&columns(&recognition))?;
    terminal::print(&summary(&resolution, arguments))
}

fn read_map(path: &std::path::Path) -> Result<ColumnMap> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    toml::from_str(&text).with_context(|| format!("{} is no column map", path.display()))
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
    format!(
        "\n{} records in {} clusters, the largest of {}. {} pairs for a person to look at.\nWritten: {}\n",
        text::number(report.records),
        text::number(report.clusters),
        text::number(report.largest_cluster),
        text::number(report.review_pairs),
        arguments.out.display()
    )
}
