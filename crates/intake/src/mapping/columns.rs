//! `[columns]`: the mapping's own names for a file's columns, and the headings that mean them.

use super::MappingError;
use super::document::{Section, Value};
use crate::table::normalise;
use regex::Regex;

/// Names a column of `[columns]`: its place in [`Columns`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ColumnId(pub(crate) usize);

/// All columns that a mapping names.
#[derive(Debug, Clone, Default)]
pub(crate) struct Columns(Vec<Column>);

/// One name of `[columns]`.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    /// The mapping's own name.
    pub(crate) name: String,
    /// The first heading, as the mapping spells it; for messages about files that lack it.
    pub(crate) spelling: String,
    /// The headings that mean it, best first.
    pub(crate) headings: Vec<HeadingPattern>,
    /// What is done to a cell before anything reads it.
    pub(crate) transforms: Vec<Transform>,
    /// Cells that hold one of these (lower case) hold nothing.
    pub(crate) null_values: Vec<String>,
}

/// A heading, or with `{n}` a numbered group of headings.
#[derive(Debug, Clone)]
pub(crate) enum HeadingPattern {
    /// A normalised heading.
    One(String),
    /// A pattern whose first group is the number.
    Numbered(Regex),
}

/// What is done to a cell before anything reads it.
#[derive(Debug, Clone)]
pub(crate) enum Transform {
    /// Fifteen-letter Salesforce ids get the three letters that make them safe without case.
    SalesforceId,
    /// Lower case.
    Lower,
    /// Upper case.
    Upper,
    /// Only what the pattern's first group holds (all of the match when it has no group);
    /// nothing when it does not fit.
    Extract(Regex),
    /// Every match replaced.
    Replace(Regex, String),
}

const TRANSFORMS: &str =
    "\"salesforce_id\", \"lower\", \"upper\", { extract = 'regex' }, { replace = 'regex', with = 'text' }";

impl Columns {
    /// Reads `[columns]`.
    pub(crate) fn parse(section: Section<'_>) -> Result<Self, MappingError> {
        let columns: Result<Vec<Column>, MappingError> =
            section.entries().map(|(name, value)| Column::parse(name, value)).collect();
        Ok(Self(columns?))
    }

    /// Finds a name.
    pub(crate) fn find(&self, name: &str) -> Option<ColumnId> {
        self.0.iter().position(|column| column.name == name).map(ColumnId)
    }

    /// Finds the name that a value holds; the error lists all names.
    pub(crate) fn of(&self, value: Value<'_>) -> Result<ColumnId, MappingError> {
        let name = value.text()?;
        self.find(name).ok_or_else(|| {
            let names: Vec<&str> = self.0.iter().map(|column| column.name.as_str()).collect();
            value.error(format!("`{name}` is no name of [columns]; expected one of: {}", names.join(", ")))
        })
    }

    /// The columns that a list of names means.
    pub(crate) fn of_list(&self, value: Option<Value<'_>>) -> Result<Vec<ColumnId>, MappingError> {
        let values = value.map(|value| value.list()).unwrap_or_default();
        values.into_iter().map(|value| self.of(value)).collect()
    }

    /// One column.
    pub(crate) fn get(&self, id: ColumnId) -> &Column {
        &self.0[id.0]
    }

    /// All columns in their order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Column> {
        self.0.iter()
    }
}

impl Column {
    fn parse(name: &str, value: Value<'_>) -> Result<Self, MappingError> {
        let Some(section) = value.as_section() else {
            return Self::with_headings(name, value);
        };
        section.allow(&["headings", "transform", "null_values"])?;
        let mut column = Self::with_headings(name, section.required("headings")?)?;
        let transforms = section.get("transform").map(|value| value.list()).unwrap_or_default();
        column.transforms = transforms.into_iter().map(Transform::parse).collect::<Result<_, _>>()?;
        column.null_values = section.texts("null_values")?.iter().map(|text| text.to_lowercase()).collect();
        Ok(column)
    }

    fn with_headings(name: &str, value: Value<'_>) -> Result<Self, MappingError> {
        let texts = value.texts()?;
        let Some(spelling) = texts.first().cloned() else {
            return Err(value.error(format!("column `{name}` needs at least one heading")));
        };
        let headings = texts.iter().map(|text| HeadingPattern::parse(text, value)).collect::<Result<_, _>>()?;
        Ok(Self { name: name.to_owned(), spelling, headings, transforms: Vec::new(), null_values: Vec::new() })
    }
}

