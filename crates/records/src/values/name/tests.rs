use super::*;
use proptest::prelude::*;

/// A name as one line: `prefix|given|middle|family|suffix`, then `"preferred"` and `née former` if known.
fn shown(name: &PersonName) -> String {
    let part = |field: &Option<String>| field.clone().unwrap_or_default();
    let fields = [&name.prefix, &name.given_name, &name.middle_name, &name.family_name, &name.suffix];
    let mut line = fields.map(part).join("|");
    if let Some(preferred) = &name.preferred_name {
        line = format!("{line} \"{preferred}\"");
    }
    if let Some(former) = &name.former_family_name {
        line = format!("{line} née {former}");
    }
    line
}

fn shown_party(party: &NamedParty) -> String {
    match party {
        NamedParty::Person(name) => shown(name),
        NamedParty::Couple(first, second) => format!("{} + {}", shown(first), shown(second)),
        NamedParty::Organization(name) => format!("org {name}"),
        NamedParty::Anonymous => "anonymous".to_owned(),
        NamedParty::Missing => "missing".to_owned(),
    }
}

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        let parsed = parse_party_name(text, NameHints::default());
        assert_eq!(shown_party(&parsed.party), *expected, "{text:?}");
    }
}

#[test]
fn a_person_is_read_in_either_order() {
    check(&[
        ("John Smith", "|John||Smith|"),
        ("SMITH, JOHN", "|John||Smith|"),
        ("Smith, John Q.", "|John|Q.|Smith|"),
        ("SMITH, John", "|John||Smith|"),
        ("Dr. John Q. Smith Jr.", "Dr.|John|Q.|Smith|Jr."),
        ("John Smith, Jr., M.D.", "|John||Smith|Jr. MD"),
        ("Smith, Jr., John", "|John||Smith|Jr."),
        ("Smith Jr., John", "|John||Smith|Jr."),
        ("Smith, Mr. John, III", "Mr.|John||Smith|III"),
        ("The Rev. Dr. Jane Doe", "Rev. Dr.|Jane||Doe|"),
        ("Jane Doe PhD", "|Jane||Doe|PhD"),
        ("Kim Do", "|Kim||Do|"),
        ("Kim Do, DO", "|Kim||Do|DO"),
        ("Mr. Smith", "Mr.|||Smith|"),
        ("Madonna", "|Madonna|||"),
        ("J. Edgar Hoover", "|J.|Edgar|Hoover|"),
        ("  John \u{a0} Smith ", "|John||Smith|"),
    ]);
}

#[test]
fn particles_belong_to_the_family_name() {
    check(&[
        ("Liz van der Berg", "|Liz||van der Berg|"),
        ("van der Berg, Liz", "|Liz||van der Berg|"),
        ("Juan de la Cruz", "|Juan||de la Cruz|"),
        ("JUAN DE LA CRUZ", "|Juan||de la Cruz|"),
        ("Dick Van Dyke", "|Dick||Van Dyke|"),
        ("Van Morrison", "|Van||Morrison|"),
        ("van Gogh", "|||van Gogh|"),
        ("De La Cruz", "|||De La Cruz|"),
        ("Mary St. Clair", "|Mary||St. Clair|"),
    ]);
}

#[test]
fn flat_names_become_proper_case_and_mixed_ones_stay() {
    check(&[
        ("JOHN MCDONALD", "|John||McDonald|"),
        ("mary o'brien", "|Mary||O'Brien|"),
        ("MARY O’BRIEN", "|Mary||O'Brien|"),
        ("ANN SMITH-JONES", "|Ann||Smith-Jones|"),
        ("JD SMITH", "|JD||Smith|"),
        ("J.R. SMITH", "|J.R.||Smith|"),
        ("John MacDonald", "|John||MacDonald|"),
        ("DeShawn LeBlanc", "|DeShawn||LeBlanc|"),
        ("JOSÉ NÚÑEZ", "|José||Núñez|"),
        ("Jose\u{301} Nu\u{301}n\u{303}ez", "|José||Núñez|"),
        ("李 娜", "|李||娜|"),
        ("JOHN SMITH III", "|John||Smith|III"),
    ]);
}

