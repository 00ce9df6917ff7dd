//! Slips of the fingers.

use crate::random::Dice;

/// The keys beside each key of an American keyboard.
const NEIGHBOURS: [(char, &str); 26] = [
    ('a', "sqz"),
    ('b', "vn"),
    ('c', "xv"),
    ('d', "sfe"),
    ('e', "wr"),
    ('f', "dgr"),
    ('g', "fht"),
    ('h', "gjy"),
    ('i', "uo"),
    ('j', "hku"),
    ('k', "jli"),
    ('l', "ko"),
    ('m', "n"),
    ('n', "bm"),
    ('o', "ip"),
    ('p', "o"),
    ('q', "wa"),
    ('r', "et"),
    ('s', "ade"),
    ('t', "ry"),
    ('u', "yi"),
    ('v', "cb"),
    ('w', "qe"),
    ('x', "zc"),
    ('y', "tu"),
    ('z', "xa"),
];

/// One slip in a word of four letters or more, never in its first letter.
pub(crate) fn typo(text: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    if letters.len() < 4 {
        return text.to_owned();
    }
    let place = 1 + dice.index(letters.len() - 2);
    match dice.weighted(&[4, 3, 2, 1]) {
        0 => letters[place] = neighbour(letters[place], dice),
        1 => letters.swap(place, place + 1),
        2 => {
            letters.remove(place);
        }
        _ => letters.insert(place, letters[place]),
    }
    letters.into_iter().collect()
}

fn neighbour(letter: char, dice: &mut Dice) -> char {
    let keys = NEIGHBOURS.iter().find(|(key, _)| *key == letter).map_or("", |(_, keys)| *keys);
    let choices: Vec<char> = keys.chars().collect();
    if choices.is_empty() { letter } else { *dice.pick(&choices) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typo_keeps_the_first_letter_and_nearly_the_length() {
        let mut dice = Dice::new(1, "typo", 0);
        for _ in 0..500 {
            let slip = typo("Robertson", &mut dice);
            assert!(slip.starts_with('R') && (8..=10).contains(&slip.len()), "{slip}");
        }
        assert_eq!(typo("Lee", &mut dice), "Lee");
    }
}
