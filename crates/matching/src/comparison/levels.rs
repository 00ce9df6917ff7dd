//! Numbers of the levels of agreement, per field, as `fields` describes them; and classes
//! of frequency, by which exact agreement has several levels.

/// Levels of [`super::Field::GivenName`].
pub(crate) mod given {
    pub(crate) const EXACT: u8 = 1;
    pub(crate) const NICKNAME: u8 = 5;
    pub(crate) const INITIAL: u8 = 6;
    pub(crate) const CLOSE: u8 = 7;
    pub(crate) const SIMILAR: u8 = 8;
    pub(crate) const MIDDLE: u8 = 9;
    pub(crate) const SWAPPED: u8 = 10;
    pub(crate) const WORD: u8 = 11;
    pub(crate) const INITIAL_DIFFERS: u8 = 12;
    pub(crate) const DIFFERS: u8 = 13;
    pub(crate) const HALF_SWAPPED: u8 = 14;
    pub(crate) const TWO_NAMES: u8 = 15;
}

/// Levels of [`super::Field::MiddleName`].
pub(crate) mod middle {
    pub(crate) const EXACT: u8 = 1;
    pub(crate) const INITIAL: u8 = 2;
    pub(crate) const CLOSE: u8 = 3;
    pub(crate) const DIFFERS: u8 = 4;
}

/// Levels of [`super::Field::FamilyName`].
pub(crate) mod family {
    pub(crate) const EXACT: u8 = 1;
    pub(crate) const PART: u8 = 7;
    pub(crate) const CLOSE: u8 = 8;
    pub(crate) const SIMILAR: u8 = 9;
    pub(crate) const DIFFERS_WOMAN: u8 = 10;
    pub(crate) const DIFFERS: u8 = 11;
}

/// Levels of [`super::Field::Suffix`].
pub(crate) mod suffix {
    pub(crate) const AGREES: u8 = 1;
    pub(crate) const DIFFERS: u8 = 2;
    pub(crate) const ONE_SIDED: u8 = 3;
}

/// Levels of [`super::Field::Sex`].
pub(crate) mod sex {
    pub(crate) const AGREES: u8 = 1;
    pub(crate) const DIFFERS: u8 = 2;
}

/// Levels of [`super::Field::BirthDate`].
pub(crate) mod birth {
    pub(crate) const EXACT: u8 = 1;
    pub(crate) const NEW_YEAR: u8 = 2;
    pub(crate) const PARTIAL: u8 = 3;
    pub(crate) const SWAPPED: u8 = 4;
    pub(crate) const ONE_DIGIT: u8 = 5;
    pub(crate) const TWO_PARTS: u8 = 6;
    pub(crate) const TWO_DIGITS: u8 = 7;
    pub(crate) const SAME_YEAR: u8 = 8;
    pub(crate) const THREE_DIGITS: u8 = 9;
    pub(crate) const DIFFERS: u8 = 10;
}

/// Levels of [`super::Field::Email`].
pub(crate) mod email {
    pub(crate) const EXACT: u8 = 1;
    pub(crate) const SHARED: u8 = 2;
    pub(crate) const LOCAL_PART: u8 = 3;
    pub(crate) const CLOSE: u8 = 4;
    pub(crate) const OTHER_NUMBER: u8 = 5;
    pub(crate) const DIFFERS: u8 = 6;
    pub(crate) const COMMON_LOCAL_PART: u8 = 7;
}

/// Levels of [`super::Field::Phone`].
pub(crate) mod phone {
    pub(crate) const EXACT: u8 = 1;
    pub(crate) const SHARED: u8 = 2;
    pub(crate) const CLOSE: u8 = 3;
    pub(crate) const DIFFERS: u8 = 4;
}

/// Levels of [`super::Field::Address`].
pub(crate) mod address {
    pub(crate) const EXACT: u8 = 1;
    pub(crate) const SHARED: u8 = 2;
    pub(crate) const CROWDED: u8 = 3;
    pub(crate) const CLOSE_STREET: u8 = 4;
    pub(crate) const CLOSE_NUMBER: u8 = 5;
    pub(crate) const LINES_SWAPPED: u8 = 6;
    pub(crate) const OTHER_UNIT: u8 = 7;
    pub(crate) const SAME_STREET: u8 = 8;
    pub(crate) const DIFFERS: u8 = 9;
}

/// Levels of [`super::Field::Locality`].
pub(crate) mod locality {
    pub(crate) const RARE_POSTAL: u8 = 1;
    pub(crate) const COMMON_POSTAL: u8 = 3;
    pub(crate) const CITY: u8 = 4;
    pub(crate) const CLOSE: u8 = 5;
    pub(crate) const REGION: u8 = 6;
    pub(crate) const DIFFERS: u8 = 7;
    pub(crate) const RARE_CITY: u8 = 8;
}

/// Levels of [`super::Field::Identifier`].
pub(crate) mod identifier {
    pub(crate) const EXACT: u8 = 1;
    pub(crate) const CLOSE: u8 = 2;
    pub(crate) const DIFFERS: u8 = 3;
}

/// Levels of [`super::Field::OrganisationName`].
pub(crate) mod organisation {
    pub(crate) const EXACT: u8 = 1;
    pub(crate) const WORDS: u8 = 2;
    pub(crate) const CONTAINED: u8 = 3;
    pub(crate) const CLOSE: u8 = 4;
    pub(crate) const DIFFERS: u8 = 5;
}

/// Which of four classes of frequency a value of this share is in: 0 rare to 3 very common.
///
/// The borders are factors of four around one in a thousand: between them the chance
/// that two strangers share the value changes by four, that is by two bits.
pub(crate) fn frequency_class(share: f64) -> u8 {
    class(share, &[0.000_25, 0.001, 0.004])
}

/// Which of six classes of frequency a family name is in: there are more rare ones than
/// rare given names.
pub(crate) fn family_class(share: f64) -> u8 {
    class(share, &[0.000_03, 0.000_1, 0.000_4, 0.001_5, 0.005])
}

fn class(share: f64, borders: &[f64]) -> u8 {
    borders.iter().map(|border| u8::from(share >= *border)).sum()
}
