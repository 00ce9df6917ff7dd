//! An address in one cell → its parts.
//!
//! In:  parts joined by two spaces, as mailing tools write them (`12 Oak St  Salem  MA  01970  US`),
//!      or by commas (`12 Oak St, Salem, MA 01970`).
//! Out: street, second line, city, region, postal code, country; what is not there is empty.

use records::values::country_code;

/// Splits an address.
pub(crate) fn split(line: &str) -> [String; 6] {
    let separator = if line.trim().contains("  ") { "  " } else { "," };
    let mut parts: Vec<&str> = line.split(separator).map(str::trim).filter(|part| !part.is_empty()).collect();
    let country = pop_if(&mut parts, |part, rest| rest > 2 && country_code(part).is_some() && !has_digit(part));
    let mut postal_code = pop_if(&mut parts, |part, rest| rest > 1 && has_digit(part) && !part.contains(' '));
    let mut region = pop_if(&mut parts, |_, rest| rest > 2);
    if postal_code.is_empty() {
        (region, postal_code) = region_and_code(region);
    }
    let city = pop_if(&mut parts, |_, rest| rest > 1);
    let street = parts.first().copied().unwrap_or_default();
    let street_2 = parts.get(1..).unwrap_or_default().join(", ");
    [street.to_owned(), street_2, city, region, postal_code, country]
}

/// Takes the last part away if it passes; `rest` counts the parts with it.
fn pop_if(parts: &mut Vec<&str>, passes: impl Fn(&str, usize) -> bool) -> String {
    match parts.last() {
        Some(part) if passes(part, parts.len()) => parts.pop().unwrap_or_default().to_owned(),
        _ => String::new(),
    }
}

fn has_digit(part: &str) -> bool {
    part.contains(|letter: char| letter.is_ascii_digit())
}

/// `MA 01970` → `MA`, `01970`
fn region_and_code(text: String) -> (String, String) {
    match text.split_once(' ') {
        Some((region, code)) if has_digit(code) && !has_digit(region) => (region.to_owned(), code.trim().to_owned()),
        _ => (text, String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: [&str; 6]) {
        assert_eq!(split(line), expected.map(str::to_owned), "{line}");
    }

    #[test]
    fn parts_are_found_from_the_end() {
        check("12 Oak St  Salem  MA  01970  US", ["12 Oak St", "", "Salem", "MA", "01970", "US"]);
        check("12 Oak St  Apt 4  Salem  MA  01970  US", ["12 Oak St", "Apt 4", "Salem", "MA", "01970", "US"]);
        check("12 Oak St  Salem  MA  01970", ["12 Oak St", "", "Salem", "MA", "01970", ""]);
        check("12 Oak St, Salem, MA 01970", ["12 Oak St", "", "Salem", "MA", "01970", ""]);
        check("12 Oak St", ["12 Oak St", "", "", "", "", ""]);
        check("", ["", "", "", "", "", ""]);
    }
}
