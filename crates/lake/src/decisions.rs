//! The decisions zone: what stewards said, only ever added to.

use crate::error::LakeError;
use crate::keys::ObjectKey;
use crate::lake::{Lake, a_few_at_once};
use crate::zones;
use bytes::Bytes;

impl Lake {
    /// Adds a decision. Adding the same bytes under the same name again changes nothing.
    ///
    /// # Errors
    /// [`LakeError::Taken`] when the name holds another decision; else when the store fails.
    pub async fn append_decision(
        &self,
        kind: &str,
        name: &str,
        bytes: impl Into<Bytes> + Send,
    ) -> Result<ObjectKey, LakeError> {
        let key = zones::decision(kind, name)?;
        if self.put_once(&key, &bytes.into()).await? { Ok(key) } else { Err(LakeError::Taken { key: key.to_string() }) }
    }

    /// All decisions of one kind as name and bytes, sorted by name.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn decisions(&self, kind: &str) -> Result<Vec<(String, Bytes)>, LakeError> {
        let listed = self.store.list(&zones::decisions_folder(kind)?).await?;
        let read = |key: ObjectKey| async move {
            let object = self.get_present(&key).await?;
            Ok::<_, LakeError>((key.file_name().to_owned(), object.bytes))
        };
        a_few_at_once(listed.into_iter().map(|meta| read(meta.key)).collect()).await
    }
}
