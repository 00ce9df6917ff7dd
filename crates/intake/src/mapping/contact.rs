//! `[[email]]`, `[[phone]]`, `[[address]]`, `[[contact]]`: how to reach who stands on a row.

use super::MappingError;
use super::columns::ColumnId;
use super::condition::Condition;
use super::document::Section;
use super::fields::{Field, Names, allowed_word};
use super::words;
use records::kinds::{ContactUse, EmailStatus};
use std::collections::BTreeMap;

/// `[[email]]`
#[derive(Debug, Clone)]
pub(crate) struct EmailColumn {
    pub(crate) column: ColumnId,
    pub(crate) contact_use: ContactUse,
    pub(crate) status: Field,
    pub(crate) first_when: Option<Condition>,
}

/// `[[phone]]`
#[derive(Debug, Clone)]
pub(crate) struct PhoneColumn {
    pub(crate) column: ColumnId,
    pub(crate) contact_use: ContactUse,
    pub(crate) first_when: Option<Condition>,
}

/// `[[address]]`
#[derive(Debug, Clone)]
pub(crate) struct AddressColumns {
    pub(crate) street: Field,
    pub(crate) street_2: Field,
    pub(crate) city: Field,
    pub(crate) region: Field,
    pub(crate) postal_code: Field,
    pub(crate) country: Field,
    pub(crate) one_line: Field,
    pub(crate) contact_use: ContactUse,
    pub(crate) undeliverable: Option<Condition>,
}

/// `[[contact]]`: numbered groups of columns that hold phones and e-mail addresses alike.
#[derive(Debug, Clone)]
pub(crate) struct ContactGroup {
    pub(crate) value: ColumnId,
    pub(crate) kind: ColumnId,
    pub(crate) unless: Option<ColumnId>,
    /// Source's word in lower case → what it is.
    pub(crate) kinds: BTreeMap<String, ContactKind>,
}

/// What a cell of a [`ContactGroup`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ContactKind {
    /// An e-mail address.
    Email(ContactUse),
    /// A phone.
    Phone(ContactUse),
}

fn contact_use(section: Section<'_>) -> Result<ContactUse, MappingError> {
    let Some(value) = section.get("use") else { return Ok(ContactUse::Other) };
    value.text()?.parse().map_err(|error| value.error(format!("{error}")))
}

impl EmailColumn {
    /// Reads one `[[email]]`.
    pub(crate) fn parse(section: Section<'_>, names: Names<'_>) -> Result<Self, MappingError> {
        section.allow(&["column", "use", "status", "first_when"])?;
        Ok(Self {
            column: names.columns.of(section.required("column")?)?,
            contact_use: contact_use(section)?,
            status: names.word(section, "status", &words(EmailStatus::ALL, EmailStatus::as_str))?,
            first_when: names.condition(section, "first_when")?,
        })
    }
}

impl PhoneColumn {
    /// Reads one `[[phone]]`.
    pub(crate) fn parse(section: Section<'_>, names: Names<'_>) -> Result<Self, MappingError> {
        section.allow(&["column", "use", "first_when"])?;
        Ok(Self {
            column: names.columns.of(section.required("column")?)?,
            contact_use: contact_use(section)?,
            first_when: names.condition(section, "first_when")?,
        })
    }
}

impl AddressColumns {
    /// Reads one `[[address]]`.
    pub(crate) fn parse(section: Section<'_>, names: Names<'_>) -> Result<Self, MappingError> {
        section.allow(&[
            "street",
            "street_2",
            "city",
            "region",
            "postal_code",
            "country",
            "one_line",
            "use",
            "undeliverable_when",
        ])?;
        Ok(Self {
            street: names.field(section, "street")?,
            street_2: names.field(section, "street_2")?,
            city: names.field(section, "city")?,
            region: names.field(section, "region")?,
            postal_code: names.field(section, "postal_code")?,
            country: names.field(section, "country")?,
            one_line: names.field(section, "one_line")?,
            contact_use: contact_use(section)?,
            undeliverable: names.condition(section, "undeliverable_when")?,
        })
    }
}

impl ContactGroup {
    /// Reads one `[[contact]]`.
    pub(crate) fn parse(section: Section<'_>, names: Names<'_>) -> Result<Self, MappingError> {
        section.allow(&["value", "type", "unless", "types"])?;
        let mut kinds = BTreeMap::new();
        for (word, meaning) in section.required("types")?.section()?.entries() {
            let known = allowed_word(meaning, &KINDS.map(|(name, _)| name))?;
            let kind = KINDS.iter().find(|(name, _)| *name == known).map(|(_, kind)| *kind);
            kinds.extend(kind.map(|kind| (word.to_lowercase(), kind)));
        }
        Ok(Self {
            value: names.columns.of(section.required("value")?)?,
            kind: names.columns.of(section.required("type")?)?,
            unless: section.get("unless").map(|value| names.columns.of(value)).transpose()?,
            kinds,
        })
    }
}

const KINDS: [(&str, ContactKind); 8] = [
    ("email.home", ContactKind::Email(ContactUse::Home)),
    ("email.work", ContactKind::Email(ContactUse::Work)),
    ("email.other", ContactKind::Email(ContactUse::Other)),
    ("phone.home", ContactKind::Phone(ContactUse::Home)),
    ("phone.mobile", ContactKind::Phone(ContactUse::Mobile)),
    ("phone.work", ContactKind::Phone(ContactUse::Work)),
    ("phone.fax", ContactKind::Phone(ContactUse::Fax)),
    ("phone.other", ContactKind::Phone(ContactUse::Other)),
];
