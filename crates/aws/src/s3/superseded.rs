//! Marks the objects of older snapshots, so that the bucket's lifecycle moves them to colder storage and ends them.
//!
//! In:  the snapshot that is current.
//! Out: the tag [`STATE`] = [`SUPERSEDED`] on every object of a snapshot that was finished, or given up, before it.
//!
//! A lifecycle rule knows ages and tags, not which snapshot readers see: by age alone, the current snapshot of a lake
//! that gets no files would freeze.

use crate::clients::Clients;
use crate::failure::Failure;
use aws_sdk_s3::Client;
use aws_sdk_s3::primitives::DateTime;
use aws_sdk_s3::types::{Tag, Tagging};
use lake::zones::{self, Zone, parse_snapshot_folder};
use lake::{Operation, StoreError};
use std::collections::{BTreeMap, BTreeSet};

/// The tag's key.
pub const STATE: &str = "donorlake-state";
/// The tag's value on objects that no reader is pointed to any more.
pub const SUPERSEDED: &str = "superseded";

/// Marks what is older than the current snapshot's manifest, and says how many objects were newly marked.
///
/// An object that is younger belongs to a snapshot that is being written, and is left alone.
///
/// # Errors
/// When the bucket cannot be listed or an object cannot be tagged; the next call goes on from there.
pub async fn mark_superseded(clients: &Clients, bucket: &str, current: &str) -> Result<usize, StoreError> {
    let bucket = Bucket { client: &clients.s3, name: bucket };
    let manifest = zones::manifest(current).map_err(|error| StoreError::new(Operation::List, current, false, error))?;
    let objects = bucket.golden_objects().await?;
    let Some(&written) = objects.get(manifest.as_str()) else { return Ok(0) };
    let own = parse_snapshot_folder(manifest.as_str());
    let older = objects.iter().filter(|(key, at)| at.secs() < written.secs() && parse_snapshot_folder(key) != own);
    let older: Vec<&String> = older.map(|(key, _)| key).collect();
    let mut marked = 0;
    for (_, keys) in bucket.unmarked(by_snapshot(older)).await? {
        for key in &keys {
            bucket.mark(key).await?;
        }
        marked += keys.len();
    }
    Ok(marked)
}

/// Snapshot → its objects, sorted: of a snapshot whose last object is marked, all are.
fn by_snapshot(keys: Vec<&String>) -> BTreeMap<String, BTreeSet<String>> {
    let mut snapshots: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for key in keys {
        if let Some(snapshot) = parse_snapshot_folder(key) {
            snapshots.entry(snapshot.to_owned()).or_default().insert(key.clone());
        }
    }
    snapshots
}

struct Bucket<'a> {
    client: &'a Client,
    name: &'a str,
}

impl Bucket<'_> {
    /// Key → when it was written, of the whole golden zone.
    async fn golden_objects(&self) -> Result<BTreeMap<String, DateTime>, StoreError> {
        let prefix = format!("{}/", Zone::Golden.prefix());
        let mut pages = self.client.list_objects_v2().bucket(self.name).prefix(&prefix).into_paginator().send();
        let mut found = BTreeMap::new();
        while let Some(page) = pages.next().await {
            let page = page.map_err(|error| super::failed(Operation::List, &prefix)(Failure::of(&error)))?;
            let dated = page.contents().iter().filter_map(|one| Some((one.key()?.to_owned(), *one.last_modified()?)));
            found.extend(dated);
        }
        Ok(found)
    }

    /// The snapshots that are not marked yet, told by their last object, which is marked last.
    async fn unmarked(
        &self,
        snapshots: BTreeMap<String, BTreeSet<String>>,
    ) -> Result<BTreeMap<String, BTreeSet<String>>, StoreError> {
        let mut unmarked = BTreeMap::new();
        for (snapshot, keys) in snapshots {
            if let Some(last) = keys.last()
                && !self.is_marked(last).await?
            {
                unmarked.insert(snapshot, keys);
            }
        }
        Ok(unmarked)
    }

    async fn is_marked(&self, key: &str) -> Result<bool, StoreError> {
        let answer = self.client.get_object_tagging().bucket(self.name).key(key).send().await;
        let answer = answer.map_err(|error| super::failed(Operation::Get, key)(Failure::of(&error)))?;
        Ok(answer.tag_set().iter().any(|tag| tag.key() == STATE && tag.value() == SUPERSEDED))
    }

    async fn mark(&self, key: &str) -> Result<(), StoreError> {
        let failed = |failure| super::failed(Operation::Put, key)(failure);
        let refused = |_| failed(Failure::unanswered("the tag is not well formed", false));
        let tag = Tag::builder().key(STATE).value(SUPERSEDED).build().map_err(refused)?;
        let tags = Tagging::builder().tag_set(tag).build().map_err(refused)?;
        let sent = self.client.put_object_tagging().bucket(self.name).key(key).tagging(tags).send().await;
        sent.map(|_| ()).map_err(|error| failed(Failure::of(&error)))
    }
}
