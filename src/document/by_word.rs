//! A table over the word types of a document.

use super::words::{WordId, Words};

/// A value for each word type of a document; a token that is no word has the default.
///
/// Read without a branch, since every sixth token of any text is a mark and no processor can guess which: the place behind
/// the last type stands for all of them.
#[derive(Debug)]
pub struct ByWord<T>(Vec<T>);

impl<T: Copy + Default> ByWord<T> {
    /// The default for every type.
    #[must_use]
    pub fn new(words: &Words) -> Self {
        Self(vec![T::default(); words.len() + 1])
    }

    /// What `value` says of each type.
    #[must_use]
    pub fn of(words: &Words, value: impl FnMut(WordId) -> T) -> Self {
        Self(words.ids().map(value).chain([T::default()]).collect())
    }

    /// The value of a type, the default for [`WordId::NONE`].
    #[inline]
    #[must_use]
    pub fn get(&self, id: WordId) -> T {
        self.0[id.index().min(self.0.len() - 1)]
    }

    /// Calls `visit` with each place of `ids` whose value is not the default: where those are few, a step for sixteen.
    pub fn places(&self, ids: &[WordId], mut visit: impl FnMut(usize))
    where
        T: PartialEq,
    {
        for (some, start) in ids.chunks(16).zip((0..).step_by(16)) {
            let is_other = |id: &WordId| u32::from(self.get(*id) != T::default());
            let mut others = some.iter().rev().fold(0, |bits, id| bits << 1 | is_other(id));
            while others != 0 {
                visit(start + others.trailing_zeros() as usize);
                others &= others - 1;
            }
        }
    }

    /// Changes the value of a type.
    pub fn set(&mut self, id: WordId, value: T) {
        let last = self.0.len() - 1;
        if let Some(slot) = self.0[..last].get_mut(id.index()) {
            *slot = value;
        }
    }
}
