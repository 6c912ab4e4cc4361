//! Running text that may be counted: manuals in Debian's packages.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use corrigenda::{Lang, Source, lang};

use crate::packages::debian;

/// Bytes of a line from which it is prose.
const PROSE: usize = 60;

/// The prose of the pages in a folder of a Debian package, each line once, in order of file.
pub fn pages(root: &Path, package: &str, folder: &str, wanted: Lang) -> Result<Vec<String>> {
    let mut files = Vec::new();
    collect(&debian(root, package)?.join(folder), &mut files)?;
    files.sort();
    let mut seen = std::collections::HashSet::new();
    let mut lines = Vec::new();
    for file in files {
        let bytes = fs::read(&file)?;
        let Ok(source) = Source::from_bytes(file.to_string_lossy(), bytes, None) else { continue };
        for line in source.text.lines() {
            let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
            let prose = line.len() >= PROSE
                && line.ends_with(['.', '!', '?'])
                && !line.contains(['{', '_', '=', '\\']);
            // Passages that nobody translated are in English.
            if prose && lang::certain(&line).is_none_or(|lang| lang == wanted) && seen.insert(line.clone()) {
                lines.push(line);
            }
        }
    }
    Ok(lines)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|e| e == "html") {
            files.push(path);
        }
    }
    Ok(())
}

/// A line whose tokens stand apart, with its spacing: `Haus , das` is `Haus, das`.
pub fn joined(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut glued = true;
    let mut open = false;
    for token in line.split_whitespace() {
        let closes = matches!(token, "." | "," | ";" | ":" | "!" | "?" | ")" | "]" | "“" | "”" | "%");
        let quote = token == "\"" && open;
        if !(glued || closes || quote) {
            text.push(' ');
        }
        text.push_str(token);
        glued = matches!(token, "(" | "[" | "„") || token == "\"" && !open;
        open ^= token == "\"";
    }
    text
}
