//! A text, segmented once: paragraphs, sentences, tokens, word types. Start reading here.
//!
//! Everything is flat and carries byte spans of the plain text. A real line:
//!
//! ```text
//! Talks opened in Doha , amid fighting.
//! |Word |Word   |W |Word |P|W    |Word    |P     tokens (P: punctuation, preceded by a gap where white space stands)
//! |------------------------------------------|   one sentence of one prose paragraph
//! ```
//!
//! Tokens are the smallest unit detectors look at; punctuation marks are tokens of one character each, so that
//! "what touches what" is a question about neighbouring tokens and their [`Gap`]s.

mod assembly;
mod by_word;
mod census;
pub mod classes;
mod key;
mod lexical;
mod lines;
mod links;
mod marks;
mod occurrences;
mod paragraphs;
pub mod quotes;
mod segment;
mod sentence_ends;
mod sentence_of;
mod slots;
mod stretch;
mod token;
mod tokenizer;
mod vicinity;
mod words;

use std::ops::Range;
use std::sync::OnceLock;

pub use by_word::ByWord;
pub use census::Census;
pub use lines::Lines;
pub use marks::Marks;
pub use paragraphs::{Layout, ParagraphKind};
pub use sentence_of::SentenceOf;
pub use stretch::{is_spaceless, run_together};
pub use token::{Gap, Token, TokenKind};
pub use vicinity::Vicinity;
pub use words::{Parts, Shape, Spelling, WordId, WordType, Words};

use crate::lang::Lang;
use crate::source::SharedText;
use crate::span::Span;
use occurrences::Occurrences;

/// Plain text with its structure; immutable, shared by all detectors.
#[derive(Debug)]
pub struct Document {
    text: SharedText,
    lang: Lang,
    layout: Layout,
    paragraphs: Vec<ParagraphData>,
    sentences: Vec<SentenceData>,
    /// The marks of each sentence, apart from what else is known of it: most rules ask for no more of most sentences.
    marks: Vec<Marks>,
    tokens: Vec<Token>,
    /// The word type of each token, once more: rules that look at every word of a text read a quarter of the memory.
    word_ids: Vec<WordId>,
    /// Indices of the tokens that are punctuation marks or symbols.
    mark_places: Vec<u32>,
    words: Words,
    census: Census,
    /// Made at the first call that wants it.
    occurrences: OnceLock<Occurrences>,
}

#[derive(Debug, Clone)]
struct ParagraphData {
    span: Span,
    kind: ParagraphKind,
    lang: Lang,
    sentences: Range<u32>,
    tokens: Range<u32>,
}

#[derive(Debug, Clone)]
struct SentenceData {
    span: Span,
    paragraph: u32,
    tokens: Range<u32>,
    words: u32,
    /// Where its own begin in the document's list of mark places.
    first_mark: u32,
}

/// Structure that the source format already knows, in place of what the look of a plain text would tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Bytes of the plain text; blocks are in order and do not overlap.
    pub span: Span,
    /// What it is.
    pub kind: ParagraphKind,
}

impl Document {
    /// Segments `text`. `blocks` is the structure the source format gave; without it (plain text) paragraphs are
    /// found by the look of the lines. `lang` is the language of the text, or `None` to detect it.
    ///
    /// Linear in the length of `text`, which must be shorter than 4 GiB.
    #[must_use]
    pub fn new(text: SharedText, blocks: Option<&[Block]>, lang: Option<Lang>) -> Self {
        segment::document(text, blocks, lang)
    }

    /// The whole plain text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The plain text, shared.
    #[must_use]
    pub fn shared_text(&self) -> SharedText {
        self.text.clone()
    }

    /// The text of a span of this document.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    /// The language of the document as a whole.
    #[must_use]
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// How lines and paragraphs relate in this text.
    #[must_use]
    pub const fn layout(&self) -> Layout {
        self.layout
    }

    /// Number of word, number and mixed tokens: the denominator of every rate.
    #[must_use]
    pub const fn word_count(&self) -> u32 {
        self.census.words
    }

    /// Counts of marks over the whole document.
    #[must_use]
    pub const fn census(&self) -> &Census {
        &self.census
    }

    /// All tokens in order.
    #[must_use]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The word type of each token, as [`Sentence::word_ids`] has them.
    #[must_use]
    pub fn word_ids(&self) -> &[WordId] {
        &self.word_ids
    }

    /// The word types of the document, interned.
    #[must_use]
    pub const fn words(&self) -> &Words {
        &self.words
    }

