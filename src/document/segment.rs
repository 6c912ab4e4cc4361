//! Text -> paragraphs -> sentences -> tokens.
//!
//! Sentence ends that no reader would doubt ("… the talks. The minister …") are decided here on the tokens; the doubtful ones
//! (abbreviations, initials, numbers, other scripts) are put to `sentencex`, which knows the abbreviations of each language, and
//! its answers are mended where it is known to err ("No. 5", "Acme Inc. bought").

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::census::Census;
use super::classes::{is_close_bracket, is_invisible, is_open_bracket, is_quote, is_terminator};
use super::marks::{Marks, marks_of};
use super::paragraphs::{Layout, ParagraphKind, Piece, kind_of, pieces};
use super::token::{Gap, Token, TokenKind, Tokenizer};
use super::words::{Shape, Words};
use super::{Block, Document, ParagraphData, SentenceData};
use crate::lang::{self, Lang};
use crate::span::Span;

/// Paragraphs are tokenised in parallel in groups of about this many bytes; the grouping never shows in results.
const GROUP: usize = 1 << 15;

/// `sentencex` adds breaks of its own in longer texts.
const LONGEST_FOR_SENTENCEX: usize = 10_000;

/// Tokens of a sentence beyond which it is cut: a text without full stops must not make one sentence of a megabyte, in which
/// every look around is a look at everything.
const LONGEST_SENTENCE: u32 = 1000;

/// Bytes of a paragraph beyond which it is cut at the next end of a sentence: a book on one line.
const LONGEST_PARAGRAPH: u32 = 20_000;

/// A group of paragraphs, segmented on its own: indices count from the group's first token and sentence.
#[derive(Default)]
struct Segmented {
    tokens: Vec<Token>,
    sentences: Vec<(Range<u32>, Marks)>,
    /// Each paragraph with the ends of its sentences and tokens.
    paragraphs: Vec<(Piece, u32, u32)>,
}

