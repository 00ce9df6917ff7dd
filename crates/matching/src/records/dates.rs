//! Birth dates as people write them.
//!
//! In:  text in one of several formats, month first where the order is open.
//! Out: a [`BirthDate`], whose month and day may be unknown (0). Impossible days stay as
//!      they are: a typing mistake in one digit must stay one digit away from the truth.

/// A date of birth: year, month and day; 0 where a part is unknown. All 0 is "missing".
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BirthDate {
    /// Four digits, 0 when missing.
    pub year: u16,
    /// 1 to 12 as a rule; any two digits when mistyped.
    pub month: u8,
    /// 1 to 31 as a rule; any two digits when mistyped.
    pub day: u8,
}

/// Dates that software writes when it knows none.
const PLACEHOLDERS: &[(u16, u8, u8)] =
    &[(1900, 1, 1), (1899, 12, 30), (1899, 12, 31), (1800, 1, 1), (9999, 12, 31), (1, 1, 1)];

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Two-digit years above this one belong to the last century.
const LAST_YOUNG_YEAR: u16 = 30;

impl BirthDate {
    /// Whether nothing is known.
    #[must_use]
    pub fn is_missing(self) -> bool {
        self.number() == 0
    }

    /// Whether year, month and day are all known.
    #[must_use]
    pub fn is_full(self) -> bool {
        self.year != 0 && self.month != 0 && self.day != 0
    }

    /// The eight digits `yyyymmdd`.
    #[must_use]
    pub fn digits(self) -> [u8; 8] {
        let year = self.year;
        let digit = |value: u16| b'0' + u8::try_from(value % 10).unwrap_or(0);
        [
            digit(year / 1000),
            digit(year / 100),
            digit(year / 10),
            digit(year),
            b'0' + self.month / 10 % 10,
            b'0' + self.month % 10,
            b'0' + self.day / 10 % 10,
            b'0' + self.day % 10,
        ]
    }

    /// One number per date, 0 when missing.
    #[must_use]
    pub fn number(self) -> u32 {
        u32::from(self.year) * 10_000 + u32::from(self.month) * 100 + u32::from(self.day)
    }

    /// Reads a date; [`BirthDate::default`] when the text holds none.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let text = text.trim();
        if let Some(birthday) = text.strip_prefix("--") {
            return parse_birthday(birthday).unwrap_or_default();
        }
        let found = parse_parts(text).unwrap_or_default();
        let known = (1000..=2200).contains(&found.year);
        if known && !PLACEHOLDERS.contains(&(found.year, found.month, found.day)) { found } else { Self::default() }
    }
}

/// A birthday without a year, as ISO 8601 writes it: `--12-31`. Mailing lists keep no more.
fn parse_birthday(text: &str) -> Option<BirthDate> {
    let (month, day) = text.split_once('-')?;
    let month = month_number(month).filter(|month| (1..=12).contains(month))?;
    let day = day.parse().ok().filter(|day| (1..=31).contains(day))?;
    Some(BirthDate { year: 0, month, day })
}

fn parse_parts(text: &str) -> Option<BirthDate> {
    let date_only = text.split(['T']).next().filter(|_| text.contains(':')).unwrap_or(text);
    let parts: Vec<&str> =
        date_only.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [one] => parse_compact(one),
        [year, month] if year.len() == 4 => {
            Some(BirthDate { year: year.parse().ok()?, month: month.parse().ok()?, day: 0 })
        }
        [month, year] if year.len() == 4 => {
            Some(BirthDate { year: year.parse().ok()?, month: month_number(month)?, day: 0 })
        }
        [first, second, third, ..] => parse_three(first, second, third),
        _ => None,
    }
}

fn parse_compact(text: &str) -> Option<BirthDate> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match text.len() {
        4 => Some(BirthDate { year: text.parse().ok()?, month: 0, day: 0 }),
        8 => Some(BirthDate {
            year: text[..4].parse().ok()?,
            month: text[4..6].parse().ok()?,
            day: text[6..].parse().ok()?,
        }),
        _ => None,
    }
}

fn parse_three(first: &str, second: &str, third: &str) -> Option<BirthDate> {
    if first.len() == 4 && first.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(BirthDate { year: first.parse().ok()?, month: month_number(second)?, day: third.parse().ok()? });
    }
    let year = full_year(third)?;
    if first.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return Some(BirthDate { year, month: month_number(first)?, day: second.parse().ok()? });
    }
    if second.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return Some(BirthDate { year, month: month_number(second)?, day: first.parse().ok()? });
    }
    let (month, day): (u8, u8) = (first.parse().ok()?, second.parse().ok()?);
    let day_first = month > 12 && day <= 12;
    Some(if day_first { BirthDate { year, month: day, day: month } } else { BirthDate { year, month, day } })
}

fn full_year(text: &str) -> Option<u16> {
    let year: u16 = text.parse().ok()?;
    Some(match text.len() {
        2 if year > LAST_YOUNG_YEAR => 1900 + year,
        2 => 2000 + year,
        _ => year,
    })
}

fn month_number(text: &str) -> Option<u8> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let short = text.get(..3)?.to_ascii_lowercase();
    let place = MONTHS.iter().position(|month| *month == short)?;
    u8::try_from(place + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: (u16, u8, u8)) {
        let date = BirthDate::parse(text);
        assert_eq!((date.year, date.month, date.day), expected, "{text}");
    }

    #[test]
    fn the_usual_formats_are_read() {
        check("1970-03-01", (1970, 3, 1));
        check("1970-03-01T00:00:00", (1970, 3, 1));
        check("19490705", (1949, 7, 5));
        check("3/1/1970", (1970, 3, 1));
        check("--12-31", (0, 12, 31));
        check("--13-01", (0, 0, 0));
        check("25/12/1970", (1970, 12, 25));
        check("6/15/98", (1998, 6, 15));
        check("19-Feb-91", (1991, 2, 19));
        check("Mar 1 1970", (1970, 3, 1));
        check("1 March 1970", (1970, 3, 1));
        check("1970", (1970, 0, 0));
        check("1970-03", (1970, 3, 0));
        check("03/1970", (1970, 3, 0));
    }

    #[test]
    fn a_mistyped_day_stays_near_the_truth() {
        check("19310175", (1931, 1, 75));
    }

    #[test]
    fn stand_ins_and_rubbish_are_missing() {
        for text in ["1900-01-01", "0000-00-00", "unknown", "", "13"] {
            check(text, (0, 0, 0));
        }
    }
}
