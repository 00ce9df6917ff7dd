//! Postal addresses as they are compared.
//!
//! In:  street lines, city, region and postal code as typed, or one full address.
//! Out: house number, unit, street words with usual abbreviations, place.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::raw::RawAddress;
use super::text::{fold, fold_known};

/// The comparable parts of one address; empty text where unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AddressForm {
    /// House number, or the number of a post-office box.
    pub number: String,
    /// Apartment, suite, unit.
    pub unit: String,
    /// Words of the street, abbreviated in one way.
    pub street: String,
    /// A second line that is no unit: the name of a house, an estate.
    pub extra: String,
    /// City or suburb.
    pub city: String,
    /// State, province.
    pub region: String,
    /// Postal code: the first five digits of an American one.
    pub postal: String,
}

const UNIT_WORDS: &[&str] = &["apt", "apartment", "unit", "ste", "suite", "rm", "room", "fl", "floor", "no", "lot"];

/// US Postal Service Publication 28: street suffixes and directions, the most used ones.
const ABBREVIATIONS: &[(&str, &str)] = &[
    ("alley", "aly"),
    ("avenue", "ave"),
    ("av", "ave"),
    ("boulevard", "blvd"),
    ("bypass", "byp"),
    ("center", "ctr"),
    ("centre", "ctr"),
    ("circle", "cir"),
    ("circuit", "cct"),
    ("close", "cl"),
    ("court", "ct"),
    ("cove", "cv"),
    ("crescent", "cres"),
    ("crossing", "xing"),
    ("drive", "dr"),
    ("drv", "dr"),
    ("east", "e"),
    ("expressway", "expy"),
    ("extension", "ext"),
    ("fort", "ft"),
    ("freeway", "fwy"),
    ("gardens", "gdns"),
    ("grove", "grv"),
    ("heights", "hts"),
    ("highway", "hwy"),
    ("hill", "hl"),
    ("hills", "hls"),
    ("island", "is"),
    ("junction", "jct"),
    ("lake", "lk"),
    ("landing", "lndg"),
    ("lane", "ln"),
    ("manor", "mnr"),
    ("meadows", "mdws"),
    ("mount", "mt"),
    ("mountain", "mtn"),
    ("north", "n"),
    ("northeast", "ne"),
    ("northwest", "nw"),
    ("parkway", "pkwy"),
    ("place", "pl"),
    ("plaza", "plz"),
    ("point", "pt"),
    ("ridge", "rdg"),
    ("road", "rd"),
    ("route", "rte"),
    ("saint", "st"),
    ("south", "s"),
    ("southeast", "se"),
    ("southwest", "sw"),
    ("springs", "spgs"),
    ("square", "sq"),
    ("station", "sta"),
    ("street", "st"),
    ("str", "st"),
    ("strasse", "st"),
    ("terrace", "ter"),
    ("trail", "trl"),
    ("turnpike", "tpke"),
    ("valley", "vly"),
    ("view", "vw"),
    ("village", "vlg"),
    ("west", "w"),
    ("first", "1"),
    ("second", "2"),
    ("third", "3"),
    ("fourth", "4"),
    ("fifth", "5"),
    ("sixth", "6"),
    ("seventh", "7"),
    ("eighth", "8"),
    ("ninth", "9"),
    ("tenth", "10"),
];

static SHORT_FORMS: LazyLock<FxHashMap<&'static str, &'static str>> =
    LazyLock::new(|| ABBREVIATIONS.iter().copied().collect());

impl AddressForm {
    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Puts an address into its comparable form.
    #[must_use]
    pub fn from_raw(raw: &RawAddress) -> Self {
        let mut form = Self::default();
        for line in &raw.lines {
            form.add_line(line);
        }
        if !raw.full.trim().is_empty() {
            form.add_full(&raw.full);
        }
        form.replace_place(raw);
        form
    }

    fn replace_place(&mut self, raw: &RawAddress) {
        let (city, region, postal) = (fold_known(&raw.city), fold_known(&raw.region), postal_code(&raw.postal_code));
        for (place, known) in [(&mut self.city, city), (&mut self.region, region), (&mut self.postal, postal)] {
            if !known.is_empty() {
                *place = known;
            }
        }
    }

