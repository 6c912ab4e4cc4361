//! White space: spaces lost and added.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use corrigenda::{Checker, Tier};
use rayon::prelude::*;

use super::{Counts, Edit, applied, edits, lines};

/// The benchmarks, with what the issue of the words asks of each.
pub(super) const SETS: [(&str, &str); 6] = [
    ("Wiki.typos", "98.0"),
    ("Wiki", "97.5"),
    ("ACL", "87"),
    ("arXiv.OCR", "96"),
    ("arXiv.pdftotext", "95"),
    ("Wiki.typos.no_spaces", "99.6"),
];

/// The table of the benchmarks of white space.
pub(super) fn measure(folder: &Path, checker: &Checker) -> Result<String, String> {
    let mut out = String::from(
        "## White space\n\n`sequence F1`: the mean over lines of the F1 of spaces put in and taken out, 100 for a line where there \
         is nothing to do and nothing is done.\n\n| set | tier | precision | recall | F1 | sequence F1 | asked |\n|---|---|---:|---:|---:|---:|---:|\n",
    );
    for (set, asked) in SETS {
        let folder = folder.join("bench-dev/wsc/dev").join(set);
        let (corrupt, correct) = (lines(&folder, "corrupt")?, lines(&folder, "correct")?);
        for tier in [Tier::Likely, Tier::Possible] {
            let counts: Vec<Counts> = corrupt
                .par_iter()
                .zip(&correct)
                .map(|(corrupt, correct)| compare(corrupt, edits(checker, corrupt, tier), correct))
                .collect();
            let sequence = counts.iter().map(|c| c.f1()).sum::<f64>() / counts.len().max(1) as f64;
            let all = counts.into_iter().fold(Counts::default(), Counts::and);
            let _ = writeln!(
                out,
                "| {set} | {} | {} | {:.1} | {asked} |",
                tier.name(),
                all.cells(),
                100.0 * sequence
            );
        }
    }
    Ok(out)
}

/// The spaces that edits move against those that the truth has moved; edits that change letters are left out.
pub(super) fn compare(corrupt: &str, mut edits: Vec<Edit>, correct: &str) -> Counts {
    edits.retain(|(range, with)| {
        let (was, is) = (&corrupt[range.clone()], with);
        letters(was).eq(letters(is)) && was != is
    });
    Counts::of(&spaces(corrupt, &applied(corrupt, &edits)), &spaces(corrupt, correct))
}

pub(super) fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| !c.is_whitespace())
}

/// The spaces that lead from one line to another: where in the first, and whether one is put in.
pub(super) fn spaces(from: &str, to: &str) -> BTreeSet<(usize, bool)> {
    let (from, to): (Vec<char>, Vec<char>) = (from.chars().collect(), to.chars().collect());
    let (mut i, mut j) = (0, 0);
    let mut out = BTreeSet::new();
    while i < from.len() || j < to.len() {
        match (from.get(i), to.get(j)) {
            (Some(' '), Some(' ')) => (i, j) = (i + 1, j + 1),
            (Some(' '), _) => {
                out.insert((i, false));
                i += 1;
            }
            (_, Some(' ')) => {
                out.insert((i, true));
                j += 1;
            }
            _ => (i, j) = (i + 1, j + 1),
        }
    }
    out
}
