//! What Lake Formation holds now for one database.

use super::{GovernorError, LakeFormationGovernor, translate};
use crate::failure::Failure;
use aws_sdk_glue::types::{StorageDescriptor, Table};
use aws_sdk_lakeformation::operation::get_resource_lf_tags::GetResourceLfTagsOutput;
use aws_sdk_lakeformation::types::{PrincipalResourcePermissions, Resource};
use futures::{StreamExt, TryStreamExt, stream};
use governance::{ActualState, DataCellsFilter, Grant, TableState, Tags};
use std::collections::{BTreeMap, BTreeSet};

/// How many tables are asked for at once; Lake Formation is slow and soon says that it is too much.
const CONCURRENT_TABLES: usize = 4;

impl LakeFormationGovernor {
    /// Tags, filters and grants as they are, with the tables that Glue has.
    ///
    /// # Errors
    /// When Lake Formation or Glue cannot be asked, or does not let us.
    pub async fn actual(&self) -> Result<ActualState, GovernorError> {
        let states = self.tables().await?.into_iter().map(|table| async move {
            let state = self.table_state(&table).await?;
            Ok::<_, GovernorError>((table.name, state))
        });
        let states = stream::iter(states.collect::<Vec<_>>()).buffered(CONCURRENT_TABLES);
        Ok(ActualState {
            tag_values: self.tag_values().await?,
            database_tags: self.database_tags().await?,
            tables: states.try_collect().await?,
            grants: self.grants().await?,
        })
    }

    async fn tag_values(&self) -> Result<BTreeMap<String, BTreeSet<String>>, GovernorError> {
        let mut pages = self.lake_formation.list_lf_tags().catalog_id(&self.catalog_id).into_paginator().send();
        let mut values = BTreeMap::new();
        while let Some(page) = pages.next().await {
            let page = page.map_err(|error| self.failed("tags")(Failure::of(&error)))?;
            for tag in page.lf_tags() {
                values.insert(tag.tag_key().to_owned(), tag.tag_values().iter().cloned().collect());
            }
        }
        Ok(values)
    }

    async fn database_tags(&self) -> Result<Tags, GovernorError> {
        let database = self.database_resource().map_err(self.failed("tags"))?;
        let answer = self.tags_of(Resource::builder().database(database).build()).await;
        Ok(translate::named_tags(answer.map_err(self.failed("tags"))?.lf_tag_on_database()))
    }

    async fn table_state(&self, table: &Table) -> Result<TableState, GovernorError> {
        let failed = || GovernorError::read("tags", table.name());
        let resource = self.table_resource(Some(table.name())).map_err(failed())?;
        let tags = self.tags_of(Resource::builder().table(resource).build()).await.map_err(failed())?;
        // The columns of a view cannot be tagged, and its filters cannot be made.
        if table.table_type() == Some("VIRTUAL_VIEW") {
            return Ok(TableState { tags: translate::named_tags(tags.lf_tags_on_table()), ..TableState::default() });
        }
        let columns = table.storage_descriptor().map(StorageDescriptor::columns).unwrap_or_default();
        let mut columns: BTreeMap<String, Tags> =
            columns.iter().map(|column| (column.name().to_owned(), Tags::new())).collect();
        for column in tags.lf_tags_on_columns() {
            columns.insert(column.name().unwrap_or_default().to_owned(), translate::named_tags(column.lf_tags()));
        }
        let filters = self.filters(table.name()).await?;
        Ok(TableState { tags: translate::named_tags(tags.lf_tags_on_table()), columns, filters })
    }

    /// The tags that were put on the resource itself and, of a table, on its columns: not what they inherit.
    async fn tags_of(&self, resource: Resource) -> Result<GetResourceLfTagsOutput, Failure> {
        let request = self.lake_formation.get_resource_lf_tags().catalog_id(&self.catalog_id);
        let sent = request.resource(resource).show_assigned_lf_tags(true).send().await;
        sent.map_err(|error| Failure::of(&error))
    }

    async fn filters(&self, table: &str) -> Result<BTreeMap<String, DataCellsFilter>, GovernorError> {
        let failed = || GovernorError::read("filters", table);
        let resource = self.table_resource(Some(table)).map_err(failed())?;
        let mut pages = self.lake_formation.list_data_cells_filter().table(resource).into_paginator().send();
        let mut filters = BTreeMap::new();
        while let Some(page) = pages.next().await {
            let page = page.map_err(|error| failed()(Failure::of(&error)))?;
            for filter in page.data_cells_filters() {
                filters.insert(filter.name().to_owned(), translate::named_filter(filter));
            }
        }
        Ok(filters)
    }

    /// All grants of the account are read, because a question for one resource leaves out grants on its parts.
    async fn grants(&self) -> Result<Vec<Grant>, GovernorError> {
        let mut pages = self.lake_formation.list_permissions().catalog_id(&self.catalog_id).into_paginator().send();
        let mut grants = Vec::new();
        while let Some(page) = pages.next().await {
            let page = page.map_err(|error| self.failed("grants")(Failure::of(&error)))?;
            grants.extend(page.principal_resource_permissions().iter().filter_map(|entry| self.grant(entry)));
        }
        grants.sort_unstable();
        Ok(grants)
    }

    fn grant(&self, entry: &PrincipalResourcePermissions) -> Option<Grant> {
        Some(Grant {
            principal: entry.principal()?.data_lake_principal_identifier()?.to_owned(),
            resource: self.named(entry.resource()?)?,
            permissions: translate::named_permissions(entry.permissions()),
            grantable: translate::named_permissions(entry.permissions_with_grant_option()),
        })
    }

    async fn tables(&self) -> Result<Vec<Table>, GovernorError> {
        let request = self.glue.get_tables().catalog_id(&self.catalog_id).database_name(&self.database);
        let mut pages = request.into_paginator().send();
        let mut tables = Vec::new();
        while let Some(page) = pages.next().await {
            let page = page.map_err(|error| self.failed("tables")(Failure::of(&error)))?;
            tables.extend(page.table_list.unwrap_or_default());
        }
        Ok(tables)
    }

    fn failed(&self, what: &'static str) -> impl FnOnce(Failure) -> GovernorError {
        GovernorError::read(what, &self.database)
    }
}
