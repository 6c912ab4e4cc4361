//! `cargo xtask bitext-fit`: learns words that translate each other from the `train` parts of the development data, trains the
//! forests of `missing-name` and `omitted-text` on them and writes all to `dictionaries/bitext/`.
//!
//! Documents are measured with words that were learnt without them, as documents of users will be.
//!
//! Wrong examples are what the rules look at in good translations, without the pairs that were read and found wanting
//! (`xtask/bitext-labels.tsv`); right ones are the same translations with a fault put in, seeded. The odds from which on a finding is told
//! are those of documents that a forest has not seen: five forests, each trained without a fifth of the documents, say how
//! many good pairs in a thousand would be told at which odds, language by language, and the strictest language decides. The
//! good pairs with the highest odds are printed: they set the bounds, and those that nobody has read are to be labelled.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use corrigenda::bitext::{Bitext, Learned, Manner};
use corrigenda::detect::{missing_name, omitted_text, rule};
use corrigenda::document::Document;
use corrigenda::lexicon::Lexicon;
use corrigenda::model::calibrator::{Calibrator, Traits};
use corrigenda::source::Format;
use corrigenda::{Finding, Lang, Source, Span};
use rayon::prelude::*;

use super::inject::{clause_omitted, drop_name};
use super::learn::{Records, learn};
use super::{CORPORA, PAIRS, Triple, labels, read, table};
use crate::data::{self, Random};
use crate::model::trees::{Example, Shape, train_as};

const FOLDS: usize = 5;
/// Good pairs printed of each corpus.
const PRINTED: usize = 12;
/// Pairs of a corpus from which on it may set a bound.
const FEWEST: usize = 2000;
/// One document in so many is read again as of a language that nobody knows, as most have no dictionary here.
const UNKNOWN: usize = 3;
const SHAPE: Shape = Shape { trees: 300, depth: 5, rate: 0.06 };

/// A translation with a fault, and the place in the source that it lacks.
type Fault = (String, Range<usize>);

/// What is fitted: how often good pairs may be told, in a thousand, and faults put into a document at once.
struct Task {
    rule: &'static str,
    likely: f64,
    possible: f64,
    faults: usize,
    rounds: usize,
    inject: fn(&Triple, &mut Random) -> Option<Fault>,
    candidates: fn(&Document, &Bitext, &Lexicon) -> Vec<Asked>,
}

/// A candidate of a rule: its pair, its place in the source and in the draft, its traits.
struct Asked {
    pair: usize,
    source: Span,
    target: Span,
    traits: Traits,
}

const TASKS: [Task; 2] = [
    Task {
        rule: "missing-name",
        likely: 1.2,
        possible: 8.0,
        faults: 15,
        rounds: 3,
        inject: drop_name,
        candidates: |document, bitext, lexicon| {
            let known = |word: &str| lexicon.knows(document.lang(), word) == Some(true);
            let found = missing_name::candidates(document, bitext, lexicon, known);
            let asked = |c: missing_name::Candidate| Asked {
                pair: c.pair,
                source: c.span,
                target: bitext.pairs[c.pair].target_span,
                traits: c.traits,
            };
            found.into_iter().map(asked).collect()
        },
    },
    Task {
        rule: "omitted-text",
        likely: 0.5,
        possible: 4.0,
        faults: 6,
        rounds: 5,
        inject: |triple, random| {
            let share = [0.2..0.333, 0.333..0.5, 0.333..0.5, 0.5..0.95][random.below(4)].clone();
            Some((clause_omitted(triple, random, share)?, 0..triple.source.len()))
        },
        candidates: |document, bitext, _| {
            let asked = |c: omitted_text::Candidate| Asked {
                pair: c.pair,
                source: bitext.pairs[c.pair].source_span,
                target: omitted_text::place(document, &bitext.pairs[c.pair]),
                traits: c.traits,
            };
            omitted_text::candidates(document, bitext).into_iter().map(asked).collect()
        },
    },
];

