//! Two plain texts: how well their sentences are aligned, and whether a sentence is missed that one of them lacks.

use std::fmt::Write as _;
use std::ops::Range;

use corrigenda::source::Format;
use corrigenda::{Checked, Checker, Lang, Options, Source, Span, Tier};
use rayon::prelude::*;

use super::Triple;
use crate::data::Random;

/// Faults of a kind and corpus.
const FAULTS: usize = 250;
/// Sentences of a paragraph.
const PARAGRAPH: usize = 5;

/// What is left out of which text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lost {
    Draft(usize),
    Source(usize),
}

/// A source and a draft with the places of their sentences; of one left out the place where it stood.
struct Texts {
    source: String,
    draft: String,
    sentences: Vec<(Range<usize>, Range<usize>)>,
}

/// A line of the table for a corpus.
pub(super) fn measure(
    checker: &Checker,
    (name, from, to): (&str, &str, &str),
    documents: &[&[Triple]],
    out: &mut String,
) {
    let documents: Vec<Vec<&Triple>> =
        documents.iter().map(|document| document.iter().filter(|t| is_sentence(t)).collect()).collect();
    let check = |texts: &Texts| {
        let source = Source::from_string("source", texts.source.clone(), Format::Text);
        let draft = Source::from_string("draft", texts.draft.clone(), Format::Text).translated_from(source);
        let options = Options {
            lang: Lang::parse(to).ok(),
            source_lang: Some(Lang::parse(from).unwrap_or(Lang::Other)),
            tier: Tier::Possible,
            ..Options::default()
        };
        checker.check(draft, &options)
    };
    let clean: Vec<(usize, usize, usize)> = documents
        .par_iter()
        .map(|document| {
            let texts = Texts::of(document, None);
            let checked = check(&texts);
            let told = checked.findings.iter().filter(|f| {
                ["omitted-text", "added-text"].contains(&f.rule.name) && f.confidence.tier() >= Tier::Likely
            });
            (texts.sentences.len(), aligned(&texts, &checked), told.count())
        })
        .collect();
    let (sentences, right, told) = clean.iter().fold((0, 0, 0), |a, b| (a.0 + b.0, a.1 + b.1, a.2 + b.2));
    let found = |lost: fn(usize) -> Lost| {
        let mut random = Random(20_261_130);
        let cases: Vec<(usize, usize)> = (0..FAULTS)
            .filter_map(|n| {
                let document = n % documents.len();
                // Not the first and last: what a page carries around its text is spared.
                let inner = documents[document].len().checked_sub(4)?;
                Some((document, 2 + random.below(inner.max(1))))
            })
            .collect();
        let tiers = cases.par_iter().map(|(document, at)| {
            let texts = Texts::of(&documents[*document], Some(lost(*at)));
            let checked = check(&texts);
            best(&texts, &checked, lost(*at))
        });
        let tiers: Vec<Option<Tier>> = tiers.collect();
        let share = |least: Tier| {
            tiers.iter().filter(|t| **t >= Some(least)).count() as f64 / tiers.len().max(1) as f64
        };
        [share(Tier::Likely), share(Tier::Possible)]
    };
    let (omitted, added) = (found(Lost::Draft), found(Lost::Source));
    let _ = writeln!(
        out,
        "| {name} dev | {sentences} | {:.3} | {told} | {:.3} | {:.3} | {:.3} | {:.3} |",
        right as f64 / sentences.max(1) as f64,
        omitted[0],
        omitted[1],
        added[0],
        added[1],
    );
}

/// Headlines and pieces would run into the next line.
fn is_sentence(triple: &Triple) -> bool {
    let ends = |text: &str| {
        text.trim_end_matches(['"', '”', '»', '“', ')', '\'']).ends_with(['.', '!', '?']) && text.len() > 12
    };
    ends(&triple.source) && ends(&triple.edited)
}

impl Texts {
    fn of(document: &[&Triple], lost: Option<Lost>) -> Self {
        let mut texts = Self { source: String::new(), draft: String::new(), sentences: Vec::new() };
        for (index, triple) in document.iter().enumerate() {
            let add = |text: &mut String, sentence: &str, is_lost: bool| {
                if index > 0 && index % PARAGRAPH == 0 {
                    text.push_str("\n\n");
                } else if !text.is_empty() && !text.ends_with('\n') {
                    text.push(' ');
                }
                let start = text.len();
                if !is_lost {
                    text.push_str(sentence);
                }
                start..text.len()
            };
            let source = add(&mut texts.source, &triple.source, lost == Some(Lost::Source(index)));
            let draft = add(&mut texts.draft, &triple.edited, lost == Some(Lost::Draft(index)));
            texts.sentences.push((source, draft));
        }
        texts
    }
}

fn overlaps(span: Span, range: &Range<usize>) -> bool {
    let span = span.range();
    span.start < range.end && range.start < span.end
}

/// Sentences that are aligned with nothing but their translation.
fn aligned(texts: &Texts, checked: &Checked) -> usize {
    let right = |(source, draft): &&(Range<usize>, Range<usize>)| {
        let mut own = checked.pairs.iter().filter(|pair| overlaps(pair.source, source)).peekable();
        own.peek().is_some()
            && own.all(|pair| {
                let target = pair.target.range();
                target.start >= draft.start && target.end <= draft.end && !target.is_empty()
            })
    };
    texts.sentences.iter().filter(right).count()
}

/// The tier of the surest finding about the sentence that was left out.
fn best(texts: &Texts, checked: &Checked, lost: Lost) -> Option<Tier> {
    let told = checked.findings.iter().filter(|finding| match lost {
        Lost::Draft(at) => {
            finding.rule.name == "omitted-text"
                && finding.origin.is_some_and(|span| overlaps(span, &texts.sentences[at].0))
        }
        Lost::Source(at) => {
            finding.rule.name == "added-text" && overlaps(finding.span, &texts.sentences[at].1)
        }
    });
    told.map(|finding| finding.confidence).max().map(|confidence| confidence.tier())
}
