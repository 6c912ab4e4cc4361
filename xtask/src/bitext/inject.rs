//! Faults put into good translations, seeded.

use std::ops::Range;

use corrigenda::{Checker, Lang, Tier};
use rayon::prelude::*;

use super::{Triple, bilingual, check};
use crate::data::Random;

/// Faults injected per kind and corpus.
const INJECTED: usize = 250;

/// A kind of fault: takes a good translation and gives a bad one.
#[derive(Clone, Copy)]
pub(super) struct Kind {
    pub(super) name: &'static str,
    make: fn(&Triple, &mut Random) -> Option<String>,
}

/// All kinds.
pub(super) const KINDS: [Kind; 6] = [
    Kind { name: "number changed", make: number_changed },
    Kind { name: "number dropped", make: number_dropped },
    Kind { name: "name dropped", make: name_dropped },
    Kind { name: "clause omitted, share 1/4 to 1/3", make: |t, r| clause_omitted(t, r, 0.25..0.333) },
    Kind { name: "clause omitted, share 1/3 to 1/2", make: |t, r| clause_omitted(t, r, 0.333..0.5) },
    Kind { name: "clause omitted, share over 1/2", make: |t, r| clause_omitted(t, r, 0.5..0.95) },
];

/// Injects, checks and counts: how many, found in `sure`, in `likely` and above, in any tier.
pub(super) fn inject(
    checker: &Checker,
    from: &str,
    to: &str,
    documents: &[&[Triple]],
    kind: Kind,
    tell: bool,
) -> (usize, usize, usize, usize) {
    let mut random = Random(20_261_124 + kind.name.len() as u64);
    let mut cases: Vec<(usize, usize, String)> = Vec::new();
    // One fault a document at a time, over the documents again and again.
    for round in 0..60 {
        for (d, document) in documents.iter().enumerate() {
            if cases.len() >= INJECTED {
                break;
            }
            let at = (random.below(document.len()) + round) % document.len();
            if let Some(bad) = (kind.make)(&document[at], &mut random) {
                cases.push((d, at, bad.trim().to_owned()));
            }
        }
    }
    let tiers: Vec<Option<Tier>> = cases
        .par_iter()
        .map(|(d, at, bad)| {
            let pairs = documents[*d].iter().enumerate();
            let pairs = pairs
                .map(|(i, t)| (t.source.as_str(), if i == *at { bad.as_str() } else { t.edited.as_str() }));
            let checked = check(checker, from, to, Tier::Possible, pairs);
            let place = checked
                .pairs
                .iter()
                .find(|p| checked.source.text.get(p.target.range()) == Some(bad.as_str()))?
                .target;
            let best = bilingual(&checked).filter(|f| f.span.overlaps(place)).map(|f| f.confidence).max()?;
            Some(best.tier())
        })
        .collect();
    if tell {
        for ((d, at, bad), _) in cases.iter().zip(&tiers).filter(|(_, tier)| **tier < Some(Tier::Likely)) {
            println!("{}\t{}\t{}\t{bad}", kind.name, documents[*d][*at].source, documents[*d][*at].edited);
        }
    }
    let count = |least: Tier| tiers.iter().filter(|t| **t >= Some(least)).count();
    (cases.len(), count(Tier::Sure), count(Tier::Likely), count(Tier::Possible))
}

/// Places of the numbers that both sides write in the same digits.
fn shared_numbers(triple: &Triple) -> Vec<Range<usize>> {
    let is_alone = |text: &str, range: &Range<usize>| {
        let touches = |c: Option<char>| {
            c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | ':' | '/' | '-'))
        };
        !touches(text[..range.start].chars().next_back())
            && !touches(text[range.end..].chars().next().filter(|c| !matches!(c, ',' | '.')))
            && !text[range.end..].chars().nth(1).is_some_and(|c| c.is_ascii_digit())
    };
    let digits = |text: &str| {
        let mut found: Vec<Range<usize>> = Vec::new();
        for (at, c) in text.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
            match found.last_mut().filter(|r| r.end == at) {
                Some(range) => range.end += c.len_utf8(),
                None => found.push(at..at + 1),
            }
        }
        found
    };
    let there: Vec<&str> = digits(&triple.source).into_iter().map(|r| &triple.source[r]).collect();
    let once = |n: &str| triple.edited.matches(n).count() == 1;
    digits(&triple.edited)
        .into_iter()
        .filter(|r| {
            is_alone(&triple.edited, r)
                && there.contains(&&triple.edited[r.clone()])
                && once(&triple.edited[r.clone()])
        })
        .collect()
}

fn number_changed(triple: &Triple, random: &mut Random) -> Option<String> {
    let numbers = shared_numbers(triple);
    let range = random.pick(&numbers)?.clone();
    let mut digits: Vec<u8> = triple.edited[range.clone()].bytes().collect();
    let at = random.below(digits.len());
    let digit = digits.get_mut(at)?;
    *digit = b'0' + (*digit - b'0' + 1 + random.below(8) as u8) % 10;
    let digits = String::from_utf8(digits).ok()?;
    (!digits.starts_with('0'))
        .then(|| format!("{}{digits}{}", &triple.edited[..range.start], &triple.edited[range.end..]))
}

