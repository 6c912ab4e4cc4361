//! What speaks for a part of a sentence that was left out rather than said in fewer words, measured for the forest that weighs it.
//!
//! The forest (`dictionaries/bitext/omitted-text.bin`) is trained by `cargo xtask bitext-fit` on good translations, whole and
//! without one of their clauses.

use rayon::prelude::*;

use crate::bitext::{Bitext, HELD, Links, Pair, Word, compare};
use crate::document::Document;
use crate::exact;
use crate::lang::Lang;
use crate::model::calibrator::{TRAITS, Traits};

/// A pair that may lack a part of its source.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Number of the pair.
    pub pair: usize,
    /// Logarithm of how much longer the draft is than is usual for its source.
    pub deviation: f64,
    /// How long the longest stretch of the source is that nothing renders.
    pub gap: f64,
    /// Numbers and names that are missing too.
    pub lost: usize,
    /// What is measured of it.
    pub traits: Traits,
}

/// Drafts that are not shorter than this lack nothing.
const SHORTER: f64 = -0.04;
/// Words that a clause has at least.
const CLAUSE: usize = 3;

/// The pairs of which a part may have been left out.
#[must_use]
pub fn candidates(document: &Document, bitext: &Bitext) -> Vec<Candidate> {
    let measured: Vec<Option<(Candidate, [i16; 2])>> = bitext
        .pairs
        .par_iter()
        .enumerate()
        .map(|(index, pair)| {
            let both = !pair.source.is_empty() && !pair.target.is_empty();
            let deviation = pair.deviation.filter(|_| both)?;
            Some(measure(document, bitext, pair, index, deviation))
        })
        .collect();
    // How much of its source a sound pair of this document covers, as far as is seen here.
    let usual = [0, 1].map(|side| {
        let mut shares: Vec<i16> = measured.iter().flatten().map(|(_, covered)| covered[side]).collect();
        shares.sort_unstable();
        shares.get(shares.len() / 2).copied().unwrap_or_default()
    });
    let short = measured.into_iter().flatten().filter(|(candidate, _)| candidate.deviation < SHORTER);
    short
        .map(|(mut candidate, covered)| {
            candidate.traits[0] = usual[0];
            candidate.traits[1] = covered[0] - usual[0];
            candidate.traits[2] = covered[1] - usual[1];
            candidate
        })
        .collect()
}

/// Places for what only the document tells.
const OF_DOCUMENT: usize = 3;

fn measure(
    document: &Document,
    bitext: &Bitext,
    pair: &Pair,
    index: usize,
    deviation: f64,
) -> (Candidate, [i16; 2]) {
    let links = Links::new(document, bitext, pair, index);
    let numbers = compare(&pair.source_numbers, &pair.target_numbers).dropped.len();
    let held = |s: usize| links.held(s) >= HELD;
    let held_target = |t: usize| links.of_target[t].is_some_and(held);
    let source = Stretch::longest(&links.source, held);
    let loose = Stretch::longest(&links.source, |s| links.best[s] >= HELD);
    let target = Stretch::longest(&links.target, held_target);
    let clause = Clause::barest(&links, held);
    let names = (0..links.source.len())
        .filter(|s| !bitext.capital_nouns && *s > 0 && links.source[*s].is_capital && links.best[*s] < HELD)
        .count();
    let of_names = links.source.iter().skip(1).filter(|word| word.is_capital).count();
    let strangers = (1..links.target.len())
        .filter(|t| links.target[*t].is_capital && links.best_target[*t] < HELD)
        .count();
    let clauses = |words: &[Word]| words.last().map_or(0, |word| word.clause as i32 + 1);
    let covered = [covered(&links.source, held), covered(&links.target, held_target)];
    let content = |words: &[Word]| words.iter().filter(|word| word.is_content).count() as i32;
    // What would be left to explain of the length if the bare part were missing.
    let fit = |share: f64| ((deviation - exact::ln((1.0 - share).max(0.05))) * 100.0) as i32;
    let values = [
        (deviation * 100.0) as i32,
        pair.source_length.words as i32,
        pair.target_length.words as i32,
        (source.score * 10.0) as i32,
        (source.share * 100.0) as i32,
        source.words as i32,
        fit(source.share),
        source.edge as i32,
        (loose.score * 10.0) as i32,
        (loose.share * 100.0) as i32,
        fit(loose.share),
        (target.score * 10.0) as i32,
        target.words as i32,
        clause.bare as i32,
        clause.held as i32,
        (clause.share * 100.0) as i32,
        fit(clause.share),
        clause.rest_bare as i32,
        clause.rest_held as i32,
        clauses(&links.source),
        clauses(&links.target),
        clauses(&links.source) - clauses(&links.target),
        covered[0].into(),
        covered[1].into(),
        i32::from(covered[1]) - i32::from(covered[0]),
        content(&links.source),
        content(&links.target),
        numbers as i32,
        names as i32,
        of_names as i32,
        names as i32 - strangers as i32,
        i32::from(bitext.is_free),
        pair.source.len() as i32 - pair.target.len() as i32,
        pair.source.len() as i32,
        i32::from(bitext.dictionary.is_some()),
        i32::from(document.lang() == Lang::De),
        i32::from(bitext.original.lang() == Lang::En),
        self::covered(&links.source, |s| links.best[s] > 0).into(),
        self::covered(&links.target, |t| links.best_target[t] > 0).into(),
        clause.like as i32,
    ];
    let mut traits = [0; TRAITS];
    for (at, value) in traits.iter_mut().skip(OF_DOCUMENT).zip(values) {
        *at = value.clamp(-30_000, 30_000) as i16;
    }
    let lost = numbers + names.saturating_sub(strangers);
    (Candidate { pair: index, deviation, gap: source.score, lost, traits }, covered)
}

