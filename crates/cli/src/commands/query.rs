//! `query`: asks the golden tables and views in SQL, with all rights or as one role.

use crate::arguments::{Format, Query};
use crate::commands::governance::policy;
use crate::session::Session;
use crate::{terminal, text};
use anyhow::{Context, Result};
use query::{Organization, QueryEngine};

pub(crate) async fn run(session: &Session, arguments: Query) -> Result<()> {
    let engine = open_as(session, arguments.role.as_deref()).await?;
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
    open_as(session, None).await
}

/// The engine; for a role, with what it may see.
async fn open_as(session: &Session, role: Option<&str>) -> Result<QueryEngine> {
    let (lake, organization) = (session.lake()?, organization(session)?);
    let engine = match role {
        None => QueryEngine::open(&lake, &organization).await,
        Some(role) => QueryEngine::open_as(&lake, &organization, &policy(session)?, role).await,
    };
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
    let tables = text::table(&["table", "what a row is"], 2, tables);
    terminal::print(&format!("{views}\n{tables}{}", withheld(engine)))
}

/// What is there, but not for the role that asks; empty without a role.
fn withheld(engine: &QueryEngine) -> String {
    let withheld = engine.withheld();
    if withheld.is_empty() {
        return String::new();
    }
    let lines = withheld.into_iter().map(|(name, lacks)| vec![name, lacks]);
    format!("\n{}", text::table(&["not for this role", "it does not see"], 2, lines))
}
