//! Finds the records that speak of the same person or organisation.
//!
//! In:  records as typed ([`RawRecord`]), settings, decisions of people.
//! Out: a [`Resolution`]: one cluster per entity, the links between records with their
//!      evidence, the model that was learned, and counts.
//!
//! The steps are the modules, in this order: [`records`] (normal forms, columns),
//! [`blocking`] (which pairs to look at), [`comparison`] (what two records have in common),
//! [`model`] (how much that says), `clustering` (who is one), [`evidence`] (why).
//! [`table`] reads a CSV file into records; [`evaluation`] measures a result.
//!
//! Nothing here does input or output, knows the time, or depends on the order of records.

pub mod blocking;
mod clustering;
pub mod comparison;
pub mod decisions;
pub mod evaluation;
pub mod evidence;
pub mod measure;
pub mod model;
mod pairs;
pub mod progress;
pub mod records;
pub mod report;
pub mod resolution;
pub mod review;
pub mod settings;
pub mod table;

#[cfg(test)]
mod tests;

pub use decisions::Decisions;
pub use evidence::{Evidence, FieldEvidence, explain};
pub use model::{Model, ModelError};
pub use progress::{Progress, Silent};
pub use records::{Kind, RawAddress, RawIdentifier, RawRecord, Records, RecordsBuilder};
pub use report::Report;
pub use resolution::{Link, Outcome, Resolution, resolve};
pub use settings::Settings;
