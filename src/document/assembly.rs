//! The groups of paragraphs, segmented each on its own, put together to one document.

use super::census::Census;
use super::classes::count_bytes;
use super::paragraphs::{Layout, ParagraphKind};
use super::segment::Segmented;
use super::token::Token;
use super::words::{Shape, WordId, Words};
use super::{Document, ParagraphData, SentenceData};
use crate::lang::Lang;
use crate::source::SharedText;

/// The document as it grows, group by group.
pub(super) struct Assembly<'t> {
    text: &'t str,
    paragraphs: Vec<ParagraphData>,
    sentences: Vec<SentenceData>,
    tokens: Vec<Token>,
    word_ids: Vec<WordId>,
    words: Words,
    census: Census,
}

impl<'t> Assembly<'t> {
    pub(super) fn new(text: &'t str, paragraphs: usize) -> Self {
        Self {
            text,
            paragraphs: Vec::with_capacity(paragraphs),
            sentences: Vec::with_capacity(text.len() / 100),
            tokens: Vec::with_capacity(text.len() / 5),
            word_ids: Vec::with_capacity(text.len() / 5),
            words: Words::with_capacity(text.len()),
            census: Census::default(),
        }
    }

    /// Adds the group that follows. The only part of segmentation that cannot be done in parallel: kept short.
    pub(super) fn add(&mut self, mut group: Segmented, lang: Lang) {
        let ids = self.words.merge(self.text, &group.words);
        self.census.add(&group.census);
        let base = self.tokens.len() as u32;
        let (mut token, mut sentence) = (0, 0);
        for (piece, sentence_end, token_end) in group.paragraphs {
            let own = &mut group.tokens[token as usize..token_end as usize];
            let language = number_words(own, &ids, lang, &mut self.word_ids);
            let first_sentence = self.sentences.len() as u32;
            for (range, words, marks) in &group.sentences[sentence as usize..sentence_end as usize] {
                let own = &group.tokens[range.start as usize..range.end as usize];
                self.sentences.push(SentenceData {
                    span: own[0].span.to(own[own.len() - 1].span),
                    paragraph: self.paragraphs.len() as u32,
                    tokens: base + range.start..base + range.end,
                    words: *words,
                    marks: *marks,
                });
            }
            self.census.paragraphs += 1;
            if piece.kind == ParagraphKind::Prose {
                self.census.sentences += self.sentences.len() as u32 - first_sentence;
            }
            self.paragraphs.push(ParagraphData {
                span: piece.span,
                kind: piece.kind,
                lang: language,
                sentences: first_sentence..self.sentences.len() as u32,
                tokens: base + token..base + token_end,
            });
            (token, sentence) = (token_end, sentence_end);
        }
        self.tokens.append(&mut group.tokens);
    }

    pub(super) fn finish(self, text: SharedText, lang: Lang, layout: Layout) -> Document {
        let Self { paragraphs, sentences, tokens, word_ids, words, mut census, .. } = self;
        count_characters(&text, &mut census, &words);
        Document { text, lang, layout, paragraphs, sentences, tokens, word_ids, words, census }
    }
}

/// Gives the words of a paragraph their ids, lists those by token, and tells its language, `lang` being that of the document.
fn number_words(tokens: &mut [Token], ids: &[(WordId, u16)], lang: Lang, listed: &mut Vec<WordId>) -> Lang {
    let mut counts = LangCounts::default();
    listed.extend(tokens.iter_mut().map(|token| {
        let Some(number) = token.word() else { return WordId::NONE };
        let (id, function_of) = ids[number.index()];
        token.set_word(id);
        counts.add(function_of, lang);
        id
    }));
    counts.lang(lang)
}

/// Words of a paragraph, and of how many languages they are function words.
#[derive(Default)]
struct LangCounts {
    words: u32,
    /// Function words of the document's language, which count for it alone.
    own: u32,
    function: [u32; Lang::KNOWN.len()],
}

impl LangCounts {
    fn add(&mut self, mut languages: u16, lang: Lang) {
        self.words += 1;
        if languages & lang.bit() != 0 {
            self.own += 1;
            return;
        }
        while languages != 0 {
            self.function[languages.trailing_zeros() as usize] += 1;
            languages &= languages - 1;
        }
    }

    /// A paragraph is in another language than its document when it has enough words, hardly any function word of the
    /// document's language and many of one other.
    fn lang(&self, document: Lang) -> Lang {
        if self.words < 7 {
            return document;
        }
        let mut function = self.function;
        if let Some(own) = document.index() {
            function[own] = self.own;
        }
        let own = self.own;
        let best = function.iter().enumerate().max_by_key(|&(i, &count)| (count, std::cmp::Reverse(i)));
        match best {
            Some((best, &count)) if count >= 4 && count * 5 >= self.words && own * 5 <= count => {
                Lang::KNOWN[best]
            }
            _ => document,
        }
    }
}

fn count_characters(text: &str, census: &mut Census, words: &Words) {
    let bytes = text.as_bytes();
    census.visible = count_bytes(bytes, |b| b > b' ' && b & 0xC0 != 0x80);
    census.non_ascii = count_bytes(bytes, |b| b >= 0xC0);
    let (mut straight, mut curly, mut letters) = (0, 0, 0);
    for id in words.ids() {
        let word = words.get(id);
        if word.count == 0 {
            continue;
        }
        let spelled = words.text(id);
        straight += word.count * u32::from(spelled.contains('\''));
        curly += word.count * u32::from(spelled.contains('’'));
        if word.shape != Shape::Caseless || spelled.chars().any(char::is_alphabetic) {
            letters += word.count * spelled.chars().filter(|c| c.is_alphabetic()).count() as u32;
        }
    }
    census.straight_apostrophes = straight;
    census.curly_apostrophes = curly;
    census.letters = letters;
    census.lines = memchr::memchr_iter(b'\n', bytes).filter(|&end| end > 0 && bytes[end - 1] != b'\n').count()
        as u32
        + 1;
}
