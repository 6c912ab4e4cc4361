//! Counts pairs and triples of words and turns them into a back-off model.

use std::collections::HashMap;

use corrigenda::Lang;
use corrigenda::model::manner::elided;
use corrigenda::model::ngrams::{Key, NewPair, NewTriple};
use corrigenda::model::pieces::{MIXED, NAME, NUMBER, PieceKind, Pieces, START, UNKNOWN, fold, mark_key};
use corrigenda::model::tables::{hash, pack_cost};
use corrigenda::model::words::{Flags, NewWord};

use super::inputs::Inputs;

/// Tokens that the counts of the web are scaled to.
const WEB_TOKENS: f64 = 4e7;
/// Tokens of the Web Trillion Word Corpus.
const WEB_TOTAL: f64 = 1_024_908_267_229.0;
/// Discount of absolute discounting, of a count of one or more.
const DISCOUNT: f32 = 0.65;

#[derive(Default, Clone, Copy)]
struct Count {
    raw: u32,
    weighted: f32,
}

/// A model before it is packed.
pub struct Counted {
    /// Pairs and weights of histories.
    pub pairs: Vec<NewPair>,
    /// Triples.
    pub triples: Vec<NewTriple>,
}

/// Counts the texts. `most` bounds the number of pairs and of triples kept.
pub fn build(inputs: &Inputs, words: &[NewWord], most: (usize, usize), lang: Lang) -> Counted {
    // Rubbish of the lists stays out, and names in lower case: texts and the web are full of torn words (`a nd`).
    let known: HashMap<&str, (Key, Flags)> = words
        .iter()
        .filter(|w| w.flags.intersects(Flags::DICTIONARY | Flags::NAME | Flags::NAMELIKE))
        .map(|w| (w.text.as_str(), (hash(w.text.as_bytes()), w.flags)))
        .collect();
    let key_of = |surface: &str| {
        known
            .get(&*fold(surface))
            .filter(|(_, flags)| flags.contains(Flags::LOWER) || !surface.starts_with(char::is_lowercase))
            .map(|&(key, _)| key)
    };
    let unigram: HashMap<Key, f64> = words.iter().map(|w| (hash(w.text.as_bytes()), w.probability)).collect();
    let mut pairs: HashMap<(Key, Key), Count> = HashMap::new();
    let mut triples: HashMap<(Key, Key, Key), Count> = HashMap::new();
    let mut alone: HashMap<Key, f64> = HashMap::new();
    for (_, weight, text) in &inputs.texts {
        for line in text.lines() {
            let (mut h1, mut h2) = (START, 0);
            let (mut name1, mut name2, mut inside) = (false, false, false);
            for piece in Pieces::new(line).eliding(elided(lang)) {
                let surface = &line[piece.start..piece.end];
                let mut name = false;
                let key = match piece.kind {
                    PieceKind::Word => {
                        name = inside && surface.starts_with(char::is_uppercase);
                        key_of(surface).unwrap_or(UNKNOWN)
                    }
                    PieceKind::Number => NUMBER,
                    PieceKind::Mixed => MIXED,
                    PieceKind::Mark => mark_key(surface.chars().next().unwrap_or(' ')),
                };
                inside = piece.kind != PieceKind::Mark || matches!(surface, "," | ";" | "-");
                let add = |count: &mut Count| {
                    count.raw += 1;
                    count.weighted += weight;
                };
                add(pairs.entry((h1, key)).or_default());
                *alone.entry(key).or_default() += f64::from(*weight);
                if h2 != 0 {
                    add(triples.entry((h2, h1, key)).or_default());
                }
                if name1 {
                    add(pairs.entry((NAME, key)).or_default());
                }
                if name2 {
                    add(triples.entry((NAME, h1, key)).or_default());
                }
                h2 = h1;
                h1 = key;
                name2 = name1;
                name1 = name;
            }
        }
    }
    let total: f64 = alone.values().sum();
    let lower =
        |key: Key| unigram.get(&key).copied().or_else(|| alone.get(&key).map(|c| c / total)).unwrap_or(1e-9);
    for (first, second, count) in &inputs.web_pairs {
        let (Some(first), Some(second)) = (key_of(first), key_of(second)) else {
            continue;
        };
        let count = count * WEB_TOKENS / WEB_TOTAL;
        let pair = pairs.entry((first, second)).or_default();
        pair.raw += 2;
        pair.weighted += count as f32;
    }
    // What the web says of pairs that are in no list is known for the history only: its frequency.
    let mut histories: HashMap<Key, (f64, f64)> = HashMap::new();
    for (&(first, _), count) in &pairs {
        let history = histories.entry(first).or_default();
        history.0 += f64::from(count.weighted);
        history.1 += f64::from(DISCOUNT.min(count.weighted * DISCOUNT));
    }
    let listed: std::collections::HashSet<Key> =
        inputs.web_pairs.iter().filter_map(|(first, ..)| key_of(first)).collect();
    for (key, history) in &mut histories {
        if listed.contains(key) {
            let expected = lower(*key) * (total + WEB_TOKENS) * 0.8;
            if expected > history.0 {
                history.1 += expected - history.0;
                history.0 = expected;
            }
        }
    }
    let discounted = |count: Count| f64::from(count.weighted - DISCOUNT.min(count.weighted * DISCOUNT));
    let pair_probability = |first: Key, second: Key, count: Option<&Count>| {
        let Some(&(of, missing)) = histories.get(&first) else { return lower(second) };
        let own = count.map_or(0.0, |c| discounted(*c));
        (own + missing * lower(second)) / of
    };
    let mut contexts: HashMap<(Key, Key), (f64, f64)> = HashMap::new();
    for (&(h2, h1, _), count) in &triples {
        let context = contexts.entry((h2, h1)).or_default();
        context.0 += f64::from(count.weighted);
        context.1 += f64::from(DISCOUNT.min(count.weighted * DISCOUNT));
    }
    // What each n-gram says that the shorter one does not: count times the logarithm of the ratio.
    let mut kept_triples: Vec<(f64, [Key; 3], f64)> = Vec::new();
    for (&(h2, h1, word), count) in &triples {
        if count.raw < 2 || !pairs.contains_key(&(h2, h1)) && h2 != NAME {
            continue;
        }
        let (of, missing) = contexts[&(h2, h1)];
        let shorter = pair_probability(h1, word, pairs.get(&(h1, word)));
        let probability = (discounted(*count) + missing * shorter) / of;
        let gain = f64::from(count.weighted) * (probability / shorter).ln();
        kept_triples.push((gain, [h2, h1, word], probability));
    }
    kept_triples.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    kept_triples.truncate(most.1);
    let mut kept_pairs: Vec<(f64, (Key, Key), f64)> = Vec::new();
    for (&(first, second), count) in &pairs {
        if count.raw < 2 {
            continue;
        }
        let probability = pair_probability(first, second, Some(count));
        let gain = f64::from(count.weighted) * (probability / lower(second)).ln();
        if gain > 0.0 {
            kept_pairs.push((gain, (first, second), probability));
        }
    }
    kept_pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    kept_pairs.truncate(most.0);
    pack(&kept_pairs, &kept_triples, &lower)
}

