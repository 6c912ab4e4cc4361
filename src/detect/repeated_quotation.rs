//! One quotation in two wordings. A quotation has only one: where the same statement stands in quotation marks twice with
//! different words, at least one was translated back.
//!
//! ```text
//! “We will defend our rivers against every company that poisons them,” the minister said. …
//! ⟦“We shall protect our rivers against any company that poisons them,”⟧ she told reporters.
//! ```
//!
//! Spared: the same words exactly (a headline and the story), an excerpt of a longer quotation, brackets and omissions inside
//! the marks, titles, and statements too short to tell a second wording from a second thought.

use std::ops::Range;

use super::likeness::{Pairs, align, differences, number};
use super::near_duplicate_sentence::excerpt;
use super::{Context, Detector, Findings, nearby};
use crate::document::classes::is_terminator;
use crate::document::{Document, Gap, Marks, Sentence, Shape, Token, TokenKind};
use crate::finding::Finding;
use crate::rule::{Family, Rule, Severity};
use crate::span::Span;

pub(super) struct RepeatedQuotation;

static RULES: [Rule; 1] = [Rule {
    name: "repeated-quotation",
    family: Family::Repetition,
    summary: "one quotation rendered twice with different words",
    explain: "A statement that was translated and translated back stands beside its first rendering, both in quotation \
              marks: readers see two wordings of what was said once. The rule compares quotations sentence by sentence \
              and asks for most content words in the same order and at least one word exchanged. Exact repetition and \
              excerpts are spared. Only the source can tell which wording is true, so nothing is suggested.",
    severity: Severity::Major,
}];

const FEWEST_WORDS: usize = 8;
const FEWEST_CONTENT_WORDS: usize = 5;

/// A sentence, or the part of one, that stands in quotation marks.
struct Quotation {
    span: Span,
    sentence: usize,
    /// All words, as numbers.
    words: Vec<u32>,
    /// Where they stand.
    places: Vec<Span>,
    content: Vec<u32>,
}

/// Pairs of differing words that are told; all of them are marked.
const TOLD: usize = 4;

/// Bytes of text in the words of `range`, from the first to the last.
fn stretch(quotation: &Quotation, range: &Range<usize>) -> Option<Span> {
    let places = quotation.places.get(range.clone())?;
    Some(places.first()?.to(*places.last()?))
}

/// `here “shall protect”, before “will defend”`
fn exchanged(document: &Document, before: Option<Span>, here: Option<Span>) -> String {
    let text = |span: Span| format!("`{}`", document.slice(span));
    match (before, here) {
        (Some(before), Some(here)) => format!("here {}, before {}", text(here), text(before)),
        (Some(before), None) => format!("only before: {}", text(before)),
        (None, Some(here)) => format!("only here: {}", text(here)),
        (None, None) => String::new(),
    }
}

impl Detector for RepeatedQuotation {
    fn rules(&self) -> &'static [Rule] {
        &RULES
    }

    fn document(&self, document: &Document, cx: &Context<'_>, out: &mut Findings) {
        let census = document.census();
        if census.straight_doubles + census.curly_doubles + census.guillemets + census.singles < 4 {
            return;
        }
        let quotations = quotations(document, cx.folded());
        let mut pairs = Pairs::new(quotations.iter().map(|q| q.content.len()).sum());
        for (at, quotation) in quotations.iter().enumerate() {
            let Some(earlier) =
                pairs.partner(at as u32, &quotation.content).and_then(|p| quotations.get(p as usize))
            else {
                continue;
            };
            let Some(confidence) = compare(earlier, quotation) else { continue };
            // Who quotes somebody again pages later may have heard it twice.
            let is_near = nearby::around(quotation.span.start).contains(earlier.span);
            let confidence = if is_near { confidence } else { confidence.min(500) };
            let differing: Vec<(Option<Span>, Option<Span>)> = differences(&earlier.words, &quotation.words)
                .iter()
                .map(|(before, here)| (stretch(earlier, before), stretch(quotation, here)))
                .collect();
            let mut finding = Finding::new(
                &RULES[0],
                quotation.span,
                confidence,
                "the same quotation in other words stood here before",
            )
            .marking(differing.iter().filter_map(|(_, here)| *here).collect())
            .because(format!("before: {}", excerpt(document.slice(earlier.span))));
            let told: Vec<String> =
                differing.iter().take(TOLD).map(|(b, h)| exchanged(document, *b, *h)).collect();
            let more = differing.len().saturating_sub(TOLD);
            let more = if more > 0 { format!("; and {more} more") } else { String::new() };
            finding = finding.because(format!("{}{more}", told.join("; ")));
            out.push(finding);
        }
    }
}

fn compare(a: &Quotation, b: &Quotation) -> Option<u16> {
    let whole = align(&a.words, &b.words);
    // An excerpt lacks words but has none of its own.
    if whole.common >= a.words.len().min(b.words.len()) {
        return None;
    }
    let content = align(&a.content, &b.content).common;
    let share = content * 1000 / a.content.len().max(b.content.len());
    let all = whole.common * 1000 / a.words.len().max(b.words.len());
    if content < 4 || share < 420 {
        return None;
    }
    // In the next breath a speaker varies one frame on purpose.
    let distant = b.sentence > a.sentence + 1;
    Some(match (share, all) {
        (800.., 650..) if distant || share >= 900 => 880,
        (650.., 550..) if distant => 800,
        (600.., 620..) if distant => 730,
        _ => 500,
    })
}