    /// Adds one street line: the first fills number and street, a later one the rest.
    fn add_line(&mut self, line: &str) {
        let folded = if line.contains('#') { fold_known(&line.replace('#', " unit ")) } else { fold_known(line) };
        let mut words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        self.take_unit(&mut words);
        if self.number.is_empty()
            && words.first().is_some_and(|word| word.as_bytes()[0].is_ascii_digit())
            && self.street.is_empty()
        {
            words.remove(0).clone_into(&mut self.number);
        }
        let street = words.iter().map(|word| abbreviated(word)).collect::<Vec<_>>().join(" ");
        if self.street.is_empty() {
            self.street = street;
        } else if self.extra.is_empty() {
            self.extra = street;
        }
    }

    fn take_unit(&mut self, words: &mut Vec<&str>) {
        let Some(place) = words.iter().rposition(|word| UNIT_WORDS.contains(word)) else { return };
        let short = words.get(place + 1).is_some_and(|next| next.len() <= 5);
        if !short || (place == 0 && words.len() > 3) {
            return;
        }
        words[place + 1].clone_into(&mut self.unit);
        words.drain(place..=place + 1);
        if words.last().is_some_and(|word| UNIT_WORDS.contains(word)) {
            words.pop();
        }
    }

    /// Reads one text that holds the whole address, parts set off by commas.
    fn add_full(&mut self, full: &str) {
        let mut parts: Vec<&str> = full.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
        let house =
            parts.iter().position(|part| part.as_bytes()[0].is_ascii_digit() && part.contains(' ')).unwrap_or(0);
        if parts.is_empty() {
            return;
        }
        let street = parts.remove(house);
        self.add_line(street);
        for part in parts.iter().skip(house) {
            self.add_place_part(part);
        }
    }

    fn add_place_part(&mut self, part: &str) {
        let folded = fold(part);
        let mut city = Vec::new();
        for word in folded.split(' ') {
            let digits = word.bytes().filter(u8::is_ascii_digit).count();
            if digits >= 4 && digits == word.len() {
                self.postal = postal_code(word);
            } else if word.len() == 2 && self.region.is_empty() && digits == 0 {
                word.clone_into(&mut self.region);
            } else if digits == 0 {
                city.push(word);
            }
        }
        if self.city.is_empty() {
            self.city = city.join(" ");
        }
    }
}

fn abbreviated(word: &str) -> &str {
    let stem = ordinal_stem(word);
    SHORT_FORMS.get(stem).copied().unwrap_or(stem)
}

/// `102nd` → `102`: signs and forms disagree about the ending.
fn ordinal_stem(word: &str) -> &str {
    let stem = word.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let ending = &word[stem.len()..];
    if !stem.is_empty() && matches!(ending, "st" | "nd" | "rd" | "th") { stem } else { word }
}

/// Folded, without spaces; an American ZIP+4 keeps its first five digits; all zeros stay,
/// because some files mask every postal code in this way and then it says nothing anyway.
fn postal_code(text: &str) -> String {
    let folded = fold_known(text);
    let code: String = folded.split(' ').collect();
    if code.len() == 9 && code.bytes().all(|byte| byte.is_ascii_digit()) { code[..5].to_owned() } else { code }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(lines: &[&str], full: &str) -> AddressForm {
        AddressForm::from_raw(&RawAddress {
            lines: lines.iter().map(ToString::to_string).collect(),
            full: full.to_owned(),
            ..RawAddress::default()
        })
    }

    #[test]
    fn one_street_has_one_form() {
        let expected = form(&["5108 N Mill St"], "");
        for line in ["5108 North Mill Street", "5108 N. MILL ST.", "5108 n mill str"] {
            assert_eq!(form(&[line], ""), expected, "{line}");
        }
        assert_eq!((expected.number.as_str(), expected.street.as_str()), ("5108", "n mill st"));
    }

    #[test]
    fn units_are_kept_apart() {
        for line in ["173 Godfrey Place #340", "173 Godfrey Pl Apt 340", "173 Godfrey Pl, Unit 340"] {
            let found = form(&[line], "");
            assert_eq!((found.street.as_str(), found.unit.as_str()), ("godfrey pl", "340"), "{line}");
        }
    }

    #[test]
    fn a_full_address_is_taken_apart() {
        let found = form(&[], "Hughes Plaza, 100 Howard Hughes Way, Las Vegas, NV 89111");
        assert_eq!((found.number.as_str(), found.street.as_str()), ("100", "howard hughes way"));
        assert_eq!((found.city.as_str(), found.region.as_str(), found.postal.as_str()), ("las vegas", "nv", "89111"));
    }
}
