//! `model`: how much each level of agreement says, as the current snapshot weighed it.

use crate::arguments::Model as Arguments;
use crate::session::Session;
use crate::{terminal, text};
use anyhow::Result;
use matching::Model;
use pipeline::model::model_of_current_snapshot;
use std::fmt::Write as _;

pub(crate) async fn run(session: &Session, arguments: &Arguments) -> Result<()> {
    let model = model_of_current_snapshot(&session.existing_lake()?).await?;
    if session.json() {
        return terminal::print_json(&model);
    }
    if arguments.pin {
        let mut settings = session.configuration()?.matching;
        settings.model = Some(model);
        return terminal::print(&toml::to_string(&settings)?);
    }
    terminal::print(&render(&model)?)
}

fn render(model: &Model) -> Result<String> {
    let mut out = String::new();
    let state = if model.converged { "came to rest after" } else { "was still moving after" };
    writeln!(out, "Training {state} {} rounds.", model.iterations)?;
    writeln!(
        out,
        "Expected for each record: {:.3} pairs of one person, {:.3} pairs of one household that are two people.\n",
        model.matches_per_record, model.households_per_record
    )?;
    let rows = model.fields.iter().flat_map(|field| {
        let name = format!("{:?}", field.field);
        field.levels.iter().enumerate().map(move |(place, level)| {
            let shown = if place == 0 { name.clone() } else { String::new() };
            let share = |share: f64| format!("{share:.6}");
            vec![
                shown,
                level.level.clone(),
                share(level.m),
                share(level.household),
                share(level.u),
                format!("{:+.2}", level.bits),
            ]
        })
    });
    let header = ["field", "when both know it, they", "m: one person", "household", "u: strangers", "bits"];
    out.push_str(&text::table(&header, 2, rows));
    out.push_str("\nbits = log2(m / u): +1 doubles the odds that two records are one person, -1 halves them.\n");
    out.push_str(
        "To keep these weights for later runs: donorlake model --pin > DIR/matching.toml, and `--schemas DIR`.\n",
    );
    Ok(out)
}
