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
/// The row of what is no letter, and of the beginning.
const OTHER: u8 = LETTERS as u8 - 1;
/// Letters between the first and the last that differ, and one on each side: longer stretches are not compared.
const LONGEST: usize = 10;
/// Bytes of a stretch that is short.
const SHORT: usize = 6;
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

impl Misreading<'_> {
    /// The rows of the first letters of both, which tell most rules apart.
    fn rows(&self) -> (usize, usize) {
        (first_row(self.read), first_row(self.truth))
    }
}

fn first_row(text: &str) -> usize {
    row(text.chars().next().unwrap_or(' '))
}

/// The channel of one language.
#[derive(Debug, Clone)]
pub struct Channel<'t> {
    bytes: &'t [u8],
    /// In order of the rows of their first letters.
    rules: Vec<Misreading<'t>>,
    /// Index of the first rule by the rows of the first letters of reading and truth, and the end of the last.
    first: Vec<u16>,
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
        rules.sort_by_key(|rule: &Misreading<'_>| rule.rows());
        let mut first = vec![0_u16; TABLE + 1];
        for (read, truth) in rules.iter().map(Misreading::rows) {
            first[read * LETTERS + truth + 1] += 1;
        }
        for place in 0..TABLE {
            first[place + 1] += first[place];
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
        let read = first_row(rest) * LETTERS;
        self.between(read, read + LETTERS).iter().filter(move |r| rest.starts_with(r.read))
    }

    /// All ways to misread.
    #[must_use]
    pub fn rules(&self) -> &[Misreading<'t>] {
        &self.rules
    }

    /// The rules that are filed under these places.
    fn between(&self, start: usize, end: usize) -> &[Misreading<'t>] {
        self.rules.get(usize::from(self.first[start])..usize::from(self.first[end])).unwrap_or_default()
    }

    #[inline]
    fn table(&self, table: usize, a: u8, b: u8) -> Cost {
        let place = table * TABLE + usize::from(a) * LETTERS + usize::from(b);
        Cost::from(self.bytes.get(place).copied().unwrap_or(u8::MAX)) * STEP
    }

    /// The cheapest way from `truth` to `read` with at most two errors; `None` where there is none.
    #[must_use]
    pub fn origin(&self, truth: &str, read: &str) -> Option<Origin> {
        // The common beginning and end need no search.
        let same = |(a, b): &(&u8, &u8)| a == b;
        let mut head = truth.as_bytes().iter().zip(read.as_bytes()).take_while(same).count();
        while !truth.is_char_boundary(head) {
            head -= 1;
        }
        let (t, r) = (&truth[head..], &read[head..]);
        let mut tail = t.as_bytes().iter().rev().zip(r.as_bytes().iter().rev()).take_while(same).count();
        while !t.is_char_boundary(t.len() - tail) {
            tail -= 1;
        }
        // One letter of context on each side, for a letter doubled or dropped beside its like.
        let context = truth[..head].chars().next_back().map_or(0, char::len_utf8);
        let after = truth[truth.len() - tail..].chars().next().map_or(0, char::len_utf8);
        let (truth, read) = (
            &truth[head - context..truth.len() - tail + after],
            &read[head - context..read.len() - tail + after],
        );
        // Most stretches are short, and their table is a third of the size.
        if truth.len() < SHORT && read.len() < SHORT {
            self.cheapest::<SHORT>(truth, read)
        } else {
            self.cheapest::<{ LONGEST + 1 }>(truth, read)
        }
    }

    /// The cheapest way from all of `truth` to all of `read`, of less than `N` letters each.
    fn cheapest<const N: usize>(&self, truth: &str, read: &str) -> Option<Origin> {
        let (t, r) = (Letters::<N>::of(truth)?, Letters::<N>::of(read)?);
        let (tn, rn) = (t.count, r.count);
        // best[i][j][errors]: the cheapest way to have written r[..j] for t[..i], in order of cost; of errors there are two at
        // most, a fourth place makes four of them one load.
        let mut best = [[[Way::NEVER; 4]; N]; N];
        best[0][0][0] = Way(0);
        for i in 0..=tn {
            for j in 0..=rn {
                let here = best[i][j];
                let same = i < tn && j < rn && t.chars[i] == r.chars[j];
                if same {
                    let to = &mut best[i + 1][j + 1];
                    (0..3).for_each(|errors| to[errors].lower(here[errors]));
                }
                for errors in 0..2 {
                    let here = here[errors];
                    if here.0 >= Way::NEVER.0 {
                        continue;
                    }
                    let mut reach = |i: usize, j: usize, cost: Cost, misread: bool| {
                        let again = if errors == 1 { AGAIN } else { 0 };
                        best[i][j][errors + 1].lower(here.and(again + cost, misread));
                    };
                    // After the last error both go on with as many letters.
                    let leads = |i: usize, j: usize| errors == 0 || tn + j == rn + i;
                    let before = if i > 0 { t.rows[i - 1] } else { OTHER };
                    if i < tn && leads(i + 1, j) {
                        reach(i + 1, j, self.table(0, before, t.rows[i]), false);
                    }
                    if j < rn && leads(i, j + 1) {
                        reach(i, j + 1, self.table(1, before, r.rows[j]), false);
                    }
                    if i == tn || j == rn {
                        continue;
                    }
                    if leads(i, j) {
                        if !same {
                            reach(i + 1, j + 1, self.table(2, t.rows[i], r.rows[j]), false);
                        }
                        let ends = i + 1 == tn || j + 1 == rn;
                        if !ends && t.chars[i] == r.chars[j + 1] && t.chars[i + 1] == r.chars[j] {
                            reach(i + 2, j + 2, self.table(3, t.rows[i], t.rows[i + 1]), false);
                        }
                    }
                    let place = usize::from(r.rows[j]) * LETTERS + usize::from(t.rows[i]);
                    for rule in self.between(place, place + 1) {
                        if truth[t.at[i]..].starts_with(rule.truth) && read[r.at[j]..].starts_with(rule.read)
                        {
                            let [i, j] = [i + rule.truth.chars().count(), j + rule.read.chars().count()];
                            if leads(i, j) {
                                reach(i, j, rule.cost, true);
                            }
                        }
                    }
                }
            }
        }
        let [none, one, two, _] = best[tn][rn];
        let mut cheapest = none;
        cheapest.lower(one);
        cheapest.lower(two);
        (cheapest.0 < Way::NEVER.0).then(|| cheapest.origin())
    }
}

