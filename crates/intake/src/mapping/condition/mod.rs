//! The condition language: `stage in ['Pledged', 'Posted'] and not (amount < 0)`.
//!
//! ```text
//! condition = all { "or" all }
//! all       = one { "and" one }
//! one       = "not" one | "(" condition ")" | column test
//! test      = "==" 'text' | "!=" 'text' | [not] "in" ['a', 'b'] | [not] "matches" 'regex'
//!           | "starts with" 'text' | "ends with" 'text' | "is" [not] "empty" | "is" [not] "true" | "is" [not] "false"
//!           | ("<" | "<=" | ">" | ">=") number
//! ```
//!
//! `column` is a name of `[columns]`, or `file_name`. Texts are compared without case.

mod parse;
mod words;

pub(crate) use parse::parse;

use super::columns::ColumnId;
use regex::Regex;
use rust_decimal::Decimal;

/// What a condition asks of a row.
pub(crate) trait Answers {
    /// The cleaned text of a column; empty when the file lacks the column.
    fn text_of(&self, column: ColumnId) -> &str;
    /// The number in a column, if it is one.
    fn number_of(&self, column: ColumnId) -> Option<Decimal>;
    /// The name of the file, without folders.
    fn file_name(&self) -> &str;
}

/// A parsed condition.
#[derive(Debug, Clone)]
pub(crate) enum Condition {
    /// One of them holds.
    Any(Vec<Condition>),
    /// Each of them holds.
    All(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// The operand passes the test.
    Test(Operand, Test),
}

/// What is tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operand {
    /// A column of the row.
    Column(ColumnId),
    /// The name of the file.
    FileName,
}

/// One test of one text.
#[derive(Debug, Clone)]
pub(crate) enum Test {
    /// Is one of these (lower case).
    In(Vec<String>),
    /// Has a place that fits the pattern.
    Matches(Regex),
    /// Starts with this (lower case).
    StartsWith(String),
    /// Ends with this (lower case).
    EndsWith(String),
    /// Holds nothing.
    Empty,
    /// Says yes.
    True,
    /// Says no, or nothing.
    False,
    /// Is a number that compares so.
    Number(Comparison, Decimal),
}

/// How two numbers compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparison {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
}

impl Condition {
    /// Whether the condition holds for a row.
    pub(crate) fn holds(&self, row: &impl Answers) -> bool {
        match self {
            Self::Any(parts) => parts.iter().any(|part| part.holds(row)),
            Self::All(parts) => parts.iter().all(|part| part.holds(row)),
            Self::Not(part) => !part.holds(row),
            Self::Test(operand, test) => test.passes(*operand, row),
        }
    }
}

impl Test {
    fn passes(&self, operand: Operand, row: &impl Answers) -> bool {
        let text = match operand {
            Operand::Column(column) => row.text_of(column),
            Operand::FileName => row.file_name(),
        };
        match self {
            Self::In(texts) => texts.contains(&text.to_lowercase()),
            Self::Matches(pattern) => pattern.is_match(text),
            Self::StartsWith(start) => text.to_lowercase().starts_with(start),
            Self::EndsWith(end) => text.to_lowercase().ends_with(end),
            Self::Empty => text.is_empty(),
            Self::True => says_yes(text),
            Self::False => !says_yes(text),
            Self::Number(comparison, number) => match operand {
                Operand::Column(column) => row.number_of(column).is_some_and(|found| comparison.holds(found, *number)),
                Operand::FileName => false,
            },
        }
    }
}

impl Comparison {
    fn holds(self, left: Decimal, right: Decimal) -> bool {
        match self {
            Self::Less => left < right,
            Self::AtMost => left <= right,
            Self::Greater => left > right,
            Self::AtLeast => left >= right,
        }
    }
}

/// The words for yes that exports use; everything else is no.
pub(crate) fn says_yes(text: &str) -> bool {
    matches!(text.trim().to_lowercase().as_str(), "1" | "true" | "t" | "yes" | "y" | "x")
}

#[cfg(test)]
mod tests;
