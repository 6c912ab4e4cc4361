//! `unbalanced-bracket`: a bracket without its partner.

use super::{Context, Detector, Findings};
use crate::document::classes::{is_close_bracket, is_open_bracket, is_quote, is_terminator};
use crate::document::quotes::{touching_left, touching_right};
use crate::document::{Document, Gap, Marks, Paragraph, ParagraphKind, Shape, Token, TokenKind};
use crate::finding::{Applicability, Finding};
use crate::rule::{Family, Rule, Severity};

/// Finds brackets that open or close nothing.
pub struct UnbalancedBracket;

static RULES: &[Rule] = &[Rule {
    name: "unbalanced-bracket",
    family: Family::Punctuation,
    summary: "an opening or closing bracket without its partner",
    explain: "A bracket loses its partner where a recogniser takes it for a letter or drops it, and where a translator rebuilds the \
        sentence around it. Spared are list markers (`a)`, `iv)`), faces, half-open intervals, brackets that hold several \
        sentences or paragraphs, code and tables.",
    severity: Severity::Minor,
}];

/// Lone brackets from which on a text is taken to be an extract or notation of its own, one in so many of all.
const EXTRACT_LEAST: usize = 8;
const EXTRACT_SHARE: usize = 8;

/// Brackets inside brackets that are followed; deeper ones are no prose, and the work stays linear.
const DEEPEST: usize = 32;
/// How many tokens away the rest of a bracket is looked for.
const REACH: usize = 200;

/// A bracket that is open, by index of its token.
#[derive(Clone, Copy)]
struct Open {
    token: usize,
    glyph: char,
}

/// What is wrong with a bracket.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fault {
    Unclosed,
    Unopened,
    /// Closes a bracket of this other shape.
    Unlike(char),
}

impl Detector for UnbalancedBracket {
    fn rules(&self) -> &'static [Rule] {
        RULES
    }

    fn document(&self, document: &Document, _cx: &Context<'_>, out: &mut Findings) {
        let mut faults: Vec<Suspect> = Vec::new();
        let mut waiting: Vec<Waiting> = Vec::new();
        let mut brackets = 0;
        for paragraph in document.paragraphs_with(Marks::BRACKET) {
            let kind = paragraph.kind();
            if matches!(kind, ParagraphKind::Code | ParagraphKind::Table) {
                continue;
            }
            brackets += paragraph.tokens().iter().filter(|t| bracket(t).is_some()).count();
            waiting.retain(|w| paragraph.index() <= w.last);
            let reading = reading(document, paragraph);
            // `first) …, second) …, third) …`: markers of a kind we do not know.
            let enumeration = reading.len() >= 3 && reading.iter().all(|(_, f)| *f == Fault::Unopened);
            for (token, fault) in reading {
                let Some(glyph) = document.tokens().get(token).and_then(bracket) else { continue };
                let near = waiting.len().saturating_sub(DEEPEST);
                match fault {
                    Fault::Unclosed => {
                        // Anywhere else a sentence may have been cut in two at its stop: `(No! | Do not go!)`.
                        let reach = if may_run_on(document, paragraph, token) { 12 } else { 1 };
                        waiting.push(Waiting { glyph, last: paragraph.index() + reach, fault: faults.len() });
                    }
                    Fault::Unopened
                        if let Some(at) = waiting.iter().skip(near).rposition(|w| closes(w.glyph, glyph)) =>
                    {
                        let opening = waiting.remove(near + at).fault;
                        if let Some(opening) = faults.get_mut(opening) {
                            opening.closed_later = true;
                        }
                        continue;
                    }
                    Fault::Unopened if enumeration => continue,
                    _ => {}
                }
                faults.push(Suspect { token, fault, kind, closed_later: false });
            }
        }
        faults.retain(|f| !f.closed_later);
        let extract = faults.len() >= EXTRACT_LEAST && faults.len() * EXTRACT_SHARE >= brackets;
        let mut last = None;
        for suspect in faults {
            // `money))`: the first of two was reported with both.
            let twin = last.is_some_and(|before: usize| before + 1 == suspect.token)
                && document.tokens().get(suspect.token).is_some_and(Token::is_glued);
            last = Some(suspect.token);
            if !twin && let Some(finding) = report(document, &suspect, extract) {
                out.push(finding);
            }
        }
    }
}

