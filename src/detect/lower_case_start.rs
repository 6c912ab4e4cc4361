//! `lower-case-start`: a sentence or paragraph of prose that starts in lower case.

use super::{Context, Detector, Findings};
use crate::document::classes::is_quote;
use crate::document::quotes::attribution_follows;
use crate::document::{Document, Gap, Marks, Paragraph, ParagraphKind, Sentence, Shape, Token};
use crate::finding::{Applicability, Finding};
use crate::lang::{self, Lang};
use crate::rule::{Family, Rule, Severity};
use crate::span::Span;
use crate::suppress::Habit;

/// Finds sentences that lost the capital letter at their head.
pub struct LowerCaseStart;

static RULES: &[Rule] = &[Rule {
    name: "lower-case-start",
    family: Family::Punctuation,
    summary: "a sentence or paragraph of prose that starts in lower case",
    explain: "A sentence starts in lower case where a recogniser misread its capital, where two fragments were joined, or where a \
        translator worked from text without capitals; often it is the full stop before it that is wrong. We ask for a word that commonly \
        opens sentences (the, she, but, in), after a stop that stands behind an ordinary word. Brand names, particles of names, \
        verse, list items, definitions, abbreviations and attributions (“Who goes there?” he asked) are spared, and so are people \
        who never use capitals.",
    severity: Severity::Minor,
}];

/// Chats, diaries, verse.
static ALL_LOWER: Habit =
    Habit { name: "sentences in lower case", least: 3, share: 250, opportunities: |census| census.stops };

/// Words that open sentences and hardly ever follow an abbreviation or an inner exclamation: no `of`, `or`, `to`.
const OPENERS_EN: &[&str] = &[
    "the",
    "he",
    "she",
    "it",
    "they",
    "we",
    "this",
    "these",
    "those",
    "there",
    "that",
    "his",
    "her",
    "their",
    "its",
    "our",
    "a",
    "an",
    "but",
    "however",
    "although",
    "though",
    "while",
    "when",
    "if",
    "after",
    "before",
    "since",
    "because",
    "in",
    "on",
    "at",
    "for",
    "from",
    "with",
    "by",
    "as",
    "according",
    "then",
    "meanwhile",
    "moreover",
    "therefore",
    "thus",
    "also",
    "both",
    "some",
    "many",
    "most",
    "another",
    "despite",
    "during",
    "under",
    "once",
    "now",
    "today",
    "yesterday",
    "what",
    "who",
    "why",
    "how",
    "nobody",
    "everyone",
    "people",
    "you",
];
const OPENERS_DE: &[&str] = &[
    "der", "die", "das", "er", "sie", "es", "wir", "ein", "eine", "doch", "aber", "im", "in", "am", "auch",
    "nach", "dies", "diese", "dieser", "damit", "dann", "für", "mit",
];
const OPENERS_FR: &[&str] = &[
    "le", "la", "les", "il", "elle", "ils", "elles", "un", "une", "ce", "cette", "ces", "mais", "dans", "en",
    "nous", "on", "selon", "pour", "après",
];
const OPENERS_ES: &[&str] = &[
    "el", "la", "los", "las", "un", "una", "pero", "en", "según", "este", "esta", "además", "para", "por",
    "después", "cuando",
];

fn opens_sentences(lang: Lang, word: &str) -> bool {
    match lang {
        Lang::En => OPENERS_EN,
        Lang::De => OPENERS_DE,
        Lang::Fr => OPENERS_FR,
        Lang::Es => OPENERS_ES,
        _ => &[],
    }
    .contains(&word)
}

/// Words that make what stands before `?` a question, so that a new sentence must follow.
const ASKING: &[&str] = &[
    "who", "what", "why", "how", "when", "where", "which", "whose", "did", "does", "do", "is", "are", "was",
    "were", "can", "could", "will", "would", "should", "has", "have", "had", "may", "shall",
];

