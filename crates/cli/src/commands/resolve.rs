//! `resolve`: finds which records are the same person, and says how many.

use crate::session::Session;
use crate::{terminal, text};
use anyhow::Result;
use lake::Lake;
use pipeline::publish::publish;
use pipeline::resolve::{ResolveReport, resolve};
use pipeline::{Configuration, MemoryBudget};

pub(crate) async fn run(session: &Session) -> Result<()> {
    let report = resolve_and_publish(&session.existing_lake()?, &session.configuration()?, session).await?;
    if session.json() {
        return terminal::print_json(&report);
    }
    terminal::print(&summary(&report))?;
    if cfg!(feature = "query") {
        terminal::print(&format!("\nNext: donorlake serve{}\n", session.lake_option()))?;
    }
    Ok(())
}

/// On a laptop the catalog moves with the snapshot: both lie in one folder.
pub(crate) async fn resolve_and_publish(
    lake: &Lake,
    configuration: &Configuration,
    session: &Session,
) -> Result<ResolveReport> {
    let report = resolve(lake, configuration, MemoryBudget::UNLIMITED, &session.progress()).await?;
    publish(lake).await?;
    Ok(report)
}

/// What a person wants to know of a run.
pub(crate) fn summary(report: &ResolveReport) -> String {
    let state = if report.unchanged { "as before: nothing new was staged" } else { "new" };
    let mut lines = vec![
        format!(
            "  {} source records are {} constituents: {} duplicates merged",
            text::count(report.source_records),
            text::count(report.constituents),
            text::count(report.duplicates_merged)
        ),
        format!("  {}", text::counted(report.households, "household", "households")),
    ];
    // What was found at the time is not worked out again: `donorlake review` tells it.
    if !report.unchanged {
        lines.push(format!("  {} for a person to look at", text::counted(report.review_pairs, "pair", "pairs")));
    }
    lines.push(format!("  snapshot {} ({state})", report.snapshot_id));
    lines.extend(report.notes.iter().map(|note| format!("  note: {note}")));
    format!("{}\n", lines.join("\n"))
}
