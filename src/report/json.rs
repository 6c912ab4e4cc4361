//! `json` and `jsonl`: the contract that scripts rely on (schema 1).

use std::io::{self, Write};

use serde::Serialize;

use super::{DATA_VERSION, Failure, Reporter, Summary, TOOL, fingerprint};
use crate::across::Inconsistency;
use crate::check::Checked;
use crate::finding::{Finding, Tier};
use crate::rule::Family;

const SCHEMA: u32 = 1;

/// What stands before the sentences of a document.
#[derive(Serialize)]
struct HeadView<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    schema: Option<u32>,
    path: &'a str,
    id: Option<&'a serde_json::Value>,
    language: &'a str,
    encoding: &'a str,
    words: u32,
    score: u32,
    per_1000_words: f64,
    by_family: serde_json::Map<String, serde_json::Value>,
}

/// What stands behind the findings.
#[derive(Serialize)]
struct TailView<'a> {
    allowed: Vec<AllowedView<'a>>,
    habits: Vec<HabitView<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    beyond: Vec<BeyondView<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<NoteView<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a str>,
}

#[derive(Serialize)]
struct NoteView<'a> {
    line: u32,
    note: &'a str,
}

#[derive(Serialize)]
struct PartView<'a> {
    rule: &'a str,
    points: u32,
}

#[derive(Serialize)]
struct FindingView<'a> {
    rule: &'a str,
    family: &'a str,
    severity: &'a str,
    tier: &'a str,
    confidence: u16,
    start: u32,
    end: u32,
    line: u32,
    column: u32,
    text: &'a str,
    message: &'a str,
    suggestions: Vec<SuggestionView<'a>>,
    evidence: Vec<&'a str>,
    /// Places within the finding that it is about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    marks: Vec<MarkView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<OriginView<'a>>,
    fingerprint: String,
}

#[derive(Serialize)]
struct MarkView {
    start: u32,
    end: u32,
}

/// The place in the text that the draft was translated from, in bilingual mode.
#[derive(Serialize)]
struct OriginView<'a> {
    path: &'a str,
    start: u32,
    end: u32,
    line: u32,
    column: u32,
    text: &'a str,
}

#[derive(Serialize)]
struct SuggestionView<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    applicability: &'a str,
}

#[derive(Serialize)]
struct AllowedView<'a> {
    #[serde(flatten)]
    finding: FindingView<'a>,
    reason: &'a str,
}

#[derive(Serialize)]
struct HabitView<'a> {
    rule: &'a str,
    habit: &'a str,
    count: u32,
    opportunities: u32,
}

#[derive(Serialize)]
struct BeyondView<'a> {
    rule: &'a str,
    more: u32,
}

#[derive(Serialize)]
struct FailureView<'a> {
    schema: u32,
    path: &'a str,
    line: Option<usize>,
    error: &'a str,
}

#[derive(Serialize)]
struct SummaryView {
    documents: u64,
    words: u64,
    findings: TierCounts,
    allowed: u64,
    failures: u64,
}

#[derive(Serialize)]
struct TierCounts {
    sure: u64,
    likely: u64,
    possible: u64,
}

fn head(checked: &Checked, schema: Option<u32>) -> HeadView<'_> {
    let source = &checked.source;
    let family_rate = |(family, rate): &(Family, f64)| (family.name().to_owned(), (*rate).into());
    HeadView {
        schema,
        path: &source.name,
        id: source.id.as_ref(),
        language: checked.lang.code(),
        encoding: source.encoding,
        words: checked.words,
        score: checked.score.score,
        per_1000_words: checked.score.per_1000_words,
        by_family: checked.score.by_family.iter().map(family_rate).collect(),
    }
}

fn tail(checked: &Checked) -> TailView<'_> {
    TailView {
        allowed: checked
            .allowed
            .iter()
            .map(|a| AllowedView { finding: finding(checked, &a.finding), reason: &a.reason })
            .collect(),
        habits: checked
            .habits
            .iter()
            .map(|h| HabitView {
                rule: h.rule.name,
                habit: h.name,
                count: h.count,
                opportunities: h.opportunities,
            })
            .collect(),
        beyond: checked.beyond.iter().map(|&(rule, more)| BeyondView { rule, more }).collect(),
        notes: checked.notes.iter().map(|n| NoteView { line: n.line, note: &n.message }).collect(),
        error: checked.error.as_deref(),
    }
}

