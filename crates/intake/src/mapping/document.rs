//! The TOML of a mapping, walked with the line of every value at hand.
//!
//! A mapping is written by people, so each mistake is told with the file, the line and what is
//! allowed there. Serde's errors know neither the allowed columns nor the words of a list.

use super::MappingError;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A mapping's text, for turning places into lines.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Document<'text> {
    /// The mapping's id: its file name without `.toml`.
    pub(crate) id: &'text str,
    /// The whole text.
    pub(crate) text: &'text str,
}

impl Document<'_> {
    /// An error at a byte of the text.
    pub(crate) fn error_at(&self, offset: usize, message: impl Into<String>) -> MappingError {
        let before = self.text.get(..offset).unwrap_or(self.text);
        let line = 1 + before.matches('\n').count();
        MappingError { mapping: self.id.to_owned(), line, message: message.into() }
    }
}

/// One value with its place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Value<'doc> {
    document: Document<'doc>,
    inner: &'doc DeValue<'doc>,
    offset: usize,
}

/// One table with its place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Section<'doc> {
    document: Document<'doc>,
    table: &'doc DeTable<'doc>,
    offset: usize,
}

impl<'doc> Value<'doc> {
    fn new(document: Document<'doc>, value: &'doc Spanned<DeValue<'doc>>) -> Self {
        Self { document, inner: value.get_ref(), offset: value.span().start }
    }

    /// An error at this value.
    pub(crate) fn error(&self, message: impl Into<String>) -> MappingError {
        self.document.error_at(self.offset, message)
    }

    /// The value as text.
    pub(crate) fn text(&self) -> Result<&'doc str, MappingError> {
        self.inner.as_str().ok_or_else(|| self.error(format!("expected a text, found {}", self.inner.type_str())))
    }

    /// The value as `true` or `false`.
    pub(crate) fn flag(&self) -> Result<bool, MappingError> {
        self.inner.as_bool().ok_or_else(|| self.error("expected true or false"))
    }

    /// The value as a whole number.
    pub(crate) fn count(&self) -> Result<usize, MappingError> {
        let digits = self.inner.as_integer().map(|number| number.as_str().parse());
        match digits {
            Some(Ok(count)) => Ok(count),
            _ => Err(self.error("expected a whole number")),
        }
    }

    /// The values of a list; a single value is a list of one.
    pub(crate) fn list(&self) -> Vec<Value<'doc>> {
        match self.inner.as_array() {
            Some(array) => array.iter().map(|value| Value::new(self.document, value)).collect(),
            None => vec![*self],
        }
    }

    /// The texts of a list; a single text is a list of one.
    pub(crate) fn texts(&self) -> Result<Vec<String>, MappingError> {
        self.list().iter().map(|value| value.text().map(str::to_owned)).collect()
    }

    /// The value as a table, if it is one.
    pub(crate) fn as_section(&self) -> Option<Section<'doc>> {
        let table = self.inner.as_table()?;
        Some(Section { document: self.document, table, offset: self.offset })
    }

    /// The value as a table.
    pub(crate) fn section(&self) -> Result<Section<'doc>, MappingError> {
        self.as_section().ok_or_else(|| self.error(format!("expected a table, found {}", self.inner.type_str())))
    }
}

impl<'doc> Section<'doc> {
    /// The whole document as a table.
    pub(crate) fn root(document: Document<'doc>, table: &'doc DeTable<'doc>) -> Self {
        Self { document, table, offset: 0 }
    }

    /// An error at the table's start.
    pub(crate) fn error(&self, message: impl Into<String>) -> MappingError {
        self.document.error_at(self.offset, message)
    }

    /// Refuses every key that is not in `allowed`.
    pub(crate) fn allow(&self, allowed: &[&str]) -> Result<(), MappingError> {
        for (key, _) in self.table {
            if !allowed.contains(&key.get_ref().as_ref()) {
                let message = format!("unknown key `{}`; allowed here: {}", key.get_ref(), allowed.join(", "));
                return Err(self.document.error_at(key.span().start, message));
            }
        }
        Ok(())
    }

    /// Keys and values in the order of the alphabet.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&'doc str, Value<'doc>)> + use<'doc> {
        let document = self.document;
        self.table.iter().map(move |(key, value)| (key.get_ref().as_ref(), Value::new(document, value)))
    }

    /// The value of a key, if it stands there.
    pub(crate) fn get(&self, key: &str) -> Option<Value<'doc>> {
        self.table.get(key).map(|value| Value::new(self.document, value))
    }

    /// The value of a key that must stand there.
    pub(crate) fn required(&self, key: &str) -> Result<Value<'doc>, MappingError> {
        self.get(key).ok_or_else(|| self.error(format!("missing key `{key}`")))
    }

    /// The text of a key, if it stands there.
    pub(crate) fn text(&self, key: &str) -> Result<Option<&'doc str>, MappingError> {
        self.get(key).map(|value| value.text()).transpose()
    }

    /// The texts of a key; none when it does not stand there.
    pub(crate) fn texts(&self, key: &str) -> Result<Vec<String>, MappingError> {
        self.get(key).map_or(Ok(Vec::new()), |value| value.texts())
    }

    /// `true` or `false` of a key; `false` when it does not stand there.
    pub(crate) fn flag(&self, key: &str) -> Result<bool, MappingError> {
        self.get(key).map_or(Ok(false), |value| value.flag())
    }

    /// The table of a key, if it stands there.
    pub(crate) fn section(&self, key: &str) -> Result<Option<Section<'doc>>, MappingError> {
        self.get(key).map(|value| value.section()).transpose()
    }

    /// The tables of a key: `[[key]]`, or one `[key]`.
    pub(crate) fn sections(&self, key: &str) -> Result<Vec<Section<'doc>>, MappingError> {
        let values = self.get(key).map(|value| value.list()).unwrap_or_default();
        values.iter().map(Value::section).collect()
    }
}
