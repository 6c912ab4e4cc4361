//! `cargo xtask model`: rebuilds the tables of the language model from their raw inputs.

pub mod ablations;
pub mod calibrate;
mod channel;
mod classes;
mod contexts;
pub mod inputs;
mod languages;
mod letters;
mod names;
mod ngrams;
pub mod noise;
mod spaces;
mod train;
pub mod trees;
mod words;

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

use corrigenda::model::Model;
use corrigenda::model::candidates::{Deletes, is_target};
use corrigenda::model::corrections::Corrections;
use corrigenda::model::listed::Listed;
use corrigenda::model::neighbours::Neighbours;
use corrigenda::model::ngrams::Ngrams;
use corrigenda::model::spelt::Spelt;
use corrigenda::model::words::{Flags, NewWord, WordNo, WordTable};
use corrigenda::{Lang, lexicon::Lexicon};

use inputs::Inputs;

/// Pairs and triples of words that are kept.
const MOST: (usize, usize) = (900_000, 700_000);
/// Words that may be corrections, and those of them that are found over two errors.
const TARGETS: (usize, usize) = (150_000, 40_000);

/// Rebuilds `dictionaries/en/*.bin` and the tables of the other languages, or of one language only.
pub fn write(root: &Path, only: Option<&str>) -> Result<(), String> {
    let data = root.join("../shared/data");
    if !data.join("lm-en").is_dir() {
        println!("skipped: the texts the model is made from are not in ../shared/data");
        return Ok(());
    }
    let built = || {
        if only.is_none_or(|lang| lang == "en") {
            build(root, &data)?;
        }
        for lang in
            languages::LANGUAGES.into_iter().filter(|lang| only.is_none_or(|code| code == lang.code()))
        {
            languages::write(root, &data, lang)?;
        }
        Ok(())
    };
    built().map_err(|e: anyhow::Error| format!("{e:#}"))
}

fn build(root: &Path, data: &Path) -> anyhow::Result<()> {
    let inputs = inputs::english(root, data)?;
    let lexicon = Lexicon::default();
    let verdict = |word: &str| lexicon.knows(Lang::En, word) == Some(true);
    let names = names::read(root)?;
    let mut words = words::build(&inputs, &names, &verdict);
    println!("{} words", words.len());
    let folder = root.join("dictionaries/en");
    let word_table = WordTable::build(&words);
    let counted = ngrams::build(&inputs, &words, MOST, Lang::En);
    println!("{} pairs, {} triples", counted.pairs.len(), counted.triples.len());
    let noise = noise::Noise::new(root, &inputs.misspellings)?;
    let respaced = train::respaced(data)?;
    let mut tables = Tables {
        lang: Lang::En,
        deletes: deletes(&words, &word_table, TARGETS),
        words: word_table,
        spelt: Spelt::build(words.iter().map(|word| word.text.as_str())),
        further: Vec::new(),
        ngrams: Ngrams::build(&counted.pairs, &counted.triples),
        letters: Ngrams::build(&letters::build(&words), &[]),
        neighbours: Vec::new(),
        contexts: Vec::new(),
        spaces: spaces::build(spaced_lines(&inputs, &respaced), &noise),
        listed: Vec::new(),
        corrections: Vec::new(),
        channel: channel::build(&inputs.misspellings, &channel::confusions(root)?),
    };
    tables.listed = listed(&inputs.misspellings, &train::model(&tables));
    let read = contexts::Text::read(&inputs, &train::model(&tables));
    let lists = words::neighbours(&mut words, &train::model(&tables), &read.counts);
    tables.neighbours = Neighbours::build(&lists);
    tables.words = WordTable::build(&words);
    tables.contexts = contexts::build(&train::model(&tables), &read);
    // The calibrator learns on misspellings of the lists and shall not think that these tell what is meant.
    let calibrator = train::calibrator(root, data, &inputs, &tables)?;
    tables.corrections = corrections(&inputs.misspellings, &inputs.curated, &train::model(&tables));
    tables.listed = listed(&inputs.misspellings, &train::model(&tables));
    for (name, bytes) in tables.named() {
        fs::write(folder.join(name), bytes)?;
        println!("{name}: {} bytes", bytes.len());
    }
    fs::write(folder.join("calibrator.bin"), &calibrator)?;
    println!("calibrator.bin: {} bytes", calibrator.len());
    manifest(&folder, &inputs, respaced.len(), &tables, &calibrator)?;
    Ok(())
}

