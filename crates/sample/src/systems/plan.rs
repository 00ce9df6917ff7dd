//! Who stands in which system.
//!
//! In:  the world.
//! Out: [`Plan`]: for each person and organisation the systems that know them, and which couples
//!      share one line.

use crate::days::HORIZON;
use crate::giving::Routes;
use crate::random::Dice;
use crate::world::{OrganizationKind, World};

/// Of a thousand people, so many stand in Salesforce, Raiser's Edge, Wild Apricot, Mailchimp, `PayPal`.
const SHARES: [u64; 5] = [625, 530, 355, 655, 465];

/// How a couple stands on one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum JointForm {
    /// `John & Mary` before the common surname.
    GivenNames,
    /// `Mr. and Mrs. John Smith`: the wife has no name, and no other record.
    MrAndMrs,
}

/// The systems that know one person.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each system knows the person or does not, whatever the others do")]
pub(crate) struct Presence {
    pub(crate) salesforce: bool,
    pub(crate) raisers_edge: bool,
    pub(crate) wild_apricot: bool,
    pub(crate) mailchimp: bool,
    pub(crate) paypal: bool,
    /// Salesforce holds the person twice.
    pub(crate) salesforce_twice: bool,
    /// Raiser's Edge holds the person twice.
    pub(crate) raisers_edge_twice: bool,
    /// The Raiser's Edge record is the couple's: the other person, and how it is spelled.
    pub(crate) joint_with: Option<(usize, JointForm)>,
}

impl Presence {
    /// The systems through which the person can give.
    pub(crate) fn routes(&self) -> Routes {
        Routes { salesforce: self.salesforce, raisers_edge: self.raisers_edge, paypal: self.paypal }
    }

    const fn anywhere(&self) -> bool {
        self.salesforce || self.raisers_edge || self.wild_apricot || self.mailchimp || self.paypal
    }
}

/// Who stands where.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) people: Vec<Presence>,
    pub(crate) organizations: Vec<Routes>,
}

impl Plan {
    /// Decides for everybody.
    pub(crate) fn of(world: &World) -> Self {
        let mut people: Vec<Presence> =
            (0..world.people.len()).map(|person| presence(&mut world.dice("presence", person))).collect();
        for person in 0..people.len() {
            join_couple(world, person, &mut people);
        }
        let organizations = (0..world.organizations.len()).map(|index| organization(world, index)).collect();
        Self { people, organizations }
    }
}

fn presence(dice: &mut Dice) -> Presence {
    let known = SHARES.map(|share| dice.chance(share));
    let mut presence = Presence {
        salesforce: known[0],
        raisers_edge: known[1],
        wild_apricot: known[2],
        mailchimp: known[3],
        paypal: known[4],
        salesforce_twice: known[0] && dice.chance(30),
        raisers_edge_twice: known[1] && dice.chance(15),
        joint_with: None,
    };
    let lonely = dice.weighted(&SHARES);
    if !presence.anywhere() {
        presence.salesforce = lonely == 0;
        presence.raisers_edge = lonely == 1;
        presence.wild_apricot = lonely == 2;
        presence.mailchimp = lonely == 3;
        presence.paypal = lonely == 4;
    }
    presence
}

/// Some couples of one surname and one home share the husband's line in Raiser's Edge.
fn join_couple(world: &World, first: usize, people: &mut [Presence]) {
    let mut dice = world.dice("joint line", first);
    let (joint, nameless) = (dice.chance(240), dice.chance(160));
    let Some(second) = world.people[first].spouse.filter(|second| *second > first) else { return };
    if !joint || !people[first].raisers_edge || !can_share_a_line(world, first, second) {
        return;
    }
    let form = if nameless { JointForm::MrAndMrs } else { JointForm::GivenNames };
    people[first].joint_with = Some((second, form));
    people[first].raisers_edge_twice = false;
    people[second].raisers_edge = false;
    people[second].raisers_edge_twice = false;
    if form == JointForm::MrAndMrs {
        people[second] = Presence::default();
    }
}

fn can_share_a_line(world: &World, first: usize, second: usize) -> bool {
    let (first, second) = (&world.people[first], &world.people[second]);
    first.surname(HORIZON) == second.surname(HORIZON)
        && first.home(HORIZON) == second.home(HORIZON)
        && first.sex != second.sex
        && first.suffix.is_empty()
        && !first.has_namesake
        && !second.has_namesake
        && first.death.is_none()
        && second.death.is_none()
}

fn organization(world: &World, index: usize) -> Routes {
    let mut dice = world.dice("org presence", index);
    let (salesforce, raisers_edge) = (dice.chance(620), dice.chance(650));
    let estate = world.organizations[index].kind == OrganizationKind::Estate;
    Routes { salesforce: salesforce && !estate, raisers_edge: raisers_edge || estate || !salesforce, paypal: false }
}
