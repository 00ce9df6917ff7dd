//! What was noticed while a file was read, in plain words and without personal values.

use crate::sheet::Sheet;
use records::values::{DateOrder, MoneyFormat};
use std::collections::BTreeMap;

/// Unknown columns that are named.
const COLUMNS_SHOWN: usize = 8;

/// The notes of a file: how it is written, then what was counted.
pub(crate) fn of_file(sheet: &Sheet<'_>, encoding: &str, counted: &BTreeMap<String, usize>) -> Vec<String> {
    let mut notes = vec![format!("read as {encoding}")];
    if !sheet.mapping.date_columns().is_empty() {
        notes.push(format!("dates read as {}", order_in_words(sheet.dates)));
    }
    if sheet.money == MoneyFormat::Comma {
        notes.push("amounts read with a decimal comma".to_owned());
    }
    notes.extend(unknown_columns(sheet));
    notes.extend(counted.iter().map(|(words, count)| format!("{count} {words}")));
    notes
}

/// A column that was renamed in the source looks like this: its values are kept beside the row, and read nowhere.
fn unknown_columns(sheet: &Sheet<'_>) -> Option<String> {
    let names: Vec<&str> = sheet.unmapped.iter().map(|place| sheet.headings[*place].spelling.as_str()).collect();
    let shown = names.get(..COLUMNS_SHOWN).unwrap_or(&names).join(", ");
    let others = names.len().saturating_sub(COLUMNS_SHOWN);
    let more = if others == 0 { String::new() } else { format!(" and {others} more") };
    (!names.is_empty()).then(|| format!("not read, because the mapping does not know them: {shown}{more}"))
}

fn order_in_words(order: DateOrder) -> &'static str {
    match order {
        DateOrder::MonthDay => "month/day",
        DateOrder::DayMonth => "day/month",
        DateOrder::YearMonth => "year/month/day",
    }
}
