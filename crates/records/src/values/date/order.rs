//! The order of day, month and year: found for a column, applied to a cell.

use super::{DateError, DateFormat};
use crate::values::cell::{clean_cell, is_null};

/// The order of day, month and year in the dates of one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateOrder {
    /// `3/4/2026` is the fourth of March.
    MonthDay,
    /// `3/4/2026` is the third of April.
    DayMonth,
    /// `26/3/4` is the fourth of March 2026.
    YearMonth,
}

impl DateOrder {
    /// Finds the order of a column from all its cells.
    ///
    /// None when no cell tells (every number is at most 12), and when cells contradict each other. A
    /// column in which every numeric date begins with a four-digit year is [`DateOrder::YearMonth`].
    pub fn detect<'a>(texts: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let mut found = None;
        let mut open = false;
        let mut year_first = false;
        for text in texts {
            match evidence(text) {
                Evidence::Order(order) if found.is_some_and(|earlier| earlier != order) => return None,
                Evidence::Order(order) => found = Some(order),
                Evidence::YearFirst => year_first = true,
                Evidence::Open => open = true,
                Evidence::Silent => {}
            }
        }
        found.or_else(|| (year_first && !open).then_some(Self::YearMonth))
    }
}

enum Evidence {
    Order(DateOrder),
    YearFirst,
    Open,
    Silent,
}

fn evidence(text: &str) -> Evidence {
    let cleaned = clean_cell(text);
    let Some(([first, second, third], _)) = take_numbers(&cleaned).filter(|_| !is_null(text)) else {
        return Evidence::Silent;
    };
    if first.digits == 4 {
        return Evidence::YearFirst;
    }
    if matches!((first.digits, first.value, third.digits), (2, 32..=99, 1 | 2)) {
        return Evidence::Order(DateOrder::YearMonth);
    }
    let is_year = third.digits == 4 || third.digits == 2;
    match (is_year, first.value, second.value) {
        (true, 1..=12, 13..=31) => Evidence::Order(DateOrder::MonthDay),
        (true, 13..=31, 1..=12) if third.digits == 4 || third.value > 31 => Evidence::Order(DateOrder::DayMonth),
        _ => Evidence::Open,
    }
}

/// A number of a date, and how many digits spell it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Number {
    value: i16,
    digits: usize,
}

/// The three numbers at the start of `3/4/26`, `2026-03-04T…` or `04.03.2026`, and the text behind them.
pub(super) fn take_numbers(text: &str) -> Option<([Number; 3], &str)> {
    let (first, rest) = take_number(text)?;
    let mark = rest.chars().next().filter(|mark| matches!(mark, '/' | '-' | '.'))?;
    let (second, rest) = take_number(rest[1..].trim_start())?;
    let (third, rest) = take_number(rest.strip_prefix(mark)?.trim_start())?;
    Some(([first, second, third], rest))
}

fn take_number(text: &str) -> Option<(Number, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let value = text[..digits].parse().ok().filter(|_| digits <= 4)?;
    Some((Number { value, digits }, &text[digits..]))
}

/// Year, month and day of three numbers. A first number of four digits is the year, whatever the order.
pub(super) fn arrange([first, second, third]: [Number; 3], format: DateFormat) -> Result<(i16, i8, i8), DateError> {
    let (year, month, day) = match format.order {
        _ if first.digits == 4 => (first, second, third),
        DateOrder::YearMonth if first.digits == 2 && third.digits <= 2 => (first, second, third),
        // `12/31/2025` cannot begin with its year, and which of the others is the month is not known.
        DateOrder::YearMonth => return Err(DateError::Shape),
        DateOrder::MonthDay => (third, first, second),
        DateOrder::DayMonth => (third, second, first),
    };
    let small = |number: Number| i8::try_from(number.value).map_err(|_| DateError::NoSuchDay);
    Ok((full_year(year, format)?, small(month)?, small(day)?))
}

fn full_year(year: Number, format: DateFormat) -> Result<i16, DateError> {
    full_year_of(year.value, year.digits, format)
}

/// The year that two or four digits mean.
pub(super) fn full_year_of(value: i16, digits: usize, format: DateFormat) -> Result<i16, DateError> {
    match digits {
        4 => Ok(value),
        2 if value < format.two_digit_pivot => Ok(2000 + value),
        2 => Ok(1900 + value),
        _ => Err(DateError::Shape),
    }
}
