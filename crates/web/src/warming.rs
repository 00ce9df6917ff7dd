//! Works out what readers are likely to ask, before they ask.
//!
//! In:  the lake's pointer, looked at every few seconds: a command or another page may move it.
//! Out: nothing; the snapshot then keeps the answers of every dashboard as it first opens, and who can be found.

use crate::dashboards::answer_of;
use crate::people::index;
use crate::snapshot::Snapshot;
use crate::state::AppState;
use dashboards::Choices;
use std::sync::Arc;
use std::time::Duration;

const BETWEEN_LOOKS: Duration = Duration::from_secs(2);

/// Warms every snapshot that becomes current, for as long as the page is served.
pub(crate) async fn keep_warm(state: AppState) {
    let mut warm: Option<Arc<Snapshot>> = None;
    loop {
        // What fails here is told to who asks for it.
        if let Ok(current) = state.snapshot().await
            && warm.as_ref().is_none_or(|warm| !Arc::ptr_eq(warm, &current))
        {
            warm_up(&state, &current).await;
            warm = Some(current);
        }
        tokio::time::sleep(BETWEEN_LOOKS).await;
    }
}

/// Asks every dashboard once, in the order in which they are shown, and then who can be found.
async fn warm_up(state: &AppState, snapshot: &Arc<Snapshot>) {
    for dashboard in state.dashboards() {
        drop(answer_of(Arc::clone(snapshot), dashboard, &Choices::default()).await);
    }
    drop(index(state, snapshot).await);
}
