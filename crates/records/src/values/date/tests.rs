use super::DateOrder::{DayMonth, MonthDay, YearMonth};
use super::*;
use proptest::prelude::*;

#[track_caller]
fn check(text: &str, format: impl Into<DateFormat>, expected: Result<&str, DateError>) {
    let parsed = parse_date(text, format).map(|date| date.map_or("none".to_owned(), |date| date.to_string()));
    assert_eq!(parsed, expected.map(str::to_owned), "{text:?}");
}

#[test]
fn a_date_is_read_in_the_order_of_its_column() {
    check("3/4/26", MonthDay, Ok("2026-03-04"));
    check("3/4/26", DayMonth, Ok("2026-04-03"));
    check("26/3/4", YearMonth, Ok("2026-03-04"));
    check("04.03.2026", DayMonth, Ok("2026-03-04"));
    check("03-04-2026", MonthDay, Ok("2026-03-04"));
    check("12/31/2025", YearMonth, Err(DateError::Shape));
}

#[test]
fn a_date_that_tells_its_order_needs_none() {
    for order in [MonthDay, DayMonth, YearMonth] {
        for text in [
            "2026/03/04",
            "2026-03-04",
            "2026-03-04T00:00:00.000Z",
            "2026-03-04 17:33:08",
            "2026-3-4",
            "20260304",
            "04 Mar 2026",
            "4 March 2026",
            "Mar 4, 2026",
            "March 4, 2026",
            "04-Mar-2026",
            "4-Mar-26",
            "4th March 2026",
            "Wednesday, March 4, 2026 11:11 AM GMT-05:00",
            "2026 Mar 4",
            "Mar. 4, 2026",
            "MAR 4 2026",
            "2026-03-04 12:00:00 AM",
        ] {
            check(text, order, Ok("2026-03-04"));
        }
        check("August 17, 2025", order, Ok("2025-08-17"));
        check("07 Mar 2019", order, Ok("2019-03-07"));
        check("Tue 7 Oct 2025", order, Ok("2025-10-07"));
        check("Sept 1, 2025", order, Ok("2025-09-01"));
    }
}

#[test]
fn a_time_behind_the_date_is_left_out() {
    for text in ["3/4/2026 12:00:00 AM", "3/4/26 22:28", "3/4/2026 0:00", "3/4/2026, 5:06 pm", "3/4/2026T05:06:07"] {
        check(text, MonthDay, Ok("2026-03-04"));
    }
    check("3/4/2026 25:00", MonthDay, Err(DateError::Time));
    check("3/4/2026 noon", MonthDay, Err(DateError::Time));
    check("3/4/20261", MonthDay, Err(DateError::Shape));
}

#[test]
fn a_null_date_is_none() {
    for text in [
        "",
        " ",
        "0000-00-00",
        "0000-00-00 00:00:00",
        "1900-01-00",
        "1/1/1900",
        "1900-01-01",
        "00/00/0000",
        "N/A",
        "-",
        "12:00:00 AM",
        "NEVER",
        "12/30/1899",
        "1/0/1900",
    ] {
        check(text, MonthDay, Ok("none"));
    }
}

#[test]
fn a_day_that_the_calendar_lacks_is_refused() {
    for text in ["2/29/2023", "13/1/2026", "2026-02-30", "Feb 30, 2026", "4/31/26", "20261301"] {
        check(text, MonthDay, Err(DateError::NoSuchDay));
    }
    check("2/29/2024", MonthDay, Ok("2024-02-29"));
    check("0026-03-04", MonthDay, Err(DateError::Year));
    for text in ["yesterday", "3/4", "3/4/026", "Mar 2019", "4/Foo/2026", "1.2.3.4"] {
        check(text, MonthDay, Err(DateError::Shape));
    }
}

#[test]
fn two_digit_years_turn_at_the_pivot() {
    check("1/2/29", MonthDay, Ok("2029-01-02"));
    check("1/2/30", MonthDay, Ok("1930-01-02"));
    let older = DateFormat { two_digit_pivot: 10, ..DateFormat::from(MonthDay) };
    check("1/2/29", older, Ok("1929-01-02"));
}

