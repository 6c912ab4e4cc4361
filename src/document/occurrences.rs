//! Where each word type of a document occurs.
//!
//! Rules that follow a few words of a text ask here; looking at every token for them took as long as making the whole list once.

use super::words::{WordId, Words};

/// The places of all words of a document, by type, each in the order of the text.
#[derive(Debug)]
pub(super) struct Occurrences {
    /// Where the places of each type begin in `places`; one more than there are types.
    starts: Vec<u32>,
    /// Indices of tokens.
    places: Vec<u32>,
}

impl Occurrences {
    /// Of the types of a document and the type of each of its tokens.
    pub(super) fn new(words: &Words, ids: &[WordId]) -> Self {
        let mut starts = Vec::with_capacity(words.len() + 1);
        let mut end = 0;
        starts.extend(words.ids().map(|id| {
            let start = end;
            end += words.get(id).count;
            start
        }));
        let mut next = starts.clone();
        starts.push(end);
        let mut places = vec![0; end as usize];
        for (id, place) in ids.iter().zip(0..) {
            if let Some(next) = next.get_mut(id.index()) {
                places[*next as usize] = place;
                *next += 1;
            }
        }
        Self { starts, places }
    }

    /// The tokens of one type; none of what is no type.
    pub(super) fn of(&self, id: WordId) -> &[u32] {
        match self.starts.get(id.index()..).unwrap_or_default() {
            [start, end, ..] => &self.places[*start as usize..*end as usize],
            _ => &[],
        }
    }
}
