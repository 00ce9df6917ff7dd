//! The five systems: what each knows of the world, in its own file form and with its own mistakes.
//!
//! In:  the world and what happened in it ([`Traces`]).
//! Out: one [`Export`] per file, with the truth about its rows.

mod identifiers;
mod mailchimp;
mod paypal;
mod plan;
mod raisers_edge_card;
mod raisers_edge_constituents;
mod raisers_edge_gifts;
mod salesforce_contacts;
mod salesforce_opportunities;
mod sighting;
mod table;
mod wild_apricot;

use crate::consent::{self, Consent};
use crate::expected::Tally;
use crate::giving::{self, Giving};
use crate::membership::{self, Membership};
use crate::world::World;
use plan::Plan;
use records::keys::SourceRecordKey;

/// Whom a record is really about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Entity {
    /// Index of a person.
    Person(usize),
    /// Index of an organisation.
    Organization(usize),
}

/// One file, and the truth about it.
pub(crate) struct Export {
    pub(crate) path: &'static str,
    pub(crate) bytes: Vec<u8>,
    pub(crate) tally: Tally,
    pub(crate) labels: Vec<(SourceRecordKey, Entity)>,
}

/// What happened in the world, as far as systems may know of it.
pub(crate) struct Traces<'world> {
    pub(crate) world: &'world World,
    pub(crate) plan: Plan,
    pub(crate) giving: Vec<Giving>,
    pub(crate) organization_giving: Vec<Giving>,
    pub(crate) memberships: Vec<Option<Membership>>,
    pub(crate) consent: Vec<Consent>,
}

impl<'world> Traces<'world> {
    /// Lets everybody give, join and speak.
    pub(crate) fn of(world: &'world World) -> Self {
        let plan = Plan::of(world);
        let people = 0..world.people.len();
        let giving = people.clone().map(|person| giving::of_person(world, person, plan.people[person].routes()));
        let organization_giving = (0..world.organizations.len())
            .map(|organization| giving::of_organization(world, organization, plan.organizations[organization]));
        let memberships = people
            .clone()
            .map(|person| if plan.people[person].wild_apricot { membership::of_person(world, person) } else { None });
        Self {
            giving: giving.collect(),
            organization_giving: organization_giving.collect(),
            memberships: memberships.collect(),
            consent: people.map(|person| consent::of_person(world, person)).collect(),
            world,
            plan,
        }
    }
}

/// Writes all files, in the order of their paths in the folder.
pub(crate) fn exports(traces: &Traces<'_>) -> Vec<Export> {
    let mut exports = vec![
        salesforce_contacts::export(traces),
        salesforce_opportunities::export(traces),
        raisers_edge_constituents::export(traces),
        raisers_edge_gifts::export(traces),
        wild_apricot::export(traces),
    ];
    exports.extend(mailchimp::exports(traces));
    exports.push(paypal::export(traces));
    exports
}

/// The number that names one gift of one person in every system.
pub(crate) const fn gift_number(person: usize, gift: usize) -> usize {
    person * 4096 + gift
}

/// Owned cells of borrowed texts.
pub(crate) fn cells(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}
