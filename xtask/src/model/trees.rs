//! Gradient-boosted trees with a logistic loss, on traits sorted into bins (the histogram method of LightGBM: Ke et al.
//! 2017). Deterministic: no sampling.

use corrigenda::model::calibrator::{LEAF, NewTree, TRAITS, Traits};

/// A proposal whose truth is known.
pub struct Example {
    /// Its traits.
    pub traits: Traits,
    /// Whether it was right.
    pub right: bool,
    /// How much it counts.
    pub weight: f32,
}

const BINS: usize = 64;
const TREES: usize = 240;
const DEPTH: usize = 5;
const RATE: f64 = 0.12;
/// Added to the second derivatives of a leaf: few examples move it little.
const RIDGE: f64 = 4.0;
const LEAST: f64 = 3.0;

/// How large a forest is and how fast it learns.
#[derive(Clone, Copy)]
pub struct Shape {
    /// Trees.
    pub trees: usize,
    /// Questions from the root to a leaf, at most.
    pub depth: usize,
    /// Share of what a tree found that is kept.
    pub rate: f64,
}

/// Trains a forest.
pub fn train(examples: &[Example]) -> Vec<NewTree> {
    train_as(examples, Shape { trees: TREES, depth: DEPTH, rate: RATE })
}

/// Trains a forest of another shape.
pub fn train_as(examples: &[Example], shape: Shape) -> Vec<NewTree> {
    let edges = edges(examples);
    let binned: Vec<[u8; TRAITS]> = examples
        .iter()
        .map(|e| {
            let mut bins = [0; TRAITS];
            for (field, bin) in bins.iter_mut().enumerate() {
                *bin = edges[field].partition_point(|&edge| edge < e.traits[field]) as u8;
            }
            bins
        })
        .collect();
    let mut score = vec![0.0_f64; examples.len()];
    let mut trees = Vec::new();
    for _ in 0..shape.trees {
        let slopes: Vec<(f64, f64)> = examples
            .iter()
            .zip(&score)
            .map(|(e, s)| {
                let p = 1.0 / (1.0 + (-s).exp());
                let weight = f64::from(e.weight);
                (weight * (f64::from(u8::from(e.right)) - p), weight * p * (1.0 - p))
            })
            .collect();
        let mut tree = NewTree::default();
        let all: Vec<u32> = (0..examples.len() as u32).collect();
        let root = grow(&mut tree, &all, &binned, &slopes, &edges, shape, &mut score);
        debug_assert!(root == 0 || root == LEAF);
        trees.push(tree);
    }
    trees
}

/// The borders of the bins: values of equal share.
fn edges(examples: &[Example]) -> Vec<Vec<i16>> {
    (0..TRAITS)
        .map(|field| {
            let mut values: Vec<i16> = examples.iter().map(|e| e.traits[field]).collect();
            values.sort_unstable();
            let mut edges: Vec<i16> =
                (1..BINS).filter_map(|bin| values.get(values.len() * bin / BINS).copied()).collect();
            edges.dedup();
            if edges.last() == values.last() {
                edges.pop();
            }
            // Values that are rare but few keep a bin each.
            let mut distinct = values;
            distinct.dedup();
            if distinct.len() <= BINS / 2 {
                distinct.pop();
                return distinct;
            }
            edges
        })
        .collect()
}

fn grow(
    tree: &mut NewTree,
    rows: &[u32],
    binned: &[[u8; TRAITS]],
    slopes: &[(f64, f64)],
    edges: &[Vec<i16>],
    shape: Shape,
    score: &mut [f64],
) -> u8 {
    let (mut g, mut h) = (0.0, 0.0);
    for &row in rows {
        g += slopes[row as usize].0;
        h += slopes[row as usize].1;
    }
    let split = if shape.depth == 0 { None } else { best_split(rows, binned, slopes, edges, (g, h)) };
    let Some((field, bin)) = split else {
        let value = (shape.rate * g / (h + RIDGE) * 1000.0).round().clamp(-30_000.0, 30_000.0);
        for &row in rows {
            score[row as usize] += value / 1000.0;
        }
        tree.leaves.push(value as i16);
        return LEAF + (tree.leaves.len() - 1) as u8;
    };
    let node = tree.nodes.len();
    tree.nodes.push((field as u8, edges[field][bin], 0, 0));
    let (low, high): (Vec<u32>, Vec<u32>) =
        rows.iter().partition(|&&row| usize::from(binned[row as usize][field]) <= bin);
    let below = Shape { depth: shape.depth - 1, ..shape };
    let at_most = grow(tree, &low, binned, slopes, edges, below, score);
    let more = grow(tree, &high, binned, slopes, edges, below, score);
    tree.nodes[node].2 = at_most;
    tree.nodes[node].3 = more;
    node as u8
}

fn best_split(
    rows: &[u32],
    binned: &[[u8; TRAITS]],
    slopes: &[(f64, f64)],
    edges: &[Vec<i16>],
    (g, h): (f64, f64),
) -> Option<(usize, usize)> {
    let mut sums = vec![[(0.0_f64, 0.0_f64); BINS]; TRAITS];
    for &row in rows {
        let slope = slopes[row as usize];
        for (field, &bin) in binned[row as usize].iter().enumerate() {
            let sum = &mut sums[field][usize::from(bin)];
            sum.0 += slope.0;
            sum.1 += slope.1;
        }
    }
    let gain = |g: f64, h: f64| g * g / (h + RIDGE);
    let whole = gain(g, h);
    let mut best: Option<(f64, usize, usize)> = None;
    for (field, bins) in sums.iter().enumerate() {
        let (mut lg, mut lh) = (0.0, 0.0);
        for (bin, sum) in bins.iter().enumerate().take(edges[field].len()) {
            lg += sum.0;
            lh += sum.1;
            if lh < LEAST || h - lh < LEAST {
                continue;
            }
            let gained = gain(lg, lh) + gain(g - lg, h - lh) - whole;
            if gained > best.map_or(0.5, |b| b.0) {
                best = Some((gained, field, bin));
            }
        }
    }
    best.map(|(_, field, bin)| (field, bin))
}
