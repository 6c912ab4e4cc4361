//! `Кадыров заявил` -> `He said`: a name of the source that the draft has not. A translator that does not know a name drops it,
//! puts a pronoun in its place, or turns it into a word.
//!
//! | alternative | evidence |
//! |---|---|
//! | kept elsewhere | the same name stands in other sentences of the draft, here it does not |
//! | a known name | lists of names, countries in other languages: it would not be called otherwise, and its English name is not here |
//! | unknown name | no dictionary has the word, and no capitalised word of the draft can be its translation |
//! | part of a name | `Alfred Nobel` -> `Alfred` |
//! | a hole | a preposition or an article without its noun stands where the name was |
//!
//! All of it is weighed together (`evidence`). Names that are lost wherever they occur have another form abroad and are left alone.

mod evidence;

use rayon::prelude::*;

use super::{Aligned, Context, Detector, Findings};
use crate::bitext::{Name, NameHabits, Unmatched, compare_names};
use crate::document::Document;
use crate::finding::Finding;
use crate::lang::Lang;
use crate::rule::{Family, Rule, Severity};

/// Finds names of the source that are missing in the draft.
pub struct MissingName;

static RULES: [Rule; 1] = [Rule {
    name: "missing-name",
    family: Family::Translation,
    summary: "a name of the source that is not in the translation, in bilingual mode",
    explain: "A name that the source has and the translation has not. Machine translation drops names it does not know, writes a \
              pronoun for them, or translates them as words; the sentence reads well and is about nobody. Names are compared across \
              alphabets, transliterations and case endings by their beginnings and consonants, countries by their names in 25 \
              languages. Whether a name without its like was translated (Vahemeri, Mediterranean) or dropped is weighed: whether the \
              document keeps it elsewhere, whether lists of names have it, whether a capitalised word of the translation can \
              stand for it, whether a preposition lost its noun. German sources are not read, since German writes every noun with a capital.",
    severity: Severity::Major,
}];

impl Detector for MissingName {
    fn rules(&self) -> &'static [Rule] {
        &RULES
    }

    fn document(&self, document: &Document, cx: &Context<'_>, out: &mut Findings) {
        let Some(bitext) = cx.bitext else { return };
        let compared: Vec<Option<Unmatched>> = bitext
            .pairs
            .par_iter()
            .map(|pair| {
                let both = !pair.source.is_empty() && !pair.target.is_empty();
                let known = |word: &str| cx.knows_text(word) == Some(true);
                if both { compare_names(document, bitext, pair, known) } else { None }
            })
            .collect();
        let mut habits = NameHabits::default();
        compared.iter().flatten().for_each(|unmatched| habits.add(unmatched));
        let likely = if document.lang() == Lang::De { LIKELY_IN_GERMAN } else { LIKELY };
        for (pair, unmatched) in bitext.pairs.iter().zip(&compared) {
            let Some(unmatched) = unmatched.as_ref().filter(|u| !u.missing.is_empty()) else { continue };
            let aligned = Aligned { document, bitext, pair };
            let judged: Vec<(&Name, u16, bool)> = unmatched
                .missing
                .iter()
                .filter_map(|name| {
                    let odds = evidence::odds(cx, name, aligned, unmatched, &habits)?;
                    let confidence = judge(odds, likely, bitext.is_free)?;
                    Some((name, confidence, habits.of(name).0 > 0))
                })
                .collect();
            let Some(confidence) = judged.iter().map(|(_, c, _)| *c).max() else { continue };
            let told: Vec<&(&Name, u16, bool)> = judged.iter().filter(|(_, c, _)| *c == confidence).collect();
            let Some((first, _, kept)) = told.first() else { continue };
            let names: Vec<String> =
                told.iter().map(|(name, _, _)| format!("`{}`", aligned.source_text(name.span))).collect();
            let verb = if names.len() == 1 { "is" } else { "are" };
            let message = format!("{} of the source {verb} not named here", names.join(", "));
            let because = if *kept {
                "the name stands in other sentences of this translation"
            } else {
                "no word here is like it, and no other name can stand for it"
            };
            out.push(
                Finding::new(&RULES[0], pair.target_span, confidence, message)
                    .because(because)
                    .from_source(first.span),
            );
        }
    }
}

/// How sure it is that a name is missing, by the logarithm of the odds and those from which on it is likely; `None` where it is
/// more likely translated.
fn judge(odds: f64, likely: f64, is_free: bool) -> Option<u16> {
    if odds < 0.0 {
        return None;
    }
    let confidence =
        if odds < likely { 400.0 + 290.0 * odds / likely } else { 700.0 + 75.0 * (odds - likely).min(3.0) };
    let most = if is_free { 740.0 } else { 900.0 };
    Some(confidence.min(most) as u16)
}

/// From which odds at most two good pairs in a thousand are suspected wrongly.
const LIKELY: f64 = 2.5;
/// The same of German drafts, whose names are told from translations by a dictionary.
const LIKELY_IN_GERMAN: f64 = 1.5;
