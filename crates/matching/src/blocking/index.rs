//! The blocks of one rule.
//!
//! In:  the keys of all records. Out: lists of members, and for each member how far into
//!      its list it looks. Blocks of one are left out.

use rayon::prelude::*;

use super::budget::{largest_block, pairs};
use super::rules::{Effort, Rule};
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

/// A key and a record in one number, which sorts faster than two: the record in the lowest bits,
/// above it as much of the key's hash as there is room for. Two keys that differ above that only
/// meet in one block, which costs a comparison and nothing else.
#[derive(Clone, Copy)]
struct Packing {
    record_bits: u32,
}

impl Packing {
    fn new(records: usize) -> Self {
        Self { record_bits: usize::BITS - records.leading_zeros() }
    }

    fn pack(self, key: u64, record: u32) -> u64 {
        key & (u64::MAX << self.record_bits) | u64::from(record)
    }

    fn same_key(self, left: u64, right: u64) -> bool {
        (left ^ right) >> self.record_bits == 0
    }

    fn record(self, entry: u64) -> u32 {
        u32::try_from(entry & !(u64::MAX << self.record_bits)).unwrap_or(u32::MAX)
    }

    /// Runs of entries with one key.
    fn blocks(self, entries: &[u64]) -> impl Iterator<Item = &[u64]> {
        entries.chunk_by(move |left, right| self.same_key(*left, *right))
    }
}

impl RuleIndex {
    pub(crate) fn new(rule: Rule, records: &Records, settings: &Settings) -> (Self, Vec<DegradedBlock>) {
        let packing = Packing::new(records.len());
        let entries = sorted_entries(rule, records, packing);
        let Effort { budget, window } = rule.effort(records.len(), settings);
        let largest = largest_block(packing.blocks(&entries).map(<[u64]>::len), budget);
        let mut index = Self::default();
        let mut refined: Vec<u64> = Vec::new();
        let mut large: Vec<u64> = Vec::new();
        for block in packing.blocks(&entries).filter(|block| block.len() > 1) {
            if block.len() <= largest {
                index.add(block, block.len(), packing);
                continue;
            }
            large.push(block.len() as u64);
            if window > 0 {
                refined.extend(block.iter().map(|entry| {
                    let record = packing.record(*entry);
                    let second = rule.refinement(records, &records.rows[record as usize]);
                    packing.pack(mix(*entry >> packing.record_bits, second), record)
                }));
                index.add(block, window, packing);
            }
        }
        let compared = index.add_refined(refined, budget, window, packing);
        index.link(records.len());
        let degraded = degraded(rule, large, compared, window);
        (index, degraded)
    }

    /// Adds the parts of blocks that were too large; returns the pairs in them.
    fn add_refined(&mut self, mut entries: Vec<u64>, budget: u64, window: usize, packing: Packing) -> u64 {
        entries.par_sort_unstable();
        let largest = largest_block(packing.blocks(&entries).map(<[u64]>::len), budget);
        let mut compared = 0;
        for part in packing.blocks(&entries).filter(|part| part.len() > 1) {
            let whole = part.len() <= largest;
            compared += if whole { pairs(part.len() as u64) } else { (part.len() * window) as u64 };
            self.add(part, if whole { part.len() } else { window }, packing);
        }
        compared
    }

    fn add(&mut self, block: &[u64], reach: usize, packing: Packing) {
        let start = self.members.len();
        let end = start + block.len();
        for (place, entry) in (start..).zip(block) {
            self.members.push(packing.record(*entry));
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
fn sorted_entries(rule: Rule, records: &Records, packing: Packing) -> Vec<u64> {
    let mut entries: Vec<u64> = Vec::new();
    let mut keys = Vec::new();
    for (record, row) in (0_u32..).zip(&records.rows) {
        keys.clear();
        rule.keys(records, row, &mut keys);
        entries.extend(keys.iter().map(|key| packing.pack(mix(*key, row.kind as u64), record)));
    }
    entries.par_sort_unstable();
    entries.dedup();
    entries
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// One entry per rule and size, so that the report stays short however many blocks there are.
fn degraded(rule: Rule, mut sizes: Vec<u64>, compared: u64, window: usize) -> Vec<DegradedBlock> {
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
