//! One document of the report: its figures, what was not reported, its text.

use std::cmp::Reverse;

use maud::{Markup, PreEscaped, html};

use super::text::{Text, parts};
use super::{Rules, notes, visible};
use crate::check::Checked;
use crate::finding::Tier;
use crate::report::DATA_VERSION;
use crate::rule::Family;
use crate::source::Format;

/// Sentences listed as the worst of a document.
const WORST: usize = 5;

/// What stands in the table of contents about a document.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) number: usize,
    pub(super) name: String,
    pub(super) words: u32,
    pub(super) score: u32,
    pub(super) per_1000_words: f64,
    /// In the order of [`Tier::ALL`].
    pub(super) counts: [u64; 3],
    pub(super) failed: bool,
    /// Whether the document has an article to link to.
    pub(super) article: bool,
}

/// Findings per family in the order of [`Family::ALL`], by tier in the order of [`Tier::ALL`].
pub(super) type FamilyCounts = [[u64; 3]; Family::ALL.len()];

pub(super) fn family_counts(checked: &Checked) -> FamilyCounts {
    let mut counts = FamilyCounts::default();
    for finding in &checked.findings {
        let tier = Tier::ALL.iter().position(|t| *t == finding.confidence.tier()).unwrap_or_default();
        counts[finding.rule.family as usize][tier] += 1;
    }
    counts
}

/// `draft.txt`, `records.jsonl (17)`
pub(super) fn name(checked: &Checked) -> String {
    let name = if checked.source.name == "-" { "standard input" } else { &checked.source.name };
    match &checked.source.id {
        Some(serde_json::Value::String(id)) => format!("{name} ({id})"),
        Some(id) => format!("{name} ({id})"),
        None => name.to_owned(),
    }
}

pub(super) fn entry(checked: &Checked, number: usize) -> Entry {
    Entry {
        number,
        name: name(checked),
        words: checked.words,
        score: checked.score.score,
        per_1000_words: checked.score.per_1000_words,
        counts: Tier::ALL.map(|tier| checked.count(tier)),
        failed: checked.error.is_some(),
        article: is_heard(checked),
    }
}

/// Whether there is more to say about a document than its name.
fn is_heard(checked: &Checked) -> bool {
    let Checked { findings, allowed, habits, beyond, error, .. } = checked;
    !(findings.is_empty() && allowed.is_empty() && habits.is_empty() && beyond.is_empty() && error.is_none())
}

/// The article of one document. A clean document among others needs no text.
pub(super) fn article(checked: &Checked, number: usize, rules: &Rules, with_text: bool) -> String {
    let scores = &checked.score.sentences;
    let mut worst: Vec<usize> = (0..scores.len()).filter(|&i| scores[i].score > 0).collect();
    worst.sort_by_key(|&i| (Reverse(scores[i].score), i));
    worst.truncate(WORST);
    let mut linked = worst.clone();
    linked.sort_unstable();
    let mut text = String::new();
    if with_text && checked.error.is_none() {
        Text { checked, number, linked: &linked, rules }.render(&mut text);
    }
    let lang = if checked.lang == crate::lang::Lang::Other { "" } else { checked.lang.code() };
    let mut out = String::with_capacity(text.len() + 4096);
    let head = html! {
        header {
            h2 id={ "h" (number) } { (visible::quoted(&name(checked))) }
            p.byline {
                (visible::counted(u64::from(checked.words), "word", "words")) " · "
                @if !lang.is_empty() { "language " (lang) " · " }
                (checked.source.format.name()) ", " (checked.source.encoding)
                " · score " (checked.score.score) " of 1000"
            }
            @if let Some(error) = &checked.error { p.error role="alert" { "Not checked to the end: " (visible::phrase(error)) } }
        }
        div.facts {
            section {
                h3 { "Weighted findings per 1000 words" }
                (bars(&checked.score.by_family, &family_counts(checked), checked.score.per_1000_words, u64::from(checked.words)))
            }
            section { h3 { "Worst sentences" } (worst_list(checked, number, &worst)) }
            section { h3 { "Not reported" } (not_reported(checked)) }
        }
    };
    let allow = allow_snippet(checked.source.format);
    let open = html! {
        // The tags of the article are balanced below: its text is too large to be copied through here.
        (PreEscaped("<article class=\"doc\" id=\"d")) (number) (PreEscaped("\" aria-labelledby=\"h")) (number)
        (PreEscaped("\" data-allow=\"")) (allow) (PreEscaped("\">\n"))
    };
    out.push_str(&open.into_string());
    out.push_str(&head.into_string());
    if !text.is_empty() {
        let _ =
            std::fmt::Write::write_fmt(&mut out, format_args!("\n<div class=\"text\" lang=\"{lang}\">\n"));
        out.push_str(&text);
        out.push_str("</div>\n");
    }
    out.push_str("</article>\n");
    out
}

