//! `unbalanced-quote`: a mark without its partner.

use super::{Context, Detector, Findings};
use crate::document::quotes::{
    Form, Mark, Quotes, Role, Side, Sort, attribution_after, ends_clause_before, is_displaced_closing,
    place_of_lost_closing, touching_left, touching_right,
};
use crate::document::{Document, Paragraph, ParagraphKind};
use crate::finding::{Applicability, Finding, Suggestion};
use crate::rule::{Family, Rule, Severity};
use crate::span::Span;

/// Finds quotation marks that open or close nothing.
pub struct UnbalancedQuote;

static RULES: &[Rule] = &[Rule {
    name: "unbalanced-quote",
    family: Family::Punctuation,
    summary: "an opening or closing quotation mark without its partner",
    explain: "One half of a pair is lost where a recogniser missed a small mark, where a translator closed a quotation that it \
        had not opened, or where a sentence was cut out. The reader cannot tell where the speech of others ends. A mark that is \
        only displaced or turned counts as what it should be, so that one fault gives one finding. Spared are quotations that \
        run over paragraphs (each may open again), inches, apostrophes and plurals of quoted words. Where a text breaks off \
        its quotations all the time, single cases are only possible findings.",
    severity: Severity::Minor,
}];

/// Lone marks from which on a text is taken to be an extract, in which lines between marks are missing…
const EXTRACT_LEAST: usize = 8;
/// … if they are at least this share of all its marks, one in so many.
const EXTRACT_SHARE: usize = 25;

impl Detector for UnbalancedQuote {
    fn rules(&self) -> &'static [Rule] {
        RULES
    }

    fn document(&self, document: &Document, cx: &Context<'_>, out: &mut Findings) {
        let quotes = cx.quotes();
        let lone = quotes.marks().iter().filter(|m| m.is_lone()).count();
        let extract = lone >= EXTRACT_LEAST && lone * EXTRACT_SHARE >= quotes.marks().len();
        for (index, mark) in quotes.marks().iter().enumerate() {
            // `misplaced-quote` reports it.
            if (mark.is_lone() || mark.is_stray()) && is_displaced_closing(document, mark) {
                continue;
            }
            if mark.is_lone() || mark.is_stray() && mark.sort != Sort::Single {
                out.push(report(document, quotes, index, mark, extract));
            }
        }
    }
}

fn report(document: &Document, quotes: &Quotes, index: usize, mark: &Mark, extract: bool) -> Finding {
    let opens = mark.role == Role::Opens;
    let left = (mark.token as usize)
        .checked_sub(1)
        .filter(|_| !mark.left.is_open())
        .and_then(|at| touching_left(document, at));
    let right = Some(mark.token_after())
        .filter(|_| !mark.right.is_open())
        .and_then(|at| touching_right(document, at));
    let word = if opens { right } else { left };
    let span = word.map_or(mark.span, |word| word.to(mark.span));
    let twin = |other: Option<&Mark>| {
        other.is_some_and(|o| {
            o.glyph == mark.glyph
                && o.tokens == mark.tokens
                && (o.span.end == mark.span.start || mark.span.end == o.span.start)
        })
    };
    let marks = quotes.marks();
    let doubled = twin(index.checked_sub(1).and_then(|i| marks.get(i))) || twin(marks.get(index + 1));
    if doubled && let Some(word) = word {
        return Finding::new(
            &RULES[0],
            span,
            if extract { 690 } else { 900 },
            "the quotation mark is doubled",
        )
        .suggest(document.slice(word), Applicability::Ask);
    }
    let (confidence, message) = judge(document, quotes, mark, opens);
    let uncertain = document.paragraph(mark.paragraph as usize).is_none_or(|p| {
        p.kind() == ParagraphKind::Heading || p.sentences().len() < 2 && stands_in_lines(document, p)
    });
    let confidence = if extract || uncertain { confidence.min(650) } else { confidence };
    let mut finding = Finding::new(&RULES[0], span, confidence, message);
    finding.suggestions.extend(place_of_partner(document, quotes, mark, index));
    finding
}

