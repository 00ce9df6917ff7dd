//! Columns of membership terms and of what people said about being contacted.

use super::schema::table;
use records::staged::{ConsentEvent, MembershipTerm};

table! {
    /// One membership from its start to its end.
    MEMBERSHIP_TERM = "membership_term" of MembershipTerm {
        term_key: required String Public "Names this term for ever: the record and the term's start.",
        source: required String Public "The source system.",
        source_record_key: required String Public "The member.",
        level: optional String Public "Level, as the source spells it.",
        start_date: required Date Public "First day in force.",
        end_date: optional Date Public "Last day in force; none for a lifetime membership.",
        join_date: optional Date Public "When the person first became a member.",
        status: required String Public "How the source says it stands.",
        dues: optional Decimal Public "Dues paid for the term, if the source says it.",
        currency: optional String Public "Their currency.",
        is_lifetime: required Boolean Public "Whether it never ends.",
        derived_from: required String Internal "How donorlake learned of it.",
        file_id: required String Internal "The file that the row came from.",
        line: required BigInt Internal "The line of the row's first byte, counted from 1.",
    }
}

table! {
    /// One thing that somebody said, once, about being contacted. Never changed, never forgotten.
    CONSENT_EVENT = "consent_event" of ConsentEvent {
        source_record_key: required String Public "Who said it.",
        source: required String Public "The source system.",
        channel: required String Public "About which channel.",
        state: required String Public "Yes or no.",
        effective_at: optional TimestampMicros Public "When it was said, if the source knows.",
        evidence: required String Internal "The column or file that says so, as the source spells it.",
        scope: optional String Public "The list that it is about, if it is about one list alone.",
        file_id: required String Internal "The file that the row came from.",
        line: required BigInt Internal "The line of the row's first byte, counted from 1.",
    }
}
