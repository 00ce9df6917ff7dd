//! Rustdoc has nothing to say about any crate.
//!
//! `cargo doc` would check all dependencies a second time. Rustdoc is content with the libraries
//! that the lint step built, so it is called directly, crate by crate, with what Cargo made.

use crate::lints::with_lints;
use crate::steps::{cargo, output, run, say};
use anyhow::{Context, Result};
use cargo_metadata::{Artifact, Message, MetadataCommand, Package, Target, TargetKind};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

pub(crate) fn check(root: &Path) -> Result<()> {
    let libraries = built_libraries(root)?;
    let metadata = MetadataCommand::new().current_dir(root).no_deps().exec()?;
    for package in &metadata.packages {
        for target in package.targets.iter().filter(|target| is_documented(target)) {
            document(package, target, &libraries, root)?;
        }
    }
    say(&format!("{} crates documented\n", metadata.packages.len()));
    Ok(())
}

fn is_documented(target: &Target) -> bool {
    target.kind.iter().any(|kind| matches!(kind, TargetKind::Lib | TargetKind::Bin))
}

/// Crate name → the library file that Cargo built last; nothing is built that is fresh.
fn built_libraries(root: &Path) -> Result<BTreeMap<String, String>> {
    let arguments = ["build", "--workspace", "--all-targets", "--locked", "--message-format=json"];
    let messages = output(with_lints(cargo(root).args(arguments))?)?;
    let mut libraries = BTreeMap::new();
    for message in Message::parse_stream(messages.as_bytes()) {
        if let Message::CompilerArtifact(artifact) = message? {
            libraries.extend(library_of(&artifact));
        }
    }
    Ok(libraries)
}

fn library_of(artifact: &Artifact) -> Option<(String, String)> {
    if artifact.profile.test {
        return None;
    }
    let endings = ["rlib", "so", "dylib", "dll"];
    let file = artifact.filenames.iter().find(|file| file.extension().is_some_and(|e| endings.contains(&e)))?;
    Some((format!("{} {}", artifact.target.name.replace('-', "_"), artifact.package_id.repr), file.to_string()))
}

fn document(package: &Package, target: &Target, libraries: &BTreeMap<String, String>, root: &Path) -> Result<()> {
    let deps = root_target(root).join("debug/deps");
    let mut rustdoc = Command::new("rustdoc");
    rustdoc.current_dir(root).arg(target.src_path.as_str()).args(["--edition", "2024", "-D", "warnings"]);
    rustdoc.args(["--crate-name", &target.name.replace('-', "_"), "--crate-type"]);
    rustdoc.arg(if target.kind.contains(&TargetKind::Lib) { "lib" } else { "bin" });
    rustdoc.arg("-L").arg(format!("dependency={}", deps.display()));
    rustdoc.arg("--out-dir").arg(root_target(root).join("doc"));
    rustdoc.env("CARGO_MANIFEST_DIR", package.manifest_path.parent().map_or("", |path| path.as_str()));
    rustdoc.env("CARGO_PKG_VERSION", package.version.to_string()).env("CARGO_PKG_NAME", package.name.as_str());
    for feature in package.features.keys() {
        rustdoc.arg("--cfg").arg(format!("feature=\"{feature}\""));
    }
    for (name, file) in externs(package, libraries) {
        rustdoc.arg("--extern").arg(format!("{name}={file}"));
    }
    run(&mut rustdoc).with_context(|| format!("docs of `{}`", package.name))
}

fn root_target(root: &Path) -> std::path::PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), std::path::PathBuf::from)
}

/// The libraries that a package may name: its dependencies, and its own.
///
/// Of several versions of one crate, the one whose version the requirement accepts.
fn externs<'a>(package: &Package, libraries: &'a BTreeMap<String, String>) -> Vec<(String, &'a str)> {
    let mut found = Vec::new();
    let own = (package.name.replace('-', "_"), None);
    let named =
        package.dependencies.iter().map(|dependency| (dependency.name.replace('-', "_"), Some(&dependency.req)));
    for (name, requirement) in named.chain([own]) {
        let library = libraries.iter().find(|(key, _)| {
            let Some((crate_name, id)) = key.split_once(' ') else { return false };
            crate_name == name && requirement.is_none_or(|wanted| accepts(wanted, id))
        });
        if let Some((_, file)) = library {
            found.push((name, file.as_str()));
        }
    }
    found
}

/// Whether a package id such as `registry+…#csv@1.4.0` or `path+…#0.1.0` has a version that fits.
fn accepts(wanted: &cargo_metadata::semver::VersionReq, id: &str) -> bool {
    let version = id.rsplit(['@', '#']).next().and_then(|text| text.parse().ok());
    version.is_none_or(|version| wanted.matches(&version))
}