/// Lines that the model of spaces learns from: every text but tokenised ones, few of the old novels, and the right lines of
/// benchmarks.
fn spaced_lines<'i>(inputs: &'i Inputs, respaced: &'i [String]) -> impl Iterator<Item = &'i str> {
    let texts = inputs.texts.iter().filter(|(name, _, _)| !name.contains("tokenised"));
    let lines = texts.flat_map(|(_, weight, text)| {
        let every = if *weight < 0.5 { 8 } else { 1 };
        text.lines().enumerate().filter(move |(index, _)| index % every == 0).map(|(_, line)| line)
    });
    lines.chain(respaced.iter().map(String::as_str))
}

/// The tables of one language, packed.
#[derive(Clone)]
pub struct Tables {
    lang: Lang,
    words: Vec<u8>,
    spelt: Vec<u8>,
    further: Vec<u8>,
    ngrams: Vec<u8>,
    letters: Vec<u8>,
    deletes: Vec<u8>,
    neighbours: Vec<u8>,
    contexts: Vec<u8>,
    spaces: Vec<u8>,
    listed: Vec<u8>,
    corrections: Vec<u8>,
    channel: Vec<u8>,
}

impl Tables {
    /// The tables that there are, by name.
    fn named(&self) -> Vec<(&'static str, &[u8])> {
        let all: [(&str, &[u8]); 12] = [
            ("words.bin", &self.words),
            ("spelt.bin", &self.spelt),
            ("further.bin", &self.further),
            ("ngrams.bin", &self.ngrams),
            ("letters.bin", &self.letters),
            ("deletes.bin", &self.deletes),
            ("neighbours.bin", &self.neighbours),
            ("contexts.bin", &self.contexts),
            ("spaces.bin", &self.spaces),
            ("listed.bin", &self.listed),
            ("corrections.bin", &self.corrections),
            ("channel.bin", &self.channel),
        ];
        all.into_iter().filter(|(_, bytes)| !bytes.is_empty()).collect()
    }
}

fn deletes(words: &[NewWord], table: &[u8], (targets, deepest): (usize, usize)) -> Vec<u8> {
    let table = WordTable::new(table);
    let mut deep = 0;
    let filed: Vec<(WordNo, &str, usize)> = words
        .iter()
        .enumerate()
        .map(|(index, word)| (WordNo(index as u32), word))
        .filter(|(no, word)| is_target(&table, *no) && word.text.chars().count() > 1)
        .take(targets)
        .map(|(no, word)| {
            let depth = if word.flags.contains(Flags::LOWER) && deep < deepest { 2 } else { 1 };
            deep += usize::from(depth == 2);
            (no, word.text.as_str(), depth)
        })
        .collect();
    Deletes::build(&filed)
}

/// Whether a word of the vocabulary is one of a dictionary.
fn is_in_dictionary(model: &Model<'_>, text: &str) -> bool {
    model.words.find(text).is_some_and(|no| model.words.flags(no).intersects(Flags::DICTIONARY))
}

/// The misspellings that are no word of the dictionary, as nobody asks whether one is listed, and whose correction is not kept.
fn listed(misspellings: &BTreeMap<String, Vec<String>>, model: &Model<'_>) -> Vec<u8> {
    let all = misspellings.keys().map(String::as_str);
    Listed::build(
        all.filter(|wrong| !is_in_dictionary(model, wrong) && model.corrections.of(wrong).is_none()),
    )
}

