//! Which sentence was translated by which.
//!
//! The method is that of Gale and Church ("A Program for Aligning Sentences in Bilingual Corpora", Computational Linguistics
//! 19, 1993): long sentences become long sentences, so that the likeliest sequence of 1-1, 2-1, 1-2, 2-2, 1-0 and 0-1 beads is
//! found by dynamic programming over the lengths. Lengths alone lose their way where a paragraph is missing, so a bead is
//! cheaper for each anchor that both sides share: numbers, names, and words that begin alike (cognates: Simard, Foster and
//! Isabelle, "Using cognates to align sentences in bilingual corpora", 1992), and for what dictionaries say of its words
//! (`word_pairs`). Anchors that occur once on each side lead the way
//! as in Melamed's bitext maps (1999): the table is filled only in a band around them, so that time is near-linear.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::votes::Votes;
use super::word_pairs::WordPairs;
use crate::exact;

/// What the aligner knows of a sentence.
#[derive(Debug, Clone, Default)]
pub(super) struct Unit {
    /// Length in characters.
    pub(super) length: u32,
    /// Hashes of what both sides would share, sorted; each with its weight.
    pub(super) anchors: Vec<(u64, u8)>,
    /// Whether a paragraph begins with it.
    pub(super) opens: bool,
}

/// So many sentences of the source and of the target belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bead {
    pub(super) source: u8,
    pub(super) target: u8,
}

/// The beads, with their cost before anchors in hundredths of nats: -100 ln p, p as Gale and Church counted them.
const BEADS: [(Bead, i32); 6] = [
    (Bead { source: 1, target: 1 }, 12),
    (Bead { source: 2, target: 1 }, 311),
    (Bead { source: 1, target: 2 }, 311),
    (Bead { source: 2, target: 2 }, 451),
    (Bead { source: 1, target: 0 }, 530),
    (Bead { source: 0, target: 1 }, 530),
];
/// Variance of the length of a translation, per character.
const VARIANCE: f64 = 6.8;
/// What one unit of weight of a shared anchor takes off.
const PER_WEIGHT: i32 = 55;
/// The most that anchors take off a bead.
const MOST: i32 = 700;
/// Sentences of two paragraphs in one bead.
const ACROSS: i32 = 400;
/// Half the width of the band, at least and at most.
const BAND: (usize, usize) = (40, 500);

/// Characters that the guess that both languages are equally long is worth.
const PRIOR: f64 = 2000.0;
/// Sure pairs whose lengths tell those of all.
const ENOUGH: usize = 10;
/// The most that lengths speak against a pair: less than for one sentence left out and another put in at the same place.
const WORST: i32 = 950;
/// A second sentence of a bead that shares nothing, while it has something to share.
const IDLE: i32 = 120;

const FAR: i32 = i32::MAX / 4;

/// The likeliest beads, in order.
pub(super) fn align(source: &[Unit], target: &[Unit], words: &WordPairs) -> Vec<Bead> {
    let (n, m) = (source.len(), target.len());
    let sure = checkpoints(source, target);
    let ratio = ratio(source, target, &sure);
    let band = Band::new(n, m, sure);
    let mut choice: Vec<Vec<u8>> = Vec::with_capacity(n + 1);
    // The last three rows of costs: a bead reaches two back.
    let mut rows: [Row; 3] = Default::default();
    let places = places(target);
    // What the anchors and the words of the last two sentences of the source say.
    let mut anchors: [Votes; 2] = Default::default();
    let mut votes: [Votes; 2] = Default::default();
    for i in 0..=n {
        let (low, high) = band.of(i);
        let mut row = Row { low, costs: vec![FAR; high - low + 1] };
        let mut chosen = vec![u8::MAX; high - low + 1];
        if let Some(last) = i.checked_sub(1) {
            let end = band.of(i + 1).1.max(high);
            let range = low.saturating_sub(2)..end;
            anchors.rotate_left(1);
            anchors[1] = Votes::new(range.clone());
            for (hash, weight) in &source[last].anchors {
                anchors[1].add(places.get(hash).map_or(&[], Vec::as_slice), i32::from(*weight));
            }
            votes.rotate_left(1);
            votes[1] = words.votes(last, range);
        }
        for j in low..=high {
            if i == 0 && j == 0 {
                row.set(0, 0);
                continue;
            }
            let mut best = (FAR, u8::MAX);
            for (kind, (bead, prior)) in BEADS.iter().enumerate() {
                let (a, b) = (usize::from(bead.source), usize::from(bead.target));
                if a > i || b > j {
                    continue;
                }
                let before = match a {
                    0 => row.get(j - b),
                    1 => rows[2].get(j - b),
                    _ => rows[1].get(j - b),
                };
                if before >= FAR {
                    continue;
                }
                let mut cost = before + prior;
                if a > 0 && b > 0 {
                    let of = |s: usize, t: usize| anchors[2 - a + s].of(j - b + t);
                    cost += bead_cost(&source[i - a..i], &target[j - b..j], of, ratio);
                    cost -= words.worth(&votes[2 - a..], i - a..i, j - b..j);
                }
                if cost < best.0 {
                    best = (cost, kind as u8);
                }
            }
            row.set(j, best.0);
            chosen[j - low] = best.1;
        }
        choice.push(chosen);
        rows.rotate_left(1);
        rows[2] = row;
    }
    let mut beads = Vec::with_capacity(n.max(m));
    let (mut i, mut j) = (n, m);
    while i > 0 || j > 0 {
        let (low, _) = band.of(i);
        let kind = j.checked_sub(low).and_then(|at| choice.get(i)?.get(at)).copied().unwrap_or(u8::MAX);
        // The band holds the end, so that there is a way back; what is left over would stand alone.
        let bead = BEADS.get(usize::from(kind)).map_or(
            if i > 0 { Bead { source: 1, target: 0 } } else { Bead { source: 0, target: 1 } },
            |(bead, _)| *bead,
        );
        beads.push(bead);
        i = i.saturating_sub(usize::from(bead.source));
        j = j.saturating_sub(usize::from(bead.target));
    }
    beads.reverse();
    beads
}