/// What to write above a passage so that a rule (`RULE`) is not reported there.
fn allow_snippet(format: Format) -> &'static str {
    match format {
        Format::Markdown | Format::Html => "<!-- corrigenda:allow RULE -- reason -->",
        Format::Text => "[corrigenda:allow RULE -- reason]",
    }
}

/// A table of families, each rate with a bar.
pub(super) fn bars(rates: &[(Family, f64)], counts: &FamilyCounts, total: f64, words: u64) -> Markup {
    let shown = || rates.iter().filter(|(family, _)| counts[*family as usize].iter().sum::<u64>() > 0);
    let most = rates.iter().map(|(_, rate)| *rate).fold(0.0, f64::max);
    html! {
        @if shown().next().is_none() { p { "No findings in " (visible::counted(words, "word", "words")) "." } }
        @else {
            table.bars {
                thead { tr {
                    th scope="col" { "Family" } th scope="col" { span.vh { "Share" } }
                    th.n scope="col" { "per 1000" } @for tier in Tier::ALL { th.n scope="col" { (tier.name()) } }
                } }
                tbody {
                    @for (family, rate) in shown() {
                        @let width = if most > 0.0 { (rate / most * 1000.0).round() as u32 } else { 0 };
                        tr {
                            th scope="row" { (family.name()) }
                            td.bar { svg viewBox="0 0 1000 60" preserveAspectRatio="none" aria-hidden="true" {
                                rect.ground width="1000" height="60" {} rect.rate width=(width) height="60" {}
                            } }
                            td.n { (format!("{rate:.1}")) }
                            @for count in counts[*family as usize] { td.n { @if count > 0 { (visible::grouped(count)) } @else { span.zero { "0" } } } }
                        }
                    }
                }
                tfoot { tr {
                    th scope="row" colspan="2" { "all" } td.n { (format!("{total:.1}")) }
                    @for tier in 0..3 { td.n { (visible::grouped(counts.iter().map(|c| c[tier]).sum())) } }
                } }
            }
            p.fine { "per 1000 of " (visible::counted(words, "word", "words")) "; data " (DATA_VERSION) }
        }
    }
}

fn worst_list(checked: &Checked, number: usize, worst: &[usize]) -> Markup {
    html! {
        @if worst.is_empty() { p { "None: every sentence scores 0." } }
        @else {
            ol.worst role="list" {
                @for &index in worst {
                    @let sentence = &checked.score.sentences[index];
                    li {
                        b title=(parts(sentence)) { (sentence.score) } " "
                        a href={ "#s" (number) "-" (index) } {
                            (visible::excerpt(checked.source.text.get(sentence.span.range()).unwrap_or_default()))
                        }
                    }
                }
            }
        }
    }
}

/// Customs, permissions and cuts: nothing vanishes without a word.
fn not_reported(checked: &Checked) -> Markup {
    html! {
        @if checked.habits.is_empty() && checked.beyond.is_empty() && checked.allowed.is_empty() {
            p { "Nothing was switched off." }
        } @else {
            ul.off role="list" {
                @for habit in &checked.habits {
                    li { (habit.name) ": " (visible::grouped(u64::from(habit.count))) " of "
                        (visible::counted(u64::from(habit.opportunities), "place", "places"))
                        ", the custom of this document (" code { (habit.rule.name) } ")" }
                }
                @for (rule, more) in &checked.beyond {
                    li { code { (rule) } ": " (visible::grouped(u64::from(*more))) " more, beyond the number kept of one rule" }
                }
                @for allowed in &checked.allowed {
                    li { (notes::mention(checked, &allowed.finding)) ", allowed: " (visible::phrase(&allowed.reason)) }
                }
            }
        }
    }
}
