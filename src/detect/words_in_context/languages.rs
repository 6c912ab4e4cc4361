//! How sure a fault may be in German, French and Spanish, where little text stands behind the model.
//!
//! Words run together are `sure` where one of them is a function word that no compound begins or ends with (`undder`,
//! `delas`); of other words the language may have made one (German compounds, French and Spanish words with a prefix).

use super::faults::{Fault, LIKELY, POSSIBLE, Surroundings};
use super::kinds::Kind;
use crate::detect::Context;
use crate::lang::{Lang, function_words, listed};
use crate::model::Model;
use crate::model::lattice::Step;
use crate::model::manner::without_accent;
use crate::model::pieces::fold;
use crate::model::suspects::Reading;
use crate::model::tables::Cost;
use crate::model::words::Flags;

/// Function words that no German compound begins or ends with.
const GERMAN: &str = "der die das den dem des und oder aber nicht eine einen einem einer eines ist sind war waren wird wurde wurden \
werden worden hat haben hatte hatten dass daß weil wenn auch noch schon sich wir ihr ihre ihren ihrem ihrer seine seinen seinem seiner \
unser unsere unserem unseren unserer mein meine meinem meinen meiner sein sehr kann können muss müssen soll sollen wie was mich mir dich dir uns euch ihm ihn ihnen diese dieser dieses diesen diesem jede \
jeder jedes jeden keine keinen keinem keiner für ohne gegen zwischen während beim vom zum zur im am als bis seit nur doch man mehr \
dann hier sie ich";
/// Function words that no German word ends with after a whole word.
const LAST: &str = "zu mit vor von über unter auf sei so";
/// Words in lower case that nothing knows: so many are a passage in another language.
const STRANGERS: usize = 3;
/// Words cheaper than this are known to everybody.
const EVERYDAY: Cost = 1300;
/// Names and rare words are taken apart only where both parts are commoner than this.
const PART: Cost = 1450;
/// Words cheaper than this are seldom what is left of a torn word.
const COMMON: Cost = 1150;

/// The highest confidence that a fault of this look may have; `None` for what the language does on purpose.
pub fn highest(
    model: &Model<'_>,
    cx: &Context<'_>,
    fault: &Fault<'_>,
    around: Surroundings,
    dirty: bool,
) -> Option<u16> {
    let words = cx.document.words();
    let count = |text: &str| words.find(text).map_or(0, |id| words.get(id).count);
    let mine = count(fault.surface);
    match fault.kind {
        Kind::Wrong => None,
        Kind::Misspelling | Kind::Glyph => {
            if mine >= 2 && count(&fault.proposal.text) < 20 * mine && !dirty {
                return Some(POSSIBLE);
            }
            respelt(model, fault, around, dirty)
        }
        Kind::Fused => Some(if mine >= 2 && !dirty { LIKELY } else { fused(model, fault, around, dirty) }),
        Kind::Split | Kind::Hyphen => Some(joined(model, fault, around, dirty)),
    }
}

fn respelt(model: &Model<'_>, fault: &Fault<'_>, around: Surroundings, dirty: bool) -> Option<u16> {
    let first = &fault.pieces[0];
    let (surface, truth) = (&*fault.surface.to_lowercase(), &*fault.proposal.text.to_lowercase());
    if is_bare_capital(fault.surface, &fault.proposal.text) {
        return None;
    }
    if first.upper || is_variant(model.lang, surface, truth) {
        return Some(POSSIBLE);
    }
    let Some(no) = fault.proposal.steps.first().and_then(|step| step.word) else { return Some(POSSIBLE) };
    let known = model.words.flags(no).intersects(Flags::DICTIONARY) && model.words.cost(no) < EVERYDAY;
    let long = fault.surface.chars().count() > 4;
    if !known || around.strangers > 1 && !dirty {
        return Some(POSSIBLE);
    }
    if first.capital {
        // Names are more than errors; German nouns have capitals, and a misread one shows by its shapes.
        let noun = model.lang == Lang::De && long && !model.is_name(no);
        return Some(if noun || first.free && long { LIKELY } else { POSSIBLE });
    }
    Some(if !long || is_inflected(surface, truth) || around.strangers > 0 && !dirty { LIKELY } else { 995 })
}

/// Whether only the accent of a first capital is missing: `Etat`, `Ecole`.
fn is_bare_capital(surface: &str, truth: &str) -> bool {
    let mut chars = (surface.chars(), truth.chars());
    let first = (chars.0.next(), chars.1.next());
    first.0 != first.1 && first.0.is_some_and(char::is_uppercase) && chars.0.eq(chars.1)
}

