//! `mixed-quotes`: the two halves of a pair are of different kinds, or one pair is of another kind than all others.

use super::{Context, Detector, Findings};
use crate::document::Document;
use crate::document::quotes::{
    Form, Mark, Quotes, Role, Sort, closing_of, opening_of, touching_left, touching_right,
};
use crate::finding::{Applicability, Finding};
use crate::lang::Lang;
use crate::rule::{Family, Rule, Severity};
use crate::span::Span;

/// Finds quotation marks of a kind that the rest of the document does not use.
pub struct MixedQuotes;

static RULES: &[Rule] = &[Rule {
    name: "mixed-quotes",
    family: Family::Punctuation,
    summary: "a straight quotation mark among curly ones, or a pair of unlike halves",
    explain: "A pair whose halves differ (`“Stay off.\"`) comes from text put together of two sources, from a recogniser that reads \
        each mark by itself, or from a translation that kept the marks of its source (`„It is March.“` in English). The odd half is \
        the one the rest of the document does not use. Where a document uses several kinds throughout, only pairs of unlike \
        halves are reported. Apostrophes, inches, nested pairs and code are spared.",
    severity: Severity::Minor,
}];

/// The kind of a double mark or guillemet.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Straight,
    /// `“…”`
    High,
    /// `„…“` or `„…”`
    Low,
    Guillemets,
}

/// Pairs of each kind in the whole document.
#[derive(Default)]
struct Counts {
    straight: u32,
    high: u32,
    low: u32,
    guillemets: u32,
}

impl Counts {
    const fn get(&self, kind: Kind) -> u32 {
        match kind {
            Kind::Straight => self.straight,
            Kind::High => self.high,
            Kind::Low => self.low,
            Kind::Guillemets => self.guillemets,
        }
    }

    const fn total(&self) -> u32 {
        self.straight + self.high + self.low + self.guillemets
    }
}

impl Detector for MixedQuotes {
    fn rules(&self) -> &'static [Rule] {
        RULES
    }

    fn document(&self, document: &Document, cx: &Context<'_>, out: &mut Findings) {
        let quotes = cx.quotes();
        let mut counts = Counts::default();
        for (opening, closing) in pairs(quotes) {
            match kind(opening, closing) {
                Some(Kind::Straight) => counts.straight += 1,
                Some(Kind::High) => counts.high += 1,
                Some(Kind::Low) => counts.low += 1,
                Some(Kind::Guillemets) => counts.guillemets += 1,
                None => {}
            }
        }
        for (opening, closing) in pairs(quotes) {
            match kind(opening, closing) {
                None => unlike(document, opening, closing, &counts, out),
                Some(kind) => odd_pair(document, opening, closing, kind, &counts, out),
            }
        }
    }
}

/// Pairs that stand within one paragraph and whose parts are beyond doubt.
fn pairs(quotes: &Quotes) -> impl Iterator<Item = (&Mark, &Mark)> {
    quotes
        .marks()
        .iter()
        .filter(|m| m.role != Role::Closes && matches!(m.sort, Sort::Double | Sort::Guillemet))
        .filter_map(|opening| {
            let closing = quotes.partner(opening)?;
            (closing.paragraph == opening.paragraph
                && opening.tokens == 1
                && closing.tokens == 1
                && opening.margin.min(closing.margin) >= 40)
                .then_some((opening, closing))
        })
}

/// The kind of a pair, or `None` where its halves differ.
fn kind(opening: &Mark, closing: &Mark) -> Option<Kind> {
    match (opening.glyph, closing.glyph) {
        ('"', '"') => Some(Kind::Straight),
        ('"', _) | (_, '"') => None,
        ('„', '”') if !matches!(opening.lang, Lang::Pl | Lang::Nl | Lang::Other | Lang::De | Lang::Ru) => {
            None
        }
        ('„', _) => Some(Kind::Low),
        ('«' | '»', _) => Some(Kind::Guillemets),
        // Turned marks are the business of misplaced-quote.
        _ => Some(Kind::High),
    }
}

