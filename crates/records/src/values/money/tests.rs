use super::MoneyFormat::{Comma, Point};
use super::*;
use proptest::prelude::*;

#[track_caller]
fn check(text: &str, format: MoneyFormat, expected: Result<(&str, Option<&str>), MoneyError>) {
    let parsed = parse_money(text, &format);
    let seen = parsed.map(|money| (money.amount.to_string(), money.currency.map(|currency| currency.to_string())));
    let expected = expected.map(|(amount, currency)| (amount.to_owned(), currency.map(str::to_owned)));
    assert_eq!(seen, expected, "{text:?}");
}

#[test]
fn an_amount_is_read_in_every_spelling_of_an_export() {
    for (text, amount, currency) in [
        ("$1,200.00", "1200.00", None),
        ("USD 1,200.00", "1200.00", Some("USD")),
        ("1,200.00 USD", "1200.00", Some("USD")),
        ("$1,200.00 USD", "1200.00", Some("USD")),
        ("(15.00)", "-15.00", None),
        ("($15.00)", "-15.00", None),
        ("$(15.00)", "-15.00", None),
        ("-$45.00", "-45.00", None),
        ("$-45.00", "-45.00", None),
        ("45.00-", "-45.00", None),
        ("\u{2212}45", "-45.00", None),
        ("+45", "45.00", None),
        ("1,000", "1000.00", None),
        ("0199", "199.00", None),
        (".5", "0.50", None),
        ("1200.0000", "1200.00", None),
        ("£10", "10.00", Some("GBP")),
        ("JPY 1,200", "1200", Some("JPY")),
        ("KWD 1.234", "1.234", Some("KWD")),
        ("US$5", "5.00", Some("USD")),
        ("0", "0.00", None),
    ] {
        check(text, Point, Ok((amount, currency)));
    }
}

#[test]
fn a_comma_separates_decimals_where_the_column_says_so() {
    check("1.234,56", Comma, Ok(("1234.56", None)));
    check("1.234,56 €", Comma, Ok(("1234.56", Some("EUR"))));
    check("1 234,5", Comma, Ok(("1234.50", None)));
    check("1.234", Comma, Ok(("1234.00", None)));
    check("1.234,56", Point, Err(MoneyError::Shape));
    check("1,234.56", Comma, Err(MoneyError::Shape));
    check("10,50", Point, Err(MoneyError::Shape));
}

#[test]
fn nothing_is_rounded() {
    check("12.345", Point, Err(MoneyError::TooManyDecimals));
    check("JPY 1.5", Point, Err(MoneyError::TooManyDecimals));
    check("1,234", Comma, Err(MoneyError::TooManyDecimals));
}

#[test]
fn what_is_no_amount_is_refused() {
    for text in ["1e3", "1.5E+09", "5E9"] {
        check(text, Point, Err(MoneyError::Scientific));
    }
    for text in ["", " ", "-", "N/A", "Not shared by donor"] {
        check(text, Point, Err(MoneyError::Missing));
    }
    for text in ["ten", "1,2,3", "12.", "--5", "(-5)", "1.2.3", "$", "USD", "5 USD EUR GBP", "1,00,000"] {
        check(text, Point, Err(MoneyError::Shape));
    }
    check("1234567890123456", Point, Err(MoneyError::TooLarge));
}

#[test]
fn the_currency_of_the_row_decides_the_decimals() {
    let kuwait = Currency::parse("KWD").unwrap();
    let money = parse_money_in("1.5", &Point, &kuwait).unwrap();
    assert_eq!((money.amount.to_string(), money.currency), ("1.500".to_owned(), Some(kuwait.clone())));
    assert_eq!(parse_money_in("USD 5", &Point, &kuwait), Err(MoneyError::OtherCurrency));
    assert!(parse_money_in("$5", &Point, &Currency::usd()).is_ok());
}

#[track_caller]
fn check_detection(texts: &[&str], expected: Option<MoneyFormat>) {
    assert_eq!(MoneyFormat::detect(texts.iter().copied()), expected, "{texts:?}");
}

#[test]
fn a_column_tells_its_decimal_mark() {
    check_detection(&["100", "1,234", "$12.50"], Some(Point));
    check_detection(&["100", "1.234", "12,50 €"], Some(Comma));
    check_detection(&["1,234.56"], Some(Point));
    check_detection(&["1.234,56"], Some(Comma));
    check_detection(&["1,234,567"], Some(Point));
    check_detection(&["100", "1,234", ""], None);
    check_detection(&["1,234.56", "1.234,56"], None);
}

proptest! {
    #[test]
    fn an_amount_is_read_back_as_itself(text in "[-($]{0,2}[0-9]{1,3}(,[0-9]{3}){0,3}(\\.[0-9]{1,2})?[)]?") {
        if let Ok(money) = parse_money(&text, &Point) {
            prop_assert_eq!(parse_money(&money.amount.to_string(), &Point), Ok(money));
        }
    }

    #[test]
    fn both_formats_agree_on_one_amount(cents in 0_i64..1_000_000_000_000) {
        let point = format!("{}.{:02}", cents / 100, cents % 100);
        let comma = point.replace('.', ",");
        prop_assert_eq!(parse_money(&point, &Point), parse_money(&comma, &Comma));
        prop_assert_eq!(parse_money(&point, &Point).unwrap().amount, Decimal::new(cents, 2));
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,16}|[-+0-9.,$€()eE ]{0,16}") {
        let _ = parse_money(&text, &Point);
        let _ = parse_money(&text, &Comma);
        let _ = MoneyFormat::detect([text.as_str()]);
    }
}
