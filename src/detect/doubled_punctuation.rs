//! `,,` `.,` `..`: two marks where one belongs.
//!
//! ```text
//! The convoy left ⟦Juba,,⟧ where it had waited …       -> Juba,
//! After the long ⟦drought.,⟧ the wells were deepened … -> drought,
//! “The road is ⟦open,”,⟧ the general said.             -> open,”
//! ```
//!
//! Editing in haste leaves them, machine translation repeats a mark that its source has at another place, optical recognition
//! sees specks. Two marks also stand together by right: ellipses, `?!`, a stop of an abbreviation before another mark,
//! titles that end in `!`, low quotation marks made of commas.

use super::{Context, Detector, Findings};
use crate::document::classes::is_quote;
use crate::document::{Gap, Marks, Paragraph, ParagraphKind, Shape, Token, TokenKind, Vicinity};
use crate::finding::{Applicability, Finding};
use crate::lang::{self, Lang};
use crate::rule::{Family, Rule, Severity};
use crate::suppress::Habit;

/// Finds two marks in the place of one.
pub struct DoubledPunctuation;

static RULES: [Rule; 1] = [Rule {
    name: "doubled-punctuation",
    family: Family::Punctuation,
    summary: "two marks of punctuation where one belongs",
    explain: "A mark stands twice (`,,`, `..`), or two marks that exclude each other stand together (`.,`, `,.`, `?.`): left by \
        hasty editing, machine translation and specks on a scanned page. Spared are ellipses of any length, `?!` and `!!`, \
        a stop that belongs to an abbreviation (`etc.,`), titles that end in a mark of their own (`Yahoo!,`), low quotation \
        marks made of commas, and code.",
    severity: Severity::Minor,
}];

/// Informal writers pause with two points.
static PAUSES: Habit =
    Habit { name: "pauses of two points", least: 3, share: 100, opportunities: |census| census.stops };

/// Words that begin a question in English.
const QUESTIONS: &str = "who whom whose what which when where why how is are was were am do does did has have had can could \
    will would shall should may might must isn't aren't don't doesn't didn't won't can't";

/// Shortened words of four letters and more, of letters, footnotes, catalogues and grammars, that a dictionary knows or takes
/// for words; their stop is their own. They never end the clause before them, so the list of sentence ends has no use for them.
const SHORTENED: &str = "inst prox anon trans repr illus orig pseud suppl cols refs chap chaps intro dist elev acct cert comm \
    cont encl incl jour lang long obit poss prep prob pron prop prov publ quot sect sing spec stat subj subst super tech temp \
    trad univ abbr spp subsp cent mgmt recd bldg assoc annot approx assn biog coll comp contd corr dept diss doct exec facs \
    fasc foll freq geog hist ibid idem introd libr memo mfg obsc perf phil pict plur pref pres proc prod prog \
    rept resp secy ster supp supra translit vols addn advt colloq conj demonstr dial emend epist esp \
    exch exclam expl inscr masc neut nomin partic pers reflex";

const fn is_mark(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '…')
}

fn mark(token: &Token) -> Option<char> {
    token.char().filter(|&c| is_mark(c))
}

impl Detector for DoubledPunctuation {
    fn rules(&self) -> &'static [Rule] {
        &RULES
    }

    fn paragraph_needs(&self) -> Marks {
        Marks::DOUBLED_MARK | Marks::QUOTE | Marks::MARK_START
    }

    fn paragraph(&self, paragraph: Paragraph<'_>, cx: &Context<'_>, out: &mut Findings) {
        if matches!(paragraph.kind(), ParagraphKind::Table | ParagraphKind::Code) {
            return;
        }
        let place = Place { cx, near: Vicinity::of(paragraph), lang: paragraph.lang() };
        for sentence in paragraph.sentences() {
            // A mark with a gap before it may have been taken for a sentence of its own.
            let tokens = sentence.tokens();
            let stray = sentence.has(Marks::MARK_START);
            let (doubled, quoted) = (sentence.has(Marks::DOUBLED_MARK), sentence.has(Marks::QUOTE));
            let first = sentence.first_token();
            let end = (first + tokens.len()).saturating_sub(1);
            let trailing = place.is_mark(end) && place.is_mark(end + 1);
            if !stray && !doubled && !quoted && !trailing {
                continue;
            }
            for offset in sentence.mark_places() {
                let at = first + offset;
                let Some(c) = tokens[offset].char() else { continue };
                let finding = if is_mark(c) {
                    if doubled || stray || trailing { place.cluster(at) } else { None }
                } else if quoted && is_quote(c) {
                    place.around_quote(at)
                } else {
                    None
                };
                if let Some(finding) = finding {
                    out.push(finding);
                }
            }
        }
    }
}

