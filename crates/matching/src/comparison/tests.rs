//! What each field says of two records. All people are invented.

use super::fields::FIELDS;
use super::{Field, compare};
use crate::records::{RawAddress, RawIdentifier, RawRecord, RecordsBuilder};

/// Compares two records among `crowd` others and checks one field; `""` is "missing".
#[track_caller]
fn check_among(crowd: Vec<RawRecord>, left: RawRecord, right: RawRecord, field: Field, expected: &str) {
    let mut builder = RecordsBuilder::new();
    for (number, record) in crowd.into_iter().enumerate() {
        builder.push(RawRecord { record_id: format!("crowd{number}"), ..record });
    }
    builder.push(RawRecord { record_id: "left".into(), ..left });
    builder.push(RawRecord { record_id: "right".into(), ..right });
    let records = builder.finish();
    let (left, right) = (records.index_of("left").unwrap(), records.index_of("right").unwrap());
    let pattern = compare(&records, left, right);
    assert_eq!(pattern, compare(&records, right, left), "comparison is symmetric");
    let level = usize::from(pattern.level(field));
    let words = if level == 0 { "" } else { FIELDS[field.index()].levels[level - 1].words };
    assert_eq!(words, expected);
}

#[track_caller]
fn check(left: RawRecord, right: RawRecord, field: Field, expected: &str) {
    check_among(Vec::new(), left, right, field, expected);
}

fn person(given: &str, middle: &str, family: &str) -> RawRecord {
    RawRecord {
        given_name: given.into(),
        middle_name: middle.into(),
        family_name: family.into(),
        ..RawRecord::default()
    }
}

fn born(date: &str) -> RawRecord {
    RawRecord { birth_date: date.into(), ..person("Ann", "", "Lee") }
}

fn living(line: &str, city: &str, postal: &str) -> RawRecord {
    let address =
        RawAddress { lines: vec![line.into()], city: city.into(), postal_code: postal.into(), ..RawAddress::default() };
    RawRecord { addresses: vec![address], ..person("Ann", "", "Lee") }
}

fn mailing(given: &str, email: &str) -> RawRecord {
    RawRecord { emails: vec![email.into()], ..person(given, "", "Lee") }
}

fn calling(phone: &str) -> RawRecord {
    RawRecord { phones: vec![phone.into()], ..person("Ann", "", "Lee") }
}

#[test]
fn given_names_are_more_than_their_spelling() {
    let check = |left: &str, right: &str, expected: &str| {
        check(person(left, "", "Lee"), person(right, "", "Lee"), Field::GivenName, expected);
    };
    check("Robert", "ROBERT", "given names are the same, and very common");
    check("Bob", "Robert", "given names are nicknames of each other");
    check("R.", "Robert", "one given name is the initial of the other");
    check("W", "Robert", "initials of the given names differ");
    check("Robret", "Robert", "given names differ by a slip of the pen");
    check("Catalina", "Katalena", "given names are similar or sound alike");
    check("Robert", "Priscilla", "given names differ");
    check("Robert", "unknown", "");
}

#[test]
fn somebody_may_go_by_the_middle_name() {
    check(
        person("Kermit", "James", "Lee"),
        person("Jim", "", "Lee"),
        Field::GivenName,
        "one given name is the other's middle name",
    );
}

#[test]
fn swapped_names_are_no_disagreement() {
    check(
        person("Violet", "", "Clark"),
        person("Clark", "", "Violte"),
        Field::GivenName,
        "given and family name are swapped",
    );
    check(person("Violet", "", "Clark"), person("Clark", "", "Violet"), Field::FamilyName, "");
    check(
        person("", "", "Violet"),
        person("Violet", "", "Clark"),
        Field::GivenName,
        "the only name of one is the given or family name of the other",
    );
}

