//! The few house rules that the figures depend on: fiscal year, currency, grace days, attribution.
//!
//! In:  the text of `schemas/organization.toml`.
//! Out: an [`Organization`] whose every value is within its bounds, or the line that is wrong.

use serde::Deserialize;
use toml::Spanned;

/// Who keeps the lake, and its house rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organization {
    /// How the organisation is called.
    pub name: String,
    /// 1 to 12; a fiscal year is named by the calendar year in which it ends.
    pub fiscal_year_start_month: u8,
    /// ISO 4217 code of every figure.
    pub currency: String,
    /// Days after its last day that a membership may be renewed without counting as lapsed.
    pub membership_grace_days: u16,
    /// Whether a donor-advised fund's grant is its advisor's: `advisor`, or `sponsor`.
    pub daf_attribution: String,
    /// Years that a lapsed donor counts as one who may come back.
    pub recapture_years: u8,
    /// Percent that a year takes off the worth of a later gift.
    pub discount_rate_percent: u8,
    /// ISO 3166 alpha-2: where an address without a country is taken to be.
    pub default_country: String,
    /// IANA name: where the organisation's days begin.
    pub time_zone: String,
}

/// What is wrong with an organisation file, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("organization file, line {line}: {message}")]
pub struct OrganizationError {
    /// The line, counted from 1.
    pub line: usize,
    /// What was expected there.
    pub message: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OrganizationFile {
    name: Spanned<String>,
    fiscal_year_start_month: Spanned<u8>,
    currency: Spanned<String>,
    membership_grace_days: Spanned<u16>,
    daf_attribution: Spanned<String>,
    recapture_years: Spanned<u8>,
    discount_rate_percent: Spanned<u8>,
    default_country: Spanned<String>,
    time_zone: Spanned<String>,
}

impl Organization {
    /// The organisation of the bundled `schemas/organization.toml`.
    ///
    /// # Errors
    /// When the bundled file is broken, which a test of this crate rules out.
    pub fn bundled() -> Result<Self, OrganizationError> {
        Self::parse(include_str!("../../../schemas/organization.toml"))
    }

    /// Reads an organisation file; no key may be missing, none may be unknown.
    ///
    /// # Errors
    /// The first line that is not TOML, has an unknown key, or holds a value out of its bounds.
    pub fn parse(text: &str) -> Result<Self, OrganizationError> {
        let file: OrganizationFile = toml::from_str(text).map_err(|error| OrganizationError {
            line: line_at(text, error.span().map_or(0, |span| span.start)),
            message: error.message().to_owned(),
        })?;
        let checked = Checked { text };
        Ok(Self {
            name: checked.value(file.name, "a name", |name| !name.trim().is_empty())?,
            fiscal_year_start_month: checked
                .value(file.fiscal_year_start_month, "a month from 1 to 12", |month| (1..=12).contains(month))?,
            currency: checked.value(file.currency, "three capital letters such as USD", |code| is_capitals(code, 3))?,
            membership_grace_days: checked.value(file.membership_grace_days, "0 to 366 days", |days| *days <= 366)?,
            daf_attribution: checked
                .value(file.daf_attribution, "advisor or sponsor", |word| word == "advisor" || word == "sponsor")?,
            recapture_years: checked.value(file.recapture_years, "1 to 20 years", |years| (1..=20).contains(years))?,
            discount_rate_percent: checked
                .value(file.discount_rate_percent, "1 to 50 percent", |rate| (1..=50).contains(rate))?,
            default_country: checked
                .value(file.default_country, "two capital letters such as US", |code| is_capitals(code, 2))?,
            time_zone: checked.value(file.time_zone, "an IANA name such as America/New_York", |zone| is_zone(zone))?,
        })
    }

    /// The fiscal year that `month` of `year` belongs to.
    #[must_use]
    pub fn fiscal_year(&self, year: i32, month: u8) -> i32 {
        let starts_later = self.fiscal_year_start_month > 1 && month >= self.fiscal_year_start_month;
        year + i32::from(starts_later)
    }
}

/// Knows the text that values came from, to say the line of a wrong one.
struct Checked<'text> {
    text: &'text str,
}

impl Checked<'_> {
    fn value<T>(
        &self,
        given: Spanned<T>,
        expected: &str,
        is_good: impl Fn(&T) -> bool,
    ) -> Result<T, OrganizationError> {
        let start = given.span().start;
        let value = given.into_inner();
        if is_good(&value) {
            return Ok(value);
        }
        Err(OrganizationError { line: line_at(self.text, start), message: format!("expected {expected}") })
    }
}

fn line_at(text: &str, offset: usize) -> usize {
    1 + text.bytes().take(offset).filter(|byte| *byte == b'\n').count()
}

fn is_capitals(code: &str, length: usize) -> bool {
    code.len() == length && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// `UTC`, or letters with at least one slash; the time zone database is the reader's business.
fn is_zone(zone: &str) -> bool {
    let is_word = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_+-".contains(&byte))
    };
    zone == "UTC" || (zone.contains('/') && zone.split('/').all(is_word))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "name = \"A\"\nfiscal_year_start_month = 7\ncurrency = \"USD\"\nmembership_grace_days = 90\n\
                        default_country = \"US\"\ntime_zone = \"America/New_York\"\ndaf_attribution = \"sponsor\"\n\
                        recapture_years = 5\ndiscount_rate_percent = 5\n";

    #[track_caller]
    fn check(from: &str, to: &str, line: usize, message: &str) {
        let error = Organization::parse(&GOOD.replace(from, to)).unwrap_err();
        assert_eq!(error.line, line, "{error}");
        assert!(error.message.contains(message), "{error}");
    }

    #[test]
    fn a_wrong_value_is_named_by_its_line() {
        check("= 7", "= 13", 2, "a month from 1 to 12");
        check("= 7", "= 0", 2, "a month from 1 to 12");
        check("USD", "usd", 3, "three capital letters");
        check("= 90", "= 900", 4, "0 to 366 days");
        check("= 90", "= -1", 4, "");
        check("\"US\"", "\"USA\"", 5, "two capital letters");
        check("America/New_York", "New York", 6, "IANA name");
        check("\"A\"", "\" \"", 1, "a name");
        check("\"sponsor\"", "\"donor\"", 7, "advisor or sponsor");
        check("recapture_years = 5", "recapture_years = 0", 8, "1 to 20 years");
        check("percent = 5", "percent = 0", 9, "1 to 50 percent");
    }

    #[test]
    fn an_unknown_or_missing_key_is_refused() {
        check("currency", "curency", 3, "unknown field");
        check("currency = \"USD\"\n", "", 1, "missing field `currency`");
        check("= 7", "=", 2, "");
    }

    #[test]
    fn a_fiscal_year_is_named_by_the_year_it_ends_in() {
        let july = Organization::parse(GOOD).unwrap();
        assert_eq!((july.fiscal_year(2024, 6), july.fiscal_year(2024, 7)), (2024, 2025));
        let january = Organization::parse(&GOOD.replace("= 7", "= 1")).unwrap();
        assert_eq!((january.fiscal_year(2024, 1), january.fiscal_year(2024, 12)), (2024, 2024));
    }

    #[test]
    fn the_bundled_organization_is_whole() {
        assert_eq!(Organization::bundled().unwrap().fiscal_year_start_month, 7);
    }
}