/// What misspellings are of, where the channel and the frequencies would have another word first. What people once wrote
/// (`agisted` for `accident`) counts only if it is like its word and nothing else is called so.
fn corrections(
    misspellings: &BTreeMap<String, Vec<String>>,
    curated: &BTreeMap<String, Vec<String>>,
    model: &Model<'_>,
) -> Vec<u8> {
    let known = |text: &str| model.words.find(text);
    let pairs = misspellings.iter().filter_map(|(wrong, all)| {
        let listed = curated.get(wrong);
        let rights = listed.unwrap_or(all);
        // `partys` may be a plural or a possessive, `moreso` is two words.
        let plural = wrong.strip_suffix('s').is_some_and(|stem| is_in_dictionary(model, stem));
        let named = known(wrong).is_some_and(|no| listed.is_none() || model.is_name(no));
        if wrong.chars().count() < SHORTEST_LISTED
            || is_in_dictionary(model, wrong)
            || plural
            || named
            || rights.iter().any(|right| right.contains(' '))
        {
            return None;
        }
        let first = model.candidates(wrong).first().map(|candidate| model.words.text(candidate.word));
        if first.is_some_and(|first| all.iter().any(|right| right == first)) {
            return None;
        }
        let right = rights.iter().find(|right| listed.is_some() || is_like(wrong, right))?;
        known(right).filter(|&no| is_target(&model.words, no)).map(|no| (wrong.as_str(), no))
    });
    Corrections::build(pairs)
}

/// Whether a misspelling is like its word: it begins alike, and two letters in five are others at most.
fn is_like(wrong: &str, right: &str) -> bool {
    let letters = right.chars().count();
    wrong.chars().next() == right.chars().next() && strsim::levenshtein(wrong, right) * 5 <= letters * 2
}

/// Letters of the shortest misspelling whose correction is kept: shorter ones are like too many words.
const SHORTEST_LISTED: usize = 5;

/// The hash of an input or a table as the manifests write it.
fn digest(bytes: &[u8]) -> String {
    format!("{:016x}", corrigenda::model::tables::hash(bytes))
}

/// The row of a text in the table of a manifest.
fn text_row(page: &mut String, name: &str, licence: &str, text: &str) -> std::fmt::Result {
    use std::fmt::Write as _;
    let (lines, digest) = (text.lines().count(), digest(text.as_bytes()));
    writeln!(page, "| {name} | {licence} | {lines} lines | {digest} |")
}

/// What the tables were made of, for `dictionaries/en/MANIFEST.md`.
/// `lines` are those of benchmarks that the model of spaces learnt from.
fn manifest(
    folder: &Path,
    inputs: &Inputs,
    lines: usize,
    tables: &Tables,
    calibrator: &[u8],
) -> anyhow::Result<()> {
    use std::fmt::Write as _;
    let mut page = String::from(
        "# The tables of English\n\nWritten by `cargo xtask model`; hashes are those of `model::tables::hash`.\n\n\
         | input | licence | words or lines | hash |\n|---|---|---|---|\n",
    );
    let licences: HashMap<&str, &str> = inputs::LICENCES.into_iter().collect();
    for (name, _, text) in &inputs.texts {
        let licence = licences.get(name.as_str()).copied().unwrap_or("see the README of the data");
        text_row(&mut page, name, licence, text)?;
    }
    writeln!(page, "| wordfreq 3.1.1, large_en | CC BY-SA 4.0 | {} words | |", inputs.frequencies.len())?;
    writeln!(
        page,
        "| wordsegment 1.3.1, bigrams | Apache-2.0 (data: MIT) | {} pairs | |",
        inputs.web_pairs.len()
    )?;
    writeln!(
        page,
        "| lists of misspellings | CC BY-SA 3.0, MIT, Apache-2.0 | {} words | |",
        inputs.misspellings.len()
    )?;
    writeln!(page, "| right lines of benchmarks of white space | Apache-2.0 | {lines} lines | |")?;
    writeln!(page, "\n| table | licence | bytes | hash |\n|---|---|---|---|")?;
    for (name, bytes) in tables.named() {
        let licence = match name {
            "words.bin" | "spelt.bin" | "deletes.bin" | "neighbours.bin" | "contexts.bin" | "letters.bin" => {
                "CC BY-SA 4.0 (frequencies of wordfreq)"
            }
            "channel.bin" | "listed.bin" => "CC BY-SA 3.0 (counts of misspellings)",
            "corrections.bin" => "CC BY-SA 3.0 (misspellings and what they are of)",
            _ => "CC BY 4.0 (counts)",
        };
        writeln!(page, "| {name} | {licence} | {} | {} |", bytes.len(), digest(bytes))?;
    }
    writeln!(page, "| calibrator.bin | MIT OR Apache-2.0 | {} | {} |", calibrator.len(), digest(calibrator))?;
    fs::write(folder.join("MANIFEST.md"), page)?;
    Ok(())
}
