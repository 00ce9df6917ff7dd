//! Disjoint sets of record indexes.

/// Sets whose root is their lowest index, whatever the order of unions.
#[derive(Debug)]
pub(crate) struct UnionFind {
    parents: Vec<u32>,
}

impl UnionFind {
    pub(crate) fn new(size: usize) -> Self {
        Self { parents: (0..).take(size).collect() }
    }

    /// The lowest index of the set.
    pub(crate) fn find(&mut self, member: u32) -> u32 {
        let mut root = member;
        while self.parents[root as usize] != root {
            let parent = self.parents[root as usize];
            self.parents[root as usize] = self.parents[parent as usize];
            root = self.parents[root as usize];
        }
        root
    }

    pub(crate) fn union(&mut self, left: u32, right: u32) {
        let (one, other) = (self.find(left), self.find(right));
        self.parents[one.max(other) as usize] = one.min(other);
    }
}
