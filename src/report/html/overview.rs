//! What frames the documents: contents, tools, the rules that spoke, how to read it all.

use std::cmp::Reverse;

use maud::{Markup, html};

use super::article::{Entry, FamilyCounts, bars};
use super::{ANY, Rules, visible};
use crate::across::Inconsistency;
use crate::finding::Tier;
use crate::report::{DATA_VERSION, Failure, Summary, TOOL, allow_snippet};
use crate::rule::Family;
use crate::source::Format;

/// The name of the report and its totals.
pub(super) fn masthead(summary: &Summary, entries: &[Entry]) -> Markup {
    html! {
        header.mast {
            p.brand { "Correction report" }
            h1 { @match entries {
                [only] => (visible::quoted(&only.name)),
                _ => (visible::counted(entries.len() as u64, "document", "documents")),
            } }
            p.totals {
                @for tier in Tier::ALL { b { (visible::grouped(summary.count(tier))) } " " (tier.name()) ", " }
                "in " (visible::counted(summary.words, "word", "words"))
                @if summary.allowed > 0 { "; " (visible::grouped(summary.allowed)) " allowed" }
                @if summary.failures > 0 { "; " strong { (visible::counted(summary.failures, "input", "inputs")) " could not be checked" } }
            }
            div.foot {
                p.fine { (TOOL) ", data " (DATA_VERSION) }
                p.hint { kbd { "j" } " next note, " kbd { "k" } " previous, " kbd { "?" } " all keys" }
            }
        }
    }
}

/// Filters and steps. Hidden until the script runs, which they need.
pub(super) fn tools(summary: &Summary, rules: &Rules) -> Markup {
    html! {
        section.tools aria-label="Filter and step through the notes" {
            fieldset {
                legend.vh { "Tiers" }
                @for tier in Tier::ALL {
                    label.tier {
                        input type="checkbox" name="tier" value=(tier.name()) checked autocomplete="off";
                        span.key.(tier.name()) { (tier.name()) } " " span.n { (visible::grouped(summary.count(tier))) }
                    }
                }
            }
            label { span.vh { "Family" } select id="family" autocomplete="off" {
                option value="" { "all families" }
                @for family in Family::ALL {
                    @let count = rules.of(family).map(|(_, _, count)| count).sum::<u64>();
                    @if count > 0 { option value=(family.name()) { (family.name()) " (" (visible::grouped(count)) ")" } }
                }
            } }
            label { span.vh { "Rule" } select id="rule" autocomplete="off" {
                option value="" { "all rules" }
                @for family in Family::ALL {
                    @if rules.of(family).next().is_some() {
                        optgroup label=(family.name()) {
                            @for (index, rule, count) in rules.of(family) {
                                option value=(index) { (rule.name) " (" (visible::grouped(count)) ")" }
                            }
                        }
                    }
                }
            } }
            label.only { input id="only" type="checkbox" autocomplete="off"; " only with notes" }
            div.step {
                button type="button" id="previous" aria-label="Previous note" { "←" }
                output id="where" role="status" aria-live="polite" {}
                button type="button" id="next" aria-label="Next note" { "→" }
                button type="button" id="theme" aria-label="Switch between light and dark" { "◐" }
                button type="button" id="help-open" aria-haspopup="dialog" aria-label="Help: keys and signs" { "?" }
            }
        }
    }
}

/// Table of contents, worst first; documents without findings in a list of their own.
pub(super) fn contents(
    entries: &[Entry],
    failures: &[Failure],
    counts: &FamilyCounts,
    rates: &[(Family, f64)],
    total: f64,
    words: u64,
) -> Markup {
    let (mut listed, clean): (Vec<&Entry>, Vec<&Entry>) =
        entries.iter().partition(|e| e.failed || e.counts.iter().sum::<u64>() > 0);
    listed.sort_by_key(|e| worst_first(e));
    html! {
        @if entries.len() > 1 {
            section.overview {
                h2 { "All documents" }
                (bars(rates, counts, total, words))
            }
            nav.contents aria-labelledby="contents" {
                h2 id="contents" { "Contents, worst first" }
                @if listed.is_empty() { p { "No document has findings." } }
                @else {
                    table {
                        thead { tr {
                            th scope="col" { "Document" } th.n scope="col" { "per 1000" } th.n scope="col" { "score" }
                            @for tier in Tier::ALL { th.n scope="col" { (tier.name()) } } th.n scope="col" { "words" }
                        } }
                        tbody { @for entry in listed { tr {
                            th scope="row" { a href={ "#d" (entry.number) } { (visible::quoted(&entry.name)) } @if entry.failed { " (not checked to the end)" } }
                            td.n { (format!("{:.1}", entry.per_1000_words)) } td.n { (entry.score) }
                            @for count in entry.counts { td.n { (visible::grouped(count)) } }
                            td.n { (visible::grouped(u64::from(entry.words))) }
                        } } }
                    }
                }
                @if !clean.is_empty() {
                    details.clean {
                        summary { (visible::counted(clean.len() as u64, "document", "documents")) " without findings" }
                        ul { @for entry in clean { li {
                            @if entry.article { a href={ "#d" (entry.number) } { (visible::quoted(&entry.name)) } } @else { (visible::quoted(&entry.name)) }
                            ", " (visible::counted(u64::from(entry.words), "word", "words"))
                        } } }
                    }
                }
            }
        }
        @if !failures.is_empty() {
            section.failures {
                h2 { "Could not be read" }
                ul { @for failure in failures { li {
                    b { (visible::quoted(&failure.name)) @if let Some(line) = failure.line { ", line " (line) } } ": " (visible::phrase(&failure.message))
                } } }
            }
        }
    }
}

