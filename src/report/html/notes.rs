//! The note on one finding: what is wrong, what it probably was, how sure, why.

use std::borrow::Cow;

use maud::{Markup, html};

use super::{Rules, visible};
use crate::check::Checked;
use crate::finding::{Applicability, Finding, Suggestion};
use crate::span::Span;

/// One item of the notes beside a paragraph. `index` is that of the finding; people count from 1.
///
/// The note is complete where it stands: for readers without JavaScript and on paper. The card that the script shows is made
/// from it, so that a page with thousands of findings holds each of them once.
pub(super) fn note(checked: &Checked, document: usize, index: usize, rules: &Rules) -> Markup {
    let finding = &checked.findings[index];
    let number = index + 1;
    let tier = finding.confidence.tier().name();
    let (line, column) = checked.line_column(finding.span.start);
    let at = |span: Span| checked.source.text.get(span.range()).unwrap_or_default();
    html! {
        li.note.(tier) id={ "n" (document) "-" (number) } {
            a.no href={ "#m" (document) "-" (number) } aria-label={ "Note " (number) ", back to the text" } { (number) } " "
            @match finding.suggestions.first() {
                Some(best) => {
                    @match finding.reading(best, &checked.source.text) {
                        // What shares a word with another finding is told with the whole of its own.
                        Cow::Owned(whole) => { (visible::correction(at(finding.span), &whole)) }
                        Cow::Borrowed(text) => { (visible::correction(at(best.span), text)) }
                    }
                }
                None => { span.fix.quote { (visible::excerpt(at(finding.span))) } }
            }
            " " span.msg { (visible::phrase(&finding.message)) }
            (pair(checked, finding))
            div.more {
                @if let [best, rest @ ..] = finding.suggestions.as_slice() {
                    @if !rest.is_empty() {
                        p.alt { "or "
                            @for (i, other) in rest.iter().enumerate() {
                                @if i > 0 { ", " }
                                (visible::alternative(at(other.span), &other.text))
                            }
                        }
                    }
                    p.safe { (visible::phrase(advice(best))) }
                }
                @if !finding.evidence.is_empty() {
                    ul.why { @for reason in &finding.evidence { li { (visible::phrase(reason)) } } }
                }
                p.meta {
                    b { (tier) } ", " (finding.confidence.thousandths()) " of 1000 · " (finding.severity.name()) " · "
                    a href={ "#r" (rules.index(finding.rule)) } { (finding.rule.name) }
                    " · line " (line) ", column " (column)
                }
            }
        }
        "\n"
    }
}

/// In bilingual mode the source sentence and what it became, side by side, the places in question marked in both.
fn pair(checked: &Checked, finding: &Finding) -> Markup {
    let (Some(origin), Some(place)) = (checked.origin(finding), finding.origin) else { return html! {} };
    let original = checked.source.original.as_ref().map(|o| &*o.source.text).unwrap_or_default();
    // The pair of the finding: findings stand in the draft or, where nothing translates the source, just before it.
    let found = checked.pairs.iter().find(|pair| pair.source.contains(place) && !pair.source.is_empty());
    let (source, target) = found.map_or((place, finding.span), |pair| (pair.source, pair.target));
    html! {
        div.pair {
            p.from dir="auto" { b { "source, line " (origin.line) } " " (visible::marked(original, source.to(place), place)) }
            p.into dir="auto" { b { "draft" } " " (visible::marked(&checked.source.text, target.to(finding.span), finding.span)) }
        }
    }
}

/// How a suggestion may be used.
const fn advice(suggestion: &Suggestion) -> &'static str {
    match suggestion.applicability {
        Applicability::Safe => "The only possible repair: `corrigenda fix` applies it.",
        Applicability::Ask => "Have a look before you apply it.",
        Applicability::ShowOnly => "For reading: it may not fit the place as it stands.",
    }
}

/// The place of a finding without its note, as the list of allowed findings shows it.
pub(super) fn mention(checked: &Checked, finding: &Finding) -> Markup {
    let (line, _) = checked.line_column(finding.span.start);
    let text = checked.source.text.get(finding.span.range()).unwrap_or_default();
    html! { q { (visible::quoted(text)) } ", line " (line) ", " code { (finding.rule.name) } }
}
