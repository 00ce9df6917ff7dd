//! What every store promises.

use crate::keys::ObjectKey;
use crate::store::{Object, Store, StoreError, Version};
use bytes::Bytes;
use std::sync::Arc;

/// How many tasks write at once where only one may win.
const WRITERS: usize = 16;

/// Larger than one packet, one page, or one buffer of any store; S3 still takes it in one part.
const LARGE: usize = 6 * 1024 * 1024 + 7;

type Outcome = Result<(), StoreError>;

/// Runs every case on a store of its own. Needs a runtime with several threads for the races to be races.
///
/// # Panics
/// With the promise that the store breaks.
pub async fn check_store<Factory, Made>(empty_store: Factory)
where
    Factory: Fn() -> Made,
    Made: Future<Output = Arc<dyn Store>>,
{
    kept("an object is read as it was put", &what_is_put_is_read(&*empty_store().await).await);
    kept("a missing object is none", &missing_objects_are_none(&*empty_store().await).await);
    kept("a removed object is gone", &removed_objects_are_gone(&*empty_store().await).await);
    kept("a range is cut to the object", &ranges_are_cut(&*empty_store().await).await);
    kept("keys are taken as they are", &odd_keys_are_kept(&*empty_store().await).await);
    kept("a listing is sorted", &listings_are_sorted(&*empty_store().await).await);
    kept("a prefix is whole segments", &prefixes_are_segments(&*empty_store().await).await);
    kept("a large object is whole", &large_objects_are_whole(&*empty_store().await).await);
    kept("every write gives a new version", &versions_differ(&*empty_store().await).await);
    kept("a stale version is refused", &stale_versions_are_refused(&*empty_store().await).await);
    kept("of many first writers one wins", &one_first_writer_wins(empty_store().await).await);
    kept("of many replacers one wins", &one_replacer_wins(empty_store().await).await);
    kept("no replacement is lost", &no_replacement_is_lost(empty_store().await).await);
}

#[track_caller]
fn kept(promise: &str, outcome: &Outcome) {
    assert!(outcome.is_ok(), "{promise}: the store failed: {outcome:?}");
}

async fn what_is_put_is_read(store: &dyn Store) -> Outcome {
    let key = key("raw/paypal/a.csv")?;
    let first = store.put(&key, "one".into()).await?;
    assert_eq!(store.get(&key).await?, object("one", &first), "get after put");
    let second = store.put(&key, "two".into()).await?;
    assert_eq!(store.get(&key).await?, object("two", &second), "put overwrites");
    let empty = store.put(&key, Bytes::new()).await?;
    assert_eq!(store.get(&key).await?, object("", &empty), "an object may be empty");
    Ok(())
}

async fn missing_objects_are_none(store: &dyn Store) -> Outcome {
    let there = key("raw/paypal/a.csv")?;
    let version = store.put(&there, "a".into()).await?;
    for missing in ["raw/paypal/b.csv", "raw/paypal", "staged/gift/x", "raw/paypal/a.csv/b"] {
        let missing = key(missing)?;
        assert_eq!(store.get(&missing).await?, None, "get {missing}");
        assert_eq!(store.get_range(&missing, 0..1).await?, None, "get_range {missing}");
        store.delete(&missing).await?;
    }
    let missing = key("raw/paypal/b.csv")?;
    let replaced = store.replace_if_unchanged(&missing, &version, "b".into()).await?;
    assert_eq!(replaced, None, "nothing is there to be replaced");
    assert_eq!(store.get(&missing).await?, None, "a refused replacement writes nothing");
    assert_eq!(store.get(&there).await?, object("a", &version), "the neighbour is as it was");
    Ok(())
}

async fn removed_objects_are_gone(store: &dyn Store) -> Outcome {
    let key = key("decisions/match/1.json")?;
    let version = store.put(&key, "a".into()).await?;
    store.delete(&key).await?;
    assert_eq!(store.get(&key).await?, None, "get after delete");
    assert_eq!(names(store, "").await?, Vec::<String>::new(), "list after delete");
    assert_eq!(store.replace_if_unchanged(&key, &version, "b".into()).await?, None, "replace after delete");
    assert!(store.put_if_absent(&key, "c".into()).await?.is_some(), "a removed object is absent");
    Ok(())
}

