//! Letters that an encoding lacks or that were decoded wrongly.

use encoding_rs::WINDOWS_1252;

/// Letters with marks and their plain letters, as far as the lists of names use them.
const PLAIN: [(&str, &str); 20] = [
    ("áàâäãåăāÁÀÂÄÃÅ", "a"),
    ("éèêëễẽēęěÉÈÊË", "e"),
    ("íìîïÍÌÎÏ", "i"),
    ("óòôöõøőÓÒÔÖØ", "o"),
    ("úùûüűÚÙÛÜ", "u"),
    ("ñńňÑ", "n"),
    ("çćčÇČĆ", "c"),
    ("śšŠŚ", "s"),
    ("źżžŽŻ", "z"),
    ("ł", "l"),
    ("Ł", "L"),
    ("řŘ", "r"),
    ("ýÿÝ", "y"),
    ("ß", "ss"),
    ("æÆ", "ae"),
    ("đĐ", "d"),
    ("ť", "t"),
    ("ğ", "g"),
    ("ş", "s"),
    ("ď", "d"),
];

/// The text without marks: `Núñez` becomes `Nunez`.
pub(crate) fn plain_letters(text: &str) -> String {
    text.chars().map(plain_letter).collect()
}

fn plain_letter(letter: char) -> String {
    match PLAIN.iter().find(|(marked, _)| marked.contains(letter)) {
        Some((_, plain)) if letter.is_uppercase() => plain.to_uppercase(),
        Some((_, plain)) => (*plain).to_owned(),
        None => letter.to_string(),
    }
}

/// The text with only such letters as Windows-1252 has; the others lose their marks.
pub(crate) fn windows_1252(text: &str) -> String {
    text.chars()
        .map(|letter| {
            let alone = letter.to_string();
            let (_, _, lacking) = WINDOWS_1252.encode(&alone);
            if lacking { plain_letter(letter) } else { alone }
        })
        .collect()
}

/// The text as it looks after its UTF-8 bytes were read as Windows-1252: `José` becomes `JosÃ©`.
pub(crate) fn double_encoded(text: &str) -> String {
    WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_that_windows_lacks_loses_its_mark_alone() {
        assert_eq!(windows_1252("Søren Nguyễn, Łucja Müller"), "Søren Nguyen, Lucja Müller");
        assert_eq!(plain_letters("Größmann Núñez"), "Grossmann Nunez");
    }

    #[test]
    fn double_encoding_is_what_a_wrong_import_makes() {
        assert_eq!(double_encoded("José"), "JosÃ©");
        assert_eq!(double_encoded(&double_encoded("José")), "JosÃƒÂ©");
    }
}
