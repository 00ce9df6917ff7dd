//! Money: who is credited, which gifts are told twice, where refunds belong.
//!
//! In:  the newest version of every gift with its parts, and the source records.
//! Out: gifts, allocations, credits, adjustments and duplicate gifts.
//!
//! A fact keeps the key of the source record that it came with, so clusters do not matter here.
//!
//! **Net money** of a gift that is not listed as a duplicate is its amount plus the (signed) amounts of the adjustments that
//! bear its gift key. Gifts that are listed in `duplicate_gifts`, and adjustments that bear their keys, are not counted:
//! whatever they say that the kept gift does not say has been linked to the kept gift ([`adjustments`]).

mod adjustments;
mod credits;
mod duplicates;

pub(crate) use adjustments::relink;
pub(crate) use credits::{CompleteCredits, complete};
pub(crate) use duplicates::find_duplicates;
