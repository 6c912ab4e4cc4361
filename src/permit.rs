//! What a person allows: `corrigenda:allow fused-words -- a brand name` in the text, `allow` of a `[[path]]` section and
//! words of the project in the configuration.
//!
//! | body of the directive | holds for |
//! |---|---|
//! | `allow RULES -- reason` on a line of its own | the line where the text goes on |
//! | `allow RULES -- reason` behind a text | that line |
//! | `allow-start RULES -- reason` ... `allow-end RULES` | what stands between |
//! | `allow-file RULES -- reason` | the whole document |
//!
//! RULES are names of rules or families, with commas or spaces between. Lines are those of [`Source::raw`]. How a directive
//! is written depends on the format, see [`crate::report::allow_snippet`]. An allowed finding is taken out whole and never changes another.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::check::Options;
use crate::detect;
use crate::document::Lines;
use crate::error::Error;
use crate::finding::Finding;
use crate::rule::Family;
use crate::source::Source;
use crate::span::Span;
use crate::suppress::Allowed;

/// Rules that the configuration allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permit {
    /// Names of rules or families.
    pub names: Vec<String>,
    /// Why.
    pub reason: String,
}

/// A remark about a directive in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Line of [`Source::raw`] where the directive stands, from 1.
    pub line: u32,
    /// What is wrong with it and what to do.
    pub message: String,
    /// Whether it is only without effect: worth telling those who ask, no mistake.
    pub unused: bool,
}

/// Bytes of a reason that are kept.
const LONGEST_REASON: usize = 300;

const VERBS: [&str; 4] = ["allow", "allow-start", "allow-end", "allow-file"];

/// Names that stand for rules: the rules themselves and their families.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    detect::rules().map(|rule| rule.name).chain(Family::ALL.into_iter().map(Family::name))
}

/// Checks the name of a rule or family.
pub(crate) fn check_name(name: &str) -> Result<(), Error> {
    if names().any(|known| known == name) { Ok(()) } else { Err(Error::unknown("rule", name, names())) }
}

fn is_named(finding: &Finding, name: &str) -> bool {
    finding.rule.name == name || finding.rule.family.name() == name
}

/// A stretch of `raw` in which one name is allowed.
#[derive(Debug)]
struct Scope {
    name: String,
    raw: Range<u32>,
    reason: String,
    line: u32,
}

/// Takes out the findings that the text or the configuration allows.
pub(crate) fn take_allowed(
    source: &Source,
    lines: &Lines,
    options: &Options,
    findings: &mut Vec<Finding>,
) -> (Vec<Allowed>, Vec<Note>) {
    let mut notes = Vec::new();
    let scopes = scopes(source, lines, &mut notes);
    if scopes.is_empty() && options.permits.is_empty() && options.words.is_empty() {
        return (Vec::new(), notes);
    }
    let mut by_name: BTreeMap<&str, Stretches> = BTreeMap::new();
    for (index, scope) in scopes.iter().enumerate() {
        by_name.entry(&scope.name).or_default().add(scope.raw.clone(), index);
    }
    by_name.values_mut().for_each(Stretches::close);

    let mut allowed = Vec::new();
    // Where findings of each name were allowed, to tell which directives had an effect.
    let mut effects: BTreeMap<&str, Stretches> = BTreeMap::new();
    findings.retain(|finding| {
        let raw = wide(source.raw_of(finding.span));
        let (rule, family) = (finding.rule.name, finding.rule.family.name());
        let scope = [rule, family].iter().find_map(|name| by_name.get(name)?.touching(&raw));
        let reason = match scope {
            Some(scope) => {
                effects.entry(rule).or_default().add(raw.clone(), 0);
                effects.entry(family).or_default().add(raw, 0);
                scopes[scope].reason.clone()
            }
            None => {
                let permit = options.permits.iter().find(|p| p.names.iter().any(|n| is_named(finding, n)));
                let word = || options.words.reason(&source.text[finding.span.range()]);
                match permit.map(|p| p.reason.as_str()).or_else(word) {
                    Some(reason) => reason.to_owned(),
                    None => return true,
                }
            }
        };
        allowed.push(Allowed { finding: finding.clone(), reason });
        false
    });
    allowed.sort_by_key(|a| (a.finding.span.start, a.finding.span.end, a.finding.rule.name));
    effects.values_mut().for_each(Stretches::close);
    for scope in &scopes {
        let idle = effects.get(scope.name.as_str()).is_none_or(|e| e.touching(&scope.raw).is_none());
        if idle
            && detect::rules()
                .any(|r| options.wants(r) && (r.name == scope.name || r.family.name() == scope.name))
        {
            let message =
                format!("`{}` is allowed here, but nothing was found; take this permission out", scope.name);
            notes.push(Note { line: scope.line, message, unused: true });
        }
    }
    notes.sort_by_key(|note| note.line);
    (allowed, notes)
}

