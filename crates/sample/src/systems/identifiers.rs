//! The ids that each system gives its rows: scattered, never repeated.
//!
//! A count is multiplied by a number that shares no factor with the size of the id space, so
//! that neighbours look unrelated and no two counts give one id.

const BASE_62: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const BASE_36: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/// 62 to the fifth: the ids that five letters and digits can tell apart.
const SALESFORCE_SPACE: u128 = 916_132_832;
/// A prime, and thus without a common factor with 62.
const STEP: u128 = 2_654_435_761;

/// The 15 letters and digits of a Salesforce id, in which case matters; `prefix` names the object.
pub(crate) fn salesforce_15(prefix: &str, count: usize) -> String {
    let scattered = (count as u128 * STEP) % SALESFORCE_SPACE;
    format!("{prefix}5f00000{}", digits(scattered, BASE_62, 5))
}

/// The 18 letters and digits: three more that tell which of the 15 are capitals.
///
/// Source: Salesforce help, "How to convert 15-digit IDs to 18 characters".
pub(crate) fn salesforce_18(prefix: &str, count: usize) -> String {
    let id = salesforce_15(prefix, count);
    let suffix: String = id.as_bytes().chunks(5).map(capitals).collect();
    id + &suffix
}

fn capitals(chunk: &[u8]) -> char {
    let bits = chunk.iter().rev().fold(0_u8, |bits, letter| bits * 2 + u8::from(letter.is_ascii_uppercase()));
    if bits < 26 { char::from(b'A' + bits) } else { char::from(b'0' + (bits - 26)) }
}

/// The 17 capitals and digits of a `PayPal` transaction.
pub(crate) fn paypal(count: usize) -> String {
    // 36 to the twelfth fits 63 bits; 0x9E37… is odd, thus a power of two is a safe space.
    let scattered = (count as u128).wrapping_mul(0x9E37_79B9_7F4A_7C15) % (1 << 60);
    let front = (count as u128 * 7_919 + 4_321) % 1_679_616;
    format!("{}{}X", digits(front, BASE_36, 4), digits(scattered, BASE_36, 12))
}

/// The ten hexadecimal digits that Mailchimp gives an address.
pub(crate) fn mailchimp(count: usize) -> String {
    let scattered = (count as u128 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) % (1 << 40);
    format!("{scattered:010x}")
}

fn digits(number: u128, alphabet: &[u8], length: usize) -> String {
    let base = alphabet.len() as u128;
    let mut rest = number;
    let mut text: Vec<char> = Vec::with_capacity(length);
    for _ in 0..length {
        let digit = usize::try_from(rest % base).unwrap_or(0);
        text.push(char::from(alphabet[digit]));
        rest /= base;
    }
    text.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// By hand: of `M5sJa` the first and the fourth sign are capitals, 1 + 8 = 9, the tenth letter.
    #[test]
    fn the_checking_letters_tell_which_signs_are_capitals() {
        let id = "0017000000M5sJa";
        let suffix: String = id.as_bytes().chunks(5).map(capitals).collect();
        assert_eq!(suffix, "AAJ");
        assert_eq!([capitals(b"aBCDE"), capitals(b"ABCDE")], ['4', '5']);
    }

    #[test]
    fn no_two_counts_give_one_id() {
        let makers: [fn(usize) -> String; 3] = [|count| salesforce_18("003", count), paypal, mailchimp];
        for make in makers {
            let ids: BTreeSet<String> = (0..50_000).map(make).collect();
            assert_eq!(ids.len(), 50_000);
            assert_eq!(ids.iter().map(String::len).collect::<BTreeSet<_>>().len(), 1);
        }
    }

    #[test]
    fn a_paypal_id_has_17_signs() {
        assert_eq!(paypal(5).len(), 17);
    }
}
