//! Source files that no module names: the compiler never sees them, so no lint tells.
//!
//! In:  the files that git knows, and what the compiler says that it read (the `.d` files of the last build).
//! Out: an error that names each file that was not read.

use crate::lints::target_folder;
use crate::steps::output;
use anyhow::{Context, Result, ensure};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

pub(crate) fn check(root: &Path) -> Result<()> {
    let read = files_read(root)?;
    let ours = ["ls-files", "--cached", "--others", "--exclude-standard", "*.rs"];
    let ours = output(Command::new("git").args(ours).current_dir(root))?;
    // Cargo finds build scripts by their name.
    let is_named = |file: &&str| file.ends_with("build.rs") || read.contains(*file) || !root.join(file).exists();
    let orphans: Vec<&str> = ours.lines().filter(|file| !is_named(file)).collect();
    ensure!(orphans.is_empty(), "no module names these files: add `mod`, or delete them:\n  {}", orphans.join("\n  "));
    Ok(())
}

/// What the compiler read, relative to the workspace.
fn files_read(root: &Path) -> Result<BTreeSet<String>> {
    let folder = target_folder(root).join("debug/deps");
    let mut files = BTreeSet::new();
    for entry in std::fs::read_dir(&folder).with_context(|| format!("cannot list {}", folder.display()))? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "d") {
            let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            files.extend(text.split_whitespace().map(|word| word.trim_end_matches(':').to_owned()));
        }
    }
    Ok(files)
}
