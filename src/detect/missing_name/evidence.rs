//! What speaks for a name that was dropped rather than rendered otherwise, measured for the forest that weighs it.
//!
//! The forest (`dictionaries/bitext/missing-name.bin`) is trained by `cargo xtask bitext-fit` on names without their like in
//! good translations and on good translations that a name was taken out of.

use rayon::prelude::*;

use super::holes::Seams;
use crate::bitext::{Bitext, HELD, Links, NameHabits, Pair, listed, names, strangers};
use crate::document::Document;
use crate::lang::function_words::languages_of;
use crate::lang::{Lang, listed as is_in};
use crate::lexicon::Lexicon;
use crate::model::calibrator::{TRAITS, Traits};
use crate::model::embedded::ENGLISH;
use crate::model::words::Flags;
use crate::residue::{PlaceKind, exonyms, place};
use crate::span::Span;

/// A name of the source that may be missing.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Number of its pair.
    pub pair: usize,
    /// Those of its words that are not in the draft.
    pub span: Span,
    /// How often the name is found in other sentences.
    pub kept: u32,
    /// Whether too little is known to say more than that it is possible.
    pub is_vague: bool,
    /// What is measured of it.
    pub traits: Traits,
    /// Its words, romanised, where none of them has a partner.
    words: Vec<String>,
}

/// What English has several names for: `Marea Britanie` is the UK, `Statele Unite ale Americii` the United States, `Orientul
/// Mijlociu` the Middle East.
const SEVERAL: [&str; 13] = [
    "ameri", "brit", "engl", "ingl", "angli", "hol", "soviet", "noukogu", "orient", "occident", "regatul",
    "uhend", "soedinen",
];

/// Feasts and titles: each language has its own.
const OWN: &str = "christmas easter mr mrs ms maj gen col capt lt sgt prof";
/// Months, which stand as numbers elsewhere.
const MONTHS: &str = "january february march april may june july august september october november december";

/// Forms of the Russian pronoun that courtesy writes with a capital.
const POLITE: &str = "вы вас вам вами ваш вашего вашему вашем вашим ваша вашей вашу ваше ваши ваших вашими";

/// What may stand for a name that was named before, romanised.
const PRONOUNS: &str = "he she it they him her them his its their er sie ihn ihm ihnen sein seine seinen seiner seinem seines ihre ihren \
                        ihrer ihrem ihres dieser diese";

/// From which score on nothing needs to be asked about a name.
const SURE: u8 = 75;

/// Share of the mentions of a word that have a capital, of 255, from which on it is a name.
const MOSTLY: u8 = 200;

/// Words with a capital, of a hundred, of which a heading has more, and no full stop: there they tell nothing.
const HEADING: usize = 67;

/// Traits that the document tells when all its names are counted.
const KEPT: usize = 0;
const LOST: usize = 1;

/// All names that may be missing, pair by pair. `known` says whether the language of the draft has a word, in small letters.
pub fn candidates(
    document: &Document,
    bitext: &Bitext,
    lexicon: &Lexicon,
    known: impl Fn(&str) -> bool + Sync,
) -> Vec<Candidate> {
    if bitext.capital_nouns {
        return Vec::new();
    }
    let compared: Vec<(Vec<String>, Vec<Candidate>)> = bitext
        .pairs
        .par_iter()
        .enumerate()
        .map(|(index, pair)| {
            let asked = Asked { document, bitext, lexicon, pair, index };
            asked.compare(&known).unwrap_or_default()
        })
        .collect();
    let mut habits = NameHabits::default();
    for (kept, candidates) in &compared {
        kept.iter().for_each(|word| habits.keep(word));
        candidates.iter().flat_map(|c| &c.words).for_each(|word| habits.lose(word));
    }
    let mut all: Vec<Candidate> = compared.into_iter().flat_map(|(_, candidates)| candidates).collect();
    for candidate in &mut all {
        let counts = candidate.words.iter().map(|word| habits.of(word));
        let (kept, lost) =
            counts.max_by_key(|(kept, lost)| (*kept, std::cmp::Reverse(*lost))).unwrap_or_default();
        candidate.kept = kept;
        candidate.is_vague &= kept == 0;
        candidate.traits[KEPT] = kept.min(50) as i16;
        candidate.traits[LOST] = lost.min(50) as i16;
    }
    all
}

/// A pair that is asked about.
struct Asked<'a> {
    document: &'a Document,
    bitext: &'a Bitext,
    lexicon: &'a Lexicon,
    pair: &'a Pair,
    index: usize,
}

