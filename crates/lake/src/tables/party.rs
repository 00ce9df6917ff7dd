//! Columns of the persons and organisations of the staged zone.

use super::schema::table;
use records::staged::SourceParty;

table! {
    /// A person or an organisation as one record of one source tells it.
    SOURCE_PARTY = "source_party" of SourceParty {
        source_record_key: required String Public "Names this record for ever.",
        source: required String Public "The source system: `salesforce`, `raisers_edge`, `wild_apricot`, `mailchimp`, `paypal`.",
        kind: required String Public "Person, organisation, or unknown.",
        prefix: optional String Contact "`Dr.`, `Ms.`",
        given_name: optional String Contact "First name.",
        middle_name: optional String Contact "Middle names or initials.",
        family_name: optional String Contact "Last name.",
        suffix: optional String Contact "`Jr.`, `III`",
        preferred_name: optional String Contact "What the person is called: `Bob`.",
        former_family_name: optional String Contact "Maiden or other earlier family name.",
        organization_name: optional String Contact "The name of an organisation; on a person, the employer or company the source shows.",
        full_name_as_given: optional String Contact "The name in one piece, as the source spells it.",
        birth_date: optional Date Sensitive "Date of birth, when the source knows all of it.",
        birth_month_day: optional String Sensitive "`MM-DD`, when the source knows the birthday without the year.",
        gender: optional String Sensitive "As the source spells it, lower case: `female`, `male`, or another word.",
        deceased: required Boolean Sensitive "Whether the source knows that the person died.",
        deceased_date: optional Date Sensitive "When, if known.",
        household_key: optional String Internal "What the source calls the household, with the source before it: `salesforce:001…`.",
        household_basis: optional String Public "Why the source's household is believed.",
        is_anonymous: required Boolean Public "The record stands for an unknown giver (\"Anonymous\") and must never be matched.",
        source_created_at: optional TimestampMicros Public "When the source made the record.",
        source_updated_at: optional TimestampMicros Public "When the source last changed the record.",
        extra: optional String Sensitive "The columns that no mapping names, as a JSON object: no column is lost.",
        file_id: required String Internal "The file that the row came from.",
        line: required BigInt Internal "The line of the row's first byte, counted from 1.",
    }
}
