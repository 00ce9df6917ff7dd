//! What organisations give: grants, company gifts and matches, offerings, fund grants, bequests.

use super::{Form, Gift, Giving, Routes, amounts, habits};
use crate::days::{Day, HORIZON};
use crate::random::Dice;
use crate::world::{Organization, OrganizationKind};

/// Gives year by year; organisations are more faithful than people.
pub(super) fn give(giving: &mut Giving, organization: &Organization, routes: Routes, dice: &mut Dice) {
    if organization.kind == OrganizationKind::Estate {
        return bequeath(giving, organization.from, routes, dice);
    }
    let first = habits::first_year(dice);
    for fiscal_year in first..=HORIZON.fiscal_year() {
        if fiscal_year > first && !dice.chance(680) {
            continue;
        }
        for _ in 0..=dice.weighted(&[60, 25, 15]) {
            let day = amounts::day_in(fiscal_year, dice);
            giving.gifts.push(gift(organization.kind, day, routes, dice));
        }
    }
}

fn bequeath(giving: &mut Giving, from: Day, routes: Routes, dice: &mut Dice) {
    let route = routes.draw([30, 70, 0], dice);
    let day = from.plus(dice.between(30, 240)).min(HORIZON);
    giving.gifts.push(Gift::new(day, dice.between(50, 900) * 10_000, Form::Bequest, route));
}

fn gift(kind: OrganizationKind, day: Day, routes: Routes, dice: &mut Dice) -> Gift {
    let route = routes.draw([55, 45, 0], dice);
    let (form, dollars) = match kind {
        OrganizationKind::Foundation => (Form::Grant, dice.between(10, 200) * 250),
        OrganizationKind::FundSponsor => (Form::FundGrant, dice.between(5, 100) * 50),
        OrganizationKind::Church => (Form::OneTime, dice.between(4, 60) * 25),
        _ if dice.chance(300) => (Form::Matching, dice.between(2, 40) * 25),
        _ if dice.chance(120) => (Form::InKind, dice.between(2, 60) * 50),
        _ => (Form::OneTime, dice.between(5, 100) * 100),
    };
    Gift::new(day, dollars * 100, form, route)
}
