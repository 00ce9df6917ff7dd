//! One row type per staged table, as an export of one source says it.
//!
//! Every row names the file and the line that it came from. Rows of all tables of one file
//! travel together as [`StagedRecords`].

mod contact;
mod file;
mod giving;
mod membership;
mod party;

pub use contact::{SourceAddress, SourceEmail, SourcePhone};
pub use file::{Rejection, SourceFile};
pub use giving::{Commitment, Gift, GiftAdjustment, GiftAllocation, GiftCredit};
pub use membership::{ConsentEvent, MembershipTerm};
pub use party::SourceParty;

/// All rows that one file gave, table by table, in the order of the file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StagedRecords {
    /// Persons and organisations.
    pub parties: Vec<SourceParty>,
    /// Their e-mail addresses.
    pub emails: Vec<SourceEmail>,
    /// Their phones.
    pub phones: Vec<SourcePhone>,
    /// Their postal addresses.
    pub addresses: Vec<SourceAddress>,
    /// Money and goods received.
    pub gifts: Vec<Gift>,
    /// What each gift was for.
    pub allocations: Vec<GiftAllocation>,
    /// Who is credited with each gift.
    pub credits: Vec<GiftCredit>,
    /// Refunds and other later movements of a gift's money.
    pub adjustments: Vec<GiftAdjustment>,
    /// Pledges and recurring gifts.
    pub commitments: Vec<Commitment>,
    /// Membership terms.
    pub membership_terms: Vec<MembershipTerm>,
    /// What people said about being contacted.
    pub consent_events: Vec<ConsentEvent>,
    /// Rows that were set aside.
    pub rejections: Vec<Rejection>,
}

impl StagedRecords {
    /// Adds the rows of another file after these.
    pub fn append(&mut self, other: Self) {
        self.parties.extend(other.parties);
        self.emails.extend(other.emails);
        self.phones.extend(other.phones);
        self.addresses.extend(other.addresses);
        self.gifts.extend(other.gifts);
        self.allocations.extend(other.allocations);
        self.credits.extend(other.credits);
        self.adjustments.extend(other.adjustments);
        self.commitments.extend(other.commitments);
        self.membership_terms.extend(other.membership_terms);
        self.consent_events.extend(other.consent_events);
        self.rejections.extend(other.rejections);
    }
}
