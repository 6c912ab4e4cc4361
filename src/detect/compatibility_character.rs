//! `ofﬁce`: letters that Unicode keeps only so that old encodings survive the round trip.

use unicode_normalization::UnicodeNormalization;

use super::{Context, Detector, Findings};
use crate::document::{Marks, Paragraph, ParagraphKind};
use crate::encoding::{core, words_beyond_ascii};
use crate::finding::{Applicability, Finding};
use crate::rule::{Family, Rule, Severity};
use crate::span::Span;

/// Finds ligatures, full-width letters and presentation forms.
pub struct CompatibilityCharacter;

static RULES: [Rule; 1] = [Rule {
    name: "compatibility-character",
    family: Family::Encoding,
    summary: "typesetting ligatures, full-width and presentation forms: ofﬁce",
    explain: "Text copied from a PDF keeps the printer's ligatures (ﬁ, ﬂ) as single characters; East Asian input methods leave \
              full-width letters and commas in Latin text; old Arabic programs stored the shape of a letter instead of the \
              letter; social media posts imitate bold type with mathematical letters. All of them look nearly right, and no \
              search, dictionary or screen reader knows the word.\n\n\
              Superscripts, fractions, trade marks and other signs that mean something (m², ½, №, ™) are left alone, and so \
              are full-width forms beside Chinese, Japanese and Korean and single mathematical letters.",
    severity: Severity::Minor,
}];

/// Why a character is out of place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// From a PDF: never meant.
    Ligature,
    /// Right beside East Asian text only.
    FullWidth,
    /// The shape of an Arabic letter instead of the letter.
    Arabic,
    /// Formulas have single ones; a word of them imitates bold type.
    Mathematical,
    /// One sign twice in Unicode: K, Å.
    Double,
}

const fn sort(c: char) -> Option<Sort> {
    Some(match c {
        '\u{FB00}'..='\u{FB06}' | '\u{FB13}'..='\u{FB17}' => Sort::Ligature,
        '\u{FF01}'..='\u{FF5E}' | '\u{FFE0}'..='\u{FFE6}' | '\u{3000}' | '\u{FE30}'..='\u{FE6B}' => {
            Sort::FullWidth
        }
        // Not the ornate brackets and the honorifics, which are signs of their own.
        '\u{FB50}'..='\u{FD3D}' | '\u{FD50}'..='\u{FDEF}' | '\u{FE70}'..='\u{FEFC}' => Sort::Arabic,
        '\u{1D400}'..='\u{1D6A3}' | '\u{1D7CE}'..='\u{1D7FF}' => Sort::Mathematical,
        '\u{212A}' | '\u{212B}' => Sort::Double,
        _ => return None,
    })
}

fn is_east_asian(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{2E80}'..='\u{2FFF}' | '\u{3001}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FF61}'..='\u{FFDC}' | '\u{20000}'..='\u{3FFFF}')
}

impl Detector for CompatibilityCharacter {
    fn rules(&self) -> &'static [Rule] {
        &RULES
    }

    fn paragraph_needs(&self) -> Marks {
        Marks::UNCOMMON
    }

    fn paragraph(&self, paragraph: Paragraph<'_>, _cx: &Context<'_>, out: &mut Findings) {
        let text = paragraph.text();
        if paragraph.kind() == ParagraphKind::Code {
            return;
        }
        let start = paragraph.span().start as usize;
        let mut east_asian = None;
        for word in words_beyond_ascii(text, |c| sort(c).is_some(), |c| c.is_whitespace() && c != '\u{3000}')
        {
            let shown = text.get(word.clone()).unwrap_or_default();
            let Some(confidence) =
                confidence(shown, || *east_asian.get_or_insert_with(|| text.chars().any(is_east_asian)))
            else {
                continue;
            };
            let inner = core(shown, |c| sort(c).is_some());
            let span = Span::of(start + word.start + inner.start..start + word.start + inner.end);
            let plain: String = shown.get(inner).unwrap_or_default().chars().map(plain).collect();
            out.push(
                Finding::new(&RULES[0], span, confidence, "characters kept for old encodings only")
                    .suggest(plain, Applicability::Safe),
            );
        }
    }
}

/// What the characters mean: the compatibility decomposition of those out of place, and of no others.
fn plain(c: char) -> String {
    if sort(c).is_some() { std::iter::once(c).nfkc().collect() } else { c.to_string() }
}

fn confidence(word: &str, east_asian: impl FnOnce() -> bool) -> Option<u16> {
    let mut mathematical = 0;
    let mut best = None;
    let mut full_width = None;
    let mut chars = word.chars().peekable();
    while let Some(c) = chars.next() {
        let sure = match sort(c) {
            Some(Sort::Ligature) => 985,
            Some(Sort::Arabic) => 970,
            Some(Sort::FullWidth) => {
                full_width = Some(960);
                continue;
            }
            Some(Sort::Mathematical) => {
                mathematical += 1;
                continue;
            }
            // 4 K is a kelvin sign by right of Unicode's own name for it; inside a word it is only a letter.
            Some(Sort::Double) => {
                if chars.peek().is_some_and(|c| c.is_alphabetic()) {
                    960
                } else {
                    720
                }
            }
            None => continue,
        };
        best = best.max(Some(sure));
    }
    if full_width.is_some() && !east_asian() {
        best = best.max(full_width);
    }
    if mathematical > 1 {
        best = best.max(Some(850));
    }
    best
}
