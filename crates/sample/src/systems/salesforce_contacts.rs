//! `salesforce/npsp_contacts.csv`: the people that the fundraisers know.

use super::identifiers::{salesforce_15, salesforce_18};
use super::sighting::{Care, Sighting, sight};
use super::table::{Encoding, Form, Quoting, TextTable};
use super::{Entity, Export, Traces, cells};
use crate::days::{Day, HORIZON};
use crate::expected::Tally;
use crate::noise::{double_encoded, phone};
use crate::random::Dice;
use crate::world::{Sex, World};
use records::keys::SourceRecordKey;

const HEADER: &str = "Contact ID,Account ID,Account Name,Salutation,First Name,Middle Name,Last Name,Suffix,Birthdate,Personal Email,Work Email,Preferred Email,Home Phone,Mobile Phone,Mailing Street,Mailing City,Mailing State/Province,Mailing Zip/Postal Code,Mailing Country,Deceased,Do Not Contact,Email Opt Out,Do Not Call,Undeliverable Mailing Address,Last Modified Date";

const CARE: Care = Care {
    typos: 14,
    nicknames: 60,
    initials: 10,
    capitals: 10,
    lower_case: 4,
    has_email: 880,
    has_mobile: 640,
    has_address: 850,
    has_birth: 450,
    swapped_births: 25,
    old_details: 90,
};

/// Each so many rows, one without an id.
const ROWS_PER_REJECTION: u64 = 240;
/// Each so many rows, an empty line.
const ROWS_PER_BLANK: u64 = 330;

/// Writes the file.
pub(super) fn export(traces: &Traces<'_>) -> Export {
    let form = Form { encoding: Encoding::Utf8, delimiter: ',', quoting: Quoting::WhenNeeded, line_end: "\n" };
    let mut writer = Writer { traces, table: TextTable::new(form), tally: Tally::default(), labels: Vec::new() };
    writer.table.header(HEADER);
    for (person, presence) in traces.plan.people.iter().enumerate().filter(|(_, presence)| presence.salesforce) {
        writer.contact(person, 0);
        if presence.salesforce_twice {
            writer.contact(person, 1);
        }
    }
    for giver in 0..2 {
        writer.anonymous(giver);
    }
    footer(&mut writer.table, &mut writer.tally);
    Export {
        path: "salesforce/npsp_contacts.csv",
        bytes: writer.table.finish(),
        tally: writer.tally,
        labels: writer.labels,
    }
}

/// The lines that Salesforce puts under every report.
pub(super) fn footer(table: &mut TextTable, tally: &mut Tally) {
    let records = tally.staged + tally.rejected + tally.not_data;
    table.line("");
    table.line(&format!("\"Grand Totals ({records} records)\""));
    table.line("");
    table.line("\"Confidential Information - Do Not Distribute\"");
    table.line("\"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved.\"");
    tally.not_data += 3;
}

/// The contact id of a person; `copy` is 1 for the second record of somebody entered twice.
pub(super) fn contact_id(person: usize, copy: usize) -> String {
    salesforce_18("003", person * 2 + copy)
}

/// The account id of an organisation.
pub(super) fn organization_account(organization: usize) -> String {
    salesforce_18("001", organization * 2 + 1)
}

/// The account that a person belongs to: the household, seldom the employer.
pub(super) fn account(world: &World, person: usize) -> (String, String) {
    let somebody = &world.people[person];
    let employer = somebody.employer.filter(|_| world.dice("sf account", person).chance(200));
    if let Some(organization) = employer {
        return (organization_account(organization), world.organizations[organization].name.clone());
    }
    let account = salesforce_18("001", somebody.home(HORIZON) * 2);
    (account, format!("{} Household", somebody.surname(HORIZON)))
}

struct Writer<'traces> {
    traces: &'traces Traces<'traces>,
    table: TextTable,
    tally: Tally,
    labels: Vec<(SourceRecordKey, Entity)>,
}

