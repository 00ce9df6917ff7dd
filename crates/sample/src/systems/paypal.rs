//! `paypal/activity.CSV`: what came in online, with fees, refunds, and movements that are no gifts.

use super::identifiers::paypal as transaction_id;
use super::salesforce_contacts::written;
use super::sighting::{Care, Sighting, sight};
use super::table::{Encoding, Form, Quoting, TextTable};
use super::{Entity, Export, Traces, gift_number};
use crate::days::{Day, HORIZON, START};
use crate::expected::Tally;
use crate::giving::{self, Gift, Outcome, Returned, Route};
use crate::money;
use crate::random::Dice;
use records::keys::SourceRecordKey;
use std::collections::BTreeMap;

const HEADER: &str = "Date,Time,TimeZone,Name,Type,Status,Currency,Gross,Fee,Net,From Email Address,To Email Address,Transaction ID,Address Status,Item Title,Item ID,Reference Txn ID,Invoice Number,Custom Number,Receipt ID,Balance,Address Line 1,Address Line 2/District/Neighborhood,Town/City,State/Province/Region/County/Territory/Prefecture/Republic,Zip/Postal Code,Country,Contact Phone Number,Subject,Note,Transaction Event Code,Balance Impact";

/// The invented organisation's own address.
const OWN_EMAIL: &str = "giving@harborlight.example.org";

const CARE: Care = Care {
    typos: 5,
    nicknames: 90,
    initials: 10,
    capitals: 20,
    lower_case: 15,
    has_email: 1000,
    has_mobile: 420,
    has_address: 760,
    has_birth: 0,
    swapped_births: 0,
    old_details: 50,
};

/// Each so many rows, one that cannot be read.
const ROWS_PER_REJECTION: usize = 240;

/// Writes the file.
pub(super) fn export(traces: &Traces<'_>) -> Export {
    let form = Form { encoding: Encoding::Utf8WithMark, delimiter: ',', quoting: Quoting::Always, line_end: "\r\n" };
    let mut table = TextTable::new(form);
    table.header(HEADER);
    let mut activity = Activity { traces, table, tally: Tally::default(), rows: Vec::new(), labels: BTreeMap::new() };
    for person in (0..traces.plan.people.len()).filter(|person| traces.plan.people[*person].paypal) {
        for index in 0..traces.giving[person].gifts.len() {
            activity.gift(person, index);
        }
    }
    activity.movements();
    activity.finish()
}

/// The cells that differ between rows.
#[derive(Clone, Default)]
struct Transaction<'text> {
    kind: &'text str,
    status: &'text str,
    currency: &'text str,
    gross: i64,
    fee: i64,
    id: String,
    original: String,
    item: &'text str,
    event_code: &'text str,
    impact: &'text str,
}

struct Activity<'traces> {
    traces: &'traces Traces<'traces>,
    table: TextTable,
    tally: Tally,
    rows: Vec<(Day, usize, String)>,
    labels: BTreeMap<SourceRecordKey, Entity>,
}

impl Activity<'_> {
    fn gift(&mut self, person: usize, index: usize) {
        let traces = self.traces;
        let gift = &traces.giving[person].gifts[index];
        if gift.route != Route::PayPal {
            return;
        }
        // The same throws each time: an account keeps its spelling from payment to payment.
        let payer = sight(traces.world, person, gift.day, &CARE, &mut traces.world.dice("pp account", person));
        let mut dice = traces.world.dice("pp payment", gift_number(person, index));
        let currency = if dice.chance(8) { *dice.pick(&["CAD", "EUR", "GBP"]) } else { "USD" };
        let transaction = payment(gift, currency, transaction_id(gift_number(person, index)), &mut dice);
        self.row(gift.day, Some(&payer), &transaction, &mut dice);
        if gift.outcome == Outcome::Denied {
            self.tally.not_data += 1;
            return;
        }
        self.tally.gift(gift.cents);
        let key = SourceRecordKey::from_identity("paypal", &[&payer.email, &name(&payer)]);
        self.labels.insert(key, Entity::Person(person));
        if let Some(returned) = gift.returned {
            self.going_back(&payer, &transaction, returned, &mut dice);
        }
        if currency != "USD" {
            self.conversion(gift, &transaction, &mut dice);
        }
    }

    fn going_back(&mut self, payer: &Sighting, original: &Transaction<'_>, returned: Returned, dice: &mut Dice) {
        let (kind, event_code) = if returned.by_bank { ("Chargeback", "T1106") } else { ("Payment Refund", "T1107") };
        let back = Transaction {
            kind,
            event_code,
            status: "Completed",
            gross: -returned.cents,
            fee: 0,
            id: self.fresh_id(),
            original: original.id.clone(),
            impact: "Debit",
            ..original.clone()
        };
        self.row(returned.day, Some(payer), &back, dice);
        self.tally.staged += 1;
        self.tally.adjustments += 1;
    }

    /// Two rows: out of the foreign balance, into the home one.
    fn conversion(&mut self, gift: &Gift, original: &Transaction<'_>, dice: &mut Dice) {
        for (currency, gross, impact) in
            [(original.currency, -gift.cents, "Debit"), ("USD", gift.cents * 9 / 10, "Credit")]
        {
            let transaction = Transaction {
                kind: "General Currency Conversion",
                status: "Completed",
                currency,
                gross,
                id: self.fresh_id(),
                original: original.id.clone(),
                event_code: "T0200",
                impact,
                ..Transaction::default()
            };
            self.row(gift.day, None, &transaction, dice);
            self.tally.not_data += 1;
        }
    }

    /// Withdrawals to the bank each month, and a memo now and then.
    fn movements(&mut self) {
        let mut dice = self.traces.world.dice("pp movements", 0);
        for month in 1..=72 {
            let day = START.plus_months(month).min(HORIZON);
            let kind = if month % 9 == 0 { "Bank Deposit" } else { "General Withdrawal" };
            self.movement(day, kind, -dice.between(50_000, 500_000), "Debit", &mut dice);
            if month % 6 == 0 {
                self.movement(day, "General Authorization", dice.between(1000, 9000), "Memo", &mut dice);
            }
        }
    }

    fn movement(&mut self, day: Day, kind: &str, gross: i64, impact: &str, dice: &mut Dice) {
        let id = self.fresh_id();
        let transaction = Transaction {
            kind,
            status: "Completed",
            currency: "USD",
            gross,
            id,
            event_code: "T0400",
            impact,
            ..Transaction::default()
        };
        self.row(day, None, &transaction, dice);
        self.tally.not_data += 1;
    }

    fn row(&mut self, day: Day, payer: Option<&Sighting>, transaction: &Transaction<'_>, dice: &mut Dice) {
        let count = self.rows.len();
        let mut row = cells_of(day, payer, transaction, dice);
        self.rows.push((day, count, self.table.render(&row)));
        if count % ROWS_PER_REJECTION == 130 && payer.is_some() {
            self.spoil(&mut row);
            self.rows.push((day, count + 1, self.table.render(&row)));
            self.tally.rejected += 1;
        }
    }

    /// Makes a payment row one that nobody can mend.
    fn spoil(&self, row: &mut [String]) {
        row[12] = self.fresh_id();
        "Donation Payment".clone_into(&mut row[4]);
        "Completed".clone_into(&mut row[5]);
        match self.tally.rejected % 4 {
            0 => "02/29/2023".clone_into(&mut row[0]),
            1 => "n/a".clone_into(&mut row[7]),
            2 => "Tax collected by partner".clone_into(&mut row[4]),
            _ => row[12].clear(),
        }
    }

    /// An id beyond those of all gifts.
    fn fresh_id(&self) -> String {
        transaction_id(gift_number(self.traces.world.people.len(), 0) + self.rows.len() * 2 + 1)
    }

    fn finish(mut self) -> Export {
        self.rows.sort();
        for (_, _, line) in &self.rows {
            self.table.line(line);
        }
        self.tally.parties = self.labels.len() as u64;
        Export {
            path: "paypal/activity.CSV",
            bytes: self.table.finish(),
            tally: self.tally,
            labels: self.labels.into_iter().collect(),
        }
    }
}

