//! `[[email]]`, `[[phone]]`, `[[address]]`, `[[contact]]` of one row: how to reach a party.

use super::draft::PartyDraft;
use super::one_line;
use super::reader::{Reader, Trouble};
use crate::mapping::{
    AddressColumns, Answers, ColumnId, ContactGroup, ContactKind, EmailColumn, PhoneColumn, says_yes,
};
use records::kinds::{ContactUse, EmailStatus};
use records::staged::{SourceAddress, SourceEmail, SourcePhone};
use records::values::{AddressParts, EmailAddress, EmailError, PhoneError, PhoneNumber, PostalAddress, split_cell};

impl Reader<'_> {
    /// Adds to a party all contact points of the row, the preferred ones first, each once.
    pub(crate) fn contacts(&mut self, party: &mut PartyDraft) {
        let mapping = self.row.sheet.mapping;
        for section in first_then_rest(&mapping.emails, |section| self.prefers(section.first_when.as_ref())) {
            self.email_column(section, party);
        }
        for section in first_then_rest(&mapping.phones, |section| self.prefers(section.first_when.as_ref())) {
            self.phone_column(section, party);
        }
        for section in &mapping.contacts {
            self.contact_group(section, party);
        }
        for section in &mapping.addresses {
            self.address(section, party);
        }
    }

    fn prefers(&self, condition: Option<&crate::mapping::Condition>) -> bool {
        condition.is_some_and(|condition| condition.holds(self.row))
    }

    fn email_column(&mut self, section: &EmailColumn, party: &mut PartyDraft) {
        let status = self.optional_text(&section.status).and_then(|word| word.parse().ok());
        let text = self.row.text_of(section.column).to_owned();
        self.emails(&text, section.column, section.contact_use, status.unwrap_or(EmailStatus::Active), party);
    }

    fn phone_column(&mut self, section: &PhoneColumn, party: &mut PartyDraft) {
        let text = self.row.text_of(section.column).to_owned();
        self.phones(&text, section.column, section.contact_use, party);
    }

    fn contact_group(&mut self, section: &ContactGroup, party: &mut PartyDraft) {
        let kinds = self.row.texts_of(section.kind);
        let inactive = section.unless.map(|column| self.row.texts_of(column)).unwrap_or_default();
        for (number, text) in self.row.texts_of(section.value) {
            let is_inactive = inactive.iter().any(|(place, word)| *place == number && says_yes(word));
            let word = kinds.iter().find(|(place, _)| *place == number).map(|(_, word)| word.to_lowercase());
            let kind = word.and_then(|word| section.kinds.get(&word).copied());
            match kind {
                _ if is_inactive => {}
                Some(ContactKind::Email(usage)) => self.emails(&text, section.value, usage, EmailStatus::Active, party),
                Some(ContactKind::Phone(usage)) => self.phones(&text, section.value, usage, party),
                None => {
                    let reason = "a type that the mapping does not know".to_owned();
                    self.set_aside(&Trouble { column: Some(section.value), reason });
                }
            }
        }
    }

    fn emails(&mut self, text: &str, column: ColumnId, usage: ContactUse, status: EmailStatus, party: &mut PartyDraft) {
        if text.is_empty() {
            return;
        }
        let texts = match EmailAddress::parse(text) {
            Err(EmailError::Several) => split_cell(text),
            _ => vec![text],
        };
        for part in texts {
            match EmailAddress::parse(part) {
                Ok(address) => self.email(address, usage, status, party),
                Err(error) => self.set_aside(&Trouble { column: Some(column), reason: error.to_string() }),
            }
        }
    }

    fn email(&mut self, address: EmailAddress, contact_use: ContactUse, status: EmailStatus, party: &mut PartyDraft) {
        if party.emails.iter().any(|known| known.address == address) {
            return;
        }
        party.emails.push(SourceEmail {
            source_record_key: party.party.source_record_key.clone(),
            address,
            contact_use,
            status,
            position: next_position(party.emails.len()),
            file_id: self.row.sheet.file_id.clone(),
            line: self.row.line,
        });
    }

    fn phones(&mut self, text: &str, column: ColumnId, usage: ContactUse, party: &mut PartyDraft) {
        if text.is_empty() {
            return;
        }
        let country = self.row.sheet.mapping.file.country.as_str();
        let texts = match PhoneNumber::parse(text, country) {
            Err(PhoneError::Several) => split_cell(text),
            _ => vec![text],
        };
        for part in texts {
            match PhoneNumber::parse(part, country) {
                Ok(phone) => self.phone(phone.number, phone.extension, usage, party),
                Err(error) => self.set_aside(&Trouble { column: Some(column), reason: error.to_string() }),
            }
        }
    }

    fn phone(
        &mut self,
        number: PhoneNumber,
        extension: Option<String>,
        contact_use: ContactUse,
        party: &mut PartyDraft,
    ) {
        if party.phones.iter().any(|known| known.number == number && known.extension == extension) {
            return;
        }
        party.phones.push(SourcePhone {
            source_record_key: party.party.source_record_key.clone(),
            number,
            extension,
            contact_use,
            position: next_position(party.phones.len()),
            file_id: self.row.sheet.file_id.clone(),
            line: self.row.line,
        });
    }

    fn address(&mut self, section: &AddressColumns, party: &mut PartyDraft) {
        let fields = [
            &section.street,
            &section.street_2,
            &section.city,
            &section.region,
            &section.postal_code,
            &section.country,
        ];
        let mut texts = fields.map(|field| self.optional_text(field).unwrap_or_default());
        if let Some(line) = self.optional_text(&section.one_line) {
            texts = one_line::split(&line);
        }
        let [street, street_2, city, region, postal_code, country] = &texts;
        let cells = AddressParts { street, street_2, city, region, postal_code, country };
        let Some(parsed) = PostalAddress::parse(&cells, &self.row.sheet.mapping.file.country) else { return };
        if parsed.repaired_postal_code {
            self.draft.note("postal codes repaired");
        }
        if parsed.unreadable_country {
            let reason = "not a country".to_owned();
            self.set_aside(&Trouble { column: section.country.columns().next(), reason });
        }
        let undeliverable = section.undeliverable.as_ref().is_some_and(|condition| condition.holds(self.row));
        party.addresses.push(SourceAddress {
            source_record_key: party.party.source_record_key.clone(),
            street: parsed.address.street,
            street_2: parsed.address.street_2,
            city: parsed.address.city,
            region: parsed.address.region,
            postal_code: parsed.address.postal_code,
            country: parsed.address.country,
            contact_use: section.contact_use,
            undeliverable,
            position: next_position(party.addresses.len()),
            file_id: self.row.sheet.file_id.clone(),
            line: self.row.line,
        });
    }
}

/// Positions count from 1.
pub(crate) fn next_position(known: usize) -> i64 {
    i64::try_from(known).unwrap_or(i64::MAX - 1) + 1
}

/// The sections that a row prefers, then the others, each in the mapping's order.
fn first_then_rest<T>(sections: &[T], prefers: impl Fn(&T) -> bool) -> Vec<&T> {
    let (mut first, rest): (Vec<&T>, Vec<&T>) = sections.iter().partition(|section| prefers(section));
    first.extend(rest);
    first
}
