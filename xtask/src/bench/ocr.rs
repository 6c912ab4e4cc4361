//! Old newspapers read by OCR, with the truth beside them.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use corrigenda::{Checker, Tier};
use rayon::prelude::*;

use super::{Counts, applied, edits, normal};
use crate::packages::text;

/// An article: its text as read and as printed, a line for each sentence.
pub(super) struct Article {
    read: Vec<String>,
    printed: Vec<String>,
}

/// Errors of a word alignment, and the words of the truth.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Errors {
    before: u64,
    after: u64,
    words: u64,
}

impl Errors {
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            before: self.before + other.before,
            after: self.after + other.after,
            words: self.words + other.words,
        }
    }

    /// By how many percent there are more afterwards.
    pub(super) fn relative(self) -> f64 {
        100.0 * (self.after as f64 / self.before.max(1) as f64 - 1.0)
    }
}

/// The table of old newspapers.
pub(super) fn measure(folder: &Path, checker: &Checker) -> Result<String, String> {
    let articles = articles(folder)?;
    let mut out = format!(
        "## Old newspapers read by OCR\n\n{} articles of BLN600, its training half. Found: words of the reading that a finding touches, \
         against words that differ from the print. Word errors: insertions, deletions and changes per word of the print, before and \
         after the first suggestions are made.\n\n| tier | found: precision | recall | F1 | word errors before | after | relative | articles made worse |\n\
         |---|---:|---:|---:|---:|---:|---:|---:|\n",
        articles.len()
    );
    for tier in [Tier::Sure, Tier::Likely, Tier::Possible] {
        let results: Vec<(Counts, Errors)> =
            articles.par_iter().map(|article| one(checker, article, tier)).collect();
        let worse = results.iter().filter(|(_, e)| e.after > e.before).count();
        let (counts, errors) =
            results.into_iter().fold((Counts::default(), Errors::default()), |(c, e), (counts, errors)| {
                (c.and(counts), e.and(errors))
            });
        let share = |n: u64| 100.0 * n as f64 / errors.words.max(1) as f64;
        let _ = writeln!(
            out,
            "| {} | {} | {:.2} | {:.2} | {:+.1} | {worse} |",
            tier.name(),
            counts.cells(),
            share(errors.before),
            share(errors.after),
            errors.relative()
        );
    }
    Ok(out)
}

fn one(checker: &Checker, article: &Article, tier: Tier) -> (Counts, Errors) {
    let whole = article.whole();
    let fixed = applied(&whole, &edits(checker, &whole, tier));
    article.compare(&fixed, &super::words::flagged(checker, &whole, tier))
}

impl Article {
    /// The reading as one text.
    pub(super) fn whole(&self) -> String {
        self.read.join("\n")
    }

    /// Words flagged against words that are wrong, and the errors before and after.
    pub(super) fn compare(&self, fixed: &str, flagged: &BTreeSet<usize>) -> (Counts, Errors) {
        let whole = self.whole();
        let (mut counts, mut errors) = (Counts::default(), Errors::default());
        // A correction may join two lines; then the whole article is one.
        let mut after: Vec<&str> = fixed.lines().collect();
        let joined = after.len() != self.read.len();
        let (read, printed): (Vec<&str>, Vec<&str>) = if joined {
            after = vec![fixed];
            (vec![&whole], vec![])
        } else {
            (
                self.read.iter().map(String::as_str).collect(),
                self.printed.iter().map(String::as_str).collect(),
            )
        };
        let all = self.printed.join("\n");
        let printed = if joined { vec![all.as_str()] } else { printed };
        let mut offset = 0;
        for ((read, printed), after) in read.iter().zip(printed).zip(after) {
            let split = |text: &str| -> Vec<String> { text.split_whitespace().map(str::to_owned).collect() };
            let (read, printed, after) = (split(read), split(printed), split(after));
            let wrong: BTreeSet<usize> = changes(&read, &printed).into_iter().map(|(at, _)| at).collect();
            let own = flagged.range(offset..offset + read.len()).map(|at| at - offset).collect();
            counts = counts.and(Counts::of(&own, &wrong));
            errors.before += distance(&read, &printed);
            errors.after += distance(&after, &printed);
            errors.words += printed.len() as u64;
            offset += read.len();
        }
        (counts, errors)
    }
}

/// The articles of BLN600.
pub(super) fn articles(folder: &Path) -> Result<Vec<Article>, String> {
    let all = text(&folder.join("ocr/bln600-train.csv.xz")).map_err(|e| format!("{e:#}"))?;
    let mut reader = csv::Reader::from_reader(all.as_bytes());
    let mut articles: Vec<Article> = Vec::new();
    let mut last = String::new();
    for record in reader.records() {
        let record = record.map_err(|e| e.to_string())?;
        let (Some(id), Some(read), Some(printed)) = (record.get(0), record.get(3), record.get(4)) else {
            return Err("bln600-train.csv: a row is too short".to_owned());
        };
        if id != last {
            articles.push(Article { read: Vec::new(), printed: Vec::new() });
            id.clone_into(&mut last);
        }
        if let Some(article) = articles.last_mut() {
            article.read.push(normal(read));
            article.printed.push(normal(printed));
        }
    }
    Ok(articles)
}

/// Words put in, left out and changed on the cheapest way between two lists of words (Levenshtein 1966).
fn distance(from: &[String], to: &[String]) -> u64 {
    strsim::generic_levenshtein(&Words(from), &Words(to)) as u64
}

/// A list of words as `strsim` takes them.
struct Words<'w>(&'w [String]);

impl<'w> IntoIterator for &Words<'w> {
    type Item = &'w String;
    type IntoIter = std::slice::Iter<'w, String>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

/// The words of `from`, by number, that `to` has otherwise, with what it has; words put in go with the word before.
pub(super) fn changes(from: &[String], to: &[String]) -> Vec<(usize, String)> {
    let mut out: Vec<(usize, String)> = Vec::new();
    for change in similar::capture_diff_slices(similar::Algorithm::Myers, from, to) {
        let (tag, old, new) = change.as_tag_tuple();
        if tag == similar::DiffTag::Equal {
            continue;
        }
        // Word for word as far as both go.
        let mut with = to[new].iter();
        out.extend(old.clone().map(|at| (at, with.next().cloned().unwrap_or_default())));
        out.extend(with.map(|word| (old.end.saturating_sub(1), format!("+{word}"))));
    }
    out
}
