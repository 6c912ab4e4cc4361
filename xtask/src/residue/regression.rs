//! Logistic regression by stochastic gradient descent with AdaGrad step sizes (Duchi, Hazan, Singer 2011), seeded.

use corrigenda::detect::translated_name::{COUNT, Vector};

use crate::data::Random;

/// One row: the evidence, whether it is a name in disguise, and how much the row counts.
pub(super) struct Row {
    pub(super) evidence: Vector,
    pub(super) label: bool,
    pub(super) weight: f64,
}

const EPOCHS: usize = 30;
const STEP: f64 = 0.2;
/// Penalty of a squared weight.
const SHRINK: f64 = 2e-5;

/// The weights that tell the rows apart; pieces of evidence in `without` keep the weight 0.
pub(super) fn train(rows: &[Row], without: &[usize], seed: u64) -> [f32; COUNT] {
    let mut weights = [0.0_f64; COUNT];
    let mut squares = [1e-3_f64; COUNT];
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let mut random = Random(seed);
    for _ in 0..EPOCHS {
        for i in (1..order.len()).rev() {
            order.swap(i, random.below(i + 1));
        }
        for &index in &order {
            let row = &rows[index];
            let score: f64 = weights.iter().zip(row.evidence.0).map(|(w, x)| w * f64::from(x)).sum();
            let error = row.weight * (1.0 / (1.0 + (-score).exp()) - f64::from(u8::from(row.label)));
            for (k, &x) in row.evidence.0.iter().enumerate() {
                if x == 0.0 || without.contains(&k) {
                    continue;
                }
                let gradient = error * f64::from(x) + SHRINK * weights[k];
                squares[k] += gradient * gradient;
                weights[k] -= STEP * gradient / squares[k].sqrt();
            }
        }
    }
    weights.map(|w| ((w * 1e4).round() / 1e4) as f32)
}
