//! What a spreadsheet wraps around the text of a cell, and the many spellings of "nothing here".
//!
//! In: a cell as the CSV reader gives it. Out: the text that a person would have typed.

use std::borrow::Cow;

/// Spellings of "no value" in lower case.
const NULL_WORDS: [&str; 16] = [
    "n/a",
    "#n/a",
    "n.a.",
    "n.a",
    "none",
    "nil",
    "nan",
    "undefined",
    "not shared by donor",
    "not provided",
    "not available",
    "not applicable",
    "(blank)",
    "[blank]",
    "<null>",
    "(none)",
];

/// Takes off what spreadsheets and exporters add to a cell: surrounding white space (no-break
/// spaces and byte order marks too), `="…"`, and the apostrophe that keeps a number or a
/// formula text (`'02138`, `'=1+1`). No-break spaces inside become spaces.
///
/// What stays may still begin with `=`, `+` or `@`: whoever writes CSV for a spreadsheet must
/// guard such a cell again. Call [`repair_mojibake`](super::repair_mojibake) before, not after: a
/// broken `à` ends in a no-break space.
#[must_use]
pub fn clean_cell(text: &str) -> Cow<'_, str> {
    let mut inner = trim(text);
    loop {
        let bare = trim(unwrap_once(inner));
        if bare.len() == inner.len() {
            break;
        }
        inner = bare;
    }
    if inner.contains(is_odd_space) { Cow::Owned(inner.replace(is_odd_space, " ")) } else { Cow::Borrowed(inner) }
}

/// Whether a cell says that there is no value: empty, `N/A`, `null`, `-`, `Not shared by donor`, …
///
/// `Null` and `Na` are people's names and count as values; `NULL`, `null` and `NA` do not.
#[must_use]
pub fn is_null(text: &str) -> bool {
    let text = clean_cell(text);
    if text.chars().all(|letter| !letter.is_alphanumeric() && !matches!(letter, '$' | '€' | '£')) {
        return true;
    }
    if matches!(text.as_ref(), "NA" | "na" | "NULL" | "null" | "\\N") {
        return true;
    }
    NULL_WORDS.contains(&text.to_lowercase().as_str())
}

/// The parts of a cell that holds several values: `a; b`, `a, b`, `a | b`, one a line, `a or b`.
///
/// Empty parts are left out; each part is trimmed. Not for names or streets, which hold commas.
#[must_use]
pub fn split_cell(text: &str) -> Vec<&str> {
    text.split([';', ',', '|', '\n', '\r', '\u{1}'])
        .flat_map(|part| part.split(" or "))
        .map(trim)
        .filter(|part| !part.is_empty())
        .collect()
}

fn unwrap_once(text: &str) -> &str {
    if let Some(quoted) = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')) {
        return quoted;
    }
    match text.strip_prefix('\'') {
        Some(rest) if is_guarded(rest) => rest,
        _ => text,
    }
}

/// Whether an apostrophe before `rest` is a spreadsheet's mark and not part of a name (`'t Hooft`,
/// `'Bob'`).
fn is_guarded(rest: &str) -> bool {
    let dutch = ["t ", "s ", "n ", "t-", "s-"].iter().any(|start| rest.to_lowercase().starts_with(start));
    !dutch && !rest.contains('\'')
}

fn trim(text: &str) -> &str {
    text.trim_matches(|letter: char| letter.is_whitespace() || is_odd_space(letter))
}

fn is_odd_space(letter: char) -> bool {
    matches!(letter, '\u{a0}' | '\u{2007}' | '\u{202f}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(clean_cell(text), expected, "{text:?}");
    }

    #[test]
    fn a_cell_loses_what_the_spreadsheet_added() {
        check("  Ann \u{a0}", "Ann");
        check("Ann\u{a0}Lee", "Ann Lee");
        check("=\"02138\"", "02138");
        check("'02138", "02138");
        check("'=SUM(A1)", "=SUM(A1)");
        check("\u{feff}'=\" 7 \"", "7");
        check(" ", "");
    }

    #[test]
    fn an_apostrophe_of_a_name_stays() {
        check("'t Hooft", "'t Hooft");
        check("'Bob'", "'Bob'");
        check("O'Brien", "O'Brien");
    }

    #[test]
    fn placeholders_are_null_and_names_are_not() {
        for text in ["", " ", "N/A", "n/a", "NULL", "null", "-", "--", ".", "Not shared by donor", "NA", "#N/A"] {
            assert!(is_null(text), "{text:?}");
        }
        for text in ["Null", "Na", "0", "no", "Ann", "$"] {
            assert!(!is_null(text), "{text:?}");
        }
    }

    #[test]
    fn a_cell_of_several_values_is_split() {
        assert_eq!(split_cell("a@x.org; b@x.org"), ["a@x.org", "b@x.org"]);
        assert_eq!(split_cell("(555) 555-1212 or 555.555.1313\n"), ["(555) 555-1212", "555.555.1313"]);
        assert!(split_cell(" ; ").is_empty());
    }

    proptest! {
        #[test]
        fn a_clean_cell_stays_as_it_is(text in r#"[='" ]{0,4}.{0,8}[" ']{0,2}"#) {
            let once = clean_cell(&text).into_owned();
            prop_assert_eq!(clean_cell(&once), once.as_str());
        }
    }
}
