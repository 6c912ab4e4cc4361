//! Verbs of saying around a mark: they tell the side on which the quotation lies.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::marks::{Mark, Side};
use crate::document::classes::{is_dash, is_quote};
use crate::document::{Document, Gap, TokenKind};
use crate::lang::Lang;

/// Forms in which speech is reported, in the languages whose news we know. Only used to choose between two readings, so that
/// a missing verb costs little.
const VERBS: &[&str] = &[
    // English
    "said",
    "says",
    "say",
    "saying",
    "added",
    "adds",
    "adding",
    "told",
    "tells",
    "asked",
    "asks",
    "replied",
    "replies",
    "wrote",
    "writes",
    "stated",
    "states",
    "noted",
    "notes",
    "explained",
    "explains",
    "declared",
    "declares",
    "insisted",
    "insists",
    "claimed",
    "claims",
    "warned",
    "warns",
    "announced",
    "tweeted",
    "shouted",
    "cried",
    "answered",
    "answers",
    "called",
    "concluded",
    "concludes",
    "continued",
    "continues",
    "remarked",
    "argued",
    "argues",
    "admitted",
    "admits",
    "recalled",
    "recalls",
    "whispered",
    "muttered",
    "observed",
    "observes",
    "reported",
    "reports",
    "testified",
    "promised",
    "complained",
    "commented",
    "quipped",
    "joked",
    "urged",
    "stressed",
    // German
    "sagte",
    "sagt",
    "sagten",
    "erklärte",
    "erklärt",
    "meinte",
    "meint",
    "fügte",
    "schrieb",
    "schreibt",
    "betonte",
    "betont",
    "rief",
    "fragte",
    "antwortete",
    "erzählte",
    "kündigte",
    "warnte",
    "berichtete",
    // French
    "dit",
    "déclare",
    "déclaré",
    "déclara",
    "ajoute",
    "ajouté",
    "ajouta",
    "explique",
    "expliqué",
    "affirme",
    "affirmé",
    "raconte",
    "écrit",
    "répond",
    "répondit",
    "demande",
    "demanda",
    "estime",
    "souligne",
    // Spanish, Italian, Portuguese
    "dijo",
    "dice",
    "afirmó",
    "explicó",
    "añadió",
    "aseguró",
    "declaró",
    "señaló",
    "preguntó",
    "respondió",
    "escribió",
    "contó",
    "disse",
    "spiega",
    "dichiarato",
    "aggiunge",
    "afirma",
    "afirmou",
    "explicou",
    "acrescentou",
    "diz",
    "declarou",
    // Dutch, Polish, Turkish, Russian
    "zei",
    "zegt",
    "aldus",
    "vertelde",
    "schreef",
    "powiedział",
    "powiedziała",
    "dodał",
    "dodała",
    "mówi",
    "dedi",
    "diye",
    "söyledi",
    "сказал",
    "сказала",
    "заявил",
    "заявила",
    "говорит",
    "отметил",
    "добавил",
];

/// The same, as they are asked about: several words around each of ten thousands of marks.
static SAYING: LazyLock<FxHashSet<&str>> = LazyLock::new(|| VERBS.iter().copied().collect());

/// How many words may stand between a mark and the verb: `the former foreign minister of Chad said`.
const REACH: usize = 7;

fn is_verb(document: &Document, token: &crate::document::Token) -> bool {
    token.is_word() && SAYING.contains(document.token_text(token))
}

/// Whether a clause with a verb of saying follows: `he said`, `said Ms Lindqvist`, `the port captain told reporters`.
#[must_use]
pub fn attribution_follows(document: &Document, token: usize) -> bool {
    let Some(tokens) = document.tokens().get(token..) else { return false };
    for (i, token) in tokens.iter().take(REACH).enumerate() {
        if i > 0 && token.gap == Gap::Paragraph {
            return false;
        }
        match token.kind {
            TokenKind::Word if is_verb(document, token) => return true,
            TokenKind::Word | TokenKind::Abbreviation | TokenKind::Placeholder => {}
            // `the 41-year-old captain said`, `Ms. Lindqvist said`
            TokenKind::Number | TokenKind::Mixed => {}
            _ if token.char().is_some_and(is_dash) || token.is('.') && i > 0 && i < 3 => {}
            _ => return false,
        }
    }
    false
}

