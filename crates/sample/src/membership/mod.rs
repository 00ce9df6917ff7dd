//! Memberships: joining, renewing early, late or within the grace period, lapsing, rejoining.
//!
//! In:  a person who is known to the membership system.
//! Out: [`Membership`]: the level and the terms that were really in force.

use crate::days::{Day, HORIZON, START};
use crate::random::Dice;
use crate::world::{World, in_force};

/// A level, and what a year of it costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Level {
    pub(crate) name: &'static str,
    pub(crate) cents: i64,
}

/// The levels, from the cheapest to the one that never ends.
pub(crate) const LEVELS: [Level; 5] = [
    Level { name: "Individual", cents: 5_000 },
    Level { name: "Family", cents: 8_500 },
    Level { name: "Supporter", cents: 15_000 },
    Level { name: "Patron", cents: 50_000 },
    Level { name: "Lifetime", cents: 250_000 },
];
const LIFETIME: usize = 4;
const FAMILY: usize = 1;

/// Days after a term's end in which a renewal still continues it.
const GRACE: i64 = 90;

/// One term; `until` is the first day that is no longer covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Term {
    pub(crate) paid: Day,
    pub(crate) from: Day,
    pub(crate) until: Day,
    pub(crate) level: Level,
}

/// The membership of one person.
#[derive(Debug, Clone)]
pub(crate) struct Membership {
    pub(crate) since: Day,
    pub(crate) terms: Vec<Term>,
    pub(crate) level: Level,
}

impl Membership {
    /// Whether the membership never ends.
    pub(crate) fn is_lifetime(&self) -> bool {
        self.level == LEVELS[LIFETIME]
    }
}

/// The membership of one person, or none for somebody who only left an address.
pub(crate) fn of_person(world: &World, person: usize) -> Option<Membership> {
    let mut dice = world.dice("membership", person);
    if dice.chance(110) {
        return None;
    }
    let mut level = dice.weighted(&[500, 270, 130, 65, 35]);
    let since = START.plus(dice.between(-700, 2100));
    if level == LIFETIME {
        return Some(Membership { since, terms: Vec::new(), level: LEVELS[level] });
    }
    let end = world.people[person].death.unwrap_or(HORIZON);
    let births = in_force(&world.people[person].homes, HORIZON).map(|home| &world.households[*home].births);
    let mut terms = vec![term(since, since, level)];
    while let Some((paid, from)) = next_payment(&terms, &mut dice).filter(|(paid, _)| *paid <= end) {
        let child_came = births.is_some_and(|births| births.iter().any(|birth| *birth <= paid));
        level = next_level(level, child_came, &mut dice);
        terms.push(term(paid, from, level));
    }
    Some(Membership { since, terms, level: LEVELS[level] })
}

const fn term(paid: Day, from: Day, level: usize) -> Term {
    Term { paid, from, until: from.plus_months(12), level: LEVELS[level] }
}

/// When the next term is paid and when it starts; none for those who leave for good.
fn next_payment(terms: &[Term], dice: &mut Dice) -> Option<(Day, Day)> {
    let end = terms.last()?.until;
    let faithful = if terms.len() == 1 { 720 } else { 850 };
    if dice.chance(faithful) {
        let delay = match dice.weighted(&[40, 35, 25]) {
            0 => dice.between(-45, -1),
            1 => dice.between(0, 10),
            _ => dice.between(11, GRACE - 5),
        };
        return Some((end.plus(delay), end));
    }
    let return_day = end.plus(dice.between(GRACE + 60, 900));
    dice.chance(180).then_some((return_day, return_day))
}

fn next_level(level: usize, child_came: bool, dice: &mut Dice) -> usize {
    match dice.weighted(&[900, 60, 40]) {
        _ if child_came && level < FAMILY => FAMILY,
        1 => (level + 1).min(LIFETIME - 1),
        2 => level.saturating_sub(1),
        _ => level,
    }
}
