//! `completions`: what a shell needs to complete our words.

use crate::arguments::{Arguments, Completions};
use crate::terminal;
use anyhow::Result;
use clap::CommandFactory;

pub(crate) fn run(arguments: &Completions) -> Result<()> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "donorlake", &mut script);
    terminal::print(&String::from_utf8_lossy(&script))
}
