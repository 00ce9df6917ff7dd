//! The values of one row: texts, words of closed lists, dates, moments and amounts.
//!
//! In:  a row and the mapping's fields.
//! Out: typed values. What cannot be read is a [`Trouble`]: the caller refuses the row for it
//!      when the value must be there, or sets the cell aside: counted in the notes and kept in `extra`.

use super::draft::{Draft, Refusal};
use crate::mapping::{Answers, Choice, ColumnId, Field, Key, Moment, OnUnknown, Origin, Words, says_yes};
use crate::sheet::Row;
use jiff::tz::Offset;
use jiff::{Timestamp, civil::Date};
use records::keys::SourceRecordKey;
use records::values::{Currency, parse_date, parse_money, parse_timestamp};
use rust_decimal::Decimal;
use std::str::FromStr;

/// Why a value could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Trouble {
    /// The column, if one is to blame.
    pub(crate) column: Option<ColumnId>,
    /// What is wrong, without the value.
    pub(crate) reason: String,
}

/// A text and the column that gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) text: String,
    pub(crate) column: Option<ColumnId>,
}

/// Reads the values of one row and collects what the row gives.
#[derive(Debug)]
pub(crate) struct Reader<'row> {
    pub(crate) row: &'row Row<'row>,
    pub(crate) draft: Draft,
}

impl<'row> Reader<'row> {
    /// Starts with an empty draft.
    pub(crate) fn new(row: &'row Row<'row>) -> Self {
        Self { row, draft: Draft::default() }
    }

