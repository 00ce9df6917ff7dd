//! The header of a view file: comment lines that say what the view means.

use super::ViewError;

/// The parts of a header.
#[derive(Debug, Default)]
pub(crate) struct Header {
    pub(crate) summary: String,
    pub(crate) grain: String,
    pub(crate) unit: String,
    pub(crate) formula: String,
    pub(crate) source: String,
    pub(crate) edge_cases: String,
    pub(crate) order_by: String,
    pub(crate) is_cached: bool,
}

impl Header {
    /// Splits a view file into its header and its query.
    pub(crate) fn parse<'text>(view: &str, text: &'text str) -> Result<(Self, &'text str), ViewError> {
        let mut parts: Vec<(String, String)> = vec![("summary".to_owned(), String::new())];
        let mut rest = text;
        let mut line_number = 0;
        while let Some(comment) = rest.strip_prefix("--") {
            let (line, after) = comment.split_once('\n').unwrap_or((comment, ""));
            line_number += 1;
            add_line(&mut parts, line)
                .ok_or_else(|| ViewError::UnknownPart { view: view.to_owned(), line: line_number })?;
            rest = after;
        }
        Ok((Self::from_parts(view, &parts)?, rest))
    }

    fn from_parts(view: &str, parts: &[(String, String)]) -> Result<Self, ViewError> {
        let part = |name: &'static str| {
            parts
                .iter()
                .find(|(key, value)| key == name && !value.is_empty())
                .map(|(_, value)| value.clone())
                .ok_or_else(|| ViewError::MissingPart { view: view.to_owned(), part: name })
        };
        Ok(Self {
            summary: part("summary")?,
            grain: part("grain")?,
            unit: part("unit")?,
            formula: part("formula")?,
            source: part("source")?,
            edge_cases: part("edge cases")?,
            order_by: part("order by").unwrap_or_default(),
            is_cached: parts.iter().any(|(key, value)| key == "cached" && value == "yes"),
        })
    }
}

/// Adds one comment line: it opens a part (`grain: …`) or goes on with the last one (indented).
fn add_line(parts: &mut Vec<(String, String)>, line: &str) -> Option<()> {
    const PARTS: [&str; 7] = ["grain", "unit", "formula", "source", "edge cases", "order by", "cached"];
    let opens = line.strip_prefix(' ').filter(|text| !text.starts_with(' ')).and_then(|text| text.split_once(": "));
    match opens {
        Some((key, value)) if PARTS.contains(&key) => parts.push((key.to_owned(), value.trim().to_owned())),
        _ => {
            let goes_on = parts.len() == 1 || line.starts_with("   ");
            let (_, value) = parts.last_mut().filter(|_| goes_on)?;
            if !value.is_empty() {
                value.push(' ');
            }
            value.push_str(line.trim());
        }
    }
    Some(())
}
