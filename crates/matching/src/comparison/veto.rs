//! What no amount of other agreement outweighs.

use super::levels::{given, identifier, suffix};
use super::{Field, Pattern, dates};

/// Whether two records cannot be one person: father and son by their suffixes, or members
/// of a family whose names and birth dates both speak against it. A personal id that
/// agrees lifts the second, because nobody shares that.
pub(crate) fn vetoed(pattern: Pattern) -> bool {
    let generations = pattern.level(Field::Suffix) == suffix::DIFFERS;
    let other_birth = dates::clearly_different(pattern.level(Field::BirthDate));
    let other_name = matches!(pattern.level(Field::GivenName), given::INITIAL_DIFFERS | given::DIFFERS);
    let same_id = pattern.level(Field::Identifier) == identifier::EXACT;
    generations || other_birth && other_name && !same_id
}
