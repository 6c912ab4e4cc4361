//! Puts errors into clean text, seeded: what the calibrator learns from and what recall is measured on.

use std::collections::HashMap;
use std::ops::Range;

use corrigenda::model::pieces::{PieceKind, Pieces};

/// A generator of pseudo-random numbers (SplitMix64: Steele, Lea and Flood 2014).
pub struct Random(pub u64);

impl Random {
    /// The next number below `below`.
    pub fn below(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        (corrigenda::model::tables::mix(self.0) % below.max(1) as u64) as usize
    }
}

/// A kind of error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// `ofthe`
    Fused,
    /// `T ower`
    Split,
    /// `opinoin`
    Typing,
    /// `tbe`
    Misread,
    /// `govern- ment`
    Broken,
}

/// An error that was put in.
#[derive(Debug, Clone)]
pub struct Injected {
    /// Where it stands in the broken text.
    pub range: Range<usize>,
    /// What stood there.
    pub truth: String,
}

/// What errors are made of.
pub struct Noise {
    /// Right -> wrong, from lists.
    pub misspellings: HashMap<String, Vec<String>>,
    /// Truth -> what it is misread as.
    pub confusions: Vec<(String, String)>,
}

const KEYS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

fn neighbour(c: char, random: &mut Random) -> char {
    for row in KEYS {
        if let Some(at) = row.find(c) {
            let near = if random.below(2) == 0 { at.checked_sub(1) } else { Some(at + 1) };
            return near
                .and_then(|n| row[n..].chars().next())
                .unwrap_or_else(|| row.as_bytes()[at.saturating_sub(1)] as char);
        }
    }
    c
}

impl Noise {
    /// `text` with about one error in `every` words.
    pub fn put(
        &self,
        text: &str,
        every: usize,
        kinds: &[Kind],
        random: &mut Random,
    ) -> (String, Vec<Injected>) {
        let pieces: Vec<_> = Pieces::new(text).collect();
        let (mut out, mut done, mut at) = (String::new(), Vec::new(), 0);
        let mut skip = 0;
        for (index, piece) in pieces.iter().enumerate() {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            if piece.kind != PieceKind::Word || random.below(every) != 0 {
                continue;
            }
            let word = &text[piece.start..piece.end];
            let kind = kinds[random.below(kinds.len())];
            let (end, wrong) = match kind {
                Kind::Fused => {
                    let Some(next) = pieces.get(index + 1).filter(|n| n.kind == PieceKind::Word && n.spaced)
                    else {
                        continue;
                    };
                    skip = 2;
                    (next.end, format!("{word}{}", &text[next.start..next.end]))
                }
                Kind::Split => {
                    let letters: Vec<(usize, char)> = word.char_indices().collect();
                    if letters.len() < 3 {
                        continue;
                    }
                    let (cut, _) = letters[1 + random.below(letters.len() - 1)];
                    if word[..cut].ends_with(['\'', '’']) || word[cut..].starts_with(['\'', '’']) {
                        continue;
                    }
                    skip = 1;
                    (piece.end, format!("{} {}", &word[..cut], &word[cut..]))
                }
                Kind::Broken => {
                    let letters: Vec<(usize, char)> = word.char_indices().collect();
                    if letters.len() < 5 {
                        continue;
                    }
                    let (cut, _) = letters[2 + random.below(letters.len() - 3)];
                    skip = 1;
                    (piece.end, format!("{}- {}", &word[..cut], &word[cut..]))
                }
                Kind::Typing => {
                    let Some(wrong) = self.mistype(word, random) else { continue };
                    skip = 1;
                    (piece.end, wrong)
                }
                Kind::Misread => {
                    let Some(wrong) = self.misread(word, random) else { continue };
                    skip = 1;
                    (piece.end, wrong)
                }
            };
            let truth = &text[piece.start..end];
            if wrong == truth {
                continue;
            }
            out.push_str(&text[at..piece.start]);
            let start = out.len();
            out.push_str(&wrong);
            done.push(Injected { range: start..out.len(), truth: truth.to_owned() });
            at = end;
        }
        out.push_str(&text[at..]);
        (out, done)
    }

    fn mistype(&self, word: &str, random: &mut Random) -> Option<String> {
        let letters: Vec<char> = word.chars().collect();
        if letters.len() < 3 || !word.is_ascii() || word.contains('\'') {
            return None;
        }
        if random.below(2) == 0
            && let Some(wrong) = self.misspellings.get(&word.to_lowercase())
        {
            let wrong = &wrong[random.below(wrong.len())];
            if word.starts_with(char::is_uppercase) {
                let mut chars = wrong.chars();
                return Some(chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect());
            }
            return Some(wrong.clone());
        }
        // The first letter is seldom wrong.
        let at = if random.below(8) == 0 { 0 } else { 1 + random.below(letters.len() - 1) };
        let mut wrong = letters.clone();
        match random.below(4) {
            0 => {
                wrong.remove(at);
            }
            1 => wrong.insert(at, neighbour(letters[at].to_ascii_lowercase(), random)),
            2 => wrong[at] = neighbour(letters[at].to_ascii_lowercase(), random),
            _ => {
                if at + 1 >= letters.len() {
                    return None;
                }
                wrong.swap(at, at + 1);
            }
        }
        Some(wrong.into_iter().collect())
    }

    fn misread(&self, word: &str, random: &mut Random) -> Option<String> {
        for _ in 0..6 {
            let (truth, read) = &self.confusions[random.below(self.confusions.len())];
            let places: Vec<usize> = word.match_indices(truth.as_str()).map(|(at, _)| at).collect();
            if !places.is_empty() {
                let at = places[random.below(places.len())];
                return Some(format!("{}{read}{}", &word[..at], &word[at + truth.len()..]));
            }
        }
        None
    }
}
