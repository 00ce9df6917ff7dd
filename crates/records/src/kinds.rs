//! The closed lists of words: each value has one text form, used in tables, mappings and views.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A text is none of the words of a list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a {list}; expected one of: {expected}")]
pub struct UnknownWord {
    /// What the list names, for example `gift kind`.
    pub list: &'static str,
    /// All words of the list, comma-separated.
    pub expected: String,
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident ($list:literal) { $($(#[$variant_doc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $text)] $variant),+
        }

        impl $name {
            /// Every word of the list, in its order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word's text form.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = UnknownWord;

            fn from_str(text: &str) -> Result<Self, UnknownWord> {
                Self::ALL.iter().copied().find(|word| word.as_str() == text).ok_or_else(|| UnknownWord {
                    list: $list,
                    expected: [$($text),+].join(", "),
                })
            }
        }
    };
}

words! {
    /// What a party is.
    PartyKind ("party kind") {
        /// A human being.
        Person = "person",
        /// A company, foundation, church, trust, estate.
        Organization = "organization",
        /// The source does not say and the name does not tell.
        Unknown = "unknown",
    }
}
words! {
    /// What an e-mail address, phone or postal address is used for.
    ContactUse ("contact use") {
        /// Home, private.
        Home = "home",
        /// Mobile phone.
        Mobile = "mobile",
        /// Work, business.
        Work = "work",
        /// Fax line.
        Fax = "fax",
        /// Where the source does not say.
        Other = "other",
    }
}
words! {
    /// Whether an e-mail address still works, as the source knows it.
    EmailStatus ("e-mail status") {
        /// Nothing is known against it.
        Active = "active",
        /// The mailing tool gave it up after bounces ("cleaned").
        Cleaned = "cleaned",
    }
}
words! {
    /// What kind of income a gift is.
    GiftKind ("gift kind") {
        /// A single gift.
        OneTime = "one_time",
        /// One payment of a recurring gift.
        RecurringPayment = "recurring_payment",
        /// One payment towards a pledge.
        PledgePayment = "pledge_payment",
        /// Goods or services.
        InKind = "in_kind",
        /// Securities or property.
        Stock = "stock",
        /// A company's match of somebody's gift.
        Matching = "matching",
        /// A grant of a foundation or government.
        Grant = "grant",
        /// A grant from a donor-advised fund.
        DonorAdvisedFund = "daf_grant",
        /// A gift by will.
        Bequest = "bequest",
        /// A ticket to an event.
        EventTicket = "event_ticket",
        /// Membership dues.
        MembershipDues = "membership_dues",
        /// What the source does not tell.
        Other = "other",
    }
}
words! {
    /// What became of a gift.
    GiftStatus ("gift status") {
        /// The money came.
        Succeeded = "succeeded",
        /// The money is on its way.
        Pending = "pending",
        /// The money never came.
        Failed = "failed",
        /// All of it went back; the refund itself is an adjustment.
        Refunded = "refunded",
        /// Some of it went back; the refund itself is an adjustment.
        PartiallyRefunded = "partially_refunded",
        /// Entered by mistake.
        Voided = "voided",
    }
}
words! {
    /// Whether a credit is the legal donor's or a recognition only.
    CreditType ("credit type") {
        /// The legal donor: counts as money.
        Hard = "hard",
        /// Recognition: never counts as money.
        Soft = "soft",
    }
}
words! {
    /// Why somebody is credited with a gift.
    CreditRole ("credit role") {
        /// The one who gave.
        Donor = "donor",
        /// The one who shares the donor's record or household.
        Spouse = "spouse",
        /// The one who advised a donor-advised fund.
        FundAdvisor = "daf_advisor",
        /// The employee whose gift a company matched.
        MatchedEmployee = "matched_employee",
        /// The one who asked.
        Solicitor = "solicitor",
        /// Anything else.
        Other = "other",
    }
}
words! {
    /// Why money of a gift moved later.
    AdjustmentKind ("adjustment kind") {
        /// All or part of the gift went back.
        Refund = "refund",
        /// The card holder's bank took it back.
        Chargeback = "chargeback",
        /// A bank returned what it took.
        ChargebackReversal = "chargeback_reversal",
        /// The organisation gave up a pledge.
        WriteOff = "writeoff",
        /// A booking mistake put right.
        Correction = "correction",
    }
}
words! {
    /// What kind of promise a commitment is.
    CommitmentKind ("commitment kind") {
        /// A sum promised, paid in instalments.
        Pledge = "pledge",
        /// A sum per period without end.
        Recurring = "recurring",
        /// A bequest or other planned gift.
        Planned = "planned",
    }
}
words! {
    /// How often a commitment pays.
    Frequency ("frequency") {
        /// Every week.
        Weekly = "weekly",
        /// Every month.
        Monthly = "monthly",
        /// Four times a year.
        Quarterly = "quarterly",
        /// Twice a year.
        Semiannual = "semiannual",
        /// Once a year.
        Annual = "annual",
        /// No fixed period.
        Irregular = "irregular",
    }
}
words! {
    /// How a commitment stands.
    CommitmentStatus ("commitment status") {
        /// Being paid.
        Active = "active",
        /// Paid in full.
        Completed = "completed",
        /// Ended before it was paid.
        Cancelled = "cancelled",
        /// The source does not say.
        Unknown = "unknown",
    }
}
words! {
    /// How a membership term stands, as the source says it.
    MembershipStatus ("membership status") {
        /// In force.
        Active = "active",
        /// Applied for, not in force yet.
        Pending = "pending",
        /// Ended and not renewed.
        Lapsed = "lapsed",
        /// Ended before its time.
        Cancelled = "cancelled",
        /// Held back by the organisation.
        Suspended = "suspended",
    }
}
words! {
    /// How donorlake learned of a membership term.
    TermOrigin ("term origin") {
        /// The row itself states the term.
        Row = "row",
        /// A renewal note of the row states the term.
        Notes = "notes",
    }
}
words! {
    /// A way to reach somebody.
    Channel ("channel") {
        /// Every channel at once.
        All = "all",
        /// E-mail.
        Email = "email",
        /// Voice calls.
        Phone = "phone",
        /// Text messages.
        Sms = "sms",
        /// Post.
        Mail = "mail",
        /// Any request for money.
        Solicitation = "solicitation",
    }
}
words! {
    /// What somebody said about being contacted.
    ConsentState ("consent state") {
        /// Said yes.
        OptIn = "opt_in",
        /// Said no.
        OptOut = "opt_out",
        /// Said nothing.
        Unknown = "unknown",
    }
}
words! {
    /// Why people are taken for one household.
    HouseholdBasis ("household basis") {
        /// A source says so.
        Declared = "declared",
        /// They stand on one line: "John & Mary Smith".
        JointName = "joint_name",
        /// Same family name at the same address.
        AddressAndName = "address_and_name",
    }
}
words! {
    /// What the matching engine said of a pair of records.
    MatchOutcome ("match outcome") {
        /// The same constituent.
        Match = "match",
        /// A person has to look.
        Review = "review",
    }
}
