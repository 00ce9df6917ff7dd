//! `explain`: one person's source records, side by side, and why each of them belongs.

use crate::arguments::Explain;
use crate::session::Session;
use crate::{terminal, text};
use anyhow::Result;
use pipeline::explain::{ExplainedLink, Explanation, explain};
use pipeline::source_records::ExplainedRecord;
use std::fmt::Write as _;

/// Characters that stand for the strongest field of a pair.
const BAR: usize = 20;

pub(crate) async fn run(session: &Session, arguments: &Explain) -> Result<()> {
    let explanation = explain(&session.existing_lake()?, &arguments.id).await?;
    if session.json() {
        return terminal::print_json(&explanation);
    }
    terminal::print(&render(&explanation)?)
}

fn render(explanation: &Explanation) -> Result<String> {
    let mut out = String::new();
    let constituent = &explanation.constituent;
    let records = text::counted(explanation.source_records.len(), "source record", "source records");
    writeln!(out, "{}  {}  ({}, {records})", constituent.constituent_id, constituent.display_name, constituent.kind)?;
    out.push_str("\nBest values\n");
    out.push_str(&values(explanation));
    out.push_str("\nSource records\n");
    for record in &explanation.source_records {
        out.push_str(&source_record(record)?);
    }
    if explanation.source_records.len() > 1 {
        out.push_str("\nWhy they belong together (bits: each doubles the odds; below zero speaks against)\n");
    }
    for link in &explanation.links {
        out.push_str(&evidence(link)?);
    }
    Ok(out)
}

fn values(explanation: &Explanation) -> String {
    let rows = explanation.values.iter().map(|value| {
        let cells = [&value.field, &value.value, value.source_record_key.as_str(), &value.rule];
        cells.map(ToOwned::to_owned).to_vec()
    });
    text::table(&["field", "value", "from", "rule"], 4, rows)
}

fn source_record(record: &ExplainedRecord) -> Result<String> {
    let mut out = String::new();
    let party = &record.party;
    writeln!(out, "  {}  ({}, line {})", party.source_record_key, record.file_name, party.line)?;
    let name = [&party.prefix, &party.given_name, &party.middle_name, &party.family_name, &party.suffix];
    let name: Vec<&str> = name.into_iter().flatten().map(String::as_str).collect();
    let birth_date = party.birth_date.map(|date| date.to_string());
    let lines = [
        ("name", Some(name.join(" "))),
        ("organization", party.organization_name.clone()),
        ("born", birth_date.or_else(|| party.birth_month_day.clone())),
        ("e-mail", joined(&record.emails)),
        ("phone", joined(&record.phones)),
        ("address", joined(&record.addresses)),
    ];
    for (label, value) in lines {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            writeln!(out, "      {label:<13}{value}")?;
        }
    }
    Ok(out)
}

fn joined(values: &[String]) -> Option<String> {
    (!values.is_empty()).then(|| values.join(" | "))
}

/// A pair as a waterfall: one line per field, the sum last.
fn evidence(explained: &ExplainedLink) -> Result<String> {
    let mut out = String::new();
    let link = &explained.link;
    writeln!(out, "  {} ~ {}  ({}, proposed by: {})", link.left_key, link.right_key, link.outcome, link.rule)?;
    let strongest = explained.fields.iter().map(|field| field.bits.abs()).fold(1.0, f64::max);
    for field in &explained.fields {
        let bar = bar(field.bits, strongest);
        writeln!(out, "    {:>+7.1}  {bar:<BAR$}  {}: {}", field.bits, field.field, field.level)?;
    }
    writeln!(out, "    {:>+7.1}  bits in all: probability {:.4}", link.weight_bits, link.probability)?;
    Ok(out)
}

/// A bar as long as the field is strong.
fn bar(bits: f64, strongest: f64) -> String {
    let share = (bits.abs() / strongest).clamp(0.0, 1.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and BAR")]
    let length = (share * BAR as f64).round() as usize;
    (if bits < 0.0 { "░" } else { "█" }).repeat(length)
}
