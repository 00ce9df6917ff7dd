//! Quotes that are not closed: a CSV reader would take the rows behind one for a single cell, and say nothing.
//!
//! In:  the bytes of a file. Out: the line of the first quoted cell that does not end as cells do.

/// The line, from 1, on which a cell begins with a quote and is not closed before the next cell begins.
pub(super) fn unclosed(bytes: &[u8]) -> Option<usize> {
    let mut place = 0;
    while let Some(open) = next_quote(bytes, place) {
        let begins_cell = open == 0 || matches!(bytes[open - 1], b',' | b'\n' | b'\r');
        if !begins_cell {
            // Within a cell that is not quoted, a quote is a letter.
            place = open + 1;
            continue;
        }
        match closing(bytes, open + 1) {
            Some(close) if !bytes.get(close + 1).is_some_and(u8::is_ascii_alphanumeric) => place = close + 1,
            _ => return Some(bytes[..open].split(|byte| *byte == b'\n').count()),
        }
    }
    None
}

fn next_quote(bytes: &[u8], from: usize) -> Option<usize> {
    bytes.get(from..)?.iter().position(|byte| *byte == b'"').map(|place| from + place)
}

/// The quote that ends a cell; two of them are one letter of it.
fn closing(bytes: &[u8], mut from: usize) -> Option<usize> {
    loop {
        let quote = next_quote(bytes, from)?;
        if bytes.get(quote + 1) != Some(&b'"') {
            return Some(quote);
        }
        from = quote + 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_is_not_closed_is_found_by_its_line() {
        let cases: [(&str, Option<usize>); 9] = [
            ("id,name\n1,Ann\n", None),
            ("id,name\n1,\"Lee, Ann\"\n2,\"a \"\"b\"\"\"\n", None),
            ("id,size\n1,5\" pipe\n2,6\" pipe\n3,7\"\n", None),
            ("id,name\n1,\"two\nlines\"\n2,Bo\n", None),
            ("id,name\n1,\"\"\n2,\"Bob\" Smith\n", None),
            ("id,name\n1,Ann\n2,\"Stone\n3,Eva\n", Some(3)),
            ("id,name\n1,\"Stone\n2,\"Eva\"\n", Some(2)),
            ("id,name\r\n1,\"a \"\"b\r\n", Some(2)),
            ("\"", Some(1)),
        ];
        for (text, expected) in cases {
            assert_eq!(unclosed(text.as_bytes()), expected, "{text}");
        }
    }
}
