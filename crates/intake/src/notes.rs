//! What was noticed while a file was read, in plain words and without personal values.

use crate::sheet::Sheet;
use records::values::{DateOrder, MoneyFormat};
use std::collections::BTreeMap;

/// The notes of a file: how it is written, then what was counted.
pub(crate) fn of_file(sheet: &Sheet<'_>, encoding: &str, counted: &BTreeMap<String, usize>) -> Vec<String> {
    let mut notes = vec![format!("read as {encoding}")];
    if !sheet.mapping.date_columns().is_empty() {
        notes.push(format!("dates read as {}", order_in_words(sheet.dates)));
    }
    if sheet.money == MoneyFormat::Comma {
        notes.push("amounts read with a decimal comma".to_owned());
    }
    notes.extend(counted.iter().map(|(words, count)| format!("{count} {words}")));
    notes
}

fn order_in_words(order: DateOrder) -> &'static str {
    match order {
        DateOrder::MonthDay => "month/day",
        DateOrder::DayMonth => "day/month",
        DateOrder::YearMonth => "year/month/day",
    }
}
