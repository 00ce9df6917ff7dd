//! `demo`: the whole way on invented people, told so that a fundraiser understands it.

use super::evaluate::{lake_clusters, parse_column, score};
use super::ingest::{Ingested, ingest_all, set_aside, summary};
use crate::arguments::Demo;
use crate::session::Session;
use crate::{terminal, text};
use anyhow::{Context, Result};
use matching::evaluation::Evaluation;
use pipeline::ingest::DroppedFile;
use pipeline::resolve::ResolveReport;
use serde::Serialize;
use std::path::Path;

/// Where the source tree keeps the sample exports.
const SAMPLES: &str = "samplemdata";

#[derive(Serialize)]
struct Outcome {
    ingested: Ingested,
    resolved: ResolveReport,
    accuracy: Evaluation,
}

/// The exports to land, and the labels that say who is who.
struct Samples {
    files: Vec<DroppedFile>,
    labels: Vec<u8>,
}

pub(crate) async fn run(session: &Session, arguments: Demo) -> Result<()> {
    let (lake, configuration) = (session.lake()?, session.configuration()?);
    let samples = samples(arguments.samples.as_deref())?;
    let ingested = ingest_all(session, &lake, &configuration, samples.files.into_iter().map(Ok)).await?;
    anyhow::ensure!(ingested.failures.is_empty(), "not staged: {}", ingested.failures.join("; "));
    let resolved = super::resolve::resolve_and_publish(&lake, &configuration, session).await?;
    let labels = parse_column(&samples.labels, "entity_id").context("labels.csv")?;
    let accuracy = score(&lake_clusters(&lake).await?, &labels)?;
    let outcome = Outcome { ingested, resolved, accuracy };
    if session.json() {
        return terminal::print_json(&outcome);
    }
    terminal::print(&people(&outcome))?;
    #[cfg(feature = "query")]
    terminal::print(&giving(session).await?)?;
    terminal::print(&next(session, &lake).await?)
}

fn people(outcome: &Outcome) -> String {
    format!(
        "Files\n{}{}\nPeople\n{}{}",
        summary(&outcome.ingested),
        set_aside(&outcome.ingested),
        super::resolve::summary(&outcome.resolved),
        accuracy(&outcome.accuracy)
    )
}

/// The sample people are invented, so we know who is who and can say how well we did.
fn accuracy(scores: &Evaluation) -> String {
    format!(
        "  checked against the labels: {:.1} % of the pairs that we joined are right, {:.1} % of the true pairs were found\n",
        scores.pairwise.precision * 100.0,
        scores.pairwise.recall * 100.0
    )
}

/// Giving by fiscal year with retention: the numbers that a board asks for first.
#[cfg(feature = "query")]
async fn giving(session: &Session) -> Result<String> {
    const SQL: &str = "SELECT y.fiscal_year, y.donors, y.new_donors, y.amount, r.prior_donors, \
         CAST(100 * r.overall_rate AS DECIMAL(5, 1)) AS retention_percent, \
         CAST(100 * r.new_rate AS DECIMAL(5, 1)) AS new_donor_percent, \
         CAST(100 * r.repeat_rate AS DECIMAL(5, 1)) AS repeat_donor_percent \
         FROM giving_by_year y LEFT JOIN donor_retention r ON r.unit = 'person' AND r.fiscal_year = y.fiscal_year \
         WHERE y.gifts > 0 ORDER BY y.fiscal_year";
    let engine = super::query::open(session).await?;
    let answer = engine.sql(SQL).await?;
    Ok(format!("\nGiving and donor retention by fiscal year\n{}", query::format::to_text_table(&answer)?))
}

/// What to do next, with somebody worth explaining: the one with the most source records.
async fn next(session: &Session, lake: &lake::Lake) -> Result<String> {
    let manifest = lake.current_snapshot().await?.context("the snapshot is gone")?;
    let constituents: Vec<records::golden::Constituent> = lake.read_golden(&manifest).await?;
    let richest =
        constituents.iter().max_by_key(|one| (one.source_record_count, std::cmp::Reverse(&one.constituent_id)));
    let id = richest.map_or_else(String::new, |one| one.constituent_id.to_string());
    let option = session.lake_option();
    let mut commands = vec![(format!("donorlake explain {id}{option}"), "why these records are one person")];
    if cfg!(feature = "query") {
        commands.insert(0, (format!("donorlake serve{option}"), "the dashboards, in a browser"));
        commands.push((format!("donorlake query 'select * from lybunt'{option}"), "who gave last year but not this"));
    }
    let rows = commands.into_iter().map(|(command, why)| vec![command, why.to_owned()]);
    Ok(format!(
        "\nWhere to look next (from a source tree: `cargo run -- …` for `donorlake …`)\n{}",
        text::table(&["", ""], 2, rows)
    ))
}

/// The folder that was asked for, else the source tree's, else the very same files made anew.
fn samples(folder: Option<&Path>) -> Result<Samples> {
    let tree = Path::new(SAMPLES);
    match folder.or_else(|| tree.is_dir().then_some(tree)) {
        Some(folder) => read_samples(folder),
        None => generated_samples(),
    }
}

fn read_samples(folder: &Path) -> Result<Samples> {
    let labels = folder.join("labels.csv");
    let labels = std::fs::read(&labels).with_context(|| format!("cannot read {}", labels.display()))?;
    let mut files = Vec::new();
    for source in sorted_entries(folder)?.into_iter().filter(|path| path.is_dir()) {
        for path in sorted_entries(&source)? {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let bytes = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            files.push(DroppedFile { name, bytes });
        }
    }
    Ok(Samples { files, labels })
}

fn sorted_entries(folder: &Path) -> Result<Vec<std::path::PathBuf>> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, std::io::Error>>()?;
    paths.sort();
    Ok(paths)
}

fn generated_samples() -> Result<Samples> {
    let (mut files, mut labels) = (Vec::new(), None);
    for file in sample::generate(&sample::Settings::default()).files {
        match file.path.rsplit_once('/') {
            Some((_, name)) => files.push(DroppedFile { name: name.to_owned(), bytes: file.bytes }),
            None if file.path == "labels.csv" => labels = Some(file.bytes),
            None => {}
        }
    }
    Ok(Samples { files, labels: labels.context("the generator wrote no labels")? })
}
