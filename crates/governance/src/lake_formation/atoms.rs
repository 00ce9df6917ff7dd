//! Grants taken apart: one principal, one resource, one permission. Only so can they be compared.

use super::{ColumnSelection, Grant, Permission, Resource};
use std::collections::BTreeMap;

/// Principal, resource, permission.
pub(super) type Right = (String, Resource, Permission);

/// Every right of these grants, and whether it may be passed on.
pub(super) fn rights(grants: &[Grant]) -> BTreeMap<Right, bool> {
    let mut rights = BTreeMap::new();
    for grant in grants {
        let resource = in_one_spelling(&grant.resource);
        for permission in grant.permissions.union(&grant.grantable) {
            let right = (grant.principal.clone(), resource.clone(), permission.clone());
            *rights.entry(right).or_insert(false) |= grant.grantable.contains(permission);
        }
    }
    rights
}

/// Lake Formation lists SELECT on a whole table as SELECT on all its columns.
fn in_one_spelling(resource: &Resource) -> Resource {
    match resource {
        Resource::Columns { table, columns: ColumnSelection::AllBut(none) } if none.is_empty() => {
            Resource::Table { table: table.clone() }
        }
        other => other.clone(),
    }
}

/// What is given or taken of one right: itself, and whether it may be passed on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    pub(super) itself: bool,
    pub(super) grantable: bool,
}

/// Puts rights together: one grant per principal and resource.
pub(super) fn together(parts: impl IntoIterator<Item = (Right, Part)>) -> Vec<Grant> {
    let mut grants: BTreeMap<(String, Resource), Grant> = BTreeMap::new();
    for ((principal, resource, permission), part) in parts {
        let key = (principal.clone(), resource.clone());
        let empty = || Grant { principal, resource, permissions: [].into(), grantable: [].into() };
        let grant = grants.entry(key).or_insert_with(empty);
        if part.grantable {
            grant.grantable.insert(permission.clone());
        }
        if part.itself {
            grant.permissions.insert(permission);
        }
    }
    grants.into_values().collect()
}
