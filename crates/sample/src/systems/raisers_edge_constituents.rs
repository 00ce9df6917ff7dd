//! `raisers_edge/constituents.CSV`: the old card index, with couples, maiden names and old addresses.

use super::plan::JointForm;
use super::raisers_edge_card::{Card, address, gender, respelled, spoil_contact};
use super::salesforce_contacts::{salutation, written};
use super::sighting::{Care, Sighting, sight};
use super::table::{Encoding, Form, Quoting, TextTable};
use super::{Entity, Export, Traces};
use crate::days::{Day, HORIZON, START};
use crate::expected::Tally;
use crate::noise::{damaged_zip, phone, street_line, unit_line};
use crate::random::Dice;
use crate::world::{Person, World};
use records::keys::SourceRecordKey;

const HEADER: &str = "Constituent ID,Key Indicator,Title 1,First Name,Middle Name,Last Name,Suffix 1,Maiden Name,Nickname,Organization Name,Birth Date,Gender,Deceased,Addressee,Spouse First Name,Spouse Last Name,Preferred Address Line 1,Preferred Address Line 2,Preferred City,Preferred State,Preferred ZIP,Preferred Country,Home Phone,Mobile Phone,Business Phone,Email,Solicit Codes,Constituency Code,Date Last Changed";

const CARE: Care = Care {
    typos: 18,
    nicknames: 45,
    initials: 25,
    capitals: 35,
    lower_case: 0,
    has_email: 720,
    has_mobile: 560,
    has_address: 960,
    has_birth: 480,
    swapped_births: 15,
    old_details: 260,
};

const CONSTITUENCIES: [&str; 4] = ["Individual", "Friend", "Board Member", "Volunteer"];

/// Anonymous givers that the index holds.
pub(super) const ANONYMOUS: usize = 4;
/// Each so many rows, one without an id.
const ROWS_PER_REJECTION: u64 = 230;

/// The id of a person's record; `copy` is 1 for the second record of somebody entered twice.
pub(super) fn person_id(world: &World, person: usize, copy: usize) -> String {
    (10_001 + copy * world.people.len() + person).to_string()
}

/// The id of an organisation's record.
pub(super) fn organization_id(world: &World, organization: usize) -> String {
    (10_001 + 2 * world.people.len() + organization).to_string()
}

/// The id of an anonymous giver.
pub(super) fn anonymous_id(world: &World, giver: usize) -> String {
    (10_001 + 2 * world.people.len() + world.organizations.len() + giver).to_string()
}

/// Writes the file.
pub(super) fn export(traces: &Traces<'_>) -> Export {
    let form = Form { encoding: Encoding::Windows1252, delimiter: ',', quoting: Quoting::Always, line_end: "\r\n" };
    let mut index = Index { traces, table: TextTable::new(form), tally: Tally::default(), labels: Vec::new() };
    index.table.header(HEADER);
    for (person, presence) in traces.plan.people.iter().enumerate().filter(|(_, presence)| presence.raisers_edge) {
        match presence.joint_with {
            Some((second, form)) => index.couple(person, second, form),
            None => index.person(person, 0),
        }
        if presence.raisers_edge_twice {
            index.person(person, 1);
        }
    }
    for organization in
        (0..traces.plan.organizations.len()).filter(|index| traces.plan.organizations[*index].raisers_edge)
    {
        index.organization(organization);
    }
    for giver in 0..ANONYMOUS {
        index.anonymous(giver);
    }
    Export {
        path: "raisers_edge/constituents.CSV",
        bytes: index.table.finish(),
        tally: index.tally,
        labels: index.labels,
    }
}

struct Index<'traces> {
    traces: &'traces Traces<'traces>,
    table: TextTable,
    tally: Tally,
    labels: Vec<(SourceRecordKey, Entity)>,
}

