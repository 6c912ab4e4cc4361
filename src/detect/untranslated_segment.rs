//! `Sõiduki kiirus oli too high`: words of the source that came through as they were. Where a translator gives up, it copies.
//!
//! A run of words is untranslated if the same words stand in the source in the same order and at least three of them are
//! written small, so that they are no name; if the dictionary of the target language does not know most of them, or the run is
//! long or the whole segment. Quotations and titles may stay as they are.

use super::{Aligned, Context, Detector, Findings};
use crate::document::{Document, Sentence, Token};
use crate::finding::Finding;
use crate::lang::Lang;
use crate::rule::{Family, Rule, Severity};
use crate::span::Span;

/// Finds what was copied from the source.
pub struct UntranslatedSegment;

static RULES: [Rule; 1] = [Rule {
    name: "untranslated-segment",
    family: Family::Translation,
    summary: "words of the source left as they were, in bilingual mode",
    explain: "A sentence, or a part of one, that stands in the translation as it stands in the source. A translation system copies what \
              it cannot translate, and a translation memory returns a source that nobody has worked on. Names, numbers, codes, \
              quotations and titles are kept on purpose and are not told, nor are words that the target language has too.",
    severity: Severity::Major,
}];

/// Words of a pair that are compared; longer segments are compared by their beginning.
const LONGEST: usize = 300;

impl Detector for UntranslatedSegment {
    fn rules(&self) -> &'static [Rule] {
        &RULES
    }

    fn pair(&self, aligned: Aligned<'_>, cx: &Context<'_>, out: &mut Findings) {
        let Aligned { document, bitext, pair } = aligned;
        if bitext.original.lang() == document.lang() && document.lang() != Lang::Other {
            return;
        }
        let there = words(&bitext.original, bitext.source_sentences(pair));
        let here = words(document, pair.target.clone().map(|i| document.sentence(i)));
        if there.is_empty() || here.is_empty() {
            return;
        }
        let Some(run) = longest_run(&there, &here) else { return };
        let copied = &here[run.target..run.target + run.length];
        // Words of names and numbers stay as they are.
        let small: Vec<&Word<'_>> = copied.iter().filter(|w| w.small).collect();
        if small.len() < 2 || small.len() * 2 < copied.len() {
            return;
        }
        let unknown = small.iter().filter(|w| cx.knows_text(w.text) == Some(false)).count();
        let asked = cx.knows_text(small[0].text).is_some();
        let all = run.length == here.len() && run.length == there.len();
        let foreign = if asked { unknown * 2 > small.len() } else { small.len() >= 5 || all };
        if !foreign {
            return;
        }
        let (Some(first), Some(last)) = (copied.first(), copied.last()) else { return };
        let span = first.span.to(last.span);
        if !all && is_quoted(document.text(), span) {
            return;
        }
        let confidence = match (all, small.len()) {
            (true, 3..) => 950,
            (true, _) if asked => 760,
            (true, _) => 600,
            (_, 5..) => 880,
            (_, 4) => 740,
            (_, 3) => 640,
            _ => 450,
        };
        let origin = there[run.source].span.to(there[run.source + run.length - 1].span);
        let message = if all {
            "left as it is in the source"
        } else {
            "these words are left as they are in the source"
        };
        out.push(Finding::new(&RULES[0], span, confidence, message).from_source(origin));
    }
}

struct Word<'a> {
    text: &'a str,
    span: Span,
    /// Three letters or more, none of them a capital.
    small: bool,
}

fn words<'a>(document: &'a Document, sentences: impl Iterator<Item = Sentence<'a>>) -> Vec<Word<'a>> {
    let word = |token: &Token| {
        let text = document.token_text(token);
        let small = token.is_word() && text.chars().count() >= 3 && text.chars().all(char::is_lowercase);
        Word { text, span: token.span, small }
    };
    sentences.flat_map(|s| s.tokens()).filter(|t| t.is_wordlike()).take(LONGEST).map(word).collect()
}

struct Run {
    source: usize,
    target: usize,
    length: usize,
}

/// The longest run of words that both have, by the number of its small words.
fn longest_run(there: &[Word<'_>], here: &[Word<'_>]) -> Option<Run> {
    let mut best: Option<(usize, Run)> = None;
    // Lengths of the runs that end at each word of the draft, and their small words.
    let mut before: Vec<(usize, usize)> = vec![(0, 0); here.len()];
    for (i, a) in there.iter().enumerate() {
        let mut row: Vec<(usize, usize)> = vec![(0, 0); here.len()];
        for (j, b) in here.iter().enumerate() {
            if a.text != b.text {
                continue;
            }
            let (length, small) = j.checked_sub(1).and_then(|k| before.get(k)).copied().unwrap_or_default();
            let (length, small) = (length + 1, small + usize::from(b.small));
            row[j] = (length, small);
            if best.as_ref().is_none_or(|(most, run)| (small, length) > (*most, run.length)) {
                best = Some((small, Run { source: i + 1 - length, target: j + 1 - length, length }));
            }
        }
        before = row;
    }
    best.map(|(_, run)| run)
}

/// Whether quotation marks or brackets touch the stretch on both sides.
fn is_quoted(text: &str, span: Span) -> bool {
    let mark =
        |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '\'' | '‘' | '’' | '(' | ')' | '*' | '_');
    let before = text.get(..span.start as usize).unwrap_or_default().trim_end().chars().next_back();
    let after = text
        .get(span.end as usize..)
        .unwrap_or_default()
        .trim_start()
        .trim_start_matches([',', '.'])
        .trim_start();
    before.is_some_and(mark) && after.chars().next().is_some_and(mark)
}
