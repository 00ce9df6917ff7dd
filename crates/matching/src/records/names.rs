//! Names of persons as they are compared.
//!
//! In:  name cells as typed. Out: given, middle, family, former and preferred name,
//!      folded, and the generational suffix, wherever it was written.

use super::raw::RawRecord;
use super::text::fold_known;

/// Jr, Sr and the like: which generation of one name somebody is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Generation {
    /// Nothing is said.
    #[default]
    Unknown,
    /// Sr or I.
    First,
    /// Jr: a second of the name, though some a third call themselves so.
    Junior,
    /// II.
    Second,
    /// III.
    Third,
    /// IV.
    Fourth,
}

impl Generation {
    fn parse(word: &str) -> Self {
        match word {
            "sr" | "senior" | "snr" | "i" => Self::First,
            "jr" | "junior" | "jnr" => Self::Junior,
            "ii" | "2nd" => Self::Second,
            "iii" | "3rd" => Self::Third,
            "iv" | "4th" => Self::Fourth,
            _ => Self::Unknown,
        }
    }
}

/// The comparable names of a person; empty text where unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NameForm {
    /// First name.
    pub given: String,
    /// Middle names or initials.
    pub middle: String,
    /// Last name.
    pub family: String,
    /// Earlier last name.
    pub former: String,
    /// What the person is called.
    pub preferred: String,
    /// Generation.
    pub generation: Generation,
}

const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "professor",
    "rev",
    "reverend",
    "hon",
    "sir",
    "madam",
    "fr",
    "sister",
    "rabbi",
    "capt",
    "col",
    "sgt",
    "lt",
    "sra",
    "sr",
];
const DEGREES: &[&str] = &["md", "phd", "esq", "dds", "rn", "cpa", "jd", "mba", "esquire", "dvm", "do"];

impl NameForm {
    /// Puts the names of a record into their comparable form.
    #[must_use]
    pub fn from_raw(raw: &RawRecord) -> Self {
        let mut form = Self {
            former: fold_known(&raw.former_family_name),
            preferred: fold_known(&raw.preferred_name),
            generation: Generation::parse(&fold_known(&raw.suffix)),
            middle: fold_known(&raw.middle_name),
            ..Self::default()
        };
        form.family = form.take_generation(&fold_known(&raw.family_name));
        form.given = without_title(&form.take_generation(&fold_known(&raw.given_name)));
        if form.family.is_empty() && form.given.is_empty() {
            form.read_full(&raw.full_name);
        }
        form.split_initial();
        form
    }

    /// Cuts `Jr` and degrees off the end of a name of two words or more.
    fn take_generation(&mut self, name: &str) -> String {
        if !name.contains(' ') {
            return name.to_owned();
        }
        let mut words: Vec<&str> = name.split(' ').collect();
        while words.len() > 1 {
            let Some(last) = words.last() else { break };
            let generation = if *last == "i" { Generation::Unknown } else { Generation::parse(last) };
            if generation == Generation::Unknown && !DEGREES.contains(last) {
                break;
            }
            if self.generation == Generation::Unknown {
                self.generation = generation;
            }
            words.pop();
        }
        words.join(" ")
    }

    /// `Family, Given Middle` or `Given Middle Family`; in Chinese characters the family name is the first.
    fn read_full(&mut self, full: &str) {
        let full = full.trim();
        if let Some(family) = full.chars().next().filter(|first| is_han(*first)) {
            self.family = fold_known(&full[..family.len_utf8()]);
            self.given = fold_known(&full[family.len_utf8()..]);
            return;
        }
        let (family, rest) = match full.split_once(',') {
            Some((family, rest)) if Generation::parse(&fold_known(rest)) == Generation::Unknown => {
                (fold_known(family), fold_known(rest))
            }
            _ => (String::new(), fold_known(full)),
        };
        let rest = without_title(&self.take_generation(&rest));
        let mut words: Vec<&str> = rest.split(' ').filter(|word| !word.is_empty()).collect();
        self.family = self.take_generation(&family);
        if self.family.is_empty() && words.len() > 1 {
            words.pop().unwrap_or_default().clone_into(&mut self.family);
        }
        words.first().copied().unwrap_or_default().clone_into(&mut self.given);
        if self.middle.is_empty() && words.len() > 1 {
            self.middle = words[1..].join(" ");
        }
    }

    /// `John Q` in the column of first names is a first name and an initial.
    fn split_initial(&mut self) {
        let Some((given, last)) = self.given.rsplit_once(' ') else { return };
        if last.len() == 1 && given.len() > 1 && self.middle.is_empty() {
            self.middle = last.to_owned();
            self.given = given.to_owned();
        }
    }
}

fn is_han(letter: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&letter)
}

fn without_title(name: &str) -> String {
    match name.split_once(' ') {
        Some((title, rest)) if TITLES.contains(&title) => rest.to_owned(),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(raw: &RawRecord, given: &str, middle: &str, family: &str, generation: Generation) {
        let form = NameForm::from_raw(raw);
        assert_eq!(
            (form.given.as_str(), form.middle.as_str(), form.family.as_str(), form.generation),
            (given, middle, family, generation)
        );
    }

    fn full(name: &str) -> RawRecord {
        RawRecord { full_name: name.to_owned(), ..RawRecord::default() }
    }

    #[test]
    fn a_full_name_is_taken_apart() {
        check(&full("Mr. John Q. Smith Jr."), "john", "q", "smith", Generation::Junior);
        check(&full("Smith, John Q"), "john", "q", "smith", Generation::Unknown);
        check(&full("John Smith, Jr"), "john", "", "smith", Generation::Junior);
        check(&full("Cher"), "cher", "", "", Generation::Unknown);
        check(&full("张秀英"), "xiuying", "", "zhang", Generation::Unknown);
    }

    #[test]
    fn a_suffix_is_found_wherever_it_was_written() {
        let family = RawRecord { given_name: "Geoff".into(), family_name: "Brown Jr".into(), ..RawRecord::default() };
        check(&family, "geoff", "", "brown", Generation::Junior);
        let given = RawRecord { given_name: "Morris II".into(), family_name: "Klein".into(), ..RawRecord::default() };
        check(&given, "morris", "", "klein", Generation::Second);
        let initial = RawRecord { given_name: "Morris I".into(), family_name: "Klein".into(), ..RawRecord::default() };
        check(&initial, "morris", "i", "klein", Generation::Unknown);
    }
}