/// A bracket without partner in its paragraph.
struct Suspect {
    token: usize,
    fault: Fault,
    kind: ParagraphKind,
    /// Its partner was found in a later paragraph.
    closed_later: bool,
}

/// An open bracket that may close in a later paragraph.
struct Waiting {
    glyph: char,
    /// The last paragraph where it may.
    last: usize,
    /// Its place among the suspects.
    fault: usize,
}

/// The brackets without partner: list markers and faces are taken for what they look like if fewer are left that way.
fn reading(document: &Document, paragraph: Paragraph<'_>) -> Vec<(usize, Fault)> {
    let strict = read(document, paragraph, false);
    if strict.iter().all(|(_, f)| *f == Fault::Unopened) {
        return strict;
    }
    let loose = read(document, paragraph, true);
    if loose.len() < strict.len() { loose } else { strict }
}

fn bracket(token: &Token) -> Option<char> {
    let c = token.char()?;
    match c {
        '(' | ')' | '[' | ']' | '{' | '}' => Some(c),
        '（' => Some('('),
        '）' => Some(')'),
        _ => None,
    }
}

const fn partner(c: char) -> char {
    match c {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '{' => '}',
        '}' => '{',
        other => other,
    }
}

fn closes(open: char, close: char) -> bool {
    partner(open) == close
}

/// Pairs the brackets of a paragraph; gives those without partner, by token. Brackets that may be list markers or faces
/// count only in the `loose` reading.
fn read(document: &Document, paragraph: Paragraph<'_>, loose: bool) -> Vec<(usize, Fault)> {
    let tokens = paragraph.tokens();
    let first = paragraph.first_token();
    let mut open: Vec<Open> = Vec::new();
    let mut faults = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        let Some(c) = bracket(token) else { continue };
        let at = first + i;
        if is_face(document, tokens, i) || is_marker(document, tokens, i) {
            if open.last().is_some_and(|o| is_interval(document, o.token, at)) {
                open.pop();
                continue;
            }
            // In `(see b)` and `(thanks :)` they close all the same.
            if !loose || !is_close_bracket(c) || open.last().is_none_or(|o| !closes(o.glyph, c)) {
                continue;
            }
        }
        if is_outward(tokens, i) {
            continue;
        }
        if is_open_bracket(c) {
            open.push(Open { token: at, glyph: c });
            continue;
        }
        let near = open.len().saturating_sub(DEEPEST);
        let found = open.iter().skip(near).rposition(|o| closes(o.glyph, c)).map(|place| near + place);
        match found {
            Some(place) => {
                faults.extend(open.drain(place + 1..).map(|o| (o.token, Fault::Unclosed)));
                open.pop();
            }
            None => match open.last().copied() {
                Some(o) if is_interval(document, o.token, at) => {
                    open.pop();
                }
                // An unlike half closes what it directly could; far away it is a fault of its own.
                Some(o) if at - o.token <= 16 => {
                    open.pop();
                    faults.push((at, Fault::Unlike(partner(o.glyph))));
                }
                _ => faults.push((at, Fault::Unopened)),
            },
        }
    }
    faults.extend(open.into_iter().map(|o| (o.token, Fault::Unclosed)));
    faults.sort_unstable_by_key(|(token, _)| *token);
    faults
}