impl Index<'_> {
    fn person(&mut self, person: usize, copy: usize) {
        let world = self.traces.world;
        let mut dice = world.dice(if copy == 0 { "re person" } else { "re copy" }, person);
        let changed = START.plus(dice.between(100, HORIZON.0 - START.0));
        let seen = sight(world, person, changed, &CARE, &mut dice);
        let mut card = self.card(person_id(world, person, copy), person, changed, &seen, &mut dice);
        card.solicit_codes = self.solicit_codes(person, changed, &mut dice);
        self.spoil(person, changed, &mut card, &mut dice);
        self.label(&card.id, false, Entity::Person(person));
        self.write(card);
    }

    fn couple(&mut self, first: usize, second: usize, form: JointForm) {
        let world = self.traces.world;
        let mut dice = world.dice("re couple", first);
        let changed = HORIZON.plus(-dice.between(0, 300));
        let careful = Care { old_details: 0, typos: 0, initials: 0, capitals: 0, ..CARE };
        let mut seen = sight(world, first, changed, &careful, &mut dice);
        self.complete(first, &mut seen, &mut dice);
        let mut card = self.card(person_id(world, first, 0), first, changed, &seen, &mut dice);
        let surname = world.people[first].surname(changed);
        let joint = format!("Mr. and Mrs. {} {surname}", world.people[first].given);
        let and = if dice.chance(700) { "&" } else { "and" };
        (card.given, card.family) = match form {
            JointForm::GivenNames => {
                (format!("{} {and} {}", seen.given, world.people[second].given), surname.to_owned())
            }
            JointForm::MrAndMrs => (String::new(), joint.clone()),
        };
        card.addressee = joint;
        (card.title, card.middle, card.maiden, card.nickname, card.birth) = Default::default();
        (card.gender, card.spouse) = Default::default();
        self.label(&card.id, false, Entity::Person(first));
        self.label(&card.id, true, Entity::Person(second));
        self.write(card);
    }

    /// The line of a couple always names the home, for that is all that the second person has.
    fn complete(&self, first: usize, seen: &mut Sighting, dice: &mut Dice) {
        let world = self.traces.world;
        let household = &world.households[world.people[first].home(HORIZON)];
        seen.home_phone = household.home_phone.clone().unwrap_or_default();
        if let Some(address) = household.address(HORIZON) {
            seen.street = street_line(address, dice);
            seen.unit = unit_line(address, dice);
            address.city.name.clone_into(&mut seen.city);
            (seen.state, seen.zip) = (address.city.state, address.city.zip);
        }
    }

    fn card(&self, id: String, person: usize, changed: Day, seen: &Sighting, dice: &mut Dice) -> Card {
        let world = self.traces.world;
        let somebody = &world.people[person];
        let title = salutation(world, person, dice);
        let space = if title.is_empty() { "" } else { " " };
        let maiden = somebody.former_surname().filter(|maiden| seen.family != *maiden && dice.chance(550));
        Card {
            id,
            key_indicator: "I",
            addressee: format!("{title}{space}{} {}", seen.given, seen.family),
            title,
            given: seen.given.clone(),
            middle: seen.middle.clone(),
            family: seen.family.clone(),
            suffix: seen.suffix,
            maiden: maiden.unwrap_or_default().to_owned(),
            nickname: if dice.chance(120) { seen.nickname } else { "" },
            birth: seen.birth.map(Day::padded_month_day_year).unwrap_or_default(),
            gender: gender(somebody, dice),
            deceased: if !somebody.lives(changed) && dice.chance(700) { "Yes" } else { "No" },
            spouse: self.spouse(somebody, changed, dice),
            address: address(seen, dice),
            phones: [written(&seen.home_phone, dice), written(&seen.mobile, dice), self.business_phone(somebody, dice)],
            email: seen.email.clone(),
            constituency: CONSTITUENCIES[dice.weighted(&[50, 20, 10, 20])],
            changed: changed.padded_month_day_year(),
            ..Card::default()
        }
    }

    fn spouse(&self, somebody: &Person, changed: Day, dice: &mut Dice) -> [String; 2] {
        match somebody.spouse.filter(|_| dice.chance(400)) {
            Some(spouse) => {
                let spouse = &self.traces.world.people[spouse];
                [spouse.given.to_owned(), spouse.surname(changed).to_owned()]
            }
            None => Default::default(),
        }
    }

    fn business_phone(&self, somebody: &Person, dice: &mut Dice) -> String {
        match somebody.employer.filter(|_| dice.chance(500)) {
            Some(employer) => {
                let digits = &self.traces.world.organizations[employer].phone;
                format!("{} x{}", phone(digits, dice), dice.between(10, 499))
            }
            None => String::new(),
        }
    }

    fn solicit_codes(&mut self, person: usize, changed: Day, dice: &mut Dice) -> String {
        let consent = self.traces.consent[person];
        let known = [
            (consent.email, "Do Not Email"),
            (consent.calls, "Do Not Call"),
            (consent.solicitation, "Do Not Solicit"),
            (consent.contact, "Do Not Contact"),
        ];
        let codes: Vec<&str> = known
            .into_iter()
            .filter(|(day, _)| day.is_some_and(|day| day <= changed) && dice.chance(550))
            .map(|(_, code)| code)
            .collect();
        self.tally.consent_events += codes.len() as u64;
        codes.join("; ")
    }

    /// What forty years of clerks type into fields that are meant for something else.
    fn spoil(&mut self, person: usize, changed: Day, card: &mut Card, dice: &mut Dice) {
        let somebody = &self.traces.world.people[person];
        let row = self.tally.staged;
        let no_mail = self.traces.consent[person].mail.is_some_and(|day| day <= changed);
        if no_mail && dice.chance(400) {
            card.family.push_str(" - DO NOT MAIL");
            self.tally.consent_events += 1;
        } else if no_mail {
            let separator = if card.solicit_codes.is_empty() { "" } else { "; " };
            card.solicit_codes = format!("{}{separator}Do Not Mail", card.solicit_codes);
            self.tally.consent_events += 1;
        } else if card.deceased == "Yes" && dice.chance(350) {
            card.family.push_str(" (deceased)");
        } else if let Some(maiden) =
            somebody.former_surname().filter(|maiden| card.family != *maiden && dice.chance(60))
        {
            card.family = format!("{} née {maiden}", card.family);
            card.maiden.clear();
        } else if !somebody.nicknames.is_empty() && row % 47 == 13 {
            card.given = format!("{} \"{}\"", somebody.given, somebody.nicknames[0]);
        }
        spoil_contact(row, somebody.has_namesake, card);
    }

    fn organization(&mut self, organization: usize) {
        let world = self.traces.world;
        let described = &world.organizations[organization];
        let mut dice = world.dice("re organization", organization);
        let home = &described.address;
        let card = Card {
            id: organization_id(world, organization),
            key_indicator: "O",
            organization: respelled(&described.name, &mut dice),
            deceased: "No",
            address: [
                street_line(home, &mut dice),
                unit_line(home, &mut dice),
                home.city.name.to_owned(),
                home.city.state.to_owned(),
                damaged_zip(home.city.zip, &mut dice),
                "United States".to_owned(),
            ],
            phones: [String::new(), String::new(), phone(&described.phone, &mut dice)],
            email: described.email.clone(),
            constituency: "Organization",
            changed: HORIZON.plus(-dice.between(0, 1500)).padded_month_day_year(),
            ..Card::default()
        };
        self.label(&card.id, false, Entity::Organization(organization));
        self.write(card);
    }

    fn anonymous(&mut self, giver: usize) {
        let card = Card {
            id: anonymous_id(self.traces.world, giver),
            key_indicator: "I",
            family: "Anonymous".to_owned(),
            deceased: "No",
            constituency: "Individual",
            changed: HORIZON.padded_month_day_year(),
            ..Card::default()
        };
        self.tally.parties += 1;
        self.write(card);
    }

    fn label(&mut self, id: &str, is_partner: bool, entity: Entity) {
        let key = SourceRecordKey::native("raisers_edge", id);
        self.labels.push((if is_partner { key.partner() } else { key }, entity));
        self.tally.parties += 1;
    }

    fn write(&mut self, card: Card) {
        let mut cells = card.cells();
        self.table.row(&cells);
        self.tally.staged += 1;
        if self.tally.staged % 300 == 150 {
            self.table.line("");
        }
        if self.tally.staged % ROWS_PER_REJECTION == 77 {
            cells[0].clear();
            self.table.row(&cells);
            self.tally.rejected += 1;
        }
    }
}
