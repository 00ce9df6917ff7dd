//! Those who promise a sum and pay it in instalments, not always all of them.

use super::{Form, Gift, Giving, Promise, Routes, habits};
use crate::random::Dice;

/// Pledges, and pays every quarter for one to three years.
pub(super) fn give(giving: &mut Giving, routes: Routes, dice: &mut Dice) {
    let route = Routes { paypal: false, ..routes }.draw([35, 65, 0], dice);
    let day = habits::first_day(dice);
    let instalments = *dice.pick(&[4, 8, 8, 12]);
    let per_period = *dice.pick(&[10_000, 15_000, 25_000, 25_000, 50_000, 100_000]);
    giving.promises.push(Promise { route, day, per_period, total: Some(per_period * instalments) });
    let paid = if dice.chance(750) { instalments } else { dice.between(1, instalments) };
    for instalment in 0..paid {
        let due = day.plus_months(instalment * 3).plus(dice.between(1, 20));
        let mut gift = Gift::new(due, per_period, Form::PledgePayment, route);
        gift.promise = Some(giving.promises.len() - 1);
        giving.gifts.push(gift);
    }
}
