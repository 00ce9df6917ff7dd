//! The model that weighed the records of the current snapshot: kept beside it, to be read, reviewed and pinned.

pub use matching::Model;

use lake::{Lake, LakeError};

/// Why there is no model to show.
#[derive(Debug, thiserror::Error)]
pub enum ModelOfSnapshotError {
    /// Nothing was resolved yet.
    #[error("the lake has no snapshot yet: run `donorlake resolve` first")]
    NoSnapshot,
    /// The snapshot was made by a version that kept no model.
    #[error("snapshot `{snapshot_id}` was made before models were kept; the next new one has it")]
    NotKept {
        /// The snapshot.
        snapshot_id: String,
    },
    /// The kept model is not one of this version.
    #[error("the model of snapshot `{snapshot_id}` is not one that this version can read")]
    Format {
        /// The snapshot.
        snapshot_id: String,
    },
    /// The lake could not be read.
    #[error(transparent)]
    Lake(#[from] LakeError),
}

/// The model of the current snapshot.
///
/// # Errors
/// When there is none, or the lake fails.
pub async fn model_of_current_snapshot(lake: &Lake) -> Result<Model, ModelOfSnapshotError> {
    let snapshot = lake.current_snapshot().await?.ok_or(ModelOfSnapshotError::NoSnapshot)?;
    let snapshot_id = snapshot.snapshot_id;
    let Some(bytes) = lake.read_model(&snapshot_id).await? else {
        return Err(ModelOfSnapshotError::NotKept { snapshot_id });
    };
    serde_json::from_slice(&bytes).map_err(|_| ModelOfSnapshotError::Format { snapshot_id })
}

/// Keeps the model of a snapshot that is about to be written.
pub(crate) async fn keep_model(lake: &Lake, snapshot_id: &str, model: &Model) -> Result<(), LakeError> {
    let unwritten = |_| LakeError::Damaged { key: format!("the model of snapshot {snapshot_id}") };
    let bytes = serde_json::to_vec_pretty(model).map_err(unwritten)?;
    lake.write_model(snapshot_id, &bytes.into()).await
}