    /// Indices of the tokens of one word type, in order; none of what has no type.
    #[must_use]
    pub fn occurrences(&self, id: WordId) -> &[u32] {
        self.occurrences.get_or_init(|| Occurrences::new(&self.words, &self.word_ids)).of(id)
    }

    /// All sentences in order.
    pub fn sentences(&self) -> impl ExactSizeIterator<Item = Sentence<'_>> + Clone {
        (0..self.sentences.len()).map(move |index| Sentence { doc: self, index })
    }

    /// The sentence with this index.
    ///
    /// # Panics
    /// When `index` is not less than the number of sentences.
    #[must_use]
    pub fn sentence(&self, index: usize) -> Sentence<'_> {
        assert!(index < self.sentences.len(), "sentence index out of range");
        Sentence { doc: self, index }
    }

    /// The sentences that hold one of `marks`, in order.
    pub fn sentences_with(&self, marks: Marks) -> impl Iterator<Item = Sentence<'_>> + Clone {
        let places = self.marks.iter().enumerate().filter(move |(_, own)| own.intersects(marks));
        places.map(move |(index, _)| Sentence { doc: self, index })
    }

    /// The paragraphs of which a sentence holds one of `marks`, in order.
    pub fn paragraphs_with(&self, marks: Marks) -> impl Iterator<Item = Paragraph<'_>> {
        let mut last = None;
        self.sentences_with(marks)
            .map(Sentence::paragraph)
            .filter(move |paragraph| last.replace(paragraph.index()) != Some(paragraph.index()))
    }

    /// Number of sentences.
    #[must_use]
    pub fn sentence_count(&self) -> usize {
        self.sentences.len()
    }

    /// All paragraphs in order: headings, list items, table rows and verse lines too.
    pub fn paragraphs(&self) -> impl ExactSizeIterator<Item = Paragraph<'_>> + Clone {
        (0..self.paragraphs.len()).map(move |index| Paragraph { doc: self, index })
    }

    /// The paragraph with this index, if there is one.
    #[must_use]
    pub fn paragraph(&self, index: usize) -> Option<Paragraph<'_>> {
        (index < self.paragraphs.len()).then_some(Paragraph { doc: self, index })
    }

    /// Mark places of sentences that follow each other, counted from the first token.
    fn mark_places(&self, sentences: Range<usize>) -> impl Iterator<Item = usize> + Clone {
        let first = |sentence: usize| self.sentences.get(sentence).map(|data| data.first_mark as usize);
        let start = first(sentences.start).unwrap_or(self.mark_places.len());
        let end = first(sentences.end).unwrap_or(self.mark_places.len());
        let token = self.sentences.get(sentences.start).map_or(0, |data| data.tokens.start);
        self.mark_places[start..end].iter().map(move |place| (place - token) as usize)
    }

    /// The text of a token.
    #[must_use]
    pub fn token_text(&self, token: &Token) -> &str {
        &self.text[token.span.range()]
    }
}

/// A sentence of a document: a view, never owns text.
#[derive(Debug, Clone, Copy)]
pub struct Sentence<'d> {
    doc: &'d Document,
    index: usize,
}

