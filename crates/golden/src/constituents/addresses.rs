//! Postal addresses of a constituent, the best of them, and when two spellings are one address.

use super::Builder;
use super::provenance::Provenance;
use crate::members::{Cluster, Member};
use crate::survivorship::{Candidate, Field, choose, distinct};
use crate::text::{filled, folded, joined};
use records::golden::{Constituent, ConstituentAddress};
use records::staged::SourceAddress;

/// Nothing but a city or a postal code: less use than an address with a street.
const WITHOUT_STREET: u8 = 1;
/// Post comes back: used only when there is nothing else.
const DEAD: u8 = 2;

/// Adds every address once, and the best as the primary one; its parts come from one record together.
pub(super) fn add_addresses(
    builder: &Builder,
    cluster: &Cluster,
    constituent: &mut Constituent,
    provenance: &mut Provenance,
    table: &mut Vec<ConstituentAddress>,
) {
    let policy = builder.survivorship.policy(Field::Address);
    let candidates = cluster
        .members
        .iter()
        .flat_map(|member| member.addresses.iter().filter_map(move |row| address_candidate(row, member)));
    let addresses = distinct(policy, candidates.collect());
    let start = table.len();
    table.extend(addresses.iter().map(|address| golden_address(address, constituent, builder.default_country)));
    let best = (0..addresses.len()).zip(addresses).map(|(place, address)| Candidate {
        value: place,
        text: address.text,
        member: address.member,
        flaw: address.flaw,
        position: address.position,
    });
    let Some(best) = choose(policy, best.collect()) else { return };
    let row = &mut table[start + best.value];
    row.is_primary = true;
    fill_primary(constituent, row);
    for (field, text) in parts_of(row) {
        if let Some(text) = text {
            provenance.say(field, text, best.key, best.rule);
        }
    }
    table[start..].sort_unstable();
}

fn address_candidate<'m>(row: &'m SourceAddress, member: &'m Member<'m>) -> Option<Candidate<'m, &'m SourceAddress>> {
    let text = normal_address(row);
    let without_street = if filled(row.street.as_ref()).is_none() { WITHOUT_STREET } else { 0 };
    let flaw = if row.undeliverable { DEAD } else { without_street };
    (!text.is_empty()).then(|| Candidate { flaw, position: row.position, ..Candidate::new(row, text, member) })
}

fn golden_address(
    address: &Candidate<&SourceAddress>,
    constituent: &Constituent,
    default_country: Option<&str>,
) -> ConstituentAddress {
    let row = address.value;
    let text = |part: &Option<String>| filled(part.as_ref()).map(str::to_owned);
    ConstituentAddress {
        constituent_id: constituent.constituent_id.clone(),
        street: text(&row.street),
        street_2: text(&row.street_2),
        city: text(&row.city),
        region: text(&row.region),
        postal_code: text(&row.postal_code),
        country: text(&row.country).or_else(|| default_country.map(str::to_owned)),
        contact_use: row.contact_use,
        undeliverable: address.flaw == DEAD,
        is_primary: false,
        source_record_key: address.member.key().clone(),
    }
}

fn fill_primary(constituent: &mut Constituent, row: &ConstituentAddress) {
    constituent.street.clone_from(&row.street);
    constituent.street_2.clone_from(&row.street_2);
    constituent.city.clone_from(&row.city);
    constituent.region.clone_from(&row.region);
    constituent.postal_code.clone_from(&row.postal_code);
    constituent.country.clone_from(&row.country);
}

fn parts_of(row: &ConstituentAddress) -> [(&'static str, Option<&String>); 6] {
    [
        ("street", row.street.as_ref()),
        ("street_2", row.street_2.as_ref()),
        ("city", row.city.as_ref()),
        ("region", row.region.as_ref()),
        ("postal_code", row.postal_code.as_ref()),
        ("country", row.country.as_ref()),
    ]
}

/// The address in one spelling: equal for two rows that mean the same place; empty if the row says nothing
/// but a country.
///
/// Street and postal code say it all; where one is missing, the other parts are needed too.
fn normal_address(row: &SourceAddress) -> String {
    postal_key(row).unwrap_or_else(|| {
        let parts = [&row.street, &row.street_2, &row.city, &row.region, &row.postal_code];
        joined(parts.map(|part| filled(part.as_ref()))).to_lowercase()
    })
}

/// Street with unit, and postal code, in one spelling; `None` if either is missing.
pub(crate) fn postal_key(row: &SourceAddress) -> Option<String> {
    let street = joined([Some(filled(row.street.as_ref())?), filled(row.street_2.as_ref())]).to_lowercase();
    let postal_code = folded(filled(row.postal_code.as_ref())?);
    // ZIP+4 names the side of a street; the first five digits are the ZIP that everybody writes.
    let is_zip = postal_code.len() == 9 && postal_code.bytes().all(|byte| byte.is_ascii_digit());
    let area = if is_zip { &postal_code[..5] } else { postal_code.as_str() };
    let words = street.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut key = area.to_owned();
    for word in words.map(street_word).filter(|word| !word.is_empty()) {
        key.push(' ');
        key.push_str(word);
    }
    Some(key)
}

/// The short form of a word of a street (United States Postal Service, Publication 28, appendices B and C);
/// nothing for a word that only says that a unit follows.
fn street_word(word: &str) -> &str {
    match word {
        "avenue" | "av" => "ave",
        "boulevard" | "boul" => "blvd",
        "circle" => "cir",
        "court" => "ct",
        "drive" => "dr",
        "highway" => "hwy",
        "lane" => "ln",
        "parkway" => "pkwy",
        "place" => "pl",
        "road" => "rd",
        "square" => "sq",
        "street" | "str" => "st",
        "terrace" => "ter",
        "trail" => "trl",
        "north" => "n",
        "south" => "s",
        "east" => "e",
        "west" => "w",
        "northeast" => "ne",
        "northwest" => "nw",
        "southeast" => "se",
        "southwest" => "sw",
        "apartment" | "apt" | "unit" | "suite" | "ste" | "no" => "",
        other => other,
    }
}
