//! From tokens to their sentences.

use super::{Document, Sentence};

/// Tells the sentences of tokens that are asked about in the order of the text: what few rules want of few words costs a step for
/// each sentence between them.
pub struct SentenceOf<'d> {
    document: &'d Document,
    here: usize,
}

impl<'d> SentenceOf<'d> {
    /// Before the first token of a document.
    #[must_use]
    pub const fn new(document: &'d Document) -> Self {
        Self { document, here: 0 }
    }

    /// The sentence of the token with this index among the document's tokens, and its place there; `None` where there is no such
    /// token.
    pub fn token(&mut self, index: usize) -> Option<(Sentence<'d>, usize)> {
        while self.here < self.document.sentence_count() {
            let sentence = self.document.sentence(self.here);
            let at = index.checked_sub(sentence.first_token())?;
            if at < sentence.word_ids().len() {
                return Some((sentence, at));
            }
            self.here += 1;
        }
        None
    }
}
