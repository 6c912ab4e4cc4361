//! After a full stop, comma, semicolon, colon, exclamation or question mark.

use super::Here;
use crate::document::{Shape, Token, TokenKind};
use crate::finding::Finding;
use crate::lang::months::is_month;
use crate::lang::{self, Lang};

/// What stands before a mark.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Left {
    /// A word in lower case.
    Lower,
    /// A word with a capital.
    Title,
    /// A word in capitals, or with capitals inside.
    Capitals,
    /// Four digits, as a year has.
    Year,
    /// Another number, or letters and digits.
    Number,
    /// One letter.
    Letter,
    /// A closing bracket, quotation mark or sign.
    Closed,
}

/// Function words that are no domain, ending of a file or member of an object: those that may follow a stop in lower case
/// and still be plain words.
const PLAIN: &str = " the and but or nor that which who whose while when where because although though after before with \
    without from for of was were has had have his her their they she he this these then there than into over upon \
    y que los las une des pour avec dans mais und der die das den aber mit della che con per mas com para uma ";

/// Words that open a sentence in English and are in no name, beside the function words.
const OPENERS: &str = "Meanwhile Instead Nevertheless Nonetheless Therefore Thus Hence Moreover Furthermore Additionally Further \
    Again Indeed Perhaps Maybe Otherwise Rather Later Earlier Recently Currently Previously Finally Eventually Similarly \
    Likewise Interestingly Unfortunately Fortunately Surprisingly Apparently Clearly Obviously According Speaking Asked \
    Several Researchers Scientists Officials Police Experts Critics Residents Thanks Please Mr Mrs Ms Dr";

/// Letters of a name that is no ending of a file or a domain.
const LONG_NAME: usize = 5;

