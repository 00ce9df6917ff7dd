//! `sample`: writes exports of invented people, and the labels that say who is who.

use crate::arguments::Sample;
use crate::session::Session;
use crate::{terminal, text};
use anyhow::{Context, Result};

pub(crate) fn run(session: &Session, arguments: &Sample) -> Result<()> {
    let files = sample::generate(&sample::Settings { people: arguments.people, seed: arguments.seed }).files;
    for file in &files {
        let path = arguments.out.join(&file.path);
        let folder = path.parent().unwrap_or(&arguments.out);
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        std::fs::write(&path, &file.bytes).with_context(|| format!("cannot write {}", path.display()))?;
    }
    if session.json() {
        return terminal::print_json(&files.iter().map(|file| &file.path).collect::<Vec<_>>());
    }
    let out = arguments.out.display();
    let written = text::counted(files.len(), "file", "files");
    terminal::print(&format!("{written} in {out}; labels.csv says who is who, expected.csv what is in each file\n"))
}
