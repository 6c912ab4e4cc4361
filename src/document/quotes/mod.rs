//! Quotation marks: which opens, which closes, which pairs with which.
//!
//! Three rules look at the same pairs: a mark whose shape or spacing contradicts its part is misplaced, one without a
//! partner is unbalanced, a pair of unlike halves is mixed. Because a mark is paired before it is judged, one fault gives one
//! finding.

mod costs;
mod marks;
mod pairing;
mod place;
mod speech;

pub use marks::{Form, Mark, Role, Side, Sort};
pub use place::{touching_left, touching_right};
pub use speech::{
    attribution_after, attribution_follows, ends_clause_before, is_displaced_closing, place_of_lost_closing,
    verb_precedes,
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The part of each mark, one letter each, and the indices of its pairs.
    fn reading(text: &str) -> (String, Vec<(u32, u32)>) {
        let document = Document::new(text.into(), None, Some(Lang::En));
        let quotes = Quotes::new(&document);
        let parts = quotes.marks().iter().map(|m| match m.role {
            Role::Opens => 'o',
            Role::Reopens => 'r',
            Role::Closes => 'c',
            Role::Neither => '-',
        });
        let pairs = quotes.marks().iter().enumerate().filter_map(|(i, m)| match m.role {
            Role::Closes => m.partner.map(|opening| (opening, i as u32)),
            _ => None,
        });
        (parts.collect(), pairs.collect())
    }

    #[test]
    fn a_displaced_mark_keeps_its_part() {
        assert_eq!(reading("“I encourage a ceasefire, ”Pompeo said."), ("oc".to_owned(), vec![(0, 1)]));
        assert_eq!(reading("He said ”The roof leaks.”"), ("oc".to_owned(), vec![(0, 1)]));
        assert_eq!(reading("He said\" Go home.\""), ("oc".to_owned(), vec![(0, 1)]));
    }

    #[test]
    fn apostrophes_and_inches_are_no_quotation_marks() {
        assert_eq!(reading("The dogs’ coats, ’tis said, weighed 5' or 6\" less.").0, "----");
    }

    #[test]
    fn a_quotation_opens_again_in_each_paragraph() {
        let (parts, pairs) =
            reading("“We crossed the river in the dark.\n\n“By morning he had gone,” she wrote.");
        assert_eq!((parts.as_str(), pairs), ("orc", vec![(1, 2)]));
    }

    #[test]
    fn of_three_marks_one_is_lone() {
        assert_eq!(reading("“We go. “They stay,” he said.").1, vec![(1, 2)]);
    }
}
