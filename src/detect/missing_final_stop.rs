//! `missing-final-stop`: a paragraph of prose that ends without a mark.

use super::{Context, Detector, Findings};
use crate::document::classes::{is_close_bracket, is_dash, is_invisible, is_quote, is_terminator};
use crate::document::quotes::touching_left;
use crate::document::{Document, Marks, Paragraph, ParagraphKind, Shape, Token, TokenKind};
use crate::finding::{Applicability, Finding};
use crate::lang::Lang;
use crate::rule::{Family, Rule, Severity};
use crate::suppress::Habit;

/// Finds paragraphs whose last sentence has lost its stop.
pub struct MissingFinalStop;

static RULES: &[Rule] = &[Rule {
    name: "missing-final-stop",
    family: Family::Punctuation,
    summary: "a paragraph of prose that ends without a full stop",
    explain: "A final stop goes missing where a scraper cut the text, where a recogniser lost the last speck of a line, and where \
        a translation was pasted in pieces. Headings, captions, list items, verse, addresses, by-lines and sign-offs end without one \
        by right, and so do the notes of people who never write it: we ask for complete sentences before the one that lost \
        its stop, and for a text whose other paragraphs end with a mark.",
    severity: Severity::Minor,
}];

/// Notes, slides, minutes: paragraphs end without stops throughout.
static OPEN_ENDS: Habit = Habit {
    name: "paragraphs without a final stop",
    least: 3,
    share: 150,
    opportunities: |census| census.paragraphs,
};

/// First words of captions, credits and datelines, which are sentences that no stop need end.
const CREDITS: &[&str] = &[
    "photo",
    "photos",
    "image",
    "images",
    "picture",
    "pictures",
    "photograph",
    "illustration",
    "caption",
    "credit",
    "source",
    "sources",
    "reporting",
    "additional",
    "editing",
    "edited",
    "written",
    "translated",
    "published",
    "updated",
    "last",
    "first",
    "posted",
    "copyright",
    "by",
    "from",
    "email",
    "contact",
    "tel",
    "follow",
    "read",
    "see",
    "click",
    "screenshot",
    "courtesy",
    "foto",
    "quelle",
    "crédit",
    "fuente",
    "dear",
    "name",
    "date",
];

impl Detector for MissingFinalStop {
    fn rules(&self) -> &'static [Rule] {
        RULES
    }

    fn paragraph_needs(&self) -> Marks {
        Marks::OPEN_END
    }

    fn paragraph(&self, paragraph: Paragraph<'_>, cx: &Context<'_>, out: &mut Findings) {
        if !paragraph.is_prose() || matches!(paragraph.lang(), Lang::Ar | Lang::Fa | Lang::Other) {
            return;
        }
        let document = cx.document;
        let Some(end) = open_end(document, paragraph) else { return };
        if goes_on(document, paragraph) || is_credit(document, paragraph) {
            return;
        }
        let confidence = confidence(document, paragraph, end);
        if confidence == 0 {
            return;
        }
        let Some(span) = touching_left(document, end.token) else { return };
        let text = document.slice(span);
        let repaired = match end.mark {
            Some(',') => format!("{}.", text.trim_end_matches(',')),
            _ => format!("{text}."),
        };
        out.push(
            Finding::new(&RULES[0], span, confidence, "the paragraph ends without a full stop")
                .suggest(repaired, Applicability::Ask)
                .because(format!(
                    "{} complete sentences stand before it",
                    paragraph.sentences().len().saturating_sub(1)
                ))
                .unless_habit(&OPEN_ENDS),
        );
    }
}

/// The end of a paragraph without a stop.
#[derive(Clone, Copy)]
struct End {
    /// Its last token, among the document's tokens.
    token: usize,
    /// A comma, closing quotation mark or bracket that stands there.
    mark: Option<char>,
}

fn open_end(document: &Document, paragraph: Paragraph<'_>) -> Option<End> {
    let tokens = paragraph.tokens();
    // A zero-width space may be all that follows the stop.
    let (place, last) =
        tokens.iter().enumerate().rev().find(|(_, t)| !document.token_text(t).chars().all(is_invisible))?;
    let token = paragraph.first_token() + place;
    let Some(c) = last.char() else {
        // Links, tags and code end lines of all kinds; an abbreviation has its stop.
        let word = matches!(last.kind, TokenKind::Word | TokenKind::Number | TokenKind::Mixed);
        let superscript =
            document.token_text(last).ends_with(|c: char| c.is_numeric() && !c.is_ascii_digit());
        return (word && !superscript).then_some(End { token, mark: None });
    };
    if c == ',' {
        return Some(End { token, mark: Some(c) });
    }
    if !(is_close_bracket(c) || is_quote(c)) {
        return None;
    }
    // A stop inside the mark will do.
    let before =
        tokens.iter().rev().find(|t| !t.char().is_some_and(|c| is_close_bracket(c) || is_quote(c)))?;
    let open = before.is_wordlike() && before.kind != TokenKind::Abbreviation;
    open.then_some(End { token, mark: Some(c) })
}

