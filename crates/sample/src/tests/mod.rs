//! Tests of the whole sample, which read the files back with other code than wrote them.

mod determinism;
mod quirks;
mod reading;
mod resemblance;
mod truth;
