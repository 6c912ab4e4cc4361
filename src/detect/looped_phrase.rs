//! A phrase again and again: a decoder that has lost its place.
//!
//! ```text
//! The report examines ⟦the role of the role of the role of⟧ civil society.
//! ```
//!
//! Found through the distance of each word to its last occurrence: in a loop of n words that distance is n, word after word.
//! People repeat themselves too ("on and on and on", "no, no, no", "a friend of a friend of a friend"): what tells a loop
//! apart is what it repeats and how often; the alternatives are in [`confidence`].

mod threes;

use rustc_hash::FxHashMap;

use super::{Context, Detector, Findings};
use crate::document::classes::{is_quote, is_terminator};
use crate::document::{Document, Gap, Paragraph, ParagraphKind, Shape, Token, TokenKind, WordId};
use crate::finding::{Applicability, Finding};
use crate::lang::Lang;
use crate::rule::{Family, Rule, Severity};
use threes::Threes;

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

/// "And" and "or" tie words and whole phrases to their own repetition: "on and on and on", "I blew and I blew".
const fn coordinators(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::En => &["and", "or"],
        Lang::De => &["und", "oder"],
        Lang::Fr => &["et", "ou"],
        Lang::Es => &["y", "e", "o", "u"],
        Lang::It => &["e", "ed", "o"],
        Lang::Pt => &["e", "ou"],
        Lang::Nl => &["en", "of"],
        Lang::Ru => &["и", "или"],
        Lang::Tr => &["ve"],
        Lang::Pl => &["i", "lub"],
        _ => &[],
    }
}

/// Words that tie a single word to its own repetition: "step by step by step", "day after day after day".
const fn ties(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::En => &[
            "by", "after", "upon", "on", "over", "but", "than", "as", "for", "is", "are", "was", "to", "in",
            "of",
        ],
        Lang::De => &["um", "für", "auf", "an", "nach", "ist", "zu"],
        Lang::Fr => &["après", "par", "à", "sur", "en", "est"],
        Lang::Es => &["tras", "por", "a", "es"],
        Lang::It => &["dopo", "per", "a", "è"],
        Lang::Pt => &["após", "por", "a", "é"],
        Lang::Nl => &["na", "om", "aan", "is"],
        Lang::Ru => &["за", "от", "к", "по"],
        Lang::Pl => &["po", "za", "w"],
        _ => &[],
    }
}

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
    token: u32,
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

    fn document(&self, document: &Document, cx: &Context<'_>, out: &mut Findings) {
        let mut search = Search::new(document, cx.folded());
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
    folded: &'d [u32],
    words: Vec<Word>,
    /// Words that stood at most [`LONGEST`] words before, with the distance.
    near: Vec<(usize, usize)>,
    /// Place of the last occurrence, counted over the whole document, so that nothing is cleared between paragraphs.
    last: Vec<u32>,
    before: u32,
    threes: Threes,
}

impl<'d> Search<'d> {
    fn new(document: &'d Document, folded: &'d [u32]) -> Self {
        Self {
            document,
            last: vec![0; folded.len()],
            folded,
            words: Vec::new(),
            near: Vec::new(),
            before: 1,
            threes: Threes::new(),
        }
    }

