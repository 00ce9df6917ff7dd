//! `[detect]`, `[file]`, `[[footer]]`, `[[row]]`, `[keep]`: which file it is, how it is written,
//! and what becomes of its rows before their values are read.

use super::MappingError;
use super::columns::{ColumnId, regex};
use super::condition::Condition;
use super::document::{Section, Value};
use super::fields::Names;
use crate::table::normalise;
use encoding_rs::Encoding;
use records::values::{Currency, DateOrder};
use regex::Regex;

/// `[detect]`: how a file of this kind is recognised.
#[derive(Debug, Clone)]
pub(crate) struct Detect {
    /// Patterns of file names that speak for this kind.
    pub(crate) file_name: Vec<Regex>,
    /// Without a fitting file name the file is refused, with this advice.
    pub(crate) file_name_advice: Option<String>,
    /// Columns that the header must have.
    pub(crate) require: Vec<ColumnId>,
    /// Columns that speak for this kind.
    pub(crate) prefer: Vec<ColumnId>,
    /// Normalised headings that this kind never has.
    pub(crate) forbid: Vec<String>,
}

/// `[file]`: how the file is written.
#[derive(Debug, Clone)]
pub(crate) struct FileForm {
    /// For bytes that are neither UTF-8 nor UTF-16; none: guessed.
    pub(crate) encoding: Option<&'static Encoding>,
    /// None: sniffed.
    pub(crate) delimiter: Option<char>,
    /// The header stands within this many rows.
    pub(crate) header_within: usize,
    /// None: detected from the values.
    pub(crate) date_order: Option<DateOrder>,
    /// Used when the values do not tell.
    pub(crate) usual_date_order: DateOrder,
    /// The decimal sign, if the mapping pins it.
    pub(crate) decimal: Decimal,
    /// The currency of amounts that name none.
    pub(crate) currency: Currency,
    /// The country of addresses and phones that name none.
    pub(crate) country: String,
    /// Cells that hold one of these (lower case) hold nothing.
    pub(crate) null_values: Vec<String>,
}

/// Which letter stands before the cents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Decimal {
    /// Detected from the values.
    Auto,
    /// `1,234.56`
    Point,
    /// `1.234,56`
    Comma,
}

/// `[[footer]]`: rows that are no data, told by their first cell that is not empty.
#[derive(Debug, Clone)]
pub(crate) struct Footer {
    pub(crate) first_cell: Regex,
    pub(crate) reason: String,
    pub(crate) total: Option<Total>,
}

/// What a footer says about the rows above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Total {
    /// The pattern's first group is the number of rows.
    Rows,
    /// The footer's cell in this column is the sum of the rows' cells.
    Sum(ColumnId),
}

/// `[[row]]`: the first rule whose condition holds decides what becomes of a row.
#[derive(Debug, Clone)]
pub(crate) struct RowRule {
    pub(crate) when: Option<Condition>,
    pub(crate) fate: Fate,
}

/// What becomes of a row.
#[derive(Debug, Clone)]
pub(crate) enum Fate {
    /// No data, for this reason.
    NotData(String),
    /// Set aside, for this reason, because of this column.
    Reject(ColumnId, String),
    /// These sections read it.
    Emit(Vec<Emission>),
}

/// A section that reads rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Emission {
    /// `[party]` and how to reach it.
    Party,
    /// `[gift]` and its credits.
    Gift,
    /// `[adjustment]`
    Adjustment,
    /// `[commitment]`
    Commitment,
    /// `[membership]`
    Membership,
    /// `[[consent]]`
    Consent,
}

/// `[keep]`: what becomes of columns that no section names.
#[derive(Debug, Clone, Default)]
pub(crate) struct Keep {
    /// Normalised headings that are kept nowhere.
    pub(crate) forget: Vec<String>,
    /// Normalised headings whose cells are lists in quotes.
    pub(crate) lists: Vec<String>,
}

const EMISSIONS: [(&str, Emission); 6] = [
    ("party", Emission::Party),
    ("gift", Emission::Gift),
    ("adjustment", Emission::Adjustment),
    ("commitment", Emission::Commitment),
    ("membership", Emission::Membership),
    ("consent", Emission::Consent),
];

impl Emission {
    /// The section's name.
    pub(crate) fn name(self) -> &'static str {
        EMISSIONS.iter().find(|(_, emission)| *emission == self).map_or("", |(name, _)| name)
    }
}

impl Detect {
    /// Reads `[detect]`.
    pub(crate) fn parse(section: Section<'_>, names: Names<'_>) -> Result<Self, MappingError> {
        section.allow(&["file_name", "file_name_advice", "require", "prefer", "forbid"])?;
        let patterns = section.get("file_name").map(|value| value.list()).unwrap_or_default();
        Ok(Self {
            file_name: patterns.into_iter().map(regex).collect::<Result<_, _>>()?,
            file_name_advice: section.text("file_name_advice")?.map(str::to_owned),
            require: names.columns.of_list(Some(section.required("require")?))?,
            prefer: names.columns.of_list(section.get("prefer"))?,
            forbid: section.texts("forbid")?.iter().map(|heading| normalise(heading)).collect(),
        })
    }
}

