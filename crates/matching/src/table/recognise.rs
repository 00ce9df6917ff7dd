//! Tells what each column holds, from its name first, from its values second.

use serde::{Deserialize, Serialize};

use super::roles::{Role, by_header, normal_header};
use super::values::Look;

/// What was recognised in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recognition {
    /// One entry per column, in the order of the file.
    pub columns: Vec<ColumnRole>,
}

/// What one column is taken for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnRole {
    /// The column as the file spells it.
    pub column: String,
    /// What it holds; `None` when it is not used.
    pub role: Option<Role>,
    /// Why, in words.
    pub why: String,
}

/// Share of values of one form from which a column of an unknown name is taken for it.
const TELLING: f64 = 0.8;
/// Known values that a verdict by values needs.
const ENOUGH: usize = 5;
/// Years that birth dates of a file span; dates of changes and gifts span fewer.
const GENERATION_SPAN: u16 = 40;

impl Recognition {
    /// Recognises columns; `looks` are those of the columns' values.
    pub(crate) fn new(headers: &[String], looks: &[Look]) -> Self {
        let named = headers.iter().zip(looks).map(|(header, look)| by_name(header, *look));
        let mut columns: Vec<ColumnRole> = named.collect();
        for (place, look) in looks.iter().enumerate() {
            if columns[place].role.is_none()
                && let Some((role, why)) = by_values(*look, &columns)
            {
                columns[place].role = Some(role);
                why.clone_into(&mut columns[place].why);
            }
        }
        Self { columns }
    }

    /// The places of the columns of a role.
    pub(crate) fn places(&self, role: Role) -> Vec<usize> {
        self.places_of(|one| one == role)
    }

    /// The places of the columns whose role is asked for.
    pub(crate) fn places_of(&self, wanted: impl Fn(Role) -> bool) -> Vec<usize> {
        let places = self.columns.iter().enumerate().filter(|(_, column)| column.role.is_some_and(&wanted));
        places.map(|(place, _)| place).collect()
    }
}

fn by_name(header: &str, look: Look) -> ColumnRole {
    let column = |role: Option<Role>, why: &str| ColumnRole { column: header.to_owned(), role, why: why.to_owned() };
    let Some(role) = by_header(&normal_header(header)) else { return column(None, "no known name") };
    let contradicted = look.known >= ENOUGH
        && match role {
            Role::Email => look.emails < 0.1,
            Role::BirthDate => look.emails > 0.5 || look.phones > 0.5,
            Role::GivenName | Role::FamilyName | Role::FullName => look.emails > 0.5 || look.dates > 0.5,
            _ => false,
        };
    if contradicted {
        column(None, "its name and its values contradict each other")
    } else {
        column(Some(role), "its name")
    }
}

fn by_values(look: Look, columns: &[ColumnRole]) -> Option<(Role, &'static str)> {
    let free = |role: Role| columns.iter().all(|column| column.role != Some(role));
    if look.known < ENOUGH {
        None
    } else if look.emails >= TELLING {
        Some((Role::Email, "its values look like e-mail addresses"))
    } else if look.phones >= TELLING {
        Some((Role::Phone, "its values look like phone numbers"))
    } else if look.dates >= TELLING && look.years >= GENERATION_SPAN && free(Role::BirthDate) {
        Some((Role::BirthDate, "its values are dates of several generations"))
    } else if look.zips >= TELLING && free(Role::PostalCode) && !free(Role::City) {
        Some((Role::PostalCode, "its values look like postal codes, and there are cities"))
    } else {
        None
    }
}