/// Whether both spellings are in use: Swiss `aussen`, `connaitre` since 1990.
fn is_variant(lang: Lang, surface: &str, truth: &str) -> bool {
    match lang {
        Lang::De => truth.replace('ß', "ss") == surface.replace('ß', "ss"),
        Lang::Fr => truth.replace('î', "i").replace('û', "u") == surface,
        _ => false,
    }
}

/// Whether two words differ in their endings only: the list of forms may have a gap.
fn is_inflected(surface: &str, truth: &str) -> bool {
    let same = surface.chars().zip(truth.chars()).take_while(|(a, b)| a == b).count();
    let (a, b) = (surface.chars().count(), truth.chars().count());
    same + 2 > a.max(b) && same > 3
}

/// What the look of a fault adds to the odds: few lines of text stand behind the calibrator, and nothing but an error looks so.
pub fn bonus(model: &Model<'_>, fault: &Fault<'_>) -> i32 {
    let sound = || is_sound_text(model, &fault.proposal.text);
    let telling = match fault.kind {
        Kind::Fused => {
            let short = fault.proposal.steps.iter().filter(|step| step.end - step.start < 3).count();
            let inner = fault.pieces.iter().any(|r| !r.capitals.is_empty());
            let free = |step: &Step| is_free_word(model, step) || inner && is_function_word(model, step);
            let steps = &fault.proposal.steps;
            sound()
                && (short < 2 && (steps.iter().any(free) || has_free_word(model, fault))
                    || steps.iter().all(free))
        }
        Kind::Split => sound() && fault.pieces.iter().any(|r| !r.flags.intersects(Flags::DICTIONARY)),
        Kind::Misspelling => {
            let bare = |s: &str| s.to_lowercase().chars().map(without_accent).collect::<String>();
            bare(fault.surface) == bare(&fault.proposal.text)
        }
        _ => false,
    };
    if telling { TELLING } else { 0 }
}

/// What such a look adds.
const TELLING: i32 = 2500;

/// Whether every part is a word that people know, or one built by rule. `deflagrantes` is no `de flagrantes`: French and Spanish words
/// may be rare only beside one that is no prefix.
fn is_sound_text(model: &Model<'_>, text: &str) -> bool {
    let rare = model.lang == Lang::De || text.split(' ').any(|part| listed(NO_PREFIX, part));
    text.split(' ').all(|part| is_sound(model, part, rare))
}

/// French and Spanish function words that no word begins with.
const NO_PREFIX: &str =
    "el los las una les une dans pour para que qui leur leurs notre votre nuestro nuestra";

/// Whether a part is a word that people know, or one built by rule; `rare` words may be known to few.
fn is_sound(model: &Model<'_>, part: &str, rare: bool) -> bool {
    let lower = fold(part);
    let capital = part.starts_with(char::is_uppercase);
    match model.words.find(&lower) {
        Some(no) => {
            let flags = model.words.flags(no);
            let cased = capital || flags.contains(Flags::LOWER);
            let listed = rare && flags.intersects(Flags::DICTIONARY) && lower.chars().count() > 4;
            cased
                && (listed
                    || flags.intersects(Flags::DICTIONARY.union(Flags::NAME)) && model.words.cost(no) < PART)
        }
        None => lower.chars().count() > 3 && model.vouches(&lower, capital),
    }
}

/// Whether a string is a French or Spanish word that has an accent too few or too many: `asignacion`, `destockage`, `dió`.
fn is_misaccented(model: &Model<'_>, lower: &str) -> bool {
    const ACCENTS: [(char, &str); 5] = [('a', "áàâ"), ('e', "éèê"), ('i', "íî"), ('o', "óô"), ('u', "úû")];
    let bare: String = lower.chars().map(without_accent).collect();
    if model.lang != Lang::De && bare != lower && model.words.find(&bare).is_some() {
        return true;
    }
    model.lang != Lang::De
        && lower.chars().count() > 3
        && lower.char_indices().any(|(at, c)| {
            let accents = ACCENTS.iter().find(|(plain, _)| *plain == c).map_or("", |(_, accents)| accents);
            accents.chars().any(|accent| {
                let other = format!("{}{accent}{}", &lower[..at], &lower[at + 1..]);
                model.words.find(&other).is_some_and(|no| model.words.flags(no).contains(Flags::LOWER))
            })
        })
}

