//! The development data in `../shared/data`, which is not part of the repository.

use std::io::Read;
use std::path::{Path, PathBuf};

/// Lines of a clean corpus that are taken as one document: the files hold many short documents, a paragraph a line.
const LINES: usize = 60;

/// A clean text of the development data.
pub(crate) struct Clean {
    /// File name without its endings.
    pub(crate) name: String,
    /// Language code.
    pub(crate) lang: String,
    /// Its documents.
    pub(crate) documents: Vec<String>,
}

/// The folder of the data, or `None` (with a message) where it is not at hand.
pub(crate) fn folder(root: &Path) -> Option<PathBuf> {
    let folder = root.join("../shared/data");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: the development data ({}) is not here", folder.display());
    None
}

/// All clean texts, English first, in order of name.
pub(crate) fn clean(folder: &Path) -> Result<Vec<Clean>, String> {
    let mut texts = Vec::new();
    for (sub, english) in [("clean-dev", true), ("clean-dev/other", false)] {
        let path = folder.join(sub);
        let mut files: Vec<PathBuf> = std::fs::read_dir(&path)
            .map_err(|e| format!("{}: {e}", path.display()))?
            .filter_map(|entry| entry.ok().map(|e| e.path()))
            .filter(|p| p.extension().is_some_and(|e| e == "gz"))
            .collect();
        files.sort();
        for file in files {
            let name = file.file_name().and_then(|n| n.to_str()).unwrap_or("").replace(".txt.gz", "");
            let lang = if english { "en".to_owned() } else { name.chars().take(2).collect() };
            let text = read(&file)?;
            let lines: Vec<&str> = text.lines().collect();
            let documents = lines.chunks(LINES).map(|chunk| chunk.join("\n") + "\n").collect();
            texts.push(Clean { name, lang, documents });
        }
    }
    Ok(texts)
}

/// The English documents.
pub(crate) fn english(texts: &[Clean]) -> Vec<&str> {
    texts.iter().filter(|t| t.lang == "en").flat_map(|t| t.documents.iter().map(String::as_str)).collect()
}

fn read(path: &Path) -> Result<String, String> {
    let mut text = String::new();
    std::fs::File::open(path)
        .and_then(|file| flate2::read::MultiGzDecoder::new(file).read_to_string(&mut text))
        .map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(text)
}

/// SplitMix64 (Steele, Lea, Flood 2014): small, seeded, the same everywhere.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        corrigenda::model::tables::mix(self.0)
    }

    /// A number below `limit`, which must not be 0.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    /// One of several, each as likely; `None` of none.
    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        if from.is_empty() { None } else { from.get(self.below(from.len())) }
    }
}
