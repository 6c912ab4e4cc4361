//! What the rules find in raw machine translation, and what its editor changed.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use corrigenda::{Checked, Checker, Tier};
use rayon::prelude::*;

use super::{Triple, check};

/// Rules of spaces and quotation marks, which tokenised data cannot judge.
const SPACING: [&str; 9] = [
    "space-before-punctuation",
    "missing-space",
    "misplaced-quote",
    "unbalanced-quote",
    "mixed-quotes",
    "doubled-space",
    "broken-dash",
    "unbalanced-bracket",
    "split-word",
];

/// What the rules find in raw machine translation, and what its editor changed.
#[derive(Default)]
pub(super) struct Edits {
    /// By rule: findings, those inside an edit.
    rules: BTreeMap<&'static str, (usize, usize)>,
    /// By kind of edit: all, those that a finding touches.
    kinds: BTreeMap<&'static str, (usize, usize)>,
    pairs: usize,
}

/// Checks the machine translation of these documents and compares.
pub(super) fn machine(checker: &Checker, from: &str, to: &str, documents: &[&[Triple]], edits: &mut Edits) {
    let checked: Vec<Checked> = documents
        .par_iter()
        .map(|d| {
            check(checker, from, to, Tier::Likely, d.iter().map(|t| (t.source.as_str(), t.machine.as_str())))
        })
        .collect();
    for (checked, document) in checked.iter().zip(documents) {
        let kept = document.iter().filter(|t| !t.source.trim().is_empty() && !t.machine.trim().is_empty());
        for (pair, triple) in checked.pairs.iter().zip(kept) {
            edits.pairs += 1;
            let start = pair.target.start as usize;
            let changed = changes(&triple.machine, &triple.edited);
            let findings = || {
                checked
                    .findings
                    .iter()
                    .filter(|f| f.span.overlaps(pair.target) && !SPACING.contains(&f.rule.name))
            };
            for finding in findings() {
                let span = finding.span.range();
                let inside = changed
                    .iter()
                    .any(|c| start + c.machine.start <= span.end && span.start <= start + c.machine.end);
                let counts = edits.rules.entry(finding.rule.name).or_default();
                counts.0 += 1;
                counts.1 += usize::from(inside);
            }
            for change in &changed {
                let touched = findings().any(|f| {
                    let span = f.span.range();
                    start + change.machine.start <= span.end && span.start <= start + change.machine.end
                });
                let counts = edits.kinds.entry(change.kind).or_default();
                counts.0 += 1;
                counts.1 += usize::from(touched);
            }
        }
    }
}

/// One place that the editor changed: bytes of the machine translation, and what sort of change it is.
struct Change {
    machine: Range<usize>,
    kind: &'static str,
}

/// The words that differ (longest common subsequence).
fn changes(machine: &str, edited: &str) -> Vec<Change> {
    let split = |text: &str| {
        let mut words: Vec<Range<usize>> = Vec::new();
        let mut at = 0;
        for word in text.split(' ') {
            if !word.is_empty() {
                words.push(at..at + word.len());
            }
            at += word.len() + 1;
        }
        words
    };
    let (a, b) = (split(machine), split(edited));
    let same = |i: usize, j: usize| machine[a[i].clone()] == edited[b[j].clone()];
    let mut table = vec![vec![0_u16; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            table[i][j] =
                if same(i, j) { table[i + 1][j + 1] + 1 } else { table[i + 1][j].max(table[i][j + 1]) };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut changes = Vec::new();
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && same(i, j) {
            (i, j) = (i + 1, j + 1);
            continue;
        }
        let (from_i, from_j) = (i, j);
        while (i < a.len() || j < b.len()) && !(i < a.len() && j < b.len() && same(i, j)) {
            if j >= b.len() || i < a.len() && table[i + 1][j] >= table[i][j + 1] { i += 1 } else { j += 1 }
        }
        let place = |words: &[Range<usize>], from: usize, to: usize, end: usize| match (
            words.get(from),
            to.checked_sub(1).and_then(|l| words.get(l)),
        ) {
            (Some(first), Some(last)) if from < to => first.start..last.end,
            (Some(first), _) => first.start..first.start,
            _ => end..end,
        };
        let (old, new) = (place(&a, from_i, i, machine.len()), place(&b, from_j, j, edited.len()));
        let kind = kind_of(&machine[old.clone()], &edited[new]);
        changes.push(Change { machine: old, kind });
    }
    changes
}

fn kind_of(old: &str, new: &str) -> &'static str {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let count = |text: &str| text.split_whitespace().count();
    if letters(old) == letters(new) {
        "marks and spaces"
    } else if letters(old).to_lowercase() == letters(new).to_lowercase() {
        "capitals"
    } else if digits(old) != digits(new) {
        "numbers"
    } else if old.is_empty() {
        if count(new) >= 3 { "words added by the editor, three and more" } else { "a word or two added" }
    } else if new.is_empty() {
        if count(old) >= 3 {
            "words taken out by the editor, three and more"
        } else {
            "a word or two taken out"
        }
    } else if count(old) == 1 && count(new) == 1 {
        let upper = |text: &str| text.chars().next().is_some_and(char::is_uppercase);
        if upper(old) && upper(new) {
            "a name or capitalised word exchanged"
        } else if corrigenda::bitext::alike(&corrigenda::bitext::roman(old), &corrigenda::bitext::roman(new))
        {
            "form of a word"
        } else {
            "one word exchanged"
        }
    } else if count(old).max(count(new)) <= 3 {
        "two or three words exchanged"
    } else {
        "a passage rewritten"
    }
}

impl Edits {
    /// Writes the two tables.
    pub(super) fn write(&self, out: &mut String) {
        let _ = write!(
            out,
            "\n## Raw machine translation and what its editor changed\n\nAll rules, monolingual and bilingual, `likely` and `sure`, on the machine translation of the development parts ({} pairs). A finding \
             is inside an edit if it touches words that the editor changed or the gap where words were added; one that covers a whole sentence (`missing-name`, a dropped number) if anything in it was changed. A finding outside an edit \
             is not always false: editors leave faults.\n\n| rule | findings | inside an edit | share |\n|---|---:|---:|---:|\n",
            self.pairs
        );
        let line = |out: &mut String, name: &str, (all, some): (usize, usize)| {
            let _ = writeln!(out, "| {name} | {all} | {some} | {:.2} |", some as f64 / all.max(1) as f64);
        };
        for (rule, counts) in &self.rules {
            line(out, rule, *counts);
        }
        let sum =
            |all: &BTreeMap<&str, (usize, usize)>| all.values().fold((0, 0), |s, c| (s.0 + c.0, s.1 + c.1));
        line(out, "**all**", sum(&self.rules));
        out.push_str(
            "\nWhat the editors changed, by kind, and how much of it a finding touches. Most of it is choice of words, which needs \
             understanding of the source; no rule here claims it.\n\n| edit | edits | touched | share |\n|---|---:|---:|---:|\n",
        );
        for (kind, counts) in &self.kinds {
            line(out, kind, *counts);
        }
        line(out, "**all**", sum(&self.kinds));
    }
}