/// Whether the paragraph is taken up by what follows: a list, or a line that starts in lower case.
fn goes_on(document: &Document, paragraph: Paragraph<'_>) -> bool {
    let Some(next) = paragraph.next() else { return false };
    if matches!(
        next.kind(),
        ParagraphKind::ListItem | ParagraphKind::Table | ParagraphKind::Code | ParagraphKind::Verse
    ) {
        return true;
    }
    next.tokens().first().is_none_or(|t| {
        let text = document.token_text(t);
        text.starts_with(char::is_lowercase) || matches!(t.char(), Some('-' | '–' | '—' | '…' | '&' | '/'))
    })
}

/// Captions, credits, forms: `Photo by …`, `Published on …`, `Name: …`.
fn is_credit(document: &Document, paragraph: Paragraph<'_>) -> bool {
    let first = |tokens: &[Token]| {
        let word = tokens.iter().find(|t| t.is_wordlike());
        word.is_some_and(|t| CREDITS.contains(&document.token_text(t).to_lowercase().as_str()))
    };
    let labelled = paragraph.tokens().iter().take(4).any(|t| t.is(':'));
    let linked = paragraph.tokens().iter().rev().take(12).any(|t| {
        matches!(
            t.kind,
            TokenKind::Url | TokenKind::Email | TokenKind::Handle | TokenKind::Hashtag | TokenKind::Code
        )
    });
    labelled
        || linked
        || signed(document, paragraph)
        || first(paragraph.tokens())
        || paragraph.sentences().next_back().is_some_and(|s| first(s.tokens()))
}

/// `… go to jobs.” - Bill Gates`, `… has faded away Credit: Harbour News`, `@handle) May 4, 2019`: who said it, and when.
fn signed(document: &Document, paragraph: Paragraph<'_>) -> bool {
    let mut capitals = true;
    for token in paragraph.tokens().iter().rev().take(12) {
        let dash = token.char().is_some_and(is_dash) && !token.is_glued();
        if token.is('@') || capitals && (dash || token.is(':')) {
            return true;
        }
        let text = document.token_text(token);
        capitals &= !token.is_word() || text.starts_with(char::is_uppercase) || text.len() <= 3;
    }
    false
}

/// How sure; 0 where nothing should be said.
fn confidence(document: &Document, paragraph: Paragraph<'_>, end: End) -> u16 {
    let sentences = paragraph.sentences();
    let count = sentences.len();
    let Some(last) = paragraph.sentences().next_back() else { return 0 };
    let words = |tokens: &[Token]| tokens.iter().filter(|t| t.is_wordlike()).count();
    let all = words(paragraph.tokens());
    // A full sentence speaks in small words too; a row of names and titles does not.
    let (mut lower, mut upper) = (0, 0);
    for id in last.tokens().iter().filter(|t| t.is_word()).filter_map(Token::word) {
        match document.words().get(id).shape {
            Shape::Lower => lower += 1,
            Shape::Title | Shape::Upper => upper += 1,
            Shape::Mixed | Shape::Caseless => {}
        }
    }
    let small_words = last
        .tokens()
        .iter()
        .filter_map(Token::word)
        .filter(|id| document.words().get(*id).function_of & paragraph.lang().bit() != 0)
        .count();
    if lower < 4 || small_words < 2 || upper * 2 > lower && paragraph.lang() != Lang::De {
        return 0;
    }
    let stopped = paragraph
        .sentences()
        .take(count.saturating_sub(1))
        .all(|s| s.tokens().iter().rev().take(3).any(|t| t.char().is_some_and(is_terminator)));
    let base = match (count, words(last.tokens())) {
        _ if !stopped => 300,
        (0 | 1, _) if all < 20 => return 0,
        (0 | 1, _) => 420,
        (2, 8..) if all >= 16 => 730,
        (2, _) => 560,
        (_, 6..) => 780,
        _ => 600,
    };
    let deck = is_deck(document, paragraph);
    match end.mark {
        None if deck => base.min(560),
        None => base,
        Some(_) => base.min(560),
    }
}

/// The lines between a headline and its story, which often do without stops: the first paragraph after a heading, or the first
/// of several that follow each other line by line.
fn is_deck(document: &Document, paragraph: Paragraph<'_>) -> bool {
    let before = paragraph.previous();
    if before.is_some_and(|p| p.kind() == ParagraphKind::Heading) {
        return true;
    }
    let gap = |a: Paragraph<'_>, b: Paragraph<'_>| {
        document
            .text()
            .get(a.span().end as usize..b.span().start as usize)
            .is_some_and(|between| between.matches('\n').count() > 1)
    };
    let heads_block = before.is_none_or(|p| gap(p, paragraph));
    heads_block && paragraph.next().is_some_and(|next| !gap(paragraph, next))
}
