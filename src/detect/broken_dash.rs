//! `long- term`, `harbour –once`, `son--then`: a hyphen or dash with a space on one side only, or a makeshift one next to
//! proper ones.
//!
//! ```text
//! The ministry wants a ⟦long- term⟧ lease …             -> long-term
//! The old ⟦harbour –once⟧ the largest … – is silted up. -> harbour – once
//! ```
//!
//! Line breaks, optical recognition and translation leave a space beside a hyphen; hasty typing loses one beside a dash. Which
//! of the two was meant, the words tell: see [`hyphen`]. Suspended hyphens ("pre- and post-war"), suffixes named as such,
//! options of commands, negative numbers and the dashes of Spanish dialogue have one space by right.

mod hyphen;
mod words;

use rustc_hash::FxHashSet;

use super::{Context, Detector, Findings};
use crate::document::classes::{is_dash, is_quote};
use crate::document::{Document, Gap, Marks, ParagraphKind, Token, TokenKind, Vicinity, WordId};
use crate::finding::{Applicability, Finding};
use crate::lang::Lang;
use crate::lang::months::is_month;
use crate::rule::{Family, Rule, Severity};
use crate::suppress::Habit;

/// Finds hyphens and dashes that lost or gained a space.
pub struct BrokenDash;

static RULES: [Rule; 1] = [Rule {
    name: "broken-dash",
    family: Family::Punctuation,
    summary: "a hyphen or dash with a space on one side only, or `--` next to proper dashes",
    explain: "A compound was cut at its hyphen (`long- term`, `COVID -19`), a dash lost one of its spaces (`harbour –once`), or \
        two hyphens stand among proper dashes. Spared are suspended hyphens (`pre- and post-war`), open ranges (`1961- `), \
        negative numbers, options of commands, suffixes (`-ing`), list markers, interrupted speech, attributions and texts \
        that use `--` throughout.",
    severity: Severity::Minor,
}];

/// The dash of typewriters and old e-texts.
static TYPEWRITER: Habit =
    Habit { name: "-- for a dash", least: 1, share: 300, opportunities: |census| census.dashes };

impl Detector for BrokenDash {
    fn rules(&self) -> &'static [Rule] {
        &RULES
    }

    fn document(&self, document: &Document, cx: &Context<'_>, out: &mut Findings) {
        let Some(style) = Style::of(document) else { return };
        for sentence in document.sentences_with(Marks::DASH) {
            if matches!(sentence.paragraph().kind(), ParagraphKind::Table | ParagraphKind::Code) {
                continue;
            }
            let here =
                Here { cx, near: Vicinity::of(sentence.paragraph()), lang: sentence.lang(), style: &style };
            let first = sentence.first_token();
            for at in sentence.mark_places() {
                let token = &sentence.tokens()[at];
                if token.char().is_some_and(is_dash)
                    && let Some(finding) = here.judge(first + at, token)
                {
                    out.push(finding);
                }
            }
        }
    }
}

/// Tokens within which a dash of another kind is "next to" one: a page or so. A file may hold many texts, each with a custom
/// of its own.
const NEAR: usize = 300;

/// How the document writes dashes, and its hyphenated compounds.
struct Style {
    /// ` – `, ` — `, `—`, ` - `, ` -- `, `--`, as often as they occur.
    forms: [u32; 6],
    /// Both parts of each compound written without a space, in lower case.
    compounds: FxHashSet<(WordId, WordId)>,
    /// Tokens that are en or em dashes between words, in order.
    proper: Vec<usize>,
}

const FORMS: [&str; 6] = [" – ", " — ", "—", " - ", " -- ", "--"];

