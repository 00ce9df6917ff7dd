//! Tags move in an order in which nobody sees more than before or after.
//!
//! In:  the wanted and the actual tags; grants were cut to those that stay.
//! Out: tag actions.
//!
//! 1. Tags come off the database, then off tables that are not ours to show: that only narrows.
//! 2. Every table gets the class that nobody is granted: columns without a class are hidden.
//! 3. Columns that the policy does not know lose their tags. A column whose class and area both change is hidden, for the new class with the old area (or the
//!    other way round) may be what neither policy says.
//! 4. Areas move; areas and unknown tags on columns go.
//! 5. Columns get their classes.

use super::{AREA_TAG, Action, ActualState, CLASS_TAG, TableState, TagTarget, Tags, UNCLASSIFIED, is_our_tag};
use std::collections::{BTreeMap, BTreeSet};

/// The tag actions, in order.
pub(super) fn tag_actions(wanted: &ActualState, actual: &ActualState) -> Vec<Action> {
    let mut actions = vec![remove(TagTarget::Database, actual.database_tags.clone())];
    for (name, found) in &actual.tables {
        match wanted.tables.get(name) {
            Some(table) => actions.extend(Retag { name, table, found, inherited: &actual.database_tags }.actions()),
            None => actions.extend(remove_all(name, found)),
        }
    }
    actions.into_iter().filter(|action| !is_empty(action)).collect()
}

fn is_empty(action: &Action) -> bool {
    matches!(action, Action::SetTags { tags, .. } | Action::RemoveTags { tags, .. } if tags.is_empty())
}

fn remove(target: TagTarget, tags: Tags) -> Action {
    Action::RemoveTags { target, tags }
}

/// A table that the policy does not know loses all tags: from the outside in, so that nothing is inherited.
fn remove_all(name: &str, found: &TableState) -> Vec<Action> {
    let mut actions = vec![remove(TagTarget::Table { table: name.to_owned() }, found.tags.clone())];
    let tags = found.columns.iter().map(|(column, tags)| (column.as_str(), tags.clone()));
    actions.extend(by_column(name, tags, remove));
    actions
}

/// One action per set of tags, for all columns that have it.
fn by_column<'a>(
    table: &str,
    tags: impl Iterator<Item = (&'a str, Tags)>,
    action: fn(TagTarget, Tags) -> Action,
) -> Vec<Action> {
    let mut columns: BTreeMap<Tags, BTreeSet<String>> = BTreeMap::new();
    for (column, tags) in tags {
        columns.entry(tags).or_default().insert(column.to_owned());
    }
    let target = |columns| TagTarget::Columns { table: table.to_owned(), columns };
    columns.into_iter().map(|(tags, columns)| action(target(columns), tags)).collect()
}

/// One table that the policy knows.
struct Retag<'a> {
    name: &'a str,
    table: &'a TableState,
    found: &'a TableState,
    inherited: &'a Tags,
}

impl Retag<'_> {
    fn actions(&self) -> Vec<Action> {
        let foreign = self.found.tags.iter().filter(|(key, _)| !is_our_tag(key));
        let foreign = foreign.map(|(key, value)| (key.clone(), value.clone())).collect();
        let mut actions = vec![remove(self.target(), foreign), self.set_own(CLASS_TAG)];
        actions.extend(by_column(self.name, self.unknown_columns(), remove));
        actions.extend(by_column(self.name, self.columns_to_hide(), set));
        actions.push(self.set_own(AREA_TAG));
        actions.extend(by_column(self.name, self.surplus_of_columns(), remove));
        actions.extend(by_column(self.name, self.new_classes(), set));
        actions
    }

    fn target(&self) -> TagTarget {
        TagTarget::Table { table: self.name.to_owned() }
    }

    fn set_own(&self, key: &str) -> Action {
        let (wanted, found) = (self.table.tags.get_key_value(key), self.found.tags.get(key));
        let change = wanted.filter(|(_, value)| found != Some(*value));
        let tags = change.map(|(key, value)| (key.clone(), value.clone())).into_iter().collect();
        set(self.target(), tags)
    }

    /// Columns that the policy does not know, with all their tags: without, they inherit the class of the table.
    fn unknown_columns(&self) -> impl Iterator<Item = (&str, Tags)> {
        let unknown = self.found.columns.iter().filter(|(column, _)| !self.table.columns.contains_key(*column));
        unknown.map(|(column, own)| (column.as_str(), own.clone()))
    }

    /// Columns with a class of their own, of which class and area both change.
    fn columns_to_hide(&self) -> impl Iterator<Item = (&str, Tags)> {
        self.table.columns.iter().filter_map(|(column, wanted)| {
            let own = self.found.columns.get(column)?;
            let class = own.get(CLASS_TAG)?;
            let area = own.get(AREA_TAG).or(self.found.tags.get(AREA_TAG)).or(self.inherited.get(AREA_TAG));
            let both_change = wanted.get(CLASS_TAG) != Some(class) && self.table.tags.get(AREA_TAG) != area;
            both_change.then(|| (column.as_str(), class_tag(UNCLASSIFIED)))
        })
    }

    /// Tags on known columns that are not to be there: all but the class.
    fn surplus_of_columns(&self) -> impl Iterator<Item = (&str, Tags)> {
        self.table.columns.iter().filter_map(|(column, wanted)| {
            let surplus = self.found.columns.get(column)?.iter().filter(|(key, _)| !wanted.contains_key(*key));
            Some((column.as_str(), surplus.map(|(key, value)| (key.clone(), value.clone())).collect()))
        })
    }

    fn new_classes(&self) -> impl Iterator<Item = (&str, Tags)> {
        self.table.columns.iter().filter_map(|(column, wanted)| {
            let (class, own) = (wanted.get(CLASS_TAG)?, self.found.columns.get(column)?);
            (own.get(CLASS_TAG) != Some(class)).then(|| (column.as_str(), class_tag(class)))
        })
    }
}

fn set(target: TagTarget, tags: Tags) -> Action {
    Action::SetTags { target, tags }
}

fn class_tag(class: &str) -> Tags {
    Tags::from([(CLASS_TAG.to_owned(), class.to_owned())])
}
