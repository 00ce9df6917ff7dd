//! Columns of what says which record belongs to which constituent, and which gift is told twice.

use super::schema::table;
use records::golden::{Crosswalk, DuplicateGift, MatchLink, Redirect};

table! {
    /// A source record and the constituent that it belongs to.
    CROSSWALK = "crosswalk" of Crosswalk {
        source_record_key: required String Public "The source record.",
        source: required String Public "Its source system.",
        constituent_id: required String Public "The constituent.",
    }
}

table! {
    /// The evidence for one pair of source records.
    MATCH_LINK = "match_link" of MatchLink {
        left_key: required String Public "The smaller key of the two.",
        right_key: required String Public "The larger key.",
        weight_bits: required Double Internal "Weight of the evidence: log2 of the likelihood ratio.",
        probability: required Double Internal "Probability that both are one constituent.",
        outcome: required String Public "Match, or look at it.",
        rule: required String Internal "The blocking rule that proposed the pair.",
        evidence: required String Internal "Field by field, as a JSON list of `{field, level, bits}`; no personal values.",
    }
}

table! {
    /// A constituent id that was merged into another. Never removed.
    REDIRECT = "redirect" of Redirect {
        retired_id: required String Public "The id that is no longer in use.",
        constituent_id: required String Public "The id to use instead.",
    }
}

table! {
    /// The same money told by two sources: the processor's row and the CRM's row of one gift.
    DUPLICATE_GIFT = "duplicate_gift" of DuplicateGift {
        gift_key: required String Public "The gift that is not counted.",
        kept_gift_key: required String Public "The gift that is counted instead.",
        basis: required String Public "Why they are the same: `processor_reference`.",
    }
}
