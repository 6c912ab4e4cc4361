//! `country.It`: a mark of punctuation glued to the word that follows it, or an opening mark glued to the word before.
//!
//! ```text
//! … calm to the battered ⟦province.It⟧ was signed …     -> province. It
//! … remain in ⟦Darfur.“Leaving⟧ now would …             -> Darfur. “Leaving
//! Tickets for the ⟦match(four⟧ pounds each) …           -> match (four
//! ```
//!
//! Machine translation and scraping join sentences and paragraphs, optical recognition loses narrow spaces. The same look
//! have domains, file names, abbreviations, formulas and endings in brackets, so every alternative asks for evidence that
//! two *words* meet here: a function word, a known word in running text, a bracket with several words inside.

mod brackets;
mod marks;
mod quotes;

use std::cell::OnceCell;

use super::{Context, Detector, Findings};
use crate::document::{Marks, Paragraph, ParagraphKind, Shape, Token, TokenKind, Vicinity};
use crate::finding::{Applicability, Finding};
use crate::lang::{Lang, function_words};
use crate::rule::{Family, Rule, Severity};

/// Finds words glued together by the mark between them.
pub struct MissingSpace;

static RULES: [Rule; 1] = [Rule {
    name: "missing-space",
    family: Family::Punctuation,
    summary: "no space between a mark of punctuation and the next word, or before an opening mark",
    explain: "Two sentences or clauses run together at the mark between them (`country.It`, `word,word`, `season?No`, \
        `open.”She`, `match(four`): machine translation and scraping join lines, optical recognition loses narrow spaces. \
        Spared are domains, file names, versions, abbreviations and initials (`U.S.`, `J.R.R.`), decimals, times and ratios, \
        endings in brackets (`word(s)`, `(re)consider`), references (`§5(2)`), formulas, calls and suffixes after quotation \
        marks.",
    severity: Severity::Minor,
}];

impl Detector for MissingSpace {
    fn rules(&self) -> &'static [Rule] {
        &RULES
    }

    fn paragraph_needs(&self) -> Marks {
        Marks::TOUCHING | Marks::LONG_NUMBER
    }

    fn paragraph(&self, paragraph: Paragraph<'_>, cx: &Context<'_>, out: &mut Findings) {
        if matches!(paragraph.kind(), ParagraphKind::Table | ParagraphKind::Code) {
            return;
        }
        let here = Here {
            cx,
            near: Vicinity::of(paragraph),
            lang: paragraph.lang(),
            paragraph,
            paired: OnceCell::new(),
        };
        let mut quotes = QuotesBefore::default();
        let mut values = None;
        for sentence in paragraph.sentences() {
            let tokens = sentence.tokens();
            if !sentence.has(Marks::TOUCHING | Marks::LONG_NUMBER) {
                if sentence.has(Marks::QUOTE) {
                    sentence.mark_places().for_each(|at| quotes.count(&tokens[at]));
                }
                continue;
            }
            let first = sentence.first_token();
            for (offset, token) in tokens.iter().enumerate() {
                if (token.is_glued() || token.kind == TokenKind::Number)
                    && let Some(finding) = here.judge(first + offset, token, quotes)
                {
                    // Every value of a line of data is glued to the next.
                    let data = *values.get_or_insert_with(|| is_data(paragraph));
                    if !data {
                        out.push(finding);
                    }
                }
                quotes.count(token);
            }
        }
    }
}

/// Quotation marks of a paragraph up to a place.
#[derive(Debug, Clone, Copy, Default)]
struct QuotesBefore {
    /// Straight ones, which open and close in turn.
    straight: u32,
    /// Curly ones that are still open: a second opening mark then stands for a closing one.
    open: i32,
}

impl QuotesBefore {
    fn count(&mut self, token: &Token) {
        match token.char() {
            Some('"') => self.straight += 1,
            Some('“') => self.open += 1,
            Some('”') => self.open -= 1,
            _ => {}
        }
    }
}

/// Comma-separated values: at least two glued commas, and no more gaps than commas.
fn is_data(paragraph: Paragraph<'_>) -> bool {
    let tokens = paragraph.tokens();
    let commas = tokens.windows(2).filter(|pair| pair[0].is(',') && pair[1].is_glued()).count();
    commas >= 2 && tokens.iter().filter(|t| !t.is_glued()).count() <= commas + 1
}

/// A place in a paragraph, with what is needed to judge it.
struct Here<'a> {
    cx: &'a Context<'a>,
    near: Vicinity<'a>,
    lang: Lang,
    paragraph: Paragraph<'a>,
    /// Whether its straight quotation marks are even in number, once it was asked.
    paired: OnceCell<bool>,
}

