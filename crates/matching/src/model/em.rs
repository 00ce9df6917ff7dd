//! Learns a model from patterns without knowing any true match.
//!
//! In:  how often each pattern occurs among candidates, and chance agreement of all pairs.
//! Out: a trained [`Model`].
//!
//! Expectation-maximisation over three classes. The space is all pairs of records: pairs
//! that are no candidates count as strangers. Chance agreement `u` is not free: it is what
//! all pairs show, less what the two other classes explain.

use rayon::prelude::*;

use super::chance::Chance;
use super::namesakes::{NAMESAKES, namesakes};
use super::{LEVELS, Model, Table};
use crate::comparison::fields::FIELD_COUNT;
use crate::comparison::levels::birth;
use crate::comparison::{FIELDS, Field, Pattern, vetoed};
use crate::settings::Settings;

/// Pairs that the expectations of `FIELDS` are worth: enough to keep a level that is
/// hardly met in small files where people put it, too few to matter in large ones.
const HELD_BY: f64 = 10.0;

/// Least part of all agreement at a level that stays chance, whatever the other classes explain.
const LEAST_CHANCE: f64 = 0.1;

/// Share of pairs of a household that are born on one day. About one birth in eighty is of
/// twins, and about one pair of a household in three is of siblings.
const TWINS: f64 = 0.005;

/// Patterns that are summed up together: fixed, so that sums do not depend on the number of threads.
const CHUNK: usize = 4_096;

/// How often each pattern occurs, in the order of patterns.
pub(crate) type Histogram = Vec<(Pattern, u64)>;

#[derive(Clone)]
struct Expected {
    matching: Table,
    household: Table,
    matches: f64,
    households: f64,
}

impl Expected {
    const NONE: Self = Self {
        matching: [[0.0; LEVELS]; FIELD_COUNT],
        household: [[0.0; LEVELS]; FIELD_COUNT],
        matches: 0.0,
        households: 0.0,
    };

    fn add(&mut self, other: &Self) {
        self.matches += other.matches;
        self.households += other.households;
        for (mine, theirs) in [(&mut self.matching, &other.matching), (&mut self.household, &other.household)] {
            for (one, more) in mine.iter_mut().flatten().zip(theirs.iter().flatten()) {
                *one += more;
            }
        }
    }
}

/// The three classes as they are believed at one time.
struct Belief {
    m: Table,
    u: Table,
    household: Table,
    matching_share: f64,
    household_share: f64,
    suffix_known: f64,
}

/// Trains a model.
pub(crate) fn train(histogram: &Histogram, chance: &Chance, records: usize, settings: &Settings) -> Model {
    let mut belief = Belief::start(chance, records);
    let (mut converged, mut iterations) = (false, 0);
    while iterations < settings.iterations && !converged {
        let expected = expect(histogram, &belief);
        let before = (belief.matching_share, belief.household_share);
        belief.maximise(&expected, chance);
        iterations += 1;
        let still = |old: f64, new: f64| (new - old).abs() <= settings.tolerance * old.max(0.01 * before.0);
        converged = still(before.0, belief.matching_share) && still(before.1, belief.household_share);
    }
    let partners = (records.max(2) - 1) as f64 / 2.0;
    let mut model = Model::from_tables(&belief.m, &belief.u, &belief.household);
    model.matches_per_record = belief.matching_share * partners;
    model.households_per_record = belief.household_share * partners;
    model.suffix_known = belief.suffix_known;
    model.converged = converged;
    model.iterations = iterations;
    model
}

impl Belief {
    fn start(chance: &Chance, records: usize) -> Self {
        let expectation = expectation();
        let u = floored(&chance.shares, chance);
        let mut household = expectation;
        take_personal(&mut household, &u);
        let half_a_pair_per_record = 0.5 * records as f64 / chance.pairs;
        Self {
            m: expectation,
            u,
            household,
            matching_share: half_a_pair_per_record,
            household_share: half_a_pair_per_record,
            suffix_known: suffix_known(chance),
        }
    }

    fn maximise(&mut self, expected: &Expected, chance: &Chance) {
        self.m = shares(&expected.matching);
        self.u = remaining_chance(expected, chance);
        self.household = shares(&expected.household);
        take_personal(&mut self.household, &self.u);
        self.matching_share = (expected.matches + 0.5) / chance.pairs;
        self.household_share = (expected.households + 0.5) / chance.pairs;
    }
}

/// Share of pairs in which a suffix is known.
fn suffix_known(chance: &Chance) -> f64 {
    (chance.known_pairs[Field::Suffix.index()] / chance.pairs).min(0.5)
}

