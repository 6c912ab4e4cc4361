//! `doubled-word`: a word set twice, "the the", across line ends too.
//!
//! Hands and decoders lose their place, most often at a function word and at the end of a line, where the eye does not see
//! it. Whether the repetition is a fault depends on the word alone, and for particles and verbs on the words around it, so the
//! confidence is looked up in what grammar says of each word.

mod english;
mod words;

use super::{Context, Detector, Findings};
use crate::document::classes::{is_dash, is_quote, is_terminator};
use crate::document::{
    Document, Gap, Layout, Marks, ParagraphKind, Sentence, Shape, Token, TokenKind, WordId, WordType,
};
use crate::finding::{Applicability, Finding};
use crate::lang::{Lang, listed};
use crate::rule::{Family, Rule, Severity};

/// See the module.
pub struct DoubledWord;

static RULES: [Rule; 1] = [Rule {
    name: "doubled-word",
    family: Family::Words,
    summary: "a word set twice",
    explain: "The same word stands twice with nothing but white space between, also across a line end. It is reported where \
grammar rules the repetition out (`the the`, `of of`) or where no one repeats the word on purpose. Spared, or only possible: \
`had had` and `that that`, emphasis (`very very`), particle verbs before a preposition (`log in in the morning`), free \
relatives (`what it is is`), names (`Duran Duran`), reduplication (`boda boda`, Turkish `yavaş yavaş`), German `die die`, \
French `nous nous` and their like, tables and verse.",
    severity: Severity::Minor,
}];

impl Detector for DoubledWord {
    fn rules(&self) -> &'static [Rule] {
        &RULES
    }

    fn sentence_needs(&self) -> Marks {
        Marks::SAME_TWICE | Marks::DASH | Marks::JOINED
    }

    fn sentence(&self, sentence: Sentence<'_>, cx: &Context<'_>, out: &mut Findings) {
        let kind = sentence.paragraph().kind();
        if matches!(kind, ParagraphKind::Table | ParagraphKind::Verse | ParagraphKind::Code) {
            return;
        }
        if !sentence.has(Marks::SAME_TWICE | Marks::JOINED) && !has_same_compounds(sentence) {
            return;
        }
        let tokens = sentence.tokens();
        let mut at = 0;
        while at < tokens.len() {
            let first = unit(tokens, at);
            let Some(run) = Run::from(sentence.document(), tokens, at, first) else {
                at = first.max(at + 1);
                continue;
            };
            at = run.end;
            let place = Place { sentence, tokens, run, prose: kind == ParagraphKind::Prose };
            if let Some(confidence) = place.confidence(cx) {
                out.push(place.finding(confidence));
            }
        }
    }
}

/// Whether what is joined by a hyphen is followed by what it begins with.
fn has_same_compounds(sentence: Sentence<'_>) -> bool {
    let (doc, tokens) = (sentence.document(), sentence.tokens());
    let dashes = sentence.mark_places().filter(|at| tokens[*at].is_glued() && joins(&tokens[*at]));
    let mut seen = 0;
    for dash in dashes {
        // The unit of this dash is that of the one before.
        if dash < seen {
            continue;
        }
        let apart = |at: &usize| !tokens[*at].is_glued() || !joins(&tokens[*at]);
        let start = (seen..=dash).rev().find(apart).unwrap_or(seen);
        seen = unit(tokens, start);
        if tokens.get(seen).is_some_and(|next| same(doc, &tokens[start], next)) {
            return true;
        }
    }
    false
}

/// Whether a token that touches the one before it belongs to the same unit.
fn joins(token: &Token) -> bool {
    token.is_word() || token.char().is_some_and(is_dash)
}

/// One past the last token of the unit that starts at `at`: a word with what is joined to it by hyphens.
fn unit(tokens: &[Token], at: usize) -> usize {
    let mut end = at + 1;
    while let Some(token) = tokens.get(end) {
        if token.gap != Gap::None || !joins(token) {
            break;
        }
        end += 1;
    }
    end
}

/// A unit and its repetitions, as indices of tokens.
#[derive(Clone, Copy)]
struct Run {
    start: usize,
    /// End of the first unit.
    first: usize,
    /// End of the last.
    end: usize,
}

