//! Stretches of text that lost their spaces: `Borninthevillage,hemovedtothecity.`
//!
//! What stands between two gaps is one word with its marks, or a compound, a link, a formula. Where it has a run of letters
//! longer than words are, or several long words and only marks between them, it may be a line without its spaces.

use std::ops::Range;

use super::{Document, Gap, Token, TokenKind};

/// Letters that the longest English words have; `counterrevolutionaries` has 22.
const LONGEST_WORD: usize = 22;
/// Letters of several long words together.
const SEVERAL: usize = 28;
/// Letters of a word that may be two or three.
const LONG: usize = 10;

/// The stretches of `tokens` of a document without a gap that may have lost their spaces, as ranges of tokens, in order; all
/// of them where the document is [spaceless](is_spaceless).
pub fn run_together(
    document: &Document,
    tokens: &[Token],
    spaceless: bool,
) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < tokens.len() {
            let start = at;
            at += 1;
            while at < tokens.len() && tokens[at].is_glued() {
                at += 1;
            }
            if spaceless || is_run_together(document, &tokens[start..at]) {
                return Some(start..at);
            }
        }
        None
    })
}

/// Whether a document has words enough and not one space between them: `MainCity,Missouri`.
#[must_use]
pub fn is_spaceless(document: &Document) -> bool {
    let tokens = document.tokens();
    let spaced = |t: &Token| matches!(t.gap, Gap::Space | Gap::NoBreak | Gap::Wide);
    if tokens.iter().any(spaced) || has_code(tokens) {
        return false;
    }
    // `Fentanyl/fluanisone` is one word.
    let fewest = if tokens.iter().any(|t| t.is('/')) { SEVERAL } else { FEWEST_LETTERS };
    let words = tokens.iter().filter(|t| t.is_wordlike());
    words.map(|t| letters(document.token_text(t))).sum::<usize>() >= fewest
}

/// Letters of the shortest text of which it can be told that it has no spaces.
const FEWEST_LETTERS: usize = 10;

/// Whether some tokens are of code or of a path; `actor/comedian` is none.
fn has_code(tokens: &[Token]) -> bool {
    let sign = |c| matches!(c, '_' | '=' | '\\' | '@' | '{' | '<' | '~');
    let code = |token: &Token| token.kind.is_code() || token.char().is_some_and(sign);
    let slash = |at: usize| tokens.get(at).is_some_and(|t| t.is('/'));
    let path = |at: usize| slash(at) && (at == 0 || slash(at + 1) || slash(at + 2) || at + 1 == tokens.len());
    tokens.iter().any(code) || (0..tokens.len()).any(path)
}

fn is_run_together(document: &Document, stretch: &[Token]) -> bool {
    // Bytes first, they cost nothing.
    let bytes: usize = stretch.iter().map(|t| t.span.len() as usize).sum();
    if bytes <= LONGEST_WORD {
        return false;
    }
    let tag = |pair: &[Token]| pair[0].is('#') && pair[1].is_word();
    if has_code(stretch) || stretch.windows(2).any(tag) {
        return false;
    }
    let words = stretch.iter().filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Mixed));
    let lengths =
        words.map(|t| if t.is_ascii() { t.span.len() as usize } else { letters(document.token_text(t)) });
    let (mut all, mut long, mut longest) = (0, 0, 0);
    for length in lengths {
        all += length;
        long += usize::from(length >= LONG);
        longest = longest.max(length);
    }
    longest > LONGEST_WORD || all >= SEVERAL && long >= 2
}

/// Letters and digits, without the marks that stand on letters.
fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}
