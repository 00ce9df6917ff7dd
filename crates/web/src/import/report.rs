//! What the page is told of a file: counts, reasons and lines. No value of a row is in it.

use pipeline::ingest::IngestedFile;
use pipeline::inspect::{Inspection, ReadError, reason_and_advice};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Lines that are named per reason; the downloaded file has all of them.
const LINES_SHOWN: usize = 8;

/// What a file is, and what would become of it.
pub(super) fn inspected(id: &str, inspection: &Inspection) -> Value {
    let rejections = inspection.rejections.iter();
    let set_aside = by_reason(rejections.map(|row| (row.column.as_str(), row.reason.as_str(), row.line)));
    let not_data = by_reason(inspection.not_data.iter().map(|row| ("", row.reason.as_str(), row.line)));
    json!({
        "id": id,
        "name": inspection.file_name,
        "bytes": inspection.bytes,
        "source": inspection.source,
        "mapping": inspection.mapping,
        "title": inspection.title,
        "grain": inspection.grain,
        "encoding": inspection.encoding,
        "recognised": inspection.recognised,
        "already_staged": inspection.already_staged,
        "rows_read": inspection.rows_read,
        "rows_staged": inspection.rows_staged,
        "rows_set_aside": inspection.rejections.len(),
        "rows_not_data": inspection.not_data.len(),
        "tables": inspection.tables,
        "set_aside": set_aside,
        "not_data": not_data,
        "notes": inspection.notes,
    })
}

/// What became of a file.
pub(super) fn ingested(ingested: &IngestedFile) -> Value {
    let file = &ingested.file;
    json!({
        "already_staged": ingested.already_staged,
        "rows_read": file.rows_read,
        "rows_staged": file.rows_staged,
        "rows_set_aside": file.rows_rejected,
        "rows_not_data": file.rows_not_data,
    })
}

/// Where, what, and what to do.
pub(super) fn unread(name: &str, error: &ReadError, bytes: &[u8]) -> Value {
    let (reason, advice) = reason_and_advice(error, bytes);
    json!({ "error": format!("{name}: {reason}"), "name": name, "reason": reason, "advice": advice })
}

/// Rows by column and reason, the most frequent first, with the first lines of each.
fn by_reason<'a>(rows: impl Iterator<Item = (&'a str, &'a str, i64)>) -> Vec<Value> {
    let mut lines: BTreeMap<(&str, &str), Vec<i64>> = BTreeMap::new();
    for (column, reason, line) in rows {
        lines.entry((column, reason)).or_default().push(line);
    }
    let mut groups: Vec<_> = lines.into_iter().collect();
    groups.sort_by_key(|((column, reason), lines)| (usize::MAX - lines.len(), *column, *reason));
    let group = |((column, reason), lines): ((&str, &str), Vec<i64>)| {
        let shown = &lines[..lines.len().min(LINES_SHOWN)];
        json!({ "column": column, "reason": reason, "rows": lines.len(), "lines": shown })
    };
    groups.into_iter().map(group).collect()
}
