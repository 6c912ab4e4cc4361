//! What stands near a place of a long text. A rule that compares places asks here: a book, or a year of news in one file, has every
//! word and every spelling somewhere, and what is far away speaks for nothing.

use crate::document::{Document, WordId};
use crate::span::Span;

/// Bytes to each side that are near: a long article, some pages of a book.
pub(super) const FAR: u32 = 8000;

/// Whether parts of the document are far from each other.
pub(super) fn is_long(document: &Document) -> bool {
    document.text().len() > 2 * FAR as usize
}

/// What is near a place.
pub(super) const fn around(place: u32) -> Span {
    Span::new(place.saturating_sub(FAR), place.saturating_add(FAR))
}

/// How often a word stands near a place.
pub(super) fn count(document: &Document, id: WordId, place: u32) -> u32 {
    let count = document.words().get(id).count;
    if count == 0 || !is_long(document) {
        return count;
    }
    let near = around(place);
    let places = document.occurrences(id);
    let before =
        |end: u32| places.partition_point(|place| document.tokens()[*place as usize].span.start < end);
    (before(near.end) - before(near.start)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Checker, Options, Source, Tier};

    /// Sentences that nothing is said of, all different, of at least so many bytes.
    fn filler(bytes: usize) -> String {
        let things = ["table", "garden", "window", "river", "letter", "bridge", "market", "station"];
        let verbs = ["stands", "waits", "shines", "rests", "burns", "sleeps", "turns"];
        let mut text = String::new();
        for n in 0.. {
            if text.len() >= bytes {
                break;
            }
            let (a, b, c) = (things[n % 8], verbs[n % 7], things[(n / 8 + 3) % 8]);
            text.push_str(&format!("The {a} {b} beside the {c} in the year {}. ", 1000 + n));
            if n % 6 == 5 {
                text.push_str("\n\n");
            }
        }
        text
    }

    fn tier_of_rare_form(between: usize) -> Option<Tier> {
        let usual = "They agreed on a roadmap. The roadmap was signed. Each roadmap has a date. A roadmap is a plan. \
                     The roadmap is long.\n\n";
        let text = format!("{usual}{}They call it a road map.\n", filler(between));
        let options = Options { tier: Tier::Possible, ..Options::default() };
        let checked = Checker::default().check(Source::from_text("long.txt", text), &options);
        let told = checked.findings.iter().filter(|f| f.rule.name == "inconsistent-form");
        told.map(|f| f.confidence.tier()).max()
    }

    #[test]
    fn another_form_near_is_likely_and_far_away_possible() {
        assert_eq!(tier_of_rare_form(400), Some(Tier::Likely));
        assert_eq!(tier_of_rare_form(3 * FAR as usize), Some(Tier::Possible));
    }

    #[test]
    fn words_are_counted_near_a_place_only() {
        let text = format!("Kabul is far. {}Kabul is near. Kabul is here.\n", filler(3 * FAR as usize));
        let place = text.rfind("Kabul").expect("a place") as u32;
        let document = Document::new(text.into(), None, None);
        let id = document.words().find("Kabul").expect("a word");
        assert_eq!(count(&document, id, place), 2);
        assert_eq!(count(&document, id, 0), 1);
    }
}