    fn loops(&mut self, paragraph: Paragraph<'d>) -> Vec<Loop> {
        if !self.threes.may_loop(paragraph.word_ids(), self.folded) {
            return Vec::new();
        }
        self.near.clear();
        let mut place = self.before;
        for id in paragraph.word_ids() {
            if *id == WordId::NONE {
                continue;
            }
            // A link or a tag is like no other word.
            let last = self.folded.get(id.index()).and_then(|number| self.last.get_mut(*number as usize));
            if let Some(last) = last {
                // Nearly all words stood last in another paragraph, or never.
                if *last >= self.before && (place - *last) as usize <= LONGEST {
                    self.near.push(((place - self.before) as usize, (place - *last) as usize));
                }
                *last = place;
            }
            place += 1;
        }
        self.before = place;
        let mut found: Vec<Loop> = Vec::new();
        self.read(paragraph);
        // How far the last stretch at each distance was followed, so that no word is compared twice at one distance.
        let mut followed = [0_usize; LONGEST + 1];
        for &(here, distance) in &self.near {
            if here < followed[distance] {
                continue;
            }
            let Some(stretch) = self.follow(here, distance) else { continue };
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
        found
    }

    /// Lists the words of a paragraph.
    fn read(&mut self, paragraph: Paragraph<'d>) {
        let first = paragraph.first_token() as u32;
        let words = paragraph.word_ids().iter().zip(first..).filter(|(id, _)| **id != WordId::NONE);
        self.words.clear();
        self.words.extend(words.map(|(id, token)| {
            let number = self.folded.get(id.index()).copied().unwrap_or(u32::MAX - token);
            Word { number, token }
        }));
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
        let token = self.document.tokens().get(word.token as usize);
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
        let span = tokens.get(first.token as usize)?.span.to(tokens.get(last.token as usize)?.span);
        let copy = tokens.get(first.token as usize)?.span.to(tokens.get(one.token as usize)?.span);
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
            let Some(token) = tokens.get(word.token as usize) else { continue };
            letters += usize::from(token.is_word());
            figures += usize::from(matches!(token.kind, TokenKind::Number | TokenKind::Mixed));
            if let Some(word) = token.word().map(|id| types.get(id)) {
                names += usize::from(matches!(word.shape, Shape::Title | Shape::Upper | Shape::Mixed));
                function += usize::from(word.function_of & bit != 0);
            }
        }
        // A title on one line and the sentence that takes it up on the next.
        let line_between = copies == 2
            && self
                .words
                .get(start + period)
                .and_then(|w| tokens.get(w.token as usize))
                .is_some_and(|t| t.gap == Gap::Line);
        // Marks between the copies are how people repeat themselves; marks inside the phrase are only copied with it. Where
        // one more copy is begun, the copies may start at any of its words.
        let rest = (end - start) % period;
        let (mut breaks, mut inner, mut cried) = (Breaks::None, Breaks::None, false);
        for (at, pair) in self.words[start..start + copies * period].windows(2).enumerate() {
            let between = (at + 1) % period <= rest;
            for c in tokens[pair[0].token as usize..pair[1].token as usize].iter().filter_map(Token::char) {
                let kind = match c {
                    ',' | ';' | ':' | '،' => Breaks::Commas,
                    _ if is_terminator(c) => Breaks::Stops,
                    _ if is_quote(c) => continue,
                    _ => Breaks::Other,
                };
                let of = if between { &mut breaks } else { &mut inner };
                *of = (*of).max(kind);
                cried |= matches!(c, '!' | '?');
            }
        }
        let last = self.words[start + copies * period - 1].token as usize;
        cried |= tokens.get(last + 1).is_some_and(|t| t.is('!') || t.is('?'));
        let is = |word: &Word, list: &[&str]| list.contains(&self.spelled(*word));
        let lang = paragraph.lang();
        // "step by step by step": the tie stands between two copies of one word, and the word comes last.
        let tied = period == 2 && rest == 1 && is(&phrase[1], ties(lang));
        let coordinated = [&phrase[0], &phrase[period - 1]].into_iter().any(|w| is(w, coordinators(lang)));
        Facts {
            period,
            copies,
            rest,
            line_between,
            breaks,
            inner,
            cried,
            letters: letters > 0,
            figures: figures * 2 >= period,
            names: names == period,
            function: function == period,
            tied,
            coordinated,
            copula: is(&phrase[0], &["is", "was", "are", "were"]) || period == 2 && is(&phrase[1], &["to"]),
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
    /// Two copies, the second on a line of its own.
    line_between: bool,
    /// Marks between the copies.
    breaks: Breaks,
    /// Marks inside each copy.
    inner: Breaks,
    /// An exclamation or question mark among the copies or behind them.
    cried: bool,
    /// At least one word in letters.
    letters: bool,
    /// Half of it or more in figures: scores, measures, tables.
    figures: bool,
    /// Nothing but capitalised words.
    names: bool,
    /// Nothing but function words.
    function: bool,
    tied: bool,
    /// Begins or ends with "and" or its like.
    coordinated: bool,
    /// Begins with a form of "be", or ends with "to": clauses that may stand inside their like.
    copula: bool,
    linked: bool,
    sounds: bool,
    relative: bool,
}

/// How sure, by what repeats itself in this way and what else we ask for; `None` where it is no loop.
fn confidence(f: &Facts) -> Option<u16> {
    let copies = f.copies;
    if !f.letters || f.breaks == Breaks::Other && copies < 5 {
        return None;
    }
    if f.figures {
        return (f.breaks == Breaks::None && f.period > 1 && copies >= 5).then_some(720);
    }
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
            // "on and on and on and on", "day after day after day": three times and four are idiom.
            (2, _) if f.tied || f.coordinated => match copies {
                5 => Some(720),
                6.. => Some(850),
                _ => None,
            },
            (2, 4..) => Some(970),
            // "speaks the truth, a nation that seeks the truth, a nation that seeks justice"
            (_, 2) if f.inner != Breaks::None && (f.rest > 0 || !(3..=5).contains(&f.period)) => Some(600),
            (_, 2) if f.inner > Breaks::Commas => Some(600),
            (_, 2 | 3) if f.inner != Breaks::None => Some(740),
            (2, 3) => Some(if f.names { 740 } else { 955 }),
            // A title, and the sentence on the next line that takes it up.
            (_, 2) if f.line_between => Some(650),
            // "of the of the" is a slip, "Duran Duran Duran Duran" and "have to have to" are not.
            (2, _) => {
                if f.names || f.relative || f.copula {
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
            (3, _) => Some(if f.names || f.copula || f.rest > 0 { 600 } else { 820 }),
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
        (_, 2, _) if f.tied || f.coordinated => (copies >= 8).then_some(820),
        // One clause more than three times over, whatever stands between.
        (Breaks::Commas, _, 6..) | (_, _, 8..) => Some(860 + calm),
        (Breaks::Commas, _, 4..) => Some(750 + calm),
        (_, _, 5..) => Some(650 + calm),
        (Breaks::Commas, 3.., 3) => Some(620 + calm),
        // "and it was agreed to go on, and it was agreed to go on": speakers do so too.
        (Breaks::Commas, 4.., 2) | (_, 3.., 3..) => Some(400),
        _ => None,
    }
}
