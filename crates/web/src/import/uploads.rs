//! Files that were dropped on the page and are not in the lake yet.
//!
//! In:  a name and the bytes, as they come over the wire. Out: an id to ask for them by.
//!
//! They lie in temporary files without a name: the system removes them when the server ends, however it ends. One file
//! is bounded, and so are all together; the ones that are in the lake already give way first.

use crate::error::PageError;
use axum::Json;
use axum::body::Body;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use futures::StreamExt;
use pipeline::ingest::DroppedFile;
use serde_json::json;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// The largest file that is taken: about a million rows. Reading needs a few times as much memory; larger files go
/// through `donorlake ingest`.
pub(super) const LARGEST_FILE: u64 = 256 * 1024 * 1024;

/// All files together that are kept.
const ALL_FILES: u64 = 1024 * 1024 * 1024;

/// What is kept.
#[derive(Debug, Default)]
pub(crate) struct Uploads(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    files: BTreeMap<u64, Arc<Upload>>,
    /// The next id.
    next: u64,
}

#[derive(Debug)]
struct Upload {
    name: String,
    length: u64,
    file: Mutex<File>,
    /// It is in the lake: its bytes are kept for its rejected rows only, as long as there is room.
    taken: AtomicBool,
}

/// Why a file was not kept.
#[derive(Debug, thiserror::Error)]
pub(super) enum Refused {
    /// One file is too large.
    #[error("the file is larger than {} MB; take it in with `donorlake ingest FILE`", LARGEST_FILE / 1024 / 1024)]
    TooLarge,
    /// All together are.
    #[error("too many files wait to be taken in; take in or leave out some of them first")]
    TooMany,
    /// Its name is none.
    #[error("the file has no usable name")]
    Name,
    /// It did not arrive, or could not be written down.
    #[error("the file did not arrive whole; drop it again")]
    Broken,
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let status = match self {
            Self::TooLarge | Self::TooMany => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Name | Self::Broken => StatusCode::BAD_REQUEST,
        };
        (status, Json(json!({ "error": self.to_string() }))).into_response()
    }
}

impl Uploads {
    /// Keeps a file; `declared` is its length as the request states it.
    pub(super) async fn keep(&self, name: &str, declared: Option<u64>, body: Body) -> Result<String, Refused> {
        if declared.is_some_and(|length| length > LARGEST_FILE) {
            return Err(Refused::TooLarge);
        }
        if name.is_empty() || name.len() > 255 || name.contains(['/', '\\', '\0']) {
            return Err(Refused::Name);
        }
        let (file, length) = write(body).await?;
        let mut kept = self.lock();
        kept.make_room(length)?;
        let id = kept.next;
        kept.next += 1;
        let (name, file, taken) = (name.to_owned(), Mutex::new(file), AtomicBool::new(false));
        kept.files.insert(id, Arc::new(Upload { name, length, file, taken }));
        Ok(id.to_string())
    }

    /// A kept file with its bytes.
    pub(super) async fn file(&self, id: &str) -> Result<DroppedFile, PageError> {
        let found = id.parse().ok().and_then(|id: u64| self.lock().files.get(&id).cloned());
        let upload =
            found.ok_or(PageError::NotFound { what: "file; it may have made room for others: drop it again" })?;
        let failed = |_| PageError::Lake { reason: "the kept file could not be read; drop it again".to_owned() };
        let read = tokio::task::spawn_blocking(move || upload.read());
        read.await.map_err(|_| PageError::NotFound { what: "file" })?.map_err(failed)
    }

    /// Marks a file as in the lake.
    pub(super) fn taken(&self, id: &str) {
        let kept = self.lock();
        if let Some(upload) = id.parse().ok().and_then(|id: u64| kept.files.get(&id)) {
            upload.taken.store(true, Ordering::Relaxed);
        }
    }

    /// Forgets a file.
    pub(super) fn discard(&self, id: &str) {
        if let Ok(id) = id.parse() {
            self.lock().files.remove(&id);
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    /// Lets go of files that are in the lake, the oldest first, until `length` bytes more fit.
    fn make_room(&mut self, length: u64) -> Result<(), Refused> {
        let taken: Vec<u64> =
            self.files.iter().filter(|(_, upload)| upload.taken.load(Ordering::Relaxed)).map(|(id, _)| *id).collect();
        let mut taken = taken.into_iter();
        while self.files.values().map(|upload| upload.length).sum::<u64>() + length > ALL_FILES {
            let oldest = taken.next().ok_or(Refused::TooMany)?;
            self.files.remove(&oldest);
        }
        Ok(())
    }
}

impl Upload {
    fn read(&self) -> std::io::Result<DroppedFile> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(0))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok(DroppedFile { name: self.name.clone(), bytes })
    }
}

/// Writes a body down as it comes: it is never in memory as a whole.
async fn write(body: Body) -> Result<(File, u64), Refused> {
    let mut file = tempfile::tempfile().map_err(|_| Refused::Broken)?;
    let mut length = 0;
    let mut chunks = body.into_data_stream();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| Refused::Broken)?;
        length += chunk.len() as u64;
        if length > LARGEST_FILE {
            return Err(Refused::TooLarge);
        }
        file.write_all(&chunk).map_err(|_| Refused::Broken)?;
    }
    Ok((file, length))
}
