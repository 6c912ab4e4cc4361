//! One Hunspell handle behind a lock.
//!
//! The only unsafe line of the crate: `hunspell_rs::Hunspell` holds a raw pointer and is therefore not `Send`, though a handle
//! may be used from any thread as long as it is used by one at a time. Creating and dropping handles touches a table
//! common to the whole process, hence a lock for that too. Hunspell takes paths only and never reports a bad one, so files
//! are read and looked at first.
#![allow(unsafe_code)]

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use hunspell_rs::{CheckResult, Hunspell};

use crate::error::Error;

static CREATION: Mutex<()> = Mutex::new(());

struct Handle(Option<Hunspell>);

// SAFETY: the pointer inside is to an object of its own without thread-local state; `Dictionary` gives it out to one thread at a
// time, and creation and destruction are serialised by `CREATION`.
unsafe impl Send for Handle {}

impl Drop for Handle {
    fn drop(&mut self) {
        let _creation = CREATION.lock();
        self.0 = None;
    }
}

/// One Hunspell dictionary.
pub(super) struct Dictionary {
    name: String,
    handle: Mutex<Handle>,
}

impl std::fmt::Debug for Dictionary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Dictionary").field("name", &self.name).finish_non_exhaustive()
    }
}

macro_rules! embedded {
    ($name:literal) => {
        (
            $name,
            include_bytes!(concat!("../../dictionaries/en/", $name, ".aff")).as_slice(),
            include_bytes!(concat!("../../dictionaries/en/", $name, ".dic")).as_slice(),
        )
    };
}

impl Dictionary {
    pub(super) fn embedded_english() -> Result<Vec<Self>, Error> {
        [embedded!("en_US"), embedded!("en_GB")]
            .into_iter()
            .map(|(name, aff, dic)| Self::from_bytes(name, aff, dic))
            .collect()
    }

    fn from_bytes(name: &str, aff: &[u8], dic: &[u8]) -> Result<Self, Error> {
        let error = |source| Error::Io { path: PathBuf::from(format!("embedded dictionary {name}")), source };
        let files = tempfile::tempdir().map_err(error)?;
        let (aff_path, dic_path) = (files.path().join("d.aff"), files.path().join("d.dic"));
        std::fs::write(&aff_path, aff).and_then(|()| std::fs::write(&dic_path, dic)).map_err(error)?;
        Self::create(name, &aff_path, &dic_path)
    }

    /// Opens a pair of files; they must be in UTF-8.
    pub(super) fn open(aff: &Path, dic: &Path) -> Result<Self, Error> {
        let bytes = std::fs::read(aff).map_err(|source| Error::Io { path: aff.to_owned(), source })?;
        let utf8 =
            bytes.split(|b| *b == b'\n').any(|line| line.trim_ascii().eq_ignore_ascii_case(b"SET UTF-8"));
        if !utf8 {
            let message =
                "not in UTF-8 (no line `SET UTF-8`); convert both files and say so in the .aff".to_owned();
            return Err(Error::Dictionary { path: aff.to_owned(), message });
        }
        if !dic.is_file() {
            return Err(Error::Missing(dic.to_owned()));
        }
        Self::create(&aff.file_stem().unwrap_or_default().to_string_lossy(), aff, dic)
    }

    fn create(name: &str, aff: &Path, dic: &Path) -> Result<Self, Error> {
        let (Some(aff_path), Some(dic_path)) = (aff.to_str(), dic.to_str()) else {
            let message = "its path is not UTF-8, which Hunspell cannot take; move it".to_owned();
            return Err(Error::Dictionary { path: aff.to_owned(), message });
        };
        let _creation = CREATION.lock();
        let handle = Hunspell::new(aff_path, dic_path);
        Ok(Self { name: name.to_owned(), handle: Mutex::new(Handle(Some(handle))) })
    }

    pub(super) fn check(&self, word: &str) -> bool {
        let guard = self.handle.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        guard.0.as_ref().is_some_and(|handle| handle.check(word) == CheckResult::FoundInDictionary)
    }
}
