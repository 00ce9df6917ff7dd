//! Between `governance`'s words and Lake Formation's.
//!
//! In:  a resource, filter, tag or permission of one side.
//! Out: the same on the other. What Lake Formation says of other databases and other tags is none of ours.

use super::LakeFormationGovernor;
use crate::failure::Failure;
use aws_sdk_lakeformation::error::BuildError;
use aws_sdk_lakeformation::types as sdk;
use governance::lake_formation::{AREA_TAG, CLASS_TAG};
use governance::{ColumnSelection, DataCellsFilter, Permission, Resource, TagExpression, TagTarget, Tags};
use std::collections::BTreeSet;

/// The name under which Lake Formation lists a grant on every table.
const ALL_TABLES: &str = "ALL_TABLES";

impl LakeFormationGovernor {
    /// A resource as Lake Formation takes it.
    pub(super) fn resource(&self, resource: &Resource) -> Result<sdk::Resource, Failure> {
        let builder = sdk::Resource::builder();
        let built = match resource {
            Resource::Database => builder.database(self.database_resource()?),
            Resource::Table { table } => builder.table(self.table_resource(Some(table))?),
            Resource::AllTables => builder.table(self.table_resource(None)?),
            Resource::Columns { table, columns } => builder.table_with_columns(self.columns_resource(table, columns)?),
            Resource::Filter { table, name } => builder.data_cells_filter(self.filter_resource(table, name)),
            Resource::DatabasesByTag { expression } => {
                builder.lf_tag_policy(self.policy_resource(sdk::ResourceType::Database, expression)?)
            }
            Resource::TablesByTag { expression } => {
                builder.lf_tag_policy(self.policy_resource(sdk::ResourceType::Table, expression)?)
            }
            Resource::Tag { key, values } => builder.lf_tag(self.tag_resource(key, values)?),
        };
        Ok(built.build())
    }

    /// What tags are put on, as Lake Formation takes it.
    pub(super) fn target(&self, target: &TagTarget) -> Result<sdk::Resource, Failure> {
        let builder = sdk::Resource::builder();
        let built = match target {
            TagTarget::Database => builder.database(self.database_resource()?),
            TagTarget::Table { table } => builder.table(self.table_resource(Some(table))?),
            TagTarget::Columns { table, columns } => {
                let columns = ColumnSelection::Only(columns.clone());
                builder.table_with_columns(self.columns_resource(table, &columns)?)
            }
        };
        Ok(built.build())
    }

    /// A data cells filter as Lake Formation takes it.
    pub(super) fn filter(
        &self,
        table: &str,
        name: &str,
        filter: &DataCellsFilter,
    ) -> Result<sdk::DataCellsFilter, Failure> {
        let rows = match &filter.rows {
            Some(condition) => sdk::RowFilter::builder().filter_expression(condition),
            None => sdk::RowFilter::builder().all_rows_wildcard(sdk::AllRowsWildcard::builder().build()),
        };
        let (names, wildcard) = selection(&filter.columns);
        let built = sdk::DataCellsFilter::builder().table_catalog_id(&self.catalog_id).database_name(&self.database);
        let built = built.table_name(table).name(name).row_filter(rows.build());
        built.set_column_names(names).set_column_wildcard(wildcard).build().map_err(incomplete)
    }

    pub(super) fn tag_pairs(&self, tags: &Tags) -> Result<Vec<sdk::LfTagPair>, Failure> {
        let pair = |(key, value): (&String, &String)| {
            let pair = sdk::LfTagPair::builder().catalog_id(&self.catalog_id).tag_key(key).tag_values(value);
            pair.build().map_err(incomplete)
        };
        tags.iter().map(pair).collect()
    }

    pub(super) fn database_resource(&self) -> Result<sdk::DatabaseResource, Failure> {
        let resource = sdk::DatabaseResource::builder().catalog_id(&self.catalog_id).name(&self.database);
        resource.build().map_err(incomplete)
    }

    /// One table, or all of them.
    pub(super) fn table_resource(&self, table: Option<&str>) -> Result<sdk::TableResource, Failure> {
        let resource = sdk::TableResource::builder().catalog_id(&self.catalog_id).database_name(&self.database);
        let resource = match table {
            Some(table) => resource.name(table),
            None => resource.table_wildcard(sdk::TableWildcard::builder().build()),
        };
        resource.build().map_err(incomplete)
    }

    fn columns_resource(
        &self,
        table: &str,
        columns: &ColumnSelection,
    ) -> Result<sdk::TableWithColumnsResource, Failure> {
        let (names, wildcard) = selection(columns);
        let resource = sdk::TableWithColumnsResource::builder().catalog_id(&self.catalog_id);
        let resource = resource.database_name(&self.database).name(table);
        resource.set_column_names(names).set_column_wildcard(wildcard).build().map_err(incomplete)
    }

    fn filter_resource(&self, table: &str, name: &str) -> sdk::DataCellsFilterResource {
        let resource = sdk::DataCellsFilterResource::builder().table_catalog_id(&self.catalog_id);
        resource.database_name(&self.database).table_name(table).name(name).build()
    }

    fn policy_resource(
        &self,
        kind: sdk::ResourceType,
        expression: &TagExpression,
    ) -> Result<sdk::LfTagPolicyResource, Failure> {
        let tag = |(key, values): (&String, &BTreeSet<String>)| {
            let values = values.iter().cloned().collect();
            sdk::LfTag::builder().tag_key(key).set_tag_values(Some(values)).build().map_err(incomplete)
        };
        let tags: Result<Vec<sdk::LfTag>, Failure> = expression.iter().map(tag).collect();
        let resource = sdk::LfTagPolicyResource::builder().catalog_id(&self.catalog_id).resource_type(kind);
        resource.set_expression(Some(tags?)).build().map_err(incomplete)
    }