fn without(text: &str, range: Range<usize>) -> String {
    format!("{} {}", text[..range.start].trim_end(), text[range.end..].trim_start())
        .replace(" ,", ",")
        .replace(" .", ".")
}

fn number_dropped(triple: &Triple, random: &mut Random) -> Option<String> {
    let numbers = shared_numbers(triple);
    let range = random.pick(&numbers)?.clone();
    Some(without(&triple.edited, range))
}

/// Drops a whole name that stands inside the sentence on both sides, alike: of several words all, and no part of it stands
/// elsewhere in the sentence. Capitalised words that English also writes small (`Court`) are no names.
fn name_dropped(triple: &Triple, random: &mut Random) -> Option<String> {
    Some(drop_name(triple, random)?.0)
}

/// The same, with the place of the name in the source.
pub(super) fn drop_name(triple: &Triple, random: &mut Random) -> Option<(String, Range<usize>)> {
    let there = names(&triple.source);
    let here = names(&triple.edited);
    let folded = |text: &str| text.split(' ').map(corrigenda::bitext::roman).collect::<Vec<_>>();
    let alike = |a: &str, b: &str| a.len() >= 4 && b.len() >= 4 && a.get(..4) == b.get(..4);
    let fits: Vec<(Range<usize>, Range<usize>)> = here
        .into_iter()
        .filter_map(|range| {
            let words = folded(&triple.edited[range.clone()]);
            let rest = format!("{} {}", &triple.edited[..range.start], &triple.edited[range.end..]);
            let elsewhere = rest.split(|c: char| !c.is_alphanumeric()).map(corrigenda::bitext::roman);
            let alone = !elsewhere.into_iter().any(|other| words.iter().any(|word| alike(word, &other)));
            let kept = there.iter().find(|name| {
                let source = folded(&triple.source[(*name).clone()]);
                source.len() == words.len() && source.iter().zip(&words).all(|(a, b)| alike(a, b))
            });
            let fits = alone && triple.edited[range.clone()].split(' ').all(is_no_word);
            kept.filter(|_| fits).map(|source| (range, source.clone()))
        })
        .collect();
    let (range, source) = random.pick(&fits)?.clone();
    Some((without(&triple.edited, range), source))
}

/// Whether English has the word with a capital only, or not at all.
fn is_no_word(word: &str) -> bool {
    static LEXICON: std::sync::LazyLock<corrigenda::lexicon::Lexicon> =
        std::sync::LazyLock::new(Default::default);
    let people = ["an", "ish", "ese", "ch", "ic", "ans"].iter().any(|end| word.ends_with(end));
    !people && LEXICON.knows(Lang::En, &word.to_lowercase()) == Some(false)
}

/// Places of capitalised words inside a sentence, those that follow each other together.
fn names(text: &str) -> Vec<Range<usize>> {
    let is_name = |w: &str| {
        w.chars().count() >= 4
            && w.chars().all(char::is_alphabetic)
            && w.chars().next().is_some_and(char::is_uppercase)
            && w.chars().skip(1).all(char::is_lowercase)
    };
    let mut found: Vec<Range<usize>> = Vec::new();
    let (mut at, mut inside, mut goes_on) = (0, false, false);
    for piece in text.split(' ') {
        let word = piece.trim_end_matches([',', '.', ';']);
        if inside && is_name(word) {
            match found.last_mut().filter(|_| goes_on) {
                Some(range) => range.end = at + word.len(),
                None => found.push(at..at + word.len()),
            }
            goes_on = word.len() == piece.len();
        } else {
            goes_on = false;
        }
        inside = piece.ends_with(|c: char| c.is_alphanumeric() || c == ',');
        at += piece.len() + 1;
    }
    found
}

pub(super) fn clause_omitted(triple: &Triple, random: &mut Random, share: Range<f64>) -> Option<String> {
    let text = &triple.edited;
    let mut edges: Vec<usize> = vec![0];
    edges.extend(text.match_indices([',', ';']).map(|(at, _)| at));
    edges.push(text.trim_end_matches(['.', '!', '?', '"']).len());
    let clauses: Vec<Range<usize>> = edges
        .windows(2)
        .map(|w| w[0]..w[1])
        .filter(|r| r.start < r.end && text[r.clone()].split_whitespace().count() >= 4)
        .filter(|r| share.contains(&(r.len() as f64 / text.len() as f64)))
        .collect();
    let range = random.pick(&clauses)?.clone();
    let kept = format!("{}{}", &text[..range.start], &text[range.end..]);
    Some(kept.trim_start_matches([',', ';', ' ']).to_owned())
        .filter(|kept| kept.split_whitespace().count() >= 3)
}
