//! `translated-name`: a proper name that came back from translation as a common word.
//!
//! A system that takes *Kabul* for Turkish *kabul* writes "a rocket attack that hit populated areas of I accept". Three
//! mechanisms share one list of evidence and one measured model:
//! - `anchor`: the document has the right name elsewhere, and the odd word is what that name means (`Church`, `Chiesa`);
//!   persons, parties and clubs are found so;
//! - `lexicon`: a table of place names with the forms their translations take, believed where the word stands in a slot
//!   for places and the document plays in that country;
//! - `open`: a common word in a slot that only names fill ("the mayor of Get Out If You Can"), without a candidate.

mod anchor;
mod evidence;
mod fit;
mod lexicon;
mod links;
mod meanings;
mod open;
mod page;
pub(super) mod seen;
mod slots;
mod words;

use super::{Context, Detector, Findings};
use crate::document::Document;
use crate::finding::{Applicability, Finding};
use crate::lang::Lang;
use crate::residue::{Country, HouseNames, Kind};
use crate::rule::{Family, Rule, Severity};
use crate::span::Span;
pub use evidence::{COUNT, Evidence, Group, Model, NAMES, Vector, model};
pub use meanings::{Manner, Sense, translations};
use page::Page;

/// See the module.
pub struct TranslatedName;

static RULES: [Rule; 1] = [Rule {
    name: "translated-name",
    family: Family::Translation,
    summary: "a name that was translated as if it were a word",
    explain: "A translation system that does not know a name takes it for a word of the language it reads, and translates it: \
the rocket attack on \"densely populated areas of I accept\" hit Kabul (Turkish `kabul`, acceptance); \"Injury for Church\" is about \
the footballer Federico Chiesa; \"President More\" is Artur Mas. Readers cannot know what was meant, and some will believe it.\n\n\
A finding rests on evidence, which it names: what the word means in which language; that the document has the right name elsewhere \
or plays in its country; that a clause or a bare noun stands where a name belongs. The suggestions are names, likeliest first; look at \
the source text before you choose. `--source-lang tr` says which language was translated and makes the rule surer.\n\n\
Spared: words explained as the meaning of a name, institutions (the Church), people who bear the word as their name, headings, \
and common nouns where English puts a bare noun (in peace, to school).",
    severity: Severity::Critical,
}];

/// A word or phrase that may be a name in disguise.
#[derive(Debug, Clone)]
pub struct Suspect {
    /// Its bytes.
    pub span: Span,
    /// How it was found.
    pub group: Group,
    /// The word or phrase in lower case.
    pub form: String,
    /// Whether it is written with a capital.
    pub capital: bool,
    /// The names it may stand for, likeliest first; never empty.
    pub candidates: Vec<Candidate>,
}

/// A name that a suspect may stand for.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The name, as it should be written.
    pub name: String,
    /// What it names, where a table says so.
    pub kind: Option<Kind>,
    /// The country it lies in.
    pub country: Country,
    /// Code of the language that was translated.
    pub lang: &'static str,
    /// The word of that language.
    pub word: String,
    /// What speaks for and against it.
    pub evidence: Vector,
    /// The weighed sum of the evidence.
    pub score: f32,
}

/// All words and phrases of an English document that a table or a name of the document explains, however weak the evidence:
/// what the model is trained and measured on.
#[must_use]
pub fn suspects(document: &Document, source: Option<Lang>) -> Vec<Suspect> {
    let mut found = Vec::new();
    if slots::reads(document) {
        collect(&Page::new(document), source, &HouseNames::default(), &mut found);
    }
    found
}

fn collect(page: &Page<'_>, source: Option<Lang>, house: &HouseNames, found: &mut Vec<Suspect>) {
    let source = source.map(Lang::code);
    lexicon::suspects(page, source, found);
    anchor::suspects(page, source, house, found);
    found.sort_by(|a, b| {
        let best = |s: &Suspect| s.candidates.first().map_or(f32::MIN, |c| c.score);
        (a.span, a.group).cmp(&(b.span, b.group)).then(best(b).total_cmp(&best(a)))
    });
}

