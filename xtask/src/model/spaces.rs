//! Trains the model of spaces: one pass of AdaGrad (Duchi, Hazan and Singer 2011) over the gaps of running text.

use corrigenda::model::spaces::{FEATURES, NOTHING, SCALE, SIDE, features, seen};

use super::noise::{Kind, Noise};
use crate::data::Random;

/// Weights, a power of two.
const WEIGHTS: usize = 1 << 21;
const RATE: f32 = 0.12;
/// Every so many lines one is broken by typing errors and misread letters, one in so many words.
const BROKEN: (usize, usize) = (3, 8);

/// Trains on lines in a fixed order and packs the weights.
pub fn build<'l>(lines: impl Iterator<Item = &'l str>, noise: &Noise) -> Vec<u8> {
    let mut weights = vec![0.0_f32; WEIGHTS];
    let mut squares = vec![1e-3_f32; WEIGHTS];
    let mut random = Random(23);
    let mut broken;
    for (index, line) in lines.enumerate() {
        let mut line = line;
        if index % BROKEN.0 == 0 {
            broken = noise.put(line, BROKEN.1, &[Kind::Typing, Kind::Misread], &mut random).0;
            line = &broken;
        }
        learn(line, &mut weights, &mut squares);
    }
    let packed = |weight: &f32| (weight * SCALE).round().clamp(-127.0, 127.0) as i8;
    weights.iter().map(|weight| packed(weight).cast_unsigned()).collect()
}

/// Learns from the gaps of one line.
fn learn(line: &str, weights: &mut [f32], squares: &mut [f32]) {
    let mut chars: Vec<char> = vec![NOTHING; SIDE];
    let mut spaced = Vec::new();
    let mut space = false;
    for c in line.chars() {
        if c.is_whitespace() {
            space = true;
        } else {
            chars.push(seen(c));
            spaced.push(space);
            space = false;
        }
    }
    chars.resize(chars.len() + SIDE, NOTHING);
    for (at, &space) in spaced.iter().enumerate().skip(1) {
        let (mut left, mut right) = ([NOTHING; SIDE], [NOTHING; SIDE]);
        for (side, place) in left.iter_mut().enumerate() {
            *place = chars[SIDE + at - 1 - side];
        }
        right.copy_from_slice(&chars[SIDE + at..SIDE + at + SIDE]);
        let places: [usize; FEATURES] = features(&left, &right).map(|hash| hash as usize & (WEIGHTS - 1));
        let sum: f32 = places.iter().map(|&place| weights[place]).sum();
        let slope = f32::from(u8::from(space)) - 1.0 / (1.0 + (-sum).exp());
        if slope.abs() < 0.002 {
            continue;
        }
        for place in places {
            squares[place] += slope * slope;
            weights[place] += RATE * slope / squares[place].sqrt();
        }
    }
}
