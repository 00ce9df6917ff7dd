//! What people say about being contacted, and when.
//!
//! In:  a person.
//! Out: [`Consent`]: the day of each opt-out. Which system hears of it is told elsewhere.

use crate::days::{Day, HORIZON, START};
use crate::random::Dice;
use crate::world::World;

/// The day from which on somebody may not be contacted, channel by channel.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Consent {
    pub(crate) email: Option<Day>,
    pub(crate) calls: Option<Day>,
    pub(crate) mail: Option<Day>,
    pub(crate) solicitation: Option<Day>,
    pub(crate) contact: Option<Day>,
}

/// What one person says over the years.
pub(crate) fn of_person(world: &World, person: usize) -> Consent {
    let mut dice = world.dice("consent", person);
    Consent {
        email: opt_out(170, &mut dice),
        calls: opt_out(60, &mut dice),
        mail: opt_out(40, &mut dice),
        solicitation: opt_out(25, &mut dice),
        contact: opt_out(12, &mut dice),
    }
}

fn opt_out(per_mille: u64, dice: &mut Dice) -> Option<Day> {
    let day = START.plus(dice.between(60, HORIZON.0 - START.0 - 5));
    dice.chance(per_mille).then_some(day)
}
