//! `Pskov` in nine documents, `Pskow` in one: the names of a set of documents compared.

use std::collections::BTreeMap;

use super::letters::{distance, folded, variants_of_one};
use super::{Name, RULES, Verdict, bare, is_candidate, is_office, key, rare_spellings, visit};
use crate::document::{ByWord, Document, Shape};
use crate::finding::{Applicability, Finding};
use crate::lang::{Lang, listed as is_in};
use crate::model::{embedded::ENGLISH, words::Flags};
use crate::residue::{PlaceKind, place};

/// Neighbours of a name that are kept.
const BESIDE: usize = 16;
/// Documents that must have the usual spelling for each that has the rare one, where nothing else speaks for one name.
const MAJORITY: usize = 4;
/// Most confidence where the two spellings may be two names.
const DOUBTFUL: u16 = 600;
/// Confidence where such a majority alone speaks.
const BY_MAJORITY: u16 = 720;
/// Documents that must have the usual spelling, and that a rare one without other names beside it may have.
const FEWEST: usize = 3;
/// Documents from which on the rare spelling is a name of its own.
const RECURRING: usize = 5;
/// A neighbour tells one name from others where one in so many of the names that it stands beside is the usual one: `Rotimi` tells
/// that `Amechi` is Amaechi, `Mohamed` tells nothing.
const TELLING: u32 = 10;
/// Words that stand before places.
const BEFORE_PLACES: &str =
    "in to from of on near at around over towards toward between leave left reached into outside the";

/// What lists of names know of a spelling.
fn listed(spelling: &str) -> Flags {
    let words = &ENGLISH.words;
    words.find(&spelling.to_lowercase()).map(|no| words.flags(no)).unwrap_or_default()
}

/// The names of a document: spelling, occurrences, neighbours.
#[derive(Debug, Default)]
pub(crate) struct Names(BTreeMap<String, Mentions>);

#[derive(Debug, Default)]
struct Mentions {
    count: u32,
    /// Whether it stands after the name, and the word.
    beside: Vec<(bool, String)>,
    /// Whether it stands where a place may.
    placed: bool,
    /// Whether it is a name by itself: `Akufo` is only known from `Akufo-Addo`.
    is_whole: bool,
}

impl Names {
    /// The names of a document that may have variants; none where it is not in English.
    pub(crate) fn of(document: &Document) -> Self {
        let mut names = Self::default();
        if document.lang() != Lang::En {
            return names;
        }
        let words = document.words();
        let mut wanted = ByWord::new(words);
        for id in words.ids().filter(|id| is_candidate(document, *id)) {
            let spelling = bare(words.text(id));
            if key(spelling).is_some() {
                wanted.set(id, 1);
                names.0.entry(spelling.to_owned()).or_default().count += words.get(id).count;
            }
        }
        visit(document, &wanted, |place, _| {
            let spelling = bare(document.token_text(&place.tokens[place.at]));
            let Some(mentions) = names.0.get_mut(spelling) else { return };
            mentions.is_whole |= !place.hyphenated();
            let before = place.at.checked_sub(1).and_then(|at| place.tokens.get(at));
            mentions.placed |=
                before.is_some_and(|token| is_in(BEFORE_PLACES, &document.token_text(token).to_lowercase()));
            for (after, index) in [(false, place.at.checked_sub(1)), (true, Some(place.at + 1))] {
                let Some(word) = place.neighbour(index) else { continue };
                let known = mentions.beside.iter().any(|(a, w)| *a == after && w == word);
                if mentions.beside.len() < BESIDE && !known && !is_office(&word.to_lowercase()) {
                    mentions.beside.push((after, word.to_owned()));
                }
            }
        });
        names
    }
}

/// What is to be reported of a spelling.
#[derive(Debug)]
pub(crate) struct Across<'n> {
    usual: &'n str,
    count: u32,
    documents: usize,
    confidence: u16,
}

/// Which documents have a spelling, and how.
#[derive(Debug, Default)]
struct Spread<'n> {
    documents: usize,
    placed: bool,
    /// In how many documents a word stands beside it.
    beside: BTreeMap<(bool, &'n str), u32>,
}

