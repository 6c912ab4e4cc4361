//! Classes of words by what stands beside them: `Monday` and `Tuesday`, `wrote` and `painted`.
//!
//! K-means over the shares of the commonest neighbours on each side, their square roots taken (Hellinger distance). The
//! commonest words are classes of their own.

use std::collections::HashMap;

use corrigenda::model::Model;
use corrigenda::model::contexts::Seen;
use corrigenda::model::ngrams::Key;
use corrigenda::model::words::{Flags, WordNo};

/// The commonest words, each a class.
const ALONE: usize = 90;
/// Classes of the others.
const CLASSES: usize = 150;
/// Neighbours that are counted.
const NEIGHBOURS: usize = 200;
/// Neighbours on one side: those counted, and all others.
const SIDE: usize = NEIGHBOURS + 1;
/// Shares of a word, padded so that sums run in eights.
const WIDTH: usize = (2 * SIDE).next_multiple_of(8);
/// Rarer words have no class by their neighbours.
const LEAST: u32 = 12;
/// Words that stored classes end with.
const MOST: usize = 80_000;
const ROUNDS: usize = 8;
/// Classes of rarer words by their endings, numbered from the highest class down.
const ENDINGS: [&str; 12] = ["ing", "ed", "ly", "tion", "ness", "ity", "er", "est", "able", "al", "ous", "s"];

/// The class of each word by number, from 1; 0 for none. `lines` are the pieces of running text.
pub fn build(model: &Model<'_>, lines: &[Vec<Seen>]) -> Vec<u8> {
    let mut counts = vec![0_u32; model.words.len()];
    let mut keys: HashMap<Key, u32> = HashMap::new();
    for &(key, word) in lines.iter().flatten() {
        if let Some(no) = word {
            counts[no.0 as usize] += 1;
        }
        *keys.entry(key).or_default() += 1;
    }
    let mut commonest: Vec<(u32, Key)> = keys.into_iter().map(|(key, count)| (count, key)).collect();
    commonest.sort_by(|a, b| b.cmp(a));
    let column: HashMap<Key, usize> =
        commonest.iter().take(NEIGHBOURS).enumerate().map(|(at, &(_, key))| (key, at)).collect();
    let has_class = |no: usize| counts[no] >= LEAST && !model.is_name(WordNo(no as u32));
    let mut words: Vec<usize> = (0..counts.len()).filter(|&no| has_class(no)).collect();
    words.sort_by_key(|&no| (std::cmp::Reverse(counts[no]), no));
    let mut row = vec![usize::MAX; counts.len()];
    words.iter().enumerate().for_each(|(at, &no)| row[no] = at);
    let mut shares = vec![0.0_f32; words.len() * WIDTH];
    for line in lines {
        for (at, &(_, word)) in line.iter().enumerate() {
            let Some(&row) = word.and_then(|no| row.get(no.0 as usize)).filter(|row| **row != usize::MAX)
            else {
                continue;
            };
            let beside = |at: Option<usize>| {
                let key = at.and_then(|at| line.get(at)).map(|seen| seen.0);
                key.and_then(|key| column.get(&key)).copied().unwrap_or(NEIGHBOURS)
            };
            shares[row * WIDTH + beside(at.checked_sub(1))] += 1.0;
            shares[row * WIDTH + SIDE + beside(Some(at + 1))] += 1.0;
        }
    }
    for row in shares.chunks_exact_mut(WIDTH) {
        let count: f32 = row[..SIDE].iter().sum();
        row.iter_mut().for_each(|share| *share = (*share / count.max(1.0)).sqrt());
    }
    let weights: Vec<f32> = words.iter().map(|&no| (counts[no] as f32).sqrt()).collect();
    let alone = ALONE.min(words.len());
    let found = means(&shares[alone * WIDTH..], &weights[alone..]);
    let mut classes = vec![0_u8; counts.len().min(MOST)];
    for (at, &no) in words.iter().enumerate() {
        let class = if at < alone { at } else { alone + found[at - alone] };
        if let Some(place) = classes.get_mut(no) {
            *place = class as u8 + 1;
        }
    }
    for (no, class) in classes.iter_mut().enumerate().filter(|(_, class)| **class == 0) {
        let no = WordNo(no as u32);
        let text = model.words.text(no);
        if model.words.flags(no).contains(Flags::LOWER)
            && let Some(at) = ENDINGS.iter().position(|ending| text.ends_with(ending))
        {
            *class = u8::MAX - at as u8;
        }
    }
    classes
}

/// The class of each row of shares.
fn means(shares: &[f32], weights: &[f32]) -> Vec<usize> {
    let rows: Vec<&[f32]> = shares.chunks_exact(WIDTH).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    // The first centres are common words far apart in rank.
    let mut centres: Vec<Vec<f32>> =
        (0..CLASSES).map(|class| rows[class * rows.len().min(4000) / CLASSES].to_vec()).collect();
    let mut found = vec![0; rows.len()];
    for _ in 0..ROUNDS {
        let lengths: Vec<f32> = centres.iter().map(|centre| product(centre, centre) / 2.0).collect();
        for (row, class) in rows.iter().zip(&mut found) {
            let near = |class: usize| product(row, &centres[class]) - lengths[class];
            *class = (0..CLASSES).max_by(|&a, &b| near(a).total_cmp(&near(b))).unwrap_or(0);
        }
        let mut sums = vec![vec![0.0_f32; WIDTH]; CLASSES];
        let mut all = vec![0.0_f32; CLASSES];
        for ((row, &class), &weight) in rows.iter().zip(&found).zip(weights) {
            all[class] += weight;
            sums[class].iter_mut().zip(*row).for_each(|(sum, share)| *sum += weight * share);
        }
        for ((centre, sum), all) in centres.iter_mut().zip(sums).zip(all).filter(|(_, all)| *all > 0.0) {
            *centre = sum.into_iter().map(|sum| sum / all).collect();
        }
    }
    found
}

/// The inner product, in eight sums that a compiler may do at once.
fn product(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0_f32; 8];
    for (a, b) in a.as_chunks::<8>().0.iter().zip(b.as_chunks::<8>().0) {
        for at in 0..8 {
            sums[at] += a[at] * b[at];
        }
    }
    sums.iter().sum()
}
