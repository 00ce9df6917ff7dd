//! The steps of a publication. Each says what it did, and doing it again changes nothing.

use aws::Clients;
use aws::athena::{AthenaViews, SyncedViews};
use aws::glue::GATE_VIEW;
use aws::lake_formation::LakeFormationGovernor;
use aws::metrics::{Emf, Unit};
use aws::quicksight::QuickSight;
use aws::settings::PublishSettings;
use governance::{DesiredState, Plan, Policy, Principals, PrincipalsError, desired};
use lake::Lake;
use pipeline::publish::{PublishReport, publish};
use std::error::Error;
use std::time::Duration;
use views::View;

/// What all steps need, made once.
pub(crate) struct Steps {
    settings: PublishSettings,
    clients: Clients,
    lake: Lake,
    views: Vec<View>,
    desired: DesiredState,
}

/// A step failed. Those before it are done; the next run goes on from there.
#[derive(Debug, thiserror::Error)]
#[error("step `{step}` failed")]
pub(crate) struct StepError {
    /// Which step.
    pub(crate) step: &'static str,
    #[source]
    source: Box<dyn Error + Send + Sync>,
}

impl Steps {
    pub(crate) fn new(
        settings: PublishSettings,
        clients: Clients,
        policy: &Policy,
        views: Vec<View>,
    ) -> Result<Self, PrincipalsError> {
        let lake = aws::open_published_lake(&settings, &clients);
        let roles = settings.principals.iter().map(|(role, arns)| (role.clone(), arns.iter().cloned().collect()));
        let keep = settings.keep_principals.iter().cloned().collect();
        let principals = Principals::new(policy, roles.collect(), keep)?;
        let desired = desired(policy, &settings.glue_database, &principals, &for_everybody(policy, &views));
        Ok(Self { settings, clients, lake, views, desired })
    }

    /// Moves the Glue tables to the current snapshot.
    pub(crate) async fn tables(&self) -> Result<PublishReport, StepError> {
        publish(&self.lake).await.map_err(failed("tables"))
    }

    /// Makes the views that Athena answers.
    pub(crate) async fn views(&self) -> Result<SyncedViews, StepError> {
        AthenaViews::of_settings(&self.settings, &self.clients).sync(&self.views).await.map_err(failed("views"))
    }

    /// Brings Lake Formation to the policy, or only says what would change.
    pub(crate) async fn grants(&self, is_dry_run: bool) -> Result<Plan, StepError> {
        let governor = LakeFormationGovernor::connect(&self.clients, self.settings.glue_database.clone()).await;
        let governor = governor.map_err(failed("grants"))?;
        governor.reconcile(&self.desired, is_dry_run).await.map_err(failed("grants"))
    }

    /// Lets the dashboards read the snapshot; how many data sets were told.
    pub(crate) async fn dashboards(&self, snapshot_id: &str) -> Result<usize, StepError> {
        if self.settings.quicksight_data_sets.is_empty() {
            return Ok(0);
        }
        let quicksight = QuickSight::connect(&self.clients).await.map_err(failed("dashboards"))?;
        for data_set in &self.settings.quicksight_data_sets {
            quicksight.refresh(data_set, snapshot_id).await.map_err(failed("dashboards"))?;
        }
        Ok(self.settings.quicksight_data_sets.len())
    }

    /// Marks the objects of older snapshots, so that the bucket's lifecycle moves them to colder storage; how many.
    pub(crate) async fn superseded(&self, snapshot_id: &str) -> Result<usize, StepError> {
        aws::s3::mark_superseded(&self.clients, &self.settings.lake.lake_bucket, snapshot_id)
            .await
            .map_err(failed("superseded"))
    }

    pub(crate) fn measure(&self, tables: &PublishReport, views: &SyncedViews, grants: usize, elapsed: Duration) {
        let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
        Emf::new(&self.settings.metrics_namespace)
            .metric("SnapshotsPublished", Unit::Count, u64::from(!tables.already_current))
            .metric("TablesPublished", Unit::Count, count(tables.tables))
            .metric("ViewsPublished", Unit::Count, count(views.made.len()))
            .metric("GrantsChanged", Unit::Count, count(grants))
            .metric("Duration", Unit::Milliseconds, u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX))
            .emit();
    }
}

/// Every role may find every view: whoever asks one needs the tables below it too.
fn for_everybody(policy: &Policy, views: &[View]) -> Vec<(String, Vec<String>)> {
    let roles: Vec<String> = policy.roles().iter().map(|role| role.name.clone()).collect();
    let names = views.iter().map(|view| view.name.clone()).chain([GATE_VIEW.to_owned()]);
    names.map(|name| (name, roles.clone())).collect()
}

fn failed<E: Error + Send + Sync + 'static>(step: &'static str) -> impl FnOnce(E) -> StepError {
    move |error| StepError { step, source: Box::new(error) }
}
