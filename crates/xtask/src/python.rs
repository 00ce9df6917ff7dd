//! The checks that other people's tools make: `DuckDB` reads our Parquet, Chromium shows our page.
//!
//! They run from `.tools/venv`, made on first use from `tests/python/requirements.txt`.

use crate::lints::target_folder;
use crate::steps::{cargo, output, run, say};
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

/// The pages named, or all, in a real browser.
pub(crate) fn browser(root: &Path, pages: &[String]) -> Result<()> {
    let python = environment(root)?;
    let mut command = Command::new(python);
    command.arg(root.join("tests/python/browser.py")).arg(donorlake(root)?).arg(lake(root)?);
    run(command.arg(chromium()?).arg(target_folder(root).join("screenshots")).args(pages))
}

/// How long the pages of lakes of so many people take: 2,000 and 100,000 unless said otherwise.
pub(crate) fn page_times(root: &Path, people: &[String]) -> Result<()> {
    run(cargo(root).args(["build", "--release", "--locked", "--bin", "donorlake"]))?;
    let python = environment(root)?;
    let mut command = Command::new(python);
    command.arg(root.join("tests/python/page_times.py")).arg(target_folder(root).join("release/donorlake"));
    run(command.arg(chromium()?).arg(target_folder(root).join("bench")).args(people))
}

/// The views in Trino's grammar and on a second engine.
pub(crate) fn views(root: &Path) -> Result<()> {
    let python = environment(root)?;
    let parser = trino_parser(root)?;
    run(Command::new(python)
        .arg(root.join("tests/python/views_elsewhere.py"))
        .arg(donorlake(root)?)
        .arg(lake(root)?)
        .arg(format!("'{}' '{}'", tool(root, "node").display(), parser.display())))
}

/// A program that the Python packages brought along.
fn tool(root: &Path, name: &str) -> PathBuf {
    root.join(".tools/venv/bin").join(name)
}

/// Trino's grammar as one script, made from `tests/trino` on first use.
fn trino_parser(root: &Path) -> Result<PathBuf> {
    let (source, folder) = (root.join("tests/trino"), root.join(".tools/trino"));
    let bundle = folder.join("parse.bundle.mjs");
    let files = ["package.json", "package-lock.json", "parse.mjs"];
    let is_fresh = |file: &&str| std::fs::read(source.join(file)).ok() == std::fs::read(folder.join(file)).ok();
    if bundle.exists() && files.iter().all(is_fresh) {
        return Ok(bundle);
    }
    say("installing Trino's grammar into .tools/trino\n");
    std::fs::create_dir_all(&folder)?;
    for file in files {
        std::fs::copy(source.join(file), folder.join(file)).with_context(|| format!("cannot copy {file}"))?;
    }
    let quiet = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
    run(in_folder(Command::new(tool(root, "npm")).args(quiet), root, &folder))?;
    let esbuild = folder.join("node_modules/.bin/esbuild");
    let options = ["parse.mjs", "--bundle", "--platform=node", "--format=esm", "--log-level=warning"];
    run(in_folder(Command::new(esbuild).args(options).arg("--outfile=parse.bundle.mjs"), root, &folder))?;
    Ok(bundle)
}

/// Runs in `folder`, with the node of the Python packages first on the path.
fn in_folder<'a>(command: &'a mut Command, root: &Path, folder: &Path) -> &'a mut Command {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(root.join(".tools/venv/bin")).chain(std::env::split_paths(&path));
    let joined = std::env::join_paths(folders).unwrap_or(path.clone());
    command.current_dir(folder).env("PATH", joined)
}

pub(crate) fn lake(root: &Path) -> Result<PathBuf> {
    let lake = demo_lake(root);
    ensure!(lake.join("golden").exists(), "there is no demo lake yet: run `cargo xtask demo` first");
    Ok(lake)
}

/// The binary that the demo step built.
pub(crate) fn donorlake(root: &Path) -> Result<PathBuf> {
    let binary = target_folder(root).join("debug/donorlake").with_extension(std::env::consts::EXE_EXTENSION);
    ensure!(binary.exists(), "{} is not built: run `cargo build`", binary.display());
    Ok(binary)
}

/// The Python of the tools that need no cloud.
fn environment(root: &Path) -> Result<PathBuf> {
    python(root, "venv", "requirements.txt")
}

/// The Python of `.tools/<name>`, with the pinned packages of `tests/python/<requirements>` in it.
pub(crate) fn python(root: &Path, name: &str, requirements: &str) -> Result<PathBuf> {
    let folder = root.join(".tools").join(name);
    let python = folder.join("bin/python");
    let list = root.join("tests/python").join(requirements);
    let wanted = std::fs::read_to_string(&list).with_context(|| format!("cannot read {}", list.display()))?;
    let stamp = folder.join("installed.txt");
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    say(&format!("installing Python tools into .tools/{name}\n"));
    run(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"];
    run(Command::new(&python).args(pip).arg(&list))?;
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
