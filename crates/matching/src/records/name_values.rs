//! What is known of a distinct name: its spellings, sounds and short forms.

use rphonetic::DoubleMetaphone;

use super::nicknames;
use super::text::joined;
use super::values::{letters, mix, stable_hash};

/// A distinct folded name, given or family.
#[derive(Debug)]
pub(crate) struct NameValue {
    /// Without spaces: `vander berg` and `van derberg` are the same.
    pub(crate) joined: Box<str>,
    /// Hashes of its words of three letters or more, when there are several words.
    pub(crate) words: Vec<u64>,
    /// Groups of nicknames that it belongs to.
    pub(crate) groups: &'static [u32],
    /// Double Metaphone, main and other reading; 0 when there is none.
    pub(crate) sounds: [u64; 2],
    /// Which letters and digits occur: an upper bound of what two names can share.
    pub(crate) letters: u64,
}

impl NameValue {
    pub(crate) fn new(text: &str) -> Self {
        let joined = joined(text);
        Self {
            words: words(text),
            groups: nicknames::groups(&joined),
            sounds: sounds(&joined),
            letters: letters(&joined),
            joined: joined.into(),
        }
    }

    /// One letter, or nothing at all.
    pub(crate) fn is_initial(&self) -> bool {
        self.joined.len() == 1
    }

    pub(crate) fn first_letter(&self) -> u8 {
        self.joined.as_bytes().first().copied().unwrap_or(0)
    }

    /// Whether both names are the same but for spaces.
    pub(crate) fn same_letters_in_order(&self, other: &Self) -> bool {
        self.letters == other.letters && self.joined == other.joined
    }

    /// Whether both names are forms of one name by the table of nicknames.
    pub(crate) fn is_nickname_of(&self, other: &Self) -> bool {
        self.groups.iter().any(|group| other.groups.contains(group))
    }

    /// Whether a folded text is another form of the name by the table of nicknames.
    pub(crate) fn is_called(&self, text: &str) -> bool {
        nicknames::groups(text).iter().any(|group| self.groups.contains(group))
    }

    /// Whether it is a name that many people have: two such names are two names, though they differ in one
    /// letter, as Mark and Mary do. A slip of the pen makes a name that nobody has.
    pub(crate) fn is_usual(&self) -> bool {
        !self.groups.is_empty()
    }

    /// Whether both names sound the same: in their main reading, or in another one if they begin alike.
    pub(crate) fn sounds_like(&self, other: &Self) -> bool {
        let alike = |sound: &u64| *sound != 0 && other.sounds.contains(sound);
        let main = self.sounds[0] != 0 && self.sounds[0] == other.sounds[0];
        main || self.first_letter() == other.first_letter() && self.sounds.iter().any(alike)
    }

    /// Whether both names have the same letters in another order: fingers that came too early.
    pub(crate) fn is_anagram_of(&self, other: &Self) -> bool {
        self.letters == other.letters && self.joined.len() == other.joined.len() && self.joined.len() >= 3
    }

    /// Whether one name is a word of the other (`lamb` and `lamb kawakami`) or both have a word in common.
    pub(crate) fn shares_word(&self, other: &Self) -> bool {
        let whole = |name: &Self| stable_hash(&name.joined);
        match (self.words.is_empty(), other.words.is_empty()) {
            (true, true) => false,
            (true, false) => other.words.contains(&whole(self)),
            (false, true) => self.words.contains(&whole(other)),
            (false, false) => self.words.iter().any(|word| other.words.contains(word)),
        }
    }

    /// Keys under which this given name is looked for: its nickname groups, else its sound.
    pub(crate) fn root_keys(&self) -> impl Iterator<Item = u64> + '_ {
        let groups = self.groups.iter().take(3).map(|group| mix(1, u64::from(*group)));
        let sound = (self.groups.is_empty() && self.joined.len() > 1).then(|| mix(2, self.sounds[0]));
        groups.chain(sound)
    }
}

fn words(text: &str) -> Vec<u64> {
    if !text.contains(' ') {
        return Vec::new();
    }
    text.split(' ').filter(|word| word.len() >= 3).map(stable_hash).collect()
}

fn sounds(joined: &str) -> [u64; 2] {
    if joined.len() < 2 {
        return [0, 0];
    }
    let result = DoubleMetaphone::new(Some(6)).double_metaphone(joined);
    let code = |text: String| if text.is_empty() { 0 } else { stable_hash(&text) };
    [code(result.primary()), code(result.alternate())]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> NameValue {
        NameValue::new(text)
    }

    #[test]
    fn a_double_name_shares_a_word_with_its_parts() {
        assert!(name("lamb kawakami").shares_word(&name("kawakami")));
        assert!(name("lamb").shares_word(&name("lamb kawakami")));
        assert!(!name("lamb").shares_word(&name("kawakami")));
    }

    #[test]
    fn names_that_sound_alike_share_a_sound() {
        assert!(name("smith").sounds_like(&name("smyth")));
        assert!(!name("smith").sounds_like(&name("jones")));
        assert!(!name("").sounds_like(&name("")));
    }
}
