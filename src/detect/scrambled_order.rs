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
use crate::document::{ByWord, Document, Gap, Sentence, Shape, Token, TokenKind, WordId, Words};
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
/// Share of the words of a sentence, in thousandths, that another rendering has.
const SHARE: usize = 850;

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
        let odd: Vec<Odd<'_>> = odd
            .filter_map(|s| Some((s, collision(s, the)?)))
            .take(MOST)
            .filter_map(|(sentence, at)| Odd::new(sentence, at))
            .collect();
        let renderings = renderings(document, &odd);
        for finding in odd.iter().zip(renderings).filter_map(|(odd, best)| odd.finding(best?)) {
            out.push(finding);
        }
    }
}

/// Tokens from `the` to the end of the sentence, at most.
const LONGEST_END: usize = 6;

/// The place where one noun phrase starts right after another: a name, a space, `the`, and the sentence ends in that phrase.
fn collision(sentence: Sentence<'_>, the: WordId) -> Option<usize> {
    let document = sentence.document();
    let (words, tokens) = (document.words(), sentence.tokens());
    // "left Afghanistan the following day", "gave Ali the book": a verb, or a phrase of time. The phrase is short, so that of
    // most sentences only the end is looked at.
    let from = tokens.len().saturating_sub(LONGEST_END).max(2);
    let ids = sentence.word_ids();
    (from..tokens.len()).filter(|&at| ids[at] == the).find(|&at| {
        let (before, token) = (&tokens[at - 1], &tokens[at]);
        let name = before.is_word() && before.word().is_some_and(|id| is_name(document, id));
        // "Republic of Afghanistan the …": the name closes a phrase and is no object ("call Berlin the capital").
        let closes = tokens[at - 2].word().is_some_and(|id| listed("of in with for and from", words.text(id)));
        let begins = tokens[start(tokens, at)..].iter().find_map(Token::word).is_some_and(|id| {
            listed("to for in from at with on of by", words.text(words.get(id).lower))
        });
        name && closes && !begins && matches!(token.gap, Gap::Space | Gap::Line)
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

/// A sentence in which two noun phrases collide.
struct Odd<'d> {
    sentence: Sentence<'d>,
    /// From the start of the phrase that collides with nothing before it.
    tokens: &'d [Token],
    /// Its content words.
    own: Vec<WordId>,
}

/// Another rendering of a sentence: the share of its words in thousandths, and where it stands.
type Rendering = (usize, Span);

/// The best other rendering of each of these sentences.
fn renderings(document: &Document, odd: &[Odd<'_>]) -> Vec<Option<Rendering>> {
    let words = document.words();
    let mut best: Vec<Option<Rendering>> = vec![None; odd.len()];
    // By word type in lower case, the sentences (a bit each) of which a rendering holds one of these words.
    let mut keys = vec![0_u64; if odd.is_empty() { 0 } else { words.len() }];
    for (index, sentence) in odd.iter().enumerate() {
        for id in sentence.keys(words) {
            keys[id.index()] |= 1 << index;
        }
    }
    // Of each word type whether it is a key: a table small enough for the cache, for most sentences have none.
    let mut is_key: ByWord<bool> = ByWord::new(words);
    for id in words.ids().take(keys.len()).filter(|id| keys[words.get(*id).lower.index()] != 0) {
        is_key.set(id, true);
    }
    for other in document.sentences().filter(|_| !odd.is_empty()) {
        let ids = other.word_ids();
        if !ids.iter().fold(false, |any, id| any | is_key.get(*id)) {
            continue;
        }
        let of_keys = ids.iter().filter(|id| is_key.get(**id));
        let mut wanted = of_keys.fold(0, |all, &id| all | keys[words.get(id).lower.index()]);
        while wanted != 0 {
            let index = wanted.trailing_zeros() as usize;
            wanted &= wanted - 1;
            if other.index() != odd[index].sentence.index()
                && let Some((share, span)) = clean_order(document, &odd[index].own, other)
                && best[index].is_none_or(|(most, _)| share > most)
            {
                best[index] = Some((share, span));
            }
        }
    }
    best
}

impl<'d> Odd<'d> {
    /// The sentence whose phrases collide at a token, if it has enough words to be told from others.
    fn new(sentence: Sentence<'d>, at: usize) -> Option<Self> {
        let tokens = &sentence.tokens()[start(sentence.tokens(), at)..];
        let own = content(sentence.document(), tokens);
        (own.len() >= FEWEST).then_some(Self { sentence, tokens, own })
    }

    /// The rarest words, so many that no rendering can do without all of them.
    fn keys(&self, words: &Words) -> Vec<WordId> {
        let mut rarest = self.own.clone();
        rarest.sort_unstable_by_key(|id| (words.count_any_case(*id), *id));
        // Whole groups of equal words: what is left is less than the share that a rendering needs.
        let spare = self.own.len() * (1000 - SHARE) / 1000;
        let last = rarest[spare.min(rarest.len() - 1)];
        let end = rarest.iter().rposition(|id| *id == last).map_or(rarest.len(), |at| at + 1);
        rarest.truncate(end);
        rarest.dedup();
        rarest
    }

    fn finding(&self, (share, span): Rendering) -> Option<Finding> {
        let document = self.sentence.document();
        // The whole sentence, without quotation marks around it.
        let first = self.tokens.iter().find(|t| t.is_wordlike())?;
        let last = self.tokens.iter().rev().find(|t| t.is_wordlike() || t.is('.'))?;
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
    if share < SHARE || extra * 5 > theirs.len() || theirs == own {
        return None;
    }
    let collides = part.windows(2).any(|pair| {
        pair[0].word().is_some_and(|id| is_name(document, id))
            && pair[1].gap == Gap::Space
            && pair[1].word().is_some_and(|id| words.text(id) == "the")
    });
    (!collides).then(|| (share, part[0].span.to(part[part.len() - 1].span)))
}
