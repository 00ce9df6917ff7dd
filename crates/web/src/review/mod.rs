//! The review queue: pairs side by side, and a steward's word about them.
//!
//! In:  `GET /api/review?limit=…`; `POST /api/review/decisions` with two records and a verdict.
//! Out: the questions from which most is gained, with all their records; what stands after a decision. Whoever may
//!      not see names and links gets a refusal, in words.

mod record;

use crate::error::PageError;
use crate::shell;
use crate::state::AppState;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Json, Router};
use lake::{Lake, Manifest};
use pipeline::decide::{DecideError, Verdict, decide, standing_decisions};
use pipeline::resolve::is_up_to_date;
use pipeline::review::{Doubtful, ReviewQueue};
use pipeline::source_records::source_records;
use record::{RecordView, record_view};
use records::keys::SourceRecordKey;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Questions that are sent when the page does not say how many.
const QUESTIONS: usize = 20;

/// The most questions, and the most decisions, that one answer holds.
const AT_MOST: usize = 200;

/// Records of one side that are sent; the page says how many more there are.
const RECORDS_OF_A_SIDE: usize = 12;

pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/review", get(page))
        .route("/api/review", get(queue))
        .route("/api/review/decisions", post(decision))
}

async fn page(State(state): State<AppState>, headers: HeaderMap) -> Result<Response, PageError> {
    shell::page(&state, &headers, "review.html", "/review").await
}

#[derive(Deserialize)]
struct Wanted {
    limit: Option<usize>,
}

/// Body of `GET /api/review`.
#[derive(Serialize)]
struct QueueBody {
    /// Questions that are open, sent or not.
    open: usize,
    /// Whether a resolution would change nothing.
    up_to_date: bool,
    /// log2 of the odds before any evidence; null when the snapshot kept no model.
    prior_bits: Option<f64>,
    #[serde(flatten)]
    queue: ReviewQueue,
    shown: BTreeMap<SourceRecordKey, RecordView>,
}

async fn queue(State(state): State<AppState>, Query(wanted): Query<Wanted>) -> Result<Json<QueueBody>, PageError> {
    let (lake, configuration, _) = state.to_change()?;
    let snapshot = state.snapshot().await?;
    let manifest = lake.snapshot(snapshot.id()).await?.ok_or(PageError::EmptyLake)?;
    let doubtful = snapshot.doubtful.get_or_try_init(|| Doubtful::read(lake, &manifest)).await?;
    let mut queue = doubtful.queue(standing_decisions(lake).await?);
    let open = queue.questions.len();
    queue.questions.truncate(wanted.limit.unwrap_or(QUESTIONS).min(AT_MOST));
    queue.decisions.truncate(AT_MOST);
    let shown = records_of(lake, &manifest, &queue).await?;
    let prior_bits = state.model().await?.map(|model| model.prior_bits(queue.records));
    let up_to_date = is_up_to_date(lake, configuration).await?;
    Ok(Json(QueueBody { open, up_to_date, prior_bits, queue, shown }))
}

/// The records that the page shows: of each question both sides, of each decision both ends.
async fn records_of(
    lake: &Lake,
    snapshot: &Manifest,
    queue: &ReviewQueue,
) -> Result<BTreeMap<SourceRecordKey, RecordView>, PageError> {
    let mut keys: BTreeSet<SourceRecordKey> = BTreeSet::new();
    for question in &queue.questions {
        keys.extend([question.link.left_key.clone(), question.link.right_key.clone()]);
        for side in [&question.left_records, &question.right_records] {
            keys.extend(side.iter().take(RECORDS_OF_A_SIDE).cloned());
        }
    }
    let ends = queue.decisions.iter().flat_map(|one| [&one.decision.left, &one.decision.right]);
    keys.extend(ends.cloned());
    let records = source_records(lake, snapshot, &keys).await?;
    Ok(records.into_iter().map(|record| (record.party.source_record_key.clone(), record_view(record))).collect())
}

/// Body of `POST /api/review/decisions`: two records and what they are.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    left: SourceRecordKey,
    right: SourceRecordKey,
    verdict: Verdict,
}

async fn decision(State(state): State<AppState>, Json(said): Json<Said>) -> Result<Json<serde_json::Value>, PageError> {
    let (lake, _, context) = state.to_change()?;
    let kept = decide(lake, &[(said.left, said.right, said.verdict)], &context).await?;
    Ok(Json(serde_json::json!({ "kept": kept })))
}

impl From<DecideError> for PageError {
    fn from(error: DecideError) -> Self {
        match error {
            DecideError::NoSnapshot => Self::EmptyLake,
            DecideError::Lake(error) => error.into(),
            wrong => Self::BadRequest { reason: wrong.to_string() },
        }
    }
}
