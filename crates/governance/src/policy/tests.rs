//! The language of the policy, and what the bundled one says.

use super::*;

const GOOD: &str = r#"[tables]
people = ["constituent", "constituent_address"]
money = ["gift"]

[roles.west]
about = "West"
[[roles.west.sees]]
tables = ["people"]
classes = ["public"]
show = ["constituent.birth_date"]
hide = ["constituent.country"]
rows = { column = "region", one_of = ["OR", "CA", "OR"] }
[[roles.west.sees]]
tables = ["gift"]
classes = ["internal"]

[roles.clerk]
about = "Clerk"
sees = []
"#;

#[track_caller]
fn check(from: &str, to: &str, line: usize, message: &str) {
    assert!(GOOD.contains(from), "{from}");
    let error = Policy::parse(&GOOD.replacen(from, to, 1)).unwrap_err();
    assert!(error.line == line && error.message.contains(message), "{error}");
}

#[test]
fn an_unknown_word_is_named_by_its_line() {
    check("\"constituent\"", "\"donor\"", 2, "no golden table `donor`");
    check("[\"people\"]", "[\"crosswalk\"]", 8, "neither an area nor a table of an area");
    check("\"public\"", "\"secret\"", 9, "no class `secret`");
    check("birth_date", "birth_day", 10, "table `constituent` has no column `birth_day`");
    check("constituent.birth_date", "birth_date", 10, "expected table.column");
    check("constituent.country", "gift.amount", 11, "does not name the table `gift`");
    check("\"region\"", "\"regio\"", 12, "has no column `regio`");
    check("about = \"West\"", "about = \"West\"\ncolour = 1", 7, "unknown field `colour`");
    check("[tables]", "[tabels]", 1, "unknown field `tabels`");
    check("classes = [\"internal\"]", "clases = [\"internal\"]", 15, "unknown field `clases`");
    check("one_of", "any_of", 12, "unknown field `any_of`");
    check("roles.clerk", "roles.Clerk-1", 17, "expected a role named by");
    check("money", "views", 3, "the name of something else");
    check("money", "gift", 3, "the name of something else");
    check("= [\"gift\"]", "= [\"gift\"", 5, "");
}

#[test]
fn a_contradiction_is_named_by_its_line() {
    check("money = [\"gift\"]", "money = [\"gift\", \"constituent\"]", 2, "stands in `money` already");
    check("tables = [\"gift\"]", "tables = [\"constituent\"]", 14, "named twice in this role");
    check("constituent.country", "constituent.birth_date", 11, "both shown and hidden");
    check("\"region\"", "\"undeliverable\"", 12, "has no column `undeliverable`");
    check(
        "rows = { column = \"region\"",
        "rows = { column = \"source_count\"",
        12,
        "is bigint; a row rule needs a text column",
    );
    check("[\"OR\", \"CA\", \"OR\"]", "[]", 12, "at least one value");
}

#[test]
fn access_is_classes_with_exceptions_and_rows() {
    let policy = Policy::parse(GOOD).unwrap();
    let constituent = policy.access("west", "constituent").unwrap();
    let has = |column: &str| constituent.columns.iter().any(|one| one == column);
    assert!(has("constituent_id") && has("birth_date"), "{constituent:?}");
    assert!(!has("country") && !has("display_name") && !has("gender"), "{constituent:?}");
    let values = vec!["CA".to_owned(), "OR".to_owned()];
    assert_eq!(constituent.rows, RowRule::OneOf { column: "region".to_owned(), values });
    let gift = policy.access("west", "gift").unwrap();
    assert_eq!((gift.columns.join(" "), gift.rows), ("processor_reference file_id line".to_owned(), RowRule::All));
}

#[test]
fn what_is_not_named_is_denied() {
    let policy = Policy::parse(GOOD).unwrap();
    for (role, table) in [("west", "crosswalk"), ("clerk", "gift"), ("nobody", "gift"), ("west", "source_party")] {
        assert_eq!(policy.access(role, table), None, "{role} {table}");
    }
    assert!(policy.unlisted_tables().iter().any(|table| table.name == "crosswalk"));
}

#[test]
fn every_golden_table_stands_in_an_area_of_the_bundled_policy() {
    let policy = Policy::bundled().unwrap();
    assert_eq!(policy.unlisted_tables(), Vec::<&TableSchema>::new());
}

/// The columns that the role sees although their class is none of these.
fn seen_beyond(role: &str, classes: &[ColumnClass]) -> Vec<String> {
    let policy = Policy::bundled().unwrap();
    let mut beyond = Vec::new();
    for table in GOLDEN_TABLES {
        for column in policy.access(role, table.name).map_or_else(Vec::new, |access| access.columns) {
            if !classes.contains(&table.column(&column).unwrap().class) {
                beyond.push(format!("{}.{column}", table.name));
            }
        }
    }
    beyond
}

#[test]
fn the_bundled_roles_see_what_they_are_for() {
    use ColumnClass::{Contact, Internal, Public};
    let policy = Policy::bundled().unwrap();
    assert!(policy.sees_everything("steward") && !policy.sees_everything("fundraiser"));
    let (deceased, deceased_date) = ("constituent.deceased", "constituent.deceased_date");
    let received_at = "source_file.received_at";
    let (deaths, day) = ([deceased, deceased_date], [received_at]);
    assert_eq!(seen_beyond("analyst", &[Public]), [&deaths[..], &day].concat());
    assert_eq!(seen_beyond("dashboard", &[Public]), [&deaths[..], &day].concat());
    assert_eq!(seen_beyond("fundraiser", &[Public, Contact]), [&deaths[..], &day].concat());
    assert_eq!(seen_beyond("chapter_fundraiser_west", &[Public, Contact]), [deceased]);
    assert_eq!(seen_beyond("auditor", &[Public, Internal]), [""; 0]);
    assert!(policy.access("fundraiser", "constituent_email").unwrap().columns.contains(&"address".to_owned()));
    let value = policy.access("auditor", "constituent_value").unwrap();
    assert!(!value.columns.contains(&"value".to_owned()) && value.columns.contains(&"rule".to_owned()));
}

#[test]
fn a_chapter_sees_its_states_alone() {
    let policy = Policy::bundled().unwrap();
    let seen = GOLDEN_TABLES.iter().filter_map(|table| {
        policy.access("chapter_fundraiser_west", table.name).map(|access| (table.name, access.rows.condition()))
    });
    let states = || Some("region IN ('CA', 'OR', 'WA')".to_owned());
    assert_eq!(seen.collect::<Vec<_>>(), [("constituent", states()), ("constituent_address", states())]);
}
