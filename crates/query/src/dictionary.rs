//! The data dictionary: every table and view with its columns, as one page of Markdown.
//!
//! In:  the table schemas, and the views filled in with the organisation's house rules. No lake, no data.
//! Out: the text of `schemas/DICTIONARY.md`. Column types of views are worked out by the query engine itself.

use crate::{Organization, QueryEngine, QueryError, ViewInfo};
use lake::tables::{Column, GOLDEN_TABLES, TableSchema};
use serde::Serialize;
use std::fmt::Write;

const HEAD: &str = "# Data dictionary\n\n\
    Made by `donorlake dictionary > schemas/DICTIONARY.md` from the table schemas and the headers of `schemas/views`; \
    a test says when it is stale.\n\n\
    Classes say who may see a column ([governance.toml](governance.toml)): `public` names nobody, `contact` names or reaches \
    somebody, `sensitive` is private even among colleagues, `internal` says how a value came about. A view shows a role only \
    what its tables show.\n";

/// The data dictionary of the golden tables and the bundled views.
///
/// # Errors
/// When a bundled view is broken, which a test rules out.
pub async fn dictionary(organization: &Organization) -> Result<String, QueryError> {
    let engine = QueryEngine::open_empty(organization).await?;
    let mut page = format!("{HEAD}\n## Tables\n");
    for table in GOLDEN_TABLES {
        page += &table_section(table);
    }
    page += "\n## Views\n";
    for view in engine.views() {
        page += &view_section(view);
    }
    Ok(page)
}

fn table_section(table: &TableSchema) -> String {
    let mut section = format!("\n### `{}`\n\n{}\n\n", table.name, table.doc);
    section += "| column | type | may be empty | class | meaning |\n|---|---|---|---|---|\n";
    for column in table.columns {
        section += &column_line(column);
    }
    section
}

fn column_line(column: &Column) -> String {
    let empty = if column.nullable { "yes" } else { "" };
    let (name, kind, class) = (column.name, column.data_type.athena_name(), word(column.class));
    format!("| `{name}` | {kind} | {empty} | {class} | {} |\n", column.doc.replace('|', "\\|"))
}

/// The word that policies use.
fn word(value: impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn view_section(info: &ViewInfo) -> String {
    let view = &info.view;
    let mut section = format!("\n### `{}`\n\n{}\n\n", view.name, view.summary);
    let parts = [
        ("grain", &view.grain),
        ("unit", &view.unit),
        ("formula", &view.formula),
        ("source", &view.source),
        ("edge cases", &view.edge_cases),
    ];
    for (name, text) in parts {
        // Writing into a String cannot fail.
        let _ = writeln!(section, "- **{name}**: {text}");
    }
    let _ = writeln!(section, "- **reads**: {}", listed(view.reads.iter().map(|name| format!("`{name}`"))));
    let columns = info.columns.iter().map(|column| format!("`{}` {}", column.name, column.data_type));
    let _ = writeln!(section, "- **columns**: {}", listed(columns));
    section
}

fn listed(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn every_table_column_and_view_stands_in_it() {
        let organization = Organization::bundled().unwrap();
        let page = dictionary(&organization).await.unwrap();
        for table in GOLDEN_TABLES {
            assert!(page.contains(&format!("### `{}`", table.name)), "{}", table.name);
        }
        for view in views::bundled(&organization).unwrap() {
            assert!(page.contains(&format!("### `{}`\n\n{}", view.name, view.summary)), "{}", view.name);
        }
        let email = "| `email` | string | yes | contact |";
        assert!(page.contains(email), "lacks `{email}`");
        assert!(page.contains("`overall_rate` double"), "the columns of a view lack their types");
    }
}
