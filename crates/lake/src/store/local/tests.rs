//! What the local store adds to the promises of every store.

use super::*;
use crate::conformance::check_store;
use std::fs;
use tempfile::TempDir;

fn key(text: &str) -> ObjectKey {
    ObjectKey::parse(text).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_local_store_keeps_the_promises_of_a_store() {
    let folders = TempDir::new().unwrap();
    let made = std::sync::atomic::AtomicUsize::new(0);
    check_store(|| async {
        let number = made.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        Arc::new(LocalStore::open(folders.path().join(number.to_string())).unwrap()) as Arc<dyn Store>
    })
    .await;
}

/// Two handles share no memory: only what lies in the folder keeps them apart, as with two processes.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_handles_on_one_folder_one_wins() {
    let folder = TempDir::new().unwrap();
    let open = || LocalStore::open(folder.path()).unwrap();
    let pointer = key("golden/current.json");
    let version = open().put(&pointer, "before".into()).await.unwrap();
    let tasks: Vec<_> = (0..16)
        .map(|writer| {
            let (store, pointer, version) = (open(), pointer.clone(), version.clone());
            let bytes = Bytes::from(format!("writer {writer}"));
            tokio::spawn(async move { store.replace_if_unchanged(&pointer, &version, bytes).await.unwrap() })
        })
        .collect();
    let won: Vec<bool> = futures::future::join_all(tasks).await.into_iter().map(|won| won.unwrap().is_some()).collect();
    assert_eq!(won.iter().filter(|won| **won).count(), 1, "{won:?}");
}

/// Not a test by itself: the next test starts this one in processes of their own.
#[tokio::test]
#[ignore = "a part of many_processes_count_without_losing_one"]
async fn counting_process() {
    let folder = std::env::var_os("DONORLAKE_TEST_FOLDER").unwrap();
    let (store, counter) = (LocalStore::open(folder).unwrap(), key("golden/counter.json"));
    let mut steps = 0;
    while steps < 20 {
        let seen = store.get(&counter).await.unwrap().unwrap();
        let count: usize = std::str::from_utf8(&seen.bytes).unwrap().parse().unwrap();
        let next = Bytes::from((count + 1).to_string());
        steps += usize::from(store.replace_if_unchanged(&counter, &seen.version, next).await.unwrap().is_some());
    }
}

#[tokio::test]
async fn many_processes_count_without_losing_one() {
    let folder = TempDir::new().unwrap();
    let (store, counter) = (LocalStore::open(folder.path()).unwrap(), key("golden/counter.json"));
    store.put(&counter, "0".into()).await.unwrap();
    let start = || {
        std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "store::local::tests::counting_process", "--ignored"])
            .env("DONORLAKE_TEST_FOLDER", folder.path())
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap()
    };
    let mut processes: Vec<_> = (0..3).map(|_| start()).collect();
    assert!(processes.iter_mut().all(|process| process.wait().unwrap().success()));
    assert_eq!(store.get(&counter).await.unwrap().unwrap().bytes, "60");
}

#[tokio::test]
async fn a_write_that_a_crash_cut_off_is_not_seen() {
    let folder = TempDir::new().unwrap();
    let store = LocalStore::open(folder.path()).unwrap();
    let target = key("golden/current.json");
    let version = store.put(&target, "whole".into()).await.unwrap();
    fs::write(folder.path().join(".store/unfinished/.tmpCut"), "ha").unwrap();
    let reopened = LocalStore::open(folder.path()).unwrap();
    assert_eq!(reopened.list("").await.unwrap().len(), 1);
    assert_eq!(
        reopened.get(&target).await.unwrap().unwrap(),
        Object { bytes: "whole".into(), version: version.clone() }
    );
    assert!(reopened.replace_if_unchanged(&target, &version, "next".into()).await.unwrap().is_some());
}

#[test]
fn an_unfinished_write_is_removed_after_a_day() {
    let folder = TempDir::new().unwrap();
    LocalStore::open(folder.path()).unwrap();
    let unfinished = folder.path().join(".store/unfinished");
    for (name, hours) in [("old", 25), ("young", 23)] {
        let file = fs::File::create(unfinished.join(name)).unwrap();
        file.set_modified(std::time::SystemTime::now() - std::time::Duration::from_hours(hours)).unwrap();
    }
    LocalStore::open(folder.path()).unwrap();
    assert!(!unfinished.join("old").exists());
    assert!(unfinished.join("young").exists());
}

#[cfg(unix)]
#[tokio::test]
async fn a_link_out_of_the_folder_is_refused() {
    let (folder, outside) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    fs::write(outside.path().join("secret.csv"), "secret").unwrap();
    let store = LocalStore::open(folder.path()).unwrap();
    std::os::unix::fs::symlink(outside.path(), folder.path().join("raw")).unwrap();
    std::os::unix::fs::symlink(outside.path().join("new.csv"), folder.path().join("dangling")).unwrap();
    for text in ["raw/secret.csv", "raw/deep/new.csv", "dangling"] {
        let target = key(text);
        let refused = store.get(&target).await.unwrap_err();
        assert!(!refused.retryable, "{text}");
        assert!(store.put(&target, "x".into()).await.is_err(), "{text}");
        assert!(store.delete(&target).await.is_err(), "{text}");
        assert_eq!(store.local_path(&target), None, "{text}");
    }
    assert!(store.list("raw").await.is_err());
    assert_eq!(store.list("").await.unwrap(), []);
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 1, "nothing was written outside");
}

#[cfg(unix)]
#[tokio::test]
async fn an_object_is_readable_by_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().unwrap();
    let store = LocalStore::open(folder.path()).unwrap();
    store.put(&key("raw/paypal/a.csv"), "a".into()).await.unwrap();
    let path = store.local_path(&key("raw/paypal/a.csv")).unwrap();
    assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
}

#[tokio::test]
async fn a_file_that_somebody_copied_in_is_an_object() {
    let folder = TempDir::new().unwrap();
    let store = LocalStore::open(folder.path()).unwrap();
    fs::create_dir_all(folder.path().join("raw/paypal")).unwrap();
    fs::write(folder.path().join("raw/paypal/a.csv"), "Name").unwrap();
    fs::write(folder.path().join("raw/paypal/.DS_Store"), "x").unwrap();
    let listed = store.list("raw/paypal").await.unwrap();
    assert_eq!(listed.iter().map(|meta| meta.key.as_str()).collect::<Vec<_>>(), ["raw/paypal/a.csv"]);
    assert_eq!(store.get(&listed[0].key).await.unwrap().unwrap().bytes, "Name");
    assert_eq!(store.put_if_absent(&listed[0].key, "other".into()).await.unwrap(), None);
}
