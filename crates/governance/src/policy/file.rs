//! From the text of a policy to a [`Policy`]; every complaint names its line.

use super::entry::{EntryFile, rules_of};
use super::{Policy, PolicyError, Role};
use crate::lake_formation::VIEWS_AREA;
use lake::tables::{TableSchema, golden_table};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// LF-Tag values, and names of filters with a prefix, have room for this many letters.
const LONGEST_NAME: usize = 40;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PolicyFile {
    tables: BTreeMap<Spanned<String>, Vec<Spanned<String>>>,
    roles: BTreeMap<Spanned<String>, RoleFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoleFile {
    about: String,
    sees: Vec<EntryFile>,
}

pub(super) fn parse(text: &str) -> Result<Policy, PolicyError> {
    let file: PolicyFile = toml::from_str(text).map_err(|error| PolicyError {
        line: line_at(text, error.span().map_or(0, |span| span.start)),
        message: error.message().to_owned(),
    })?;
    let source = Source { text };
    let areas = areas_of(&source, file.tables)?;
    let mut named: Vec<(Spanned<String>, RoleFile)> = file.roles.into_iter().collect();
    named.sort_by_key(|(name, _)| name.span().start);
    let roles: Result<Vec<Role>, PolicyError> = named.into_iter().map(|role| role_of(&source, &areas, role)).collect();
    Ok(Policy { roles: roles?, areas })
}

/// Areas by name, with their tables.
pub(super) type Areas = BTreeMap<String, Vec<&'static TableSchema>>;

fn areas_of(source: &Source<'_>, given: BTreeMap<Spanned<String>, Vec<Spanned<String>>>) -> Result<Areas, PolicyError> {
    let mut areas = Areas::new();
    let mut listed: BTreeMap<&'static str, String> = BTreeMap::new();
    for (name, names) in given {
        let area = source.name(&name, "an area")?;
        if area == VIEWS_AREA || golden_table(&area).is_some() {
            return Err(source.wrong(&name, format!("the area `{area}` has the name of something else")));
        }
        for table in names {
            let schema = source.table(&table)?;
            if let Some(other) = listed.insert(schema.name, area.clone()) {
                return Err(source.wrong(&table, format!("table `{}` stands in `{other}` already", schema.name)));
            }
            areas.entry(area.clone()).or_default().push(schema);
        }
    }
    Ok(areas)
}

fn role_of(source: &Source<'_>, areas: &Areas, (name, role): (Spanned<String>, RoleFile)) -> Result<Role, PolicyError> {
    let rules = rules_of(source, areas, role.sees)?;
    Ok(Role { name: source.name(&name, "a role")?, about: role.about, rules })
}

/// Knows the text that values came from, to say the line of a wrong one.
pub(super) struct Source<'text> {
    text: &'text str,
}

impl Source<'_> {
    /// The complaint about a value.
    pub(super) fn wrong<T>(&self, value: &Spanned<T>, message: String) -> PolicyError {
        PolicyError { line: line_at(self.text, value.span().start), message }
    }

    /// The golden table of that name.
    pub(super) fn table(&self, name: &Spanned<String>) -> Result<&'static TableSchema, PolicyError> {
        golden_table(name.get_ref())
            .ok_or_else(|| self.wrong(name, format!("there is no golden table `{}`", name.get_ref())))
    }

    /// A name that fits into tags and filters.
    fn name(&self, name: &Spanned<String>, what: &str) -> Result<String, PolicyError> {
        let text = name.get_ref();
        let is_plain = |letter: u8| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'_';
        if text.is_empty() || text.len() > LONGEST_NAME || !text.bytes().all(is_plain) {
            let expected = format!("expected {what} named by at most {LONGEST_NAME} of a-z, 0-9 and _");
            return Err(self.wrong(name, expected));
        }
        Ok(text.clone())
    }
}

fn line_at(text: &str, offset: usize) -> usize {
    1 + text.bytes().take(offset).filter(|byte| *byte == b'\n').count()
}