#[test]
fn nicknames_and_former_names_are_kept() {
    check(&[
        ("Robert \"Bob\" Smith", "|Robert||Smith| \"Bob\""),
        ("Robert “Bob” Smith", "|Robert||Smith| \"Bob\""),
        ("Robert 'Bob' Smith", "|Robert||Smith| \"Bob\""),
        ("Robert (Bob) Smith", "|Robert||Smith| \"Bob\""),
        ("Smith, Robert (Bob)", "|Robert||Smith| \"Bob\""),
        ("Mary Smith née Brown", "|Mary||Smith| née Brown"),
        ("Mary Smith (nee Brown)", "|Mary||Smith| née Brown"),
        ("Mary (née Brown) Smith", "|Mary||Smith| née Brown"),
        ("MARY SMITH (NEE BROWN)", "|Mary||Smith| née Brown"),
        ("Bob Nee", "|Bob||Nee|"),
        ("Sean O'Brien-D'Arcy", "|Sean||O'Brien-D'Arcy|"),
    ]);
}

#[test]
fn a_couple_is_two_people() {
    check(&[
        ("John & Mary Smith", "|John||Smith| + |Mary||Smith|"),
        ("JOHN AND MARY SMITH", "|John||Smith| + |Mary||Smith|"),
        ("John and Mary Smith", "|John||Smith| + |Mary||Smith|"),
        ("John Smith and Mary Jones", "|John||Smith| + |Mary||Jones|"),
        ("John Smith and Mary", "|John||Smith| + |Mary||Smith|"),
        ("Smith, John & Mary", "|John||Smith| + |Mary||Smith|"),
        ("Smith, John and Jones, Mary", "|John||Smith| + |Mary||Jones|"),
        ("John Q. & Mary Smith", "|John|Q.|Smith| + |Mary||Smith|"),
        ("Mary Ann and John Smith", "|Mary|Ann|Smith| + |John||Smith|"),
        ("John and Mary van der Berg", "|John||van der Berg| + |Mary||van der Berg|"),
        ("John & Mary", "|John||| + |Mary|||"),
        ("John Smith and Spouse", "|John||Smith| + |||Smith|"),
        ("Ann Lee + Bo Day", "|Ann||Lee| + |Bo||Day|"),
    ]);
}

#[test]
fn titles_tell_who_is_who() {
    check(&[
        ("Mr. and Mrs. John Smith", "Mr.|John||Smith| + Mrs.|||Smith|"),
        ("Mr. & Mrs. John Smith, Jr.", "Mr.|John||Smith|Jr. + Mrs.|||Smith|"),
        ("MR AND MRS JOHN SMITH", "Mr.|John||Smith| + Mrs.|||Smith|"),
        ("Mr. and Mrs. Smith", "Mr.|||Smith| + Mrs.|||Smith|"),
        ("Dr. and Mrs. John Smith", "Dr.|John||Smith| + Mrs.|||Smith|"),
        ("Mr. & Mrs. John and Mary Smith", "Mr.|John||Smith| + Mrs.|Mary||Smith|"),
        ("Mr. John and Mrs. Mary Smith", "Mr.|John||Smith| + Mrs.|Mary||Smith|"),
        ("Mr. John Smith and Ms. Mary Jones", "Mr.|John||Smith| + Ms.|Mary||Jones|"),
        ("Drs. John and Mary Smith", "Dr.|John||Smith| + Dr.|Mary||Smith|"),
    ]);
}

