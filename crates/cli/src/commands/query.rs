//! `query`: asks the golden tables and views in SQL.

use crate::arguments::{Format, Query};
use crate::session::Session;
use crate::{terminal, text};
use anyhow::{Context, Result};
use query::{Organization, QueryEngine};

pub(crate) async fn run(session: &Session, arguments: Query) -> Result<()> {
    let engine = open(session).await?;
    let Some(sql) = arguments.sql.filter(|_| !arguments.list) else {
        return list(&engine);
    };
    let answer = engine.sql(&sql).await?;
    let format = if session.json() { Format::Json } else { arguments.format };
    match format {
        Format::Table => terminal::print(&query::format::to_text_table(&answer)?),
        Format::Csv => terminal::print(&query::format::to_csv(&answer)?),
        Format::Json => terminal::print(&query::format::to_json(&answer)?),
    }
}

/// The engine over the current snapshot, its views filled in with the organisation's house rules.
pub(crate) async fn open(session: &Session) -> Result<QueryEngine> {
    let engine = QueryEngine::open(&session.lake()?, &organization(session)?).await;
    engine.with_context(|| format!("cannot query the lake {}", session.lake_folder().display()))
}

/// The organisation's house rules: `--schemas DIR`'s `organization.toml`, else the built-in ones.
pub(crate) fn organization(session: &Session) -> Result<Organization> {
    match session.overrides()?.get("organization.toml") {
        Some(text) => Organization::parse(text).context("organization.toml"),
        None => Ok(Organization::bundled()?),
    }
}

fn list(engine: &QueryEngine) -> Result<()> {
    let views = engine.views().into_iter().map(|one| vec![one.view.name.clone(), one.view.summary.clone()]);
    let views = text::table(&["view", "what it says"], 2, views);
    let tables = engine.tables().iter().map(|one| vec![one.name.clone(), one.doc.clone()]);
    terminal::print(&format!("{views}\n{}", text::table(&["table", "what a row is"], 2, tables)))
}
