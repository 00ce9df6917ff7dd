//! Text as it is compared.
//!
//! In:  a cell as people typed it.
//! Out: lower-case ASCII words with single spaces, or nothing when the cell only
//!      stands in for a value that is not known.

/// Folds to lower-case ASCII letters, digits and single spaces; apostrophes vanish.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return fold_ascii(text);
    }
    fold_ascii(&any_ascii::any_ascii(text))
}

fn fold_ascii(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            folded.push(char::from(byte.to_ascii_lowercase()));
        } else if !matches!(byte, b'\'' | b'`') && !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Folds, and gives the empty text for a placeholder.
#[must_use]
pub fn fold_known(text: &str) -> String {
    let folded = fold(text);
    if is_placeholder(&folded) { String::new() } else { folded }
}

/// Whether a text holds a value at all.
#[must_use]
pub fn is_known(text: &str) -> bool {
    !text.is_empty() && !fold_known(text).is_empty()
}

/// Whether a folded text stands for "not known" in any column.
#[must_use]
pub fn is_placeholder(folded: &str) -> bool {
    matches!(
        folded,
        "unknown"
            | "n a"
            | "na"
            | "none"
            | "null"
            | "nil"
            | "not provided"
            | "not available"
            | "not given"
            | "missing"
            | "anonymous"
            | "test"
            | "tbd"
            | "xxx"
            | "xx"
            | "x x"
            | "unk"
            | "no name"
            | "undefined"
            | "refused"
            | "blank"
            | "empty"
    )
}

/// The letters and digits of a folded text without its spaces.
#[must_use]
pub fn joined(folded: &str) -> String {
    folded.split(' ').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_punctuation_do_not_count() {
        for (typed, expected) in [
            ("  JosÉ ", "jose"),
            ("O'Brien", "obrien"),
            ("Lamb-Kawakami", "lamb kawakami"),
            ("Müllenkranz", "mullenkranz"),
        ] {
            assert_eq!(fold(typed), expected);
        }
    }

    #[test]
    fn a_placeholder_is_no_value() {
        for typed in ["N/A", "unknown", " None ", "n.a."] {
            assert_eq!(fold_known(typed), "", "{typed}");
        }
    }
}
