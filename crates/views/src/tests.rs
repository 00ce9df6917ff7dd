use super::*;
use sqlparser::dialect::GenericDialect;
use sqlparser::tokenizer::{Token, Tokenizer};

fn july() -> Organization {
    Organization::bundled().unwrap()
}

const HEADER: &str =
    "-- What it tells.\n-- grain: g.\n-- unit: u.\n-- formula: f,\n--   and on.\n-- source: s.\n-- edge cases: e.\n";

fn file(query: &str) -> String {
    format!("{HEADER}{query}\n")
}

#[test]
fn a_header_says_what_the_view_means() {
    let text =
        format!("{HEADER}-- order by: n DESC\n-- cached: yes\nSELECT ${{membership_grace_days}} AS n FROM gift\n");
    let view = View::parse("v", &text, &july()).unwrap();
    assert_eq!((view.summary.as_str(), view.formula.as_str()), ("What it tells.", "f, and on."));
    assert_eq!(
        (view.sql.as_str(), view.order_by.as_str(), view.is_cached),
        ("SELECT 90 AS n FROM gift", "n DESC", true)
    );
    assert_eq!(view.reads, ["gift"]);
}

#[track_caller]
fn check_refused(text: &str, expected: &str) {
    let message = View::parse("v", text, &july()).unwrap_err().to_string();
    assert!(message.contains(expected), "{message}");
}

#[test]
fn a_broken_view_file_is_refused_with_its_reason() {
    check_refused(&file("SELECT 1").replace("-- unit: u.\n", ""), "lacks `unit`");
    check_refused(&file("SELECT 1").replace("-- unit", "-- unti"), "unknown part on line 3");
    check_refused(&file("SELECT ${password}"), "unknown variable `${password}`");
    check_refused(&file("SELEC 1"), "view `v`");
    check_refused(&file("SELECT 1; SELECT 2"), "expected one query");
}

#[test]
fn views_come_after_the_views_they_read() {
    let (a, b, c) =
        (file("SELECT * FROM b"), file("WITH d AS (SELECT * FROM c) SELECT * FROM d"), file("SELECT 1 AS n"));
    let files = [("a", a.as_str()), ("b", &b), ("c", &c)];
    let names: Vec<String> = load(&files, &july()).unwrap().into_iter().map(|view| view.name).collect();
    assert_eq!(names, ["c", "b", "a"]);
}

#[test]
fn a_circle_of_views_is_refused() {
    let (a, b, c) = (file("SELECT * FROM b"), file("SELECT * FROM a"), file("SELECT 1 AS n"));
    let error = load(&[("a", a.as_str()), ("b", &b), ("c", &c)], &july()).unwrap_err();
    assert_eq!(error.to_string(), "views read each other in a circle: a, b");
    let error = load(&[("c", c.as_str()), ("c", &c)], &july()).unwrap_err();
    assert_eq!(error, ViewError::Duplicate { view: "c".to_owned() });
}

#[test]
fn every_view_file_is_built_in() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas/views");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().replace(".sql", ""))
        .collect();
    names.sort();
    assert_eq!(names, BUNDLED.iter().map(|(name, _)| *name).collect::<Vec<_>>());
}

/// Functions that Trino and `DataFusion` both know and take for the same; `date_diff` is added to `DataFusion`.
const FUNCTIONS: &[&str] = &[
    "array_agg",
    "array_join",
    "bool_and",
    "cast",
    "coalesce",
    "count",
    "date_diff",
    "date_trunc",
    "dense_rank",
    "exp",
    "extract",
    "greatest",
    "lag",
    "lead",
    "least",
    "ln",
    "lpad",
    "max",
    "min",
    "nullif",
    "percent_rank",
    "row_number",
    "sqrt",
    "sum",
];

/// Words before a parenthesis that are no functions.
const KEYWORDS: &[&str] = &[
    "and", "as", "by", "decimal", "exists", "filter", "from", "in", "join", "not", "on", "or", "over", "select",
    "values", "when", "where",
];

/// Why `sql` leaves the SQL that Trino and `DataFusion` share; none if it does not.
fn outside_the_shared_subset(sql: &str) -> Option<String> {
    let tokens: Vec<Token> = Tokenizer::new(&GenericDialect {}, sql)
        .tokenize()
        .unwrap()
        .into_iter()
        .filter(|token| !matches!(token, Token::Whitespace(_)))
        .collect();
    let word = |index: usize| match tokens.get(index) {
        Some(Token::Word(word)) if word.quote_style.is_none() => word.value.to_lowercase(),
        _ => String::new(),
    };
    // `name (columns) AS (query)` and `AS name (columns)` name columns; they call nothing.
    let names_columns = |index: usize| index > 0 && word(index - 1) == "as";
    for index in 0..tokens.len() {
        match &tokens[index] {
            Token::DoubleColon => return Some("`::`".to_owned()),
            Token::LBracket => return Some("an index in brackets".to_owned()),
            Token::Div if !is_double(&tokens[..index]) => {
                return Some("a division without a cast to DOUBLE".to_owned());
            }
            Token::Word(_) if word(index) == "qualify" => return Some("QUALIFY".to_owned()),
            Token::Word(_) if word(index) == "all" && word(index.saturating_sub(1)) == "by" => {
                return Some("GROUP BY ALL".to_owned());
            }
            Token::Word(_) if tokens.get(index + 1) == Some(&Token::LParen) => {
                let name = word(index);
                if !FUNCTIONS.contains(&name.as_str()) && !KEYWORDS.contains(&name.as_str()) && !names_columns(index) {
                    return Some(format!("function `{name}`"));
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether the operand that ends here is `CAST(… AS DOUBLE)`.
fn is_double(before: &[Token]) -> bool {
    let end: String = before.iter().rev().take(3).rev().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    end.to_uppercase() == "AS DOUBLE )"
}

#[test]
fn every_view_keeps_to_the_sql_that_trino_and_datafusion_share() {
    for view in bundled(&july()).unwrap() {
        assert_eq!(outside_the_shared_subset(&view.sql), None, "{}", view.name);
    }
}

#[test]
fn the_gate_sees_what_only_one_engine_knows() {
    let cases = [
        ("SELECT a::date FROM t", "`::`"),
        ("SELECT a FROM t QUALIFY ROW_NUMBER() OVER () = 1", "QUALIFY"),
        ("SELECT a, COUNT(*) FROM t GROUP BY ALL", "GROUP BY ALL"),
        ("SELECT a / b FROM t", "a division without a cast to DOUBLE"),
        ("SELECT CAST(a AS BIGINT) / b FROM t", "a division without a cast to DOUBLE"),
        ("SELECT date_part('year', a) FROM t", "function `date_part`"),
        ("SELECT a[1] FROM t", "an index in brackets"),
    ];
    for (sql, expected) in cases {
        assert_eq!(outside_the_shared_subset(sql).as_deref(), Some(expected), "{sql}");
    }
}

#[test]
fn every_column_of_a_view_has_a_name_of_its_own() {
    for view in bundled(&july()).unwrap() {
        assert!(!view.sql.contains("ORDER BY 1"), "{}", view.name);
        assert!(!view.sql.trim_end().ends_with(';'), "{}", view.name);
    }
}
