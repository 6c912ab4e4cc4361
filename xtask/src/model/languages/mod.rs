//! The models of German, French and Spanish: frequency lists, dictionaries of forms, and the little text there is.

mod inputs;
mod texts;
mod train;
mod vocabulary;

use std::fs;
use std::path::Path;

use anyhow::Result;
use corrigenda::Lang;
use corrigenda::model::letters::ORDER;
use corrigenda::model::listed::Listed;
use corrigenda::model::ngrams::Ngrams;
use corrigenda::model::words::WordTable;

use super::{Tables, channel, deletes, letters, names, ngrams};
use inputs::Sources;

/// The languages built here.
pub const LANGUAGES: [Lang; 3] = [Lang::De, Lang::Fr, Lang::Es];

/// Pairs and triples of words that are kept: the texts are few and of one trade.
const MOST: (usize, usize) = (60_000, 0);
/// Words that may be corrections, and those of them that are found over two errors.
const TARGETS: (usize, usize) = (70_000, 15_000);
/// How hard the tables are packed.
const LEVEL: i32 = 19;

/// Rebuilds `dictionaries/<lang>/`.
pub fn write(root: &Path, data: &Path, lang: Lang) -> Result<()> {
    let sources = Sources::read(root, data, lang)?;
    let names = names::read(root)?;
    let vocabulary = vocabulary::build(&sources, &names);
    println!("{}: {} words, {} further", lang.code(), vocabulary.words.len(), vocabulary.further.len());
    let tables = tables(root, &sources, &vocabulary.words, &vocabulary.further)?;
    // The calibrator must meet words that nobody knows: some rare ones are kept from it.
    let (seen, hidden) = vocabulary.split();
    println!("{} rare words kept from the calibrator", hidden);
    let training = self::tables(root, &sources, &seen.words, &seen.further)?;
    let calibrator = train::calibrator(root, &sources, &training)?;
    let folder = root.join("dictionaries").join(lang.code());
    fs::create_dir_all(&folder)?;
    let mut packed = Vec::new();
    let mut all = tables.named();
    all.push(("calibrator.bin", &calibrator));
    for (name, bytes) in &all {
        let small = zstd::encode_all(*bytes, LEVEL)?;
        println!("{name}: {} bytes, packed {}", bytes.len(), small.len());
        fs::write(folder.join(format!("{name}.zst")), &small)?;
        packed.push((*name, *bytes, small.len()));
    }
    fs::write(folder.join("MANIFEST.md"), sources.manifest(&packed)?)?;
    Ok(())
}

fn tables(
    root: &Path,
    sources: &Sources,
    words: &[corrigenda::model::words::NewWord],
    further: &[String],
) -> Result<Tables> {
    let word_table = WordTable::build(words);
    let counted = ngrams::build(&sources.counted(), words, MOST, sources.lang);
    // Letters after three others are enough for short lists.
    let letters: Vec<_> = letters::build_to(words, ORDER - 1);
    Ok(Tables {
        lang: sources.lang,
        deletes: deletes(words, &word_table, TARGETS),
        words: word_table,
        spelt: Vec::new(),
        further: Listed::build(further.iter().map(String::as_str)),
        ngrams: Ngrams::build(&counted.pairs, &counted.triples),
        letters: Ngrams::build(&letters, &[]),
        neighbours: Vec::new(),
        contexts: Vec::new(),
        spaces: Vec::new(),
        listed: Vec::new(),
        corrections: Vec::new(),
        channel: channel::build_for(sources.lang, &sources.misspellings, &channel::confusions(root)?),
    })
}
