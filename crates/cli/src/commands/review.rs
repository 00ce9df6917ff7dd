//! `review`: the pairs that a steward should look at, the ones first from which most is gained.
//!
//! Keys and figures alone, no names: `donorlake explain KEY` shows who is behind one.

use crate::arguments::Review;
use crate::session::Session;
use crate::{terminal, text};
use anyhow::Result;
use pipeline::review::{ReviewQuestion, ReviewQueue, review};
use std::fmt::Write as _;

pub(crate) async fn run(session: &Session, arguments: &Review) -> Result<()> {
    let mut queue = review(&session.existing_lake()?).await?;
    let open = queue.questions.len();
    queue.questions.truncate(arguments.limit.unwrap_or(open));
    if session.json() {
        return terminal::print_json(&queue);
    }
    terminal::print(&render(&queue, open, &session.lake_option())?)
}

fn render(queue: &ReviewQueue, open: usize, lake_option: &str) -> Result<String> {
    let progress = queue.progress;
    let mut out = format!(
        "  {} of {} decided; {} open, {} shown.\n",
        text::count(progress.answered),
        text::counted(progress.total, "question", "questions"),
        text::count(open),
        text::count(queue.questions.len())
    );
    if progress.waiting > 0 {
        let waiting = text::counted(progress.waiting, "decision is", "decisions are");
        writeln!(out, "  {waiting} not in this snapshot: donorlake resolve{lake_option}")?;
    }
    if !queue.questions.is_empty() {
        out.push_str(&table(&queue.questions));
        out.push_str(
            "\ngain: expected number of pairs of records that an answer puts right. Records on both sides, bits and\n\
             probability of the most telling link; the engine holds them apart or together now.\n",
        );
        writeln!(
            out,
            "\nNext: donorlake decide match|never LEFT RIGHT{lake_option}, or the page: donorlake serve{lake_option}"
        )?;
    }
    Ok(out)
}

fn table(questions: &[ReviewQuestion]) -> String {
    let rows = questions.iter().map(|question| {
        vec![
            question.link.left_key.to_string(),
            question.link.right_key.to_string(),
            text::word(&question.present),
            format!("{:.2}", question.gain),
            format!("{} × {}", question.left_records.len(), question.right_records.len()),
            format!("{:+.1}", question.link.weight_bits),
            format!("{:.3}", question.link.probability),
        ]
    });
    text::table(&["left", "right", "engine", "gain", "records", "bits", "probability"], 3, rows)
}
