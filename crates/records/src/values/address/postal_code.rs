//! Postal codes whose leading zeros a spreadsheet took for nothing.

/// A postal code, and whether it had to be changed beyond its spacing.
pub(super) struct Repair {
    pub(super) code: String,
    pub(super) is_repaired: bool,
}

/// States whose codes begin with a zero, and the first three digits of their codes.
///
/// Source: USPS Publication 65, three-digit prefixes.
const ZERO_STATES: [(&str, &[u16]); 10] = [
    ("CT", &[60, 61, 62, 63, 64, 65, 66, 67, 68, 69]),
    ("MA", &[10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 55]),
    ("ME", &[39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49]),
    ("NH", &[30, 31, 32, 33, 34, 35, 36, 37, 38]),
    ("NJ", &[70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89]),
    ("PR", &[6, 7, 9]),
    ("RI", &[28, 29]),
    ("VT", &[50, 51, 52, 53, 54, 55, 56, 57, 58, 59]),
    ("VI", &[8]),
    ("AE", &[90, 91, 92, 93, 94, 95, 96, 97, 98, 99]),
];

/// Repairs a code of the United States, spaces one of Canada, and leaves others as given.
///
/// Zeros are put back only where the state's codes begin with one and the result is one of them.
pub(super) fn repair(code: &str, country: Option<&str>, region: Option<&str>) -> Repair {
    let repaired = match country {
        Some("US") => united_states(code, region),
        Some("CA") => canadian(code),
        _ => None,
    };
    let same_marks = |left: &str, right: &str| letters(left) == letters(right) && !code.ends_with(['-', '.']);
    match repaired {
        Some(better) => Repair { is_repaired: !same_marks(&better, code), code: better },
        None => Repair { code: code.to_owned(), is_repaired: false },
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_uppercase()
}

/// Five digits or `ZIP+4` of `2138`, `2138.0`, `02138-`, `021381234`, `2138-1234`.
fn united_states(code: &str, region: Option<&str>) -> Option<String> {
    let code = code.strip_suffix(".0").unwrap_or(code).trim_end_matches(['-', '.', ' ']);
    let (zip, plus_four) = match code.split_once(['-', ' ']) {
        Some((zip, plus_four)) => (zip, plus_four.trim_start_matches(['-', ' '])),
        // Eight or nine digits without a dash: the last four are the +4.
        None if code.len() >= 8 => code.split_at_checked(code.len() - 4)?,
        None => (code, ""),
    };
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(zip) || !is_digits(plus_four) || !matches!(plus_four.len(), 0 | 4) {
        return None;
    }
    let zip = if zip.len() == 5 { zip.to_owned() } else { with_zeros(zip, region?)? };
    Some(if matches!(plus_four, "" | "0000") { zip } else { format!("{zip}-{plus_four}") })
}

/// The code with its zeros, if the state has such codes.
fn with_zeros(zip: &str, state: &str) -> Option<String> {
    let (_, prefixes) = ZERO_STATES.iter().find(|(name, _)| *name == state)?;
    if !(3..=4).contains(&zip.len()) {
        return None;
    }
    let prefix = zip.parse::<u16>().ok()? / 100;
    prefixes.contains(&prefix).then(|| format!("{zip:0>5}"))
}

/// `A1A 1A1`, however it is spaced; none for anything else.
pub(super) fn canadian(code: &str) -> Option<String> {
    let compact = letters(code);
    let is_code = compact.len() == 6
        && code.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, ' ' | '-'))
        && compact
            .bytes()
            .enumerate()
            .all(|(at, byte)| if at % 2 == 0 { byte.is_ascii_alphabetic() } else { byte.is_ascii_digit() });
    is_code.then(|| format!("{} {}", &compact[..3], &compact[3..]))
}
