//! Distinct texts, sorted, each with the people that it belongs to.
//!
//! In:  pairs of a text and a person's place.
//! Out: lookups: the text itself, texts that begin with it, that hold it, or that are a few typos away.

use rapidfuzz::distance::osa;
use std::ops::Range;

/// Stands behind each text, so that no part of two neighbours reads as one text.
const END: char = '\n';

/// Distinct texts in one string, with the people of each.
#[derive(Debug, Default)]
pub(super) struct Terms {
    /// All texts in order, each with [`END`] behind it.
    text: String,
    /// Where each text begins in `text`; one more at the end.
    starts: Vec<u32>,
    /// Which letters each text has.
    letters: Vec<u32>,
    /// The people of all texts, text after text.
    owners: Vec<u32>,
    /// Where each text's people begin in `owners`; one more at the end.
    owner_starts: Vec<u32>,
}

impl Terms {
    pub(super) fn build(mut rows: Vec<(String, u32)>) -> Self {
        rows.retain(|(text, _)| !text.is_empty() && !text.contains(END));
        rows.sort_unstable();
        rows.dedup();
        let mut terms = Self::default();
        for group in rows.chunk_by(|left, right| left.0 == right.0) {
            let Some((text, _)) = group.first() else { continue };
            terms.starts.push(small(terms.text.len()));
            terms.owner_starts.push(small(terms.owners.len()));
            terms.letters.push(letters(text));
            terms.text.push_str(text);
            terms.text.push(END);
            terms.owners.extend(group.iter().map(|(_, owner)| owner));
        }
        terms.starts.push(small(terms.text.len()));
        terms.owner_starts.push(small(terms.owners.len()));
        terms
    }

    fn len(&self) -> usize {
        self.letters.len()
    }

    /// All texts, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|term| self.get(term))
    }

    /// The people of a text, by its place.
    pub(super) fn owners(&self, term: u32) -> &[u32] {
        let term = term as usize;
        match (self.owner_starts.get(term), self.owner_starts.get(term + 1)) {
            (Some(&from), Some(&to)) => &self.owners[from as usize..to as usize],
            _ => &[],
        }
    }

    /// The people of this very text.
    pub(super) fn find(&self, text: &str) -> Option<&[u32]> {
        let place = self.place_of(text);
        (place < self.len() && self.get(place) == text).then(|| self.owners(small(place)))
    }

    /// The texts that begin with `start`.
    pub(super) fn starting_with(&self, start: &str) -> Range<u32> {
        let from = self.place_of(start);
        small(from)..small(self.first_without(from, |text| text.starts_with(start)))
    }

    /// The texts that hold `part`, each once.
    pub(super) fn holding(&self, part: &str) -> Vec<u32> {
        let mut found = Vec::new();
        for (offset, _) in self.text.match_indices(part) {
            let term = small(self.starts.partition_point(|start| *start as usize <= offset)).saturating_sub(1);
            if found.last() != Some(&term) {
                found.push(term);
            }
        }
        found
    }

    /// The texts that are 1 to `most` typos away from `text`, with the number of typos.
    pub(super) fn near(&self, text: &str, most: usize) -> Vec<(u32, u32)> {
        let (mask, typed) = (letters(text), osa::BatchComparator::new(text.bytes()));
        let limits = osa::Args::default().score_cutoff(most);
        let could_be = |term: &usize| {
            let length = (self.starts[term + 1] - self.starts[*term]) as usize - END.len_utf8();
            length.abs_diff(text.len()) <= most && (self.letters[*term] ^ mask).count_ones() as usize <= 2 * most
        };
        let distance = |term: usize| {
            let typos = typed.distance_with_args(self.get(term).bytes(), &limits)?;
            Some((small(term), small(typos)))
        };
        (0..self.len()).filter(could_be).filter_map(distance).filter(|(_, typos)| *typos > 0).collect()
    }

    fn get(&self, term: usize) -> &str {
        &self.text[self.starts[term] as usize..self.starts[term + 1] as usize - END.len_utf8()]
    }

    /// Where `text` stands, or would stand.
    fn place_of(&self, text: &str) -> usize {
        self.first_without(0, |known| known < text)
    }

    /// The first place from `from` on whose text is not so, where all that are so stand before it.
    fn first_without(&self, mut from: usize, is_so: impl Fn(&str) -> bool) -> usize {
        let mut to = self.len();
        while from < to {
            let middle = from.midpoint(to);
            if is_so(self.get(middle)) { from = middle + 1 } else { to = middle }
        }
        from
    }
}

/// The letters of a text as a set. One typo changes at most two members of it.
fn letters(text: &str) -> u32 {
    text.bytes().fold(0, |set, byte| set | 1 << (byte % 32))
}

/// A place in memory that is counted in 32 bits; four gigabytes of names are not expected.
fn small(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 6] = ["ann", "anna", "bob", "hannah", "jon", "john"];

    fn terms() -> Terms {
        Terms::build(NAMES.iter().map(|name| (*name).to_owned()).zip(0..).collect())
    }

    /// The texts at these places.
    fn texts(terms: &Terms, places: impl IntoIterator<Item = u32>) -> Vec<&str> {
        places.into_iter().map(|place| terms.get(place as usize)).collect()
    }

    #[test]
    fn a_text_is_found_by_itself_its_beginning_and_its_parts() {
        let terms = terms();
        assert_eq!(terms.find("bob"), Some(&[2][..]));
        assert_eq!(terms.find("bo"), None);
        assert_eq!(texts(&terms, terms.starting_with("an")), ["ann", "anna"]);
        assert_eq!(texts(&terms, terms.starting_with("jo")), ["john", "jon"]);
        assert_eq!(texts(&terms, terms.starting_with("x")), [""; 0]);
        assert_eq!(texts(&terms, terms.holding("ann")), ["ann", "anna", "hannah"]);
    }

    #[test]
    fn a_typo_is_a_letter_too_many_too_few_wrong_or_swapped() {
        let terms = terms();
        for typed in ["jhon", "johnn", "jahn", "ohn"] {
            assert!(texts(&terms, terms.near(typed, 1).into_iter().map(|(term, _)| term)).contains(&"john"), "{typed}");
        }
        assert_eq!(terms.near("zzzz", 1), []);
    }
}
