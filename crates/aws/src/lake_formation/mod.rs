//! Lake Formation: what it holds now, and the steps of a plan, one call each.
//!
//! In:  the desired state and the plans of `governance`, which decides everything.
//! Out: the actual state as it stands in Lake Formation and Glue, and the plan's actions carried out in their order.
//!
//! The account's catalog id goes with every call, because Lake Formation means the caller's account where it is left
//! out, and a data lake may be administered from another one.

mod apply;
mod error;
mod read;
#[cfg(test)]
mod tests;
mod translate;

pub use error::GovernorError;

use crate::clients::Clients;
use crate::failure::Failure;
use governance::{DesiredState, Plan, plan};

/// Governs the tables of one Glue database.
#[derive(Debug, Clone)]
pub struct LakeFormationGovernor {
    lake_formation: aws_sdk_lakeformation::Client,
    glue: aws_sdk_glue::Client,
    catalog_id: String,
    database: String,
}

impl LakeFormationGovernor {
    /// Governs a database of the account that the credentials belong to.
    ///
    /// # Errors
    /// When the account cannot be asked for.
    pub async fn connect(clients: &Clients, database: String) -> Result<Self, Failure> {
        Ok(Self::new(clients, clients.account_id().await?, database))
    }

    /// Governs a database of the account `catalog_id`.
    #[must_use]
    pub fn new(clients: &Clients, catalog_id: String, database: String) -> Self {
        let (lake_formation, glue) = (clients.lake_formation.clone(), clients.glue.clone());
        Self { lake_formation, glue, catalog_id, database }
    }

    /// Brings Lake Formation to `desired`, or only says what would be done.
    ///
    /// # Errors
    /// The first action that failed; those before it are done, and the next call goes on from there.
    pub async fn reconcile(&self, desired: &DesiredState, dry_run: bool) -> Result<Plan, GovernorError> {
        let plan = plan(desired, &self.actual().await?);
        if !dry_run {
            self.apply(&plan).await?;
        }
        Ok(plan)
    }
}
