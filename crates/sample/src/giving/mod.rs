//! Who gives what, when, and by which way.
//!
//! In:  a person or organisation, and the systems through which it can give.
//! Out: [`Giving`]: gifts in the order of their days, and promises. Whatever a system makes of
//!      them (ids, spellings, mirrored rows) is told elsewhere.

mod amounts;
mod habits;
mod organizations;
mod pledges;
mod returns;
mod sustainers;

use crate::days::{Day, HORIZON};
use crate::random::Dice;
use crate::world::World;

/// The system that books a gift first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Route {
    Salesforce,
    RaisersEdge,
    PayPal,
}

/// What kind of gift it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    OneTime,
    Recurring,
    PledgePayment,
    Stock,
    InKind,
    Matching,
    Grant,
    Major,
    /// A grant from a donor-advised fund.
    FundGrant,
    Bequest,
}

/// What became of the money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Completed,
    Pending,
    Denied,
}

/// Money that went back.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Returned {
    pub(crate) day: Day,
    pub(crate) cents: i64,
    pub(crate) by_bank: bool,
}

/// One gift.
#[derive(Debug, Clone)]
pub(crate) struct Gift {
    pub(crate) day: Day,
    pub(crate) cents: i64,
    pub(crate) form: Form,
    pub(crate) route: Route,
    /// A `PayPal` gift that stands in Raiser's Edge too.
    pub(crate) mirrored: bool,
    /// Index into [`Giving::promises`].
    pub(crate) promise: Option<usize>,
    pub(crate) returned: Option<Returned>,
    pub(crate) anonymous: bool,
    pub(crate) outcome: Outcome,
}

/// A pledge or a recurring gift.
#[derive(Debug, Clone)]
pub(crate) struct Promise {
    pub(crate) route: Route,
    pub(crate) day: Day,
    pub(crate) per_period: i64,
    /// What was pledged in all; none for a gift without end.
    pub(crate) total: Option<i64>,
}

/// All gifts and promises of one donor.
#[derive(Debug, Clone, Default)]
pub(crate) struct Giving {
    pub(crate) gifts: Vec<Gift>,
    pub(crate) promises: Vec<Promise>,
}

/// The systems through which a donor can give.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Routes {
    pub(crate) salesforce: bool,
    pub(crate) raisers_edge: bool,
    pub(crate) paypal: bool,
}

impl Routes {
    fn draw(self, weights: [u64; 3], dice: &mut Dice) -> Route {
        let open = [self.salesforce, self.raisers_edge, self.paypal];
        let weights: Vec<u64> = open.iter().zip(weights).map(|(open, weight)| if *open { weight } else { 0 }).collect();
        match dice.weighted(&weights) {
            0 if self.salesforce => Route::Salesforce,
            1 => Route::RaisersEdge,
            _ if self.paypal => Route::PayPal,
            _ => Route::Salesforce,
        }
    }
}

impl Gift {
    /// A completed gift without any history.
    fn new(day: Day, cents: i64, form: Form, route: Route) -> Self {
        Self {
            day,
            cents,
            form,
            route,
            mirrored: false,
            promise: None,
            returned: None,
            anonymous: false,
            outcome: Outcome::Completed,
        }
    }
}

/// The giving of one person.
pub(crate) fn of_person(world: &World, person: usize, routes: Routes) -> Giving {
    let mut dice = world.dice("giving", person);
    let mut giving = Giving::default();
    let open = routes.salesforce || routes.raisers_edge || routes.paypal;
    if !open || !(routes.paypal || dice.chance(if routes.raisers_edge { 880 } else { 720 })) {
        return giving;
    }
    match dice.weighted(&[90, 35, 875]) {
        0 => sustainers::give(&mut giving, routes, &mut dice),
        1 if routes.raisers_edge || routes.salesforce => pledges::give(&mut giving, routes, &mut dice),
        _ => habits::give(&mut giving, routes, &mut dice),
    }
    let end = world.people[person].death.unwrap_or(HORIZON);
    giving.gifts.retain(|gift| gift.day <= end && gift.day <= HORIZON);
    // Promises stand in the order of their days, so the indexes of those that stay do not move.
    giving.promises.retain(|promise| promise.day <= end);
    finish(&mut giving, routes, &mut dice);
    giving
}

/// The giving of one organisation; it has no `PayPal` account.
pub(crate) fn of_organization(world: &World, organization: usize, routes: Routes) -> Giving {
    let mut dice = world.dice("org giving", organization);
    let mut giving = Giving::default();
    organizations::give(&mut giving, &world.organizations[organization], routes, &mut dice);
    giving.gifts.retain(|gift| gift.day <= HORIZON);
    giving.gifts.sort_by_key(|gift| gift.day);
    giving
}

/// Puts gifts in order, and makes true what the presence in a system promises.
fn finish(giving: &mut Giving, routes: Routes, dice: &mut Dice) {
    if routes.paypal && !giving.gifts.iter().any(|gift| gift.route == Route::PayPal) {
        let day = giving.gifts.first().map_or(habits::first_day(dice), |gift| gift.day);
        match giving.gifts.iter_mut().find(|gift| gift.form == Form::OneTime) {
            Some(gift) => gift.route = Route::PayPal,
            None => giving.gifts.push(Gift::new(day, amounts::everyday(dice), Form::OneTime, Route::PayPal)),
        }
    }
    let mirrors = routes.raisers_edge && dice.chance(450);
    for gift in &mut giving.gifts {
        gift.mirrored = mirrors && gift.route == Route::PayPal;
        gift.anonymous = dice.chance(12);
        returns::may_return(gift, dice);
    }
    giving.gifts.sort_by_key(|gift| gift.day);
}