impl Here<'_> {
    /// The token at `at` is a word glued to `mark`, which is glued to what stands before it.
    pub(super) fn after_mark(&self, at: usize, mark: char) -> Option<Finding> {
        let (base, left) = self.left_of(at, mark)?;
        let goes_on = mark != '.' && self.token(at, 1).is_some_and(|t| t.is('.') || t.is(':'));
        if !(self.ends(at) || goes_on) {
            return None;
        }
        match mark {
            '.' => self.after_stop(at, base, left),
            ',' => self.after_comma(at, base, left),
            ';' => self.after_semicolon(at, base, left),
            ':' => self.after_colon(at, base, left),
            _ => self.after_exclamation(at, base, left),
        }
    }

    /// The word before the mark before `at`, and its sort.
    fn left_of(&self, at: usize, mark: char) -> Option<(usize, Left)> {
        let mut base = at.checked_sub(2)?;
        // `really?!He`
        while matches!(mark, '!' | '?') && self.token(base, 0).is_some_and(|t| t.is('!') || t.is('?')) {
            base = base.checked_sub(1)?;
        }
        let token = self.token(base, 0)?;
        let left = match token.kind {
            TokenKind::Word if self.letters(base) == 1 => Left::Letter,
            TokenKind::Word => match self.shape(base)? {
                Shape::Lower | Shape::Caseless => Left::Lower,
                Shape::Title => Left::Title,
                Shape::Upper | Shape::Mixed => Left::Capitals,
            },
            TokenKind::Number if self.text(base).len() == 4 && self.text(base).starts_with(['1', '2']) => {
                Left::Year
            }
            TokenKind::Number | TokenKind::Mixed => Left::Number,
            TokenKind::Punctuation | TokenKind::Symbol
                if token.is_glued()
                    && matches!(token.char(), Some(')' | ']' | '”' | '»' | '"' | '%' | '’' | '\'')) =>
            {
                Left::Closed
            }
            _ => return None,
        };
        // Handles, tags, entities and keys before the mark: `@name:text`, `&eacute;s`, `a_b.c`.
        let odd = |t: &Token| t.char().is_some_and(|c| matches!(c, '@' | '#' | '&' | '_' | '=' | '\\' | '/'));
        let chained = token.is_glued() && self.token(base, -1).is_some_and(odd);
        (!chained).then_some((base, left))
    }

    fn after_stop(&self, at: usize, base: usize, left: Left) -> Option<Finding> {
        const SENTENCES: &str = "no space between the stop and the next sentence";
        let function = self.is_function_word(at);
        let chained = self.near.touching(base, -1).is_some_and(|t| t.is('.'));
        let shape = self.shape(at)?;
        if shape == Shape::Lower {
            // `spring.and the family`: a comma misread, or a lost capital.
            let plain = left == Left::Lower
                && !chained
                && self.letters(base) >= 3
                && self.is_known(base)
                && !lang::is_abbreviation(self.lang, self.text(base))
                && PLAIN.split(' ').any(|word| word == self.text(at))
                && self.runs_on(at);
            return plain.then(|| self.finding(at, 850, SENTENCES)).flatten();
        }
        if self.letters(at) == 1 {
            return self.after_stop_one_letter(at, base, left, chained);
        }
        let capitals =
            matches!(shape, Shape::Upper | Shape::Mixed) && self.text(at).starts_with(char::is_uppercase);
        if capitals {
            // `workers.FIFA said`; `asp.NET`, `String.IsEmpty` are names of programming.
            let word = left == Left::Lower && !chained && self.is_known(base) && self.letters(base) >= 3;
            let sure = word && self.letters(at) >= 3 && self.runs_on(at) && self.text(at) != "NET";
            let confidence = if shape == Shape::Upper { 820 } else { 730 };
            return sure.then(|| self.finding(at, confidence, SENTENCES)).flatten();
        }
        // Domains, files and times that somebody gave a capital: `Example.Com`, `report.Docx`, `10.Am`.
        const ENDINGS: [&str; 13] =
            ["Com", "Net", "Org", "Am", "Pm", "Docx", "Xlsx", "Pptx", "Html", "Json", "Jpeg", "Epub", "Info"];
        if shape != Shape::Title || ENDINGS.contains(&self.text(at)) {
            return None;
        }
        let opener = self.lang == Lang::En
            && (OPENERS.split(' ').any(|word| word == self.text(at)) || self.is_adverb_of_sentence(at));
        if left == Left::Letter {
            return self.after_initials(at, base, function, chained);
        }
        if chained {
            // A domain at the end of a sentence: `example.com.The`. `Maj.Gen.Okoth` is a name.
            let domain = left == Left::Lower && function && self.runs_on(at) && self.letters(base) <= 4;
            return domain.then(|| self.finding(at, 800, SENTENCES)).flatten();
        }
        let goes_on = self.near.get(at, 1).is_some_and(|t| !t.is_glued() && t.is_word());
        let known = self.is_known(at);
        let abbreviated = left != Left::Closed && lang::is_abbreviation(self.lang, self.text(base));
        let confidence = match left {
            Left::Lower | Left::Title if abbreviated => {
                if lang::needs_complement(self.lang, self.text(base)) && left == Left::Title {
                    let confidence = match self.lang {
                        // `Mr.Bean`, `Dr.Web` are names of works and brands.
                        Lang::En if self.is_ordinary(at) || self.letters(at) < 4 => 900,
                        Lang::En => 955,
                        // Elsewhere such names are foreign and keep the look they have at home.
                        _ => 650,
                    };
                    return self.finding(at, confidence, "no space after the abbreviation");
                }
                if (function || opener) && (self.letters(at) >= 3 || self.runs_on(at)) { 850 } else { 600 }
            }
            Left::Lower => match (function, self.is_known(base)) {
                (true, true) => 985,
                (true, false) => 960,
                _ if self.letters(base) < 3 && !self.is_function_word(base) => 600,
                (false, true) if known && self.runs_on(at) => 975,
                (false, true) if known => 955,
                // `said.Abanulo`; endings of files and domains are short.
                (false, true) if self.letters(at) >= LONG_NAME && self.letters(base) >= 3 => 955,
                (false, true) => 900,
                // `astromomers.Look for`: a misspelt word ends a sentence too.
                (false, false) if self.letters(base) >= LONG_NAME && self.begins_prose(at) => 940,
                (false, false) if self.runs_on(at) => 800,
                _ => 600,
            },
            // Names of products and sites join two capitalised words; a function word they rarely have.
            Left::Title if function => 980,
            Left::Year if opener => 955,
            Left::Title if opener => {
                if self.ends_prose(base) {
                    960
                } else {
                    940
                }
            }
            // `with America.Sometimes we`
            Left::Title if self.is_proper(base) && self.begins_prose(at) => 955,
            // `met Hodgson.Bags of`; `the Windows.Forms of`, `by Open.Door in` are names.
            Left::Title if self.ends_prose(base) && self.begins_prose(at) => {
                let named = base.checked_sub(1).is_some_and(|before| self.is_function_word(before));
                match (named, self.is_plainly_followed(at)) {
                    (true, _) => 720,
                    (false, true) => 955,
                    (false, false) => 900,
                }
            }
            Left::Title if goes_on => 720,
            Left::Title => 600,
            Left::Capitals if function => 960,
            Left::Capitals if opener && self.ends_prose(base) => 955,
            Left::Capitals if opener || known && self.runs_on(at) => 780,
            Left::Year if function => 975,
            Left::Year if known && self.runs_on(at) => 900,
            Left::Year if goes_on && base != self.near.first() => 730,
            // Numbers of paragraphs at their head, ordinals of German, Polish and Turkish.
            Left::Number | Left::Year if base == self.near.first() => 600,
            Left::Number if function && self.letters(at) >= 3 => {
                if self.text(base).len() >= 2 && self.ends_prose(base) { 955 } else { 930 }
            }
            Left::Number if self.lang.ordinal_stop() && known => 800,
            // `98.80.Hw` is a code.
            Left::Number if self.text(base).contains('.') => return None,
            Left::Number if opener || self.text(base).len() >= 2 && known && self.runs_on(at) => 740,
            Left::Closed if function => 980,
            Left::Closed if known => 960,
            Left::Closed => 850,
            _ => 600,
        };
        self.finding(at, confidence, SENTENCES)
    }

    /// Whether prose ends with the word at `base`: a word in lower case stands before it.
    fn ends_prose(&self, base: usize) -> bool {
        self.token(base, 0).is_some_and(|t| !t.is_glued())
            && self.token(base, -1).is_some_and(Token::is_word)
            && base.checked_sub(1).and_then(|before| self.shape(before)) == Some(Shape::Lower)
    }

    /// Whether prose begins with the word at `at`: one that the dictionary has in lower case, and that others follow.
    fn begins_prose(&self, at: usize) -> bool {
        self.letters(at) >= 4 && (self.runs_on(at) || self.is_plainly_followed(at)) && self.is_ordinary(at)
    }

    /// Whether the dictionary has the word in lower case.
    fn is_ordinary(&self, at: usize) -> bool {
        let word = self.token(at, 0).and_then(Token::word);
        word.is_some_and(|id| self.cx.knows(self.cx.document.words().get(id).lower) == Some(true))
    }

    /// Whether the dictionary has the word with a capital only: `Saturday`, `Nigerians`; few products and sites are called so.
    fn is_proper(&self, at: usize) -> bool {
        let word = self.token(at, 0).and_then(Token::word);
        self.lang == Lang::En
            && self.shape(at) == Some(Shape::Title)
            && word.is_some_and(|id| self.cx.knows(id) == Some(true))
            && !self.is_ordinary(at)
    }

    /// Whether a comma or a function word in lower case follows the word at `at`.
    fn is_plainly_followed(&self, at: usize) -> bool {
        let comma = self.token(at, 1).is_some_and(|t| t.is(','));
        comma || self.runs_on(at) && self.is_function_word(at + 1)
    }

    /// `Obviously, the`
    fn is_adverb_of_sentence(&self, at: usize) -> bool {
        self.letters(at) >= LONG_NAME
            && self.text(at).ends_with("ly")
            && self.token(at, 1).is_some_and(|t| t.is(','))
    }

    /// `it.I think`, `said.A spokesman`; other single capitals are initials.
    fn after_stop_one_letter(&self, at: usize, base: usize, left: Left, chained: bool) -> Option<Finding> {
        if chained || !self.runs_on(at) || left == Left::Lower && self.letters(base) < 2 {
            return None;
        }
        let confidence = match (self.text(at), left) {
            ("I", Left::Lower)
                if self.is_known(base) && self.letters(base) >= 3 || self.is_function_word(base) =>
            {
                960
            }
            ("I", Left::Lower) => 940,
            ("I", Left::Year | Left::Closed) => 955,
            ("I", Left::Title) if self.ends_prose(base) || self.is_proper(base) => 955,
            ("I", Left::Title) => 860,
            // `hepatitis.A is`
            ("A", Left::Lower)
                if self.is_known(base) && self.letters(base) >= 4 && !self.is_function_word(at + 1) =>
            {
                955
            }
            ("A", Left::Lower) if self.is_known(base) => 930,
            ("A", Left::Title) if self.is_proper(base) && !self.is_function_word(at + 1) => 955,
            ("A", Left::Year | Left::Closed) => 860,
            ("A", Left::Title) => 800,
            _ => return None,
        };
        self.finding(at, confidence, "no space between the stop and the next sentence")
    }

    /// `in the U.S.The family`, `Plan B.The second`
    fn after_initials(&self, at: usize, base: usize, function: bool, chained: bool) -> Option<Finding> {
        // `H.So` and `K.He` are names; no name follows `p.m.`
        let clock = chained && matches!(self.text(base), "m");
        if !function || self.letters(at) < 3 && !(clock && self.runs_on(at)) {
            return None;
        }
        let mut first = base;
        while chained
            && self.near.touching(first, -1).is_some_and(|t| t.is('.'))
            && self.near.touching(first, -2).is_some_and(Token::is_word)
        {
            first -= 2;
        }
        self.finding_from(first, at, 880, "no space between the abbreviation and the next sentence")
    }

    fn after_comma(&self, at: usize, base: usize, left: Left) -> Option<Finding> {
        const COMMA: &str = "no space after the comma";
        let shape = self.shape(at)?;
        if self.letters(at) == 1 {
            let word =
                matches!(self.text(at), "I" | "a" | "y" | "e" | "o" | "à" | "и" | "в" | "я" | "w" | "i");
            let plain = word && matches!(left, Left::Lower | Left::Title) && self.runs_on(at);
            return plain.then(|| self.finding(at, 955, COMMA)).flatten();
        }
        let known = self.is_known(at);
        let confidence = match (left, shape) {
            (Left::Letter, _) => return None,
            (Left::Lower, Shape::Lower | Shape::Caseless) => match (self.is_known(base), known) {
                (true, true) => 985,
                (false, false) => 760,
                _ => 930,
            },
            (Left::Lower, Shape::Title) => {
                if self.is_known(base) {
                    960
                } else {
                    850
                }
            }
            (Left::Title, Shape::Lower) if known => 970,
            (Left::Title, Shape::Title) if self.letters(base) >= 3 && self.letters(at) >= 3 => 955,
            (Left::Title, Shape::Title | Shape::Lower | Shape::Caseless) => 900,
            (Left::Lower | Left::Title | Left::Capitals, Shape::Upper | Shape::Mixed) => 760,
            (Left::Capitals, Shape::Lower) if self.is_function_word(at) => 955,
            (Left::Capitals, _) => 880,
            (Left::Year, Shape::Lower) if known => 955,
            // `2,two` may be a key of data; three digits and more are an amount.
            (Left::Number | Left::Year, Shape::Lower) if self.is_function_word(at) => 930,
            (Left::Number | Left::Year, Shape::Lower) if known && self.letters(at) >= 3 => 850,
            (Left::Number | Left::Year, _) => 650,
            (Left::Closed, _) if known => 970,
            (Left::Closed, _) => 850,
        };
        self.finding(at, confidence, COMMA)
    }

    fn after_semicolon(&self, at: usize, base: usize, left: Left) -> Option<Finding> {
        // `color:red;margin`, `Deby;s`
        let declared = self.near.touching(base, -1).is_some_and(|t| t.is(':') || t.is(';'));
        if declared || self.letters(at) < 2 || !self.ends(at) {
            return None;
        }
        let known = self.is_known(at);
        let confidence = match left {
            Left::Lower if known && self.is_known(base) => 960,
            Left::Lower | Left::Title if known => 930,
            Left::Closed | Left::Year if known => 930,
            // `re;rn`: debris of letters that nobody reads.
            _ if !known => return None,
            _ => 650,
        };
        self.finding(at, confidence, "no space after the semicolon")
    }

    fn after_colon(&self, at: usize, base: usize, left: Left) -> Option<Finding> {
        // Times, keys, symbols of shares, links: `a:b:c`, `NYSE:GE`, `name:value`.
        let chained = self.near.touching(base, -1).is_some_and(|t| t.is(':') || t.is('.') || t.is('-'));
        if chained || !self.ends(at) {
            return None;
        }
        let function = self.is_function_word(at);
        if self.letters(at) == 1 {
            let speaker = self.text(at) == "I" && left == Left::Lower && self.runs_on(at);
            return speaker.then(|| self.finding(at, 900, "no space after the colon")).flatten();
        }
        let title = self.shape(at) == Some(Shape::Title);
        let confidence = match left {
            Left::Lower if !self.is_known(base) => 600,
            Left::Lower if function => 940,
            Left::Lower if title && self.letters(base) >= 3 => 820,
            Left::Title if function && self.letters(at) >= 2 => 850,
            Left::Closed if function => 850,
            _ => 550,
        };
        self.finding(at, confidence, "no space after the colon")
    }

    fn after_exclamation(&self, at: usize, base: usize, left: Left) -> Option<Finding> {
        const SENTENCES: &str = "no space between the mark and the next sentence";
        if self.letters(at) == 1 && self.text(at) != "I" {
            return None;
        }
        let function = self.is_function_word(at);
        if self.shape(at) == Some(Shape::Lower) {
            // Queries of links have a key here: `watch?v`, `search?q`.
            let plain = left == Left::Lower && self.is_known(base) && function && self.runs_on(at);
            return plain.then(|| self.finding(at, 850, SENTENCES)).flatten();
        }
        let confidence = match left {
            Left::Lower if function => 980,
            Left::Lower if self.is_known(base) => 955,
            Left::Lower => 850,
            // `Yahoo!News`, `Pop!Tech`, `Guess?Kids`
            Left::Title if function && self.letters(at) >= 2 => 850,
            Left::Closed | Left::Year | Left::Number if self.is_known(at) => 900,
            _ => 600,
        };
        self.finding(at, confidence, SENTENCES)
    }

    /// `Lagos,2019`, `Sunday,11th`: a number glued to the comma. Two digits are as likely the mark of a footnote.
    pub(super) fn number_after_comma(&self, at: usize) -> Option<Finding> {
        let token = self.token(at, 0)?;
        let base = at.checked_sub(2)?;
        if !self.token(base, 0)?.is_word() || self.letters(base) < 3 || !self.ends(at) {
            return None;
        }
        let text = self.text(at);
        let confidence = match token.kind {
            TokenKind::Mixed
                if text.ends_with("st")
                    || text.ends_with("nd")
                    || text.ends_with("rd")
                    || text.ends_with("th") =>
            {
                900
            }
            TokenKind::Number if text.len() == 4 && (text.starts_with("19") || text.starts_with("20")) => 880,
            _ => return None,
        };
        self.finding(at, confidence, "no space after the comma")
    }

    /// `March 7,1921`: day and year read as one number.
    pub(super) fn date(&self, at: usize) -> Option<Finding> {
        let text = self.text(at);
        let (day, year) = text.split_once(',')?;
        let month = is_month(self.near.text(at.checked_sub(1)?));
        if !month
            || day.is_empty()
            || day.len() > 2
            || year.len() != 4
            || !year.bytes().all(|b| b.is_ascii_digit())
            || !year.starts_with(['1', '2'])
        {
            return None;
        }
        Some(
            Finding::new(&super::RULES[0], self.near.span(at, at), 955, "no space between day and year")
                .suggest(format!("{day}, {year}"), crate::finding::Applicability::Ask),
        )
    }
}
