//! Amounts as text to amounts as Decimal128(18,2), without rounding.

use crate::tables::{MONEY_PRECISION, MONEY_SCALE};
use arrow::array::{ArrayRef, Decimal128Array, StringArray};
use rust_decimal::Decimal;
use std::sync::Arc;

/// Parses a column of amounts; the error is the place of the first one that does not fit.
pub(super) fn parse_column(amounts: &StringArray) -> Result<ArrayRef, usize> {
    let hundredths: Result<Vec<Option<i128>>, usize> = amounts
        .iter()
        .enumerate()
        .map(|(row, text)| text.map(|text| to_hundredths(text).ok_or(row)).transpose())
        .collect();
    Decimal128Array::from(hundredths?)
        .with_precision_and_scale(MONEY_PRECISION, MONEY_SCALE.cast_signed())
        .map(|array| Arc::new(array) as ArrayRef)
        .map_err(|_| 0)
}

/// The amount in hundredths; none when digits would be lost on either side.
fn to_hundredths(text: &str) -> Option<i128> {
    let exact = Decimal::from_str_exact(text).ok()?.normalize();
    if exact.scale() > u32::from(MONEY_SCALE) {
        return None;
    }
    let shift = u32::from(MONEY_SCALE) - exact.scale();
    let hundredths = exact.mantissa().checked_mul(10_i128.pow(shift))?;
    (hundredths.unsigned_abs() < 10_u128.pow(u32::from(MONEY_PRECISION))).then_some(hundredths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<i128>) {
        assert_eq!(to_hundredths(text), expected, "{text}");
    }

    #[test]
    fn an_amount_keeps_every_cent() {
        check("0", Some(0));
        check("12.5", Some(1_250));
        check("-0.01", Some(-1));
        check("1e2", None);
        check("9999999999999999.99", Some(999_999_999_999_999_999));
    }

    #[test]
    fn zeros_after_the_cents_are_no_digits() {
        check("3.5000", Some(350));
    }

    #[test]
    fn an_amount_that_would_be_rounded_is_refused() {
        check("0.001", None);
        check("12.345", None);
    }

    #[test]
    fn an_amount_with_too_many_digits_is_refused() {
        check("10000000000000000", None);
        check("-10000000000000000.00", None);
    }
}