/// `“Stay off."`: the half that the document uses less gives way; without other pairs, the straight one does.
fn unlike(document: &Document, opening: &Mark, closing: &Mark, counts: &Counts, out: &mut Findings) {
    let curly = counts.high + counts.low;
    if opening.glyph == '„' && closing.glyph == '”' {
        let text = opening_of('”', Lang::En);
        out.push(odd(document, opening, text, 820, "a low opening mark closed by a high one"));
        return;
    }
    let straight_rules = counts.straight > curly;
    let opening_is_odd = (opening.glyph == '"') != straight_rules;
    let (mark, glyph) = if opening_is_odd {
        (opening, if straight_rules { '"' } else { opening_of(closing.glyph, opening.lang) })
    } else {
        (closing, if straight_rules { '"' } else { closing_of(opening.glyph, closing.lang) })
    };
    // Turned as well as mixed: misplaced-quote has it.
    if opening.form == Form::Closing || closing.form == Form::Opening || glyph == mark.glyph {
        return;
    }
    let (more, less) = if straight_rules { (counts.straight, curly) } else { (curly, counts.straight) };
    // A text that uses both kinds throughout was put together of several; either half may be the odd one.
    let confidence = match (more, less) {
        (3.., 0) => 940,
        (_, 4..) if less * 4 > more => 650,
        _ if more >= 2 * less => 920,
        _ => 800,
    };
    out.push(
        odd(document, mark, glyph, confidence, "the two marks of the pair are of different kinds").because(
            format!("{} pairs of curly marks and {} of straight ones in this text", curly, counts.straight),
        ),
    );
}

/// One pair that is not of the kind all others are.
fn odd_pair(
    document: &Document,
    opening: &Mark,
    closing: &Mark,
    kind: Kind,
    counts: &Counts,
    out: &mut Findings,
) {
    // Other languages nest pairs of several kinds.
    let english = opening.lang == Lang::En;
    let (usual, confidence) = match kind {
        Kind::Straight if counts.high >= 5 => (Kind::High, 600),
        Kind::High if counts.straight >= 5 => (Kind::Straight, 600),
        Kind::Low | Kind::Guillemets if english && counts.high >= 2 => (Kind::High, 780),
        Kind::Low | Kind::Guillemets if english && counts.straight >= 2 => (Kind::Straight, 740),
        // `„…”` among German pairs closes with the wrong mark.
        Kind::Low if opening.lang == Lang::De && closing.glyph == '”' && counts.low >= 3 => {
            out.push(odd(document, closing, '“', 720, "a German quotation closed by an English mark"));
            return;
        }
        _ => return,
    };
    let own = counts.get(kind);
    if own > 1 && own * 4 > counts.get(usual) || counts.get(usual) * 10 < counts.total() * 6 {
        return;
    }
    let (open, close) = if usual == Kind::Straight { ('"', '"') } else { ('“', '”') };
    let message = "the marks are of another kind than all others in this text";
    let first = odd(document, opening, open, confidence, message);
    let second = odd(document, closing, close, confidence, message);
    if first.span.overlaps(second.span) {
        // One word between the marks: one finding.
        let inner = Span::new(opening.span.end, closing.span.start);
        let text = format!("{open}{}{close}", document.slice(inner));
        let span = opening.span.to(closing.span);
        out.push(Finding::new(&RULES[0], span, confidence, message).suggest(text, Applicability::Ask));
    } else {
        out.push(first);
        out.push(second);
    }
}

/// The finding that `mark` should be `glyph`, with the word it touches.
fn odd(document: &Document, mark: &Mark, glyph: char, confidence: u16, message: &'static str) -> Finding {
    if mark.role == Role::Closes {
        let word = (mark.token as usize)
            .checked_sub(1)
            .filter(|_| !mark.left.is_open())
            .and_then(|at| touching_left(document, at));
        let span = word.map_or(mark.span, |word| word.to(mark.span));
        let text = format!("{}{glyph}", word.map_or("", |word| document.slice(word)));
        return Finding::new(&RULES[0], span, confidence, message).suggest(text, Applicability::Ask);
    }
    let word = Some(mark.token_after())
        .filter(|_| !mark.right.is_open())
        .and_then(|at| touching_right(document, at));
    let span = word.map_or(mark.span, |word| mark.span.to(word));
    let text = format!("{glyph}{}", word.map_or("", |word| document.slice(word)));
    Finding::new(&RULES[0], span, confidence, message).suggest(text, Applicability::Ask)
}
