//! `Кадыров заявил` -> `He said`: a name of the source that the draft has not. A translator that does not know a name drops it,
//! puts a pronoun in its place, or turns it into a word.
//!
//! | alternative | evidence |
//! |---|---|
//! | kept elsewhere | the same name stands in other sentences of the draft, here it does not |
//! | a known name | lists of names, countries in other languages: it would not be called otherwise, and its English name is not here |
//! | unknown name | no dictionary has the word, and no word of the draft is left over that could be its translation |
//! | part of a name | `Alfred Nobel` -> `Alfred` |
//! | a hole | where the name was, between the partners of its neighbours, words stand that never follow each other |
//!
//! Words of both sides are given to each other one by one (`bitext::Links`), so that a name that is left over is seen even beside one
//! that is like it. All of it is measured (`evidence`) and weighed by a forest of small trees (`cargo xtask bitext-fit`). Names that are lost wherever they occur have another form abroad and are left alone.

mod evidence;
mod holes;

pub use evidence::{Candidate, candidates};

use super::{Context, Detector, Findings};
use crate::bitext::{Forest, Manner};
use crate::document::Document;
use crate::finding::Finding;
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
              document keeps it elsewhere, whether lists of names have it, whether a word of the translation is left over that can \
              stand for it, whether the words around its place fit each other. German sources are not read, since German writes every noun with a capital.",
    severity: Severity::Major,
}];

impl Detector for MissingName {
    fn rules(&self) -> &'static [Rule] {
        &RULES
    }

    fn document(&self, document: &Document, cx: &Context<'_>, out: &mut Findings) {
        let Some(bitext) = cx.bitext else { return };
        let candidates = candidates(document, bitext, cx.lexicon, |word| cx.knows_text(word) == Some(true));
        let manner = bitext.manner(document);
        for of_pair in candidates.chunk_by(|a, b| a.pair == b.pair) {
            let judged: Vec<(&Candidate, u16)> =
                of_pair.iter().filter_map(|c| Some((c, judge(c, manner)?))).collect();
            let Some(confidence) = judged.iter().map(|(_, confidence)| *confidence).max() else { continue };
            let told: Vec<&Candidate> =
                judged.iter().filter(|(_, c)| *c == confidence).map(|(candidate, _)| *candidate).collect();
            let Some((first, pair)) =
                told.first().and_then(|first| Some((first, bitext.pairs.get(first.pair)?)))
            else {
                continue;
            };
            let names: Vec<String> =
                told.iter().map(|c| format!("`{}`", bitext.original.slice(c.span))).collect();
            let verb = if names.len() == 1 { "is" } else { "are" };
            let message = format!("{} of the source {verb} not named here", names.join(", "));
            let because = if first.kept > 0 {
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

/// How sure it is that a name is missing; `None` where it is more likely rendered otherwise.
fn judge(candidate: &Candidate, manner: Manner) -> Option<u16> {
    let most = match manner {
        _ if candidate.is_vague => 650,
        Manner::Free => 740,
        _ => 900,
    };
    Some(FOREST.confidence(&candidate.traits, manner)?.min(most))
}

static FOREST: Forest = Forest::new(include_bytes!("../../dictionaries/bitext/missing-name.bin"));