impl Writer<'_> {
    fn contact(&mut self, person: usize, copy: usize) {
        let world = self.traces.world;
        let mut dice = world.dice(if copy == 0 { "sf contact" } else { "sf copy" }, person);
        let modified = HORIZON.plus(-dice.between(0, 700));
        let mut seen = sight(world, person, modified, &CARE, &mut dice);
        self.spoil_name(person, modified, &mut seen, &mut dice);
        let row = self.row(person, copy, modified, &seen, &mut dice);
        self.table.row(&row);
        self.labels.push((SourceRecordKey::native("salesforce", &contact_id(person, copy)), Entity::Person(person)));
        self.tally.staged += 1;
        self.tally.parties += 1;
        self.disturb(&row);
    }

    /// What people type into name fields, and what imports make of them.
    fn spoil_name(&self, person: usize, modified: Day, seen: &mut Sighting, dice: &mut Dice) {
        let somebody = &self.traces.world.people[person];
        let row = self.tally.staged;
        if row % 101 == 50 && !somebody.has_namesake {
            if row.is_multiple_of(2) { "UNKNOWN" } else { "." }.clone_into(&mut seen.family);
            somebody.primary_email().clone_into(&mut seen.email);
        } else if !somebody.lives(modified) && dice.chance(200) {
            seen.family.push_str(" (deceased)");
        } else if let Some(maiden) = somebody.former_surname().filter(|_| dice.chance(50)) {
            seen.family = format!("{} née {maiden}", somebody.surname(modified));
        } else if !seen.nickname.is_empty() && row % 53 == 11 {
            seen.given = format!("{} \"{}\"", somebody.given, seen.nickname);
        }
        if row % 89 == 30 && !seen.mobile.is_empty() && !somebody.has_namesake {
            "noemail@example.org".clone_into(&mut seen.email);
        }
        let doubled = if dice.chance(200) { dice.between(1, 4) } else { 0 };
        for name in [&mut seen.given, &mut seen.family].into_iter().filter(|name| !name.is_ascii() && doubled > 0) {
            *name = double_encoded(name);
            if doubled == 1 {
                *name = double_encoded(name);
            }
        }
    }

    fn row(&mut self, person: usize, copy: usize, modified: Day, seen: &Sighting, dice: &mut Dice) -> Vec<String> {
        let (account, account_name) = account(self.traces.world, person);
        let short = self.tally.staged % 61 == 7;
        let id = if short { salesforce_15("003", person * 2 + copy) } else { contact_id(person, copy) };
        let mut row = vec![id, account, account_name, salutation(self.traces.world, person, dice)];
        row.extend(cells(&[&seen.given, &seen.middle, &seen.family, seen.suffix]));
        row.push(seen.birth.map(Day::month_day_year).unwrap_or_default());
        row.extend([seen.email.clone(), self.work_email(person), "Personal".to_owned()]);
        row.extend([written(&seen.home_phone, dice), written(&seen.mobile, dice)]);
        row.extend(address(seen, dice));
        row.extend(self.flags(person, modified, seen, dice));
        row.push(modified.month_day_year());
        row
    }

    /// `ann.lee@employer`, for people whose employer is known.
    fn work_email(&self, person: usize) -> String {
        let world = self.traces.world;
        let somebody = &world.people[person];
        let Some(organization) = somebody.employer.filter(|_| !somebody.has_namesake) else { return String::new() };
        let domain = world.organizations[organization].email.split('@').nth(1).unwrap_or_default();
        let text = crate::world::address::mailbox_text;
        format!("{}.{}@{domain}", text(somebody.given), text(somebody.surname(HORIZON)))
    }

    /// Deceased, and what the person said about being contacted, as far as anybody told Salesforce.
    fn flags(&mut self, person: usize, modified: Day, seen: &Sighting, dice: &mut Dice) -> [String; 5] {
        let consent = self.traces.consent[person];
        let dead = !self.traces.world.people[person].lives(modified) && dice.chance(850);
        let mut knows = |day: Option<Day>| day.is_some_and(|day| day <= modified) && dice.chance(450);
        let opt_outs = [knows(consent.contact), knows(consent.email), knows(consent.calls)];
        self.tally.consent_events += opt_outs.iter().filter(|said| **said).count() as u64;
        let undeliverable = !seen.street.is_empty() && dice.chance(25);
        let words = if dice.chance(30) { ["false", "true"] } else { ["0", "1"] };
        [dead, opt_outs[0], opt_outs[1], opt_outs[2], undeliverable].map(|flag| words[usize::from(flag)].to_owned())
    }

    /// Now and then an empty line, or the row once more without its id.
    fn disturb(&mut self, row: &[String]) {
        if self.tally.staged % ROWS_PER_BLANK == 9 {
            self.table.line("");
        }
        if self.tally.staged % ROWS_PER_REJECTION == 120 {
            let mut nameless = row.to_vec();
            nameless[0] = String::new();
            self.table.row(&nameless);
            self.tally.rejected += 1;
        }
    }

    fn anonymous(&mut self, giver: usize) {
        let mut row = vec![String::new(); HEADER.split(',').count()];
        let count = self.traces.world.people.len() * 2 + giver;
        row[0] = salesforce_18("003", count);
        row[1] = salesforce_18("001", self.traces.world.households.len() * 2 + giver * 2);
        "Anonymous Household".clone_into(&mut row[2]);
        "Anonymous".clone_into(&mut row[4]);
        "Anonymous".clone_into(&mut row[6]);
        for flag in &mut row[19..24] {
            "0".clone_into(flag);
        }
        row[24] = HORIZON.month_day_year();
        self.table.row(&row);
        self.tally.staged += 1;
        self.tally.parties += 1;
    }
}

fn address(seen: &Sighting, dice: &mut Dice) -> [String; 5] {
    if seen.street.is_empty() {
        return [const { String::new() }; 5];
    }
    let between = if dice.chance(300) { "\n" } else { ", " };
    let street =
        if seen.unit.is_empty() { seen.street.clone() } else { format!("{}{between}{}", seen.street, seen.unit) };
    let state = if dice.chance(60) { full_state(seen.state) } else { seen.state };
    let country = *dice.pick(&["United States", "USA", "US", ""]);
    [street, seen.city.clone(), state.to_owned(), seen.zip.to_owned(), country.to_owned()]
}

/// `Mr.`, `Ms.`, `Dr.`, or nothing.
pub(super) fn salutation(world: &World, person: usize, dice: &mut Dice) -> String {
    let by_sex = if world.people[person].sex == Sex::Female { "Ms." } else { "Mr." };
    ["", by_sex, "Dr."][dice.weighted(&[45, 50, 5])].to_owned()
}

/// A number as written, or nothing where none is known.
pub(super) fn written(digits: &str, dice: &mut Dice) -> String {
    if digits.is_empty() { String::new() } else { phone(digits, dice) }
}

/// The state in full, for some states.
pub(super) fn full_state(state: &'static str) -> &'static str {
    match state {
        "MA" => "Massachusetts",
        "CT" => "Connecticut",
        "NJ" => "New Jersey",
        "NY" => "New York",
        "CA" => "California",
        other => other,
    }
}
