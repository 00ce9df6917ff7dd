//! Where text goes: results to standard output, progress and notes to standard error.

use anyhow::Result;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{IsTerminal, Write};
use std::sync::Mutex;
use std::time::Duration;

/// Prints a result. A closed pipe (`| head`) ends the output quietly.
pub(crate) fn print(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}

/// Prints a value as JSON on one line of its own.
pub(crate) fn print_json(value: &impl serde::Serialize) -> Result<()> {
    print(&format!("{}\n", serde_json::to_string_pretty(value)?))
}

/// Tells a person what happens; never part of a result.
pub(crate) fn note(text: &str) {
    let mut err = std::io::stderr().lock();
    // Nobody reads standard error any more: nothing is lost.
    let _ = writeln!(err, "{text}");
}

/// Progress of the long steps: a bar on a terminal, one plain line per step otherwise.
pub(crate) struct Progress {
    bar: Mutex<Option<ProgressBar>>,
    style: Style,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Bars,
    Lines,
    Silent,
}

impl Progress {
    /// Silent for programs, bars on a terminal, lines otherwise.
    pub(crate) fn new(for_programs: bool) -> Self {
        let style = match (for_programs, std::io::stderr().is_terminal()) {
            (true, _) => Style::Silent,
            (false, true) => Style::Bars,
            (false, false) => Style::Lines,
        };
        Self { bar: Mutex::new(None), style }
    }

    fn start(&self, name: &str, total: u64) {
        match self.style {
            Style::Silent => {}
            Style::Lines => note(&format!("  {name} …")),
            Style::Bars => self.replace(Some(new_bar(name, total))),
        }
    }

    fn replace(&self, next: Option<ProgressBar>) {
        // A poisoned lock means that another thread failed: the bar no longer matters.
        if let Ok(mut bar) = self.bar.lock()
            && let Some(old) = std::mem::replace(&mut *bar, next)
        {
            old.finish_and_clear();
        }
    }

    fn add(&self, count: u64) {
        if let Ok(bar) = self.bar.lock()
            && let Some(bar) = &*bar
        {
            bar.inc(count);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.replace(None);
    }
}

fn new_bar(name: &str, total: u64) -> ProgressBar {
    let (bar, template) = if total == 0 {
        (ProgressBar::new_spinner(), "  {spinner} {msg} {elapsed}")
    } else {
        (ProgressBar::new(total), "  {msg:<34} {bar:30} {pos}/{len} {eta}")
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.set_message(name.to_owned());
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}

impl pipeline::Progress for Progress {
    fn stage(&self, name: &str, total: u64) {
        self.start(name, total);
    }

    fn advance(&self, count: u64) {
        self.add(count);
    }
}

/// The matching engine's progress, told as the pipeline's.
pub(crate) struct Engine<'a>(pub(crate) &'a Progress);

impl matching::Progress for Engine<'_> {
    fn stage(&self, name: &'static str, total: u64) {
        self.0.start(name, total);
    }

    fn advance(&self, steps: u64) {
        self.0.add(steps);
    }
}
