//! What the calibrator learns from: proposals for broken text whose truth is known.

use std::collections::BTreeSet;
use std::ops::Range;

use corrigenda::model::calibrator::Traits;
use corrigenda::model::candidates::Memo;
use corrigenda::model::scan::{self, Proposal};
use corrigenda::model::suspects::{self, Witness};
use corrigenda::model::traits::{Company, Dirt, traits};
use corrigenda::model::{Model, pieces};

use super::noise::Injected;
use super::trees::Example;

/// What is true of a stretch of broken text.
pub struct Truth {
    /// What should stand there.
    pub text: String,
    /// Whether that differs from what does.
    pub broken: bool,
}

/// A line of broken text with the means to find the truth of any stretch of it.
pub struct Line<'l> {
    /// The broken text.
    pub text: &'l str,
    /// Whether the truth has the errors of spelling mended too.
    pub mended: bool,
    /// The truth of a stretch.
    pub truth: Box<dyn Fn(Range<usize>) -> Truth + 'l>,
}

impl<'l> Line<'l> {
    /// A line whose truth differs in white space only.
    pub fn respaced(text: &'l str, truth: &'l str) -> Self {
        let count = |s: &str| s.chars().filter(|c| !c.is_whitespace()).count();
        Self {
            text,
            mended: false,
            truth: Box::new(move |range| {
                let (from, length) = (count(&text[..range.start]), count(&text[range.clone()]));
                let mut chars = truth.char_indices().filter(|(_, c)| !c.is_whitespace()).skip(from);
                let start = chars.next().map_or(truth.len(), |(at, _)| at);
                let end = if length > 1 {
                    chars.nth(length - 2).map_or(truth.len(), |(at, c)| at + c.len_utf8())
                } else {
                    truth[start..].chars().next().map_or(start, |c| start + c.len_utf8())
                };
                let right = truth.get(start..end).unwrap_or_default().to_owned();
                Truth { broken: right != text[range], text: right }
            }),
        }
    }

    /// A line whose truth differs word by word.
    pub fn respelt(text: &'l str, truth: &'l str) -> Self {
        Self {
            text,
            mended: true,
            truth: Box::new(move |range| {
                let before = text[..range.start].split_whitespace().count();
                let inside_word = text[..range.start].chars().next_back().is_some_and(|c| !c.is_whitespace());
                let first = before - usize::from(inside_word);
                let last = text[..range.end].split_whitespace().count();
                let wrong: Vec<&str> = text.split_whitespace().skip(first).take(last - first).collect();
                let right: Vec<&str> = truth.split_whitespace().skip(first).take(last - first).collect();
                // The words with what touches them; take off what the stretch does not hold.
                let word_start = text[..range.start].rfind(char::is_whitespace).map_or(0, |at| at + 1);
                let head = range.start - word_start;
                let word_end =
                    text[range.end..].find(char::is_whitespace).map_or(text.len(), |at| range.end + at);
                let tail = word_end - range.end;
                let right_text = right.join(" ");
                let cut = right_text.get(head..right_text.len().saturating_sub(tail)).unwrap_or(&right_text);
                Truth { text: cut.to_owned(), broken: wrong != right }
            }),
        }
    }

    /// A line that errors were put into.
    pub fn injected(text: &'l str, errors: &'l [Injected]) -> Self {
        Self {
            text,
            mended: true,
            truth: Box::new(move |range| {
                let hit: Vec<&Injected> = errors
                    .iter()
                    .filter(|e| e.range.start < range.end && range.start < e.range.end)
                    .collect();
                let mut right = String::new();
                let mut at = range.start;
                for error in &hit {
                    right.push_str(text.get(at..error.range.start).unwrap_or_default());
                    right.push_str(&error.truth);
                    at = error.range.end;
                }
                right.push_str(text.get(at..range.end).unwrap_or_default());
                Truth { text: right, broken: !hit.is_empty() }
            }),
        }
    }
}

/// Nobody outside the vocabulary knows a word.
pub struct Nobody;

impl Witness for Nobody {
    fn vouches(&self, _: &str) -> bool {
        false
    }
}

/// Whether a proposal is right: a word in error was found, or the spaces are now where they belong.
pub fn is_right(proposal: &Proposal, truth: &Truth) -> bool {
    // A possessive that is put back is one reading of the lost space; the plain one is right as well.
    let plain =
        || proposal.possessive && proposal.others.first().is_some_and(|other| same(other, &truth.text));
    truth.broken
        && (proposal.error.is_some()
            || same(&proposal.text, &truth.text)
            || plain()
            || proposal.is_line() && is_nearly(&proposal.text, &truth.text))
}

/// Whether five in six of the spaces of a line that lost all are where they belong, and two in three of those that belong there
/// are found: one word that nobody knows does not make the rest wrong.
fn is_nearly(reading: &str, truth: &str) -> bool {
    let spaces = |text: &str| {
        let mut letters = 0;
        let mut spaces = BTreeSet::new();
        for c in text.chars() {
            if c.is_whitespace() {
                spaces.insert(letters);
            } else {
                letters += 1;
            }
        }
        spaces
    };
    let (mine, theirs) = (spaces(reading), spaces(truth));
    let both = mine.intersection(&theirs).count();
    both * 6 >= mine.len() * 5 && both * 3 >= theirs.len() * 2
}

/// Whether two readings are the same but for the shape of apostrophes.
pub fn same(a: &str, b: &str) -> bool {
    let plain =
        |s: &str| s.chars().map(|c| if pieces::is_apostrophe(c) { '\'' } else { c }).collect::<String>();
    plain(a) == plain(b)
}

/// Examples from the lines of one document.
pub fn examples(
    model: &Model<'_>,
    memo: &Memo,
    lines: &[Line<'_>],
    weight: f32,
    witness: &dyn Witness,
    out: &mut Vec<Example>,
) {
    judged(model, memo, lines, witness, &mut |_, traits, proposal, truth| {
        out.push(Example { traits, right: is_right(proposal, truth), weight });
    });
}

/// Shows `each` the proposals for the lines of one document: the line by number, the traits, the proposal, what is true there.
pub fn judged(
    model: &Model<'_>,
    memo: &Memo,
    lines: &[Line<'_>],
    witness: &dyn Witness,
    each: &mut dyn FnMut(usize, Traits, &Proposal, &Truth),
) {
    let mut dirt = Dirt::default();
    for line in lines {
        dirt.add(&suspects::read(model, memo, line.text, &[], witness, Dirt::default()).readings);
    }
    for (number, line) in lines.iter().enumerate() {
        let read = suspects::read(model, memo, line.text, &[], witness, dirt);
        let proposals = scan::proposals(model, memo, line.text, &read, '’');
        let company = Company::of(&proposals);
        for proposal in proposals {
            if proposal.error.is_some() && !line.mended {
                continue;
            }
            let truth = (line.truth)(proposal.range.clone());
            each(number, traits(model, &read, &proposal, dirt, company), &proposal, &truth);
        }
    }
}
