//! `wild_apricot/members.csv`: the members, with their terms hidden in the notes.

use super::salesforce_contacts::written;
use super::sighting::{Care, sight};
use super::table::{Encoding, Form, Quoting, TextTable};
use super::{Entity, Export, Traces};
use crate::days::{Day, HORIZON, START};
use crate::expected::Tally;
use crate::membership::{Membership, Term};
use crate::random::Dice;
use records::keys::SourceRecordKey;

const HEADER: &str = "User ID,First name,Last name,Organization,e-Mail,Phone,Street,City,State,Zip,Country,Archived,Subscribed to emails,Member since,Membership level,Membership status,Renewal due,Membership enabled,Profile last updated,Notes";

const CARE: Care = Care {
    typos: 10,
    nicknames: 110,
    initials: 5,
    capitals: 12,
    lower_case: 25,
    has_email: 960,
    has_mobile: 780,
    has_address: 820,
    has_birth: 0,
    swapped_births: 0,
    old_details: 80,
};

/// Each so many rows, one without an id.
const ROWS_PER_REJECTION: u64 = 230;

/// Writes the file.
pub(super) fn export(traces: &Traces<'_>) -> Export {
    let form =
        Form { encoding: Encoding::Utf8WithMark, delimiter: ';', quoting: Quoting::WhenNeeded, line_end: "\r\n" };
    let mut table = TextTable::new(form);
    table.line("Contact list export");
    table.line("Exported on 30 Jun 2026");
    table.line("");
    table.header(HEADER);
    let mut tally = Tally::default();
    let mut labels = Vec::new();
    for person in (0..traces.plan.people.len()).filter(|person| traces.plan.people[*person].wild_apricot) {
        let id = (40_000_000 + person * 7).to_string();
        let (mut row, terms) = member(traces, person, &id);
        table.row(&row);
        labels.push((SourceRecordKey::native("wild_apricot", &id), Entity::Person(person)));
        tally.staged += 1;
        tally.parties += 1;
        tally.consent_events += 1;
        tally.membership_terms += terms;
        if tally.staged % ROWS_PER_REJECTION == 110 {
            row[0].clear();
            table.row(&row);
            tally.rejected += 1;
        }
        if tally.staged % 400 == 30 {
            table.line("");
        }
    }
    Export { path: "wild_apricot/members.csv", bytes: table.finish(), tally, labels }
}

/// The row of one member, and how many terms it tells of.
fn member(traces: &Traces<'_>, person: usize, id: &str) -> (Vec<String>, u64) {
    let world = traces.world;
    let mut dice = world.dice("wa member", person);
    let membership = traces.memberships[person].as_ref();
    let earliest = membership.map_or(START, |membership| membership.since).max(START);
    let updated = earliest.plus(dice.between(0, HORIZON.0 - earliest.0));
    let seen = sight(world, person, updated, &CARE, &mut dice);
    let said_no = traces.consent[person].email.is_some_and(|day| day <= updated) && dice.chance(600);
    let company = world.people[person].employer.filter(|_| dice.chance(350));
    let street = if seen.unit.is_empty() { seen.street.clone() } else { format!("{}, {}", seen.street, seen.unit) };
    let phone = if seen.mobile.is_empty() { &seen.home_phone } else { &seen.mobile };
    let mut row = vec![id.to_owned(), seen.given.clone(), format!("{} {}", seen.family, seen.suffix).trim().to_owned()];
    row.push(company.map(|company| world.organizations[company].name.clone()).unwrap_or_default());
    row.extend([seen.email.clone(), written(phone, &mut dice), street, seen.city.clone()]);
    row.extend([seen.state.to_owned(), seen.zip.to_owned()]);
    row.push(if dice.chance(700) { "United States" } else { "" }.to_owned());
    row.push(if dice.chance(30) { "yes" } else { "no" }.to_owned());
    row.push(if said_no { "no" } else { "yes" }.to_owned());
    let (standing, notes, terms) = standing(membership, &mut dice);
    row.extend(standing);
    row.push(updated.day_month_name_year());
    row.push(notes);
    (row, terms)
}

/// Since, level, status, renewal due, enabled; the notes; and how many terms these tell of.
fn standing(membership: Option<&Membership>, dice: &mut Dice) -> ([String; 5], String, u64) {
    let chatter =
        *dice.pick(&["", "", "", "Prefers matinees.", "Met at the spring fair; likes gardens.", "Volunteer\nusher"]);
    let Some(membership) = membership else {
        let standing = ["", "", "", "", "no"].map(str::to_owned);
        return (standing, chatter.to_owned(), 0);
    };
    let since = membership.since.day_month_name_year();
    let Some(last) = membership.terms.last() else {
        let standing = [&since, membership.level.name, "Active", "NEVER", "yes"].map(str::to_owned);
        return (standing, chatter.to_owned(), u64::from(membership.is_lifetime()));
    };
    let told = noted_terms(&membership.terms, dice);
    let covered = told.last().is_some_and(|term| term.until == last.until);
    let terms = told.len() as u64 + u64::from(!covered);
    let sentences: Vec<String> = told.iter().map(sentence).collect();
    let notes = format!("{chatter}\n{}", sentences.join(if dice.chance(500) { "\n" } else { " " }));
    let standing = [&since, membership.level.name, status(last.until), &last.until.day_month_name_year(), "yes"]
        .map(str::to_owned);
    (standing, notes.trim().to_owned(), terms)
}

/// The terms that the notes tell of. Where a membership was interrupted, they tell all; else the
/// first term, the last term or all of them may be missing.
fn noted_terms<'terms>(terms: &'terms [Term], dice: &mut Dice) -> &'terms [Term] {
    let interrupted = terms.windows(2).any(|pair| pair[0].until != pair[1].from);
    match dice.weighted(&[40, 30, 10, 20]) {
        _ if interrupted => terms,
        0 => terms,
        1 => &terms[1..],
        2 => &terms[..terms.len() - 1],
        _ => &terms[..0],
    }
}

fn sentence(term: &Term) -> String {
    format!(
        "Renewal processed on {}. Membership is effective from {} until {}",
        term.paid.day_month_name_year(),
        term.from.day_month_name_year(),
        term.until.day_month_name_year()
    )
}

fn status(due: Day) -> &'static str {
    match HORIZON.0 - due.0 {
        late if late <= 0 => "Active",
        late if late <= 90 => "PendingRenewal",
        _ => "Lapsed",
    }
}
