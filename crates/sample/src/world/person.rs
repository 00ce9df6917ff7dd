//! People, households and organisations as they really are, with their history.

use super::address::Address;
use crate::days::Day;

/// What statistics offices call sex; it decides given names and who changes a surname.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sex {
    Female,
    Male,
}

/// A value that holds from a day on, until the next one.
#[derive(Debug, Clone)]
pub(crate) struct Since<Value> {
    pub(crate) from: Day,
    pub(crate) value: Value,
}

/// The value in force on `day`: the newest that began by then, else the first.
pub(crate) fn in_force<Value>(history: &[Since<Value>], day: Day) -> Option<&Value> {
    history.iter().rev().find(|since| since.from <= day).or(history.first()).map(|since| &since.value)
}

/// One human being.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) given: &'static str,
    pub(crate) nicknames: Vec<&'static str>,
    pub(crate) middle: &'static str,
    pub(crate) sex: Sex,
    pub(crate) surnames: Vec<Since<String>>,
    pub(crate) suffix: &'static str,
    pub(crate) birth: Day,
    pub(crate) death: Option<Day>,
    /// Indexes of households.
    pub(crate) homes: Vec<Since<usize>>,
    pub(crate) emails: Vec<Since<String>>,
    pub(crate) mobile: String,
    /// Index of an organisation.
    pub(crate) employer: Option<usize>,
    pub(crate) spouse: Option<usize>,
    /// Somebody else of the world has the same given name and surname.
    pub(crate) has_namesake: bool,
}

impl Person {
    /// The surname on a day.
    pub(crate) fn surname(&self, day: Day) -> &str {
        in_force(&self.surnames, day).map_or("", String::as_str)
    }

    /// The first letter of the middle name, marks and all.
    pub(crate) fn middle_initial(&self) -> char {
        self.middle.chars().next().unwrap_or('M')
    }

    /// The surname before the present one.
    pub(crate) fn former_surname(&self) -> Option<&str> {
        let count = self.surnames.len();
        (count > 1).then(|| self.surnames[count - 2].value.as_str())
    }

    /// The e-mail address on a day.
    pub(crate) fn email(&self, day: Day) -> &str {
        in_force(&self.emails, day).map_or("", String::as_str)
    }

    /// The e-mail address that most systems know.
    pub(crate) fn primary_email(&self) -> &str {
        self.emails.last().map_or("", |since| since.value.as_str())
    }

    /// The household on a day.
    pub(crate) fn home(&self, day: Day) -> usize {
        in_force(&self.homes, day).copied().unwrap_or(0)
    }

    /// Whether the person lives on a day.
    pub(crate) fn lives(&self, day: Day) -> bool {
        self.death.is_none_or(|death| day < death)
    }
}

/// People under one roof.
#[derive(Debug, Clone)]
pub(crate) struct Household {
    pub(crate) addresses: Vec<Since<Address>>,
    pub(crate) home_phone: Option<String>,
    /// One address that several members use.
    pub(crate) shared_email: Option<String>,
    /// Days on which a child was born.
    pub(crate) births: Vec<Day>,
}

impl Household {
    /// The address on a day.
    pub(crate) fn address(&self, day: Day) -> Option<&Address> {
        in_force(&self.addresses, day)
    }
}

/// What an organisation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OrganizationKind {
    Company,
    Foundation,
    Church,
    FundSponsor,
    Estate,
}

/// A company, foundation, church, sponsor of donor-advised funds, or estate.
#[derive(Debug, Clone)]
pub(crate) struct Organization {
    pub(crate) name: String,
    pub(crate) kind: OrganizationKind,
    pub(crate) email: String,
    pub(crate) phone: String,
    pub(crate) address: Address,
    /// From when on it can give; an estate begins with a death.
    pub(crate) from: Day,
}