fn expectation() -> Table {
    let mut table = [[0.0; LEVELS]; FIELD_COUNT];
    for (place, spec) in FIELDS.iter().enumerate() {
        let total: f64 = spec.levels.iter().map(|level| level.expected).sum();
        for (number, level) in (1..).zip(spec.levels) {
            table[place][number] = level.expected / total;
        }
    }
    table
}

/// Members of a household agree in personal fields by chance only, save that some are twins.
fn take_personal(household: &mut Table, u: &Table) {
    for (place, _) in FIELDS.iter().enumerate().filter(|(_, spec)| spec.personal) {
        household[place] = u[place];
    }
    let dates = &mut household[Field::BirthDate.index()];
    for share in &mut *dates {
        *share *= 1.0 - TWINS;
    }
    dates[usize::from(birth::EXACT)] += TWINS;
}

/// Shares from counts, with the expectations as pairs that were seen before.
fn shares(counts: &Table) -> Table {
    let mut table = expectation();
    for (place, levels) in table.iter_mut().enumerate() {
        let seen: f64 = counts[place][1..].iter().sum();
        for (level, share) in levels.iter_mut().enumerate().skip(1) {
            *share = (counts[place][level] + HELD_BY * *share) / (seen + HELD_BY);
        }
    }
    table
}

/// What all pairs show, less what matches and households explain.
fn remaining_chance(expected: &Expected, chance: &Chance) -> Table {
    let mut table = chance.shares;
    for (place, levels) in table.iter_mut().enumerate() {
        let known = chance.known_pairs[place];
        let explained_known: f64 =
            (1..LEVELS).map(|level| expected.matching[place][level] + expected.household[place][level]).sum();
        for (level, share) in levels.iter_mut().enumerate().skip(1) {
            let seen = *share * known;
            let explained = expected.matching[place][level] + expected.household[place][level];
            *share = (seen - explained).max(seen * LEAST_CHANCE) / (known - explained_known).max(known * LEAST_CHANCE);
        }
    }
    floored(&table, chance)
}

/// No level is impossible: at least as many pairs are at each as could be overlooked.
fn floored(shares: &Table, chance: &Chance) -> Table {
    let mut table = *shares;
    for (place, spec) in FIELDS.iter().enumerate() {
        let levels = table[place].iter_mut().zip(&chance.least[place]);
        for (share, least) in levels.skip(1).take(spec.levels.len()) {
            *share = share.clamp(least.max(1e-12), 1.0);
        }
    }
    table
}

fn logarithms(table: &Table) -> Table {
    table.map(|levels| levels.map(|share| if share > 0.0 { share.ln() } else { 0.0 }))
}

fn expect(histogram: &Histogram, belief: &Belief) -> Expected {
    let named_alike = namesakes(&belief.m, &belief.household, belief.suffix_known);
    let classes = [&belief.m, &belief.household, &belief.u, &named_alike].map(logarithms);
    let unrelated = (1.0 - belief.matching_share - belief.household_share).max(1e-9);
    let household = belief.household_share;
    let priors = [belief.matching_share, household * (1.0 - NAMESAKES), unrelated, household * NAMESAKES].map(f64::ln);
    let of_chunk = |chunk: &[(Pattern, u64)]| {
        let mut expected = Expected::NONE;
        for (pattern, count) in chunk {
            let mut likelihood = priors;
            for place in 0..FIELD_COUNT {
                let level = usize::from(pattern.level_at(place));
                for (sum, class) in likelihood.iter_mut().zip(&classes) {
                    *sum += class[place][level];
                }
            }
            if vetoed(*pattern) {
                likelihood[0] = f64::NEG_INFINITY;
            }
            expected.observe(*pattern, *count as f64, likelihood);
        }
        expected
    };
    let parts: Vec<Expected> = histogram.par_chunks(CHUNK).map(of_chunk).collect();
    let mut all = Expected::NONE;
    for part in &parts {
        all.add(part);
    }
    all
}

impl Expected {
    fn observe(&mut self, pattern: Pattern, count: f64, likelihood: [f64; 4]) {
        let highest = likelihood.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let odds = likelihood.map(|log| (log - highest).exp());
        let total: f64 = odds.iter().sum();
        let (matching, household) = (count * odds[0] / total, count * (odds[1] + odds[3]) / total);
        self.matches += matching;
        self.households += household;
        for place in 0..FIELD_COUNT {
            let level = usize::from(pattern.level_at(place));
            self.matching[place][level] += matching;
            self.household[place][level] += household;
        }
    }
}
