//! Names in a dashboard file, which know the line that names them, so that a wrong one can be told by its line.

use serde::Serialize;
use std::ops::Deref;

/// The name of a view, column or measure, with the line of the file that names it.
#[derive(Debug, Clone, Serialize)]
#[serde(into = "String")]
pub struct Reference {
    /// The name.
    pub name: String,
    /// The line, counted from 1.
    pub line: usize,
}

impl Deref for Reference {
    type Target = str;

    fn deref(&self) -> &str {
        &self.name
    }
}

impl From<Reference> for String {
    fn from(reference: Reference) -> Self {
        reference.name
    }
}

// Two references are one when they name the same, wherever they stand.
impl PartialEq for Reference {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Reference {}

impl PartialOrd for Reference {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Reference {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.name.cmp(&other.name)
    }
}

impl std::borrow::Borrow<str> for Reference {
    fn borrow(&self) -> &str {
        &self.name
    }
}
