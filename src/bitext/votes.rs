//! What one sentence of the source has to say of neighbouring sentences of the target.

use std::ops::Range;

/// A sum for each sentence of the target in a range.
#[derive(Debug, Default)]
pub(super) struct Votes {
    range: Range<usize>,
    sums: Vec<i32>,
}

impl Votes {
    pub(super) fn new(range: Range<usize>) -> Self {
        let sums = vec![0; range.len()];
        Self { range, sums }
    }

    /// Adds the same to all of `sentences`, which rise, that are in the range.
    pub(super) fn add(&mut self, sentences: &[u32], worth: i32) {
        let first = sentences.partition_point(|at| (*at as usize) < self.range.start);
        for at in sentences[first..].iter().map(|at| *at as usize).take_while(|at| *at < self.range.end) {
            self.sums[at - self.range.start] += worth;
        }
    }

    pub(super) fn of(&self, target: usize) -> i32 {
        target.checked_sub(self.range.start).and_then(|at| self.sums.get(at)).copied().unwrap_or(0)
    }
}
