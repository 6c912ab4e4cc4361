//! Quotation marks: which opens, which closes, which pairs with which.
//!
//! Three rules look at the same pairs: a mark whose shape or spacing contradicts its part is misplaced, one without a
//! partner is unbalanced, a pair of unlike halves is mixed. Because a mark is paired before it is judged, one fault gives one
//! finding.

mod marks;
mod pairing;
mod place;
mod speech;

pub use marks::{Form, Mark, Role, Side, Sort};
pub use place::{touching_left, touching_right};
pub use speech::{
    attribution_after, attribution_follows, ends_clause_before, place_of_lost_closing, verb_precedes,
};

use crate::document::Document;
use crate::lang::Lang;

/// The quotation marks of a document, in order, paired.
#[derive(Debug, Default)]
pub struct Quotes {
    marks: Vec<Mark>,
}

impl Quotes {
    /// Finds and pairs the marks of `document`; linear in its length.
    #[must_use]
    pub fn new(document: &Document) -> Self {
        let mut marks = marks::collect(document);
        pairing::pair(document, &mut marks);
        Self { marks }
    }

    /// All marks in order.
    #[must_use]
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// The mark that `mark` forms a pair with.
    #[must_use]
    pub fn partner(&self, mark: &Mark) -> Option<&Mark> {
        mark.partner.and_then(|index| self.marks.get(index as usize))
    }

    /// Whether the partner of `mark` stands in the same paragraph.
    #[must_use]
    pub fn pairs_within_paragraph(&self, mark: &Mark) -> bool {
        self.partner(mark).is_some_and(|partner| partner.paragraph == mark.paragraph)
    }

    /// The character `mark` should be, given its part and its partner.
    #[must_use]
    pub fn right_glyph(&self, mark: &Mark) -> char {
        let lang = mark.lang;
        let partner = self.partner(mark).filter(|p| p.tokens == 1).map(|p| (p.glyph, p.form));
        match mark.role {
            Role::Closes => match partner {
                Some((glyph, form)) if form != Form::Closing => closing_of(glyph, lang),
                _ => turned(mark.glyph),
            },
            Role::Opens | Role::Reopens => match partner {
                Some((glyph, form)) if form != Form::Opening => opening_of(glyph, lang),
                _ => turned(mark.glyph),
            },
            Role::Neither => mark.glyph,
        }
    }
}

/// The mark that closes what `opening` opens.
#[must_use]
pub fn closing_of(opening: char, lang: Lang) -> char {
    match opening {
        '„' if matches!(lang, Lang::De | Lang::Ru | Lang::Other) => '“',
        '“' | '„' | '‟' => '”',
        '‚' if matches!(lang, Lang::De) => '‘',
        '‘' | '‚' | '‛' => '’',
        '«' => '»',
        '»' => '«',
        '‹' => '›',
        '›' => '‹',
        other => other,
    }
}

/// The mark that opens what `closing` closes.
#[must_use]
pub fn opening_of(closing: char, lang: Lang) -> char {
    match closing {
        '“' => '„',
        '”' if matches!(lang, Lang::Pl) => '„',
        '”' => '“',
        '‘' => '‚',
        '’' => '‘',
        '»' => '«',
        '«' => '»',
        '›' => '‹',
        '‹' => '›',
        other => other,
    }
}

/// The same mark facing the other way.
const fn turned(glyph: char) -> char {
    match glyph {
        '“' | '„' | '‟' => '”',
        '”' => '“',
        '‘' | '‚' | '‛' => '’',
        '’' => '‘',
        '«' => '»',
        '»' => '«',
        '‹' => '›',
        '›' => '‹',
        other => other,
    }
}
