//! Those who give every month until they stop, and sometimes begin again.

use super::{Form, Gift, Giving, Outcome, Promise, Route, Routes, amounts, habits};
use crate::days::{Day, HORIZON};
use crate::random::Dice;

/// Of a thousand monthly gifts, so many are the last one.
const CHURN: u64 = 26;

/// Gives monthly; one in five of those who stop begins anew.
pub(super) fn give(giving: &mut Giving, routes: Routes, dice: &mut Dice) {
    let route = routes.draw([20, 25, 60], dice);
    let start = habits::first_day(dice);
    let stop = one_spell(giving, route, start, dice);
    let pause = dice.between(3, 14);
    if stop < HORIZON && dice.chance(200) {
        one_spell(giving, route, stop.plus_months(pause), dice);
    }
}

fn one_spell(giving: &mut Giving, route: Route, start: Day, dice: &mut Dice) -> Day {
    if start > HORIZON {
        return start;
    }
    let mut cents = *dice.pick(&[500, 1000, 1000, 1500, 2000, 2000, 2500, 2500, 3000, 5000, 10_000]);
    giving.promises.push(Promise { route, day: start, per_period: cents, total: None });
    let promise = giving.promises.len() - 1;
    let mut day = start;
    for month in 0.. {
        day = start.plus_months(month);
        if day > HORIZON {
            break;
        }
        let mut gift = Gift::new(day, cents, Form::Recurring, route);
        gift.promise = Some(promise);
        gift.outcome = outcome(route, dice);
        giving.gifts.push(gift);
        if dice.chance(CHURN) {
            break;
        }
        if month % 12 == 11 && dice.chance(150) {
            cents = amounts::next_year(cents, dice).max(cents);
        }
    }
    day
}

/// A card fails now and then.
fn outcome(route: Route, dice: &mut Dice) -> Outcome {
    match dice.weighted(&[980, 8, 12]) {
        1 if route == Route::PayPal => Outcome::Pending,
        2 if route == Route::PayPal => Outcome::Denied,
        _ => Outcome::Completed,
    }
}
