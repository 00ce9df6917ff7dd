//! `mailchimp/*_members_export_8f2.csv`: readers of the newsletter; the file's name is their consent.

use super::identifiers::mailchimp as euid;
use super::salesforce_contacts::written;
use super::sighting::{Care, Sighting, sight, write_address};
use super::table::{Encoding, Form, Quoting, TextTable};
use super::{Entity, Export, Traces};
use crate::days::{Day, HORIZON, START};
use crate::expected::Tally;
use crate::random::Dice;
use records::keys::SourceRecordKey;
use std::collections::HashSet;

const FRONT: &str = "Email Address,First Name,Last Name,Address,Phone Number,Birthday,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,LAST_CHANGED";
const BACK: &str = "LEID,EUID,NOTES,TAGS";

const CARE: Care = Care {
    typos: 12,
    nicknames: 120,
    initials: 15,
    capitals: 10,
    lower_case: 60,
    has_email: 1000,
    has_mobile: 380,
    has_address: 520,
    has_birth: 400,
    swapped_births: 0,
    old_details: 60,
};

/// Each so many rows of a file, one without an id.
const ROWS_PER_REJECTION: u64 = 170;

/// The three files of one audience.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Subscribed,
    Unsubscribed,
    Cleaned,
}

impl Standing {
    const fn path(self) -> &'static str {
        match self {
            Self::Subscribed => "mailchimp/subscribed_members_export_8f2.csv",
            Self::Unsubscribed => "mailchimp/unsubscribed_members_export_8f2.csv",
            Self::Cleaned => "mailchimp/cleaned_members_export_8f2.csv",
        }
    }

    const fn columns(self) -> &'static str {
        match self {
            Self::Subscribed => "",
            Self::Unsubscribed => "UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_REASON,",
            Self::Cleaned => "CLEAN_TIME,",
        }
    }
}

struct List {
    standing: Standing,
    table: TextTable,
    tally: Tally,
    labels: Vec<(SourceRecordKey, Entity)>,
}

/// Writes the three files.
pub(super) fn exports(traces: &Traces<'_>) -> Vec<Export> {
    let mut lists = [Standing::Subscribed, Standing::Unsubscribed, Standing::Cleaned].map(List::new);
    let mut taken = HashSet::new();
    for person in (0..traces.plan.people.len()).filter(|person| traces.plan.people[*person].mailchimp) {
        let somebody = &traces.world.people[person];
        add(traces, person, 0, &mut taken, &mut lists);
        let older = somebody.emails.len() > 1 && traces.world.dice("mc older", person).chance(350);
        if older {
            add(traces, person, 1, &mut taken, &mut lists);
        }
    }
    lists.into_iter().map(List::finish).collect()
}

/// Adds one address of a person to the list where it belongs; `copy` 1 is an older address.
fn add(traces: &Traces<'_>, person: usize, copy: usize, taken: &mut HashSet<String>, lists: &mut [List; 3]) {
    let world = traces.world;
    let somebody = &world.people[person];
    let mut dice = world.dice(if copy == 0 { "mc reader" } else { "mc copy" }, person);
    let confirmed = START.plus(dice.between(-300, HORIZON.0 - START.0 - 10));
    let mut seen = sight(world, person, confirmed, &CARE, &mut dice);
    if copy == 1 {
        seen.email.clone_from(&somebody.emails[0].value);
        seen.mobile.clone_from(&somebody.mobile);
        write_address(world, somebody, HORIZON, &mut dice, &mut seen);
    }
    // An audience holds an address once; whoever comes second has a personal one.
    if taken.contains(&seen.email) {
        somebody.primary_email().clone_into(&mut seen.email);
    }
    if !taken.insert(seen.email.clone()) {
        return;
    }
    let unsubscribed = traces.consent[person].email.filter(|day| *day > confirmed);
    let standing = match (unsubscribed, dice.chance(if copy == 1 { 500 } else { 60 })) {
        (_, true) => 2,
        (Some(_), false) => 1,
        (None, false) => 0,
    };
    let is_own = seen.email == somebody.primary_email();
    if is_own && !somebody.has_namesake && dice.chance(30) {
        (seen.given, seen.family) = Default::default();
    }
    lists[standing].reader(person, copy, &seen, confirmed, unsubscribed, &mut dice);
}

