//! The groups of paragraphs, segmented each on its own, put together to one document.

use std::ops::Range;

use super::census::Census;
use super::classes::count_bytes;
use super::paragraphs::{Layout, ParagraphKind};
use super::segment::Segmented;
use super::token::Token;
use super::words::{WordId, Words};
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
    mark_places: Vec<u32>,
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
            mark_places: Vec::with_capacity(text.len() / 32),
            words: Words::with_capacity(text.len()),
            census: Census::default(),
        }
    }

    /// All tokens so far: those of a group are added here before the group is.
    pub(super) const fn tokens(&mut self) -> &mut Vec<Token> {
        &mut self.tokens
    }

    /// Adds the group whose tokens were added last. The only part of segmentation that cannot be done in parallel: kept short.
    pub(super) fn add(&mut self, group: &Segmented, lang: Lang) {
        let ids = self.words.merge(self.text, &group.words);
        self.census.add(&group.census);
        let count = group.paragraphs.last().map_or(0, |&(.., token_end)| token_end);
        let base = self.tokens.len() as u32 - count;
        let (mut token, mut sentence) = (base, 0);
        for &(piece, sentence_end, token_end) in &group.paragraphs {
            let token_end = base + token_end;
            let mut mark = self.mark_places.len();
            let language = self.number_words(token..token_end, &ids, lang);
            let first_sentence = self.sentences.len() as u32;
            for (range, words, marks) in &group.sentences[sentence as usize..sentence_end as usize] {
                let tokens = base + range.start..base + range.end;
                let own = &self.tokens[tokens.start as usize..tokens.end as usize];
                while self.mark_places.get(mark).is_some_and(|place| *place < tokens.start) {
                    mark += 1;
                }
                self.sentences.push(SentenceData {
                    span: own[0].span.to(own[own.len() - 1].span),
                    paragraph: self.paragraphs.len() as u32,
                    tokens,
                    words: *words,
                    marks: *marks,
                    first_mark: mark as u32,
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
                tokens: token..token_end,
            });
            (token, sentence) = (token_end, sentence_end);
        }
    }

    /// Gives the words of a paragraph their ids, lists those by token, and the marks by place; tells the paragraph's language,
    /// `lang` being that of the document.
    fn number_words(&mut self, tokens: Range<u32>, ids: &[(WordId, u16)], lang: Lang) -> Lang {
        let mut counts = LangCounts::default();
        let own = &mut self.tokens[tokens.start as usize..tokens.end as usize];
        self.word_ids.extend(own.iter_mut().zip(tokens).map(|(token, place)| {
            let Some(number) = token.word() else {
                if token.is_wordlike() {
                    return WordId::UNTYPED;
                }
                self.mark_places.push(place);
                return WordId::NONE;
            };
            let (id, function_of) = ids[number.index()];
            token.set_word(id);
            counts.add(function_of, lang);
            id
        }));
        counts.lang(lang)
    }

    pub(super) fn finish(self, text: SharedText, lang: Lang, layout: Layout) -> Document {
        let Self { paragraphs, sentences, tokens, word_ids, mark_places, words, mut census, .. } = self;
        count_characters(&text, &mut census, &words);
        Document { text, lang, layout, paragraphs, sentences, tokens, word_ids, mark_places, words, census }
    }
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
    fn add(&mut self, languages: u16, lang: Lang) {
        self.words += 1;
        // Every second word is one of the document's language, and no processor can guess which.
        let own = languages & lang.bit() != 0;
        self.own += u32::from(own);
        let mut others = if own { 0 } else { languages };
        while others != 0 {
            self.function[others.trailing_zeros() as usize] += 1;
            others &= others - 1;
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
        let own = if spelled.is_ascii() {
            spelled.bytes().filter(u8::is_ascii_alphabetic).count()
        } else {
            curly += word.count * u32::from(spelled.contains('’'));
            spelled.chars().filter(|c| c.is_alphabetic()).count()
        };
        letters += word.count * own as u32;
    }
    census.straight_apostrophes = straight;
    census.curly_apostrophes = curly;
    census.letters = letters;
    census.lines = memchr::memchr_iter(b'\n', bytes).filter(|&end| end > 0 && bytes[end - 1] != b'\n').count()
        as u32
        + 1;
}
