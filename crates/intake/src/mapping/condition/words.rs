//! The text of a condition → words.

/// One word of a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Word {
    /// A column, or one of the language's own words.
    Name(String),
    /// A quoted text.
    Text(String),
    /// A number, as it is written.
    Number(String),
    /// `==`, `<`, `(`, `,`, …
    Sign(&'static str),
}

const SIGNS: [&str; 11] = ["==", "!=", "<=", ">=", "<", ">", "(", ")", "[", "]", ","];

/// Cuts a condition into words.
pub(super) fn words(text: &str) -> Result<Vec<Word>, String> {
    let mut rest = text.trim_start();
    let mut words = Vec::new();
    while !rest.is_empty() {
        let (word, length) = first_word(rest)?;
        words.push(word);
        rest = rest[length..].trim_start();
    }
    Ok(words)
}

fn first_word(rest: &str) -> Result<(Word, usize), String> {
    if let Some(sign) = SIGNS.into_iter().find(|sign| rest.starts_with(sign)) {
        return Ok((Word::Sign(sign), sign.len()));
    }
    if let Some(quote) = rest.chars().next().filter(|letter| *letter == '\'' || *letter == '"') {
        let end = rest[1..].find(quote).ok_or("a text is not closed by its quote")?;
        return Ok((Word::Text(rest[1..=end].to_owned()), end + 2));
    }
    let is_number = rest.starts_with(|letter: char| letter.is_ascii_digit() || letter == '-');
    let belongs = |letter: char| letter.is_alphanumeric() || letter == '_' || (is_number && "-.".contains(letter));
    let length = rest.find(|letter| !belongs(letter)).unwrap_or(rest.len());
    let word = rest[..length].to_owned();
    match length {
        0 => Err(format!("`{}` has no meaning here", rest.chars().next().unwrap_or(' '))),
        _ if is_number => Ok((Word::Number(word), length)),
        _ => Ok((Word::Name(word), length)),
    }
}
