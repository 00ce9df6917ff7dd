//! Columns of gifts, their parts, credits and adjustments, and of commitments.

use super::schema::table;
use records::staged::{Commitment, Gift, GiftAdjustment, GiftAllocation, GiftCredit};

table! {
    /// One gift as one source tells it.
    GIFT = "gift" of Gift {
        gift_key: required String Public "Names this gift for ever.",
        source: required String Public "The source system.",
        source_record_key: required String Public "The legal donor.",
        kind: required String Public "What kind of income it is.",
        amount: required Decimal Public "What the donor gave, before fees; never negative.",
        currency: required String Public "Its currency.",
        fee: optional Decimal Public "What the processor kept, never negative.",
        gift_date: required Date Public "When the donor gave (intent, postmark).",
        received_date: optional Date Public "When the money arrived.",
        posted_date: optional Date Public "When it was booked.",
        payment_method: optional String Public "`card`, `check`, `paypal`, … as the source spells it, lower case.",
        status: required String Public "What became of it.",
        is_anonymous: required Boolean Public "The donor asked not to be named.",
        commitment_key: optional String Public "The pledge or recurring gift that it pays, as that source names it.",
        campaign: optional String Public "Campaign, as the source spells it.",
        appeal: optional String Public "Appeal, as the source spells it.",
        processor_reference: optional String Internal "The payment processor's id of the same money, for finding one gift in two sources.",
        extra: optional String Sensitive "The columns that no mapping names, as a JSON object.",
        file_id: required String Internal "The file that the row came from.",
        line: required BigInt Internal "The line of the row's first byte, counted from 1.",
    }
}

table! {
    /// What one part of a gift was for. The parts of a gift add up to its amount.
    GIFT_ALLOCATION = "gift_allocation" of GiftAllocation {
        gift_key: required String Public "The gift.",
        fund: required String Public "The fund, as the source spells it.",
        amount: required Decimal Public "The part's amount, in the gift's currency.",
        file_id: required String Internal "The file that the row came from.",
        line: required BigInt Internal "The line of the row's first byte, counted from 1.",
    }
}

table! {
    /// Who is credited with a gift. The hard credits of a gift add up to its amount.
    GIFT_CREDIT = "gift_credit" of GiftCredit {
        gift_key: required String Public "The gift.",
        source_record_key: required String Public "Who is credited.",
        credit_type: required String Public "Legal donor or recognition.",
        role: required String Public "Why.",
        amount: required Decimal Public "How much, in the gift's currency.",
        file_id: required String Internal "The file that the row came from.",
        line: required BigInt Internal "The line of the row's first byte, counted from 1.",
    }
}

table! {
    /// A later movement of a gift's money, at its own date.
    GIFT_ADJUSTMENT = "gift_adjustment" of GiftAdjustment {
        adjustment_key: required String Public "Names this adjustment for ever.",
        gift_key: required String Public "The gift that it changes.",
        kind: required String Public "Why the money moved.",
        amount: required Decimal Public "Negative when money went back to the donor.",
        currency: required String Public "Its currency.",
        adjustment_date: required Date Public "When.",
        extra: optional String Sensitive "The columns that no mapping names, as a JSON object.",
        file_id: required String Internal "The file that the row came from.",
        line: required BigInt Internal "The line of the row's first byte, counted from 1.",
    }
}

table! {
    /// A promise to give.
    COMMITMENT = "commitment" of Commitment {
        commitment_key: required String Public "Names this commitment for ever.",
        source: required String Public "The source system.",
        source_record_key: required String Public "Who promised.",
        kind: required String Public "Pledge, recurring or planned.",
        amount_per_period: optional Decimal Public "What one period pays, if the source says it.",
        total_pledged: optional Decimal Public "What was promised in all, if the source says it.",
        currency: required String Public "The currency of both.",
        frequency: required String Public "How often it pays.",
        start_date: required Date Public "When it was made.",
        end_date: optional Date Public "When it ends, if it does.",
        status: required String Public "How it stands.",
        extra: optional String Sensitive "The columns that no mapping names, as a JSON object.",
        file_id: required String Internal "The file that the row came from.",
        line: required BigInt Internal "The line of the row's first byte, counted from 1.",
    }
}
