//! Everything that is staged → a new golden snapshot.
//!
//! In:  all staged files, the settings, and who was who in the snapshot before.
//! Out: one committed snapshot and a report, or, when nothing changed, the snapshot as it is.

use crate::decide::standing;
use crate::evidence::match_links;
use crate::matching_input::raw_records;
use crate::memory::megabytes;
use crate::model::keep_model;
use crate::snapshot_name::{is_made_of, snapshot_id, snapshot_inputs};
use crate::{Configuration, MemoryBudget, Progress};
use golden::{GoldenInput, GoldenSummary, PreviousIdentity};
use jiff::Timestamp;
use lake::{Lake, LakeError, LeaseRequest, Manifest, SnapshotInputs};
use matching::{Decisions, Records, RecordsBuilder, Resolution};
use records::golden::{Crosswalk, MatchLink, Redirect};
use records::keys::SourceRecordKey;
use records::kinds::MatchOutcome;
use records::staged::{SourceFile, StagedRecords};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What a run of [`resolve`] did.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ResolveReport {
    /// The snapshot that readers see now.
    pub snapshot_id: String,
    /// Nothing had changed since that snapshot was made.
    pub unchanged: bool,
    /// Staged files that the snapshot is made of.
    pub files: usize,
    /// Source records that stand for somebody, the newest version of each.
    pub source_records: usize,
    /// People and organisations found.
    pub constituents: usize,
    /// Households found.
    pub households: usize,
    /// Source records that turned out to be somebody already known.
    pub duplicates_merged: usize,
    /// Pairs that a person should look at.
    pub review_pairs: usize,
    /// Pairs of records that were compared.
    pub candidate_pairs: u64,
    /// Whether the weights were learned to the end.
    pub converged: bool,
    /// Pairs that stewards said are one, and that a "never" between them or their likes keeps apart.
    pub contradictions: Vec<(String, String)>,
    /// What the engine could not do in full, in plain words.
    pub notes: Vec<String>,
}

/// Why no snapshot was made. The one before stays as it is.
#[derive(Debug, thiserror::Error)]
pub enum ResolveError {
    /// Nothing was ever ingested.
    #[error("the lake holds no staged files yet: run `donorlake ingest FILE…` first")]
    NothingStaged,
    /// The lake could not be read or written. Trying again may help.
    #[error(transparent)]
    Lake(#[from] LakeError),
    /// There are more rows than this machine can hold. It would be killed, so it does not begin.
    #[error(
        "{rows} staged rows need about {needed_mb} MB of memory, and {available_mb} MB may be used: give the function more memory, or run `donorlake resolve` on a larger machine"
    )]
    TooLarge {
        /// Staged rows of all files.
        rows: i64,
        /// What they are estimated to need.
        needed_mb: u64,
        /// What the budget allows.
        available_mb: u64,
    },
    /// The matching engine refused its input.
    #[error("matching: {0}")]
    Matching(#[from] matching::ModelError),
}

/// The task that one alone may do at a time, as leases name it.
const TASK: &str = "resolve";

/// What came of [`resolve_alone`].
#[derive(Debug, Clone, PartialEq)]
pub enum Turn {
    /// It was our turn.
    Done(Box<ResolveReport>),
    /// Somebody else resolves at this moment, until then at the latest.
    Busy(Timestamp),
}

/// As [`resolve`], unless somebody else is at it: then it does nothing and says so.
///
/// # Errors
/// As [`resolve`].
pub async fn resolve_alone(
    lake: &Lake,
    configuration: &Configuration,
    budget: MemoryBudget,
    request: &LeaseRequest,
    progress: &dyn Progress,
) -> Result<Turn, ResolveError> {
    let lease = match lake.lease(TASK, request).await? {
        Ok(lease) => lease,
        Err(until) => return Ok(Turn::Busy(until)),
    };
    let outcome = resolve(lake, configuration, budget, progress).await;
    if let Err(error) = lake.release(lease).await {
        // It ends by itself; the outcome is what counts.
        tracing::warn!(%error, "the lease was not released");
    }
    outcome.map(|report| Turn::Done(Box::new(report)))
}

