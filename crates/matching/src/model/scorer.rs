//! Weight and probability of a pattern under a model.

use super::namesakes::{NAMESAKES, namesakes};
use super::{LEVELS, Model, Table};
use crate::comparison::fields::FIELD_COUNT;
use crate::comparison::{FIELDS, Pattern};

/// How much of the evidence counts, and how many bits are held back besides.
///
/// The model takes fields as independent, and they are not: who lives in one town also shares names, schools
/// and telephone exchanges with it. So evidence overlaps, for and against. Both figures were read off the
/// pairs of the sets with truth, whose probabilities were too sure by about this much (`README.md`).
const COUNTS: f64 = 0.85;
const HELD_BACK: f64 = 0.5;

/// A model as tables of logarithms.
#[derive(Debug, Clone)]
pub(crate) struct Scorer {
    /// log2(m / u).
    pub(crate) bits: Table,
    /// log2(household / u).
    household_bits: Table,
    /// The same for two people of one household and one name.
    namesake_bits: Table,
    /// log2 of the odds that two random records are one person, rather than strangers.
    pub(crate) prior_bits: f64,
    /// log2 of the odds that two random records are of one household, rather than strangers.
    household_prior_bits: f64,
}

/// The verdict on one pair.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Score {
    /// Sum of the fields' bits, the household's and the overlap's.
    pub(crate) weight: f64,
    /// What the chance of being two people of one household takes away; at most 0.
    pub(crate) household: f64,
    /// What is taken back because fields tell in part the same.
    pub(crate) overlap: f64,
    /// Probability of being one person.
    pub(crate) probability: f64,
}

impl Scorer {
    /// For `records` records: the more there are, the less likely is any one pair.
    pub(crate) fn new(model: &Model, records: usize) -> Self {
        let (mut m, mut u, mut household_shares) =
            ([[1.0; LEVELS]; FIELD_COUNT], [[1.0; LEVELS]; FIELD_COUNT], [[1.0; LEVELS]; FIELD_COUNT]);
        for (place, field) in model.fields.iter().enumerate() {
            for (number, level) in (1..).zip(&field.levels) {
                m[place][number] = level.m;
                u[place][number] = level.u;
                household_shares[place][number] = level.household;
            }
        }
        let named_alike = namesakes(&m, &household_shares, model.suffix_known);
        let partners = (records.max(2) - 1) as f64 / 2.0;
        let matching = (model.matches_per_record / partners).min(0.9);
        let household = (model.households_per_record / partners).min(0.09);
        let unrelated = 1.0 - matching - household;
        Self {
            bits: against(&m, &u),
            household_bits: against(&household_shares, &u),
            namesake_bits: against(&named_alike, &u),
            prior_bits: (matching / unrelated).log2(),
            household_prior_bits: (household / unrelated).log2(),
        }
    }

    pub(crate) fn score(&self, pattern: Pattern) -> Score {
        let (mut evidence, mut household, mut namesake) = (0.0, self.household_prior_bits, self.household_prior_bits);
        for place in 0..FIELDS.len() {
            let level = usize::from(pattern.level_at(place));
            evidence += self.bits[place][level];
            household += self.household_bits[place][level];
            namesake += self.namesake_bits[place][level];
        }
        let household = -(1.0 + (1.0 - NAMESAKES) * household.exp2() + NAMESAKES * namesake.exp2()).log2();
        let odds = evidence + household + self.prior_bits;
        let overlap = (COUNTS - 1.0) * odds - HELD_BACK;
        let weight = evidence + household + overlap;
        Score { weight, household, overlap, probability: 1.0 / (1.0 + (-(weight + self.prior_bits)).exp2()) }
    }
}

/// log2 of the ratio of two classes.
fn against(class: &Table, strangers: &Table) -> Table {
    let mut bits = *class;
    for (level, chance) in bits.iter_mut().flatten().zip(strangers.iter().flatten()) {
        *level = if *level > 0.0 { (*level / chance).log2() } else { 0.0 };
    }
    bits
}
