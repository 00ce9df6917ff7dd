//! Object keys: paths of `/`-separated segments, safe on every store.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The name of one object: segments joined by `/`, none of which is empty or starts with a dot.
///
/// A leading dot is a way out of the lake (`..`) or a file that some tool hides (`.DS_Store`), never data.
/// Spaces, accents, `+` and `%` are allowed as they are: a key is never URL-encoded in here.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ObjectKey(String);

/// A text cannot name an object.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// Two slashes meet, one stands at an end, or there is no text at all.
    #[error("segment {segment} of an object key is empty")]
    EmptySegment {
        /// The segment, counted from 1.
        segment: usize,
    },
    /// A leading dot: a way out of the lake, or a hidden file.
    #[error("segment {segment} of an object key starts with a dot")]
    DotSegment {
        /// The segment, counted from 1.
        segment: usize,
    },
    /// A backslash or a control character, which some file systems take for something else.
    #[error("segment {segment} of an object key has a backslash or a control character")]
    Character {
        /// The segment, counted from 1.
        segment: usize,
    },
    /// One name was wanted and several came: it has a slash.
    #[error("a {what} must be one key segment, without a slash")]
    Slash {
        /// What the segment stands for, for example `file name`.
        what: &'static str,
    },
}

impl ObjectKey {
    /// Checks a key that comes from outside: an event, a manifest, a listing.
    ///
    /// # Errors
    /// When a segment is empty, leads out of the lake, or has a character that is not portable.
    pub fn parse(text: impl Into<String>) -> Result<Self, KeyError> {
        let text = text.into();
        for (index, segment) in text.split('/').enumerate() {
            check_segment(segment, index + 1)?;
        }
        Ok(Self(text))
    }

    /// The key's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The segments, first to last.
    pub fn segments(&self) -> impl Iterator<Item = &str> {
        self.0.split('/')
    }

    /// The last segment.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }

    /// Whether the key lies in the folder `prefix`, which is whole segments: `raw/pay` holds
    /// nothing of `raw/paypal`. The empty prefix holds every key.
    #[must_use]
    pub fn is_under(&self, prefix: &str) -> bool {
        let folder = prefix.trim_end_matches('/');
        folder.is_empty() || self.0.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
    }
}

/// Checks that `text` can stand as one segment; `what` is named in the error.
pub(crate) fn single_segment<'text>(what: &'static str, text: &'text str) -> Result<&'text str, KeyError> {
    if text.contains('/') {
        return Err(KeyError::Slash { what });
    }
    check_segment(text, 1)?;
    Ok(text)
}

fn check_segment(segment: &str, number: usize) -> Result<(), KeyError> {
    match segment {
        "" => Err(KeyError::EmptySegment { segment: number }),
        text if text.starts_with('.') => Err(KeyError::DotSegment { segment: number }),
        text if text.chars().any(|letter| letter == '\\' || letter.is_control()) => {
            Err(KeyError::Character { segment: number })
        }
        _ => Ok(()),
    }
}

impl TryFrom<String> for ObjectKey {
    type Error = KeyError;

    fn try_from(text: String) -> Result<Self, KeyError> {
        Self::parse(text)
    }
}

impl From<ObjectKey> for String {
    fn from(key: ObjectKey) -> Self {
        key.0
    }
}

impl fmt::Display for ObjectKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<KeyError>) {
        assert_eq!((text, ObjectKey::parse(text).err()), (text, expected));
    }

    #[test]
    fn a_key_may_hold_spaces_accents_and_signs() {
        check("raw/paypal/Año 2026 + 50% of it.csv", None);
        check("raw/paypal/a..b.csv", None);
    }

    #[test]
    fn a_key_never_leaves_the_lake() {
        check("raw/../../etc/passwd", Some(KeyError::DotSegment { segment: 2 }));
        check("raw/./a", Some(KeyError::DotSegment { segment: 2 }));
        check("raw/.DS_Store", Some(KeyError::DotSegment { segment: 2 }));
        check("/etc/passwd", Some(KeyError::EmptySegment { segment: 1 }));
        check("raw\\..\\a", Some(KeyError::Character { segment: 1 }));
        check("raw/a\0b", Some(KeyError::Character { segment: 2 }));
    }

    #[test]
    fn a_key_has_no_empty_segment() {
        check("", Some(KeyError::EmptySegment { segment: 1 }));
        check("raw//a", Some(KeyError::EmptySegment { segment: 2 }));
        check("raw/a/", Some(KeyError::EmptySegment { segment: 3 }));
    }

    #[test]
    fn a_prefix_is_whole_segments() {
        let key = ObjectKey::parse("raw/paypal/a.csv").unwrap();
        for (prefix, expected) in [("", true), ("raw", true), ("raw/", true), ("raw/pay", false), ("a.csv", false)] {
            assert_eq!(key.is_under(prefix), expected, "{prefix:?}");
        }
        assert!(!key.is_under("raw/paypal/a.csv"), "an object is no folder");
    }

    #[test]
    fn a_key_is_checked_when_it_is_read_from_json() {
        assert!(serde_json::from_str::<ObjectKey>("\"golden/current.json\"").is_ok());
        assert!(serde_json::from_str::<ObjectKey>("\"golden/../raw\"").is_err());
    }
}
