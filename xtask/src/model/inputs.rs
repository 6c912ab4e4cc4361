//! The raw inputs of the model: texts, frequency lists, lists of misspellings.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use corrigenda::model::tables::hash;

use crate::packages::{python, text, unpacked};

/// Everything the tables of English are built from.
pub struct Inputs {
    /// Running text with the weight of a word of it.
    pub texts: Vec<(String, f32, String)>,
    /// Lines that are not in `texts`: what the calibrator learns on.
    pub held_out: Vec<String>,
    /// Words in lower case with their share of running text (wordfreq).
    pub frequencies: Vec<(String, f64)>,
    /// Pairs of words with their counts in the web (Google Web Trillion Word Corpus, as wordsegment carries it).
    pub web_pairs: Vec<(String, String, f64)>,
    /// Wrong spelling -> right ones, from lists.
    pub misspellings: Spellings,
    /// Those of them that lists have which people keep for correcting.
    pub curated: Spellings,
}

/// The weight of a word of each text: novels of the nineteenth century are plentiful and old.
const TEXTS: [(&str, f32); 7] = [
    ("cia-factbook.txt.gz", 0.7),
    ("history-at-state.txt.gz", 2.0),
    ("masc-tokenised.txt.gz", 3.0),
    ("nltk-inaugural.txt.gz", 1.0),
    ("nltk-state_union.txt.gz", 1.5),
    ("openstax-ccby.txt.gz", 2.0),
    ("eltec-eng.txt.xz", 0.4),
];

/// The licence of each text.
pub const LICENCES: [(&str, &str); 7] = [
    ("cia-factbook.txt.gz", "public domain"),
    ("history-at-state.txt.gz", "public domain"),
    ("masc-tokenised.txt.gz", "open (MASC)"),
    ("nltk-inaugural.txt.gz", "public domain"),
    ("nltk-state_union.txt.gz", "public domain"),
    ("openstax-ccby.txt.gz", "CC BY 4.0"),
    ("eltec-eng.txt.xz", "CC BY 4.0"),
];

/// A frequency list of wordfreq: bucket `i` holds the words of frequency 10^(-i / 100).
pub fn frequencies(package: &Path, lang: &str) -> Result<Vec<(String, f64)>> {
    let path = package.join(format!("wordfreq/data/large_{lang}.msgpack.gz"));
    let mut list: Vec<serde_json::Value> = rmp_serde::from_slice(&unpacked(&path)?)?;
    let mut words = Vec::new();
    for (bucket, entry) in list.drain(..).skip(1).enumerate() {
        let frequency = 10_f64.powf(-(bucket as f64) / 100.0);
        for word in entry.as_array().into_iter().flatten() {
            if let Some(word) = word.as_str() {
                words.push((word.replace('’', "'"), frequency));
            }
        }
    }
    Ok(words)
}

/// Wrong spellings with the right ones.
type Spellings = BTreeMap<String, Vec<String>>;

fn add(wrong: &mut Spellings, bad: &str, good: &str) {
    let (bad, good) = (bad.trim().to_lowercase(), good.trim().to_lowercase());
    if !bad.is_empty() && !good.is_empty() && bad != good {
        let list = wrong.entry(bad).or_default();
        if !list.contains(&good) {
            list.push(good);
        }
    }
}

/// The lists that people keep for correcting (codespell, typos), wrong -> right, in lower case.
pub fn curated(folder: &Path) -> Result<Spellings> {
    let mut wrong = Spellings::new();
    for line in text(&folder.join("codespell_dictionary.txt.xz"))?.lines() {
        if let Some((bad, good)) = line.split_once("->") {
            good.split(',').for_each(|g| add(&mut wrong, bad, g));
        }
    }
    for line in text(&folder.join("typos_words.csv.xz"))?.lines() {
        let mut fields = line.split(',');
        if let Some(bad) = fields.next() {
            fields.for_each(|g| add(&mut wrong, bad, g));
        }
    }
    Ok(wrong)
}

/// All lists of misspellings, wrong -> right, in lower case: the curated ones and collections of what people wrote.
pub fn misspellings(folder: &Path) -> Result<Spellings> {
    let mut wrong = curated(folder)?;
    for line in text(&folder.join("norvig_spell-errors.txt.xz"))?.lines() {
        if let Some((good, bad)) = line.split_once(':') {
            bad.split(',').for_each(|b| add(&mut wrong, b.split('*').next().unwrap_or(b), good));
        }
    }
    for line in text(&folder.join("adf-typos-training.txt.xz"))?.lines() {
        let mut fields = line.split(' ');
        if let (Some(good), Some(bad)) = (fields.next(), fields.next()) {
            add(&mut wrong, bad, good);
        }
    }
    Ok(wrong)
}

/// Reads the inputs of English.
pub fn english(root: &Path, data: &Path) -> Result<Inputs> {
    let (mut texts, mut held_out) = (Vec::new(), Vec::new());
    for (name, weight) in TEXTS {
        let whole = text(&data.join("lm-en").join(name))?;
        // Old novels are most of the text: few of their lines are enough.
        let every = if weight < 0.5 { 600 } else { 6 };
        let mut kept = String::with_capacity(whole.len());
        for line in whole.lines() {
            // Tokenised text has no spacing to learn from.
            if !name.contains("tokenised") && line.len() > 60 && hash(line.as_bytes()).is_multiple_of(every) {
                held_out.push(line.to_owned());
            } else {
                kept.push_str(line);
                kept.push('\n');
            }
        }
        texts.push((name.to_owned(), weight, kept));
    }
    let wordfreq = python(root, "wordfreq", "3.1.1")?;
    let segment = python(root, "wordsegment", "1.3.1")?;
    let mut web_pairs = Vec::new();
    for line in text(&segment.join("wordsegment/bigrams.txt"))?.lines() {
        if let Some((words, count)) = line.split_once('\t')
            && let Some((first, second)) = words.split_once(' ')
        {
            web_pairs.push((first.to_owned(), second.to_owned(), count.trim().parse()?));
        }
    }
    Ok(Inputs {
        texts,
        held_out,
        frequencies: frequencies(&wordfreq, "en")?,
        web_pairs,
        misspellings: misspellings(&data.join("misspellings"))?,
        curated: curated(&data.join("misspellings"))?,
    })
}
