//! The store on S3.

use crate::harness::{clients, fresh_bucket};
use aws::s3::{S3Store, STATE, SUPERSEDED, ZonedStore, mark_superseded};
use aws_sdk_s3::types::ServerSideEncryption;
use bytes::Bytes;
use lake::{Lake, ObjectKey, Store};
use std::sync::Arc;

/// 5 MiB: the least that S3 takes for a part.
const PART: usize = 5 * 1024 * 1024;

fn key(text: &str) -> ObjectKey {
    ObjectKey::parse(text).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
#[ignore = "needs emulators: cargo xtask e2e"]
async fn s3_keeps_the_promises_of_a_store() {
    let clients = clients().await;
    let empty = || async {
        let store = S3Store::new(clients.s3.clone(), fresh_bucket(&clients).await, None);
        Arc::new(store.with_part_size(PART)) as Arc<dyn Store>
    };
    lake::conformance::check_store(empty).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
#[ignore = "needs emulators: cargo xtask e2e"]
async fn two_buckets_keep_the_promises_of_a_store() {
    let clients = clients().await;
    let empty = || async {
        let raw = S3Store::new(clients.s3.clone(), fresh_bucket(&clients).await, None);
        let lake = S3Store::new(clients.s3.clone(), fresh_bucket(&clients).await, None);
        Arc::new(ZonedStore::new(raw, lake)) as Arc<dyn Store>
    };
    lake::conformance::check_store(empty).await;
}

#[tokio::test]
#[ignore = "needs emulators: cargo xtask e2e"]
async fn raw_files_lie_apart_from_the_rest() {
    let clients = clients().await;
    let (raw, rest) = (fresh_bucket(&clients).await, fresh_bucket(&clients).await);
    let store = |bucket: &String| S3Store::new(clients.s3.clone(), bucket.clone(), None);
    let zoned = ZonedStore::new(store(&raw), store(&rest));
    for name in ["raw/paypal/a.csv", "staged/gift/1.parquet", "golden/current.json"] {
        zoned.put(&key(name), name.into()).await.unwrap();
    }
    store(&raw).put(&key("logs/x"), "x".into()).await.unwrap();
    store(&rest).put(&key("raw/paypal/b.csv"), "x".into()).await.unwrap();
    let names = |listing: Vec<lake::ObjectMeta>| -> Vec<String> {
        listing.into_iter().map(|meta| meta.key.to_string()).collect()
    };
    assert_eq!(names(store(&raw).list("raw").await.unwrap()), ["raw/paypal/a.csv"]);
    let all = ["golden/current.json", "raw/paypal/a.csv", "staged/gift/1.parquet"];
    assert_eq!(names(zoned.list("").await.unwrap()), all);
    assert_eq!(names(zoned.list("/").await.unwrap()), all);
    assert_eq!(names(zoned.list("raw/").await.unwrap()), ["raw/paypal/a.csv"]);
}

#[tokio::test]
#[ignore = "needs emulators: cargo xtask e2e"]
async fn a_large_object_is_conditional_too_and_leaves_no_upload() {
    let clients = clients().await;
    let bucket = fresh_bucket(&clients).await;
    let store = S3Store::new(clients.s3.clone(), bucket.clone(), None).with_part_size(PART);
    let (name, first) = (key("golden/large.parquet"), Bytes::from(vec![1; 2 * PART + 7]));
    let version = store.put_if_absent(&name, first.clone()).await.unwrap().unwrap();
    assert!(version.as_str().ends_with("-3"), "three parts: {version:?}");
    let second = Bytes::from(vec![2; 2 * PART]);
    assert_eq!(store.put_if_absent(&name, second.clone()).await.unwrap(), None);
    assert!(store.get(&name).await.unwrap().unwrap().bytes == first, "a refused upload changes nothing");
    assert!(store.replace_if_unchanged(&name, &version, second.clone()).await.unwrap().is_some());
    assert_eq!(store.replace_if_unchanged(&name, &version, first).await.unwrap(), None);
    assert!(store.get(&name).await.unwrap().unwrap().bytes == second, "the replacement is there");
    let uploads = clients.s3.list_multipart_uploads().bucket(&bucket).send().await.unwrap();
    assert_eq!(uploads.uploads().len(), 0, "no upload is left open");
}

#[tokio::test]
#[ignore = "needs emulators: cargo xtask e2e"]
async fn objects_are_encrypted_with_the_key_that_is_set() {
    let clients = clients().await;
    let bucket = fresh_bucket(&clients).await;
    let arn = "arn:aws:kms:us-east-1:000000000000:key/11111111-2222-3333-4444-555555555555";
    let store = S3Store::new(clients.s3.clone(), bucket.clone(), Some(arn.to_owned())).with_part_size(PART);
    for (name, size) in [("golden/small", 3), ("golden/large", PART + 1)] {
        store.put(&key(name), Bytes::from(vec![0; size])).await.unwrap();
        let head = clients.s3.head_object().bucket(&bucket).key(name).send().await.unwrap();
        assert_eq!(head.server_side_encryption(), Some(&ServerSideEncryption::AwsKms), "{name}");
        assert_eq!(head.ssekms_key_id(), Some(arn), "{name}");
    }
}

#[tokio::test]
#[ignore = "needs emulators: cargo xtask e2e"]
async fn an_object_whose_bytes_are_not_those_written_is_not_given_out() {
    let clients = clients().await;
    let bucket = fresh_bucket(&clients).await;
    let store = S3Store::new(clients.s3.clone(), bucket.clone(), None);
    let body = aws_sdk_s3::primitives::ByteStream::from_static(b"changed");
    let put = clients.s3.put_object().bucket(&bucket).key("golden/a").body(body);
    put.metadata("donorlake-sha256", lake::file_id(b"written").as_str()).send().await.unwrap();
    let error = store.get(&key("golden/a")).await.unwrap_err();
    assert_eq!(error.to_string(), "cannot read `golden/a`");
    assert_eq!(error.source.to_string(), "the bytes are not those that were written");
}

#[tokio::test]
#[ignore = "needs emulators: cargo xtask e2e"]
async fn a_missing_bucket_is_an_error_and_not_worth_a_retry() {
    let clients = clients().await;
    let store = S3Store::new(clients.s3.clone(), "nosuchbucket".to_owned(), None);
    let get = store.get(&key("a")).await.unwrap_err();
    let put = store.put(&key("a"), Bytes::new()).await.unwrap_err();
    let list = store.list("").await.unwrap_err();
    assert_eq!((get.retryable, put.retryable, list.retryable), (false, false, false));
}

/// `MiniStack` pages at 1,000 keys, as S3 does.
#[tokio::test]
#[ignore = "needs emulators: cargo xtask e2e"]
async fn a_listing_goes_on_after_a_thousand_keys() {
    let clients = clients().await;
    let store = S3Store::new(clients.s3.clone(), fresh_bucket(&clients).await, None);
    let puts = (0..1_003).map(|number| {
        let store = store.clone();
        async move { store.put(&key(&format!("staged/{number:04}")), Bytes::new()).await }
    });
    futures::future::try_join_all(puts).await.unwrap();
    assert_eq!(store.list("staged").await.unwrap().len(), 1_003);
}

#[tokio::test]
#[ignore = "needs emulators: cargo xtask e2e"]
async fn a_lake_on_s3_keeps_raw_files_under_their_names() {
    let clients = clients().await;
    let (raw, rest) = (fresh_bucket(&clients).await, fresh_bucket(&clients).await);
    let settings = aws::settings::IngestSettings {
        raw_bucket: raw,
        lake: aws::settings::LakeSettings { lake_bucket: rest, kms_key: None },
        source: "paypal".to_owned(),
        metrics_namespace: "Donorlake/test".to_owned(),
    };
    let lake: Lake = aws::open_whole_lake(&settings, &clients);
    assert_eq!(lake.catalog.current().await.unwrap(), None);
    assert_eq!(lake.store.list("").await.unwrap(), Vec::new());
}

/// The tag of every object below `golden/`, by key.
async fn states(clients: &aws::Clients, bucket: &str, keys: &[&str]) -> Vec<bool> {
    let mut states = Vec::new();
    for key in keys {
        let tags = clients.s3.get_object_tagging().bucket(bucket).key(*key).send().await.unwrap();
        states.push(tags.tag_set().iter().any(|tag| tag.key() == STATE && tag.value() == SUPERSEDED));
    }
    states
}

#[tokio::test]
#[ignore = "needs emulators: cargo xtask e2e"]
async fn only_what_is_older_than_the_current_snapshot_is_marked() {
    let clients = clients().await;
    let bucket = fresh_bucket(&clients).await;
    let store = S3Store::new(clients.s3.clone(), bucket.clone(), None);
    let keys = ["golden/snapshot=a/gift/p", "golden/snapshot=b/manifest.json", "golden/current.json", "staged/x"];
    let put = async |name: &str| store.put(&key(name), name.to_owned().into()).await.unwrap();
    for name in [keys[0], "golden/snapshot=a/manifest.json", keys[2], keys[3]] {
        put(name).await;
    }
    assert_eq!(mark_superseded(&clients, &bucket, "a").await.unwrap(), 0, "nothing is older than the first");
    // S3 dates objects by the second.
    tokio::time::sleep(std::time::Duration::from_millis(1_100)).await;
    put(keys[1]).await;
    assert_eq!(mark_superseded(&clients, &bucket, "b").await.unwrap(), 2, "the first snapshot's objects");
    assert_eq!(states(&clients, &bucket, &keys).await, [true, false, false, false]);
    assert_eq!(mark_superseded(&clients, &bucket, "b").await.unwrap(), 0, "once is enough");
    assert_eq!(mark_superseded(&clients, &bucket, "c").await.unwrap(), 0, "a snapshot that is not there marks nothing");
}
