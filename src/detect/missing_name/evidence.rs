//! How much speaks for a name that was dropped rather than translated.
//!
//! The weights are a logistic regression over names without their like in 28,000 post-edited pairs (Estonian, Romanian and
//! Russian into English, English into German) and in as many of them as hold a name on both sides, with that name taken out of the
//! translation. A weight is the change of the logarithm of the odds.

use crate::bitext::{Name, NameHabits, Unmatched, listed};
use crate::detect::{Aligned, Context};
use crate::document::{Document, Sentence};
use crate::exact;
use crate::lang::function_words::languages_of;
use crate::lang::{Lang, listed as is_in};
use crate::model::words::Flags;
use crate::residue::{PlaceKind, exonyms, place};

/// Words after which a noun must follow: where a mark or another of them stands there, the noun was lost.
const LEADING: [(Lang, &str); 2] = [
    (Lang::En, "of in at on by for with from to and or the a an between against into near as about under"),
    (
        Lang::De,
        "von in an auf bei für mit aus nach zu und oder der die das dem den des ein eine einen einem einer zwischen gegen durch \
         über unter im am zum zur vom",
    ),
];
/// Those of them that do not stand before another.
const PREPOSITIONS: [(Lang, &str); 2] = [
    (Lang::En, "of at for with from between against into near and or"),
    (
        Lang::De,
        "in an auf bei für mit aus nach zu und oder zwischen gegen durch über unter im am zum zur vom",
    ),
];
/// Those that begin a noun, after which one may stand.
const ARTICLES: &str = "the a an der die das dem den des ein eine einen einem einer";

/// What English has several names for: `Marea Britanie` is the UK, `Statele Unite ale Americii` the United States, `Orientul
/// Mijlociu` the Middle East.
const SEVERAL: [&str; 9] = ["ameri", "brit", "engl", "ingl", "angli", "hol", "soviet", "orient", "occident"];

/// Months and feasts of English that are no other word, and titles before names: each language has its own.
const MONTHS: &str = "january february april june july august september october november december christmas easter \
                      mr mrs ms maj gen col capt lt sgt prof";

/// How much of a draft must render the source, that a name is missed in a text of free translations.
const FAITHFUL: f64 = 0.3;

