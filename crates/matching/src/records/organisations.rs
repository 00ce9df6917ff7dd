//! Names of organisations as they are compared.
//!
//! In:  a name as typed. Out: its telling words, in order; and whether a name is one of
//!      an organisation at all.

use super::text::fold_known;

/// Words that say what legal form an organisation has, or nothing at all.
const SILENT: &[&str] = &[
    "the",
    "and",
    "of",
    "inc",
    "incorporated",
    "llc",
    "llp",
    "lp",
    "ltd",
    "limited",
    "corp",
    "corporation",
    "co",
    "company",
    "plc",
    "gmbh",
    "ag",
    "sa",
    "pc",
    "pa",
    "pllc",
    "pty",
    "bv",
    "nv",
    "srl",
];

/// Words that a person's name does not hold.
const TELLING: &[&str] = &[
    "inc",
    "incorporated",
    "llc",
    "llp",
    "ltd",
    "corp",
    "corporation",
    "company",
    "foundation",
    "trust",
    "fund",
    "bank",
    "church",
    "university",
    "college",
    "school",
    "hospital",
    "association",
    "society",
    "club",
    "institute",
    "council",
    "partners",
    "group",
    "holdings",
    "services",
    "ministries",
    "charity",
    "charitable",
    "committee",
    "enterprises",
    "gmbh",
    "plc",
    "center",
    "centre",
    "museum",
    "library",
    "department",
    "city",
    "county",
];

/// The words that tell one organisation from another; all words when none would be left.
#[must_use]
pub fn organisation(text: &str) -> String {
    let spelled = text.replace('&', " and ");
    let folded = fold_known(&spelled);
    let kept: Vec<&str> = folded.split(' ').filter(|word| !SILENT.contains(word)).collect();
    if kept.is_empty() { folded } else { kept.join(" ") }
}

/// Whether a full name is an organisation's rather than a person's.
#[must_use]
pub fn looks_like_organisation(folded: &str) -> bool {
    folded.split(' ').any(|word| TELLING.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn legal_forms_and_joining_words_do_not_count() {
        for text in ["The Smith & Jones Company, Inc.", "Smith and Jones LLC", "SMITH JONES CORP"] {
            assert_eq!(organisation(text), "smith jones", "{text}");
        }
        assert_eq!(organisation("The Company"), "the company");
    }

    #[test]
    fn a_foundation_is_no_person() {
        assert!(looks_like_organisation("hope family foundation"));
        assert!(!looks_like_organisation("hope bankes"));
    }
}
