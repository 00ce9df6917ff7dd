//! `[party]` of one row: a person, an organisation, or the two persons of a joint record.

use super::draft::{PartyDraft, Refusal};
use super::reader::{Reader, Trouble};
use crate::mapping::{Answers, Field, Key, Party};
use records::keys::SourceRecordKey;
use records::kinds::{ConsentState, ContactUse, HouseholdBasis, PartyKind};
use records::staged::SourceParty;

impl Reader<'_> {
    /// Reads the row's party, its partner on a joint record, and how to reach them.
    pub(crate) fn party(&mut self, section: &Party) -> Result<(), Refusal> {
        if section.when.as_ref().is_some_and(|condition| !condition.holds(self.row)) {
            return Ok(());
        }
        let key = self.record_key(&section.key)?;
        let stated_kind = self.word(&section.kind)?;
        let name = self.party_name(&section.name, stated_kind);
        let mut party = self.party_row(section, key.clone());
        self.set_household(section, &mut party);
        name.main.write_to(&mut party);
        party.kind = kind_of(stated_kind, name.kind);
        party.full_name_as_given.clone_from(&name.as_given);
        party.is_anonymous = name.is_anonymous || self.names_nobody(&section.key);
        party.deceased |= name.deceased;
        for channel in &name.closed {
            let event = self.event(&key, *channel, ConsentState::OptOut, name.evidence.clone());
            self.draft.consents.push(event);
        }
        let mut draft = PartyDraft { party, emails: Vec::new(), phones: Vec::new(), addresses: Vec::new() };
        self.contacts(&mut draft);
        let partner = name.partner.as_ref().map(|partner| partner_of(&mut draft, partner));
        self.draft.parties.push(draft);
        self.draft.parties.extend(partner);
        Ok(())
    }

    /// Whether the columns that identify the record are all empty: money came, nobody knows from whom.
    fn names_nobody(&self, key: &Key) -> bool {
        matches!(key, Key::Identity(columns) if columns.iter().all(|column| self.row.text_of(*column).is_empty()))
    }

    /// The party without its name.
    fn party_row(&mut self, section: &Party, key: SourceRecordKey) -> SourceParty {
        let birth_date = self.date(&section.birth_date);
        SourceParty {
            source_record_key: key,
            source: self.source().to_owned(),
            kind: PartyKind::Unknown,
            prefix: None,
            given_name: None,
            middle_name: None,
            family_name: None,
            suffix: None,
            preferred_name: None,
            former_family_name: None,
            organization_name: None,
            full_name_as_given: None,
            birth_date: self.or_aside(birth_date).flatten(),
            birth_month_day: self.birth_month_day(&section.birth_month_day),
            gender: self.optional_text(&section.gender).map(|text| text.to_lowercase()),
            deceased: self.flag(&section.deceased),
            deceased_date: self.optional_date(&section.deceased_date),
            household_key: None,
            household_basis: None,
            is_anonymous: false,
            source_created_at: self.optional_moment(&section.created_at),
            source_updated_at: self.optional_moment(&section.updated_at),
            extra: None,
            file_id: self.row.sheet.file_id.clone(),
            line: self.row.line,
        }
    }

    fn set_household(&mut self, section: &Party, party: &mut SourceParty) {
        if let Some(id) = self.optional_text(&section.household) {
            party.household_key = Some(format!("{}:{id}", self.source()));
            party.household_basis = Some(HouseholdBasis::Declared);
        }
    }

    /// `MM-DD` of a birthday without year, written `MM/DD` (or `DD/MM`, as the file's dates are).
    fn birth_month_day(&mut self, field: &Field) -> Option<String> {
        let found = self.text(field);
        let found = self.or_aside(found).flatten()?;
        let parsed = month_and_day(&found.text, self.row.sheet.dates);
        if parsed.is_none() {
            self.set_aside(&Trouble { column: found.column, reason: "not a birthday".to_owned() });
        }
        parsed
    }
}

/// What the source says, unless it says nothing, or its name has the legal form of an organisation.
fn kind_of(stated: Option<PartyKind>, named: PartyKind) -> PartyKind {
    match stated {
        Some(PartyKind::Unknown) | None => named,
        Some(_) if named == PartyKind::Organization => named,
        Some(stated) => stated,
    }
}

fn month_and_day(text: &str, order: records::values::DateOrder) -> Option<String> {
    let (first, second) = text.trim().split_once(['/', '-', '.'])?;
    let (first, second): (i8, i8) = (first.trim().parse().ok()?, second.trim().parse().ok()?);
    let (month, day) = match order {
        records::values::DateOrder::DayMonth => (second, first),
        _ => (first, second),
    };
    // A leap year, so that the 29th of February counts as a birthday.
    let date = jiff::civil::Date::new(2000, month, day).ok()?;
    Some(format!("{:02}-{:02}", date.month(), date.day()))
}

/// The second person of a joint record. Both stand in one household; the address and the home
/// phone are of both, the rest is of the first.
fn partner_of(first: &mut PartyDraft, name: &super::name::NameOf) -> PartyDraft {
    let main = &mut first.party;
    if main.household_key.is_none() {
        main.household_key = Some(main.source_record_key.as_str().to_owned());
        main.household_basis = Some(HouseholdBasis::JointName);
    }
    let key = main.source_record_key.partner();
    let mut party = SourceParty {
        source_record_key: key.clone(),
        birth_date: None,
        birth_month_day: None,
        gender: None,
        deceased: false,
        deceased_date: None,
        extra: None,
        ..main.clone()
    };
    name.write_to(&mut party);
    party.kind = PartyKind::Person;
    let mut partner = PartyDraft { party, emails: Vec::new(), phones: Vec::new(), addresses: first.addresses.clone() };
    partner.phones = first.phones.iter().filter(|phone| phone.contact_use == ContactUse::Home).cloned().collect();
    for (place, phone) in partner.phones.iter_mut().enumerate() {
        phone.source_record_key = key.clone();
        phone.position = super::next_position(place);
    }
    for address in &mut partner.addresses {
        address.source_record_key = key.clone();
    }
    partner
}
