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

impl Origin {
    const NEVER: Self = Self { cost: Cost::MAX / 4, misread: false };
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

    /// The rules that are filed under these places.
    fn between(&self, start: usize, end: usize) -> &[Misreading<'t>] {
        self.rules.get(usize::from(self.first[start])..usize::from(self.first[end])).unwrap_or_default()
    }

    /// The ways to misread `truth` as `read`, at the start of both.
    fn turning<'s>(
        &'s self,
        (t, truth): (char, &'s str),
        (r, read): (char, &'s str),
    ) -> impl Iterator<Item = &'s Misreading<'t>> {
        let place = row(r) * LETTERS + row(t);
        self.between(place, place + 1)
            .iter()
            .filter(move |rule| truth.starts_with(rule.truth) && read.starts_with(rule.read))
    }

    #[inline]
    fn table(&self, table: usize, a: char, b: char) -> Cost {
        Cost::from(self.bytes.get(table * TABLE + row(a) * LETTERS + row(b)).copied().unwrap_or(u8::MAX))
            * STEP
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
        let (mut t, mut r) = ([('\0', 0); N], [('\0', 0); N]);
        let (mut tn, mut rn) = (0, 0);
        for (letters, n, text) in [(&mut t, &mut tn, truth), (&mut r, &mut rn, read)] {
            for (at, c) in text.char_indices() {
                *letters[..N - 1].get_mut(*n)? = (c, at);
                *n += 1;
            }
        }
        let (t, r) = (&t[..tn], &r[..rn]);
        // best[i][j][errors]: the cheapest way to have written r[..j] for t[..i].
        let mut best = [[[Origin::NEVER; 3]; N]; N];
        best[0][0][0] = Origin { cost: 0, misread: false };
        for i in 0..=tn {
            for j in 0..=rn {
                for errors in 0..3 {
                    let here = best[i][j][errors];
                    if here.cost >= Origin::NEVER.cost {
                        continue;
                    }
                    let mut reach = |i: usize, j: usize, errors: usize, cost: Cost, misread: bool| {
                        let to = &mut best[i][j][errors];
                        let cost = here.cost + cost;
                        if cost < to.cost {
                            *to = Origin { cost, misread: here.misread || misread };
                        }
                    };
                    let same = i < tn && j < rn && t[i].0 == r[j].0;
                    if same {
                        reach(i + 1, j + 1, errors, 0, false);
                    }
                    if errors == 2 {
                        continue;
                    }
                    let again = if errors == 1 { AGAIN } else { 0 };
                    // After the last error both go on with as many letters.
                    let leads = |i: usize, j: usize| errors == 0 || tn + j == rn + i;
                    let before = if i > 0 { t[i - 1].0 } else { '^' };
                    if i < tn && leads(i + 1, j) {
                        reach(i + 1, j, errors + 1, again + self.table(0, before, t[i].0), false);
                    }
                    if j < rn && leads(i, j + 1) {
                        reach(i, j + 1, errors + 1, again + self.table(1, before, r[j].0), false);
                    }
                    if i < tn && j < rn && !same && leads(i, j) {
                        reach(i + 1, j + 1, errors + 1, again + self.table(2, t[i].0, r[j].0), false);
                    }
                    let swapped = || t[i].0 == r[j + 1].0 && t[i + 1].0 == r[j].0;
                    if i + 1 < tn && j + 1 < rn && leads(i, j) && swapped() {
                        reach(i + 2, j + 2, errors + 1, again + self.table(3, t[i].0, t[i + 1].0), false);
                    }
                    if i < tn && j < rn {
                        let (truth, read) = ((t[i].0, &truth[t[i].1..]), (r[j].0, &read[r[j].1..]));
                        for rule in self.turning(truth, read) {
                            let [i, j] = [i + rule.truth.chars().count(), j + rule.read.chars().count()];
                            if leads(i, j) {
                                reach(i, j, errors + 1, again + rule.cost, true);
                            }
                        }
                    }
                }
            }
        }
        best[tn][rn].iter().copied().min_by_key(|o| o.cost).filter(|o| o.cost < Origin::NEVER.cost)
    }
}
