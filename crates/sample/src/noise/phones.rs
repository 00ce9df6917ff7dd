//! The many spellings of a telephone number.

use crate::random::Dice;

/// A ten-digit number as somebody writes it.
pub(crate) fn phone(digits: &str, dice: &mut Dice) -> String {
    let (Some(area), Some(exchange), Some(line)) = (digits.get(..3), digits.get(3..6), digits.get(6..)) else {
        return digits.to_owned();
    };
    match dice.weighted(&[40, 25, 12, 8, 10, 5]) {
        0 => format!("({area}) {exchange}-{line}"),
        1 => format!("{area}-{exchange}-{line}"),
        2 => format!("{area}.{exchange}.{line}"),
        3 => format!("+1 {area} {exchange} {line}"),
        4 => digits.to_owned(),
        _ => format!("1-{area}-{exchange}-{line}"),
    }
}

/// A number that a spreadsheet has destroyed: `6.18E+09`.
pub(crate) fn unreadable_phone(digits: &str) -> String {
    format!("{}.{}E+09", digits.get(..1).unwrap_or("5"), digits.get(1..3).unwrap_or("55"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_keeps_the_digits() {
        let mut dice = Dice::new(1, "phone", 0);
        for _ in 0..100 {
            let digits: String = phone("6175550142", &mut dice).chars().filter(char::is_ascii_digit).collect();
            assert!(digits.ends_with("6175550142"), "{digits}");
        }
        assert_eq!(unreadable_phone("6175550142"), "6.17E+09");
    }
}
