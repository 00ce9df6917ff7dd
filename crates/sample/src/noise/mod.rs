//! What goes wrong when people and programs write down the truth.
//!
//! In:  a correct text, and chance.
//! Out: the text as it stands in an export.

mod addresses;
mod letters;
mod phones;
mod typing;

pub(crate) use addresses::{damaged_zip, street_line, unit_line};
pub(crate) use letters::{double_encoded, plain_letters, windows_1252};
pub(crate) use phones::{phone, unreadable_phone};
pub(crate) use typing::typo;