impl Run {
    fn from(doc: &Document, tokens: &[Token], start: usize, first: usize) -> Option<Self> {
        let head = tokens.get(start)?;
        let wordlike = matches!(head.kind, TokenKind::Word | TokenKind::Number | TokenKind::Mixed);
        // A dash or an apostrophe that touches the word on the left makes it a part of something else.
        let torn = start > 0
            && head.gap == Gap::None
            && tokens[start - 1].char().is_some_and(|c| is_dash(c) || c == '/');
        if !wordlike || torn {
            return None;
        }
        let length = first - start;
        let mut end = first;
        while tokens.get(end).is_some_and(|t| {
            // Most end here: the next word is another.
            matches!(t.gap, Gap::Space | Gap::NoBreak | Gap::Line) && same(doc, head, t)
        }) && unit(tokens, end) == end + length
        {
            let same = (1..length).all(|i| same(doc, &tokens[start + i], &tokens[end + i]));
            if !same {
                break;
            }
            end += length;
        }
        (end > first).then_some(Self { start, first, end })
    }
}

fn same(doc: &Document, a: &Token, b: &Token) -> bool {
    // Most neighbours differ in length; only beyond ASCII does a word keep its letters and change its bytes.
    if a.is_ascii() && b.is_ascii() && a.span.len() != b.span.len() {
        return false;
    }
    match (a.word(), b.word()) {
        (Some(a), Some(b)) => doc.words().get(a).lower == doc.words().get(b).lower,
        (None, None) => a.char().is_some() && a.char() == b.char(),
        _ => false,
    }
}

struct Place<'d> {
    sentence: Sentence<'d>,
    tokens: &'d [Token],
    run: Run,
    prose: bool,
}

