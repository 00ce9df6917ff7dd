//! All tests across crates, as one binary.

mod crate_edges;
