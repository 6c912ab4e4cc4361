//! How far two words are apart: letters dropped, added, put for another, and two side by side swapped (optimal string
//! alignment), for one word against many.
//!
//! The rows of the table are worked out 64 cells at a time by additions of whole words (Hyyrö 2003, after Myers 1999).

/// A word of up to 64 letters that others are compared with.
#[derive(Debug)]
pub struct Pattern {
    /// For each letter of ASCII, the places where the word has it.
    ascii: [u64; 128],
    /// The same of other letters.
    others: Vec<(char, u64)>,
    length: usize,
}

impl Pattern {
    /// The pattern of a word; letters beyond the 64th are not looked at.
    pub fn new(word: &str) -> Self {
        let mut pattern = Self { ascii: [0; 128], others: Vec::new(), length: 0 };
        for c in word.chars().take(64) {
            let place = 1 << pattern.length;
            pattern.length += 1;
            if let Some(places) = pattern.ascii.get_mut(c as usize) {
                *places |= place;
            } else if let Some((_, places)) = pattern.others.iter_mut().find(|(other, _)| *other == c) {
                *places |= place;
            } else {
                pattern.others.push((c, place));
            }
        }
        pattern
    }

    fn places(&self, c: char) -> u64 {
        match self.ascii.get(c as usize) {
            Some(places) => *places,
            None => self.others.iter().find(|(other, _)| *other == c).map_or(0, |(_, places)| *places),
        }
    }

    /// Whether another word is at most so many errors away.
    pub fn is_within(&self, word: &str, errors: usize) -> bool {
        if word.is_ascii() {
            return self.length.abs_diff(word.len()) <= errors
                && self.distance(word.bytes().map(char::from)) <= errors;
        }
        self.length.abs_diff(word.chars().count()) <= errors && self.distance(word.chars()) <= errors
    }

    fn distance(&self, word: impl Iterator<Item = char>) -> usize {
        let Some(last) = self.length.checked_sub(1) else { return word.count() };
        // Differences between cells of a column that are one more, or one less, than the one above.
        let (mut more, mut less) = (u64::MAX, 0_u64);
        let (mut diagonal, mut before) = (0_u64, 0_u64);
        let mut distance = self.length;
        for c in word {
            let same = self.places(c);
            let swapped = ((!diagonal & same) << 1) & before;
            diagonal = ((same & more).wrapping_add(more) ^ more) | same | less | swapped;
            let (right_more, right_less) = (less | !(diagonal | more), diagonal & more);
            distance += (right_more >> last & 1) as usize;
            distance -= (right_less >> last & 1) as usize;
            let (right_more, right_less) = (right_more << 1 | 1, right_less << 1);
            (more, less) = (right_less | !(diagonal | right_more), right_more & diagonal);
            before = same;
        }
        distance
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table, cell by cell.
    fn plainly(a: &str, b: &str) -> usize {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        let mut cells = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                let mut best = if i == 0 { j } else { cells[i - 1][j] + 1 };
                if j > 0 {
                    best = best.min(cells[i][j - 1] + 1);
                }
                if i > 0 && j > 0 {
                    best = best.min(cells[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]));
                }
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    best = best.min(cells[i - 2][j - 2] + 1);
                }
                cells[i][j] = if i == 0 && j == 0 { 0 } else { best };
            }
        }
        cells[a.len()][b.len()]
    }

    #[test]
    fn distances_are_those_of_the_table() {
        // All words of up to four letters of two, one of them outside ASCII.
        let words: Vec<String> = (0..31_u32)
            .map(|n| {
                let length = (n + 1).ilog2();
                (0..length).map(|at| if (n + 1) >> at & 1 == 0 { 'a' } else { 'é' }).collect()
            })
            .chain(["teh", "the", "hte", "tehre", "there", "their", "recieve", "receive"].map(String::from))
            .collect();
        for a in &words {
            let pattern = Pattern::new(a);
            for b in &words {
                assert_eq!(pattern.distance(b.chars()), plainly(a, b), "{a} {b}");
                assert_eq!(pattern.is_within(b, 2), plainly(a, b) <= 2, "{a} {b}");
            }
        }
    }
}
