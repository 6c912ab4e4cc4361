//! `in 2011` -> `in 2017`: a number that the source has not. The fault that readers cannot see and that costs most; a neural
//! translator drops, doubles and rounds numbers, and a hurried editor retypes them.
//!
//! A number counts as kept if any of its readings stands on the other side in digits, in words, as a month or a Roman numeral
//! (see `bitext::numbers`), so that only what no convention explains is told.

use super::{Aligned, Context, Detector, Findings};
use crate::bitext::{Difference, Number, compare};
use crate::finding::{Applicability, Finding};
use crate::rule::{Family, Rule, Severity};

/// Finds numbers that differ from those of the source.
pub struct NumberMismatch;

static RULES: [Rule; 1] = [Rule {
    name: "number-mismatch",
    family: Family::Translation,
    summary: "a number, date, time or unit that differs from the source, in bilingual mode",
    explain: "A number of the translation that its source has not, or a number of the source that is missing. Machine translation \
              changes and drops numbers, and reads `1.234` as one and a bit where the source means twelve hundred; editors mistype \
              them. Dates, times, decimal and thousands separators, number words, Roman numerals, decades and converted units are \
              compared by what they mean in each language, and nothing is said where one reading agrees. A number that is \
              added or altered is worse than one left out: the reader cannot know.",
    severity: Severity::Critical,
}];

impl Detector for NumberMismatch {
    fn rules(&self) -> &'static [Rule] {
        &RULES
    }

    fn pair(&self, aligned: Aligned<'_>, _cx: &Context<'_>, out: &mut Findings) {
        let Aligned { pair, .. } = aligned;
        if pair.source_span.is_empty() || pair.target_span.is_empty() {
            return;
        }
        let (there, here) = (&pair.source_numbers.digits, &pair.target_numbers.digits);
        if there.is_empty() && here.is_empty() {
            return;
        }
        let Difference { dropped, added, misread, units } =
            compare(&pair.source_numbers, &pair.target_numbers);
        for (s, t) in misread {
            let (Some(source), Some(target)) = (there.get(s), here.get(t)) else { continue };
            let (was, is) = (aligned.source_text(source.span), aligned.target_text(target.span));
            let message = format!("`{is}` does not mean here what `{was}` means in the source");
            out.push(
                Finding::new(&RULES[0], target.span, 760, message)
                    .because("the separators of decimals and thousands differ between the two languages")
                    .from_source(source.span),
            );
        }
        for (s, t) in units {
            let (Some(source), Some(target)) = (there.get(s), here.get(t)) else { continue };
            let message = format!(
                "the same number as in the source, `{}`, but another unit",
                aligned.source_text(source.span)
            );
            out.push(Finding::new(&RULES[0], target.span, 720, message).from_source(source.span));
        }
        for t in &added {
            let Some(target) = here.get(*t) else { continue };
            // With one number left on each side, they are the same place.
            let only = match (&dropped[..], &added[..]) {
                ([s], [_]) => there.get(*s),
                _ => None,
            };
            let is = aligned.target_text(target.span);
            let finding = match only {
                Some(source) => {
                    let was = aligned.source_text(source.span);
                    let finding = Finding::new(
                        &RULES[0],
                        target.span,
                        altered(source, target),
                        format!("the source has `{was}`, not `{is}`"),
                    )
                    .from_source(source.span);
                    if source.code || target.code {
                        finding
                    } else {
                        finding.suggest(was, Applicability::Ask)
                    }
                }
                None => {
                    Finding::new(&RULES[0], target.span, lone(target), format!("`{is}` is not in the source"))
                        .from_source(pair.source_span)
                }
            };
            out.push(finding);
        }
        if added.is_empty()
            && let Some(first) = dropped.first().and_then(|s| there.get(*s))
        {
            let names: Vec<String> = dropped
                .iter()
                .filter_map(|s| there.get(*s))
                .map(|n| format!("`{}`", aligned.source_text(n.span)))
                .collect();
            let verb = if names.len() == 1 { "is" } else { "are" };
            let message = format!("{} of the source {verb} missing here", names.join(", "));
            let surest = dropped.iter().filter_map(|s| there.get(*s)).map(lone).max().unwrap_or(0);
            let mut finding =
                Finding::new(&RULES[0], pair.target_span, surest, message).from_source(first.span);
            finding.severity = Severity::Major;
            out.push(finding);
        }
    }
}

/// How sure it is that one number became another.
fn altered(source: &Number, target: &Number) -> u16 {
    if source.code != target.code { 650 } else { 900 }
}

/// How sure it is that a number without any counterpart is a fault: small ones may hide in a word that no table knows.
fn lone(number: &Number) -> u16 {
    let value = number.readings.first().copied().unwrap_or_default();
    if number.code {
        600
    } else if value <= 1.0 {
        550
    } else if value <= 12.0 && value.fract() == 0.0 {
        740
    } else {
        850
    }
}
