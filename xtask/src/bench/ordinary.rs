//! Ordinary misspellings: what people write, from lists, put into sentences of clean prose, several in a sentence. What is
//! measured is how many of all errors the first suggestions mend.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use corrigenda::{Checker, Lang, Tier};
use rayon::prelude::*;

use super::{applied, edits};
use crate::data::{self, Random};
use crate::model::inputs;

/// Sentences that errors are put into.
const SENTENCES: usize = 3000;
/// Words of the shortest and of the longest sentence.
const LENGTHS: std::ops::RangeInclusive<usize> = 8..=40;
/// Letters of the shortest word that is misspelt.
const LETTERS: usize = 4;
/// One word in so many is misspelt, of those that lists have misspellings of.
const ONE_IN: usize = 10;
const SEED: u64 = 20_261_130;

/// A word that was misspelt.
struct Fault {
    /// Its number in the sentence.
    place: usize,
    /// Whether the list of the model has the misspelling.
    listed: bool,
}

/// A sentence with errors, as it was, and where they are.
struct Draft {
    wrong: String,
    right: String,
    faults: Vec<Fault>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Score {
    faults: u32,
    mended: u32,
    worse: u32,
}

/// The table of ordinary misspellings.
pub(super) fn measure(folder: &Path, checker: &Checker) -> Result<String, String> {
    let drafts = drafts(folder)?;
    let mut out = format!(
        "## Ordinary misspellings\n\n{} sentences of clean prose in which words are misspelt as lists of misspellings have them \
         (of four letters and more, one in {ONE_IN}; also where that makes another word). `mended`: the first suggestion gives the word \
         back, of all errors (asked: 78). The model has such lists too, so those that it has and those that it has not are told apart. \
         `made worse`: right words that were changed, per 1,000 words.\n\n| errors | tier | put in | mended | made worse |\n|---|---|---:|---:|---:|\n",
        drafts.len()
    );
    let words: usize = drafts.iter().map(|draft| draft.right.split(' ').count()).sum();
    for tier in [Tier::Sure, Tier::Likely, Tier::Possible] {
        let scores: Vec<[Score; 2]> = drafts.par_iter().map(|draft| one(checker, draft, tier)).collect();
        for (name, which) in
            [("all", [true, true]), ("in the list", [false, true]), ("in none", [true, false])]
        {
            let sum = scores.iter().flat_map(|s| s.iter().zip(which)).filter(|(_, counts)| *counts).fold(
                Score::default(),
                |sum, (s, _)| Score {
                    faults: sum.faults + s.faults,
                    mended: sum.mended + s.mended,
                    worse: sum.worse + s.worse,
                },
            );
            let worse = match name {
                "all" => format!("{:.2}", 1000.0 * f64::from(sum.worse) / words as f64),
                _ => String::new(),
            };
            let mended = 100.0 * f64::from(sum.mended) / f64::from(sum.faults.max(1));
            let _ = writeln!(out, "| {name} | {} | {} | {mended:.1} | {worse} |", tier.name(), sum.faults);
        }
    }
    Ok(out)
}

/// What becomes of a sentence: of errors that no list has, and of those that the list of the model has.
fn one(checker: &Checker, draft: &Draft, tier: Tier) -> [Score; 2] {
    let edits = edits(checker, &draft.wrong, tier);
    let (wrong, right): (Vec<&str>, Vec<&str>) =
        (draft.wrong.split(' ').collect(), draft.right.split(' ').collect());
    let mut scores = [Score::default(); 2];
    let mut start = 0;
    for (place, word) in wrong.iter().enumerate() {
        let range = start..start + word.len();
        start = range.end + 1;
        // What is made of this word, whatever becomes of the spaces elsewhere.
        let own = edits.iter().filter(|(edit, _)| edit.start < range.end && range.start < edit.end);
        let own: Vec<_> = own.cloned().collect();
        let fixed = applied(&draft.wrong, &own);
        let fixed = fixed.split(' ').nth(place).unwrap_or_default();
        match draft.faults.iter().find(|fault| fault.place == place) {
            Some(fault) => {
                let score = &mut scores[usize::from(fault.listed)];
                score.faults += 1;
                score.mended += u32::from(fixed == right[place]);
            }
            None => scores[0].worse += u32::from(fixed != *word),
        }
    }
    scores
}

fn drafts(folder: &Path) -> Result<Vec<Draft>, String> {
    let lists = inputs::misspellings(&folder.join("misspellings")).map_err(|e| format!("{e:#}"))?;
    let mut wrongs: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (wrong, rights) in &lists {
        // A misspelling of several words says nothing of any.
        if let [right] = &rights[..]
            && [wrong, right].iter().all(|w| w.chars().all(char::is_alphabetic))
        {
            wrongs.entry(right).or_default().push(wrong);
        }
    }
    let model = corrigenda::model::embedded::of(Lang::En).ok_or("the model of English is not embedded")?;
    let texts = data::clean(folder)?;
    let mut random = Random(SEED);
    let mut lines: Vec<&str> = data::english(&texts).iter().flat_map(|text| text.lines()).collect();
    for at in (1..lines.len()).rev() {
        lines.swap(at, random.below(at + 1));
    }
    let mut drafts = Vec::new();
    for line in lines {
        let words: Vec<&str> = line.split_whitespace().collect();
        if !LENGTHS.contains(&words.len()) {
            continue;
        }
        if drafts.len() == SENTENCES {
            break;
        }
        let mut wrong: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let mut faults = Vec::new();
        for (place, word) in words.iter().enumerate() {
            if word.chars().count() < LETTERS
                || !word.chars().all(char::is_lowercase)
                || random.below(ONE_IN) > 0
            {
                continue;
            }
            let Some(with) = wrongs.get(word).and_then(|wrongs| random.pick(wrongs)) else { continue };
            wrong[place] = (*with).to_owned();
            faults.push(Fault { place, listed: model.listed.contains(with) });
        }
        if !faults.is_empty() {
            drafts.push(Draft { wrong: wrong.join(" "), right: words.join(" "), faults });
        }
    }
    Ok(drafts)
}
