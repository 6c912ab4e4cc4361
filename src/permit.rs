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
    let mut open: Vec<Scope> = Vec::new();
    let end = u32::try_from(source.raw.len()).unwrap_or(u32::MAX);
    let next_lines = lines_below(source, lines);
    for (directive, next_line) in source.directives.iter().zip(next_lines) {
        let (line, _) = lines.line(directive.raw.start);
        let mut note = |message: String| notes.push(Note { line, message, unused: false });
        let body = parse(&directive.body);
        if !VERBS.contains(&body.verb) {
            note(format!("{}: nothing is allowed here", Error::unknown("directive", body.verb, VERBS)));
            continue;
        }
        let mut names: Vec<&str> = Vec::new();
        for name in body.names {
            match check_name(name) {
                Ok(()) => names.push(name),
                Err(error) => note(error.to_string()),
            }
        }
        if body.verb == "allow-end" {
            for name in &names {
                match open.iter().rposition(|scope| scope.name == *name) {
                    Some(at) => {
                        let mut scope = open.remove(at);
                        scope.raw.end = directive.raw.start;
                        scopes.push(scope);
                    }
                    None => note(format!("`allow-end {name}` without an `allow-start {name}` before it")),
                }
            }
        }
        if names.is_empty() && !notes.iter().any(|n| n.line == line) {
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
            if body.reason.is_empty() { format!("allowed in line {line}") } else { body.reason.to_owned() };
        let into = if body.verb == "allow-start" { &mut open } else { &mut scopes };
        into.extend(names.iter().map(|name| Scope {
            name: (*name).to_owned(),
            raw: raw.clone(),
            reason: reason.clone(),
            line,
        }));
    }
    for scope in open {
        let message =
            format!("`allow-start {0}` is never ended; write `allow-end {0}`, or `allow-file`", scope.name);
        notes.push(Note { line: scope.line, message, unused: false });
        scopes.push(scope);
    }
    scopes
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
    use crate::source::Directive;
    use proptest::prelude::*;

    static RULE: Rule = Rule {
        name: "doubled-word",
        family: Family::Words,
        summary: "",
        explain: "",
        severity: Severity::Minor,
    };

    /// A source in which each line `[family ...]` of `text` is a directive, as the plain-text reader gives them; nothing is cut
    /// out, which changes no line.
    fn source(text: &str) -> Source {
        let mut source = Source::from_text("t", text);
        source.directives.clear();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            if let (Some(open), Some(close)) = (line.find('['), line.find(']')) {
                source.directives.push(Directive {
                    at: (at + close + 1) as u32,
                    raw: Span::new((at + open) as u32, (at + close + 1) as u32),
                    own_line: open == 0,
                    body: line[open + 1..close].to_owned(),
                });
            }
            at += line.len();
        }
        source
    }

    fn faults(text: &str) -> Vec<Finding> {
        text.match_indices('x')
            .map(|(at, _)| Finding::new(&RULE, Span::new(at as u32, at as u32 + 1), 960, "x"))
            .collect()
    }

    fn run(text: &str) -> (Vec<usize>, Vec<Note>) {
        let source = source(text);
        let mut findings = faults(text);
        let lines = Lines::new(text);
        let (allowed, notes) = take_allowed(&source, &lines, &Options::default(), &mut findings);
        let line = |f: &Finding| lines.line(f.span.start).0 as usize;
        assert_eq!(allowed.len() + findings.len(), faults(text).len());
        (allowed.iter().map(|a| line(&a.finding)).collect(), notes)
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
            let mut findings = faults(text);
            let (allowed, _) = take_allowed(&source, &Lines::new(text), &Options::default(), &mut findings);
            assert_eq!(allowed[0].reason, "a pun");
        }
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
            let text = parts.concat();
            let source = source(&text);
            let before = faults(&text);
            let mut left = before.clone();
            let (allowed, _) = take_allowed(&source, &Lines::new(&text), &Options::default(), &mut left);
            let mut all: Vec<Finding> = left.iter().cloned().chain(allowed.into_iter().map(|a| a.finding)).collect();
            all.sort_by_key(|f| f.span.start);
            prop_assert_eq!(all, before);
            prop_assert!(left.is_sorted_by_key(|f| f.span.start));
            if !text.contains(" words") {
                prop_assert_eq!(left.len(), faults(&text).len());
            }
        }
    }
}