/// Whether the current snapshot is made of all that is staged and decided: then [`resolve`] would change nothing.
///
/// # Errors
/// When the lake fails.
pub async fn is_up_to_date(lake: &Lake, configuration: &Configuration) -> Result<bool, LakeError> {
    let files = lake.source_files().await?;
    let inputs = snapshot_inputs(&files, configuration, &standing(lake).await?);
    let current = lake.current_snapshot().await?;
    Ok(current.map_or(files.is_empty(), |manifest| is_made_of(&manifest, &inputs)))
}

/// Makes a new snapshot of all that is staged, unless the current one is made of just that.
///
/// # Errors
/// When nothing is staged, the rows do not fit the budget, or the lake fails; the snapshot before stays in place.
pub async fn resolve(
    lake: &Lake,
    configuration: &Configuration,
    budget: MemoryBudget,
    progress: &dyn Progress,
) -> Result<ResolveReport, ResolveError> {
    let files = lake.source_files().await?;
    if files.is_empty() {
        return Err(ResolveError::NothingStaged);
    }
    let standing = standing(lake).await?;
    let inputs = snapshot_inputs(&files, configuration, &standing);
    let before = lake.current_snapshot().await?;
    if let Some(manifest) = before.as_ref().filter(|manifest| is_made_of(manifest, &inputs)) {
        return Ok(report_unchanged(manifest, files.len()));
    }
    if let Some((needed, available)) = budget.lacking(&files) {
        let rows = files.iter().map(|file| file.rows_staged).sum();
        return Err(ResolveError::TooLarge { rows, needed_mb: megabytes(needed), available_mb: megabytes(available) });
    }
    progress.stage("reading staged rows", files.len() as u64);
    let staged = read_all(lake, &files, progress).await?;
    let previous = previous_identity(lake, before.as_ref()).await?;
    let snapshot_id = snapshot_id(&inputs, before.as_ref());
    let previous_id = before.map(|manifest| manifest.snapshot_id);
    let decisions = standing.decisions;
    let work = Work { files, inputs, decisions, staged, previous, previous_id, snapshot_id };
    make_snapshot(lake, configuration, work, progress).await
}

/// All that goes into one snapshot.
struct Work {
    files: Vec<SourceFile>,
    inputs: SnapshotInputs,
    decisions: Decisions,
    staged: StagedRecords,
    previous: PreviousIdentity,
    previous_id: Option<String>,
    snapshot_id: String,
}

async fn make_snapshot(
    lake: &Lake,
    configuration: &Configuration,
    work: Work,
    progress: &dyn Progress,
) -> Result<ResolveReport, ResolveError> {
    let newest = golden::newest_versions(work.staged, &work.files);
    let records = engine_records(&newest);
    let decisions = with_couples(work.decisions, &newest);
    let resolution = matching::resolve(&records, &configuration.matching, &decisions, &Adapter(progress))?;
    let (links, clusters) = (match_links(&records, &resolution), clusters(&records, &resolution));
    progress.stage("building golden records", 0);
    let file_count = work.files.len();
    let output = golden::build(GoldenInput {
        staged: newest,
        files: work.files,
        clusters: &|key| clusters.get(key).copied(),
        links,
        previous: work.previous,
        survivorship: &configuration.survivorship,
        default_country: None,
    });
    progress.stage("writing the snapshot", 0);
    keep_model(lake, &work.snapshot_id, &resolution.model).await?;
    let previous = work.previous_id.as_deref();
    lake.write_snapshot_after(previous, &work.snapshot_id, &output.tables, &work.inputs).await?;
    let constituents = output.tables.constituents.len();
    Ok(ResolveReport {
        snapshot_id: work.snapshot_id,
        unchanged: false,
        files: file_count,
        source_records: output.tables.crosswalk.len(),
        constituents,
        households: output.summary.households,
        duplicates_merged: output.tables.crosswalk.len() - constituents,
        review_pairs: review_pairs(&output.tables.match_links),
        candidate_pairs: resolution.report.candidates.iter().map(|rule| rule.pairs).sum(),
        converged: resolution.model.converged,
        contradictions: contradictions(&resolution),
        notes: notes(&resolution, &output.summary),
    })
}

