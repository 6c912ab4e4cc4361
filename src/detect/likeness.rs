//! How alike two stretches of text are, and which earlier ones are worth comparing: shared by the rules of the repetition
//! family. Words are compared as numbers, and no text is ever compared with all others.

use std::ops::Range;

use crate::document::{ByWord, Document, Sentence, Token, TokenKind, WordId};
use crate::lang::Lang;

/// For each word type the number that all its spellings share: letter case and the shape of the apostrophe do not count.
pub(super) fn folded(document: &Document) -> Vec<u32> {
    let words = document.words();
    let mut table: Vec<u32> = words.ids().map(|id| words.get(id).lower.index() as u32).collect();
    let census = document.census();
    if census.curly_apostrophes == 0 || census.straight_apostrophes == 0 {
        return table;
    }
    for id in words.ids() {
        let lower = words.get(id).lower;
        let spelled = words.text(lower);
        if !spelled.is_ascii()
            && spelled.contains('’')
            && let Some(straight) = words.find(&spelled.replace('’', "'"))
            && let Some(slot) = table.get_mut(id.index())
        {
            *slot = words.get(straight).lower.index() as u32;
        }
    }
    table
}

/// The same for content words only, and one more: function words of `lang`, single letters and what is no word have 0.
pub(super) fn contents(document: &Document, folded: &[u32], lang: Lang) -> ByWord<u32> {
    let words = document.words();
    let content = |id: WordId, number: u32| {
        let spelled = words.text(id);
        let letter = spelled.len() == 1 && !spelled.bytes().all(|b| b.is_ascii_digit());
        if letter || words.get(id).function_of & lang.bit() != 0 { 0 } else { number + 1 }
    };
    ByWord::of(words, |id| folded.get(id.index()).map_or(0, |number| content(id, *number)))
}

/// The number under which a token is compared; `None` for punctuation. Links, tags and code, which are not interned, get a
/// number from their spelling, above those of the words.
pub(super) fn number(document: &Document, folded: &[u32], token: &Token) -> Option<u32> {
    if let Some(id) = token.word() {
        return folded.get(id.index()).copied();
    }
    match token.kind {
        TokenKind::Punctuation | TokenKind::Symbol => None,
        _ => {
            let hash = document
                .token_text(token)
                .bytes()
                .fold(0x811C_9DC5_u32, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193));
            Some(hash | 1 << 31)
        }
    }
}

/// The numbers of all tokens of a sentence that have one.
pub(super) fn sentence_numbers(sentence: Sentence<'_>, folded: &[u32]) -> impl Iterator<Item = u32> {
    // Tokens take four times the memory of their types, and are looked at for links alone.
    let untyped = move |at: usize| number(sentence.document(), folded, &sentence.tokens()[at]);
    sentence.word_ids().iter().enumerate().filter_map(move |(at, id)| match folded.get(id.index()) {
        Some(number) => Some(*number),
        None if *id == WordId::UNTYPED => untyped(at),
        None => None,
    })
}

/// Drops items of whose hash there is one alone. A few of those stay, and none that recurs is dropped: what is sorted behind this
/// is a fraction of all.
pub(super) fn retain_recurring<T>(items: &mut Vec<T>, hash: impl Fn(&T) -> u64) {
    // A bit for each hash, and so many that two of one bit are rare.
    let words = (items.len() * 8).next_power_of_two().max(64) / 64;
    let (mut once, mut again) = (vec![0_u64; words], vec![0_u64; words]);
    let place = |item: &T| {
        let hash = hash(item);
        ((hash >> 6) as usize & (words - 1), 1_u64 << (hash & 63))
    };
    for (index, bit) in items.iter().map(place) {
        again[index] |= once[index] & bit;
        once[index] |= bit;
    }
    items.retain(|item| {
        let (index, bit) = place(item);
        again[index] & bit != 0
    });
}

