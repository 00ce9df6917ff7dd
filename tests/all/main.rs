//! All tests across crates, as one binary.

mod crate_edges;
mod dashboards;
mod decisions;
mod determinism;
mod dictionary;
mod end_to_end;
mod evaluation_sets;
mod fixtures;
mod identities;
mod landing;
mod review;
mod sample_data;
