//! The same sentence twice: a segment pasted or translated again, a page read twice.
//!
//! ```text
//! The ministers met in Tbilisi on Tuesday. ⟦The ministers met in Tbilisi on Tuesday.⟧ They are due to sign next week.
//! ```
//!
//! Sentences are compared by a hash of their words, sorted once, so that a million copies cost what a million sentences do.
//! Good prose repeats itself too, on purpose: refrains, spoken echoes, formulas under every section. What tells them apart is
//! where the copies stand and how long they are; the alternatives are in [`confidence`].

use super::likeness::{retain_recurring, sentence_numbers};
use super::{Context, Detector, Findings};
use crate::document::classes::{is_close_bracket, is_dash, is_quote, is_terminator};
use crate::document::{Document, Paragraph, Sentence, Shape, Token, TokenKind};
use crate::finding::{Applicability, Finding, Suggestion};
use crate::rule::{Family, Rule, Severity};
use crate::span::Span;

pub(super) struct DuplicateSentence;

static RULES: [Rule; 1] = [Rule {
    name: "duplicate-sentence",
    family: Family::Repetition,
    summary: "a sentence that stands in the document twice",
    explain: "Machine translation and scraping repeat whole sentences where segments overlap, and a page that went \
              through the scanner twice is read twice. Sentences of six words and more are compared without regard to \
              letter case, quotation marks, punctuation and spacing; several in a row, or a paragraph pasted again, are one \
              finding. Headings, lists, tables, verse, numbered clauses and sentences that recur again and again \
              (refrains, disclaimers) are spared, and short spoken lines are at most possible.",
    severity: Severity::Major,
}];

/// Shorter sentences recur in any text: "Police are investigating."
const FEWEST_WORDS: u32 = 6;

/// Sentences between a passage and its copy from which on nobody has pasted it by a slip of the hand.
const CHAPTER: u32 = 300;

/// The hash of a sentence's words.
struct Key {
    hash: u64,
    sentence: u32,
    words: u32,
}

/// A sentence whose words stood in the document before.
#[derive(Clone, Copy)]
struct Copy {
    sentence: u32,
    /// The first sentence with these words.
    original: u32,
    words: u32,
    /// Which copy this is: 1 for the second occurrence.
    ordinal: u32,
    /// Occurrences in all.
    total: u32,
}

/// Copies that follow each other in one paragraph: a pasted passage, or one sentence again and again.
struct Run {
    first: Copy,
    last: Copy,
    words: u32,
    /// Whether each sentence of the run has an original of its own, in the same order.
    passage: bool,
}

impl Detector for DuplicateSentence {
    fn rules(&self) -> &'static [Rule] {
        &RULES
    }

    fn document(&self, document: &Document, cx: &Context<'_>, out: &mut Findings) {
        for run in runs(document, &copies(document, cx.folded())) {
            let confidence = confidence(document, &run);
            let (first, last) = (
                document.sentence(run.first.sentence as usize),
                document.sentence(run.last.sentence as usize),
            );
            let span = first.span().to(last.span());
            let original = document.sentence(run.first.original as usize);
            let again = elsewhere(&run);
            let message = if first.index() == last.index() {
                "this sentence stood here before"
            } else {
                "this passage stood here before"
            };
            let mut finding = Finding::new(&RULES[0], span, confidence, message);
            finding.suggestions.push(Suggestion {
                span: cut(document, span, first, last),
                text: String::new(),
                applicability: Applicability::Ask,
            });
            finding =
                finding.because(format!("{} words, first in sentence {}", run.words, original.index() + 1));
            if again > 0 {
                finding = finding.because(format!("{again} more like it further on, not listed"));
            }
            out.push(finding);
        }
    }
}

/// Occurrences of the first sentence that are neither its first one nor in the run.
fn elsewhere(run: &Run) -> u32 {
    (run.first.total - 1).saturating_sub(run.last.sentence - run.first.sentence + 1)
}

/// The first words of a sentence, which tell most from all others.
const TELLING: usize = 4;

fn hash(words: u32, numbers: impl Iterator<Item = u32>) -> u64 {
    let mix = |hash: u64, number: u32| {
        (hash.rotate_left(5) ^ u64::from(number)).wrapping_mul(0x517C_C1B7_2722_0A95)
    };
    numbers.fold(u64::from(words), mix)
}

