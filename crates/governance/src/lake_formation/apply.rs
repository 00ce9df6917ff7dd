//! Lake Formation in memory: what a state is after an action. For tests and dry runs.

use super::atoms::{Part, Right, rights, together};
use super::{Action, ActualState, Grant, Resource, TagTarget, Tags};

impl ActualState {
    /// The state after one action. What does not exist is left as it is.
    pub fn apply(&mut self, action: &Action) {
        match action {
            Action::CreateTag { key, values } | Action::AddTagValues { key, values } => {
                self.tag_values.entry(key.clone()).or_default().extend(values.iter().cloned());
            }
            Action::Revoke { grant } => self.revoke(grant),
            Action::Grant { grant } => self.grants.push(grant.clone()),
            Action::SetTags { target, tags } => self.change_tags(target, |own| own.extend(tags.clone())),
            Action::RemoveTags { target, tags } => {
                self.change_tags(target, |own| own.retain(|key, _| !tags.contains_key(key)));
            }
            Action::CreateFilter { table, name, filter } | Action::UpdateFilter { table, name, filter } => {
                if let Some(found) = self.tables.get_mut(table) {
                    found.filters.insert(name.clone(), filter.clone());
                }
            }
            Action::DeleteFilter { table, name } => self.delete_filter(table, name),
            Action::DeleteTagValues { key, values } => {
                self.tag_values.entry(key.clone()).or_default().retain(|value| !values.contains(value));
            }
        }
    }

    fn revoke(&mut self, taken: &Grant) {
        let left = |(right, grantable): (Right, bool)| {
            let same = right.0 == taken.principal && right.1 == taken.resource;
            let loses_all = same && taken.permissions.contains(&right.2);
            let grantable = grantable && !(same && taken.grantable.contains(&right.2));
            (!loses_all).then_some((right, Part { itself: true, grantable }))
        };
        self.grants = together(rights(&self.grants).into_iter().filter_map(left));
    }

    /// A filter takes the grants on it along.
    fn delete_filter(&mut self, table: &str, name: &str) {
        if let Some(found) = self.tables.get_mut(table) {
            found.filters.remove(name);
        }
        let gone = Resource::Filter { table: table.to_owned(), name: name.to_owned() };
        self.grants.retain(|grant| grant.resource != gone);
    }

    fn change_tags(&mut self, target: &TagTarget, change: impl Fn(&mut Tags)) {
        match target {
            TagTarget::Database => change(&mut self.database_tags),
            TagTarget::Table { table } => {
                if let Some(found) = self.tables.get_mut(table) {
                    change(&mut found.tags);
                }
            }
            TagTarget::Columns { table, columns } => {
                let Some(found) = self.tables.get_mut(table) else { return };
                found.columns.iter_mut().filter(|(name, _)| columns.contains(*name)).for_each(|(_, own)| change(own));
            }
        }
    }
}
