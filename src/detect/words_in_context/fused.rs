//! How sure it may be that words were run together, whatever the odds: brands, compounds and names are closed on purpose.

use super::faults::{
    COMMON_WORD, Fault, LIKELY, NOTHING, OVERWHELMING, POSSIBLE, SHORT, SPLINTER, Surroundings, WELL_KNOWN,
};
use crate::detect::Context;
use crate::lang::listed;
use crate::model::Model;
use crate::model::lattice::Step;
use crate::model::pieces::is_apostrophe;
use crate::model::suspects::is_of_function_words;
use crate::model::tables::Cost;
use crate::model::words::Flags;

/// First parts of terms that are words too.
const PREFIXES: [&str; 14] = [
    "bio", "micro", "nano", "macro", "mega", "mini", "eco", "geo", "anti", "auto", "photo", "super", "hyper",
    "multi",
];
/// First parts of terms that are no words: `pseudoalgebra` was not run together.
const BOUND: [&str; 12] =
    ["pseudo", "magneto", "quasi", "electro", "hydro", "thermo", "neuro", "poly", "semi", "un", "re", "co"];
/// Letters of a string that is two words of the dictionary by no accident.
const PLAIN: usize = 7;
/// Words dearer than this seldom stand before an article.
const RARE_STEM: Cost = 1100;

/// The highest confidence that words were run together: `mine` is how often the string stands in the text.
pub(super) fn highest(
    model: &Model<'_>,
    cx: &Context<'_>,
    fault: &Fault<'_>,
    (mine, around): (u32, Surroundings),
    (odds, dirty): (i32, bool),
) -> u16 {
    let (first, steps) = (&fault.pieces[0], &fault.proposal.steps);
    let strange = around.strangers > 1 && !dirty;
    let begins =
        |with: &[&str]| fault.proposal.text.split(' ').next().is_some_and(|first| with.contains(&first));
    if begins(&BOUND) && steps.len() == 2 {
        return NOTHING;
    }
    let prefixed = begins(&PREFIXES);
    // A term may be a word and a part that is none, or a rare word and a letter: `antipyretica`.
    let inner = fault.pieces.iter().any(|r| !r.capitals.is_empty());
    let unknown = steps.iter().any(|step| step.word.is_none());
    let term = !dirty && !first.capital && !inner && unknown;
    let lettered = odds < SURE_LETTER
        && first.capitals.last() != Some(&true)
        && steps.last().is_some_and(|last| last.end - last.start == 1)
        && steps.first().and_then(|s| s.word).is_some_and(|no| model.words.cost(no) > RARE_STEM);
    // `presidentof` is in no language and no dialect.
    let plain = fault.surface.chars().count() >= PLAIN && fault.all_words_have(model, Flags::LOWER);
    // `maxRetryCount` is an identifier, `tellsABC` is none.
    let humps = first.capitals.windows(2).filter(|pair| pair[1] && !pair[0]).count();
    // `correspondentYawBoagyan` neither: identifiers are made of words.
    let camel = !first.capital && humps > 1 && !(unknown && odds >= IDENTIFIER);
    let closed = !fault.proposal.possessive && model.may_be_compound(steps);
    if fault.proposal.is_line() {
        return if steps.iter().all(|step| step.word.is_some()) { 995 } else { LIKELY };
    }
    // `Ina statement`, `Ona Sunday`, but `Ina Garten`: what follows tells a name from two words at the start of a sentence.
    if first.free
        && fault.pieces.len() == 1
        && steps.len() == 2
        && !unknown
        && is_of_function_words(model.lang, &first.lower)
    {
        return match (around.next.is_some_and(char::is_lowercase), odds) {
            (true, SURE_FUNCTION_WORDS..) => 995,
            (true, LIKELY_FUNCTION_WORDS..) => LIKELY,
            (true, _) | (false, POSSIBLE_BEFORE_NAME..) => POSSIBLE,
            _ => NOTHING,
        };
    }
    // `SecPompeo` is an account.
    let account = inner
        && first.capital
        && steps.first().is_some_and(|s| {
            s.end - s.start <= TITLE && s.word.is_none_or(|no| model.words.cost(no) > COMMON_WORD)
        });
    // `iCare`, `eStock`.
    let branded = inner && !first.capital && first.capitals.get(1) == Some(&true);
    if account || branded {
        return if dirty { LIKELY } else { POSSIBLE };
    }
    // `Allon'smodel`, `Proteaceaebecame`: the mark, or a long plain word, shows where the name ends.
    let parted = fault.surface.contains(is_apostrophe)
        || unknown && odds >= NAME_AND_WORD && ends_with_word(model, steps);
    // `MasaiMara`: of names nobody makes a brand, of words many do (`FaceApp`).
    let of_names = || {
        let plain = |no| model.words.flags(no).contains(Flags::LOWER);
        inner && odds > 0 && !steps.iter().any(|step| step.word.is_some_and(plain))
    };
    let doubtful = closed && odds < DOUBTFUL_COMPOUND && !of_names()
        || !inner && !parted && is_name_of_two(model, cx, fault, odds);
    // `Nnabuihe` is a name as good as `Nnabui`.
    let named = !dirty && first.capital && !inner && !fault.proposal.possessive && unknown && !parted;
    // `weSizwe` is a word of its language.
    let prefix = inner && unknown && !first.capital && steps.first().is_some_and(|s| s.end - s.start < TITLE);
    let recurs = mine >= 2 && (inner || closed);
    let compound = closed && !dirty && odds < OVERWHELMING_COMPOUND;
    if prefixed || prefix || camel || recurs {
        POSSIBLE
    } else if term || named || lettered || strange && !plain || doubtful && !dirty {
        // `ofCh ola` stands beside it: one more is no surprise.
        if around.moved && odds >= BESIDE_MOVED && !(inner && first.capital) { LIKELY } else { POSSIBLE }
    } else if strange || mine >= 3 || compound || unknown && inner && !dirty {
        LIKELY
    } else if first.capital
        && !first.free
        && steps.len() == 2
        && steps[1].end - steps[1].start < SPLINTER
        && !(odds >= OVERWHELMING && is_plain(model, &steps[0]))
    {
        // `Zanzibaris`, `Foris`: other people and firms are called so. `Coalitionof` is none.
        LIKELY
    } else if inner && first.capital && !(mine == 1 && is_known_name(model, steps)) {
        // `GlobalFact` is a brand or a tag in camel case; `SouthKorea` is none.
        LIKELY
    } else {
        995
    }
}