impl Style {
    /// Nothing where there is nothing to judge: no dash with a gap on one side, no two dashes in a row.
    fn of(document: &Document) -> Option<Self> {
        let mut style = Self { forms: [0; 6], compounds: FxHashSet::default(), proper: Vec::new() };
        let mut suspects = false;
        let tokens = document.tokens();
        for sentence in document.sentences_with(Marks::DASH) {
            for at in sentence.mark_places().map(|offset| sentence.first_token() + offset) {
                let token = &tokens[at];
                let Some(c) = token.char().filter(|&c| is_dash(c)) else { continue };
                let before = at.checked_sub(1).and_then(|i| tokens.get(i)).filter(|t| t.is_wordlike());
                let next = tokens.get(at + 1);
                let gaps = (!token.is_glued(), next.is_none_or(|n| !n.is_glued()));
                let double = c == '-' && next.is_some_and(|n| n.is('-') && n.is_glued());
                let wide = double && tokens.get(at + 2).is_some_and(|n| !n.is_glued());
                suspects |= gaps.0 != gaps.1 || next.is_some_and(|n| n.char().is_some_and(is_dash));
                let form = match (c, gaps) {
                    _ if double => Some(if wide { 4 } else { 5 }),
                    ('–', (true, true)) => Some(0),
                    ('—', (true, true)) => Some(1),
                    ('—', (false, false)) => Some(2),
                    ('-', (true, true)) => Some(3),
                    _ => None,
                };
                if let Some(form) = form {
                    style.forms[form] += 1;
                    if form <= 2 {
                        style.proper.push(at);
                    }
                } else if c == '-'
                    && gaps == (false, false)
                    && let (Some(a), Some(b)) = (before.and_then(Token::word), next.and_then(Token::word))
                {
                    let words = document.words();
                    style.compounds.insert((words.get(a).lower, words.get(b).lower));
                }
            }
        }
        suspects.then_some(style)
    }

    /// Whether a proper dash stands within a page of the token at `at`.
    fn has_proper_near(&self, at: usize) -> bool {
        let next = self.proper.partition_point(|&dash| dash < at);
        let near = |dash: Option<&usize>| dash.is_some_and(|&dash| dash.abs_diff(at) <= NEAR);
        near(self.proper.get(next)) || near(next.checked_sub(1).and_then(|i| self.proper.get(i)))
    }

    /// The commonest way of writing a dash among those of `candidates`, the first of them where there is none.
    fn dash(&self, candidates: &[usize]) -> &'static str {
        let mut best = candidates.first().copied().unwrap_or(0);
        for &form in candidates {
            if self.forms[form] > self.forms[best] {
                best = form;
            }
        }
        FORMS[best]
    }
}

struct Here<'a> {
    cx: &'a Context<'a>,
    near: Vicinity<'a>,
    lang: Lang,
    style: &'a Style,
}

