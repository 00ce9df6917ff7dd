//! `dashboards`: what the dashboards hold, checked against the views; and the same for `QuickSight`.

use crate::arguments;
use crate::commands::governance::policy;
use crate::commands::query::organization;
use crate::session::Session;
use crate::{terminal, text};
use anyhow::{Context, Result};
use dashboards::quicksight::{self, House};
use dashboards::{Columns, Dashboard};
use query::{QueryEngine, empty_lake};

/// The role that reads the dashboards in the cloud.
const READER: &str = "dashboard";

pub(crate) async fn run(session: &Session, arguments: &arguments::Dashboards) -> Result<()> {
    let dashboards = definitions(session).await?;
    let organization = organization(session)?;
    if !arguments.quicksight {
        return list(session, &dashboards);
    }
    let reader = QueryEngine::open_as(&empty_lake().await?, &organization, &policy(session)?, READER).await?;
    let house = House { currency: &organization.currency, time_zone: &organization.time_zone };
    let template = quicksight::template(&dashboards, &columns_of(&reader), house);
    terminal::print(&template.with_context(|| format!("as the role `{READER}` sees it"))?)
}

/// The built-in dashboards, with those of `--schemas DIR` in their place; a new name adds one. All of them fit the views.
pub(crate) async fn definitions(session: &Session) -> Result<Vec<Dashboard>> {
    let overrides = session.overrides()?;
    let own = overrides.iter().filter_map(|(path, text)| {
        let name = path.strip_prefix("dashboards/")?.strip_suffix(".toml")?;
        Some((name, text.as_str()))
    });
    let own: Vec<(&str, &str)> = own.collect();
    let bundled = dashboards::BUNDLED.iter().copied().filter(|(name, _)| !own.iter().any(|(other, _)| other == name));
    let files: Vec<(&str, &str)> = bundled.chain(own.iter().copied()).collect();
    let dashboards = dashboards::load(&files)?;
    // A test holds the built-in ones to the views.
    if !own.is_empty() {
        let columns = columns_of(&QueryEngine::open_empty(&organization(session)?).await?);
        dashboards.iter().try_for_each(|dashboard| dashboards::check::check(dashboard, &columns))?;
    }
    Ok(dashboards)
}

/// The columns of every view that the engine shows.
fn columns_of(engine: &QueryEngine) -> Columns {
    let views = engine.views();
    let columns = views.iter().flat_map(|info| {
        info.columns.iter().map(|column| (info.view.name.as_str(), column.name.as_str(), column.data_type.as_str()))
    });
    Columns::new(columns)
}

fn list(session: &Session, dashboards: &[Dashboard]) -> Result<()> {
    if session.json() {
        return terminal::print_json(&dashboards);
    }
    let line = |dashboard: &Dashboard| {
        let visuals = dashboard.visuals.iter();
        visuals
            .map(|visual| {
                vec![
                    format!("{}.{}", dashboard.name, visual.name),
                    text::word(&visual.kind),
                    visual.title.clone(),
                    visual.view.name.clone(),
                ]
            })
            .collect::<Vec<_>>()
    };
    let lines = dashboards.iter().flat_map(line);
    terminal::print(&text::table(&["visual", "kind", "what it shows", "view"], 4, lines))
}
