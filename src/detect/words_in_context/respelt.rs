//! How sure it may be that a word was misspelt, misread or taken for another, whatever the odds: names, dialect and terms look
//! like misspellings.

use super::faults::{
    COMMON_WORD, Fault, LIKELY, NOTHING, OVERWHELMING, POSSIBLE, SHORT, STRANGE, Surroundings, WELL_KNOWN,
    is_for_a_common_word,
};
use super::odds::is_known_confusion;
use crate::model::Model;
use crate::model::candidates::{Candidate, Memo};
use crate::model::doubt::NEAR;
use crate::model::pieces::is_apostrophe;
use crate::model::scan::is_swapped;
use crate::model::words::Flags;

/// Whether a word in lower case is one of the short ones of dialects of English and of speech as it sounds, which look like slips.
fn is_spoken(lower: &[u8]) -> bool {
    matches!(
        lower,
        b"tha"
            | b"thi"
            | b"thy"
            | b"ye"
            | b"yer"
            | b"wi"
            | b"nae"
            | b"dinna"
            | b"canna"
            | b"nowt"
            | b"owt"
            | b"summat"
            | b"sez"
            | b"wuz"
            | b"dat"
            | b"dis"
            | b"dem"
            | b"dey"
            | b"de"
            | b"da"
            | b"ya"
            | b"yo"
            | b"nah"
            | b"naw"
            | b"aye"
            | b"ken"
            | b"wee"
            | b"lass"
            | b"bairn"
    )
}

/// Letters of a word in lower case that is seldom a term or of a dialect if a word of everybody's is a slip away.
const LONG: usize = 6;
/// Log-odds in thousandths that outweigh one neighbour that nobody knows, for a long word in lower case: `initative`.
const OUTWEIGH_STRANGER: i32 = 2800;
/// The same for more than one such neighbour: `previledge`.
const OUTWEIGH_STRANGERS: i32 = 3000;
/// Log-odds in thousandths from which a form that recurs is likely a mistake that its writer makes whenever he can: `bargin`.
const OUTWEIGH_RECURRENCE: i32 = 3500;
/// The same, from which it may be sure: `goverment`, `didnt`.
const HABITUAL: i32 = 4500;
/// Log-odds in thousandths from which a long form that lists have is likely a misspelling, whatever stands around it: `rediculous`.
const LISTED: i32 = 1000;
/// Log-odds in thousandths that outweigh a neighbour that may be its other half: `reccomend`.
const OUTWEIGH_TORN: i32 = 5000;

