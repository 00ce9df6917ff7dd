//! `[party]`: who stands on a row.

use super::MappingError;
use super::columns::ColumnId;
use super::condition::Condition;
use super::document::Section;
use super::fields::{Field, Names};
use super::words;
use records::kinds::PartyKind;

/// How a row names a record of its source.
#[derive(Debug, Clone)]
pub(crate) enum Key {
    /// By the source's own id.
    Native(Field),
    /// By the columns that identify it, for sources that give no id.
    Identity(Vec<ColumnId>),
}

/// `[party]`
#[derive(Debug, Clone)]
pub(crate) struct Party {
    /// Rows without a party of their own do not pass.
    pub(crate) when: Option<Condition>,
    /// How the record is named.
    pub(crate) key: Key,
    /// Person, organisation, unknown.
    pub(crate) kind: Field,
    /// The parts of the name.
    pub(crate) name: NameFields,
    /// Date of birth.
    pub(crate) birth_date: Field,
    /// Birthday without year.
    pub(crate) birth_month_day: Field,
    /// As the source spells it.
    pub(crate) gender: Field,
    /// Yes or no.
    pub(crate) deceased: Field,
    /// When the person died.
    pub(crate) deceased_date: Field,
    /// The household that the source declares.
    pub(crate) household: Field,
    /// When the source made the record.
    pub(crate) created_at: Moment,
    /// When the source last changed the record.
    pub(crate) updated_at: Moment,
}

/// Where the parts of a name stand.
#[derive(Debug, Clone)]
pub(crate) struct NameFields {
    pub(crate) full: Field,
    pub(crate) prefix: Field,
    pub(crate) given: Field,
    pub(crate) middle: Field,
    pub(crate) family: Field,
    pub(crate) suffix: Field,
    pub(crate) preferred: Field,
    pub(crate) former_family: Field,
    pub(crate) organization: Field,
}

/// A point in time: one column, or a date with a time of day and a zone in columns of their own.
#[derive(Debug, Clone, Default)]
pub(crate) struct Moment {
    /// Date, or date and time.
    pub(crate) date: Option<ColumnId>,
    /// Time of day.
    pub(crate) time: Option<ColumnId>,
    /// The zone's name.
    pub(crate) zone: Option<ColumnId>,
}

const PARTY_KEYS: [&str; 20] = [
    "when",
    "key",
    "kind",
    "full_name",
    "prefix",
    "given_name",
    "middle_name",
    "family_name",
    "suffix",
    "preferred_name",
    "former_family_name",
    "organization_name",
    "birth_date",
    "birth_month_day",
    "gender",
    "deceased",
    "deceased_date",
    "household",
    "created_at",
    "updated_at",
];

impl Key {
    /// Reads a key: `"contact_id"`, a list of choices, or `{ identity = ["e_mail", "name"] }`.
    pub(crate) fn parse(section: Section<'_>, key: &str, names: Names<'_>) -> Result<Self, MappingError> {
        let value = section.required(key)?;
        let identity = value.as_section().filter(|table| table.get("identity").is_some());
        match identity {
            Some(table) => {
                table.allow(&["identity"])?;
                Ok(Self::Identity(names.columns.of_list(table.get("identity"))?))
            }
            None => names.required(section, key).map(Self::Native),
        }
    }
}

impl Party {
    /// Reads `[party]`.
    pub(crate) fn parse(section: Section<'_>, names: Names<'_>) -> Result<Self, MappingError> {
        section.allow(&PARTY_KEYS)?;
        Ok(Self {
            when: names.condition(section, "when")?,
            key: Key::parse(section, "key", names)?,
            kind: names.word(section, "kind", &words(PartyKind::ALL, PartyKind::as_str))?,
            name: NameFields::parse(section, names)?,
            birth_date: names.field(section, "birth_date")?,
            birth_month_day: names.field(section, "birth_month_day")?,
            gender: names.field(section, "gender")?,
            deceased: names.field(section, "deceased")?,
            deceased_date: names.field(section, "deceased_date")?,
            household: names.field(section, "household")?,
            created_at: Moment::parse(section, "created_at", names)?,
            updated_at: Moment::parse(section, "updated_at", names)?,
        })
    }
}

impl NameFields {
    fn parse(section: Section<'_>, names: Names<'_>) -> Result<Self, MappingError> {
        Ok(Self {
            full: names.field(section, "full_name")?,
            prefix: names.field(section, "prefix")?,
            given: names.field(section, "given_name")?,
            middle: names.field(section, "middle_name")?,
            family: names.field(section, "family_name")?,
            suffix: names.field(section, "suffix")?,
            preferred: names.field(section, "preferred_name")?,
            former_family: names.field(section, "former_family_name")?,
            organization: names.field(section, "organization_name")?,
        })
    }
}

impl Moment {
    /// Reads a moment: `"last_changed"`, or `{ date = "date", time = "time", zone = "zone" }`.
    pub(crate) fn parse(section: Section<'_>, key: &str, names: Names<'_>) -> Result<Self, MappingError> {
        let Some(value) = section.get(key) else { return Ok(Self::default()) };
        let Some(table) = value.as_section() else {
            return Ok(Self { date: Some(names.columns.of(value)?), ..Self::default() });
        };
        table.allow(&["date", "time", "zone"])?;
        let column = |key| table.get(key).map(|value| names.columns.of(value)).transpose();
        Ok(Self {
            date: Some(names.columns.of(table.required("date")?)?),
            time: column("time")?,
            zone: column("zone")?,
        })
    }
}