/// Whether such a clause follows the mark in its own paragraph.
#[must_use]
pub fn attribution_after(document: &Document, mark: &Mark) -> bool {
    mark.right != Side::Edge && attribution_follows(document, mark.token_after())
}

/// Whether the word before the mark is a verb of saying, a comma or colon aside.
#[must_use]
pub fn verb_precedes(document: &Document, mark: &Mark) -> bool {
    if mark.left == Side::Edge {
        return false;
    }
    let tokens = document.tokens();
    let Some(mut at) = (mark.token as usize).checked_sub(1) else { return false };
    if tokens.get(at).is_some_and(|t| t.is(',') || t.is(':')) {
        let Some(before) = at.checked_sub(1) else { return false };
        at = before;
    }
    tokens.get(at).is_some_and(|t| is_verb(document, t))
}

/// Whether a comma or a stop stands before the mark, a gap aside.
#[must_use]
pub fn ends_clause_before(document: &Document, mark: &Mark) -> bool {
    if mark.left == Side::Edge {
        return false;
    }
    let before = (mark.token as usize).checked_sub(1).and_then(|at| document.tokens().get(at));
    before
        .and_then(|t| t.char().or(if t.kind == TokenKind::Abbreviation { Some('.') } else { None }))
        .is_some_and(|c| matches!(c, ',' | '.' | '!' | '?' | '…'))
}

/// `all over, ”said Muthoni`: a typographic closing mark after the end of a clause and a gap, touching the next word, can only
/// belong to what stands before it, even where its partner is in no sight (a sentence a line, an extract).
#[must_use]
pub fn is_displaced_closing(document: &Document, mark: &Mark) -> bool {
    mark.glyph == '”'
        && mark.tokens == 1
        && mark.lang == Lang::En
        && mark.left == Side::Gap
        && mark.right == Side::Word
        && ends_clause_before(document, mark)
}

/// Whether a dash stands right before the mark: speech that breaks off.
pub(super) fn dash_before(document: &Document, mark: &Mark) -> bool {
    let before = (mark.token as usize).checked_sub(1).and_then(|at| document.tokens().get(at));
    before.and_then(crate::document::Token::char).is_some_and(is_dash)
}

/// Whether a verb of saying stands after a comma in the rest of the paragraph, with no quotation mark before it: the place
/// where a quotation that was opened should have been closed.
#[must_use]
pub fn place_of_lost_closing(document: &Document, mark: &Mark) -> Option<usize> {
    let tokens = document.tokens();
    let mut at = mark.token_after();
    while let Some(token) = tokens.get(at).filter(|t| t.gap != Gap::Paragraph) {
        if token.char().is_some_and(|c| is_quote(c) && c != '\'' && c != '’') {
            return None;
        }
        if (token.is(',') || token.is('?') || token.is('!')) && is_plain_attribution(document, at + 1) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// `, he said.`, `, said Ms Lindqvist`, `, the port captain told reporters`: what can hardly be part of the quotation itself.
/// Before the verb stand nothing, a pronoun, names, or an article with its noun; after it the clause ends, or a name, an
/// article or an adverbial of place or time follows.
fn is_plain_attribution(document: &Document, start: usize) -> bool {
    let tokens = document.tokens();
    let mut article = false;
    for (at, token) in tokens.iter().enumerate().skip(start).take(REACH) {
        if token.gap == Gap::Paragraph {
            return false;
        }
        if is_verb(document, token) {
            return at == start || ends_attribution(document, at + 1);
        }
        let text = document.token_text(token);
        let name = text.starts_with(char::is_uppercase) || token.is('.');
        let pronoun = matches!(text, "he" | "she" | "they" | "er" | "sie" | "il" | "elle");
        article |= matches!(
            text,
            "the" | "a" | "an" | "his" | "her" | "their" | "one" | "der" | "die" | "le" | "la" | "el"
        );
        if !(name || article || pronoun) {
            return false;
        }
    }
    false
}

fn ends_attribution(document: &Document, at: usize) -> bool {
    let Some(token) = document.tokens().get(at).filter(|t| t.gap != Gap::Paragraph) else { return true };
    let text = document.token_text(token);
    token.char().is_some_and(|c| matches!(c, '.' | ',' | ';' | ':'))
        || text.starts_with(char::is_uppercase)
        || matches!(
            text,
            "on" | "in"
                | "at"
                | "during"
                | "after"
                | "to"
                | "the"
                | "reporters"
                | "journalists"
                | "last"
                | "yesterday"
        )
}
