//! `raisers_edge/gifts.txt`: gifts by fund, pledges with their payments, and copies of `PayPal` gifts.

use super::raisers_edge_constituents::{ANONYMOUS, anonymous_id, organization_id, person_id};
use super::table::{Encoding, Form, Quoting, TextTable};
use super::{Export, Traces, gift_number, identifiers};
use crate::days::{Day, HORIZON, START};
use crate::expected::Tally;
use crate::giving::{self, Gift, Giving, Outcome, Promise, Route};
use crate::money;
use crate::random::Dice;

const HEADER: &str = "Gift ID,Constituent ID,Gift Date,Gift Type,Gift Subtype,Gift Amount,Fund ID,Fund Split Amount,Campaign ID,Appeal ID,Payment Method,Reference Number,Gift Is Anonymous,Soft Credit Constituent ID,Pledge ID,Installment Frequency,Pledge Balance";

const FUNDS: [&str; 6] = ["GENERAL", "SCHOLARSHIP", "BUILDING", "YOUTH", "ENDOWMENT", "EMERGENCY"];
const CAMPAIGNS: [&str; 3] = ["ANNUAL", "CAPITAL", "ENDOW"];
const APPEALS: [&str; 5] = ["FALL MAIL", "YEAR END", "SPRING MAIL", "PHONATHON", "WEB"];
/// Each so many rows, one that cannot be read.
const ROWS_PER_REJECTION: usize = 240;

/// Writes the file.
pub(super) fn export(traces: &Traces<'_>) -> Export {
    let form = Form {
        encoding: Encoding::Utf16LittleEndianWithMark,
        delimiter: '\t',
        quoting: Quoting::WhenNeeded,
        line_end: "\r\n",
    };
    let mut table = TextTable::new(form);
    table.header(HEADER);
    let mut ledger = Ledger { traces, table, tally: Tally::default(), rows: Vec::new(), ids: 0, total: 0 };
    for (person, presence) in traces.plan.people.iter().enumerate().filter(|(_, presence)| presence.raisers_edge) {
        let mut dice = traces.world.dice("re gifts", person);
        let spouse = traces.world.people[person].spouse.filter(|spouse| traces.plan.people[*spouse].raisers_edge);
        let spouse = spouse.filter(|_| presence.joint_with.is_none() && dice.chance(400));
        let donor = Donor {
            id: person_id(traces.world, person, 0),
            person: Some(person),
            soft_credit: spouse.map(|spouse| person_id(traces.world, spouse, 0)).unwrap_or_default(),
        };
        ledger.giving(&donor, &traces.giving[person], &mut dice);
    }
    for organization in
        (0..traces.plan.organizations.len()).filter(|index| traces.plan.organizations[*index].raisers_edge)
    {
        let mut dice = traces.world.dice("re org gifts", organization);
        let donor = Donor { id: organization_id(traces.world, organization), person: None, soft_credit: String::new() };
        ledger.giving(&donor, &traces.organization_giving[organization], &mut dice);
    }
    ledger.anonymous();
    ledger.finish()
}

struct Donor {
    id: String,
    person: Option<usize>,
    soft_credit: String,
}

/// One gift, pledge or booking before it becomes rows.
#[derive(Default)]
struct Booking {
    kind: &'static str,
    subtype: &'static str,
    cents: i64,
    method: &'static str,
    reference: String,
    anonymous: bool,
    pledge: String,
    frequency: &'static str,
    balance: Option<i64>,
}

struct Ledger<'traces> {
    traces: &'traces Traces<'traces>,
    table: TextTable,
    tally: Tally,
    rows: Vec<(Day, usize, String)>,
    ids: usize,
    /// The sum of the amount column, as far as it can be read.
    total: i64,
}

