//! One value of several, and the rule that told it from the others.

use super::{Policy, Rule};
use crate::members::Member;
use crate::text::folded;
use records::keys::SourceRecordKey;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::cmp::Ordering;

/// A value that one record tells.
pub(crate) struct Candidate<'m, V> {
    /// The value.
    pub(crate) value: V,
    /// The value as text: equal texts are one value.
    pub(crate) text: Cow<'m, str>,
    /// The record that tells it.
    pub(crate) member: &'m Member<'m>,
    /// 0 for a value that is good to use; the larger, the less: it comes before every rule.
    pub(crate) flaw: u8,
    /// 1 for the value that the record itself prefers, then 2, 3, …
    pub(crate) position: i64,
}

impl<'m, V> Candidate<'m, V> {
    /// A value without a flaw, the only one that its record tells.
    pub(crate) fn new(value: V, text: impl Into<Cow<'m, str>>, member: &'m Member<'m>) -> Self {
        Self { value, text: text.into(), member, flaw: 0, position: 1 }
    }
}

/// The value that survives.
pub(crate) struct Choice<'m, V> {
    /// The value.
    pub(crate) value: V,
    /// The record that it came from.
    pub(crate) key: &'m SourceRecordKey,
    /// The rule that told it from the runner-up: a [`Rule`], `only_value`, `usable_first`,
    /// `source_order`, or `smallest_key`.
    pub(crate) rule: &'static str,
}

/// Chooses one value; `None` if there is none.
pub(crate) fn choose<'m, V>(policy: &Policy, mut candidates: Vec<Candidate<'m, V>>) -> Option<Choice<'m, V>> {
    let comparison = Comparison::new(policy, &candidates);
    let best = (0..candidates.len()).min_by(|&a, &b| comparison.compare(&candidates[a], &candidates[b]).0)?;
    let winner = &candidates[best];
    let others = candidates.iter().filter(|other| other.text != winner.text);
    let runner_up = others.min_by(|a, b| comparison.compare(a, b).0);
    let rule = runner_up.map_or("only_value", |other| comparison.compare(winner, other).1);
    let winner = candidates.swap_remove(best);
    Some(Choice { value: winner.value, key: winner.member.key(), rule })
}

/// One candidate per text, the best that tells it, in the order of the texts.
///
/// A flaw that any record knows counts for the value: what bounced for one system bounces for all.
pub(crate) fn distinct<'m, V>(policy: &Policy, mut candidates: Vec<Candidate<'m, V>>) -> Vec<Candidate<'m, V>> {
    let comparison = Comparison::new(policy, &candidates);
    candidates.sort_by(|a, b| a.text.cmp(&b.text).then_with(|| comparison.compare_rules(a, b).0));
    let mut kept: Vec<Candidate<'m, V>> = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        match kept.last_mut() {
            Some(last) if last.text == candidate.text => last.flaw = last.flaw.max(candidate.flaw),
            _ => kept.push(candidate),
        }
    }
    kept
}

/// Compares candidates of one field of one constituent.
struct Comparison<'p> {
    policy: &'p Policy,
    /// How many records tell each value; filled only where a rule asks.
    frequencies: FxHashMap<String, usize>,
}

impl<'p> Comparison<'p> {
    fn new<V>(policy: &'p Policy, candidates: &[Candidate<'_, V>]) -> Self {
        let mut frequencies = FxHashMap::default();
        if candidates.len() > 1 && policy.rules.contains(&Rule::MostFrequent) {
            for candidate in candidates {
                *frequencies.entry(folded(&candidate.text)).or_default() += 1;
            }
        }
        Self { policy, frequencies }
    }

    /// `Less` if `a` is better, with the reason.
    fn compare<V>(&self, a: &Candidate<'_, V>, b: &Candidate<'_, V>) -> (Ordering, &'static str) {
        match a.flaw.cmp(&b.flaw) {
            Ordering::Equal => self.compare_rules(a, b),
            order => (order, "usable_first"),
        }
    }

    fn compare_rules<V>(&self, a: &Candidate<'_, V>, b: &Candidate<'_, V>) -> (Ordering, &'static str) {
        for &rule in &self.policy.rules {
            let order = self.compare_by(rule, a, b);
            if order.is_ne() {
                return (order, rule.as_str());
            }
        }
        let by_key = a.member.key().cmp(b.member.key());
        if by_key.is_ne() {
            return (by_key, "smallest_key");
        }
        (a.position.cmp(&b.position).then_with(|| a.text.cmp(&b.text)), "source_order")
    }

    fn compare_by<V>(&self, rule: Rule, a: &Candidate<'_, V>, b: &Candidate<'_, V>) -> Ordering {
        let rank = |candidate: &Candidate<'_, V>| self.policy.source_rank(&candidate.member.party.source);
        let frequency = |candidate: &Candidate<'_, V>| self.frequencies.get(&folded(&candidate.text)).copied();
        let length = |candidate: &Candidate<'_, V>| candidate.text.chars().count();
        match rule {
            Rule::SourcePriority => rank(a).cmp(&rank(b)),
            Rule::MostRecent => b.member.recency.cmp(&a.member.recency),
            Rule::MostFrequent => frequency(b).cmp(&frequency(a)),
            Rule::Longest => length(b).cmp(&length(a)),
            Rule::AnyTrue => Ordering::Equal,
        }
    }
}
