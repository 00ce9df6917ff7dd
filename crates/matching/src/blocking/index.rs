//! The blocks of one rule.
//!
//! In:  the keys of all records. Out: lists of members, and for each member how far into
//!      its list it looks. Blocks of one are left out.

use rayon::prelude::*;

use super::budget::{largest_block, pairs};
use super::rules::Rule;
use crate::records::{Records, mix};
use crate::report::DegradedBlock;
use crate::settings::Settings;

/// Blocks of one rule: a member looks at the members after it, up to its reach.
#[derive(Default)]
pub(crate) struct RuleIndex {
    members: Vec<u32>,
    /// Per member, the place in `members` up to which it looks.
    reach: Vec<u32>,
    /// Per record, where its places begin in `places`.
    starts: Vec<u32>,
    places: Vec<u32>,
}

type Entry = (u64, u32);

impl RuleIndex {
    pub(crate) fn new(rule: Rule, records: &Records, settings: &Settings) -> (Self, Vec<DegradedBlock>) {
        let entries = sorted_entries(rule, records);
        let budget = settings.pairs_per_record * records.len() as u64;
        let sizes = || entries.chunk_by(|left, right| left.0 == right.0);
        let largest = largest_block(sizes().map(<[Entry]>::len), budget);
        let mut index = Self::default();
        let mut refined: Vec<Entry> = Vec::new();
        let mut large: Vec<(u64, u64)> = Vec::new();
        for block in sizes().filter(|block| block.len() > 1) {
            if block.len() <= largest {
                index.add(block, block.len());
            } else {
                large.push((block[0].0, block.len() as u64));
                let refine =
                    |entry: &Entry| (mix(entry.0, rule.refinement(records, &records.rows[entry.1 as usize])), entry.1);
                refined.extend(block.iter().map(refine));
                index.add(block, settings.window);
            }
        }
        let compared = index.add_refined(refined, budget, settings.window);
        index.link(records.len());
        let degraded = degraded(rule, &large, compared, settings.window);
        (index, degraded)
    }

    /// Adds the parts of blocks that were too large; returns the pairs in them.
    fn add_refined(&mut self, mut entries: Vec<Entry>, budget: u64, window: usize) -> u64 {
        entries.par_sort_unstable();
        let parts = || entries.chunk_by(|left, right| left.0 == right.0);
        let largest = largest_block(parts().map(<[Entry]>::len), budget);
        let mut compared = 0;
        for part in parts().filter(|part| part.len() > 1) {
            let whole = part.len() <= largest;
            compared += if whole { pairs(part.len() as u64) } else { (part.len() * window) as u64 };
            self.add(part, if whole { part.len() } else { window });
        }
        compared
    }

    fn add(&mut self, block: &[Entry], reach: usize) {
        let start = self.members.len();
        let end = start + block.len();
        for (place, (_, member)) in (start..).zip(block) {
            self.members.push(*member);
            self.reach.push(small((place + 1 + reach).min(end)));
        }
    }

    /// Works out where each record stands, once all blocks are added.
    fn link(&mut self, records: usize) {
        let mut starts = vec![0_u32; records + 1];
        for member in &self.members {
            starts[*member as usize + 1] += 1;
        }
        for place in 1..starts.len() {
            starts[place] += starts[place - 1];
        }
        let mut next = starts.clone();
        let mut places = vec![0_u32; self.members.len()];
        for (place, member) in (0_u32..).zip(&self.members) {
            let slot = &mut next[*member as usize];
            places[*slot as usize] = place;
            *slot += 1;
        }
        self.starts = starts;
        self.places = places;
    }

    /// Calls `visit` with each later record that this rule proposes; one may come twice.
    pub(crate) fn partners(&self, left: u32, mut visit: impl FnMut(u32)) {
        let own = self.starts[left as usize] as usize..self.starts[left as usize + 1] as usize;
        for place in &self.places[own] {
            let place = *place as usize;
            for right in &self.members[place + 1..self.reach[place] as usize] {
                visit(*right);
            }
        }
    }
}

/// Members of a block stand in the order of rows, so that sorted neighbourhoods hold like names.
fn sorted_entries(rule: Rule, records: &Records) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut keys = Vec::new();
    for (record, row) in (0_u32..).zip(&records.rows) {
        keys.clear();
        rule.keys(records, row, &mut keys);
        entries.extend(keys.iter().map(|key| (mix(*key, row.kind as u64), record)));
    }
    entries.par_sort_unstable();
    entries.dedup();
    entries
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// One entry per rule and size, so that the report stays short however many blocks there are.
fn degraded(rule: Rule, large: &[(u64, u64)], compared: u64, window: usize) -> Vec<DegradedBlock> {
    let mut sizes: Vec<u64> = large.iter().map(|(_, size)| *size).collect();
    sizes.sort_unstable_by(|left, right| right.cmp(left));
    let all: u64 = sizes.iter().map(|size| pairs(*size)).sum();
    let walked: u64 = sizes.iter().map(|size| size * window as u64).sum();
    let not_compared = all.saturating_sub(compared + walked);
    let groups = sizes.chunk_by(|left, right| left == right);
    groups
        .map(|group| DegradedBlock {
            rule,
            size: group[0],
            blocks: group.len() as u64,
            // The rule's uncompared pairs, split over its blocks by their share of pairs.
            pairs_not_compared: share(not_compared, pairs(group[0]) * group.len() as u64, all),
        })
        .collect()
}

fn share(total: u64, part: u64, whole: u64) -> u64 {
    u64::try_from(u128::from(total) * u128::from(part) / u128::from(whole.max(1))).unwrap_or(u64::MAX)
}
