//! The views on hand-made lakes; expected figures are worked out by hand.

mod giving;
mod identities;
mod lists;
mod membership;
mod opening;
mod quality;
mod roles;
