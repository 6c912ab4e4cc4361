//! Ordinary misspellings: what people write, from lists, put into sentences of clean prose, several in a sentence. What is
//! measured is how many of all errors the first suggestions mend.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use corrigenda::{Checker, Tier};
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

/// A sentence with errors, as it was, and the numbers of the words that are wrong.
struct Draft {
    wrong: String,
    right: String,
    places: Vec<usize>,
}

/// Words that were wrong, of those the ones that are right after, and words that were right and were changed.
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
         back, of all errors (asked: 78 on texts of learners). The model has the same lists: it knows which forms are \
         misspellings, and of those that it would take for another word, what they are of. So texts of learners, whose misspellings are in \
         no list, do worse. `changed`: right words that became others, per 1,000 words; some of them are errors of the published \
         text.\n\n| tier | put in | mended | changed |\n|---|---:|---:|---:|\n",
        drafts.len()
    );
    let words: usize = drafts.iter().map(|draft| draft.right.split(' ').count()).sum();
    for tier in [Tier::Sure, Tier::Likely, Tier::Possible] {
        let scores: Vec<Score> = drafts.par_iter().map(|draft| one(checker, draft, tier)).collect();
        let sum = scores.into_iter().fold(Score::default(), |sum, score| Score {
            faults: sum.faults + score.faults,
            mended: sum.mended + score.mended,
            worse: sum.worse + score.worse,
        });
        let mended = 100.0 * f64::from(sum.mended) / f64::from(sum.faults.max(1));
        let changed = 1000.0 * f64::from(sum.worse) / words as f64;
        let _ = writeln!(out, "| {} | {} | {mended:.1} | {changed:.2} |", tier.name(), sum.faults);
    }
    Ok(out)
}

/// What becomes of a sentence.
fn one(checker: &Checker, draft: &Draft, tier: Tier) -> Score {
    let edits = edits(checker, &draft.wrong, tier);
    let (wrong, right): (Vec<&str>, Vec<&str>) =
        (draft.wrong.split(' ').collect(), draft.right.split(' ').collect());
    let mut score = Score::default();
    let mut start = 0;
    for (place, word) in wrong.iter().enumerate() {
        let range = start..start + word.len();
        start = range.end + 1;
        // What is made of this word, whatever becomes of the spaces elsewhere.
        let own = edits.iter().filter(|(edit, _)| edit.start < range.end && range.start < edit.end);
        let own: Vec<_> = own.cloned().collect();
        let fixed = applied(&draft.wrong, &own);
        let fixed = fixed.split(' ').nth(place).unwrap_or_default();
        if draft.places.contains(&place) {
            score.faults += 1;
            score.mended += u32::from(fixed == right[place]);
        } else {
            score.worse += u32::from(fixed != *word);
        }
    }
    score
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
        let mut places = Vec::new();
        for (place, word) in words.iter().enumerate() {
            if word.chars().count() < LETTERS
                || !word.chars().all(char::is_lowercase)
                || random.below(ONE_IN) > 0
            {
                continue;
            }
            let Some(with) = wrongs.get(word).and_then(|wrongs| random.pick(wrongs)) else { continue };
            wrong[place] = (*with).to_owned();
            places.push(place);
        }
        if !places.is_empty() {
            drafts.push(Draft { wrong: wrong.join(" "), right: words.join(" "), places });
        }
    }
    Ok(drafts)
}
