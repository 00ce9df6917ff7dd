//! What the server keeps between requests for the pages that change the lake: files that wait, and the run under way.

use crate::import::Uploads;
use crate::resolving::Resolving;
use std::sync::Arc;

/// Lives and dies with the server.
#[derive(Debug, Default)]
pub(crate) struct Work {
    /// Files that were dropped on the page.
    pub(crate) uploads: Uploads,
    /// The latest resolution that the page began.
    pub(crate) resolving: Arc<Resolving>,
}