fn payment<'text>(gift: &Gift, currency: &'text str, id: String, dice: &mut Dice) -> Transaction<'text> {
    let monthly = gift.form == giving::Form::Recurring;
    let one_time = ["Donation Payment", "Mobile Payment", "Website Payment"][dice.weighted(&[80, 12, 8])];
    let (status, impact) = match gift.outcome {
        Outcome::Completed => ("Completed", "Credit"),
        Outcome::Pending => ("Pending", "Credit"),
        Outcome::Denied => ("Denied", "Credit"),
    };
    Transaction {
        kind: if monthly { "Subscription Payment" } else { one_time },
        status,
        currency,
        gross: gift.cents,
        // PayPal's rate for charities: 1.99 % and 49 cents.
        fee: -((gift.cents * 199 + 5000) / 10_000 + 49),
        id,
        original: String::new(),
        item: if monthly { "Monthly gift" } else { "Donation to Harbor Light" },
        event_code: if monthly { "T0002" } else { "T0013" },
        impact,
    }
}

/// The name as the account holder spells it.
fn name(payer: &Sighting) -> String {
    format!("{} {} {}", payer.given, payer.family, payer.suffix).trim().to_owned()
}

fn cells_of(day: Day, payer: Option<&Sighting>, transaction: &Transaction<'_>, dice: &mut Dice) -> Vec<String> {
    let time = format!("{:02}:{:02}:{:02}", dice.between(0, 23), dice.between(0, 59), dice.between(0, 59));
    let text = |field: fn(&Sighting) -> &str| payer.map(|payer| field(payer).to_owned()).unwrap_or_default();
    let mut row = vec![day.padded_month_day_year(), time, "PST".to_owned(), payer.map(name).unwrap_or_default()];
    row.extend([transaction.kind, transaction.status, transaction.currency].map(str::to_owned));
    row.extend([transaction.gross, transaction.fee, transaction.gross + transaction.fee].map(money::grouped));
    row.extend([text(|payer| &payer.email), OWN_EMAIL.to_owned(), transaction.id.clone()]);
    row.push(if payer.is_some_and(|payer| !payer.street.is_empty()) { "Confirmed" } else { "" }.to_owned());
    row.extend([transaction.item.to_owned(), String::new(), transaction.original.clone()]);
    row.extend([const { String::new() }; 3]);
    row.push(money::grouped(dice.between(10_000, 9_000_000)));
    row.extend([text(|payer| &payer.street), text(|payer| &payer.unit), text(|payer| &payer.city)]);
    row.extend([text(|payer| payer.state), text(|payer| payer.zip)]);
    let has_street = payer.is_some_and(|payer| !payer.street.is_empty());
    row.push(if has_street { "United States" } else { "" }.to_owned());
    row.push(payer.map(|payer| written(&payer.mobile, dice)).unwrap_or_default());
    row.extend([transaction.item.to_owned(), String::new()]);
    row.extend([transaction.event_code.to_owned(), transaction.impact.to_owned()]);
    row
}
