//! The page, for people: what a lake knows, in a browser on the same machine.
//!
//! In:  [`Settings`]: a lake, its house rules, how it is configured, the policy and perhaps a role.
//! Out: an axum [`router`]: pages, their assets, and the JSON that they ask for.
//!
//! A folder per page: `routes()` is all that `server` knows of it. Every page has an HTML file in `assets/`,
//! which `shell` frames, and a folder of scripts in `assets/js/`.
//!
//! - No request leaves the machine: every script and style is embedded in the binary.
//! - Every row comes through the query engine as the role that the page is served as: what the policy does not
//!   give is not in the answer, and the page says so.
//! - Nothing but this machine's browser gets an answer: [`serve`] refuses any address but
//!   loopback, and the guard refuses foreign `Host` and `Origin` headers.
//! - Nothing changes by following a link: what changes the lake is a POST that only the page itself can send.

mod assets;
mod context;
mod dashboards;
mod error;
mod guard;
mod import;
mod list;
mod matching_page;
mod people;
mod resolving;
mod review;
mod server;
mod shell;
mod snapshot;
mod state;
mod validator;
mod warming;
mod work;

pub use server::{ServeError, router, serve};
pub use state::{AppState, Settings};

#[cfg(test)]
mod tests;