#[test]
fn organisations_are_not_people() {
    for text in [
        "Estate of Jane Doe",
        "The Estate of Jane Doe",
        "Smith Family Trust",
        "The Smith Family Foundation",
        "Acme, Inc.",
        "Acme LLC",
        "First Baptist Church",
        "Rotary Club of Springfield",
        "Springfield Rotary",
        "Friends of the Library",
        "YMCA",
        "Smith & Sons",
        "Johnson & Johnson",
        "Boy Scouts Troop 12",
        "Grace Church",
        "Boys & Girls Club",
        "Law Offices of John Smith",
        "John Smith Estate",
        "Bank of Springfield",
        "John Smith Charitable Trust",
    ] {
        check(&[(text, &format!("org {text}"))]);
    }
    check(&[
        ("Frank Church", "|Frank||Church|"),
        ("Church, Frank", "|Frank||Church|"),
        ("Mr. Emil Temple", "Mr.|Emil||Temple|"),
    ]);
    let hinted = parse_party_name("Grace Church", NameHints::from(PartyKind::Person));
    assert_eq!(shown_party(&hinted.party), "|Grace||Church|");
    let hinted = parse_party_name("Ann Lee", NameHints::from(PartyKind::Organization));
    assert_eq!(shown_party(&hinted.party), "org Ann Lee");
    let misfiled = parse_party_name("Acme LLC", NameHints::from(PartyKind::Person));
    assert_eq!(shown_party(&misfiled.party), "org Acme LLC");
}

#[test]
fn nobody_is_not_somebody() {
    check(&[
        ("Anonymous", "anonymous"),
        ("ANONYMOUS ANONYMOUS", "anonymous"),
        ("Friend", "anonymous"),
        ("Not shared by donor", "anonymous"),
        ("Unknown", "missing"),
        ("N/A", "missing"),
        (".", "missing"),
        ("-", "missing"),
        (" ", "missing"),
        ("", "missing"),
        ("ann@example.org", "missing"),
    ]);
}

#[track_caller]
fn check_flags(text: &str, expected: &str, flags: &NameFlags) {
    let parsed = parse_party_name(text, NameHints::default());
    assert_eq!((shown_party(&parsed.party).as_str(), &parsed.flags), (expected, flags), "{text:?}");
}

#[test]
fn what_else_the_field_says_is_extracted() {
    let none = NameFlags::default();
    let deceased = NameFlags { deceased: true, ..none.clone() };
    for text in [
        "John Smith (deceased)",
        "John Smith - DECEASED",
        "John Smith (Deceased 2019)",
        "The late John Smith",
        "*DECEASED* John Smith",
        "John Smith DECEASED 3/4/2019",
        "John (dec'd) Smith",
    ] {
        check_flags(text, "|John||Smith|", &deceased);
    }
    let no_mail = NameFlags { do_not_mail: true, ..none.clone() };
    check_flags("John Smith - DO NOT MAIL", "|John||Smith|", &no_mail);
    check_flags("Smith, John Jr. - DO NOT MAIL", "|John||Smith|Jr.", &no_mail);
    check_flags("DO NOT MAIL", "missing", &no_mail);
    let both = NameFlags { do_not_mail: true, deceased: true, ..none.clone() };
    check_flags("John Smith (deceased) DO NOT MAIL", "|John||Smith|", &both);
    let nothing = NameFlags { do_not_mail: true, do_not_call: true, do_not_email: true, ..none.clone() };
    check_flags("John Smith (DO NOT CONTACT)", "|John||Smith|", &nothing);
    check_flags("JOHN SMITH DO NOT CALL", "|John||Smith|", &NameFlags { do_not_call: true, ..none.clone() });
    let care_of = NameFlags { care_of: Some("Ann Lee".to_owned()), ..none.clone() };
    check_flags("John Smith c/o Ann Lee", "|John||Smith|", &care_of);
    check_flags("c/o Ann Lee", "missing", &care_of);
}

#[test]
fn a_family_is_a_household() {
    let household = NameFlags { household: true, ..NameFlags::default() };
    check_flags("The Smith Family", "|||Smith|", &household);
    check_flags("SMITH HOUSEHOLD", "|||Smith|", &household);
    check_flags("The John Smith Family", "|John||Smith|", &household);
    check_flags("John and Mary Smith Family", "|John||Smith| + |Mary||Smith|", &household);
    check_flags("Lee and Brown Household", "|||Lee| + |||Brown|", &household);
    check_flags("The van der Berg Family", "|||van der Berg|", &household);
    check_flags("John Smith and Family", "|John||Smith|", &household);
    check_flags("Smith Family Foundation", "org Smith Family Foundation", &NameFlags::default());
}