/// An [`Origin`] in a number: twice the cost, and one if it is a way by shapes.
#[derive(Debug, Clone, Copy)]
struct Way(Cost);

impl Way {
    const NEVER: Self = Self(Cost::MAX / 4);

    /// Takes another way if that costs less.
    const fn lower(&mut self, other: Self) {
        if other.0 >> 1 < self.0 >> 1 {
            *self = other;
        }
    }

    const fn and(self, cost: Cost, misread: bool) -> Self {
        Self((self.0 + 2 * cost) | misread as Cost)
    }

    const fn origin(self) -> Origin {
        Origin { cost: self.0 >> 1, misread: self.0 & 1 != 0 }
    }
}

/// The letters of a stretch, with their rows in the tables and their places in bytes.
struct Letters<const N: usize> {
    chars: [char; N],
    rows: [u8; N],
    at: [usize; N],
    count: usize,
}

impl<const N: usize> Letters<N> {
    /// The letters of a text of less than `N`.
    fn of(text: &str) -> Option<Self> {
        let mut letters = Self { chars: ['\0'; N], rows: [OTHER; N], at: [0; N], count: 0 };
        for (at, c) in text.char_indices() {
            let place = letters.count;
            *letters.chars[..N - 1].get_mut(place)? = c;
            letters.rows[place] = row(c) as u8;
            letters.at[place] = at;
            letters.count += 1;
        }
        Some(letters)
    }
}
