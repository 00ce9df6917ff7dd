//! What the values of a column look like.

use crate::records::dates::BirthDate;

/// Shares of the known values of a column that have a certain form.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Look {
    /// Known values that were looked at.
    pub(crate) known: usize,
    pub(crate) emails: f64,
    pub(crate) phones: f64,
    pub(crate) dates: f64,
    pub(crate) zips: f64,
    /// Years between the first and the last date.
    pub(crate) years: u16,
}

impl Look {
    pub(crate) fn at<'a>(values: impl Iterator<Item = &'a str>) -> Self {
        let known: Vec<&str> = values.map(str::trim).filter(|value| !value.is_empty()).collect();
        let share = |holds: &dyn Fn(&str) -> bool| {
            known.iter().filter(|value| holds(value)).count() as f64 / known.len().max(1) as f64
        };
        let years: Vec<u16> =
            known.iter().filter(|value| is_date(value)).map(|value| BirthDate::parse(value).year).collect();
        let spread = years.iter().max().unwrap_or(&0) - years.iter().min().unwrap_or(&0);
        Self {
            known: known.len(),
            emails: share(&is_email),
            phones: share(&is_phone),
            dates: share(&is_date),
            zips: share(&is_zip),
            years: spread,
        }
    }
}

fn is_email(value: &str) -> bool {
    value.split_once('@').is_some_and(|(local, domain)| !local.is_empty() && domain.contains('.'))
}

/// Ten digits in the groups in which people write phone numbers.
fn is_phone(value: &str) -> bool {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let grouped = value.contains(['-', '.', '(', ' ', '+']);
    let other = value.chars().any(|letter| !letter.is_ascii_digit() && !"+-.() x".contains(letter));
    (10..=13).contains(&digits) && grouped && !other
}

fn is_date(value: &str) -> bool {
    value.contains(['-', '/']) && BirthDate::parse(value).is_full()
}

fn is_zip(value: &str) -> bool {
    let digits = |text: &str, count: usize| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    match value.split_once('-') {
        Some((five, four)) => digits(five, 5) && digits(four, 4),
        None => digits(value, 5),
    }
}
