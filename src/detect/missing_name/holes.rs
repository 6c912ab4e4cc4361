//! Where a draft reads as if a word had been taken out: `in the town of.`, `armies at and`.

use crate::detect::translated_name::seen::Seen;
use crate::document::{Document, Sentence, TokenKind};
use crate::lang::{Lang, listed};
use crate::model::embedded;
use crate::model::pieces::START;
use crate::span::Span;

/// Words after which a noun must follow: where a mark or another of them stands there, the noun was lost.
const LEADING: [(Lang, &str); 2] = [
    (Lang::En, "of in at on by for with from to and or the a an between against into near as about under"),
    (
        Lang::De,
        "von in an auf bei für mit aus nach zu und oder der die das dem den des ein eine einen einem einer zwischen gegen durch \
         über unter im am zum zur vom",
    ),
];
/// Those of them that do not stand before another.
const PREPOSITIONS: [(Lang, &str); 2] = [
    (Lang::En, "of at for with from between against into near and or"),
    (
        Lang::De,
        "in an auf bei für mit aus nach zu und oder zwischen gegen durch über unter im am zum zur vom",
    ),
];
/// Those that begin a noun, after which one may stand.
const ARTICLES: &str = "the a an der die das dem den des ein eine einen einem einer";

/// How odd the seams of a draft are: where each word begins, by how much rarer it is after the word before it than anywhere, in
/// hundredths of nats.
#[derive(Debug, Default)]
pub(super) struct Seams {
    seams: Vec<(u32, i32)>,
    /// Whether a preposition or an article without its noun stands somewhere, and where.
    pub(super) hanging: Vec<u32>,
    /// Where two marks stand together that a word should part: `Minister,, began`.
    doubled: Vec<u32>,
}

impl Seams {
    /// Of some sentences.
    pub(super) fn of<'d>(sentences: impl Iterator<Item = Sentence<'d>>) -> Self {
        let mut seams = Self::default();
        for sentence in sentences {
            seams.add(sentence);
            seams.hang(sentence.document(), sentence);
            let marks = |c: Option<char>| matches!(c, Some(',' | ';' | ':'));
            let doubled = sentence
                .tokens()
                .windows(2)
                .filter(|pair| marks(pair[0].char()) && (marks(pair[1].char()) || pair[1].is('.')));
            seams.doubled.extend(doubled.map(|pair| pair[1].span.start));
        }
        seams
    }

    fn add(&mut self, sentence: Sentence<'_>) {
        let document = sentence.document();
        let Some(model) = embedded::of(document.lang()) else { return };
        let tokens = sentence.tokens();
        let mut before = [Seen::START, Seen::START];
        for (at, token) in tokens.iter().enumerate() {
            let seen = Seen::of(model, document, tokens, at);
            let [second, first] = before;
            // Of a name, a number or a rare mark nothing is told.
            let is_common = seen.word.is_some() && !seen.is_name
                || matches!(token.char(), Some(',' | '.' | ';' | ':' | ')'));
            if at > 0 && is_common && !first.is_name && first.key != START && first.word.is_some() {
                let alone = seen.word.map_or(350, |no| model.words.cost(no));
                let here = model.cost([second.key, first.key], first.is_name, seen.key, seen.word);
                self.seams.push((token.span.start, here - alone));
            }
            if !matches!(token.kind, TokenKind::Url | TokenKind::Email) {
                before = [first, seen];
            }
        }
    }

    fn hang(&mut self, document: &Document, sentence: Sentence<'_>) {
        let lang = document.lang();
        let of =
            |lists: &[(Lang, &'static str)]| lists.iter().find(|(l, _)| *l == lang).map(|(_, list)| *list);
        let (Some(leading), Some(prepositions)) = (of(&LEADING), of(&PREPOSITIONS)) else { return };
        for pair in sentence.tokens().windows(2) {
            let [a, b] = pair else { continue };
            let (first, second) =
                (document.token_text(a).to_lowercase(), document.token_text(b).to_lowercase());
            // `what to look for.`: English may end on a preposition that its verb needs, `to` more often than others.
            let hangs =
                listed(leading, &first) && first != "to" && matches!(b.char(), Some(',' | '.' | ';' | ':'))
                    || listed(prepositions, &first)
                        && listed(leading, &second)
                        && !listed(ARTICLES, &second)
                        && first != second;
            if hangs {
                self.hanging.push(b.span.start);
            }
        }
    }

    /// The oddest seam inside a span.
    pub(super) fn oddest(&self, within: Span) -> i32 {
        let inside = self.seams.iter().filter(|(at, _)| (within.start..=within.end).contains(at));
        inside.map(|(_, odd)| *odd).max().unwrap_or(-1000)
    }

    /// Whether two marks stand together inside a span.
    pub(super) fn doubled(&self, within: Span) -> bool {
        self.doubled.iter().any(|at| (within.start..=within.end).contains(at))
    }

    /// Whether something hangs inside a span.
    pub(super) fn hangs(&self, within: Span) -> bool {
        self.hanging.iter().any(|at| (within.start..=within.end).contains(at))
    }
}