impl FileForm {
    /// Reads `[file]`.
    pub(crate) fn parse(section: Section<'_>) -> Result<Self, MappingError> {
        section.allow(&[
            "encoding",
            "delimiter",
            "header_within",
            "date_order",
            "usual_date_order",
            "decimal",
            "currency",
            "country",
            "null_values",
        ])?;
        let currency = section.required("currency")?;
        Ok(Self {
            encoding: section.get("encoding").map(encoding).transpose()?.flatten(),
            delimiter: section.get("delimiter").map(delimiter).transpose()?.flatten(),
            header_within: section.get("header_within").map_or(Ok(30), |value| value.count())?,
            date_order: section.get("date_order").map(date_order).transpose()?.flatten(),
            usual_date_order: section
                .get("usual_date_order")
                .map(date_order)
                .transpose()?
                .flatten()
                .unwrap_or(DateOrder::MonthDay),
            decimal: section.get("decimal").map_or(Ok(Decimal::Auto), decimal)?,
            currency: Currency::parse(currency.text()?).map_err(|error| currency.error(error.to_string()))?,
            country: section.required("country")?.text()?.to_owned(),
            null_values: section.texts("null_values")?.iter().map(|text| text.to_lowercase()).collect(),
        })
    }
}

fn encoding(value: Value<'_>) -> Result<Option<&'static Encoding>, MappingError> {
    match value.text()? {
        "auto" => Ok(None),
        label => match Encoding::for_label(label.as_bytes()) {
            Some(encoding) => Ok(Some(encoding)),
            None => Err(value.error(format!("unknown encoding `{label}`; expected auto, windows-1252, macintosh, …"))),
        },
    }
}

fn delimiter(value: Value<'_>) -> Result<Option<char>, MappingError> {
    match value.text()? {
        "auto" => Ok(None),
        "," => Ok(Some(',')),
        ";" => Ok(Some(';')),
        "\t" => Ok(Some('\t')),
        "|" => Ok(Some('|')),
        _ => Err(value.error("unknown delimiter; expected one of: \"auto\", \",\", \";\", \"\\t\", \"|\"")),
    }
}

fn date_order(value: Value<'_>) -> Result<Option<DateOrder>, MappingError> {
    match value.text()? {
        "auto" => Ok(None),
        "month_day" => Ok(Some(DateOrder::MonthDay)),
        "day_month" => Ok(Some(DateOrder::DayMonth)),
        "year_month" => Ok(Some(DateOrder::YearMonth)),
        other => Err(value
            .error(format!("unknown date order `{other}`; expected one of: auto, month_day, day_month, year_month"))),
    }
}

fn decimal(value: Value<'_>) -> Result<Decimal, MappingError> {
    match value.text()? {
        "auto" => Ok(Decimal::Auto),
        "point" => Ok(Decimal::Point),
        "comma" => Ok(Decimal::Comma),
        other => Err(value.error(format!("unknown decimal sign `{other}`; expected one of: auto, point, comma"))),
    }
}

impl Footer {
    /// Reads one `[[footer]]`.
    pub(crate) fn parse(section: Section<'_>, names: Names<'_>) -> Result<Self, MappingError> {
        section.allow(&["first_cell", "reason", "counts_rows", "sums"])?;
        let total = match (section.flag("counts_rows")?, section.get("sums")) {
            (true, None) => Some(Total::Rows),
            (false, Some(column)) => Some(Total::Sum(names.columns.of(column)?)),
            (false, None) => None,
            (true, Some(value)) => return Err(value.error("expected either `counts_rows` or `sums`")),
        };
        Ok(Self {
            first_cell: regex(section.required("first_cell")?)?,
            reason: section.required("reason")?.text()?.to_owned(),
            total,
        })
    }
}

impl RowRule {
    /// Reads one `[[row]]`.
    pub(crate) fn parse(section: Section<'_>, names: Names<'_>) -> Result<Self, MappingError> {
        section.allow(&["when", "not_data", "reject", "column", "emit"])?;
        let fate = match (section.text("not_data")?, section.text("reject")?, section.get("emit")) {
            (Some(reason), None, None) => Fate::NotData(reason.to_owned()),
            (None, Some(reason), None) => {
                Fate::Reject(names.columns.of(section.required("column")?)?, reason.to_owned())
            }
            (None, None, Some(list)) => Fate::Emit(list.list().into_iter().map(emission).collect::<Result<_, _>>()?),
            _ => return Err(section.error("expected one of: not_data, reject, emit")),
        };
        Ok(Self { when: names.condition(section, "when")?, fate })
    }
}

fn emission(value: Value<'_>) -> Result<Emission, MappingError> {
    let word = value.text()?;
    let known = EMISSIONS.iter().find(|(name, _)| *name == word).map(|(_, emission)| *emission);
    known.ok_or_else(|| {
        let names = EMISSIONS.map(|(name, _)| name).join(", ");
        value.error(format!("unknown section `{word}`; expected one of: {names}"))
    })
}

impl Keep {
    /// Reads `[keep]`.
    pub(crate) fn parse(section: Section<'_>) -> Result<Self, MappingError> {
        section.allow(&["forget", "lists"])?;
        let headings = |key| -> Result<Vec<String>, MappingError> {
            Ok(section.texts(key)?.iter().map(|heading| normalise(heading)).collect())
        };
        Ok(Self { forget: headings("forget")?, lists: headings("lists")? })
    }
}
