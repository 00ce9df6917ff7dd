//! The blocking half of the local store: files, links, locks.

use crate::keys::ObjectKey;
use crate::store::{Object, ObjectMeta, Version, clip};
use bytes::Bytes;
use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use tempfile::NamedTempFile;

/// Holds the lock and unfinished writes. No key leads here, because no key segment starts with a dot.
const PRIVATE_FOLDER: &str = ".store";

/// An unfinished write of this age belongs to a process that died.
const ABANDONED_AFTER: Duration = Duration::from_hours(24);

/// When a write may happen.
pub(super) enum Condition {
    Always,
    Absent,
    Unchanged(Version),
}

/// A folder that holds objects.
#[derive(Debug)]
pub(super) struct Folder {
    root: PathBuf,
}

impl Folder {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        fs::create_dir_all(path)?;
        let folder = Self { root: path.canonicalize()? };
        fs::create_dir_all(folder.unfinished())?;
        folder.remove_abandoned()?;
        Ok(folder)
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// The file of an object; an error when a link on the way leads out of the folder.
    pub(super) fn path(&self, key: &ObjectKey) -> io::Result<PathBuf> {
        let path = self.root.join(key.as_str());
        let existing = path.ancestors().find(|ancestor| ancestor.symlink_metadata().is_ok());
        match existing.map(Path::canonicalize) {
            Some(Ok(real)) if real.starts_with(&self.root) => Ok(path),
            Some(Err(error)) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => Err(io::Error::new(ErrorKind::PermissionDenied, "a link leads out of the lake")),
        }
    }

    pub(super) fn read(&self, key: &ObjectKey) -> io::Result<Option<Object>> {
        let Some((mut file, metadata)) = open_object(&self.path(key)?)? else { return Ok(None) };
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok(Some(Object { bytes: bytes.into(), version: version_of(&metadata)? }))
    }

    pub(super) fn read_range(&self, key: &ObjectKey, range: &Range<u64>) -> io::Result<Option<Bytes>> {
        let Some((mut file, metadata)) = open_object(&self.path(key)?)? else { return Ok(None) };
        let clipped = clip(range, metadata.len());
        file.seek(SeekFrom::Start(clipped.start))?;
        let mut bytes = Vec::new();
        file.take(clipped.end - clipped.start).read_to_end(&mut bytes)?;
        Ok(Some(bytes.into()))
    }

    /// Writes the object if `condition` holds; `None` when it does not.
    pub(super) fn write(&self, key: &ObjectKey, bytes: &[u8], condition: &Condition) -> io::Result<Option<Version>> {
        let path = self.path(key)?;
        let parent = path.parent().unwrap_or(&self.root);
        self.make_folder(parent)?;
        let mut unfinished = NamedTempFile::new_in(self.unfinished())?;
        unfinished.write_all(bytes)?;
        unfinished.as_file().sync_all()?;
        let locked = self.lock()?;
        let current = metadata_of(&path)?;
        if !condition.holds(current.as_ref())? {
            return Ok(None);
        }
        let version = give_new_version(unfinished.as_file(), current.as_ref())?;
        if !rename(unfinished, &path, condition)? {
            return Ok(None);
        }
        drop(locked);
        sync_folder(parent)?;
        Ok(Some(version))
    }

    pub(super) fn delete(&self, key: &ObjectKey) -> io::Result<()> {
        let path = self.path(key)?;
        let _locked = self.lock()?;
        // A folder is no object, so there is nothing to remove.
        if metadata_of(&path)?.is_some_and(|metadata| !metadata.is_dir()) {
            fs::remove_file(&path)?;
            sync_folder(path.parent().unwrap_or(&self.root))?;
        }
        Ok(())
    }

    /// All objects in the folder of whole segments `prefix`; a prefix that is no key holds none.
    pub(super) fn list(&self, prefix: &str) -> io::Result<Vec<ObjectMeta>> {
        let start = match ObjectKey::parse(prefix) {
            Ok(key) => self.path(&key)?,
            Err(_) if prefix.is_empty() => self.root.clone(),
            Err(_) => return Ok(Vec::new()),
        };
        let mut found = Vec::new();
        let mut folders = vec![(prefix.to_owned(), start)];
        while let Some((name, folder)) = folders.pop() {
            list_folder(&name, &folder, &mut found, &mut folders)?;
        }
        found.sort_by(|left, right| left.key.cmp(&right.key));
        Ok(found)
    }

    fn unfinished(&self) -> PathBuf {
        self.root.join(PRIVATE_FOLDER).join("unfinished")
    }