/// The rare spellings of names that most documents spell otherwise.
pub(crate) fn verdicts<'n>(
    all: &'n [Names],
    knows: &dyn Fn(&str) -> Option<bool>,
) -> BTreeMap<&'n str, Across<'n>> {
    let mut groups: BTreeMap<(char, String), BTreeMap<&str, Name<'_>>> = BTreeMap::new();
    let mut spreads: BTreeMap<&str, Spread<'_>> = BTreeMap::new();
    // Beside how many names of all documents a word stands.
    let mut companies: BTreeMap<(bool, &str), u32> = BTreeMap::new();
    for (spelling, mentions) in all.iter().flat_map(|names| &names.0).filter(|(_, m)| m.is_whole) {
        let Some(key) = key(spelling) else { continue };
        let name = groups.entry(key).or_default().entry(spelling).or_default();
        name.count += mentions.count;
        let spread = spreads.entry(spelling).or_default();
        spread.documents += 1;
        spread.placed |= mentions.placed;
        for (after, word) in &mentions.beside {
            let beside = (*after, word.as_str());
            if !name.beside.contains(&beside) {
                name.beside.push(beside);
            }
            *spread.beside.entry(beside).or_default() += 1;
            *companies.entry(beside).or_default() += 1;
        }
    }
    let mut found: BTreeMap<&str, Across<'_>> = BTreeMap::new();
    for ((_, skeleton), mut group) in groups {
        if group.len() < 2 {
            continue;
        }
        let is_word = |spelling: &str| knows(&spelling.to_lowercase()) == Some(true);
        let words: Vec<&str> = group.keys().copied().filter(|spelling| is_word(spelling)).collect();
        group.retain(|spelling, _| !words.contains(spelling));
        let Some(usual) = most(&group) else { continue };
        // `Comission` beside `Commision` is a misspelt word, and so is the usual form.
        if words.iter().any(|word| variants_of_one(word, usual)) {
            continue;
        }
        let Some(of_usual) = spreads.get(usual) else { continue };
        let spellings: Vec<&str> = group.keys().copied().collect();
        if let Some(name) = group.get_mut(usual) {
            name.beside.retain(|beside| {
                let own = of_usual.beside.get(beside).copied().unwrap_or_default();
                own * TELLING >= companies.get(beside).copied().unwrap_or_default()
                    || spellings.contains(&beside.1)
            });
        }
        let mut rare: BTreeMap<&str, Verdict<'_>> = BTreeMap::new();
        rare_spellings(knows, &skeleton, &group, &mut rare);
        for (spelling, verdict) in rare {
            let (Some(name), Some(usual_name)) = (group.get(spelling), group.get(verdict.usual)) else {
                continue;
            };
            let Some(of_rare) = spreads.get(spelling) else { continue };
            if of_usual.documents < FEWEST || is_grammar(verdict.usual, spelling) {
                continue;
            }
            // `Bekele Gerba` is not `Garba`, though one neighbour of many is the same.
            let common = name.beside.iter().filter(|beside| usual_name.beside.contains(beside)).count();
            let shared = common * 2 > name.beside.len();
            let is_other = of_rare.documents >= RECURRING
                || is_listed_elsewhere(verdict.usual, spelling)
                || knows(spelling) == Some(true);
            let confidence = match shared {
                _ if is_other => verdict.confidence.min(DOUBTFUL),
                true => verdict.confidence,
                false if name.beside.is_empty() => alone(&verdict, spelling, [of_usual, of_rare]),
                false => verdict.confidence.min(DOUBTFUL),
            };
            let (usual, count, documents) = (verdict.usual, verdict.count, of_usual.documents);
            found.insert(spelling, Across { usual, count, documents, confidence });
        }
    }
    found
}

