//! `salesforce/npsp_opportunities.csv`: gifts, grants, pledges and dues that the fundraisers book.

use super::identifiers::{mailchimp as short_reference, salesforce_15, salesforce_18};
use super::salesforce_contacts::{account, contact_id, footer, organization_account};
use super::table::{Encoding, Form, Quoting, TextTable};
use super::{Entity, Export, Traces};
use crate::days::{Day, HORIZON};
use crate::expected::Tally;
use crate::giving::{self, Gift, Giving, Returned, Route};
use crate::membership::Term;
use crate::money;
use crate::random::Dice;
use crate::world::OrganizationKind;
use records::keys::SourceRecordKey;
use std::collections::BTreeSet;

const HEADER: &str = "Opportunity ID,Opportunity Name,Account ID,Account Name,Contact ID,Amount,Currency,Close Date,Stage,Type,Opportunity Record Type,Primary Campaign Source,Payment Method,Payment Reference Number,Soft Credit Contact ID,Member Level,Membership Start Date,Membership End Date,Anonymous";

const CAMPAIGNS: [&str; 7] =
    ["Annual Fund", "Spring Appeal", "Year-End Appeal", "Gala", "Capital Campaign", "Café Culture Fund", "Giving Day"];

/// Each so many rows, one that cannot be read.
const ROWS_PER_REJECTION: usize = 240;

/// Writes the file.
pub(super) fn export(traces: &Traces<'_>) -> Export {
    let form = Form { encoding: Encoding::Windows1252, delimiter: ',', quoting: Quoting::WhenNeeded, line_end: "\r\n" };
    let mut table = TextTable::new(form);
    table.header(HEADER);
    let mut book =
        Book { traces, table, tally: Tally::default(), rows: Vec::new(), opportunities: 0, accounts: BTreeSet::new() };
    for person in (0..traces.plan.people.len()).filter(|person| traces.plan.people[*person].salesforce) {
        book.person(person);
    }
    for organization in 0..traces.organization_giving.len() {
        book.organization(organization);
    }
    book.finish()
}

/// Who gives: what stands in the account and contact columns of each row.
struct Giver {
    account: String,
    account_name: String,
    contact: String,
    soft_credit: String,
}

/// One opportunity before it becomes cells.
#[derive(Clone, Copy, Default)]
struct Opportunity<'text> {
    cents: i64,
    stage: &'text str,
    kind: &'text str,
    record_type: &'text str,
    method: &'text str,
    reference: &'text str,
    term: Option<Term>,
    anonymous: bool,
}

struct Book<'traces> {
    traces: &'traces Traces<'traces>,
    table: TextTable,
    tally: Tally,
    rows: Vec<(Day, usize, String)>,
    opportunities: usize,
    accounts: BTreeSet<usize>,
}

