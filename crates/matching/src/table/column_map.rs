//! Which column is what, as a person wrote it down.

use serde::{Deserialize, Deserializer};

use super::read::TableError;
use super::recognise::{ColumnRole, Recognition};
use super::roles::Role;

/// Names of columns per role: one text, or a list. Columns not named are not used.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[expect(missing_docs, reason = "each field is the role of its name")]
pub struct ColumnMap {
    #[serde(deserialize_with = "one_or_many")]
    pub record_id: Vec<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub kind: Vec<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub given_name: Vec<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub middle_name: Vec<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub family_name: Vec<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub former_family_name: Vec<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub suffix: Vec<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub preferred_name: Vec<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub full_name: Vec<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub organisation_name: Vec<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub birth_date: Vec<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub sex: Vec<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub email: Vec<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub phone: Vec<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub street_number: Vec<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub street_line: Vec<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub unit: Vec<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub city: Vec<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub region: Vec<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub postal_code: Vec<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub full_address: Vec<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub identifier: Vec<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

fn one_or_many<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    Ok(match OneOrMany::deserialize(deserializer)? {
        OneOrMany::One(column) => vec![column],
        OneOrMany::Many(columns) => columns,
    })
}

impl ColumnMap {
    fn roles(&self) -> [(Role, &[String]); 22] {
        [
            (Role::RecordId, &self.record_id),
            (Role::Kind, &self.kind),
            (Role::GivenName, &self.given_name),
            (Role::MiddleName, &self.middle_name),
            (Role::FamilyName, &self.family_name),
            (Role::FormerFamilyName, &self.former_family_name),
            (Role::Suffix, &self.suffix),
            (Role::PreferredName, &self.preferred_name),
            (Role::FullName, &self.full_name),
            (Role::OrganisationName, &self.organisation_name),
            (Role::BirthDate, &self.birth_date),
            (Role::Sex, &self.sex),
            (Role::Email, &self.email),
            (Role::Phone, &self.phone),
            (Role::StreetNumber, &self.street_number),
            (Role::StreetLine, &self.street_line),
            (Role::Unit, &self.unit),
            (Role::City, &self.city),
            (Role::Region, &self.region),
            (Role::PostalCode, &self.postal_code),
            (Role::FullAddress, &self.full_address),
            (Role::Identifier, &self.identifier),
        ]
    }

    /// Applies the map to a header; a column that the header lacks is an error.
    pub(crate) fn apply(&self, headers: &[String]) -> Result<Recognition, TableError> {
        let unused =
            |header: &String| ColumnRole { column: header.clone(), role: None, why: "not in the map".to_owned() };
        let mut columns: Vec<ColumnRole> = headers.iter().map(unused).collect();
        for (role, names) in self.roles() {
            for name in names {
                let found = columns.iter_mut().find(|column| column.column == *name);
                let column = found.ok_or_else(|| TableError::MissingColumn { column: name.clone() })?;
                column.role = Some(role);
                "the map".clone_into(&mut column.why);
            }
        }
        Ok(Recognition { columns })
    }
}
