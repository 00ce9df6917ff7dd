//! The fields that are compared, and the levels of agreement of each, in words.
//!
//! The numbers are where learning starts, and how strongly it is held there: shares of
//! true matches per level, given that both sides are known. They come from what is
//! usual in files of people, not from a data set.

use serde::{Deserialize, Serialize};

/// A field of comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is described in FIELDS")]
pub enum Field {
    GivenName,
    MiddleName,
    FamilyName,
    Suffix,
    BirthDate,
    Sex,
    Email,
    Phone,
    Address,
    Locality,
    Identifier,
    OrganisationName,
}

impl Field {
    /// Its place in [`FIELDS`].
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }
}

/// One level of agreement.
#[derive(Debug)]
pub struct LevelSpec {
    /// What the level says, in words.
    pub words: &'static str,
    /// The share of true matches that one expects here.
    pub expected: f64,
}

/// One field and its levels; level `n` of a pattern is `levels[n - 1]`.
#[derive(Debug)]
pub struct FieldSpec {
    /// The field.
    pub field: Field,
    /// Its name in words.
    pub words: &'static str,
    /// Whether the field is of one person, so that members of one household agree in it
    /// by chance only. The other fields are shared in a household.
    pub personal: bool,
    /// Its levels, from 1.
    pub levels: &'static [LevelSpec],
}

/// How many fields there are.
pub const FIELD_COUNT: usize = 12;

const fn level(words: &'static str, expected: f64) -> LevelSpec {
    LevelSpec { words, expected }
}

/// All fields with their levels, in the order of [`Field`].
pub static FIELDS: [FieldSpec; FIELD_COUNT] = [
    FieldSpec {
        field: Field::GivenName,
        words: "given name",
        personal: true,
        levels: &[
            level("given names are the same, and rare", 0.2),
            level("given names are the same, and uncommon", 0.2),
            level("given names are the same, and common", 0.2),
            level("given names are the same, and very common", 0.15),
            level("given names are nicknames of each other", 0.06),
            level("one given name is the initial of the other", 0.03),
            level("given names differ by a slip of the pen", 0.07),
            level("given names are similar or sound alike", 0.02),
            level("one given name is the other's middle name", 0.01),
            level("given and family name are swapped", 0.02),
            level("given names share a word", 0.01),
            level("initials of the given names differ", 0.01),
            level("given names differ", 0.02),
            level("the only name of one is the given or family name of the other", 0.005),
            level("given names are alike, and both are usual names", 0.01),
        ],
    },
    FieldSpec {
        field: Field::MiddleName,
        words: "middle name",
        personal: true,
        levels: &[
            level("middle names are the same", 0.3),
            level("middle initials are the same", 0.58),
            level("middle names are similar", 0.04),
            level("middle names differ", 0.08),
        ],
    },
    FieldSpec {
        field: Field::FamilyName,
        words: "family name",
        personal: false,
        levels: &[
            level("family names are the same, and very rare", 0.13),
            level("family names are the same, and rare", 0.13),
            level("family names are the same, and uncommon", 0.14),
            level("family names are the same, and rather common", 0.14),
            level("family names are the same, and common", 0.14),
            level("family names are the same, and very common", 0.12),
            level("family names share a part, or one is the other's former name", 0.02),
            level("family names differ by a slip of the pen", 0.09),
            level("family names are similar or sound alike", 0.03),
            level("family names differ, of a woman", 0.03),
            level("family names differ", 0.03),
        ],
    },
    FieldSpec {
        field: Field::Suffix,
        words: "suffix",
        personal: true,
        levels: &[
            level("suffixes agree", 0.6),
            level("suffixes contradict each other", 0.01),
            level("only one side has a suffix", 0.39),
        ],
    },
    FieldSpec {
        field: Field::BirthDate,
        words: "birth date",
        personal: true,
        levels: &[
            level("birth dates are the same", 0.82),
            level("birth dates are the same first of January", 0.01),
            level("birth dates agree as far as they are known", 0.02),
            level("day and month of birth are swapped", 0.02),
            level("birth dates differ in one digit", 0.06),
            level("two of day, month and year of birth agree", 0.02),
            level("birth dates differ in two digits", 0.015),
            level("years of birth agree", 0.015),
            level("birth dates differ in three digits", 0.01),
            level("birth dates differ", 0.02),
        ],
    },
    FieldSpec {
        field: Field::Sex,
        words: "sex",
        personal: true,
        levels: &[level("sex agrees", 0.98), level("sex differs", 0.02)],
    },
    FieldSpec {
        field: Field::Email,
        words: "e-mail",
        personal: false,
        levels: &[
            level("e-mail is the same, of one given name", 0.6),
            level("e-mail is the same, shared by several given names", 0.1),
            level("e-mail differs in the domain only", 0.02),
            level("e-mail differs by a slip of the pen", 0.05),
            level("e-mail differs in its digits", 0.01),
            level("e-mail differs", 0.21),
            level("e-mail differs in the domain only, and many are called so", 0.01),
        ],
    },
    FieldSpec {
        field: Field::Phone,
        words: "phone",
        personal: false,
        levels: &[
            level("phone is the same, of one given name", 0.5),
            level("phone is the same, shared by several given names", 0.15),
            level("phone differs in one digit", 0.05),
            level("phone differs", 0.3),
        ],
    },
    FieldSpec {
        field: Field::Address,
        words: "address",
        personal: false,
        levels: &[
            level("address is the same, of one given name", 0.3),
            level("address is the same, shared by several given names", 0.2),
            level("address is the same, shared by many given names", 0.02),
            level("house numbers are the same, streets similar", 0.12),
            level("streets are the same, house numbers similar", 0.05),
            level("lines of the address are swapped or left out", 0.03),
            level("house is the same, unit differs", 0.02),
            level("street is the same", 0.02),
            level("address differs", 0.24),
        ],
    },
    FieldSpec {
        field: Field::Locality,
        words: "city and postal code",
        personal: false,
        levels: &[
            level("postal code is the same, and rare", 0.2),
            level("postal code is the same", 0.2),
            level("postal code is the same, and common", 0.1),
            level("city is the same, and common", 0.1),
            level("city or postal code differs by a slip of the pen", 0.15),
            level("region is the same", 0.05),
            level("city and region differ", 0.1),
            level("city is the same", 0.1),
        ],
    },
    FieldSpec {
        field: Field::Identifier,
        words: "personal id",
        personal: true,
        levels: &[
            level("a personal id is the same", 0.9),
            level("a personal id differs by a slip of the pen", 0.08),
            level("personal ids differ", 0.02),
        ],
    },
    FieldSpec {
        field: Field::OrganisationName,
        words: "organisation name",
        personal: true,
        levels: &[
            level("names of the organisations are the same", 0.6),
            level("names of the organisations have the same words", 0.05),
            level("one organisation's name holds the other's", 0.1),
            level("names of the organisations are similar", 0.15),
            level("names of the organisations differ", 0.1),
        ],
    },
];
