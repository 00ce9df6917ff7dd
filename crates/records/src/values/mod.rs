//! Types that are born normalised: whoever holds one need not check it again.
//!
//! In:  the text of one cell of an export. Out: a value, or an error that says what is wrong
//! without repeating the text, because values are personal data and errors are logged.
//!
//! * cells: [`clean_cell`], [`is_null`], [`repair_mojibake`], [`split_cell`]
//! * contact: [`EmailAddress`], [`PhoneNumber`], [`PostalAddress`]
//! * money: [`Currency`], [`parse_money`]
//! * time: [`DateOrder`], [`parse_date`], [`parse_timestamp`]
//! * names: [`parse_party_name`], [`ParsedName::from_parts`]

/// Gives a newtype over `String` its text form and the way back from a lake.
macro_rules! stored_text {
    ($name:ident) => {
        impl $name {
            /// Takes a value that was read back from a lake, as it stands there.
            pub fn from_stored(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The value as it stands in a table.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    };
}

mod address;
mod cell;
mod currency;
mod date;
mod email;
mod mojibake;
mod money;
mod name;
mod phone;

pub use address::{AddressParts, ParsedAddress, PostalAddress, country_code, region_code};
pub use cell::{clean_cell, is_null, split_cell};
pub use currency::{Currency, CurrencyError};
pub use date::{DateError, DateFormat, DateOrder, parse_date, parse_timestamp};
pub use email::{EmailAddress, EmailError};
pub use mojibake::repair_mojibake;
pub use money::{MoneyError, MoneyFormat, ParsedMoney, parse_money, parse_money_in};
pub use name::{NameFlags, NameHints, NameParts, NamedParty, ParsedName, PersonName, parse_party_name};
pub use phone::{ParsedPhone, PhoneError, PhoneNumber};
