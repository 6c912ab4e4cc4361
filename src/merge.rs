//! Findings that share a place: one policy.
//!
//! | two findings | result |
//! |---|---|
//! | same span, same rule | one: the surer, with the suggestions of both |
//! | same span, other rule | one: the surer leads (on a tie the graver, then the name), suggestions united, the other becomes evidence |
//! | one inside another that reads its whole span anew | the outer one; the inner becomes evidence |
//! | one inside the other, or overlapping | both kept, in order of start and length: the inner one first |
//! | overlapping, and they change different parts | both kept, and what one replaces shrinks to what the other leaves alone |
//!
//! Nothing is dropped silently.

use std::cmp::Reverse;

use crate::finding::{Finding, Suggestion};
use crate::span::Span;

/// Merges findings on the same span and puts all in order of place and rule. `text` is what they are about.
pub(crate) fn merge(findings: Vec<Finding>, text: &str) -> Vec<Finding> {
    let mut findings = unite(settle(findings));
    part(&mut findings, text);
    findings
}

/// Makes one of the findings on one span.
fn unite(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by(|a, b| {
        let key = |f: &Finding| {
            (f.span.start, f.span.end, Reverse(f.confidence), Reverse(f.rule.severity), f.rule.name)
        };
        key(a).cmp(&key(b))
    });
    let mut merged: Vec<Finding> = Vec::with_capacity(findings.len());
    for finding in findings {
        match merged.last_mut() {
            Some(leader) if leader.span == finding.span => absorb(leader, finding),
            _ => merged.push(finding),
        }
    }
    merged
}

/// Overlapping findings that are looked at for one; more on one place are the work of hostile texts.
const NEIGHBOURS: usize = 16;

/// Shrinks what suggestions replace, so that the best ones of findings that share a word and change different parts of it
/// share nothing: in `singleschart .` one puts a space in, the other takes one out, and both can be made.
fn part(findings: &mut [Finding], text: &str) {
    for at in 1..findings.len() {
        let (before, rest) = findings.split_at_mut(at);
        let finding = &mut rest[0];
        for other in before.iter_mut().rev().take(NEIGHBOURS).filter(|o| o.span.overlaps(finding.span)) {
            let (Some(theirs), Some(mine)) = (other.suggestions.first_mut(), finding.suggestions.first_mut())
            else {
                continue;
            };
            if theirs.span.overlaps(mine.span) && !shrink(mine, theirs.span, text) {
                shrink(theirs, mine.span, text);
            }
        }
    }
}

/// Takes `taken` off an end of what a suggestion replaces, if it leaves that end as it is; whether it did.
fn shrink(suggestion: &mut Suggestion, taken: Span, text: &str) -> bool {
    let Span { start, end } = suggestion.span;
    if taken.start <= start && taken.end < end {
        let kept = text.get(start as usize..taken.end as usize).unwrap_or_default();
        if let Some(rest) = suggestion.text.strip_prefix(kept) {
            suggestion.text = rest.to_owned();
            suggestion.span = Span::new(taken.end, end);
            return true;
        }
    } else if start < taken.start && end <= taken.end {
        let kept = text.get(taken.start as usize..end as usize).unwrap_or_default();
        if let Some(rest) = suggestion.text.strip_suffix(kept) {
            suggestion.text = rest.to_owned();
            suggestion.span = Span::new(start, taken.start);
            return true;
        }
    }
    false
}

/// Takes out what stands inside findings that settle their span.
fn settle(mut findings: Vec<Finding>) -> Vec<Finding> {
    if !findings.iter().any(|f| f.settles) {
        return findings;
    }
    findings.sort_by_key(|f| (f.span.start, f.span.end));
    let (mut outer, rest): (Vec<Finding>, Vec<Finding>) = findings.into_iter().partition(|f| f.settles);
    let mut kept = Vec::with_capacity(rest.len());
    for finding in rest {
        let after = outer.partition_point(|o| o.span.start <= finding.span.start);
        match after.checked_sub(1).map(|at| &mut outer[at]) {
            Some(outer) if finding.span.end <= outer.span.end => {
                let also = format!("also {}: {}", finding.rule.name, finding.message).into();
                if finding.rule != outer.rule && !outer.evidence.contains(&also) {
                    outer.evidence.push(also);
                }
            }
            _ => kept.push(finding),
        }
    }
    kept.append(&mut outer);
    kept
}