fn finding<'a>(checked: &'a Checked, finding: &'a Finding) -> FindingView<'a> {
    let source = &checked.source;
    let span = source.bytes_of(finding.span);
    let (line, column) = checked.line_column(finding.span.start);
    FindingView {
        rule: finding.rule.name,
        family: finding.rule.family.name(),
        severity: finding.severity.name(),
        tier: finding.confidence.tier().name(),
        confidence: finding.confidence.thousandths(),
        start: span.start,
        end: span.end,
        line,
        column,
        text: &source.text[finding.span.range()],
        message: &finding.message,
        suggestions: finding
            .suggestions
            .iter()
            .map(|s| {
                let span = source.bytes_of(s.span);
                SuggestionView {
                    start: span.start,
                    end: span.end,
                    text: &s.text,
                    applicability: s.applicability.name(),
                }
            })
            .collect(),
        evidence: finding.evidence.iter().map(AsRef::as_ref).collect(),
        marks: finding
            .marks
            .iter()
            .map(|mark| source.bytes_of(*mark))
            .map(|span| MarkView { start: span.start, end: span.end })
            .collect(),
        source: checked.origin(finding).map(|o| OriginView {
            path: o.name,
            start: o.bytes.start,
            end: o.bytes.end,
            line: o.line,
            column: o.column,
            text: o.text,
        }),
        fingerprint: fingerprint(&source.text, finding),
    }
}

/// `--format json`: one object.
#[derive(Debug, Default)]
pub struct Json {
    any: bool,
    failures: Vec<Failure>,
    consistency: Option<Vec<Inconsistency>>,
}

/// A name or word that some documents write otherwise than most, as JSON and SARIF have it.
#[derive(Serialize)]
pub(super) struct InconsistencyView<'a> {
    rule: &'a str,
    text: &'a str,
    usual: &'a str,
    evidence: &'a str,
    places: Vec<PlaceView<'a>>,
}

#[derive(Serialize)]
struct PlaceView<'a> {
    path: &'a str,
    line: u32,
    column: u32,
}

pub(super) fn inconsistencies(all: &[Inconsistency]) -> Vec<InconsistencyView<'_>> {
    all.iter()
        .map(|one| InconsistencyView {
            rule: one.rule,
            text: &one.text,
            usual: &one.usual,
            evidence: &one.evidence,
            places: one
                .places
                .iter()
                .map(|(path, line, column)| PlaceView { path, line: *line, column: *column })
                .collect(),
        })
        .collect()
}

impl Reporter for Json {
    fn start(&mut self, out: &mut dyn Write) -> io::Result<()> {
        write!(
            out,
            "{{\"schema\":{SCHEMA},\"tool\":{},\"data\":{},\"documents\":[",
            quoted(TOOL),
            quoted(DATA_VERSION)
        )
    }

    fn document(&mut self, checked: &Checked, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.any { b",\n" } else { b"\n" })?;
        self.any = true;
        write_document(checked, None, out)
    }

    fn failure(&mut self, failure: &Failure, _out: &mut dyn Write) -> io::Result<()> {
        self.failures.push(failure.clone());
        Ok(())
    }

    fn consistency(&mut self, all: &[Inconsistency], _out: &mut dyn Write) -> io::Result<()> {
        self.consistency = Some(all.to_vec());
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let failures: Vec<FailureView<'_>> = self
            .failures
            .iter()
            .map(|f| FailureView { schema: SCHEMA, path: &f.name, line: f.line, error: &f.message })
            .collect();
        let view = SummaryView {
            documents: summary.documents,
            words: summary.words,
            findings: TierCounts {
                sure: summary.count(Tier::Sure),
                likely: summary.count(Tier::Likely),
                possible: summary.count(Tier::Possible),
            },
            allowed: summary.allowed,
            failures: summary.failures,
        };
        write!(out, "],\n\"failures\":")?;
        serde_json::to_writer(&mut *out, &failures)?;
        if let Some(all) = &self.consistency {
            write!(out, ",\n\"consistency\":")?;
            serde_json::to_writer(&mut *out, &inconsistencies(all))?;
        }
        write!(out, ",\n\"summary\":")?;
        serde_json::to_writer(&mut *out, &view)?;
        writeln!(out, "}}")
    }
}

