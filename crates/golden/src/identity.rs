//! Ids that never change hands.
//!
//! In:  the clusters of today, and who had which id in the snapshot before.
//! Out: one id per cluster, and where every id went that is no longer in use.
//!
//! * A cluster keeps the id that most of its records had (ties: the smallest id).
//! * An id goes to one cluster at most: after a split to the part with most of its records (ties: the part
//!   with the smallest key among them). The other parts found new ids.
//! * A new id is never one that was ever in use, whether live or retired, so that a note which somebody wrote down
//!   last year cannot point to a stranger.
//! * A merge retires ids: each gets a [`Redirect`] to the id in use today, never through a third one.

use crate::members::{Cluster, Member};
use records::golden::{Crosswalk, Redirect};
use records::keys::{ConstituentId, SourceRecordKey};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// Who had which id in the snapshot before; empty for the first one.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PreviousIdentity {
    /// The id of each source record.
    pub crosswalk: Vec<Crosswalk>,
    /// Where retired ids went.
    pub redirects: Vec<Redirect>,
}

/// Who has which id now.
pub(crate) struct Identity {
    /// The id of each cluster, in the order of the clusters.
    pub(crate) ids: Vec<ConstituentId>,
    /// Where retired ids went, sorted.
    pub(crate) redirects: Vec<Redirect>,
    /// How many clusters kept an id.
    pub(crate) kept: usize,
}

/// One cluster's claim on one id of the snapshot before.
struct Claim<'a> {
    id: &'a ConstituentId,
    cluster: usize,
    /// How many of the cluster's records had the id.
    votes: usize,
    /// The smallest key among them.
    smallest_key: &'a SourceRecordKey,
}

/// Gives every cluster its id. `clusters` must be in the order of their smallest keys.
pub(crate) fn assign(clusters: &[Cluster], previous: &PreviousIdentity) -> Identity {
    let claims = claims_of(clusters, previous);
    let mut ids: Vec<Option<ConstituentId>> = vec![None; clusters.len()];
    let mut kept_ids: FxHashSet<&ConstituentId> = FxHashSet::default();
    for claim in &claims {
        if ids[claim.cluster].is_none() && kept_ids.insert(claim.id) {
            ids[claim.cluster] = Some(claim.id.clone());
        }
    }
    let mut used = used_ids(previous);
    let found = |(cluster, id): (&Cluster, Option<ConstituentId>)| {
        id.unwrap_or_else(|| found_id(cluster.smallest_key(), &mut used))
    };
    let ids: Vec<ConstituentId> = clusters.iter().zip(ids).map(found).collect();
    let redirects = redirects_of(&claims, &ids, &kept_ids, previous);
    Identity { ids, redirects, kept: kept_ids.len() }
}

/// Every claim, the strongest first.
fn claims_of<'a>(clusters: &'a [Cluster], previous: &'a PreviousIdentity) -> Vec<Claim<'a>> {
    let mut ids_before: FxHashMap<&SourceRecordKey, &ConstituentId> = FxHashMap::default();
    for row in &previous.crosswalk {
        let id = ids_before.entry(&row.source_record_key).or_insert(&row.constituent_id);
        *id = (*id).min(&row.constituent_id);
    }
    let mut claims = Vec::new();
    for (cluster, members) in clusters.iter().map(|cluster| &cluster.members).enumerate() {
        let mut votes: BTreeMap<&ConstituentId, Claim> = BTreeMap::new();
        for smallest_key in members.iter().map(Member::key) {
            if let Some(&id) = ids_before.get(smallest_key) {
                votes.entry(id).or_insert(Claim { id, cluster, votes: 0, smallest_key }).votes += 1;
            }
        }
        claims.extend(votes.into_values());
    }
    claims.sort_by(|a, b| (b.votes, a.id, a.smallest_key).cmp(&(a.votes, b.id, b.smallest_key)));
    claims
}

/// Every id that was ever in use, as far as the snapshot before knows.
fn used_ids(previous: &PreviousIdentity) -> FxHashSet<ConstituentId> {
    let live = previous.crosswalk.iter().map(|row| &row.constituent_id);
    let redirected = previous.redirects.iter().flat_map(|row| [&row.retired_id, &row.constituent_id]);
    live.chain(redirected).cloned().collect()
}

/// A new id for the constituent first seen as `founder`.
fn found_id(founder: &SourceRecordKey, used: &mut FxHashSet<ConstituentId>) -> ConstituentId {
    let mut attempt = 0;
    loop {
        let id = ConstituentId::founded_by(founder, attempt);
        if used.insert(id.clone()) {
            return id;
        }
        attempt += 1;
    }
}

/// Where every id went that no cluster kept; an id that is in use again is not among them.
fn redirects_of(
    claims: &[Claim],
    ids: &[ConstituentId],
    kept_ids: &FxHashSet<&ConstituentId>,
    previous: &PreviousIdentity,
) -> Vec<Redirect> {
    let mut targets: BTreeMap<&ConstituentId, &ConstituentId> = BTreeMap::new();
    for row in previous.redirects.iter().filter(|row| !kept_ids.contains(&row.retired_id)) {
        let target = targets.entry(&row.retired_id).or_insert(&row.constituent_id);
        *target = (*target).min(&row.constituent_id);
    }
    // Claims are sorted, so that the first of an id is the cluster that has most of its records.
    let mut retired: FxHashSet<&ConstituentId> = FxHashSet::default();
    for claim in claims.iter().filter(|claim| !kept_ids.contains(claim.id)) {
        if retired.insert(claim.id) {
            targets.insert(claim.id, &ids[claim.cluster]);
        }
    }
    let redirect = |&retired_id: &&ConstituentId| Redirect {
        retired_id: retired_id.clone(),
        constituent_id: end_of_chain(retired_id, &targets).clone(),
    };
    targets.keys().map(redirect).collect()
}

/// Follows redirects to the id in use. A circle, which no build writes, ends after one round.
fn end_of_chain<'a>(
    retired_id: &'a ConstituentId,
    targets: &BTreeMap<&'a ConstituentId, &'a ConstituentId>,
) -> &'a ConstituentId {
    let mut id = retired_id;
    for _ in 0..targets.len() {
        match targets.get(id) {
            Some(next) => id = next,
            None => break,
        }
    }
    id
}
