//! The whole run: candidates, model, links, clusters.
//!
//! In:  records, settings, decisions. Out: a [`Resolution`]. The same records give the same
//!      result, whatever their order and the number of threads.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::blocking::{CandidateIndex, Rule, rules::RULES};
use crate::clustering::{Affinity, Edge, Task, cluster};
use crate::comparison::{Pattern, comparable, compare, vetoed};
use crate::decisions::{Decisions, Rulings};
use crate::model::chance::Chance;
use crate::model::em::{Histogram, train};
use crate::model::{Model, ModelError, Scorer};
use crate::progress::Progress;
use crate::records::Records;
use crate::report::{Report, RuleCount};
use crate::settings::Settings;

/// Records whose partners are compared in one go.
const CHUNK: usize = 2_048;

/// Bits for or against from which a pair has a full vote on two clusters. A pair that knows
/// less, for want of common fields, is no sign that the clusters are two. 10 and 20 were tried.
const TELLING: f64 = 10.0;

/// Vote of a pair that knows nothing.
const LEAST_VOTE: f64 = 0.1;

/// What a run found.
#[derive(Debug, Clone, PartialEq)]
pub struct Resolution {
    /// Per record (in the order of [`Records::ids`]) the index of the first record of its cluster.
    pub clusters: Vec<u32>,
    /// Pairs at or above the threshold of review, sorted.
    pub links: Vec<Link>,
    /// The model that was used: save it to see why, or to pin it.
    pub model: Model,
    /// Counts.
    pub report: Report,
}

/// Two records that may be one entity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// Lower record index.
    pub left: u32,
    /// Higher record index.
    pub right: u32,
    /// What they have in common.
    pub pattern: Pattern,
    /// Weight of all evidence in bits, without the prior.
    pub weight: f64,
    /// Probability of being one entity.
    pub probability: f64,
    /// The first rule that proposed the pair.
    pub rule: Rule,
    /// Whether probability and vetoes make it a match, or leave it to review.
    pub outcome: Outcome,
}

/// The three outcomes for a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// One entity as far as the two records say.
    Match,
    /// A person should look.
    Review,
    /// Two entities.
    Apart,
}

/// A compared pair, before the model is known.
#[derive(Clone, Copy)]
struct Candidate {
    left: u32,
    right: u32,
    pattern: Pattern,
    rule: Rule,
}

/// Resolves records into entities.
///
/// # Errors
/// Only when `settings.model` is given and does not fit this program.
pub fn resolve(
    records: &Records,
    settings: &Settings,
    decisions: &Decisions,
    progress: &dyn Progress,
) -> Result<Resolution, ModelError> {
    if let Some(model) = &settings.model {
        model.check()?;
    }
    progress.stage("block", RULES.len() as u64);
    let index = CandidateIndex::new(records, settings);
    progress.stage("compare", records.len() as u64);
    let candidates = compare_candidates(records, &index, progress);
    progress.stage("train", 1);
    let model = settings.model.clone().unwrap_or_else(|| train_model(records, &candidates, settings));
    let scorer = Scorer::new(&model, records.len());
    progress.stage("link", candidates.len() as u64);
    let links = links(&candidates, &scorer, settings);
    progress.stage("cluster", links.len() as u64);
    let rulings = Rulings::new(records, decisions);
    let (clusters, cut_components) = find_clusters(records, &links, &rulings, &scorer, settings);
    let mut report = Report {
        records: records.len() as u64,
        candidates: count_rules(&candidates),
        degraded_blocks: index.degraded,
        cut_components,
        contradictions: rulings.contradictions,
        unknown_decisions: rulings.unknown,
        ..Report::default()
    };
    count_outcomes(&mut report, &clusters, &links);
    Ok(Resolution { clusters, links, model, report })
}

fn compare_candidates(records: &Records, index: &CandidateIndex, progress: &dyn Progress) -> Vec<Candidate> {
    let starts: Vec<usize> = (0..records.len()).step_by(CHUNK).collect();
    let of_chunk = |start: &usize| {
        let mut partners = Vec::new();
        let mut found = Vec::new();
        let chunk = *start..records.len().min(start + CHUNK);
        let size = chunk.len() as u64;
        for left in chunk {
            let one = u32::try_from(left).unwrap_or(u32::MAX);
            index.partners(one, &mut partners);
            found.extend(partners.iter().map(|(right, rule)| Candidate {
                left: one,
                right: *right,
                pattern: compare(records, left, *right as usize),
                rule: *rule,
            }));
        }
        progress.advance(size);
        found
    };
    let parts: Vec<Vec<Candidate>> = starts.par_iter().map(of_chunk).collect();
    parts.concat()
}

