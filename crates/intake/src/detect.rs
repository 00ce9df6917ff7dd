//! Which mapping reads a file: decided by its header and its name, never by its folder.
//!
//! In:  all mappings, a file's name and bytes.
//! Out: the one mapping that fits, or an error that says what comes closest and what is missing.
//!
//! A mapping fits when one of the file's first rows has all columns that the mapping requires and
//! none that it forbids. Among those that fit, more of the mapping's columns and a fitting file
//! name win. Exact headers are never asked for: every source lets people rename and reorder columns.

use crate::decode::decode;
use crate::error::ReadError;
use crate::mapping::{ColumnId, Mapping, MappingError};
use crate::sheet::bind;
use crate::table::{Heading, Lines, headings};
use include_dir::{Dir, include_dir};

static BUNDLED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../schemas/sources");

/// All mappings that files are read with, in the order of their ids.
#[derive(Debug, Clone)]
pub struct MappingSet {
    mappings: Vec<Mapping>,
}

/// Why a mapping reads a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognition {
    /// The columns that the mapping asks for and the header has, as the mapping spells them.
    pub required: Vec<String>,
    /// How many of the mapping's columns the header has.
    pub known_columns: usize,
    /// How many columns the mapping knows.
    pub mapping_columns: usize,
    /// The file's name is one that the mapping knows.
    pub file_name_fits: bool,
}

/// Says what in a file speaks for a mapping.
#[must_use]
pub fn recognition(mapping: &Mapping, file_name: &str, bytes: &[u8]) -> Recognition {
    let text = decode(bytes, None).text;
    let fit = best_fit(mapping, file_name, &text);
    let required = mapping.detect.require.iter().map(|id| mapping.columns.get(*id).spelling.clone());
    Recognition {
        required: required.filter(|spelling| !fit.missing.contains(spelling)).collect(),
        known_columns: fit.known,
        mapping_columns: mapping.columns.iter().count(),
        file_name_fits: name_fits(mapping, file_name),
    }
}

/// How well a header fits a mapping.
struct Fit<'set> {
    mapping: &'set Mapping,
    missing: Vec<String>,
    is_forbidden: bool,
    known: usize,
    score: usize,
}

impl MappingSet {
    /// The mappings that come with donorlake.
    ///
    /// # Errors
    /// Never for a released build: a test parses every bundled mapping.
    pub fn bundled() -> Result<Self, MappingError> {
        Self::from_texts(bundled_texts())
    }

    /// The bundled mappings, with `texts` (id and TOML) in place of those of the same id, and more.
    ///
    /// # Errors
    /// When a mapping has an error.
    pub fn bundled_and<'text>(texts: impl IntoIterator<Item = (&'text str, &'text str)>) -> Result<Self, MappingError> {
        let mut all: std::collections::BTreeMap<&str, &str> = bundled_texts().collect();
        all.extend(texts);
        Self::from_texts(all)
    }

    /// Mappings from their ids and texts.
    ///
    /// # Errors
    /// When a mapping has an error.
    pub fn from_texts<'text>(texts: impl IntoIterator<Item = (&'text str, &'text str)>) -> Result<Self, MappingError> {
        let mappings: Result<Vec<Mapping>, MappingError> =
            texts.into_iter().map(|(id, toml)| Mapping::parse(id, toml)).collect();
        let mut mappings = mappings?;
        mappings.sort_by(|left, right| left.id.cmp(&right.id));
        Ok(Self { mappings })
    }

    /// All mappings, in the order of their ids.
    #[must_use]
    pub fn mappings(&self) -> &[Mapping] {
        &self.mappings
    }

    /// The mapping of an id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Mapping> {
        self.mappings.iter().find(|mapping| mapping.id == id)
    }

    /// Finds the mapping that reads a file.
    ///
    /// # Errors
    /// When no mapping fits, when several fit equally well, or when the file's name lacks what the
    /// mapping must learn from it.
    pub fn detect(&self, file_name: &str, bytes: &[u8]) -> Result<&Mapping, ReadError> {
        let text = decode(bytes, None).text;
        if text.trim().is_empty() {
            return Err(ReadError::Empty);
        }
        let best: Vec<Fit<'_>> = self.mappings.iter().map(|mapping| best_fit(mapping, file_name, &text)).collect();
        let fitting = || best.iter().filter(|fit| fit.missing.is_empty() && !fit.is_forbidden);
        let Some(score) = fitting().map(|fit| fit.score).max() else { return Err(unknown_file(&best)) };
        let winners: Vec<&Fit<'_>> = fitting().filter(|fit| fit.score == score).collect();
        match winners.as_slice() {
            [winner] => with_fitting_name(winner.mapping, file_name),
            _ => Err(ReadError::Ambiguous { mappings: winners.iter().map(|fit| fit.mapping.id.clone()).collect() }),
        }
    }
}

