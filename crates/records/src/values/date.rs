//! Dates and moments as exports spell them.
//!
//! In: a cell, and the order of day, month and year in its column ([`DateOrder::detect`] finds it).
//! Out: a date; none for the many spellings of "no date". A cell is never guessed at: `3/4/26` needs
//! the order, a serial number needs a format that says so, and a day that the calendar lacks
//! (`2/29/2023`) is an error.

mod clock;
mod order;
mod words;

pub use order::DateOrder;

use super::cell::{clean_cell, is_null};
use jiff::civil::Date;
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};

/// How the dates of one column are written. Made from a [`DateOrder`] where nothing else is special.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateFormat {
    /// The order of day, month and year; dates that begin with a year of four digits, and those
    /// that name the month, do not need it.
    pub order: DateOrder,
    /// Two-digit years below it are 20xx, others 19xx.
    pub two_digit_pivot: i16,
    /// Whether a plain number is a day count of Excel (`46085` is 2026-03-04).
    pub excel_serials: bool,
}

/// Why a cell is not a date. Never holds the cell's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DateError {
    /// Not a date in the format of the column.
    #[error("not a date in the column's format")]
    Shape,
    /// The calendar has no such day; often the column's order is another.
    #[error("a day that the calendar does not have")]
    NoSuchDay,
    /// Not a year from 1800 to 9999.
    #[error("year out of range, expected 1800 to 9999")]
    Year,
    /// A plain number where the format expects a date.
    #[error("a plain number; the format does not allow serial dates")]
    Serial,
    /// The time behind the date cannot be read.
    #[error("not a time of day behind the date")]
    Time,
}

impl From<DateOrder> for DateFormat {
    fn from(order: DateOrder) -> Self {
        Self { order, two_digit_pivot: 30, excel_serials: false }
    }
}

/// Reads a date; a time behind it is checked and left out, without moving the date to another zone.
///
/// None for an empty cell, `0000-00-00`, `1900-01-00`, `1/1/1900` and the like.
///
/// # Errors
/// When the cell is no date in `format`, or the calendar has no such day.
pub fn parse_date(text: &str, format: impl Into<DateFormat>) -> Result<Option<Date>, DateError> {
    let cleaned = clean_cell(text);
    match split_moment(&cleaned, format.into())? {
        Some((date, rest)) => {
            clock::parse_clock(rest)?;
            Ok(Some(date))
        }
        None => Ok(None),
    }
}

/// Reads a date with a time of day; a cell that names no zone is in `zone`, one without a time is
/// midnight.
///
/// Zones may be named as `Z`, `UTC`, `+0000`, `GMT-05:00` or by the letters of North America (`PST`).
///
/// # Errors
/// As [`parse_date`].
pub fn parse_timestamp(
    text: &str,
    format: impl Into<DateFormat>,
    zone: Offset,
) -> Result<Option<Timestamp>, DateError> {
    let cleaned = clean_cell(text);
    let Some((date, rest)) = split_moment(&cleaned, format.into())? else {
        return Ok(None);
    };
    let (time, named_zone) = clock::parse_clock(rest)?;
    let moment = named_zone.unwrap_or(zone).to_timestamp(date.to_datetime(time));
    moment.map(Some).map_err(|_| DateError::Year)
}

/// The date at the start of a cell and the text behind it; none for a cell that means "no date".
fn split_moment(text: &str, format: DateFormat) -> Result<Option<(Date, &str)>, DateError> {
    if is_null(text) || is_never(text) {
        return Ok(None);
    }
    if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && text.matches('.').count() < 2 {
        return plain_number(text, format).map(|date| date.map(|date| (date, "")));
    }
    let (parts, rest) = match order::take_numbers(text) {
        Some((numbers, rest)) => (order::arrange(numbers, format)?, rest),
        None => words::take_words(text, format).ok_or(DateError::Shape)?,
    };
    let date = civil_date(parts)?;
    if date.is_none() {
        clock::parse_clock(rest)?;
    }
    Ok(date.map(|date| (date, rest)))
}

/// Words that stand for "no end", and the midnight that a database shows for an empty date.
fn is_never(text: &str) -> bool {
    matches!(text.to_lowercase().as_str(), "never" | "12:00:00 am" | "00:00:00" | "clear")
}

/// Year, month, day to a date; none for the zero dates of databases and spreadsheets.
fn civil_date((year, month, day): (i16, i8, i8)) -> Result<Option<Date>, DateError> {
    if matches!((year, month, day), (0, 0, 0) | (1900, 1, 0 | 1) | (1899, 12, 30 | 31)) {
        return Ok(None);
    }
    if !(1800..=9999).contains(&year) {
        return Err(DateError::Year);
    }
    Date::new(year, month, day).map(Some).map_err(|_| DateError::NoSuchDay)
}

/// `20260304`, or a day count of Excel if the format allows it.
fn plain_number(text: &str, format: DateFormat) -> Result<Option<Date>, DateError> {
    let whole = text.split('.').next().unwrap_or_default();
    let number: i32 = whole.parse().map_err(|_| DateError::Shape)?;
    if whole.len() == 8 && whole.len() == text.len() {
        let part = |value: i32| i8::try_from(value % 100).unwrap_or_default();
        let year = i16::try_from(number / 10_000).map_err(|_| DateError::Year)?;
        return civil_date((year, part(number / 100), part(number)));
    }
    if !format.excel_serials {
        return Err(DateError::Serial);
    }
    excel_date(number)
}

/// Day 1 is 1900-01-01. Excel also counts a 29 February 1900 that never was: day 60 is no day, and
/// later ones are one ahead.
fn excel_date(serial: i32) -> Result<Option<Date>, DateError> {
    if serial <= 1 {
        return Ok(None);
    }
    if serial == 60 {
        return Err(DateError::NoSuchDay);
    }
    let since = if serial > 60 { serial - 1 } else { serial };
    let eve = Date::constant(1899, 12, 31);
    eve.checked_add(since.days()).map(Some).map_err(|_| DateError::Year)
}

#[cfg(test)]
mod tests;
