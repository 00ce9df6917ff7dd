//! Who is bound to whom: disjoint sets of places, with the strongest bond of each.

use records::keys::SourceRecordKey;
use records::kinds::HouseholdBasis;

/// Why somebody belongs, and the record that says so. The smaller, the stronger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Bond<'c> {
    /// `Declared` is the strongest: the words stand in the order of their strength.
    pub(super) basis: HouseholdBasis,
    /// The record.
    pub(super) key: &'c SourceRecordKey,
}

/// Disjoint sets of places `0..n`.
pub(super) struct Groups<'c> {
    parents: Vec<usize>,
    bonds: Vec<Option<Bond<'c>>>,
}

impl<'c> Groups<'c> {
    /// Every place alone.
    pub(super) fn of(places: usize) -> Self {
        Self { parents: (0..places).collect(), bonds: vec![None; places] }
    }

    /// Puts two places into one group, unless they are one place.
    pub(super) fn bind(&mut self, left: (usize, Bond<'c>), right: (usize, Bond<'c>)) {
        if left.0 == right.0 {
            return;
        }
        for (place, bond) in [left, right] {
            self.bonds[place] = Some(self.bonds[place].map_or(bond, |strongest| strongest.min(bond)));
        }
        let (left, right) = (self.root(left.0), self.root(right.0));
        // The smaller place leads, so that groups do not depend on the order of the bonds.
        self.parents[left.max(right)] = left.min(right);
    }

    /// The strongest bond of a place; none if it is alone.
    pub(super) fn bond(&self, place: usize) -> Option<Bond<'c>> {
        self.bonds[place]
    }

    /// Every group of two or more, its places ascending, in the order of the first places.
    pub(super) fn of_two_or_more(&mut self) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = vec![Vec::new(); self.parents.len()];
        for place in 0..self.parents.len() {
            let root = self.root(place);
            groups[root].push(place);
        }
        groups.retain(|group| group.len() >= 2);
        groups
    }

    /// The leader of a place's group; shortens the way to it.
    fn root(&mut self, mut place: usize) -> usize {
        while self.parents[place] != place {
            self.parents[place] = self.parents[self.parents[place]];
            place = self.parents[place];
        }
        place
    }
}
