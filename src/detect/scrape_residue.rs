//! `date 2020-11-22`, `1605987607000`, `Share on Facebook`: what a page grabber takes along with the article.
//!
//! Two sorts. Machine data (time stamps, dated fields) is known by its shape. Buttons, notices and counters are known by their
//! words ([`crate::scrape`]); since the same words occur in articles about such things, a phrase counts only as a whole line, or
//! as a whole sentence of the first person of a web site.

use super::{Context, Detector, Findings};
use crate::document::{Document, Marks, Paragraph, ParagraphKind, Sentence, TokenKind};
use crate::finding::{Applicability, Finding};
use crate::rule::{Family, Rule, Severity};
use crate::scrape::phrases::{self, Triggers};
use crate::scrape::{Piece, stamps};
use crate::span::Span;

/// Finds dates of page fields, time stamps, buttons, notices and counters.
pub struct ScrapeResidue;

static RULES: [Rule; 1] = [Rule {
    name: "scrape-residue",
    family: Family::Residue,
    summary: "dates of page fields, epoch time stamps, share buttons, cookie notices, counters",
    explain: "A program that takes articles off web pages takes more: the date field of the page, the time stamp of a post in \
              milliseconds since 1970, share buttons, cookie and newsletter notices, links to other stories, advertisement \
              labels, counters of views and comments, credit lines of pictures. They stand at the head or the foot, or run \
              into the first sentence.\n\n\
              Articles about cookies, newsletters or sharing, datelines, diary dates, telephone and order numbers and \
              attributions of quoted posts are left alone.",
    severity: Severity::Major,
}];

fn report(span: Span, confidence: u16, message: String, out: &mut Findings) {
    out.push(Finding::new(&RULES[0], span, confidence, message).suggest("", Applicability::Ask));
}

impl Detector for ScrapeResidue {
    fn rules(&self) -> &'static [Rule] {
        &RULES
    }

    fn sentence_needs(&self) -> Marks {
        Marks::LONG_NUMBER | Marks::LINKISH
    }

    fn sentence(&self, sentence: Sentence<'_>, _cx: &Context<'_>, out: &mut Findings) {
        epochs(sentence, out);
        for token in sentence.tokens().iter().filter(|token| token.kind == TokenKind::Url) {
            // The address of an embedded picture is of no use to a reader, but many quote posts with it.
            if sentence.document().token_text(token).starts_with("pic.twitter.com/") {
                report(token.span, 500, "the address of an embedded picture".to_owned(), out);
            }
        }
    }

    fn paragraph_needs(&self) -> Marks {
        Marks::DIGIT | Marks::LINKISH
    }

    fn paragraph(&self, paragraph: Paragraph<'_>, _cx: &Context<'_>, out: &mut Findings) {
        if paragraph.kind() == ParagraphKind::Code {
            return;
        }
        let start = paragraph.span().start;
        let may_be_post = paragraph.marks().intersects(Marks::SIGN | Marks::LINKISH);
        let attribution = if may_be_post { phrases::attribution(paragraph.text()) } else { None };
        for found in attribution.into_iter().chain(stamps::fields(paragraph)) {
            let span = Span::new(start + found.range.start as u32, start + found.range.end as u32);
            report(span, found.confidence, found.message, out);
        }
    }

    fn document(&self, document: &Document, _cx: &Context<'_>, out: &mut Findings) {
        let Some(triggers) = Triggers::of(document.words()) else { return };
        let mut inner = vec![false; document.paragraphs().len()];
        triggers.inner(document.words()).tokens(document, |sentence, _| {
            inner[sentence.paragraph().index()] = true;
        });
        for (paragraph, inner) in document.paragraphs().zip(inner) {
            if paragraph.kind() != ParagraphKind::Code {
                buttons(paragraph, inner, &triggers, out);
            }
        }
    }
}

/// `1605987607000`: seconds or milliseconds since 1970 of a day between 2001 and 2033.
fn epochs(sentence: Sentence<'_>, out: &mut Findings) {
    let (document, tokens) = (sentence.document(), sentence.tokens());
    for (at, token) in tokens.iter().enumerate() {
        if token.kind != TokenKind::Number || !matches!(token.span.len(), 10 | 13) {
            continue;
        }
        let Some(date) = stamps::epoch(document.token_text(token)) else { continue };
        let before = at.checked_sub(1).and_then(|n| tokens.get(n));
        let head = document.slice(Span::new(sentence.span().start, token.span.start));
        let tail = document.slice(Span::new(token.span.end, sentence.span().end));
        if stamps::is_number_of_something(head, tail)
            || before.is_some_and(|t| token.is_glued() && t.is_wordlike())
        {
            continue;
        }
        let paragraph = sentence.paragraph().span();
        let edge = token.span.start == paragraph.start || token.span.end == paragraph.end;
        let after_handle = before.is_some_and(|t| t.kind == TokenKind::Handle || t.is(')'));
        let confidence = match (token.span.len(), edge || after_handle) {
            (13, true) => 975,
            (13, false) => 900,
            (_, true) => 860,
            (_, false) => 500,
        };
        report(token.span, confidence, format!("a time stamp: {date}"), out);
    }
}

/// Longest line in bytes that consists of buttons alone.
const LONGEST_LINE: usize = 400;

/// Buttons, notices and counters of one paragraph; `inner` says whether it has a word of [`Triggers::inner`].
fn buttons(paragraph: Paragraph<'_>, inner: bool, triggers: &Triggers, out: &mut Findings) {
    let short = paragraph.span().len() as usize <= LONGEST_LINE;
    // Counters and signs begin a short line only. All that phrases begin with are words.
    let may_begin = |sentence: &Sentence<'_>| {
        let id = sentence.word_ids().first();
        id.is_some_and(|id| triggers.may_begin(*id, inner)) || short && sentence.has(Marks::WORDLESS_START)
    };
    if !(short && inner || paragraph.sentences().any(|sentence| may_begin(&sentence))) {
        return;
    }
    let (text, start) = (paragraph.text(), paragraph.span().start as usize);
    let add = |from: usize, piece: Piece, out: &mut Findings| {
        let span = Span::of(start + from + piece.range.start..start + from + piece.range.end);
        report(span, piece.confidence, piece.message, out);
        from + piece.range.end
    };
    // A time stamp in front is a piece of its own.
    let stamped = paragraph.marks().intersects(Marks::DIGIT | Marks::LINKISH);
    let fields = if stamped { stamps::fields(paragraph) } else { Vec::new() };
    let skipped = fields.first().filter(|piece| piece.range.start == 0).map_or(0, |piece| piece.range.end);
    let body = text.get(skipped..).unwrap_or_default();
    let lead = skipped + (body.len() - body.trim_start().len());
    let line = text.get(lead..).filter(|_| short).and_then(phrases::whole_line);
    if let Some(piece) = line {
        add(lead, piece, out);
        return;
    }
    // Run together with prose: at the start of a sentence.
    let starts = paragraph.sentences().filter(may_begin).map(|s| s.span().start as usize - start);
    let behind_stamp = std::iter::once(lead).filter(|_| skipped > 0);
    let mut end = 0;
    for at in behind_stamp.chain(starts.filter(|at| *at >= lead)) {
        if at < end {
            continue;
        }
        if let Some(piece) = text.get(at..).and_then(phrases::at_start) {
            end = add(at, piece, out);
        }
    }
}
