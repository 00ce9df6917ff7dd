//! Every dependency has a licence that we accept.

use anyhow::{Result, bail};
use cargo_metadata::{MetadataCommand, Package};
use std::path::Path;

/// Permissive licences only: the project is Apache-2.0 and is passed on as binaries.
const ACCEPTED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

pub(crate) fn check(root: &Path) -> Result<()> {
    let metadata = MetadataCommand::new().current_dir(root).other_options(vec!["--locked".to_owned()]).exec()?;
    let refused: Vec<String> = metadata.packages.iter().filter_map(refusal).collect();
    if !refused.is_empty() {
        bail!("not accepted (see crates/xtask/src/licences.rs):\n  {}", refused.join("\n  "));
    }
    crate::steps::say(&format!("{} packages, all permissive\n", metadata.packages.len()));
    Ok(())
}

/// Says why a package is refused, or nothing.
fn refusal(package: &Package) -> Option<String> {
    let named = format!("{} {}", package.name, package.version);
    let Some(licence) = &package.license else {
        return Some(format!("{named}: states no licence"));
    };
    // Old manifests write `MIT/Apache-2.0` for "or".
    let Ok(expression) = spdx::Expression::parse(&licence.replace('/', " OR ")) else {
        return Some(format!("{named}: `{licence}` is no licence expression"));
    };
    let accepted =
        expression.evaluate(|requirement| requirement.license.id().is_some_and(|id| ACCEPTED.contains(&id.name)));
    (!accepted).then(|| format!("{named}: {licence}"))
}
