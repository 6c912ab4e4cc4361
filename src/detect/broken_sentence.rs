//! `broken-sentence`: a full stop inside a phrase.
//!
//! Translation systems work sentence by sentence. Where the segmenter cut at a stop that was none, each half was translated
//! alone, and the stop stayed: "meeting with the minister. Qatari Foreign Affairs Al Thani in Doha and was discussing …".
//! Every alternative asks for a place where no sentence can end or none can begin:
//! - the word before the stop must have something after it (`the.`, `every.`, `between.`);
//! - the next word continues the phrase in lower case (`minister. of Foreign Affairs`);
//! - a sentence is nothing but a title, and a name follows (`Foreign Minister. Kamal Ansari told …`);
//! - a title closes the first half, and the second is names and prepositions up to a verb that `and` joins to nothing.

use super::{Context, Detector, Findings};
use crate::document::{Document, Gap, Marks, Paragraph, Shape, Token, TokenKind};
use crate::finding::{Applicability, Finding, Suggestion};
use crate::lang::{Lang, is_abbreviation, listed};
use crate::rule::{Family, Rule, Severity};
use crate::span::Span;

/// See the module.
pub struct BrokenSentence;

static RULES: [Rule; 1] = [Rule {
    name: "broken-sentence",
    family: Family::Translation,
    summary: "a full stop inside a phrase",
    explain: "A full stop that cuts a phrase in two, as segmenters of translation systems leave it: after an article, before \
`of`, between a title and its name, or before a second half that has names but no verb of its own. The reader must put the \
halves together again. Spared: abbreviations, fragments for effect, captions, headings, words that are mentioned and not used.",
    severity: Severity::Major,
}];

impl Detector for BrokenSentence {
    fn rules(&self) -> &'static [Rule] {
        &RULES
    }

    fn paragraph_needs(&self) -> Marks {
        Marks::ANY
    }

    fn paragraph(&self, paragraph: Paragraph<'_>, _cx: &Context<'_>, out: &mut Findings) {
        let goes_on = paragraph.sentences().len() > 1 || paragraph.marks().intersects(Marks::INNER_STOP);
        if !goes_on || !paragraph.is_prose() || paragraph.lang() != Lang::En {
            return;
        }
        let tokens = paragraph.tokens();
        let inside = 1..tokens.len().saturating_sub(1);
        for at in paragraph.mark_places().filter(|at| inside.contains(at)) {
            if tokens[at].is('.') && tokens[at].gap == Gap::None {
                let place = Place { doc: paragraph.document(), tokens, at };
                if let Some(finding) = place.check() {
                    out.push(finding);
                }
            }
        }
    }
}

struct Place<'d> {
    doc: &'d Document,
    tokens: &'d [Token],
    /// The stop.
    at: usize,
}

impl<'d> Place<'d> {
    fn shape(&self, index: usize) -> Option<Shape> {
        self.tokens
            .get(index)
            .filter(|t| t.kind == TokenKind::Word)
            .and_then(Token::word)
            .map(|id| self.doc.words().get(id).shape)
    }

