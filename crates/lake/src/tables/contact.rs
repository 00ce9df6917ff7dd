//! Columns of the e-mail addresses, phones and postal addresses of the staged zone.

use super::schema::table;
use records::staged::{SourceAddress, SourceEmail, SourcePhone};

table! {
    /// One e-mail address of one source record.
    SOURCE_EMAIL = "source_email" of SourceEmail {
        source_record_key: required String Public "Whose it is.",
        address: required String Contact "The address.",
        contact_use: required String Public "What it is used for.",
        status: required String Public "Whether it still works.",
        position: required BigInt Internal "1 for the address that the source prefers, then 2, 3, …",
        file_id: required String Internal "The file that the row came from.",
        line: required BigInt Internal "The line of the row's first byte, counted from 1.",
    }
}

table! {
    /// One phone of one source record.
    SOURCE_PHONE = "source_phone" of SourcePhone {
        source_record_key: required String Public "Whose it is.",
        number: required String Contact "The number, in E.164.",
        extension: optional String Contact "Digits after the number: `x12`.",
        contact_use: required String Public "What it is used for.",
        position: required BigInt Internal "1 for the number that the source prefers, then 2, 3, …",
        file_id: required String Internal "The file that the row came from.",
        line: required BigInt Internal "The line of the row's first byte, counted from 1.",
    }
}

table! {
    /// One postal address of one source record.
    SOURCE_ADDRESS = "source_address" of SourceAddress {
        source_record_key: required String Public "Whose it is.",
        street: optional String Contact "Street, box or route.",
        street_2: optional String Contact "Apartment, building, care of.",
        city: optional String Contact "City.",
        region: optional String Contact "State or province: two letters in the United States and Canada.",
        postal_code: optional String Contact "Five digits or `ZIP+4` in the United States, else as given.",
        country: optional String Public "ISO 3166 alpha-2.",
        contact_use: required String Public "What it is used for.",
        undeliverable: required Boolean Public "The source knows that post comes back.",
        position: required BigInt Internal "1 for the address that the source prefers, then 2, 3, …",
        file_id: required String Internal "The file that the row came from.",
        line: required BigInt Internal "The line of the row's first byte, counted from 1.",
    }
}
