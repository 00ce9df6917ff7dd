//! Texts as the comparisons of this crate see them.

/// The text, unless it is missing or blank.
pub(crate) fn filled(text: Option<&String>) -> Option<&str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
}

/// Letters and digits alone, in lower case: `O'Brien` and `OBRIEN` are one name.
pub(crate) fn folded(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The filled parts with a blank between them.
pub(crate) fn joined<'a>(parts: impl IntoIterator<Item = Option<&'a str>>) -> String {
    let filled: Vec<&str> = parts.into_iter().flatten().collect();
    filled.join(" ")
}
