//! Misspelt words: which are found, and what becomes of them. The calibrator learns on the other half of the lines.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use corrigenda::{Checker, Finding, Lang, Options, Source, Tier};
use rayon::prelude::*;

use super::{Counts, applied, edits, lines};

pub(super) const SETS: [&str; 4] =
    ["wikidump.realistic", "bookcorpus.realistic", "wikidump.artificial", "bookcorpus.artificial"];

/// The tables of the benchmarks of misspelt words.
pub(super) fn measure(folder: &Path, checker: &Checker) -> Result<String, String> {
    let mut out = String::from(
        "## Misspelt words\n\nFound: words that a finding touches, against words that are marked wrong (asked: F1 90 on the realistic \
         sets). Corrected: words that were changed, right where the line has the right word there after all changes.\n\n\
         | set | tier | found: precision | recall | F1 | corrected: precision | recall | F1 |\n|---|---|---:|---:|---:|---:|---:|---:|\n",
    );
    for set in SETS {
        let found = folder.join("bench-dev/sedw/dev").join(set);
        let (corrupt, marks) = (lines(&found, "corrupt")?, lines(&found, "correct")?);
        let fixed = folder.join("bench-dev/sec/dev").join(set);
        let (broken, correct) = (lines(&fixed, "corrupt")?, lines(&fixed, "correct")?);
        for tier in [Tier::Likely, Tier::Possible] {
            let found: Counts = corrupt
                .par_iter()
                .zip(&marks)
                .step_by(2)
                .map(|(line, marks)| Counts::of(&flagged(checker, line, tier), &marked(marks)))
                .reduce(Counts::default, Counts::and);
            let corrected: Counts = broken
                .par_iter()
                .zip(&correct)
                .step_by(2)
                .map(|(line, truth)| compare(line, &applied(line, &edits(checker, line, tier)), truth))
                .reduce(Counts::default, Counts::and);
            let _ = writeln!(out, "| {set} | {} | {} | {} |", tier.name(), found.cells(), corrected.cells());
        }
    }
    Ok(out)
}

/// The words of a line, by number, that are marked wrong.
pub(super) fn marked(marks: &str) -> BTreeSet<usize> {
    marks.split(' ').enumerate().filter(|(_, m)| *m == "1").map(|(at, _)| at).collect()
}

/// The words of a line, by number, that a finding touches.
pub(super) fn flagged(checker: &Checker, line: &str, tier: Tier) -> BTreeSet<usize> {
    let options = Options { lang: Some(Lang::En), tier, ..Options::default() };
    let checked = checker.check(Source::from_text("line", line), &options);
    touched(line, checked.findings.iter().filter(|f| f.confidence.tier() >= tier))
}

/// The words of a line, by number, that some findings touch.
pub(super) fn touched<'f>(line: &str, findings: impl IntoIterator<Item = &'f Finding>) -> BTreeSet<usize> {
    let mut flagged = BTreeSet::new();
    for finding in findings {
        let range = finding.span.range();
        let first = line[..range.start].split_whitespace().count();
        // A span may begin inside a word.
        let inside = line[..range.start].ends_with(|c: char| !c.is_whitespace());
        let first = first - usize::from(inside && !line[range.start..].starts_with(char::is_whitespace));
        flagged.extend((first..).take(line[range].split_whitespace().count()));
    }
    flagged
}

/// Words changed on the way from `line` to `fixed` against those that `truth` changes: by place where the number of words
/// is the same, else by counting what the two have in common.
fn compare(line: &str, fixed: &str, truth: &str) -> Counts {
    let split = |text: &str| -> Vec<String> { text.split(' ').map(str::to_owned).collect() };
    let (line, fixed, truth) = (split(line), split(fixed), split(truth));
    if line.len() != truth.len() || line.len() != fixed.len() {
        let changes = |to: &[String]| -> BTreeSet<(usize, String)> {
            super::ocr::changes(&line, to).into_iter().collect()
        };
        return Counts::of(&changes(&fixed), &changes(&truth));
    }
    let changes = |to: &[String]| -> BTreeSet<(usize, String)> {
        (0..line.len()).filter(|&at| line[at] != to[at]).map(|at| (at, to[at].clone())).collect()
    };
    Counts::of(&changes(&fixed), &changes(&truth))
}
