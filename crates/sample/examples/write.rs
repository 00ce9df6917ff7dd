//! Writes the sample into a folder: `cargo run -p sample --example write -- FOLDER [PEOPLE] [SEED]`.

use std::error::Error;
use std::io::Write;
use std::path::Path;

#[expect(clippy::disallowed_methods, reason = "the library returns bytes; this example puts them into files")]
fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let folder = arguments.get(1).ok_or("usage: write FOLDER [PEOPLE] [SEED]")?;
    let mut settings = sample::Settings::default();
    if let Some(people) = arguments.get(2) {
        settings.people = people.parse()?;
    }
    if let Some(seed) = arguments.get(3) {
        settings.seed = seed.parse()?;
    }
    let sample = sample::generate(&settings);
    for file in &sample.files {
        let path = Path::new(folder).join(&file.path);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new(folder)))?;
        std::fs::write(path, &file.bytes)?;
    }
    let mut out = std::io::stdout().lock();
    writeln!(out, "{} entities, {} records", sample.statistics.entities, sample.statistics.records)?;
    writeln!(out, "entities by records: {:?}", sample.statistics.entities_by_records)?;
    for year in &sample.statistics.years {
        writeln!(out, "{year:?}")?;
    }
    Ok(())
}
