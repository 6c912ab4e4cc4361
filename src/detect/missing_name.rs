//! `Кадыров заявил` -> `He said`: a name of the source that the draft has not. A translator that does not know a name drops it,
//! puts a pronoun in its place, or turns it into a word.
//!
//! | alternative | evidence |
//! |---|---|
//! | kept elsewhere | the same name stands in other sentences of the draft, here it does not, and no other capitalised word can stand for it |
//! | English has it | the name is a form of one that English has (`Germaniei`, Germany), so that it would not be called otherwise |
//! | unknown name | no dictionary of the target language has the word, and no capitalised word of the draft can be its translation |
//!
//! Names that are lost wherever they occur have another form abroad (`Saksamaa`, Germany) and are left alone.

use rayon::prelude::*;

use super::{Aligned, Context, Detector, Findings};
use crate::bitext::{Name, NameHabits, Unmatched, compare_names};
use crate::document::Document;
use crate::finding::Finding;
use crate::rule::{Family, Rule, Severity};
use crate::span::Span;

/// Finds names of the source that are missing in the draft.
pub struct MissingName;

static RULES: [Rule; 1] = [Rule {
    name: "missing-name",
    family: Family::Translation,
    summary: "a name of the source that is not in the translation, in bilingual mode",
    explain: "A name that the source has and the translation has not. Machine translation drops names it does not know, writes a \
              pronoun for them, or translates them as words; the sentence reads well and is about nobody. Names are compared across \
              alphabets, transliterations and case endings by their beginnings and consonants. A name that has another form in \
              the target language (Saksamaa, Germany) is not told where a capitalised word of the translation can stand for it, \
              nor where the document never keeps it. German sources are not read, since German writes every noun with a capital.",
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
        for (pair, unmatched) in bitext.pairs.iter().zip(&compared) {
            let Some(unmatched) = unmatched.as_ref().filter(|u| !u.missing.is_empty()) else { continue };
            let aligned = Aligned { document, bitext, pair };
            let judged: Vec<(&Name, u16, bool)> = unmatched
                .missing
                .iter()
                .filter_map(|name| {
                    let (kept, lost) = habits.of(name);
                    let confidence = judge(cx, name, aligned, (kept, lost), unmatched)?;
                    Some((name, confidence, kept > 0))
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

/// How sure it is that a name is missing; `None` where it is more likely translated.
fn judge(
    cx: &Context<'_>,
    name: &Name,
    aligned: Aligned<'_>,
    (kept, lost): (u32, u32),
    unmatched: &Unmatched,
) -> Option<u16> {
    let (strangers, missing) = (unmatched.strangers.len(), unmatched.missing.len());
    // A name that is lost at least as often as it is kept has another form in the target language.
    let known = kept > 0 && kept >= lost;
    if lost > 1 && !known {
        return None;
    }
    // What the source writes small elsewhere, or its dictionary has in small letters, is no name but an office, a title, a word of honour.
    let text = aligned.source_text(name.span);
    let original = &aligned.bitext.original;
    let mut words = text.split(|c: char| !c.is_alphabetic()).filter(|w| w.len() > 2).peekable();
    let of_nobody = |word: &str| {
        let knows = |word: &str| cx.lexicon.knows(original.lang(), word) == Some(true);
        let small = word.to_lowercase();
        original.words().find(&small).is_some_and(|id| original.words().get(id).count > 0)
            || knows(&small)
            || knows(word) && (!known || is_of_a_people(word))
    };
    if words.peek().is_none() || words.all(of_nobody) {
        return None;
    }
    let free = aligned.bitext.is_free;
    if known {
        return Some(match strangers {
            0 if !free => 880,
            _ if strangers < missing && !free => 720,
            _ => 500,
        });
    }
    if name.is_known_in(aligned.document.lang()) && !free && lost <= 1 {
        return Some(if strangers == 0 { 800 } else { HAS_ENGLISH });
    }
    // A person's name of two words, with no stranger near its place: the order of names hardly changes.
    let near = |stranger: &Name| {
        let place = |span: Span, whole: Span| {
            f64::from((span.start + span.end) / 2 - whole.start) / f64::from(whole.len().max(1))
        };
        (place(name.span, aligned.pair.source_span) - place(stranger.span, aligned.pair.target_span)).abs()
            < 0.4
    };
    if name.words.len() == 2 && !free && !unmatched.strangers.iter().any(near) {
        return Some(LONE);
    }
    match strangers {
        0 if free => Some(500),
        0 => Some(SINGLE),
        _ if strangers < missing => Some(400),
        _ => None,
    }
}

/// How sure it is of a name that stands nowhere else, in a sentence without any other name that could be its translation.
const LONE: u16 = 720;
/// The same of a name of one word: too often an office, a book, a part of the world (`Riigikogu`, parliament).
const SINGLE: u16 = 640;
/// The same of one that English has, whatever other names there are.
const HAS_ENGLISH: u16 = 730;

/// `German`, `Polish`, `Chinese`: translated, and without a capital in many languages.
fn is_of_a_people(word: &str) -> bool {
    ["an", "ish", "ese", "ch", "ic", "ans"].iter().any(|end| word.ends_with(end))
}
