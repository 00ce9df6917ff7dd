//! Amounts of money as exports spell them.
//!
//! In: a cell such as `$1,200.00`, `(15.00)` or `1.234,56`, and which mark separates the decimals
//! (one column has one). Out: a decimal, with the currency if the cell names it. Never rounds: an
//! amount with more decimals than its currency has is an error, and so is `1e3`.

use super::cell::{clean_cell, is_null};
use super::currency::Currency;
use rust_decimal::Decimal;

/// Which mark separates the decimals of a column's amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoneyFormat {
    /// `1,234.56`
    Point,
    /// `1.234,56`
    Comma,
}

/// An amount, and the currency if the cell names one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedMoney {
    /// The amount, with as many decimals as the currency has (2 if no currency is known).
    pub amount: Decimal,
    /// The currency. A bare `$` or `¥` names no country and gives none.
    pub currency: Option<Currency>,
}

/// Why a cell is not an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MoneyError {
    /// The cell is empty or says that there is no amount.
    #[error("no amount")]
    Missing,
    /// A number like `1e3`: a spreadsheet lost its digits.
    #[error("amount in scientific notation, expected plain digits")]
    Scientific,
    /// Not an amount in the format of the column.
    #[error("not an amount, expected digits like 1,234.56 with the column's decimal mark")]
    Shape,
    /// More decimals than the currency has.
    #[error("more decimals than the currency has; amounts are never rounded")]
    TooManyDecimals,
    /// More than fifteen digits before the decimal mark.
    #[error("amount too large, expected at most 15 digits")]
    TooLarge,
    /// The cell names another currency than its row.
    #[error("the amount names another currency than its row")]
    OtherCurrency,
}

/// Reads an amount whose currency the row does not name elsewhere.
///
/// # Errors
/// When the cell is empty, is no amount in `format`, or has more decimals than its currency.
pub fn parse_money(text: &str, format: &MoneyFormat) -> Result<ParsedMoney, MoneyError> {
    let (negative, currency, digits) = take_apart(text)?;
    let decimals = currency.as_ref().map_or(2, Currency::minor_units);
    let amount = read_digits(&digits, *format, decimals)?;
    Ok(ParsedMoney { amount: if negative { -amount } else { amount }, currency })
}

/// Reads an amount of a row that names its currency in another column, or whose file has one.
///
/// # Errors
/// As [`parse_money`], and when the cell itself names another currency.
pub fn parse_money_in(text: &str, format: &MoneyFormat, currency: &Currency) -> Result<ParsedMoney, MoneyError> {
    let (negative, named, digits) = take_apart(text)?;
    if named.is_some_and(|named| named != *currency) {
        return Err(MoneyError::OtherCurrency);
    }
    let amount = read_digits(&digits, *format, currency.minor_units())?;
    Ok(ParsedMoney { amount: if negative { -amount } else { amount }, currency: Some(currency.clone()) })
}

impl MoneyFormat {
    /// Finds the decimal mark of a column from all its cells.
    ///
    /// None when no cell tells (`100`, `1,234`) or when cells contradict each other. Reading with the
    /// wrong format gives errors rather than wrong amounts, except for `1,234` and `1.234`.
    pub fn detect<'a>(texts: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let mut found = None;
        for format in texts.into_iter().filter_map(evidence) {
            if found.is_some_and(|earlier| earlier != format) {
                return None;
            }
            found = Some(format);
        }
        found
    }

    fn marks(self) -> (char, char) {
        match self {
            Self::Point => ('.', ','),
            Self::Comma => (',', '.'),
        }
    }
}

/// What one cell says about the decimal mark: of two marks the last; a single mark if not three digits follow.
fn evidence(text: &str) -> Option<MoneyFormat> {
    let (_, _, digits) = take_apart(text).ok()?;
    let last = digits.rfind(['.', ','])?;
    let mark = digits[last..].chars().next()?;
    let (this, other) =
        if mark == '.' { (MoneyFormat::Point, MoneyFormat::Comma) } else { (MoneyFormat::Comma, MoneyFormat::Point) };
    let alone = digits.matches(['.', ',']).count() == 1;
    let repeated = digits.matches(mark).count() > 1;
    let three_follow = digits.len() - last == 4;
    match (alone, repeated, three_follow) {
        (_, true, _) => Some(other),
        (true, false, true) => None,
        _ => Some(this),
    }
}

