//! Offsets of a derived text -> offsets of what it was derived from.

use crate::span::Span;

/// A stretch of the derived text and where it came from.
///
/// Within a stretch of units every `to_unit` bytes of the derived text are `from_unit` bytes of the original: 1 and 1 for
/// bytes that are copied, 1 and 2 for ASCII in UTF-16, 2 and 1 for Cyrillic in an 8-bit encoding. `to_unit` 0 stands for a
/// stretch that cannot be divided: `&amp;` -> `&`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    to: u32,
    from: u32,
    to_len: u32,
    from_len: u32,
    to_unit: u8,
    from_unit: u8,
}

impl Piece {
    const fn is_whole(&self) -> bool {
        self.to_unit == 0
    }

    /// Where byte `delta` of a divisible stretch lies in the original.
    const fn at(&self, delta: u32) -> u32 {
        self.from + delta / self.to_unit as u32 * self.from_unit as u32
    }
}

/// A monotonous map from a derived text (decoded, or with its markup removed) back to the original.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OffsetMap {
    /// In order of both texts; empty stands for the identity.
    pieces: Vec<Piece>,
    identity: bool,
}

impl OffsetMap {
    /// The map of a text onto itself.
    #[must_use]
    pub const fn identity() -> Self {
        Self { pieces: Vec::new(), identity: true }
    }

    /// A map to be filled piece by piece.
    #[must_use]
    pub const fn new() -> Self {
        Self { pieces: Vec::new(), identity: false }
    }

    /// Whether every offset maps to itself.
    #[must_use]
    pub const fn is_identity(&self) -> bool {
        self.identity
    }

    fn derived_len(&self) -> u32 {
        self.pieces.last().map_or(0, |p| p.to + p.to_len)
    }

    fn push(&mut self, from: usize, to_len: usize, from_len: usize, to_unit: u8, from_unit: u8) {
        if to_len == 0 {
            return;
        }
        let (to, from, to_len, from_len) = (self.derived_len(), from as u32, to_len as u32, from_len as u32);
        if let Some(last) = self.pieces.last_mut()
            && to_unit != 0
            && (last.to_unit, last.from_unit) == (to_unit, from_unit)
            && last.from + last.from_len == from
        {
            last.to_len += to_len;
            last.from_len += from_len;
            return;
        }
        self.pieces.push(Piece { to, from, to_len, from_len, to_unit, from_unit });
    }

    /// The next `len` bytes of the derived text stand in the original as they are, at `from`.
    pub fn copied(&mut self, from: usize, len: usize) {
        self.push(from, len, len, 1, 1);
    }

    /// The next `count` characters of the derived text take `to_unit` bytes each, and `from_unit` bytes each in the original,
    /// at `from`.
    pub fn units(&mut self, from: usize, count: usize, to_unit: u8, from_unit: u8) {
        self.push(from, count * usize::from(to_unit), count * usize::from(from_unit), to_unit, from_unit);
    }

    /// The next `to_len` bytes of the derived text stand for `from_len` bytes of the original at `from`, as a whole.
    pub fn whole(&mut self, from: usize, to_len: usize, from_len: usize) {
        self.push(from, to_len, from_len, 0, 0);
    }

    /// The next `len` bytes of the derived text stand for nothing in the original: the blank line between two paragraphs that
    /// only markup held apart. `from` is where the text before them ends.
    pub fn inserted(&mut self, from: usize, len: usize) {
        self.push(from, len, 0, 0, 0);
    }

    /// Takes back everything that was pushed after the derived text was `len` bytes long.
    pub fn truncate(&mut self, len: usize) {
        while let Some(last) = self.pieces.last_mut() {
            if (last.to as usize) < len {
                let keep = (len as u32 - last.to).min(last.to_len);
                if !last.is_whole() {
                    last.from_len = last.at(keep) - last.from;
                    last.to_len = keep;
                }
                return;
            }
            self.pieces.pop();
        }
    }

    fn piece_at(&self, offset: u32) -> Option<&Piece> {
        let after = self.pieces.partition_point(|p| p.to <= offset);
        after.checked_sub(1).map(|i| &self.pieces[i])
    }

    /// Where the character that starts at `offset` of the derived text starts in the original.
    #[must_use]
    pub fn start(&self, offset: u32) -> u32 {
        if self.identity {
            return offset;
        }
        let Some(piece) = self.piece_at(offset).or(self.pieces.first()) else {
            return 0;
        };
        let delta = offset.saturating_sub(piece.to);
        if delta >= piece.to_len {
            return piece.from + piece.from_len;
        }
        if piece.is_whole() { piece.from } else { piece.at(delta) }
    }