fn pack(
    pairs: &[(f64, (Key, Key), f64)],
    triples: &[(f64, [Key; 3], f64)],
    lower: &dyn Fn(Key) -> f64,
) -> Counted {
    // Back-off weights so that each history sums to one over what was kept.
    let mut alone: HashMap<Key, (f64, f64)> = HashMap::new();
    let kept: HashMap<(Key, Key), f64> = pairs.iter().map(|&(_, pair, p)| (pair, p)).collect();
    for &(_, (first, second), p) in pairs {
        let sums = alone.entry(first).or_default();
        sums.0 += p;
        sums.1 += lower(second);
    }
    let weight = |&(kept, shorter): &(f64, f64)| {
        pack_cost(((1.0 - kept).max(0.01) / (1.0 - shorter).max(0.01)).min(1.0))
    };
    let alone: HashMap<Key, u8> = alone.iter().map(|(&key, sums)| (key, weight(sums))).collect();
    let shorter = |first: Key, second: Key| match kept.get(&(first, second)) {
        Some(&p) => p,
        None => {
            let back = alone.get(&first).map_or(0.0, |&b| f64::from(b) / 10.0);
            lower(second) * (-back).exp()
        }
    };
    let mut contexts: HashMap<(Key, Key), (f64, f64)> = HashMap::new();
    let mut new_triples = Vec::new();
    for &(_, [h2, h1, word], p) in triples {
        let sums = contexts.entry((h2, h1)).or_default();
        sums.0 += p;
        sums.1 += shorter(h1, word);
        new_triples.push(NewTriple { words: [h2, h1, word], cost: pack_cost(p) });
    }
    let mut new_pairs: Vec<NewPair> = pairs
        .iter()
        .map(|&(_, (first, second), p)| NewPair {
            first,
            second: Some(second),
            cost: pack_cost(p).min(254),
            back_off: contexts.get(&(first, second)).map_or(0, weight),
        })
        .collect();
    new_pairs.extend(contexts.iter().filter(|(pair, _)| !kept.contains_key(pair)).map(
        |(&(first, second), sums)| NewPair {
            first,
            second: Some(second),
            cost: u8::MAX,
            back_off: weight(sums),
        },
    ));
    new_pairs.extend(alone.iter().map(|(&first, &back_off)| NewPair {
        first,
        second: None,
        cost: u8::MAX,
        back_off,
    }));
    new_pairs.sort_by_key(|p| (p.first, p.second));
    new_triples.sort_by_key(|t| t.words);
    Counted { pairs: new_pairs, triples: new_triples }
}