/// The highest confidence: `counts` are how often the form, and the word that is meant, stand in the document.
pub(super) fn highest(
    model: &Model<'_>,
    fault: &Fault<'_>,
    around: Surroundings,
    (mine, twin): (u32, u32),
    (odds, dirty): (i32, bool),
) -> u16 {
    let first = &fault.pieces[0];
    let letters = fault.surface.chars().count();
    let plain = !fault.confused && !first.capital && first.capitals.is_empty() && letters > SHORT;
    // `harrassment` is in lists, and neither a term nor of a dialect.
    let on_list = plain && first.listed && letters > LONG && odds >= LISTED;
    let mut most = 995;
    // `às` is a word of Portuguese and no ending.
    if fault.proposal.text.starts_with(is_apostrophe) {
        return NOTHING;
    }
    // A form that recurs is a name or a term, unless its twin is far more frequent.
    let everyday = fault.confused && first.word.is_some_and(|no| model.words.cost(no) <= COMMON_WORD);
    if mine >= 2 && twin < 20 * mine && !dirty && !everyday {
        // What lists have, what is long, and what stands there rightly too is no term: `taghut`.
        let slip =
            on_list || plain && (first.listed || letters > LONG || twin > 0) && odds >= OUTWEIGH_RECURRENCE;
        let capitalised = || first.capital && is_for_a_plain_word(model, fault) && odds >= OVERWHELMING;
        if !slip && !capitalised() {
            return POSSIBLE;
        }
        if !plain || odds < HABITUAL {
            most = LIKELY;
        }
    }
    // `Ito` is a name that exists, not `Into`.
    let known = is_known_confusion(fault);
    if fault.confused && first.capital && !(known && first.free) && letters <= SHORT {
        return POSSIBLE;
    }
    // `organisation`, `labour`: the other variety of English, not another word.
    if fault.confused && is_variant(fault.surface, &fault.proposal.text) {
        return STRANGE;
    }
    if fault.confused && is_at_home(&first.lower, around.next) {
        return STRANGE;
    }
    // Of other words that exist, more are meant than not.
    if fault.confused && !dirty && !known {
        return LIKELY;
    }
    if around.torn && odds < OUTWEIGH_TORN {
        return LIKELY;
    }
    let overwhelming = odds >= OVERWHELMING;
    if !dirty && is_spoken(first.lower.as_bytes()) {
        let alone = mine < 2 && around.strangers == 0 && !around.dialect;
        return if overwhelming && alone { LIKELY } else { POSSIBLE };
    }
    let short = letters <= SHORT && !fault.confused;
    // `Eid ul-Fitr`, `agro-allied`
    if short && around.hyphen && !first.capital && !overwhelming && !dirty {
        return POSSIBLE;
    }
    if short && !dirty && !(overwhelming && is_for_a_common_word(model, fault)) {
        return LIKELY;
    }
    if around.dialect && !dirty {
        return POSSIBLE;
    }
    if around.strangers > 1 && !dirty {
        if !on_list && !(plain && (overwhelming || odds >= OUTWEIGH_STRANGERS && letters > LONG)) {
            return POSSIBLE;
        }
        most = LIKELY;
    }
    let outweighed = overwhelming || plain && odds >= OUTWEIGH_STRANGER && letters >= LONG;
    if around.strangers == 1 && !dirty && !outweighed {
        most = LIKELY;
    }
    // `Haliotis asinina`
    if around.surname
        && plain
        && !dirty
        && !first.listed
        && LATIN.iter().any(|ending| first.lower.ends_with(ending))
    {
        return POSSIBLE;
    }
    most.min(named(model, fault, around, twin, (odds, dirty)))
}

/// How the second name of a species ends, unlike most words that people misspell.
const LATIN: [&str; 10] = ["ae", "us", "um", "is", "ii", "ina", "ana", "ata", "osa", "ica"];

/// The highest confidence as far as the word may be a name.
fn named(
    model: &Model<'_>,
    fault: &Fault<'_>,
    around: Surroundings,
    twin: u32,
    (odds, dirty): (i32, bool),
) -> u16 {
    let first = &fault.pieces[0];
    // `Tre’Von`, `O’Shea`.
    let parts = || fault.surface.split_once(is_apostrophe);
    if parts().is_some_and(|(_, after)| first.capital && after.starts_with(char::is_uppercase)) {
        return POSSIBLE;
    }
    // `lAthough` is no brand.
    let surface: Vec<char> = fault.surface.chars().collect();
    if odds >= OVERWHELMING && is_swapped(&fault.proposal.text, &surface) {
        return 995;
    }
    // `iCare`, `ENews`.
    if !first.capitals.is_empty() && !dirty {
        return if first.capital { LIKELY } else { POSSIBLE };
    }
    if first.capital && !first.free && twin == 0 && !first.listed {
        // There are more surnames than anybody knows.
        let surname = if around.surname { LIKELY } else { 995 };
        let most = unknown_name(model, fault).min(surname);
        let far = fault.proposal.error.is_some_and(|error| error.cost > NEAR);
        let most = if far || odds < LIKELY_NAME { most.min(POSSIBLE) } else { most };
        let plain = is_for_a_plain_word(model, fault) && odds >= CAPITALISED;
        return if plain { most.max(LIKELY) } else { most };
    }
    // A name may open a sentence.
    let opens = first.capital && twin == 0 && !first.listed && !dirty;
    if opens && !is_for_a_common_word(model, fault) && odds < OVERWHELMING { LIKELY } else { 995 }
}

/// Whether a long word with a capital is a slip away from one that is no name: `Agricultiural`, `Artifucial`.
fn is_for_a_plain_word(model: &Model<'_>, fault: &Fault<'_>) -> bool {
    !fault.confused
        && fault.pieces[0].capitals.is_empty()
        && fault.surface.chars().count() > LONG
        && fault.all_words_have(model, Flags::LOWER)
}

