//! The Rust tests, the demo as a newcomer runs it, and the engine without SQL and page.

use crate::lints::{target_folder, with_lints};
use crate::steps::{cargo, output, run, say};
use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};

pub(crate) fn unit(root: &Path) -> Result<()> {
    run(with_lints(cargo(root).args(["test", "--workspace", "--all-targets", "--locked", "--no-fail-fast"]), root))
}

/// The lake that the demo fills for the later steps.
pub(crate) fn demo_lake(root: &Path) -> PathBuf {
    target_folder(root).join("demo-lake")
}

/// The demo prints what it must; a second run ingests nothing and leaves the snapshot as it is.
pub(crate) fn demo(root: &Path) -> Result<()> {
    let lake = demo_lake(root);
    if lake.exists() {
        std::fs::remove_dir_all(&lake).context("cannot remove the lake of the last run")?;
    }
    let first = run_demo(root, &lake)?;
    say(&first);
    for expected in ["files", "constituents", "duplicates", "set aside", "retention", "donorlake serve"] {
        ensure!(first.to_lowercase().contains(expected), "the demo does not speak of `{expected}`");
    }
    let before = fingerprint(&lake.join("golden"))?;
    let second = run_demo(root, &lake)?;
    ensure!(second.contains("0 new"), "the second demo ingested something:\n{second}");
    ensure!(before == fingerprint(&lake.join("golden"))?, "the second demo changed the golden zone");
    Ok(())
}

fn run_demo(root: &Path, lake: &Path) -> Result<String> {
    output(cargo(root).args(["run", "--quiet", "--locked", "--", "demo", "--lake"]).arg(lake))
}

/// Every file below a folder with its bytes, in the order of their paths.
fn fingerprint(folder: &Path) -> Result<Vec<(PathBuf, Vec<u8>)>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(&next).with_context(|| format!("cannot list {}", next.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else {
                let bytes = std::fs::read(&path)?;
                found.push((path, bytes));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// `--no-default-features` must build the whole engine, and must not drag `DataFusion` in.
pub(crate) fn engine_alone(root: &Path) -> Result<()> {
    let tree = output(cargo(root).args(["tree", "--package", "cli", "--no-default-features", "--edges", "normal"]))?;
    ensure!(!tree.contains("datafusion"), "the engine alone depends on DataFusion");
    ensure!(tree.contains("matching"), "the engine alone lacks the matching engine");
    let engine = ["check", "--no-default-features", "--bin", "donorlake", "--locked"];
    run(with_lints(cargo(root).args(engine).arg("--target-dir").arg(target_folder(root).join("engine")), root))
}
