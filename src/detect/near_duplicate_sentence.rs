//! Two sentences that say the same in nearly the same words: two renderings of one source.
//!
//! ```text
//! The two presidents agreed to resume direct flights before the end of the year.
//! ⟦The two presidents decided to resume direct flights before the end of the year.⟧
//! ```
//!
//! Which sentences are worth comparing is found through pairs of content words ([`Pairs`]); the pair is then measured. Prose
//! builds sentences on one frame on purpose (results of two matches, clauses for and against): there the difference is what
//! is said, and it is a number or a name on both sides, or scattered over the whole sentence.

use super::duplicate_sentence::is_numbered;
use super::likeness::{Pairs, align, contents, number, set, shared};
use super::{Context, Detector, Findings};
use crate::document::classes::{is_close_bracket, is_quote, is_terminator};
use crate::document::{ByWord, Document, Marks, Sentence, Shape, TokenKind};
use crate::finding::Finding;
use crate::lang::Lang;
use crate::rule::{Family, Rule, Severity};

pub(super) struct NearDuplicateSentence;

static RULES: [Rule; 1] = [Rule {
    name: "near-duplicate-sentence",
    family: Family::Repetition,
    summary: "two sentences that say the same in nearly the same words",
    explain: "Where the same source was translated twice, or a translation is patched together from two drafts, a sentence \
              comes again with a word or two exchanged. The rule compares content words: how many the two sentences share, \
              and how long the longest stretch is that stands in both. Sentences that differ in numbers or names on both \
              sides (results, lists, captions), a statement followed by the quotation it reports, and texts that are \
              written on one frame throughout are at most possible. Both are left to the editor: either may be the better one.",
    severity: Severity::Minor,
}];

/// Sentences with fewer content words are alike by chance.
const FEWEST_CONTENT_WORDS: usize = 5;
/// Above this the finding is worth an editor's time; below it only a proofreader's who asked for everything.
const LIKELY: u16 = 700;
/// Sentences apart beyond which two renderings of one sentence are told from two reports of one fact by nothing.
const NEAR: usize = 8;
/// Findings listed in full; a text with more is written on a frame.
const MOST: usize = 200;

impl Detector for NearDuplicateSentence {
    fn rules(&self) -> &'static [Rule] {
        &RULES
    }

    fn document(&self, document: &Document, cx: &Context<'_>, out: &mut Findings) {
        let folded = cx.folded();
        let contents = contents(document, folded, document.lang());
        let mut pairs = Pairs::new(content_words(document, &contents));
        let (mut found, mut beyond) = (Vec::new(), 0_usize);
        // The content words of two sentences at a time: those of all would take as much memory as the text.
        let (mut words, mut earlier) = (Vec::new(), Vec::new());
        let mut compared = 0_usize;
        for here in document.sentences().filter(|s| s.is_prose()) {
            if !content_of(here, &contents, &mut words) {
                continue;
            }
            compared += 1;
            let Some(before) = pairs.partner(here.index() as u32, &words) else { continue };
            if found.len() >= MOST {
                beyond += 1;
                continue;
            }
            let before = document.sentence(before as usize);
            content_of(before, &contents, &mut earlier);
            found.extend(compare(folded, (before, &earlier), (here, &words)).map(|c| (before, here, c)));
        }
        let likely = found.iter().filter(|(.., c)| c.confidence >= LIKELY).count();
        // More than one sentence in twelve like another: the text is written on a frame (minutes, match reports, prayers).
        let frame = likely > 8 && likely * 12 > compared;
        for (before, here, likeness) in found {
            let confidence = if frame { likeness.confidence.min(LIKELY - 1) } else { likeness.confidence };
            let mut finding = Finding::new(
                &RULES[0],
                here.span(),
                confidence,
                "nearly the same sentence stood here before",
            )
            .because(format!("before: {}", excerpt(before.text())))
            .because(format!("{} of {} content words are in both", likeness.shared, likeness.all));
            if frame {
                finding = finding.because(format!(
                    "{likely} sentences of this text are like another one: it is built on a frame"
                ));
            }
            if beyond > 0 && frame {
                finding = finding.because(format!("{beyond} more sentences were not compared"));
            }
            out.push(finding);
        }
    }
}

/// Lists the content words of a sentence, and tells whether they are enough to compare it by.
fn content_of(sentence: Sentence<'_>, contents: &ByWord<u32>, words: &mut Vec<u32>) -> bool {
    // Links, tags and file names, which have no word type, are labels, and lists of them are alike.
    let ids = sentence.word_ids();
    words.clear();
    words.resize(ids.len(), 0);
    // Without a branch, as every second word is one of content and no processor can guess which.
    let mut count = 0;
    for id in ids {
        let number = contents.get(*id);
        words[count] = number.wrapping_sub(1);
        count += usize::from(number != 0);
    }
    words.truncate(count);
    count >= FEWEST_CONTENT_WORDS
}

/// The content words of the document.
fn content_words(document: &Document, contents: &ByWord<u32>) -> usize {
    let words = document.words();
    words.ids().filter(|id| contents.get(*id) != 0).map(|id| words.get(id).count as usize).sum()
}

struct Likeness {
    confidence: u16,
    shared: usize,
    all: usize,
}

