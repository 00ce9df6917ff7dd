//! Those who give a single gift, or one or more each year until they lapse, and may return.

use super::{Form, Gift, Giving, Routes, amounts};
use crate::days::{Day, HORIZON, START};
use crate::random::Dice;

/// New donors per fiscal year: the organisation grows.
const ENTRY: [u64; 6] = [150, 140, 155, 170, 185, 200];
/// Of those who gave for the first time last year, so many in a thousand give again.
const AFTER_FIRST_YEAR: u64 = 225;
/// Of those who gave before last year too, so many in a thousand give again.
const AFTER_LATER_YEARS: u64 = 650;
/// Of those who lapsed, so many in a thousand return in a year.
const RETURN: u64 = 60;

/// The fiscal year in which somebody gives for the first time.
pub(super) fn first_year(dice: &mut Dice) -> i64 {
    START.fiscal_year() + i64::try_from(dice.weighted(&ENTRY)).unwrap_or(0)
}

/// The day of somebody's first gift.
pub(super) fn first_day(dice: &mut Dice) -> Day {
    amounts::day_in(first_year(dice), dice)
}

/// Gives year by year.
pub(super) fn give(giving: &mut Giving, routes: Routes, dice: &mut Dice) {
    let mut cents = amounts::everyday(dice);
    let first = first_day(dice);
    let by_habit = dice.chance(600);
    let (mut active, mut years) = (true, 0);
    for fiscal_year in first.fiscal_year()..=HORIZON.fiscal_year() {
        active = years == 0 || dice.chance(chance_of_giving(active, years));
        if !active {
            continue;
        }
        let day = match years {
            0 => first,
            _ if by_habit => amounts::near_anniversary(first, fiscal_year, dice),
            _ => amounts::day_in(fiscal_year, dice),
        };
        giving.gifts.push(gift(day, cents, routes, dice));
        for _ in 0..dice.weighted(&[72, 19, 9]) {
            giving.gifts.push(gift(amounts::day_in(fiscal_year, dice), amounts::next_year(cents, dice), routes, dice));
        }
        cents = amounts::next_year(cents, dice);
        years += 1;
    }
}

const fn chance_of_giving(gave_last_year: bool, years: i64) -> u64 {
    match (gave_last_year, years) {
        (true, 1) => AFTER_FIRST_YEAR,
        (true, _) => AFTER_LATER_YEARS,
        (false, _) => RETURN,
    }
}

fn gift(day: Day, cents: i64, routes: Routes, dice: &mut Dice) -> Gift {
    let offline = routes.salesforce || routes.raisers_edge;
    let route = routes.draw([25, 40, 45], dice);
    match dice.weighted(&[950, 14, 16, 12]) {
        1 if offline => Gift::new(day, dice.between(50, 400) * 10_000, Form::Major, offline_route(routes, dice)),
        2 if routes.raisers_edge => {
            Gift::new(day, dice.between(12_000, 900_000), Form::Stock, super::Route::RaisersEdge)
        }
        3 if offline => Gift::new(day, dice.between(5, 150) * 1000, Form::InKind, offline_route(routes, dice)),
        _ => Gift::new(day, cents, Form::OneTime, route),
    }
}

fn offline_route(routes: Routes, dice: &mut Dice) -> super::Route {
    Routes { paypal: false, ..routes }.draw([60, 40, 0], dice)
}
