//! A hyphen with a space on one side: the joint of a compound, or a dash in disguise.
//!
//! | evidence | reading |
//! |---|---|
//! | the document has the compound without the space | compound |
//! | prefix, numeral, measure, second part of compounds, Arabic article, clitic | compound |
//! | two years | range |
//! | two full words of the running text, the second in lower case | dash |
//!
//! Where the two parts make one word without the hyphen, a line break cut it: another rule's business.

use super::{Here, RULES, Side, words};
use crate::document::classes::is_dash;
use crate::document::{Shape, TokenKind};
use crate::finding::{Applicability, Finding};
use crate::lang::Lang;

/// The confidence of a dash in a text that is full of errors.
const MISREAD: u16 = 600;

const ONE_SIDE: &str = "a space on one side of the hyphen";

impl Here<'_> {
    fn shape(&self, at: usize) -> Option<Shape> {
        self.near.get(at, 0)?.word().map(|word| self.cx.document.words().get(word).shape)
    }

    fn letters(&self, at: usize) -> usize {
        self.near.text(at).chars().count()
    }

    pub(super) fn hyphen(&self, at: usize, sided: Side) -> Option<Finding> {
        let (left, right) = (at.checked_sub(1)?, at + 1);
        let (a, b) = (self.near.get(left, 0)?, self.near.get(right, 0)?);
        let (a_text, b_text) = (self.near.text(left), self.near.text(right));
        let (a_lower, b_lower) = (a_text.to_lowercase(), b_text.to_lowercase());
        let word = |kind| matches!(kind, TokenKind::Word | TokenKind::Number | TokenKind::Mixed);
        if !word(a.kind) || !word(b.kind) || a_lower == b_lower {
            return None;
        }
        // Stammering (`b- but`), list markers (`a- boil`), options (`-v`), labels at the head of a line (`3- stir`).
        let single = |at: usize, kind| kind == TokenKind::Word && self.letters(at) == 1;
        if single(left, a.kind)
            || single(right, b.kind) && !words::is_clitic(self.lang, &b_lower)
            || left == self.near.first() && (self.letters(left) <= 2 || a.kind == TokenKind::Number)
        {
            return None;
        }
        // Suspended: `pre- and post-war`, `hand-made and -painted`; a part of speech named (`the suffix -less`).
        let before =
            left.checked_sub(1).map_or("", |i| if i < self.near.first() { "" } else { self.near.text(i) });
        match sided {
            Side::Right if words::joins(self.lang, b_text) => return None,
            Side::Left if words::joins(self.lang, a_text) || words::names_part(&a_lower) => return None,
            Side::Left if words::is_suffix(&b_lower) && words::names_part(before) => return None,
            _ => {}
        }
        let joined = format!("{a_text}-{b_text}");
        let join = |confidence: u16| self.joined(at, confidence);
        if let (Some(x), Some(y)) = (a.word(), b.word()) {
            let words = self.cx.document.words();
            // `light- Lawyer`: a headline and its speaker, not the compound.
            let alike = words.get(x).shape == words.get(y).shape || words.get(y).shape == Shape::Lower;
            if alike && self.style.compounds.contains(&(words.get(x).lower, words.get(y).lower)) {
                return Some(join(940)?.because(format!("`{joined}` stands elsewhere in the document")));
            }
        }
        if a.kind == TokenKind::Number && b.kind == TokenKind::Number {
            return self.range(at, sided, a_text, b_text);
        }
        if let Some(confidence) = self.compound(sided, left, right, &a_lower, &b_lower) {
            return join(confidence);
        }
        self.disguised(at, sided, &a_lower, &b_lower, joined)
    }

    /// A compound, to the end of its chain: `15- year-old`.
    fn joined(&self, at: usize, confidence: u16) -> Option<Finding> {
        let left = at.checked_sub(1)?;
        let mut last = at + 1;
        while self.near.touching(last, 1).is_some_and(|t| t.is('-'))
            && self.near.touching(last, 2).is_some_and(|t| t.is_word())
        {
            last += 2;
        }
        let text = format!("{}-{}", self.near.text(left), self.near.slice(at + 1, last));
        Some(
            Finding::new(&RULES[0], self.near.span(left, last), confidence, ONE_SIDE)
                .suggest(text, Applicability::Ask),
        )
    }

    /// `1914- 1918`
    fn range(&self, at: usize, sided: Side, a: &str, b: &str) -> Option<Finding> {
        let (from, to) = (a.parse::<u32>().ok()?, b.parse::<u32>().ok()?);
        let years = (1000..2200).contains(&from) && (1000..2200).contains(&to);
        let confidence = match sided {
            _ if from >= to => 500,
            _ if years => 880,
            Side::Right => 740,
            // `9 -4`: a subtraction, a negative number.
            Side::Left => 500,
        };
        self.report(at, confidence, "a space on one side of the hyphen in a range", &[format!("{a}-{b}")])
    }

    /// How sure the words alone make it that one compound was cut; nothing where they do not speak for one.
    fn compound(&self, sided: Side, left: usize, right: usize, a: &str, b: &str) -> Option<u16> {
        let (shape_a, shape_b) = (self.shape(left), self.shape(right)?);
        if words::is_clitic(self.lang, b) && shape_a == Some(Shape::Lower) {
            return Some(880);
        }
        let number = self.near.get(left, 0)?.kind == TokenKind::Number;
        if self.lang != Lang::En {
            return None;
        }
        let function = |at: usize| {
            self.near.get(at, 0).and_then(|t| t.word()).is_some_and(|w| self.cx.is_function_word(Lang::En, w))
        };
        match () {
            () if words::is_ten(a) && words::is_unit(b) => Some(960),
            () if words::is_count(a) && words::is_fraction(b) => Some(930),
            () if (number || words::is_count(a)) && words::is_measure(b) => Some(930),
            // `al- Rashidi`
            () if sided == Side::Right && matches!(a, "al" | "el") && shape_b == Shape::Title => Some(920),
            () if words::is_prefix(a)
                && sided == Side::Right
                && self.letters(right) >= 3
                && !function(right)
                && !matches!(b, "means" | "meaning" | "comes") =>
            {
                Some(910)
            }
            // `Non -traditional`
            () if words::is_prefix(a)
                && sided == Side::Left
                && self.letters(left) >= 3
                && self.letters(right) >= 3
                && !function(right) =>
            {
                Some(880)
            }
            // `the eight -spoked wheel`
            () if (number || words::is_count(a))
                && shape_b == Shape::Lower
                && self.letters(right) >= 5
                && b.ends_with("ed") =>
            {
                Some(850)
            }
            () if words::is_tail(b)
                && shape_b == Shape::Lower
                && self.letters(left) >= 2
                && !function(left)
                // `armies- led by one king`: a clause of its own.
                && !matches!(self.near.text(right + 1), "by" | "on" | "to" | "in") =>
            {
                Some(900)
            }
            () => None,
        }
    }

    /// Two words of the running text with a hyphen where a dash belongs.
    fn disguised(&self, at: usize, sided: Side, a: &str, b: &str, joined: String) -> Option<Finding> {
        let (left, right) = (at.checked_sub(1)?, at + 1);
        let (x, y) = (self.near.get(left, 0)?, self.near.get(right, 0)?);
        // Only English: German, Dutch and Russian suspend hyphens freely, Spanish and Turkish set their incises so.
        if self.lang != Lang::En || !x.is_word() || !y.is_word() {
            return None;
        }
        let known = |t| self.cx.document.lang() == Lang::En && self.cx.may_know(Lang::En, t);
        let lower = self.shape(right) == Some(Shape::Lower);
        let chained = self.near.touching(left, -1).is_some_and(|t| t.char().is_some_and(is_dash));
        let together = format!("{a}{b}");
        // Cut at the end of a line: `to- day`, `under- stand`.
        if self.cx.knows_text(&together) != Some(false) {
            return None;
        }
        let function = y.word().is_some_and(|w| self.cx.is_function_word(Lang::En, w));
        let confidence = match () {
            () if !lower || !known(x) || !known(y) || self.letters(left) < 2 || self.letters(right) < 2 => {
                550
            }
            // `wall-to- wall`, options after a command.
            () if chained || sided == Side::Left && words::is_suffix(b) => 500,
            () if self.shape(left) == Some(Shape::Upper) => 600,
            () if function => 860,
            () if sided == Side::Right => 780,
            () => 740,
        };
        let dash = self.style.dash(&[0, 1, 2, 3]);
        let text = format!("{}{dash}{}", self.near.text(left), self.near.text(right));
        let message = "a hyphen in the place of a dash, with a space on one side";
        // In readings of old print it is the hyphen of a line end, with a word that was misread: `at- lowed`.
        if self.cx.is_broken() {
            let texts = if function { [text, joined] } else { [joined, text] };
            return self.report(at, confidence.min(MISREAD), message, &texts);
        }
        self.report(at, confidence, message, &[text, joined])
    }
}