    fn tag_resource(&self, key: &str, values: &BTreeSet<String>) -> Result<sdk::LfTagKeyResource, Failure> {
        let resource = sdk::LfTagKeyResource::builder().catalog_id(&self.catalog_id).tag_key(key);
        resource.set_tag_values(Some(values.iter().cloned().collect())).build().map_err(incomplete)
    }

    /// Our name for what a grant stands on; none when it is not on our database and not by our tags.
    pub(super) fn named(&self, resource: &sdk::Resource) -> Option<Resource> {
        let is_here = |catalog: Option<&str>, database: &str| {
            database == self.database && catalog.is_none_or(|catalog| catalog == self.catalog_id)
        };
        if let Some(database) = resource.database() {
            return is_here(database.catalog_id(), database.name()).then_some(Resource::Database);
        }
        if let Some(table) = resource.table() {
            return is_here(table.catalog_id(), table.database_name()).then(|| named_table(table));
        }
        if let Some(table) = resource.table_with_columns() {
            return is_here(table.catalog_id(), table.database_name()).then(|| named_columns(table));
        }
        if let Some(filter) = resource.data_cells_filter() {
            let ours = is_here(filter.table_catalog_id(), filter.database_name()?);
            let (table, name) = (filter.table_name()?.to_owned(), filter.name()?.to_owned());
            return ours.then_some(Resource::Filter { table, name });
        }
        self.named_tag(resource)
    }

    fn named_tag(&self, resource: &sdk::Resource) -> Option<Resource> {
        let is_here = |catalog: Option<&str>| catalog.is_none_or(|catalog| catalog == self.catalog_id);
        if let Some(tag) = resource.lf_tag() {
            let (key, values) = (tag.tag_key().to_owned(), tag.tag_values().iter().cloned().collect());
            return (is_here(tag.catalog_id()) && is_ours(&key)).then_some(Resource::Tag { key, values });
        }
        let policy = resource.lf_tag_policy().filter(|policy| is_here(policy.catalog_id()))?;
        let expression: TagExpression = policy
            .expression()
            .iter()
            .map(|tag| (tag.tag_key().to_owned(), tag.tag_values().iter().cloned().collect()))
            .collect();
        match policy.resource_type() {
            _ if !expression.keys().any(|key| is_ours(key)) => None,
            sdk::ResourceType::Database => Some(Resource::DatabasesByTag { expression }),
            sdk::ResourceType::Table => Some(Resource::TablesByTag { expression }),
            _ => None,
        }
    }
}

fn is_ours(key: &str) -> bool {
    key == CLASS_TAG || key == AREA_TAG
}

fn named_table(table: &sdk::TableResource) -> Resource {
    match table.name() {
        Some(name) if table.table_wildcard().is_none() && name != ALL_TABLES => {
            Resource::Table { table: name.to_owned() }
        }
        _ => Resource::AllTables,
    }
}

/// A grant on all columns is a grant on the table, whichever way Lake Formation lists it.
fn named_columns(table: &sdk::TableWithColumnsResource) -> Resource {
    let name = table.name().to_owned();
    match selected(table.column_names(), table.column_wildcard()) {
        _ if name == ALL_TABLES => Resource::AllTables,
        ColumnSelection::AllBut(hidden) if hidden.is_empty() => Resource::Table { table: name },
        columns => Resource::Columns { table: name, columns },
    }
}

/// The filter that Lake Formation describes.
pub(super) fn named_filter(filter: &sdk::DataCellsFilter) -> DataCellsFilter {
    let condition = filter.row_filter().and_then(|rows| rows.filter_expression());
    // Lake Formation tells "all rows" by a wildcard, and some of its answers by the condition `true`.
    let rows = condition.filter(|condition| !condition.eq_ignore_ascii_case("true")).map(str::to_owned);
    DataCellsFilter { columns: selected(filter.column_names(), filter.column_wildcard()), rows }
}

/// Each tag with its one value.
pub(super) fn named_tags(pairs: &[sdk::LfTagPair]) -> Tags {
    let value = |pair: &sdk::LfTagPair| Some((pair.tag_key().to_owned(), pair.tag_values().first()?.clone()));
    pairs.iter().filter_map(value).collect()
}

pub(super) fn permissions(permissions: &BTreeSet<Permission>) -> Option<Vec<sdk::Permission>> {
    let names = permissions.iter().map(|permission| sdk::Permission::from(permission.as_str())).collect();
    Some(names).filter(|names: &Vec<_>| !names.is_empty())
}

pub(super) fn named_permissions(permissions: &[sdk::Permission]) -> BTreeSet<Permission> {
    permissions.iter().map(|permission| Permission::from_name(permission.as_str())).collect()
}

fn selection(columns: &ColumnSelection) -> (Option<Vec<String>>, Option<sdk::ColumnWildcard>) {
    match columns {
        ColumnSelection::Only(names) => (Some(names.iter().cloned().collect()), None),
        ColumnSelection::AllBut(names) => {
            let hidden = Some(names.iter().cloned().collect::<Vec<_>>()).filter(|names| !names.is_empty());
            (None, Some(sdk::ColumnWildcard::builder().set_excluded_column_names(hidden).build()))
        }
    }
}

fn selected(names: &[String], wildcard: Option<&sdk::ColumnWildcard>) -> ColumnSelection {
    match wildcard {
        Some(wildcard) => ColumnSelection::AllBut(wildcard.excluded_column_names().iter().cloned().collect()),
        None => ColumnSelection::Only(names.iter().cloned().collect()),
    }
}

/// For `map_err`: a request lacks a part, which no plan's does.
pub(super) fn incomplete(error: BuildError) -> Failure {
    Failure::unanswered(error, false)
}