impl Detector for LowerCaseStart {
    fn rules(&self) -> &'static [Rule] {
        RULES
    }

    fn sentence_needs(&self) -> Marks {
        Marks::INNER_STOP
    }

    fn sentence(&self, sentence: Sentence<'_>, cx: &Context<'_>, out: &mut Findings) {
        if !sentence.is_prose() || starts_lower(cx.document, sentence.paragraph()) {
            return;
        }
        let tokens = sentence.tokens();
        for at in sentence.mark_places() {
            // Nothing follows the stop of most sentences.
            if at + 1 < tokens.len() && matches!(tokens[at].char(), Some('.' | '?' | '!')) {
                after_stop(cx, sentence, at, out);
            }
        }
    }

    fn paragraph_needs(&self) -> Marks {
        Marks::SMALL_START
    }

    fn paragraph(&self, paragraph: Paragraph<'_>, cx: &Context<'_>, out: &mut Findings) {
        if paragraph.is_prose() && starts_lower(cx.document, paragraph) {
            at_head(cx.document, paragraph, out);
        }
    }
}

fn is_lower(document: &Document, token: &Token) -> bool {
    token.is_word() && token.word().is_some_and(|id| document.words().get(id).shape == Shape::Lower)
}

fn starts_lower(document: &Document, paragraph: Paragraph<'_>) -> bool {
    paragraph.tokens().first().is_some_and(|t| is_lower(document, t))
}

/// `The museum closed at six. the guards …`
fn after_stop(cx: &Context<'_>, sentence: Sentence<'_>, stop: usize, out: &mut Findings) {
    let document = cx.document;
    let tokens = sentence.tokens();
    let Some(mark) = tokens.get(stop) else { return };
    // Behind an ordinary word of three letters or more; numbers, initials and abbreviations have stops of their own.
    let Some(before) = stop.checked_sub(1).and_then(|i| tokens.get(i)) else { return };
    let spelled = document.token_text(before);
    if !mark.is_glued()
        || spelled.chars().count() < 3
        || matches!(spelled, "info" | "gvt" | "govt" | "intl" | "natl" | "tech" | "mgmt" | "acct" | "apt")
        || lang::is_abbreviation(sentence.lang(), spelled)
    {
        return;
    }
    let mut at = stop + 1;
    let closed = tokens
        .get(at)
        .is_some_and(|t| t.is_glued() && t.char().is_some_and(|c| matches!(c, '”' | '"' | '»' | ')')));
    at += usize::from(closed);
    let Some(gap) = tokens.get(at).map(|t| t.gap) else { return };
    if !matches!(gap, Gap::Space | Gap::Wide | Gap::Line) {
        return;
    }
    let opening = tokens.get(at).filter(|t| t.char().is_some_and(|c| is_quote(c) && c != '\'' && c != '’'));
    at += usize::from(opening.is_some());
    let Some(word) = tokens.get(at).filter(|t| is_lower(document, t) && (opening.is_none() || t.is_glued()))
    else {
        return;
    };
    // Most sentences end here, before a dictionary is asked.
    if !(is_lower(document, before) || mark.is('.') && is_known_name(cx, before)) {
        return;
    }
    let text = document.token_text(word);
    let lone_i = sentence.lang() == Lang::En && text == "i";
    if !lone_i && !opens_sentences(sentence.lang(), text) {
        return;
    }
    let first = sentence.first_token();
    // A sentence of one word is a note; an attribution belongs to what was quoted.
    let runs_on =
        tokens.get(at + 1).is_some_and(Token::is_wordlike) || tokens.get(at + 1).is_some_and(|t| t.is(','));
    if !runs_on || attribution_follows(document, first + at) {
        return;
    }
    let words_before = tokens.iter().take(stop).filter(|t| t.is_wordlike()).count();
    let lang_known = if sentence.lang() == Lang::En { 780 } else { 680 };
    let confidence = match mark.char() {
        _ if lone_i => 690,
        _ if closed || opening.is_some() => 560,
        Some('.') if words_before >= 3 => lang_known,
        Some('?') if words_before >= 4 && asks(document, tokens, stop) => 730,
        Some('!') if words_before >= 4 => 600,
        _ => 450,
    };
    // In readings of old print the stop is a speck or was a comma: `Lower Thames-street. in the employ of`.
    let confidence = if confidence > SPECK && cx.is_broken() { SPECK } else { confidence };
    out.push(finding(
        document,
        opening.map(|t| t.span),
        word,
        confidence,
        "the sentence starts in lower case",
    ));
}