fn absorb(leader: &mut Finding, other: Finding) {
    if other.rule != leader.rule {
        leader.evidence.push(format!("also {}: {}", other.rule.name, other.message).into());
    }
    if leader.marks.is_empty() {
        leader.marks = other.marks;
    }
    leader.origin = leader.origin.or(other.origin);
    for suggestion in other.suggestions {
        if !leader
            .suggestions
            .iter()
            .any(|known| known.span == suggestion.span && known.text == suggestion.text)
        {
            leader.suggestions.push(suggestion);
        }
    }
    for evidence in other.evidence {
        if !leader.evidence.contains(&evidence) {
            leader.evidence.push(evidence);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Applicability;
    use crate::rule::{Family, Rule, Severity};
    use crate::span::Span;

    static A: Rule =
        Rule { name: "a", family: Family::Words, summary: "", explain: "", severity: Severity::Minor };
    static B: Rule =
        Rule { name: "b", family: Family::Words, summary: "", explain: "", severity: Severity::Major };

    #[test]
    fn the_surer_leads_and_suggestions_are_united() {
        let span = Span::new(3, 5);
        let weak = Finding::new(&B, span, 800, "weak").suggest("x", Applicability::Ask);
        let strong = Finding::new(&A, span, 900, "strong")
            .suggest("y", Applicability::Ask)
            .suggest("x", Applicability::Ask);
        let merged = merge(vec![weak, strong], "a b c d");
        assert_eq!(merged.len(), 1);
        assert_eq!(merged[0].rule.name, "a");
        assert_eq!(merged[0].suggestions.iter().map(|s| s.text.as_str()).collect::<Vec<_>>(), ["y", "x"]);
        assert_eq!(merged[0].evidence, ["also b: weak"]);
    }

    #[test]
    fn what_stands_inside_a_line_that_is_read_anew_is_settled_with_it() {
        let mut line = Finding::new(&A, Span::new(5, 30), 700, "line");
        line.settles = true;
        let inner = Finding::new(&B, Span::new(6, 9), 990, "comma");
        let across = Finding::new(&B, Span::new(28, 33), 990, "stop");
        let merged = merge(vec![inner, across.clone(), line], "");
        assert_eq!(merged.iter().map(|f| f.span).collect::<Vec<_>>(), [Span::new(5, 30), across.span]);
        assert_eq!(merged[0].evidence, ["also b: comma"]);
    }

    #[test]
    fn nested_findings_are_both_kept() {
        let outer = Finding::new(&A, Span::new(0, 9), 900, "");
        let inner = Finding::new(&B, Span::new(2, 4), 900, "");
        assert_eq!(merge(vec![inner, outer], "").len(), 2);
    }

    #[test]
    fn what_changes_different_parts_of_a_word_can_be_made_together() {
        let text = "the singleschart . Then nort h,Argentina";
        let of = |found: &str, with: &str| {
            let at = text.find(found).expect("in the text") as u32;
            let span = Span::new(at, at + found.len() as u32);
            Finding::new(&A, span, 900, "").suggest(with, Applicability::Ask)
        };
        let parted = |one: Finding, other: Finding| {
            merge(vec![one, other], text)
                .into_iter()
                .map(|f| (text[f.suggestions[0].span.range()].to_owned(), f.suggestions[0].text.clone()))
                .collect::<Vec<_>>()
        };
        let own = |was: &str, is: &str| (was.to_owned(), is.to_owned());
        let words = of("singleschart", "singles chart");
        assert_eq!(
            parted(words, of("singleschart .", "singleschart.")),
            [own("singleschart", "singles chart"), own(" .", ".")]
        );
        let words = of("nort h", "north");
        assert_eq!(
            parted(words, of("h,Argentina", "h, Argentina")),
            [own("nort h", "north"), own(",Argentina", ", Argentina")]
        );
        // The same letters are changed: one of them must be chosen.
        let words = of("nort h", "norty");
        assert_eq!(parted(words, of("h,", "k,")), [own("nort h", "norty"), own("h,", "k,")]);
    }
}
