//! The cloud without the cloud: templates under linters, adapters and the whole system on emulators.
//!
//! The functions are the real binaries; `MiniStack` and `moto` stand in for AWS, on free ports of 127.0.0.1.

use crate::lints::{target_folder, with_lints};
use crate::python::{donorlake, lake, python};
use crate::steps::{cargo, output, run};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The binaries that run as functions.
const FUNCTIONS: [&str; 3] = ["ingest", "entity-resolution", "publish"];

/// Writes `infra/quicksight.yaml` from the definitions of the dashboards; a test of `tests/all` compares.
pub(crate) fn quicksight(root: &Path) -> Result<()> {
    let template = output(cargo(root).args(["run", "--quiet", "--locked", "--", "dashboards", "--quicksight"]))?;
    let path = root.join("infra/quicksight.yaml");
    std::fs::write(&path, template).with_context(|| format!("cannot write {}", path.display()))
}

/// cfn-lint, checkov, and what linters do not know.
pub(crate) fn templates(root: &Path) -> Result<()> {
    let (python, checkov) = (emulators(root)?, python(root, "checkov", "requirements-checkov.txt")?);
    let script = root.join("tests/python/infra/check_templates.py");
    run(Command::new(&python)
        .arg(script)
        .arg("--cfn-lint")
        .arg(python.with_file_name("cfn-lint"))
        .arg("--checkov")
        .arg(checkov.with_file_name("checkov")))
}

/// The command that deploys, with the AWS command line against the emulators.
pub(crate) fn deploy(root: &Path) -> Result<()> {
    let (python, cli) = (emulators(root)?, python(root, "awscli", "requirements-awscli.txt")?);
    let folders = cli.parent().into_iter().map(Path::to_path_buf);
    let path =
        std::env::join_paths(folders.chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())))?;
    run(Command::new(python).arg(root.join("tests/python/infra/deploy_script.py")).env("PATH", path))
}

/// The adapters against the emulated services, then the whole system.
pub(crate) fn end_to_end(root: &Path) -> Result<()> {
    let python = emulators(root)?;
    let build = ["test", "--workspace", "--all-targets", "--locked", "--no-run"];
    run(with_lints(cargo(root).args(build), root))?;
    let adapters = ["test", "--workspace", "--test", "emulated", "--locked", "--", "--ignored"];
    let mut tests = Command::new(&python);
    tests.arg(root.join("tests/python/e2e/with_emulators.py")).arg(cargo(root).get_program()).args(adapters);
    run(with_lints(tests.current_dir(root), root))?;
    let mut whole = Command::new(&python);
    whole.arg(root.join("tests/python/e2e/run.py")).arg(donorlake(root)?).arg(functions(root)?).arg(lake(root)?);
    run(&mut whole)
}

/// The Python with the emulators.
fn emulators(root: &Path) -> Result<PathBuf> {
    python(root, "aws", "requirements-aws.txt")
}

/// A folder with the functions' binaries, without the symbols that only a debugger reads: they would be most of a zip.
fn functions(root: &Path) -> Result<PathBuf> {
    let folder = target_folder(root).join("functions");
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    for name in FUNCTIONS {
        let built = target_folder(root).join("debug").join(name);
        run(Command::new("strip").arg("--strip-debug").arg("-o").arg(folder.join(name)).arg(built))?;
    }
    Ok(folder)
}
