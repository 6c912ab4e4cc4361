//! What is not reported, and why: customs of the document, and permissions given in the text or the configuration.
//!
//! Runs before merging, so that an allowed finding cannot swallow another one. Nothing vanishes: every report lists the
//! customs with their counts, and the allowed findings with their reasons.

use crate::document::Census;
use crate::finding::Finding;
use crate::rule::Rule;

/// A custom that makes a symptom the style of the house: if the document does it all the time, it is no fault there.
///
/// The idea is that of the proofreading tools of Distributed Proofreaders (gutcheck, bookloupe), scaled to the length of the
/// document: a symptom is a custom when it occurs at least `least` times and in at least `share` thousandths of the
/// places where it could.
#[derive(Debug)]
pub struct Habit {
    /// What the document does, as reports print it: `spaced dashes`.
    pub name: &'static str,
    /// Fewest findings that make a custom.
    pub least: u32,
    /// Findings per thousand opportunities that make a custom.
    pub share: u32,
    /// How often the document could have done it.
    pub opportunities: fn(&Census) -> u32,
}

impl PartialEq for Habit {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Habit {}

/// A custom found in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HabitFound {
    /// The rule whose findings are not reported.
    pub rule: &'static Rule,
    /// What the document does.
    pub name: &'static str,
    /// How often.
    pub count: u32,
    /// Out of how many places.
    pub opportunities: u32,
}

/// A finding that a person allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowed {
    /// The finding.
    pub finding: Finding,
    /// The reason given, or where the permission stands if none was.
    pub reason: String,
}

static PROSE: Rule = Rule {
    name: "prose",
    family: crate::rule::Family::Residue,
    summary: "the document is not prose",
    explain: "",
    severity: crate::rule::Severity::Neutral,
};

/// Says that a document is not prose (numbers, tables, code, noise): fewer than one visible character in four is a letter.
pub(crate) fn not_prose(census: &Census) -> Option<HabitFound> {
    let few_letters = census.visible >= 200 && u64::from(census.letters) * 4 < u64::from(census.visible);
    few_letters.then_some(HabitFound {
        rule: &PROSE,
        name: "hardly any letters: not prose, not checked",
        count: census.visible - census.letters.min(census.visible),
        opportunities: census.visible,
    })
}

/// Takes out the findings that are customs of the document; returns the customs in order of rule and name.
pub(crate) fn habits(census: &Census, findings: &mut Vec<Finding>) -> Vec<HabitFound> {
    let mut counts: Vec<(&'static Rule, &'static Habit, u32)> = Vec::new();
    for finding in findings.iter() {
        let Some(habit) = finding.habit else { continue };
        match counts.iter_mut().find(|(_, known, _)| *known == habit) {
            Some((_, _, count)) => *count += 1,
            None => counts.push((finding.rule, habit, 1)),
        }
    }
    let mut found: Vec<HabitFound> = counts
        .into_iter()
        .map(|(rule, habit, count)| {
            (
                habit,
                HabitFound { rule, name: habit.name, count, opportunities: (habit.opportunities)(census) },
            )
        })
        .filter(|(habit, found)| {
            found.count >= habit.least
                && u64::from(found.count) * 1000 >= u64::from(habit.share) * u64::from(found.opportunities)
        })
        .map(|(_, found)| found)
        .collect();
    findings.retain(|finding| finding.habit.is_none_or(|habit| !found.iter().any(|f| f.name == habit.name)));
    found.sort_by_key(|f| (f.rule.name, f.name));
    found
}
