//! The buffer detectors write to.

use crate::finding::Finding;

/// Findings of one rule that one document keeps in full; beyond, they are counted. A text with more than this many faults of
/// one kind is not proofread finding by finding, and memory stays bounded on hostile input.
pub(crate) const KEPT_PER_RULE: u32 = 5000;

/// Collects what detectors find; they can add, nothing else.
#[derive(Debug, Default)]
pub struct Findings {
    items: Vec<Finding>,
    counts: Vec<(&'static str, u32)>,
}

impl Findings {
    /// Adds one finding.
    pub fn push(&mut self, finding: Finding) {
        if self.count(finding.rule.name, 1) <= KEPT_PER_RULE {
            self.items.push(finding);
        }
    }

    fn count(&mut self, rule: &'static str, more: u32) -> u32 {
        match self.counts.iter_mut().find(|(name, _)| *name == rule) {
            Some((_, count)) => {
                *count += more;
                *count
            }
            None => {
                self.counts.push((rule, more));
                more
            }
        }
    }

    /// Adds what another buffer holds, behind what is here.
    pub(crate) fn append(&mut self, other: Self) {
        for finding in other.items {
            self.push(finding);
        }
        for (rule, count) in other.counts {
            if let Some(beyond) = count.checked_sub(KEPT_PER_RULE) {
                self.count(rule, beyond);
            }
        }
    }

    /// The findings kept, and per rule how many more there were.
    pub(crate) fn into_parts(self) -> (Vec<Finding>, Vec<(&'static str, u32)>) {
        let mut more: Vec<_> = self
            .counts
            .into_iter()
            .filter_map(|(rule, n)| n.checked_sub(KEPT_PER_RULE).filter(|n| *n > 0).map(|n| (rule, n)))
            .collect();
        more.sort_unstable();
        (self.items, more)
    }
}
