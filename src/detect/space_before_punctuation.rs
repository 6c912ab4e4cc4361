//! `Doha , amid`: a space that stands before a mark which belongs to the word on its left.
//!
//! ```text
//! Talks opened in ⟦Doha ,⟧ amid fresh fighting.        -> Doha,
//! The terminal was ⟦closed ,which⟧ surprised nobody.   -> closed, which
//! ```
//!
//! Tokenised training text and machine translation leave the first kind, hasty typing the second, writers of French the
//! space before `; : ! ?`. A space inside brackets (`( two pages )`) and before an apostrophe (`Nigeria ’s`) has the same
//! origin and the same repair.

use super::{Context, Detector, Findings};
use crate::document::classes::{is_apostrophe, is_close_bracket, is_open_bracket, is_quote};
use crate::document::{Gap, Marks, ParagraphKind, Sentence, Shape, Token, TokenKind, Vicinity};
use crate::finding::{Applicability, Finding};
use crate::lang::{self, Lang};
use crate::rule::{Family, Rule, Severity};
use crate::suppress::Habit;

/// Finds a space before a mark that closes, and inside brackets.
pub struct SpaceBeforePunctuation;

static RULES: [Rule; 1] = [Rule {
    name: "space-before-punctuation",
    family: Family::Punctuation,
    summary: "a space before a comma, full stop or other closing mark, or inside brackets",
    explain: "A comma or full stop belongs to the word before it; a space between them is left behind by tokenised text, machine \
        translation and optical recognition (`Doha , amid`), or stands on the wrong side of the mark (`closed ,which`). \
        Spared are the French space before `; : ! ?`, spaced ellipses, emoticons, decimal fractions (`.5`), names that begin \
        with a stop (`.NET`), ratios (`3 : 1`) and texts that do it throughout.",
    severity: Severity::Minor,
}];

/// Text cut into tokens on purpose, as in linguistic corpora.
static TOKENISED: Habit = Habit {
    name: "spaces before commas and full stops",
    least: 12,
    share: 300,
    opportunities: |census| census.commas + census.stops,
};
/// The typography of older books, and of writers used to French.
static HIGH: Habit = Habit {
    name: "spaces before ; : ! ?",
    least: 6,
    share: 500,
    opportunities: |census| census.colons + census.exclamations,
};
static BRACKETS: Habit =
    Habit { name: "spaces inside brackets", least: 6, share: 400, opportunities: |census| census.brackets };
static APOSTROPHES: Habit = Habit {
    name: "spaces before ’s",
    least: 6,
    share: 300,
    opportunities: |census| census.straight_apostrophes + census.curly_apostrophes + census.singles,
};

impl Detector for SpaceBeforePunctuation {
    fn rules(&self) -> &'static [Rule] {
        &RULES
    }

    fn sentence_needs(&self) -> Marks {
        Marks::SPACED_MARK | Marks::LOOSE_APOSTROPHE | Marks::BRACKET
    }

    fn sentence(&self, sentence: Sentence<'_>, cx: &Context<'_>, out: &mut Findings) {
        let spaced = sentence.has(Marks::SPACED_MARK);
        let english = sentence.lang() == Lang::En && sentence.has(Marks::LOOSE_APOSTROPHE);
        let formula = sentence.has(Marks::BRACKET) && (spaced || sentence.has(Marks::SINGLE_LETTER));
        if !spaced && !english && !formula
            || matches!(sentence.paragraph().kind(), ParagraphKind::Table | ParagraphKind::Code)
        {
            return;
        }
        let place = Place { cx, near: Vicinity::of(sentence.paragraph()), lang: sentence.lang() };
        let first = sentence.first_token();
        for (offset, token) in sentence.tokens().iter().enumerate() {
            let at = first + offset;
            if !matches!(token.gap, Gap::Space | Gap::NoBreak | Gap::Wide) {
                continue;
            }
            let finding = match token.char() {
                Some(mark @ (',' | '.' | ';' | ':' | '!' | '?')) if spaced => place.mark(at, token, mark),
                Some(c @ (')' | ']')) if spaced => place.closer(at, c),
                Some('(') if formula => place.arguments(at),
                Some(c) if is_apostrophe(c) && english => place.genitive(at),
                _ if spaced && place.near.get(at, -1).is_some_and(|t| t.is('(') || t.is('[')) => {
                    place.opener(at)
                }
                _ => None,
            };
            if let Some(finding) = finding {
                out.push(finding);
            }
        }
    }
}