impl<'d> Place<'d> {
    fn doc(&self) -> &'d Document {
        self.sentence.document()
    }

    /// The word in lower case that touches the run at this token, unless a mark stands between.
    fn word_at(&self, index: Option<usize>) -> &'d str {
        let words = self.doc().words();
        index
            .and_then(|i| self.tokens.get(i))
            .and_then(Token::word)
            .map_or("", |id| words.text(words.get(id).lower))
    }

    fn before(&self) -> &'d str {
        self.word_at(self.run.start.checked_sub(1))
    }

    fn after(&self) -> &'d str {
        self.word_at(Some(self.run.end))
    }

    /// Whether the run opens its sentence or a clause of it.
    fn opens(&self) -> bool {
        self.run.start.checked_sub(1).and_then(|i| self.tokens.get(i)).is_none_or(|t| t.char().is_some())
    }

    /// Whether a capitalised word follows the run.
    fn capital_follows(&self) -> bool {
        let words = self.doc().words();
        self.tokens
            .get(self.run.end)
            .filter(|t| t.gap != Gap::None)
            .and_then(Token::word)
            .is_some_and(|id| matches!(words.get(id).shape, Shape::Title | Shape::Upper))
    }

    /// Whether the run is the first thing in its sentence or quotation, where a capital means nothing.
    fn starts(&self) -> bool {
        let before = self.run.start.checked_sub(1).and_then(|i| self.tokens.get(i));
        before.is_none_or(|t| {
            t.char().is_some_and(|c| c == ':' || is_terminator(c) || is_quote(c) && t.gap != Gap::None)
                || self.run.start == 1 && t.char().is_some()
        })
    }

    /// A mention, not a use: `“the the”`.
    fn quoted(&self) -> bool {
        let left = self.run.start.checked_sub(1).and_then(|i| self.tokens.get(i)).and_then(Token::char);
        let right = self.tokens.get(self.run.end).filter(|t| t.gap == Gap::None).and_then(Token::char);
        let mark = |c: Option<char>| c.is_some_and(|c| is_quote(c) || c == '`');
        mark(left) && mark(right)
    }

    fn word_type(&self) -> Option<&'d WordType> {
        self.tokens[self.run.start].word().map(|id| self.doc().words().get(id))
    }

    fn repeats(&self) -> usize {
        (self.run.end - self.run.start) / (self.run.first - self.run.start).max(1)
    }

    fn confidence(&self, cx: &Context<'_>) -> Option<u16> {
        if self.quoted() {
            return None;
        }
        let head = &self.tokens[self.run.start];
        let word = self.word_at(Some(self.run.start));
        let lang = self.sentence.lang();
        if head.kind != TokenKind::Word {
            return self.of_number(head);
        }
        let base = if self.run.first - self.run.start > 1 {
            self.of_compound()
        } else {
            // `US` and `IT` are no pronouns.
            let acronym = head.span.len() > 1 && self.word_type().is_some_and(|t| t.shape == Shape::Upper);
            match grammar(lang, word, self).filter(|_| !acronym) {
                Some(confidence) => self.by_case(confidence),
                None => self.of_content(cx, lang, word),
            }
        };
        // List items stack words without grammar; lines that are no wrapped prose may begin with the word the last ended with.
        let broken =
            self.tokens[self.run.first].gap == Gap::Line && self.doc().layout() == Layout::LinePerParagraph;
        let stacked = self.sentence.paragraph().kind() == ParagraphKind::ListItem;
        Some(if broken && base < 950 || stacked && base < 850 { base.min(650) } else { base })
    }

    /// Capital letters turn a repetition into a name or the start of one: "the The Hague", "new New South Wales".
    fn by_case(&self, confidence: u16) -> u16 {
        let shape = |i: usize| self.tokens[i].word().map(|id| self.doc().words().get(id).shape);
        let (one, two) = (shape(self.run.start), shape(self.run.first));
        if one == two && one != Some(Shape::Title) {
            return confidence;
        }
        match (one, two) {
            // "The the": the first word of a sentence.
            (Some(Shape::Title), Some(Shape::Lower)) if self.starts() => confidence,
            // "I I" is of title shape; so is the first word of a sentence with its repetition, but The The is a band.
            (Some(Shape::Title), Some(Shape::Title)) if self.tokens[self.run.start].span.len() == 1 => {
                confidence
            }
            (Some(Shape::Title), Some(Shape::Title))
                if self.starts() && confidence >= 700 && self.word_at(Some(self.run.start)) != "the" =>
            {
                740
            }
            _ => confidence.min(420),
        }
    }

    fn of_number(&self, head: &Token) -> Option<u16> {
        let inside = !self.before().is_empty() && !self.after().is_empty();
        (self.prose && inside && head.span.len() >= 4 && self.repeats() == 2)
            .then_some(if head.kind == TokenKind::Mixed { 720 } else { 500 })
    }

    /// "long-term long-term": nobody repeats a compound, except names and rhymes.
    fn of_compound(&self) -> u16 {
        if self.word_type().is_some_and(|t| t.shape == Shape::Lower) && self.repeats() == 2 {
            880
        } else {
            500
        }
    }

    fn of_content(&self, cx: &Context<'_>, lang: Lang, word: &str) -> u16 {
        let Some(word_type) = self.word_type() else { return 320 };
        let called = lang == Lang::En
            && self.opens()
            && listed("come go run wait stop look help quick slow fire over", word);
        // Digits are spelt out one by one before a mark, after a number and after what they number.
        let digit = |w: &str| {
            w.is_empty()
                || english::number_word(w)
                || matches!(w, "extension" | "number" | "dial" | "code" | "line" | "is")
        };
        let counted = lang == Lang::En
            && english::number_word(word)
            && (digit(self.before()) || digit(self.after()) || word.ends_with("illion"));
        if self.repeats() > 2 || called || counted || words::rhythmic(lang, word) {
            return 350;
        }
        // Reduplication is grammar in Turkish and Italian adverbs and lives in Arabic and Persian speech.
        let ceiling = match lang {
            Lang::En | Lang::De | Lang::Nl => 1000,
            Lang::Fr | Lang::Es | Lang::Pt => 740,
            Lang::Pl => 600,
            _ => 400,
        };
        let own = match word_type.shape {
            Shape::Lower => self.of_lower(cx, lang, word),
            Shape::Title => self.of_name(cx, lang, word),
            Shape::Upper if self.alone_elsewhere() > 0 => 720,
            _ => 350,
        };
        self.by_shape(own.min(ceiling))
    }

    fn of_lower(&self, cx: &Context<'_>, lang: Lang, word: &str) -> u16 {
        let id = self.tokens[self.run.start].word();
        let long = word.chars().count() > 3;
        match id.and_then(|id| knows(cx, lang, id)) {
            // A subspecies: "Pan troglodytes troglodytes".
            Some(true) if self.latin(word) => 600,
            Some(true) if lang == Lang::En && english::is_plain(word) => 951,
            Some(true) if long => 830,
            // Sounds and foreign words of three letters pass for English ones ("foo foo") unless the document uses them alone.
            Some(true) if self.alone_elsewhere() > 0 || english::common_short(word) => 720,
            Some(true) => 600,
            // Foreign reduplicated words (boda boda) and sounds.
            Some(false) => 400,
            None if long => 720,
            None => 500,
        }
    }

    /// A word in lower case with a Latin ending after a capitalised one may be the name of a species.
    fn latin(&self, word: &str) -> bool {
        let ending =
            ["us", "um", "ae", "ii", "ensis", "ytes", "odes", "ides"].iter().any(|end| word.ends_with(end))
                && !word.ends_with("ss");
        ending
            && self
                .run
                .start
                .checked_sub(1)
                .and_then(|i| self.tokens[i].word())
                .is_some_and(|id| self.doc().words().get(id).shape == Shape::Title)
    }

    /// Occurrences of the first word, as spelt, outside this run.
    fn alone_elsewhere(&self) -> u32 {
        self.word_type().map_or(0, |word| word.count.saturating_sub(self.repeats() as u32))
    }

    /// A repeated capitalised word is a person more often than a fault ("Sirhan Sirhan") unless nobody is called so.
    fn of_name(&self, cx: &Context<'_>, lang: Lang, word: &str) -> u16 {
        let second_lower = self.tokens[self.run.first]
            .word()
            .is_some_and(|id| self.doc().words().get(id).shape == Shape::Lower);
        if second_lower {
            return if self.starts() { self.of_lower(cx, lang, word) } else { 420 };
        }
        if lang == Lang::En && words::unrepeatable_name(word) {
            return 850;
        }
        let known = self.tokens[self.run.start].word().and_then(|id| knows(cx, lang, id)) == Some(true);
        // An ordinary word in a name ("University"); short ones and points of the compass make names of their own (`South South`).
        let ordinary = word.len() > 5
            && !matches!(word, "northern" | "southern")
            && self.tokens[self.run.start]
                .word()
                .and_then(|id| knows(cx, lang, self.doc().words().get(id).lower))
                == Some(true);
        match (known || ordinary, self.alone_elsewhere()) {
            _ if ordinary && !self.starts() => 730,
            (true, 1..) if word.len() > 4 && !matches!(word, "south" | "north") => 720,
            (true, _) if word.len() > 4 && self.capital_follows() => 710,
            (true, _) => 560,
            (false, 1..) => 500,
            (false, 0) => 350,
        }
    }

    /// "Campus campus", "new New South Wales".
    fn by_shape(&self, confidence: u16) -> u16 {
        let shape = |i: usize| self.tokens[i].word().map(|id| self.doc().words().get(id).shape);
        if shape(self.run.start) == Some(Shape::Lower) && shape(self.run.first) != Some(Shape::Lower) {
            confidence.min(420)
        } else {
            confidence
        }
    }

    fn finding(&self, confidence: u16) -> Finding {
        let (first, last) = (&self.tokens[self.run.start], &self.tokens[self.run.end - 1]);
        let span = first.span.to(last.span);
        let once = self.doc().slice(first.span.to(self.tokens[self.run.first - 1].span));
        let applicability = if confidence >= 950 { Applicability::Safe } else { Applicability::Ask };
        let finding =
            Finding::new(&RULES[0], span, confidence, "a word set twice").suggest(once, applicability);
        if self.tokens[self.run.first].gap == Gap::Line {
            finding.because("the line ends between the two, where the eye passes over it")
        } else if confidence >= 950 {
            finding.because(format!("`{once}` never follows itself"))
        } else {
            finding
        }
    }

    /// Whether a free relative clause may end between the two ("what it is is", "those who have have"), or a cleft noun stands
    /// before them ("the thing is is that").
    fn relative(&self) -> bool {
        let words = self.doc().words();
        let cleft = listed("thing problem question point fact issue truth reality trouble", self.before());
        cleft
            || self.tokens[..self.run.start].iter().rev().take(5).take_while(|t| t.char().is_none()).any(
                |t| {
                    t.word().is_some_and(|id| {
                        listed(
                            "what whatever whoever who where how all those way",
                            words.text(words.get(id).lower),
                        )
                    })
                },
            )
    }
}

/// What the grammar of `lang` says of `word` repeated, in thousandths; `None` for words of open classes.
fn grammar(lang: Lang, word: &str, place: &Place<'_>) -> Option<u16> {
    match lang {
        Lang::En => english::confidence(word, place),
        _ => words::foreign(lang, word),
    }
}

/// Whether the dictionary has the word; `None` where there is none for the language of the passage.
fn knows(cx: &Context<'_>, lang: Lang, word: WordId) -> Option<bool> {
    if lang == cx.document.lang() { cx.knows(word) } else { None }
}
