//! The groups of paragraphs, segmented each on its own, put together to one document.

use std::ops::Range;
use std::sync::OnceLock;

use super::census::Census;
use super::classes::{ascii_letters, count_bytes};
use super::marks::Marks;
use super::paragraphs::{Layout, ParagraphKind};
use super::segment::{Segmented, SegmentedParagraph};
use super::token::Token;
use super::words::{PartWords, WordId, Words};
use super::{Document, ParagraphData, SentenceData};
use crate::lang::Lang;
use crate::source::SharedText;

/// The document as it grows, group by group.
pub(super) struct Assembly<'t> {
    text: &'t str,
    paragraphs: Vec<ParagraphData>,
    sentences: Vec<SentenceData>,
    marks: Vec<Marks>,
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
            marks: Vec::with_capacity(text.len() / 100),
            tokens: Vec::with_capacity(text.len() / 5),
            word_ids: Vec::with_capacity(text.len() / 5),
            mark_places: Vec::with_capacity(text.len() / 32),
            words: Words::with_capacity(text.len()),
            census: Census::default(),
        }
    }

    /// All tokens so far, and all words: those of a group are added here before the group is.
    pub(super) const fn tokens_and_words(&mut self) -> (&mut Vec<Token>, &mut Words) {
        (&mut self.tokens, &mut self.words)
    }

    /// Adds the group whose tokens were added last; `part` has its words, where they were not counted among all words at once. The only
    /// part of segmentation that cannot be done in parallel: kept short.
    pub(super) fn add(&mut self, group: &Segmented, lang: Lang, part: Option<&PartWords>) {
        let ids = part.map(|part| self.words.merge(self.text, part));
        self.census.add(&group.census);
        let count = group.paragraphs.last().map_or(0, |paragraph| paragraph.token_end);
        let base = self.tokens.len() as u32 - count;
        let (mut token, mut sentence) = (base, 0);
        let first_mark = self.mark_places.len() as u32;
        self.mark_places.extend(group.mark_places.iter().map(|place| base + place));
        for &SegmentedParagraph { piece, sentence_end, token_end, is_native } in &group.paragraphs {
            let token_end = base + token_end;
            let language = match &ids {
                Some(ids) => self.number_words(token..token_end, lang, |_, number| ids[number.index()]),
                None if is_native => self.list_words(token..token_end, lang),
                None => {
                    self.number_words(token..token_end, lang, |words, id| (id, words.get(id).function_of))
                }
            };
            let first_sentence = self.sentences.len() as u32;
            for one in &group.sentences[sentence as usize..sentence_end as usize] {
                let tokens = base + one.tokens.start..base + one.tokens.end;
                let own = &self.tokens[tokens.start as usize..tokens.end as usize];
                self.sentences.push(SentenceData {
                    span: own[0].span.to(own[own.len() - 1].span),
                    paragraph: self.paragraphs.len() as u32,
                    tokens,
                    words: one.words,
                    first_mark: first_mark + one.first_mark,
                });
                self.marks.push(one.marks);
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

    /// Gives the words of a paragraph their ids and lists those by token; tells the paragraph's language, `lang` being that of the
    /// document. `id_of` tells of a number the id, and the languages the word is a function word of.
    fn number_words(
        &mut self,
        tokens: Range<u32>,
        lang: Lang,
        id_of: impl Fn(&Words, WordId) -> (WordId, u16),
    ) -> Lang {
        let own = &mut self.tokens[tokens.start as usize..tokens.end as usize];
        let numbered = self.word_ids.len();
        let (mut words, mut function) = (0, 0);
        self.word_ids.extend(own.iter_mut().map(|token| {
            let Some(number) = token.word() else { return token.type_id() };
            let (id, function_of) = id_of(&self.words, number);
            *token = token.with_word(id);
            words += 1;
            function += u32::from(function_of & lang.bit() != 0);
            id
        }));
        if is_native(words, function) {
            return lang;
        }
        let types = self.word_ids[numbered..].iter().filter(|id| id.is_typed()).map(|id| self.words.get(*id));
        foreign(types.map(|word| word.function_of), lang).unwrap_or(lang)
    }

    /// Lists the words of a paragraph, which have their ids, by token; it is in the language of the document.
    fn list_words(&mut self, tokens: Range<u32>, lang: Lang) -> Lang {
        let own = &self.tokens[tokens.start as usize..tokens.end as usize];
        self.word_ids.extend(own.iter().map(Token::type_id));
        lang
    }

    pub(super) fn finish(self, text: SharedText, lang: Lang, layout: Layout) -> Document {
        let Self { paragraphs, sentences, marks, tokens, word_ids, mark_places, words, mut census, .. } =
            self;
        count_characters(&text, &mut census, &words);
        let occurrences = OnceLock::new();
        Document {
            text,
            lang,
            layout,
            paragraphs,
            sentences,
            marks,
            tokens,
            word_ids,
            mark_places,
            words,
            census,
            occurrences,
        }
    }
}

/// Words of the shortest paragraph that may be in another language than its document.
const LEAST_WORDS: u32 = 7;

/// Function words of the least foreign language in a paragraph of it.
const LEAST_FUNCTION_WORDS: u32 = 4;

/// A paragraph in a foreign language has so many times as many function words of that language as of the document's; of its words,
/// every fifth at least is one.
const FOREIGN: u32 = 5;

/// Whether so many words, of which some are function words of their document's language, are in that language.
pub(super) const fn is_native(words: u32, function: u32) -> bool {
    words < LEAST_WORDS || function * FOREIGN > words
}

/// The language of a paragraph that is in another one than its document, told by the languages of which each of its words is a
/// function word: it has hardly any of the document's language and many of one other.
fn foreign(words: impl Iterator<Item = u16>, document: Lang) -> Option<Lang> {
    let mut function = [0_u32; Lang::KNOWN.len()];
    let (mut count, mut own) = (0, 0);
    for languages in words {
        count += 1;
        if languages & document.bit() != 0 {
            // It counts for the document's language alone.
            own += 1;
            continue;
        }
        let mut others = languages;
        while others != 0 {
            function[others.trailing_zeros() as usize] += 1;
            others &= others - 1;
        }
    }
    if let Some(index) = document.index() {
        function[index] = own;
    }
    let (best, &most) =
        function.iter().enumerate().max_by_key(|&(i, &count)| (count, std::cmp::Reverse(i)))?;
    let tells = most >= LEAST_FUNCTION_WORDS && most * FOREIGN >= count && own * FOREIGN <= most;
    tells.then_some(Lang::KNOWN[best])
}

fn count_characters(text: &str, census: &mut Census, words: &Words) {
    let bytes = text.as_bytes();
    let mut before = b'\n';
    census.lines = 1;
    // A block at a time, so that it is waited for once.
    for block in bytes.chunks(COUNTED) {
        census.visible += count_bytes(block, |b| b > b' ' && b & 0xC0 != 0x80);
        census.non_ascii += count_bytes(block, |b| b >= 0xC0);
        census.lines += u32::from(before != b'\n' && block[0] == b'\n') + count_ends(block);
        before = block[block.len() - 1];
    }
    let (mut straight, mut curly, mut letters) = (0, 0, 0);
    for id in words.ids() {
        let word = words.get(id);
        if word.count == 0 {
            continue;
        }
        let spelled = words.text(id);
        let first = ascii_letters(spelled.as_bytes());
        let own = if first == spelled.len() {
            first
        } else {
            straight += word.count * u32::from(spelled.contains('\''));
            curly += word.count * u32::from(spelled.contains('’'));
            spelled.chars().filter(|c| c.is_alphabetic()).count()
        };
        letters += word.count * own as u32;
    }
    census.straight_apostrophes = straight;
    census.curly_apostrophes = curly;
    census.letters = letters;
}

/// Bytes that are counted at a time.
const COUNTED: usize = 1 << 12;

/// Number of line ends right behind something else.
fn count_ends(bytes: &[u8]) -> u32 {
    let in_block = |(before, here): (&[u8], &[u8])| {
        let ends = before.iter().zip(here).map(|(before, here)| u8::from(*before != b'\n' && *here == b'\n'));
        u32::from(ends.sum::<u8>())
    };
    let next = bytes.get(1..).unwrap_or_default();
    bytes.chunks(255).zip(next.chunks(255)).map(in_block).sum()
}