    /// Where the character that ends at `offset` of the derived text ends in the original.
    #[must_use]
    pub fn end(&self, offset: u32) -> u32 {
        if self.identity {
            return offset;
        }
        let Some(piece) = offset.checked_sub(1).and_then(|last| self.piece_at(last)) else {
            return self.start(offset);
        };
        let delta = (offset - piece.to).min(piece.to_len);
        if piece.is_whole() { piece.from + piece.from_len } else { piece.at(delta) }
    }

    /// The stretch of the original that holds all that `span` came from.
    #[must_use]
    pub fn span(&self, span: Span) -> Span {
        if span.is_empty() {
            let at = self.start(span.start);
            return Span::new(at, at);
        }
        let start = self.start(span.start);
        Span::new(start, self.end(span.end).max(start))
    }

    /// Like [`Self::span`], but only where replacing the original stretch replaces nothing but `span`: no markup in
    /// between, no character cut in two, nothing that the original does not have. An empty span is a place to insert; it is
    /// exact where no markup stands.
    #[must_use]
    pub fn exact(&self, span: Span) -> Option<Span> {
        if self.identity {
            return Some(span);
        }
        if span.is_empty() {
            if self.pieces.is_empty() {
                return None;
            }
            let at = self.end(span.start);
            let cut = self.piece_at(span.start).is_some_and(|piece| {
                piece.is_whole() && piece.to < span.start && span.start < piece.to + piece.to_len
            });
            return (!cut && at == self.start(span.start)).then_some(Span::new(at, at));
        }
        let first = self.pieces.partition_point(|p| p.to <= span.start).checked_sub(1)?;
        let mut end = None;
        for piece in &self.pieces[first..] {
            if piece.to >= span.end {
                break;
            }
            let cut = piece.to < span.start || piece.to + piece.to_len > span.end;
            let indivisible = piece.is_whole() && (cut || piece.from_len == 0);
            if indivisible || end.is_some_and(|end| end != piece.from) {
                return None;
            }
            end = Some(piece.from + piece.from_len);
        }
        end.map(|_| self.span(span))
    }

    /// The stretch of the derived text that came from `original`, if all of it is there undivided by markup.
    #[must_use]
    pub fn derived(&self, original: Span) -> Option<Span> {
        if self.identity {
            return Some(original);
        }
        let index = self.pieces.partition_point(|p| p.from <= original.start).checked_sub(1)?;
        let piece = &self.pieces[index];
        if piece.is_whole() || original.end > piece.from + piece.from_len {
            return None;
        }
        let place = |from: u32| {
            piece.to + (from - piece.from) / u32::from(piece.from_unit) * u32::from(piece.to_unit)
        };
        Some(Span::new(place(original.start), place(original.end)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entity() -> OffsetMap {
        // a&amp;b<i>c</i> -> a&bc
        let mut map = OffsetMap::new();
        map.copied(0, 1);
        map.whole(1, 1, 5);
        map.copied(6, 1);
        map.copied(10, 1);
        map
    }

    #[test]
    fn an_entity_maps_as_a_whole() {
        assert_eq!(entity().span(Span::new(1, 2)), Span::new(1, 6));
        assert_eq!(entity().span(Span::new(0, 3)), Span::new(0, 7));
    }

    #[test]
    fn an_edit_across_markup_is_not_exact() {
        assert_eq!(entity().exact(Span::new(0, 3)), Some(Span::new(0, 7)));
        assert_eq!(entity().exact(Span::new(2, 4)), None);
    }

    #[test]
    fn wide_pieces_double() {
        let mut map = OffsetMap::new();
        map.units(2, 4, 1, 2);
        assert_eq!(map.span(Span::new(1, 3)), Span::new(4, 8));
    }

    #[test]
    fn inserted_text_cannot_be_edited() {
        // <p>a</p><p>b</p> -> a\n\nb
        let mut map = OffsetMap::new();
        map.copied(3, 1);
        map.inserted(4, 2);
        map.copied(11, 1);
        assert_eq!(map.exact(Span::new(1, 2)), None);
        assert_eq!(map.exact(Span::new(0, 4)), None);
        assert_eq!(map.exact(Span::new(1, 1)), Some(Span::new(4, 4)));
        assert_eq!(map.span(Span::new(0, 4)), Span::new(3, 12));
    }

    #[test]
    fn truncation_takes_back() {
        let mut map = entity();
        map.truncate(2);
        map.copied(6, 1);
        assert_eq!(map.span(Span::new(0, 3)), Span::new(0, 7));
    }
}