async fn ranges_are_cut(store: &dyn Store) -> Outcome {
    let key = key("golden/part.parquet")?;
    store.put(&key, "0123456789".into()).await?;
    for (range, expected) in [(0..4, "0123"), (6..10, "6789"), (8..99, "89"), (10..12, ""), (50..60, ""), (3..3, "")] {
        let read = store.get_range(&key, range.clone()).await?;
        assert_eq!(read.as_deref(), Some(expected.as_bytes()), "range {range:?}");
    }
    Ok(())
}

async fn odd_keys_are_kept(store: &dyn Store) -> Outcome {
    let odd =
        ["a b.csv", "Année ñ.csv", "日本.csv", "50%.csv", "a%20b.csv", "a+b.csv", "source=x&y;z'!~.csv", "#?.csv"];
    for name in odd {
        store.put(&key(&format!("raw/{name}"))?, name.into()).await?;
    }
    for name in odd {
        let read = store.get(&key(&format!("raw/{name}"))?).await?.map(|object| object.bytes);
        assert_eq!(read.as_deref(), Some(name.as_bytes()), "{name}");
    }
    let mut expected: Vec<String> = odd.iter().map(|name| format!("raw/{name}")).collect();
    expected.sort_unstable();
    assert_eq!(names(store, "raw").await?, expected, "listed as they are");
    Ok(())
}

async fn listings_are_sorted(store: &dyn Store) -> Outcome {
    // By bytes `-` < `/` < `0`, so a folder's objects stand between those of its neighbours; a walk
    // folder by folder would order them otherwise.
    let expected = ["a-b/1", "a/1", "a/10", "a/2", "a/B/1", "a/b/1", "a0/1", "é/1"];
    for name in expected.iter().rev() {
        store.put(&key(name)?, (*name).into()).await?;
    }
    assert_eq!(names(store, "").await?, expected, "sorted by bytes");
    for meta in store.list("").await? {
        let read = store.get(&meta.key).await?.map(|object| (object.bytes.len() as u64, object.version));
        assert_eq!(read, Some((meta.size, meta.version)), "size and version of {}", meta.key);
    }
    Ok(())
}

async fn prefixes_are_segments(store: &dyn Store) -> Outcome {
    for name in ["raw/pay/1", "raw/pay/deep/2", "raw/paypal/1", "staged/raw/pay/1"] {
        store.put(&key(name)?, name.into()).await?;
    }
    let inside = ["raw/pay/1", "raw/pay/deep/2"];
    assert_eq!(names(store, "raw/pay").await?, inside, "a folder and below, not its longer neighbour");
    assert_eq!(names(store, "raw/pay/").await?, inside, "a slash at the end changes nothing");
    for nothing in ["raw/p", "none", "raw/pay/1", "../raw", "/raw"] {
        assert_eq!(names(store, nothing).await?, Vec::<String>::new(), "prefix {nothing:?}");
    }
    Ok(())
}

async fn large_objects_are_whole(store: &dyn Store) -> Outcome {
    let key = key("golden/large.parquet")?;
    let bytes: Bytes = (0..=u8::MAX).cycle().take(LARGE).collect::<Vec<u8>>().into();
    store.put(&key, bytes.clone()).await?;
    let read = store.get(&key).await?.map(|object| object.bytes);
    assert!(read.as_ref() == Some(&bytes), "every byte of a large object");
    let tail = store.get_range(&key, LARGE as u64 - 5..LARGE as u64).await?;
    assert_eq!(tail.as_deref(), bytes.get(LARGE - 5..), "its last bytes");
    Ok(())
}

async fn versions_differ(store: &dyn Store) -> Outcome {
    let key = key("golden/current.json")?;
    let mut version = store.put(&key, "0".into()).await?;
    for turn in 1..50 {
        let bytes = Bytes::from((turn % 10).to_string());
        let replaced = store.replace_if_unchanged(&key, &version, bytes).await?;
        assert!(replaced.as_ref().is_some_and(|new| *new != version), "turn {turn}: {replaced:?} after {version:?}");
        version = replaced.unwrap_or(version);
        assert_eq!(store.get(&key).await?.map(|object| object.version).as_ref(), Some(&version), "turn {turn}");
    }
    Ok(())
}