pub(super) fn document(text: Arc<str>, blocks: Option<&[Block]>, lang: Option<Lang>) -> Document {
    let (layout, pieces) = match blocks {
        Some(blocks) => (Layout::Marked, marked_pieces(&text, blocks)),
        None => pieces(&text),
    };
    let lang = lang.unwrap_or_else(|| lang::detect(&text));
    let mut assembly = Assembly::new(&text, pieces.len());
    // Few groups at a time, so that what was just tokenised is still in the cache when its words are looked up.
    for batch in group(&pieces).chunks(rayon::current_num_threads()) {
        let segmented: Vec<Segmented> = if batch.len() > 1 {
            batch.par_iter().map(|pieces| segment(&text, pieces, lang)).collect()
        } else {
            batch.iter().map(|pieces| segment(&text, pieces, lang)).collect()
        };
        for group in segmented {
            assembly.add(group, lang);
        }
    }
    let Assembly { paragraphs, sentences, tokens, words, mut census, .. } = assembly;
    count_characters(&text, &mut census, &words);
    Document { text, lang, layout, paragraphs, sentences, tokens, words, census }
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

fn group(pieces: &[Piece]) -> Vec<&[Piece]> {
    let mut groups = Vec::new();
    let (mut start, mut bytes) = (0, 0);
    for (index, piece) in pieces.iter().enumerate() {
        bytes += piece.span.len() as usize;
        if bytes >= GROUP {
            groups.push(&pieces[start..=index]);
            (start, bytes) = (index + 1, 0);
        }
    }
    if start < pieces.len() {
        groups.push(&pieces[start..]);
    }
    groups
}

fn segment(text: &str, pieces: &[Piece], lang: Lang) -> Segmented {
    let bytes: u32 = pieces.iter().map(|p| p.span.len()).sum();
    let mut group = Segmented { tokens: Vec::with_capacity(bytes as usize / 5 + 16), ..Segmented::default() };
    for &piece in pieces {
        let first = group.tokens.len();
        group.tokens.extend(Tokenizer::new(&text[piece.span.range()], piece.span.start));
        let own = &group.tokens[first..];
        let ends = if piece.kind == ParagraphKind::Code {
            Vec::new()
        } else {
            sentence_ends(text, own, piece.span, lang)
        };
        let (mut start, mut from) = (0, piece.span.start);
        for end in ends.into_iter().chain([own.len() as u32]) {
            while start < end {
                let cut = end.min(start + LONGEST_SENTENCE);
                let tokens = &own[start as usize..cut as usize];
                group
                    .sentences
                    .push((first as u32 + start..first as u32 + cut, sentence_marks(text, tokens)));
                start = cut;
                let to = tokens[tokens.len() - 1].span.end;
                if to - from >= LONGEST_PARAGRAPH && (start as usize) < own.len() {
                    let part = Piece { span: Span::new(from, to), kind: piece.kind };
                    group.paragraphs.push((part, group.sentences.len() as u32, first as u32 + start));
                    from = own[start as usize].span.start;
                }
            }
        }
        let rest = Piece { span: Span::new(from, piece.span.end), kind: piece.kind };
        group.paragraphs.push((rest, group.sentences.len() as u32, group.tokens.len() as u32));
    }
    group
}

fn sentence_marks(text: &str, tokens: &[Token]) -> Marks {
    let mut marks = Marks::empty();
    let mut previous: Option<&Token> = None;
    for token in tokens {
        let own = marks_of(text, token, previous);
        // The gap before the first token belongs to no sentence.
        marks |= if previous.is_none() { own - Marks::WIDE_GAP - Marks::LINE_BREAK } else { own };
        if token.is_word()
            && let Some(p) = previous
            && p.is_word()
            && p.span.len() == token.span.len()
            && text[p.span.range()].eq_ignore_ascii_case(&text[token.span.range()])
        {
            marks |= Marks::SAME_TWICE;
        }
        previous = Some(token);
    }
    marks
}

enum End {
    Yes,
    No,
    Ask,
}

/// Indices of the tokens that start a new sentence.
fn sentence_ends(text: &str, tokens: &[Token], span: Span, lang: Lang) -> Vec<u32> {
    let mut ends = Vec::new();
    let mut doubtful = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some(c) =
            tokens[at].char().filter(|&c| is_terminator(c)).or_else(|| abbreviation_stop(&tokens[at]))
        else {
            at += 1;
            continue;
        };
        let mut after = at + 1;
        while after < tokens.len() && tokens[after].is_glued() && closes(&tokens[after]) {
            after += 1;
        }
        if after < tokens.len() && tokens[after].gap != Gap::None {
            match decide(text, tokens, at, after, c, lang) {
                End::Yes => ends.push(after as u32),
                End::No => {}
                End::Ask => doubtful.push(after as u32),
            }
        } else if after < tokens.len() && !c.is_ascii() && c != '…' {
            doubtful.push(after as u32);
        }
        at = after;
    }
    if !doubtful.is_empty() && (span.len() as usize) <= LONGEST_FOR_SENTENCEX {
        let breaks = sentencex_breaks(&text[span.range()], span.start, lang);
        ends.extend(doubtful.into_iter().filter(|&token| {
            let start = tokens[token as usize].span.start;
            let before = token.checked_sub(1).map_or(span.start, |p| tokens[p as usize].span.end);
            breaks.iter().any(|&b| before <= b && b <= start) && !mended(text, tokens, token as usize, lang)
        }));
        ends.sort_unstable();
    }
    ends
}

/// `U.S.` may end a sentence too.
const fn abbreviation_stop(token: &Token) -> Option<char> {
    if matches!(token.kind, TokenKind::Abbreviation) { Some('.') } else { None }
}

fn closes(token: &Token) -> bool {
    token.char().is_some_and(|c| {
        is_terminator(c)
            || is_close_bracket(c)
            || matches!(c, '"' | '\'' | '”' | '’' | '»' | '›' | '“' | '*' | '_')
    })
}