impl Here<'_> {
    fn judge(&self, at: usize, token: &Token) -> Option<Finding> {
        let c = token.char()?;
        let before = self.near.get(at, -1)?;
        let next = self.near.get(at, 1)?;
        if before.char().is_some_and(is_dash) {
            return None;
        }
        if next.char().is_some_and(is_dash) {
            return self.two(at, c, before, next);
        }
        let (left, right) = (token.gap, next.gap);
        let sided = match (left, right) {
            (Gap::None, Gap::Space | Gap::NoBreak | Gap::Wide) => Side::Right,
            (Gap::Space | Gap::NoBreak | Gap::Wide, Gap::None) => Side::Left,
            _ => return None,
        };
        if c == '-' || c == '‐' || c == '‑' { self.hyphen(at, sided) } else { self.dash(at, c, sided) }
    }

    /// Two dashes in a row: `--` among proper dashes, `—-`, `- -`.
    fn two(&self, at: usize, c: char, before: &Token, next: &Token) -> Option<Finding> {
        let after = self.near.get(at, 2)?;
        let second = next.char()?;
        let words = before.is_wordlike() || before.char().is_some_and(is_quote) && before.is_glued();
        if !words || !after.is_wordlike() {
            return None;
        }
        let outer = (!self.near.get(at, 0)?.is_glued(), !after.is_glued());
        let (left, right) = (self.near.left(at - 1), self.near.right(at + 2));
        let around =
            |dash: &str| format!("{}{dash}{}", self.near.slice(left, at - 1), self.near.slice(at + 2, right));
        let span = self.near.span(left, right);
        let (confidence, message, text) = if !next.is_glued() {
            if c != '-'
                || second != '-'
                || next.gap != Gap::Space
                || outer != (true, true)
                || !before.is_word()
                || !after.is_word()
            {
                return None;
            }
            (880, "two hyphens in the place of a dash", around(" -- "))
        } else if c == '-' && second == '-' {
            if outer.0 != outer.1 {
                return None;
            }
            let proper = self.style.dash(&[2, 1, 0]);
            let confidence = if self.style.has_proper_near(at) { 820 } else { 550 };
            return Some(
                Finding::new(&RULES[0], span, confidence, "two hyphens, with proper dashes elsewhere")
                    .suggest(around(proper), Applicability::Ask)
                    .unless_habit(&TYPEWRITER),
            );
        } else if c != second && (matches!(c, '–' | '—') || matches!(second, '–' | '—')) {
            let longest = if c == '—' || second == '—' { "—" } else { "–" };
            let gap = |yes: bool| if yes { " " } else { "" };
            (
                930,
                "two kinds of dash in the place of one",
                around(&format!("{}{longest}{}", gap(outer.0), gap(outer.1))),
            )
        } else {
            return None;
        };
        Some(Finding::new(&RULES[0], span, confidence, message).suggest(text, Applicability::Ask))
    }

    /// An en or em dash with a space on one side.
    fn dash(&self, at: usize, c: char, sided: Side) -> Option<Finding> {
        if !matches!(c, '–' | '—') || self.lang.conventions().dialogue_dash {
            return None;
        }
        let (before, next) = (self.near.get(at, -1)?, self.near.get(at, 1)?);
        if !before.is_wordlike() || !next.is_wordlike() {
            return None;
        }
        let number = |t: &Token| t.kind == TokenKind::Number;
        let lower = self.near.text(at + 1).starts_with(char::is_lowercase);
        if number(before) && number(next) {
            // `(29 October 1896– 3 December 1976)`: between dates a dash has both spaces.
            let is_year = |text: &str| text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
            if c == '–' && is_year(self.near.text(at - 1)) && is_month(self.near.text(at + 2)) {
                let wide = format!("{}{}{}", self.near.text(at - 1), FORMS[0], self.near.text(at + 1));
                return self.report(at, 860, "a space on one side of the dash", &[wide]);
            }
            let tight = format!("{}{c}{}", self.near.text(at - 1), self.near.text(at + 1));
            return self.report(at, 860, "a space on one side of the dash", &[tight]);
        }
        // Suspended with a dash: `pre– and post-war`.
        if c == '–' && sided == Side::Right && words::joins(self.lang, self.near.text(at + 1)) {
            return None;
        }
        // `hand –written`: a compound; which sign it wants, we cannot tell. `D— said`: a name held back.
        let together = format!("{}{}", self.near.text(at - 1), self.near.text(at + 1));
        let letters = self.near.text(at - 1).chars().count();
        let confidence = match sided {
            _ if letters == 1 || self.cx.knows_text(&together) == Some(true) => 600,
            // An interruption before a new sentence, an attribution: capitals are no proof.
            Side::Right if lower => 850,
            Side::Left if lower => 890,
            _ => 600,
        };
        let dash = if c == '—' { self.style.dash(&[2, 1]) } else { FORMS[0] };
        let text = format!("{}{dash}{}", self.near.text(at - 1), self.near.text(at + 1));
        self.report(at, confidence, "a space on one side of the dash", &[text])
    }

    fn report(&self, at: usize, confidence: u16, message: &'static str, texts: &[String]) -> Option<Finding> {
        let span = self.near.span(at.checked_sub(1)?, at + 1);
        let mut finding = Finding::new(&RULES[0], span, confidence, message);
        for text in texts {
            finding = finding.suggest(text.clone(), Applicability::Ask);
        }
        Some(finding)
    }
}

/// On which side of it the space stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// `word -word`
    Left,
    /// `word- word`
    Right,
}