/// Whether the paragraph is one of several that follow each other line by line: where each is a sentence, the line with the
/// other mark is easily left out.
fn stands_in_lines(document: &Document, paragraph: Paragraph<'_>) -> bool {
    let close = |a: Paragraph<'_>, b: Paragraph<'_>| {
        let between = document.text().get(a.span().end as usize..b.span().start as usize);
        between.is_some_and(|between| between.matches('\n').count() < 2)
    };
    paragraph.previous().is_some_and(|before| close(before, paragraph))
        || paragraph.next().is_some_and(|next| close(paragraph, next))
}

fn judge(document: &Document, quotes: &Quotes, mark: &Mark, opens: bool) -> (u16, &'static str) {
    if mark.role == Role::Neither {
        return (500, "a quotation mark that opens and closes nothing");
    }
    let lost_place = opens && place_of_lost_closing(document, mark).is_some();
    let attributed = !opens && ends_clause_before(document, mark) && attribution_after(document, mark);
    let shaped = mark.form != Form::Neutral;
    // A mark that looks as if it did the contrary is not understood well enough.
    let contrary = shaped && (mark.form == Form::Opening) != opens;
    let alone = alone_in_paragraph(quotes, mark);
    let confidence = match mark.sort {
        _ if contrary => 450,
        Sort::Single => 500,
        Sort::Guillemet | Sort::Angle if lost_place || attributed || !opens => 740,
        Sort::Guillemet | Sort::Angle => 640,
        // `year,” the cooperative said` with nothing before it; `“The harvest failed, the cooperative said`
        Sort::Double if attributed || lost_place => {
            if shaped {
                820
            } else {
                740
            }
        }
        Sort::Double if !opens && shaped && matches!(mark.right, Side::Gap | Side::Edge | Side::Closer) => {
            760
        }
        // One straight mark in the whole paragraph, after its last stop.
        Sort::Double if !opens && alone && mark.left == Side::Closer && mark.right.is_open() => 720,
        Sort::Double if opens && shaped => 660,
        Sort::Double => 550,
    };
    (
        confidence,
        if opens {
            "a quotation is opened and never closed"
        } else {
            "a quotation is closed that was never opened"
        },
    )
}

/// Whether no other mark of its sort stands in its paragraph.
fn alone_in_paragraph(quotes: &Quotes, mark: &Mark) -> bool {
    let marks = quotes.marks();
    let at = marks.partition_point(|m| m.paragraph < mark.paragraph);
    let mut own =
        marks.iter().skip(at).take_while(|m| m.paragraph == mark.paragraph).filter(|m| m.sort == mark.sort);
    own.nth(1).is_none()
}

/// Where the partner belongs, if only one place is evident: before `, he said` for a closing mark; at the head of the
/// paragraph for an opening one, when the closing mark stands in the first sentence and nothing was quoted before it.
fn place_of_partner(document: &Document, quotes: &Quotes, mark: &Mark, index: usize) -> Option<Suggestion> {
    if mark.form == Form::Neutral && mark.glyph != '"' || mark.sort != Sort::Double {
        return None;
    }
    if mark.role == Role::Opens {
        let end = place_of_lost_closing(document, mark)?;
        let word = touching_left(document, end)?;
        let closing = crate::document::quotes::closing_of(mark.glyph, mark.lang);
        return Some(Suggestion {
            span: word,
            text: format!("{}{closing}", document.slice(word)),
            applicability: Applicability::Ask,
        });
    }
    let first_of_paragraph = index
        .checked_sub(1)
        .and_then(|i| quotes.marks().get(i))
        .is_none_or(|before| before.paragraph != mark.paragraph);
    let paragraph = document.paragraph(mark.paragraph as usize)?;
    let sentence = paragraph.sentences().next()?.span();
    if mark.role != Role::Closes
        || !first_of_paragraph
        || !sentence.contains(Span::new(mark.span.start, mark.span.start))
    {
        return None;
    }
    let word = touching_right(document, paragraph.first_token())?;
    let opening = crate::document::quotes::opening_of(mark.glyph, mark.lang);
    (ends_clause_before(document, mark) && attribution_after(document, mark)).then(|| Suggestion {
        span: word,
        text: format!("{opening}{}", document.slice(word)),
        applicability: Applicability::Ask,
    })
}
