//! One Hunspell handle behind a lock.
//!
//! The only unsafe line of the crate: `hunspell_rs::Hunspell` holds a raw pointer and is therefore not `Send`, though a handle
//! may be used from any thread as long as it is used by one at a time. Creating and dropping handles touches a table
//! common to the whole process, hence a lock for that too. Hunspell takes paths only and never reports a bad one, so files
//! are read and looked at first.
#![allow(unsafe_code)]

use std::path::Path;
use std::sync::{Mutex, OnceLock};

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
    /// What is embedded, loaded at the first question; files are opened at once, so that a bad one is told.
    embedded: Option<(&'static [u8], &'static [u8])>,
    handle: OnceLock<Mutex<Handle>>,
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
    /// The US and the GB list. Each is loaded (15 ms) when it is first asked: most texts of one line never ask the second.
    pub(super) fn embedded_english() -> Vec<Self> {
        [embedded!("en_US"), embedded!("en_GB")]
            .into_iter()
            .map(|(name, aff, dic)| Self {
                name: name.to_owned(),
                embedded: Some((aff, dic)),
                handle: OnceLock::new(),
            })
            .collect()
    }

    fn load(aff: &[u8], dic: &[u8]) -> std::io::Result<Handle> {
        let files = tempfile::tempdir()?;
        let (aff_path, dic_path) = (files.path().join("d.aff"), files.path().join("d.dic"));
        std::fs::write(&aff_path, aff).and_then(|()| std::fs::write(&dic_path, dic))?;
        let (Some(aff), Some(dic)) = (aff_path.to_str(), dic_path.to_str()) else {
            return Err(std::io::ErrorKind::InvalidFilename.into());
        };
        let _creation = CREATION.lock();
        Ok(Handle(Some(Hunspell::new(aff, dic))))
    }

    /// Opens a pair of files; they must be in UTF-8.
    pub(super) fn open(aff: &Path, dic: &Path) -> Result<Self, Error> {
        Self::verify(aff, dic)?;
        Self::create(&aff.file_stem().unwrap_or_default().to_string_lossy(), aff, dic)
    }

    /// Whether Hunspell can make a dictionary of a pair of files, by the look of their first lines: it would not tell.
    pub(super) fn verify(aff: &Path, dic: &Path) -> Result<(), Error> {
        let unusable = |path: &Path, message: &str| Error::Dictionary {
            path: path.to_owned(),
            message: message.to_owned(),
        };
        let read = |path: &Path| {
            std::fs::read(path).map_err(|error| unusable(path, &format!("cannot be read: {error}")))
        };
        let utf8 = read(aff)?
            .split(|b| *b == b'\n')
            .any(|line| line.trim_ascii().eq_ignore_ascii_case(b"SET UTF-8"));
        if !utf8 {
            let message = "not in UTF-8 (no line `SET UTF-8`); convert both files and say so in the .aff";
            return Err(unusable(aff, message));
        }
        if !dic.is_file() {
            return Err(unusable(dic, "this list of words is missing beside its .aff; put both files there"));
        }
        let words = read(dic)?;
        let count = words.split(|b| *b == b'\n').next().unwrap_or_default();
        let count = count.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(count).trim_ascii();
        if !count.first().is_some_and(u8::is_ascii_digit) {
            let message = "its first line is not the number of its words; this is no list of Hunspell";
            return Err(unusable(dic, message));
        }
        Ok(())
    }

    fn create(name: &str, aff: &Path, dic: &Path) -> Result<Self, Error> {
        let (Some(aff_path), Some(dic_path)) = (aff.to_str(), dic.to_str()) else {
            let message = "its path is not UTF-8, which Hunspell cannot take; move it".to_owned();
            return Err(Error::Dictionary { path: aff.to_owned(), message });
        };
        let _creation = CREATION.lock();
        let handle = Handle(Some(Hunspell::new(aff_path, dic_path)));
        Ok(Self { name: name.to_owned(), embedded: None, handle: OnceLock::from(Mutex::new(handle)) })
    }

    /// Whether the word is in the list. Where an embedded list cannot be unpacked (no place for temporary files), every word
    /// counts as known: silence is better than an alarm at every word.
    pub(super) fn check(&self, word: &str) -> bool {
        let handle = self.handle.get_or_init(|| {
            let loaded = self.embedded.and_then(|(aff, dic)| Self::load(aff, dic).ok());
            Mutex::new(loaded.unwrap_or(Handle(None)))
        });
        let guard = handle.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        guard.0.as_ref().is_none_or(|handle| handle.check(word) == CheckResult::FoundInDictionary)
    }
}