#[test]
fn family_names_survive_marriage_and_misspelling() {
    let check = |left: RawRecord, right: RawRecord, expected: &str| check(left, right, Field::FamilyName, expected);
    check(
        person("Ann", "", "Lamb-Okoro"),
        person("Ann", "", "Okoro"),
        "family names share a part, or one is the other's former name",
    );
    let married = RawRecord { former_family_name: "Lamb".into(), ..person("Ann", "", "Okoro") };
    check(married, person("Ann", "", "Lamb"), "family names share a part, or one is the other's former name");
    let woman = RawRecord { sex: "F".into(), ..person("Ann", "", "Lamb") };
    check(woman, person("Ann", "", "Okoro"), "family names differ, of a woman");
    check(person("Ann", "", "Lamb"), person("Ann", "", "Okoro"), "family names differ");
    check(person("Ann", "", "Hannigan"), person("Ann", "", "Hanigan"), "family names differ by a slip of the pen");
}

#[test]
fn an_initial_agrees_with_the_middle_name_it_begins() {
    let check = |left: &str, right: &str, expected: &str| {
        check(person("Ann", left, "Lee"), person("Ann", right, "Lee"), Field::MiddleName, expected);
    };
    check("J", "Jean", "middle initials are the same");
    check("Jean", "Jean", "middle names are the same");
    check("K", "Jean", "middle names differ");
}

#[test]
fn junior_is_not_senior() {
    let of = |suffix: &str| RawRecord { suffix: suffix.into(), ..person("Dan", "", "Hunt") };
    check(of("Jr."), of("Sr"), Field::Suffix, "suffixes contradict each other");
    check(of("JR"), of("Jr."), Field::Suffix, "suffixes agree");
    check(of("Jr"), of(""), Field::Suffix, "only one side has a suffix");
    check(of("Jr"), of("II"), Field::Suffix, "");
}

#[test]
fn birth_dates_agree_by_degrees() {
    let check = |left: &str, right: &str, expected: &str| check(born(left), born(right), Field::BirthDate, expected);
    check("1971-05-24", "5/24/1971", "birth dates are the same");
    check("1971-01-01", "1971-01-01", "birth dates are the same first of January");
    check("1971-05-04", "1971-04-05", "day and month of birth are swapped");
    check("1971-05-24", "1971-06-24", "birth dates differ in one digit");
    check("1971-05-24", "1984-05-24", "two of day, month and year of birth agree");
    check("1971", "1971-05-24", "birth dates agree as far as they are known");
    check("1971-05-24", "2003-10-07", "birth dates differ");
    check("1971-05-24", "1900-01-01", "");
}

#[test]
fn a_shared_email_says_less_than_a_personal_one() {
    let email = "lees@mail.test";
    check(mailing("Ann", email), mailing("Anne", email), Field::Email, "e-mail is the same, of one given name");
    let words = "e-mail is the same, shared by several given names";
    check_among(vec![mailing("Theodore", email)], mailing("Ann", email), mailing("Ann", email), Field::Email, words);
}

#[test]
fn emails_of_namesakes_differ_in_their_digits() {
    let check = |left: &str, right: &str, expected: &str| {
        check(mailing("Ann", left), mailing("Ann", right), Field::Email, expected);
    };
    check("sailor21@mail.test", "sailor27@mail.test", "e-mail differs in its digits");
    check("annlee21@mail.test", "anlee21@mail.test", "e-mail differs by a slip of the pen");
    check("annlee2107@mail.test", "annlee2107@post.test", "e-mail differs in the domain only");
    check("annlee21@mail.test", "sailor@mail.test", "e-mail differs");
}

