//! What the whole document says about where it plays.

use super::slots::{Class, Classes};
use crate::document::{Document, Gap, Shape, Token, TokenKind, WordId};
use crate::residue::{self, Country, Place, PlaceKind};
use crate::span::Span;

/// A document with the word classes of its types and the places it names.
pub(super) struct Page<'d> {
    pub(super) doc: &'d Document,
    pub(super) classes: Classes,
    places: Vec<Option<Place>>,
    /// Places of two words, by the end of the first and the start of the second word.
    pairs: Vec<(u32, u32, Place)>,
    /// Mentions of countries in order of place: by name, people, capital, cities.
    mentions: Vec<(u32, Country)>,
}

/// What is named in the surroundings of one place of the document: a book plays in many countries, a page in few.
pub(super) struct Surroundings {
    /// Mentions of each country.
    countries: Vec<u16>,
    /// Mentions of all countries.
    pub(super) total: u32,
}

/// Bytes to each side of a paragraph that count as its surroundings: a news story.
const NEAR: u32 = 1500;

impl Surroundings {
    /// Mentions of a country.
    pub(super) fn mentions(&self, country: Country) -> u32 {
        self.countries.get(usize::from(country.0)).map_or(0, |n| u32::from(*n))
    }

    /// Mentions of its neighbours.
    pub(super) fn neighbours(&self, country: Country) -> u32 {
        residue::country(country).map_or(0, |facts| facts.neighbours.iter().map(|c| self.mentions(*c)).sum())
    }
}

impl<'d> Page<'d> {
    pub(super) fn new(doc: &'d Document) -> Self {
        let words = doc.words();
        let mut page = Self {
            doc,
            classes: Classes::new(doc),
            places: vec![None; words.len()],
            pairs: Vec::new(),
            mentions: Vec::new(),
        };
        for id in words.ids() {
            let word = words.get(id);
            if matches!(word.shape, Shape::Lower | Shape::Caseless) || word.count == 0 {
                continue;
            }
            let class = page.classes.of(id);
            if class.intersects(Class::CLOSED | Class::TITLE) && word.shape != Shape::Upper {
                continue;
            }
            let Some(place) = residue::place(bare(words.text(word.lower))) else { continue };
            page.places[id.index()] = Some(place);
        }
        page.count_mentions();
        page
    }

    /// Notes the places that are named, those of two words too: `South Africa`, `Buenos Aires`.
    fn count_mentions(&mut self) {
        let doc = self.doc;
        let mut key = String::new();
        let mut before: Option<(WordId, &Token)> = None;
        for token in doc.tokens() {
            if let Some(place) = self.place(Some(token)) {
                self.count(place, token);
            }
            let title = self.title(token);
            if let (Some(b), Some((a, first))) = (title, before)
                && token.gap == Gap::Space
                && (self.places[a.index()].is_none() || self.places[b.index()].is_none())
            {
                key.clear();
                key.push_str(self.lower(a));
                key.push(' ');
                key.push_str(self.lower(b));
                if let Some(place) = residue::place(bare(&key)) {
                    self.count(place, token);
                    self.pairs.push((first.span.end, token.span.start, place));
                }
            }
            before = title.map(|id| (id, token));
        }
    }

    fn title(&self, token: &Token) -> Option<WordId> {
        let id = token.word().filter(|_| token.kind == TokenKind::Word)?;
        let open = !self.classes.of(id).intersects(Class::CLOSED | Class::TITLE);
        (self.doc.words().get(id).shape == Shape::Title && open).then_some(id)
    }

    fn count(&mut self, place: Place, token: &Token) {
        // Small towns share their names with people and with each other.
        if place.kind != PlaceKind::City || place.size >= 50 {
            self.mentions.push((token.span.start, place.country));
        }
    }

    /// The surroundings of a paragraph.
    pub(super) fn surroundings(&self, span: Span) -> Surroundings {
        let (from, to) = (span.start.saturating_sub(NEAR), span.end.saturating_add(NEAR));
        let first = self.mentions.partition_point(|m| m.0 < from);
        let mut near = Surroundings { countries: vec![0; 256], total: 0 };
        for (_, country) in self.mentions[first..].iter().take_while(|m| m.0 < to).take(1000) {
            if let Some(count) = near.countries.get_mut(usize::from(country.0)) {
                *count += 1;
                near.total += 1;
            }
        }
        near
    }

    /// The place whose last (or, with `forward`, first) word the token is.
    pub(super) fn place_at(&self, token: Option<&Token>, forward: bool) -> Option<Place> {
        let span = token?.span;
        let pair = if forward {
            self.pairs.binary_search_by_key(&span.end, |p| p.0)
        } else {
            self.pairs.binary_search_by_key(&span.start, |p| p.1)
        };
        pair.ok().and_then(|i| self.pairs.get(i)).map(|p| p.2).or_else(|| self.place(token))
    }

    /// The place that a word names.
    pub(super) fn place(&self, token: Option<&Token>) -> Option<Place> {
        self.places.get(token?.word()?.index()).copied().flatten()
    }

    /// Whether the word type names a place.
    pub(super) fn is_place(&self, id: WordId) -> bool {
        self.places.get(id.index()).is_some_and(Option::is_some)
    }

    /// The shape of the word at `at`, where white space alone stands between it and the word at `beside`.
    pub(super) fn capital(&self, tokens: &[Token], at: Option<usize>) -> Option<WordId> {
        let token = tokens.get(at?)?;
        let id = token.word().filter(|_| token.kind == TokenKind::Word)?;
        matches!(self.doc.words().get(id).shape, Shape::Title | Shape::Mixed | Shape::Upper).then_some(id)
    }

    /// The text of a word in lower case.
    pub(super) fn lower(&self, id: WordId) -> &'d str {
        self.doc.words().text(self.doc.words().get(id).lower)
    }
}

/// A word without its possessive ending.
pub(super) fn bare(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

/// Whether a gap is plain white space on either kind of line.
pub(super) const fn spaced(gap: Gap) -> bool {
    matches!(gap, Gap::Space | Gap::NoBreak | Gap::Line)
}