/// The order of documents in the report.
pub(super) fn worst_first(entry: &Entry) -> (Reverse<bool>, Reverse<u64>, Reverse<u32>, usize) {
    (
        Reverse(entry.failed),
        Reverse((entry.per_1000_words * 10.0).round() as u64),
        Reverse(entry.score),
        entry.number,
    )
}

/// How the documents of the run differ from each other.
pub(super) fn consistency(all: &[Inconsistency]) -> Markup {
    html! {
        section.consistency aria-labelledby="consistency" {
            h2 id="consistency" { "Across the documents" }
            dl { @for one in all {
                div {
                    dt { (visible::phrase(&one.text)) " → " (visible::phrase(&one.usual)) }
                    dd {
                        p.summary { (visible::phrase(&one.evidence)) " " span.fine { (one.rule) } }
                        @for (name, line, column) in &one.places { p { (name) ":" (line) ":" (column) } }
                    }
                }
            } }
        }
    }
}

/// What the rules of this report mean, and how its figures are made.
pub(super) fn appendix(rules: &Rules) -> Markup {
    html! {
        footer.appendix {
            section.rules aria-labelledby="rules" {
                h2 id="rules" { "The rules of this report" }
                @if rules.is_empty() { p { "No rule reported anything." } }
                dl { @for family in Family::ALL { @for (index, rule, count) in rules.of(family) {
                    div id={ "r" (index) } data-family=(family.name()) data-name=(rule.name) {
                        dt { code { (rule.name) } " " span.fine { (family.name()) ", " (visible::counted(count, "finding", "findings")) } }
                        dd {
                            p.summary { (visible::phrase(rule.summary)) }
                            @for paragraph in rule.explain.split("\n\n").filter(|p| !p.trim().is_empty()) { p { (visible::phrase(paragraph)) } }
                        }
                    }
                } } }
            }
            section aria-labelledby="reading" {
                h2 id="reading" { "How to read it" }
                dl {
                    div { dt { span.key.sure { "sure" } } dd { "An editor who sees it agrees, 95 times in 100 and more." } }
                    div { dt { span.key.likely { "likely" } } dd { "More often right than not: from 700 of 1000." } }
                    div { dt { span.key.possible { "possible" } } dd { "Worth a look." } }
                    div { dt { "score" } dd { "Of a sentence, 0 (clean) to 1000: for each finding the points of its severity (neutral 0, minor 100, major 300, critical 600) times its confidence. Of a document: the mean of its sentences, weighted by their words." } }
                    div { dt { "per 1000 words" } dd { "Findings weighted by severity (0, 1, 5, 25) times confidence." } }
                    div { dt { "not reported" } dd { "What a document does all the time is its custom, not a fault. What a person allowed, in the text or the configuration, is listed with the reason. To allow a place, write this on the line before: " code { (allow_snippet(Format::Text, &ANY)) } "; in Markdown and HTML " code { (allow_snippet(Format::Html, &ANY)) } "." } }
                }
            }
        }
    }
}

/// The card that shows a note where the reader is, and the help. The script fills and opens them.
pub(super) fn dialogs() -> Markup {
    html! {
        div id="card" role="dialog" aria-label="Note" tabindex="-1" hidden {
            div.bar {
                span id="card-tier" {}
                button type="button" id="card-previous" aria-label="Previous note" { "←" }
                button type="button" id="card-next" aria-label="Next note" { "→" }
                button type="button" id="card-close" aria-label="Close this note" { "×" }
            }
            div id="card-note" {}
            p id="card-also" hidden {}
            details { summary { "About this rule" } div id="card-rule" {} }
            details { summary { "Allow it here" }
                p { "Where this is no fault, write on the line before:" } p { code id="card-allow" {} } }
            p { button type="button" id="card-only" { "Show only this rule" } }
        }
        dialog id="help" aria-labelledby="help-title" {
            h2 id="help-title" { "Keys and signs" }
            dl.keys {
                div { dt { kbd { "j" } " " kbd { "n" } " " kbd { "→" } } dd { "next note" } }
                div { dt { kbd { "k" } " " kbd { "p" } " " kbd { "←" } } dd { "previous note" } }
                div { dt { kbd { "Enter" } } dd { "on a number: into its note; " kbd { "Esc" } " goes back" } }
                div { dt { kbd { "Esc" } } dd { "close the note" } }
                div { dt { kbd { "?" } } dd { "this help" } }
            }
            p { label { input id="keys" type="checkbox" checked autocomplete="off"; " single keys (switch off if you dictate)" } }
            dl.keys {
                div { dt { span.key.sure { "sure" } } dd { "an editor agrees" } }
                div { dt { span.key.likely { "likely" } } dd { "more often right than not" } }
                div { dt { span.key.possible { "possible" } } dd { "worth a look" } }
                div { dt { span.sp { "␣" } } dd { "a space that goes or comes" } }
            }
            form method="dialog" { button autofocus { "Close" } }
        }
    }
}
