//! Counts typing errors in lists of misspellings, and shapes misread on pages of our own.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use corrigenda::Lang;
use corrigenda::model::channel::{Channel, LETTERS, row};
use corrigenda::model::tables::pack_cost;

const TABLE: usize = LETTERS * LETTERS;

/// The single error between two words, if there is just one: table, context, letter.
fn single(truth: &[char], read: &[char]) -> Option<(usize, char, char)> {
    let head = truth.iter().zip(read).take_while(|(a, b)| a == b).count();
    let (t, r) = (&truth[head..], &read[head..]);
    let tail = t.iter().rev().zip(r.iter().rev()).take_while(|(a, b)| a == b).count();
    let (t, r) = (&t[..t.len() - tail], &r[..r.len() - tail]);
    let before = if head > 0 { truth[head - 1] } else { '^' };
    match (t, r) {
        (&[dropped], &[]) => Some((0, before, dropped)),
        (&[], &[added]) => Some((1, before, added)),
        (&[a], &[b]) => Some((2, a, b)),
        (&[a, b], &[c, d]) if a == d && b == c => Some((3, a, b)),
        _ => None,
    }
}

/// Ways to misread letters that were seen this often count.
const LEAST: f64 = 3.0;
/// Rarer ways are noise: probability where they can happen.
const RAREST: f64 = 2e-4;

/// Ways to misread with their probabilities where they can happen: reading, truth, probability.
///
/// The file has counts by truth and reading, and in its head how often each truth was on the pages at all.
pub fn confusions(root: &Path) -> Result<Vec<(String, String, f64)>> {
    let path = root.join("dictionaries/en/ocr-confusions.tsv");
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let mut totals: HashMap<String, f64> = HashMap::new();
    let mut counts: BTreeMap<(String, String), f64> = BTreeMap::new();
    // Case and the long s are one to the channel.
    let fold = |s: &str| s.to_lowercase().replace('ſ', "s");
    let is_word = |s: &str| !s.is_empty() && s.chars().all(char::is_alphanumeric);
    for line in text.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        if let Some(rest) = line.strip_prefix("#totals\t") {
            let fields: Vec<&str> = rest.split('\t').collect();
            for pair in fields.chunks_exact(2) {
                *totals.entry(fold(pair[0])).or_default() += pair[1].parse::<f64>()?;
            }
        } else if let [truth, read, count] = fields.as_slice()
            && !line.starts_with('#')
            && is_word(truth)
            && is_word(read)
            && truth.chars().any(char::is_alphabetic)
            && fold(truth) != fold(read)
        {
            *counts.entry((fold(read), fold(truth))).or_default() += count.parse::<f64>()?;
        }
    }
    if totals.is_empty() {
        bail!("{}: no line of totals", path.display());
    }
    Ok(counts
        .into_iter()
        .filter(|(_, count)| *count >= LEAST)
        .filter_map(|((read, truth), count)| {
            let total = totals.get(&truth).copied().unwrap_or_else(|| {
                truth.chars().filter_map(|c| totals.get(&c.to_string()).copied()).fold(f64::MAX, f64::min)
                    * 0.1
            });
            let p = count / total.max(count * 2.0);
            (p >= RAREST).then_some((read, truth, p))
        })
        .collect())
}

/// What recognition makes of letters with accents, which the pages of our own have not: reading, truth, probability where
/// it can happen. Estimates.
pub fn accents(lang: Lang) -> Vec<(String, String, f64)> {
    let pairs: &[(&str, &str, f64)] = match lang {
        Lang::De => &[
            ("a", "ä", 0.03),
            ("o", "ö", 0.03),
            ("u", "ü", 0.03),
            ("ii", "ü", 0.01),
            ("b", "ß", 0.03),
            ("ss", "ß", 0.01),
            ("fs", "ß", 0.005),
        ],
        Lang::Fr => {
            &[("é", "è", 0.01), ("è", "é", 0.01), ("ê", "é", 0.005), ("é", "ê", 0.005), ("ii", "û", 0.005)]
        }
        Lang::Es => &[("fi", "ñ", 0.005), ("ii", "ñ", 0.005), ("ü", "ú", 0.005)],
        _ => &[],
    };
    pairs.iter().map(|&(read, truth, p)| (read.to_owned(), truth.to_owned(), p)).collect()
}

/// The channel of another language: English fingers, and accents that are left out.
pub fn build_for(
    lang: Lang,
    misspellings: &BTreeMap<String, Vec<String>>,
    confusions: &[(String, String, f64)],
) -> Vec<u8> {
    let mut confusions = confusions.to_vec();
    confusions.extend(accents(lang));
    let mut bytes = build(misspellings, &confusions);
    for c in "aeioucns".chars() {
        // The table of letters put for others: a bare letter for one with an accent, and the other way round.
        bytes[2 * TABLE + row('é') * LETTERS + row(c)] = pack_cost(0.02);
        bytes[2 * TABLE + row(c) * LETTERS + row('é')] = pack_cost(0.004);
    }
    bytes[2 * TABLE + row('é') * LETTERS + row('è')] = pack_cost(0.01);
    bytes
}

/// The channel table from `misspellings` (wrong -> right) and `confusions` (read, truth, probability).
pub fn build(misspellings: &BTreeMap<String, Vec<String>>, confusions: &[(String, String, f64)]) -> Vec<u8> {
    let mut counts = vec![vec![0.0_f64; TABLE]; 4];
    let mut letters = vec![0.0_f64; LETTERS];
    let mut pairs = vec![0.0_f64; TABLE];
    let mut words = 0.0;
    for (wrong, rights) in misspellings {
        let read: Vec<char> = wrong.chars().collect();
        let weight = 1.0 / rights.len() as f64;
        for right in rights {
            let truth: Vec<char> = right.chars().collect();
            let Some((table, a, b)) = single(&truth, &read) else { continue };
            counts[table][row(a) * LETTERS + row(b)] += weight;
            words += weight;
            let mut before = '^';
            for &c in &truth {
                letters[row(c)] += weight;
                pairs[row(before) * LETTERS + row(c)] += weight;
                before = c;
            }
            letters[row('^')] += weight;
        }
    }
    let mut tables = [[0_u8; TABLE]; 4];
    for table in 0..4 {
        for (a, &seen) in letters.iter().enumerate() {
            for b in 0..LETTERS {
                let at = a * LETTERS + b;
                // How often this happens where it can happen, in words with one error.
                let (chances, prior) = match table {
                    0 | 3 => (pairs[at], 0.02),
                    1 => (seen, 0.003),
                    _ => (seen, 0.003),
                };
                let p = (counts[table][at] + 30.0 * prior) / (chances + 30.0);
                tables[table][at] = pack_cost(p);
            }
        }
    }
    assert!(words > 0.0, "no misspelling with a single error");
    let mut rules: Vec<(String, String, u8)> =
        confusions.iter().map(|(read, truth, p)| (read.clone(), truth.clone(), pack_cost(*p))).collect();
    rules.sort();
    Channel::build(&tables, &rules)
}
