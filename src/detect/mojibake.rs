//! `donâ€™t`: UTF-8 (or another encoding) read with the wrong table of characters, once or several times.
//!
//! The search itself is in [`crate::encoding`]: a word is decoded only where nobody could have written what stands there.

use super::{Context, Detector, Findings};
use crate::document::{Marks, Paragraph, ParagraphKind};
use crate::encoding;
use crate::finding::{Applicability, Finding};
use crate::lang::Lang;
use crate::rule::{Family, Rule, Severity};
use crate::span::Span;

/// Finds words that were read with the wrong table of characters.
pub struct Mojibake;

static RULES: [Rule; 1] = [Rule {
    name: "mojibake",
    family: Family::Encoding,
    summary: "characters read with the wrong encoding: donâ€™t for don’t",
    explain: "A file in UTF-8 was opened as windows-1252, Mac Roman, windows-1251 or another table of single bytes, so that \
              each accented letter, dash or quotation mark shows as two or three strange characters; sometimes it happened \
              twice, and sometimes bytes were lost on the way. Copy-and-paste between programs, old databases and scrapers \
              produce it. Readers stumble over it and no search finds the word.\n\n\
              A word is repaired only where the characters that stand there make no sense in any language: `Ã©` is a capital \
              letter and a copyright sign. Capitals before closing quotation marks (`CAFÉ”`), formulas (`√π`) and words of \
              other scripts stay as they are.",
    severity: Severity::Major,
}];

impl Detector for Mojibake {
    fn rules(&self) -> &'static [Rule] {
        &RULES
    }

    fn paragraph_needs(&self) -> Marks {
        Marks::UNCOMMON | Marks::RUN_ON
    }

    fn paragraph(&self, paragraph: Paragraph<'_>, _cx: &Context<'_>, out: &mut Findings) {
        let english = paragraph.lang() == Lang::En;
        // `didn?t` is ASCII throughout, but its question mark touches a letter.
        let suspect = english || paragraph.marks().intersects(Marks::UNCOMMON);
        if !suspect || paragraph.kind() == ParagraphKind::Code {
            return;
        }
        let text = paragraph.text();
        let start = paragraph.span().start as usize;
        for repair in encoding::repairs(text, english) {
            let span = Span::of(start + repair.span.start..start + repair.span.end);
            let shown = text.get(repair.span.clone()).unwrap_or_default();
            let finding =
                Finding::new(&RULES[0], span, repair.confidence, "characters read with the wrong encoding")
                    .because(repair.because);
            // What was a replacement character before it was misread cannot be known any more.
            let known = repair.text != shown && !repair.text.contains('\u{FFFD}');
            out.push(if known {
                let applicability = if repair.certain { Applicability::Safe } else { Applicability::Ask };
                finding.suggest(repair.text, applicability)
            } else {
                finding
            });
        }
    }
}
