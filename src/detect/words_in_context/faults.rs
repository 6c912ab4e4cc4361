//! From the odds of the calibrator to a confidence: what the kind of fault and the document say.

use super::fused;
use super::kinds::Kind;
use super::languages;
use super::odds::{BROKEN_LESS, MOST_FOR_POSSIBLE, bonus, look, steps};
use super::respelt;
use crate::detect::Context;
use crate::lang::Lang;
use crate::model::Model;
use crate::model::pieces::PieceKind;
use crate::model::scan::Proposal;
use crate::model::suspects::Reading;
use crate::model::tables::Cost;
use crate::model::traits::Dirt;
use crate::model::words::Flags;

/// Words commoner than this are seldom what is left of a torn word.
pub const COMMON_WORD: Cost = 800;

/// A proposal with the name of its fault.
#[derive(Debug)]
pub struct Fault<'a> {
    /// What the text becomes.
    pub proposal: &'a Proposal,
    /// The pieces it is about.
    pub pieces: &'a [Reading<'a>],
    /// What stands there.
    pub surface: &'a str,
    /// Its name.
    pub kind: Kind,
    /// Whether a word that exists stands in the place of another, as mistyped or as misread.
    pub confused: bool,
}

impl<'a> Fault<'a> {
    /// Names the fault of `proposal`.
    pub fn new(
        model: &Model<'_>,
        text: &'a str,
        readings: &'a [Reading<'a>],
        proposal: &'a Proposal,
    ) -> Self {
        let pieces = &readings[proposal.pieces.clone()];
        let surface = &text[proposal.range.clone()];
        let kind = if proposal.hyphens > 0 {
            Kind::Hyphen
        } else if proposal.added > 0 {
            Kind::Split
        } else if proposal.lost > 0 || proposal.possessive {
            Kind::Fused
        } else if proposal.error.is_some_and(|e| e.misread) {
            Kind::Glyph
        } else if pieces[0].doubtful
            || pieces[0].flags.contains(Flags::LOWER) && model.is_common(pieces[0].word)
        {
            Kind::Wrong
        } else {
            Kind::Misspelling
        };
        let confused = kind == Kind::Wrong || kind == Kind::Glyph && !pieces[0].rather.is_empty();
        Self { proposal, pieces, surface, kind, confused }
    }

    /// Whether all words of the proposal are in a dictionary.
    pub fn is_in_dictionary(&self, model: &Model<'_>) -> bool {
        self.all_words_have(model, Flags::DICTIONARY)
    }

    /// Whether all words of the proposal have one of `flags`.
    pub fn all_words_have(&self, model: &Model<'_>, flags: Flags) -> bool {
        all_words_have(model, self.proposal, flags)
    }

    /// Whether a word of the text becomes another word.
    pub fn is_respelt(&self) -> bool {
        matches!(self.kind, Kind::Misspelling | Kind::Glyph | Kind::Wrong)
    }
}

/// Whether all words of `proposal` have one of `flags`.
pub fn all_words_have(model: &Model<'_>, proposal: &Proposal, flags: Flags) -> bool {
    let has = |no| model.words.flags(no).intersects(flags);
    proposal.steps.iter().all(|step| step.word.is_some_and(has))
}

/// The confidence of a fault, in thousandths; `None` for one that is not worth a line.
pub fn confidence(
    model: &Model<'_>,
    cx: &Context<'_>,
    fault: &Fault<'_>,
    (odds, dirt): (i32, Dirt),
    around: Surroundings,
) -> Option<u16> {
    let weighed = if fault.confused && !dirt.is_broken() { Kind::Wrong } else { fault.kind };
    let [possible, likely, sure] = steps(weighed, model.lang == Lang::En);
    let possible = if dirt.is_broken() { possible - BROKEN_LESS } else { possible };
    if around.sic {
        return None;
    }
    let bonus = bonus(dirt);
    let own = if model.lang == Lang::En { 0 } else { languages::bonus(model, fault) };
    let odds = odds + bonus + own + look(model, fault);
    if odds - (bonus - MOST_FOR_POSSIBLE).max(0) < possible {
        return None;
    }
    let between = |low: i32, high: i32, from: u16, to: u16| {
        let share = f64::from((odds - low).clamp(0, high - low)) / f64::from(high - low);
        from + (f64::from(to - from) * share) as u16
    };
    let confidence = if odds >= sure {
        between(sure, sure + 4000, 950, 995)
    } else if odds >= likely {
        between(likely, sure, 700, 949)
    } else {
        between(possible, likely, 300, 699)
    };
    let most = if model.lang == Lang::En {
        highest(model, cx, fault, around, (odds, bonus > 0))
    } else {
        languages::highest(model, cx, fault, around, bonus > 0)?
    };
    // Where many spaces are wrong, none is a writer's custom.
    let kept_down = fault.is_respelt() || is_text_speak(model, fault) || is_joined_to_none(model, fault);
    let most = if around.ill_spaced && !kept_down { most.max(LIKELY) } else { most };
    (most > NOTHING).then_some(confidence.min(most))
}

