//! Amounts in cents, and how each export spells them.

/// `1200.00`
pub(crate) fn plain(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    let magnitude = cents.abs();
    format!("{sign}{}.{:02}", magnitude / 100, magnitude % 100)
}

/// `1,200.00`
pub(crate) fn grouped(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    let magnitude = cents.abs();
    let digits = (magnitude / 100).to_string();
    let mut text = String::from(sign);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    format!("{text}.{:02}", magnitude % 100)
}

/// `$1,200.00`, and `-$45.00` for money that went back.
pub(crate) fn dollars(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    format!("{sign}${}", grouped(cents.abs()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cents: i64, expected: [&str; 3]) {
        assert_eq!([plain(cents), grouped(cents), dollars(cents)], expected.map(str::to_owned));
    }

    #[test]
    fn amounts_are_spelled_as_each_export_does() {
        check(120_000, ["1200.00", "1,200.00", "$1,200.00"]);
        check(-4_500, ["-45.00", "-45.00", "-$45.00"]);
        check(5, ["0.05", "0.05", "$0.05"]);
        check(123_456_789, ["1234567.89", "1,234,567.89", "$1,234,567.89"]);
    }
}
