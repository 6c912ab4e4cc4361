//! Text -> paragraphs -> sentences -> tokens.

use std::ops::Range;

use rayon::prelude::*;

use super::assembly::{Assembly, is_native};
use super::census::Census;
use super::classes::{is_quote, is_terminator};
use super::key::Key;
use super::marks::{Marks, follows_stop, leaning, marks_of, marks_of_end, marks_of_gap, marks_of_start};
use super::paragraphs::{Layout, ParagraphKind, Piece, kind_of, pieces};
use super::sentence_ends::sentence_ends;
use super::token::{Token, TokenKind};
use super::tokenizer::Tokenizer;
use super::words::{PartWords, Tally};
use super::{Block, Document};
use crate::lang::{self, Lang};
use crate::source::SharedText;
use crate::span::Span;

/// Paragraphs are segmented in parallel in groups of about this many bytes; the grouping never shows in results. In larger
/// groups fewer words are new to their group.
const GROUP: usize = 1 << 17;

/// The same on one thread, where words are numbered once: what was just read stays in the cache.
const SMALL_GROUP: usize = 1 << 15;

/// Tokens of a sentence beyond which it is cut: a text without full stops must not make one sentence of a megabyte, in which
/// every look around is a look at everything.
const LONGEST_SENTENCE: u32 = 1000;

/// Bytes of a paragraph beyond which it is cut at the next end of a sentence: a book on one line.
const LONGEST_PARAGRAPH: u32 = 20_000;

/// A group of paragraphs, segmented on its own: indices count from the group's first token and sentence.
#[derive(Default)]
pub(super) struct Segmented {
    pub(super) sentences: Vec<SegmentedSentence>,
    pub(super) paragraphs: Vec<SegmentedParagraph>,
    /// Tokens that are punctuation marks or symbols.
    pub(super) mark_places: Vec<u32>,
    pub(super) census: Census,
}

/// A paragraph of a group.
#[derive(Clone, Copy)]
pub(super) struct SegmentedParagraph {
    pub(super) piece: Piece,
    /// One past its last sentence.
    pub(super) sentence_end: u32,
    /// One past its last token.
    pub(super) token_end: u32,
    /// Whether it is known to be in the language of the document.
    pub(super) is_native: bool,
}

/// A sentence of a group.
pub(super) struct SegmentedSentence {
    pub(super) tokens: Range<u32>,
    /// How many of its tokens read as words.
    pub(super) words: u32,
    /// Which marks it holds.
    pub(super) marks: Marks,
    /// Where its own begin in the group's list of mark places.
    pub(super) first_mark: u32,
}

pub(super) fn document(text: SharedText, blocks: Option<&[Block]>, lang: Option<Lang>) -> Document {
    let (layout, pieces) = match blocks {
        Some(blocks) => (Layout::Marked, marked_pieces(&text, blocks)),
        None => pieces(&text),
    };
    let lang = lang.unwrap_or_else(|| lang::detect(&text));
    let mut assembly = Assembly::new(&text, pieces.len());
    if text.len() > GROUP && rayon::current_num_threads() > 1 {
        in_parallel(&text, &group(&pieces, GROUP), lang, &mut assembly);
    } else {
        // One at a time, so that what was just tokenised is still in the cache when its words are looked up.
        for pieces in group(&pieces, SMALL_GROUP) {
            let (tokens, words) = assembly.tokens_and_words();
            let group = segment(&text, pieces, lang, tokens, words);
            assembly.add(&group, lang, None);
        }
    }
    assembly.finish(text.clone(), lang, layout)
}

/// Reads groups in batches; while one batch is put together, the next is read.
fn in_parallel(text: &str, groups: &[&[Piece]], lang: Lang, assembly: &mut Assembly<'_>) {
    let read = |batch: Option<&[&[Piece]]>| -> Vec<(Segmented, Vec<Token>, PartWords)> {
        let one = |pieces: &&[Piece]| {
            let (mut tokens, mut words) = (Vec::new(), PartWords::with_capacity(bytes_of(pieces)));
            (segment(text, pieces, lang, &mut tokens, &mut words), tokens, words)
        };
        batch.map_or_else(Vec::new, |batch| batch.par_iter().map(one).collect())
    };
    let mut batches = groups.chunks(rayon::current_num_threads() * 4);
    let mut ready = read(batches.next());
    while !ready.is_empty() {
        let next = batches.next();
        let add = || {
            for (group, mut tokens, words) in ready {
                assembly.tokens_and_words().0.append(&mut tokens);
                assembly.add(&group, lang, Some(&words));
            }
        };
        ready = rayon::join(|| read(next), add).0;
    }
}

