//! How much each level of agreement says: a model of three classes of pairs.
//!
//! In:  the patterns of all candidate pairs, and how often strangers agree by chance.
//! Out: a [`Model`]: shares of each level among pairs of one person (`m`), of two people
//!      of one household, and of strangers (`u`); weights in bits; how common each class is.
//!
//! Source: Fellegi & Sunter, "A Theory for Record Linkage", JASA 64 (1969), with a third
//! class. Personal fields of a household agree only by chance; what it shares is learned.

pub(crate) mod chance;
pub(crate) mod em;
mod namesakes;
mod scorer;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::comparison::fields::FIELD_COUNT;
use crate::comparison::{FIELDS, Field};
pub(crate) use scorer::Scorer;

/// Levels of one field, the missing one included.
pub(crate) const LEVELS: usize = 16;

/// A number per field and level.
pub(crate) type Table = [[f64; LEVELS]; FIELD_COUNT];

/// A trained model. Can be saved, reviewed, and pinned for later runs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// Expected pairs of one person, per record.
    pub matches_per_record: f64,
    /// Expected pairs of one household that are two people, per record.
    pub households_per_record: f64,
    /// Share of pairs of strangers in which one side has a suffix such as Jr.
    pub suffix_known: f64,
    /// Whether training came to rest before its limit of iterations.
    pub converged: bool,
    /// Iterations of training.
    pub iterations: u32,
    /// One entry per field, in the order of [`FIELDS`].
    pub fields: Vec<FieldModel>,
}

/// What was learned of one field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldModel {
    /// The field.
    pub field: Field,
    /// One entry per level, from level 1.
    pub levels: Vec<LevelModel>,
}

/// What was learned of one level of agreement. Shares are of pairs in which both sides are known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelModel {
    /// What the level says, in words.
    pub level: String,
    /// Share among pairs of one person.
    pub m: f64,
    /// Share among strangers.
    pub u: f64,
    /// Share among two people of one household.
    pub household: f64,
    /// log2(m / u): what the level adds to the weight of a pair.
    pub bits: f64,
}

/// Why a model cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// Fields or levels are not those of this program.
    #[error("model lacks or changes the levels of {field:?}; train it again with this version")]
    Levels {
        /// The first field that differs.
        field: Field,
    },
    /// A share is not between 0 and 1, or a number is not finite.
    #[error("model holds a share of {field:?} that is not above 0 and at most 1")]
    Share {
        /// The first field with such a share.
        field: Field,
    },
    /// The number of matches or households per record is not usable.
    #[error("model holds a number of pairs per record that is not above 0")]
    PairsPerRecord,
}

impl Model {
    pub(crate) fn from_tables(m: &Table, u: &Table, household: &Table) -> Self {
        let fields = FIELDS.iter().enumerate().map(|(place, spec)| FieldModel {
            field: spec.field,
            levels: spec
                .levels
                .iter()
                .zip(1..)
                .map(|(level, number): (_, usize)| LevelModel {
                    level: level.words.to_owned(),
                    m: m[place][number],
                    u: u[place][number],
                    household: household[place][number],
                    bits: (m[place][number] / u[place][number]).log2(),
                })
                .collect(),
        });
        Self {
            matches_per_record: 0.5,
            households_per_record: 0.5,
            suffix_known: 0.0,
            converged: false,
            iterations: 0,
            fields: fields.collect(),
        }
    }

    /// log2 of the odds, before any evidence, that two of `records` records are one entity rather than strangers.
    #[must_use]
    pub fn prior_bits(&self, records: usize) -> f64 {
        Scorer::new(self, records).prior_bits
    }

    /// Checks that a model from outside fits this program.
    ///
    /// # Errors
    /// When fields, levels or shares are not usable.
    pub fn check(&self) -> Result<(), ModelError> {
        for (place, spec) in FIELDS.iter().enumerate() {
            let field = self
                .fields
                .get(place)
                .filter(|field| field.field == spec.field && field.levels.len() == spec.levels.len());
            let Some(field) = field else { return Err(ModelError::Levels { field: spec.field }) };
            let usable = |share: f64| share > 0.0 && share <= 1.0;
            if !field.levels.iter().all(|level| usable(level.m) && usable(level.u) && usable(level.household)) {
                return Err(ModelError::Share { field: spec.field });
            }
        }
        if !(0.0..=0.5).contains(&self.suffix_known) {
            return Err(ModelError::Share { field: Field::Suffix });
        }
        let usable = |pairs: f64| pairs > 0.0 && pairs.is_finite();
        if usable(self.matches_per_record) && usable(self.households_per_record) {
            Ok(())
        } else {
            Err(ModelError::PairsPerRecord)
        }
    }
}
