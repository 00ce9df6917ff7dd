//! Laws that hold for every input.

mod consent;
mod identity;
mod random;
mod whole;
