//! Formatting, the lints of rustc and clippy, and the warnings of rustdoc.

use crate::orphans;
use crate::steps::{cargo, run};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

pub(crate) fn format(root: &Path) -> Result<()> {
    run(cargo(root).args(["fmt", "--all", "--check"]))
}

pub(crate) fn lint(root: &Path) -> Result<()> {
    run(with_lints(cargo(root).args(["build", "--workspace", "--all-targets", "--locked"]), root))?;
    orphans::check(root)
}

/// Keeps a copy of this program as the compiler of later builds: they replace the original.
pub(crate) fn keep_compiler(root: &Path) -> Result<()> {
    let (own, copy) = (std::env::current_exe()?, compiler(root));
    let bytes = std::fs::read(&own).with_context(|| format!("cannot read {}", own.display()))?;
    if std::fs::read(&copy).ok().as_ref() != Some(&bytes) {
        std::fs::copy(&own, &copy).with_context(|| format!("cannot write {}", copy.display()))?;
    }
    Ok(())
}

fn compiler(root: &Path) -> PathBuf {
    target_folder(root).join("lint-compiler").with_extension(std::env::consts::EXE_EXTENSION)
}

/// Makes this program the compiler of the workspace's crates (see [`crate::compiler`]), with
/// every warning an error. What it builds, the tests run.
pub(crate) fn with_lints<'a>(command: &'a mut Command, root: &Path) -> &'a mut Command {
    command
        .env("RUSTC_WORKSPACE_WRAPPER", compiler(root))
        .env("CLIPPY_ARGS", "-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__")
}

/// Where Cargo builds.
pub(crate) fn target_folder(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from)
}
