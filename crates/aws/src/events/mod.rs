//! What arrives at the queues: notices that objects were dropped, and the answer which of them failed.
//!
//! In:  an SQS message whose body is an S3 notification, or S3's event as `EventBridge` passes it on.
//! Out: the objects that were created, with keys as they are in the bucket; or which message cannot be understood.
//!
//! Keys are decoded here and nowhere else: a notification's key is form-encoded (`+` is a space, then `%41` is `A`),
//! `EventBridge`'s key is as it is. Source: Amazon S3 User Guide, "Event message structure" and "Using `EventBridge`".

mod notice;
#[cfg(test)]
mod tests;

pub use aws_lambda_events::event::sqs::{SqsBatchResponse, SqsEvent, SqsMessage};

use lake::{KeyError, ObjectKey};
use notice::Notice;
use std::time::SystemTime;

/// An object that somebody put into a bucket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DroppedObject {
    /// The bucket.
    pub bucket: String,
    /// The key, decoded.
    pub key: ObjectKey,
    /// Its size in bytes.
    pub size: u64,
    /// When S3 took it in, as the event says.
    pub received_at: SystemTime,
    /// The message that told of it.
    pub message_id: String,
}

/// A message cannot be understood; sending it again will not help.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EventError {
    /// The body is neither an S3 notification nor an S3 event.
    #[error("message `{message_id}` is no S3 notification and no S3 event")]
    NotS3 {
        /// The message.
        message_id: String,
    },
    /// A key that no part of the lake can have.
    #[error("message `{message_id}` names an object whose key is refused")]
    Key {
        /// The message.
        message_id: String,
        /// What is wrong with the key.
        #[source]
        source: KeyError,
    },
}

/// The objects that one message tells of; none for `s3:TestEvent` and for objects that were removed or changed.
///
/// A key that ends with `/` is a folder that a console made, and no object of the lake: it is left out.
///
/// # Errors
/// When the body is no S3 event, or a key cannot be one of the lake's.
pub fn dropped_objects(message: &SqsMessage) -> Result<Vec<DroppedObject>, EventError> {
    let message_id = message.message_id.clone().unwrap_or_default();
    let Some(notices) = notice::read(message.body.as_deref().unwrap_or_default()) else {
        return Err(EventError::NotS3 { message_id });
    };
    let dropped = notices.into_iter().filter(|notice| !notice.key.ends_with('/'));
    dropped.map(|notice| object(notice, &message_id)).collect()
}

fn object(notice: Notice, message_id: &str) -> Result<DroppedObject, EventError> {
    let refused = |source| EventError::Key { message_id: message_id.to_owned(), source };
    Ok(DroppedObject {
        bucket: notice.bucket,
        key: ObjectKey::parse(notice.key).map_err(refused)?,
        size: notice.size,
        received_at: notice.time.into(),
        message_id: message_id.to_owned(),
    })
}

/// Which messages of a batch failed, and are to come again.
///
/// Needs `ReportBatchItemFailures` on the event source mapping: without it, Lambda takes the answer for success
/// and drops the failed messages.
#[derive(Debug, Clone, Default)]
pub struct BatchFailures {
    response: SqsBatchResponse,
}

impl BatchFailures {
    /// Nothing has failed yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes that a message failed. A message without an id is noted with an empty one, which makes Lambda
    /// send the whole batch again: the only safe answer when one cannot say which message failed.
    pub fn add(&mut self, message: &SqsMessage) {
        self.response.add_failure(message.message_id.clone().unwrap_or_default());
    }

    /// How many messages failed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.response.batch_item_failures.len()
    }

    /// Whether none failed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The answer that Lambda wants.
    #[must_use]
    pub fn into_response(self) -> SqsBatchResponse {
        self.response
    }
}
