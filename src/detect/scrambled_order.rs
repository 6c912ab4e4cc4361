//! `scrambled-order`: a sentence whose parts stand in the order of another language.
//!
//! ```text
//! Meeting with Taliban and Islamic Republic of Afghanistan negotiating teams in Doha.      (the original)
//! ⟦Meeting with the Taliban and Islamic Republic of Afghanistan the Doha negotiating teams.⟧   (back from translation)
//! ```
//!
//! Word order alone proves little in English, so two things are asked for together: a noun phrase that starts right after
//! another with nothing between ("Afghanistan the Doha negotiating teams"), and the same words in a clean order elsewhere in
//! the document, which is then the suggestion.

use super::{Context, Detector, Findings};
use crate::document::classes::is_quote;
use crate::document::{Document, Gap, Sentence, Shape, Token, TokenKind, WordId};
use crate::finding::{Applicability, Finding, Suggestion};
use crate::lang::{Lang, listed};
use crate::rule::{Family, Rule, Severity};
use crate::span::Span;

/// See the module.
pub struct ScrambledOrder;

static RULES: [Rule; 1] = [Rule {
    name: "scrambled-order",
    family: Family::Translation,
    summary: "the words of another sentence in an order that English does not have",
    explain: "A sentence that was translated and translated back keeps its words but loses their order: \"Meeting with the Taliban \
and Islamic Republic of Afghanistan the Doha negotiating teams\". Reported where a noun phrase begins right after another without a \
word or mark between them, and the document has the same words in order elsewhere; that order is suggested. Spared: apposition \
with its comma, \"the more the better\", days and dates (\"left Paris the day after\"), verbs between the phrases.",
    severity: Severity::Major,
}];

/// Content words that two renderings of one sentence must share at least.
const FEWEST: usize = 5;
/// Sentences examined against the whole document.
const MOST: usize = 40;

impl Detector for ScrambledOrder {
    fn rules(&self) -> &'static [Rule] {
        &RULES
    }

    fn document(&self, document: &Document, _cx: &Context<'_>, out: &mut Findings) {
        if document.lang() != Lang::En {
            return;
        }
        let Some(the) = document.words().find("the") else { return };
        let odd = document.sentences().filter(|s| s.is_prose());
        for (sentence, at) in odd.filter_map(|s| Some((s, collision(s, the)?))).take(MOST) {
            if let Some(finding) = check(sentence, at) {
                out.push(finding);
            }
        }
    }
}

/// The place where one noun phrase starts right after another: a name, a space, `the`, and the sentence ends in that phrase.
fn collision(sentence: Sentence<'_>, the: WordId) -> Option<usize> {
    let document = sentence.document();
    let (words, tokens) = (document.words(), sentence.tokens());
    (2..tokens.len()).filter(|&at| tokens[at].word() == Some(the)).find(|&at| {
        let (before, token) = (&tokens[at - 1], &tokens[at]);
        let name = before.is_word() && before.word().is_some_and(|id| is_name(document, id));
        // "Republic of Afghanistan the …": the name closes a phrase and is no object ("call Berlin the capital").
        let closes = tokens[at - 2].word().is_some_and(|id| listed("of in with for and from", words.text(id)));
        let begins = tokens[start(tokens, at)..].iter().find_map(Token::word).is_some_and(|id| {
            listed("to for in from at with on of by", words.text(words.get(id).lower))
        });
        name && closes && !begins && matches!(token.gap, Gap::Space | Gap::Line)
            // "left Afghanistan the following day", "gave Ali the book": a verb, or a phrase of time.
            && tokens.len() - at <= 6
            && tokens[at + 1..].iter().all(|t| t.is_word() || t.char().is_some())
            && !tokens[at + 1..].iter().filter_map(|t| t.word()).any(|id| {
                listed("day days week month year time night morning evening moment same next following last first more less better is was are were has had", words.text(id))
            })
    })
}

/// Where the sentence with the token at `at` begins: a stop without its space may have joined it to another one.
fn start(tokens: &[Token], at: usize) -> usize {
    let ends = |t: &Token| t.char().is_some_and(|c| is_quote(c) || matches!(c, '.' | ':' | '!' | '?'));
    tokens[..at].iter().rposition(ends).map_or(0, |i| i + 1)
}

fn is_name(document: &Document, id: WordId) -> bool {
    let word = document.words().get(id);
    matches!(word.shape, Shape::Title | Shape::Upper) && word.function_of & Lang::En.bit() == 0
}

/// The content words of some tokens, in order and in lower case.
fn content(document: &Document, tokens: &[Token]) -> Vec<WordId> {
    let words = document.words();
    tokens
        .iter()
        .filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Mixed))
        .filter_map(Token::word)
        .map(|id| words.get(id).lower)
        .filter(|id| words.get(*id).function_of & Lang::En.bit() == 0)
        .collect()
}

fn check(sentence: Sentence<'_>, at: usize) -> Option<Finding> {
    let document = sentence.document();
    let tokens = &sentence.tokens()[start(sentence.tokens(), at)..];
    let own = content(document, tokens);
    if own.len() < FEWEST {
        return None;
    }
    let mut best: Option<(usize, Span)> = None;
    for other in document.sentences().filter(|s| s.index() != sentence.index()) {
        let Some((share, span)) = clean_order(document, &own, other) else { continue };
        if best.is_none_or(|(b, _)| share > b) {
            best = Some((share, span));
        }
    }
    let (share, span) = best?;
    // The whole sentence, without quotation marks around it.
    let first = tokens.iter().find(|t| t.is_wordlike())?;
    let last = tokens.iter().rev().find(|t| t.is_wordlike() || t.is('.'))?;
    let own_span = first.span.to(last.span);
    let mut text = document.slice(span).to_owned();
    if last.is('.') {
        text.push('.');
    }
    let confidence = if share >= 950 { 860 } else { 740 };
    let message = "the words of an earlier sentence in an order that English does not have";
    let mut finding = Finding::new(&RULES[0], own_span, confidence, message)
        .because("one noun phrase begins right after another, with nothing between them")
        .because(format!("elsewhere in this document: {}", document.slice(span)));
    finding.suggestions.push(Suggestion { span: own_span, text, applicability: Applicability::Ask });
    Some(finding)
}

/// The part of `other` from the first to the last of the words, if it has nearly all of them in another order and nothing
/// else; with the share in thousandths.
fn clean_order(document: &Document, own: &[WordId], other: Sentence<'_>) -> Option<(usize, Span)> {
    let words = document.words();
    let tokens = other.tokens();
    let shared = |t: &Token| t.word().is_some_and(|id| own.contains(&words.get(id).lower));
    let from = tokens.iter().position(shared)?;
    let to = tokens.iter().rposition(shared)?;
    let part = &tokens[from..=to];
    let theirs = content(document, part);
    let common = own.iter().filter(|id| theirs.contains(id)).count();
    let share = common * 1000 / own.len();
    let extra = theirs.iter().filter(|id| !own.contains(id)).count();
    if share < 850 || extra * 5 > theirs.len() || theirs == own {
        return None;
    }
    let collides = part.windows(2).any(|pair| {
        pair[0].word().is_some_and(|id| is_name(document, id))
            && pair[1].gap == Gap::Space
            && pair[1].word().is_some_and(|id| words.text(id) == "the")
    });
    (!collides).then(|| (share, part[0].span.to(part[part.len() - 1].span)))
}
