//! Countries by their ISO 3166 alpha-2 code.

use super::country_names::COUNTRIES;

/// The alpha-2 code of a country, from the code or a name in any case: `USA`, `u.k.`, `Germany`.
///
/// None for a text that names no country. `Georgia` is the country: a state stands in its own column.
#[must_use]
pub fn country_code(text: &str) -> Option<&'static str> {
    let wanted = fold(text);
    let is_code = |code: &str| wanted.len() == 2 && code.eq_ignore_ascii_case(&wanted);
    let find = |table: &'static [(&'static str, &'static str)]| {
        table.iter().find(|(code, name)| is_code(code) || is_name(name, &wanted)).map(|(code, _)| *code)
    };
    find(&COUNTRIES).or_else(|| find(&ALIASES))
}

/// Whether a name of a table is the folded text. The first letter decides most comparisons.
pub(super) fn is_name(name: &str, folded: &str) -> bool {
    let first = name.chars().next().and_then(|letter| letter.to_lowercase().next());
    first == folded.chars().next() && fold(name) == folded
}

/// Lower case, with runs of marks as one space: `U.S.A.` is `u s a`, `Korea, Republic of` has no comma.
pub(super) fn fold(text: &str) -> String {
    let lower = text.to_lowercase().replace('&', " and ");
    lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Other names of exports: former ones, own languages, alpha-3 codes that are seen.
const ALIASES: [(&str, &str); 99] = [
    ("US", "USA"),
    ("US", "U S A"),
    ("US", "U S"),
    ("US", "America"),
    ("US", "United States of America"),
    ("US", "Estados Unidos"),
    ("GB", "UK"),
    ("GB", "U K"),
    ("GB", "Great Britain"),
    ("GB", "Britain"),
    ("GB", "England"),
    ("GB", "Scotland"),
    ("GB", "Wales"),
    ("GB", "Northern Ireland"),
    ("GB", "United Kingdom of Great Britain and Northern Ireland"),
    ("CA", "CAN"),
    ("DE", "Deutschland"),
    ("DE", "DEU"),
    ("FR", "FRA"),
    ("GB", "GBR"),
    ("MX", "MEX"),
    ("MX", "México"),
    ("AU", "AUS"),
    ("IE", "Republic of Ireland"),
    ("IE", "Eire"),
    ("NL", "Holland"),
    ("NL", "The Netherlands"),
    ("ES", "España"),
    ("IT", "Italia"),
    ("CH", "Schweiz"),
    ("CH", "Suisse"),
    ("AT", "Österreich"),
    ("BE", "Belgique"),
    ("BE", "België"),
    ("SE", "Sverige"),
    ("NO", "Norge"),
    ("DK", "Danmark"),
    ("BR", "Brasil"),
    ("JP", "Nippon"),
    ("CZ", "Czech Republic"),
    ("TR", "Türkiye"),
    ("RU", "Russian Federation"),
    ("KR", "Korea"),
    ("KR", "Korea South"),
    ("KR", "Republic of Korea"),
    ("KR", "Korea, Republic of"),
    ("KP", "Korea North"),
    ("KP", "Democratic People's Republic of Korea"),
    ("VN", "Viet Nam"),
    ("LA", "Lao People's Democratic Republic"),
    ("SY", "Syrian Arab Republic"),
    ("IR", "Iran, Islamic Republic of"),
    ("TW", "Taiwan, Province of China"),
    ("TZ", "Tanzania, United Republic of"),
    ("MD", "Moldova, Republic of"),
    ("BO", "Bolivia, Plurinational State of"),
    ("VE", "Venezuela, Bolivarian Republic of"),
    ("CI", "Ivory Coast"),
    ("SZ", "Swaziland"),
    ("MK", "Macedonia"),
    ("MM", "Burma"),
    ("CV", "Cape Verde"),
    ("TL", "East Timor"),
    ("CD", "Congo, Democratic Republic of the"),
    ("CD", "DR Congo"),
    ("CG", "Republic of the Congo"),
    ("VA", "Vatican City"),
    ("VA", "Vatican"),
    ("BN", "Brunei"),
    ("MO", "Macau"),
    ("CN", "People's Republic of China"),
    ("CN", "PRC"),
    ("CN", "Mainland China"),
    ("HK", "Hong Kong SAR"),
    ("PS", "Palestinian Territories"),
    ("PS", "State of Palestine"),
    ("GM", "The Gambia"),
    ("BS", "The Bahamas"),
    ("AE", "UAE"),
    ("NZ", "Aotearoa"),
    ("NZ", "NZL"),
    ("PH", "The Philippines"),
    ("FM", "Federated States of Micronesia"),
    ("VI", "Virgin Islands, U.S."),
    ("VI", "US Virgin Islands"),
    ("VG", "Virgin Islands, British"),
    ("ST", "São Tomé and Príncipe"),
    ("BA", "Bosnia"),
    ("TT", "Trinidad"),
    ("KN", "St Kitts and Nevis"),
    ("LC", "St Lucia"),
    ("VC", "St Vincent and the Grenadines"),
    ("AG", "Antigua"),
    ("DO", "Dominican Rep"),
    ("IN", "Bharat"),
    ("IN", "IND"),
    ("CN", "CHN"),
    ("JP", "JPN"),
    ("KR", "KOR"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_has_one_code_and_one_name() {
        let mut codes: Vec<&str> = COUNTRIES.iter().map(|(code, _)| *code).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), 249);
        for (code, name) in COUNTRIES.iter().chain(&ALIASES) {
            assert_eq!(country_code(name), Some(*code), "{name}");
            assert_eq!(country_code(code), Some(*code));
        }
    }
}
