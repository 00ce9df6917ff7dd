//! The two shapes in which S3 says that an object was created, brought to one.

use chrono::{DateTime, Utc};
use percent_encoding::percent_decode_str;
use serde::Deserialize;
use std::borrow::Cow;

/// One created object, as the event tells it, its key decoded.
pub(super) struct Notice {
    pub(super) bucket: String,
    pub(super) key: String,
    pub(super) size: u64,
    pub(super) time: DateTime<Utc>,
}

/// Any body that S3 may send.
#[derive(Deserialize)]
#[serde(untagged)]
enum Body {
    Notification {
        #[serde(rename = "Records")]
        records: Vec<Record>,
    },
    Bridged {
        source: String,
        #[serde(rename = "detail-type")]
        detail_type: String,
        time: DateTime<Utc>,
        detail: Place,
    },
    Test {
        #[serde(rename = "Event")]
        event: String,
    },
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Record {
    event_source: String,
    event_name: String,
    event_time: DateTime<Utc>,
    s3: Place,
}

/// Which object, in both shapes.
#[derive(Deserialize)]
struct Place {
    bucket: Bucket,
    object: Object,
}

#[derive(Deserialize)]
struct Bucket {
    name: String,
}

#[derive(Deserialize)]
struct Object {
    key: String,
    /// Events about removed objects have none.
    #[serde(default)]
    size: u64,
}

/// The created objects of a body; none when it is not S3's.
pub(super) fn read(body: &str) -> Option<Vec<Notice>> {
    match serde_json::from_str(body).ok()? {
        Body::Notification { records } => notified(records),
        Body::Bridged { source, .. } if source != "aws.s3" => None,
        Body::Bridged { detail_type, time, detail, .. } if detail_type == "Object Created" => {
            let key = detail.object.key.clone();
            Some(vec![notice(detail, key, time)])
        }
        Body::Bridged { .. } => Some(Vec::new()),
        Body::Test { event } => (event == "s3:TestEvent").then(Vec::new),
    }
}

fn notified(records: Vec<Record>) -> Option<Vec<Notice>> {
    let mut notices = Vec::with_capacity(records.len());
    for record in records {
        if record.event_source != "aws:s3" {
            return None;
        }
        if record.event_name.starts_with("ObjectCreated:") {
            let key = form_decoded(&record.s3.object.key)?;
            notices.push(notice(record.s3, key, record.event_time));
        }
    }
    Some(notices)
}

fn notice(place: Place, key: String, time: DateTime<Utc>) -> Notice {
    Notice { bucket: place.bucket.name, key, size: place.object.size, time }
}

/// Undoes form encoding; none when the bytes are no text.
fn form_decoded(key: &str) -> Option<String> {
    let spaced = key.replace('+', " ");
    percent_decode_str(&spaced).decode_utf8().ok().map(Cow::into_owned)
}