    /// Waits for the lock of this folder; it is held until the file is closed, also by a crash.
    fn lock(&self) -> io::Result<File> {
        let path = self.root.join(PRIVATE_FOLDER).join("lock");
        let file = File::options().create(true).truncate(false).write(true).open(path)?;
        file.lock()?;
        Ok(file)
    }

    /// Makes a folder and syncs those above it, so that a file in it outlives a crash.
    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        if folder.is_dir() {
            return Ok(());
        }
        fs::create_dir_all(folder)?;
        let mut above = folder.ancestors().skip(1).take_while(|ancestor| ancestor.starts_with(&self.root));
        above.try_for_each(sync_folder)
    }

    fn remove_abandoned(&self) -> io::Result<()> {
        for entry in fs::read_dir(self.unfinished())? {
            let entry = entry?;
            // Another process may finish or remove the file meanwhile; then there is nothing to do.
            let Ok(written) = entry.metadata().and_then(|metadata| metadata.modified()) else { continue };
            if written.elapsed().is_ok_and(|age| age > ABANDONED_AFTER) {
                let _ = fs::remove_file(entry.path());
            }
        }
        Ok(())
    }
}

impl Condition {
    fn holds(&self, current: Option<&Metadata>) -> io::Result<bool> {
        match (self, current) {
            (Self::Always, _) | (Self::Absent, None) => Ok(true),
            (Self::Absent, Some(_)) | (Self::Unchanged(_), None) => Ok(false),
            (Self::Unchanged(expected), Some(metadata)) => Ok(version_of(metadata)? == *expected),
        }
    }
}

/// Puts the finished file in its place; `false` when somebody else dropped a file there without the lock.
fn rename(unfinished: NamedTempFile, path: &Path, condition: &Condition) -> io::Result<bool> {
    let done = match condition {
        Condition::Absent => unfinished.persist_noclobber(path),
        Condition::Always | Condition::Unchanged(_) => unfinished.persist(path),
    };
    match done {
        Ok(_) => Ok(true),
        Err(failed) if failed.error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(failed) => Err(failed.error),
    }
}

/// Dates `file` later than what it replaces, so that no two contents of a key share a version.
fn give_new_version(file: &File, replaced: Option<&Metadata>) -> io::Result<Version> {
    let now = SystemTime::now();
    let earliest = match replaced {
        Some(metadata) => metadata.modified()? + Duration::from_nanos(1),
        None => now,
    };
    file.set_modified(now.max(earliest))?;
    version_of(&file.metadata()?)
}

/// Time of writing, identity and size of a file, which is never changed in place.
fn version_of(metadata: &Metadata) -> io::Result<Version> {
    let since_1970 = metadata.modified()?.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    Ok(Version::new(format!("{:x}-{:x}-{:x}", since_1970.as_nanos(), identity(metadata), metadata.len())))
}

#[cfg(unix)]
fn identity(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn identity(_metadata: &Metadata) -> u64 {
    0
}

/// Opens the file of an object; none where there is no file, or a folder.
fn open_object(path: &Path) -> io::Result<Option<(File, Metadata)>> {
    if metadata_of(path)?.is_none_or(|metadata| metadata.is_dir()) {
        return Ok(None);
    }
    let Some(file) = present(File::open(path))? else { return Ok(None) };
    let metadata = file.metadata()?;
    Ok(Some((file, metadata)))
}

fn metadata_of(path: &Path) -> io::Result<Option<Metadata>> {
    present(fs::metadata(path))
}

/// Takes "there is no such file" for an answer.
fn present<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Adds the objects of one folder to `found`, and the folders in it to `folders`. Links are not followed.
fn list_folder(
    name: &str,
    folder: &Path,
    found: &mut Vec<ObjectMeta>,
    folders: &mut Vec<(String, PathBuf)>,
) -> io::Result<()> {
    let Some(entries) = present(fs::read_dir(folder))? else { return Ok(()) };
    for entry in entries {
        let entry = entry?;
        let file_name = entry.file_name();
        if file_name.as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let unusable = || io::Error::new(ErrorKind::InvalidData, "a file name in this folder cannot be a key");
        let text = file_name.to_str().ok_or_else(unusable)?;
        let key = if name.is_empty() { text.to_owned() } else { format!("{name}/{text}") };
        let kind = entry.file_type()?;
        if kind.is_dir() {
            folders.push((key, entry.path()));
        } else if kind.is_file()
            && let Some(metadata) = present(entry.metadata())?
        {
            let key = ObjectKey::parse(key).map_err(|_| unusable())?;
            found.push(ObjectMeta { key, size: metadata.len(), version: version_of(&metadata)? });
        }
    }
    Ok(())
}

/// Makes a rename in `folder` outlive a crash.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}
