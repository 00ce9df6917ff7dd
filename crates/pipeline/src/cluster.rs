//! The links among the records of one constituent: which of them hold it together, and which is the weakest.
//!
//! In:  the links between records of one constituent.
//! Out: the same links with their evidence, strongest first. Of all links those *hold* that tie records which no
//!      stronger link ties already: one fewer than there are tied records, however many pairs agree. The weakest of
//!      these is where the records would fall apart first.

use crate::explain::FieldEvidence;
use records::golden::MatchLink;
use records::keys::SourceRecordKey;
use serde::Serialize;
use std::collections::BTreeMap;

/// One link, and what it means for the whole.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClusterLink {
    /// The pair, its weight and probability.
    #[serde(flatten)]
    pub link: MatchLink,
    /// Field by field.
    pub fields: Vec<FieldEvidence>,
    /// No stronger link ties these two, not even by way of others.
    pub holds: bool,
    /// Of the links that hold, the weakest.
    pub is_weakest: bool,
}

/// Sorts the links by strength and says which of them hold the records together.
#[must_use]
pub fn cluster_links(mut links: Vec<MatchLink>) -> Vec<ClusterLink> {
    links.sort_by(|a, b| {
        b.weight_bits
            .total_cmp(&a.weight_bits)
            .then_with(|| (&a.left_key, &a.right_key).cmp(&(&b.left_key, &b.right_key)))
    });
    let mut groups = Groups::default();
    let mut told: Vec<ClusterLink> = links
        .into_iter()
        .map(|link| ClusterLink {
            holds: groups.join(&link.left_key, &link.right_key),
            fields: serde_json::from_str(&link.evidence).unwrap_or_default(),
            is_weakest: false,
            link,
        })
        .collect();
    if let Some(weakest) = told.iter_mut().rev().find(|link| link.holds) {
        weakest.is_weakest = true;
    }
    told
}

/// Which records are tied already; each group is named after one of its records.
#[derive(Debug, Default)]
struct Groups(BTreeMap<SourceRecordKey, SourceRecordKey>);

impl Groups {
    /// Ties two records; whether they were not tied before.
    fn join(&mut self, left: &SourceRecordKey, right: &SourceRecordKey) -> bool {
        let group = |key: &SourceRecordKey| self.0.get(key).unwrap_or(key).clone();
        let (one, other) = (group(left), group(right));
        if one == other {
            return false;
        }
        for key in [left, right] {
            self.0.entry(key.clone()).or_insert_with(|| key.clone());
        }
        self.0.values_mut().filter(|name| **name == other).for_each(|name| *name = one.clone());
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use records::kinds::MatchOutcome;

    fn link(left: &str, right: &str, weight_bits: f64) -> MatchLink {
        MatchLink {
            left_key: SourceRecordKey::from_stored(left),
            right_key: SourceRecordKey::from_stored(right),
            weight_bits,
            probability: 0.99,
            outcome: MatchOutcome::Match,
            rule: "email".to_owned(),
            evidence: r#"[{"field":"e-mail","level":"e-mail is the same","bits":9.5}]"#.to_owned(),
        }
    }

    fn pair(one: &ClusterLink) -> (&str, &str) {
        (one.link.left_key.as_str(), one.link.right_key.as_str())
    }

    /// Which links hold, strongest first, and which of them is the weakest.
    #[track_caller]
    fn check(links: Vec<MatchLink>, holding: &[(&str, &str)], weakest: Option<(&str, &str)>) {
        let told = cluster_links(links);
        assert_eq!(told.iter().filter(|one| one.holds).map(pair).collect::<Vec<_>>(), holding);
        assert_eq!(told.iter().find(|one| one.is_weakest).map(pair), weakest);
        assert!(told.iter().all(|one| one.fields.len() == 1), "the evidence is read");
    }

    #[test]
    fn of_a_triangle_the_two_strongest_sides_hold() {
        let links = vec![link("a", "b", 10.0), link("b", "c", 30.0), link("a", "c", 20.0)];
        check(links, &[("b", "c"), ("a", "c")], Some(("a", "c")));
    }

    #[test]
    fn two_pairs_are_held_by_the_link_between_them() {
        let links = vec![link("a", "b", 30.0), link("c", "d", 20.0), link("b", "d", 10.0), link("a", "c", 5.0)];
        check(links, &[("a", "b"), ("c", "d"), ("b", "d")], Some(("b", "d")));
    }

    #[test]
    fn a_record_alone_has_no_link() {
        check(Vec::new(), &[], None);
    }
}
