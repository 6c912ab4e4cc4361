//! `doubled-word`: a word set twice, "the the", across line ends too.
//!
//! Hands and decoders lose their place, most often at a function word and at the end of a line, where the eye does not see
//! it. Whether the repetition is a fault depends on the word alone, and for particles and verbs on the words around it, so the
//! confidence is looked up in what grammar says of each word.

use super::{Context, Detector, Findings};
use crate::document::classes::{is_dash, is_quote, is_terminator};
use crate::document::{
    Document, Gap, Marks, ParagraphKind, Sentence, Shape, Token, TokenKind, WordId, WordType,
};
use crate::finding::{Applicability, Finding};
use crate::lang::Lang;
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

    fn sentence(&self, sentence: Sentence<'_>, cx: &Context<'_>, out: &mut Findings) {
        if !sentence.has(Marks::SAME_TWICE | Marks::DASH | Marks::DIGIT | Marks::NON_ASCII) {
            return;
        }
        let kind = sentence.paragraph().kind();
        if matches!(kind, ParagraphKind::Table | ParagraphKind::Verse | ParagraphKind::Code) {
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

/// One past the last token of the unit that starts at `at`: a word with what is joined to it by hyphens.
fn unit(tokens: &[Token], at: usize) -> usize {
    let mut end = at + 1;
    while let Some(token) = tokens.get(end) {
        let joined = token.gap == Gap::None && (token.is_word() || token.char().is_some_and(is_dash));
        if !joined {
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
        while tokens.get(end).is_some_and(|t| matches!(t.gap, Gap::Space | Gap::NoBreak | Gap::Line))
            && unit(tokens, end) == end + length
        {
            let same = (0..length).all(|i| same(doc, &tokens[start + i], &tokens[end + i]));
            if !same {
                break;
            }
            end += length;
        }
        (end > first).then_some(Self { start, first, end })
    }
}

fn same(doc: &Document, a: &Token, b: &Token) -> bool {
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

    /// A mention, not a use: `“the the”`.
    fn quoted(&self) -> bool {
        let left = self.run.start.checked_sub(1).and_then(|i| self.tokens.get(i)).and_then(Token::char);
        let right = self.tokens.get(self.run.end).filter(|t| t.gap == Gap::None).and_then(Token::char);
        left.is_some_and(is_quote) && right.is_some_and(is_quote)
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
            match grammar(lang, word, self) {
                Some(confidence) => self.by_case(confidence),
                None => self.of_content(cx, lang, word),
            }
        };
        // Headings and list items stack words without grammar; a broken line may be two items of a list.
        let loose = !self.prose
            || self.tokens[self.run.first].gap == Gap::Line
                && self.tokens[self.run.first].span.start - self.line_start() < 30;
        Some(if loose && base < 950 { base.min(650) } else { base })
    }

    /// Where the line that ends between the two words begins.
    fn line_start(&self) -> u32 {
        let at = self.tokens[self.run.first].span.start as usize;
        let text = self.doc().text();
        text[..at].trim_end().rfind('\n').map_or(0, |n| n as u32)
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
            (Some(Shape::Title), Some(Shape::Lower)) if self.opens() => confidence,
            // "I I" is of title shape.
            (Some(Shape::Title), Some(Shape::Title)) if self.tokens[self.run.start].span.len() == 1 => {
                confidence
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
        if self.repeats() > 2 || rhythmic(lang, word) {
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
            Shape::Title => self.of_name(cx, lang, word, word_type),
            Shape::Upper if word_type.count as usize > self.repeats() => 720,
            _ => 350,
        };
        self.by_shape(own.min(ceiling))
    }

    fn of_lower(&self, cx: &Context<'_>, lang: Lang, word: &str) -> u16 {
        let id = self.tokens[self.run.start].word();
        let known = id.and_then(|id| knows(cx, lang, id));
        match known {
            Some(true) if word.chars().count() > 3 => 830,
            Some(true) => 720,
            // Foreign reduplicated words (boda boda) and sounds.
            Some(false) => 400,
            None if word.chars().count() > 3 => 720,
            None => 500,
        }
    }

    /// A repeated capitalised word is a person more often than a fault ("Sirhan Sirhan") unless nobody is called so.
    fn of_name(&self, cx: &Context<'_>, lang: Lang, word: &str, word_type: &WordType) -> u16 {
        let second_lower = self.tokens[self.run.first]
            .word()
            .is_some_and(|id| self.doc().words().get(id).shape == Shape::Lower);
        if second_lower {
            return if self.opens() { self.of_lower(cx, lang, word) } else { 420 };
        }
        if lang == Lang::En && unrepeatable_name(word) {
            return 850;
        }
        let known = self.tokens[self.run.start].word().and_then(|id| knows(cx, lang, id)) == Some(true);
        let alone_elsewhere = word_type.count as usize > self.repeats();
        match (known, alone_elsewhere) {
            (true, true) => 720,
            (true, false) => 520,
            (false, true) => 500,
            (false, false) => 350,
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

    /// Whether a relative or interrogative word stands shortly before: the verb then may end its clause, and another one
    /// begins ("what it is is", "those who have have").
    fn relative(&self) -> bool {
        self.tokens[..self.run.start]
            .iter()
            .rev()
            .take(7)
            .take_while(|t| !t.char().is_some_and(is_terminator))
            .any(|t| {
                t.word().is_some_and(|id| {
                    let words = self.doc().words();
                    matches!(
                        words.text(words.get(id).lower),
                        "what"
                            | "who"
                            | "that"
                            | "which"
                            | "those"
                            | "whatever"
                            | "whoever"
                            | "where"
                            | "how"
                            | "all"
                            | "as"
                            | "than"
                            | "thing"
                            | "problem"
                            | "question"
                            | "point"
                            | "fact"
                            | "issue"
                            | "truth"
                            | "reality"
                    )
                })
            })
    }
}

/// What the grammar of `lang` says of `word` repeated, in thousandths; `None` for words of open classes.
fn grammar(lang: Lang, word: &str, place: &Place<'_>) -> Option<u16> {
    match lang {
        Lang::En => english(word, place),
        Lang::Other => None,
        _ => foreign(lang, word),
    }
}

fn english(word: &str, place: &Place<'_>) -> Option<u16> {
    let (before, after) = (place.before(), place.after());
    Some(match word {
        // Nothing in English lets these follow themselves. `of course` begins a new phrase ("what he thought of of course").
        "of" if after == "course" => 600,
        "the" | "a" | "an" | "and" | "of" | "or" | "their" | "your" | "our" | "its" | "into" | "than"
        | "been" | "being" | "because" | "although" | "whose" => 985,
        "from" | "they" | "we" | "she" | "he" | "these" | "with" | "while" | "among" | "between" | "upon"
        | "during" | "until" | "since" | "between" | "toward" | "towards" | "without" | "within"
        | "against" | "although" | "via" | "whether" | "be" => 940,
        "my" if !place.opens() => 930,
        "i" | "his" | "but" | "if" | "when" | "as" | "this" | "those" | "such" | "other" | "some" | "any"
        | "each" | "every" | "also" | "could" | "would" | "should" | "might" | "must" | "became" => 860,
        // Particles close a verb before the same word opens a phrase: "log in in the evening", "looking at at the moment".
        "in" | "on" | "to" | "for" | "by" | "at" | "about" | "through" | "over" | "under" | "up" | "down"
        | "out" | "off" | "around" | "along" | "across" | "after" | "before" => {
            if takes_particle(before) {
                480
            } else if matches!(word, "up" | "down" | "out" | "off" | "over" | "around" | "along") {
                720
            } else {
                890
            }
        }
        "is" | "are" | "was" | "were" | "has" | "have" | "did" | "does" => {
            if place.relative() {
                420
            } else {
                850
            }
        }
        "had" => 320,
        "that" => {
            if place.repeats() > 2 {
                800
            } else {
                350
            }
        }
        "do" | "can" | "will" | "may" | "us" | "her" | "one" | "you" => 420,
        "it" => {
            if matches!(
                after,
                "is" | "was"
                    | "would"
                    | "can"
                    | "could"
                    | "looks"
                    | "seems"
                    | "had"
                    | "has"
                    | "will"
                    | "feels"
                    | "sounds"
                    | "makes"
                    | "takes"
                    | "becomes"
            ) {
                400
            } else {
                740
            }
        }
        "him" | "them" | "who" | "me" | "not" | "then" | "just" | "only" | "what" | "which" | "where" => 720,
        "there" | "all" | "how" | "why" | "here" | "i'm" | "i’m" => {
            if place.opens() {
                400
            } else {
                720
            }
        }
        "so" | "no" | "too" | "very" | "more" | "most" | "now" | "never" | "ever" | "again" | "yes"
        | "my" | "oh" | "well" | "please" | "much" | "many" | "both" | "off-off" => 350,
        _ => return None,
    })
}

/// Verbs that close with a particle or leave a preposition stranded, as they stand before it.
fn takes_particle(word: &str) -> bool {
    let stem = word
        .strip_suffix("ing")
        .or_else(|| word.strip_suffix("ed"))
        .or_else(|| word.strip_suffix('s'))
        .unwrap_or(word);
    matches!(
        stem,
        "log"
            | "logg"
            | "come"
            | "com"
            | "came"
            | "go"
            | "goe"
            | "went"
            | "gone"
            | "get"
            | "gett"
            | "got"
            | "move"
            | "mov"
            | "carry"
            | "carri"
            | "hang"
            | "hung"
            | "check"
            | "sign"
            | "drop"
            | "dropp"
            | "give"
            | "giv"
            | "gave"
            | "take"
            | "tak"
            | "took"
            | "taken"
            | "turn"
            | "break"
            | "broke"
            | "bring"
            | "brought"
            | "put"
            | "putt"
            | "look"
            | "live"
            | "liv"
            | "work"
            | "be"
            | "be’"
            | "is"
            | "i"
            | "are"
            | "was"
            | "wa"
            | "were"
            | "been"
            | "keep"
            | "kept"
            | "hold"
            | "held"
            | "let"
            | "listen"
            | "talk"
            | "agree"
            | "agre"
            | "refer"
            | "referr"
            | "used"
            | "us"
            | "use"
            | "believe"
            | "believ"
            | "sett"
            | "set"
            | "sit"
            | "sat"
            | "stand"
            | "stood"
            | "step"
            | "stepp"
            | "walk"
            | "run"
            | "ran"
            | "rush"
            | "drag"
            | "dragg"
            | "fill"
            | "fit"
            | "hand"
            | "join"
            | "kick"
            | "phone"
            | "phon"
            | "stay"
            | "trade"
            | "trad"
            | "tune"
            | "tun"
            | "wait"
            | "call"
            | "pay"
            | "paid"
            | "ask"
            | "care"
            | "car"
            | "wish"
            | "aim"
            | "vote"
            | "vot"
            | "pass"
            | "stop"
            | "stopp"
            | "drive"
            | "driv"
            | "fall"
            | "fell"
            | "settle"
            | "settl"
            | "play"
            | "speak"
            | "spoke"
            | "point"
            | "them"
            | "it"
            | "him"
            | "her"
            | "me"
            | "you"
            | "one"
    )
}

/// Words that are repeated for emphasis, as a call, as a count or as a sound.
fn rhythmic(lang: Lang, word: &str) -> bool {
    let list: &[&str] = match lang {
        Lang::En => &[
            "really",
            "long",
            "old",
            "little",
            "big",
            "come",
            "go",
            "run",
            "hush",
            "bye",
            "hear",
            "knock",
            "ha",
            "ho",
            "he",
            "la",
            "na",
            "boo",
            "choo",
            "tut",
            "chop",
            "blah",
            "night",
            "tick",
            "tap",
            "drip",
            "beep",
            "ding",
            "dear",
            "poor",
            "good",
            "great",
            "sweet",
            "hot",
            "cold",
            "deep",
            "high",
            "low",
            "wide",
            "small",
            "tiny",
            "huge",
            "bad",
            "sad",
            "happy",
            "pretty",
            "nice",
            "dark",
            "far",
            "slow",
            "slowly",
            "quick",
            "quickly",
            "wait",
            "stop",
            "look",
            "help",
            "hello",
            "hey",
            "hi",
            "hurrah",
            "hip",
            "there",
            "zero",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "double",
            "million",
            "billion",
            "trillion",
            "thousand",
            "hundred",
            "hard",
            "strong",
            "rich",
            "fast",
            "true",
            "different",
            "filthy",
            "dirty",
            "lovely",
            "beautiful",
            "awful",
            "cheap",
            "rude",
            "wow",
            "etc",
            "dum",
            "pom",
            "fat",
            "thin",
            "red",
            "blue",
            "wild",
            "bright",
            "young",
            "new",
            "early",
            "late",
            "soon",
            "always",
            "forever",
            "over",
            "round",
            "still",
            "down",
            "up",
            "easy",
            "quite",
            "rather",
            "extremely",
            "super",
        ],
        Lang::De => &[
            "sehr", "viele", "viel", "ganz", "weit", "nein", "ja", "lange", "tief", "hoch", "wirklich",
            "bitte", "immer", "nie", "so", "na", "schnell", "langsam", "gut",
        ],
        Lang::Fr => &[
            "très",
            "trés",
            "beaucoup",
            "bien",
            "oui",
            "non",
            "loin",
            "vite",
            "trop",
            "tout",
            "petit",
            "grand",
            "si",
            "jamais",
            "encore",
            "doucement",
        ],
        Lang::Es => &[
            "muy", "mucho", "casi", "no", "sí", "ya", "nunca", "tan", "poco", "bueno", "rápido", "despacio",
            "siempre",
        ],
        Lang::Pt => &["muito", "muita", "não", "sim", "quase", "nunca", "logo", "bem", "tão", "pouco"],
        Lang::Nl => {
            &["heel", "erg", "zeer", "veel", "nee", "ja", "lang", "ver", "nooit", "altijd", "snel", "zo"]
        }
        _ => &[],
    };
    list.contains(&word)
}

/// Days, months and countries: capitalised words that are no one's name twice.
fn unrepeatable_name(word: &str) -> bool {
    const NAMES: &str = "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december \
english french german spanish italian russian chinese american british european african asian arab japanese turkish iranian israeli indian \
afghanistan albania algeria america angola argentina armenia australia austria azerbaijan bangladesh belarus belgium bolivia bosnia botswana brazil britain bulgaria \
cambodia cameroon canada chile china colombia croatia cuba cyprus denmark egypt england eritrea estonia ethiopia europe finland france gabon georgia germany ghana greece \
guatemala haiti honduras hungary iceland india indonesia iran iraq ireland israel italy jamaica japan jordan kazakhstan kenya kosovo kuwait laos latvia lebanon libya \
lithuania luxembourg madagascar malaysia mali malta mexico moldova mongolia morocco mozambique myanmar namibia nepal netherlands nicaragua niger nigeria norway oman \
pakistan palestine panama paraguay peru philippines poland portugal qatar romania russia rwanda scotland senegal serbia singapore slovakia slovenia somalia spain sudan \
sweden switzerland syria taiwan tajikistan tanzania thailand tunisia turkey uganda ukraine uruguay uzbekistan venezuela vietnam wales yemen zambia zimbabwe \
london paris berlin moscow beijing tokyo washington brussels geneva vienna rome madrid kabul tehran baghdad cairo ankara istanbul kyiv";
    NAMES.split_ascii_whitespace().any(|name| name == word)
}

fn foreign(lang: Lang, word: &str) -> Option<u16> {
    // First words that never follow themselves, then those that may.
    let (never, may): (&[&str], &[&str]) = match lang {
        Lang::Fr => (
            &[
                "le", "les", "de", "et", "un", "une", "au", "aux", "des", "du", "dans", "pour", "par", "sur",
                "ou", "mais", "son", "sa", "ses", "leur", "leurs", "avec", "sans", "ce", "cette", "ces",
            ],
            &[
                "nous", "vous", "en", "la", "que", "qui", "est", "a", "se", "si", "il", "elle", "on", "ne",
                "pas", "y", "tout", "plus", "non", "oui",
            ],
        ),
        Lang::De => (
            &[
                "und", "oder", "von", "mit", "für", "bei", "durch", "eine", "einen", "einem", "einer",
                "eines", "vom", "beim", "zum", "zur", "ins", "im", "wird", "auch", "dass", "aber",
                "zwischen",
            ],
            &[
                "der", "die", "das", "den", "dem", "des", "sie", "es", "ihr", "ist", "sind", "war", "in",
                "an", "auf", "aus", "ein", "zu", "vor", "nach", "um", "ab", "sich", "nicht", "ja", "nein",
                "was", "wir", "er",
            ],
        ),
        Lang::Es => (
            &[
                "el", "la", "los", "las", "un", "una", "en", "de", "del", "al", "y", "con", "por", "para",
                "su", "sus", "pero", "como", "entre",
            ],
            &["que", "fue", "es", "lo", "no", "a", "se", "sí", "ya", "son", "nos", "le"],
        ),
        Lang::It => (
            &[
                "il", "la", "gli", "le", "un", "una", "e", "di", "con", "per", "del", "della", "dei",
                "delle", "nel", "nella", "al", "alla", "sul", "dal", "dalla", "come",
            ],
            &["che", "non", "è", "lo", "si", "ci", "via", "quasi", "no", "sì", "a", "in", "da"],
        ),
        Lang::Pt => (
            &[
                "os", "as", "um", "uma", "de", "do", "da", "dos", "das", "e", "em", "na", "no", "com",
                "para", "por", "ao", "pelo", "pela", "como",
            ],
            &["que", "o", "a", "se", "não", "é", "foi", "nos", "sim"],
        ),
        Lang::Nl => (
            &["de", "een", "en", "met", "naar", "bij", "als", "voor", "ook", "maar", "tussen"],
            &[
                "het", "dat", "die", "zijn", "om", "te", "van", "is", "in", "op", "aan", "uit", "was", "ze",
                "je", "nee", "ja",
            ],
        ),
        Lang::Ru => (
            &["и", "в", "на", "с", "из", "от", "для", "или", "к", "по", "при"],
            &["что", "как", "а", "но", "не", "это", "да", "нет", "так", "очень", "он"],
        ),
        Lang::Tr => (&["ve", "olarak", "veya"], &["bir", "bu", "için", "de", "da", "çok", "ne", "o"]),
        Lang::Pl => (
            &["w", "i", "z", "na", "do", "że", "jest", "przez", "dla", "oraz", "od"],
            &["to", "nie", "się", "co", "tak", "a", "o"],
        ),
        _ => (&[], &[]),
    };
    if never.contains(&word) {
        Some(900)
    } else if may.contains(&word) {
        Some(420)
    } else {
        None
    }
}

/// Whether the dictionary has the word; `None` where there is none for the language of the passage.
fn knows(cx: &Context<'_>, lang: Lang, word: WordId) -> Option<bool> {
    if lang == cx.document.lang() { cx.knows(word) } else { None }
}