/// At least one byte, so that an empty span touches the place it stands at.
fn wide(span: Span) -> Range<u32> {
    span.start..span.end.max(span.start.saturating_add(1))
}

/// Ranges that answer in logarithmic time which of them touches another range: a text may hold as many directives as lines.
#[derive(Debug, Default)]
struct Stretches {
    items: Vec<(Range<u32>, usize)>,
    /// Of the ranges up to each place, the one that reaches furthest.
    furthest: Vec<usize>,
}

impl Stretches {
    fn add(&mut self, range: Range<u32>, index: usize) {
        self.items.push((range, index));
    }

    fn close(&mut self) {
        self.items.sort_by_key(|(range, index)| (range.start, range.end, *index));
        let mut best = 0;
        for (place, (range, _)) in self.items.iter().enumerate() {
            if range.end > self.items[best].0.end {
                best = place;
            }
            self.furthest.push(best);
        }
    }

    fn touching(&self, wanted: &Range<u32>) -> Option<usize> {
        let before = self.items.partition_point(|(range, _)| range.start < wanted.end);
        let (range, index) = &self.items[*self.furthest.get(before.checked_sub(1)?)?];
        (range.end > wanted.start).then_some(*index)
    }
}

/// A directive's body, taken apart.
struct Body<'a> {
    verb: &'a str,
    names: Vec<&'a str>,
    reason: &'a str,
}

fn parse(body: &str) -> Body<'_> {
    // Editors and word processors turn `--` into a dash.
    let cut = ["--", "—", "–"].iter().filter_map(|dash| Some((body.find(dash)?, dash.len()))).min();
    let (head, reason) = cut.map_or((body, ""), |(at, len)| (&body[..at], body[at + len..].trim()));
    let mut parts = head.split(|c: char| c.is_whitespace() || c == ',').filter(|part| !part.is_empty());
    Body { verb: parts.next().unwrap_or(""), names: parts.collect(), reason }
}

