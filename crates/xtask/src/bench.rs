//! The engine against Splink and `DuckDB`, at the same task on this machine in one run.

use crate::lints::target_folder;
use crate::python::python;
use crate::steps::{cargo, run};
use anyhow::Result;
use std::path::Path;
use std::process::Command;

/// Prints a table: 100,000 and 1,000,000 records unless sizes are given. The data are kept in `target/bench`.
pub(crate) fn compare(root: &Path, sizes: &[String]) -> Result<()> {
    let release = ["build", "--release", "--locked", "--no-default-features", "--bin", "donorlake"];
    run(cargo(root).args(release))?;
    let peer = python(root, "bench", "requirements-bench.txt")?;
    run(Command::new(&peer)
        .arg(root.join("tests/python/bench/compare.py"))
        .arg(target_folder(root).join("release/donorlake"))
        .arg(&peer)
        .arg(target_folder(root).join("bench"))
        .args(sizes))
}