/// Whether the terminator `c` at `at` ends a sentence, the next token after its closing marks being `after`.
fn decide(text: &str, tokens: &[Token], at: usize, after: usize, c: char, lang: Lang) -> End {
    if !c.is_ascii() && c != '…' {
        return End::Ask;
    }
    // Opening marks before the next word say nothing; the word does.
    let mut next = after;
    while next < tokens.len()
        && tokens[next]
            .char()
            .is_some_and(|c| is_quote(c) || is_open_bracket(c) || c == '¿' || c == '¡' || is_invisible(c))
    {
        next += 1;
    }
    let Some(word) = tokens.get(next) else {
        return End::Yes;
    };
    let first = text[word.span.range()].chars().next().unwrap_or(' ');
    match word.kind {
        TokenKind::Word
        | TokenKind::Mixed
        | TokenKind::Abbreviation
        | TokenKind::Placeholder
        | TokenKind::Handle
        | TokenKind::Hashtag
        | TokenKind::Url => {}
        TokenKind::Number => {}
        _ => {
            return if first == '—' || first == '–' || first == '-' { End::No } else { End::Ask };
        }
    }
    if first.is_lowercase() && word.kind == TokenKind::Word {
        return End::No;
    }
    if tokens[at].kind == TokenKind::Abbreviation {
        return End::Ask;
    }
    let Some(before) = at.checked_sub(1).map(|i| &tokens[i]) else {
        return End::Ask;
    };
    match c {
        '!' | '?' => End::Yes,
        '…' => End::Ask,
        _ if before.is('.') => End::Ask,
        _ => match before.kind {
            TokenKind::Word if tokens[at].is_glued() => {
                let spelled = &text[before.span.range()];
                let initial = spelled.chars().count() == 1;
                if initial || lang::is_abbreviation(lang, spelled) { End::Ask } else { End::Yes }
            }
            // "1. The" at the head of a paragraph, "am 3. Oktober", "in 2015. The".
            TokenKind::Number | TokenKind::Mixed => {
                if at == 1 || lang.ordinal_stop() || word.kind != TokenKind::Word {
                    End::Ask
                } else {
                    End::Yes
                }
            }
            TokenKind::Punctuation
                if before.char().is_some_and(|c| is_close_bracket(c) || is_quote(c) || c == '%') =>
            {
                End::Yes
            }
            TokenKind::Url
            | TokenKind::Email
            | TokenKind::Handle
            | TokenKind::Hashtag
            | TokenKind::Code
            | TokenKind::Placeholder => End::Yes,
            _ => End::Ask,
        },
    }
}

/// Byte offsets at which `sentencex` starts a sentence.
fn sentencex_breaks(paragraph: &str, base: u32, lang: Lang) -> Vec<u32> {
    sentencex::get_sentence_boundaries(lang.code(), paragraph)
        .into_iter()
        .map(|b| base + b.end_byte as u32)
        .collect()
}

/// Breaks of `sentencex` that are wrong: after an abbreviation that needs a complement ("No. 5", "Mr. Smith", "St. John"),
/// and between initials and a surname.
fn mended(text: &str, tokens: &[Token], after: usize, lang: Lang) -> bool {
    let Some(word) = after.checked_sub(2).map(|i| &tokens[i]) else {
        return false;
    };
    if !tokens[after - 1].is('.') || !word.is_word() {
        return false;
    }
    let spelled = &text[word.span.range()];
    let next = &tokens[after];
    let next_text = &text[next.span.range()];
    (matches!(spelled, "No" | "Nos" | "no" | "nos" | "pp" | "Fig" | "Figs" | "Vol" | "Art" | "Nr")
        && next.kind == TokenKind::Number)
        || lang::needs_complement(lang, spelled)
        || (spelled.chars().count() == 1
            && spelled != "I"
            && spelled.starts_with(char::is_uppercase)
            && next_text.starts_with(char::is_uppercase)
            && !lang::function_words::is_function_word(lang, &next_text.to_lowercase()))
}

/// The document as it grows, group by group.
struct Assembly<'t> {
    text: &'t str,
    paragraphs: Vec<ParagraphData>,
    sentences: Vec<SentenceData>,
    tokens: Vec<Token>,
    words: Words,
    census: Census,
}

