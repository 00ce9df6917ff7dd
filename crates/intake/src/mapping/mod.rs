//! The mapping language: everything that donorlake knows about one kind of file of one source.
//!
//! In:  the text of `schemas/sources/<id>.toml`; the language is described in the README there.
//! Out: a [`Mapping`], checked completely: a mapping that parses names only columns, words and
//!      transforms that exist. The first mistake is told with file, line and what is allowed.

mod columns;
mod condition;
mod contact;
mod document;
mod fields;
mod file;
mod giving;
mod membership;
mod party;
#[cfg(test)]
mod tests;

pub(crate) use columns::{Column, ColumnId, Columns};
pub(crate) use condition::{Answers, Condition, says_yes};
pub(crate) use contact::{AddressColumns, ContactGroup, ContactKind, EmailColumn, PhoneColumn};
pub(crate) use fields::{Choice, Field, OnUnknown, Origin, Words};
pub(crate) use file::{Decimal, Detect, Emission, Fate, FileForm, Footer, Keep, RowRule, Total};
pub(crate) use giving::{Adjustment, Commitment, Gift, SoftCredit, columns_of};
pub(crate) use membership::{Consent, Evidence, Membership, Subject, TermNotes};
pub(crate) use party::{Key, Moment, NameFields, Party};

use document::{Document, Section};
use fields::Names;
use toml::de::DeTable;

/// What is wrong with a mapping, and where. No file is read with a mapping that has an error.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{mapping}.toml line {line}: {message}")]
pub struct MappingError {
    /// The mapping's id: its file name without `.toml`.
    pub mapping: String,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong, and what is allowed.
    pub message: String,
}

/// Everything that donorlake knows about one kind of file of one source.
#[derive(Debug, Clone)]
pub struct Mapping {
    pub(crate) id: String,
    pub(crate) version: String,
    pub(crate) source: String,
    pub(crate) title: String,
    pub(crate) grain: String,
    pub(crate) columns: Columns,
    pub(crate) detect: Detect,
    pub(crate) file: FileForm,
    pub(crate) footers: Vec<Footer>,
    pub(crate) rows: Vec<RowRule>,
    pub(crate) keep: Keep,
    pub(crate) party: Option<Party>,
    pub(crate) emails: Vec<EmailColumn>,
    pub(crate) phones: Vec<PhoneColumn>,
    pub(crate) addresses: Vec<AddressColumns>,
    pub(crate) contacts: Vec<ContactGroup>,
    pub(crate) gift: Option<Gift>,
    pub(crate) soft_credits: Vec<SoftCredit>,
    pub(crate) adjustment: Option<Adjustment>,
    pub(crate) commitment: Option<Commitment>,
    pub(crate) membership: Option<Membership>,
    pub(crate) consents: Vec<Consent>,
}

const KEYS: [&str; 20] = [
    "version",
    "source",
    "title",
    "grain",
    "columns",
    "detect",
    "file",
    "footer",
    "row",
    "keep",
    "party",
    "email",
    "phone",
    "address",
    "contact",
    "gift",
    "soft_credit",
    "adjustment",
    "commitment",
    "membership",
];

