//! One row type per golden table: what donorlake believes, and which source record says so.
//!
//! A snapshot holds all of these tables, made from all staged rows at once. Facts (gifts, terms,
//! consent events) keep the key of the source record that they came with; the [`Crosswalk`] says
//! whose record that is, so that a merge or its undoing moves no fact.

mod constituent;
mod household;
mod identity;

pub use constituent::{
    Constituent, ConstituentAddress, ConstituentConsent, ConstituentEmail, ConstituentPhone, ConstituentValue,
};
pub use household::{Household, HouseholdMember};
pub use identity::{Crosswalk, MatchLink, Redirect};

use crate::keys::GiftKey;
use crate::staged::{
    Commitment, ConsentEvent, Gift, GiftAdjustment, GiftAllocation, GiftCredit, MembershipTerm, Rejection, SourceFile,
};
use serde::{Deserialize, Serialize};

/// The same money told by two sources: the processor's row and the CRM's row of one gift.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DuplicateGift {
    /// The gift that is not counted.
    pub gift_key: GiftKey,
    /// The gift that is counted instead.
    pub kept_gift_key: GiftKey,
    /// Why they are the same: `processor_reference`.
    pub basis: String,
}

/// All tables of one snapshot. Each is sorted by its key, so that the same input gives the same bytes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GoldenTables {
    /// One row per person or organisation.
    pub constituents: Vec<Constituent>,
    /// Where each value of a constituent came from.
    pub values: Vec<ConstituentValue>,
    /// All known e-mail addresses.
    pub emails: Vec<ConstituentEmail>,
    /// All known phones.
    pub phones: Vec<ConstituentPhone>,
    /// All known addresses.
    pub addresses: Vec<ConstituentAddress>,
    /// What each constituent allows, channel by channel.
    pub consents: Vec<ConstituentConsent>,
    /// Households.
    pub households: Vec<Household>,
    /// Who belongs to which household.
    pub household_members: Vec<HouseholdMember>,
    /// Which constituent each source record belongs to.
    pub crosswalk: Vec<Crosswalk>,
    /// The evidence of every match, and of every pair that a person should look at.
    pub match_links: Vec<MatchLink>,
    /// Where constituents went that were merged into others.
    pub redirects: Vec<Redirect>,
    /// Gifts, the newest version of each.
    pub gifts: Vec<Gift>,
    /// What the gifts were for.
    pub allocations: Vec<GiftAllocation>,
    /// Who is credited with the gifts.
    pub credits: Vec<GiftCredit>,
    /// Refunds and other later movements.
    pub adjustments: Vec<GiftAdjustment>,
    /// Gifts that another source tells as well.
    pub duplicate_gifts: Vec<DuplicateGift>,
    /// Pledges and recurring gifts.
    pub commitments: Vec<Commitment>,
    /// Membership terms.
    pub membership_terms: Vec<MembershipTerm>,
    /// Everything that was ever said about being contacted.
    pub consent_events: Vec<ConsentEvent>,
    /// Every ingested file.
    pub source_files: Vec<SourceFile>,
    /// Every row that was set aside.
    pub rejections: Vec<Rejection>,
}