impl HeadingPattern {
    fn parse(text: &str, value: Value<'_>) -> Result<Self, MappingError> {
        let Some((before, after)) = text.split_once("{n}") else {
            return Ok(Self::One(normalise(text)));
        };
        let escaped = |part: &str| regex::escape(&normalise(part));
        let glue = |part: &str| if part.is_empty() { "" } else { "_" };
        let (start, end) = (escaped(before), escaped(after));
        let pattern = format!("^{start}{}([0-9]+){}{end}$", glue(&start), glue(&end));
        Regex::new(&pattern).map(Self::Numbered).map_err(|_| value.error("this heading is too long"))
    }

    /// Whether a normalised heading fits; the number of its group, or 0.
    pub(crate) fn fits(&self, heading: &str) -> Option<u32> {
        match self {
            Self::One(name) => (name == heading).then_some(0),
            Self::Numbered(pattern) => pattern.captures(heading)?.get(1)?.as_str().parse().ok(),
        }
    }
}

impl Transform {
    fn parse(value: Value<'_>) -> Result<Self, MappingError> {
        let Some(section) = value.as_section() else {
            return match value.text()? {
                "salesforce_id" => Ok(Self::SalesforceId),
                "lower" => Ok(Self::Lower),
                "upper" => Ok(Self::Upper),
                other => Err(value.error(format!("unknown transform `{other}`; expected one of: {TRANSFORMS}"))),
            };
        };
        section.allow(&["extract", "replace", "with"])?;
        match (section.get("extract"), section.get("replace")) {
            (Some(pattern), None) => Ok(Self::Extract(regex(pattern)?)),
            (None, Some(pattern)) => {
                Ok(Self::Replace(regex(pattern)?, section.text("with")?.unwrap_or_default().to_owned()))
            }
            _ => Err(section.error(format!("expected one transform of: {TRANSFORMS}"))),
        }
    }

    /// Changes one cell.
    pub(crate) fn apply(&self, cell: &str) -> String {
        match self {
            Self::SalesforceId => eighteen_letter_id(cell),
            Self::Lower => cell.to_lowercase(),
            Self::Upper => cell.to_uppercase(),
            Self::Extract(pattern) => {
                let found = pattern.captures(cell).and_then(|groups| groups.get(1).or_else(|| groups.get(0)));
                found.map_or_else(String::new, |group| group.as_str().to_owned())
            }
            Self::Replace(pattern, with) => pattern.replace_all(cell, with.as_str()).into_owned(),
        }
    }
}

/// Parses a regular expression of a mapping.
pub(crate) fn regex(value: Value<'_>) -> Result<Regex, MappingError> {
    let text = value.text()?;
    Regex::new(text).map_err(|error| {
        let what = error.to_string().lines().last().unwrap_or_default().trim().to_owned();
        value.error(format!("`{text}` is no regular expression: {what}"))
    })
}

const CHECK_LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

/// The 18-letter form of a 15-letter Salesforce id: for each five letters one letter more, which
/// tells which of the five are capitals. Ids differ by case alone, and other tools lose case.
fn eighteen_letter_id(id: &str) -> String {
    if id.len() != 15 || !id.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return id.to_owned();
    }
    let capitals = |five: &[u8]| {
        five.iter().enumerate().fold(0, |sum, (place, byte)| sum | (usize::from(byte.is_ascii_uppercase()) << place))
    };
    let tail = id.as_bytes().chunks(5).map(|five| char::from(CHECK_LETTERS[capitals(five)]));
    id.chars().chain(tail).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fifteen_letter_id_gets_its_three_letters() {
        for (short, long) in [
            ("0035f00000AbCdE", "0035f00000AbCdEAAV"),
            ("001D000000IRFma", "001D000000IRFmaIAH"),
            ("001d000000irfma", "001d000000irfmaAAA"),
            ("0035f00000AbCdEAAV", "0035f00000AbCdEAAV"),
            ("short", "short"),
        ] {
            assert_eq!(eighteen_letter_id(short), long);
        }
    }
}
