//! Clusters of source records → golden records: who there is, what is believed, who may be contacted.
//!
//! In:  the staged rows of all files, the cluster of each source record, the ids of the snapshot before,
//!      and the survivorship rules ([`GoldenInput`]).
//! Out: every table of a snapshot, each sorted by its key ([`GoldenOutput`]).
//!
//! * [`newest_versions`]: of all versions of a record, gift or term, the newest; every consent event.
//! * [`Survivorship`]: which source is believed, field by field.
//! * [`build`]: the whole step; `identity`, `constituents`, `consent`, `households` and `facts` are its parts.
//!
//! Nothing here does IO, knows a clock or holds a global: the order of the rows, of the files and the
//! numbers of the clusters do not show in the output.

mod arrival;
mod build;
mod consent;
mod constituents;
mod facts;
mod households;
mod identity;
mod members;
mod order;
mod survivorship;
mod text;
mod versions;

#[cfg(test)]
mod tests;

pub use build::{GoldenInput, GoldenOutput, GoldenSummary, build};
pub use identity::PreviousIdentity;
pub use survivorship::{BUNDLED_SURVIVORSHIP, Field, Rule, Survivorship, SurvivorshipError};
pub use versions::newest_versions;