/// Share of the words of meaning that have a partner, in hundredths.
fn covered(words: &[Word], held: impl Fn(usize) -> bool) -> i16 {
    let content = || (0..words.len()).filter(|at| words[*at].is_content);
    (content().filter(|at| held(*at)).count() * 100 / content().count().max(1)) as i16
}

/// The longest stretch of words that have no partner.
#[derive(Default)]
struct Stretch {
    /// Words of meaning without a partner count 1, others 0.3, those that have one -2.
    score: f64,
    /// Its share of the characters.
    share: f64,
    words: usize,
    /// Whether it begins (1) or ends (2) the sentence.
    edge: usize,
}

impl Stretch {
    fn longest(words: &[Word], held: impl Fn(usize) -> bool) -> Self {
        let (mut score, mut from) = (0.0_f64, 0);
        let mut best = (0.0_f64, 0, 0);
        for (at, word) in words.iter().enumerate() {
            if score <= 0.0 {
                (score, from) = (0.0, at);
            }
            score += if held(at) && word.is_content {
                -2.0
            } else if word.is_content {
                1.0
            } else {
                0.3
            };
            if score > best.0 {
                best = (score, from, at);
            }
        }
        let (score, from, to) = best;
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return Self::default() };
        let whole = f64::from(last.span.end - first.span.start).max(1.0);
        Self {
            score,
            share: f64::from(words[to].span.end - words[from].span.start) / whole,
            words: to - from + 1,
            edge: usize::from(from == 0) + 2 * usize::from(to + 1 == words.len()),
        }
    }
}

/// The clause of the source of which the draft has least.
#[derive(Default)]
struct Clause {
    /// Words of meaning without and with a partner.
    bare: usize,
    held: usize,
    /// Those of them that something is like, taken or not.
    like: usize,
    share: f64,
    /// The same of the other clauses.
    rest_bare: usize,
    rest_held: usize,
}

impl Clause {
    fn barest(links: &Links, held: impl Fn(usize) -> bool) -> Self {
        let words = &links.source;
        let count = |of: &mut dyn Iterator<Item = usize>| {
            of.fold((0, 0), |(bare, with), s| if held(s) { (bare, with + 1) } else { (bare + 1, with) })
        };
        let content = |s: &usize| words[*s].is_content;
        let all = count(&mut (0..words.len()).filter(content));
        let whole = words.first().zip(words.last()).map_or(1, |(a, b)| b.span.end - a.span.start);
        let mut best = Self::default();
        let mut from = 0;
        for clause in words.chunk_by(|a, b| a.clause == b.clause) {
            let range = from..from + clause.len();
            from = range.end;
            let (Some(first), Some(last)) = (clause.first(), clause.last()) else { continue };
            if clause.len() < CLAUSE {
                continue;
            }
            let like = range.clone().filter(|s| content(s) && links.best[*s] > 0).count();
            let (bare, with) = count(&mut range.filter(content));
            if bare as i32 - 2 * with as i32 > best.bare as i32 - 2 * best.held as i32 {
                best = Self {
                    bare,
                    held: with,
                    like,
                    share: f64::from(last.span.end - first.span.start) / f64::from(whole.max(1)),
                    rest_bare: all.0 - bare,
                    rest_held: all.1 - with,
                };
            }
        }
        best
    }
}
