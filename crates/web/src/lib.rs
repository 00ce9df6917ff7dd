//! The overview page: what a nonprofit's people and giving look like, in a browser on the same machine.
//!
//! In:  a [`ViewSource`], which answers the views of the current snapshot.
//! Out: an axum [`router`]: one page, its style and scripts, and one JSON endpoint per chart.
//!
//! - No request leaves the machine: every script and style is embedded in the binary.
//! - No personal value leaves the lake: [`panels::PANELS`] is the whole list of what may be asked,
//!   and every panel counts or adds up people; none lists them.
//! - Nothing but this machine's browser gets an answer: [`serve`] refuses any address but
//!   loopback, and the guard refuses foreign `Host` and `Origin` headers.

mod api;
mod assets;
mod engine;
mod guard;
mod memory;
mod overview;
pub mod panels;
mod server;
mod source;
mod validator;

pub use engine::LakeSource;
pub use memory::MemorySource;
pub use server::{AppState, ServeError, router, serve};
pub use source::{Organization, Row, ViewError, ViewRows, ViewSource};

#[cfg(test)]
mod tests;