/// The confidence in a text that is full of errors.
const SPECK: u16 = 600;

/// `April`, `Lisbon`: a capitalised word of the dictionary, too long for an abbreviation.
fn is_known_name(cx: &Context<'_>, token: &Token) -> bool {
    token.span.len() >= 5
        && token
            .word()
            .is_some_and(|id| cx.document.words().get(id).shape == Shape::Title && cx.knows(id) == Some(true))
}

/// Whether the sentence that ends with the mark at `stop` is built as a question.
fn asks(document: &Document, tokens: &[Token], stop: usize) -> bool {
    let head = tokens.iter().take(stop).find(|t| t.is_wordlike());
    head.is_some_and(|t| ASKING.contains(&document.token_text(t).to_lowercase().as_str()))
}

/// A paragraph in lower case between finished paragraphs.
fn at_head(document: &Document, paragraph: Paragraph<'_>, out: &mut Findings) {
    let Some(word) = paragraph.tokens().first() else { return };
    let text = document.token_text(word);
    let words = paragraph.tokens().iter().filter(|t| t.is_wordlike()).count();
    let stopped = paragraph
        .tokens()
        .last()
        .and_then(Token::char)
        .is_some_and(|c| matches!(c, '.' | '?' | '!' | '”' | '"'));
    if words < 6
        || !stopped
        || text.chars().count() < 2
        || attribution_follows(document, paragraph.first_token())
    {
        return;
    }
    // `mole. a wall built into the sea`: a dictionary.
    if paragraph.tokens().get(1).is_some_and(|t| !t.is_wordlike() && !t.is(',') && !t.is('-')) {
        return;
    }
    let others_upper = paragraph
        .sentences()
        .skip(1)
        .all(|s| s.tokens().iter().find(|t| t.is_wordlike()).is_none_or(|t| !is_lower(document, t)))
        && !paragraph.text().contains(". i ");
    let opener = opens_sentences(paragraph.lang(), text);
    let finished = |c: char| matches!(c, '.' | '!' | '?');
    let confidence = match paragraph.previous() {
        None => 450,
        Some(before) if before.kind() != ParagraphKind::Prose => return,
        Some(before) => {
            let end = before.tokens().last().and_then(Token::char);
            match end {
                Some(c) if finished(c) && opener && others_upper && paragraph.sentences().len() >= 2 => 740,
                Some(c) if finished(c) => 520,
                // A line that goes on after a quotation or a list.
                _ => return,
            }
        }
    };
    out.push(finding(document, None, word, confidence, "the paragraph starts in lower case"));
}

fn finding(
    document: &Document,
    opening: Option<Span>,
    word: &Token,
    confidence: u16,
    message: &'static str,
) -> Finding {
    let span = opening.map_or(word.span, |mark| mark.to(word.span));
    let text = document.token_text(word);
    let mut chars = text.chars();
    let first: String = chars.next().into_iter().flat_map(char::to_uppercase).collect();
    let mark = opening.map_or("", |mark| document.slice(mark));
    Finding::new(&RULES[0], span, confidence, message)
        .suggest(format!("{mark}{first}{}", chars.as_str()), Applicability::Ask)
        .unless_habit(&ALL_LOWER)
}