#[test]
fn a_serial_date_is_read_only_where_the_format_says_so() {
    let excel = DateFormat { excel_serials: true, ..DateFormat::from(MonthDay) };
    check("46085", excel, Ok("2026-03-04"));
    check("46085.75", excel, Ok("2026-03-04"));
    check("59", excel, Ok("1900-02-28"));
    check("61", excel, Ok("1900-03-01"));
    check("60", excel, Err(DateError::NoSuchDay));
    check("0", excel, Ok("none"));
    check("3/4/26", excel, Ok("2026-03-04"));
    check("46085", MonthDay, Err(DateError::Serial));
}

#[track_caller]
fn check_order(texts: &[&str], expected: Option<DateOrder>) {
    assert_eq!(DateOrder::detect(texts.iter().copied()), expected, "{texts:?}");
}

#[test]
fn a_column_tells_its_order() {
    check_order(&["3/4/2026", "3/25/2026", ""], Some(MonthDay));
    check_order(&["3/4/2026", "25/3/2026"], Some(DayMonth));
    check_order(&["2026-03-04", "2026-12-31 10:00:00"], Some(YearMonth));
    check_order(&["95/3/4"], Some(YearMonth));
    check_order(&["2026-03-04", "3/25/2026"], Some(MonthDay));
    check_order(&["3/4/26", "5/6/26"], None);
    check_order(&["25/3/2026", "3/25/2026"], None);
    check_order(&["2026-03-04", "3/4/26"], None);
    check_order(&["Mar 4, 2026", "N/A"], None);
    check_order(&[], None);
}

#[track_caller]
fn check_moment(text: &str, zone: i8, expected: &str) {
    let zone = Offset::from_hours(zone).unwrap();
    let parsed =
        parse_timestamp(text, MonthDay, zone).map(|moment| moment.map_or("none".into(), |moment| moment.to_string()));
    assert_eq!(parsed, Ok(expected.to_owned()), "{text:?}");
}

#[test]
fn a_moment_is_in_its_own_zone_or_the_column_s() {
    check_moment("2011-10-06 20:06:46", 0, "2011-10-06T20:06:46Z");
    check_moment("2011-10-06 20:06:46", -5, "2011-10-07T01:06:46Z");
    check_moment("2021-11-15 19:42:23 +0000", -5, "2021-11-15T19:42:23Z");
    check_moment("2026-03-04T00:00:00.000Z", -5, "2026-03-04T00:00:00Z");
    check_moment("2026-03-04T00:00:00.5+01:00", 0, "2026-03-03T23:00:00.5Z");
    check_moment("Wednesday, September 30, 2026 11:11 AM GMT-05:00", 0, "2026-09-30T16:11:00Z");
    check_moment("11/29/24 22:28", 0, "2024-11-29T22:28:00Z");
    check_moment("11/29/24 12:05 AM", 0, "2024-11-29T00:05:00Z");
    check_moment("11/29/24 12:05 PM PST", 0, "2024-11-29T20:05:00Z");
    check_moment("11/29/24", 0, "2024-11-29T00:00:00Z");
    check_moment("0000-00-00 00:00:00", 0, "none");
}

proptest! {
    #[test]
    fn a_date_is_read_back_in_every_order_that_wrote_it(year in 1930_i16..2030, month in 1_i8..=12, day in 1_i8..=28) {
        prop_assume!((year, month, day) != (1900, 1, 1));
        let expected = Ok(Some(Date::new(year, month, day).unwrap()));
        prop_assert_eq!(parse_date(&format!("{month}/{day}/{year}"), MonthDay), expected);
        prop_assert_eq!(parse_date(&format!("{month}/{day}/{:02}", year % 100), MonthDay), expected);
        prop_assert_eq!(parse_date(&format!("{day:02}.{month:02}.{year}"), DayMonth), expected);
        prop_assert_eq!(parse_date(&format!("{year}-{month:02}-{day:02}"), DayMonth), expected);
    }

    #[test]
    fn a_date_is_read_back_as_itself(text in "[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{2,4}( [0-9]{1,2}:[0-9]{2})?") {
        for order in [MonthDay, DayMonth, YearMonth] {
            if let Ok(Some(date)) = parse_date(&text, order) {
                prop_assert_eq!(parse_date(&date.to_string(), order), Ok(Some(date)));
            }
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,24}|[0-9A-Za-z:/., +-]{0,24}") {
        let excel = DateFormat { excel_serials: true, ..DateFormat::from(DayMonth) };
        let _ = parse_date(&text, excel);
        let _ = parse_timestamp(&text, MonthDay, Offset::UTC);
        let _ = DateOrder::detect([text.as_str()]);
    }
}
