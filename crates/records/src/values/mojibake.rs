//! Text that was UTF-8, was read as Windows-1252, and was saved like that: `JosÃ©` for `José`.
//!
//! In: any text. Out: the text as it was meant, or the same text.

use std::borrow::Cow;

/// What Windows-1252 shows for the bytes 0x80 to 0x9F; an undefined byte stands for itself.
const HIGH_CONTROLS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Undoes the double encoding of a text, however often it happened.
///
/// Only when the whole text, taken as Windows-1252 bytes, is UTF-8: `Ã` alone stays, and so does
/// a text in which only some of the letters are broken. Never fails; idempotent.
#[must_use]
pub fn repair_mojibake(text: &str) -> Cow<'_, str> {
    let mut repaired = Cow::Borrowed(text);
    // Each repair makes the text shorter, so this ends.
    while let Some(better) = repair_once(&repaired) {
        repaired = Cow::Owned(better);
    }
    repaired
}

fn repair_once(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let bytes: Option<Vec<u8>> = text.chars().map(windows_1252_byte).collect();
    String::from_utf8(bytes?).ok()
}

fn windows_1252_byte(letter: char) -> Option<u8> {
    if let Ok(byte @ (0..=0x7f | 0xa0..=0xff)) = u8::try_from(u32::from(letter)) {
        return Some(byte);
    }
    let offset = HIGH_CONTROLS.iter().position(|&shown| shown == letter)?;
    u8::try_from(0x80 + offset).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(repair_mojibake(text), expected, "{text:?}");
    }

    #[test]
    fn a_text_that_was_encoded_twice_is_repaired() {
        check("JosÃ©", "José");
        check("Oâ€™Brien", "O’Brien");
        check("VoilÃ\u{a0}", "Voilà");
        check("JosÃƒÂ©", "José");
        check("Å\u{81}ukasz", "Łukasz");
    }

    #[test]
    fn a_text_that_is_right_stays() {
        for text in ["José", "Ann", "Ã", "SÃO PAULO", "JosÃ© é", "李娜", ""] {
            check(text, text);
        }
    }

    proptest! {
        #[test]
        fn breaking_a_text_and_repairing_it_gives_the_text(text in "[a-zA-Zé-üŁ-ŻÀ-Ä ]{0,12}") {
            let broken: String = text.bytes().map(|byte| match byte {
                0x80..=0x9f => HIGH_CONTROLS[usize::from(byte - 0x80)],
                _ => char::from(byte),
            }).collect();
            // A text that looks broken by itself is repaired further.
            prop_assume!(repair_mojibake(&text) == text);
            prop_assert_eq!(repair_mojibake(&broken), text);
        }

        #[test]
        fn repairing_twice_is_repairing_once(text in ".{0,12}") {
            let once = repair_mojibake(&text).into_owned();
            prop_assert_eq!(repair_mojibake(&once), once.as_str());
        }
    }
}
