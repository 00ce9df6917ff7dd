//! What one row gives, before rows of one file are brought together.

use records::keys::SourceRecordKey;
use records::staged::{
    Commitment, ConsentEvent, Gift, GiftAdjustment, GiftAllocation, GiftCredit, MembershipTerm, SourceAddress,
    SourceEmail, SourceParty, SourcePhone,
};
use std::collections::BTreeMap;

/// All that one row gives.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    pub(crate) parties: Vec<PartyDraft>,
    pub(crate) gift: Option<GiftDraft>,
    pub(crate) adjustment: Option<GiftAdjustment>,
    pub(crate) commitment: Option<Commitment>,
    pub(crate) terms: Vec<MembershipTerm>,
    pub(crate) consents: Vec<ConsentEvent>,
    /// Heading → the cell as it stands, for cells that no typed column holds.
    pub(crate) extra: BTreeMap<String, serde_json::Value>,
    /// What was noticed → how often. Plain words, never a value.
    pub(crate) notes: BTreeMap<String, usize>,
}

/// A party and how to reach it.
#[derive(Debug)]
pub(crate) struct PartyDraft {
    pub(crate) party: SourceParty,
    pub(crate) emails: Vec<SourceEmail>,
    pub(crate) phones: Vec<SourcePhone>,
    pub(crate) addresses: Vec<SourceAddress>,
}

/// A gift, what it was for and who is credited.
#[derive(Debug)]
pub(crate) struct GiftDraft {
    pub(crate) gift: Gift,
    pub(crate) allocation: Option<GiftAllocation>,
    pub(crate) credits: Vec<GiftCredit>,
}

/// Why a row is set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// The column, as the source spells it.
    pub(crate) column: String,
    /// What is wrong, without the value.
    pub(crate) reason: String,
}

impl Draft {
    /// Counts one thing that was noticed.
    pub(crate) fn note(&mut self, words: impl Into<String>) {
        *self.notes.entry(words.into()).or_default() += 1;
    }

    /// Whether the row gives no row of any table.
    pub(crate) fn is_empty(&self) -> bool {
        self.parties.is_empty()
            && self.gift.is_none()
            && self.adjustment.is_none()
            && self.commitment.is_none()
            && self.terms.is_empty()
            && self.consents.is_empty()
    }

    /// The records that the row describes.
    pub(crate) fn party_keys(&self) -> impl Iterator<Item = &SourceRecordKey> {
        self.parties.iter().map(|draft| &draft.party.source_record_key)
    }
}