/// `--format jsonl`: one object per document or record, in input order.
#[derive(Debug, Default)]
pub struct JsonLines;

impl Reporter for JsonLines {
    fn document(&mut self, checked: &Checked, out: &mut dyn Write) -> io::Result<()> {
        write_document(checked, Some(SCHEMA), out)?;
        writeln!(out)
    }

    fn failure(&mut self, failure: &Failure, out: &mut dyn Write) -> io::Result<()> {
        let view =
            FailureView { schema: SCHEMA, path: &failure.name, line: failure.line, error: &failure.message };
        serde_json::to_writer(&mut *out, &view)?;
        writeln!(out)
    }

    fn consistency(&mut self, all: &[Inconsistency], out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{{\"schema\":{SCHEMA},\"consistency\":")?;
        serde_json::to_writer(&mut *out, &inconsistencies(all))?;
        writeln!(out, "}}")
    }

    fn finish(&mut self, _summary: &Summary, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// Writes a document in large pieces: its thousands of small numbers go to memory several times as fast as to a writer, and all
/// of them at once would take as much of it as the text. There are more sentences than anything else, and most are three
/// numbers: those are written by hand, between what `serde` makes of the rest.
fn write_document(checked: &Checked, schema: Option<u32>, out: &mut dyn Write) -> io::Result<()> {
    let mut piece = serde_json::to_vec(&head(checked, schema))?;
    // The brace is closed behind the tail.
    piece.pop();
    piece.extend_from_slice(b",\"sentences\":[");
    let mut comma: &[u8] = b"";
    for sentence in &checked.score.sentences {
        let span = checked.source.bytes_of(sentence.span);
        piece.extend_from_slice(comma);
        piece.extend_from_slice(b"{\"start\":");
        push_number(span.start, &mut piece);
        piece.extend_from_slice(b",\"end\":");
        push_number(span.end, &mut piece);
        piece.extend_from_slice(b",\"score\":");
        push_number(sentence.score, &mut piece);
        if !sentence.parts.is_empty() {
            let parts = sentence.parts.iter().map(|p| PartView { rule: p.rule, points: p.points });
            piece.extend_from_slice(b",\"parts\":");
            serde_json::to_writer(&mut piece, &parts.collect::<Vec<_>>())?;
        }
        piece.push(b'}');
        comma = b",";
        if piece.len() >= PIECE {
            out.write_all(&piece)?;
            piece.clear();
        }
    }
    piece.extend_from_slice(b"],\"findings\":[");
    comma = b"";
    for one in &checked.findings {
        piece.extend_from_slice(comma);
        serde_json::to_writer(&mut piece, &finding(checked, one))?;
        comma = b",";
        if piece.len() >= PIECE {
            out.write_all(&piece)?;
            piece.clear();
        }
    }
    piece.extend_from_slice(b"],");
    out.write_all(&piece)?;
    out.write_all(serde_json::to_vec(&tail(checked))?.get(1..).unwrap_or_default())
}

/// Bytes that are held before they are written.
const PIECE: usize = 1 << 16;

/// Adds a number in decimal figures.
#[inline]
fn push_number(mut number: u32, piece: &mut Vec<u8>) {
    let count = number.checked_ilog10().unwrap_or(0) as usize + 1;
    let mut figures = [0; 10];
    for figure in figures[..count].iter_mut().rev() {
        *figure = b'0' + (number % 10) as u8;
        number /= 10;
    }
    // As many bytes at all times take two moves; as many as there are figures, a call.
    let end = piece.len() + count;
    piece.extend_from_slice(&figures);
    piece.truncate(end);
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
