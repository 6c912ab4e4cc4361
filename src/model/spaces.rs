//! Where spaces stand, told by the letters on both sides alone: it knows `-ally |is` and `the| s` without knowing the words.
//!
//! A logistic regression over hashed features of up to six characters on each side of a gap, in a text without its spaces,
//! trained by `cargo xtask model` on running text, part of it with typing errors. Layout: a byte per weight, signed, in
//! [`SCALE`]ths; a power of two of them.

use super::tables::{Cost, mix};

/// Characters looked at on each side.
pub const SIDE: usize = 6;
/// Features of a gap.
pub const FEATURES: usize = 24;
/// Steps of a weight in a nat.
pub const SCALE: f32 = 32.0;
/// Beyond the end of a text.
pub const NOTHING: char = '^';

/// Pairs of lengths, left and right, that make a feature together.
const TOGETHER: [(usize, usize); FEATURES - 2 * SIDE] =
    [(1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (2, 3), (3, 2), (3, 3), (2, 4), (4, 2), (4, 4)];

/// The model of spaces, read in place.
#[derive(Debug, Clone, Copy)]
pub struct Spaces<'t> {
    weights: &'t [u8],
}

/// A character as the features see it: all digits alike, all apostrophes alike.
#[must_use]
pub const fn seen(c: char) -> char {
    match c {
        '0'..='9' => '0',
        '’' | 'ʼ' => '\'',
        '“' | '”' | '„' => '"',
        c => c,
    }
}

/// The hashes of the features of a gap. `left` has the characters before it, the nearest first, `right` those after it.
#[must_use]
pub fn features(left: &[char; SIDE], right: &[char; SIDE]) -> [u32; FEATURES] {
    let side = |seed: u64, chars: &[char; SIDE]| {
        let mut hashes = [seed; SIDE];
        let mut hash = seed;
        for (place, &c) in hashes.iter_mut().zip(chars) {
            hash = mix(hash.rotate_left(9) ^ u64::from(u32::from(c)));
            *place = hash;
        }
        hashes
    };
    let (left, right) = (side(3, left), side(5, right));
    let mut out = [0; FEATURES];
    for (at, place) in out.iter_mut().enumerate() {
        let hash = match at {
            0..SIDE => left[at],
            _ if at < 2 * SIDE => right[at - SIDE],
            _ => {
                let (l, r) = TOGETHER[at - 2 * SIDE];
                mix(left[l - 1] ^ right[r - 1].rotate_left(32))
            }
        };
        *place = (hash >> 32) as u32;
    }
    out
}

impl<'t> Spaces<'t> {
    /// The weights in `bytes`; where there are none, nothing is known of any gap.
    #[must_use]
    pub const fn new(weights: &'t [u8]) -> Self {
        Self { weights }
    }

    /// How much likelier a space is than none before `at` in characters without spaces: a difference of [`Cost`]s, positive
    /// where a space is likelier.
    #[must_use]
    pub fn lean(&self, chars: &[char], at: usize) -> Cost {
        if self.weights.is_empty() {
            return 0;
        }
        let (mut left, mut right) = ([NOTHING; SIDE], [NOTHING; SIDE]);
        for (place, &c) in left.iter_mut().zip(chars[..at].iter().rev()) {
            *place = seen(c);
        }
        for (place, &c) in right.iter_mut().zip(&chars[at..]) {
            *place = seen(c);
        }
        let mask = self.weights.len() - 1;
        let weight =
            |hash: u32| self.weights.get(hash as usize & mask).map_or(0, |&w| Cost::from(w.cast_signed()));
        let sum: Cost = features(&left, &right).into_iter().map(weight).sum();
        sum * 100 / SCALE as Cost
    }
}
