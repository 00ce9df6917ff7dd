//! Which letter stands between the cells.
//!
//! In:  a text. Out: comma, semicolon, tab or bar: the one that cuts the first records most
//! evenly into most cells. Commas inside amounts and notes cut unevenly, so they do not win.

use super::lines::Lines;
use std::collections::BTreeMap;

const CANDIDATES: [char; 4] = [',', ';', '\t', '|'];
const RECORDS_LOOKED_AT: usize = 60;

/// Finds the delimiter of `text`; a comma when nothing tells.
pub(crate) fn sniff_delimiter(text: &str) -> char {
    likely_delimiters(text)[0]
}

/// All delimiters, the likeliest first: whoever knows the header tries them in this order.
pub(crate) fn likely_delimiters(text: &str) -> [char; 4] {
    let mut likely = CANDIDATES;
    likely.sort_by_cached_key(|delimiter| std::cmp::Reverse(evenness(text, *delimiter)));
    likely
}

/// The number of separators in records that have the commonest number of them.
fn evenness(text: &str, delimiter: char) -> usize {
    let mut records_of_width = BTreeMap::<usize, usize>::new();
    for record in Lines::new(text, delimiter).filter(|record| !record.blank).take(RECORDS_LOOKED_AT) {
        *records_of_width.entry(record.cells.len()).or_default() += 1;
    }
    records_of_width.iter().map(|(width, records)| (width - 1) * records).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_evenly_cutting_letter_wins() {
        for (text, delimiter) in [
            ("a,b\nc,d\n", ','),
            ("Export\n\na;b;c\n1,5;2;x, y, z\n3,7;4;q\n", ';'),
            ("a\tb\n\"1,200.00\"\t2\n", '\t'),
            ("a|b\nc|d\n", '|'),
            ("a\nb\n", ','),
        ] {
            assert_eq!(sniff_delimiter(text), delimiter, "{text:?}");
        }
    }
}
