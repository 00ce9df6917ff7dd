//! The project's own commands. `cargo xtask test` passes when everything that we promise holds.
//!
//! In:  the name of a command. Out: what each step found, and how long it took; a non-zero exit
//! when a step failed, after naming it.

mod bench;
mod cloud;
mod compiler;
mod features;
mod licences;
mod lints;
mod orphans;
mod python;
mod steps;
mod suites;

use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use steps::Steps;

const HELP: &str = "\
cargo xtask COMMAND

  test      everything below, in this order: what a change must pass
  format    rustfmt finds nothing to change
  licences  every dependency has a licence that we accept
  features  the demo and the tests share one build of every dependency
  lints     rustc, clippy and rustdoc have nothing to say, tests included; no file is left out
  unit      all Rust tests
  demo      the demo prints what it must, and a second run changes nothing
  engine    the engine without SQL and page builds
  duckdb    another engine reads the golden Parquet and gets the same numbers
  views     the views in Trino's grammar, and the same figures from a second engine
  templates the CloudFormation templates under cfn-lint, checkov and our own rules
  deploy    the deploy command itself, with the AWS command line, against the emulators
  e2e       the real functions and templates on emulated AWS, on a good day and on bad ones
  browser   the page in a real headless browser, at desktop and phone width; `browser PAGE…` for some alone

and, not part of `test`:

  quicksight         writes infra/quicksight.yaml from schemas/dashboards
  bench [RECORDS…]   this engine and Splink on DuckDB at the same task: time, memory, F1 and their ratios
  page-times [PEOPLE…]  milliseconds until each page of lakes of that size is drawn in a real browser

Python tools are installed, pinned, into .tools/ on first use. The browser test needs Chromium:
it uses the one it finds, and as root on Debian or Ubuntu it installs the package `chromium`.
";

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if compiler::is_compiler_call(&arguments) {
        return compiler::compile(&arguments);
    }
    lints::keep_compiler(&workspace_root())?;
    let mut steps = Steps::new(workspace_root());
    match arguments.first().map(String::as_str) {
        Some("test") => test(&mut steps)?,
        Some("format") => steps.run("format", lints::format)?,
        Some("licences") => steps.run("licences", licences::check)?,
        Some("features") => steps.run("features", features::check)?,
        Some("lints") => steps.run("lints", lints::lint)?,
        Some("unit") => steps.run("unit", suites::unit)?,
        Some("demo") => steps.run("demo", suites::demo)?,
        Some("engine") => steps.run("engine", suites::engine_alone)?,
        Some("duckdb") => steps.run("duckdb", python::duckdb)?,
        Some("views") => steps.run("views", python::views)?,
        Some("templates") => steps.run("templates", cloud::templates)?,
        Some("quicksight") => steps.run("quicksight", cloud::quicksight)?,
        Some("deploy") => steps.run("deploy", cloud::deploy)?,
        Some("e2e") => steps.run("e2e", cloud::end_to_end)?,
        Some("browser") => {
            steps.run("browser", |root| python::browser(root, arguments.get(1..).unwrap_or_default()))?;
        }
        Some("bench") => bench::compare(&workspace_root(), arguments.get(1..).unwrap_or_default())?,
        Some("page-times") => python::page_times(&workspace_root(), arguments.get(1..).unwrap_or_default())?,
        other => {
            steps::say(HELP);
            if other.is_some_and(|word| word != "help" && word != "--help") {
                bail!("no such command");
            }
        }
    }
    steps.print_times();
    Ok(())
}

/// Cheap checks first, so that a slip is told within seconds.
fn test(steps: &mut Steps) -> Result<()> {
    steps.run("format", lints::format)?;
    steps.run("licences", licences::check)?;
    steps.run("features", features::check)?;
    steps.run("lints", lints::lint)?;
    steps.run("unit", suites::unit)?;
    steps.run("demo", suites::demo)?;
    steps.run("engine", suites::engine_alone)?;
    steps.run("duckdb", python::duckdb)?;
    steps.run("views", python::views)?;
    steps.run("templates", cloud::templates)?;
    steps.run("deploy", cloud::deploy)?;
    steps.run("e2e", cloud::end_to_end)?;
    steps.run("browser", |root| python::browser(root, &[]))
}

/// The folder that holds the workspace's `Cargo.toml`, two above this crate's.
fn workspace_root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}