/// The sentences of whose words there may be a copy.
fn keys(document: &Document, folded: &[u32]) -> Vec<Key> {
    let mut keys = Vec::with_capacity(document.sentence_count());
    for sentence in document.sentences().filter(|s| s.is_prose() && s.word_count() >= FEWEST_WORDS) {
        let words = sentence.word_count();
        let hash = hash(words, sentence_numbers(sentence, folded).take(TELLING));
        keys.push(Key { hash, sentence: sentence.index() as u32, words });
    }
    retain_recurring(&mut keys, |key| key.hash);
    for key in &mut keys {
        key.hash = hash(key.words, sentence_numbers(document.sentence(key.sentence as usize), folded));
    }
    retain_recurring(&mut keys, |key| key.hash);
    keys
}

/// Every sentence that repeats an earlier one, in order.
fn copies(document: &Document, folded: &[u32]) -> Vec<Copy> {
    let mut keys = keys(document, folded);
    keys.sort_unstable_by_key(|key| (key.hash, key.sentence));
    let mut copies = Vec::new();
    // 64 bits of hash and the same number of words: two different sentences with both are not met in a lifetime of texts.
    for group in keys.chunk_by(|a, b| a.hash == b.hash && a.words == b.words) {
        let Some((first, rest)) = group.split_first() else { continue };
        copies.extend(rest.iter().zip(1..).map(|(key, ordinal)| Copy {
            sentence: key.sentence,
            original: first.sentence,
            words: key.words,
            ordinal,
            total: group.len() as u32,
        }));
    }
    copies.sort_unstable_by_key(|copy| copy.sentence);
    copies
}

/// Joins copies into runs. A sentence is reported at its second occurrence; later ones only count, unless they follow at once.
fn runs(document: &Document, copies: &[Copy]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let paragraph = |copy: Copy| document.sentence(copy.sentence as usize).paragraph().index();
    // The run that the sentence before belongs to, if it is reported.
    let mut open: Option<usize> = None;
    let mut before: Option<Copy> = None;
    for &copy in copies {
        let neighbour =
            before.filter(|b| b.sentence + 1 == copy.sentence && paragraph(*b) == paragraph(copy));
        let again = neighbour.is_some_and(|b| b.original == copy.original);
        let passage = neighbour.is_some_and(|b| b.original + 1 == copy.original);
        before = Some(copy);
        if (again || passage && copy.ordinal == 1)
            && let Some(run) = open.and_then(|at| runs.get_mut(at))
        {
            run.last = copy;
            run.words += copy.words;
            run.passage |= passage;
            continue;
        }
        open = (copy.ordinal == 1).then_some(runs.len());
        if copy.ordinal == 1 {
            runs.push(Run { first: copy, last: copy, words: copy.words, passage: false });
        }
    }
    runs
}

/// What is deleted: the copy with the space before it, so that no double space stays.
fn cut(document: &Document, span: Span, first: Sentence<'_>, last: Sentence<'_>) -> Span {
    let paragraph = first.paragraph();
    let own = paragraph.span();
    if span.start > own.start {
        let head = document.slice(Span::new(own.start, span.start));
        return Span::new(own.start + head.trim_end().len() as u32, span.end);
    }
    if span.end < own.end && last.paragraph().index() == paragraph.index() {
        let tail = document.slice(Span::new(span.end, own.end));
        return Span::new(span.start, own.end - tail.trim_start().len() as u32);
    }
    span
}

