//! What a snapshot is made of, and the name that follows from it.
//!
//! Equal inputs give an equal name, so that nothing new means nothing done.

use crate::Configuration;
use crate::decide::Standing;
use lake::{Manifest, SnapshotInputs};
use records::keys::FileId;
use records::staged::SourceFile;

/// Changes when the same input may give other golden tables.
const ENGINE_VERSION: &str = concat!("donorlake ", env!("CARGO_PKG_VERSION"));

/// What bears on a snapshot: the files, the mapping that read each, the settings, what stewards decided, the program.
pub(crate) fn snapshot_inputs(
    files: &[SourceFile],
    configuration: &Configuration,
    decisions: &Standing,
) -> SnapshotInputs {
    let mut readings: Vec<(FileId, &str)> =
        files.iter().map(|file| (file.file_id.clone(), file.mapping.as_str())).collect();
    readings.sort_unstable();
    let mappings: Vec<&str> = readings.iter().map(|(_, mapping)| *mapping).collect();
    let mut settings = format!("{}\n{}", configuration.fingerprint(), mappings.join("\n"));
    if !decisions.fingerprint.is_empty() {
        settings = format!("{settings}\n{}", decisions.fingerprint);
    }
    SnapshotInputs {
        config_hash: short_hash(&settings),
        file_ids: readings.into_iter().map(|(file_id, _)| file_id).collect(),
        engine_version: ENGINE_VERSION.to_owned(),
    }
}

fn short_hash(text: &str) -> String {
    lake::file_id(text.as_bytes()).as_str()[..16].to_owned()
}

/// Names a snapshot by all that bears on it: its inputs, and the snapshot before, which says
/// which ids are already given.
pub(crate) fn snapshot_id(inputs: &SnapshotInputs, before: Option<&Manifest>) -> String {
    let ids = inputs.file_ids.iter().map(FileId::as_str);
    let before = before.map_or("none", |manifest| manifest.snapshot_id.as_str());
    let parts: Vec<&str> = ids.chain([inputs.config_hash.as_str(), inputs.engine_version.as_str(), before]).collect();
    short_hash(&parts.join("\n"))
}

/// Whether a snapshot is made of just these inputs.
pub(crate) fn is_made_of(manifest: &Manifest, inputs: &SnapshotInputs) -> bool {
    manifest.file_ids == inputs.file_ids
        && manifest.config_hash == inputs.config_hash
        && manifest.engine_version == inputs.engine_version
}
