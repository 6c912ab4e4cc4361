//! A phrase again and again: a decoder that has lost its place.
//!
//! ```text
//! The report examines ⟦the role of the role of the role of⟧ civil society.
//! ```
//!
//! Found through the distance of each word to its last occurrence: in a loop of n words that distance is n, word after word.
//! People repeat themselves too ("on and on and on", "no, no, no", "a friend of a friend of a friend"): what tells a loop
//! apart is what it repeats and how often; the alternatives are in [`confidence`].

use rustc_hash::FxHashMap;

use super::likeness::folded;
use super::{Context, Detector, Findings};
use crate::document::classes::is_terminator;
use crate::document::{Document, Paragraph, ParagraphKind, Shape, Token, TokenKind};
use crate::finding::{Applicability, Finding};
use crate::rule::{Family, Rule, Severity};

pub(super) struct LoopedPhrase;

static RULES: [Rule; 1] = [Rule {
    name: "looped-phrase",
    family: Family::Repetition,
    summary: "a phrase repeated by a decoder that has lost its place",
    explain: "Neural translation and text recognition can fall into a loop and write one phrase until something stops them. \
              Reported are phrases of up to twenty words that follow each other without a break two times (from three \
              words on) or more, and with commas or full stops between them four times or more; single words from five \
              times on. Emphasis, idioms (on and on and on), cries, laughter, songs, scores and names are spared. The \
              suggestion is one copy.",
    severity: Severity::Major,
}];

/// Longest phrase that is looked for.
const LONGEST: usize = 20;
/// A single word said fewer times is emphasis, or the business of `doubled-word`.
const FEWEST_SINGLE: usize = 5;
/// Findings of one and the same phrase; more are counted.
const MOST_OF_ONE: u32 = 20;

/// Words that tie a phrase to its own repetition in idioms: "again and again", "step by step", "time after time".
const TIES: [&str; 35] = [
    "and", "or", "by", "after", "upon", "on", "over", "but", "than", "as", "for", "und", "oder", "um", "für",
    "et", "ou", "après", "y", "o", "tras", "por", "e", "dopo", "en", "na", "и", "за", "ve", "i", "po", "is",
    "are", "was", "to",
];
/// "And" and "or", which tie longer phrases too.
const COORDINATORS: [&str; 13] =
    ["and", "or", "und", "oder", "et", "ou", "y", "o", "e", "en", "и", "ve", "i"];
/// Words whose complement may be the same phrase again: "a friend of a friend of a friend", "a rose is a rose is a rose".
const LINKS: [&str; 10] = ["of", "is", "was", "are", "von", "ist", "de", "di", "est", "van"];
/// Words that are said many times for their sound.
const SOUNDS: [&str; 62] = [
    "ha", "he", "hee", "ho", "hi", "heh", "hah", "la", "na", "da", "do", "doo", "dum", "tra", "no", "yes",
    "nein", "ja", "non", "oui", "si", "sí", "да", "нет", "oh", "ah", "uh", "um", "hm", "hmm", "mm", "mmm",
    "hey", "yeah", "bla", "blah", "boom", "bang", "knock", "tick", "tock", "ding", "dong", "beep", "ring",
    "tap", "rat", "tat", "choo", "chug", "drip", "drop", "quack", "woof", "go", "run", "beat", "shh", "wah",
    "buzz", "thump", "click",
];
/// After these a clause may stand twice by grammar: "what we have done we have done".
const RELATIVES: [&str; 8] = ["what", "whatever", "who", "whoever", "how", "where", "wherever", "which"];

/// One word of a paragraph: its number and the index of its token.
#[derive(Clone, Copy)]
struct Word {
    number: u32,
    token: usize,
}

/// Words `start..end` of which each is the same as the one `period` before it, from the second copy on.
#[derive(Clone, Copy)]
struct Loop {
    start: usize,
    end: usize,
    period: usize,
}

/// What stands between the words of a loop.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Breaks {
    None,
    Commas,
    Stops,
    /// Dashes, brackets, quotation marks, symbols: not one voice running on.
    Other,
}