/// How sure it is of a spelling that stands without other names: two documents may speak of two people, but of one town.
fn alone(verdict: &Verdict<'_>, spelling: &str, [of_usual, of_rare]: [&Spread<'_>; 2]) -> u16 {
    let usual = listed(verdict.usual);
    let majority = of_usual.documents >= MAJORITY * of_rare.documents
        && of_rare.documents <= FEWEST
        && distance(verdict.usual, spelling) <= 1;
    match is_town(verdict.usual) {
        _ if !majority => verdict.confidence.min(DOUBTFUL),
        true if of_rare.placed => verdict.confidence.max(BY_MAJORITY),
        false if !usual.contains(Flags::GIVEN) => verdict.confidence,
        _ => verdict.confidence.min(DOUBTFUL),
    }
}

/// Whether lists have the rare spelling as another name. Of a town they have many spellings, as have other towns: the country tells.
fn is_listed_elsewhere(usual: &str, rare: &str) -> bool {
    let country = |name: &str| place(&name.to_lowercase()).map(|place| place.country);
    if is_town(usual) {
        country(rare).is_some_and(|own| country(usual) != Some(own))
    } else {
        listed(rare).intersects(Flags::NAME)
    }
}

/// Whether lists have a name as a place and not as one that people bear.
fn is_town(name: &str) -> bool {
    let flags = listed(name);
    flags.contains(Flags::PLACE) && !flags.intersects(Flags::GIVEN | Flags::SURNAME)
}

/// The spelling that occurs most.
fn most<'n>(group: &BTreeMap<&'n str, Name<'_>>) -> Option<&'n str> {
    group.iter().max_by_key(|(spelling, name)| (name.count, std::cmp::Reverse(**spelling))).map(|(s, _)| *s)
}

/// Whether two forms are words of one stem: a land and its people, `Buganda` and `Baganda`, as Bantu languages make them by the
/// first syllable; and what lists have as a people (`Nigeriens`).
fn is_grammar(usual: &str, rare: &str) -> bool {
    const CLASSES: [&str; 14] =
        ["ba", "bo", "bu", "ki", "chi", "lu", "le", "ma", "mo", "mu", "o", "se", "tshi", "wa"];
    let (usual, rare) = (folded(usual), folded(rare));
    let is_people = |word: &str| {
        let forms = [word, word.strip_suffix('s').unwrap_or(word)];
        forms.iter().any(|form| place(form).is_some_and(|place| place.kind == PlaceKind::Demonym))
    };
    let same_stem = |class: &str| {
        usual.strip_prefix(class).is_some_and(|stem| {
            CLASSES
                .iter()
                .any(|other| *other != class && rare.strip_prefix(other) == Some(stem) && stem.len() >= 4)
        })
    };
    is_people(&rare) || CLASSES.iter().any(|class| same_stem(class))
}

/// Where a document has these spellings.
pub(crate) fn find(document: &Document, verdicts: &BTreeMap<&str, Across<'_>>) -> Vec<Finding> {
    let words = document.words();
    let mut wanted = ByWord::new(words);
    let titles = words.ids().filter(|id| words.get(*id).shape == Shape::Title);
    for id in titles.filter(|id| verdicts.contains_key(bare(words.text(*id)))) {
        wanted.set(id, 1);
    }
    let mut found = Vec::new();
    visit(document, &wanted, |place, _| {
        let token = &place.tokens[place.at];
        let spelling = bare(document.token_text(token));
        let Some(verdict) = verdicts.get(spelling).filter(|_| !place.quoted() && !place.hyphenated()) else {
            return;
        };
        let mut span = token.span;
        span.end = span.start + spelling.len() as u32;
        let message = "this name is spelt otherwise in other documents";
        let finding = Finding::new(&RULES[0], span, verdict.confidence, message)
            .suggest(verdict.usual, Applicability::Ask);
        let Across { usual, count, documents, .. } = verdict;
        found.push(finding.because(format!("`{usual}` occurs {count} times in {documents} documents")));
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_land_and_its_people_are_two_words() {
        for (usual, rare) in [("Buganda", "Baganda"), ("Botswana", "Batswana"), ("Nigerians", "Nigeriens")] {
            assert!(is_grammar(usual, rare), "{rare}");
        }
        for (usual, rare) in [("Pskov", "Pskow"), ("Magufuli", "Magafuli"), ("Madrid", "Madrird")] {
            assert!(!is_grammar(usual, rare), "{rare}");
        }
    }
}
