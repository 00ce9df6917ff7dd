use super::*;

/// A row with the columns `stage` (0), `amount` (1) and `code` (2).
struct Row<'text>([&'text str; 3]);

impl Answers for Row<'_> {
    fn text_of(&self, column: ColumnId) -> &str {
        self.0[column.0]
    }
    fn number_of(&self, column: ColumnId) -> Option<Decimal> {
        self.0[column.0].parse().ok()
    }
    fn file_name(&self) -> &'static str {
        "subscribed_members.csv"
    }
}

fn column(name: &str) -> Option<ColumnId> {
    ["stage", "amount", "code"].iter().position(|known| *known == name).map(ColumnId)
}

#[track_caller]
fn check(condition: &str, expected: bool) {
    let row = Row(["Closed Won", "-12.50", ""]);
    let parsed = parse(condition, &column).unwrap();
    assert_eq!(parsed.holds(&row), expected, "{condition}");
}

#[test]
fn conditions_hold_as_they_read() {
    for (condition, expected) in [
        ("stage == 'closed won'", true),
        ("stage != \"Closed Won\"", false),
        ("stage in ['Pledged', 'Closed Won']", true),
        ("stage not in ['Pledged']", true),
        ("stage in []", false),
        ("stage matches '(?i)^closed'", true),
        ("stage not matches '^Closed'", false),
        ("stage starts with 'CLOSED'", true),
        ("stage ends with 'lost'", false),
        ("code is empty", true),
        ("code is not empty", false),
        ("code is false", true),
        ("code is true", false),
        ("amount < 0", true),
        ("amount >= -12.5", true),
        ("amount > 1", false),
        ("amount <= -13", false),
        ("code < 0", false),
        ("not stage == 'x'", true),
        ("stage == 'x' or amount < 0 and code is empty", true),
        ("(stage == 'x' or amount < 0) and code is not empty", false),
        ("file_name starts with 'subscribed'", true),
    ] {
        check(condition, expected);
    }
}

#[test]
fn a_wrong_condition_says_what_was_expected() {
    for (condition, expected) in [
        ("stag == 'x'", "`stag` is no name of [columns]"),
        ("stage", "expected a test"),
        ("stage == x", "expected a text in quotes"),
        ("stage == 'x", "not closed"),
        ("stage in 'x'", "expected `[`"),
        ("stage in ['x' 'y']", "expected `,` or `]`"),
        ("stage matches '('", "no regular expression"),
        ("stage is nothing", "expected `empty`"),
        ("amount < many", "expected a number"),
        ("(stage == 'x'", "expected `)`"),
        ("stage == 'x' stage", "expected `and`"),
        ("stage == 'x' and", "expected the name of a column"),
        ("stage % 2", "has no meaning"),
    ] {
        let error = parse(condition, &column).unwrap_err();
        assert!(error.contains(expected), "{condition}: {error}");
    }
}