impl Detector for LoopedPhrase {
    fn rules(&self) -> &'static [Rule] {
        &RULES
    }

    fn document(&self, document: &Document, _cx: &Context<'_>, out: &mut Findings) {
        let mut search = Search::new(document);
        let mut seen: FxHashMap<u64, (usize, u32)> = FxHashMap::default();
        let mut found: Vec<Finding> = Vec::new();
        for paragraph in document.paragraphs() {
            if !matches!(
                paragraph.kind(),
                ParagraphKind::Prose | ParagraphKind::Heading | ParagraphKind::ListItem
            ) {
                continue;
            }
            for found_loop in search.loops(paragraph) {
                let Some(finding) = search.finding(paragraph, found_loop) else { continue };
                let (_, count) = *seen
                    .entry(search.key(found_loop))
                    .and_modify(|(_, count)| *count += 1)
                    .or_insert((found.len(), 1));
                if count <= MOST_OF_ONE {
                    found.push(finding);
                }
            }
        }
        let mut beyond: Vec<(usize, u32)> =
            seen.into_values().filter(|(_, count)| *count > MOST_OF_ONE).collect();
        beyond.sort_unstable();
        for (first, count) in beyond {
            if let Some(finding) = found.get_mut(first) {
                finding.evidence.push(format!("{count} times in all, {MOST_OF_ONE} of them listed").into());
            }
        }
        found.into_iter().for_each(|finding| out.push(finding));
    }
}

/// The words of one paragraph at a time, and where each type was last seen in it.
struct Search<'d> {
    document: &'d Document,
    folded: Vec<u32>,
    words: Vec<Word>,
    /// Place of the last occurrence, counted over the whole document, so that nothing is cleared between paragraphs.
    last: Vec<u32>,
    before: u32,
}

impl<'d> Search<'d> {
    fn new(document: &'d Document) -> Self {
        let folded = folded(document.words());
        Self { document, last: vec![0; folded.len()], folded, words: Vec::new(), before: 1 }
    }

    fn loops(&mut self, paragraph: Paragraph<'d>) -> Vec<Loop> {
        self.words.clear();
        let first = paragraph.first_token();
        let mut found: Vec<Loop> = Vec::new();
        // How far the last stretch at each distance was followed, so that no word is compared twice at one distance.
        let mut followed = [0_usize; LONGEST + 1];
        for (at, token) in paragraph.tokens().iter().enumerate() {
            if !token.is_wordlike() {
                continue;
            }
            // A link or a tag is like no other word.
            let number = token
                .word()
                .and_then(|id| self.folded.get(id.index()).copied())
                .unwrap_or(u32::MAX - at as u32);
            self.words.push(Word { number, token: first + at });
        }
        for here in 0..self.words.len() {
            let Some(last) = self.words.get(here).and_then(|w| self.last.get_mut(w.number as usize)) else {
                continue;
            };
            let place = self.before + here as u32;
            let distance = (place - *last) as usize;
            let known = *last >= self.before;
            *last = place;
            if !known || distance > LONGEST || here < followed[distance] {
                continue;
            }
            if let Some(stretch) = self.follow(here, distance) {
                followed[distance] = stretch.end;
                if stretch.end - stretch.start < if distance == 1 { FEWEST_SINGLE } else { 2 * distance } {
                    continue;
                }
                match found.last_mut() {
                    // One loop is seen at several distances; the longest stretch is the loop.
                    Some(last) if stretch.start < last.end => {
                        if stretch.end - stretch.start > last.end - last.start {
                            *last = stretch;
                        }
                    }
                    _ => found.push(stretch),
                }
            }
        }
        self.before += self.words.len() as u32;
        found
    }

    /// The stretch around `here` in which each word is the same as the one `period` before.
    fn follow(&self, here: usize, period: usize) -> Option<Loop> {
        let same = |at: usize| {
            at >= period && self.words.get(at).is_some_and(|w| w.number == self.words[at - period].number)
        };
        if period > 1 && !here.checked_sub(1).is_some_and(same) && !same(here + 1) {
            return None;
        }
        let mut from = here;
        while from.checked_sub(1).is_some_and(same) {
            from -= 1;
        }
        let mut end = here + 1;
        while same(end) {
            end += 1;
        }
        Some(Loop { start: from.checked_sub(period)?, end, period })
    }

