//! The demo and the tests share one build of every dependency.
//!
//! Cargo unifies features over what one command builds. If the tests ask a dependency for one more
//! feature than the demo does, that dependency and all that use it compile twice: `DataFusion` takes
//! minutes. So `DataFusion` and all that it builds on must resolve to the same features in both.

use crate::steps::{cargo, output, say};
use anyhow::{Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

pub(crate) fn check(root: &Path) -> Result<()> {
    let demo = resolved(root, &["--package", "cli", "--edges", "normal"])?;
    let tests = resolved(root, &["--workspace", "--edges", "normal,dev"])?;
    let costly = resolved(root, &["--package", "datafusion", "--edges", "normal"])?;
    let differing: Vec<String> = demo
        .iter()
        .filter(|(package, _)| costly.contains_key(*package))
        .filter(|(package, features)| tests.get(*package).is_some_and(|others| others != *features))
        .map(|(package, features)| format!("{package}: demo {features:?}, tests {:?}", tests[package]))
        .collect();
    if !differing.is_empty() {
        bail!("add the missing features in [workspace.dependencies]:\n  {}", differing.join("\n  "));
    }
    say(&format!("DataFusion and the {} packages below it resolve alike\n", costly.len() - 1));
    Ok(())
}

/// Package → the sets of features that it is built with. Host tools (build scripts, proc macros)
/// and the program's own crates do not matter: they are cheap.
fn resolved(root: &Path, selection: &[&str]) -> Result<BTreeMap<String, BTreeSet<String>>> {
    let format = ["tree", "--locked", "--prefix", "none", "--format", "{p}|{f}"];
    let tree = output(cargo(root).args(format).args(selection))?;
    let mut packages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in tree.lines() {
        let line = line.trim_end_matches(" (*)");
        if let Some((package, features)) = line.split_once('|').filter(|(package, _)| !package.contains(')')) {
            packages.entry(package.to_owned()).or_default().insert(features.to_owned());
        }
    }
    Ok(packages)
}