/// Remembers for each pair of neighbouring content words the last text it stood in.
///
/// Two renderings of one sentence nearly always keep some pairs of content words together, and pairs are rare where
/// single words are not. One slot per pair, without a check of the pair: a wrong partner is found out when the texts are
/// compared, and a pair that occurs a million times costs no more than one that occurs twice. In texts of many megabytes the
/// slots of far-away sentences are taken by later ones; enough of a sentence's pairs stay to find it again.
pub(super) struct Pairs {
    slots: Vec<u32>,
    shift: u32,
    met: Vec<u32>,
}

impl Pairs {
    /// Content words from which on a table has its largest size.
    const MOST_WORDS: usize = 1 << 18;

    /// A table for texts with about `words` content words in all.
    pub(super) fn new(words: usize) -> Self {
        let slots = (words.min(Self::MOST_WORDS) * 2).max(1 << 8).next_power_of_two();
        let bits = slots.trailing_zeros();
        Self { slots: vec![0; 1 << bits], shift: 64 - bits, met: Vec::new() }
    }

    /// The earlier text that shares the most pairs with the content words of text number `text`, if it shares at least two
    /// and a fifth of them; then remembers this one. Texts are to come in order, numbered from 0.
    pub(super) fn partner(&mut self, text: u32, words: &[u32]) -> Option<u32> {
        // Without a branch on what was met: the table is large, and a guess that fails waits for the memory of each slot in turn.
        self.met.clear();
        self.met.resize(words.len(), 0);
        let mut count = 0;
        for pair in words.windows(2) {
            let key = u64::from(pair[0]) << 32 | u64::from(pair[1]);
            let slot = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> self.shift) as usize;
            let last = std::mem::replace(&mut self.slots[slot], text + 1);
            self.met[count] = last.wrapping_sub(1);
            count += usize::from(last != 0 && last != text + 1);
        }
        self.met.truncate(count);
        let least = (words.len().saturating_sub(1) / 5).max(2);
        // In a long text every pair has met some text, and nearly always each another one.
        if self.met.len() < least || !may_recur(&self.met) {
            return None;
        }
        self.met.sort_unstable();
        let (votes, partner) = self.met.chunk_by(|a, b| a == b).map(|run| (run.len(), run[0])).max()?;
        (votes >= least).then_some(partner)
    }
}

/// Whether one of the numbers may be there twice; where it says no, none is.
fn may_recur(numbers: &[u32]) -> bool {
    let mut seen = [0_u64; 16];
    let mut again = false;
    for number in numbers {
        let hash = number.wrapping_mul(0x9E37_79B9) >> 22;
        let (index, bit) = (hash as usize / 64, 1 << (hash % 64));
        again |= seen[index] & bit != 0;
        seen[index] |= bit;
    }
    again
}

/// How many elements of the sorted `a` are in the sorted `b`.
pub(super) fn shared(a: &[u32], b: &[u32]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        count += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    count
}

/// Sorted, each once.
pub(super) fn set(words: &[u32]) -> Vec<u32> {
    let mut set = words.to_vec();
    set.sort_unstable();
    set.dedup();
    set
}

/// Longer texts are not aligned word by word, which takes the product of their lengths.
pub(super) const LONGEST_ALIGNED: usize = 160;

/// What two sequences of words have in common, in order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Alignment {
    /// Words of the longest common subsequence.
    pub(super) common: usize,
    /// Words of the longest stretch that is the same in both.
    pub(super) run: usize,
}