/// How many characters the target has for one of the source; `sure` are pairs of sentences that nobody doubts.
fn ratio(source: &[Unit], target: &[Unit], sure: &[(usize, usize)]) -> f64 {
    let total = |lengths: &mut dyn Iterator<Item = u32>| lengths.map(f64::from).sum::<f64>();
    let (a, b) = if sure.len() >= ENOUGH {
        // A chapter that one side lacks would pass for terseness.
        (
            total(&mut sure.iter().map(|(i, _)| source[*i].length)),
            total(&mut sure.iter().map(|(_, j)| target[*j].length)),
        )
    } else {
        (total(&mut source.iter().map(|u| u.length)), total(&mut target.iter().map(|u| u.length)))
    };
    // Of a short text the ratio is a guess: so would a missing sentence.
    ((b + PRIOR) / (a + PRIOR)).clamp(0.2, 5.0)
}

#[derive(Default)]
struct Row {
    low: usize,
    costs: Vec<i32>,
}

impl Row {
    fn get(&self, j: usize) -> i32 {
        j.checked_sub(self.low).and_then(|at| self.costs.get(at)).copied().unwrap_or(FAR)
    }

    fn set(&mut self, j: usize, cost: i32) {
        if let Some(cell) = j.checked_sub(self.low).and_then(|at| self.costs.get_mut(at)) {
            *cell = cost;
        }
    }
}

/// The sentences that have an anchor, rising.
fn places(units: &[Unit]) -> FxHashMap<u64, Vec<u32>> {
    let mut places: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    for (index, unit) in (0_u32..).zip(units) {
        for (hash, _) in &unit.anchors {
            places.entry(*hash).or_default().push(index);
        }
    }
    places
}

/// What it costs to say that these sentences translate those; `of` is the weight of the anchors that two of them share.
fn bead_cost(source: &[Unit], target: &[Unit], of: impl Fn(usize, usize) -> i32, ratio: f64) -> i32 {
    let length = |units: &[Unit]| units.iter().map(|u| f64::from(u.length)).sum::<f64>();
    let (a, b) = (length(source), length(target));
    let mean = ((a + b / ratio) / 2.0).max(1.0);
    let delta = (b - a * ratio).abs() / (mean * VARIANCE).sqrt();
    let mut cost = improbability(delta).min(WORST);
    let cells = (0..source.len()).flat_map(|s| (0..target.len()).map(move |t| (s, t)));
    let mut sharing = cells.map(|(s, t)| of(s, t)).filter(|weight| *weight > 0);
    let all = match (sharing.next(), sharing.next()) {
        (None, _) => 0,
        (Some(one), None) => one,
        // An anchor counts once, however many sentences of the bead have it.
        _ => shared(&anchors(source), &anchors(target)),
    };
    cost -= (all * PER_WEIGHT).min(MOST);
    if source.len() + target.len() > 2 {
        let has_some = |unit: &Unit| unit.anchors.len() >= 3;
        let is_idle_source = |s: &usize| has_some(&source[*s]) && (0..target.len()).all(|t| of(*s, t) == 0);
        let is_idle_target = |t: &usize| has_some(&target[*t]) && (0..source.len()).all(|s| of(s, *t) == 0);
        let idle = (0..source.len()).filter(is_idle_source).count()
            + (0..target.len()).filter(is_idle_target).count();
        cost += IDLE * idle as i32;
    }
    let across = |units: &[Unit]| units.iter().skip(1).any(|u| u.opens);
    if across(source) || across(target) {
        cost += ACROSS;
    }
    cost
}

