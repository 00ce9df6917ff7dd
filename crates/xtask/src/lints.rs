//! Formatting, the lints of rustc and clippy, and the warnings of rustdoc.

use crate::steps::{cargo, run};
use anyhow::{Context, Result};
use std::path::Path;
use std::process::Command;

pub(crate) fn format(root: &Path) -> Result<()> {
    run(cargo(root).args(["fmt", "--all", "--check"]))
}

pub(crate) fn lint(root: &Path) -> Result<()> {
    run(with_lints(cargo(root).args(["build", "--workspace", "--all-targets", "--locked"]), root)?)
}

/// Makes this program the compiler of the workspace's crates (see [`crate::compiler`]), with
/// every warning an error. What it builds, the tests run.
pub(crate) fn with_lints<'a>(command: &'a mut Command, root: &Path) -> Result<&'a mut Command> {
    // A copy, because the build replaces the original.
    let copy = target_folder(root).join("lint-compiler").with_extension(std::env::consts::EXE_EXTENSION);
    let own = std::fs::read(std::env::current_exe()?).context("cannot read this program")?;
    if std::fs::read(&copy).ok().as_ref() != Some(&own) {
        std::fs::copy(std::env::current_exe()?, &copy).with_context(|| format!("cannot write {}", copy.display()))?;
    }
    Ok(command
        .env("RUSTC_WORKSPACE_WRAPPER", copy)
        .env("CLIPPY_ARGS", "-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__"))
}

/// Where Cargo builds.
pub(crate) fn target_folder(root: &Path) -> std::path::PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), std::path::PathBuf::from)
}
