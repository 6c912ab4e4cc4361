//! The letters of a stretch of text in a row, without its spaces.

use std::cell::Cell;

use super::Model;
use super::letters::LetterCosts;
use super::pieces::PieceKind;
use super::suspects::Reading;
use super::tables::Cost;

/// The letters of a stretch in a row.
#[derive(Debug)]
pub struct Row<'r, 't> {
    /// The pieces of the stretch.
    pub readings: &'r [Reading<'t>],
    pub(super) letters: Vec<char>,
    /// The letters as the text has them.
    surface: Vec<char>,
    /// For each letter the piece it belongs to.
    pub(super) piece: Vec<usize>,
    /// For each piece the place of its first letter, and the end of the last.
    pub starts: Vec<usize>,
    /// What its letters cost in words that nobody knows.
    pub(super) costs: LetterCosts,
    /// Before each letter, how much likelier a space is than none, once it was asked.
    leans: Vec<Cell<Option<Cost>>>,
    /// For each piece whether it stands in a line that lost its spaces.
    lines: Vec<bool>,
    /// Whether the text is broken, so that errors are expected.
    pub(super) broken: bool,
    /// Whether its document has not one space between its words.
    pub(super) spaceless: bool,
}

/// Letters of the longest word that may hide in a string.
pub(super) const LONGEST: usize = 22;

impl<'r, 't> Row<'r, 't> {
    /// The row of `readings`.
    #[must_use]
    pub fn new(text: &str, readings: &'r [Reading<'t>], broken: bool, spaceless: bool) -> Self {
        let bytes = readings.iter().map(|r| r.lower.len()).sum();
        let (mut letters, mut surface) = (Vec::with_capacity(bytes), Vec::with_capacity(bytes));
        let (mut piece, mut starts) = (Vec::with_capacity(bytes), Vec::with_capacity(readings.len() + 1));
        for (index, reading) in readings.iter().enumerate() {
            starts.push(letters.len());
            letters.extend(reading.lower.chars());
            let wanted = letters.len() - surface.len();
            surface.extend(text[reading.piece.start..reading.piece.end].chars().take(wanted));
            piece.resize(letters.len(), index);
        }
        starts.push(letters.len());
        let costs = LetterCosts::new(letters.len());
        let leans = vec![Cell::new(None); letters.len()];
        let lines = if spaceless { vec![true; readings.len()] } else { lines(readings, &starts) };
        Self { readings, letters, surface, piece, starts, costs, leans, lines, broken, spaceless }
    }

    /// The letters between two places as the text has them.
    #[must_use]
    pub fn surface(&self, start: usize, end: usize) -> &[char] {
        self.surface.get(start..end).unwrap_or_default()
    }

    /// Whether a mark between two digits of a piece stands at a place: `100,000tobuild`.
    pub(super) fn is_separator(&self, at: usize) -> bool {
        let digit = |at: usize| self.letters.get(at).is_some_and(|c| c.is_numeric());
        // A group of thousands has three digits, a year after a day four.
        let group = || (at + 1..at + 4).all(digit) && !digit(at + 4);
        at > 0
            && digit(at - 1)
            && (self.letters[at] == ',' && group() || self.letters[at] == '.' && digit(at + 1))
    }

    /// Capitals after the first letter between two places, but for an acronym and `McDonald`.
    pub(super) fn spanned_capitals(&self, start: usize, end: usize) -> Cost {
        let letters = self.surface(start, end);
        if letters.iter().all(|c| c.is_uppercase()) || letters.starts_with(&['M', 'c']) {
            return 0;
        }
        letters.iter().skip(1).filter(|c| c.is_uppercase()).count() as Cost
    }

    /// How much likelier a space is than none before a letter, by the letters around it.
    pub(super) fn lean(&self, model: &Model<'_>, at: usize) -> Cost {
        let Some(place) = self.leans.get(at) else { return 0 };
        place.get().unwrap_or_else(|| {
            let lean = model.spaces.lean(&self.surface, at);
            place.set(Some(lean));
            lean
        })
    }

    /// Whether a piece begins at a place.
    #[must_use]
    pub fn is_start(&self, at: usize) -> bool {
        at == self.letters.len() || self.starts[self.piece[at]] == at
    }

    /// Whether the letter at a place inside a piece is a capital.
    pub(super) fn is_capital(&self, at: usize) -> bool {
        let piece = self.piece[at];
        let reading = &self.readings[piece];
        if reading.piece.kind == PieceKind::Mixed {
            return self.lines[piece] && self.surface(at, at + 1).iter().all(|c| c.is_uppercase());
        }
        reading.capitals.get(at - self.starts[piece]).copied().unwrap_or(false)
    }

    /// Whether a piece stands in a line that lost its spaces.
    pub(super) fn is_line(&self, piece: usize) -> bool {
        self.lines[piece]
    }

    /// Whether the piece may be read in parts.
    pub(super) fn opens(&self, piece: usize) -> bool {
        self.readings[piece].opens
    }

    /// The piece that the letter at `at` belongs to.
    #[must_use]
    pub fn piece_of(&self, at: usize) -> usize {
        self.piece.get(at).copied().unwrap_or(self.readings.len())
    }
}

/// Letters of words that stand in one line without a space, and of the shortest that counts among them.
const SEVERAL: usize = 28;
const LONG: usize = 10;

/// For each piece whether a string longer than any word stands in its line, with no space between, or several long ones.
fn lines(readings: &[Reading<'_>], starts: &[usize]) -> Vec<bool> {
    let mut lines = Vec::with_capacity(readings.len());
    while lines.len() < readings.len() {
        let first = lines.len();
        let more = readings[first + 1..].iter().take_while(|r| !r.piece.spaced).count();
        let lengths = || {
            (first..=first + more)
                .filter(|&piece| readings[piece].suspect)
                .map(|piece| starts[piece + 1] - starts[piece])
                .filter(|&length| length >= LONG)
        };
        let long = lengths().any(|length| length > LONGEST)
            || lengths().count() > 1 && lengths().sum::<usize>() >= SEVERAL;
        lines.resize(first + more + 1, long);
    }
    lines
}