/// Examples of one document.
struct Examples {
    /// What is found in the good translation.
    good: Vec<Good>,
    /// Of faults put in; those that the rule does not look at have none.
    bad: Vec<Vec<Traits>>,
    pairs: usize,
    manner: Manner,
}

/// Something that a rule looks at in a good translation.
struct Good {
    pair: usize,
    traits: Traits,
    /// Whether it was read, fingerprint, what is missed, source and draft.
    told: String,
}

pub(crate) fn fit(root: &Path) -> Result<(), String> {
    let Some(folder) = data::folder(root) else { return Ok(()) };
    let labels = labels(root);
    let mut corpora = Vec::new();
    for (name, from, to) in CORPORA {
        corpora.push((name, from, to, read(&folder.join(format!("bitext/{name}-train.tsv.xz")))?));
    }
    let learned = learned(root, &corpora)?;
    for task in TASKS {
        let mut all: Vec<(usize, usize, Examples)> = Vec::new();
        for (index, (_, from, to, triples)) in corpora.iter().enumerate() {
            let documents: Vec<&[Triple]> = triples.chunks(PAIRS).collect();
            let again = if *to == "en" { documents.len() } else { 0 };
            let unknown = (0..again).step_by(UNKNOWN).map(|d| (d, false));
            let read: Vec<(usize, bool)> = (0..documents.len()).map(|d| (d, true)).chain(unknown).collect();
            let found: Vec<(usize, usize, Examples)> = read
                .into_par_iter()
                .map(|(d, is_known)| {
                    let tongue = is_known.then_some(learned[d % FOLDS]);
                    let found = examples(&task, (from, to), documents[d], &labels, tongue, d as u64);
                    (index, d % FOLDS, found)
                })
                .collect();
            all.extend(found);
        }
        let bytes = forest(&task, &all);
        let path = root.join(format!("dictionaries/bitext/{}.bin", task.rule));
        std::fs::write(&path, bytes).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    Ok(())
}

type Corpus = (&'static str, &'static str, &'static str, Vec<Triple>);

/// Writes the table of words that translate each other; gives for each fold one that was learnt without it.
fn learned(root: &Path, corpora: &[Corpus]) -> Result<Vec<Learned>, String> {
    let table = |without: Option<usize>| {
        let mut records: Vec<(&str, Records)> = Vec::new();
        for (_, from, to, triples) in corpora {
            let documents = triples.chunks(PAIRS).enumerate().filter(|(d, _)| Some(d % FOLDS) != without);
            let pairs = documents.flat_map(|(_, document)| document);
            // What the machine wrote before its editor is another translation.
            let pairs = pairs.flat_map(|t| [(&t.source, &t.edited), (&t.source, &t.machine)]);
            let pairs = pairs.map(|(source, target)| (source.as_str(), target.as_str()));
            records.push(match *to {
                "en" => (from, learn(pairs)),
                _ => (to, learn(pairs.map(|(source, target)| (target, source)))),
            });
        }
        let flat = records.iter().flat_map(|(language, words)| {
            words.iter().map(move |(word, rendering)| (*language, word.as_str(), *rendering))
        });
        Learned::build(&flat.collect::<Vec<_>>())
    };
    let mut tables: Vec<Vec<u8>> =
        (0..=FOLDS).into_par_iter().map(|fold| table((fold < FOLDS).then_some(fold))).collect();
    let whole = tables.pop().unwrap_or_default();
    println!("{} words and renderings learnt", whole.len() / 8);
    let path = root.join("dictionaries/bitext/learned.bin");
    std::fs::write(&path, whole).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(tables.into_iter().map(|bytes| Learned::new(Vec::leak(bytes))).collect())
}

fn examples(
    task: &Task,
    (from, to): (&str, &str),
    document: &[Triple],
    labels: &BTreeMap<String, bool>,
    learned: Option<Learned>,
    seed: u64,
) -> Examples {
    let lexicon = Lexicon::default();
    let kept: Vec<&Triple> =
        document.iter().filter(|t| !t.source.trim().is_empty() && !t.edited.trim().is_empty()).collect();
    let ask = |bad: &BTreeMap<usize, String>| {
        let pairs = kept
            .iter()
            .enumerate()
            .map(|(index, t)| (t.source.as_str(), bad.get(&index).map_or(t.edited.as_str(), String::as_str)));
        let source = Source::from_string("pairs", table(pairs), Format::Tsv);
        let draft = Document::new(source.text.clone(), source.blocks.as_deref(), Lang::parse(to).ok());
        let original = source.original.as_ref().expect("a file of pairs");
        let lang = Some(Lang::parse(from).unwrap_or(Lang::Other));
        let bitext = Bitext::new(&draft, original, lang);
        let bitext = match learned {
            Some(learned) => bitext.with_learned(learned),
            None => bitext.without_dictionary(),
        };
        let starts: Vec<u32> = bitext.pairs.iter().map(|p| p.source_span.start).collect();
        let found = (task.candidates)(&draft, &bitext, &lexicon);
        (source.text, starts, found, bitext.manner(&draft))
    };
    let (text, starts, good, manner) = ask(&BTreeMap::new());
    let mut out = Examples { manner, pairs: kept.len(), good: Vec::new(), bad: Vec::new() };
    let rule = rule(task.rule).expect("a rule");
    for Asked { pair, source, target, traits } in good {
        let finding = Finding::new(rule, target, 700_u16, "");
        let key = corrigenda::report::fingerprint(&text, &finding);
        let label = labels.get(&key);
        if label == Some(&true) {
            continue;
        }
        let triple = kept[pair];
        let start = starts[pair];
        let missed = triple.source.get((source.start - start) as usize..(source.end - start) as usize);
        let read = if label.is_none() { "unread" } else { "false" };
        let missed = missed.unwrap_or_default();
        let told = format!("{read}\t{key}\t{missed}\t{}\t{}", triple.source, triple.edited);
        out.good.push(Good { pair, traits, told });
    }
    for round in 0..task.rounds {
        let mut random = Random(seed * 64 + round as u64);
        let mut bad: BTreeMap<usize, String> = BTreeMap::new();
        let mut places = BTreeMap::new();
        for _ in 0..task.faults * 4 {
            let at = random.below(kept.len());
            if bad.len() < task.faults
                && !bad.contains_key(&at)
                && let Some((text, place)) = (task.inject)(kept[at], &mut random)
            {
                bad.insert(at, text);
                places.insert(at, place);
            }
        }
        let (_, starts, found, _) = ask(&bad);
        for (at, place) in places {
            let start = starts.get(at).copied().unwrap_or(0);
            let place = Span::new(start + place.start as u32, start + place.end as u32);
            let hits = found.iter().filter(|asked| asked.pair == at && asked.source.overlaps(place));
            out.bad.push(hits.map(|asked| asked.traits).collect());
        }
    }
    out
}

/// The forest, with the odds from which on it tells.
fn forest(task: &Task, all: &[(usize, usize, Examples)]) -> Vec<u8> {
    // Faults weigh so much that they are one in ten pairs in each corpus, however many could be put in.
    let weights: Vec<f32> = (0..CORPORA.len())
        .map(|corpus| {
            let of = || all.iter().filter(|(other, ..)| *other == corpus).map(|(_, _, document)| document);
            let faults: usize = of().map(|d| d.bad.iter().flatten().count()).sum();
            let pairs: usize = of().map(|d| d.pairs).sum();
            pairs as f32 / 10.0 / faults.max(1) as f32
        })
        .collect();
    let train = |without: Option<usize>| {
        let mut examples = Vec::new();
        for (corpus, _, document) in all.iter().filter(|(_, fold, _)| Some(*fold) != without) {
            let of = |traits: &Traits, right| Example { traits: *traits, right, weight: 1.0 };
            examples.extend(document.good.iter().map(|good| of(&good.traits, false)));
            let right = document
                .bad
                .iter()
                .flatten()
                .map(|traits| Example { weight: weights[*corpus], ..of(traits, true) });
            examples.extend(right);
        }
        Calibrator::build(&train_as(&examples, SHAPE))
    };
    let forests: Vec<Vec<u8>> = (0..FOLDS).into_par_iter().map(|fold| train(Some(fold))).collect();
    let mut bytes = Vec::new();
    for manner in Manner::ALL {
        let Measured { pairs, good, bad, likeliest } = measure(&forests, all, manner);
        let bound = |rate: f64| {
            let of = |corpus: usize| {
                let most = (rate * pairs[corpus] as f64 / 1000.0) as usize;
                good[corpus].get(most).map_or(i32::MIN, |odds| odds + 1)
            };
            (0..CORPORA.len()).filter(|corpus| pairs[*corpus] >= FEWEST).map(of).max().unwrap_or(0)
        };
        let (possible, likely) = (bound(task.possible), bound(task.likely));
        println!("{}, {manner:?}: possible from {possible}, likely from {likely}", task.rule);
        for (corpus, (name, ..)) in CORPORA.iter().enumerate().filter(|(corpus, _)| pairs[*corpus] > 0) {
            let above = |odds: &[i32], bound: i32| odds.iter().filter(|o| **o >= bound).count();
            let share = |bound| above(&bad[corpus], bound) as f64 / bad[corpus].len().max(1) as f64;
            let rate = |bound| above(&good[corpus], bound) as f64 * 1000.0 / pairs[corpus] as f64;
            println!(
                "  {name}: {} pairs, {} faults, found {:.3} at {:.2} in 1,000, {:.3} at {:.2}",
                pairs[corpus],
                bad[corpus].len(),
                share(likely),
                rate(likely),
                share(possible),
                rate(possible),
            );
        }
        for (corpus, odds, told) in likeliest {
            println!("  {}\t{}\t{odds}\t{told}", task.rule, CORPORA[corpus].0);
        }
        bytes.extend(possible.to_le_bytes());
        bytes.extend(likely.to_le_bytes());
    }
    bytes.extend(train(None));
    bytes
}

/// What forests say of documents that they have not seen, by corpus, best first.
struct Measured {
    pairs: Vec<usize>,
    /// Odds of good pairs, of those that a rule looks at.
    good: Vec<Vec<i32>>,
    /// Odds of faults.
    bad: Vec<Vec<i32>>,
    /// Good pairs of each corpus with the highest odds.
    likeliest: Vec<(usize, i32, String)>,
}

fn measure(forests: &[Vec<u8>], all: &[(usize, usize, Examples)], manner: Manner) -> Measured {
    let none = vec![Vec::new(); CORPORA.len()];
    let mut measured =
        Measured { pairs: vec![0; CORPORA.len()], good: none.clone(), bad: none, likeliest: Vec::new() };
    for (corpus, fold, document) in all.iter().filter(|(.., document)| document.manner == manner) {
        let forest = Calibrator::new(&forests[*fold]);
        let mut best: BTreeMap<usize, i32> = BTreeMap::new();
        for Good { pair, traits, told } in &document.good {
            let odds = forest.odds(traits);
            let of_pair = best.entry(*pair).or_insert(i32::MIN);
            *of_pair = (*of_pair).max(odds);
            measured.likeliest.push((*corpus, odds, told.clone()));
        }
        let odds = |fault: &Vec<Traits>| fault.iter().map(|t| forest.odds(t)).max().unwrap_or(i32::MIN);
        measured.good[*corpus].extend(best.into_values());
        measured.bad[*corpus].extend(document.bad.iter().map(odds));
        measured.pairs[*corpus] += document.pairs;
    }
    for odds in measured.good.iter_mut().chain(&mut measured.bad) {
        odds.sort_unstable_by(|a, b| b.cmp(a));
    }
    measured.likeliest.sort_unstable_by_key(|(corpus, odds, _)| (*corpus, std::cmp::Reverse(*odds)));
    let mut printed = vec![0; CORPORA.len()];
    measured.likeliest.retain(|(corpus, ..)| {
        printed[*corpus] += 1;
        printed[*corpus] <= PRINTED
    });
    measured
}