    fn key(&self, found: Loop) -> u64 {
        let phrase = &self.words[found.start..found.start + found.period];
        // The same loop may start at any of its words; adding does not care.
        phrase.iter().fold(found.period as u64, |sum, w| {
            sum.wrapping_add((u64::from(w.number) + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15))
        })
    }

    fn spelled(&self, word: Word) -> &str {
        let token = self.document.tokens().get(word.token);
        let id = token.and_then(|t| t.word()).map(|id| self.document.words().get(id).lower);
        id.map_or("", |id| self.document.words().text(id))
    }

    fn finding(&self, paragraph: Paragraph<'_>, found: Loop) -> Option<Finding> {
        let Loop { start, end, period } = found;
        let copies = (end - start) / period;
        let words = &self.words[start..start + copies * period];
        let confidence = confidence(&self.facts(paragraph, found))?;
        let (first, last, one) = (words.first()?, words.last()?, words.get(period - 1)?);
        let tokens = self.document.tokens();
        let span = tokens.get(first.token)?.span.to(tokens.get(last.token)?.span);
        let copy = tokens.get(first.token)?.span.to(tokens.get(one.token)?.span);
        let message = if period == 1 {
            format!("one word {copies} times in a row")
        } else {
            format!("one phrase {copies} times in a row")
        };
        Some(
            Finding::new(&RULES[0], span, confidence, message)
                .suggest(self.document.slice(copy), Applicability::Ask),
        )
    }

    fn facts(&self, paragraph: Paragraph<'_>, found: Loop) -> Facts {
        let Loop { start, end, period } = found;
        let copies = (end - start) / period;
        let phrase = &self.words[start..start + period];
        let document = self.document;
        let types = document.words();
        let bit = paragraph.lang().bit();
        let tokens = document.tokens();
        let (mut letters, mut figures, mut names, mut function) = (0, 0, 0, 0);
        for word in phrase {
            let Some(token) = tokens.get(word.token) else { continue };
            letters += usize::from(token.is_word());
            figures += usize::from(matches!(token.kind, TokenKind::Number | TokenKind::Mixed));
            if let Some(word) = token.word().map(|id| types.get(id)) {
                names += usize::from(matches!(word.shape, Shape::Title | Shape::Upper | Shape::Mixed));
                function += usize::from(word.function_of & bit != 0);
            }
        }
        // Marks between the copies are how people repeat themselves; marks inside the phrase are only copied with it. Where
        // one more copy is begun, the copies may start at any of its words.
        let rest = (end - start) % period;
        let (mut breaks, mut inner, mut cried) = (Breaks::None, Breaks::None, false);
        for (at, pair) in self.words[start..start + copies * period].windows(2).enumerate() {
            let between = (at + 1) % period <= rest;
            for c in tokens[pair[0].token..pair[1].token].iter().filter_map(Token::char) {
                let kind = match c {
                    ',' | ';' | ':' | '،' => Breaks::Commas,
                    _ if is_terminator(c) => Breaks::Stops,
                    _ => Breaks::Other,
                };
                let of = if between { &mut breaks } else { &mut inner };
                *of = (*of).max(kind);
                cried |= matches!(c, '!' | '?');
            }
        }
        let last = self.words[start + copies * period - 1].token;
        cried |= tokens.get(last + 1).is_some_and(|t| t.is('!') || t.is('?'));
        let is = |word: &Word, list: &[&str]| list.contains(&self.spelled(*word));
        // "on and on and on", where the tie stands between two copies of one word.
        let tied = period == 2 && phrase.iter().any(|w| is(w, &TIES));
        Facts {
            period,
            copies,
            rest,
            breaks,
            inner,
            cried,
            figures: letters == 0 || figures * 2 >= period,
            names: names == period,
            function: function == period,
            tied,
            coordinated: [phrase.first(), phrase.last()].into_iter().flatten().any(|w| is(w, &COORDINATORS)),
            linked: phrase.iter().any(|w| is(w, &LINKS)),
            sounds: phrase.iter().all(|w| is(w, &SOUNDS)),
            relative: start > 0 && self.words.get(start - 1).is_some_and(|w| is(w, &RELATIVES)),
        }
    }
}

