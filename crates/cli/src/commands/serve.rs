//! `serve`: shows the page in a browser, on this machine only, with all rights or as one role.

use crate::arguments::Serve;
use crate::commands::dashboards::definitions;
use crate::commands::governance::policy;
use crate::commands::query::organization;
use crate::session::Session;
use crate::terminal;
use anyhow::{Context, Result};
use tokio::net::TcpListener;

pub(crate) async fn run(session: &Session, arguments: &Serve) -> Result<()> {
    let listener = TcpListener::bind(("127.0.0.1", arguments.port))
        .await
        .with_context(|| format!("port {} is taken: try --port 0", arguments.port))?;
    let address = listener.local_addr()?;
    let state = web::AppState::new(settings(session, arguments).await?)?;
    terminal::print(&format!("http://{address}/  (this machine only; Ctrl-C ends it)\n"))?;
    web::serve(listener, state, stopped()).await?;
    Ok(())
}

async fn settings(session: &Session, arguments: &Serve) -> Result<web::Settings> {
    Ok(web::Settings {
        lake: session.lake()?,
        organization: organization(session)?,
        configuration: session.configuration()?,
        policy: policy(session)?,
        dashboards: definitions(session).await?,
        role: arguments.role.clone(),
        clock: Session::context,
    })
}

/// Resolves when the user wants the server to end.
async fn stopped() {
    if tokio::signal::ctrl_c().await.is_err() {
        // Without a signal handler the process still ends when it is killed.
        std::future::pending::<()>().await;
    }
}
