//! What every handler sees: the lake, its settings, and as whom the page is served.
//!
//! In:  [`Settings`], checked once.
//! Out: [`AppState`]: the current snapshot to read from, as the role sees it; the lake and the
//!      configuration for the use cases that change something, which only who sees everything may call.

use crate::error::PageError;
use crate::server::ServeError;
use crate::shell;
use crate::snapshot::{Opened, Snapshot};
use crate::work::Work;
use dashboards::Dashboard;
use governance::{Policy, RowRule};
use lake::Lake;
use pipeline::model::{Model, ModelOfSnapshotError, model_of_current_snapshot};
use pipeline::{Configuration, RunContext, Survivorship};
use query::Organization;
use std::sync::Arc;

/// What the page is made for.
#[derive(Debug)]
pub struct Settings {
    /// The lake, which may still be empty.
    pub lake: Lake,
    /// The organisation's house rules.
    pub organization: Organization,
    /// How files are read, matched and merged.
    pub configuration: Configuration,
    /// Who may see what.
    pub policy: Policy,
    /// What is shown of trends, in this order; each fits the views.
    pub dashboards: Vec<Dashboard>,
    /// The role of the policy that the page is served as; as the lake's owner, who sees everything, without one.
    pub role: Option<String>,
    /// Reads the clock when somebody changes something.
    pub clock: fn() -> RunContext,
}

/// What every handler sees. Cheap to clone.
#[derive(Debug, Clone)]
pub struct AppState {
    settings: Arc<Settings>,
    opened: Arc<Opened>,
    work: Arc<Work>,
}

impl AppState {
    /// The page of a lake.
    ///
    /// # Errors
    /// [`ServeError::UnknownRole`] for a role that the policy does not have; [`ServeError::PathTaken`] for a dashboard
    /// that is called like another page.
    pub fn new(settings: Settings) -> Result<Self, ServeError> {
        if let Some(role) = &settings.role
            && settings.policy.role(role).is_none()
        {
            let known = settings.policy.roles().iter().map(|role| role.name.clone()).collect();
            return Err(ServeError::UnknownRole { role: role.clone(), known });
        }
        if let Some(dashboard) = settings.dashboards.iter().find(|dashboard| shell::is_taken(&dashboard.path())) {
            return Err(ServeError::PathTaken { dashboard: dashboard.name.clone() });
        }
        Ok(Self { settings: Arc::new(settings), opened: Arc::default(), work: Arc::default() })
    }

    /// The current snapshot, as the role sees it: all rows of the page come from here.
    pub(crate) async fn snapshot(&self) -> Result<Arc<Snapshot>, PageError> {
        self.opened.current(&self.settings).await
    }

    /// The id of the current snapshot; none before the first.
    pub(crate) async fn snapshot_id(&self) -> Result<Option<String>, PageError> {
        crate::snapshot::current_id(&self.settings.lake).await
    }

    /// The dashboards, in the order in which they are shown.
    pub(crate) fn dashboards(&self) -> &[Dashboard] {
        &self.settings.dashboards
    }

    /// The dashboard of that name.
    ///
    /// # Errors
    /// [`PageError::NotFound`] when there is none.
    pub(crate) fn dashboard(&self, name: &str) -> Result<&Dashboard, PageError> {
        let found = self.dashboards().iter().find(|dashboard| dashboard.name == name);
        found.ok_or(PageError::NotFound { what: "dashboard" })
    }

    pub(crate) fn organization(&self) -> &Organization {
        &self.settings.organization
    }

    /// The role that the page is served as; none for the lake's owner.
    pub(crate) fn role(&self) -> Option<&str> {
        self.settings.role.as_deref()
    }

    /// Whether this page may change the lake (decide, ingest, resolve): only who sees everything may.
    pub(crate) fn may_change(&self) -> bool {
        self.role().is_none_or(|role| self.settings.policy.sees_everything(role))
    }

    /// Which value wins, field by field.
    pub(crate) fn survivorship(&self) -> &Survivorship {
        &self.settings.configuration.survivorship
    }

    /// The lake, for rows as the sources spell them: for a role that sees the golden values with their sources, of
    /// everybody.
    ///
    /// # Errors
    /// [`PageError::NotForRole`] for a role that does not.
    pub(crate) fn to_read_sources(&self) -> Result<&Lake, PageError> {
        self.must_see("constituent_value", "value")?;
        Ok(&self.settings.lake)
    }

    /// The model that weighed the records of the current snapshot, which holds no row; none where none was kept.
    ///
    /// # Errors
    /// [`PageError::NotForRole`] for a role that does not see what the records weighed; or when the lake fails.
    pub(crate) async fn model(&self) -> Result<Option<Model>, PageError> {
        self.must_see("match_link", "weight_bits")?;
        match model_of_current_snapshot(&self.settings.lake).await {
            Ok(model) => Ok(Some(model)),
            Err(ModelOfSnapshotError::Lake(error)) => Err(PageError::Lake { reason: error.to_string() }),
            Err(_) => Ok(None),
        }
    }

    /// Refuses a role that does not see this column in every row of its table.
    pub(crate) fn must_see(&self, table: &str, column: &str) -> Result<(), PageError> {
        let Some(role) = self.role() else { return Ok(()) };
        let access = self.settings.policy.access(role, table).filter(|access| access.rows == RowRule::All);
        if access.is_some_and(|access| access.columns.iter().any(|seen| seen == column)) {
            return Ok(());
        }
        let lacks = format!("column `{column}` of table `{table}`");
        Err(PageError::NotForRole { role: role.to_owned(), lacks })
    }

    /// The lake, its configuration and the moment, for a use case that changes something.
    ///
    /// # Errors
    /// [`PageError::NotForRole`] for a role that does not see everything.
    pub(crate) fn to_change(&self) -> Result<(&Lake, &Configuration, RunContext), PageError> {
        match self.role().filter(|_| !self.may_change()) {
            Some(role) => Err(PageError::NotForRole { role: role.to_owned(), lacks: "a part of the lake".to_owned() }),
            None => Ok((&self.settings.lake, &self.settings.configuration, (self.settings.clock)())),
        }
    }

    /// What is kept between requests for the pages that change something.
    pub(crate) fn work(&self) -> &Work {
        &self.work
    }

    /// Probabilities: where two groups of records become one, and from where on a pair is kept for review.
    pub(crate) fn thresholds(&self) -> (f64, f64) {
        let matching = &self.settings.configuration.matching;
        (matching.match_probability, matching.review_probability)
    }
}
