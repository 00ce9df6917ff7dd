//! The views on hand-made lakes; expected figures are worked out by hand.

mod details;
mod giving;
mod identities;
mod lists;
mod membership;
mod opening;
mod quality;
mod retention;
mod roles;
