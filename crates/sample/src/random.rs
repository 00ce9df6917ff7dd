//! Chance that is the same on every machine.
//!
//! In:  the seed of the sample, a topic, and a number within the topic.
//! Out: [`Dice`], a stream of its own for that topic and number.
//!
//! Each person and system has its own stream, so that one more throw for one of them changes
//! nothing for the others. Everything is integer arithmetic: no platform rounds differently.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A stream of random numbers.
pub(crate) struct Dice(ChaCha8Rng);

impl Dice {
    /// The stream of `topic` (its first 16 bytes count) number `index`.
    pub(crate) fn new(seed: u64, topic: &str, index: usize) -> Self {
        let mut key = [0_u8; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        for (slot, byte) in key[8..24].iter_mut().zip(topic.bytes()) {
            *slot = byte;
        }
        key[24..].copy_from_slice(&(index as u64).to_le_bytes());
        Self(ChaCha8Rng::from_seed(key))
    }

    /// A number from 0 to `bound - 1`; 0 when `bound` is 0.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        let wide = u128::from(self.0.next_u64()) * u128::from(bound);
        u64::try_from(wide >> 64).unwrap_or(0)
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high - low + 1).unwrap_or(0);
        low + i64::try_from(self.below(span)).unwrap_or(0)
    }

    /// An index of a list of `length` items.
    pub(crate) fn index(&mut self, length: usize) -> usize {
        usize::try_from(self.below(length as u64)).unwrap_or(0)
    }

    /// Yes, `per_mille` times in a thousand.
    pub(crate) fn chance(&mut self, per_mille: u64) -> bool {
        self.below(1000) < per_mille
    }

    /// One item of a list that is not empty.
    pub(crate) fn pick<'a, Item>(&mut self, items: &'a [Item]) -> &'a Item {
        &items[self.index(items.len())]
    }

    /// An index, each as likely as its weight says.
    pub(crate) fn weighted(&mut self, weights: &[u64]) -> usize {
        let mut left = self.below(weights.iter().sum());
        for (index, weight) in weights.iter().enumerate() {
            if left < *weight {
                return index;
            }
            left -= weight;
        }
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_depends_on_seed_topic_and_index() {
        let first = |seed, topic, index| Dice::new(seed, topic, index).below(u64::MAX);
        assert_eq!(first(1, "world", 2), first(1, "world", 2));
        assert_ne!(first(1, "world", 2), first(2, "world", 2));
        assert_ne!(first(1, "world", 2), first(1, "giving", 2));
        assert_ne!(first(1, "world", 2), first(1, "world", 3));
    }

    #[test]
    fn both_ends_of_a_range_come_up() {
        let mut dice = Dice::new(1, "ends", 0);
        let seen: Vec<i64> = (0..200).map(|_| dice.between(-1, 2)).collect();
        assert!((-1..=2).all(|value| seen.contains(&value)) && seen.iter().all(|value| (-1..=2).contains(value)));
    }

    #[test]
    fn a_weight_of_nothing_never_wins() {
        let mut dice = Dice::new(1, "weights", 0);
        assert!((0..200).all(|_| dice.weighted(&[0, 3, 0, 1]) % 2 == 1));
    }
}