/// How sure, by who repeats a sentence in this way and what else we ask for.
fn confidence(document: &Document, run: &Run) -> u16 {
    let first = document.sentence(run.first.sentence as usize);
    let original = document.sentence(run.first.original as usize);
    let distance = run.first.sentence - run.first.original;
    let adjacent = distance == 1;
    let words = run.words / if run.passage { 1 } else { run.last.sentence - run.first.sentence + 1 };
    let spoken = is_spoken(first) || is_spoken(original);
    let whole = is_whole_paragraph(first) && is_whole_paragraph(original);
    // Clauses of contracts and statutes end on the same formula.
    if is_numbered(first.paragraph()) || is_numbered(original.paragraph()) {
        return 500;
    }
    // Four and more, scattered: a refrain, a disclaimer, the last line of every news item.
    let scattered = elsewhere(run) > 0;
    if scattered && run.first.total >= 4 && !adjacent {
        return 500;
    }
    // A caption or label that lost its stop is repeated by design, unless it is as long as a statement.
    let ended = is_ended(first) && is_ended(original);
    if !ended && !adjacent {
        return 550;
    }
    // Credits and steps of instructions stand alone on their lines.
    if whole && !adjacent && words < 9 && (is_label(first) || is_step(first) || is_step(original)) {
        return 550;
    }
    let sure = match (adjacent, spoken) {
        // A passage again, two or more sentences in order: pasted twice, or a text that is in a collection twice.
        _ if run.passage && !spoken && words >= 14 && distance > CHAPTER => 850,
        _ if run.passage && !spoken && words >= 14 => 970,
        // At once: the paste key, or overlapping segments. People say things twice; writers rarely write them twice.
        (true, false) => {
            if words >= 8 {
                970
            } else {
                880
            }
        }
        (true, true) => {
            if words >= 10 {
                850
            } else if words >= 8 {
                740
            } else {
                600
            }
        }
        // A few sentences on: overlapping segments, or a caption that the text takes up.
        (false, false) if distance <= 12 => {
            if words >= 10 {
                930
            } else if words >= 8 {
                880
            } else {
                720
            }
        }
        (false, true) if distance <= 12 => {
            if words >= 12 {
                760
            } else {
                550
            }
        }
        // Far away: a summary, a pull quotation, the background of another story repeat a sentence on purpose; so they were
        // judged more often than not in published prose.
        (false, false) => 650,
        (false, true) => 500,
    };
    // Three in different places: on the way to a refrain.
    if scattered && !adjacent { sure.min(740) } else { sure }
}

/// A question, an exclamation, or a sentence that is quoted from end to end: what people say aloud, and say again.
fn is_spoken(sentence: Sentence<'_>) -> bool {
    let tokens = sentence.tokens();
    let mark = |c: char| is_quote(c) || is_dash(c);
    let opens = tokens.first().and_then(|t| t.char()).is_some_and(mark);
    let closes = tokens.last().and_then(|t| t.char()).is_some_and(is_quote);
    let end = tokens.iter().rev().filter_map(|t| t.char()).find(|&c| !is_quote(c) && !is_close_bracket(c));
    opens && closes
        || matches!(end, Some('!' | '?' | '؟')) && sentence.tokens().last().is_some_and(|t| !t.is_wordlike())
}

fn is_ended(sentence: Sentence<'_>) -> bool {
    let last = sentence
        .tokens()
        .iter()
        .rev()
        .find(|t| !t.char().is_some_and(|c| is_quote(c) || is_close_bracket(c)));
    last.is_some_and(|t| {
        t.kind == TokenKind::Abbreviation || t.char().is_some_and(|c| is_terminator(c) || c == ':')
    })
}

/// Half of its words have capitals: "Photo by Lena Okafor for the Coastal Review."
fn is_label(sentence: Sentence<'_>) -> bool {
    let words = sentence.document().words();
    let (mut all, mut capitals) = (0, 0);
    for word in sentence.tokens().iter().filter_map(Token::word).map(|id| words.get(id)) {
        all += 1;
        capitals += usize::from(matches!(word.shape, Shape::Title | Shape::Upper | Shape::Mixed));
    }
    capitals * 2 >= all
}

/// A short line among short lines.
fn is_step(sentence: Sentence<'_>) -> bool {
    let own = sentence.paragraph();
    let short = |p: Paragraph<'_>| p.tokens().iter().filter(|t| t.is_wordlike()).count() < 10;
    own.previous().is_none_or(short) || own.next().is_none_or(short)
}

fn is_whole_paragraph(sentence: Sentence<'_>) -> bool {
    sentence.paragraph().sentences().len() == 1
}

/// "Article 4. …", "Figure 3. …", "§ 12 …", "3.1 …"
pub(super) fn is_numbered(paragraph: Paragraph<'_>) -> bool {
    let mut tokens = paragraph.tokens().iter();
    let (Some(first), Some(second)) = (tokens.next(), tokens.next()) else { return false };
    match first.kind {
        TokenKind::Number | TokenKind::Mixed => second.char().is_some_and(|c| matches!(c, '.' | ')' | ':')),
        TokenKind::Symbol | TokenKind::Punctuation => first.is('§'),
        TokenKind::Word => {
            second.kind == TokenKind::Number
                && tokens.next().is_some_and(|t| t.char().is_some_and(|c| matches!(c, '.' | ':' | ')' | '(')))
        }
        _ => false,
    }
}