impl Book<'_> {
    fn person(&mut self, person: usize) {
        let traces = self.traces;
        let mut dice = traces.world.dice("sf opps", person);
        let (account, account_name) = account(traces.world, person);
        let spouse = traces.world.people[person].spouse.filter(|spouse| traces.plan.people[*spouse].salesforce);
        let soft_credit = spouse.filter(|_| dice.chance(500)).map(|spouse| contact_id(spouse, 0)).unwrap_or_default();
        let giver = Giver { account, account_name, contact: contact_id(person, 0), soft_credit };
        self.giving(&traces.giving[person], &giver, &mut dice);
        self.dues(person, &giver, &mut dice);
        if dice.chance(90) {
            let stage = *dice.pick(&["Prospecting", "Qualification", "Closed Lost"]);
            let hope = Opportunity {
                cents: dice.between(5, 200) * 10_000,
                stage,
                record_type: "Major Gift",
                ..Opportunity::default()
            };
            self.row(HORIZON.plus(-dice.between(0, 900)), &giver, &hope, &mut dice);
            self.tally.not_data += 1;
        }
    }

    fn organization(&mut self, organization: usize) {
        let traces = self.traces;
        let giving = &traces.organization_giving[organization];
        if !giving.gifts.iter().any(|gift| gift.route == Route::Salesforce) {
            return;
        }
        let described = &traces.world.organizations[organization];
        let giver = Giver {
            account: organization_account(organization),
            account_name: described.name.clone(),
            contact: String::new(),
            soft_credit: String::new(),
        };
        self.accounts.insert(organization);
        let mut dice = traces.world.dice("sf org opps", organization);
        self.giving(giving, &giver, &mut dice);
        debug_assert!(described.kind != OrganizationKind::Estate, "estates give by way of Raiser's Edge");
    }

    fn giving(&mut self, giving: &Giving, giver: &Giver, dice: &mut Dice) {
        for promise in giving.promises.iter().filter(|promise| promise.route == Route::Salesforce) {
            if let Some(total) = promise.total {
                let pledge =
                    Opportunity { cents: total, stage: "Pledged", record_type: "Donation", ..Opportunity::default() };
                self.row(promise.day, giver, &pledge, dice);
                self.tally.staged += 1;
                self.tally.commitments += 1;
            }
        }
        for gift in giving.gifts.iter().filter(|gift| gift.route == Route::Salesforce) {
            self.gift(gift, giver, dice);
        }
    }

    fn gift(&mut self, gift: &Gift, giver: &Giver, dice: &mut Dice) {
        let method = match gift.form {
            giving::Form::InKind => "In-Kind",
            giving::Form::Grant | giving::Form::FundGrant | giving::Form::Matching | giving::Form::Major => "Check",
            giving::Form::Recurring => "Credit Card",
            _ => *dice.pick(&["Check", "Credit Card", "Cash", "ACH"]),
        };
        let reference =
            if method == "Credit Card" { format!("ch_{}", short_reference(self.opportunities)) } else { String::new() };
        let booked = Opportunity {
            cents: gift.cents,
            stage: stage(gift, dice),
            kind: if gift.form == giving::Form::Recurring { "Recurring" } else { "" },
            record_type: record_type(gift.form),
            method,
            reference: &reference,
            term: None,
            anonymous: gift.anonymous,
        };
        let id = self.row(gift.day, giver, &booked, dice);
        self.tally.gift(gift.cents);
        if let Some(returned) = gift.returned {
            self.refund(&id, returned, giver, dice);
        }
    }

    fn refund(&mut self, original: &str, returned: Returned, giver: &Giver, dice: &mut Dice) {
        let refund = Opportunity {
            cents: -returned.cents,
            stage: "Refunded",
            kind: "Refund",
            record_type: "Donation",
            reference: original,
            ..Opportunity::default()
        };
        self.row(returned.day, giver, &refund, dice);
        self.tally.staged += 1;
        self.tally.adjustments += 1;
    }

    /// Dues of members whose payments the fundraisers book too.
    fn dues(&mut self, person: usize, giver: &Giver, dice: &mut Dice) {
        let traces = self.traces;
        let Some(membership) = traces.memberships[person].as_ref().filter(|_| dice.chance(600)) else { return };
        for term in membership.terms.iter().filter(|term| term.paid <= HORIZON && term.paid >= crate::days::START) {
            let dues = Opportunity {
                cents: term.level.cents,
                stage: "Closed Won",
                record_type: "Membership",
                method: "Credit Card",
                term: Some(*term),
                ..Opportunity::default()
            };
            self.row(term.paid, giver, &dues, dice);
            self.tally.gift(term.level.cents);
            self.tally.membership_terms += 1;
        }
    }

    /// Books one row, and says under which id.
    fn row(&mut self, day: Day, giver: &Giver, booked: &Opportunity<'_>, dice: &mut Dice) -> String {
        let count = self.opportunities;
        self.opportunities += 1;
        let id = salesforce_18("006", count);
        let short = count % 83 == 17 && booked.kind != "Refund";
        let shown = if short { salesforce_15("006", count) } else { id.clone() };
        let row = cells_of(shown, day, giver, booked, dice);
        self.rows.push((day, count, self.table.render(&row)));
        if count % ROWS_PER_REJECTION == 100 {
            self.unreadable(row, day);
        }
        id
    }

    /// The row once more, with a mistake that nobody can mend.
    fn unreadable(&mut self, mut row: Vec<String>, day: Day) {
        let count = self.opportunities;
        self.opportunities += 1;
        row[0] = salesforce_18("006", count);
        "Closed Won".clone_into(&mut row[8]);
        match self.tally.rejected % 3 {
            0 => "2/29/2023".clone_into(&mut row[7]),
            1 => "n/a".clone_into(&mut row[5]),
            _ => row[0].clear(),
        }
        self.rows.push((day, count, self.table.render(&row)));
        self.tally.rejected += 1;
    }

    fn finish(mut self) -> Export {
        self.rows.sort();
        for (position, (_, _, line)) in self.rows.iter().enumerate() {
            self.table.line(line);
            if position % 500 == 250 {
                self.table.line("");
            }
        }
        footer(&mut self.table, &mut self.tally);
        self.tally.parties = self.accounts.len() as u64;
        let label = |organization: &usize| {
            let key = SourceRecordKey::native("salesforce", &organization_account(*organization));
            (key, Entity::Organization(*organization))
        };
        Export {
            path: "salesforce/npsp_opportunities.csv",
            labels: self.accounts.iter().map(label).collect(),
            bytes: self.table.finish(),
            tally: self.tally,
        }
    }
}

fn cells_of(id: String, day: Day, giver: &Giver, booked: &Opportunity<'_>, dice: &mut Dice) -> Vec<String> {
    let (year, _, _) = day.civil();
    let date = |day: Option<Day>| day.map(Day::month_day_year).unwrap_or_default();
    let soft_credit = if booked.kind == "Refund" || booked.term.is_some() { "" } else { &giver.soft_credit };
    vec![
        id,
        format!("{} {} {year}", giver.account_name, booked.record_type),
        giver.account.clone(),
        giver.account_name.clone(),
        giver.contact.clone(),
        money::grouped(booked.cents),
        "USD".to_owned(),
        day.month_day_year(),
        booked.stage.to_owned(),
        booked.kind.to_owned(),
        booked.record_type.to_owned(),
        (*dice.pick(&CAMPAIGNS)).to_owned(),
        booked.method.to_owned(),
        booked.reference.to_owned(),
        soft_credit.to_owned(),
        booked.term.map(|term| term.level.name.to_owned()).unwrap_or_default(),
        date(booked.term.map(|term| term.from)),
        date(booked.term.map(|term| term.until.plus(-1))),
        if booked.anonymous { "1" } else { "0" }.to_owned(),
    ]
}

fn stage(gift: &Gift, dice: &mut Dice) -> &'static str {
    match gift.form {
        giving::Form::Grant => "Awarded",
        _ if dice.chance(120) => "Posted",
        _ => "Closed Won",
    }
}

const fn record_type(form: giving::Form) -> &'static str {
    match form {
        giving::Form::Major => "Major Gift",
        giving::Form::Grant => "Grant",
        giving::Form::InKind => "In-Kind Gift",
        giving::Form::Matching => "Matching Gift",
        _ => "Donation",
    }
}
