//! A table over the word types of a document.

use super::words::{WordId, Words};
use super::{Document, Sentence, SentenceOf};

/// Tokens whose values are looked at in one step.
const STEP: usize = 16;

/// Of so many tokens, fewer than one is marked where the marked ones are put in order rather than looked for.
const FEW: usize = 8;

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
        let mut values = Vec::with_capacity(words.len() + 1);
        values.extend(words.ids().map(value));
        values.push(T::default());
        Self(values)
    }

    /// The value of a type, the default where there is none.
    #[inline]
    #[must_use]
    pub fn get(&self, id: WordId) -> T {
        self.0[id.index().min(self.0.len() - 1)]
    }

    /// Changes the value of a type.
    pub fn set(&mut self, id: WordId, value: T) {
        let last = self.0.len() - 1;
        if let Some(slot) = self.0[..last].get_mut(id.index()) {
            *slot = value;
        }
    }
}

impl ByWord<bool> {
    /// Calls `visit` with each token of a document whose type is marked, as its sentence and its place in it. Where those are many,
    /// a step for sixteen: sentences are shorter than two steps, so that a look at each by itself would take twice as many.
    pub fn tokens<'d>(&self, document: &'d Document, mut visit: impl FnMut(Sentence<'d>, usize)) {
        let words = document.words();
        let marked = || words.ids().filter(|id| self.get(*id));
        let count: u32 = marked().map(|id| words.get(id).count).sum();
        let mut sentences = SentenceOf::new(document);
        if count as usize * FEW < document.tokens().len() {
            let mut places: Vec<u32> = Vec::with_capacity(count as usize);
            marked().for_each(|id| places.extend(document.occurrences(id)));
            places.sort_unstable();
            for (sentence, at) in places.into_iter().filter_map(|place| sentences.token(place as usize)) {
                visit(sentence, at);
            }
            return;
        }
        let mut found = |index: usize| {
            if let Some((sentence, at)) = sentences.token(index) {
                visit(sentence, at);
            }
        };
        let (steps, rest) = document.word_ids().as_chunks::<STEP>();
        for (step, start) in steps.iter().zip((0..).step_by(STEP)) {
            self.marked(step, |at| found(start + at));
        }
        self.marked(rest, |at| found(steps.len() * STEP + at));
    }

    /// Calls `visit` with each place of `ids`, of which there are at most [`STEP`], whose type is marked.
    #[inline]
    fn marked(&self, ids: &[WordId], mut visit: impl FnMut(usize)) {
        let mut marked = ids.iter().rev().fold(0, |bits, id| bits << 1 | u32::from(self.get(*id)));
        while marked != 0 {
            visit(marked.trailing_zeros() as usize);
            marked &= marked - 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marked_words_are_met_in_order_whether_few_or_many() {
        let text =
            "Kabul fell. The talks in Doha went on, and the mayor of Kabul left the city.\n".repeat(20);
        let document = Document::new(text.as_str().into(), None, None);
        for wanted in [&["Kabul"][..], &["the", "of", "Kabul", "city", "fell"], &["nowhere"]] {
            let marked = ByWord::of(document.words(), |id| wanted.contains(&document.words().text(id)));
            let mut met = Vec::new();
            marked.tokens(&document, |sentence, at| met.push(sentence.first_token() + at));
            let spelled = |at: &usize| document.token_text(&document.tokens()[*at]);
            let all: Vec<usize> =
                (0..document.tokens().len()).filter(|at| wanted.contains(&spelled(at))).collect();
            assert_eq!(met, all);
        }
    }

    #[test]
    fn what_has_no_type_occurs_nowhere() {
        let document = Document::new("One, two.".into(), None, None);
        assert!(document.occurrences(WordId::NONE).is_empty());
        assert!(document.occurrences(WordId::UNTYPED).is_empty());
    }
}
