//! What no amount of other agreement outweighs.

use super::levels::{address, birth, email, family, given, identifier, locality, phone, suffix};
use super::{Field, Pattern, dates};

/// Whether two records cannot be one person: father and son by their suffixes, members of a
/// family whose names and birth dates both speak against it, or namesakes. A personal id that
/// agrees lifts the last two, because nobody shares that.
pub(crate) fn vetoed(pattern: Pattern) -> bool {
    let generations = pattern.level(Field::Suffix) == suffix::DIFFERS;
    let same_id = pattern.level(Field::Identifier) == identifier::EXACT;
    generations || !same_id && (other_family_member(pattern) || namesakes(pattern))
}

fn other_family_member(pattern: Pattern) -> bool {
    let other_birth = dates::clearly_different(pattern.level(Field::BirthDate));
    let other_name = matches!(pattern.level(Field::GivenName), given::INITIAL_DIFFERS | given::DIFFERS);
    other_birth && other_name
}

/// Birth dates that no slip explains, two or more ways to reach both, and none of them the same: two
/// people who may well share their whole name, and with it the part of an e-mail address that is made
/// from a name. One way alone may have changed, as homes and addresses do.
fn namesakes(pattern: Pattern) -> bool {
    let email = shared(pattern.level(Field::Email), &[email::EXACT, email::SHARED, email::CLOSE]);
    let phone = shared(pattern.level(Field::Phone), &[phone::EXACT, phone::SHARED, phone::CLOSE]);
    let home = shared(pattern.level(Field::Address), HOME);
    let known: Vec<bool> = [email, phone, home].into_iter().flatten().collect();
    pattern.level(Field::BirthDate) == birth::DIFFERS && known.len() >= 2 && !known.contains(&true)
}

/// Whether two people's records agree in one thing alone, such as a family name, and in nothing that is
/// one person's own. However rare it is, one sign is not enough: files hold cousins, and slips of the pen
/// make strangers' names alike.
pub(crate) fn one_sign(pattern: Pattern) -> bool {
    let agrees = |field: Field, levels: std::ops::RangeInclusive<u8>| levels.contains(&pattern.level(field));
    let own = agrees(Field::Email, email::EXACT..=email::EXACT)
        || agrees(Field::Identifier, identifier::EXACT..=identifier::EXACT)
        || agrees(Field::GivenName, given::SWAPPED..=given::SWAPPED)
        || pattern.level(Field::OrganisationName) > 0;
    let signs = [
        agrees(Field::GivenName, given::EXACT..=given::SWAPPED) || agrees(Field::GivenName, given::WORD..=given::WORD),
        agrees(Field::FamilyName, family::EXACT..=family::SIMILAR),
        agrees(Field::BirthDate, birth::EXACT..=birth::TWO_PARTS),
        agrees(Field::Email, email::SHARED..=email::OTHER_NUMBER)
            || agrees(Field::Email, email::COMMON_LOCAL_PART..=email::COMMON_LOCAL_PART),
        agrees(Field::Phone, phone::EXACT..=phone::CLOSE),
        agrees(Field::Address, address::EXACT..=address::OTHER_UNIT),
        agrees(Field::Identifier, identifier::CLOSE..=identifier::CLOSE),
        agrees(Field::Locality, locality::RARE_POSTAL..=locality::CITY)
            || agrees(Field::Locality, locality::RARE_CITY..=locality::RARE_CITY),
    ];
    !own && signs.into_iter().filter(|sign| *sign).count() < 2
}

/// Whether both birth dates are known in full and no slip leads from one to the other.
pub(crate) fn other_birth(pattern: Pattern) -> bool {
    pattern.level(Field::BirthDate) == birth::DIFFERS
}

/// Levels that may be one home.
const HOME: &[u8] = &[
    address::EXACT,
    address::SHARED,
    address::CROWDED,
    address::CLOSE_STREET,
    address::CLOSE_NUMBER,
    address::LINES_SWAPPED,
    address::OTHER_UNIT,
];

/// Whether a field agrees at one of these levels; nothing when one of the records lacks it.
fn shared(level: u8, levels: &[u8]) -> Option<bool> {
    (level > 0).then(|| levels.contains(&level))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two records of one name with these levels; all else is missing.
    #[track_caller]
    fn check(levels: &[(Field, u8)], expected: bool) {
        let same_name = Pattern::default().with(Field::GivenName, given::EXACT);
        let pattern = levels.iter().fold(same_name, |pattern, (field, level)| pattern.with(*field, *level));
        assert_eq!(vetoed(pattern), expected, "{levels:?}");
    }

    const OTHER_BIRTH: (Field, u8) = (Field::BirthDate, birth::DIFFERS);
    const OTHER_EMAIL: (Field, u8) = (Field::Email, email::LOCAL_PART);
    const OTHER_PHONE: (Field, u8) = (Field::Phone, phone::DIFFERS);
    const SAME_PHONE: (Field, u8) = (Field::Phone, phone::EXACT);
    const OTHER_HOME: (Field, u8) = (Field::Address, address::DIFFERS);

    #[test]
    fn namesakes_share_no_way_to_reach_them() {
        check(&[OTHER_BIRTH, OTHER_EMAIL, OTHER_PHONE], true);
        check(&[OTHER_BIRTH, OTHER_PHONE, OTHER_HOME], true);
    }

    #[test]
    fn one_shared_phone_or_one_known_address_proves_nothing() {
        check(&[OTHER_BIRTH, OTHER_EMAIL, SAME_PHONE], false);
        check(&[OTHER_BIRTH, OTHER_HOME], false);
    }

    #[test]
    fn a_mover_with_the_same_birth_date_is_no_namesake() {
        check(&[(Field::BirthDate, birth::EXACT), OTHER_EMAIL, OTHER_PHONE, OTHER_HOME], false);
    }

    #[test]
    fn one_sign_is_not_enough() {
        let only = |levels: &[(Field, u8)]| {
            levels.iter().fold(Pattern::default(), |pattern, (field, level)| pattern.with(*field, *level))
        };
        for (levels, expected) in [
            (&[(Field::FamilyName, family::EXACT)][..], true),
            (&[(Field::GivenName, given::EXACT), (Field::FamilyName, family::DIFFERS)], true),
            (&[(Field::GivenName, given::EXACT), (Field::FamilyName, family::EXACT)], false),
            (&[(Field::FamilyName, family::EXACT), (Field::Locality, locality::RARE_CITY)], false),
            (&[(Field::Email, email::EXACT)], false),
            (&[(Field::Email, email::SHARED)], true),
            (&[(Field::OrganisationName, 1)], false),
        ] {
            assert_eq!(one_sign(only(levels)), expected, "{levels:?}");
        }
    }

    #[test]
    fn father_and_son_are_told_apart_by_suffix() {
        check(&[(Field::Suffix, suffix::DIFFERS), SAME_PHONE], true);
    }
}
