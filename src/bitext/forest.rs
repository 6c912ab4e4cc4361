//! How sure a finding about a pair is: a forest of small trees with the odds from which on it is told.
//!
//! Trained and written by `cargo xtask bitext-fit`. Layout: for each [`Manner`] the odds from which on a finding is possible and
//! from which on it is likely (`i32`, thousandths), then the forest as `model::calibrator` has it.

use crate::model::calibrator::{Calibrator, Traits};

/// What sort of translation a document is: what is unlikely in one is not in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Into English, whose names and words are known best.
    English,
    /// Into English from a language that no dictionary knows.
    Unknown,
    /// Into another language.
    Other,
    /// So free that names and lengths of single sentences say little.
    Free,
}

impl Manner {
    /// All of them, as the forests have their odds.
    pub const ALL: [Self; 4] = [Self::English, Self::Unknown, Self::Other, Self::Free];
}

/// A forest, read in place.
#[derive(Debug, Clone, Copy)]
pub struct Forest {
    bytes: &'static [u8],
}

/// Bytes before the forest.
const HEADER: usize = Manner::ALL.len() * 8;

impl Forest {
    /// The forest in `bytes`.
    #[must_use]
    pub const fn new(bytes: &'static [u8]) -> Self {
        Self { bytes }
    }

    /// Confidence of a finding with these traits; `None` where it is not worth telling.
    #[must_use]
    pub fn confidence(&self, traits: &Traits, manner: Manner) -> Option<u16> {
        let bound = |at: usize| {
            let bytes = self.bytes.get(at..at + 4)?;
            Some(i64::from(i32::from_le_bytes(bytes.try_into().ok()?)))
        };
        let (possible, likely) = (bound(manner as usize * 8)?, bound(manner as usize * 8 + 4)?);
        let odds = i64::from(Calibrator::new(self.bytes.get(HEADER..)?).odds(traits));
        if odds < possible {
            return None;
        }
        let confidence = if odds < likely {
            400 + 290 * (odds - possible) / (likely - possible).max(1)
        } else {
            700 + 75 * (odds - likely).min(2600) / 1000
        };
        u16::try_from(confidence).ok()
    }
}