fn train_model(records: &Records, candidates: &[Candidate], settings: &Settings) -> Model {
    let chance = Chance::measure(records, settings.random_pairs);
    train(&histogram(candidates), &chance, records.len(), settings)
}

fn histogram(candidates: &[Candidate]) -> Histogram {
    let mut counts: FxHashMap<Pattern, u64> = FxHashMap::default();
    for candidate in candidates {
        *counts.entry(candidate.pattern).or_default() += 1;
    }
    let mut histogram: Histogram = counts.into_iter().collect();
    histogram.par_sort_unstable();
    histogram
}

fn links(candidates: &[Candidate], scorer: &Scorer, settings: &Settings) -> Vec<Link> {
    let link = |candidate: &Candidate| {
        let score = scorer.score(candidate.pattern);
        let outcome = outcome(candidate.pattern, score.probability, settings);
        (score.probability >= settings.review_probability).then_some(Link {
            left: candidate.left,
            right: candidate.right,
            pattern: candidate.pattern,
            weight: score.weight,
            probability: score.probability,
            rule: candidate.rule,
            outcome,
        })
    };
    candidates.par_iter().filter_map(link).collect()
}

pub(crate) fn outcome(pattern: Pattern, probability: f64, settings: &Settings) -> Outcome {
    if probability < settings.review_probability {
        Outcome::Apart
    } else if probability < settings.match_probability || vetoed(pattern) {
        Outcome::Review
    } else {
        Outcome::Match
    }
}

fn find_clusters(
    records: &Records,
    links: &[Link],
    rulings: &Rulings,
    scorer: &Scorer,
    settings: &Settings,
) -> (Vec<u32>, u64) {
    let matches = links.iter().filter(|link| link.outcome == Outcome::Match);
    let edges: Vec<Edge> = matches.map(|link| (link.left, link.right, link.weight + scorer.prior_bits)).collect();
    let task = Task {
        records: records.len(),
        edges: &edges,
        rulings,
        limit: settings.component_limit,
        threshold: settings.match_probability,
    };
    cluster(&task, |left, right| {
        let (left, right) = (left as usize, right as usize);
        if !comparable(records, left, right) {
            return None;
        }
        let pattern = compare(records, left, right);
        let score = scorer.score(pattern);
        let weight = (score.weight.abs() / TELLING).clamp(LEAST_VOTE, 1.0);
        (!vetoed(pattern)).then_some(Affinity { probability: score.probability, weight })
    })
}

fn count_rules(candidates: &[Candidate]) -> Vec<RuleCount> {
    let mut counts = [0_u64; RULES.len()];
    for candidate in candidates {
        counts[candidate.rule as usize] += 1;
    }
    RULES.iter().zip(counts).map(|(rule, pairs)| RuleCount { rule: *rule, pairs }).collect()
}

fn count_outcomes(report: &mut Report, clusters: &[u32], links: &[Link]) {
    let mut sizes = vec![0_u64; clusters.len()];
    for cluster in clusters {
        sizes[*cluster as usize] += 1;
    }
    report.clusters = sizes.iter().filter(|size| **size > 0).count() as u64;
    report.largest_cluster = sizes.iter().copied().max().unwrap_or(0);
    report.matching_pairs = links.iter().filter(|link| link.outcome == Outcome::Match).count() as u64;
    report.review_pairs = links.len() as u64 - report.matching_pairs;
}

impl Resolution {
    /// Per record, the name of its cluster: the lowest record id in it.
    #[must_use]
    pub fn cluster_ids<'a>(&self, records: &'a Records) -> Vec<&'a str> {
        let ids = records.ids();
        let mut names: Vec<Option<&str>> = vec![None; ids.len()];
        for (id, cluster) in ids.iter().zip(&self.clusters) {
            let name = &mut names[*cluster as usize];
            *name = Some(name.map_or(id.as_str(), |name| name.min(id.as_str())));
        }
        self.clusters.iter().map(|cluster| names[*cluster as usize].unwrap_or_default()).collect()
    }
}