/// Columns: prefix, given, middle, family, suffix, organisation.
#[track_caller]
fn check_parts(columns: [&str; 6], expected: &str) {
    let [prefix, given_name, middle_name, family_name, suffix, organization] = columns;
    let parts =
        NameParts { prefix, given_name, middle_name, family_name, suffix, organization, ..NameParts::default() };
    let parsed = ParsedName::from_parts(&parts, NameHints::default());
    assert_eq!(shown_party(&parsed.party), expected, "{columns:?}");
}

#[test]
fn columns_are_read_as_the_source_filled_them() {
    check_parts(["dr", "JOHN", "q", "SMITH", "jr", ""], "Dr.|John|Q|Smith|Jr.");
    check_parts(["", "Robert J.", "", "Smith", "", ""], "|Robert|J.|Smith|");
    check_parts(["", "Mary Ann", "", "Smith", "", ""], "|Mary Ann||Smith|");
    check_parts(["", "Dr. John", "", "Smith, Jr.", "", ""], "Dr.|John||Smith|Jr.");
    check_parts(["", "Robert \"Bob\"", "", "Smith (née Brown)", "", ""], "|Robert||Smith| \"Bob\" née Brown");
    check_parts(["", "Liz", "", "VAN DER BERG", "", ""], "|Liz||van der Berg|");
    check_parts(["", "John", "", "Smith", "", "Acme Inc"], "|John||Smith|");
    check_parts(["", "", "", "Garcia Lopez", "", ""], "|||Garcia Lopez|");
    check_parts(["", "John Smith", "", "", "", ""], "|John||Smith|");
    check_parts(["", "Mary Ann", "", "", "", ""], "|Mary Ann|||");
    check_parts(["", "Frank", "", "Church", "", ""], "|Frank||Church|");
    check_parts(["", "", "", "Smith, John", "", ""], "|John||Smith|");
}

#[test]
fn columns_may_hold_a_couple() {
    check_parts(["", "John & Mary", "", "Smith", "", ""], "|John||Smith| + |Mary||Smith|");
    check_parts(["", "JOHN AND MARY", "", "SMITH", "", ""], "|John||Smith| + |Mary||Smith|");
    check_parts(["Mr. and Mrs.", "John", "", "Smith", "", ""], "Mr.|John||Smith| + Mrs.|||Smith|");
    check_parts(["Mr. & Mrs.", "John & Mary", "", "Smith", "", ""], "Mr.|John||Smith| + Mrs.|Mary||Smith|");
    check_parts(["", "Mr. & Mrs. John", "", "Smith", "", ""], "Mr.|John||Smith| + Mrs.|||Smith|");
    check_parts(["", "John & Mary", "", "Smith & Jones", "", ""], "|John||Smith| + |Mary||Jones|");
    check_parts(["Drs.", "John & Mary", "", "Smith", "", ""], "Dr.|John||Smith| + Dr.|Mary||Smith|");
    check_parts(["", "John & Mary Smith", "", "", "", ""], "|John||Smith| + |Mary||Smith|");
}

#[test]
fn columns_may_hold_no_person() {
    check_parts(["", "", "", "Smith Family Trust", "", ""], "org Smith Family Trust");
    check_parts(["", "Acme", "", "LLC", "", ""], "org Acme LLC");
    check_parts(["", "", "", "", "", "Acme Inc"], "org Acme Inc");
    check_parts(["", "", "", "UNKNOWN", "", "Acme Inc"], "org Acme Inc");
    check_parts(["", "Anonymous", "", "Anonymous", "", ""], "anonymous");
    check_parts(["", "Anonymous", "", "Donor", "", ""], "anonymous");
    check_parts(["", "Not shared by donor", "", "Not shared by donor", "", ""], "anonymous");
    check_parts(["", "John", "", "UNKNOWN", "", ""], "|John|||");
    check_parts(["", "John", "", ".", "", ""], "|John|||");
    check_parts(["", "-", "", "Smith", "", ""], "|||Smith|");
    check_parts(["", "", "", "", "", ""], "missing");
    check_parts(["", "The", "", "Smith Family", "", ""], "|||Smith|");
}

