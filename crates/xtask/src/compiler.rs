//! Clippy and rustdoc in place of the compiler, for the workspace's own crates.
//!
//! `cargo clippy` and `cargo doc` would each check all dependencies once more, `DataFusion` among
//! them, because a check and a build share nothing. So Cargo is told to call this program as the
//! compiler of the workspace's crates in an ordinary build: it runs clippy with the arguments that
//! Cargo gave, which compiles the crate, and then rustdoc with those that matter to it.

use crate::steps::{output, run};
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Arguments of rustc that rustdoc takes with the same meaning; each has a value.
const SHARED: &[&str] = &["--crate-name", "--crate-type", "--cfg", "--check-cfg", "--extern", "-L", "--edition"];

/// Whether Cargo called us as a compiler: the first argument is then the compiler that we wrap.
pub(crate) fn is_compiler_call(arguments: &[String]) -> bool {
    arguments.first().is_some_and(|first| Path::new(first).file_stem().is_some_and(|stem| stem == "rustc"))
}

/// Compiles one crate with clippy, and documents it when it is a library or a program.
pub(crate) fn compile(arguments: &[String]) -> Result<()> {
    run(Command::new(clippy_driver()?).args(arguments))?;
    let crate_type = value_of(arguments, "--crate-type").unwrap_or_default();
    let is_test = arguments.iter().any(|argument| argument == "--test");
    let is_build_script = value_of(arguments, "--crate-name").is_some_and(|name| name.starts_with("build_script"));
    // Cargo also asks for versions and targets, with no source.
    let has_source = arguments.iter().any(|argument| is_source(argument));
    if !has_source || is_test || is_build_script || !["lib", "bin"].contains(&crate_type) {
        return Ok(());
    }
    document(arguments, crate_type)
}

fn document(arguments: &[String], crate_type: &str) -> Result<()> {
    let mut rustdoc = Command::new("rustdoc");
    rustdoc.args(arguments.iter().filter(|argument| is_source(argument)));
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let name = argument.split('=').next().unwrap_or_default();
        if SHARED.contains(&name) {
            rustdoc.arg(argument);
            if name == argument {
                rustdoc.args(rest.next());
            }
        }
    }
    if crate_type == "bin" {
        rustdoc.arg("--document-private-items");
    }
    let folder =
        value_of(arguments, "--out-dir").map_or_else(PathBuf::new, |folder| Path::new(folder).join("../../doc"));
    run(rustdoc.args(["-D", "warnings", "--out-dir"]).arg(folder))
}

fn is_source(argument: &str) -> bool {
    !argument.starts_with('-') && Path::new(argument).extension().is_some_and(|ending| ending == "rs")
}

/// The value of `--name value` or `--name=value`.
fn value_of<'a>(arguments: &'a [String], name: &str) -> Option<&'a str> {
    let position = arguments.iter().position(|argument| argument.split('=').next() == Some(name))?;
    match arguments[position].split_once('=') {
        Some((_, value)) => Some(value),
        None => arguments.get(position + 1).map(String::as_str),
    }
}

fn clippy_driver() -> Result<PathBuf> {
    let sysroot = output(Command::new("rustc").args(["--print", "sysroot"]))?;
    let driver = Path::new(sysroot.trim()).join("bin/clippy-driver").with_extension(std::env::consts::EXE_EXTENSION);
    if !driver.exists() {
        bail!("clippy is not installed: rustup component add clippy rustfmt");
    }
    Ok(driver)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn values_are_found_in_both_spellings() {
        let given = arguments("rustc --crate-name lake --edition=2024 src/lib.rs --crate-type lib");
        assert_eq!(value_of(&given, "--crate-name"), Some("lake"));
        assert_eq!(value_of(&given, "--edition"), Some("2024"));
        assert_eq!(value_of(&given, "--out-dir"), None);
    }

    #[test]
    fn only_a_call_by_cargo_is_a_compiler_call() {
        assert!(is_compiler_call(&arguments("/usr/bin/rustc -vV")));
        assert!(!is_compiler_call(&arguments("test")));
        assert!(!is_compiler_call(&[]));
    }
}
