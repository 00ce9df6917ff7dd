//! Single steps of a run, for the benchmarks: what `resolve` does one after the other.
//!
//! Each returns a number that depends on all that was done, so that nothing is optimised away.

use crate::blocking::CandidateIndex;
use crate::comparison::compare;
use crate::model::chance::Chance;
use crate::model::em::train;
use crate::pairs::ComparedPairs;
use crate::progress::Silent;
use crate::records::Records;
use crate::settings::Settings;

/// Compares pairs of records: the kernel.
#[must_use]
pub fn compare_pairs(records: &Records, pairs: &[(u32, u32)]) -> u64 {
    pairs.iter().fold(0, |sum, (left, right)| sum ^ compare(records, *left as usize, *right as usize).bits())
}

/// Reads the rows of the same pairs and compares one number of each: what no kernel can do without.
#[must_use]
pub fn read_pairs(records: &Records, pairs: &[(u32, u32)]) -> u64 {
    let row = |place: u32| &records.rows[place as usize];
    pairs.iter().fold(0, |sum, (left, right)| {
        let (one, other) = (row(*left), row(*right));
        sum + u64::from(one.family == other.family) + u64::from(one.phones[0] == other.phones[0])
    })
}

/// Builds all blocks and counts the pairs that they propose.
#[must_use]
pub fn block(records: &Records, settings: &Settings) -> u64 {
    let index = CandidateIndex::new(records, settings);
    let mut partners = Vec::new();
    let mut pairs = 0;
    for left in (0..).take(records.len()) {
        index.partners(left, &mut partners);
        pairs += partners.len() as u64;
    }
    pairs
}

/// Candidates of some records, compared and counted: what training starts from.
#[derive(Debug)]
pub struct Lesson {
    histogram: crate::model::em::Histogram,
    chance: Chance,
    records: usize,
}

impl Lesson {
    /// Blocks and compares.
    #[must_use]
    pub fn prepare(records: &Records, settings: &Settings) -> Self {
        let index = CandidateIndex::new(records, settings);
        let histogram = ComparedPairs::new(records, &index, &Silent).histogram();
        Self { histogram, chance: Chance::measure(records, settings.random_pairs), records: records.len() }
    }

    /// How many patterns there are.
    #[must_use]
    pub fn patterns(&self) -> usize {
        self.histogram.len()
    }

    /// Trains a model; returns how many iterations it took.
    #[must_use]
    pub fn train(&self, settings: &Settings) -> u32 {
        train(&self.histogram, &self.chance, self.records, settings).iterations
    }
}