/// What the sentence says of a fault in it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Surroundings {
    /// Words in lower case that nothing knows, beside the fault: dialect, another language, terms of a trade.
    pub strangers: usize,
    /// Whether the letters say that it is one word with a strange neighbour: `mern bers`.
    pub torn: bool,
    /// Whether it is of single letters among others: `a b c d e`.
    pub among_letters: bool,
    /// Whether a word with a capital stands before it.
    pub surname: bool,
    /// Whether many spaces of the sentence are wrong.
    pub ill_spaced: bool,
    /// Whether another space of the sentence plainly is.
    pub moved: bool,
    /// Whether letters are dropped on purpose: `t’ ostler`, `an’ tha’ll`.
    pub dialect: bool,
    /// Whether a hyphen touches its end.
    pub hyphen: bool,
    /// Whether the writer says that it stands so on purpose: `[sic]`.
    pub sic: bool,
    /// With which letter or mark the text goes on.
    pub next: Option<char>,
}

/// Confidences of the highest degree of the tiers under `sure`.
pub const LIKELY: u16 = 940;
pub const POSSIBLE: u16 = 650;
/// What is no fault.
pub const NOTHING: u16 = 0;
/// The confidence of words that are strange in a text full of errors.
pub const STRANGE: u16 = 400;
/// Letters of words that may be dialect or slang as well as errors.
pub const SHORT: usize = 4;
/// Corrections commoner than this are known to everybody, names too.
pub const WELL_KNOWN: Cost = 1250;

/// The highest confidence that a fault of this look may have.
fn highest(
    model: &Model<'_>,
    cx: &Context<'_>,
    fault: &Fault<'_>,
    around: Surroundings,
    (odds, dirty): (i32, bool),
) -> u16 {
    let words = cx.document.words();
    let count = |text: &str| words.find(text).map_or(0, |id| words.get(id).count);
    let mine = count(fault.surface);
    if fault.is_respelt() {
        let counts = (mine, count(&fault.proposal.text));
        return respelt::highest(model, fault, around, counts, (odds, dirty));
    }
    match fault.kind {
        Kind::Fused => fused::highest(model, cx, fault, (mine, around), (odds, dirty)),
        // `non est disputandum`.
        Kind::Split if around.strangers > 1 && !dirty && !around.ill_spaced => {
            if odds >= OUTWEIGH_STRANGERS {
                LIKELY
            } else {
                POSSIBLE
            }
        }
        Kind::Split if is_text_speak(model, fault) => {
            if dirty {
                LIKELY
            } else {
                POSSIBLE
            }
        }
        // `eu le`: words of another language, and together none that a dictionary has.
        Kind::Split if is_joined_to_none(model, fault) => {
            let known = fault.proposal.steps.iter().all(|step| step.word.is_some());
            let language = fault.pieces[0].lower.starts_with(char::is_alphabetic) && !fault.pieces[0].capital;
            let least = match (around.moved || around.ill_spaced, known) {
                (_, true) => TORN_KNOWN_NAME,
                (true, false) if language => TORN_WORD,
                (true, false) => TORN_BESIDE_TORN,
                (false, false) if language => i32::MAX,
                (false, false) if around.strangers > 0 => TORN_STRANGE_NAME,
                (false, false) => TORN_NAME,
            };
            if odds >= least { LIKELY } else { POSSIBLE }
        }
        Kind::Split if !fault.is_in_dictionary(model) => LIKELY,
        // `WW II`, `U P D A T E D`
        Kind::Split if fault.pieces.iter().all(|r| r.upper || r.capital && r.is_lone_letter()) && !dirty => {
            POSSIBLE
        }
        Kind::Split if around.among_letters => POSSIBLE,
        // `at 8 a m`.
        Kind::Split if matches!(&*fault.proposal.text, "am" | "pm") => POSSIBLE,
        // `spelt m i l k`.
        Kind::Split
            if !dirty
                && fault.pieces.len() <= SPELT_OUT
                && fault.pieces.iter().all(|r| r.lower.chars().nth(1).is_none())
                && !is_for_a_common_word(model, fault) =>
        {
            POSSIBLE
        }
        Kind::Hyphen if meets_itself(fault.surface) && !dirty => POSSIBLE,
        // A hyphen that was no line end may be meant: `hide-away`, `socio-economic`.
        Kind::Hyphen if !dirty && !fault.surface.contains(char::is_whitespace) => POSSIBLE,
        _ => 995,
    }
}