/// The anchors of the sentences on one side of a bead, sorted, each once.
fn anchors(units: &[Unit]) -> Cow<'_, [(u64, u8)]> {
    match units {
        [one] => Cow::Borrowed(&one.anchors),
        several => {
            let mut all: Vec<(u64, u8)> = several.iter().flat_map(|u| u.anchors.iter().copied()).collect();
            all.sort_unstable();
            all.dedup_by_key(|(hash, _)| *hash);
            Cow::Owned(all)
        }
    }
}

/// Weight of the anchors that two sides share.
fn shared(a: &[(u64, u8)], b: &[(u64, u8)]) -> i32 {
    let (mut x, mut y) = (a.iter().peekable(), b.iter().peekable());
    let mut sum = 0;
    while let (Some((p, weight)), Some((q, _))) = (x.peek(), y.peek()) {
        match p.cmp(q) {
            std::cmp::Ordering::Less => drop(x.next()),
            std::cmp::Ordering::Greater => drop(y.next()),
            std::cmp::Ordering::Equal => {
                sum += i32::from(*weight);
                x.next();
                y.next();
            }
        }
    }
    sum
}

/// -100 ln of the chance of a deviation of at least so many standard deviations.
fn improbability(delta: f64) -> i32 {
    static STEPS: LazyLock<Vec<i32>> =
        LazyLock::new(|| (0..=FARTHEST * STEP).map(|step| tail(step as f64 / STEP as f64)).collect());
    let step = (delta * STEP as f64) as usize;
    // Further out the logarithm grows like the square; a straight line keeps outliers comparable.
    STEPS.get(step).copied().unwrap_or_else(|| 3450 + ((delta - FARTHEST as f64) * 100.0) as i32)
}

/// Standard deviations up to which the chance is reckoned, and steps of each.
const FARTHEST: usize = 8;
const STEP: usize = 64;

/// The same reckoned (Abramowitz and Stegun 26.2.17).
fn tail(delta: f64) -> i32 {
    let t = 1.0 / (1.0 + 0.231_641_9 * delta);
    let poly = t
        * (0.319_381_530
            + t * (-0.356_563_782 + t * (1.781_477_937 + t * (-1.821_255_978 + t * 1.330_274_429))));
    let tail = 2.0 * exact::exp(-delta * delta / 2.0) / (2.0 * std::f64::consts::PI).sqrt() * poly;
    (-100.0 * exact::ln(tail.max(1e-15))).round() as i32
}

/// Where the table is filled.
struct Band {
    /// Places of the target that places of the source lead to, both rising, with both ends.
    points: Vec<(usize, usize)>,
    last: usize,
}

impl Band {
    fn new(n: usize, m: usize, sure: Vec<(usize, usize)>) -> Self {
        let mut points = vec![(0, 0)];
        points.extend(sure);
        points.push((n, m));
        Self { points, last: m }
    }

    /// First and last place of row `i`; where two stretches meet, of both.
    fn of(&self, i: usize) -> (usize, usize) {
        let next = self.points.partition_point(|(a, _)| *a < i).min(self.points.len() - 1);
        let (low, high) = self.within(next.saturating_sub(1), next, i);
        let meets = self.points[next].0 == i && next + 1 < self.points.len();
        let (other_low, other_high) = if meets { self.within(next, next + 1, i) } else { (low, high) };
        (low.min(other_low), high.max(other_high))
    }

    /// The same between two points.
    fn within(&self, from: usize, to: usize, i: usize) -> (usize, usize) {
        let ((a, b), (c, d)) = (self.points[from], self.points[to]);
        let (rows, columns) = (c.saturating_sub(a), d.saturating_sub(b));
        let centre = (columns * (i - a)).checked_div(rows).map_or(d, |on| b + on);
        // The farther apart the points, the farther the way between them may stray; one that is missing on one side is a jump.
        let stray = rows.abs_diff(columns) + 2 * (rows.max(columns) as f64).sqrt() as usize;
        // A jump of the target between two neighbouring points must be reached from both.
        let reach = (BAND.0 + stray).min(BAND.1) + columns.checked_div(rows).unwrap_or(0);
        (centre.saturating_sub(reach), (centre + reach).min(self.last))
    }
}