/// The logarithm of the odds that a name was dropped; `None` where it is no name.
pub(super) fn odds(
    cx: &Context<'_>,
    name: &Name,
    aligned: Aligned<'_>,
    unmatched: &Unmatched,
    habits: &NameHabits,
) -> Option<f64> {
    let Aligned { document, bitext, pair } = aligned;
    let (kept, lost) = habits.of(name);
    let is_known = kept > 0 && kept >= lost;
    let from_english = bitext.original.lang() == Lang::En;
    let text = bitext.original.slice(name.span);
    let words: Vec<&str> = text.split(|c: char| !c.is_alphabetic()).filter(|w| w.len() > 2).collect();
    let original = &bitext.original;
    let is_word = |word: &&str| {
        let small = word.to_lowercase();
        // `Вам`: a pronoun out of courtesy.
        languages_of(&small) & original.lang().bit() != 0
            || from_english && cx.lexicon.knows(Lang::En, &small) == Some(true)
    };
    let has_several = |word: &String| SEVERAL.iter().any(|name| word.starts_with(name));
    if words.is_empty() || words.iter().all(is_word) || name.words.iter().any(has_several) {
        return None;
    }
    // `Judaism`, `Sunday`: other languages have words of their own for them.
    let translated = |w: &&str| {
        ["ism", "isms", "day", "days"].iter().any(|end| w.ends_with(end)) || is_in(MONTHS, &w.to_lowercase())
    };
    if from_english && !is_known && words.iter().any(translated) {
        return None;
    }
    let written_small = |word: &&str| {
        bitext
            .original
            .words()
            .find(&word.to_lowercase())
            .is_some_and(|id| bitext.original.words().get(id).count > 0)
    };
    let flags = name.words.iter().fold(Flags::empty(), |flags, word| flags | listed(word));
    let is_country = name.words.iter().any(|word| place(word).is_some_and(|p| p.kind == PlaceKind::Country));
    let of_people = flags.contains(Flags::DEMONYM)
        || words.iter().any(|w| ["an", "ish", "ese", "ch", "ic", "ans"].iter().any(|end| w.ends_with(end)));
    let is_person = flags.intersects(Flags::GIVEN | Flags::SURNAME) && !flags.contains(Flags::DEMONYM);
    let is_glossed = words.iter().all(|word| bitext.is_glossed(word));
    let is_whole_person =
        !name.is_part && !is_glossed && name.words.len() > 1 && flags.contains(Flags::GIVEN);
    let is_listed = flags.intersects(Flags::NAME) && !flags.contains(Flags::DEMONYM) && !is_country;
    let abstraction = ["ist", "ists", "ity", "ia", "ite", "ites"];
    let centre = |start: u32, end: u32, whole: crate::span::Span| {
        f64::from((start + end) / 2 - whole.start) / f64::from(whole.len().max(1))
    };
    let here = centre(name.span.start, name.span.end, pair.source_span);
    let is_near =
        |other: &Name| (centre(other.span.start, other.span.end, pair.target_span) - here).abs() < 0.3;
    let faithful = bitext.coverage(document, pair).map_or(0.5, |coverage| coverage.faithful);
    // A proverb for a proverb: `Большого ума Фома`, "Wit works woe".
    if bitext.is_free && faithful < FAITHFUL {
        return None;
    }
    let hangs = pair.target.clone().any(|index| hangs(document, document.sentence(index)));
    let strangers = unmatched.strangers.len();
    let longest = name.words.first().map_or(0, |word| word.len().min(10));
    let weights = [
        (0.6, true),
        (0.7, is_known),
        (4.1, kept > 0 && !is_known),
        (0.9, is_listed),
        (0.2, is_country),
        (-1.9, of_people),
        (-1.1, !flags.intersects(Flags::NAME | Flags::TITLE)),
        (-1.3, is_glossed),
        (-3.3, words.iter().all(written_small)),
        (-2.1, unmatched.strangers.iter().any(is_near)),
        (0.1, strangers == 0),
        (-1.0, strangers >= unmatched.missing.len()),
        (-1.5, name.is_part),
        (-0.9, name.is_part && strangers == 0),
        (-0.1, name.whole > 1),
        (1.3, is_whole_person),
        (1.8, hangs),
        (1.3, document.lang() == Lang::En && name.words.iter().any(|word| !exonyms(word).is_empty())),
        (-0.8, from_english),
        (-0.8, from_english && words.iter().any(|w| abstraction.iter().any(|end| w.ends_with(end)))),
        (-1.2, from_english && flags.contains(Flags::TITLE) && !is_person),
    ];
    let sum: f64 = weights.iter().filter(|(_, holds)| *holds).map(|(weight, _)| weight).sum();
    Some(
        sum - 5.5 * f64::from(lost.saturating_sub(1).min(3))
            + 0.1 * longest as f64
            + 0.3 * exact::ln(pair.source_length.words.max(1) as f64)
            + 1.9 * faithful,
    )
}

/// `in the town of.`, `from and the other`: a word that leads to a noun, and no noun.
fn hangs(document: &Document, sentence: Sentence<'_>) -> bool {
    let lang = document.lang();
    let of = |lists: &[(Lang, &'static str)]| lists.iter().find(|(l, _)| *l == lang).map(|(_, list)| *list);
    let (Some(leading), Some(prepositions)) = (of(&LEADING), of(&PREPOSITIONS)) else { return false };
    sentence.tokens().windows(2).any(|pair| {
        let [a, b] = pair else { return false };
        let (a, b_text) = (document.token_text(a).to_lowercase(), document.token_text(b).to_lowercase());
        // `what to look for.`: English may end on a preposition that its verb needs, `to` more often than others.
        is_in(leading, &a) && a != "to" && matches!(b.char(), Some(',' | '.' | ';' | ':'))
            || is_in(prepositions, &a) && is_in(leading, &b_text) && !is_in(ARTICLES, &b_text) && a != b_text
    })
}