impl Detector for TranslatedName {
    fn rules(&self) -> &'static [Rule] {
        &RULES
    }

    fn document(&self, document: &Document, cx: &Context<'_>, out: &mut Findings) {
        if !slots::reads(document) {
            return;
        }
        let page = Page::new(document);
        let mut found = Vec::new();
        let house = &*cx.options.names;
        collect(&page, cx.options.source_lang, house, &mut found);
        let known = if cx.options.source_lang.is_some() { 1.0 } else { 0.0 };
        let judged: Vec<(&Suspect, u16)> = found
            .iter()
            .filter_map(|suspect| {
                let best = suspect.candidates.first()?;
                let model = model(suspect.group);
                if model.spared.contains(suspect.form.as_str()) {
                    return None;
                }
                Some((suspect, model.confidence(best.score + known * model.source_known)?))
            })
            .collect();
        let aliases = aliases(document, house);
        for (span, name) in &aliases {
            let message = "the names of this project forbid this form";
            let finding =
                Finding::new(&RULES[0], *span, FORBIDDEN, message).suggest(*name, Applicability::Ask);
            out.push(finding.because(format!("[names] says `{name}`")));
        }
        let mut last: Option<Span> = None;
        for (index, (suspect, confidence)) in judged.iter().enumerate() {
            // The surest explanation of one place; of two that are likely, the document's own name.
            let rank = |c: u16, s: &Suspect| (c >= LIKELY, s.group, c, s.span);
            let better = |(other, c): &(&Suspect, u16)| {
                other.span.overlaps(suspect.span) && rank(*c, other) > rank(*confidence, suspect)
            };
            let near = judged.iter().skip(index.saturating_sub(4)).take(9);
            let told = aliases.iter().any(|(span, _)| span.overlaps(suspect.span));
            if told || near.clone().any(better) || last.is_some_and(|l| l.overlaps(suspect.span)) {
                continue;
            }
            last = Some(suspect.span);
            out.push(finding(&page, suspect, *confidence));
        }
        open::notices(&page, |span, evidence| {
            if !judged.iter().any(|(s, _)| s.span.overlaps(span)) {
                let message = "a common word where only a name can stand: possibly a translated name";
                out.push(Finding::new(&RULES[0], span, open::CONFIDENCE, message).because(evidence));
            }
        });
    }
}

/// Confidence from which on a finding is likely.
const LIKELY: u16 = 700;

/// Confidence where the project itself says that a form is wrong.
const FORBIDDEN: u16 = 960;

/// Where a form stands that the project's glossary forbids, as whole words in its spelling.
fn aliases<'h>(document: &Document, house: &'h HouseNames) -> Vec<(Span, &'h str)> {
    let mut found = Vec::new();
    for entry in &house.names {
        for alias in entry.aliases.iter().filter(|a| !a.is_empty() && **a != entry.name) {
            for (start, text) in document.text().match_indices(alias.as_str()) {
                let end = start + text.len();
                let outside = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
                let (before, after) =
                    (document.text()[..start].chars().next_back(), document.text()[end..].chars().next());
                if outside(before) && outside(after) {
                    found.push((Span::of(start..end), entry.name.as_str()));
                }
            }
        }
    }
    found.sort_unstable();
    found
}

fn finding(page: &Page<'_>, suspect: &Suspect, confidence: u16) -> Finding {
    let message = "possibly a name that was translated as a word";
    let mut finding = Finding::new(&RULES[0], suspect.span, confidence, message);
    let best = suspect.candidates.first();
    for candidate in &suspect.candidates {
        // Names far less likely than the best would only confuse.
        if best.is_some_and(|b| b.score - candidate.score < 3.0) {
            finding = finding.suggest(candidate.name.as_str(), Applicability::Ask);
        }
    }
    match best {
        Some(best) => words::reasons(page, suspect, best).into_iter().fold(finding, Finding::because),
        None => finding,
    }
}
