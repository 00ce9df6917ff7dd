//! Organisations: companies, foundations, churches, sponsors of donor-advised funds, estates.

use super::address::{Address, mailbox_text};
use super::family::Founder;
use super::{Organization, OrganizationKind};
use crate::days::{HORIZON, START};
use crate::random::Dice;
use std::collections::HashSet;

/// One in 25 entities is an organisation.
pub(crate) const fn count(people: usize) -> usize {
    people / 25
}

/// Invents `count` organisations, no two of one name.
pub(crate) fn invent(seed: u64, count: usize, founder: &mut Founder<'_>) -> Vec<Organization> {
    let mut names = HashSet::new();
    let mut dead: Vec<usize> =
        (0..founder.people.len()).filter(|person| founder.people[*person].death.is_some()).collect();
    (0..count)
        .map(|index| {
            let mut dice = Dice::new(seed, "organization", index);
            let estate = if index % 25 == 7 { dead.pop() } else { None };
            match estate {
                Some(person) => of_estate(person, founder, &mut dice),
                None => of_living(index, founder, &mut names, &mut dice),
            }
        })
        .collect()
}

fn of_estate(person: usize, founder: &mut Founder<'_>, dice: &mut Dice) -> Organization {
    let dead = &founder.people[person];
    let name = format!("Estate of {} {} {}", dead.given, dead.middle_initial(), dead.surname(HORIZON));
    let from = dead.death.unwrap_or(START).plus(60);
    let mut estate = describe(name, OrganizationKind::Estate, founder, dice);
    estate.from = from;
    estate
}

fn of_living(index: usize, founder: &mut Founder<'_>, names: &mut HashSet<String>, dice: &mut Dice) -> Organization {
    let kind = match dice.weighted(&[50, 26, 16, 8]) {
        0 => OrganizationKind::Company,
        1 => OrganizationKind::Foundation,
        2 => OrganizationKind::Church,
        _ => OrganizationKind::FundSponsor,
    };
    let mut name = invent_name(kind, founder, dice);
    // The first word tells two organisations apart even when one system leaves the legal form out.
    if !names.insert(stem(&name)) {
        name = format!("{} {name}", founder.lists.surnames.draw(dice));
        if !names.insert(stem(&name)) {
            name = format!("{name} of {} {index}", founder.lists.cities.draw(dice).name);
        }
    }
    describe(name, kind, founder, dice)
}

fn stem(name: &str) -> String {
    name.split(' ').take(2).collect::<Vec<_>>().join(" ")
}

fn invent_name(kind: OrganizationKind, founder: &Founder<'_>, dice: &mut Dice) -> String {
    let lists = founder.lists;
    let place = format!("{} {}", dice.pick(&lists.organization_first), dice.pick(&lists.organization_second));
    let surname = lists.surnames.draw(dice);
    match kind {
        OrganizationKind::Company if dice.chance(300) => {
            format!("{surname} & {}", dice.pick(&["Sons", "Associates, LLC", "Daughters, Inc."]))
        }
        OrganizationKind::Company => {
            format!("{place} {}", dice.pick(&["Inc.", "LLC", "Company", "Partners, LLC", "Technologies, Inc.", "Bank"]))
        }
        OrganizationKind::Foundation if dice.chance(400) => format!("{surname} Family Foundation"),
        OrganizationKind::Foundation => {
            format!("{place} {}", dice.pick(&["Foundation", "Foundation, Inc.", "Charitable Trust"]))
        }
        OrganizationKind::Church => {
            format!("{place} {}", dice.pick(&["Church", "Lutheran Church", "Methodist Church", "Rotary Club"]))
        }
        _ => format!("{place} {}", dice.pick(&["Donor Advised Fund", "Charitable Gift Fund"])),
    }
}

fn describe(name: String, kind: OrganizationKind, founder: &mut Founder<'_>, dice: &mut Dice) -> Organization {
    let city = *founder.lists.cities.draw(dice);
    let domain_words = mailbox_text(&stem(&name));
    Organization {
        email: founder.registry.office_email(&domain_words, dice),
        phone: founder.registry.phone(founder.lists),
        address: Address::invent(founder.lists, city, dice),
        from: START,
        name,
        kind,
    }
}
