//! One value of a canonical row: from which column it comes, and what a source's words mean.
//!
//! ```toml
//! given_name = "first_name"                       # a column
//! donor = ["contact_id", "account_id"]            # the first that holds something
//! kind = [
//!     { when = "type == 'Recurring'", value = "recurring_payment" },
//!     { column = "record_type", words = { "Grant" = "grant" }, on_unknown = "reject" },
//! ]
//! ```

use super::MappingError;
use super::columns::{ColumnId, Columns};
use super::condition::{self, Condition};
use super::document::{Section, Value};
use std::collections::BTreeMap;

/// Where a value comes from: the first choice that applies and holds something decides.
#[derive(Debug, Clone, Default)]
pub(crate) struct Field {
    /// The choices, best first.
    pub(crate) choices: Vec<Choice>,
}

/// One way to get a value.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    /// Applies only to rows for which this holds.
    pub(crate) when: Option<Condition>,
    /// Where the text comes from.
    pub(crate) origin: Origin,
    /// What the source's words mean.
    pub(crate) words: Option<Words>,
}

/// Where a text comes from.
#[derive(Debug, Clone)]
pub(crate) enum Origin {
    /// A column.
    Column(ColumnId),
    /// The mapping itself.
    Constant(String),
}

/// What a source's words mean.
#[derive(Debug, Clone)]
pub(crate) struct Words {
    /// Source's word in lower case → meaning.
    pub(crate) meanings: BTreeMap<String, String>,
    /// What becomes of another word.
    pub(crate) on_unknown: OnUnknown,
}

/// What becomes of a word that a mapping does not list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum OnUnknown {
    /// The row is rejected.
    Reject,
    /// The value is left out.
    Nothing,
    /// It means this.
    Word(String),
}

/// What a section may name: the columns, and the words that a value may be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Names<'mapping> {
    /// All columns of the mapping.
    pub(crate) columns: &'mapping Columns,
}

impl Names<'_> {
    /// A field that must be there.
    pub(crate) fn required(self, section: Section<'_>, key: &str) -> Result<Field, MappingError> {
        self.field_of(section.required(key)?, &[])
    }

    /// A field of any text; empty when the key does not stand there.
    pub(crate) fn field(self, section: Section<'_>, key: &str) -> Result<Field, MappingError> {
        self.word(section, key, &[])
    }

    /// A field of one of `allowed` words; any text when the list is empty.
    pub(crate) fn word(self, section: Section<'_>, key: &str, allowed: &[&str]) -> Result<Field, MappingError> {
        section.get(key).map_or(Ok(Field::default()), |value| self.field_of(value, allowed))
    }

    fn field_of(self, value: Value<'_>, allowed: &[&str]) -> Result<Field, MappingError> {
        let choices: Result<Vec<Choice>, MappingError> =
            value.list().into_iter().map(|choice| self.choice(choice, allowed)).collect();
        Ok(Field { choices: choices? })
    }

    fn choice(self, value: Value<'_>, allowed: &[&str]) -> Result<Choice, MappingError> {
        let Some(section) = value.as_section() else {
            return Ok(Choice { when: None, origin: Origin::Column(self.columns.of(value)?), words: None });
        };
        section.allow(&["when", "column", "value", "words", "on_unknown"])?;
        let origin = match (section.get("column"), section.get("value")) {
            (Some(column), None) => Origin::Column(self.columns.of(column)?),
            (None, Some(constant)) => Origin::Constant(allowed_word(constant, allowed)?),
            _ => return Err(section.error("expected either `column` or `value`")),
        };
        Ok(Choice { when: self.condition(section, "when")?, origin, words: words(section, allowed)? })
    }

    /// A condition; none when the key does not stand there.
    pub(crate) fn condition(self, section: Section<'_>, key: &str) -> Result<Option<Condition>, MappingError> {
        let Some(value) = section.get(key) else { return Ok(None) };
        let find = |name: &str| self.columns.find(name);
        condition::parse(value.text()?, &find)
            .map(Some)
            .map_err(|message| value.error(format!("in condition: {message}")))
    }
}

fn words(section: Section<'_>, allowed: &[&str]) -> Result<Option<Words>, MappingError> {
    let Some(table) = section.section("words")? else {
        return match section.get("on_unknown") {
            Some(value) => Err(value.error("`on_unknown` needs `words` beside it")),
            None => Ok(None),
        };
    };
    let mut meanings = BTreeMap::new();
    for (word, meaning) in table.entries() {
        meanings.insert(word.to_lowercase(), allowed_word(meaning, allowed)?);
    }
    let on_unknown = match section.get("on_unknown") {
        None => OnUnknown::Reject,
        Some(value) => match value.text()? {
            "reject" => OnUnknown::Reject,
            "none" => OnUnknown::Nothing,
            _ => OnUnknown::Word(allowed_word(value, allowed)?),
        },
    };
    Ok(Some(Words { meanings, on_unknown }))
}

/// The text of a value that must be one of `allowed`, if that list says anything.
pub(crate) fn allowed_word(value: Value<'_>, allowed: &[&str]) -> Result<String, MappingError> {
    let word = value.text()?;
    if allowed.is_empty() || allowed.contains(&word) {
        return Ok(word.to_owned());
    }
    Err(value.error(format!("unknown word `{word}`; expected one of: {}", allowed.join(", "))))
}

impl Field {
    /// The columns that the field looks at.
    pub(crate) fn columns(&self) -> impl Iterator<Item = ColumnId> + '_ {
        self.choices.iter().filter_map(|choice| match choice.origin {
            Origin::Column(column) => Some(column),
            Origin::Constant(_) => None,
        })
    }

    /// Whether the mapping says nothing about this value.
    pub(crate) fn is_absent(&self) -> bool {
        self.choices.is_empty()
    }
}
