//! Postal addresses: country and region as codes, postal codes with the zeros that spreadsheets drop.
//!
//! In: the columns of one address, and the country of addresses that name none. Out: the address,
//! what was repaired, and what could not be read. Streets and cities stay as typed.

mod countries;
mod country_names;
mod postal_code;
mod regions;

pub use countries::country_code;
pub use regions::region_code;

use super::cell::{clean_cell, is_null};
use serde::{Deserialize, Serialize};

/// The columns of one address, as they stand in a row; an absent column is empty.
#[derive(Debug, Clone, Copy, Default)]
pub struct AddressParts<'a> {
    /// Street; of several lines, the first is the street and the others the second line.
    pub street: &'a str,
    /// Second line.
    pub street_2: &'a str,
    /// City.
    pub city: &'a str,
    /// State or province.
    pub region: &'a str,
    /// Postal code.
    pub postal_code: &'a str,
    /// Country, by code or name.
    pub country: &'a str,
}

/// A postal address. At least one field besides the country is there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PostalAddress {
    /// Street, box or route.
    pub street: Option<String>,
    /// Apartment, building, care of.
    pub street_2: Option<String>,
    /// City.
    pub city: Option<String>,
    /// State or province: two letters in the United States and Canada, else as given.
    pub region: Option<String>,
    /// Five digits or `ZIP+4` in the United States, `A1A 1A1` in Canada, else as given.
    pub postal_code: Option<String>,
    /// ISO 3166 alpha-2.
    pub country: Option<String>,
}

/// An address, and what had to be done to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedAddress {
    /// The address.
    pub address: PostalAddress,
    /// Lost digits of the postal code were put back, or its stray marks taken off.
    pub repaired_postal_code: bool,
    /// The country's text is no country; the address has none then.
    pub unreadable_country: bool,
}

impl PostalAddress {
    /// Reads an address; one that names no country lies in `default_country` (`US`), or in Canada if
    /// both its province and its postal code do.
    ///
    /// None when all columns are empty, the country aside.
    #[must_use]
    pub fn parse(parts: &AddressParts<'_>, default_country: &str) -> Option<ParsedAddress> {
        let (street, street_2) = street_lines(parts.street, parts.street_2);
        let city = text_of(parts.city);
        let region = text_of(parts.region);
        let postal_code = text_of(parts.postal_code);
        if [&street, &street_2, &city, &region, &postal_code].iter().all(|field| field.is_none()) {
            return None;
        }
        let named = text_of(parts.country);
        let country = match &named {
            Some(name) => country_code(name),
            None if is_canadian(region.as_deref(), postal_code.as_deref()) => Some("CA"),
            None => country_code(default_country),
        };
        let region = region.map(|region| code_or_text(region, country));
        let (postal_code, repaired_postal_code) = match postal_code {
            Some(code) => {
                let repair = postal_code::repair(&code, country, region.as_deref());
                (Some(repair.code), repair.is_repaired)
            }
            None => (None, false),
        };
        let unreadable_country = named.is_some() && country.is_none();
        let country = country.map(str::to_owned);
        let address = Self { street, street_2, city, region, postal_code, country };
        Some(ParsedAddress { address, repaired_postal_code, unreadable_country })
    }
}

/// The two letters of a region of the United States or Canada, else the text.
fn code_or_text(region: String, country: Option<&str>) -> String {
    country.and_then(|country| region_code(&region, country)).map_or(region, str::to_owned)
}

fn is_canadian(region: Option<&str>, postal_code: Option<&str>) -> bool {
    region.is_some_and(|region| region_code(region, "CA").is_some())
        && postal_code.is_some_and(|code| postal_code::canadian(code).is_some())
}

/// A cell with single spaces; none if it is null.
fn text_of(cell: &str) -> Option<String> {
    if is_null(cell) {
        return None;
    }
    Some(clean_cell(cell).split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The first line of the street, and all other lines with commas between them.
fn street_lines(street: &str, street_2: &str) -> (Option<String>, Option<String>) {
    let lines = street.split(['\n', '\r']).chain(street_2.split(['\n', '\r']));
    let mut lines = lines.filter_map(text_of);
    let first = lines.next();
    let others: Vec<String> = lines.collect();
    (first, (!others.is_empty()).then(|| others.join(", ")))
}

#[cfg(test)]
mod tests;
