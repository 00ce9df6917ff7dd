//! One row per person or organisation, and its e-mails, phones, addresses, consents and sources.

use crate::keys::{ConstituentId, HouseholdId, SourceRecordKey};
use crate::kinds::{Channel, ConsentState, ContactUse, EmailStatus, PartyKind};
use crate::values::{EmailAddress, PhoneNumber};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// One person or organisation. Every value stands in [`ConstituentValue`] too, with its source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Constituent {
    /// The golden id, the same in every snapshot.
    pub constituent_id: ConstituentId,
    /// Person or organisation.
    pub kind: PartyKind,
    /// `Ann Lee`, or the organisation's name.
    pub display_name: String,
    /// `Lee, Ann`, or the organisation's name without "The".
    pub sort_name: String,
    /// `Dr.`
    pub prefix: Option<String>,
    /// First name.
    pub given_name: Option<String>,
    /// Middle names or initials.
    pub middle_name: Option<String>,
    /// Last name.
    pub family_name: Option<String>,
    /// `Jr.`
    pub suffix: Option<String>,
    /// What the person is called.
    pub preferred_name: Option<String>,
    /// Earlier family name.
    pub former_family_name: Option<String>,
    /// The organisation's name; on a person, the employer.
    pub organization_name: Option<String>,
    /// Date of birth.
    pub birth_date: Option<Date>,
    /// Gender.
    pub gender: Option<String>,
    /// The best e-mail address.
    pub email: Option<EmailAddress>,
    /// The best phone.
    pub phone: Option<PhoneNumber>,
    /// Street of the best address.
    pub street: Option<String>,
    /// Its second line.
    pub street_2: Option<String>,
    /// Its city.
    pub city: Option<String>,
    /// Its state or province.
    pub region: Option<String>,
    /// Its postal code.
    pub postal_code: Option<String>,
    /// Its country.
    pub country: Option<String>,
    /// Any source knows that the person died.
    pub deceased: bool,
    /// When, if known.
    pub deceased_date: Option<Date>,
    /// The household, if the person shares one.
    pub household_id: Option<HouseholdId>,
    /// May be e-mailed: the most restrictive of what was said.
    pub email_consent: ConsentState,
    /// May be called.
    pub phone_consent: ConsentState,
    /// May be texted.
    pub sms_consent: ConsentState,
    /// May be written to.
    pub mail_consent: ConsentState,
    /// How many source records are merged here.
    pub source_record_count: i64,
    /// How many source systems know it.
    pub source_count: i64,
    /// The latest change that any source dates.
    pub source_updated_at: Option<Timestamp>,
}

/// Where one value of a constituent came from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ConstituentValue {
    /// Whose value.
    pub constituent_id: ConstituentId,
    /// The column of [`Constituent`] that holds it.
    pub field: String,
    /// The value, as text.
    pub value: String,
    /// The record that it came from.
    pub source_record_key: SourceRecordKey,
    /// The survivorship rule that chose it: `source_priority`, `most_recent`, `most_frequent`, `longest`, …
    pub rule: String,
}

/// One known e-mail address of a constituent.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ConstituentEmail {
    /// Whose.
    pub constituent_id: ConstituentId,
    /// The address.
    pub address: EmailAddress,
    /// What it is used for.
    pub contact_use: ContactUse,
    /// Whether it still works.
    pub status: EmailStatus,
    /// The one that stands in [`Constituent::email`].
    pub is_primary: bool,
    /// Two or more constituents have it.
    pub is_shared: bool,
    /// The record that it came from (of several, the one that survivorship prefers).
    pub source_record_key: SourceRecordKey,
}

/// One known phone of a constituent.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ConstituentPhone {
    /// Whose.
    pub constituent_id: ConstituentId,
    /// The number, in E.164.
    pub number: PhoneNumber,
    /// What it is used for.
    pub contact_use: ContactUse,
    /// The one that stands in [`Constituent::phone`].
    pub is_primary: bool,
    /// Two or more constituents have it.
    pub is_shared: bool,
    /// The record that it came from.
    pub source_record_key: SourceRecordKey,
}

/// One known postal address of a constituent.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ConstituentAddress {
    /// Whose.
    pub constituent_id: ConstituentId,
    /// Street, box or route.
    pub street: Option<String>,
    /// Apartment, building, care of.
    pub street_2: Option<String>,
    /// City.
    pub city: Option<String>,
    /// State or province.
    pub region: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// ISO 3166 alpha-2.
    pub country: Option<String>,
    /// What it is used for.
    pub contact_use: ContactUse,
    /// Post comes back.
    pub undeliverable: bool,
    /// The one that stands in [`Constituent`].
    pub is_primary: bool,
    /// The record that it came from.
    pub source_record_key: SourceRecordKey,
}

/// What one constituent allows on one channel: the most restrictive of what was said.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ConstituentConsent {
    /// Who.
    pub constituent_id: ConstituentId,
    /// Which channel; never [`Channel::All`].
    pub channel: Channel,
    /// Yes, no, or nothing was said.
    pub state: ConsentState,
    /// When the deciding word was said, if known.
    pub effective_at: Option<Timestamp>,
    /// The record that said it.
    pub source_record_key: SourceRecordKey,
    /// The column or file that says so.
    pub evidence: String,
}