impl Mapping {
    /// Reads a mapping. `id` is its file name without `.toml`.
    ///
    /// # Errors
    /// When anything in it is unknown, missing or of the wrong form; tells the line and what is allowed.
    pub fn parse(id: &str, toml: &str) -> Result<Self, MappingError> {
        let document = Document { id, text: toml };
        let table = DeTable::parse(toml).map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start);
            document.error_at(offset, format!("no valid TOML: {}", error.message().replace('\n', ", ")))
        })?;
        let root = Section::root(document, table.get_ref());
        let columns = Columns::parse(root.required("columns")?.section()?)?;
        let mapping = Self::parse_sections(id, root, Names { columns: &columns })?;
        mapping.check(root)?;
        Ok(Self { columns, ..mapping })
    }

    fn parse_sections(id: &str, root: Section<'_>, names: Names<'_>) -> Result<Self, MappingError> {
        let mut keys = KEYS.to_vec();
        keys.push("consent");
        root.allow(&keys)?;
        let text = |key| -> Result<String, MappingError> { Ok(root.required(key)?.text()?.to_owned()) };
        Ok(Self {
            id: id.to_owned(),
            version: text("version")?,
            source: text("source")?,
            title: text("title")?,
            grain: text("grain")?,
            columns: Columns::default(),
            detect: Detect::parse(root.required("detect")?.section()?, names)?,
            file: FileForm::parse(root.required("file")?.section()?)?,
            footers: each(root, "footer", |section| Footer::parse(section, names))?,
            rows: each(root, "row", |section| RowRule::parse(section, names))?,
            keep: one(root, "keep", Keep::parse)?.unwrap_or_default(),
            party: one(root, "party", |section| Party::parse(section, names))?,
            emails: each(root, "email", |section| EmailColumn::parse(section, names))?,
            phones: each(root, "phone", |section| PhoneColumn::parse(section, names))?,
            addresses: each(root, "address", |section| AddressColumns::parse(section, names))?,
            contacts: each(root, "contact", |section| ContactGroup::parse(section, names))?,
            gift: one(root, "gift", |section| Gift::parse(section, names))?,
            soft_credits: each(root, "soft_credit", |section| SoftCredit::parse(section, names))?,
            adjustment: one(root, "adjustment", |section| Adjustment::parse(section, names))?,
            commitment: one(root, "commitment", |section| Commitment::parse(section, names))?,
            membership: one(root, "membership", |section| Membership::parse(section, names))?,
            consents: each(root, "consent", |section| Consent::parse(section, names))?,
        })
    }

    /// What no section can see alone.
    fn check(&self, root: Section<'_>) -> Result<(), MappingError> {
        for rule in &self.rows {
            let Fate::Emit(emissions) = &rule.fate else { continue };
            if let Some(missing) = emissions.iter().find(|emission| !self.has(**emission)) {
                let name = missing.name();
                let at = root.required("row")?;
                return Err(at.error(format!("a row rule emits `{name}`, but the mapping has no section [{name}]")));
            }
        }
        let needs_party = !self.consents.is_empty() || !self.emails.is_empty() || !self.phones.is_empty();
        if needs_party && self.party.is_none() {
            return Err(root.error("missing section [party]: e-mails, phones and consents belong to one"));
        }
        Ok(())
    }

    fn has(&self, emission: Emission) -> bool {
        match emission {
            Emission::Party => self.party.is_some(),
            Emission::Gift => self.gift.is_some(),
            Emission::Adjustment => self.adjustment.is_some(),
            Emission::Commitment => self.commitment.is_some(),
            Emission::Membership => self.membership.is_some(),
            Emission::Consent => !self.consents.is_empty(),
        }
    }

    /// The delimiters to try on a text: the pinned one, else all, the likeliest first.
    pub(crate) fn delimiters(&self, text: &str) -> Vec<char> {
        self.file.delimiter.map_or_else(|| crate::table::likely_delimiters(text).to_vec(), |delimiter| vec![delimiter])
    }

    /// The columns that hold amounts.
    pub(crate) fn money_columns(&self) -> Vec<ColumnId> {
        let mut fields: Vec<&Field> = Vec::new();
        fields.extend(self.gift.iter().flat_map(|gift| [&gift.amount, &gift.fee, &gift.fund_amount]));
        fields.extend(self.adjustment.iter().map(|adjustment| &adjustment.amount));
        fields.extend(self.commitment.iter().flat_map(|promise| [&promise.amount_per_period, &promise.total_pledged]));
        fields.extend(self.membership.iter().map(|membership| &membership.dues));
        columns_of(&fields)
    }

    /// The columns that hold dates.
    pub(crate) fn date_columns(&self) -> Vec<ColumnId> {
        let mut fields: Vec<&Field> = Vec::new();
        fields.extend(self.party.iter().flat_map(|party| [&party.birth_date, &party.deceased_date]));
        fields.extend(self.gift.iter().flat_map(|gift| [&gift.date, &gift.received_date, &gift.posted_date]));
        fields.extend(self.adjustment.iter().map(|adjustment| &adjustment.date));
        fields.extend(self.commitment.iter().flat_map(|promise| [&promise.start_date, &promise.end_date]));
        fields.extend(self.membership.iter().flat_map(|term| [&term.join_date, &term.start_date, &term.end_date]));
        let moments = self.party.iter().flat_map(|party| [party.created_at.date, party.updated_at.date]).flatten();
        columns_of(&fields).into_iter().chain(moments).collect()
    }

    /// The mapping's file name without `.toml`.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The source system that the mapping reads.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// What kind of file it reads, in words for people.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What one row of such a file stands for.
    #[must_use]
    pub fn grain(&self) -> &str {
        &self.grain
    }

    /// The mapping and its version, as a staged file names them: `salesforce_contacts@2026-11`.
    #[must_use]
    pub fn label(&self) -> String {
        format!("{}@{}", self.id, self.version)
    }
}

fn one<T>(
    root: Section<'_>,
    key: &str,
    parse: impl Fn(Section<'_>) -> Result<T, MappingError>,
) -> Result<Option<T>, MappingError> {
    root.section(key)?.map(parse).transpose()
}

fn each<T>(
    root: Section<'_>,
    key: &str,
    parse: impl Fn(Section<'_>) -> Result<T, MappingError>,
) -> Result<Vec<T>, MappingError> {
    root.sections(key)?.into_iter().map(parse).collect()
}

/// The text forms of a closed list.
pub(crate) fn words<T: Copy>(all: &[T], text: fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().copied().map(text).collect()
}
