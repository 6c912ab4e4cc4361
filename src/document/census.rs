//! How often each mark occurs in the whole document: what adaptive suppression weighs findings against.

use super::token::{Gap, Token, TokenKind};

/// Counts over the whole document. Rates are per opportunity ("of 46 dashes, 41 are spaced"), never bare counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Census {
    /// Words, numbers and mixed tokens.
    pub words: u32,
    /// Sentences of prose.
    pub sentences: u32,
    /// Paragraphs of any kind.
    pub paragraphs: u32,
    /// Characters that are letters.
    pub letters: u32,
    /// Characters that are neither white space nor ASCII.
    pub non_ascii: u32,
    /// Characters that are not white space.
    pub visible: u32,
    /// `,`
    pub commas: u32,
    /// `.` as a token of its own.
    pub stops: u32,
    /// `;` and `:`
    pub colons: u32,
    /// `!` and `?`
    pub exclamations: u32,
    /// `"`
    pub straight_doubles: u32,
    /// `“ ” „ ‟`
    pub curly_doubles: u32,
    /// `« »`
    pub guillemets: u32,
    /// `‘ ‚ ‛`, and `’` or `'` outside words.
    pub singles: u32,
    /// Apostrophes inside words, straight.
    pub straight_apostrophes: u32,
    /// Apostrophes inside words, typographic.
    pub curly_apostrophes: u32,
    /// Brackets of all kinds.
    pub brackets: u32,
    /// Hyphens with a word on both sides and no gap.
    pub hyphens: u32,
    /// En and em dashes, and `--`.
    pub dashes: u32,
    /// Dashes and hyphens with a gap on both sides.
    pub spaced_dashes: u32,
    /// Asterisks.
    pub asterisks: u32,
    /// Slashes outside URLs and paths.
    pub slashes: u32,
    /// Gaps of two or more spaces between words of one line.
    pub wide_gaps: u32,
    /// Gaps of two or more spaces after a terminator.
    pub wide_gaps_after_stop: u32,
    /// Gaps after a terminator (one space or more, same line).
    pub gaps_after_stop: u32,
    /// Gaps of any kind.
    pub gaps: u32,
    /// Punctuation `; : ! ?` with a gap before it.
    pub spaced_high_punctuation: u32,
    /// Lines of text that are not blank.
    pub lines: u32,
    /// Single digits 0 and 1 that stand alone.
    pub lone_digits: u32,
}

impl Census {
    /// Adds the counts of another part of the same document.
    pub(super) const fn add(&mut self, other: &Self) {
        // Taken apart, so that no count can be forgotten.
        let Self {
            words,
            sentences,
            paragraphs,
            letters,
            non_ascii,
            visible,
            commas,
            stops,
            colons,
            exclamations,
            straight_doubles,
            curly_doubles,
            guillemets,
            singles,
            straight_apostrophes,
            curly_apostrophes,
            brackets,
            hyphens,
            dashes,
            spaced_dashes,
            asterisks,
            slashes,
            wide_gaps,
            wide_gaps_after_stop,
            gaps_after_stop,
            gaps,
            spaced_high_punctuation,
            lines,
            lone_digits,
        } = *other;
        self.words += words;
        self.sentences += sentences;
        self.paragraphs += paragraphs;
        self.letters += letters;
        self.non_ascii += non_ascii;
        self.visible += visible;
        self.commas += commas;
        self.stops += stops;
        self.colons += colons;
        self.exclamations += exclamations;
        self.straight_doubles += straight_doubles;
        self.curly_doubles += curly_doubles;
        self.guillemets += guillemets;
        self.singles += singles;
        self.straight_apostrophes += straight_apostrophes;
        self.curly_apostrophes += curly_apostrophes;
        self.brackets += brackets;
        self.hyphens += hyphens;
        self.dashes += dashes;
        self.spaced_dashes += spaced_dashes;
        self.asterisks += asterisks;
        self.slashes += slashes;
        self.wide_gaps += wide_gaps;
        self.wide_gaps_after_stop += wide_gaps_after_stop;
        self.gaps_after_stop += gaps_after_stop;
        self.gaps += gaps;
        self.spaced_high_punctuation += spaced_high_punctuation;
        self.lines += lines;
        self.lone_digits += lone_digits;
    }

    /// Counts words that follow another word with a space between.
    pub(super) const fn count_running_words(&mut self, count: u32) {
        self.words += count;
        self.gaps += count;
    }

    /// Counts a comma, or else a stop, right behind a word.
    pub(super) const fn count_in_place(&mut self, comma: bool) {
        self.commas += comma as u32;
        self.stops += !comma as u32;
    }

    pub(super) fn count(
        &mut self,
        text: &str,
        token: &Token,
        previous: Option<&Token>,
        next: Option<&Token>,
    ) {
        let after_stop = previous.is_some_and(|p| matches!(p.char(), Some('.' | '!' | '?' | '…')));
        if token.gap != Gap::None {
            self.gaps += 1;
            if token.gap == Gap::Wide {
                self.wide_gaps += 1;
                self.wide_gaps_after_stop += u32::from(after_stop);
            }
            if after_stop && token.gap != Gap::Line && token.gap != Gap::Paragraph {
                self.gaps_after_stop += 1;
            }
        }
        match token.kind {
            TokenKind::Word | TokenKind::Mixed | TokenKind::Abbreviation | TokenKind::Placeholder => {
                self.words += 1
            }
            TokenKind::Number => {
                self.words += 1;
                if matches!(&text[token.span.range()], "0" | "1") {
                    self.lone_digits += 1;
                }
            }
            TokenKind::Punctuation | TokenKind::Symbol => {
                if let Some(c) = token.char() {
                    self.count_mark(c, token, next);
                }
            }
            _ => {}
        }
    }

    fn count_mark(&mut self, c: char, token: &Token, next: Option<&Token>) {
        let before = token.gap != Gap::None;
        let after = next.is_none_or(|n| n.gap != Gap::None);
        match c {
            ',' => self.commas += 1,
            '.' => self.stops += 1,
            ';' | ':' => self.colons += 1,
            '!' | '?' => self.exclamations += 1,
            '"' => self.straight_doubles += 1,
            '“' | '”' | '„' | '‟' => self.curly_doubles += 1,
            '«' | '»' => self.guillemets += 1,
            '‘' | '‚' | '‛' | '’' | '\'' => self.singles += 1,
            '(' | ')' | '[' | ']' | '{' | '}' => self.brackets += 1,
            '*' => self.asterisks += 1,
            '/' => self.slashes += 1,
            _ => {}
        }
        if before && matches!(c, ';' | ':' | '!' | '?') {
            self.spaced_high_punctuation += 1;
        }
        if matches!(c, '–' | '—' | '―' | '-' | '−') {
            if before && after {
                self.spaced_dashes += 1;
            }
            if c != '-' && c != '−' || next.is_some_and(|n| n.gap == Gap::None && n.char() == Some('-')) {
                self.dashes += 1;
            } else if !before && !after {
                self.hyphens += 1;
            }
        }
    }
}
