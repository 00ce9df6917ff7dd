//! `find`: people by what somebody remembers of them, best first.

use crate::arguments::Find;
use crate::session::Session;
use crate::{terminal, text};
use anyhow::Result;
use pipeline::search::{Answer, Hit, SearchIndex, read_directory};

pub(crate) async fn run(session: &Session, arguments: &Find) -> Result<()> {
    let directory = read_directory(&session.existing_lake()?).await?;
    let index = SearchIndex::build(directory, &super::query::organization(session)?.default_country);
    let answer = index.find(&arguments.query.join(" "), arguments.limit);
    if session.json() {
        return terminal::print_json(&answer);
    }
    terminal::print(&render(&answer, session))
}

fn render(answer: &Answer<'_>, session: &Session) -> String {
    let Some(first) = answer.hits.first() else { return "  nobody fits\n".to_owned() };
    let shown = match answer.hits.len() {
        shown if shown < answer.total => format!(", the best {} shown", text::count(shown)),
        _ => String::new(),
    };
    format!(
        "{}\n  {}{shown}\n\nNext: donorlake explain {}{}\n",
        text::table(&["name", "place", "golden id", "sources", "found by"], 5, answer.hits.iter().map(cells)),
        text::counted(answer.total, "fits", "fit"),
        first.person.id,
        session.lake_option()
    )
}

fn cells(hit: &Hit<'_>) -> Vec<String> {
    let person = hit.person;
    let mark = if person.deceased { " (deceased)" } else { "" };
    vec![
        format!("{}{mark}", person.name.as_deref().unwrap_or_default()),
        person.place.clone().unwrap_or_default(),
        person.id.to_string(),
        person.sources.join(", "),
        text::word(&hit.reason).replace('_', " "),
    ]
}
