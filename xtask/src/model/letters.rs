//! Trains the models of letters on the words of the vocabulary.

use std::collections::{BTreeMap, HashMap};

use corrigenda::model::letters::{Kind, ORDER, history, letter};
use corrigenda::model::ngrams::{Key, NewPair};
use corrigenda::model::tables::pack_cost;
use corrigenda::model::words::{Flags, NewWord};

/// The pairs (history, letter) of both models.
pub fn build(words: &[NewWord]) -> Vec<NewPair> {
    build_to(words, ORDER)
}

/// The same, with histories of so many letters.
pub fn build_to(words: &[NewWord], order: usize) -> Vec<NewPair> {
    let mut pairs = Vec::new();
    for kind in [Kind::Common, Kind::Name] {
        train(kind, words, order, &mut pairs);
    }
    pairs.sort_by_key(|p| (p.first, p.second));
    pairs
}

fn train(kind: Kind, words: &[NewWord], order: usize, out: &mut Vec<NewPair>) {
    let mut counts: BTreeMap<Vec<char>, HashMap<Option<char>, f64>> = BTreeMap::new();
    for word in words {
        let name = word.flags.intersects(Flags::NAME | Flags::NAMELIKE | Flags::TITLE)
            || !word.flags.intersects(Flags::DICTIONARY);
        if name != (kind == Kind::Name) {
            continue;
        }
        // Types count, frequent ones a little more: unknown words are built like the rare ones.
        let weight = 1.0 + (1.0 + word.probability * 1e7).ln() * 0.25;
        let mut letters = vec!['^'; ORDER];
        letters.extend(word.text.chars());
        for at in ORDER..=letters.len() {
            let next = letters.get(at).copied();
            for length in 0..=order {
                let history = letters[at - length..at].to_vec();
                *counts.entry(history).or_default().entry(next).or_default() += weight;
            }
        }
    }
    let mut probability: HashMap<(Vec<char>, Option<char>), f64> = HashMap::new();
    let mut histories: Vec<&Vec<char>> = counts.keys().collect();
    histories.sort_by_key(|h| h.len());
    for h in histories {
        let next = &counts[h];
        let total: f64 = next.values().sum();
        let kinds = next.len() as f64;
        let mut sums = (0.0, 0.0);
        let mut kept: Vec<(Option<char>, f64)> = Vec::new();
        for (&c, &count) in next {
            let shorter = if h.is_empty() {
                1.0 / 400.0
            } else {
                probability.get(&(h[1..].to_vec(), c)).copied().unwrap_or(1e-4)
            };
            let p = (count + kinds * shorter) / (total + kinds);
            // A letter seen once after a long history says nothing that the shorter history does not.
            if h.len() >= 3 && count < 2.5 && (p / shorter).ln().abs() < 1.5 {
                continue;
            }
            sums.0 += p;
            sums.1 += shorter;
            kept.push((c, p));
        }
        kept.sort_by_key(|k| k.0);
        let key: Key = history(kind, h);
        for (c, p) in kept {
            probability.insert((h.clone(), c), p);
            out.push(NewPair {
                first: key,
                second: Some(letter(c)),
                cost: pack_cost(p).min(254),
                back_off: 0,
            });
        }
        if h.is_empty() {
            continue;
        }
        let weight = ((1.0 - sums.0).max(1e-4) / (1.0 - sums.1).max(1e-3)).min(1.0);
        out.push(NewPair { first: key, second: None, cost: u8::MAX, back_off: pack_cost(weight) });
    }
}