/// What a verdict rests on.
struct Facts {
    period: usize,
    copies: usize,
    /// Words of one more copy, begun and not finished.
    rest: usize,
    /// Marks between the copies.
    breaks: Breaks,
    /// Marks inside each copy.
    inner: Breaks,
    /// An exclamation or question mark among the copies or behind them.
    cried: bool,
    /// Scores, measures, tables.
    figures: bool,
    /// Nothing but capitalised words.
    names: bool,
    /// Nothing but function words.
    function: bool,
    tied: bool,
    /// Begins or ends with "and" or its like.
    coordinated: bool,
    linked: bool,
    sounds: bool,
    relative: bool,
}

/// How sure, by what repeats itself in this way and what else we ask for; `None` where it is no loop.
fn confidence(f: &Facts) -> Option<u16> {
    if f.figures || f.breaks == Breaks::Other && f.copies < 5 {
        return None;
    }
    let copies = f.copies;
    if f.period == 1 {
        // "very, very, very" is emphasis, "ha ha ha" and "boom boom boom" are sounds; a decoder goes on.
        let needed = match (f.sounds || f.cried, f.breaks) {
            (true, _) => 20,
            (false, Breaks::None) => 5,
            (false, _) => 8,
        };
        return if copies >= 2 * needed {
            Some(960)
        } else if copies >= needed {
            Some(820)
        } else {
            Some(500)
        };
    }
    if f.sounds {
        return (copies >= 20).then_some(820);
    }
    if f.breaks == Breaks::None {
        return match (f.period, copies) {
            // "speaks the truth, a nation that seeks the truth, a nation that seeks justice"
            (_, 2) if f.inner != Breaks::None => Some(600),
            (_, 3) if f.inner == Breaks::Other => Some(820),
            // "on and on and on and on", "day after day after day": three times and four are idiom.
            (2, _) if f.tied => (copies >= 6).then_some(850),
            (2, 4..) => Some(970),
            (2, 3) => Some(if f.names { 600 } else { 955 }),
            // "of the of the" is a slip, "Duran Duran Duran Duran" and "have to have to" are not.
            (2, _) => {
                if f.names || f.relative {
                    Some(450)
                } else if f.function {
                    Some(720)
                } else {
                    Some(550)
                }
            }
            // "a friend of a friend of a friend of a friend": ends on the noun, two words into the next copy.
            (3, 2 | 3) if f.linked && f.rest == 2 => Some(450),
            (_, 3..) => Some(if f.names { 800 } else { 970 }),
            (_, _) if f.relative => Some(450),
            // "I blew and I blew and nothing happened", "the next day and the next day"
            (3 | 4, _) if f.coordinated => Some(550),
            // "the children of the children of the founders", "a film within a film within a film"
            (3, _) => Some(if f.names || f.linked || f.rest > 0 { 600 } else { 820 }),
            (4, _) => Some(if f.names { 600 } else { 900 }),
            _ => Some(955),
        };
    }
    // Sentences of six words and more belong to `duplicate-sentence`.
    if f.breaks >= Breaks::Stops && f.period >= 6 {
        return None;
    }
    let calm = u16::from(!f.cried) * 100;
    match (f.breaks, f.period, copies) {
        (_, 2, 5..) if f.tied => Some(500),
        // One clause more than three times over, whatever stands between.
        (Breaks::Commas, _, 6..) | (_, _, 8..) => Some(860 + calm),
        (Breaks::Commas, _, 4..) => Some(750 + calm),
        (_, _, 5..) => Some(650 + calm),
        (Breaks::Commas, 5.., 3) => Some(650 + calm),
        // "and it was agreed to go on, and it was agreed to go on": speakers do so too.
        (Breaks::Commas, 4.., 2) | (_, 3.., 3..) => Some(400),
        _ => None,
    }
}