async fn stale_versions_are_refused(store: &dyn Store) -> Outcome {
    let key = key("golden/current.json")?;
    let first = store.put(&key, "one".into()).await?;
    let second = store.put(&key, "two".into()).await?;
    assert_eq!(store.replace_if_unchanged(&key, &first, "six".into()).await?, None, "the first version is stale");
    assert_eq!(store.get(&key).await?, object("two", &second), "a refused replacement writes nothing");
    assert_eq!(store.put_if_absent(&key, "six".into()).await?, None, "the object is there");
    assert_eq!(store.get(&key).await?, object("two", &second), "a refused put writes nothing");
    let third = store.replace_if_unchanged(&key, &second, "three".into()).await?;
    assert!(third.is_some(), "the second version is the current one");
    assert_eq!(store.replace_if_unchanged(&key, &second, "six".into()).await?, None, "no version serves twice");
    Ok(())
}

async fn one_first_writer_wins(store: Arc<dyn Store>) -> Outcome {
    let key = key("golden/snapshot=1/manifest.json")?;
    let won = race(&store, &key, None).await?;
    assert_eq!(won.len(), 1, "winners of put_if_absent: {won:?}");
    assert_eq!(store.get(&key).await?.map(|object| object.bytes), won.into_iter().next(), "the winner's bytes stay");
    Ok(())
}

async fn one_replacer_wins(store: Arc<dyn Store>) -> Outcome {
    let key = key("golden/current.json")?;
    let version = store.put(&key, "before".into()).await?;
    let won = race(&store, &key, Some(version)).await?;
    assert_eq!(won.len(), 1, "winners of replace_if_unchanged: {won:?}");
    assert_eq!(store.get(&key).await?.map(|object| object.bytes), won.into_iter().next(), "the winner's bytes stay");
    Ok(())
}

/// Lets many tasks write at once; the bytes of those who were told that they won.
async fn race(store: &Arc<dyn Store>, key: &ObjectKey, seen: Option<Version>) -> Result<Vec<Bytes>, StoreError> {
    let tasks: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let (store, key, seen) = (Arc::clone(store), key.clone(), seen.clone());
            let bytes = Bytes::from(format!("writer {writer}"));
            tokio::spawn(async move {
                let written = match seen {
                    Some(version) => store.replace_if_unchanged(&key, &version, bytes.clone()).await?,
                    None => store.put_if_absent(&key, bytes.clone()).await?,
                };
                Ok::<_, StoreError>(written.map(|_| bytes))
            })
        })
        .collect();
    let mut won = Vec::new();
    for task in tasks {
        won.extend(joined(task.await, key)?);
    }
    Ok(won)
}

/// Counts up from many tasks, each reading and replacing until it wins.
async fn no_replacement_is_lost(store: Arc<dyn Store>) -> Outcome {
    let key = key("golden/counter.json")?;
    store.put(&key, "0".into()).await?;
    let tasks: Vec<_> = (0..WRITERS)
        .map(|_| {
            let (store, key) = (Arc::clone(&store), key.clone());
            tokio::spawn(async move {
                while !count_up(&*store, &key).await? {}
                Ok::<_, StoreError>(Some(()))
            })
        })
        .collect();
    for task in tasks {
        joined(task.await, &key)?;
    }
    let counted = store.get(&key).await?.map(|object| object.bytes);
    assert_eq!(counted, Some(Bytes::from(WRITERS.to_string())), "one step per task");
    Ok(())
}

async fn count_up(store: &dyn Store, key: &ObjectKey) -> Result<bool, StoreError> {
    let Some(seen) = store.get(key).await? else { return Ok(true) };
    let count = std::str::from_utf8(&seen.bytes).ok().and_then(|text| text.parse::<usize>().ok()).unwrap_or_default();
    let next = Bytes::from((count + 1).to_string());
    Ok(store.replace_if_unchanged(key, &seen.version, next).await?.is_some())
}

fn joined<T>(
    done: Result<Result<Option<T>, StoreError>, tokio::task::JoinError>,
    key: &ObjectKey,
) -> Result<Option<T>, StoreError> {
    done.map_err(|error| StoreError::new(crate::store::Operation::Put, key, false, error))?
}

async fn names(store: &dyn Store, prefix: &str) -> Result<Vec<String>, StoreError> {
    Ok(store.list(prefix).await?.into_iter().map(|meta| meta.key.to_string()).collect())
}

fn key(text: &str) -> Result<ObjectKey, StoreError> {
    ObjectKey::parse(text).map_err(|error| StoreError::new(crate::store::Operation::Open, text, false, error))
}

#[expect(clippy::unnecessary_wraps, reason = "compared with what `get` returns")]
fn object(text: &'static str, version: &Version) -> Option<Object> {
    Some(Object { bytes: Bytes::from_static(text.as_bytes()), version: version.clone() })
}
