//! Columns of the constituents of the golden zone and of what is known of them.

use super::schema::table;
use records::golden::{
    Constituent, ConstituentAddress, ConstituentConsent, ConstituentEmail, ConstituentPhone, ConstituentValue,
};

table! {
    /// One person or organisation. Every value stands in `constituent_value` too, with its source.
    CONSTITUENT = "constituent" of Constituent {
        constituent_id: required String Public "The golden id, the same in every snapshot.",
        kind: required String Public "Person or organisation.",
        display_name: required String Contact "`Ann Lee`, or the organisation's name.",
        sort_name: required String Contact "`Lee, Ann`, or the organisation's name without \"The\".",
        prefix: optional String Contact "`Dr.`",
        given_name: optional String Contact "First name.",
        middle_name: optional String Contact "Middle names or initials.",
        family_name: optional String Contact "Last name.",
        suffix: optional String Contact "`Jr.`",
        preferred_name: optional String Contact "What the person is called.",
        former_family_name: optional String Contact "Earlier family name.",
        organization_name: optional String Contact "The organisation's name; on a person, the employer.",
        birth_date: optional Date Sensitive "Date of birth.",
        gender: optional String Sensitive "Gender.",
        email: optional String Contact "The best e-mail address.",
        phone: optional String Contact "The best phone.",
        street: optional String Contact "Street of the best address.",
        street_2: optional String Contact "Its second line.",
        city: optional String Contact "Its city.",
        region: optional String Contact "Its state or province.",
        postal_code: optional String Contact "Its postal code.",
        country: optional String Public "Its country.",
        deceased: required Boolean Sensitive "Any source knows that the person died.",
        deceased_date: optional Date Sensitive "When, if known.",
        household_id: optional String Public "The household, if the person shares one.",
        email_consent: required String Public "May be e-mailed: the most restrictive of what was said.",
        phone_consent: required String Public "May be called.",
        sms_consent: required String Public "May be texted.",
        mail_consent: required String Public "May be written to.",
        source_record_count: required BigInt Public "How many source records are merged here.",
        source_count: required BigInt Public "How many source systems know it.",
        source_updated_at: optional TimestampMicros Public "The latest change that any source dates.",
    }
}

table! {
    /// Where one value of a constituent came from.
    CONSTITUENT_VALUE = "constituent_value" of ConstituentValue {
        constituent_id: required String Public "Whose value.",
        field: required String Public "The column of `constituent` that holds it.",
        value: required String Sensitive "The value, as text.",
        source_record_key: required String Public "The record that it came from.",
        rule: required String Internal "The survivorship rule that chose it: `source_priority`, `most_recent`, `most_frequent`, `longest`, …",
    }
}

table! {
    /// One known e-mail address of a constituent.
    CONSTITUENT_EMAIL = "constituent_email" of ConstituentEmail {
        constituent_id: required String Public "Whose.",
        address: required String Contact "The address.",
        contact_use: required String Public "What it is used for.",
        status: required String Public "Whether it still works.",
        is_primary: required Boolean Public "The one that stands in `constituent.email`.",
        is_shared: required Boolean Public "Two or more constituents have it.",
        source_record_key: required String Public "The record that it came from (of several, the one that survivorship prefers).",
    }
}

table! {
    /// One known phone of a constituent.
    CONSTITUENT_PHONE = "constituent_phone" of ConstituentPhone {
        constituent_id: required String Public "Whose.",
        number: required String Contact "The number, in E.164.",
        contact_use: required String Public "What it is used for.",
        is_primary: required Boolean Public "The one that stands in `constituent.phone`.",
        is_shared: required Boolean Public "Two or more constituents have it.",
        source_record_key: required String Public "The record that it came from.",
    }
}

table! {
    /// One known postal address of a constituent.
    CONSTITUENT_ADDRESS = "constituent_address" of ConstituentAddress {
        constituent_id: required String Public "Whose.",
        street: optional String Contact "Street, box or route.",
        street_2: optional String Contact "Apartment, building, care of.",
        city: optional String Contact "City.",
        region: optional String Contact "State or province.",
        postal_code: optional String Contact "Postal code.",
        country: optional String Public "ISO 3166 alpha-2.",
        contact_use: required String Public "What it is used for.",
        undeliverable: required Boolean Public "Post comes back.",
        is_primary: required Boolean Public "The one that stands in `constituent`.",
        source_record_key: required String Public "The record that it came from.",
    }
}

table! {
    /// What one constituent allows on one channel: the most restrictive of what was said.
    CONSTITUENT_CONSENT = "constituent_consent" of ConstituentConsent {
        constituent_id: required String Public "Who.",
        channel: required String Public "Which channel; never `all`.",
        state: required String Public "Yes, no, or nothing was said.",
        effective_at: optional TimestampMicros Public "When the deciding word was said, if known.",
        source_record_key: required String Public "The record that said it.",
        evidence: required String Internal "The column or file that says so.",
    }
}
