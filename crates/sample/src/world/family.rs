//! How families come about: singles, couples, weddings, grown children, twins, namesakes.
//!
//! In:  the lists, and one stream of chance per family.
//! Out: people and households, in [`Founder`].

use super::address::{Address, Registry};
use super::lists::{City, Lists};
use super::person::{Household, Person, Sex, Since};
use crate::days::{Day, HORIZON, START};
use crate::random::Dice;

/// Long before the sample begins.
const EVER: Day = Day::of(1900, 1, 1);

/// What a family of two or more is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Single,
    Couple,
    CoupleWithGrownChild,
    Newlyweds,
    FatherAndSon,
    Twins,
    ParentWithGrownChild,
}

const FAMILIES: [(Family, u64); 7] = [
    (Family::Single, 370),
    (Family::Couple, 360),
    (Family::CoupleWithGrownChild, 110),
    (Family::Newlyweds, 70),
    (Family::FatherAndSon, 20),
    (Family::Twins, 15),
    (Family::ParentWithGrownChild, 55),
];

/// Where new people and households are collected.
pub(crate) struct Founder<'lists> {
    pub(crate) lists: &'lists Lists,
    pub(crate) registry: Registry,
    pub(crate) people: Vec<Person>,
    pub(crate) households: Vec<Household>,
}

impl<'lists> Founder<'lists> {
    pub(crate) fn new(lists: &'lists Lists) -> Self {
        Self { lists, registry: Registry::default(), people: Vec::new(), households: Vec::new() }
    }

    /// Founds one family of any kind.
    pub(crate) fn found(&mut self, dice: &mut Dice) {
        let kind = FAMILIES[dice.weighted(&FAMILIES.map(|(_, weight)| weight))].0;
        let surname = self.lists.surnames.draw(dice).clone();
        let city = *self.lists.cities.draw(dice);
        match kind {
            Family::Single => self.single(&surname, city, dice),
            Family::Couple => {
                self.couple(&surname, city, dice);
            }
            Family::CoupleWithGrownChild => {
                let parents = self.couple(&surname, city, dice);
                self.grown_child(parents, dice);
            }
            Family::Newlyweds => self.newlyweds(&surname, city, dice),
            Family::FatherAndSon => self.father_and_son(&surname, city, dice),
            Family::Twins => self.twins(&surname, city, dice),
            Family::ParentWithGrownChild => {
                let home = self.household(city, dice);
                let parent = self.person(sex(dice), &surname, home, (1940, 1972), dice);
                self.grown_child(parent, dice);
            }
        }
    }

    fn single(&mut self, surname: &str, city: City, dice: &mut Dice) {
        let namesake = dice.chance(40).then(|| dice.index(self.people.len().max(1)));
        let other = namesake.and_then(|index| self.people.get(index)).cloned();
        let city = match &other {
            Some(other) if dice.chance(400) => self.city_of(other).unwrap_or(city),
            _ => city,
        };
        let home = self.household(city, dice);
        let person = self.person(sex(dice), surname, home, (1938, 2003), dice);
        if let Some(other) = other {
            self.rename(person, &other, dice);
        }
    }

    /// Gives a new person the name of somebody else, for namesakes are a fact of life.
    fn rename(&mut self, person: usize, other: &Person, dice: &mut Dice) {
        let surname = other.surname(HORIZON).to_owned();
        let email = self.registry.email(&[other.given, &surname], dice);
        let renamed = &mut self.people[person];
        renamed.given = other.given;
        renamed.nicknames.clone_from(&other.nicknames);
        renamed.sex = other.sex;
        renamed.surnames = vec![Since { from: EVER, value: surname }];
        renamed.emails = vec![Since { from: EVER, value: email }];
    }

    fn city_of(&self, person: &Person) -> Option<City> {
        self.households.get(person.home(HORIZON))?.address(HORIZON).map(|address| address.city)
    }

    fn couple(&mut self, surname: &str, city: City, dice: &mut Dice) -> usize {
        let home = self.household(city, dice);
        let born = dice.between(1938, 1992);
        let her_surname = if dice.chance(130) { self.lists.surnames.draw(dice).clone() } else { surname.to_owned() };
        let first = self.person(Sex::Male, surname, home, (born, born + 4), dice);
        let second_sex = if dice.chance(50) { Sex::Male } else { Sex::Female };
        let second = self.person(second_sex, &her_surname, home, (born - 3, born + 7), dice);
        if her_surname == surname && second_sex == Sex::Female && dice.chance(500) {
            let maiden = self.lists.surnames.draw(dice).clone();
            self.people[second].surnames.insert(0, Since { from: EVER, value: maiden });
            self.people[second].surnames[1].from = START.plus(-dice.between(900, 9000));
        }
        self.marry(first, second);
        if dice.chance(160) {
            let email = self.registry.email(&["the", &format!("{surname}s")], dice);
            self.households[home].shared_email = Some(email);
        }
        first
    }

    fn marry(&mut self, first: usize, second: usize) {
        self.people[first].spouse = Some(second);
        self.people[second].spouse = Some(first);
    }