/// Measures two sentences; `None` where they are no more alike than any two on one subject, or the same word for word
/// (which `duplicate-sentence` reports).
fn compare(
    folded: &[u32],
    (before, a): (Sentence<'_>, &[u32]),
    (here, b): (Sentence<'_>, &[u32]),
) -> Option<Likeness> {
    let (set_a, set_b) = (set(a), set(b));
    let shared = shared(&set_a, &set_b);
    let all = set_a.len() + set_b.len() - shared;
    let share = shared * 1000 / all.max(1);
    if shared < FEWEST_CONTENT_WORDS || share < 420 {
        return None;
    }
    let (words_a, words_b) = (numbers(before, folded), numbers(here, folded));
    if words_a == words_b {
        return None;
    }
    let aligned = align(&words_a, &words_b);
    let longer = words_a.len().max(words_b.len()).max(1);
    let run = aligned.run * 1000 / longer;
    let in_order = aligned.common * 1000 / longer;
    let measured = match share {
        900.. => 900,
        800.. => 860,
        700.. => 800,
        // Two thirds in common and a long stretch word for word: what a second rendering leaves.
        600.. if run >= 400 => 750,
        _ => 500,
    };
    let mut confidence = measured;
    // The words are the same but stand elsewhere: another statement about the same things.
    if in_order < 600 || run < 300 && share < 850 {
        confidence = confidence.min(600);
    }
    let (own_a, own_b) = (contrast(before, folded, &set_b), contrast(here, folded, &set_a));
    if own_a.numbers && own_b.numbers || own_a.names && own_b.names {
        confidence = confidence.min(450);
    }
    // A name with its title makes half of a short sentence the same ("the Member of Parliament for …"). Not in German, where
    // every noun has a capital.
    if own_b.common < 4 && share < 800 && here.lang() != Lang::De {
        confidence = confidence.min(600);
    }
    // Sentence after sentence with one opening: rhetoric or a list in prose, when more than one word is exchanged.
    let opening = words_a.iter().zip(&words_b).take_while(|(x, y)| x == y).count();
    let exchanged = (set_a.len() - shared).min(set_b.len() - shared);
    if here.index() == before.index() + 1 && opening >= 2 && exchanged >= 2 && share < 700 && run < 500 {
        confidence = confidence.min(600);
    }
    // Further on, the background of another story is told again in nearly the same words.
    if here.index() - before.index() > NEAR {
        confidence = confidence.min(650);
    }
    // Captions and clauses vary one frame from number to number.
    if is_numbered(before.paragraph()) && is_numbered(here.paragraph()) {
        confidence = confidence.min(450);
    }
    // What is told and then quoted, or quoted and then told.
    if before.has(Marks::QUOTE) != here.has(Marks::QUOTE) && share < 900 {
        confidence = confidence.min(600);
    }
    // Quotations are compared by `repeated-quotation`, questions and cries echo each other.
    if is_spoken(before) && is_spoken(here) {
        confidence = confidence.min(600);
    }
    if !is_statement(before) || !is_statement(here) {
        confidence = confidence.min(600);
    }
    Some(Likeness { confidence, shared, all })
}

fn numbers(sentence: Sentence<'_>, folded: &[u32]) -> Vec<u32> {
    sentence.tokens().iter().filter_map(|token| number(sentence.document(), folded, token)).collect()
}

/// What a sentence has that the other one lacks.
#[derive(Default)]
struct Contrast {
    numbers: bool,
    names: bool,
    /// Shared words that are no names.
    common: usize,
}

fn contrast(sentence: Sentence<'_>, folded: &[u32], other: &[u32]) -> Contrast {
    let words = sentence.document().words();
    let mut contrast = Contrast::default();
    let mut first = true;
    for token in sentence.tokens() {
        let Some(id) = token.word() else { continue };
        let word = words.get(id);
        if folded.get(id.index()).is_some_and(|n| other.binary_search(n).is_ok()) {
            contrast.common += usize::from(matches!(word.shape, Shape::Lower | Shape::Caseless));
        } else {
            contrast.numbers |= matches!(token.kind, TokenKind::Number | TokenKind::Mixed);
            contrast.names |= !first
                && word.function_of & sentence.lang().bit() == 0
                && matches!(word.shape, Shape::Title | Shape::Upper | Shape::Mixed);
        }
        first = false;
    }
    contrast
}

fn is_spoken(sentence: Sentence<'_>) -> bool {
    sentence.tokens().first().and_then(|t| t.char()).is_some_and(is_quote)
}

/// Whether it ends as statements do; captions and headings have no stop, questions and cries echo each other.
fn is_statement(sentence: Sentence<'_>) -> bool {
    let last = sentence
        .tokens()
        .iter()
        .rev()
        .find(|t| !t.char().is_some_and(|c| is_quote(c) || is_close_bracket(c)));
    last.is_some_and(|t| {
        t.kind == TokenKind::Abbreviation
            || t.char().is_some_and(|c| is_terminator(c) && !matches!(c, '?' | '!'))
    })
}

/// Enough of a text to recognise it by.
pub(super) fn excerpt(text: &str) -> String {
    const LONGEST: usize = 200;
    let mut words = String::new();
    for word in text.split_whitespace() {
        if words.len() + word.len() > LONGEST {
            words.push('…');
            break;
        }
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}