/// Pairs of sentences that share at least two anchors which occur in no other sentence of their sides, in rising order.
fn checkpoints(source: &[Unit], target: &[Unit]) -> Vec<(usize, usize)> {
    const SEVERAL: usize = usize::MAX;
    let once = |units: &[Unit]| {
        let mut places: FxHashMap<u64, usize> = FxHashMap::default();
        for (index, unit) in units.iter().enumerate() {
            for (hash, _) in &unit.anchors {
                places.entry(*hash).and_modify(|at| *at = SEVERAL).or_insert(index);
            }
        }
        places
    };
    let there = once(target);
    let mut pairs: Vec<(usize, usize)> = once(source)
        .into_iter()
        .filter(|(_, i)| *i != SEVERAL)
        .filter_map(|(hash, i)| there.get(&hash).filter(|j| **j != SEVERAL).map(|j| (i, *j)))
        .collect();
    pairs.sort_unstable();
    let twice: Vec<(usize, usize)> = pairs
        .chunk_by(|a, b| a == b)
        .filter(|same| same.len() >= 2)
        .filter_map(|same| same.first().copied())
        .collect();
    longest_rise(&twice)
}

/// The longest rising part of a list that rises in its first number (patience sorting).
fn longest_rise(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut tops: Vec<usize> = Vec::new();
    let mut below: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (index, (_, j)) in pairs.iter().enumerate() {
        let pile = tops.partition_point(|top| pairs[*top].1 < *j);
        below.push(pile.checked_sub(1).map(|under| tops[under]));
        if pile == tops.len() {
            tops.push(index);
        } else {
            tops[pile] = index;
        }
    }
    let mut rise = Vec::with_capacity(tops.len());
    let mut at = tops.last().copied();
    while let Some(index) = at {
        rise.push(pairs[index]);
        at = below[index];
    }
    rise.reverse();
    rise.dedup_by_key(|(i, _)| *i);
    rise
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(length: u32, anchors: &[u64]) -> Unit {
        Unit { length, anchors: anchors.iter().map(|a| (*a, 3)).collect(), opens: false }
    }

    fn shape(beads: &[Bead]) -> Vec<(u8, u8)> {
        beads.iter().map(|b| (b.source, b.target)).collect()
    }

    #[test]
    fn lengths_find_a_sentence_that_became_two() {
        let source = [unit(50, &[]), unit(120, &[]), unit(40, &[])];
        let target = [unit(52, &[]), unit(60, &[]), unit(58, &[]), unit(41, &[])];
        assert_eq!(shape(&align(&source, &target, &WordPairs::default())), [(1, 1), (1, 2), (1, 1)]);
    }

    #[test]
    fn anchors_find_a_sentence_that_is_missing() {
        let source = [unit(50, &[1]), unit(50, &[2]), unit(50, &[3]), unit(50, &[4])];
        let target = [unit(50, &[1]), unit(50, &[3]), unit(50, &[4])];
        assert_eq!(shape(&align(&source, &target, &WordPairs::default())), [(1, 1), (1, 0), (1, 1), (1, 1)]);
    }

    #[test]
    fn one_side_may_be_empty() {
        assert_eq!(shape(&align(&[], &[unit(9, &[])], &WordPairs::default())), [(0, 1)]);
        assert_eq!(shape(&align(&[unit(9, &[])], &[], &WordPairs::default())), [(1, 0)]);
        assert!(align(&[], &[], &WordPairs::default()).is_empty());
    }

    #[test]
    fn a_preface_that_only_the_draft_has_is_left_alone() {
        let of = |n: u64| unit(30 + (n * 37 % 60) as u32, &[n * 2, n * 2 + 1]);
        let source: Vec<Unit> = (0..50).map(of).collect();
        let target: Vec<Unit> = (1000..1300).chain(0..50).map(of).collect();
        let beads = align(&source, &target, &WordPairs::default());
        let alone = beads.iter().filter(|b| b.source == 0).count();
        assert!((295..=300).contains(&alone), "{alone}");
        assert!(beads.iter().filter(|b| b.source == 1 && b.target == 1).count() >= 48);
    }

    #[test]
    fn a_long_text_with_a_hole_is_followed() {
        let of = |n: u64| unit(30 + (n * 37 % 60) as u32, &[n * 2, n * 2 + 1]);
        let source: Vec<Unit> = (0..4000).map(of).collect();
        let target: Vec<Unit> = (0..4000).filter(|n| !(1000..1300).contains(n)).map(of).collect();
        let beads = align(&source, &target, &WordPairs::default());
        let dropped = beads.iter().filter(|b| b.target == 0).count();
        assert!((295..=300).contains(&dropped), "{dropped}");
        assert!(beads.iter().filter(|b| b.source == 1 && b.target == 1).count() >= 3690);
    }
}