struct Place<'a> {
    cx: &'a Context<'a>,
    near: Vicinity<'a>,
    lang: Lang,
}

/// How the text goes on behind the marks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    /// The paragraph ends.
    End,
    /// A gap, then something that can start a sentence.
    Start,
    /// A gap, then a word in lower case or a number.
    Lower,
    /// A word that touches the marks.
    Glued,
}

/// Whether a stop before another mark can belong to the word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stop {
    /// An abbreviation, an initial, an ordinal.
    Own,
    /// A short or unknown word, or a name: perhaps.
    Perhaps,
    /// A full word.
    Foreign,
}

impl Place<'_> {
    fn is_mark(&self, at: usize) -> bool {
        self.near.get(at, 0).is_some_and(|t| mark(t).is_some())
    }

    fn word_lower(&self, at: usize) -> bool {
        self.near.text(at).starts_with(char::is_lowercase)
    }

    fn after(&self, last: usize) -> After {
        let Some(next) = self.near.get(last, 1) else { return After::End };
        if next.is_glued() && next.is_wordlike() {
            After::Glued
        } else if next.is_glued() {
            // Closing brackets and quotation marks end with their sentence.
            let beyond = self.near.right(last + 1);
            if self.near.get(beyond, 0).is_some_and(Token::is_wordlike) { After::Lower } else { After::Start }
        } else if next.kind == TokenKind::Number || self.word_lower(last + 1) {
            After::Lower
        } else {
            After::Start
        }
    }

    /// Whether the stop after the token at `at` can be its own.
    fn stop(&self, at: usize) -> Stop {
        let Some(token) = self.near.get(at, 0) else { return Stop::Own };
        let text = self.near.text(at);
        match token.kind {
            TokenKind::Word => {
                let letters = text.chars().count();
                let title =
                    token.word().is_some_and(|w| self.cx.document.words().get(w).shape != Shape::Lower)
                        && self.lang != Lang::De;
                if letters == 1 || lang::is_abbreviation(self.lang, text) || self.is_shortened(text) {
                    Stop::Own
                } else if letters < 4 || !self.cx.may_know(self.lang, token) {
                    Stop::Perhaps
                } else if title || self.is_unproved(token, letters) {
                    // States, months and first names are shortened too: `Ariz.,`
                    Stop::Perhaps
                } else {
                    Stop::Foreign
                }
            }
            TokenKind::Number if text.len() == 4 && !self.lang.ordinal_stop() => Stop::Perhaps,
            TokenKind::Punctuation if token.is('%') => Stop::Foreign,
            TokenKind::Punctuation => Stop::Perhaps,
            _ => Stop::Own,
        }
    }

    fn is_shortened(&self, word: &str) -> bool {
        self.lang == Lang::En
            && SHORTENED.split(' ').any(|entry| !entry.is_empty() && entry.eq_ignore_ascii_case(word))
    }

    /// Without a dictionary, a word of some length is taken for a full one; Russian shortens long words too.
    fn is_unproved(&self, token: &Token, letters: usize) -> bool {
        let asked = self.lang == self.cx.document.lang()
            && token.word().is_some_and(|word| self.cx.knows(word).is_some());
        !asked && (letters < 6 || self.lang == Lang::Ru)
    }

    /// Marks in a row that begin with the token at `at`.
    fn cluster(&self, at: usize) -> Option<Finding> {
        if self.near.get(at, -1).is_some_and(|t| mark(t).is_some()) {
            return None;
        }
        let first = self.near.get(at, 0)?;
        let mut marks = [' '; 4];
        let (mut count, mut gaps) = (0, 0);
        while let Some(token) = self.near.get(at + count, 0)
            && let Some(c) = mark(token)
        {
            if count > 0 {
                match token.gap {
                    Gap::None => {}
                    Gap::Space | Gap::NoBreak => gaps += 1,
                    _ => break,
                }
            }
            if let Some(slot) = marks.get_mut(count) {
                *slot = c;
            }
            count += 1;
        }
        let last = at + count.checked_sub(1)?;
        // What carries the marks; HTML entities and empty parts of code carry none.
        let base = at.checked_sub(1)?;
        let carrier = self.near.get(base, 0)?;
        let carries = first.is_glued()
            && (carrier.is_wordlike()
                || carrier.char().is_some_and(|c| matches!(c, ')' | ']' | '”' | '»' | '"' | '%' | '’')));
        let entity = first.is(';') && self.near.touching(base, -1).is_some_and(|t| t.is('&') || t.is('#'));
        if !carries || entity {
            return None;
        }
        let after = self.after(last);
        let (confidence, kept) = match (count, gaps) {
            (2, 0) => self.pair(base, marks[0], marks[1], after)?,
            (2, 1) => self.spaced_pair(base, marks[0], marks[1], after)?,
            (3, 0) if marks[..3] == [',', ',', ','] && after != After::Glued && !self.has_low_marks() => {
                (850, ',')
            }
            _ => return None,
        };
        let left = self.near.left(base);
        let head = self.near.slice(left, base);
        let (end, text) = match after {
            After::Glued => (last + 1, format!("{head}{kept} {}", self.near.text(last + 1))),
            _ => (last, format!("{head}{kept}")),
        };
        let mut finding =
            Finding::new(&RULES[0], self.near.span(left, end), confidence, message(marks[0], marks[1]))
                .suggest(text, if confidence >= 970 { Applicability::Safe } else { Applicability::Ask });
        if marks[0] == '.' && marks[1] == '.' {
            finding = finding.suggest(format!("{head}..."), Applicability::Ask).unless_habit(&PAUSES);
        }
        Some(finding)
    }

    /// Confidence and the mark that stays, for two marks that touch.
    fn pair(&self, base: usize, one: char, two: char, after: After) -> Option<(u16, char)> {
        let closing = if after == After::Lower { ',' } else { '.' };
        let word = self.near.get(base, 0)?;
        Some(match (one, two) {
            // Low quotation marks made of commas touch the word behind them.
            (',', ',') if after == After::Glued => {
                if self.has_low_marks() {
                    return None;
                }
                (720, ',')
            }
            (',', ',') => (975, ','),
            ('.', '.') => match after {
                // Ranges `a..b`, `0..9`; a pause of two points.
                After::Glued => return None,
                After::Lower => (600, '.'),
                _ if word.kind == TokenKind::Number => (720, '.'),
                _ => (860, '.'),
            },
            ('.', ',') => {
                let confidence = match self.stop(base) {
                    Stop::Own => return None,
                    Stop::Perhaps => 600,
                    Stop::Foreign => 930,
                };
                (confidence, if after == After::Start { '.' } else { ',' })
            }
            (',', '.') if after == After::Glued => return None,
            (',', '.') => (970, closing),
            (';', ';') => (960, ';'),
            (':', ':') => {
                if after == After::Glued || after == After::End {
                    return None;
                }
                (900, ':')
            }
            (';', ',') | (',', ';') => (950, ';'),
            (',', ':') => {
                // The old `said,:—`
                if self
                    .near
                    .get(base, 3)
                    .is_some_and(|t| t.char().is_some_and(crate::document::classes::is_dash))
                {
                    return None;
                }
                (930, ':')
            }
            (';', '.') => (880, '.'),
            (';', ':') | (':', ';') => (800, two),
            ('.', ';') => match self.stop(base) {
                Stop::Foreign => (800, ';'),
                _ => return None,
            },
            // A question mark may stand for a character that was lost: the sentence tells whether it asks.
            ('.', '?' | '!') => {
                let kept = if two == '?' && !self.asks(base) { '.' } else { two };
                match self.stop(base) {
                    Stop::Own => return None,
                    Stop::Perhaps => (600, kept),
                    Stop::Foreign => (900, kept),
                }
            }
            (',', '?' | '!') => (900, if after == After::Lower { ',' } else { two }),
            (';', '?' | '!') => (800, two),
            // `Yahoo!.`, `Awake!.`: the mark belongs to a name.
            ('?' | '!', '.') if after == After::Glued => return None,
            ('!', '.') if self.is_name(base) => (600, '!'),
            ('?' | '!', '.') => (900, one),
            _ => return None,
        })
    }

    /// Whether the sentence that ends at `at` begins like a question.
    fn asks(&self, at: usize) -> bool {
        let mut first = at;
        for _ in 0..60 {
            match self.near.get(first, -1) {
                Some(token) if !mark(token).is_some_and(|c| matches!(c, '.' | '!' | '?')) => first -= 1,
                _ => break,
            }
        }
        if self.lang != Lang::En {
            return true;
        }
        (first..at).take(2).any(|i| {
            let word = self.near.text(i).to_lowercase();
            QUESTIONS.split(' ').any(|entry| !entry.is_empty() && entry == word)
        })
    }

    /// Whether two commas may be a quotation mark.
    fn has_low_marks(&self) -> bool {
        matches!(self.lang, Lang::Nl | Lang::De | Lang::Pl | Lang::Other)
    }

    fn is_name(&self, at: usize) -> bool {
        self.near.text(at).starts_with(char::is_uppercase)
    }

    /// The same with a space between: `capital, , shops`.
    fn spaced_pair(&self, base: usize, one: char, two: char, after: After) -> Option<(u16, char)> {
        if after == After::Glued || self.near.text(base).chars().count() < 2 {
            return None;
        }
        Some(match (one, two) {
            (',', ',') => (930, ','),
            ('.', '.') if after == After::Lower => return None,
            ('.', '.') => (850, '.'),
            (',', '.') => (900, if after == After::Lower { ',' } else { '.' }),
            ('.', ',') => match self.stop(base) {
                Stop::Foreign => (850, if after == After::Start { '.' } else { ',' }),
                _ => return None,
            },
            ('?' | '!', '.') if !self.is_name(base) => (800, one),
            _ => return None,
        })
    }

    /// `open.”.`, `open,”,`: the mark stands on both sides of the quotation mark at `at`.
    fn around_quote(&self, at: usize) -> Option<Finding> {
        let (before, quote, next) = (self.near.get(at, -1)?, self.near.get(at, 0)?, self.near.get(at, 1)?);
        let (inner, outer) = (mark(before)?, mark(next)?);
        if !quote.is_glued() || !next.is_glued() || !before.is_glued() {
            return None;
        }
        // An ellipsis or a third mark is another matter.
        if self.near.get(at, 2).is_some_and(|t| t.is_glued() && mark(t).is_some())
            || self.near.get(at, -2).is_some_and(|t| mark(t).is_some())
        {
            return None;
        }
        let base = at.checked_sub(2)?;
        let stop = self.stop(base);
        let (confidence, kept) = match (inner, outer) {
            (',', ',') => (960, ','),
            (',', '.') => (900, '.'),
            ('.', '.') if stop == Stop::Foreign => (if self.lang == Lang::En { 860 } else { 720 }, '.'),
            ('.', ',') if stop == Stop::Foreign && self.lang == Lang::En => (800, ','),
            _ => return None,
        };
        let left = self.near.left(base);
        let text = format!("{}{kept}{}", self.near.slice(left, base), self.near.text(at));
        Some(
            Finding::new(
                &RULES[0],
                self.near.span(left, at + 1),
                confidence,
                "a mark on both sides of the quotation mark",
            )
            .suggest(text, Applicability::Ask),
        )
    }
}

const fn message(one: char, two: char) -> &'static str {
    match (one, two) {
        (',', ',') => "two commas",
        ('.', '.') => "two full stops",
        (';', ';') => "two semicolons",
        (':', ':') => "two colons",
        _ => "two marks where one belongs",
    }
}
