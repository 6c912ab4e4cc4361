//! How sure a proposal is: a forest of small trees over its traits.
//!
//! Gradient-boosted trees (Friedman 2001) with a logistic loss, trained by `cargo xtask model`; the sum of their leaves is
//! the logarithm of the odds, in thousandths. Layout: `u16` number of trees; per tree `u8` number of inner nodes, then the
//! inner nodes (`u8` trait, `i16` threshold, `u8` node where the trait is at most that, `u8` node where it is more; a node
//! number from 128 is a leaf), then the leaves (`i16`), one more than inner nodes.

use super::tables::u16_at;

/// Number of traits of a proposal.
pub const TRAITS: usize = 68;
/// What is measured of a proposal.
pub type Traits = [i16; TRAITS];

/// The forest, read in place.
#[derive(Debug, Clone, Copy)]
pub struct Calibrator<'t> {
    bytes: &'t [u8],
}

const NODE: usize = 5;
/// From this number on a node is a leaf.
pub const LEAF: u8 = 128;

/// A tree to be written: inner nodes and leaves as in the layout.
#[derive(Debug, Clone, Default)]
pub struct NewTree {
    /// Trait, threshold, node if at most, node if more.
    pub nodes: Vec<(u8, i16, u8, u8)>,
    /// Log-odds in thousandths.
    pub leaves: Vec<i16>,
}

impl<'t> Calibrator<'t> {
    /// The forest in `bytes`.
    #[must_use]
    pub const fn new(bytes: &'t [u8]) -> Self {
        Self { bytes }
    }

    /// Writes a forest.
    #[must_use]
    pub fn build(trees: &[NewTree]) -> Vec<u8> {
        let mut bytes = (trees.len() as u16).to_le_bytes().to_vec();
        for tree in trees {
            bytes.push(tree.nodes.len() as u8);
            for &(field, threshold, at_most, more) in &tree.nodes {
                bytes.push(field);
                bytes.extend_from_slice(&threshold.to_le_bytes());
                bytes.extend_from_slice(&[at_most, more]);
            }
            bytes.extend(tree.leaves.iter().flat_map(|leaf| leaf.to_le_bytes()));
        }
        bytes
    }

    /// The logarithm of the odds that the proposal is right, in thousandths.
    #[must_use]
    pub fn odds(&self, traits: &Traits) -> i32 {
        let mut at = 2;
        let mut sum = 0;
        for _ in 0..u16_at(self.bytes, 0) {
            let inner = usize::from(self.bytes.get(at).copied().unwrap_or(0));
            let nodes = at + 1;
            let leaves = nodes + inner * NODE;
            let mut node = if inner == 0 { LEAF } else { 0 };
            while node < LEAF {
                let from = nodes + usize::from(node) * NODE;
                let Some(&[field, low, high, at_most, more]) = self.bytes.get(from..from + NODE) else {
                    return sum;
                };
                let value = traits.get(usize::from(field)).copied().unwrap_or(0);
                node = if value <= i16::from_le_bytes([low, high]) { at_most } else { more };
            }
            sum += i32::from(u16_at(self.bytes, leaves + usize::from(node - LEAF) * 2).cast_signed());
            at = leaves + (inner + 1) * 2;
        }
        sum
    }
}
