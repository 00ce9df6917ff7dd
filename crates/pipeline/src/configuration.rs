//! What a lake's owner can decide: mappings, matching, survivorship.
//!
//! In:  texts of TOML files, built in ones and a folder's that replace them by name.
//! Out: typed settings, or the first text that is wrong, with its line.

use golden::{BUNDLED_SURVIVORSHIP, Survivorship};
use intake::MappingSet;
use std::collections::BTreeMap;

/// The matching engine's settings that the binary carries.
const BUNDLED_MATCHING: &str = include_str!("../../../schemas/matching.toml");

/// Typed settings of the whole pipeline.
#[derive(Debug)]
pub struct Configuration {
    /// How each kind of export is read.
    pub mappings: MappingSet,
    /// How records are matched.
    pub matching: matching::Settings,
    /// Which source and rule wins per field.
    pub survivorship: Survivorship,
    fingerprint: String,
}

/// A settings file is wrong.
#[derive(Debug, thiserror::Error)]
pub enum ConfigurationError {
    /// A mapping under `sources/`.
    #[error(transparent)]
    Mapping(#[from] intake::MappingError),
    /// `survivorship.toml`.
    #[error("survivorship.toml: {0}")]
    Survivorship(#[from] golden::SurvivorshipError),
    /// `matching.toml`.
    #[error("matching.toml: {0}")]
    Matching(toml::de::Error),
}

impl Configuration {
    /// The settings that the binary carries.
    ///
    /// # Errors
    /// When a built-in file is wrong, which the tests rule out.
    pub fn bundled() -> Result<Self, ConfigurationError> {
        Self::with_overrides(&BTreeMap::new())
    }

    /// The built-in settings, with the texts of `overrides` in place of the built-in ones.
    ///
    /// Keys are paths under `schemas/`: `matching.toml`, `sources/paypal_activity.toml`. A new
    /// name under `sources/` adds a mapping.
    ///
    /// # Errors
    /// When a text is wrong: the error names the file and the line.
    pub fn with_overrides(overrides: &BTreeMap<String, String>) -> Result<Self, ConfigurationError> {
        let text = |path: &str, bundled| overrides.get(path).map_or(bundled, String::as_str);
        let (matching, survivorship) =
            (text("matching.toml", BUNDLED_MATCHING), text("survivorship.toml", BUNDLED_SURVIVORSHIP));
        let mappings = overrides.iter().filter_map(|(path, text)| {
            let id = path.strip_prefix("sources/")?.strip_suffix(".toml")?;
            Some((id, text.as_str()))
        });
        Ok(Self {
            mappings: MappingSet::bundled_and(mappings)?,
            matching: toml::from_str(matching).map_err(ConfigurationError::Matching)?,
            survivorship: Survivorship::parse(survivorship)?,
            fingerprint: fingerprint(matching, survivorship),
        })
    }

    /// Names these settings: equal texts give an equal name, any change another one.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }
}

/// Hashes what bears on golden tables: not the mappings, which are pinned by the staged files.
fn fingerprint(matching: &str, survivorship: &str) -> String {
    lake::file_id(format!("{matching}\n{survivorship}").as_bytes()).as_str()[..16].to_owned()
}
