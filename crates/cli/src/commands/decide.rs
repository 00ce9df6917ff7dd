//! `decide`: a steward says that two records are one, or never one, or leaves it to the engine again.

use crate::arguments::{Decide, Said};
use crate::session::Session;
use crate::{terminal, text};
use anyhow::{Context, Result, bail};
use pipeline::decide::{Verdict, decide};
use records::keys::SourceRecordKey;
use std::path::Path;

/// Two records, as their keys are spelled, and what is said about them.
type Pair = (String, String, Verdict);

pub(crate) async fn run(session: &Session, arguments: &Decide) -> Result<()> {
    let pairs = match (&arguments.file, arguments.verdict, arguments.records.as_slice()) {
        (Some(file), ..) => read(file)?,
        (None, Some(said), [one, other]) => vec![(one.clone(), other.clone(), said.verdict())],
        _ => bail!("expected a verdict and two record keys, or `--file FILE.csv`"),
    };
    let keys =
        |(one, other, said): Pair| (SourceRecordKey::from_stored(one), SourceRecordKey::from_stored(other), said);
    let pairs: Vec<_> = pairs.into_iter().map(keys).collect();
    let decisions = decide(&session.existing_lake()?, &pairs, &Session::context()).await?;
    if session.json() {
        return terminal::print_json(&decisions);
    }
    let kept = text::counted(decisions.len(), "decision", "decisions");
    terminal::print(&format!("  {kept} kept\n\nNext: donorlake resolve{}\n", session.lake_option()))
}

/// A CSV file with the columns `left`, `right` and `verdict` (`match`, `never` or `open`).
pub(crate) fn read(file: &Path) -> Result<Vec<Pair>> {
    let shown = file.display();
    let mut reader = csv::Reader::from_path(file).with_context(|| format!("cannot read {shown}"))?;
    let header = reader.headers().with_context(|| format!("cannot read {shown}"))?.clone();
    let column = |name: &str| header.iter().position(|title| title.trim().eq_ignore_ascii_case(name));
    let (Some(left), Some(right), Some(verdict)) = (column("left"), column("right"), column("verdict")) else {
        bail!("{shown}: the header lacks one of `left`, `right`, `verdict`");
    };
    let mut pairs = Vec::new();
    for row in reader.records() {
        let row = row.with_context(|| format!("cannot read {shown}"))?;
        let line = row.position().map_or(0, csv::Position::line);
        let cell = |index: usize| row.get(index).unwrap_or_default().trim();
        let Some(said) = Verdict::from_word(&cell(verdict).to_lowercase()) else {
            bail!("{shown}, line {line}: the verdict is none of `match`, `never`, `open`");
        };
        pairs.push((cell(left).to_owned(), cell(right).to_owned(), said));
    }
    Ok(pairs)
}

impl Said {
    fn verdict(self) -> Verdict {
        match self {
            Self::Match => Verdict::Match,
            Self::Never => Verdict::Never,
            Self::Open => Verdict::Open,
        }
    }
}
