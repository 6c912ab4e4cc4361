//! What can go wrong, each with what to do about it.

use std::path::PathBuf;

/// Why an input, a configuration or a request could not be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A path that does not exist.
    #[error("{}: no such file or folder; check the spelling or the current folder", .0.display())]
    Missing(PathBuf),
    /// A path that exists but cannot be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The path.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A folder in which no text file was found.
    #[error("{}: no text files in this folder; name a file, or use --input to say what its files are", .0.display())]
    NoText(PathBuf),
    /// A file whose bytes are not text.
    #[error("{}: this is not text (control characters: {controls} of the first {sample} bytes); name text files only", path.display())]
    Binary {
        /// The path.
        path: PathBuf,
        /// Control characters counted.
        controls: usize,
        /// Bytes looked at.
        sample: usize,
    },
    /// A document of 4 GiB or more.
    #[error("{}: {bytes} bytes is more than one document may hold (4 GiB); split it", path.display())]
    TooLarge {
        /// The path.
        path: PathBuf,
        /// Its size.
        bytes: u64,
    },
    /// A report or a file of ours that cannot be written.
    #[error("{}: cannot be written: {source}; name a file in a folder that exists and that you may write to", path.display())]
    Output {
        /// The path.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A request that makes no sense, with what to do instead.
    #[error("{0}")]
    Usage(String),
    /// A name that is not one of a fixed set.
    #[error("unknown {kind} `{name}`{hint}")]
    Unknown {
        /// What kind of name: rule, tier, format, language, configuration key, ...
        kind: &'static str,
        /// As given.
        name: String,
        /// The way out: the nearest known name, or all of them where they are few.
        hint: String,
    },
    /// A configuration file that cannot be used.
    #[error("{}: {message}", path.display())]
    Config {
        /// The file.
        path: PathBuf,
        /// What is wrong and what to do, with line numbers where known.
        message: String,
    },
    /// A line of JSON Lines input that is not a record.
    #[error("{}:{line}: {message}", path.display())]
    Record {
        /// The file.
        path: PathBuf,
        /// Line number, from 1.
        line: usize,
        /// What is wrong with it.
        message: String,
    },
    /// A file of pairs that is not in its format.
    #[error("{}:{line}: {message}", path.display())]
    Syntax {
        /// The file.
        path: PathBuf,
        /// Line number, from 1.
        line: usize,
        /// What is wrong with it.
        message: String,
    },
    /// A document whose check broke off.
    #[error("{}: {message}", path.display())]
    Check {
        /// The document.
        path: PathBuf,
        /// What happened.
        message: String,
    },
    /// A Hunspell dictionary that cannot be used.
    #[error("dictionary {}: {message}", path.display())]
    Dictionary {
        /// The .aff or .dic file.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
}

/// Characters of an unknown name that are compared and printed.
const LONGEST_NAME: usize = 60;

impl Error {
    /// An unknown name, with the nearest of the known ones (Damerau-Levenshtein distance at most a third of its length), or
    /// all of them where none is near and they are few.
    #[must_use]
    pub fn unknown<'a>(kind: &'static str, name: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let known: Vec<&str> = known.into_iter().collect();
        // Whatever stands in a text may come here as a name.
        let short = name.chars().count() <= LONGEST_NAME;
        let shown: String = name.chars().take(LONGEST_NAME).chain((!short).then_some('…')).collect();
        let nearest = known
            .iter()
            .filter(|_| short)
            .map(|k| (strsim::damerau_levenshtein(name, k), *k))
            .min()
            .filter(|(distance, k)| *distance <= 1.max(k.chars().count() / 3));
        let hint = match nearest {
            Some((_, nearest)) => format!("; did you mean `{nearest}`?"),
            None if known.len() <= 16 => format!("; known are {}", known.join(", ")),
            None if kind == "rule" => "; `corrigenda rules` lists them".to_owned(),
            None => String::new(),
        };
        Self::Unknown { kind, name: shown, hint }
    }

    /// Whether the caller asked for something impossible (exit status 2) rather than some input being unreadable (3).
    #[must_use]
    pub const fn is_usage(&self) -> bool {
        matches!(self, Self::Usage(_) | Self::Unknown { .. } | Self::Config { .. } | Self::Dictionary { .. })
    }
}
