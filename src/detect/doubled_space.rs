//! `the  cat`: two or more spaces between the words of a sentence.
//!
//! ```text
//! The harbour master closed ⟦the  gate⟧ at dusk.      -> the gate
//! ```
//!
//! A word was taken out, or two lines were joined. Wide gaps also set columns, indent, lead out a list marker, and after a
//! full stop they were the typist's rule: there the document itself tells whether it uses one space or two.

use super::{Context, Detector, Findings};
use crate::document::classes::{is_close_bracket, is_dash, is_open_bracket, is_quote};
use crate::document::{Gap, Marks, Paragraph, ParagraphKind, Token, TokenKind, Vicinity};
use crate::finding::{Applicability, Finding};
use crate::rule::{Family, Rule, Severity};
use crate::suppress::Habit;

/// Finds wide gaps inside a line of text.
pub struct DoubledSpace;

static RULES: [Rule; 1] = [Rule {
    name: "doubled-space",
    family: Family::Punctuation,
    summary: "two or more spaces between the words of a sentence",
    explain: "A word was deleted with one of its spaces, or lines were joined. Spared are columns, indents, verse, list markers, \
        forms, text justified with spaces, and the two spaces after a full stop of typists: these are reported only where the \
        document otherwise uses one.",
    severity: Severity::Minor,
}];

/// Typists put two spaces after a full stop; a single one among single spaces is a slip.
static AFTER_STOP: Habit = Habit {
    name: "two spaces after a full stop",
    least: 1,
    share: 350,
    opportunities: |census| census.gaps_after_stop,
};
/// Plain text set to an even right margin.
static JUSTIFIED: Habit =
    Habit { name: "text justified with spaces", least: 12, share: 120, opportunities: |census| census.gaps };

/// Wider gaps are layout.
const WIDEST: usize = 8;

impl Detector for DoubledSpace {
    fn rules(&self) -> &'static [Rule] {
        &RULES
    }

    fn paragraph_needs(&self) -> Marks {
        Marks::WIDE_GAP | Marks::WIDE_START
    }

    fn paragraph(&self, paragraph: Paragraph<'_>, cx: &Context<'_>, out: &mut Findings) {
        if matches!(paragraph.kind(), ParagraphKind::Table | ParagraphKind::Code | ParagraphKind::Verse) {
            return;
        }
        let near = Vicinity::of(paragraph);
        for sentence in paragraph.sentences() {
            let tokens = sentence.tokens();
            if !sentence.has(Marks::WIDE_GAP | Marks::WIDE_START) {
                continue;
            }
            let first = sentence.first_token();
            for (offset, token) in tokens.iter().enumerate() {
                if token.gap == Gap::Wide
                    && let Some(finding) = judge(first + offset, token, near, paragraph, cx)
                {
                    out.push(finding);
                }
            }
        }
    }
}

fn judge(
    at: usize,
    token: &Token,
    near: Vicinity<'_>,
    paragraph: Paragraph<'_>,
    cx: &Context<'_>,
) -> Option<Finding> {
    let before = at.checked_sub(1)?;
    let previous = near.get(before, 0)?;
    let gap = cx.document.text().get(previous.span.end as usize..token.span.start as usize)?;
    let width = gap.chars().count();
    if width > WIDEST || gap.chars().any(|c| c != ' ' && c != '\u{A0}' && c != '\u{202F}') {
        return None;
    }
    if is_others_business(at, token, previous, near) || is_marker(before, near, paragraph) {
        return None;
    }
    // State and code of an American address: `NY  12207`.
    let state = previous.is_word()
        && previous.span.len() == 2
        && near.text(before).bytes().all(|b| b.is_ascii_uppercase());
    if state && token.kind == TokenKind::Number && token.span.len() == 5 {
        return None;
    }
    if width >= 3 && (paragraph.kind() != ParagraphKind::Prose || is_column(paragraph)) {
        return None;
    }
    let after_stop = (before.saturating_sub(3)..=before)
        .rev()
        .filter_map(|i| near.get(i, 0))
        .find(|t| !t.char().is_some_and(|c| is_quote(c) || is_close_bracket(c)))
        .is_some_and(|t| {
            matches!(t.char(), Some('.' | '!' | '?' | '…' | ':')) || t.kind == TokenKind::Abbreviation
        });
    let symbols = previous.kind == TokenKind::Symbol || token.kind == TokenKind::Symbol;
    let dash = [previous, token].iter().any(|t| t.char().is_some_and(is_dash));
    let confidence = match paragraph.kind() {
        _ if symbols => 600,
        _ if after_stop => 860,
        ParagraphKind::Prose if dash => 930,
        ParagraphKind::Prose if gap.contains('\u{A0}') => 900,
        ParagraphKind::Prose if width <= 3 => 985,
        ParagraphKind::Prose => 930,
        _ => 850,
    };
    let (left, right) = (near.left(before), near.right(at));
    let text = format!("{} {}", near.slice(left, before), near.slice(at, right));
    let message =
        if after_stop { "two spaces after the stop, unlike elsewhere" } else { "more than one space" };
    Some(
        Finding::new(&RULES[0], near.span(left, right), confidence, message)
            .suggest(text, Applicability::Safe)
            .unless_habit(if after_stop { &AFTER_STOP } else { &JUSTIFIED }),
    )
}

/// Beside marks that should not have a gap at all, and inside ellipses and leaders.
fn is_others_business(at: usize, token: &Token, previous: &Token, near: Vicinity<'_>) -> bool {
    let glued_after = near.get(at, 1).is_some_and(Token::is_glued);
    let next = token.char().is_some_and(|c| {
        matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '…')
            || is_close_bracket(c)
            || matches!(c, '”' | '’' | '»')
            || is_quote(c) && !glued_after
    });
    let last = previous.char().is_some_and(|c| {
        is_open_bracket(c) || matches!(c, '“' | '‘' | '„' | '«' | '…') || is_quote(c) && !previous.is_glued()
    });
    let dots = previous.is('.') && at >= 2 && near.get(at - 1, -1).is_some_and(|t| t.is('.'));
    next || last || dots
}

/// Whether only a list marker or a label stands before the gap: `1.  Opening`, `•   Any`, `THE COURT:  You may`.
fn is_marker(before: usize, near: Vicinity<'_>, paragraph: Paragraph<'_>) -> bool {
    let count = before + 1 - near.first().min(before + 1);
    let marked = near.get(before, 0).is_some_and(|t| t.char().is_some());
    let label = near.get(before, 0).is_some_and(|t| t.is(':'))
        && paragraph.tokens().iter().take(count).filter(|t| t.is_word()).count() <= 4;
    count <= 3 && marked || count == 1 && paragraph.kind() != ParagraphKind::Prose || label && count <= 6
}

/// Whether the lines above, below or of the paragraph itself have gaps of three spaces too: columns, verse.
fn is_column(paragraph: Paragraph<'_>) -> bool {
    let wide = |p: Option<Paragraph<'_>>| {
        p.is_some_and(|p| {
            let text = p.text();
            text.len() <= 400 && text.contains("   ")
        })
    };
    let text = paragraph.text();
    let own = text.len() <= 2000 && text.contains('\n') && text.matches("   ").count() >= 3;
    own || wide(paragraph.previous()) || wide(paragraph.next())
}
