//! Figures about a sample, for those who want to know whether it resembles life.
//!
//! In:  the world's traces and the exports.
//! Out: [`Statistics`], counted from the truth, not from the files.

use crate::giving::{Giving, Outcome};
use crate::systems::{Entity, Export, Traces};
use std::collections::{BTreeMap, BTreeSet};

/// How much there is, and how the community gives.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Statistics {
    /// People and organisations with at least one record.
    pub entities: usize,
    /// Records with a known owner.
    pub records: usize,
    /// How many entities have one record, two, three, …
    pub entities_by_records: BTreeMap<usize, usize>,
    /// Giving year by year.
    pub years: Vec<YearOfGiving>,
}

/// The donors of one fiscal year, people and organisations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct YearOfGiving {
    /// Named by the calendar year in which it ends.
    pub fiscal_year: i64,
    /// Who gave.
    pub donors: usize,
    /// Who gave for the first time.
    pub new_donors: usize,
    /// Of last year's new donors, who gave again.
    pub retained_new: usize,
    /// Of last year's other donors, who gave again.
    pub retained_repeat: usize,
    /// Who gave before, but not last year.
    pub recaptured: usize,
    /// What was given, refunds not deducted.
    pub cents: i64,
}

impl Statistics {
    pub(crate) fn of(traces: &Traces<'_>, exports: &[Export]) -> Self {
        let mut records: BTreeMap<Entity, usize> = BTreeMap::new();
        for (_, entity) in exports.iter().flat_map(|export| &export.labels) {
            *records.entry(*entity).or_default() += 1;
        }
        let mut entities_by_records = BTreeMap::new();
        for count in records.values() {
            *entities_by_records.entry(*count).or_default() += 1;
        }
        Self {
            entities: records.len(),
            records: records.values().sum(),
            entities_by_records,
            years: years(traces.giving.iter().chain(&traces.organization_giving)),
        }
    }
}

fn years<'a>(donors: impl Iterator<Item = &'a Giving>) -> Vec<YearOfGiving> {
    let mut years: BTreeMap<i64, YearOfGiving> = BTreeMap::new();
    for giving in donors {
        let gifts = giving.gifts.iter().filter(|gift| gift.outcome == Outcome::Completed);
        let given: BTreeSet<i64> = gifts.clone().map(|gift| gift.day.fiscal_year()).collect();
        for gift in gifts {
            years.entry(gift.day.fiscal_year()).or_default().cents += gift.cents;
        }
        let first = given.first().copied().unwrap_or(0);
        for year in given.iter().copied() {
            let row = years.entry(year).or_default();
            row.fiscal_year = year;
            row.donors += 1;
            match (given.contains(&(year - 1)), year - first) {
                (_, 0) => row.new_donors += 1,
                (true, 1) => row.retained_new += 1,
                (true, _) => row.retained_repeat += 1,
                (false, _) => row.recaptured += 1,
            }
        }
    }
    years.into_values().collect()
}
