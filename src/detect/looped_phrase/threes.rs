//! Which paragraphs may hold a loop: told by less than it takes to find one, since hardly any paragraph does.

use super::LONGEST;
use crate::document::WordId;

/// Three words side by side are told apart by so many bits of a hash.
const BITS: u32 = 12;
const SHIFT: u32 = u64::BITS - BITS;

/// Remembers where three words side by side last stood.
pub(super) struct Threes {
    /// The numbers of the words of the paragraph.
    numbers: Vec<u32>,
    /// Place of the last three words of each hash, counted over the whole document, so that nothing is cleared between paragraphs.
    places: Vec<u32>,
    /// Words counted so.
    read: u32,
}

impl Threes {
    pub(super) fn new() -> Self {
        Self { numbers: Vec::new(), places: vec![0; 1 << BITS], read: 1 }
    }

    /// Whether there may be a loop: a word that follows itself, two that follow themselves, or three that are there twice; where it says
    /// no, there is none. `ids` are the words of the paragraph, `folded` their numbers by type.
    pub(super) fn may_loop(&mut self, ids: &[WordId], folded: &[u32]) -> bool {
        self.numbers.clear();
        self.numbers.resize(ids.len(), 0);
        // Without a branch: every sixth token is a mark, and is passed over.
        let mut count = 0;
        for id in ids {
            self.numbers[count] = folded.get(id.index()).copied().unwrap_or(u32::MAX);
            count += usize::from(*id != WordId::NONE);
        }
        self.numbers.truncate(count);
        // A link or a tag, which has no number, may seem to follow another.
        let mut again = self.numbers.windows(2).any(|two| two[0] == two[1]);
        again |= self.numbers.windows(4).any(|four| (four[0], four[1]) == (four[2], four[3]));
        let first = self.read;
        self.read += count as u32;
        for (three, place) in self.numbers.windows(3).zip(first..) {
            if again {
                return true;
            }
            let two = u64::from(three[0]) << 32 | u64::from(three[1]);
            let hash = (two ^ u64::from(three[2]).rotate_left(16)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            let last = std::mem::replace(&mut self.places[(hash >> SHIFT) as usize], place);
            if last >= first && (place - last) as usize <= LONGEST {
                // Of the same hash, and seldom the same.
                let end = (place - first) as usize;
                let earlier = &self.numbers[end.saturating_sub(LONGEST)..end + 2];
                again = earlier.windows(3).any(|other| other == three);
            }
        }
        again
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::detect::likeness::folded;
    use crate::document::Document;

    proptest! {
        #[test]
        fn no_loop_is_refused(paragraphs in prop::collection::vec(prop::collection::vec(0_usize..12, 0..60), 1..4)) {
            const WORDS: [&str; 12] =
                ["north", "south", "east", "west", "red", "blue", "green", "black", "one", "two", "ten", "six"];
            let spell = |words: &Vec<usize>| words.iter().map(|n| WORDS[*n]).collect::<Vec<_>>().join(" ");
            let text = paragraphs.iter().map(spell).collect::<Vec<_>>().join(".\n\n");
            let document = Document::new(text.as_str().into(), None, None);
            let (folded, mut threes) = (folded(&document), Threes::new());
            for paragraph in document.paragraphs() {
                let words: Vec<WordId> =
                    paragraph.word_ids().iter().copied().filter(|id| *id != WordId::NONE).collect();
                let twice = |period: usize| {
                    words.windows(2 * period).any(|both| both[..period] == both[period..])
                };
                let loops = (1..=LONGEST).any(twice);
                let may_loop = threes.may_loop(paragraph.word_ids(), &folded);
                prop_assert!(may_loop || !loops, "{:?}", paragraph.text());
            }
        }
    }
}