    /// The word at `index` in lower case; empty where another thing stands.
    fn word(&self, index: usize) -> &'d str {
        let words = self.doc.words();
        self.tokens
            .get(index)
            .filter(|t| t.kind == TokenKind::Word)
            .and_then(Token::word)
            .map_or("", |id| words.text(words.get(id).lower))
    }

    fn word_before(&self, back: usize) -> &'d str {
        self.at.checked_sub(back).map_or("", |i| self.word(i))
    }

    fn check(&self) -> Option<Finding> {
        let (last, next) = (&self.tokens[self.at - 1], self.tokens.get(self.at + 1)?);
        let plain = last.kind == TokenKind::Word
            && next.kind == TokenKind::Word
            && matches!(next.gap, Gap::Space | Gap::NoBreak | Gap::Line);
        if !plain || is_abbreviation(Lang::En, self.doc.token_text(last)) {
            return None;
        }
        let span = last.span.to(next.span);
        let finding = |confidence, message: &'static str| Finding::new(&RULES[0], span, confidence, message);
        if let Some(confidence) = self.incomplete() {
            let joined = self.joined(true);
            return Some(
                finding(confidence, "a full stop inside a phrase")
                    .suggest(joined, Applicability::Ask)
                    .because(format!("no sentence ends with `{}`", self.word_before(1))),
            );
        }
        if let Some(confidence) = self.continued() {
            let mut found = finding(confidence, "a full stop inside a phrase");
            found.suggestions.push(Suggestion {
                span,
                text: self.joined(false),
                applicability: Applicability::Ask,
            });
            return Some(
                found.because(format!("`{}` in lower case goes on with the phrase", self.word(self.at + 1))),
            );
        }
        if self.bare_title() {
            return Some(
                finding(760, "a full stop between a title and its name")
                    .suggest(self.joined(false), Applicability::Ask)
                    .because("a title alone is no sentence"),
            );
        }
        if self.verbless() {
            let found = finding(800, "a full stop inside a phrase")
                .because("what follows has names, but no verb before `and`");
            return Some(if takes_of(self.word_before(1)) {
                with_of(found, last.span, self.doc.token_text(last))
            } else {
                found
            });
        }
        None
    }

    /// Both halves with a space between; the second in lower case where it has a capital only because a sentence began, which
    /// is when the word stands in lower case elsewhere or is a common word.
    fn joined(&self, lower: bool) -> String {
        let (last, next) = (&self.tokens[self.at - 1], &self.tokens[self.at + 1]);
        let words = self.doc.words();
        let text = self.doc.token_text(next);
        let common = next
            .word()
            .map(|id| words.get(words.get(id).lower))
            .is_some_and(|lower| lower.function_of & Lang::En.bit() != 0 || lower.count > 0);
        let name_follows = self.shape(self.at + 2) == Some(Shape::Title);
        if lower
            && self.shape(self.at + 1) == Some(Shape::Title)
            && (common
                || !name_follows && !text.ends_with("an") && !text.ends_with("ese") && !text.ends_with("ish"))
        {
            format!("{} {}", self.doc.token_text(last), text.to_lowercase())
        } else {
            format!("{} {text}", self.doc.token_text(last))
        }
    }

    /// "crossed the. Evros", "filed an. appeal": the word before the stop needs another one.
    fn incomplete(&self) -> Option<u16> {
        let index = self.at - 1;
        if self.shape(index) != Some(Shape::Lower) && index > 0 || self.mentioned() {
            return None;
        }
        let enough = self.clause_length() >= 2;
        let upper_next = self.shape(self.at + 1) != Some(Shape::Lower);
        match self.word(index) {
            // An article never closes a sentence. `a` may be a letter ("flat 3 a.", "vol. a.").
            "the" | "an" if enough => Some(900),
            "a" if enough
                && matches!(self.shape(index.wrapping_sub(1)), Some(Shape::Lower))
                && self.verb_or_preposition(index.wrapping_sub(1)) =>
            {
                Some(if upper_next { 760 } else { 860 })
            }
            "my" | "our" | "your" | "their" | "its" | "every" if enough => Some(880),
            // A pronoun too: "She took her coat, and he took his."
            "his" if enough && !listed("is was are were of not be like than", self.word_before(2)) => {
                Some(500)
            }
            "and" | "or" if enough && self.word_before(2) != "so" && self.word_before(2) != "and" => {
                Some(if self.word_before(2).is_empty() { 600 } else { 740 })
            }
            "between"
                if enough
                    && !matches!(self.word_before(2), "in" | "far" | "anything" | "everything" | "the") =>
            {
                Some(740)
            }
            "to" if matches!(self.word_before(2), "according" | "due" | "owing" | "thanks" | "prior") => {
                Some(800)
            }
            _ => None,
        }
    }

    /// A word that is spoken of: "The commonest word is the.", "The The".
    fn mentioned(&self) -> bool {
        listed("is comes word words stands follows article the then", self.word_before(2))
    }

    /// Words between the last terminator and the stop.
    fn clause_length(&self) -> usize {
        self.tokens[..self.at].iter().rev().take(6).take_while(|t| t.char().is_none()).count()
    }

    fn verb_or_preposition(&self, index: usize) -> bool {
        let word = self.word(index);
        word.ends_with("ed")
            || word.ends_with("ing")
            || listed(
                "in of with for to from by on at as is was has had have met made took gave into under after \
during be became won found left saw said",
                word,
            )
    }

    /// "the minister. of Foreign Affairs", "elected president. of the chamber"
    fn continued(&self) -> Option<u16> {
        if self.shape(self.at + 1) != Some(Shape::Lower)
            || self.word_before(1).len() < 4
            || self.shape(self.at - 1) == Some(Shape::Upper)
        {
            return None;
        }
        match self.word(self.at + 1) {
            "of" => Some(820),
            "and" if matches!(self.word(self.at + 2), "of" | "with" | "in" | "for" | "to" | "by") => {
                Some(550)
            }
            _ => None,
        }
    }

    /// "Foreign Minister. Kamal Ansari told reporters …": nothing but the title stands before.
    fn bare_title(&self) -> bool {
        let start = self.sentence_start();
        let words = &self.tokens[start..self.at];
        let titled = !words.is_empty()
            && words.len() <= 4
            && (start..self.at).all(|i| self.shape(i) == Some(Shape::Title))
            && is_title(self.word_before(1));
        let named =
            self.shape(self.at + 1) == Some(Shape::Title) && self.shape(self.at + 2) == Some(Shape::Title);
        titled && named && self.shape(self.at + 3) == Some(Shape::Lower)
    }

    fn sentence_start(&self) -> usize {
        self.tokens[..self.at]
            .iter()
            .rposition(|t| t.char().is_some_and(|c| matches!(c, '.' | '!' | '?' | ':' | ';')))
            .map_or(0, |i| i + 1)
    }

    /// A title with its article closes the first half; the second is capitalised words and prepositions, then `and` with a
    /// finite verb: the subject is in the first half.
    fn verbless(&self) -> bool {
        if !is_title(self.word_before(1))
            || !listed("the a its their his her foreign prime interior defence defense", self.word_before(2))
        {
            return false;
        }
        let (mut names, mut index, mut prepositions) = (0, self.at + 1, 0);
        loop {
            match (self.shape(index), self.word(index)) {
                (_, "and") => break,
                (Some(Shape::Title | Shape::Upper), _) => names += 1,
                // The noun phrase of a preposition may hold a few words in lower case ("in the old citadel").
                (Some(Shape::Lower), "in" | "of" | "at" | "for" | "from" | "to" | "on" | "near") => {
                    prepositions += 1
                }
                (Some(Shape::Lower), "the") => {}
                (Some(Shape::Lower), _) if prepositions > 0 && self.within_phrase(index) => {}
                _ => return false,
            }
            index += 1;
            if index > self.at + 16 {
                return false;
            }
        }
        let verb = listed("was is has had will would did can could said told added", self.word(index + 1));
        verb && names >= 3 && prepositions > 0
    }

    /// Whether the lower-case word at `index` stands between `the` and a noun at most two words on.
    fn within_phrase(&self, index: usize) -> bool {
        (1..=2).any(|back| index >= back && self.word(index - back) == "the")
    }
}

fn with_of(mut finding: Finding, stop: Span, word: &str) -> Finding {
    let span = Span::new(stop.start, stop.end + 1);
    finding.suggestions.push(Suggestion {
        span,
        text: format!("{word} of"),
        applicability: Applicability::Ask,
    });
    finding
}

/// Offices, as they close a first half.
fn is_title(word: &str) -> bool {
    takes_of(word)
        || listed(
            "ambassador envoy spokesman spokeswoman spokesperson chancellor commander general prince king \
judge representative chairman chief director",
            word,
        )
}

/// Offices that are completed with `of`.
fn takes_of(word: &str) -> bool {
    listed(
        "minister ministry secretary department governor president head mayor office university \
deputy",
        word,
    )
}