/// Blocks of a marked format, trimmed; empty ones left out.
fn marked_pieces(text: &str, blocks: &[Block]) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(blocks.len());
    for block in blocks {
        let raw = &text[block.span.range()];
        let start = block.span.start + (raw.len() - raw.trim_start().len()) as u32;
        let end = start + raw.trim().len() as u32;
        if start < end {
            let span = Span::new(start, end);
            // Formats call a by-line or an address a paragraph like any other; its look tells them apart.
            let kind = if block.kind == ParagraphKind::Prose {
                let body = &text[span.range()];
                kind_of(body, !body.contains('\n'))
            } else {
                block.kind
            };
            pieces.push(Piece { span, kind });
        }
    }
    pieces
}

/// Pieces that follow each other, in groups of at least so many bytes.
fn group(pieces: &[Piece], least: usize) -> Vec<&[Piece]> {
    let mut groups = Vec::new();
    let (mut start, mut bytes) = (0, 0);
    for (index, piece) in pieces.iter().enumerate() {
        bytes += piece.span.len() as usize;
        if bytes >= least {
            groups.push(&pieces[start..=index]);
            (start, bytes) = (index + 1, 0);
        }
    }
    if start < pieces.len() {
        groups.push(&pieces[start..]);
    }
    groups
}

fn bytes_of(pieces: &[Piece]) -> usize {
    pieces.iter().map(|p| p.span.len()).sum::<u32>() as usize
}

/// Segments a group, whose tokens are added to `tokens`: words among them with their number in `words`, where they are counted.
fn segment(
    text: &str,
    pieces: &[Piece],
    lang: Lang,
    tokens: &mut Vec<Token>,
    words: &mut impl Tally,
) -> Segmented {
    let bytes = bytes_of(pieces);
    let mut group = Segmented {
        sentences: Vec::with_capacity(bytes / 100 + pieces.len()),
        paragraphs: Vec::with_capacity(pieces.len() + 1),
        mark_places: Vec::with_capacity(bytes / 32),
        ..Segmented::default()
    };
    tokens.reserve(bytes / 5);
    let base = tokens.len();
    let mut notable = Vec::new();
    for &piece in pieces {
        let first = tokens.len() - base;
        notable.clear();
        let is_native = read(text, piece.span, tokens, &mut notable, words, lang);
        let own = &tokens[base + first..];
        let prose = piece.kind == ParagraphKind::Prose;
        if !prose {
            own.iter().filter_map(Token::word).for_each(|word| words.stands_outside(word));
        }
        let ends = if piece.kind == ParagraphKind::Code {
            Vec::new()
        } else {
            sentence_ends(text, own, &notable, piece.span, lang)
        };
        let (mut start, mut from) = (0, piece.span.start);
        let mut ahead = notable.as_slice();
        for end in ends.into_iter().chain([own.len() as u32]) {
            while start < end {
                let cut = end.min(start + LONGEST_SENTENCE);
                let notable = ahead.iter().take_while(|at| **at < cut).count();
                let look = Look { text, tokens: own, range: start..cut, notable: &ahead[..notable], prose };
                ahead = &ahead[notable..];
                group.add_sentence(&look, first as u32, words);
                start = cut;
                let to = own[cut as usize - 1].span.end;
                if to - from >= LONGEST_PARAGRAPH && (start as usize) < own.len() {
                    let part = Piece { span: Span::new(from, to), kind: piece.kind };
                    group.paragraphs.push(SegmentedParagraph {
                        piece: part,
                        sentence_end: group.sentences.len() as u32,
                        token_end: first as u32 + start,
                        is_native: false,
                    });
                    from = own[start as usize].span.start;
                }
            }
        }
        let rest = Piece { span: Span::new(from, piece.span.end), kind: piece.kind };
        group.paragraphs.push(SegmentedParagraph {
            piece: rest,
            sentence_end: group.sentences.len() as u32,
            token_end: (tokens.len() - base) as u32,
            is_native: is_native && from == piece.span.start,
        });
    }
    group
}

