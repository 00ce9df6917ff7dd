//! Why a step of the lake failed.

use crate::catalog::CatalogError;
use crate::encoding::EncodingError;
use crate::keys::KeyError;
use crate::store::StoreError;

/// Why a step of the lake failed. What readers see is as it was before the step.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LakeError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A name cannot stand in a key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// Rows could not be written as Parquet or read back.
    #[error("cannot encode or decode `{key}`")]
    Encoding {
        /// The object, or the table when there is no object yet.
        key: String,
        /// What does not fit.
        #[source]
        source: EncodingError,
    },
    /// The catalog could not be read or changed.
    #[error(transparent)]
    Catalog(#[from] CatalogError),
    /// An object that a manifest, a pointer or a record names is not there.
    #[error("`{key}` is missing, although the lake says that it is there")]
    Missing {
        /// The object.
        key: String,
    },
    /// An object is not what was written: it was changed by hand or by a broken disk.
    #[error("`{key}` is damaged: it is not what was written")]
    Damaged {
        /// The object.
        key: String,
    },
    /// A key that is written once has other contents already.
    #[error("`{key}` is taken by other contents, and is never overwritten; use another name or snapshot id")]
    Taken {
        /// The object.
        key: String,
    },
    /// Another snapshot became current meanwhile: start again from that one.
    #[error("snapshot `{snapshot_id}` was not made current: expected {expected} before it, found {found}")]
    Overtaken {
        /// The snapshot that was written.
        snapshot_id: String,
        /// The snapshot that it was to follow, or `no snapshot`.
        expected: String,
        /// The snapshot that is current, or `no snapshot`.
        found: String,
    },
}

impl LakeError {
    /// Whether the same step may succeed later, without anybody mending anything.
    #[must_use]
    pub fn retryable(&self) -> bool {
        match self {
            Self::Store(error) | Self::Catalog(CatalogError::Store(error)) => error.retryable,
            Self::Catalog(CatalogError::Service { retryable, .. }) => *retryable,
            _ => false,
        }
    }

    /// For `map_err`: says which object does not fit.
    pub(crate) fn encoding(key: impl ToString) -> impl FnOnce(EncodingError) -> Self {
        move |source| Self::Encoding { key: key.to_string(), source }
    }
}