    /// A child of age with the parent's surname, at home or moved out within the window.
    fn grown_child(&mut self, parent: usize, dice: &mut Dice) {
        let surname = self.people[parent].surname(HORIZON).to_owned();
        let home = self.people[parent].home(HORIZON);
        let born = (self.people[parent].birth.civil().0 + dice.between(22, 34)).min(2004);
        let child = self.person(sex(dice), &surname, home, (born, born), dice);
        if dice.chance(600) {
            let city = *self.lists.cities.draw(dice);
            let new_home = self.household(city, dice);
            let from = START.plus(dice.between(-900, 1800));
            self.people[child].homes.push(Since { from, value: new_home });
        }
    }

    /// Two who lived apart, married within the window and moved together.
    fn newlyweds(&mut self, surname: &str, city: City, dice: &mut Dice) {
        let (his, hers) = (self.household(city, dice), self.household(city, dice));
        let maiden = self.lists.surnames.draw(dice).clone();
        let groom = self.person(Sex::Male, surname, his, (1975, 1998), dice);
        let bride = self.person(Sex::Female, &maiden, hers, (1976, 1999), dice);
        let wedding = START.plus(dice.between(120, 1900));
        let home = self.household(city, dice);
        for partner in [groom, bride] {
            self.people[partner].homes.push(Since { from: wedding.plus(40), value: home });
        }
        if dice.chance(780) {
            self.people[bride].surnames.push(Since { from: wedding, value: surname.to_owned() });
        }
        if dice.chance(450) {
            let email = self.registry.email(&[self.people[bride].given, surname], dice);
            self.people[bride].emails.push(Since { from: wedding.plus(dice.between(30, 300)), value: email });
        }
        if dice.chance(450) {
            self.households[home].births.push(wedding.plus(dice.between(300, 1200)));
        }
        self.marry(groom, bride);
    }

    /// Father and son of one name, told apart by Sr. and Jr.
    fn father_and_son(&mut self, surname: &str, city: City, dice: &mut Dice) {
        let home = self.household(city, dice);
        let father = self.person(Sex::Male, surname, home, (1944, 1966), dice);
        let own_home = if dice.chance(500) { home } else { self.household(city, dice) };
        let born = self.people[father].birth.civil().0 + dice.between(22, 34);
        let son = self.person(Sex::Male, surname, own_home, (born, born), dice);
        let named_after = self.people[father].clone();
        self.rename(son, &named_after, dice);
        self.people[father].suffix = "Sr.";
        self.people[son].suffix = "Jr.";
    }

    /// Twins who share a home and a birth date, and differ in the given name.
    fn twins(&mut self, surname: &str, city: City, dice: &mut Dice) {
        let home = self.household(city, dice);
        let first = self.person(sex(dice), surname, home, (1980, 2003), dice);
        let second = self.person(sex(dice), surname, home, (1980, 2003), dice);
        self.people[second].birth = self.people[first].birth;
        if self.people[second].given == self.people[first].given {
            self.people[second].given = if self.people[second].sex == Sex::Female { "Rosalind" } else { "Percival" };
            self.people[second].nicknames.clear();
        }
    }

    fn household(&mut self, city: City, dice: &mut Dice) -> usize {
        let first = Address::invent(self.lists, city, dice);
        let mut addresses = vec![Since { from: EVER, value: first }];
        if dice.chance(240) {
            let city = if dice.chance(600) { city } else { *self.lists.cities.draw(dice) };
            let address = Address::invent(self.lists, city, dice);
            addresses.push(Since { from: START.plus(dice.between(60, 2000)), value: address });
        }
        let home_phone = dice.chance(520).then(|| self.registry.phone(self.lists));
        self.households.push(Household { addresses, home_phone, shared_email: None, births: Vec::new() });
        self.households.len() - 1
    }

    fn person(&mut self, sex: Sex, surname: &str, home: usize, born: (i64, i64), dice: &mut Dice) -> usize {
        let names = if sex == Sex::Female { &self.lists.women } else { &self.lists.men };
        let (name, middle) = (names.draw(dice).clone(), names.draw(dice).name);
        let birth = Day::of(dice.between(born.0, born.1), 1, 1).plus(dice.between(0, 364));
        let person = Person {
            emails: self.emails(name.name, surname, dice),
            given: name.name,
            nicknames: name.nicknames,
            middle,
            sex,
            surnames: vec![Since { from: EVER, value: surname.to_owned() }],
            suffix: "",
            death: death(birth, dice),
            birth,
            homes: vec![Since { from: EVER, value: home }],
            mobile: self.registry.phone(self.lists),
            employer: None,
            spouse: None,
            has_namesake: false,
        };
        self.people.push(person);
        self.people.len() - 1
    }

    fn emails(&mut self, given: &str, surname: &str, dice: &mut Dice) -> Vec<Since<String>> {
        let mut emails = vec![Since { from: EVER, value: self.registry.email(&[given, surname], dice) }];
        if dice.chance(220) {
            let value = self.registry.email(&[given, surname], dice);
            emails.push(Since { from: START.plus(dice.between(100, 1700)), value });
        }
        emails
    }
}

fn sex(dice: &mut Dice) -> Sex {
    if dice.chance(540) { Sex::Female } else { Sex::Male }
}

/// The older, the likelier a death within the window.
fn death(birth: Day, dice: &mut Dice) -> Option<Day> {
    let age = HORIZON.civil().0 - birth.civil().0;
    let per_mille = if age > 80 {
        220
    } else if age > 65 {
        60
    } else {
        6
    };
    dice.chance(per_mille).then(|| START.plus(dice.between(400, 2150)))
}
