//! `evaluate`: how well clusters agree with the truth.

use crate::arguments::Evaluate;
use crate::session::Session;
use crate::{terminal, text};
use anyhow::{Context, Result, bail};
use lake::Lake;
use matching::evaluation::{Band, Evaluation, Quality, evaluate, reliability};
use records::golden::Crosswalk;
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeMap;
use std::path::Path;

/// Record id → cluster, or entity.
pub(crate) type Assignment = BTreeMap<String, String>;

pub(crate) async fn run(session: &Session, arguments: &Evaluate) -> Result<()> {
    let (clusters, truth) = match arguments.files.as_slice() {
        [truth] => (lake_clusters(&session.existing_lake()?).await?, read_truth(truth)?),
        [clusters, truth] => (read_column(clusters, "cluster_id")?, read_truth(truth)?),
        _ => bail!("one or two files are expected"),
    };
    let scores = score(&clusters, &truth)?;
    let bands = arguments.pairs.as_deref().map(|pairs| bands(pairs, &truth)).transpose()?;
    if session.json() {
        return match bands {
            Some(bands) => terminal::print_json(&json!({ "scores": scores, "reliability": bands })),
            None => terminal::print_json(&scores),
        };
    }
    terminal::print(&render(&scores))?;
    bands.map_or(Ok(()), |bands| terminal::print(&render_bands(&bands)))
}

/// How many of the pairs of each band of probability are one entity.
fn bands(pairs: &Path, truth: &Assignment) -> Result<Vec<Band>> {
    let mut reader = csv::Reader::from_path(pairs).with_context(|| format!("cannot read {}", pairs.display()))?;
    let mut judged = Vec::new();
    for row in reader.deserialize() {
        let Pair { left, right, probability } = row.with_context(|| pairs.display().to_string())?;
        let entity = |record: &str| {
            truth.get(record).with_context(|| format!("{}: the truth lacks `{record}`", pairs.display()))
        };
        judged.push((probability, entity(&left)? == entity(&right)?));
    }
    Ok(reliability(judged))
}

/// A row of `donorlake match --pairs`, as far as it matters here.
#[derive(Deserialize)]
struct Pair {
    left: String,
    right: String,
    probability: f64,
}

fn render_bands(bands: &[Band]) -> String {
    let rows = bands.iter().map(|band| {
        let band_of = format!("{} to {}", band.from, band.to);
        vec![band_of, text::count(band.pairs), format!("{:.3}", band.expected), format!("{:.3}", band.right)]
    });
    format!("\n{}", text::table(&["probability", "pairs", "expected right", "are right"], 1, rows))
}

/// Scores clusters against the truth: a record that has no cluster is alone.
pub(crate) fn score(clusters: &Assignment, truth: &Assignment) -> Result<Evaluation> {
    if let Some(unknown) = clusters.keys().find(|record| !truth.contains_key(*record)) {
        bail!("the truth does not name every record: the first that it lacks is `{unknown}`");
    }
    let alone: Vec<String> = truth.keys().map(|record| format!("alone {record}")).collect();
    let pairs = truth
        .iter()
        .zip(&alone)
        .map(|((record, entity), alone)| (clusters.get(record).unwrap_or(alone).as_str(), entity.as_str()));
    Ok(evaluate(pairs))
}

/// What the lake's current snapshot says: source record → constituent.
pub(crate) async fn lake_clusters(lake: &Lake) -> Result<Assignment> {
    let manifest = lake.current_snapshot().await?.context("no golden snapshot yet: run `donorlake resolve` first")?;
    let crosswalk: Vec<Crosswalk> = lake.read_golden(&manifest).await?;
    let pair = |row: Crosswalk| (row.source_record_key.as_str().to_owned(), row.constituent_id.as_str().to_owned());
    Ok(crosswalk.into_iter().map(pair).collect())
}

fn read_truth(path: &Path) -> Result<Assignment> {
    read_column(path, "entity_id")
}

/// `record_id` and one other column of a CSV file.
fn read_column(path: &Path, column: &str) -> Result<Assignment> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    parse_column(&bytes, column).with_context(|| path.display().to_string())
}

/// `record_id` and one other column of CSV bytes.
pub(crate) fn parse_column(bytes: &[u8], column: &str) -> Result<Assignment> {
    let mut reader = csv::Reader::from_reader(bytes);
    let header = reader.headers()?.clone();
    let position = |name: &str| {
        header.iter().position(|title| title == name).with_context(|| format!("the header lacks the column `{name}`"))
    };
    let (record, value) = (position("record_id")?, position(column)?);
    let mut assignment = Assignment::new();
    for row in reader.records() {
        let row = row?;
        let cell = |position: usize| row.get(position).unwrap_or_default().to_owned();
        if assignment.insert(cell(record), cell(value)).is_some() {
            bail!("line {}: this record_id stands there twice", row.position().map_or(0, csv::Position::line));
        }
    }
    Ok(assignment)
}

/// The scores as a small table.
pub(crate) fn render(scores: &Evaluation) -> String {
    let share = |value: f64| format!("{value:.4}");
    let row = |name: &str, quality: Quality| {
        vec![name.to_owned(), share(quality.precision), share(quality.recall), share(quality.f1)]
    };
    let rows = [row("pairs", scores.pairwise), row("B-cubed", scores.b_cubed)];
    format!(
        "{}  {} records, {} entities, {} clusters; {:.1} % of the entities exactly right; largest cluster {}\n",
        text::table(&["", "precision", "recall", "F1"], 1, rows),
        text::count(scores.records),
        text::count(scores.entities),
        text::count(scores.clusters),
        scores.exact_entities * 100.0,
        text::count(scores.largest_cluster)
    )
}
