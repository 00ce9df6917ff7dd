//! The views on hand-made lakes; expected figures are worked out by hand.

mod details;
mod dues;
mod giving;
mod identities;
mod lists;
mod loyalty;
mod membership;
mod opening;
mod quality;
mod recognition;
mod retention;
mod roles;
mod sustainers;