/// Whether letters stand for words, as in `u dnt`: with its neighbours they make none.
fn is_text_speak(model: &Model<'_>, fault: &Fault<'_>) -> bool {
    fault.kind == Kind::Split
        && model.lang == Lang::En
        && fault.pieces.iter().any(|r| r.piece.kind == PieceKind::Word && r.lower.chars().nth(1).is_none())
        && !fault.all_words_have(model, Flags::LOWER)
        && !fault.pieces[0].capital
}

/// Whether parts make no word of a dictionary together, and no name of which a splinter was torn off: `eu le`, `Bai kamata`.
fn is_joined_to_none(model: &Model<'_>, fault: &Fault<'_>) -> bool {
    let splinter = || fault.pieces.iter().any(|r| r.lower.chars().count() < SPLINTER && !r.upper);
    fault.kind == Kind::Split && !fault.is_in_dictionary(model) && !(fault.pieces[0].capital && splinter())
}

/// Letters of parts that may be words of another language.
pub const SPLINTER: usize = 3;

/// Log-odds in thousandths that outweigh a strange neighbour, or that a word is short.
pub const OVERWHELMING: i32 = 4000;

/// Words cheaper than this are in every text.
const EVERYDAY: Cost = 950;

/// Whether the word that is meant is one of the commonest: `frpm`.
pub(super) fn is_for_a_common_word(model: &Model<'_>, fault: &Fault<'_>) -> bool {
    fault.proposal.steps.first().and_then(|step| step.word).is_some_and(|no| model.words.cost(no) <= EVERYDAY)
}

/// Log-odds in thousandths that outweigh two strange neighbours of a torn word: `R evolution`.
const OUTWEIGH_STRANGERS: i32 = 2500;
/// Log-odds in thousandths from which what nothing knows is likely torn where no splinter shows it: `Tha ksin`.
const TORN_NAME: i32 = 2100;
/// The same beside a word that nothing knows.
const TORN_STRANGE_NAME: i32 = 3000;
/// The same where another space of the sentence is wrong: `Trochili dae`.
const TORN_BESIDE_TORN: i32 = 1000;
/// The same in lower case, where words of other languages stand beside each other.
const TORN_WORD: i32 = 2500;
/// The same of a name that lists have: `Rap perswil`.
const TORN_KNOWN_NAME: i32 = 500;

/// Letters of words that are spelt out, one by one.
const SPELT_OUT: usize = 5;

/// Whether a vowel meets itself at the hyphen of a line end: `co-operate` and `re-elect` keep it by the rules of many houses.
fn meets_itself(surface: &str) -> bool {
    surface.split_once('-').is_some_and(|(before, after)| {
        let last = before.chars().next_back().filter(|c| "aeio".contains(*c));
        last.is_some() && last == after.trim_start().chars().next()
    })
}

/// The confidence that a word in lower case which nothing knows is in error, in thousandths.
///
/// In clean prose such words are terms, dialect and other languages; in text full of errors they are more of them.
pub fn unknown_confidence(surface: &str, dirt: Dirt) -> u16 {
    let dirty = dirt.cautious_share().clamp(TERMS, DIRTY) - TERMS;
    let short = if surface.chars().count() <= 3 { 60 } else { 0 };
    320 + dirty as u16 * 9 - short
}

/// Odd words in a thousand that the terms of a trade make up.
const TERMS: u32 = 25;
/// Odd words in a thousand from which a text is full of errors.
const DIRTY: u32 = 70;