impl<'a> Here<'a> {
    /// Judges the border between the token at `at` and the one it is glued to.
    fn judge(&self, at: usize, token: &Token, quotes: QuotesBefore) -> Option<Finding> {
        let QuotesBefore { straight, open } = quotes;
        if token.kind == TokenKind::Number && !token.is_glued() {
            return self.date(at);
        }
        let before = self.near.get(at, -1)?;
        if token.kind == TokenKind::Word {
            return match before.char() {
                Some(mark @ ('.' | ',' | ';' | ':' | '!' | '?')) if before.is_glued() => {
                    self.after_mark(at, mark)
                }
                Some('"') if before.is_glued() => self.straight_quote(at, straight),
                Some(quote @ ('”' | '“' | '»' | '’')) if before.is_glued() => {
                    self.after_closing_quote(at, quote)
                }
                Some(bracket @ (')' | ']')) => self.after_bracket(at, bracket),
                Some('%') if before.is_glued() => self.after_percent(at),
                _ => None,
            };
        }
        match token.char() {
            Some(quote @ ('“' | '„' | '«')) => self.before_opening_quote(at, quote, open),
            Some('(') => self.before_bracket(at),
            Some('$' | '£' | '€') => self.before_money(at),
            None if before.is_glued() && matches!(before.char(), Some(',')) => self.number_after_comma(at),
            _ => None,
        }
    }

    /// `2.8%of families`, not `%20of`.
    fn after_percent(&self, at: usize) -> Option<Finding> {
        let number = self.token(at, -2).is_some_and(|t| t.kind == TokenKind::Number && !t.is_glued());
        let plain = number && self.shape(at)? == Shape::Lower && self.is_function_word(at) && self.ends(at);
        plain.then(|| self.finding(at, 960, "no space after the sign")).flatten()
    }

    /// `seize$773,000`: no currency is called by a word in lower case, as `US$` is by its country.
    fn before_money(&self, at: usize) -> Option<Finding> {
        let before = at.checked_sub(1)?;
        let word = self.token(before, 0).is_some_and(Token::is_word) && !self.token(before, 0)?.is_glued();
        let sum = self.token(at, 1).is_some_and(|t| t.kind == TokenKind::Number && t.is_glued());
        let plain = word
            && sum
            && self.shape(before)? == Shape::Lower
            && self.letters(before) >= 3
            && (self.is_function_word(before) || self.is_known(before));
        plain.then(|| self.finding(at, 955, "no space before the sum")).flatten()
    }

    fn token(&self, at: usize, offset: isize) -> Option<&'a Token> {
        self.near.get(at, offset)
    }

    fn text(&self, at: usize) -> &'a str {
        self.near.text(at)
    }

    fn shape(&self, at: usize) -> Option<Shape> {
        self.near.get(at, 0)?.word().map(|word| self.cx.document.words().get(word).shape)
    }

    fn letters(&self, at: usize) -> usize {
        self.text(at).chars().count()
    }

    /// Whether the word is a function word, or one with another drawn to it: `It’s`, `We're`.
    fn is_function_word(&self, at: usize) -> bool {
        let Some(word) = self.near.get(at, 0).and_then(Token::word) else { return false };
        self.cx.is_function_word(self.lang, word)
            || self.text(at).split_once(['\'', '’']).is_some_and(|(head, _)| {
                self.lang == Lang::En && function_words::is_function_word(self.lang, &head.to_lowercase())
            })
    }

    /// Whether each straight quotation mark of the paragraph has its partner, so that their count tells which way one faces.
    fn is_paired(&self) -> bool {
        *self
            .paired
            .get_or_init(|| self.paragraph.tokens().iter().filter(|t| t.is('"')).count().is_multiple_of(2))
    }

    /// Whether the word may be one of the language; unknown to no dictionary.
    fn is_known(&self, at: usize) -> bool {
        self.near.get(at, 0).is_some_and(|token| self.cx.may_know(self.lang, token))
    }

    /// Whether the text goes on after the token at `at` as prose does: a gap and a word in lower case.
    fn runs_on(&self, at: usize) -> bool {
        self.near.get(at, 1).is_some_and(|t| !t.is_glued() && t.is_word())
            && self.shape(at + 1) == Some(Shape::Lower)
    }

    /// Whether the word at `at` ends there: nothing is glued to it that belongs to names, calls or keys.
    fn ends(&self, at: usize) -> bool {
        let Some(next) = self.near.get(at, 1).filter(|t| t.is_glued()) else { return true };
        match next.char() {
            Some('/' | '\\' | '@' | '_' | '=' | '(' | '[' | '{' | '&' | '#' | '*' | '<' | '>' | '+') => false,
            // A second stop: `a.b.c`, unless it ends there.
            Some('.' | ':') => !self
                .near
                .get(at, 2)
                .is_some_and(|t| t.is_glued() && t.is_wordlike() && self.letters(at + 2) > 0),
            _ => true,
        }
    }

    /// A finding that a space belongs before the token at `at`, glued to the mark before it.
    fn finding(&self, at: usize, confidence: u16, message: &'static str) -> Option<Finding> {
        self.finding_from(self.near.left(at.checked_sub(1)?), at, confidence, message)
    }

    /// The same with the first token of the span given.
    fn finding_from(
        &self,
        left: usize,
        at: usize,
        confidence: u16,
        message: &'static str,
    ) -> Option<Finding> {
        let right = self.near.right(at);
        let text = format!("{} {}", self.near.slice(left, at.checked_sub(1)?), self.near.slice(at, right));
        let safe = if confidence >= 950 { Applicability::Safe } else { Applicability::Ask };
        Some(Finding::new(&RULES[0], self.near.span(left, right), confidence, message).suggest(text, safe))
    }
}
