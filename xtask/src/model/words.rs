//! The vocabulary: which words it takes, and what it says of each.

use std::collections::{BTreeMap, HashMap};

use corrigenda::model::Model;
use corrigenda::model::confusions::PAIRS;
use corrigenda::model::doubt::{NEAR, RARER};
use corrigenda::model::pieces::{PieceKind, Pieces, fold};
use corrigenda::model::rather::{FAR, error};
use corrigenda::model::tables::Cost;
use corrigenda::model::words::{Flags, NewWord, WordNo};

use super::contexts;
use super::inputs::Inputs;

/// Whether a spelling dictionary has a word as spelt.
pub type Verdict<'v> = &'v dyn Fn(&str) -> bool;

/// What the lists of names say of a word in lower case.
pub type Names = HashMap<String, Flags>;

/// Occurrences of a word in running text.
#[derive(Default, Clone, Copy)]
struct Seen {
    raw: u32,
    weighted: f64,
    inside: u32,
    capital: u32,
}

/// Words seen less than this often in the texts come from the frequency list or not at all.
const LEAST_SEEN: u32 = 3;

/// Builds the vocabulary, most frequent word first.
pub fn build(inputs: &Inputs, names: &Names, verdict: Verdict<'_>) -> Vec<NewWord> {
    let seen = count(inputs);
    let total: f64 = seen.values().map(|s| s.weighted).sum();
    let listed: HashMap<&str, f64> = inputs.frequencies.iter().map(|(w, f)| (w.as_str(), *f)).collect();
    let mut candidates: BTreeMap<&str, ()> = BTreeMap::new();
    candidates.extend(listed.keys().map(|&w| (w, ())));
    candidates.extend(seen.iter().filter(|(_, s)| s.raw >= LEAST_SEEN).map(|(w, _)| (w.as_str(), ())));
    candidates.extend(names.keys().map(|w| (w.as_str(), ())));
    let mut words: Vec<NewWord> = Vec::new();
    for (&text, ()) in &candidates {
        if !is_word(text) {
            continue;
        }
        let s = seen.get(text).copied().unwrap_or_default();
        let (list, read) = (listed.get(text).copied(), s.weighted / total);
        let probability = match list {
            Some(f) => 0.75 * f + 0.25 * read,
            None => (0.25 * read).max(2e-9),
        };
        let flags = names.get(text).copied().unwrap_or_default() | dictionary_flags(text, verdict);
        let capital = capital_share(s, flags);
        let mut flags = flags;
        flags.set(Flags::NAMELIKE, capital >= 0.7);
        words.push(NewWord { text: text.to_owned(), probability, capital, flags });
    }
    let frequency: HashMap<String, f64> = words
        .iter()
        .filter(|w| w.flags.intersects(Flags::LOWER))
        .map(|w| (w.text.clone(), w.probability))
        .collect();
    words.retain(|word| {
        word.flags.intersects(Flags::DICTIONARY | Flags::NAME)
            || !(is_misspelt(word, inputs, &frequency)
                || is_glued(&word.text, word.probability, &frequency)
                    && !word.flags.contains(Flags::NAMELIKE))
    });
    words.push(NewWord {
        text: "'s".to_owned(),
        probability: seen.get("'s").map_or(0.005, |s| s.weighted / total),
        capital: 0.0,
        flags: Flags::LOWER,
    });
    words.sort_by(|a, b| b.probability.total_cmp(&a.probability).then_with(|| a.text.cmp(&b.text)));
    words
}

/// Letters with apostrophes inside, no possessive.
fn is_word(text: &str) -> bool {
    let mut pieces = Pieces::new(text);
    let whole = pieces.next().is_some_and(|p| p.kind == PieceKind::Word && p.end == text.len())
        && pieces.next().is_none();
    whole && text.len() <= 40 && (text.chars().count() > 1 || matches!(text, "a" | "i" | "o"))
}

