//! What every command shares: the lake, the settings, how to print.

use crate::arguments::Common;
use crate::terminal::Progress;
use anyhow::{Context, Result};
use jiff::Timestamp;
use lake::Lake;
use pipeline::{Configuration, RunContext};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// One call of the command line.
pub(crate) struct Session {
    common: Common,
}

impl Session {
    pub(crate) fn new(common: Common) -> Result<Self> {
        if let Some(threads) = common.threads {
            rayon::ThreadPoolBuilder::new().num_threads(threads).build_global().context("--threads")?;
        }
        Ok(Self { common })
    }

    /// Whether a program reads the output.
    pub(crate) fn json(&self) -> bool {
        self.common.json
    }

    /// The lake's folder, as the user gave it.
    #[cfg(feature = "query")]
    pub(crate) fn lake_folder(&self) -> &Path {
        &self.common.lake
    }

    /// ` --lake DIR` for a command that the user may copy; empty when it is the default.
    pub(crate) fn lake_option(&self) -> String {
        let folder = self.common.lake.display().to_string();
        if folder == "lake" { String::new() } else { format!(" --lake {folder}") }
    }

    pub(crate) fn lake(&self) -> Result<Lake> {
        Lake::local(&self.common.lake).with_context(|| format!("cannot open the lake {}", self.common.lake.display()))
    }

    /// The lake of a command that needs one: it makes no folder where there is none.
    pub(crate) fn existing_lake(&self) -> Result<Lake> {
        let folder = &self.common.lake;
        anyhow::ensure!(
            folder.is_dir(),
            "there is no lake at {}: `donorlake ingest FILE…` or `donorlake demo` makes one, --lake DIR names another",
            folder.display()
        );
        self.lake()
    }

    pub(crate) fn progress(&self) -> Progress {
        Progress::new(self.common.json)
    }

    /// This is where the clock is read, once.
    pub(crate) fn context() -> RunContext {
        RunContext::starting_at(Timestamp::now())
    }

    pub(crate) fn configuration(&self) -> Result<Configuration> {
        Ok(Configuration::with_overrides(&self.overrides()?)?)
    }

    /// The texts of `--schemas DIR`, by their path below it.
    pub(crate) fn overrides(&self) -> Result<BTreeMap<String, String>> {
        let mut texts = BTreeMap::new();
        let Some(folder) = &self.common.schemas else { return Ok(texts) };
        anyhow::ensure!(folder.is_dir(), "--schemas {}: there is no such folder", folder.display());
        for below in ["", "sources", "dashboards"] {
            for path in files_of(&folder.join(below))? {
                if path.extension().is_some_and(|ending| ending == "toml") {
                    let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                    texts.insert(name, std::fs::read_to_string(&path).with_context(|| path.display().to_string())?);
                }
            }
        }
        Ok(texts)
    }
}

/// The files right below a folder; none when there is no such folder.
fn files_of(folder: &Path) -> Result<Vec<PathBuf>> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Ok(Vec::new()) };
    let paths: Result<Vec<PathBuf>, std::io::Error> = entries.map(|entry| Ok(entry?.path())).collect();
    let mut files = paths.with_context(|| folder.display().to_string())?;
    files.retain(|path| path.is_file());
    files.sort();
    Ok(files)
}
