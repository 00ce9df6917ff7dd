//! The routes, and the server that answers them on this machine only.

use crate::engine::LakeSource;
use crate::source::ViewSource;
use crate::{api, assets, guard};
use axum::Router;
use axum::http::StatusCode;
use axum::middleware;
use axum::routing::get;
use lake::Lake;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::net::TcpListener;

/// What every handler sees.
#[derive(Clone)]
pub struct AppState {
    pub(crate) source: Arc<dyn ViewSource>,
}

impl AppState {
    /// The page of a lake, which may still be empty.
    #[must_use]
    pub fn of_lake(lake: Lake, organization: query::Organization) -> Self {
        Self::new(Arc::new(LakeSource::new(lake, organization)))
    }

    /// The page of any source.
    #[must_use]
    pub fn new(source: Arc<dyn ViewSource>) -> Self {
        Self { source }
    }
}

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
    /// The network refused.
    #[error("the page cannot be served")]
    Network(#[from] std::io::Error),
}

/// All routes, guarded: the page, its assets and its data.
pub fn router(state: AppState) -> Router {
    Router::new()
        .route("/", get(api::page))
        .route("/assets/{*path}", get(assets::asset))
        .route("/api/overview", get(api::overview))
        .route("/api/views/{name}", get(api::view))
        .fallback(|| async { (StatusCode::NOT_FOUND, "no such page") })
        .layer(middleware::from_fn(guard::guard))
        .with_state(state)
}

/// Serves the page until `shutdown` is ready; open requests are answered first.
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
    axum::serve(listener, router(state)).with_graceful_shutdown(shutdown).await?;
    Ok(())
}
