//! The word types of a document as the model sees them, looked up once per type: most sentences have no odd word, and
//! are left at once.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU8, Ordering};

use crate::detect::Context;
use crate::document::{Gap, Sentence, Shape, Token, TokenKind, WordId, Words};
use crate::model::pieces::{PieceKind, Pieces, fold};
use crate::model::suspects::is_word_joined;
use crate::model::traits::Dirt;
use crate::model::words::Flags;
use crate::model::{Model, RARE};

/// What the model thinks of each word type.
#[derive(Debug)]
pub struct OddTypes {
    cells: Vec<AtomicU8>,
    dirt: OnceLock<Dirt>,
}

const UNASKED: u8 = 0;
/// Nothing odd, and common.
const COMMON: u8 = 1;
/// Nothing odd, but not so common that a fragment could not look like it.
const KNOWN: u8 = 2;
/// Odd wherever it stands.
const ODD: u8 = 3;
/// A lone letter.
const LETTER: u8 = 4;

impl OddTypes {
    pub(in crate::detect) fn new(words: &Words) -> Self {
        Self { cells: (0..words.len()).map(|_| AtomicU8::new(UNASKED)).collect(), dirt: OnceLock::new() }
    }

    fn verdict(&self, model: &Model<'_>, words: &Words, id: WordId) -> u8 {
        let Some(cell) = self.cells.get(id.index()) else { return ODD };
        let known = cell.load(Ordering::Relaxed);
        if known != UNASKED {
            return known;
        }
        let verdict = judge(model, words.text(id), words.get(id).shape);
        cell.store(verdict, Ordering::Relaxed);
        verdict
    }

    /// Whether anything in the sentence deserves a closer look.
    pub(super) fn any_odd(&self, model: &Model<'_>, sentence: Sentence<'_>, cx: &Context<'_>) -> bool {
        let words = cx.document.words();
        let mut before: Option<(u8, &Token)> = None;
        for token in sentence.tokens() {
            let verdict = match token.kind {
                TokenKind::Word | TokenKind::Mixed => match token.word() {
                    Some(id) => self.verdict(model, words, id),
                    None => COMMON,
                },
                _ => {
                    if token.is('-')
                        && matches!(token.gap, Gap::None)
                        && before.is_some_and(|(verdict, _)| verdict != COMMON)
                    {
                        return true;
                    }
                    before = None;
                    continue;
                }
            };
            if matches!(verdict, ODD | LETTER) {
                return true;
            }
            if let Some((earlier, previous)) = before
                && matches!(token.gap, Gap::Space | Gap::Line | Gap::Wide)
                && (verdict == KNOWN || earlier == KNOWN)
                && let (Some(a), Some(b)) = (previous.word(), token.word())
            {
                let (a, b) = (words.get(a).lower, words.get(b).lower);
                if is_word_joined(model, words.text(a), words.text(b)) {
                    return true;
                }
            }
            before = Some((verdict, token));
        }
        false
    }

    /// How broken the document is.
    pub(super) fn dirt(&self, model: &Model<'_>, cx: &Context<'_>) -> Dirt {
        *self.dirt.get_or_init(|| {
            let words = cx.document.words();
            let mut dirt = Dirt::default();
            for id in words.ids() {
                let kind = words.get(id);
                if kind.count > 0 && matches!(kind.shape, Shape::Lower | Shape::Title | Shape::Upper | Shape::Mixed) {
                    dirt.words = dirt.words.saturating_add(kind.count);
                    if kind.shape == Shape::Lower && matches!(self.verdict(model, words, id), ODD | LETTER) {
                        dirt.odd = dirt.odd.saturating_add(kind.count);
                    }
                }
            }
            dirt
        })
    }
}

fn judge(model: &Model<'_>, text: &str, shape: Shape) -> u8 {
    let mut verdict = COMMON;
    for piece in Pieces::new(text) {
        let surface = &text[piece.start..piece.end];
        let mine = match piece.kind {
            PieceKind::Word => {
                let lower = fold(surface);
                if lower.chars().nth(1).is_none() {
                    match &*lower {
                        "a" | "i" => COMMON,
                        _ => LETTER,
                    }
                } else {
                    match model.words.find(&lower) {
                        None => ODD,
                        Some(_) if shape == Shape::Mixed => ODD,
                        Some(no) => {
                            let flags = model.words.flags(no);
                            let cost = model.words.cost(no);
                            let lower_case = surface.starts_with(char::is_lowercase);
                            if flags.contains(Flags::LOWER) {
                                if cost > RARE {
                                    ODD
                                } else if cost > super::faults::COMMON_WORD {
                                    KNOWN
                                } else {
                                    COMMON
                                }
                            } else if !lower_case && (flags.intersects(Flags::DICTIONARY | Flags::NAME) || cost <= RARE) {
                                KNOWN
                            } else {
                                ODD
                            }
                        }
                    }
                }
            }
            PieceKind::Mixed => ODD,
            PieceKind::Number | PieceKind::Mark => COMMON,
        };
        verdict = verdict.max(mine);
    }
    verdict
}
