//! One card of the Raiser's Edge index, and how clerks fill its fields.
//!
//! In:  what is known of a person or organisation.
//! Out: the cells of one row, with placeholders and damaged numbers.

use super::salesforce_contacts::full_state;
use super::sighting::Sighting;
use crate::noise::{damaged_zip, unreadable_phone};
use crate::random::Dice;
use crate::world::{Person, Sex};

/// One line of the index, a field for each column that is not always empty.
#[derive(Default, Clone)]
pub(super) struct Card {
    pub(super) id: String,
    pub(super) key_indicator: &'static str,
    pub(super) title: String,
    pub(super) given: String,
    pub(super) middle: String,
    pub(super) family: String,
    pub(super) suffix: &'static str,
    pub(super) maiden: String,
    pub(super) nickname: &'static str,
    pub(super) organization: String,
    pub(super) birth: String,
    pub(super) gender: &'static str,
    pub(super) deceased: &'static str,
    pub(super) addressee: String,
    pub(super) spouse: [String; 2],
    pub(super) address: [String; 6],
    pub(super) phones: [String; 3],
    pub(super) email: String,
    pub(super) solicit_codes: String,
    pub(super) constituency: &'static str,
    pub(super) changed: String,
}

impl Card {
    /// The cells in the order of the header.
    pub(super) fn cells(self) -> Vec<String> {
        let mut cells = vec![self.id, self.key_indicator.to_owned(), self.title, self.given, self.middle, self.family];
        cells.extend([self.suffix.to_owned(), self.maiden, self.nickname.to_owned(), self.organization, self.birth]);
        cells.extend([self.gender.to_owned(), self.deceased.to_owned(), self.addressee]);
        cells.extend(self.spouse);
        cells.extend(self.address);
        cells.extend(self.phones);
        cells.extend([self.email, self.solicit_codes, self.constituency.to_owned(), self.changed]);
        cells
    }
}

/// Placeholders, numbers that a spreadsheet destroyed, and marks that keep a zero.
pub(super) fn spoil_contact(row: u64, has_namesake: bool, card: &mut Card) {
    if row % 67 == 21 && !card.phones[1].is_empty() && !has_namesake {
        "noemail@example.org".clone_into(&mut card.email);
    }
    if row % 71 == 33 && card.birth.is_empty() {
        "01/01/1900".clone_into(&mut card.birth);
    }
    if row % 97 == 20 && !card.phones[1].is_empty() {
        card.phones[1].insert(0, '\'');
    }
    if row % 37 == 11 && !card.phones[0].is_empty() {
        card.phones[0] = unreadable_phone("6175550142");
    }
}

pub(super) fn gender(somebody: &Person, dice: &mut Dice) -> &'static str {
    match somebody.sex {
        _ if dice.chance(250) => "Unknown",
        Sex::Female => "Female",
        Sex::Male => "Male",
    }
}

pub(super) fn address(seen: &Sighting, dice: &mut Dice) -> [String; 6] {
    if seen.street.is_empty() {
        return Default::default();
    }
    let state = if dice.chance(40) { full_state(seen.state) } else { seen.state };
    let country = if dice.chance(500) { "United States" } else { "" };
    [
        seen.street.clone(),
        seen.unit.clone(),
        seen.city.clone(),
        state.to_owned(),
        damaged_zip(seen.zip, dice),
        country.to_owned(),
    ]
}

/// An organisation's name as another clerk would write it.
pub(super) fn respelled(name: &str, dice: &mut Dice) -> String {
    match dice.weighted(&[55, 15, 15, 15]) {
        1 if !name.starts_with("Estate") => format!("The {name}"),
        2 => name.replace(", Inc.", " Inc").replace(" & ", " and "),
        3 => name.replace(" LLC", "").replace(',', ""),
        _ => name.to_owned(),
    }
}
