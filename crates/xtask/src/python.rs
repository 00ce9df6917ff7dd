//! The checks that other people's tools make: `DuckDB` reads our Parquet, Chromium shows our page.
//!
//! They run from `.tools/venv`, made on first use from `tests/python/requirements.txt`.

use crate::lints::target_folder;
use crate::steps::{output, run, say};
use crate::suites::demo_lake;
use anyhow::{Context, Result, bail, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;

pub(crate) fn duckdb(root: &Path) -> Result<()> {
    let python = environment(root)?;
    run(Command::new(python)
        .arg(root.join("tests/python/duckdb_reads_golden.py"))
        .arg(donorlake(root)?)
        .arg(lake(root)?))
}

pub(crate) fn browser(root: &Path) -> Result<()> {
    let python = environment(root)?;
    let mut command = Command::new(python);
    command.arg(root.join("tests/python/browser.py")).arg(donorlake(root)?).arg(lake(root)?);
    run(command.arg(chromium()?).arg(target_folder(root).join("screenshots")))
}

fn lake(root: &Path) -> Result<PathBuf> {
    let lake = demo_lake(root);
    ensure!(lake.join("golden").exists(), "there is no demo lake yet: run `cargo xtask demo` first");
    Ok(lake)
}

/// The binary that the demo step built.
fn donorlake(root: &Path) -> Result<PathBuf> {
    let binary = target_folder(root).join("debug/donorlake").with_extension(std::env::consts::EXE_EXTENSION);
    ensure!(binary.exists(), "{} is not built: run `cargo build`", binary.display());
    Ok(binary)
}

/// The Python of `.tools/venv`, with the pinned packages in it.
fn environment(root: &Path) -> Result<PathBuf> {
    let folder = root.join(".tools/venv");
    let python = folder.join("bin/python");
    let requirements = root.join("tests/python/requirements.txt");
    let wanted = std::fs::read_to_string(&requirements).context("tests/python/requirements.txt")?;
    let stamp = folder.join("installed.txt");
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    say("installing the Python tools into .tools/venv\n");
    run(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"];
    run(Command::new(&python).args(pip).arg(&requirements))?;
    std::fs::write(&stamp, wanted)?;
    Ok(python)
}

/// The machine's Chromium; as root on Debian or Ubuntu it is installed when missing.
fn chromium() -> Result<PathBuf> {
    if let Some(found) = installed_chromium() {
        return Ok(found);
    }
    if Path::new("/usr/bin/apt-get").exists() && output(Command::new("id").arg("-u"))?.trim() == "0" {
        say("installing Chromium from the distribution\n");
        run(Command::new("apt-get").args(["update", "--quiet=2"]))?;
        run(Command::new("apt-get")
            .args(["install", "--yes", "--quiet=2", "chromium"])
            .env("DEBIAN_FRONTEND", "noninteractive"))?;
    }
    match installed_chromium() {
        Some(found) => Ok(found),
        None => bail!("no Chromium found: install Chromium or Chrome, then run `cargo xtask browser`"),
    }
}

fn installed_chromium() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH")?).collect();
    names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|path| path.is_file())
}
