//! Carrying out a plan: one call per action, in the plan's order.

use super::{GovernorError, LakeFormationGovernor, translate};
use crate::failure::Failure;
use aws_sdk_lakeformation::types::{DataLakePrincipal, LfTagError, LfTagPair};
use governance::{Action, DataCellsFilter, Grant, Plan, TagTarget, Tags};
use std::collections::BTreeSet;
use std::time::Duration;

/// How often an action is tried that meets another change at the same moment.
const TURNS: u32 = 5;
const FIRST_PAUSE: Duration = Duration::from_millis(200);

impl LakeFormationGovernor {
    /// Carries out a plan. The order matters: nobody sees more in between than before or after.
    ///
    /// # Errors
    /// The first action that failed; those before it are done.
    pub async fn apply(&self, plan: &Plan) -> Result<(), GovernorError> {
        for (index, action) in plan.actions.iter().enumerate() {
            self.carry_out_until_done(action).await.map_err(|source| GovernorError::Step {
                step: index + 1,
                steps: plan.actions.len(),
                action: action.to_string(),
                source,
            })?;
        }
        Ok(())
    }

    /// Lake Formation refuses changes that meet, and says so with an error that the SDK does not take for passing.
    async fn carry_out_until_done(&self, action: &Action) -> Result<(), Failure> {
        let mut pause = FIRST_PAUSE;
        for _ in 1..TURNS {
            match self.carry_out(action).await {
                Err(failure) if failure.retryable => tokio::time::sleep(pause).await,
                done => return done,
            }
            pause *= 2;
        }
        self.carry_out(action).await
    }

    async fn carry_out(&self, action: &Action) -> Result<(), Failure> {
        match action {
            Action::CreateTag { key, values } => self.create_tag(key, values).await,
            Action::AddTagValues { key, values } => self.change_tag(key, Some(values), None).await,
            Action::DeleteTagValues { key, values } => self.change_tag(key, None, Some(values)).await,
            Action::SetTags { target, tags } => self.set_tags(target, tags).await,
            Action::RemoveTags { target, tags } => self.remove_tags(target, tags).await,
            Action::CreateFilter { table, name, filter } => self.create_filter(table, name, filter).await,
            Action::UpdateFilter { table, name, filter } => self.update_filter(table, name, filter).await,
            Action::DeleteFilter { table, name } => self.delete_filter(table, name).await,
            Action::Grant { grant } => self.give(grant).await,
            Action::Revoke { grant } => self.take(grant).await,
        }
    }

    async fn create_tag(&self, key: &str, values: &BTreeSet<String>) -> Result<(), Failure> {
        let request = self.lake_formation.create_lf_tag().catalog_id(&self.catalog_id).tag_key(key);
        done(request.set_tag_values(listed(Some(values))).send().await.map_err(|error| Failure::of(&error)))
    }

    async fn change_tag(
        &self,
        key: &str,
        add: Option<&BTreeSet<String>>,
        delete: Option<&BTreeSet<String>>,
    ) -> Result<(), Failure> {
        let request = self.lake_formation.update_lf_tag().catalog_id(&self.catalog_id).tag_key(key);
        let request = request.set_tag_values_to_add(listed(add)).set_tag_values_to_delete(listed(delete));
        done(request.send().await.map_err(|error| Failure::of(&error)))
    }

    async fn set_tags(&self, target: &TagTarget, tags: &Tags) -> Result<(), Failure> {
        let request = self.lake_formation.add_lf_tags_to_resource().catalog_id(&self.catalog_id);
        let request = request.resource(self.target(target)?).set_lf_tags(Some(self.tag_pairs(tags)?));
        let answer = request.send().await.map_err(|error| Failure::of(&error))?;
        all_done(answer.failures())
    }

    async fn remove_tags(&self, target: &TagTarget, tags: &Tags) -> Result<(), Failure> {
        let request = self.lake_formation.remove_lf_tags_from_resource().catalog_id(&self.catalog_id);
        let request = request.resource(self.target(target)?).set_lf_tags(Some(self.tag_pairs(tags)?));
        let answer = request.send().await.map_err(|error| Failure::of(&error))?;
        all_done(answer.failures())
    }

    async fn create_filter(&self, table: &str, name: &str, filter: &DataCellsFilter) -> Result<(), Failure> {
        let request = self.lake_formation.create_data_cells_filter().table_data(self.filter(table, name, filter)?);
        done(request.send().await.map_err(|error| Failure::of(&error)))
    }

    async fn update_filter(&self, table: &str, name: &str, filter: &DataCellsFilter) -> Result<(), Failure> {
        let request = self.lake_formation.update_data_cells_filter().table_data(self.filter(table, name, filter)?);
        done(request.send().await.map_err(|error| Failure::of(&error)))
    }

    async fn delete_filter(&self, table: &str, name: &str) -> Result<(), Failure> {
        let request = self.lake_formation.delete_data_cells_filter().table_catalog_id(&self.catalog_id);
        let request = request.database_name(&self.database).table_name(table).name(name);
        done(request.send().await.map_err(|error| Failure::of(&error)))
    }

    async fn give(&self, grant: &Grant) -> Result<(), Failure> {
        let request = self.lake_formation.grant_permissions().catalog_id(&self.catalog_id);
        let request = request.principal(principal(grant)).resource(self.resource(&grant.resource)?);
        let request = request.set_permissions(translate::permissions(&grant.permissions));
        let request = request.set_permissions_with_grant_option(translate::permissions(&grant.grantable));
        done(request.send().await.map_err(|error| Failure::of(&error)))
    }

    async fn take(&self, grant: &Grant) -> Result<(), Failure> {
        let request = self.lake_formation.revoke_permissions().catalog_id(&self.catalog_id);
        let request = request.principal(principal(grant)).resource(self.resource(&grant.resource)?);
        // The list is required, also when only the right to grant is taken.
        let taken = translate::permissions(&grant.permissions);
        let request = request.set_permissions(taken.or_else(|| Some(Vec::new())));
        let request = request.set_permissions_with_grant_option(translate::permissions(&grant.grantable));
        done(request.send().await.map_err(|error| Failure::of(&error)))
    }
}

fn principal(grant: &Grant) -> DataLakePrincipal {
    DataLakePrincipal::builder().data_lake_principal_identifier(&grant.principal).build()
}

fn listed(values: Option<&BTreeSet<String>>) -> Option<Vec<String>> {
    values.map(|values| values.iter().cloned().collect())
}

fn done<T>(answer: Result<T, Failure>) -> Result<(), Failure> {
    answer.map(|_| ())
}

/// Tagging answers with success although some tags were refused.
fn all_done(failures: &[LfTagError]) -> Result<(), Failure> {
    let Some(first) = failures.first() else { return Ok(()) };
    let code = first.error().and_then(|error| error.error_code()).unwrap_or("no code given");
    let key = first.lf_tag().map(LfTagPair::tag_key).unwrap_or_default();
    let retryable = code == "ConcurrentModificationException";
    Err(Failure::unanswered(format!("{} tags were refused, first `{key}`: {code}", failures.len()), retryable))
}
