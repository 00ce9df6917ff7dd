//! The many spellings of a postal address.

use crate::random::Dice;
use crate::world::address::{Address, STREET_ENDINGS};

/// Number and street: `12 Maple St`, `12 Maple Street`, `12 MAPLE ST`.
pub(crate) fn street_line(address: &Address, dice: &mut Dice) -> String {
    let (long, short) = STREET_ENDINGS[address.ending];
    let ending = if dice.chance(450) { long } else { short };
    let dot = if ending == short && dice.chance(120) { "." } else { "" };
    let line = format!("{} {} {ending}{dot}", address.number, address.street);
    if dice.chance(40) { line.to_uppercase() } else { line }
}

/// The unit: `Apt 4B`, `#4B`, `Unit 4B`; empty when there is none.
pub(crate) fn unit_line(address: &Address, dice: &mut Dice) -> String {
    if address.unit.is_empty() {
        return String::new();
    }
    match dice.weighted(&[6, 2, 2]) {
        0 => format!("Apt {}", address.unit),
        1 => format!("#{}", address.unit),
        _ => format!("Unit {}", address.unit),
    }
}

/// A ZIP code as spreadsheets leave it: `2138`, `2138.0`, `02138-`, `021381234`, `="02138"`.
pub(crate) fn damaged_zip(zip: &str, dice: &mut Dice) -> String {
    let Some(without_zero) = zip.strip_prefix('0') else {
        return if dice.chance(60) { format!("{zip}-{:04}", dice.between(1, 9999)) } else { zip.to_owned() };
    };
    match dice.weighted(&[50, 10, 4, 6, 10, 20]) {
        0 => without_zero.to_owned(),
        1 => format!("=\"{zip}\""),
        2 => format!("{without_zero}.0"),
        3 => format!("{zip}-"),
        4 => format!("{zip}{:04}", dice.between(1, 9999)),
        _ => zip.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_zip_code_loses_its_zero_in_every_known_way() {
        let mut dice = Dice::new(1, "zip", 0);
        let seen: BTreeSet<String> = (0..400).map(|_| damaged_zip("02138", &mut dice)).collect();
        for expected in ["2138", "=\"02138\"", "2138.0", "02138-", "02138"] {
            assert!(seen.contains(expected), "{expected}");
        }
        assert!(seen.iter().any(|zip| zip.len() == 9));
    }
}
