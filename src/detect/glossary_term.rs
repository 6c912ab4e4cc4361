//! `[glossary]` says `kohus` = `court`, the source has `kohtu`, the draft `tribunal`. The house decides, the rule only looks.

use super::{Aligned, Context, Detector, Findings};
use crate::finding::Finding;
use crate::rule::{Family, Rule, Severity};

/// Finds terms that were not rendered as the glossary says.
pub struct GlossaryTerm;

static RULES: [Rule; 1] = [Rule {
    name: "glossary-term",
    family: Family::Translation,
    summary: "a term of the source not rendered as the glossary of the project says, in bilingual mode",
    explain: "A term that the glossary in `corrigenda.toml` names stands in the source, and none of the renderings that the glossary \
              gives stands in the translation. Whatever endings grammar adds are allowed on both sides, so that one entry covers \
              all cases and numbers; a longer term is taken before a shorter one inside it. There is no suggestion, since the \
              word that stands in its place is not known.",
    severity: Severity::Major,
}];

impl Detector for GlossaryTerm {
    fn rules(&self) -> &'static [Rule] {
        &RULES
    }

    fn pair(&self, aligned: Aligned<'_>, cx: &Context<'_>, out: &mut Findings) {
        let Aligned { document, bitext, pair } = aligned;
        let glossary = &cx.options.glossary;
        if glossary.is_empty() || pair.source.is_empty() || pair.target.is_empty() {
            return;
        }
        let terms = glossary.terms_of(bitext.source_sentences(pair));
        let lost: Vec<_> = terms
            .into_iter()
            .filter(|(term, _)| !term.is_rendered(pair.target.clone().map(|i| document.sentence(i))))
            .collect();
        let Some((_, first)) = lost.first() else { return };
        let told: Vec<String> = lost
            .iter()
            .map(|(term, _)| {
                let targets: Vec<String> = term.targets.iter().map(|t| format!("`{t}`")).collect();
                format!("`{}` of the glossary is {}", term.source, targets.join(" or "))
            })
            .collect();
        let message = format!("{}; it is not here", told.join("; "));
        out.push(Finding::new(&RULES[0], pair.target_span, 900, message).from_source(*first));
    }
}
