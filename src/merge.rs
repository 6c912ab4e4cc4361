//! Findings that share a place: one policy.
//!
//! | two findings | result |
//! |---|---|
//! | same span, same rule | one: the surer, with the suggestions of both |
//! | same span, other rule | one: the surer leads (on a tie the graver, then the name), suggestions united, the other becomes evidence |
//! | one inside another that reads its whole span anew | the outer one; the inner becomes evidence |
//! | one inside the other, or overlapping | both kept, in order of start and length: the inner one first |
//!
//! Nothing is dropped silently.

use std::cmp::Reverse;

use crate::finding::Finding;

/// Merges findings on the same span and puts all in order of place and rule.
pub(crate) fn merge(mut findings: Vec<Finding>) -> Vec<Finding> {
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
    settle(merged)
}

/// Takes out what stands inside findings that settle their span.
fn settle(findings: Vec<Finding>) -> Vec<Finding> {
    if !findings.iter().any(|f| f.settles) {
        return findings;
    }
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
    kept.sort_by_key(|f| (f.span.start, f.span.end));
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
        let merged = merge(vec![weak, strong]);
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
        let merged = merge(vec![inner, across.clone(), line]);
        assert_eq!(merged.iter().map(|f| f.span).collect::<Vec<_>>(), [Span::new(5, 30), across.span]);
        assert_eq!(merged[0].evidence, ["also b: comma"]);
    }

    #[test]
    fn nested_findings_are_both_kept() {
        let outer = Finding::new(&A, Span::new(0, 9), 900, "");
        let inner = Finding::new(&B, Span::new(2, 4), 900, "");
        assert_eq!(merge(vec![inner, outer]).len(), 2);
    }
}
