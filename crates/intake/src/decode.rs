//! Bytes of a file → text.
//!
//! In:  the bytes as they were dropped, and the encoding that a mapping expects, if any.
//! Out: the text without byte order mark, and the name of the encoding that it was read in.
//!
//! A byte order mark decides. Without one, zero bytes tell UTF-16, and valid UTF-8 is UTF-8.
//! The rest is an old single-byte code page: the mapping's, or what `chardetng` guesses.
//! Bytes that have no meaning there become U+FFFD, so that every file gives a text.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A file's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decoded {
    /// The text, without byte order mark.
    pub(crate) text: String,
    /// The encoding's name as the WHATWG standard spells it.
    pub(crate) encoding: &'static str,
}

/// Decodes a file. `fallback` is used when the bytes are neither UTF-8 nor UTF-16.
pub(crate) fn decode(bytes: &[u8], fallback: Option<&'static Encoding>) -> Decoded {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => encoding_without_mark(bytes, fallback),
    };
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    Decoded { text: text.into_owned(), encoding: encoding.name() }
}

fn encoding_without_mark(bytes: &[u8], fallback: Option<&'static Encoding>) -> &'static Encoding {
    if let Some(encoding) = utf_16_by_zero_bytes(bytes) {
        return encoding;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    fallback.unwrap_or_else(|| guess_code_page(bytes))
}

/// Text in Latin letters has a zero in every second byte of UTF-16: on the even places the
/// high byte comes first, on the odd places the low byte does.
fn utf_16_by_zero_bytes(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) / 2 * 2];
    let units = sample.len() / 2;
    let zeros_at = |place: usize| sample.iter().skip(place).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros_at(0), zeros_at(1));
    match units {
        0 => None,
        _ if odd * 10 > units * 6 && even * 10 < units => Some(UTF_16LE),
        _ if even * 10 > units * 6 && odd * 10 < units => Some(UTF_16BE),
        _ => None,
    }
}

fn guess_code_page(bytes: &[u8]) -> &'static Encoding {
    if looks_like_mac_roman(bytes) {
        return MACINTOSH;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    if guess == UTF_8 { WINDOWS_1252 } else { guess }
}

/// Old Excel on the Mac: its accented letters stand where Windows-1252 has punctuation, so
/// such a byte between two letters, and none of Windows-1252's own letters, tells.
fn looks_like_mac_roman(bytes: &[u8]) -> bool {
    let between_letters = |window: &&[u8]| window[0].is_ascii_alphabetic() && window[2].is_ascii_lowercase();
    let inner = || bytes.windows(3).filter(between_letters).map(|window| window[1]);
    // á à â ä ç é è ê ë ñ ö ü of Mac Roman, less those that Windows-1252 uses for quotes and dashes.
    let mac = |byte: &u8| matches!(byte, 0x87..=0x8F | 0x9A | 0x9F);
    inner().any(|byte| mac(&byte)) && !inner().any(|byte| byte >= 0xC0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], text: &str, encoding: &str) {
        let decoded = decode(bytes, None);
        assert_eq!((decoded.text.as_str(), decoded.encoding), (text, encoding));
    }

    fn utf_16(text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes_of).collect()
    }

    #[test]
    fn a_byte_order_mark_decides_and_is_removed() {
        check("\u{feff}José".as_bytes(), "José", "UTF-8");
        check(&utf_16("\u{feff}José", u16::to_le_bytes), "José", "UTF-16LE");
        check(&utf_16("\u{feff}José", u16::to_be_bytes), "José", "UTF-16BE");
    }

    #[test]
    fn utf_16_is_recognised_without_a_mark() {
        check(&utf_16("Name\tJosé", u16::to_le_bytes), "Name\tJosé", "UTF-16LE");
        check(&utf_16("Name\tJosé", u16::to_be_bytes), "Name\tJosé", "UTF-16BE");
    }

    #[test]
    fn a_code_page_is_guessed_when_it_is_not_utf_8() {
        check(b"Jos\xe9 Garc\xeda, Zo\xeb M\xfcller", "José García, Zoë Müller", "windows-1252");
        check(b"Jos\x8e Garc\x92a, Zo\x91 M\x9fller", "José García, Zoë Müller", "macintosh");
        check(b"O\x92Brien \x96 Caf\xe9", "O\u{2019}Brien \u{2013} Café", "windows-1252");
    }

    #[test]
    fn a_mapping_may_name_the_code_page() {
        let decoded = decode(b"Jos\xe9", Some(WINDOWS_1252));
        assert_eq!(decoded.text, "José");
    }

    #[test]
    fn nothing_gives_an_empty_text() {
        check(b"", "", "UTF-8");
    }
}
