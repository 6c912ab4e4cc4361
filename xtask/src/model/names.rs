//! The lists of names in `dictionaries/names/`.

use std::fs;
use std::path::Path;

use anyhow::Result;
use corrigenda::model::words::Flags;

use super::words::Names;

/// What the lists say of each word in lower case; nothing where there are no lists.
pub fn read(root: &Path) -> Result<Names> {
    let mut names = Names::new();
    let folder = root.join("dictionaries/names");
    if !folder.is_dir() {
        return Ok(names);
    }
    let mut files: Vec<_> = fs::read_dir(folder)?.filter_map(|e| e.ok().map(|e| e.path())).collect();
    files.sort();
    for path in files.iter().filter(|p| p.extension().is_some_and(|e| e == "tsv")) {
        for line in fs::read_to_string(path)?.lines().filter(|l| !l.starts_with('#')) {
            let mut fields = line.split('\t');
            let (Some(word), Some(kinds)) = (fields.next(), fields.next()) else { continue };
            if word.contains(' ') || !word.starts_with(char::is_uppercase) {
                continue;
            }
            let entry = names.entry(word.to_lowercase()).or_default();
            for kind in kinds.chars() {
                *entry |= match kind {
                    'p' => Flags::PLACE,
                    'g' => Flags::GIVEN,
                    's' => Flags::SURNAME,
                    'o' => Flags::ORGANISATION,
                    'd' => Flags::DEMONYM,
                    _ => Flags::default(),
                };
            }
        }
    }
    Ok(names)
}