impl<'d> Sentence<'d> {
    fn data(self) -> &'d SentenceData {
        &self.doc.sentences[self.index]
    }

    /// The document it stands in.
    #[must_use]
    pub const fn document(self) -> &'d Document {
        self.doc
    }

    /// Its place among the sentences of the document, from 0.
    #[must_use]
    pub const fn index(self) -> usize {
        self.index
    }

    /// From the first to the last token, without the white space around.
    #[must_use]
    pub fn span(self) -> Span {
        self.data().span
    }

    /// Its text.
    #[must_use]
    pub fn text(self) -> &'d str {
        self.doc.slice(self.span())
    }

    /// Its tokens.
    #[must_use]
    pub fn tokens(self) -> &'d [Token] {
        let Range { start, end } = self.data().tokens;
        &self.doc.tokens[start as usize..end as usize]
    }

    /// Index of its first token among the document's tokens.
    #[must_use]
    pub fn first_token(self) -> usize {
        self.data().tokens.start as usize
    }

    /// The word type of each of its tokens, [`WordId::NONE`] or [`WordId::UNTYPED`] where it has none: what to go through where
    /// most words are of no interest.
    #[must_use]
    pub fn word_ids(self) -> &'d [WordId] {
        let Range { start, end } = self.data().tokens;
        &self.doc.word_ids[start as usize..end as usize]
    }

    /// Which of its tokens are punctuation marks or symbols, in order: one in six, and all that many rules look for.
    pub fn mark_places(self) -> impl Iterator<Item = usize> + Clone + 'd {
        self.doc.mark_places(self.index..self.index + 1)
    }

    /// How many of its tokens read as words ([`Token::is_wordlike`]).
    #[must_use]
    pub fn word_count(self) -> u32 {
        self.data().words
    }

    /// Which sorts of marks occur in it, so that a detector can leave at once.
    #[must_use]
    pub fn marks(self) -> Marks {
        self.doc.marks[self.index]
    }

    /// Whether any of `marks` occurs in it.
    #[must_use]
    pub fn has(self, marks: Marks) -> bool {
        self.marks().intersects(marks)
    }

    /// The paragraph it stands in.
    #[must_use]
    pub fn paragraph(self) -> Paragraph<'d> {
        Paragraph { doc: self.doc, index: self.data().paragraph as usize }
    }

    /// The language it is written in, as far as known.
    #[must_use]
    pub fn lang(self) -> Lang {
        self.doc.paragraphs[self.data().paragraph as usize].lang
    }

    /// Whether it is running prose, where the rules of sentences hold.
    #[must_use]
    pub fn is_prose(self) -> bool {
        self.doc.paragraphs[self.data().paragraph as usize].kind == ParagraphKind::Prose
    }
}

/// A paragraph of a document: a view.
#[derive(Debug, Clone, Copy)]
pub struct Paragraph<'d> {
    doc: &'d Document,
    index: usize,
}

impl<'d> Paragraph<'d> {
    fn data(self) -> &'d ParagraphData {
        &self.doc.paragraphs[self.index]
    }

    /// The document it stands in.
    #[must_use]
    pub const fn document(self) -> &'d Document {
        self.doc
    }

    /// Its place among the paragraphs of the document, from 0.
    #[must_use]
    pub const fn index(self) -> usize {
        self.index
    }

    /// Its bytes, without surrounding white space.
    #[must_use]
    pub fn span(self) -> Span {
        self.data().span
    }

    /// Its text.
    #[must_use]
    pub fn text(self) -> &'d str {
        self.doc.slice(self.span())
    }

    /// Prose, heading, list item, ...
    #[must_use]
    pub fn kind(self) -> ParagraphKind {
        self.data().kind
    }

    /// Whether it is running prose.
    #[must_use]
    pub fn is_prose(self) -> bool {
        self.data().kind == ParagraphKind::Prose
    }

    /// The language it is written in, as far as known.
    #[must_use]
    pub fn lang(self) -> Lang {
        self.data().lang
    }

    /// Its tokens.
    #[must_use]
    pub fn tokens(self) -> &'d [Token] {
        let Range { start, end } = self.data().tokens;
        &self.doc.tokens[start as usize..end as usize]
    }

    /// The word type of each of its tokens, as [`Sentence::word_ids`] has them.
    #[must_use]
    pub fn word_ids(self) -> &'d [WordId] {
        let Range { start, end } = self.data().tokens;
        &self.doc.word_ids[start as usize..end as usize]
    }

    /// Which of its tokens are punctuation marks or symbols, as [`Sentence::mark_places`] has them.
    pub fn mark_places(self) -> impl Iterator<Item = usize> + Clone + 'd {
        let Range { start, end } = self.data().sentences;
        self.doc.mark_places(start as usize..end as usize)
    }

    /// Index of its first token among the document's tokens.
    #[must_use]
    pub fn first_token(self) -> usize {
        self.data().tokens.start as usize
    }

    /// Its sentences in order.
    pub fn sentences(self) -> impl DoubleEndedIterator<Item = Sentence<'d>> + ExactSizeIterator + Clone {
        let doc = self.doc;
        let Range { start, end } = self.data().sentences;
        (start as usize..end as usize).map(move |index| Sentence { doc, index })
    }

    /// All marks of its sentences; [`Marks::ANY`] even where it has none.
    #[must_use]
    pub fn marks(self) -> Marks {
        let Range { start, end } = self.data().sentences;
        self.doc.marks[start as usize..end as usize].iter().fold(Marks::ANY, |all, own| all | *own)
    }

    /// The paragraph before, if any.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        self.index.checked_sub(1).map(|index| Self { doc: self.doc, index })
    }

    /// The paragraph after, if any.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        (self.index + 1 < self.doc.paragraphs.len()).then_some(Self { doc: self.doc, index: self.index + 1 })
    }
}
