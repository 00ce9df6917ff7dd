//! Running steps one after the other, telling which failed and how long each took.

use anyhow::{Context, Result, bail};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// The steps of one run.
pub(crate) struct Steps {
    root: PathBuf,
    times: Vec<(&'static str, Duration)>,
}

impl Steps {
    pub(crate) fn new(root: PathBuf) -> Self {
        Self { root, times: Vec::new() }
    }

    /// Runs one step in the workspace's root.
    pub(crate) fn run(&mut self, name: &'static str, step: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
        say(&format!("── {name}\n"));
        let start = Instant::now();
        step(&self.root).with_context(|| format!("step `{name}` failed (again: cargo xtask {name})"))?;
        self.times.push((name, start.elapsed()));
        Ok(())
    }

    pub(crate) fn print_times(&self) {
        for (name, time) in &self.times {
            say(&format!("{name:<10}{:>7.1} s\n", time.as_secs_f64()));
        }
    }
}

/// Prints at once, so that the lines of child processes come after it.
pub(crate) fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    // A closed pipe is the reader's wish: there is nobody left to tell.
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Runs a command to its end; its output goes to ours.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start {command:?}"))?;
    if !status.success() {
        bail!("{status} from {command:?}");
    }
    Ok(())
}

/// Runs a command to its end and returns what it printed to standard output.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output =
        command.stderr(std::process::Stdio::inherit()).output().with_context(|| format!("cannot start {command:?}"))?;
    if !output.status.success() {
        say(&String::from_utf8_lossy(&output.stdout));
        bail!("{} from {command:?}", output.status);
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The `cargo` that runs us, in the workspace's root.
pub(crate) fn cargo(root: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root);
    command
}