/// Reads the directives of a source.
fn scopes(source: &Source, lines: &Lines, notes: &mut Vec<Note>) -> Vec<Scope> {
    let mut scopes = Vec::new();
    // Blocks begun and not yet ended, by name.
    let mut open: BTreeMap<&str, Vec<Scope>> = BTreeMap::new();
    let end = u32::try_from(source.raw.len()).unwrap_or(u32::MAX);
    let next_lines = lines_below(source, lines);
    for (directive, next_line) in source.directives.iter().zip(next_lines) {
        let (line, _) = lines.line(directive.raw.start);
        let told = notes.len();
        let mut note = |message: String| notes.push(Note { line, message, unused: false });
        let body = parse(&directive.body);
        if !VERBS.contains(&body.verb) {
            note(format!("{}: nothing is allowed here", Error::unknown("directive", body.verb, VERBS)));
            continue;
        }
        let mut names: Vec<&str> = Vec::new();
        for name in body.names {
            match check_name(name) {
                Ok(()) if names.contains(&name) => {}
                Ok(()) => names.push(name),
                Err(error) => note(error.to_string()),
            }
        }
        if body.verb == "allow-end" {
            for name in &names {
                match open.get_mut(name).and_then(Vec::pop) {
                    Some(mut scope) => {
                        scope.raw.end = directive.raw.start;
                        scopes.push(scope);
                    }
                    None => note(format!("`allow-end {name}` without an `allow-start {name}` before it")),
                }
            }
        }
        if names.is_empty() && notes.len() == told {
            let message = format!("no rule is named; write `corrigenda:{} RULE -- reason`", body.verb);
            notes.push(Note { line, message, unused: false });
        }
        let raw = match body.verb {
            "allow-end" => continue,
            "allow-file" => 0..end,
            "allow-start" => directive.raw.end..end,
            _ if directive.own_line => next_line,
            _ => whole_line(source, lines, directive.raw.start),
        };
        let reason =
            if body.reason.is_empty() { format!("allowed in line {line}") } else { cut(body.reason) };
        for name in names {
            let scope = Scope { name: name.to_owned(), raw: raw.clone(), reason: reason.clone(), line };
            if body.verb == "allow-start" {
                open.entry(name).or_default().push(scope);
            } else {
                scopes.push(scope);
            }
        }
    }
    for scope in open.into_values().flatten() {
        let message =
            format!("`allow-start {0}` is never ended; write `allow-end {0}`, or `allow-file`", scope.name);
        notes.push(Note { line: scope.line, message, unused: false });
        scopes.push(scope);
    }
    scopes
}

/// A reason is copied for each finding that is allowed, so it must not be as long as the text.
fn cut(reason: &str) -> String {
    let end = reason.floor_char_boundary(LONGEST_REASON);
    if end < reason.len() { format!("{}…", &reason[..end]) } else { reason.to_owned() }
}

/// The line of `raw` that holds this offset, with its line end.
fn whole_line(source: &Source, lines: &Lines, raw: u32) -> Range<u32> {
    let (line, start) = lines.line(raw);
    let rest = lines.span(&source.raw, line).end;
    start..u32::try_from(rest + 1).unwrap_or(u32::MAX)
}

