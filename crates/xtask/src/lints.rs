//! Formatting, and the lints of rustc and clippy.
//!
//! `cargo clippy` would check all dependencies a second time, `DataFusion` among them, because a
//! check and a build share nothing. So clippy runs as the compiler of the workspace's own crates
//! in an ordinary build ([`with_lints`]), and the tests run what that build made.

use crate::steps::{cargo, output, run};
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

pub(crate) fn format(root: &Path) -> Result<()> {
    run(cargo(root).args(["fmt", "--all", "--check"]))
}

pub(crate) fn lint(root: &Path) -> Result<()> {
    run(with_lints(cargo(root).args(["build", "--workspace", "--all-targets", "--locked"]))?)
}

/// Makes clippy the compiler of this workspace's crates, with every warning an error.
pub(crate) fn with_lints(command: &mut Command) -> Result<&mut Command> {
    Ok(command
        .env("RUSTC_WORKSPACE_WRAPPER", clippy_driver()?)
        .env("CLIPPY_ARGS", "-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__"))
}

fn clippy_driver() -> Result<PathBuf> {
    let sysroot = output(Command::new("rustc").args(["--print", "sysroot"]))?;
    let driver = Path::new(sysroot.trim()).join("bin/clippy-driver").with_extension(std::env::consts::EXE_EXTENSION);
    if !driver.exists() {
        bail!("clippy is not installed: rustup component add clippy rustfmt");
    }
    Ok(driver)
}
