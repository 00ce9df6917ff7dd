//! What an index is built from: people, and the texts by which each can be found.

use matching::records::text::{fold, joined};
use records::keys::ConstituentId;
use serde::Serialize;

/// The people of one snapshot, and their addresses, numbers and ids: what a reader may not see is left out.
#[derive(Debug, Clone, Default)]
pub struct Directory {
    /// Everybody.
    pub people: Vec<Listed>,
    /// E-mail addresses.
    pub emails: Vec<(ConstituentId, String)>,
    /// Phones in E.164.
    pub phones: Vec<(ConstituentId, String)>,
    /// Keys of source records.
    pub record_keys: Vec<(ConstituentId, String)>,
    /// Ids that were merged away, with the id to use instead.
    pub retired_ids: Vec<(ConstituentId, String)>,
}

/// One person or organisation as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// The golden id.
    #[serde(rename = "constituent_id")]
    pub id: ConstituentId,
    /// Person or organisation.
    pub kind: String,
    /// `Ann Lee`; none when the reader may not see names.
    #[serde(rename = "display_name")]
    pub name: Option<String>,
    /// `Lee, Ann`, by which lists are ordered.
    #[serde(skip)]
    pub sort_name: Option<String>,
    /// Other names: given and family, preferred and family, an earlier family name.
    #[serde(skip)]
    pub other_names: Vec<String>,
    /// `Portland, OR`.
    pub place: Option<String>,
    /// The last gift that counts, as ISO 8601 writes the day.
    pub last_gift_date: Option<String>,
    /// The source systems that know the person.
    pub sources: Vec<String>,
    /// Whether the person is known to have died.
    pub deceased: bool,
}

impl Listed {
    /// The names that follow from given, preferred, family and former family name.
    #[must_use]
    pub fn other_names_of([given, preferred, family, former]: [Option<&str>; 4]) -> Vec<String> {
        let pairs = [(given, family), (preferred, family), (given, former)];
        let whole = pairs.into_iter().filter_map(|(first, last)| Some(format!("{} {}", first?, last?)));
        let alone = [preferred, former].into_iter().flatten().map(str::to_owned);
        whole.chain(alone).collect()
    }

    /// `Portland, OR`; none when neither city nor region is known.
    #[must_use]
    pub fn place_of(parts: [Option<&str>; 2]) -> Option<String> {
        let known: Vec<&str> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        (!known.is_empty()).then(|| known.join(", "))
    }

    fn names(&self) -> impl Iterator<Item = String> {
        let names = self.name.iter().chain(&self.sort_name).chain(&self.other_names);
        names.map(|name| fold(name)).filter(|name| !name.is_empty())
    }

    /// The words of all names.
    pub(super) fn words(&self) -> Vec<String> {
        self.names().flat_map(|name| name.split(' ').map(str::to_owned).collect::<Vec<_>>()).collect()
    }

    /// All names without spaces, so that `Mary Ann`, `Maryann` and `O Brien` are found as they are typed.
    pub(super) fn whole_names(&self) -> Vec<String> {
        self.names().map(|name| joined(&name)).collect()
    }
}