/// What the engine could not do in full, and what was put right, in plain words.
fn notes(resolution: &Resolution, summary: &GoldenSummary) -> Vec<String> {
    let mut notes = Vec::new();
    let mut note = |count: u64, what: &str| {
        if count > 0 {
            notes.push(format!("{count} {what}"));
        }
    };
    let report = &resolution.report;
    note(report.degraded_blocks.iter().map(|block| block.blocks).sum(), "blocks were too large to compare every pair");
    note(report.cut_components, "groups of linked records were too large to cluster exactly");
    note(
        report.contradictions.len() as u64,
        "decisions contradict others: a \"never\" was followed, the \"match\" was not",
    );
    note(report.unknown_decisions, "decisions name records that no file holds");
    note(summary.duplicate_gifts as u64, "gifts are told by two sources and counted once");
    note(summary.gifts_without_record as u64, "gifts name a donor that no file holds: counted as money, not as donors");
    note(summary.anonymous_records as u64, "more records stand for an unknown giver and were left out");
    if !resolution.model.converged {
        notes.push("the weights were still moving when training stopped".to_owned());
    }
    notes
}

/// A record that holds a couple gave two records: those two are never one person.
fn with_couples(mut decisions: Decisions, newest: &StagedRecords) -> Decisions {
    let keys: BTreeSet<&SourceRecordKey> = newest.parties.iter().map(|party| &party.source_record_key).collect();
    let couples = newest.parties.iter().filter(|party| keys.contains(&party.source_record_key.partner()));
    let pair = |key: &SourceRecordKey| (key.as_str().to_owned(), key.partner().as_str().to_owned());
    decisions.never_match.extend(couples.map(|party| pair(&party.source_record_key)));
    decisions
}

fn contradictions(resolution: &Resolution) -> Vec<(String, String)> {
    resolution.report.contradictions.iter().map(|pair| (pair.left.clone(), pair.right.clone())).collect()
}

fn engine_records(newest: &StagedRecords) -> Records {
    let mut builder = RecordsBuilder::new();
    for record in raw_records(newest) {
        builder.push(record);
    }
    builder.finish()
}

async fn read_all(lake: &Lake, files: &[SourceFile], progress: &dyn Progress) -> Result<StagedRecords, LakeError> {
    let mut all = StagedRecords::default();
    for file in files {
        all.append(lake.read_staged_records(file).await?);
        progress.advance(1);
    }
    Ok(all)
}

async fn previous_identity(lake: &Lake, before: Option<&Manifest>) -> Result<PreviousIdentity, LakeError> {
    let Some(manifest) = before else { return Ok(PreviousIdentity::default()) };
    Ok(PreviousIdentity {
        crosswalk: lake.read_golden::<Crosswalk>(manifest).await?,
        redirects: lake.read_golden::<Redirect>(manifest).await?,
    })
}

fn clusters(records: &Records, resolution: &Resolution) -> BTreeMap<SourceRecordKey, u64> {
    let ids = records.ids().iter().map(SourceRecordKey::from_stored);
    ids.zip(resolution.clusters.iter().map(|&cluster| u64::from(cluster))).collect()
}

fn review_pairs(links: &[MatchLink]) -> usize {
    links.iter().filter(|link| link.outcome == MatchOutcome::Review).count()
}

fn report_unchanged(manifest: &Manifest, files: usize) -> ResolveReport {
    let rows = |table: &str| manifest.table(table).map_or(0, |table| usize::try_from(table.rows).unwrap_or_default());
    ResolveReport {
        snapshot_id: manifest.snapshot_id.clone(),
        unchanged: true,
        files,
        source_records: rows("crosswalk"),
        constituents: rows("constituent"),
        households: rows("household"),
        duplicates_merged: rows("crosswalk") - rows("constituent"),
        review_pairs: 0,
        candidate_pairs: 0,
        converged: true,
        contradictions: Vec::new(),
        notes: Vec::new(),
    }
}

/// The engine's progress, told as the pipeline's.
struct Adapter<'a>(&'a dyn Progress);

impl matching::Progress for Adapter<'_> {
    fn stage(&self, name: &'static str, total: u64) {
        self.0.stage(name, total);
    }

    fn advance(&self, count: u64) {
        self.0.advance(count);
    }
}
