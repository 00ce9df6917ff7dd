//! `dictionary`: what every table and view is, as one page; needs no lake.

use crate::commands::query::organization;
use crate::session::Session;
use crate::terminal;
use anyhow::Result;

pub(crate) async fn run(session: &Session) -> Result<()> {
    terminal::print(&query::dictionary::dictionary(&organization(session)?).await?)
}
