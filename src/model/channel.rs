//! The error channel: what a typist's fingers and an OCR engine's eyes do to the letters of a word, and what it costs.
//!
//! Typing errors are the four of Damerau (1964) with costs by letter as in Kernighan, Church and Gale (1990), counted in
//! lists of misspellings; misread shapes are rewriting rules of up to three letters on each side, counted on pages of our
//! own read by an OCR engine.
//!
//! Layout: 28 x 28 bytes each for a letter dropped, added, put for another, and two letters swapped; then `u16` number of
//! rules, and per rule its cost (`u8`), the length of the reading and of the truth in bytes (`u8` each), and both.

use super::tables::{Cost, STEP, u16_at};

/// Letters of the tables: `a` to `z`, apostrophe, anything else.
pub const LETTERS: usize = 28;
const TABLE: usize = LETTERS * LETTERS;
/// What a second error in a word costs beyond its own cost.
const AGAIN: Cost = 180;

/// A way to misread letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Misreading<'t> {
    /// What stands in the text.
    pub read: &'t str,
    /// What stood on the page.
    pub truth: &'t str,
    /// What it costs.
    pub cost: Cost,
}

/// How a word can have come out of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// What it costs.
    pub cost: Cost,
    /// Whether the way is one by shapes of letters.
    pub misread: bool,
}

/// The channel of one language.
#[derive(Debug, Clone)]
pub struct Channel<'t> {
    bytes: &'t [u8],
    rules: Vec<Misreading<'t>>,
    /// Index of the first rule by the first byte of its reading.
    first: [u16; 257],
}

/// The row of a letter in the tables.
#[must_use]
pub const fn row(c: char) -> usize {
    match c {
        'a'..='z' => c as usize - 'a' as usize,
        '\'' => 26,
        _ => 27,
    }
}

impl<'t> Channel<'t> {
    /// The channel in `bytes`.
    #[must_use]
    pub fn new(bytes: &'t [u8]) -> Self {
        let mut rules = Vec::new();
        let mut at = 4 * TABLE + 2;
        for _ in 0..u16_at(bytes, 4 * TABLE) {
            let Some(&[cost, read, truth]) = bytes.get(at..at + 3) else { break };
            let (read, truth) = (usize::from(read), usize::from(truth));
            let text = |from: usize, length: usize| {
                bytes.get(from..from + length).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or_default()
            };
            rules.push(Misreading {
                read: text(at + 3, read),
                truth: text(at + 3 + read, truth),
                cost: Cost::from(cost) * STEP,
            });
            at += 3 + read + truth;
        }
        let mut first = [0_u16; 257];
        for byte in 0..256 {
            let count = rules.iter().filter(|r: &&Misreading<'_>| r.read.as_bytes().first() == Some(&(byte as u8))).count();
            first[byte + 1] = first[byte] + count as u16;
        }
        Self { bytes, rules, first }
    }

    /// Writes the tables: costs in steps, in the order of the layout; rules sorted by reading.
    #[must_use]
    pub fn build(tables: &[[u8; TABLE]; 4], rules: &[(String, String, u8)]) -> Vec<u8> {
        let mut bytes: Vec<u8> = tables.concat();
        bytes.extend_from_slice(&(rules.len() as u16).to_le_bytes());
        for (read, truth, cost) in rules {
            bytes.extend_from_slice(&[*cost, read.len() as u8, truth.len() as u8]);
            bytes.extend_from_slice(read.as_bytes());
            bytes.extend_from_slice(truth.as_bytes());
        }
        bytes
    }

    /// The ways to misread whose reading stands at the start of `rest`.
    pub fn misreadings<'s>(&'s self, rest: &'s str) -> impl Iterator<Item = &'s Misreading<'t>> {
        let byte = rest.as_bytes().first().copied().unwrap_or(0);
        let range = usize::from(self.first[usize::from(byte)])..usize::from(self.first[usize::from(byte) + 1]);
        self.rules.get(range).unwrap_or_default().iter().filter(move |r| rest.starts_with(r.read))
    }

    #[inline]
    fn table(&self, table: usize, a: char, b: char) -> Cost {
        Cost::from(self.bytes.get(table * TABLE + row(a) * LETTERS + row(b)).copied().unwrap_or(u8::MAX)) * STEP
    }

    /// The cheapest way from `truth` to `read` with at most two errors; `None` where there is none.
    #[must_use]
    pub fn origin(&self, truth: &str, read: &str) -> Option<Origin> {
        // The common beginning and end need no search.
        let t: Vec<char> = truth.chars().collect();
        let r: Vec<char> = read.chars().collect();
        let head = t.iter().zip(&r).take_while(|(a, b)| a == b).count();
        let tail = t[head..].iter().rev().zip(r[head..].iter().rev()).take_while(|(a, b)| a == b).count();
        // One letter of context on each side, for a letter doubled or dropped beside its like.
        let from = head.saturating_sub(1);
        let (t, r) = (&t[from..(t.len() - tail + 1).min(t.len())], &r[from..(r.len() - tail + 1).min(r.len())]);
        if t.len() > 12 || r.len() > 12 {
            return None;
        }
        const NEVER: Origin = Origin { cost: Cost::MAX / 4, misread: false };
        // best[i][j][errors]: the cheapest way to have written r[..j] for t[..i].
        let mut best = [[[NEVER; 3]; 14]; 14];
        best[0][0][0] = Origin { cost: 0, misread: false };
        for i in 0..=t.len() {
            for j in 0..=r.len() {
                for errors in 0..3 {
                    let here = best[i][j][errors];
                    if here.cost >= NEVER.cost {
                        continue;
                    }
                    let mut reach = |i: usize, j: usize, errors: usize, cost: Cost, misread: bool| {
                        let to = &mut best[i][j][errors];
                        let cost = here.cost + cost;
                        if cost < to.cost {
                            *to = Origin { cost, misread: here.misread || misread };
                        }
                    };
                    if i < t.len() && j < r.len() && t[i] == r[j] {
                        reach(i + 1, j + 1, errors, 0, false);
                    }
                    if errors == 2 {
                        continue;
                    }
                    let again = if errors == 1 { AGAIN } else { 0 };
                    let before = if i > 0 { t[i - 1] } else { '^' };
                    if i < t.len() {
                        reach(i + 1, j, errors + 1, again + self.table(0, before, t[i]), false);
                    }
                    if j < r.len() {
                        reach(i, j + 1, errors + 1, again + self.table(1, before, r[j]), false);
                    }
                    if i < t.len() && j < r.len() {
                        reach(i + 1, j + 1, errors + 1, again + self.table(2, t[i], r[j]), false);
                    }
                    if i + 1 < t.len() && j + 1 < r.len() && t[i] == r[j + 1] && t[i + 1] == r[j] {
                        reach(i + 2, j + 2, errors + 1, again + self.table(3, t[i], t[i + 1]), false);
                    }
                    if j < r.len() {
                        let rest: String = r[j..].iter().take(4).collect();
                        for rule in self.misreadings(&rest) {
                            let (tl, rl) = (rule.truth.chars().count(), rule.read.chars().count());
                            if i + tl <= t.len() && rule.truth.chars().eq(t[i..i + tl].iter().copied()) {
                                reach(i + tl, j + rl, errors + 1, again + rule.cost, true);
                            }
                        }
                    }
                }
            }
        }
        best[t.len()][r.len()].iter().copied().min_by_key(|o| o.cost).filter(|o| o.cost < NEVER.cost)
    }
}