fn bundled_texts() -> impl Iterator<Item = (&'static str, &'static str)> {
    BUNDLED.files().filter_map(|file| {
        let id = file.path().file_name()?.to_str()?.strip_suffix(".toml")?;
        Some((id, file.contents_utf8()?))
    })
}

/// The mapping, if the file's name says what the mapping must learn from it.
fn with_fitting_name<'set>(mapping: &'set Mapping, file_name: &str) -> Result<&'set Mapping, ReadError> {
    match &mapping.detect.file_name_advice {
        Some(advice) if !name_fits(mapping, file_name) => {
            Err(ReadError::FileName { mapping: mapping.id.clone(), advice: advice.clone() })
        }
        _ => Ok(mapping),
    }
}

/// Whether the file's name is one that the mapping knows; also used before a file is read.
pub(crate) fn name_fits(mapping: &Mapping, file_name: &str) -> bool {
    mapping.detect.file_name.iter().any(|pattern| pattern.is_match(file_name))
}

fn best_fit<'set>(mapping: &'set Mapping, file_name: &str, text: &str) -> Fit<'set> {
    let delimiters = mapping.delimiters(text);
    let rows = delimiters.iter().flat_map(|delimiter| Lines::new(text, *delimiter).take(mapping.file.header_within));
    let fits = rows.filter(|record| !record.blank).map(|record| fit(mapping, file_name, &headings(&record.cells)));
    let best = fits.min_by_key(|fit| (fit.missing.len(), fit.is_forbidden, usize::MAX - fit.score));
    best.unwrap_or_else(|| fit(mapping, file_name, &[]))
}

fn fit<'set>(mapping: &'set Mapping, file_name: &str, headings: &[Heading]) -> Fit<'set> {
    let known = mapping.columns.iter().filter(|column| !bind(column, headings).is_empty()).count();
    let preferred = mapping.detect.prefer.iter().filter(|id| has(mapping, **id, headings)).count();
    let is_forbidden = headings.iter().any(|heading| mapping.detect.forbid.contains(&heading.name));
    // A fitting name outweighs a few columns, so that it decides between two close kinds of file.
    let name = if name_fits(mapping, file_name) { 5 } else { 0 };
    let missing = missing_columns(mapping, headings);
    Fit { mapping, missing, is_forbidden, known, score: known + 2 * preferred + name }
}

fn has(mapping: &Mapping, id: ColumnId, headings: &[Heading]) -> bool {
    !bind(mapping.columns.get(id), headings).is_empty()
}

/// The required columns that a header lacks, as the mapping spells them.
pub(crate) fn missing_columns(mapping: &Mapping, headings: &[Heading]) -> Vec<String> {
    let lacking = mapping.detect.require.iter().filter(|id| !has(mapping, **id, headings));
    lacking.map(|id| mapping.columns.get(*id).spelling.clone()).collect()
}

/// The closest mapping: the largest part of its required columns is there.
fn unknown_file(fits: &[Fit<'_>]) -> ReadError {
    let share_missing = |fit: &&Fit<'_>| {
        let required = fit.mapping.detect.require.len().max(1);
        (fit.missing.len() * 1000 / required, usize::MAX - fit.score)
    };
    let closest = fits.iter().min_by_key(share_missing);
    ReadError::UnknownFile {
        closest: closest.map_or_else(String::new, |fit| fit.mapping.id.clone()),
        missing: closest.map_or_else(Vec::new, |fit| fit.missing.clone()),
    }
}