impl<'t> Assembly<'t> {
    fn new(text: &'t str, paragraphs: usize) -> Self {
        Self {
            text,
            paragraphs: Vec::with_capacity(paragraphs),
            sentences: Vec::new(),
            tokens: Vec::with_capacity(text.len() / 5),
            words: Words::default(),
            census: Census::default(),
        }
    }

    fn add(&mut self, mut group: Segmented, lang: Lang) {
        let base = self.tokens.len() as u32;
        let (mut token, mut sentence) = (0_usize, 0_usize);
        for (piece, sentence_end, token_end) in group.paragraphs {
            let prose = piece.kind == ParagraphKind::Prose;
            let first_sentence = self.sentences.len() as u32;
            let mut counts = LangCounts::default();
            for (range, marks) in &group.sentences[sentence..sentence_end as usize] {
                let own = &mut group.tokens[range.start as usize..range.end as usize];
                let span = own[0].span.to(own[own.len() - 1].span);
                count_words(self.text, &mut self.words, own, prose, lang, &mut counts);
                self.sentences.push(SentenceData {
                    span,
                    paragraph: self.paragraphs.len() as u32,
                    tokens: base + range.start..base + range.end,
                    marks: *marks,
                });
            }
            let own = &group.tokens[token..token_end as usize];
            for (i, t) in own.iter().enumerate() {
                self.census.count(self.text, t, i.checked_sub(1).map(|p| &own[p]), own.get(i + 1));
            }
            self.census.paragraphs += 1;
            if prose {
                self.census.sentences += self.sentences.len() as u32 - first_sentence;
            }
            self.paragraphs.push(ParagraphData {
                span: piece.span,
                kind: piece.kind,
                lang: counts.lang(lang),
                sentences: first_sentence..self.sentences.len() as u32,
                tokens: base + token as u32..base + token_end,
            });
            (token, sentence) = (token_end as usize, sentence_end as usize);
        }
        self.tokens.append(&mut group.tokens);
    }
}

/// Words of a paragraph, and of how many languages they are function words.
#[derive(Default)]
struct LangCounts {
    words: u32,
    function: [u32; Lang::KNOWN.len()],
}

impl LangCounts {
    fn add(&mut self, mut languages: u16, lang: Lang) {
        self.words += 1;
        // Words of the document's language count for it alone, so that most words cost one comparison.
        if languages & lang.bit() != 0 {
            languages = lang.bit();
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
        let own = document.index().map_or(0, |i| self.function[i]);
        let best = self.function.iter().enumerate().max_by_key(|&(i, &count)| (count, std::cmp::Reverse(i)));
        match best {
            Some((best, &count)) if count >= 4 && count * 5 >= self.words && own * 5 <= count => {
                Lang::KNOWN[best]
            }
            _ => document,
        }
    }
}

fn count_words(
    text: &str,
    words: &mut Words,
    tokens: &mut [Token],
    prose: bool,
    lang: Lang,
    counts: &mut LangCounts,
) {
    let mut inside = false;
    for token in tokens {
        match token.kind {
            TokenKind::Word | TokenKind::Number | TokenKind::Mixed | TokenKind::Abbreviation => {
                let id = words.intern(text, token.span.start as usize, token.span.end as usize);
                token.set_word(id);
                counts.add(words.count(id, inside && prose), lang);
                inside = true;
            }
            TokenKind::Punctuation | TokenKind::Symbol => {
                // A capital after a colon, a quotation mark or a dash may be the start of a sentence.
                if token.char().is_some_and(|c| c == ':' || is_quote(c) || is_terminator(c)) {
                    inside = false;
                }
            }
            _ => inside = true,
        }
    }
}

fn count_characters(text: &str, census: &mut Census, words: &Words) {
    let bytes = text.as_bytes();
    census.visible = bytes.iter().filter(|b| **b > b' ' && **b & 0xC0 != 0x80).count() as u32;
    census.non_ascii = bytes.iter().filter(|b| **b >= 0xC0).count() as u32;
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