impl List {
    fn new(standing: Standing) -> Self {
        let form = Form { encoding: Encoding::Utf8, delimiter: ',', quoting: Quoting::WhenNeeded, line_end: "\n" };
        let mut table = TextTable::new(form);
        table.header(&format!("{FRONT},{}{BACK}", standing.columns()));
        Self { standing, table, tally: Tally::default(), labels: Vec::new() }
    }

    fn reader(
        &mut self,
        person: usize,
        copy: usize,
        seen: &Sighting,
        confirmed: Day,
        left: Option<Day>,
        dice: &mut Dice,
    ) {
        let changed = left.unwrap_or(confirmed.plus(dice.between(0, HORIZON.0 - confirmed.0)));
        let mut row = front(seen, confirmed, changed, dice);
        row.extend(self.ending(changed, dice));
        let count = person * 2 + copy;
        row.extend([(100_000 + count).to_string(), euid(count), String::new(), tags(dice)]);
        self.table.row(&row);
        self.labels.push((SourceRecordKey::native("mailchimp", &euid(count)), Entity::Person(person)));
        self.tally.staged += 1;
        self.tally.parties += 1;
        self.tally.consent_events += u64::from(self.standing != Standing::Cleaned);
        if self.tally.staged % ROWS_PER_REJECTION == 60 {
            let euid_column = row.len() - 3;
            row[euid_column].clear();
            self.table.row(&row);
            self.tally.rejected += 1;
        }
    }

    fn ending(&self, changed: Day, dice: &mut Dice) -> Vec<String> {
        let time = time(changed, dice);
        match self.standing {
            Standing::Subscribed => Vec::new(),
            Standing::Cleaned => vec![time],
            Standing::Unsubscribed => {
                let time = if dice.chance(50) { String::new() } else { time };
                let reason = *dice.pick(&["N/A", "No longer interested", "Too many e-mails", "NORMAL"]);
                vec![
                    time,
                    (*dice.pick(&["Spring News", "Année en fête", "Year-End Appeal"])).to_owned(),
                    reason.to_owned(),
                ]
            }
        }
    }

    fn finish(self) -> Export {
        Export { path: self.standing.path(), bytes: self.table.finish(), tally: self.tally, labels: self.labels }
    }
}

fn front(seen: &Sighting, confirmed: Day, changed: Day, dice: &mut Dice) -> Vec<String> {
    let loud = dice.chance(20);
    let confirm_time = time(confirmed, dice);
    vec![
        if loud { seen.email.to_uppercase() } else { seen.email.clone() },
        seen.given.clone(),
        format!("{} {}", seen.family, seen.suffix).trim().to_owned(),
        address(seen),
        written(&seen.mobile, dice),
        seen.birth.map(Day::month_day).unwrap_or_default(),
        dice.between(1, 5).to_string(),
        confirm_time.clone(),
        address_of_machine(dice),
        confirm_time,
        address_of_machine(dice),
        format!("{}.{:04}", dice.between(30, 47), dice.between(0, 9999)),
        format!("-{}.{:04}", dice.between(70, 122), dice.between(0, 9999)),
        "-5".to_owned(),
        "-4".to_owned(),
        "America/New_York".to_owned(),
        "US".to_owned(),
        seen.state.to_owned(),
        time(changed, dice),
    ]
}

/// Street, city, state, ZIP and country in one cell, two spaces between them.
fn address(seen: &Sighting) -> String {
    if seen.street.is_empty() {
        return String::new();
    }
    let street = if seen.unit.is_empty() { seen.street.clone() } else { format!("{}  {}", seen.street, seen.unit) };
    format!("{street}  {}  {}  {}  US", seen.city, seen.state, seen.zip)
}

/// `2021-10-06 20:06:46`
fn time(day: Day, dice: &mut Dice) -> String {
    format!("{} {:02}:{:02}:{:02}", day.iso(), dice.between(0, 23), dice.between(0, 59), dice.between(0, 59))
}

/// An address of the ranges that are reserved for documentation (RFC 5737).
fn address_of_machine(dice: &mut Dice) -> String {
    let network = dice.pick(&["192.0.2", "198.51.100", "203.0.113"]);
    format!("{network}.{}", dice.between(1, 254))
}

/// Tags in quotes of their own, which the file's quotes double again.
fn tags(dice: &mut Dice) -> String {
    match dice.weighted(&[50, 25, 15, 10]) {
        0 => String::new(),
        1 => "\"Newsletter\"".to_owned(),
        2 => "\"Newsletter\",\"Gala 2024\"".to_owned(),
        _ => "\"Volunteers\",\"Café evenings\"".to_owned(),
    }
}
