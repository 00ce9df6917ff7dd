//! The adapters against emulators of AWS: the conformance suites of the ports, and what failures leave behind.
//!
//! In:  `DONORLAKE_TEST_MINISTACK` and `DONORLAKE_TEST_MOTO`: the URLs of
//!      `tests/emulators/ministack_with_views.py` and `tests/emulators/moto_with_filters.py`. Every case makes a bucket or database of its own.
//! Out: what holds on the emulators. They are not AWS; what only AWS can show is said where it matters.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, and its helpers are not marked as tests")]

mod athena;
mod failing_call;
mod glue;
mod harness;
mod lake_formation;
mod quicksight;
mod s3;