impl Ledger<'_> {
    fn giving(&mut self, donor: &Donor, giving: &Giving, dice: &mut Dice) {
        let mut promise_ids = vec![String::new(); giving.promises.len()];
        for (index, promise) in giving.promises.iter().enumerate() {
            if promise.route == Route::RaisersEdge {
                promise_ids[index] = self.promise(donor, giving, index, promise, dice);
            }
        }
        for (index, gift) in giving.gifts.iter().enumerate() {
            let pledge = gift.promise.map(|promise| promise_ids[promise].as_str()).unwrap_or_default();
            if gift.route == Route::RaisersEdge {
                self.gift(donor, gift, pledge, None, dice);
            } else if let Some(person) = donor.person.filter(|_| gift.mirrored && gift.outcome == Outcome::Completed) {
                let transaction = identifiers::paypal(gift_number(person, index));
                self.gift(donor, gift, pledge, Some(transaction), dice);
            }
        }
    }

    fn promise(&mut self, donor: &Donor, giving: &Giving, index: usize, promise: &Promise, dice: &mut Dice) -> String {
        let paid: i64 = giving.gifts.iter().filter(|gift| gift.promise == Some(index)).map(|gift| gift.cents).sum();
        let balance = promise.total.map(|total| total - paid);
        let (kind, frequency) =
            if promise.total.is_some() { ("Pledge", "Quarterly") } else { ("Recurring Gift", "Monthly") };
        let cents = promise.total.unwrap_or(promise.per_period);
        let booking = Booking { kind, cents, frequency, balance, ..Booking::default() };
        let id = self.book(donor, promise.day, &booking, 0, dice);
        self.tally.staged += 1;
        self.tally.commitments += 1;
        if let Some(left) = balance.filter(|left| *left > 0 && dice.chance(450)) {
            let write_off = Booking { kind: "Write Off", cents: left, pledge: id.clone(), ..Booking::default() };
            self.book(donor, HORIZON.plus(-dice.between(0, 100)), &write_off, 0, dice);
            self.tally.not_data += 1;
        }
        id
    }

    fn gift(&mut self, donor: &Donor, gift: &Gift, pledge: &str, transaction: Option<String>, dice: &mut Dice) {
        let is_copy = transaction.is_some();
        let method = if is_copy { "PayPal" } else { method(gift.form, dice) };
        let check = if method == "Personal Check" && dice.chance(300) {
            dice.between(101, 9999).to_string()
        } else {
            String::new()
        };
        let booking = Booking {
            kind: self.kind(gift.form),
            subtype: subtype(gift.form),
            cents: gift.cents,
            method,
            reference: transaction.unwrap_or(check),
            anonymous: gift.anonymous,
            pledge: pledge.to_owned(),
            ..Booking::default()
        };
        let day = if is_copy { gift.day.plus(dice.between(0, 3)).min(HORIZON) } else { gift.day };
        let splits = if gift.form == giving::Form::OneTime && dice.chance(90) { 1 + dice.weighted(&[3, 1]) } else { 0 };
        let id = self.book(donor, day, &booking, splits, dice);
        self.tally.gift(gift.cents);
        self.tally.staged += splits as u64;
        if let Some(returned) = gift.returned.filter(|_| !is_copy || dice.chance(500)) {
            self.refund(donor, id, returned.day.max(day), returned.cents, dice);
        }
        if dice.chance(4) {
            let kind = *dice.pick(&["Adjustment", "Amendment", "General Ledger Reversal"]);
            let correction = Booking { kind, cents: gift.cents, ..Booking::default() };
            self.book(donor, gift.day.plus(2).min(HORIZON), &correction, 0, dice);
            self.tally.not_data += 1;
        }
    }

    fn kind(&self, form: giving::Form) -> &'static str {
        match form {
            giving::Form::Recurring => "Recurring Gift Pay-Cash",
            giving::Form::PledgePayment => "Pay-Cash",
            giving::Form::Stock => "Stock/Property",
            giving::Form::InKind => "Gift-in-Kind",
            giving::Form::Matching => "MG Pay-Cash",
            giving::Form::OneTime if self.ids % 97 == 40 => "Other",
            _ => "Cash",
        }
    }

    fn refund(&mut self, donor: &Donor, original: String, day: Day, cents: i64, dice: &mut Dice) {
        let refund =
            Booking { kind: "Cash", subtype: "Refund", cents: -cents, reference: original, ..Booking::default() };
        self.book(donor, day, &refund, 0, dice);
        self.tally.staged += 1;
        self.tally.adjustments += 1;
    }

    /// Books `splits` funds besides the first one, a row for each, and says under which id.
    fn book(&mut self, donor: &Donor, day: Day, booking: &Booking, splits: usize, dice: &mut Dice) -> String {
        let id = self.next_id();
        let first_fund = dice.weighted(&[50, 14, 10, 12, 8, 6]);
        let parts = splits + 1;
        let part = booking.cents / i64::try_from(parts).unwrap_or(1);
        let common = self.common_cells(&id, donor, day, booking, dice);
        for split in 0..parts {
            let amount = if split == 0 { booking.cents - part * i64::try_from(splits).unwrap_or(0) } else { part };
            let mut row = common.clone();
            FUNDS[(first_fund + split) % FUNDS.len()].clone_into(&mut row[6]);
            row[7] = money::dollars(amount);
            self.rows.push((day, self.ids, self.table.render(&row)));
            self.total += booking.cents;
            if self.rows.len() % ROWS_PER_REJECTION == 99 {
                self.unreadable(row, day, booking.cents);
            }
        }
        id
    }

    fn common_cells(&self, id: &str, donor: &Donor, day: Day, booking: &Booking, dice: &mut Dice) -> Vec<String> {
        let tail = if self.ids.is_multiple_of(9) { " 12:00:00 AM" } else { "" };
        let is_gift = booking.cents > 0 && !booking.method.is_empty();
        vec![
            id.to_owned(),
            donor.id.clone(),
            format!("{}{tail}", day.padded_month_day_year()),
            booking.kind.to_owned(),
            booking.subtype.to_owned(),
            money::dollars(booking.cents),
            String::new(),
            String::new(),
            CAMPAIGNS[dice.weighted(&[80, 12, 8])].to_owned(),
            (*dice.pick(&APPEALS)).to_owned(),
            booking.method.to_owned(),
            booking.reference.clone(),
            if booking.anonymous { "Yes" } else { "No" }.to_owned(),
            if is_gift { donor.soft_credit.clone() } else { String::new() },
            booking.pledge.clone(),
            booking.frequency.to_owned(),
            booking.balance.map(money::dollars).unwrap_or_default(),
        ]
    }

    /// The row once more, under its own id, with a mistake that nobody can mend.
    fn unreadable(&mut self, mut row: Vec<String>, day: Day, cents: i64) {
        row[0] = self.next_id();
        let mut readable = cents;
        match self.tally.rejected % 4 {
            0 => "Barter".clone_into(&mut row[3]),
            1 => "02/29/2023".clone_into(&mut row[2]),
            2 => {
                "n/a".clone_into(&mut row[5]);
                readable = 0;
            }
            _ => row[0].clear(),
        }
        if row[3] != "Barter" {
            "Cash".clone_into(&mut row[3]);
            row[4].clear();
        }
        self.total += readable;
        self.rows.push((day, self.ids, self.table.render(&row)));
        self.tally.rejected += 1;
    }

    fn next_id(&mut self) -> String {
        self.ids += 1;
        (200_000 + self.ids).to_string()
    }

    /// Gifts of those who never said who they are.
    fn anonymous(&mut self) {
        for giver in 0..ANONYMOUS {
            let mut dice = self.traces.world.dice("re anonymous", giver);
            let donor = Donor { id: anonymous_id(self.traces.world, giver), person: None, soft_credit: String::new() };
            for _ in 0..4 {
                let day = START.plus(dice.between(0, HORIZON.0 - START.0));
                let cents = dice.between(1, 40) * 2500;
                let booking = Booking { kind: "Cash", cents, method: "Cash", anonymous: true, ..Booking::default() };
                self.book(&donor, day, &booking, 0, &mut dice);
                self.tally.gift(cents);
            }
        }
    }

    fn finish(mut self) -> Export {
        // A stable sort keeps the rows of one gift together.
        self.rows.sort_by_key(|(day, id, _)| (*day, *id));
        for (_, _, line) in &self.rows {
            self.table.line(line);
        }
        let mut total = vec![String::new(); HEADER.split(',').count()];
        "Grand Total".clone_into(&mut total[0]);
        total[5] = money::dollars(self.total);
        self.table.row(&total);
        self.tally.not_data += 1;
        Export { path: "raisers_edge/gifts.txt", bytes: self.table.finish(), tally: self.tally, labels: Vec::new() }
    }
}

const fn subtype(form: giving::Form) -> &'static str {
    match form {
        giving::Form::Grant => "Grant",
        giving::Form::FundGrant => "Donor Advised Fund",
        giving::Form::Bequest => "Bequest",
        _ => "",
    }
}

fn method(form: giving::Form, dice: &mut Dice) -> &'static str {
    match form {
        giving::Form::InKind | giving::Form::Stock => "Other",
        giving::Form::Recurring => "Credit Card",
        _ => ["Personal Check", "Credit Card", "Cash", "Direct Debit"][dice.weighted(&[60, 22, 10, 8])],
    }
}