/// The mark that closes what `c` opens, as the languages we know use them; `None` where `c` opens nothing.
const fn closing(c: char) -> Option<&'static [char]> {
    Some(match c {
        '“' => &['”', '"'],
        '„' => &['“', '”', '"'],
        '"' => &['"', '”'],
        '«' => &['»'],
        '»' => &['«'],
        '‘' => &['’'],
        '‚' => &['‘', '’'],
        _ => return None,
    })
}

/// A quotation still open at the end of a sentence: the marks that may close it.
type Open = Option<&'static [char]>;

fn quotations(document: &Document, folded: &[u32]) -> Vec<Quotation> {
    let mut found = Vec::new();
    for paragraph in document.paragraphs_with(Marks::QUOTE).filter(|paragraph| paragraph.is_prose()) {
        // Speech that runs on re-opens in the next paragraph; an unclosed mark must not swallow the rest of the text.
        let mut open: Open = None;
        for sentence in paragraph.sentences() {
            if open.is_some() || sentence.has(Marks::QUOTE) {
                open = cut(sentence, folded, open, &mut found);
            }
        }
    }
    found
}

/// Takes the quoted parts out of one sentence; returns what stays open at its end.
fn cut(sentence: Sentence<'_>, folded: &[u32], mut open: Open, found: &mut Vec<Quotation>) -> Open {
    let tokens = sentence.tokens();
    let mut start = 0;
    for at in sentence.mark_places() {
        let Some(c) = tokens[at].char() else { continue };
        match open {
            Some(ends) if ends.contains(&c) && closes(tokens, at) => {
                found.extend(quotation(sentence, folded, &tokens[start..=at]));
                open = None;
            }
            None => {
                if let Some(ends) = closing(c).filter(|_| opens(tokens, at)) {
                    open = Some(ends);
                    start = at;
                }
            }
            Some(_) => {}
        }
    }
    if open.is_some() {
        found.extend(quotation(sentence, folded, &tokens[start..]));
    }
    open
}

/// An opening mark has space or another mark before it, and what is quoted touches it (French puts a space there).
fn opens(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    let free = at == 0 || token.gap != Gap::None || tokens[at - 1].char().is_some();
    free && tokens.get(at + 1).is_some_and(|next| next.is_glued() || matches!(token.char(), Some('«' | '»')))
}

/// A closing mark: for `’` only where it cannot be an apostrophe, after a mark or before a space.
fn closes(tokens: &[Token], at: usize) -> bool {
    !tokens[at].is('’')
        || tokens.get(at + 1).is_none_or(|next| next.gap != Gap::None || next.char().is_some())
}

fn quotation(sentence: Sentence<'_>, folded: &[u32], tokens: &[Token]) -> Option<Quotation> {
    let document = sentence.document();
    let words = document.words();
    let (first, last) = (tokens.first()?, tokens.last()?);
    if tokens.len() < FEWEST_WORDS {
        return None;
    }
    let mut quotation = Quotation {
        span: first.span.to(last.span),
        sentence: sentence.index(),
        words: Vec::with_capacity(tokens.len()),
        places: Vec::with_capacity(tokens.len()),
        content: Vec::with_capacity(tokens.len() / 2),
    };
    let mut capitals = 0;
    for token in tokens {
        // Brackets and dots mark an omission or an explanation: the wording differs and says so.
        if token.is('[') || token.is('…') {
            return None;
        }
        let Some(number) = number(document, folded, token) else { continue };
        quotation.words.push(number);
        quotation.places.push(token.span);
        let Some(word) = token.word().map(|id| words.get(id)) else { continue };
        if word.function_of & sentence.lang().bit() == 0 && token.span.len() > 1 {
            quotation.content.push(number);
            capitals += usize::from(
                matches!(word.shape, Shape::Title | Shape::Upper) || token.kind == TokenKind::Number,
            );
        }
    }
    let dots = tokens.windows(2).any(|pair| pair[0].is('.') && pair[1].is('.'));
    let title = capitals * 2 > quotation.content.len();
    let enough = quotation.words.len() >= FEWEST_WORDS && quotation.content.len() >= FEWEST_CONTENT_WORDS;
    let question = tokens
        .iter()
        .rev()
        .filter_map(Token::char)
        .find(|&c| is_terminator(c))
        .is_some_and(|c| matches!(c, '?' | '!'));
    (enough && !title && !dots && !question).then_some(quotation)
}

#[cfg(test)]
mod tests {
    use crate::check::{Checker, Options};
    use crate::source::Source;

    #[test]
    fn the_words_that_differ_are_marked() {
        let text = "“We will defend our rivers against every company that poisons them, whatever the price,” Minister \
                    Salgado said in Manaus.\n\nThe law was passed on Tuesday night. “We shall protect our rivers against \
                    any company that poisons them, whatever the price,” Salgado told reporters.";
        let checked = Checker::default().check(Source::from_text("t", text), &Options::default());
        let found = checked.findings.iter().find(|f| f.rule.name == "repeated-quotation").expect("a finding");
        let marked: Vec<&str> = found.marks.iter().map(|m| &text[m.range()]).collect();
        assert_eq!(marked, ["shall protect", "any"]);
        let told = found.evidence.last().expect("evidence");
        assert_eq!(*told, "here `shall protect`, before `will defend`; here `any`, before `every`");
    }
}