/// What is measured once for a pair.
struct Sides {
    /// Words of a sentence of the source that have a capital, in a hundred.
    capitals: usize,
    links: Links,
    strangers: Vec<usize>,
    seams: Seams,
    /// Words of meaning that have partners, in hundredths, on both sides.
    covered: [i16; 2],
    /// Names of the source that have none.
    losses: usize,
}

impl Asked<'_> {
    /// Names that are in the draft, and those that may not be.
    fn compare(&self, known: &impl Fn(&str) -> bool) -> Option<(Vec<String>, Vec<Candidate>)> {
        let Self { document, bitext, pair, .. } = self;
        if pair.source.is_empty() || pair.target.is_empty() {
            return None;
        }
        let (found, shares): (Vec<_>, Vec<usize>) = bitext.source_sentences(pair).map(names).unzip();
        let capitals = shares.into_iter().max().unwrap_or(0);
        let found: Vec<Vec<Span>> =
            found.into_iter().flatten().filter(|name| !name.opens).map(|name| name.words).collect();
        if found.is_empty() {
            return None;
        }
        let links = Links::new(document, bitext, pair, self.index);
        let at = |span: &Span| links.source.binary_search_by_key(&span.start, |word| word.span.start).ok();
        let found: Vec<Vec<usize>> = found.iter().map(|name| name.iter().filter_map(at).collect()).collect();
        let kept = found.iter().flatten().filter(|s| links.held(**s) >= SURE);
        let kept = kept.map(|s| links.source[*s].roman.clone()).collect();
        if found.iter().flatten().all(|s| links.held(*s) >= SURE) {
            return Some((kept, Vec::new()));
        }
        let strangers = strangers(document, pair, &links, known);
        let targets = pair.target.clone().map(|index| document.sentence(index));
        let losses = found.iter().filter(|name| name.iter().any(|s| links.held(*s) < HELD)).count();
        let covered = [
            covered(&links.source, |s| links.held(s) >= HELD),
            covered(&links.target, |t| {
                links.of_target.get(t).copied().flatten().is_some_and(|s| links.held(s) >= HELD)
            }),
        ];
        let sides = Sides { capitals, strangers, seams: Seams::of(targets), covered, losses, links };
        let candidates = found.iter().filter_map(|name| self.candidate(name, &sides)).collect();
        Some((kept, candidates))
    }

    fn candidate(&self, name: &[usize], sides: &Sides) -> Option<Candidate> {
        let links = &sides.links;
        // A name that has a word left is missed for those that have none.
        let least = name.iter().map(|s| links.held(*s)).min()?;
        let lost: Vec<usize> = name
            .iter()
            .copied()
            .filter(|s| if least < HELD { links.held(*s) < HELD } else { links.held(*s) < SURE })
            .collect();
        let (first, last) = (*lost.first()?, *lost.last()?);
        let original = &self.bitext.original;
        let words: Vec<&str> = lost.iter().map(|s| original.slice(links.source[*s].span)).collect();
        let romans: Vec<String> = lost.iter().map(|s| links.source[*s].roman.clone()).collect();
        let from_english = original.lang() == Lang::En;
        let is_word = |word: &&str| {
            let small = word.to_lowercase();
            // `Вам`: a pronoun out of courtesy.
            languages_of(&small) & original.lang().bit() != 0
                || is_in(POLITE, &small)
                || from_english && self.lexicon.knows(Lang::En, &small) == Some(true) && !is_namelike(&small)
        };
        // `Judaism`, `Sunday`: other languages have words of their own for them.
        let is_translated = |w: &&str| {
            ["ism", "isms", "day", "days"].iter().any(|end| w.ends_with(end)) || is_in(OWN, &w.to_lowercase())
        };
        if from_english && words.iter().any(is_translated) {
            return None;
        }
        let has_several = |word: &String| SEVERAL.iter().any(|name| word.starts_with(name));
        if words.iter().all(is_word) || romans.iter().any(has_several) {
            return None;
        }
        let span = links.source[first].span.to(links.source[last].span);
        let mut traits = [0; TRAITS];
        let mut next = LOST + 1;
        let mut put = |value: i32| {
            traits[next] = value.clamp(-30_000, 30_000) as i16;
            next += 1;
        };
        self.of_name(name, &lost, &words, &romans, links).into_iter().for_each(&mut put);
        self.of_sides(span, (first, last), sides).into_iter().for_each(&mut put);
        let ends = |text: &str| text.ends_with(['.', '!', '?', '…', '"', '”', '»']);
        let is_heading = sides.capitals > HEADING && !ends(original.slice(self.pair.source_span));
        let is_vague = is_heading
            || lost.iter().all(|s| is_in(MONTHS, &links.source[*s].roman))
            || sides.covered[1] == 0 && romans.iter().all(|word| exonyms(word).is_empty());
        let words = if least < HELD { romans } else { Vec::new() };
        Some(Candidate { pair: self.index, span, kept: 0, is_vague, traits, words })
    }

    /// What the words themselves tell.
    fn of_name(
        &self,
        name: &[usize],
        lost: &[usize],
        words: &[&str],
        romans: &[String],
        links: &Links,
    ) -> [i32; 29] {
        let original = &self.bitext.original;
        let from_english = original.lang() == Lang::En;
        let flags = romans.iter().fold(Flags::empty(), |flags, word| flags | listed(word));
        let has = |flag: Flags| i32::from(flags.intersects(flag));
        let exact = |word: &String| ENGLISH.words.find(word);
        // How common the word is in English as it stands.
        let cost = romans.iter().map(|w| exact(w).map_or(2500, |no| ENGLISH.words.cost(no))).max();
        let capital = romans.iter().filter_map(exact).map(|no| i32::from(ENGLISH.words.capital(no))).min();
        let counts = |small: bool| {
            let of = |word: &&str| {
                let spelt = if small { word.to_lowercase() } else { (*word).to_owned() };
                original.words().find(&spelt).map_or(0, |id| original.words().get(id).count)
            };
            words.iter().map(of).min().unwrap_or(0).min(50) as i32
        };
        let ends = |ends: &[&str]| i32::from(words.iter().any(|w| ends.iter().any(|end| w.ends_with(end))));
        let country = |word: &String| place(word).is_some_and(|p| p.kind == PlaceKind::Country);
        let held = |score: &dyn Fn(usize) -> u8, of: &[usize]| {
            i32::from(of.iter().map(|s| score(*s)).max().unwrap_or(0))
        };
        let again = |s: &usize| {
            let own = &links.source[*s];
            let own_stem = own.roman.get(..4);
            links.source.iter().filter(|w| w.is_capital && w.roman.get(..4) == own_stem).count() as i32 - 1
        };
        let glosses = words.iter().map(|word| self.bitext.glosses(word) as i32);
        [
            held(&|s| links.held(s), lost),
            held(&|s| links.best[s], lost),
            i32::from(lost.iter().map(|s| links.best[*s]).min().unwrap_or(0)),
            lost.len() as i32,
            (name.len() - lost.len()) as i32,
            has(Flags::GIVEN),
            has(Flags::SURNAME),
            has(Flags::PLACE),
            has(Flags::DEMONYM),
            has(Flags::ORGANISATION),
            has(Flags::TITLE),
            i32::from(romans.iter().any(country)),
            cost.unwrap_or(0),
            capital.unwrap_or(300),
            glosses.clone().max().unwrap_or(0),
            glosses.min().unwrap_or(0),
            counts(true),
            counts(false),
            romans.iter().map(String::len).max().unwrap_or(0) as i32,
            romans.iter().map(String::len).min().unwrap_or(0) as i32,
            ends(&["an", "ish", "ese", "ch", "ic", "ans", "ians"]),
            ends(&["ist", "ists", "ity", "ite", "ites"]),
            i32::from(words.iter().any(|w| is_in(MONTHS, &w.to_lowercase()))),
            ends(&["s"]),
            ends(&["'s", "’s", "s'", "s’"]),
            i32::from(from_english),
            i32::from(romans.iter().any(|word| !exonyms(word).is_empty())),
            lost.iter().map(again).max().unwrap_or(0),
            i32::from(romans.iter().all(|word| exact(word).is_some())),
        ]
    }

    /// What the rest of the pair tells.
    fn of_sides(&self, span: Span, (first, last): (usize, usize), sides: &Sides) -> [i32; 30] {
        let (links, pair) = (&sides.links, self.pair);
        let partner = |s: usize| links.of_source[s].filter(|(_, score)| *score >= HELD).map(|(t, _)| t);
        let content = |s: &usize| links.source[*s].is_content;
        let before = (0..first).rev().filter(content).take(3).find_map(partner);
        let after = (last + 1..links.source.len()).filter(content).take(3).find_map(partner);
        let n = links.target.len();
        let expected = (first + last) * n / (2 * links.source.len().max(1));
        // Where the name would stand.
        let (low, high) = match (before, after) {
            (Some(a), Some(b)) if a.abs_diff(b) <= 8 => (a.min(b), a.max(b)),
            (Some(a), _) => (a.saturating_sub(2), a + 2),
            (_, Some(b)) => (b.saturating_sub(2), b + 2),
            _ => (expected.saturating_sub(n / 6 + 1), expected + n / 6 + 1),
        };
        let high = high.min(n.saturating_sub(1));
        let free = |t: &usize| {
            links.target[*t].is_content
                && links.of_target[*t].is_none_or(|s| links.held(s) < HELD)
                && links.best_target[*t] < HELD
        };
        let window = match (links.target.get(low), links.target.get(high)) {
            (Some(a), Some(b)) => Span::new(a.span.start, b.span.end + 3),
            _ => pair.target_span,
        };
        let distance = |t: &usize| (t.abs_diff(expected) * 100 / n.max(1)) as i32;
        let centre = (first + last) * 50 / links.source.len().max(1);
        let deviation = pair.deviation.unwrap_or(0.0);
        let length = pair.target_length.chars as f64;
        // Characters that the draft has fewer than it should, of those that the name has.
        let short = length * (crate::exact::exp(-deviation) - 1.0) / f64::from(span.len().max(1));
        let capitals = |words: &[crate::bitext::Word]| words.iter().filter(|w| w.is_capital).count() as i32;
        let strangers = sides.strangers.len() as i32;
        let pronouns = |within: Span| {
            let words = links.target.iter().filter(|w| within.contains(w.span));
            words.filter(|w| is_in(PRONOUNS, &w.roman)).count() as i32
        };
        let inside = |t: &usize| (low..=high).contains(t);
        // `CIA`, `USSR`: what is written out on the other side.
        let is_short = |t: &usize| {
            let text = self.document.slice(links.target[*t].span);
            links.best_target[*t] < HELD && text.len() > 1 && text.bytes().all(|b| b.is_ascii_uppercase())
        };
        [
            strangers,
            sides.strangers.iter().map(distance).min().unwrap_or(1000),
            sides.losses as i32 - strangers,
            sides.strangers.iter().filter(|t| inside(t)).count() as i32,
            (0..n).filter(free).count() as i32,
            (0..n).filter(free).map(|t| distance(&t)).min().unwrap_or(1000),
            (low..=high).filter(|t| *t < n).filter(free).count() as i32,
            i32::from(before.is_some()) + 2 * i32::from(after.is_some()),
            match (before, after) {
                (Some(a), Some(b)) => b as i32 - a as i32,
                _ => 1000,
            },
            sides.seams.oddest(window),
            sides.seams.oddest(pair.target_span),
            i32::from(sides.seams.hangs(window)),
            sides.seams.hanging.len() as i32,
            (deviation * 100.0) as i32,
            (short * 100.0).clamp(-1000.0, 1000.0) as i32,
            pair.source_length.words as i32,
            sides.covered[0].into(),
            sides.covered[1].into(),
            i32::from(self.document.lang() == Lang::De),
            i32::from(self.bitext.dictionary.is_some()),
            capitals(&links.target) - capitals(&links.source),
            centre as i32,
            i32::from(self.bitext.is_free),
            pronouns(window),
            pronouns(pair.target_span),
            sides.capitals as i32,
            (first..=last).map(|s| links.source[s].rendered()).max().unwrap_or(0) as i32,
            (low..=high).filter(|t| *t < n && links.best_target[*t] == 0).count() as i32,
            i32::from(sides.seams.doubled(window)) + i32::from(sides.seams.doubled(pair.target_span)),
            (0..n).filter(is_short).count() as i32,
        ]
    }
}

/// Whether English hardly ever writes the word small: `warsaw` is a fish too.
fn is_namelike(word: &str) -> bool {
    let share = |no| ENGLISH.words.capital(no);
    ENGLISH.words.find(word).is_some_and(|no| share(no) >= MOSTLY)
}

/// Share of the words of meaning for which something holds, in hundredths.
fn covered(words: &[crate::bitext::Word], holds: impl Fn(usize) -> bool) -> i16 {
    let content = || (0..words.len()).filter(|at| words[*at].is_content);
    (content().filter(|at| holds(*at)).count() * 100 / content().count().max(1)) as i16
}
