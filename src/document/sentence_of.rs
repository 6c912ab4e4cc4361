//! From tokens to their sentences.

use super::{Document, Sentence, SentenceData};

/// Tells the sentences of tokens that are asked about in the order of the text: what few rules want of few words costs some steps
/// for each, and none for the sentences between them.
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
        let sentences = self.document.sentences.get(self.here..).filter(|rest| !rest.is_empty())?;
        let starts_before = |data: &SentenceData| data.tokens.start as usize <= index;
        // In steps that double, to one that begins behind the token; then back.
        let mut step = 1;
        while sentences.get(step).is_some_and(starts_before) {
            step *= 2;
        }
        let between = &sentences[step / 2..sentences.len().min(step)];
        self.here += (step / 2 + between.partition_point(starts_before)).saturating_sub(1);
        let sentence = self.document.sentence(self.here);
        let at = index.checked_sub(sentence.first_token())?;
        (at < sentence.word_ids().len()).then_some((sentence, at))
    }
}