/// Log-odds in thousandths from which what is like a name is two function words before a word in lower case.
const SURE_FUNCTION_WORDS: i32 = 2000;
const LIKELY_FUNCTION_WORDS: i32 = 500;
/// The same before a capital, to be possible.
const POSSIBLE_BEFORE_NAME: i32 = 700;
/// Log-odds in thousandths from which a word in camel case with a name in it was run together.
const IDENTIFIER: i32 = 800;

/// Whether a step is a long word of the dictionary in lower case.
fn is_plain(model: &Model<'_>, step: &Step) -> bool {
    step.end - step.start > SHORT
        && step.word.is_some_and(|no| model.words.flags(no).contains(Flags::LOWER) && !model.is_name(no))
}

/// Log-odds in thousandths from which words that may be one are likely none where another space of the sentence is wrong.
const BESIDE_MOVED: i32 = 500;
/// Log-odds in thousandths from which a name that nobody knows and a word were run together: `Proteaceaebecame`.
const NAME_AND_WORD: i32 = 2500;

/// Whether a plain word of some length stands last.
fn ends_with_word(model: &Model<'_>, steps: &[Step]) -> bool {
    steps.last().is_some_and(|last| {
        let lower = |no| model.words.flags(no).contains(Flags::LOWER);
        last.end - last.start >= DONE && last.word.is_some_and(lower)
    })
}

/// Log-odds in thousandths from which a rare word before an article is no term: `conveninga parallel meeting`.
const SURE_LETTER: i32 = 3000;

/// Whether a word with a capital may be a name that only looks like two words: `Kelderhope`, `Ito`. None ends with an article.
fn is_name_of_two(model: &Model<'_>, cx: &Context<'_>, fault: &Fault<'_>, odds: i32) -> bool {
    let first = &fault.pieces[0];
    if !first.capital || first.upper {
        return false;
    }
    // `Iranmalignant`, `Frenchcourt`: what everybody knows as a name stands first; `Thisbackground`: or a function word.
    let words: Vec<_> = fault.proposal.steps.iter().map(|step| step.word).collect();
    let named = words.first().copied().flatten().is_some_and(|no| {
        model.words.flags(no).intersects(Flags::NAME) && model.words.cost(no) < WELL_KNOWN
            || model.words.cost(no) <= COMMON_WORD
            || fault.proposal.possessive
    });
    let content = words.last().copied().flatten().is_none_or(|no| {
        let last = model.words.text(no);
        // `Stardustreleased`, `Ponjewrote`: no name ends with what somebody did.
        let verb = words.len() == 2 && (last.len() > DONE && last.ends_with("ed") || listed(REPORTED, last));
        model.words.cost(no) > COMMON_WORD && !(verb && model.words.flags(no).contains(Flags::LOWER))
    });
    let all_lower = |words: &[Option<_>]| {
        words.iter().all(|word| word.is_some_and(|no| model.words.flags(no).contains(Flags::LOWER)))
    };
    // `Sartorsays`, where the text has `Sartor` elsewhere.
    let elsewhere = || {
        let document = cx.document.words();
        let part = fault.proposal.text.split(' ').next().unwrap_or_default();
        part.len() > SHORT
            && !all_lower(&words[..1])
            && all_lower(&words[1..])
            && document.find(part).is_some_and(|id| document.get(id).count > 0)
    };
    // `Domesticfarm` at the start of a sentence.
    let plain =
        || first.free && fault.surface.len() >= PLAIN + 2 && model.stand_together(&fault.proposal.steps);
    // `Iwas` at the start of a sentence; `Ito` is a name.
    let plain_words = || {
        first.free
            && odds >= OVERWHELMING
            && words.iter().all(|w| w.is_some_and(|no| model.words.cost(no) <= COMMON_WORD))
    };
    content && !named && !elsewhere() && !plain() || fault.surface.chars().count() <= SHORT && !plain_words()
}

/// What stands after the name of somebody whom a text quotes.
const REPORTED: &str = "says said told adds added wrote writes asks asked claims argues also";
/// Letters of a part of a name that only looks like something done: `Halsted`.
const DONE: usize = 5;

/// Whether the words of a way are a name of several words that is known to have them side by side: `South Korea`.
fn is_known_name(model: &Model<'_>, steps: &[Step]) -> bool {
    steps.iter().all(|step| step.end - step.start > TITLE - 1)
        && steps.iter().any(|step| step.word.is_some_and(|no| model.is_name(no)))
        && model.stand_together(steps)
}

/// Log-odds in thousandths up to which they are more likely a compound than not.
const DOUBTFUL_COMPOUND: i32 = 1200;
/// Log-odds in thousandths from which two content words run together are no compound that a writer closes.
const OVERWHELMING_COMPOUND: i32 = 2500;

/// Letters of what stands for an office or a form of address: `Sec`, `Rep`, `Mac`.
const TITLE: usize = 3;
