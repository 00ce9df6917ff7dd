use super::*;
use proptest::prelude::*;

fn parse(parts: AddressParts<'_>) -> ParsedAddress {
    PostalAddress::parse(&parts, "US").unwrap()
}

#[track_caller]
fn check_zip(code: &str, region: &str, expected: &str, repaired: bool) {
    let parsed = parse(AddressParts { postal_code: code, region, ..AddressParts::default() });
    let seen = (parsed.address.postal_code.as_deref(), parsed.repaired_postal_code);
    assert_eq!(seen, (Some(expected), repaired), "{code:?} in {region:?}");
}

#[test]
fn a_lost_zero_is_put_back_where_the_state_has_one() {
    check_zip("2138", "MA", "02138", true);
    check_zip("2138.0", "Massachusetts", "02138", true);
    check_zip("02138-", "MA", "02138", true);
    check_zip("021381234", "MA", "02138-1234", false);
    check_zip("21381234", "MA", "02138-1234", true);
    check_zip("2138-1234", "MA", "02138-1234", true);
    check_zip("=\"02138\"", "MA", "02138", false);
    check_zip("'02138", "MA", "02138", false);
    check_zip("921", "PR", "00921", true);
    check_zip("9012", "AE", "09012", true);
}

#[test]
fn no_zero_is_guessed_elsewhere() {
    check_zip("2138", "TX", "2138", false);
    check_zip("2138", "", "2138", false);
    check_zip("9999", "MA", "9999", false);
    check_zip("60601", "IL", "60601", false);
    check_zip("60601.0", "IL", "60601", true);
    check_zip("60601-1234", "IL", "60601-1234", false);
    check_zip("606011234", "IL", "60601-1234", false);
    check_zip("SW1A 1AA", "", "SW1A 1AA", false);
}

#[track_caller]
fn check_place(region: &str, country: &str, expected: (&str, Option<&str>)) {
    let parsed = parse(AddressParts { region, country, ..AddressParts::default() });
    let address = &parsed.address;
    assert_eq!((address.region.as_deref().unwrap(), address.country.as_deref()), expected, "{region:?} {country:?}");
    assert_eq!(parsed.unreadable_country, expected.1.is_none());
}

#[test]
fn regions_and_countries_become_codes() {
    check_place("Massachusetts", "", ("MA", Some("US")));
    check_place("mass.", "USA", ("MA", Some("US")));
    check_place("ny", "United States of America", ("NY", Some("US")));
    check_place("Ontario", "Canada", ("ON", Some("CA")));
    check_place("Québec", "CA", ("QC", Some("CA")));
    check_place("Bavaria", "Germany", ("Bavaria", Some("DE")));
    check_place("Kent", "UK", ("Kent", Some("GB")));
    check_place("Kent", "U.K.", ("Kent", Some("GB")));
    check_place("Somewhere", "US", ("Somewhere", Some("US")));
    check_place("MA", "Atlantis", ("MA", None));
}

#[test]
fn a_canadian_address_without_country_is_canadian() {
    let parsed = parse(AddressParts { region: "ON", postal_code: "k1a0b1", ..AddressParts::default() });
    assert_eq!(parsed.address.country.as_deref(), Some("CA"));
    assert_eq!(parsed.address.postal_code.as_deref(), Some("K1A 0B1"));
    assert!(!parsed.repaired_postal_code);
}

#[test]
fn a_street_of_two_lines_is_two_lines() {
    let parsed = parse(AddressParts { street: "12 Elm  St\r\nApt 4", city: " Cambridge ", ..AddressParts::default() });
    assert_eq!(parsed.address.street.as_deref(), Some("12 Elm St"));
    assert_eq!(parsed.address.street_2.as_deref(), Some("Apt 4"));
    assert_eq!(parsed.address.city.as_deref(), Some("Cambridge"));
}

#[test]
fn no_address_is_none() {
    let parts = AddressParts { street: " ", city: "N/A", country: "US", ..AddressParts::default() };
    assert_eq!(PostalAddress::parse(&parts, "US"), None);
}

proptest! {
    #[test]
    fn an_address_is_read_back_as_itself(
        street in "[0-9]{1,3} [A-Za-z]{0,8}\n?[A-Z#]{0,3}",
        region in "MA|Maine|NJ|TX|on|PR|[A-Z]{2}",
        postal_code in "[0-9]{3,9}(\\.0|-|-[0-9]{4})?|[a-z][0-9][a-z] ?[0-9][a-z][0-9]",
        country in "|USA|Canada|uk|Nowhere",
    ) {
        let parts = AddressParts { street: &street, region: &region, postal_code: &postal_code, country: &country, ..AddressParts::default() };
        if let Some(first) = PostalAddress::parse(&parts, "US") {
            let text = |field: &Option<String>| field.clone().unwrap_or_default();
            let address = &first.address;
            let (street, street_2, region) = (text(&address.street), text(&address.street_2), text(&address.region));
            let (postal_code, country) = (text(&address.postal_code), text(&address.country));
            // An unreadable country is kept out of the address, and must be kept out again.
            prop_assume!(!country.is_empty());
            let parts = AddressParts { street: &street, street_2: &street_2, city: "", region: &region, postal_code: &postal_code, country: &country };
            let second = PostalAddress::parse(&parts, "US").unwrap();
            prop_assert_eq!(&second.address, address);
            prop_assert!(!second.repaired_postal_code);
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,12}|[-0-9.]{0,12}", region in "MA|\\PC{0,4}") {
        let parts = AddressParts { street: &text, city: &text, region: &region, postal_code: &text, country: &text, ..AddressParts::default() };
        let _ = PostalAddress::parse(&parts, "US");
        let _ = PostalAddress::parse(&AddressParts { country: "", ..parts }, &region);
    }
}
