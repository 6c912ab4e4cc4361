//! What the word types of a document can be compounds of: `roadmap` of `road` and `map` or `maps`.
//!
//! Found from the types, so that a token costs one look at a table.

use std::array;

use rustc_hash::FxHashMap;

use super::{Form, is_content, parts_of_one_noun, singular};
use crate::document::{ByWord, Parts, Shape, WordId, Words};

/// The compounds that the word types of a document can make.
pub(super) struct Compounds {
    /// What a word type can be in any case: bits of [`HEAD`], [`TAIL`] and those of open pairs.
    roles: ByWord<u8>,
    /// By word type in lower case, one more than the key of the closed form that it is.
    closed: Vec<u32>,
    /// Key of a pair of word types.
    pairs: FxHashMap<(WordId, WordId), u32>,
    keys: u32,
}

/// The first part of a pair.
const HEAD: u8 = 1;
/// The second part of a pair: the bit above that of the first.
const TAIL: u8 = HEAD << 1;
/// The first part of a pair with a space between: function words, the heads of most pairs, are none.
const OPEN_HEAD: u8 = 4;
/// The second part of such a pair.
const OPEN_TAIL: u8 = OPEN_HEAD << 1;

/// Tokens whose roles are compared in one step.
const STEP: usize = 16;
/// Tokens up to the tail of a head, a hyphen between.
const REACH: usize = 2;
/// Tokens whose roles are looked up before they are compared.
const BLOCK: usize = 256 * STEP;

impl Compounds {
    pub(super) fn of(words: &Words) -> Self {
        let mut roles = vec![0; words.len()];
        let mut closed = vec![0; words.len()];
        let mut all_pairs = FxHashMap::default();
        let mut keys: FxHashMap<&str, u32> = FxHashMap::default();
        let parts = words.parts();
        let (mut pairs, mut plural) = (Vec::new(), String::new());
        for id in words.ids().filter(|id| words.get(*id).lower == *id && words.get(*id).shape == Shape::Lower)
        {
            let text = words.text(id);
            if text.len() < 5 || text.len() > 40 {
                continue;
            }
            // `roadmap` and `roadmaps` share a key.
            let stem = singular(text);
            pairs.clear();
            splits(&parts, stem, &mut plural, &mut pairs);
            if pairs.is_empty() {
                continue;
            }
            let next = keys.len() as u32;
            let key = *keys.entry(stem).or_insert(next);
            closed[id.index()] = key + 1;
            for &pair in &pairs {
                let open = is_content(words, pair.0)
                    && is_content(words, pair.1)
                    && parts_of_one_noun(words.text(pair.0), words.text(pair.1), Form::Open);
                roles[pair.0.index()] |= if open { HEAD | OPEN_HEAD } else { HEAD };
                roles[pair.1.index()] |= if open { TAIL | OPEN_TAIL } else { TAIL };
                all_pairs.insert(pair, key);
            }
        }
        let keys = keys.len() as u32;
        let roles = ByWord::of(words, |id| roles[id.index()] | roles[words.get(id).lower.index()]);
        Self { roles, closed, pairs: all_pairs, keys }
    }

    /// How many there are.
    pub(super) const fn keys(&self) -> usize {
        self.keys as usize
    }

    /// The key of the closed form that a word type in lower case is.
    pub(super) fn closed(&self, lower: WordId) -> Option<usize> {
        Some(self.closed[lower.index()].checked_sub(1)? as usize)
    }

    /// The key of two word types in this form.
    pub(super) fn pair(&self, words: &Words, (first, second): (WordId, WordId), form: Form) -> Option<usize> {
        let tail = if form == Form::Open { OPEN_TAIL } else { TAIL };
        if self.roles.get(second) & tail == 0 {
            return None;
        }
        self.pairs.get(&(words.get(first).lower, words.get(second).lower)).map(|key| *key as usize)
    }

    /// Calls `visit` with each of `ids` that is a head with its tail behind it, or behind a hyphen.
    pub(super) fn heads(&self, ids: &[WordId], mut visit: impl FnMut(usize)) {
        let mut block = Vec::with_capacity(BLOCK + REACH);
        for start in (0..ids.len()).step_by(BLOCK) {
            let end = ids.len().min(start + BLOCK + REACH);
            block.clear();
            block.extend(ids[start..end].iter().map(|id| self.roles.get(*id)));
            block.resize(BLOCK + REACH, 0);
            let steps = (0..).step_by(STEP).map_while(|at| Some((at, block[at..].first_chunk()?)));
            for (at, step) in steps {
                let step: &[u8; STEP + REACH] = step;
                let joined: [u8; STEP] = array::from_fn(|n| joined(step[n], step[n + 1], step[n + 2]));
                let mut joined = u128::from_le_bytes(joined);
                while joined != 0 {
                    let n = joined.trailing_zeros() / 8;
                    visit(start + at + n as usize);
                    joined &= !(0xFF << (n * 8));
                }
            }
        }
    }
}

/// The roles in which the first of three tokens is joined with the second, or over it, where it has no role as a hyphen has none,
/// with the third: next to no word is one.
const fn joined(head: u8, next: u8, third: u8) -> u8 {
    let over = if next == 0 { third & TAIL } else { 0 };
    head << 1 & (next & OPEN_TAIL | over)
}

/// What stands behind a word whose parts are looked up: the middle of a text is read faster than its end.
const MORE: &str = "                ";

/// The pairs of word types that `word` consists of, the second in singular and plural; `plural` is a buffer.
fn splits(parts: &Parts<'_>, word: &str, plural: &mut String, pairs: &mut Vec<(WordId, WordId)>) {
    // Shorter parts make no compound; `e-mail` is the exception. Nor do longer ones: that many bits are left.
    let shorter = if word == "email" { 1 << 1 } else { 0 };
    let longest = (1 << word.len().saturating_sub(2).min(63)) - 1;
    let mut lengths = (parts.lengths(word) & !3 | shorter) & longest;
    if lengths == 0 {
        return;
    }
    // The plural of the second part ends with an `s` more than the word.
    plural.clear();
    plural.push_str(word);
    plural.push('s');
    let end = plural.len();
    plural.push_str(MORE);
    while lengths != 0 {
        let at = lengths.trailing_zeros() as usize;
        lengths &= lengths - 1;
        let Some((a, b)) = word.split_at_checked(at) else { continue };
        // Told by a bit for each, before any is looked up.
        let seconds = [at..word.len(), at..end];
        if !parts.may_have(plural, 0..at) || !seconds.iter().any(|part| parts.may_have(plural, part.clone()))
        {
            continue;
        }
        let Some(first) = parts.find(plural, 0..at) else { continue };
        let seconds = seconds.map(|part| parts.find(plural, part));
        if seconds != [None; 2] && parts_of_one_noun(a, b, Form::Hyphenated) {
            pairs.extend(seconds.into_iter().flatten().map(|second| (first, second)));
        }
    }
}
