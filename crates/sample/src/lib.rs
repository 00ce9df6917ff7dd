//! Invented exports of five systems about one invented community, with the truth beside them.
//!
//! In:  [`Settings`]: how many people and organisations, and a seed.
//! Out: [`SampleFiles`]: the exports as the systems would write them, `labels.csv` (who each
//!      record is about) and `expected.csv` (what a correct reader finds in each file).
//!
//! The world comes first (people, families, moves, gifts, memberships, opt-outs), then its traces
//! in each system, with that system's own mistakes. Same settings, same bytes, on every machine:
//! all chance comes from [`ChaCha8`](rand_chacha::ChaCha8Rng) and integer arithmetic.
//! All names, addresses, numbers and organisations are invented; e-mail addresses and telephone
//! numbers are of the ranges that are reserved for examples.

mod consent;
mod days;
mod expected;
mod giving;
mod labels;
mod membership;
mod money;
mod noise;
mod random;
mod statistics;
mod systems;
mod world;

#[cfg(test)]
mod tests;

pub use statistics::{Statistics, YearOfGiving};

use systems::Traces;
use world::World;

/// What to invent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// How many people and organisations there are in all; one in 25 is an organisation.
    pub people: usize,
    /// Another seed gives another community.
    pub seed: u64,
}

impl Default for Settings {
    /// The community of `samplemdata/`.
    fn default() -> Self {
        Self { people: 2_060, seed: 20_260_630 }
    }
}

/// One file of the sample.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleFile {
    /// Where it goes, with `/` between folders: `salesforce/npsp_contacts.csv`.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// All files of the sample, and figures about them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleFiles {
    /// The exports, then `labels.csv` and `expected.csv`.
    pub files: Vec<SampleFile>,
    /// How much there is, and how the community gives.
    pub statistics: Statistics,
}

/// Invents a community and writes down what each system knows of it.
///
/// Time and memory grow in step with `settings.people`; reads no file and no clock.
#[must_use]
pub fn generate(settings: &Settings) -> SampleFiles {
    let world = World::build(settings);
    let traces = Traces::of(&world);
    let exports = systems::exports(&traces);
    let statistics = Statistics::of(&traces, &exports);
    let expected = expected::file(exports.iter().map(|export| (export.path, &export.tally)));
    let mut truth = Vec::new();
    let mut files = Vec::new();
    for export in exports {
        truth.extend(export.labels);
        files.push(SampleFile { path: export.path.to_owned(), bytes: export.bytes });
    }
    files.push(SampleFile { path: "labels.csv".to_owned(), bytes: labels::file(&world, truth) });
    files.push(SampleFile { path: "expected.csv".to_owned(), bytes: expected });
    SampleFiles { files, statistics }
}
