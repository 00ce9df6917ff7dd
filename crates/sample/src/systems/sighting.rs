//! A person as one system has written them down on one day, with that system's mistakes.
//!
//! In:  the person, the day, and how carefully the system is kept ([`Care`]).
//! Out: [`Sighting`]. It is fair: what was written down names the person by at least one of
//!      e-mail, mobile, birth date and present address beyond doubt, most often by two or more.

use crate::days::{Day, HORIZON};
use crate::noise::{street_line, typo, unit_line};
use crate::random::Dice;
use crate::world::{Person, World};

/// How a system is kept: each number is a share in a thousand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Care {
    pub(crate) typos: u64,
    pub(crate) nicknames: u64,
    pub(crate) initials: u64,
    pub(crate) capitals: u64,
    pub(crate) lower_case: u64,
    pub(crate) has_email: u64,
    pub(crate) has_mobile: u64,
    pub(crate) has_address: u64,
    pub(crate) has_birth: u64,
    pub(crate) swapped_births: u64,
    pub(crate) old_details: u64,
}

/// A person as written down. Empty text means: not known to this system.
#[derive(Debug, Clone)]
pub(crate) struct Sighting {
    pub(crate) given: String,
    pub(crate) middle: String,
    pub(crate) family: String,
    pub(crate) suffix: &'static str,
    pub(crate) nickname: &'static str,
    pub(crate) birth: Option<Day>,
    pub(crate) email: String,
    /// Ten digits.
    pub(crate) mobile: String,
    /// Ten digits.
    pub(crate) home_phone: String,
    pub(crate) street: String,
    pub(crate) unit: String,
    pub(crate) city: String,
    pub(crate) state: &'static str,
    pub(crate) zip: &'static str,
}

/// Writes a person down.
pub(crate) fn sight(world: &World, index: usize, day: Day, care: &Care, dice: &mut Dice) -> Sighting {
    let person = &world.people[index];
    let as_of = if dice.chance(care.old_details) { day.plus(-700) } else { day };
    let mut sighting = names(person, as_of, care, dice);
    sighting.birth = birth(person, care, dice);
    contact(world, person, as_of, care, dice, &mut sighting);
    make_fair(world, person, care, dice, &mut sighting);
    sighting
}

fn names(person: &Person, as_of: Day, care: &Care, dice: &mut Dice) -> Sighting {
    let nickname = if person.nicknames.is_empty() { "" } else { *dice.pick(&person.nicknames) };
    let nickname = if dice.chance(900) { nickname } else { "" };
    let mut given = person.given.to_owned();
    if !nickname.is_empty() && dice.chance(care.nicknames) {
        nickname.clone_into(&mut given);
    } else if dice.chance(care.initials) {
        given = format!("{}.", given.chars().next().unwrap_or('J'));
    } else if dice.chance(care.typos) {
        given = typo(&given, dice);
    }
    let surname = person.surname(as_of);
    let family = if dice.chance(care.typos) { typo(surname, dice) } else { surname.to_owned() };
    let mut sighting = Sighting {
        given,
        middle: middle(person, dice),
        family,
        suffix: if dice.chance(920) { person.suffix } else { "" },
        nickname,
        birth: None,
        email: String::new(),
        mobile: String::new(),
        home_phone: String::new(),
        street: String::new(),
        unit: String::new(),
        city: String::new(),
        state: "",
        zip: "",
    };
    recase(&mut sighting, care, dice);
    sighting
}

fn middle(person: &Person, dice: &mut Dice) -> String {
    let initial = person.middle_initial();
    match dice.weighted(&[60, 25, 15]) {
        0 => String::new(),
        1 => format!("{initial}."),
        _ => person.middle.to_owned(),
    }
}

fn recase(sighting: &mut Sighting, care: &Care, dice: &mut Dice) {
    let recase: fn(&str) -> String = match dice.below(1000) {
        throw if throw < care.capitals => str::to_uppercase,
        throw if throw < care.capitals + care.lower_case => str::to_lowercase,
        _ => str::to_owned,
    };
    sighting.given = recase(&sighting.given);
    sighting.family = recase(&sighting.family);
}

fn birth(person: &Person, care: &Care, dice: &mut Dice) -> Option<Day> {
    let (year, month, day) = person.birth.civil();
    if !dice.chance(care.has_birth) {
        return None;
    }
    let swapped = day <= 12 && dice.chance(care.swapped_births);
    Some(if swapped { Day::of(year, day, month) } else { person.birth })
}

fn contact(world: &World, person: &Person, as_of: Day, care: &Care, dice: &mut Dice, sighting: &mut Sighting) {
    let household = &world.households[person.home(as_of)];
    if dice.chance(care.has_email) {
        let shared = household.shared_email.as_deref().filter(|_| !person.has_namesake && dice.chance(450));
        sighting.email = shared.unwrap_or(person.email(as_of)).to_owned();
    }
    if dice.chance(care.has_mobile) {
        sighting.mobile.clone_from(&person.mobile);
    }
    if dice.chance(care.has_mobile) {
        sighting.home_phone = household.home_phone.clone().unwrap_or_default();
    }
    if dice.chance(care.has_address) {
        write_address(world, person, as_of, dice, sighting);
    }
}

/// Writes down where the person lived on a day.
pub(super) fn write_address(world: &World, person: &Person, as_of: Day, dice: &mut Dice, sighting: &mut Sighting) {
    let Some(address) = world.households[person.home(as_of)].address(as_of) else { return };
    sighting.street = street_line(address, dice);
    sighting.unit = unit_line(address, dice);
    address.city.name.clone_into(&mut sighting.city);
    if dice.chance(15) {
        sighting.city = typo(address.city.name, dice);
    }
    sighting.state = address.city.state;
    sighting.zip = address.city.zip;
}

/// Adds the person's own e-mail address and mobile where too little would tell who it is.
fn make_fair(world: &World, person: &Person, care: &Care, dice: &mut Dice, sighting: &mut Sighting) {
    let enough = if person.has_namesake { 3 } else { 2 };
    // Without the e-mail address or the mobile that the other systems know, nobody could tell.
    if sighting.email != person.primary_email() {
        if care.has_email > 0 && dice.chance(550) {
            person.primary_email().clone_into(&mut sighting.email);
        } else if care.has_mobile > 0 {
            sighting.mobile.clone_from(&person.mobile);
        }
    }
    if care.has_email > 0 && anchors(world, person, sighting) < enough && sighting.email != person.primary_email() {
        person.primary_email().clone_into(&mut sighting.email);
    }
    if care.has_mobile > 0 && anchors(world, person, sighting) < enough {
        sighting.mobile.clone_from(&person.mobile);
    }
    if care.has_birth > 0 && person.has_namesake {
        sighting.birth = Some(person.birth);
    }
    if care.has_address > 0 && anchors(world, person, sighting) < enough && sighting.street.is_empty() {
        write_address(world, person, HORIZON, dice, sighting);
    }
}

/// How many details name this person beyond doubt.
fn anchors(world: &World, person: &Person, sighting: &Sighting) -> usize {
    let address = world.households[person.home(HORIZON)].address(HORIZON);
    let number = address.map(|address| format!("{} ", address.number)).unwrap_or_default();
    [
        sighting.email == person.primary_email(),
        !sighting.mobile.is_empty(),
        sighting.birth == Some(person.birth),
        !sighting.street.is_empty() && sighting.street.starts_with(&number),
    ]
    .into_iter()
    .filter(|anchor| *anchor)
    .count()
}
