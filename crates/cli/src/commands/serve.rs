//! `serve`: shows the dashboards in a browser, on this machine only.

use crate::arguments::Serve;
use crate::session::Session;
use crate::terminal;
use anyhow::{Context, Result};
use tokio::net::TcpListener;

pub(crate) async fn run(session: &Session, arguments: &Serve) -> Result<()> {
    let listener = TcpListener::bind(("127.0.0.1", arguments.port))
        .await
        .with_context(|| format!("port {} is taken: try --port 0", arguments.port))?;
    let address = listener.local_addr()?;
    let state = web::AppState::of_lake(session.lake()?, super::query::organization(session)?);
    terminal::print(&format!("http://{address}/  (this machine only; Ctrl-C ends it)\n"))?;
    web::serve(listener, state, stopped()).await?;
    Ok(())
}

/// Resolves when the user wants the server to end.
async fn stopped() {
    if tokio::signal::ctrl_c().await.is_err() {
        // Without a signal handler the process still ends when it is killed.
        std::future::pending::<()>().await;
    }
}
