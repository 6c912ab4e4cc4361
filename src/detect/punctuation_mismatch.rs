//! A question that became a statement: `Kus ta on?` -> `Where he is.` The mark at the end says what kind of sentence it is, and
//! translators lose it with the question. Brackets and quotation marks that vanish change who speaks; languages differ too
//! much in the rest (dashes, colons, exclamation marks) to tell a fault.

use super::{Aligned, Context, Detector, Findings, sides};
use crate::finding::Finding;
use crate::rule::{Family, Rule, Severity};

/// Finds marks that the source has otherwise.
pub struct PunctuationMismatch;

static RULES: [Rule; 1] = [Rule {
    name: "punctuation-mismatch",
    family: Family::Translation,
    summary: "a question or a quotation that the source has otherwise, in bilingual mode",
    explain: "A question of the source that is no question in the translation, or the reverse; and, less surely, quotation marks or \
              brackets that only one side has. Whether something is asked or said, and who says it, hangs on these marks, and both \
              machine translation and OCR lose them. Marks of other scripts count as what they are (؟, ？, the Greek \
              question mark); the inverted marks of Spanish do not count twice. Dashes, colons, commas and exclamation marks follow the \
              language and are not compared.",
    severity: Severity::Minor,
}];

impl Detector for PunctuationMismatch {
    fn rules(&self) -> &'static [Rule] {
        &RULES
    }

    fn pair(&self, aligned: Aligned<'_>, _cx: &Context<'_>, out: &mut Findings) {
        let Aligned { document, pair, .. } = aligned;
        if pair.source.is_empty() || pair.target.is_empty() {
            return;
        }
        let (there, here) = (aligned.source_text(pair.source_span), aligned.target_text(pair.target_span));
        let (asked, asks) = (Counts::of(there), Counts::of(here));
        let greek = there.chars().any(|c| matches!(c, 'α'..='ω'));
        let ends_asking = |text: &str, greek: bool| {
            text.trim_end_matches(|c: char| {
                c.is_whitespace() || matches!(c, '"' | '”' | '»' | '’' | '\'' | ')' | '“')
            })
            .ends_with(|c| is_question(c) || greek && matches!(c, ';' | '\u{37E}'))
        };
        let end = sides::last_word(document, pair.target_span);
        let short = pair.source_length.chars < 8;
        if ends_asking(there, greek) && asks.questions == 0 {
            let confidence = if short || aligned.bitext.is_free { 600 } else { 800 };
            out.push(
                Finding::new(&RULES[0], end, confidence, "a question in the source, none here")
                    .from_source(pair.source_span),
            );
        } else if ends_asking(here, false) && asked.questions == 0 && !greek {
            let confidence = if short { 500 } else { 640 };
            out.push(
                Finding::new(&RULES[0], end, confidence, "a question here, none in the source")
                    .from_source(pair.source_span),
            );
        } else if (asked.quotes >= 2) != (asks.quotes >= 2) && asked.quotes.min(asks.quotes) == 0 {
            let message = if asks.quotes == 0 {
                "a quotation in the source, none here"
            } else {
                "quotation marks that the source has not"
            };
            out.push(Finding::new(&RULES[0], end, 400, message).from_source(pair.source_span));
        } else if (asked.brackets >= 2) != (asks.brackets >= 2) && asked.brackets.min(asks.brackets) == 0 {
            let message = if asks.brackets == 0 {
                "brackets in the source, none here"
            } else {
                "brackets that the source has not"
            };
            out.push(Finding::new(&RULES[0], end, 420, message).from_source(pair.source_span));
        }
    }
}

const fn is_question(c: char) -> bool {
    matches!(c, '?' | '؟' | '？' | '⁇' | '⁈' | '⁉' | '‽')
}

/// How often the marks that matter stand in a text.
#[derive(Default)]
struct Counts {
    questions: usize,
    quotes: usize,
    brackets: usize,
}

impl Counts {
    fn of(text: &str) -> Self {
        text.chars().fold(Self::default(), |mut counts, c| {
            counts.questions += usize::from(is_question(c));
            counts.quotes += usize::from(matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '「' | '」'));
            counts.brackets += usize::from(matches!(c, '(' | ')' | '（' | '）'));
            counts
        })
    }
}
