//! How matching went, in pictures: the weights of the model, the distribution of scores, the flow of rows.
//!
//! In:  `GET /api/matching`.
//! Out: three parts. A part that the role does not see is null: weights and scores are internal, counts of rows are
//!      not.

use crate::error::PageError;
use crate::shell;
use crate::snapshot::{Row, Snapshot};
use crate::state::AppState;
use crate::validator::kept_json;
use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use serde_json::{Value, json};

/// Links by weight, in steps of two bits.
const BY_BITS: &str = "SELECT 2 * floor(weight_bits / 2) AS bits, outcome, count(*) AS links \
                       FROM match_link GROUP BY 2 * floor(weight_bits / 2), outcome ORDER BY bits, outcome";

/// Links by probability, in twentieths.
const BY_PROBABILITY: &str = "SELECT least(floor(probability * 20), 19) / 20 AS probability, outcome, \
                              count(*) AS links FROM match_link \
                              GROUP BY least(floor(probability * 20), 19) / 20, outcome ORDER BY probability, outcome";

const COUNT: &str = "SELECT count(*) AS records FROM crosswalk";

const ROWS: &str = "SELECT source, count(*) AS files, sum(rows_read) AS rows_read, sum(rows_staged) AS rows_staged, \
                    sum(rows_rejected) AS rows_rejected, sum(rows_not_data) AS rows_not_data \
                    FROM source_file GROUP BY source ORDER BY source";

/// Source records by whom they were found to be: known from that record alone, or from several.
const RECORDS: &str = "WITH sizes AS (SELECT constituent_id, count(*) AS records, count(DISTINCT source) AS sources \
                       FROM crosswalk GROUP BY constituent_id) \
                       SELECT crosswalk.source, CASE WHEN records = 1 THEN 'alone' WHEN sources = 1 THEN 'one_source' \
                       ELSE 'several_sources' END AS kind, count(*) AS records \
                       FROM crosswalk JOIN sizes ON crosswalk.constituent_id = sizes.constituent_id \
                       GROUP BY crosswalk.source, CASE WHEN records = 1 THEN 'alone' WHEN sources = 1 THEN 'one_source' \
                       ELSE 'several_sources' END ORDER BY source, kind";

const PEOPLE: &str = "WITH sizes AS (SELECT constituent_id, count(*) AS records, count(DISTINCT source) AS sources \
                      FROM crosswalk GROUP BY constituent_id) \
                      SELECT CASE WHEN records = 1 THEN 'alone' WHEN sources = 1 THEN 'one_source' \
                      ELSE 'several_sources' END AS kind, count(*) AS people FROM sizes \
                      GROUP BY CASE WHEN records = 1 THEN 'alone' WHEN sources = 1 THEN 'one_source' \
                      ELSE 'several_sources' END ORDER BY kind";

pub(crate) fn routes() -> Router<AppState> {
    Router::new().route("/matching", get(page)).route("/api/matching", get(pictures))
}

async fn page(State(state): State<AppState>, headers: HeaderMap) -> Result<Response, PageError> {
    shell::page(&state, &headers, "matching.html", "/matching").await
}

async fn pictures(State(state): State<AppState>, headers: HeaderMap) -> Result<Response, PageError> {
    let snapshot = state.snapshot().await?;
    let scores = scores(&state, &snapshot).await?;
    // Who sees the weights of single links may see what they are made of.
    let model = if scores.is_some() { state.model().await? } else { None };
    let weights = model.and_then(|model| serde_json::to_value(model).ok());
    let flow = flow(&snapshot).await?;
    kept_json(&headers, &json!({ "scores": scores, "weights": weights, "flow": flow }))
}

async fn scores(state: &AppState, snapshot: &Snapshot) -> Result<Option<Value>, PageError> {
    if ["weight_bits", "probability"].iter().any(|column| state.must_see("match_link", column).is_err()) {
        return Ok(None);
    }
    let (by_bits, by_probability) = (seen(snapshot, BY_BITS).await?, seen(snapshot, BY_PROBABILITY).await?);
    let prior_bits = prior_bits(state, snapshot).await?;
    let (cut, review) = state.thresholds();
    let all = by_bits.zip(by_probability);
    Ok(all.map(|(by_bits, by_probability)| {
        json!({
            "by_bits": by_bits, "by_probability": by_probability, "prior_bits": prior_bits, "cut": cut, "review": review
        })
    }))
}

/// With it, bits become probabilities; none when the snapshot kept no model.
async fn prior_bits(state: &AppState, snapshot: &Snapshot) -> Result<Option<f64>, PageError> {
    let rows = seen(snapshot, COUNT).await?.unwrap_or_default();
    let records = rows.first().and_then(|row| row["records"].as_u64()).and_then(|count| usize::try_from(count).ok());
    Ok(state.model().await?.zip(records).map(|(model, records)| model.prior_bits(records)))
}

async fn flow(snapshot: &Snapshot) -> Result<Option<Value>, PageError> {
    let rows = seen(snapshot, ROWS).await?;
    let (records, people) = (seen(snapshot, RECORDS).await?, seen(snapshot, PEOPLE).await?);
    let all = rows.zip(records).zip(people);
    Ok(all.map(|((rows, records), people)| json!({ "rows": rows, "records": records, "people": people })))
}

/// The rows of a statement; none when the role does not see a table.
async fn seen(snapshot: &Snapshot, sql: &str) -> Result<Option<Vec<Row>>, PageError> {
    match snapshot.kept_rows(sql).await {
        Ok(rows) => Ok(Some(rows.to_vec())),
        Err(PageError::NotForRole { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}