/// Tokens of the arguments of a function.
const ARGUMENTS: isize = 10;

struct Place<'a> {
    cx: &'a Context<'a>,
    near: Vicinity<'a>,
    lang: Lang,
}

impl Place<'_> {
    /// Whether the token left of a mark is something the mark can belong to.
    fn carries(&self, at: usize) -> bool {
        let Some(token) = self.near.get(at, 0) else { return false };
        match token.char() {
            None => true,
            Some(c) if is_close_bracket(c) => true,
            Some('%' | '°' | '€' | '£' | '$' | '′' | '″') => true,
            // The stop of an abbreviation: `Acme Inc. , a firm`.
            Some('.') => self.near.touching(at, -1).is_some_and(|t| {
                t.is_word() && lang::is_abbreviation(self.lang, self.cx.document.token_text(t))
            }),
            Some(c) if is_quote(c) => token.is_glued() && self.near.get(at, -1).is_some(),
            _ => false,
        }
    }

    fn is_single_letter(&self, at: usize) -> bool {
        let mut chars = self.near.text(at).chars();
        chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
    }

    fn mark(&self, at: usize, token: &Token, mark: char) -> Option<Finding> {
        let high = matches!(mark, ';' | ':' | '!' | '?');
        // French sets these marks off; in a language we do not know, they may be set off too.
        if high && (self.lang.conventions().high_punctuation_spaced || self.lang == Lang::Other) {
            return None;
        }
        let before = at.checked_sub(1)?;
        if !self.carries(before) {
            return None;
        }
        let previous = self.near.get(before, 0)?;
        let next = self.near.get(at, 1);
        if let Some(next) = next.filter(|n| n.is_glued()) {
            if next.is_wordlike() {
                return self.wrong_side(at, mark, previous, next);
            }
            // Emoticons, spaced and unspaced ellipses, paths; `what ?!` stays a fault.
            match (mark, next.char()) {
                ('!' | '?', _) => {}
                (_, Some(c)) if is_quote(c) && !is_apostrophe(c) => {}
                (',' | '.', Some(')' | ']')) => {}
                _ => return None,
            }
        } else if mark == '.' && next.is_some_and(|n| n.is('.') || n.is('/'))
            || high && next.is_some_and(|n| n.is(')') || n.is('('))
        {
            // Spaced ellipses and paths; `; )` is an emoticon too.
            return None;
        }
        let number = |t: &Token| t.kind == TokenKind::Number;
        let numbers = number(previous) && next.is_some_and(number);
        // Ratios, scores, verses and times; decimals.
        if numbers && matches!(mark, ':' | '.') {
            return None;
        }
        let mut confidence = match mark {
            // A label and its value in a form, or a heading: only inside a sentence is it plainly a fault.
            ':' if at < self.near.first() + 4 => 600,
            ':' => 860,
            // A stop in the middle of a sentence may be something else than a stop.
            '.' if next.is_some_and(|n| self.starts_lower(n)) => 800,
            _ => 970,
        };
        if token.gap == Gap::NoBreak && high {
            // Set on purpose, after the French custom.
            confidence = confidence.min(690);
        }
        if self.lang == Lang::Other {
            confidence = confidence.min(800);
        }
        // Coordinates, variables, initials: `( 0 , 0 )`, `x , y`, `U . S .`
        let variable = self.is_single_letter(before) && !matches!(self.near.text(before), "I" | "a" | "A");
        let listed = number(previous)
            && (self.near.get(before, -1).is_some_and(|t| t.char().is_some_and(is_open_bracket))
                || numbers && mark == ',' && self.near.get(at, 2).is_some_and(|t| t.is(')')));
        if variable || listed {
            confidence = confidence.min(600);
        }
        let mut last = at;
        while matches!(mark, '!' | '?')
            && self.near.get(last, 1).is_some_and(|t| t.is_glued() && (t.is('!') || t.is('?')))
        {
            last += 1;
        }
        let left = self.near.left(before);
        let text = format!("{}{}", self.near.slice(left, before), self.near.slice(at, last));
        let habit = if high { &HIGH } else { &TOKENISED };
        let safe = if confidence >= 950 { Applicability::Safe } else { Applicability::Ask };
        Some(
            Finding::new(&RULES[0], self.near.span(left, last), confidence, message(mark))
                .suggest(text, safe)
                .unless_habit(habit),
        )
    }

    fn starts_lower(&self, token: &Token) -> bool {
        token.is_word() && self.cx.document.token_text(token).starts_with(char::is_lowercase)
    }

    /// Whether a sentence may begin with the word.
    fn may_begin(&self, token: &Token) -> bool {
        let shape = token.word().map(|word| self.cx.document.words().get(word).shape);
        shape == Some(Shape::Title) || self.cx.may_know(self.lang, token) && shape == Some(Shape::Lower)
    }

    /// `closed ,which`: the space stands on the wrong side of the mark.
    fn wrong_side(&self, at: usize, mark: char, previous: &Token, next: &Token) -> Option<Finding> {
        let before = at - 1;
        let text = self.near.text(at + 1);
        let words = self.cx.document.words();
        let letters = text.chars().count();
        let whole = !self.near.get(at, 2).is_some_and(|t| t.is_glued() && t.is_wordlike());
        let confidence = match (mark, previous.kind, next.kind) {
            // `12 ,500`: a number in two pieces.
            (',', TokenKind::Number, TokenKind::Number)
                if letters == 3
                    && self.near.text(before).len() <= 3
                    && !self.lang.conventions().decimal_comma =>
            {
                let joined = format!("{},{text}", self.near.text(before));
                return Some(
                    Finding::new(&RULES[0], self.near.span(before, at + 1), 900, "a space inside a number")
                        .suggest(joined, Applicability::Ask),
                );
            }
            (',', TokenKind::Number, TokenKind::Number) if letters == 4 => 850,
            (',', TokenKind::Number, TokenKind::Number) => return None,
            (',', _, TokenKind::Word) if letters >= 2 || matches!(text, "I" | "a") => 980,
            (',', _, TokenKind::Number | TokenKind::Mixed) => 850,
            // `.NET`, `.deb`, `.com`: a name that begins with a stop, unless a sentence plainly begins here.
            ('.', TokenKind::Word, TokenKind::Word) => {
                let sentence = next.word().is_some_and(|w| {
                    words.get(w).shape == Shape::Title && self.cx.is_function_word(self.lang, w)
                });
                let title = next.word().is_some_and(|w| words.get(w).shape == Shape::Title);
                let running = self.near.get(at, 2).is_some_and(|t| !t.is_glued() && self.starts_lower(t));
                if sentence && whole {
                    960
                } else if title && whole && running && text != "Net" && self.cx.may_know(self.lang, next) {
                    850
                } else {
                    return None;
                }
            }
            // `the ?ED`, `the ?amllonian`: a letter that was not read.
            ('!' | '?', TokenKind::Word, TokenKind::Word) if !self.may_begin(next) => return None,
            ('!' | '?' | ';', TokenKind::Word, TokenKind::Word) if letters >= 2 && whole => 900,
            // `:D`, `:emoji:`, `sold :Forte`
            (':', TokenKind::Word, TokenKind::Word)
                if letters >= 4 && !self.near.get(at, 2).is_some_and(|t| t.is_glued()) =>
            {
                720
            }
            _ => return None,
        };
        let left = self.near.left(before);
        let repaired = format!("{}{mark} {text}", self.near.slice(left, before));
        let safe = if confidence >= 950 { Applicability::Safe } else { Applicability::Ask };
        Some(
            Finding::new(
                &RULES[0],
                self.near.span(left, at + 1),
                confidence,
                "the space stands before the mark and not after it",
            )
            .suggest(repaired, safe)
            .unless_habit(&TOKENISED),
        )
    }

    /// `and a judge )`
    fn closer(&self, at: usize, bracket: char) -> Option<Finding> {
        let before = at.checked_sub(1)?;
        let previous = self.near.get(before, 0)?;
        let stop = previous.char().is_some_and(|c| matches!(c, '.' | '!' | '?' | '…'));
        // `( word )` is reported at its opening bracket; `( )` and `[ ]` are boxes; `a )` marks an item.
        if !(self.carries(before) || stop && previous.is_glued())
            || self.near.get(before, 0).is_some_and(|t| !t.is_glued())
                && self.near.get(before, -1).is_some_and(|t| t.char().is_some_and(is_open_bracket))
        {
            return None;
        }
        let open = self.opening(at, bracket)?;
        let both = self.near.get(open, 1).is_some_and(|t| !t.is_glued());
        // `F(R, T )`, `SU(N )`; `(a )` is an item, `( 0, 0 )` a writer's way.
        let formula = previous.kind == TokenKind::Number || self.is_single_letter(before);
        let called = self.near.get(open, 0).is_some_and(Token::is_glued)
            && self.near.get(open, -1).is_some_and(Token::is_wordlike);
        if formula && (both || open + 1 == before && !called) {
            return None;
        }
        let left = self.near.left(before);
        let text = format!("{}{bracket}", self.near.slice(left, before));
        Some(
            Finding::new(
                &RULES[0],
                self.near.span(left, at),
                // Editors' insertions in square brackets are set loose in some papers.
                match (both, bracket) {
                    (true, ']') => 650,
                    _ if formula => 600,
                    (true, _) => 800,
                    _ => 930,
                },
                "a space before the closing bracket",
            )
            .suggest(text, Applicability::Ask)
            .unless_habit(&BRACKETS),
        )
    }

    /// `F (R, T)`: a function and its arguments, which stand close in type; what reads formulas out of pages parts them.
    fn arguments(&self, at: usize) -> Option<Finding> {
        let before = at.checked_sub(1)?;
        let name = self.is_variable(before) && !matches!(self.near.text(before), "a" | "A" | "I");
        let close = (1..=ARGUMENTS).find(|&ahead| self.near.get(at, ahead).is_some_and(|t| t.is(')')))?;
        let inside = at + 1..at.checked_add_signed(close)?;
        let plain = |at: usize| {
            let number = self.near.get(at, 0).is_some_and(|t| t.kind == TokenKind::Number);
            let sign = self.near.get(at, 0).and_then(Token::char);
            number
                || self.is_variable(at)
                || sign.is_some_and(|c| matches!(c, ',' | ';' | '+' | '-' | '−' | '/' | '=' | '·'))
        };
        if !name || !inside.clone().all(plain) || !inside.clone().any(|at| self.is_variable(at)) {
            return None;
        }
        let left = self.near.left(before);
        let text = format!("{}{}", self.near.slice(left, before), self.near.slice(at, inside.end));
        Some(
            Finding::new(
                &RULES[0],
                self.near.span(left, inside.end),
                550,
                "a space between a function and its arguments",
            )
            .suggest(text, Applicability::Ask),
        )
    }

    /// One letter, with digits behind it or none: `x`, `π1`.
    fn is_variable(&self, at: usize) -> bool {
        let mut chars = self.near.text(at).chars();
        chars.next().is_some_and(char::is_alphabetic) && chars.all(|c| c.is_ascii_digit())
    }

    /// The opening bracket of the one at `at`, within a paragraph's reach.
    fn opening(&self, at: usize, bracket: char) -> Option<usize> {
        let open = if bracket == ')' { '(' } else { '[' };
        let mut depth = 0;
        for back in 1..200 {
            let token = self.near.get(at, -back)?;
            if token.is(bracket) {
                depth += 1;
            } else if token.is(open) {
                if depth == 0 {
                    return at.checked_add_signed(-back);
                }
                depth -= 1;
            }
        }
        None
    }

    /// `( two pages and a map)`; `at` is the word after the bracket.
    fn opener(&self, at: usize) -> Option<Finding> {
        let bracket = at.checked_sub(1)?;
        let token = self.near.get(at, 0)?;
        // Emoticons, calls, boxes, coordinates.
        let glued_left = self.near.get(bracket, 0)?.is_glued();
        if !matches!(token.kind, TokenKind::Word | TokenKind::Mixed | TokenKind::Abbreviation)
            || self.is_single_letter(at) && self.near.text(at) != "a"
            || glued_left && self.near.get(bracket, -1).is_some_and(|t| !t.is_word() || t.span.len() < 3)
        {
            return None;
        }
        let open = self.near.text(bracket);
        let (left, head) = if glued_left && bracket > self.near.first() {
            (bracket - 1, format!("{} {open}", self.near.text(bracket - 1)))
        } else {
            (bracket, open.to_owned())
        };
        let closes = self.near.get(at, 1).filter(|t| !t.is_glued() && (t.is(')') || t.is(']')));
        let (last, tail) = if closes.is_some() { (at + 1, self.near.text(at + 1)) } else { (at, "") };
        let confidence = match (closes.is_some(), open) {
            (_, "[") => 650,
            (true, _) => 800,
            _ => 900,
        };
        Some(
            Finding::new(
                &RULES[0],
                self.near.span(left, last),
                confidence,
                "a space after the opening bracket",
            )
            .suggest(format!("{head}{}{tail}", self.near.text(at)), Applicability::Ask)
            .unless_habit(&BRACKETS),
        )
    }

    /// `Nigeria ’s ports`: the ending was cut off as a token of its own.
    fn genitive(&self, at: usize) -> Option<Finding> {
        let before = at.checked_sub(1)?;
        let (word, ending) = (self.near.get(before, 0)?, self.near.get(at, 1)?);
        let text = self.near.text(at + 1);
        if !ending.is_glued()
            || !word.is_word()
            || !matches!(text, "s" | "ll" | "re" | "ve" | "d" | "m" | "t")
            || self.is_single_letter(before) && self.near.text(before) != "I"
            // A quoted letter: `the 's' key`.
            || self.near.get(at, 2).is_some_and(|t| t.is_glued() && t.char().is_some_and(is_quote))
        {
            return None;
        }
        let joined = format!("{}{}{text}", self.near.text(before), self.near.text(at));
        if text != "s" && self.cx.knows_text(&joined) == Some(false) {
            return None;
        }
        Some(
            Finding::new(
                &RULES[0],
                self.near.span(before, at + 1),
                if text == "s" { 920 } else { 900 },
                "a space before the apostrophe",
            )
            .suggest(joined, Applicability::Ask)
            .unless_habit(&APOSTROPHES),
        )
    }
}

const fn message(mark: char) -> &'static str {
    match mark {
        ',' => "a space before the comma",
        '.' => "a space before the full stop",
        ';' => "a space before the semicolon",
        ':' => "a space before the colon",
        '!' => "a space before the exclamation mark",
        _ => "a space before the question mark",
    }
}
