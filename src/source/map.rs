//! Offsets of a derived text -> offsets of what it was derived from.

use crate::span::Span;

/// A stretch of the derived text and where it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    to: u32,
    from: u32,
    to_len: u32,
    from_len: u32,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Byte for byte.
    Copied,
    /// One byte of the derived text for two of the original: ASCII in UTF-16.
    Wide,
    /// Cannot be divided: `&amp;` -> `&`.
    Whole,
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

    fn push(&mut self, from: usize, to_len: usize, from_len: usize, kind: Kind) {
        if to_len == 0 {
            return;
        }
        let (to, from, to_len, from_len) = (self.derived_len(), from as u32, to_len as u32, from_len as u32);
        if let Some(last) = self.pieces.last_mut()
            && kind != Kind::Whole
            && last.kind == kind
            && last.from + last.from_len == from
        {
            last.to_len += to_len;
            last.from_len += from_len;
            return;
        }
        self.pieces.push(Piece { to, from, to_len, from_len, kind });
    }

    /// The next `len` bytes of the derived text stand in the original as they are, at `from`.
    pub fn copied(&mut self, from: usize, len: usize) {
        self.push(from, len, len, Kind::Copied);
    }

    /// The next `len` bytes of the derived text are each two bytes wide in the original, at `from`.
    pub fn wide(&mut self, from: usize, len: usize) {
        self.push(from, len, len * 2, Kind::Wide);
    }

    /// The next `to_len` bytes of the derived text stand for `from_len` bytes of the original at `from`, as a whole.
    pub fn whole(&mut self, from: usize, to_len: usize, from_len: usize) {
        self.push(from, to_len, from_len, Kind::Whole);
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
        match piece.kind {
            Kind::Copied => piece.from + delta,
            Kind::Wide => piece.from + 2 * delta,
            Kind::Whole => piece.from,
        }
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
        match piece.kind {
            Kind::Copied => piece.from + delta,
            Kind::Wide => piece.from + 2 * delta,
            Kind::Whole => piece.from + piece.from_len,
        }
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
    /// between, no character cut in two.
    #[must_use]
    pub fn exact(&self, span: Span) -> Option<Span> {
        if self.identity || span.is_empty() {
            return Some(self.span(span));
        }
        let first = self.pieces.partition_point(|p| p.to <= span.start).checked_sub(1)?;
        let mut end = None;
        for piece in &self.pieces[first..] {
            if piece.to >= span.end {
                break;
            }
            let cut = piece.to < span.start || piece.to + piece.to_len > span.end;
            if piece.kind == Kind::Whole && cut || end.is_some_and(|end| end != piece.from) {
                return None;
            }
            end = Some(piece.from + piece.from_len);
        }
        Some(self.span(span))
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
        map.wide(2, 4);
        assert_eq!(map.span(Span::new(1, 3)), Span::new(4, 8));
    }
}
