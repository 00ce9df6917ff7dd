//! The invented community: who there is, and what happened to them.
//!
//! In:  the settings.
//! Out: [`World`]: people with families, homes, surnames and e-mail addresses over time, and
//!      organisations. Nothing here knows that there are exports.

pub(crate) mod address;
mod family;
pub(crate) mod lists;
mod organization;
mod person;

pub(crate) use person::{Household, Organization, OrganizationKind, Person, Sex, in_force};

use crate::Settings;
use crate::days::HORIZON;
use crate::random::Dice;
use family::Founder;
use lists::Lists;
use std::collections::BTreeMap;

/// Everybody, and where they live.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) seed: u64,
    pub(crate) people: Vec<Person>,
    pub(crate) households: Vec<Household>,
    pub(crate) organizations: Vec<Organization>,
}

impl World {
    /// Founds families until there are enough people; one in 25 entities is an organisation.
    pub(crate) fn build(settings: &Settings) -> Self {
        let lists = Lists::read();
        let organizations = organization::count(settings.people);
        let mut founder = Founder::new(&lists);
        let mut family = 0;
        while founder.people.len() + organizations < settings.people {
            founder.found(&mut Dice::new(settings.seed, "family", family));
            family += 1;
        }
        mark_namesakes(&mut founder.people);
        let organizations = organization::invent(settings.seed, organizations, &mut founder);
        employ(settings.seed, &mut founder.people, &organizations);
        Self { seed: settings.seed, people: founder.people, households: founder.households, organizations }
    }

    /// A stream of chance about one person and one topic.
    pub(crate) fn dice(&self, topic: &str, person: usize) -> Dice {
        Dice::new(self.seed, topic, person)
    }
}

/// Tells those who share a given name and a surname, so that the files can tell them apart.
fn mark_namesakes(people: &mut [Person]) {
    let mut bearers: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for person in people.iter() {
        *bearers.entry((person.given, person.surname(HORIZON))).or_default() += 1;
    }
    let marks: Vec<bool> = people
        .iter()
        .map(|person| bearers.get(&(person.given, person.surname(HORIZON))).is_some_and(|count| *count > 1))
        .collect();
    for (person, has_namesake) in people.iter_mut().zip(marks) {
        person.has_namesake = has_namesake;
    }
}

/// Some people work for a company of the world.
fn employ(seed: u64, people: &mut [Person], organizations: &[Organization]) {
    let companies: Vec<usize> =
        (0..organizations.len()).filter(|index| organizations[*index].kind == OrganizationKind::Company).collect();
    for (index, person) in people.iter_mut().enumerate() {
        let mut dice = Dice::new(seed, "employer", index);
        if !companies.is_empty() && dice.chance(80) {
            person.employer = Some(*dice.pick(&companies));
        }
    }
}