fn count(inputs: &Inputs) -> HashMap<String, Seen> {
    let mut seen: HashMap<String, Seen> = HashMap::new();
    for (_, weight, text) in &inputs.texts {
        for line in text.lines() {
            let mut inside = false;
            for piece in Pieces::new(line) {
                let surface = &line[piece.start..piece.end];
                if piece.kind == PieceKind::Word {
                    let s = seen.entry(fold(surface).into_owned()).or_default();
                    s.raw += 1;
                    s.weighted += f64::from(*weight);
                    if inside {
                        s.inside += 1;
                        s.capital += u32::from(surface.starts_with(char::is_uppercase));
                    }
                    inside = true;
                } else if piece.kind == PieceKind::Mark {
                    inside = surface == "," || surface == ";" || surface == "-";
                } else {
                    inside = true;
                }
            }
        }
    }
    seen
}

fn dictionary_flags(text: &str, verdict: Verdict<'_>) -> Flags {
    if verdict(text) {
        return Flags::LOWER;
    }
    let mut chars = text.chars();
    let title: String = chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect();
    if verdict(&title) {
        Flags::TITLE
    } else if verdict(&text.to_uppercase()) {
        Flags::UPPER
    } else {
        Flags::default()
    }
}

fn capital_share(seen: Seen, flags: Flags) -> f64 {
    let prior = if flags.contains(Flags::LOWER) {
        if flags.intersects(Flags::NAME) { 0.1 } else { 0.02 }
    } else if flags.intersects(Flags::TITLE | Flags::UPPER | Flags::NAME) {
        0.95
    } else {
        0.5
    };
    (f64::from(seen.capital) + 4.0 * prior) / (f64::from(seen.inside) + 4.0)
}

/// Whether a listed word is a known misspelling: lists hold forms that are only disputed, and those are nearly as frequent
/// as what they are held to be.
fn is_misspelt(word: &NewWord, inputs: &Inputs, frequency: &HashMap<String, f64>) -> bool {
    inputs.misspellings.get(&word.text).is_some_and(|rights| {
        rights.iter().any(|right| frequency.get(right).is_some_and(|f| word.probability < 0.5 * f))
    })
}

/// Whether a listed word is two dictionary words that somebody wrote as one: frequency lists are full of `ofthe`.
pub(super) fn is_glued(text: &str, probability: f64, frequency: &HashMap<String, f64>) -> bool {
    text.char_indices().skip(1).any(|(at, _)| {
        let (first, second) = text.split_at(at);
        match (frequency.get(first), frequency.get(second)) {
            (Some(a), Some(b)) => probability < 0.02 * a * b,
            _ => false,
        }
    })
}

/// The words that exist and may be meant by each word: those an error away that are not much rarer, and those it is known to be
/// taken for; marks the words that have some. Of words that the texts have often (`counts`) rarer ones are told apart too.
pub fn neighbours(words: &mut [NewWord], model: &Model<'_>, counts: &[u32]) -> Vec<Vec<(WordNo, Cost)>> {
    let mut known: HashMap<&str, Vec<&str>> = HashMap::new();
    for (one, other) in PAIRS {
        known.entry(one).or_default().push(other);
        known.entry(other).or_default().push(one);
    }
    let lists: Vec<Vec<(WordNo, Cost)>> = words
        .iter()
        .enumerate()
        .map(|(index, word)| {
            let own = model.words.cost(WordNo(index as u32));
            if !word.flags.contains(Flags::LOWER) || word.text.chars().count() < 2 {
                return Vec::new();
            }
            let mine = known.get(word.text.as_str()).map_or(&[][..], Vec::as_slice);
            let mut list: Vec<(WordNo, Cost)> = mine
                .iter()
                .filter_map(|other| model.words.find(other))
                .map(|no| {
                    let way = model.channel.origin(model.words.text(no), &word.text);
                    (no, error(true, way.map(|way| way.cost)))
                })
                .collect();
            for c in model.candidates(&word.text) {
                let rarer =
                    if counts[c.word.0 as usize] >= contexts::LEAST { contexts::RARER } else { RARER };
                let text = model.words.text(c.word);
                if model.words.flags(c.word).contains(Flags::LOWER)
                    && model.words.cost(c.word) <= own + rarer
                    && c.origin.cost < NEAR
                    && !mine.contains(&text)
                    && text.len() > 1
                    && !text.contains('\'')
                {
                    list.push((c.word, c.origin.cost));
                }
            }
            list.retain(|&(other, error)| error + model.words.cost(other) - own <= FAR);
            list
        })
        .collect();
    for (word, list) in words.iter_mut().zip(&lists) {
        word.flags.set(Flags::CONFUSABLE, !list.is_empty());
    }
    lists
}