    /// The source system.
    pub(crate) fn source(&self) -> &'row str {
        &self.row.sheet.mapping.source
    }

    /// The text of a field; none when no choice holds something.
    pub(crate) fn text(&self, field: &Field) -> Result<Option<Found>, Trouble> {
        for choice in &field.choices {
            if choice.when.as_ref().is_some_and(|condition| !condition.holds(self.row)) {
                continue;
            }
            if let Some(found) = self.chosen(choice)? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    fn chosen(&self, choice: &Choice) -> Result<Option<Found>, Trouble> {
        let found = match &choice.origin {
            Origin::Constant(text) => Found { text: text.clone(), column: None },
            Origin::Column(column) => Found { text: self.row.text_of(*column).to_owned(), column: Some(*column) },
        };
        match &choice.words {
            _ if found.text.is_empty() => Ok(None),
            None => Ok(Some(found)),
            Some(words) => translated(found, words),
        }
    }

    /// The text of a field that is read or left out: an unknown word is set aside.
    pub(crate) fn optional_text(&mut self, field: &Field) -> Option<String> {
        let found = self.text(field);
        self.or_aside(found).flatten().map(|found| found.text)
    }

    /// A text that must be there.
    pub(crate) fn required_text(&self, field: &Field) -> Result<Found, Refusal> {
        self.text(field).map_err(|trouble| self.refusal(trouble))?.ok_or_else(|| self.missing(field))
    }

    /// A word of a closed list; none when the row says nothing.
    pub(crate) fn word<T: FromStr>(&self, field: &Field) -> Result<Option<T>, Refusal> {
        let Some(found) = self.text(field).map_err(|trouble| self.refusal(trouble))? else { return Ok(None) };
        let word = found.text.parse().map(Some);
        word.map_err(|_| self.refusal(Trouble { column: found.column, reason: "unknown word".to_owned() }))
    }

    /// Whether a field says yes.
    pub(crate) fn flag(&mut self, field: &Field) -> bool {
        self.optional_text(field).is_some_and(|text| says_yes(&text))
    }

    /// A date.
    pub(crate) fn date(&self, field: &Field) -> Result<Option<Date>, Trouble> {
        let Some(found) = self.text(field)? else { return Ok(None) };
        parse_date(&found.text, self.row.sheet.dates)
            .map_err(|error| Trouble { column: found.column, reason: error.to_string() })
    }

    /// A date that is read or left out.
    pub(crate) fn optional_date(&mut self, field: &Field) -> Option<Date> {
        let date = self.date(field);
        self.or_aside(date).flatten()
    }

    /// A date that must be there.
    pub(crate) fn required_date(&self, field: &Field) -> Result<Date, Refusal> {
        self.date(field).map_err(|trouble| self.refusal(trouble))?.ok_or_else(|| self.missing(field))
    }

    /// A point in time; a date alone is its midnight in UTC.
    pub(crate) fn moment(&self, moment: &Moment) -> Result<Option<Timestamp>, Trouble> {
        let Some(date) = moment.date else { return Ok(None) };
        let parts = [Some(date), moment.time, moment.zone].into_iter().flatten();
        let texts: Vec<&str> = parts.map(|column| self.row.text_of(column)).filter(|text| !text.is_empty()).collect();
        if self.row.text_of(date).is_empty() {
            return Ok(None);
        }
        parse_timestamp(&texts.join(" "), self.row.sheet.dates, Offset::UTC)
            .map_err(|error| Trouble { column: Some(date), reason: error.to_string() })
    }

    /// A point in time that is read or left out.
    pub(crate) fn optional_moment(&mut self, moment: &Moment) -> Option<Timestamp> {
        let found = self.moment(moment);
        self.or_aside(found).flatten()
    }

    /// An amount with its currency: of the cell, else `usual`.
    pub(crate) fn money(&self, field: &Field, usual: &Currency) -> Result<Option<(Decimal, Currency)>, Trouble> {
        let Some(found) = self.text(field)? else { return Ok(None) };
        let trouble = |error: records::values::MoneyError| Trouble { column: found.column, reason: error.to_string() };
        let money = parse_money(&found.text, &self.row.sheet.money).map_err(trouble)?;
        Ok(Some((money.amount, money.currency.unwrap_or_else(|| usual.clone()))))
    }

    /// An amount that is read or left out.
    pub(crate) fn optional_money(&mut self, field: &Field, usual: &Currency) -> Option<Decimal> {
        let money = self.money(field, usual);
        self.or_aside(money).flatten().map(|(amount, _)| amount)
    }

    /// An amount that must be there.
    pub(crate) fn required_money(&self, field: &Field, usual: &Currency) -> Result<(Decimal, Currency), Refusal> {
        self.money(field, usual).map_err(|trouble| self.refusal(trouble))?.ok_or_else(|| self.missing(field))
    }

    /// The currency that the row names, else the mapping's.
    pub(crate) fn currency(&self, field: &Field) -> Result<Currency, Refusal> {
        let Some(found) = self.text(field).map_err(|trouble| self.refusal(trouble))? else {
            return Ok(self.row.sheet.mapping.file.currency.clone());
        };
        Currency::parse(&found.text)
            .map_err(|error| self.refusal(Trouble { column: found.column, reason: error.to_string() }))
    }

    /// The name of a record that must be there.
    pub(crate) fn record_key(&self, key: &Key) -> Result<SourceRecordKey, Refusal> {
        match key {
            Key::Native(field) => Ok(SourceRecordKey::native(self.source(), &self.native_id(field)?)),
            Key::Identity(columns) => {
                let texts: Vec<&str> = columns.iter().map(|column| self.row.text_of(*column)).collect();
                Ok(SourceRecordKey::from_identity(self.source(), &texts))
            }
        }
    }

    /// An id that must be there, with all its digits.
    pub(crate) fn native_id(&self, field: &Field) -> Result<String, Refusal> {
        let found = self.required_text(field)?;
        if is_scientific(&found.text) {
            let reason = "id in scientific notation, its digits are lost".to_owned();
            return Err(self.refusal(Trouble { column: found.column, reason }));
        }
        Ok(found.text)
    }

    /// Sets the row aside for a trouble.
    pub(crate) fn refusal(&self, trouble: Trouble) -> Refusal {
        let column = trouble.column.map_or_else(String::new, |column| self.row.spelling(column).to_owned());
        Refusal { column, reason: trouble.reason }
    }

    fn missing(&self, field: &Field) -> Refusal {
        let column = field.columns().find(|column| self.row.sheet.has(*column)).or_else(|| field.columns().next());
        self.refusal(Trouble { column, reason: "missing".to_owned() })
    }

    /// The value, or none after its cell was counted and kept.
    pub(crate) fn or_aside<T>(&mut self, result: Result<T, Trouble>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(trouble) => {
                self.set_aside(&trouble);
                None
            }
        }
    }

    /// Counts an unreadable cell and keeps it in `extra`.
    pub(crate) fn set_aside(&mut self, trouble: &Trouble) {
        let Some(column) = trouble.column else { return };
        let heading = self.row.spelling(column).to_owned();
        self.draft.note(format!("cells of column `{heading}` left out ({}), kept in extra", trouble.reason));
        let cell = self.row.raw_text(column).to_owned();
        self.draft.extra.insert(heading, serde_json::Value::String(cell));
    }
}

fn translated(found: Found, words: &Words) -> Result<Option<Found>, Trouble> {
    let Found { text, column } = found;
    let meaning = words.meanings.get(&text.to_lowercase()).or(match &words.on_unknown {
        OnUnknown::Word(word) => Some(word),
        OnUnknown::Reject | OnUnknown::Nothing => None,
    });
    match meaning {
        Some(word) => Ok(Some(Found { text: word.clone(), column })),
        None if words.on_unknown == OnUnknown::Nothing => Ok(None),
        None => Err(Trouble { column, reason: "unknown word".to_owned() }),
    }
}

/// `1.8441583423E+10`: what a spreadsheet makes of a long id.
fn is_scientific(text: &str) -> bool {
    let Some((digits, exponent)) = text.split_once("E+") else { return false };
    let is_number = |part: &str, sign: char| {
        !part.is_empty() && part.chars().all(|letter| letter.is_ascii_digit() || letter == sign)
    };
    is_number(digits, '.') && is_number(exponent, '0')
}
