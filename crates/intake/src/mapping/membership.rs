//! `[membership]` and `[[consent]]`: terms, and what people said about being contacted.

use super::MappingError;
use super::columns::{ColumnId, regex};
use super::condition::Condition;
use super::document::Section;
use super::fields::{Field, Names, allowed_word};
use super::party::{Key, Moment};
use super::words;
use records::kinds::{Channel, ConsentState, MembershipStatus};
use regex::Regex;
use std::collections::BTreeMap;

/// `[membership]`
#[derive(Debug, Clone)]
pub(crate) struct Membership {
    pub(crate) when: Option<Condition>,
    pub(crate) member: Key,
    pub(crate) level: Field,
    pub(crate) status: Field,
    pub(crate) join_date: Field,
    pub(crate) start_date: Field,
    pub(crate) end_date: Field,
    pub(crate) dues: Field,
    pub(crate) currency: Field,
    /// Words in the end column that mean "never ends" (lower case).
    pub(crate) lifetime: Vec<String>,
    /// The end column holds the day after the last day.
    pub(crate) end_is_exclusive: bool,
    pub(crate) notes: Option<TermNotes>,
}

/// `[membership.notes]`: earlier terms that a text column tells.
#[derive(Debug, Clone)]
pub(crate) struct TermNotes {
    pub(crate) column: ColumnId,
    /// Finds one term; its groups are `start` and `end`.
    pub(crate) pattern: Regex,
    pub(crate) end_is_exclusive: bool,
}

/// `[[consent]]`
#[derive(Debug, Clone)]
pub(crate) struct Consent {
    pub(crate) when: Option<Condition>,
    pub(crate) subject: Subject,
    pub(crate) state: ConsentState,
    /// The first of these that holds something.
    pub(crate) at: Vec<Moment>,
    pub(crate) evidence: Evidence,
    pub(crate) scope: Field,
}

/// About which channels a row speaks.
#[derive(Debug, Clone)]
pub(crate) enum Subject {
    /// About one.
    Channel(Channel),
    /// About those that the words of a list column mean.
    Codes { column: ColumnId, separators: Vec<char>, channels: BTreeMap<String, Channel> },
}

/// What says so.
#[derive(Debug, Clone)]
pub(crate) enum Evidence {
    /// The heading of a column, as the source spells it.
    Heading(ColumnId),
    /// The name of the file.
    FileName,
}

const MEMBERSHIP_KEYS: [&str; 12] = [
    "when",
    "member",
    "level",
    "status",
    "join_date",
    "start_date",
    "end_date",
    "end_is_exclusive",
    "lifetime",
    "dues",
    "currency",
    "notes",
];

impl Membership {
    /// Reads `[membership]`.
    pub(crate) fn parse(section: Section<'_>, names: Names<'_>) -> Result<Self, MappingError> {
        section.allow(&MEMBERSHIP_KEYS)?;
        Ok(Self {
            when: names.condition(section, "when")?,
            member: Key::parse(section, "member", names)?,
            level: names.field(section, "level")?,
            status: names.word(section, "status", &words(MembershipStatus::ALL, MembershipStatus::as_str))?,
            join_date: names.field(section, "join_date")?,
            start_date: names.required(section, "start_date")?,
            end_date: names.field(section, "end_date")?,
            dues: names.field(section, "dues")?,
            currency: names.field(section, "currency")?,
            lifetime: section.texts("lifetime")?.iter().map(|text| text.to_lowercase()).collect(),
            end_is_exclusive: section.flag("end_is_exclusive")?,
            notes: section.section("notes")?.map(|notes| TermNotes::parse(notes, names)).transpose()?,
        })
    }
}

impl TermNotes {
    fn parse(section: Section<'_>, names: Names<'_>) -> Result<Self, MappingError> {
        section.allow(&["column", "pattern", "end_is_exclusive"])?;
        let value = section.required("pattern")?;
        let pattern = regex(value)?;
        for group in ["start", "end"] {
            if !pattern.capture_names().flatten().any(|name| name == group) {
                return Err(value.error(format!("the pattern needs a group (?<{group}>…)")));
            }
        }
        let column = names.columns.of(section.required("column")?)?;
        Ok(Self { column, pattern, end_is_exclusive: section.flag("end_is_exclusive")? })
    }
}

impl Consent {
    /// Reads one `[[consent]]`.
    pub(crate) fn parse(section: Section<'_>, names: Names<'_>) -> Result<Self, MappingError> {
        section.allow(&["when", "channel", "codes", "separators", "channels", "state", "at", "evidence", "scope"])?;
        let subject = Subject::parse(section, names)?;
        let state = section.required("state")?;
        Ok(Self {
            when: names.condition(section, "when")?,
            evidence: Evidence::parse(section, names, &subject)?,
            subject,
            state: state.text()?.parse().map_err(|error| state.error(format!("{error}")))?,
            at: moments(section, names)?,
            scope: names.field(section, "scope")?,
        })
    }
}

fn moments(section: Section<'_>, names: Names<'_>) -> Result<Vec<Moment>, MappingError> {
    let columns = names.columns.of_list(section.get("at"))?;
    Ok(columns.into_iter().map(|date| Moment { date: Some(date), ..Moment::default() }).collect())
}

impl Subject {
    fn parse(section: Section<'_>, names: Names<'_>) -> Result<Self, MappingError> {
        let (channel, codes) = (section.get("channel"), section.get("codes"));
        let allowed = words(Channel::ALL, Channel::as_str);
        match (channel, codes) {
            (Some(value), None) => {
                let word = allowed_word(value, &allowed)?;
                word.parse().map(Self::Channel).map_err(|error| value.error(format!("{error}")))
            }
            (None, Some(column)) => {
                let mut channels = BTreeMap::new();
                for (code, value) in section.required("channels")?.section()?.entries() {
                    let word = allowed_word(value, &allowed)?;
                    channels
                        .insert(code.to_lowercase(), word.parse().map_err(|error| value.error(format!("{error}")))?);
                }
                let separators = section.text("separators")?.unwrap_or(";").chars().collect();
                Ok(Self::Codes { column: names.columns.of(column)?, separators, channels })
            }
            _ => Err(section.error("expected either `channel`, or `codes` and `channels`")),
        }
    }
}

impl Evidence {
    fn parse(section: Section<'_>, names: Names<'_>, subject: &Subject) -> Result<Self, MappingError> {
        match (section.get("evidence"), subject) {
            (Some(value), _) if value.text()? == "file_name" => Ok(Self::FileName),
            (Some(value), _) => names.columns.of(value).map(Self::Heading),
            (None, Subject::Codes { column, .. }) => Ok(Self::Heading(*column)),
            (None, Subject::Channel(_)) => Err(section.error("missing key `evidence`: a column, or \"file_name\"")),
        }
    }
}
