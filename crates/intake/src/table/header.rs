//! Column names: how a source spells them, and the form in which they are compared.

use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// One column of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Heading {
    /// As the source spells it, without surrounding white space.
    pub(crate) spelling: String,
    /// For comparison: `first_name`; a repeated name is numbered: `reserved_2`.
    pub(crate) name: String,
}

/// The form in which column names are compared: compatibility letters unified, lower case,
/// everything but letters and digits one `_`, and `#` the word `number`.
pub(crate) fn normalise(spelling: &str) -> String {
    let mut name = String::new();
    // `Donor #` is another column than `Donor`.
    let spelling = spelling.replace('#', " number ");
    for letter in spelling.nfkc().flat_map(char::to_lowercase) {
        if letter.is_alphanumeric() {
            name.push(letter);
        } else if !name.ends_with('_') {
            name.push('_');
        }
    }
    name.trim_matches('_').to_owned()
}

/// Names the columns of a header row.
pub(crate) fn headings(cells: &[String]) -> Vec<Heading> {
    let mut seen = BTreeMap::<String, usize>::new();
    cells.iter().enumerate().map(|(place, cell)| heading(cell, place, &mut seen)).collect()
}

fn heading(cell: &str, place: usize, seen: &mut BTreeMap<String, usize>) -> Heading {
    let spelling = cell.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}').to_owned();
    let plain = match normalise(&spelling) {
        name if name.is_empty() => format!("column_{}", place + 1),
        name => name,
    };
    let count = seen.entry(plain.clone()).or_default();
    *count += 1;
    let name = if *count == 1 { plain } else { format!("{plain}_{count}") };
    let spelling = if spelling.is_empty() { name.clone() } else { spelling };
    Heading { spelling, name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_case_and_punctuation() {
        for (spelling, name) in [
            ("\u{feff}First Name", "first_name"),
            ("Mailing Zip/Postal Code", "mailing_zip_postal_code"),
            ("Donor\u{2019}s  Name\u{a0}", "donor_s_name"),
            ("[Email | Primary]", "email_primary"),
            ("Ｎａｍｅ", "name"),
            ("Gebühr", "gebühr"),
            ("Donor #", "donor_number"),
        ] {
            assert_eq!(normalise(spelling), name);
        }
    }

    #[test]
    fn repeated_and_empty_headings_get_names_of_their_own() {
        let cells = ["Reserved", "", "reserved "].map(str::to_owned);
        let names: Vec<String> = headings(&cells).into_iter().map(|heading| heading.name).collect();
        assert_eq!(names, ["reserved", "column_2", "reserved_2"]);
    }
}
