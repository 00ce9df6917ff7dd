//! The lists that names and places are drawn from, read from `data/`.
//!
//! In:  the texts of `data/`, which are part of the program.
//! Out: [`Lists`], with the weights that make some names frequent and most rare.

use crate::random::Dice;

/// A given name and what friends say instead.
#[derive(Debug, Clone)]
pub(crate) struct GivenName {
    pub(crate) name: &'static str,
    pub(crate) nicknames: Vec<&'static str>,
}

/// A city with its state and one of its ZIP codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct City {
    pub(crate) name: &'static str,
    pub(crate) state: &'static str,
    pub(crate) zip: &'static str,
}

/// Items of which the first are frequent: the weight of rank `r` is `1 / (r + offset)`.
#[derive(Debug)]
pub(crate) struct Ranked<Item> {
    items: Vec<Item>,
    cumulative: Vec<u64>,
}

impl<Item> Ranked<Item> {
    fn new(items: Vec<Item>, offset: u64) -> Self {
        let mut sum = 0;
        let weigh = |rank: usize| 10_000_000 / (rank as u64 + offset);
        let cumulative = (0..items.len())
            .map(|rank| {
                sum += weigh(rank);
                sum
            })
            .collect();
        Self { items, cumulative }
    }

    /// Draws an item, the first ones most often.
    pub(crate) fn draw(&self, dice: &mut Dice) -> &Item {
        let throw = dice.below(self.cumulative.last().copied().unwrap_or(0));
        &self.items[self.cumulative.partition_point(|sum| *sum <= throw)]
    }
}

/// All lists.
#[derive(Debug)]
pub(crate) struct Lists {
    pub(crate) women: Ranked<GivenName>,
    pub(crate) men: Ranked<GivenName>,
    pub(crate) surnames: Ranked<String>,
    pub(crate) cities: Ranked<City>,
    pub(crate) streets: Vec<String>,
    pub(crate) area_codes: Vec<&'static str>,
    pub(crate) organization_first: Vec<String>,
    pub(crate) organization_second: Vec<String>,
}

impl Lists {
    /// Reads the texts of `data/`.
    pub(crate) fn read() -> Self {
        let organizations = include_str!("../../data/organizations.txt");
        Self {
            women: Ranked::new(given_names(include_str!("../../data/given_names_female.txt")), 30),
            men: Ranked::new(given_names(include_str!("../../data/given_names_male.txt")), 30),
            surnames: Ranked::new(spaced(words(include_str!("../../data/surnames.txt"))), 40),
            cities: Ranked::new(lines(include_str!("../../data/cities.txt")).filter_map(city).collect(), 12),
            streets: spaced(words(include_str!("../../data/streets.txt"))),
            area_codes: words(include_str!("../../data/area_codes.txt")).collect(),
            organization_first: spaced(labelled(organizations, "first:")),
            organization_second: spaced(labelled(organizations, "second:")),
        }
    }
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.starts_with('#'))
}

fn words(text: &'static str) -> impl Iterator<Item = &'static str> {
    lines(text).flat_map(str::split_whitespace)
}

fn labelled(text: &'static str, label: &'static str) -> impl Iterator<Item = &'static str> {
    lines(text).filter_map(move |line| line.strip_prefix(label)).flat_map(str::split_whitespace)
}

fn spaced(words: impl Iterator<Item = &'static str>) -> Vec<String> {
    words.map(|word| word.replace('_', " ")).collect()
}

fn given_names(text: &'static str) -> Vec<GivenName> {
    words(text)
        .map(|word| {
            let (name, nicknames) = word.split_once(':').unwrap_or((word, ""));
            GivenName { name, nicknames: nicknames.split(',').filter(|nickname| !nickname.is_empty()).collect() }
        })
        .collect()
}

fn city(line: &'static str) -> Option<City> {
    let mut parts = line.split(',');
    Some(City { name: parts.next()?, state: parts.next()?, zip: parts.next()? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_lists_are_long_enough_and_without_repetition() {
        let lists = Lists::read();
        assert!(lists.women.items.len() + lists.men.items.len() >= 400);
        assert!(lists.surnames.items.len() >= 900);
        assert_eq!(lists.surnames.items.iter().collect::<BTreeSet<_>>().len(), lists.surnames.items.len());
        assert!(lists.cities.items.len() >= 100 && lists.area_codes.len() >= 300);
    }

    #[test]
    fn the_first_surnames_are_frequent_and_the_last_ones_occur() {
        let lists = Lists::read();
        let mut dice = Dice::new(1, "surnames", 0);
        let drawn: Vec<&String> = (0..20_000).map(|_| lists.surnames.draw(&mut dice)).collect();
        let count = |name: &str| drawn.iter().filter(|drawn| drawn.as_str() == name).count();
        assert!(count("Smith") > 5 * count("Wigglesworth").max(1));
        assert!(drawn.iter().collect::<BTreeSet<_>>().len() > 900);
    }
}
