//! `sarif`: SARIF 2.1.0 (OASIS standard, 2020), for code-scanning services and editors.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::json::inconsistencies;
use super::{DATA_VERSION, Failure, Reporter, Summary, fingerprint};
use crate::across::Inconsistency;
use crate::check::Checked;
use crate::detect;
use crate::finding::{Finding, Suggestion, Tier};
use crate::rule::{Rule, Severity};
use crate::span::Span;

/// One run; results are written as they come, rules and failures at the end.
#[derive(Debug, Default)]
pub struct Sarif {
    any: bool,
    notifications: Vec<Value>,
    /// How the documents differ from each other; `None` where they were not compared.
    consistency: Option<Value>,
}

impl Reporter for Sarif {
    fn start(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let rules: Vec<Value> = detect::rules().map(descriptor).collect();
        let driver = json!({
            "name": "corrigenda",
            "version": env!("CARGO_PKG_VERSION"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "properties": { "data": DATA_VERSION },
            "rules": rules,
        });
        write!(
            out,
            "{{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{{\
             \"columnKind\":\"unicodeCodePoints\",\"tool\":{{\"driver\":{driver}}},\"results\":["
        )
    }

    fn document(&mut self, checked: &Checked, out: &mut dyn Write) -> io::Result<()> {
        let allowed = checked.allowed.iter().map(|a| (&a.finding, Some(a.reason.as_str())));
        for (finding, reason) in checked.findings.iter().map(|f| (f, None)).chain(allowed) {
            out.write_all(if self.any { b",\n" } else { b"\n" })?;
            self.any = true;
            serde_json::to_writer(&mut *out, &result(checked, finding, reason))?;
        }
        if let Some(error) = &checked.error {
            self.notifications.push(notification(&checked.source.name, None, error));
        }
        Ok(())
    }

    fn failure(&mut self, failure: &Failure, _out: &mut dyn Write) -> io::Result<()> {
        self.notifications.push(notification(&failure.name, failure.line, &failure.message));
        Ok(())
    }

    fn consistency(&mut self, all: &[Inconsistency], _out: &mut dyn Write) -> io::Result<()> {
        self.consistency = Some(json!({ "consistency": inconsistencies(all) }));
        Ok(())
    }

    fn finish(&mut self, _summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let invocation = json!({
            "executionSuccessful": self.notifications.is_empty(),
            "toolExecutionNotifications": self.notifications,
        });
        write!(out, "],\n\"invocations\":[{invocation}]")?;
        if let Some(properties) = &self.consistency {
            write!(out, ",\n\"properties\":{properties}")?;
        }
        writeln!(out, "}}]}}")
    }
}

fn descriptor(rule: &Rule) -> Value {
    json!({
        "id": rule.name,
        "name": rule.name,
        "shortDescription": { "text": rule.summary },
        "fullDescription": { "text": rule.explain },
        "help": { "text": rule.explain },
        "defaultConfiguration": { "level": if rule.severity == Severity::Neutral { "note" } else { "warning" } },
        "properties": { "tags": [rule.family.name()], "severity": rule.severity.name() },
    })
}

fn result(checked: &Checked, finding: &Finding, allowed: Option<&str>) -> Value {
    let tier = finding.confidence.tier();
    let level = match tier {
        Tier::Sure => "error",
        Tier::Likely => "warning",
        Tier::Possible => "note",
    };
    let text = &checked.source.text[finding.span.range()];
    let mut result = json!({
        "ruleId": finding.rule.name,
        "ruleIndex": detect::rules().position(|rule| rule == finding.rule),
        "level": level,
        "message": { "text": format!("{}: `{text}`", finding.message) },
        "locations": [{ "physicalLocation": {
            "artifactLocation": { "uri": uri(&checked.source.name) },
            "region": region(checked, finding.span),
        } }],
        "partialFingerprints": { "corrigenda/v1": fingerprint(&checked.source.text, finding) },
        "rank": f64::from(finding.confidence.thousandths()) / 10.0,
        "properties": { "tier": tier.name(), "confidence": finding.confidence.thousandths(), "evidence": finding.evidence },
    });
    if let Some(origin) = checked.origin(finding) {
        result["relatedLocations"] = json!([{
            "id": 1,
            "message": { "text": format!("source: `{}`", origin.text) },
            "physicalLocation": {
                "artifactLocation": { "uri": uri(origin.name) },
                "region": {
                    "startLine": origin.line, "startColumn": origin.column,
                    "endLine": origin.end_line, "endColumn": origin.end_column,
                    "byteOffset": origin.bytes.start, "byteLength": origin.bytes.len(),
                },
            },
        }]);
    }
    let fixes: Vec<Value> = finding.suggestions.iter().map(|s| fix(checked, s)).collect();
    if !fixes.is_empty() {
        result["fixes"] = fixes.into();
    }
    if let Some(reason) = allowed {
        result["suppressions"] = json!([{ "kind": "inSource", "justification": reason }]);
    }
    result
}

/// One alternative: SARIF keeps alternatives in separate fixes.
fn fix(checked: &Checked, suggestion: &Suggestion) -> Value {
    json!({
        "description": { "text": if suggestion.text.is_empty() { "delete".to_owned() } else { format!("replace with `{}`", suggestion.text) } },
        "artifactChanges": [{
            "artifactLocation": { "uri": uri(&checked.source.name) },
            "replacements": [{
                "deletedRegion": region(checked, suggestion.span),
                "insertedContent": { "text": suggestion.text },
            }],
        }],
    })
}

fn region(checked: &Checked, span: Span) -> Value {
    let (line, column) = checked.line_column(span.start);
    let raw_end = checked.source.raw_of(span).end;
    let (end_line, end_column) = checked.lines.line_column(&checked.source.raw, raw_end);
    let bytes = checked.source.bytes_of(span);
    json!({
        "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column,
        "byteOffset": bytes.start, "byteLength": bytes.len(),
    })
}

fn notification(name: &str, line: Option<usize>, message: &str) -> Value {
    let mut location = json!({ "artifactLocation": { "uri": uri(name) } });
    if let Some(line) = line {
        location["region"] = json!({ "startLine": line });
    }
    json!({ "level": "error", "message": { "text": message }, "locations": [{ "physicalLocation": location }] })
}

/// A relative URI reference of a path (RFC 3986): `/` between parts, everything unusual percent-encoded.
fn uri(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for byte in name.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'-' | b'_' | b'~') {
            out.push(byte as char);
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
