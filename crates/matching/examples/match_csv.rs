//! Resolves the records of a CSV file: `match_csv INPUT.csv OUT.csv`.
//!
//! Prints which column was taken for what, and what each stage found.
#![expect(clippy::disallowed_methods, reason = "the crate is pure; its example reads and writes files")]

use std::error::Error;
use std::io::Write;

use matching::{Decisions, Settings, Silent, resolve, table};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, input, output] = arguments.as_slice() else {
        return Err("usage: match_csv INPUT.csv OUT.csv".into());
    };
    let table = table::read(&std::fs::read(input)?, None)?;
    let resolution = resolve(&table.records, &Settings::default(), &Decisions::default(), &Silent)?;
    std::fs::write(output, table::clusters_csv(&table.records, &resolution))?;
    let mut out = std::io::stdout().lock();
    for column in &table.recognition.columns {
        writeln!(out, "{}: {:?} ({})", column.column, column.role, column.why)?;
    }
    let model = &resolution.model;
    writeln!(out, "trained: {} iterations, converged: {}", model.iterations, model.converged)?;
    writeln!(out, "{:#?}", resolution.report)?;
    Ok(())
}