/// `:)`, `;-)`, `:(`, `=)`, `8)`: eyes, perhaps a nose, and the mouth.
fn is_face(document: &Document, tokens: &[Token], i: usize) -> bool {
    let glued = |at: usize| tokens.get(at).is_some_and(Token::is_glued);
    let mouth = tokens.get(i).and_then(bracket);
    // `(:` and `(;`, drawn the other way round.
    if mouth == Some('(')
        && glued(i + 1)
        && tokens.get(i + 1).is_some_and(|t| matches!(t.char(), Some(':' | ';' | '=')))
    {
        let closed = tokens.iter().skip(i + 2).take(REACH).any(|t| bracket(t) == Some(')'));
        return !closed && tokens.get(i + 2).is_none_or(|t| !t.is_glued() || !t.is_wordlike());
    }
    if !glued(i) {
        return false;
    }
    let Some(mut eyes) = i.checked_sub(1) else { return false };
    if tokens.get(eyes).is_some_and(|t| matches!(t.char(), Some('-' | '\'' | '^'))) && glued(eyes) {
        let Some(before) = eyes.checked_sub(1) else { return false };
        eyes = before;
    }
    // Eyes, or another mouth: `:))`.
    while eyes > 0
        && tokens.get(eyes).is_some_and(|t| bracket(t) == tokens.get(i).and_then(bracket))
        && glued(eyes)
    {
        eyes -= 1;
    }
    let Some(token) = tokens.get(eyes) else { return false };
    match token.char() {
        Some(':' | ';') => {
            // `(see below:)` is no face: eyes stand apart from the word before, or a letter does not follow.
            !token.is_glued()
                || tokens.get(eyes + 1).is_some_and(|t| matches!(t.char(), Some('-' | '\'')))
                || tokens.get(i + 1).is_none_or(|t| !t.is_glued())
        }
        Some('=') => true,
        _ => {
            mouth == Some(')')
                && !token.is_glued()
                && matches!(document.token_text(token), "8" | "x" | "X" | "B")
        }
    }
}

/// `a)`, `12)`, `iv)`: a short marker that stands apart and closes nothing.
fn is_marker(document: &Document, tokens: &[Token], i: usize) -> bool {
    let (Some(close), Some(marker)) = (tokens.get(i), i.checked_sub(1).and_then(|m| tokens.get(m))) else {
        return false;
    };
    if !close.is(')') || !close.is_glued() || !marker.is_wordlike() {
        return false;
    }
    let text = document.token_text(marker);
    let number = text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit());
    let letter = text.chars().count() == 1;
    let roman = text.len() <= 5 && text.bytes().all(|b| matches!(b.to_ascii_lowercase(), b'i' | b'v' | b'x'));
    let sub = text.len() <= 3
        && text.bytes().next().is_some_and(|b| b.is_ascii_digit())
        && text.bytes().last().is_some_and(|b| b.is_ascii_lowercase());
    let apart = !marker.is_glued()
        || i < 2
        || tokens.get(i - 2).is_some_and(|t| {
            t.char()
                .is_some_and(|c| is_open_bracket(c) && c != '(' || matches!(c, '“' | '"' | '*' | '.' | '#'))
        });
    // `PS) When we called`: what stands at the head of a sentence and is closed at once.
    let heads = i == 1
        || !marker.is_glued()
            && i.checked_sub(2)
                .and_then(|b| tokens.get(b))
                .is_some_and(|t| t.char().is_some_and(is_terminator));
    (number || letter || roman || sub) && apart || heads && text.len() <= 6
}

/// `]−1, 1[`: brackets that face outwards, in mathematics.
fn is_outward(tokens: &[Token], i: usize) -> bool {
    let Some(token) = tokens.get(i) else { return false };
    let next = tokens.get(i + 1);
    let number_after = next.is_some_and(|t| {
        t.is_glued()
            && (matches!(t.kind, TokenKind::Number | TokenKind::Mixed)
                || matches!(t.char(), Some('−' | '-' | '–')))
    });
    let number_before = i
        .checked_sub(1)
        .and_then(|b| tokens.get(b))
        .is_some_and(|t| matches!(t.kind, TokenKind::Number | TokenKind::Mixed));
    (token.is(']') && !token.is_glued() && number_after)
        || (token.is('[')
            && token.is_glued()
            && number_before
            && next.is_none_or(|t| !t.is_glued() || t.char().is_some()))
}

