//! Beside quotation marks. Which way a straight mark faces, its place in the paragraph tells: they open and close in turn.

use super::Here;
use crate::document::{Shape, TokenKind};
use crate::finding::Finding;
use crate::lang::Lang;

/// Endings that belong to a quoted word: `the “A”s`, `“Yes”es`.
const ENDINGS: [&str; 8] = ["s", "es", "ed", "d", "th", "er", "ing", "ish"];

impl Here<'_> {
    /// Languages that put endings of their own behind a quoted name (`"Deniz"in`), or may do so.
    fn suffixes_quotations(&self) -> bool {
        matches!(self.lang, Lang::Tr | Lang::Other | Lang::Ar | Lang::Fa)
    }

    /// Whether `“` closes here, as in German: `„Wort“`.
    fn high_mark_closes(&self) -> bool {
        matches!(self.lang, Lang::De | Lang::Ru | Lang::Other)
    }

    /// `tired,”said`: the word at `at` is glued to the closing mark before it.
    pub(super) fn after_closing_quote(&self, at: usize, quote: char) -> Option<Finding> {
        match quote {
            '“' if !self.high_mark_closes() => return None,
            // German and Danish books turn guillemets round: »Wort«.
            '»' if matches!(self.lang, Lang::De | Lang::Other) => return None,
            _ => {}
        }
        let confidence = self.closing_confidence(at, quote)?;
        self.finding(at, confidence, "no space after the closing quotation mark")
    }

    /// How sure it is that the mark before `at` closes and a space is missing behind it.
    fn closing_confidence(&self, at: usize, quote: char) -> Option<u16> {
        let base = at.checked_sub(2)?;
        let inner = self.token(base, 0)?;
        let text = self.text(at);
        let lower = self.shape(at) == Some(Shape::Lower);
        if ENDINGS.contains(&text)
            || self.letters(at) < 2 && !matches!(text, "I" | "a")
            || !self.ends(at)
            || lower && self.suffixes_quotations()
        {
            return None;
        }
        let known = self.is_known(at);
        let after_mark = inner.char().is_some_and(|c| matches!(c, '.' | ',' | '!' | '?' | '…' | ';'));
        if quote == '’' {
            // Mostly an apostrophe; after a mark it closes, unless a word without its head follows (’tis, ’em).
            let headless = matches!(text, "tis" | "twas" | "em" | "til" | "cause" | "tween" | "Tis" | "Twas");
            return (after_mark && known && !headless && self.letters(at) >= 3).then_some(850);
        }
        match inner.kind {
            // Inches and seconds: `5"x`.
            TokenKind::Number | TokenKind::Mixed if quote == '"' => None,
            _ if after_mark => Some(if known { 975 } else { 900 }),
            TokenKind::Word | TokenKind::Number | TokenKind::Mixed | TokenKind::Abbreviation => {
                if lower && self.is_function_word(at) {
                    Some(950)
                } else if known {
                    Some(880)
                } else {
                    Some(650)
                }
            }
            TokenKind::Punctuation if inner.is(')') => Some(880),
            _ => None,
        }
    }

    /// `said“deeply`, `crowd,“Nobody`: the mark at `at` is glued to what stands before it.
    pub(super) fn before_opening_quote(&self, at: usize, quote: char, open: i32) -> Option<Finding> {
        match quote {
            '“' if self.high_mark_closes() => return None,
            '«' if matches!(self.lang, Lang::De | Lang::Other) => return None,
            _ => {}
        }
        // A second opening mark in one quotation stands for the closing one: another rule's business.
        let turned = quote == '“' && open > 0;
        let confidence = self.opening_confidence(at, turned)?;
        self.finding(at, confidence, "no space before the opening quotation mark")
    }

    fn opening_confidence(&self, at: usize, turned: bool) -> Option<u16> {
        let base = at.checked_sub(1)?;
        let (before, next) = (self.token(base, 0)?, self.token(at, 1)?);
        if !next.is_glued() || !next.is_wordlike() || turned {
            return None;
        }
        match before.kind {
            TokenKind::Word if self.letters(base) >= 2 => Some(950),
            TokenKind::Punctuation if before.is_glued() => match before.char()? {
                '.' | ',' | ':' | ';' | '!' | '?' => {
                    // An ellipsis runs into a quotation without a space.
                    let dots = before.is('.') && self.near.get(base, -1).is_some_and(|t| t.is('.'));
                    let word = self.near.get(base, -1).is_some_and(|t| t.is_wordlike() || !t.is('.'));
                    (!dots && word).then_some(975)
                }
                ')' => Some(850),
                _ => None,
            },
            _ => None,
        }
    }

    /// A straight mark between two words; `straight` marks of the paragraph come up to and including it.
    pub(super) fn straight_quote(&self, at: usize, straight: u32) -> Option<Finding> {
        let quote = at.checked_sub(1)?;
        if straight.is_multiple_of(2) {
            let confidence = self.closing_confidence(at, '"')?.min(965);
            return self.finding(at, confidence, "no space after the closing quotation mark");
        }
        let before = self.token(quote, -1)?;
        if before.is_word() && (self.suffixes_quotations() || ENDINGS.contains(&self.text(at))) {
            return None;
        }
        let confidence = self.opening_confidence(quote, false)?;
        // After a full word the count alone speaks; after a mark the place does too.
        let confidence = match before.char() {
            None => 850,
            Some(':') => confidence.min(955),
            // A quotation that opens a sentence.
            Some('.') if self.is_paired() && self.shape(at) == Some(Shape::Title) => confidence.min(960),
            Some(_) => confidence.min(930),
        };
        self.finding(quote, confidence, "no space before the opening quotation mark")
    }
}