/// Aligns `a` and `b`; nothing in common where one is longer than [`LONGEST_ALIGNED`].
pub(super) fn align(a: &[u32], b: &[u32]) -> Alignment {
    let mut best = Alignment::default();
    if a.len() > LONGEST_ALIGNED || b.len() > LONGEST_ALIGNED {
        return best;
    }
    // One row of each table: (longest common subsequence, length of the common stretch that ends here).
    let mut row = vec![(0_usize, 0_usize); b.len() + 1];
    for x in a {
        let mut diagonal = (0, 0);
        let mut left = 0;
        for (y, cell) in b.iter().zip(row.iter_mut().skip(1)) {
            let above = *cell;
            *cell = if x == y { (diagonal.0 + 1, diagonal.1 + 1) } else { (above.0.max(left), 0) };
            best.run = best.run.max(cell.1);
            left = cell.0;
            diagonal = above;
        }
    }
    best.common = row.last().map_or(0, |cell| cell.0);
    best
}

/// Stretches of `a` and `b` that differ, side by side, in order; nothing where one is longer than [`LONGEST_ALIGNED`].
pub(super) fn differences(a: &[u32], b: &[u32]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut found = Vec::new();
    if a.len() > LONGEST_ALIGNED || b.len() > LONGEST_ALIGNED {
        return found;
    }
    // Length of what the rests from here on have in common.
    let width = b.len() + 1;
    let mut common = vec![0_usize; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            common[i * width + j] = if a[i] == b[j] {
                common[(i + 1) * width + j + 1] + 1
            } else {
                common[(i + 1) * width + j].max(common[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < a.len() || j < b.len() {
        let from = (i, j);
        while (i < a.len() || j < b.len()) && !(i < a.len() && j < b.len() && a[i] == b[j]) {
            let skip =
                j == b.len() || i < a.len() && common[(i + 1) * width + j] >= common[i * width + j + 1];
            if skip { i += 1 } else { j += 1 }
        }
        if from != (i, j) {
            found.push((from.0..i, from.1..j));
        }
        (i, j) = (i + 1, j + 1);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alignment_counts_words_in_order_and_the_longest_stretch() {
        assert_eq!(align(&[1, 2, 3, 4, 5], &[1, 9, 3, 4, 8]), Alignment { common: 3, run: 2 });
        assert_eq!(align(&[1, 2], &[2, 1]), Alignment { common: 1, run: 1 });
        assert_eq!(align(&[], &[1]), Alignment::default());
    }

    #[test]
    fn what_differs_stands_side_by_side() {
        assert_eq!(differences(&[1, 2, 3, 4], &[1, 9, 3, 4]), [(1..2, 1..2)]);
        assert_eq!(differences(&[1, 2], &[1, 2, 5]), [(2..2, 2..3)]);
        assert_eq!(differences(&[7, 1, 2], &[1, 2]), [(0..1, 0..0)]);
        assert_eq!(differences(&[1], &[1]), []);
    }

    #[test]
    fn the_last_text_with_most_pairs_is_the_partner() {
        let mut pairs = Pairs::new(16);
        assert_eq!(pairs.partner(0, &[1, 2, 3, 4]), None);
        assert_eq!(pairs.partner(1, &[7, 8, 9]), None);
        assert_eq!(pairs.partner(2, &[1, 2, 3, 5]), Some(0));
    }

    #[test]
    fn a_number_that_is_there_twice_is_seen() {
        let all_but_one: Vec<u32> = (1..20).collect();
        for again in &all_but_one {
            assert!(may_recur(&[all_but_one.as_slice(), &[*again]].concat()), "{again}");
        }
        assert!(!may_recur(&[1, 2]));
    }

    #[test]
    fn what_recurs_stays_in_order() {
        let mut items: Vec<u64> = (0..1000).chain([7, 999, 7]).collect();
        retain_recurring(&mut items, |item| item.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let recurring: Vec<u64> = items.iter().copied().filter(|item| matches!(item, 7 | 999)).collect();
        assert_eq!(recurring, [7, 999, 7, 999, 7]);
        assert!(items.len() < 500);
    }

    #[test]
    fn sets_share_each_word_once() {
        assert_eq!(shared(&set(&[3, 1, 3, 2]), &set(&[2, 3, 4])), 2);
    }
}