#[test]
fn emails_that_are_made_of_names_say_no_more_than_the_names() {
    let check = |given: [&str; 2], left: &str, right: &str, expected: &str| {
        check(mailing(given[0], left), mailing(given[1], right), Field::Email, expected);
    };
    let made = [
        "robert.lee",
        "robertlee",
        "lee_robert",
        "rlee",
        "lee-r",
        "robert.l",
        "robert",
        "lee",
        "bob.lee",
        "bobby.lee",
        "robert.lee21",
    ];
    for local in made {
        check(["Robert", "Bob"], &format!("{local}@mail.test"), &format!("{local}@post.test"), "e-mail differs");
    }
    check(["Robert", "Robert"], "robert.lee@mail.test", "robertlee@mail.test", "e-mail differs");
    check(["Robert", "Robert"], "robert.lee2107@mail.test", "robert.lee2108@mail.test", "e-mail differs");
    let domain = "e-mail differs in the domain only";
    for own in ["robert.lee907", "lee.family", "sailor", "rlees", "robert.e.lee"] {
        check(["Robert", "Robert"], &format!("{own}@mail.test"), &format!("{own}@post.test"), domain);
    }
    // The same address is the same, whatever it is made of; and what is made of another's name is no chance.
    check(["Robert", "Robert"], "rlee@mail.test", "rlee@mail.test", "e-mail is the same, of one given name");
    check(["Ann", "Robert"], "robert.lee@mail.test", "robert.lee@post.test", domain);
}

#[test]
fn phones_are_compared_by_digits() {
    let check = |left: &str, right: &str, expected: &str| check(calling(left), calling(right), Field::Phone, expected);
    check("+1 210 624 8699", "(210) 624-8699", "phone is the same, of one given name");
    check("210 624 8699", "210 624 8698", "phone differs in one digit");
    check("624-8699", "210 624 8699", "phone differs in one digit");
    check("210 624 8699", "305 777 1234", "phone differs");
}

#[test]
fn addresses_agree_by_degrees() {
    let check = |left: RawRecord, right: RawRecord, expected: &str| check(left, right, Field::Address, expected);
    let home = || living("12 North Mill Street", "Adams", "41201");
    check(home(), living("12 N. Mill St", "Adams", "41201-1234"), "address is the same, of one given name");
    check(home(), living("12 N Mlil St", "Adams", "41201"), "house numbers are the same, streets similar");
    check(home(), living("13 N Mill St", "Adams", "41201"), "streets are the same, house numbers similar");
    check(home(), living("845 N Mill St", "Adams", "41201"), "street is the same");
    check(home(), living("12 N Mill St", "Boston", "02101"), "street is the same");
    check(home(), living("9 Oak Lane", "Boston", "02101"), "address differs");
    let unit = |unit: &str| living(&format!("12 N Mill St Apt {unit}"), "Adams", "41201");
    check(unit("4"), unit("9"), "house is the same, unit differs");
}

#[test]
fn the_place_counts_only_where_the_address_does_not_say_it() {
    let home = || living("12 North Mill Street", "Adams", "41201");
    check(home(), home(), Field::Locality, "");
    check(home(), living("9 Oak Lane", "Adams", "41201"), Field::Locality, "postal code is the same, and common");
    check(home(), living("9 Oak Lane", "Boston", "02101"), Field::Locality, "city and region differ");
}

#[test]
fn ids_are_compared_within_their_kind() {
    let with = |kind: &str, value: &str| RawRecord {
        identifiers: vec![RawIdentifier { kind: kind.into(), value: value.into() }],
        ..person("Ann", "", "Lee")
    };
    check(with("ssn", "294-66-9991"), with("ssn", "294669991"), Field::Identifier, "a personal id is the same");
    check(
        with("ssn", "294669991"),
        with("ssn", "294666991"),
        Field::Identifier,
        "a personal id differs by a slip of the pen",
    );
    check(with("ssn", "294669991"), with("passport", "294669991"), Field::Identifier, "");
}

#[test]
fn organisations_are_compared_by_their_telling_words() {
    let named = |name: &str| RawRecord { organisation_name: name.into(), ..RawRecord::default() };
    let check =
        |left: &str, right: &str, expected: &str| check(named(left), named(right), Field::OrganisationName, expected);
    check("The Smith & Jones Company", "Smith and Jones, Inc.", "names of the organisations are the same");
    check("Jones Smith LLC", "Smith Jones", "names of the organisations have the same words");
    check("Harbor Trust", "Harbor Trust East", "one organisation's name holds the other's");
    check("Harbor Trust", "Harbour Trust", "names of the organisations are similar");
    check("Harbor Trust", "Meadow School", "names of the organisations differ");
}
