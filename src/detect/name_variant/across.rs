//! `Pskov` in nine documents, `Pskow` in one: the names of a set of documents compared.

use std::collections::BTreeMap;

use super::letters::distance;
use super::{Name, RULES, Verdict, bare, is_candidate, is_office, key, rare_spellings, visit};
use crate::document::{Document, Shape};
use crate::finding::{Applicability, Finding};
use crate::lang::Lang;
use crate::model::{embedded::ENGLISH, words::Flags};

/// Neighbours of a name that are kept.
const BESIDE: usize = 16;
/// Documents that must have the usual spelling for each that has the rare one, where nothing else speaks for one name.
const MAJORITY: usize = 4;
/// Most confidence where both spellings are names that people bear.
const OF_PEOPLE: u16 = 600;
/// Confidence where such a majority alone speaks.
const BY_MAJORITY: u16 = 720;

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
}

impl Names {
    /// The names of a document that may have variants; none where it is not in English.
    pub(crate) fn of(document: &Document) -> Self {
        let mut names = Self::default();
        if document.lang() != Lang::En {
            return names;
        }
        let words = document.words();
        let mut wanted = vec![0; words.len()];
        for id in words.ids().filter(|id| is_candidate(document, *id)) {
            let spelling = bare(words.text(id));
            if key(spelling).is_some() {
                wanted[id.index()] = 1;
                names.0.entry(spelling.to_owned()).or_default().count += words.get(id).count;
            }
        }
        visit(document, &wanted, |place, _| {
            let spelling = bare(document.token_text(&place.tokens[place.at]));
            let Some(mentions) = names.0.get_mut(spelling) else { return };
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

/// The rare spellings of names that most documents spell otherwise.
pub(crate) fn verdicts<'n>(
    all: &'n [Names],
    knows: &dyn Fn(&str) -> Option<bool>,
) -> BTreeMap<&'n str, Across<'n>> {
    let mut groups: BTreeMap<(char, String), BTreeMap<&str, Name<'_>>> = BTreeMap::new();
    let mut documents: BTreeMap<&str, usize> = BTreeMap::new();
    for (spelling, mentions) in all.iter().flat_map(|names| &names.0) {
        let Some(key) = key(spelling) else { continue };
        let name = groups.entry(key).or_default().entry(spelling).or_default();
        name.count += mentions.count;
        for (after, word) in &mentions.beside {
            if !name.beside.contains(&(*after, word.as_str())) {
                name.beside.push((*after, word));
            }
        }
        *documents.entry(spelling).or_default() += 1;
    }
    let mut found: BTreeMap<&str, Across<'_>> = BTreeMap::new();
    for ((_, skeleton), mut group) in groups {
        if group.len() < 2 {
            continue;
        }
        group.retain(|spelling, _| knows(&spelling.to_lowercase()) != Some(true));
        let mut rare: BTreeMap<&str, Verdict<'_>> = BTreeMap::new();
        rare_spellings(knows, &skeleton, &group, &mut rare);
        for (spelling, verdict) in rare {
            let of = |name: &str| documents.get(name).copied().unwrap_or_default();
            let (with, without) = (of(verdict.usual), of(spelling));
            // Two documents may speak of two people, `Adrien` and `Adrian`, but of one town.
            let (usual, rare) = (listed(verdict.usual), listed(spelling));
            let is_place = usual.contains(Flags::PLACE) && !usual.intersects(Flags::GIVEN | Flags::SURNAME);
            let majority = with >= MAJORITY * without
                && knows(spelling) != Some(true)
                && distance(verdict.usual, spelling) <= 1;
            let confidence = match (is_place && majority, rare.intersects(Flags::NAME)) {
                (true, _) => verdict.confidence.max(BY_MAJORITY),
                (false, true) => verdict.confidence.min(OF_PEOPLE),
                (false, false) => verdict.confidence,
            };
            if with >= 2 {
                let across =
                    Across { usual: verdict.usual, count: verdict.count, documents: with, confidence };
                found.insert(spelling, across);
            }
        }
    }
    found
}

/// Where a document has these spellings.
pub(crate) fn find(document: &Document, verdicts: &BTreeMap<&str, Across<'_>>) -> Vec<Finding> {
    let words = document.words();
    let mut wanted = vec![0; words.len()];
    let titles = words.ids().filter(|id| words.get(*id).shape == Shape::Title);
    for id in titles.filter(|id| verdicts.contains_key(bare(words.text(*id)))) {
        wanted[id.index()] = 1;
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
