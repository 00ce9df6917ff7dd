//! The whole run: candidates, model, links, clusters.
//!
//! In:  records, settings, decisions. Out: a [`Resolution`]. The same records give the same
//!      result, whatever their order and the number of threads.

use rayon::prelude::*;

use crate::blocking::{CandidateIndex, Rule, rules::RULES};
use crate::clustering::{Affinity, Edge, Task, cluster};
use crate::comparison::{Pattern, comparable, compare, one_sign, other_birth, vetoed};
use crate::decisions::{Decisions, Rulings};
use crate::model::chance::Chance;
use crate::model::em::train;
use crate::model::{Model, ModelError, Scorer};
use crate::pairs::{ComparedPairs, Pair, Part};
use crate::progress::Progress;
use crate::records::Records;
use crate::report::{Report, RuleCount};
use crate::settings::Settings;

/// Bits for or against from which a pair has a full vote on two clusters. A pair that knows
/// less, for want of common fields, is no sign that the clusters are two. 10 and 20 were tried.
const TELLING: f64 = 10.0;

/// How often a pair votes whose birth dates no slip explains: records of the two that know no date go
/// along with either, and would outvote it. 1 and 3 were tried.
const OTHER_BIRTH_VOTE: f64 = 3.0;

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
    let pairs = ComparedPairs::new(records, &index, progress);
    let degraded_blocks = index.into_degraded();
    progress.stage("train", 1);
    let model = settings.model.clone().unwrap_or_else(|| train_model(records, &pairs, settings));
    let scorer = Scorer::new(&model, records.len());
    progress.stage("link", pairs.len() as u64);
    let links = links(&pairs, &scorer, settings);
    let by_rule = RULES.iter().zip(pairs.by_rule());
    let candidates = by_rule.map(|(rule, pairs)| RuleCount { rule: *rule, pairs }).collect();
    drop(pairs);
    progress.stage("cluster", links.len() as u64);
    let rulings = Rulings::new(records, decisions);
    let (clusters, cut_components) = find_clusters(records, &links, &rulings, &scorer, settings);
    let mut report = Report {
        records: records.len() as u64,
        candidates,
        degraded_blocks,
        cut_components,
        contradictions: rulings.contradictions,
        unknown_decisions: rulings.unknown,
        ..Report::default()
    };
    count_outcomes(&mut report, &clusters, &links);
    Ok(Resolution { clusters, links, model, report })
}

fn train_model(records: &Records, pairs: &ComparedPairs, settings: &Settings) -> Model {
    let chance = Chance::measure(records, settings.random_pairs);
    train(&pairs.histogram(), &chance, records.len(), settings)
}

fn links(pairs: &ComparedPairs, scorer: &Scorer, settings: &Settings) -> Vec<Link> {
    let of_part = |part: &Part| -> Vec<Link> {
        let verdict = |pattern: &Pattern| {
            let score = scorer.score(*pattern);
            (*pattern, score, outcome(*pattern, score.probability, settings))
        };
        let verdicts: Vec<_> = part.patterns().iter().map(verdict).collect();
        let link = |pair: Pair| {
            let (pattern, score, outcome) = verdicts[pair.pattern];
            let Pair { left, right, rule, .. } = pair;
            let (weight, probability) = (score.weight, score.probability);
            let kept = probability >= settings.review_probability;
            kept.then_some(Link { left, right, pattern, weight, probability, rule, outcome })
        };
        part.pairs().filter_map(link).collect()
    };
    let parts: Vec<Vec<Link>> = pairs.parts().par_iter().map(of_part).collect();
    parts.concat()
}

pub(crate) fn outcome(pattern: Pattern, probability: f64, settings: &Settings) -> Outcome {
    if probability < settings.review_probability {
        Outcome::Apart
    } else if probability < settings.match_probability || vetoed(pattern) || one_sign(pattern) {
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
        let knows = (score.weight.abs() / TELLING).clamp(LEAST_VOTE, 1.0);
        let weight = if other_birth(pattern) { OTHER_BIRTH_VOTE * knows } else { knows };
        (!vetoed(pattern)).then_some(Affinity { probability: score.probability, weight })
    })
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