#[test]
fn flags_in_columns_are_extracted() {
    let parts = NameParts { given_name: "John", family_name: "Smith (deceased)", ..NameParts::default() };
    let parsed = ParsedName::from_parts(&parts, NameHints::default());
    assert_eq!(shown_party(&parsed.party), "|John||Smith|");
    assert!(parsed.flags.deceased);
}

#[test]
fn a_name_is_written_in_its_usual_order() {
    let parsed = parse_party_name("Smith, Dr. Ann Q., Jr.", NameHints::default());
    let NamedParty::Person(name) = parsed.party else { panic!("one person") };
    assert_eq!(name.full_name(), "Dr. Ann Q. Smith Jr.");
}

fn person_of(parsed: ParsedName) -> Option<PersonName> {
    match parsed.party {
        NamedParty::Person(name) => Some(name),
        _ => None,
    }
}

proptest! {
    #[test]
    fn a_person_is_read_back_as_themselves(
        prefix in "|Dr|MRS\\.|the rev\\.",
        given in "Ann|JOHN|josé|J\\.R\\.|Li|Mary-Jane",
        middle in "|Q\\.|b|MARIE",
        family in "Lee|O'BRIEN|mcdonald|van der Berg|de la cruz|SMITH-JONES|St\\. Clair",
        suffix in "|Jr|III|, MD|phd",
    ) {
        let text = format!("{prefix} {given} {middle} {family} {suffix}");
        let first = person_of(parse_party_name(&text, NameHints::default())).unwrap();
        let second = person_of(parse_party_name(&first.full_name(), NameHints::default())).unwrap();
        prop_assert_eq!(first, second);
    }

    #[test]
    fn columns_are_read_back_as_themselves(
        prefix in "|dr|Ms\\.|Herr",
        given in "[A-Za-zé]{1,6}( [A-Z]\\.)?( \"[A-Za-z]{2,4}\")?|JOHN|O'neil",
        middle in "|[A-Za-z]{1,5}",
        // Two small letters at the end: `EA A'A` cannot be told from a name in capitals.
        family in "[A-Za-zñ][A-Za-zñ'-]{0,6}[a-z]{2}|VAN DER BERG|de la Cruz|mcdonald",
        suffix in "|jr\\.|II|Weird",
    ) {
        let parts = NameParts { prefix: &prefix, given_name: &given, middle_name: &middle, family_name: &family, suffix: &suffix, ..NameParts::default() };
        if let Some(first) = person_of(ParsedName::from_parts(&parts, NameHints::default())) {
            let text = |field: &Option<String>| field.clone().unwrap_or_default();
            let fields = [
                &first.prefix, &first.given_name, &first.middle_name, &first.family_name, &first.suffix, &first.preferred_name,
            ];
            let fields = fields.map(text);
            let parts = NameParts {
                prefix: &fields[0], given_name: &fields[1], middle_name: &fields[2], family_name: &fields[3], suffix: &fields[4],
                preferred_name: &fields[5], ..NameParts::default()
            };
            let second = person_of(ParsedName::from_parts(&parts, NameHints::default()));
            prop_assert_eq!(second, Some(first));
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,24}|[A-Za-z&,.'\"()/ -]{0,24}", other in "\\PC{0,8}|&|and|Mr\\. and Mrs\\.") {
        for kind in [PartyKind::Unknown, PartyKind::Person, PartyKind::Organization] {
            let _ = parse_party_name(&text, NameHints::from(kind));
            let parts = NameParts {
                prefix: &other, given_name: &text, middle_name: &other, family_name: &text, suffix: &other, preferred_name: &text,
                former_family_name: &text, organization: &other,
            };
            let _ = ParsedName::from_parts(&parts, NameHints::from(kind));
        }
    }
}
