//! Who is found by what, and the laws of finding.

use super::*;
use proptest::prelude::*;

fn person(id: &str, given: &str, family: &str, preferred: Option<&str>) -> Listed {
    Listed {
        id: ConstituentId::from_stored(id),
        kind: "person".to_owned(),
        name: Some(format!("{given} {family}")),
        sort_name: Some(format!("{family}, {given}")),
        other_names: Listed::other_names_of([Some(given), preferred, Some(family), None]),
        place: Listed::place_of([Some("Portland"), Some("OR")]),
        last_gift_date: None,
        sources: vec!["salesforce".to_owned()],
        deceased: false,
    }
}

/// Five people, one of whom was merged of two.
fn directory() -> Directory {
    let row = |owner: &str, text: &str| (ConstituentId::from_stored(owner), text.to_owned());
    Directory {
        people: vec![
            person("C0000000000000001", "John", "Smith", None),
            person("C0000000000000002", "Joan", "Smythe", None),
            person("C0000000000000003", "Robert", "Okafor", Some("Rob")),
            person("C0000000000000004", "María José", "O'Brien-Núñez", None),
            person("C0000000000000005", "Smith", "Johnson", None),
        ],
        emails: vec![
            row("C0000000000000001", "john.smith@example.org"),
            row("C0000000000000003", "r.okafor@example.com"),
        ],
        phones: vec![row("C0000000000000001", "+15035550147"), row("C0000000000000002", "+442079460958")],
        record_keys: vec![
            row("C0000000000000001", "salesforce:0035f00000clSIaAAM"),
            row("C0000000000000003", "raisers_edge:1042"),
        ],
        retired_ids: vec![row("C0000000000000003", "C00000000000000ff")],
    }
}

/// Who is found first, and why.
#[track_caller]
fn check(query: &str, expected: &str, reason: Reason) {
    let index = SearchIndex::build(directory(), "US");
    let answer = index.find(query, 5);
    let first = answer.hits.first().map(|hit| (hit.person.name.as_deref().unwrap_or_default(), hit.reason));
    assert_eq!(first, Some((expected, reason)), "{query:?}");
}

#[test]
fn a_name_is_found_in_any_order_case_and_accent() {
    for query in ["John Smith", "smith, john", "JOHN  SMITH", "johnsmith"] {
        check(query, "John Smith", Reason::Name);
    }
    for query in ["maria jose obrien nunez", "María José O'Brien-Núñez", "Maria Jose O Brien Nunez"] {
        check(query, "María José O'Brien-Núñez", Reason::Name);
    }
}

#[test]
fn typos_are_forgiven() {
    for query in ["Jonh Smyth", "jhon smith", "John Smiht", "Jon Smith", "John Smit"] {
        check(query, "John Smith", Reason::Words);
    }
    for query in ["okfor", "Robert Okafro", "okaforr"] {
        check(query, "Robert Okafor", Reason::Words);
    }
}

#[test]
fn beginnings_and_nicknames_find_their_names() {
    for query in ["rob oka", "Bob Okafor", "bobby okafor"] {
        check(query, "Robert Okafor", Reason::Words);
    }
}

#[test]
fn what_is_nearer_stands_first() {
    let index = SearchIndex::build(directory(), "US");
    let names: Vec<&str> = index.find("smith", 5).hits.iter().filter_map(|hit| hit.person.name.as_deref()).collect();
    assert_eq!(names, ["Smith Johnson", "John Smith"], "the word itself, in the order of names");
    let names: Vec<&str> = index.find("smythe", 5).hits.iter().filter_map(|hit| hit.person.name.as_deref()).collect();
    assert_eq!(names, ["Joan Smythe"]);
}

#[test]
fn a_word_that_nobody_has_does_not_hide_the_others() {
    check("John Smith Portland", "John Smith", Reason::SomeWords);
}

#[test]
fn an_address_is_found_whole_in_part_and_with_a_typo() {
    check("John.Smith@Example.org", "John Smith", Reason::Email);
    check("mailto:john.smith@example.org", "John Smith", Reason::Email);
    check("smith@exam", "John Smith", Reason::PartOfEmail);
    check("okafor@example", "Robert Okafor", Reason::PartOfEmail);
    check("jonh.smith@example.org", "John Smith", Reason::PartOfEmail);
}

#[test]
fn a_phone_is_found_in_any_notation() {
    for query in ["+1 503 555 0147", "(503) 555-0147", "503.555.0147", "15035550147", "001 503 555 0147"] {
        check(query, "John Smith", Reason::Phone);
    }
    check("555-0147", "John Smith", Reason::PartOfPhone);
    check("503 555 0174", "John Smith", Reason::PartOfPhone);
    check("+44 20 7946 0958", "Joan Smythe", Reason::Phone);
}