/// Log-odds in thousandths from which a word with a capital is likely one that is no name, misspelt.
const CAPITALISED: i32 = 2000;

/// The highest confidence that a word with a capital inside a sentence is in error: there are more names that nobody knows
/// than errors in names.
fn unknown_name(model: &Model<'_>, fault: &Fault<'_>) -> u16 {
    let Some(no) = fault.proposal.steps.first().and_then(|step| step.word) else { return POSSIBLE };
    let well_known = model.words.cost(no) < WELL_KNOWN;
    if fault.pieces[0].upper {
        POSSIBLE
    } else if model.is_name(no) {
        if well_known { 995 } else { POSSIBLE }
    } else if well_known && model.words.capital(no) >= OFTEN_CAPITAL {
        LIKELY
    } else {
        POSSIBLE
    }
}

/// From this share of 255 on a common word often has a capital, as `Congress` and `Minister` have.
const OFTEN_CAPITAL: u8 = 70;

/// Log-odds in thousandths from which a strange name is likely a misspelt one.
const LIKELY_NAME: i32 = 900;

/// Whether two words are one in British and in American spelling.
fn is_variant(one: &str, other: &str) -> bool {
    let same = |a: &str, b: &str| {
        let a = a.to_lowercase();
        a.replacen("is", "iz", 1) == b.to_lowercase() && b.contains("iz")
            || a.replacen("our", "or", 1) == b.to_lowercase()
            || a.replacen("yse", "yze", 1) == b.to_lowercase()
    };
    one != other && (same(one, other) || same(other, one))
}

/// Whether what follows says that a short word is meant: `an Audi`, whatever an Audi is, `the then President`.
fn is_at_home(word: &str, next: Option<char>) -> bool {
    next.is_some_and(|next| match word {
        "an" => "aeioAEIO".contains(next),
        "then" => next.is_uppercase(),
        _ => false,
    })
}

/// Bytes of the longest word that [is spoken](is_spoken).
const LONGEST_SPOKEN: usize = 6;

/// Whether short words end with an apostrophe (`t’ ostler`, `an’ tha’ll`), or more than one is of a dialect (`tha knows nowt`).
pub(super) fn is_dialect(text: &str) -> bool {
    let clipped = |word: &str| {
        let stem = word.trim_start_matches(['“', '"', '(']).strip_suffix(is_apostrophe);
        stem.is_some_and(|stem| stem.len() <= 3 && stem.chars().all(char::is_lowercase) && !stem.is_empty())
    };
    let spoken = |word: &&str| {
        let word = word.trim_matches(|c: char| !c.is_alphabetic()).as_bytes();
        let mut lower = [0; LONGEST_SPOKEN];
        let Some(lower) = lower.get_mut(..word.len()) else { return false };
        lower.copy_from_slice(word);
        lower.make_ascii_lowercase();
        // `Leonardo da Vinci`.
        is_spoken(lower) && !matches!(&*lower, b"de" | b"da")
    };
    text.split_whitespace().any(clipped) || text.split_whitespace().filter(spoken).nth(1).is_some()
}

/// Words of the dictionary that are one slip away from a long word that nothing knows, likeliest first.
pub(super) fn near(model: &Model<'_>, memo: &Memo, lower: &str) -> Vec<String> {
    if lower.chars().count() < LONG {
        return Vec::new();
    }
    let candidates = memo.candidates(model, lower);
    let known = |c: &&Candidate| {
        // A plural that no dictionary has is none.
        let singular = lower.strip_suffix('s') == Some(model.words.text(c.word));
        c.origin.cost <= NEAR && model.words.flags(c.word).contains(Flags::LOWER) && !singular
    };
    let mut near: Vec<&Candidate> = candidates.iter().filter(known).collect();
    near.sort_by_key(|c| (c.origin.cost + model.words.cost(c.word), c.word));
    near.iter().take(MOST_NEAR).map(|c| model.words.text(c.word).to_owned()).collect()
}

/// Words offered for one that nothing knows.
const MOST_NEAR: usize = 3;
