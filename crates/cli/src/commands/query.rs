//! `query`: asks the golden tables and views in SQL, with all rights or as one role.

use crate::arguments::{Format, Query};
use crate::commands::governance::policy;
use crate::session::Session;
use crate::{terminal, text};
use anyhow::{Context, Result};
use query::{Organization, QueryEngine, QueryResult};
use std::path::Path;

pub(crate) async fn run(session: &Session, arguments: Query) -> Result<()> {
    let engine = open_as(session, arguments.role.as_deref()).await?;
    let format = if session.json() { Format::Json } else { arguments.format };
    if let Some(folder) = &arguments.into {
        return write_every_view(&engine, folder, format).await;
    }
    let Some(sql) = arguments.sql.filter(|_| !arguments.list) else {
        return list(&engine);
    };
    terminal::print(&as_text(&engine.sql(&sql).await?, format)?)
}

fn as_text(answer: &QueryResult, format: Format) -> Result<String> {
    Ok(match format {
        Format::Table => query::format::to_text_table(answer)?,
        Format::Csv => query::format::to_csv(answer)?,
        Format::Json => query::format::to_json(answer)?,
    })
}

/// One file per view that is there for who asks; a file of the same name is replaced.
async fn write_every_view(engine: &QueryEngine, folder: &Path, format: Format) -> Result<()> {
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let ending = match format {
        Format::Table => "txt",
        Format::Csv => "csv",
        Format::Json => "json",
    };
    for info in engine.views() {
        let name = &info.view.name;
        let answer = engine.rows_of(name).await.with_context(|| format!("view `{name}`"))?;
        let file = folder.join(format!("{name}.{ending}"));
        std::fs::write(&file, as_text(&answer, format)?).with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(())
}

/// The engine over the current snapshot, its views filled in with the organisation's house rules.
pub(crate) async fn open(session: &Session) -> Result<QueryEngine> {
    open_as(session, None).await
}

/// The engine; for a role, with what it may see.
async fn open_as(session: &Session, role: Option<&str>) -> Result<QueryEngine> {
    let (lake, organization) = (session.existing_lake()?, organization(session)?);
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
