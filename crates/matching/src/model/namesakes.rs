//! Fathers and sons of one name: the hardest pairs of a household.
//!
//! In:  the classes of one person and of one household. Out: the class of two people of one
//!      household and one given name. Nothing of it is learned: such pairs are too few.

use super::{LEVELS, Table};
use crate::comparison::Field;
use crate::comparison::levels::suffix;

/// Share of pairs of a household that are named after each other. An assumption, not a
/// census figure: 0.02 and 0.05 were tried, and 0.05 gave fewer wrong merges of father and son.
pub(crate) const NAMESAKES: f64 = 0.05;

/// How much more often one of two namesakes gives a suffix than one of two strangers, and
/// the share of namesakes above which that does not rise. Assumed, not learned.
const SUFFIXES: (f64, f64) = (20.0, 0.7);

/// The class of namesakes. `suffix_known` is the share of pairs of strangers in which a
/// suffix is known.
pub(crate) fn namesakes(m: &Table, household: &Table, suffix_known: f64) -> Table {
    let mut table = *household;
    let given = Field::GivenName.index();
    table[given] = m[given];
    let known = (SUFFIXES.0 * suffix_known).min(SUFFIXES.1);
    // In the other classes a missing suffix counts 1, that is: as among strangers.
    let ratio = known / suffix_known.max(1e-9);
    let mut shares = [0.0; LEVELS];
    shares[0] = (1.0 - known) / (1.0 - suffix_known);
    shares[usize::from(suffix::AGREES)] = 0.05 * ratio;
    shares[usize::from(suffix::DIFFERS)] = 0.25 * ratio;
    shares[usize::from(suffix::ONE_SIDED)] = 0.7 * ratio;
    table[Field::Suffix.index()] = shares;
    table
}
