//! `cargo xtask forms`: all forms of the two English lists in one table, each with the verdict of Hunspell.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use corrigenda::lexicon::Lexicon;
use corrigenda::lexicon::forms::{Forms, Lists};

/// Rebuilds `dictionaries/en/forms.bin`.
pub fn write(root: &Path) -> Result<(), String> {
    build(root).map_err(|e| format!("{e:#}"))
}

fn build(root: &Path) -> anyhow::Result<()> {
    let folder = root.join("dictionaries/en");
    let mut candidates = BTreeSet::new();
    for name in ["en_US", "en_GB"] {
        let affixes = Affixes::read(&fs::read_to_string(folder.join(name).with_extension("aff"))?);
        for line in fs::read_to_string(folder.join(name).with_extension("dic"))?.lines().skip(1) {
            let (word, flags) = line.split_once('/').unwrap_or((line, ""));
            if word.chars().all(|c| c.is_alphabetic() || c == '\'') {
                affixes.forms(word, flags, &mut candidates);
                // Hunspell adds a form with one capital that stands for capitals only.
                affixes.forms(&title(&word.to_lowercase()), flags, &mut candidates);
            }
        }
    }
    let lexicon = Lexicon::default();
    let mut table: BTreeMap<&str, Lists> = BTreeMap::new();
    for form in &candidates {
        let small = form.to_lowercase();
        // What stands for its other cases anyway need not be there twice.
        let derived =
            if *form == title(&small) && *form != small { lexicon.asked(&small) } else { Lists::empty() };
        let lists = lexicon.asked(form) - derived;
        if !lists.is_empty() {
            table.insert(form, lists);
        }
    }
    let bytes = bytes_of(&table)?;
    let plain = Forms::new(&bytes).context("no table")?;
    let mut for_capitals = Vec::new();
    for form in candidates.iter().filter(|form| **form == title(&form.to_lowercase())) {
        let capitals = form.to_uppercase();
        let missing = lexicon.asked(&capitals) - plain.lists(&capitals).unwrap_or_default();
        for_capitals.push((form.as_str(), Lists::from_bits_truncate(missing.bits() << 2)));
    }
    for (form, lists) in for_capitals {
        if !lists.is_empty() {
            *table.entry(form).or_default() |= lists;
        }
    }
    let bytes = bytes_of(&table)?;
    verify(&candidates, &bytes, &lexicon)?;
    fs::write(folder.join("forms.bin"), &bytes)?;
    println!("forms.bin: {} forms, {} bytes", table.len(), bytes.len());
    Ok(())
}

fn bytes_of(table: &BTreeMap<&str, Lists>) -> anyhow::Result<Vec<u8>> {
    Forms::build(table.iter().map(|(form, lists)| (*form, *lists))).context("forms out of order")
}

/// Compares table and Hunspell on every form, in each case.
fn verify(candidates: &BTreeSet<String>, bytes: &[u8], lexicon: &Lexicon) -> anyhow::Result<()> {
    let forms = Forms::new(bytes).context("no table")?;
    let mut wrong = Vec::new();
    for form in candidates {
        let small = form.to_lowercase();
        for word in [form.clone(), title(&small), title(form), form.to_uppercase(), small] {
            if forms.lists(&word) != Some(lexicon.asked(&word)) {
                wrong.push(word);
            }
        }
    }
    if !wrong.is_empty() {
        bail!("table and Hunspell differ on {} words: {:?}", wrong.len(), &wrong[..wrong.len().min(40)]);
    }
    Ok(())
}

fn title(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}

/// The affix rules of a Hunspell file, as far as English uses them: each takes one prefix and one suffix at most.
struct Affixes(Vec<Affix>);

struct Affix {
    flag: char,
    prefix: bool,
    /// Whether it goes with an affix of the other kind.
    crosses: bool,
    strip: String,
    add: String,
    /// What the word must end with: for each character those allowed, or those not.
    ending: Vec<(bool, String)>,
}

impl Affixes {
    fn read(text: &str) -> Self {
        let mut all = Vec::new();
        let mut crosses = false;
        for line in text.lines() {
            let fields: Vec<&str> = line.split_whitespace().collect();
            match fields[..] {
                ["PFX" | "SFX", _, "Y" | "N", _] => crosses = fields[2] == "Y",
                [kind @ ("PFX" | "SFX"), flag, strip, add, ending] => all.push(Affix {
                    flag: flag.chars().next().unwrap_or_default(),
                    prefix: kind == "PFX",
                    crosses,
                    strip: strip.trim_start_matches('0').to_owned(),
                    add: add.to_owned(),
                    ending: conditions(ending),
                }),
                _ => {}
            }
        }
        Self(all)
    }

    /// All forms of an entry, whether Hunspell takes them or not.
    fn forms(&self, word: &str, flags: &str, forms: &mut BTreeSet<String>) {
        let affixes =
            |prefix: bool| self.0.iter().filter(move |a| a.prefix == prefix && flags.contains(a.flag));
        let suffixed: Vec<(&Affix, String)> =
            affixes(false).filter_map(|affix| Some((affix, affix.after(word)?))).collect();
        for affix in affixes(true) {
            forms.insert(format!("{}{word}", affix.add));
            let crossed = suffixed.iter().filter(|(other, _)| affix.crosses && other.crosses);
            forms.extend(crossed.map(|(_, form)| format!("{}{form}", affix.add)));
        }
        forms.insert(word.to_owned());
        forms.extend(suffixed.into_iter().map(|(_, form)| form));
    }
}

impl Affix {
    /// The word with this suffix, where it takes it.
    fn after(&self, word: &str) -> Option<String> {
        let stem = word.strip_suffix(&self.strip)?;
        let last: Vec<char> = word.chars().rev().collect();
        let fits = self.ending.len() <= last.len()
            && self.ending.iter().rev().zip(last).all(|((allowed, set), c)| set.contains(c) == *allowed);
        fits.then(|| format!("{stem}{}", self.add))
    }
}

/// `[^ey]` and `ee` as sets of characters; a full stop is any.
fn conditions(ending: &str) -> Vec<(bool, String)> {
    let mut sets = Vec::new();
    let mut chars = ending.chars();
    while let Some(c) = chars.next() {
        sets.push(match c {
            '.' => (false, String::new()),
            '[' => {
                let set: String = chars.by_ref().take_while(|c| *c != ']').collect();
                set.strip_prefix('^').map_or((true, set.clone()), |rest| (false, rest.to_owned()))
            }
            c => (true, c.to_string()),
        });
    }
    sets
}