/// Whether a step is a function word that is part of no other word.
fn is_free_word(model: &Model<'_>, step: &Step) -> bool {
    let Some(no) = step.word else { return false };
    let text = model.words.text(no);
    match model.lang {
        Lang::De => listed(GERMAN, text),
        lang => function_words::is_function_word(lang, text),
    }
}

/// Whether a step is any function word.
fn is_function_word(model: &Model<'_>, step: &Step) -> bool {
    step.word.is_some_and(|no| function_words::is_function_word(model.lang, model.words.text(no)))
}

/// Whether one of the words run together is a function word that is part of no other word where it stands.
fn has_free_word(model: &Model<'_>, fault: &Fault<'_>) -> bool {
    let steps = &fault.proposal.steps;
    if steps.iter().any(|step| is_free_word(model, step)) {
        return true;
    }
    let (Lang::De, [first, last]) = (model.lang, &**steps) else { return false };
    let Some(no) = last.word else { return false };
    let verb = || {
        first
            .word
            .is_some_and(|no| model.words.flags(no).contains(Flags::VERB) && model.words.cost(no) < COMMON)
    };
    match model.words.text(no) {
        "es" => verb(),
        text => first.end - first.start > 3 && listed(LAST, text),
    }
}

fn fused(model: &Model<'_>, fault: &Fault<'_>, around: Surroundings, dirty: bool) -> u16 {
    let steps = &fault.proposal.steps;
    let first = &fault.pieces[0];
    let inner = fault.pieces.iter().any(|r| !r.capitals.is_empty());
    let sound = is_sound_text(model, &fault.proposal.text);
    if !sound || is_misaccented(model, &first.lower) || around.strangers > STRANGERS && !dirty || first.upper
    {
        return POSSIBLE;
    }
    let function = steps.iter().all(|step| is_function_word(model, step));
    let free = has_free_word(model, fault);
    // One vowel is an ending of Romance words: `blanc a` for `blanca`.
    let vowel = fault.proposal.text.split(' ').any(|part| matches!(part, "a" | "e" | "o" | "u"));
    if vowel && !function {
        return LIKELY;
    }
    // One or two letters beside the rest of a word are more often its first or last syllable.
    let short = steps.iter().filter(|step| step.end - step.start < 3).count();
    if inner {
        // `GlobalFact`, `iPhone`, `laCaixa`.
        let long = steps.iter().all(|step| step.end - step.start > 3);
        let free = free || steps.iter().any(|step| is_function_word(model, step));
        return if free && short < 2 || !first.capital && long { 995 } else { LIKELY };
    }
    if !free {
        return if model.lang == Lang::De { POSSIBLE } else { LIKELY };
    }
    let noun = short == 0;
    let short = if function { 0 } else { short };
    if short > 1 || first.capital && !first.free && !noun { LIKELY } else { 995 }
}

fn joined(model: &Model<'_>, fault: &Fault<'_>, around: Surroundings, dirty: bool) -> u16 {
    let built = || {
        let capital = fault.proposal.text.starts_with(char::is_uppercase);
        fault.proposal.steps.len() == 1 && model.vouches(&fault.proposal.text.to_lowercase(), capital)
    };
    // `reservar on - line`
    let hyphen = around.hyphen || around.next == Some('-');
    if !(fault.is_in_dictionary(model) || built()) || hyphen || around.strangers > STRANGERS && !dirty {
        return POSSIBLE;
    }
    if fault.kind == Kind::Hyphen {
        // A hyphen inside a line is the writer’s: `co-préside`.
        let broken = fault.pieces.iter().skip(1).any(|r| r.piece.spaced);
        return if broken { 995 } else { POSSIBLE };
    }
    // Both parts are words: `so bald`, `à part`, `afin a`.
    let is_word = |r: &Reading<'_>| {
        r.flags.intersects(Flags::DICTIONARY.union(Flags::NAME))
            && r.word.is_some_and(|no| model.words.cost(no) < COMMON)
    };
    let words = fault.pieces.iter().filter(|r| is_word(r)).count();
    let beside = fault.pieces.iter().any(|r| is_word(r) && !model.is_lone_word(&r.lower));
    let lone = beside && fault.pieces.iter().any(|r| model.is_lone_word(&r.lower));
    let function = fault.pieces.iter().any(|r| function_words::is_function_word(model.lang, &r.lower));
    let lone = lone || function && fault.pieces.iter().any(|r| is_misaccented(model, &r.lower));
    let capital = fault.pieces.iter().skip(1).any(|r| r.capital);
    if words == fault.pieces.len() {
        return POSSIBLE;
    }
    if lone || capital { LIKELY } else { 995 }
}