#[test]
fn an_id_is_found_whole_retired_and_in_part() {
    check("C0000000000000002", "Joan Smythe", Reason::Id);
    check("c0000000000000002", "Joan Smythe", Reason::Id);
    check("C00000000000000ff", "Robert Okafor", Reason::RetiredId);
    check("salesforce:0035f00000clSIaAAM", "John Smith", Reason::Id);
    check("0035f00000clSIa", "John Smith", Reason::PartOfId);
    check("raisers_edge:1042", "Robert Okafor", Reason::Id);
}

#[test]
fn nothing_is_found_by_nothing() {
    let index = SearchIndex::build(directory(), "US");
    for query in ["", "  ", ",", "zzzzqqqq", "\n"] {
        assert_eq!(index.find(query, 5).total, 0, "{query:?}");
    }
    assert_eq!(SearchIndex::build(Directory::default(), "US").find("ann", 5).total, 0);
}

#[test]
fn an_id_in_use_or_retired_names_its_person() {
    let index = SearchIndex::build(directory(), "US");
    for id in ["C0000000000000003", "C00000000000000ff", "raisers_edge:1042"] {
        assert_eq!(index.person(id).and_then(|person| person.name.as_deref()), Some("Robert Okafor"), "{id}");
    }
    assert_eq!(index.person("C9"), None);
}

/// What is left out of the directory finds nobody.
#[test]
fn without_names_nobody_is_found_by_name() {
    let mut directory = directory();
    for person in &mut directory.people {
        (person.name, person.sort_name, person.other_names) = (None, None, Vec::new());
    }
    (directory.emails, directory.phones) = (Vec::new(), Vec::new());
    let index = SearchIndex::build(directory, "US");
    for query in ["John Smith", "okafor", "john.smith@example.org", "(503) 555-0147"] {
        assert_eq!(index.find(query, 5).total, 0, "{query}");
    }
    assert_eq!(index.find("raisers_edge:1042", 5).total, 1);
}

/// Names as they come: some short, some with marks and accents.
fn names() -> impl Strategy<Value = Vec<(String, String)>> {
    prop::collection::vec(("[A-Z][a-zé]{1,8}", "[A-Z][a-zü]{1,9}(-[A-Z][a-z]{2,5})?"), 1..12)
}

fn index_of(names: &[(String, String)]) -> SearchIndex {
    let listed =
        |(number, (given, family)): (usize, &(String, String))| person(&format!("C{number:016x}"), given, family, None);
    let people = names.iter().enumerate().map(listed).collect();
    SearchIndex::build(Directory { people, ..Directory::default() }, "US")
}

/// One letter too many, too few, wrong, or swapped with the next.
fn with_typo(word: &str, kind: u8, place: usize, letter: char) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    // The last letter has no next one to be swapped with.
    let place = place % (letters.len() - usize::from(kind == 3));
    match kind {
        0 => letters.insert(place, letter),
        1 => drop(letters.remove(place)),
        2 => letters[place] = letter,
        _ => letters.swap(place, place + 1),
    }
    letters.into_iter().collect()
}

proptest! {
    #[test]
    fn an_exact_name_is_always_found_first(names in names(), chosen in any::<prop::sample::Index>()) {
        let index = index_of(&names);
        let (given, family) = &names[chosen.index(names.len())];
        for query in [format!("{given} {family}"), format!("{family}, {given}")] {
            let answer = index.find(&query, 1);
            let first = answer.hits.first().unwrap();
            let wanted = Question::of(&query, "US").whole_name;
            prop_assert!(first.person.whole_names().contains(&wanted), "{query}: {first:?}");
        }
    }

    #[test]
    fn one_typo_in_a_word_of_five_letters_is_forgiven(
        names in names(), chosen in any::<prop::sample::Index>(),
        kind in 0..4_u8, place in 0..9_usize, letter in prop::char::range('a', 'z'),
    ) {
        let index = index_of(&names);
        let place_of_person = chosen.index(index.people.len());
        let wanted = &index.people[place_of_person];
        for word in wanted.words().into_iter().filter(|word| word.len() >= 5) {
            let typed = with_typo(&word, kind, place, letter);
            let found = index.find(&typed, usize::MAX);
            prop_assert!(found.hits.iter().any(|hit| hit.person.id == wanted.id), "{word} as {typed}");
        }
    }

    #[test]
    fn no_query_makes_it_panic(query in "(\\PC|[@:+.,#\n]|[0-9]){0,40}", limit in 0..5_usize) {
        let answer = SearchIndex::build(directory(), "US").find(&query, limit).total;
        prop_assert!(answer <= 5);
    }

    #[test]
    fn the_order_of_the_rows_does_not_show(names in names(), query in "[a-z]{2,6}", seed in any::<prop::sample::Index>()) {
        let index = index_of(&names);
        let mut people = index.people.clone();
        people.rotate_left(seed.index(names.len()));
        let other = SearchIndex::build(Directory { people, ..Directory::default() }, "US");
        prop_assert_eq!(index.find(&query, 5), other.find(&query, 5));
    }
}
