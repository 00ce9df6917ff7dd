//! The raw zone: dropped files, kept as they came.

use crate::error::LakeError;
use crate::keys::ObjectKey;
use crate::lake::{Lake, file_id};
use crate::zones;
use bytes::Bytes;

/// Digits of the file id that tell two files of one name apart, and all of them should that not do.
const TELLING_DIGITS: [usize; 2] = [8, 64];

impl Lake {
    /// Keeps a dropped file and says where.
    ///
    /// The first file of a name has that name; a later one with other bytes has the start of its id
    /// before it. Dropping the same bytes under the same name again changes nothing.
    ///
    /// # Errors
    /// When `source` or `name` cannot stand in a key, or the store fails.
    pub async fn put_raw(
        &self,
        source: &str,
        name: &str,
        bytes: impl Into<Bytes> + Send,
    ) -> Result<ObjectKey, LakeError> {
        let bytes = bytes.into();
        let first = zones::raw(source, name)?;
        if self.put_once(&first, &bytes).await? {
            return Ok(first);
        }
        let file = file_id(&bytes);
        for digits in TELLING_DIGITS {
            let key = zones::raw_again(source, name, &file, digits)?;
            if self.put_once(&key, &bytes).await? {
                return Ok(key);
            }
        }
        Err(LakeError::Taken { key: first.to_string() })
    }
}
