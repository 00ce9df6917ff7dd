//! Tests across crates live in `all/`, as one binary; this library is empty on purpose.