/// For each directive the line of `raw` in which the text goes on behind it. From the last to the first, so that no stretch of
/// white space is looked at twice, however many directives stand before it.
fn lines_below(source: &Source, lines: &Lines) -> Vec<Range<u32>> {
    let mut below = vec![0..0; source.directives.len()];
    let mut limit = source.text.len();
    let mut next: Option<Range<u32>> = None;
    for (directive, line) in source.directives.iter().zip(&mut below).rev() {
        let at = (directive.at as usize).min(limit);
        let text = source.text.get(at..limit).unwrap_or("");
        if let Some(offset) = text.find(|c: char| !c.is_whitespace()) {
            let place = u32::try_from(at + offset).unwrap_or(u32::MAX);
            let raw = source.raw_of(Span::new(place, place.saturating_add(1)));
            next = Some(whole_line(source, lines, raw.start));
        }
        *line = next.clone().unwrap_or(0..0);
        limit = at;
    }
    below
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::{Rule, Severity};
    use proptest::prelude::*;

    static RULE: Rule = Rule {
        name: "doubled-word",
        family: Family::Words,
        summary: "",
        explain: "",
        severity: Severity::Minor,
    };

    /// A plain text with directives, each `[...]` of `text`, as its reader gives it.
    fn source(text: &str) -> Source {
        Source::from_text("t", text.replace('[', "[corrigenda:"))
    }

    fn faults(text: &str) -> Vec<Finding> {
        text.match_indices('x')
            .map(|(at, _)| Finding::new(&RULE, Span::new(at as u32, at as u32 + 1), 960, "x"))
            .collect()
    }

    /// Allows what `text` allows among its faults, each `x`: the lines of the allowed ones, and the notes.
    fn run(text: &str) -> (Vec<u32>, Vec<Note>) {
        let source = source(text);
        let lines = Lines::new(&source.raw);
        let mut findings = faults(&source.text);
        let (allowed, notes) = take_allowed(&source, &lines, &Options::default(), &mut findings);
        assert_eq!(allowed.len() + findings.len(), faults(&source.text).len());
        (allowed.iter().map(|a| lines.line(source.raw_of(a.finding.span).start).0).collect(), notes)
    }

    #[test]
    fn a_line_of_its_own_allows_the_next_line_with_text() {
        assert_eq!(run("x\n[allow words -- r]\n\n x x\nx\n").0, [4, 4]);
        assert_eq!(run("[allow words]\n[allow encoding]\nx\nx\n").0, [3]);
    }

    #[test]
    fn behind_a_text_it_allows_that_line() {
        assert_eq!(run("x\nx [allow words -- r]\nx\n").0, [2]);
    }

    #[test]
    fn a_block_ends_where_it_is_ended() {
        assert_eq!(run("x\n[allow-start words]\nx\nx\n[allow-end words]\nx\n").0, [3, 4]);
        let (lines, notes) = run("x\n[allow-start words]\nx\nx\n");
        assert_eq!(lines, [3, 4]);
        assert!(notes[0].message.contains("never ended"));
    }

    #[test]
    fn a_file_is_allowed_as_a_whole() {
        assert_eq!(run("x\nx\n[allow-file words -- verse]\n").0, [1, 2]);
    }

    #[test]
    fn what_cannot_be_understood_is_told() {
        for (text, told) in [
            ("[alow words]\nx", "did you mean `allow`?"),
            ("[allow word]\nx", "did you mean `words`?"),
            ("[allow -- because]\nx", "no rule is named"),
            ("[allow-end words]\nx", "without an `allow-start words`"),
        ] {
            let (lines, notes) = run(text);
            assert!(lines.is_empty(), "{text}");
            assert_eq!(notes.len(), 1, "{notes:?}");
            assert!(notes[0].message.contains(told) && !notes[0].unused, "{notes:?}");
        }
    }

    #[test]
    fn reasons_are_kept() {
        for text in ["[allow words -- a pun]\nx", "[allow words — a pun]\nx"] {
            let source = source(text);
            let mut findings = faults(&source.text);
            let lines = Lines::new(&source.raw);
            let (allowed, _) = take_allowed(&source, &lines, &Options::default(), &mut findings);
            assert_eq!(allowed[0].reason, "a pun");
        }
    }

    #[test]
    fn a_finding_that_is_a_word_of_the_project_is_allowed() {
        let source = source("x y x");
        let mut options = Options::default();
        std::sync::Arc::make_mut(&mut options.words).add("x", "a letter");
        let mut findings = faults(&source.text);
        let (allowed, _) = take_allowed(&source, &Lines::new(&source.raw), &options, &mut findings);
        assert_eq!(allowed.iter().map(|a| a.reason.as_str()).collect::<Vec<_>>(), ["a letter"; 2]);
    }

    proptest! {
        /// Findings that are left are those that were there, unchanged and in order; the others are all in `allowed`, and
        /// only rules that were named are.
        #[test]
        fn permits_never_change_other_findings(
            parts in prop::collection::vec(
                prop::sample::select(vec![
                    "x", "\n", " ", "é", "[allow words]", "[allow encoding]", "\n[allow words]\n", "\n[allow-start words]",
                    "[allow-end words]\n", "\n[allow-file encoding -- r]\n", "[allow", "x]", "\r\n",
                ]),
                0..40,
            )
        ) {
            let source = source(&parts.concat());
            let before = faults(&source.text);
            let mut left = before.clone();
            let lines = Lines::new(&source.raw);
            let (allowed, _) = take_allowed(&source, &lines, &Options::default(), &mut left);
            let allowed_none = allowed.is_empty();
            let mut all: Vec<Finding> = left.iter().cloned().chain(allowed.into_iter().map(|a| a.finding)).collect();
            all.sort_by_key(|f| f.span.start);
            prop_assert_eq!(all, before);
            prop_assert!(left.is_sorted_by_key(|f| f.span.start));
            if !source.directives.iter().any(|directive| directive.body.contains("words")) {
                prop_assert!(allowed_none);
            }
        }
    }
}
