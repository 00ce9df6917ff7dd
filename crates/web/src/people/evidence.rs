//! Why the records of a person are one, and what became of ids that were merged into it.
//!
//! In:  a golden id.
//! Out: `records`: the keys; `links`: every link among them with its evidence, and the first guess in bits;
//!      `retired`: ids that were merged into this one; `decisions`: what stewards said about these records.

use super::parts::{literal, part, rows};
use super::records::{keys_of, typed};
use crate::error::PageError;
use crate::snapshot::{Row, Snapshot};
use crate::state::AppState;
use ::records::golden::MatchLink;
use ::records::keys::SourceRecordKey;
use pipeline::cluster::{ClusterLink, cluster_links};
use pipeline::decide::{Decision, decisions};
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

#[derive(Serialize)]
struct Links {
    /// log2 of the odds before any evidence; none where the snapshot kept no model.
    prior_bits: Option<f64>,
    links: Vec<ClusterLink>,
}

pub(super) async fn parts(state: &AppState, snapshot: &Snapshot, id: &str) -> Result<Map<String, Value>, PageError> {
    let sql = format!("SELECT source_record_key, source FROM crosswalk WHERE constituent_id = {}", literal(id));
    let records = rows(snapshot, &format!("{sql} ORDER BY source_record_key")).await;
    let retired = format!("SELECT retired_id FROM redirect WHERE constituent_id = {}", literal(id));
    let retired = rows(snapshot, &format!("{retired} ORDER BY retired_id")).await;
    Ok(Map::from_iter([
        ("records".to_owned(), part(records)?),
        ("links".to_owned(), part(links(state, snapshot, id).await)?),
        ("retired".to_owned(), part(retired)?),
        ("decisions".to_owned(), part(decisions_about(state, snapshot, id).await)?),
    ]))
}

async fn links(state: &AppState, snapshot: &Snapshot, id: &str) -> Result<Links, PageError> {
    state.must_see("match_link", "evidence")?;
    let own = format!("(SELECT source_record_key FROM crosswalk WHERE constituent_id = {})", literal(id));
    let sql = format!("SELECT * FROM match_link WHERE left_key IN {own} AND right_key IN {own}");
    let links: Vec<MatchLink> = typed(rows(snapshot, &sql).await?)?;
    Ok(Links { prior_bits: prior_bits(state, snapshot).await?, links: cluster_links(links) })
}

/// The first guess: how likely any two records are one, before anything is compared.
async fn prior_bits(state: &AppState, snapshot: &Snapshot) -> Result<Option<f64>, PageError> {
    let count = snapshot.kept_rows("SELECT COUNT(*) AS records FROM crosswalk").await?;
    let count = count.first().and_then(|row: &Row| row["records"].as_u64()).unwrap_or_default();
    let records = usize::try_from(count).unwrap_or(usize::MAX);
    Ok(state.model().await?.map(|model| model.prior_bits(records)))
}

/// What stewards said about the records, the latest first: for those who may decide themselves.
async fn decisions_about(state: &AppState, snapshot: &Snapshot, id: &str) -> Result<Vec<Decision>, PageError> {
    let (lake, ..) = state.to_change()?;
    let keys: BTreeSet<SourceRecordKey> = keys_of(snapshot, id).await?;
    let mut said = decisions(lake).await.map_err(|error| PageError::Lake { reason: error.to_string() })?;
    said.retain(|decision| keys.contains(&decision.left) || keys.contains(&decision.right));
    said.reverse();
    Ok(said)
}