/// `[0, 1)`, `(0, π]`, `(a, b]`: two short terms with a comma, closed by the other shape.
fn is_interval(document: &Document, open: usize, close: usize) -> bool {
    let Some(inside) = document.tokens().get(open + 1..close) else { return false };
    inside.len() <= 9
        && inside.iter().any(|t| matches!(t.char(), Some(',' | ';')) || document.token_text(t).contains(','))
        && inside.iter().all(|t| match t.kind {
            TokenKind::Number | TokenKind::Mixed | TokenKind::Symbol | TokenKind::Punctuation => true,
            _ => document.token_text(t).chars().count() <= 2,
        })
}

/// Whether an open bracket may close in a later paragraph: it opens a sentence, or its paragraph breaks off.
fn may_run_on(document: &Document, paragraph: Paragraph<'_>, token: usize) -> bool {
    let tokens = document.tokens();
    let before = token.checked_sub(1).and_then(|at| tokens.get(at));
    let opens_sentence =
        before.and_then(Token::char).is_some_and(|c| is_terminator(c) || is_quote(c) || is_close_bracket(c));
    let breaks_off = paragraph.tokens().last().is_some_and(|t| {
        !t.char().is_some_and(|c| is_terminator(c) || is_close_bracket(c) || matches!(c, '”' | '"'))
    });
    opens_sentence || breaks_off || tokens.get(token).is_some_and(|t| t.gap == Gap::Paragraph)
}

fn report(document: &Document, suspect: &Suspect, extract: bool) -> Option<Finding> {
    let &Suspect { token, fault, kind, .. } = suspect;
    let tokens = document.tokens();
    let own = tokens.get(token)?;
    let glyph = own.char()?;
    let opens = is_open_bracket(glyph);
    let neighbour = if opens { Some(token + 1) } else { token.checked_sub(1) };
    let glued = if opens { tokens.get(token + 1).is_some_and(Token::is_glued) } else { own.is_glued() };
    let word = neighbour
        .filter(|_| glued)
        .and_then(|at| if opens { touching_right(document, at) } else { touching_left(document, at) });
    let span = word.map_or(own.span, |word| word.to(own.span));
    let twin = neighbour.filter(|_| glued).and_then(|at| tokens.get(at)).is_some_and(|t| t.is(glyph));
    if let Fault::Unlike(wanted) = fault {
        let text = format!("{}{wanted}", word.map_or("", |word| document.slice(word)));
        let confidence = if extract || kind != ParagraphKind::Prose { 600 } else { 800 };
        return Some(
            Finding::new(&RULES[0], span, confidence, "the bracket closes one of another shape")
                .suggest(text, Applicability::Ask),
        );
    }
    let inner = word.map(|word| document.slice(word));
    if twin && let Some(inner) = inner {
        return Some(
            Finding::new(&RULES[0], span, if extract { 600 } else { 860 }, "the bracket is doubled")
                .suggest(inner, Applicability::Ask),
        );
    }
    let message = if opens {
        "a bracket is opened and never closed"
    } else {
        "a bracket is closed that was never opened"
    };
    // `Harvests (ONH said`: an abbreviation after the name it stands for.
    let abbreviation = word
        .and_then(|word| tokens.get(neighbour?).filter(|t| t.span == word))
        .filter(|t| is_abbreviation(document, t));
    let confidence = match glyph {
        '{' | '}' => 450,
        _ if extract || kind != ParagraphKind::Prose => 600,
        _ if word.is_none() => 560,
        _ if abbreviation.is_some() => 860,
        _ => 780,
    };
    let finding = Finding::new(&RULES[0], span, confidence, message);
    Some(match abbreviation {
        Some(word) => {
            let (open, close) = if opens { (glyph, partner(glyph)) } else { (partner(glyph), glyph) };
            finding.suggest(format!("{open}{}{close}", document.slice(word.span)), Applicability::Ask)
        }
        None => finding,
    })
}

fn is_abbreviation(document: &Document, token: &Token) -> bool {
    let length = token.span.len();
    (2..=7).contains(&length) && token.word().is_some_and(|id| document.words().get(id).shape == Shape::Upper)
}