/// Reads the tokens of a paragraph and numbers its words. `notable` gets the places of all tokens but the plainest: words of several
/// letters of ASCII that follow another, different word with a space or a comma and a space between. Those are most of any text, and
/// nothing but their number is asked of them here. Tells whether the words, where they were met before, show that the paragraph is in the
/// language of the document, `lang`.
#[inline(never)]
fn read(
    text: &str,
    span: Span,
    tokens: &mut Vec<Token>,
    notable: &mut Vec<u32>,
    words: &mut impl Tally,
    lang: Lang,
) -> bool {
    let mut tokenizer = Tokenizer::new(text, span);
    let first = tokens.len();
    let (mut count, mut function) = (0, 0);
    // The key of the token before, where that is a word.
    let mut before: Option<Key> = None;
    loop {
        before = tokenizer.plain_words(before, |token, key, is_plain| {
            if !is_plain {
                notable.push((tokens.len() - first) as u32);
            }
            let (id, function_of) = words.count_short(text, key, token.span);
            count += 1;
            function += u32::from(function_of & lang.bit() != 0);
            tokens.push(token.with_word(id));
        });
        notable.push((tokens.len() - first) as u32);
        if let Some(mark) = tokenizer.plain_mark() {
            before = before.filter(|_| mark.is(',') && mark.is_glued()).map(|_| Key::NONE);
            tokens.push(mark);
            continue;
        }
        let Some(token) = tokenizer.next() else { break };
        if token.word().is_some() {
            let key = Key::of(text, token.span.start as usize, token.span.end as usize);
            let (id, function_of) = words.count(text, key, token.span);
            count += 1;
            function += u32::from(function_of & lang.bit() != 0);
            tokens.push(token.with_word(id));
            before = token.is_word().then_some(key);
        } else {
            tokens.push(token);
            before = None;
        }
    }
    // There was none at the last place.
    notable.pop();
    is_native(count, function)
}

/// A sentence to be looked at: what [`Segmented::add_sentence`] takes.
struct Look<'a> {
    text: &'a str,
    /// Those of the paragraph.
    tokens: &'a [Token],
    range: Range<u32>,
    /// Its tokens that need a look, as [`read`] tells.
    notable: &'a [u32],
    prose: bool,
}

impl Segmented {
    /// Adds a sentence: counts its words and marks. `first` is the place of its paragraph's first token in the group.
    fn add_sentence(&mut self, look: &Look<'_>, first: u32, words: &mut impl Tally) {
        let Look { text, tokens, range: Range { start, end }, notable, prose } = look;
        let first_mark = self.mark_places.len() as u32;
        let mut marks = marks_of_start(text, &tokens[*start as usize])
            | marks_of_end(&tokens[*start as usize..*end as usize]);
        // Whether a capital letter means something: not at the start of a sentence.
        let mut inside = false;
        let mut next = *start;
        let mut looked_at = 0;
        let opening = (notable.first() != Some(start)).then_some(*start);
        for place in opening.into_iter().chain(notable.iter().copied()) {
            // What was passed over are words.
            inside |= place > next;
            next = place + 1;
            looked_at += 1;
            let at = place as usize;
            let token = &tokens[at];
            let before = at.checked_sub(1).map(|n| &tokens[n]);
            // The gap before the first token belongs to no sentence.
            let previous = before.filter(|_| place > *start);
            // A comma or a stop right behind a word: two marks in three.
            if token.is_glued()
                && (token.is(',') || token.is('.'))
                && previous.is_some_and(Token::is_wordlike)
            {
                self.census.count_in_place(token.is(','));
                marks |= leaning(token, previous);
                self.mark_places.push(first + place);
                inside &= token.is(',');
                continue;
            }
            self.census.count(text, token, before, tokens.get(at + 1));
            marks |= marks_of_gap(text, token, before);
            if follows_stop(tokens, at, *start as usize) {
                marks |= Marks::INNER_STOP;
            }
            let own = marks_of(text, token, previous);
            marks |= if previous.is_none() { own - Marks::WIDE_GAP - Marks::LINE_BREAK } else { own };
            match token.kind {
                TokenKind::Word | TokenKind::Number | TokenKind::Mixed | TokenKind::Abbreviation => {
                    if previous.is_some_and(|p| p.word().is_some() && same_letters(text, p, token)) {
                        marks |= Marks::SAME_TWICE;
                    }
                    if !inside
                        && *prose
                        && let Some(word) = token.word()
                    {
                        words.stands_outside(word);
                    }
                    inside = true;
                }
                TokenKind::Punctuation | TokenKind::Symbol => {
                    self.mark_places.push(first + place);
                    // A capital after a colon, a quotation mark or a dash may be the start of a sentence.
                    if token.char().is_some_and(|c| c == ':' || is_quote(c) || is_terminator(c)) {
                        inside = false;
                    }
                }
                _ => inside = true,
            }
        }
        let tokens = first + start..first + end;
        self.census.count_running_words(tokens.len() as u32 - looked_at);
        let words = tokens.len() as u32 - (self.mark_places.len() as u32 - first_mark);
        self.sentences.push(SegmentedSentence { tokens, words, marks, first_mark });
    }
}

/// Whether two tokens are spelt alike but for the case of letters.
fn same_letters(text: &str, a: &Token, b: &Token) -> bool {
    let (a_text, b_text) = (&text[a.span.range()], &text[b.span.range()]);
    if a.is_ascii() && b.is_ascii() {
        return a_text.eq_ignore_ascii_case(b_text);
    }
    a_text.to_lowercase() == b_text.to_lowercase()
}
