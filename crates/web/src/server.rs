//! The routes, one line per page, and the server that answers them on this machine only.

use crate::state::AppState;
use crate::{
    assets, context, dashboards, guard, import, list, matching_page, people, resolving, review, shell, warming,
};
use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::middleware;
use axum::routing::get;
use std::net::SocketAddr;
use tokio::net::TcpListener;

/// What a body may hold; a page that takes files sets its own limit on that route.
const BODY_LIMIT: usize = 64 * 1024;

/// Why the page is not served.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServeError {
    /// Other machines could reach the page, which has no log-in.
    #[error("address {address} is not loopback; the page is served on 127.0.0.1 only")]
    NotLoopback {
        /// The address that was asked for.
        address: SocketAddr,
    },
    /// The policy has no such role.
    #[error("there is no role `{role}`; expected one of {}", known.join(", "))]
    UnknownRole {
        /// The role.
        role: String,
        /// The roles of the policy.
        known: Vec<String>,
    },
    /// A dashboard is called like a page of another kind.
    #[error("there is a page `{dashboard}` already: call the file of that dashboard differently")]
    PathTaken {
        /// The dashboard.
        dashboard: String,
    },
    /// The network refused.
    #[error("the page cannot be served")]
    Network(#[from] std::io::Error),
}

/// All routes, guarded: pages, their assets and their data.
pub fn router(state: AppState) -> Router {
    let dashboards = dashboards::routes(state.dashboards());
    Router::new()
        .route("/assets/{*path}", get(assets::asset))
        .merge(context::routes())
        .merge(dashboards)
        .merge(list::routes())
        .merge(people::routes())
        .merge(review::routes())
        .merge(resolving::routes())
        .merge(import::routes())
        .merge(matching_page::routes())
        .fallback(async |State(state): State<AppState>| shell::missing(&state))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(middleware::from_fn(guard::guard))
        .with_state(state)
}

/// Serves the page until `shutdown` is ready; open requests are answered first. Each snapshot
/// is warmed meanwhile, before somebody asks.
///
/// # Errors
/// [`ServeError::NotLoopback`] for a listener that other machines can reach; otherwise what the network said.
pub async fn serve(
    listener: TcpListener,
    state: AppState,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<(), ServeError> {
    let address = listener.local_addr()?;
    if !address.ip().is_loopback() {
        return Err(ServeError::NotLoopback { address });
    }
    let warming = tokio::spawn(warming::keep_warm(state.clone()));
    let served = axum::serve(listener, router(state)).with_graceful_shutdown(shutdown).await;
    warming.abort();
    Ok(served?)
}