/// Sign, currency and the rest of a cell: `-$45.00` is (true, None, `45.00`).
fn take_apart(text: &str) -> Result<(bool, Option<Currency>, String), MoneyError> {
    if is_null(text) {
        return Err(MoneyError::Missing);
    }
    let cleaned = clean_cell(text).replace('\u{2212}', "-");
    let mut rest = cleaned.as_str();
    let mut signs = 0;
    let mut currency = None;
    let mut symbols = 0;
    loop {
        let (bare, sign) = take_sign(rest);
        let (bare, symbol) = take_symbol(bare);
        if !sign && symbol.is_none() {
            break;
        }
        signs += usize::from(sign);
        symbols += usize::from(symbol.is_some());
        if let Some(Symbol::Names(named)) = symbol {
            currency = currency.or(Some(named));
        }
        rest = bare;
    }
    // `$1,200.00 USD` has two marks of currency; a second sign would be a riddle.
    if signs > 1 || symbols > 2 {
        return Err(MoneyError::Shape);
    }
    let rest = rest.strip_prefix('+').unwrap_or(rest).trim();
    Ok((signs == 1, currency, rest.to_owned()))
}

/// A minus at either end, or the parentheses of bookkeepers.
fn take_sign(text: &str) -> (&str, bool) {
    let in_parentheses = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    match in_parentheses.or_else(|| text.strip_prefix('-')).or_else(|| text.strip_suffix('-')) {
        Some(rest) => (rest.trim(), true),
        None => (text, false),
    }
}

/// Symbols, and the code if a symbol belongs to one currency alone.
const SYMBOLS: [(&str, &str); 12] = [
    ("US$", "USD"),
    ("CA$", "CAD"),
    ("C$", "CAD"),
    ("A$", "AUD"),
    ("AU$", "AUD"),
    ("NZ$", "NZD"),
    ("HK$", "HKD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("₹", "INR"),
    ("$", ""),
    ("¥", ""),
];

/// What a symbol or code says.
enum Symbol {
    /// One currency.
    Names(Currency),
    /// One of several: `$`, `¥`.
    Shared,
}

/// A currency symbol or code at either end of the text.
fn take_symbol(text: &str) -> (&str, Option<Symbol>) {
    for (symbol, code) in SYMBOLS {
        if let Some(rest) = text.strip_prefix(symbol).or_else(|| text.strip_suffix(symbol)) {
            let symbol = Currency::parse(code).map_or(Symbol::Shared, Symbol::Names);
            return (rest.trim(), Some(symbol));
        }
    }
    let front = text.split_at_checked(3).map(|(code, rest)| (rest, code));
    let back = text.len().checked_sub(3).and_then(|at| text.split_at_checked(at));
    for (rest, code) in [front, back].into_iter().flatten() {
        if let Some(currency) =
            Currency::parse(code).ok().filter(|currency| currency.as_str().eq_ignore_ascii_case(code))
        {
            return (rest.trim(), Some(Symbol::Names(currency)));
        }
    }
    (text, None)
}

/// Reads digits with their group and decimal marks; the amount has exactly `decimals` decimals.
fn read_digits(text: &str, format: MoneyFormat, decimals: u32) -> Result<Decimal, MoneyError> {
    if is_scientific(text) {
        return Err(MoneyError::Scientific);
    }
    let (decimal_mark, group_mark) = format.marks();
    let (whole, fraction) = match text.split_once(decimal_mark) {
        Some((whole, fraction)) if is_digits(fraction) => (whole, fraction),
        Some(_) => return Err(MoneyError::Shape),
        None => (text, ""),
    };
    let whole = without_groups(whole, group_mark).ok_or(MoneyError::Shape)?;
    if whole.is_empty() && fraction.is_empty() {
        return Err(MoneyError::Shape);
    }
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > decimals as usize {
        return Err(MoneyError::TooManyDecimals);
    }
    let whole = whole.trim_start_matches('0');
    if whole.len() > 15 {
        return Err(MoneyError::TooLarge);
    }
    let plain = format!("0{whole}.{fraction:0<width$}", width = decimals as usize);
    Decimal::from_str_exact(plain.trim_end_matches('.')).map_err(|_| MoneyError::TooLarge)
}

/// The digits of `1,234,567`; none when a group has not three digits.
fn without_groups(text: &str, group_mark: char) -> Option<String> {
    let is_group_mark = |letter: char| letter == group_mark || matches!(letter, ' ' | '\'' | '’');
    let groups: Vec<&str> = text.split(is_group_mark).collect();
    let (first, others) = groups.split_first()?;
    let grouped = !others.is_empty();
    let first_is_right =
        if grouped { is_digits(first) && first.len() <= 3 } else { first.is_empty() || is_digits(first) };
    let all_right = first_is_right && others.iter().all(|group| group.len() == 3 && is_digits(group));
    all_right.then(|| groups.concat())
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `1e3`, `5.55E+09`.
pub(super) fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else { return false };
    let mantissa = mantissa.trim_start_matches(['-', '+']);
    is_digits(&mantissa.replace(['.', ','], "")) && is_digits(exponent.trim_start_matches(['+', '-']))
}

#[cfg(test)]
mod tests;
