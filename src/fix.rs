//! Applies suggestions to the bytes of a file.
//!
//! An edit is as small as it can be: of `Doha ,` -> `Doha,` only the space is taken out. It is made only where the way back to
//! the bytes is exact, so that markup, line ends, a byte order mark and bytes that are no characters stay as they are, and
//! only if the encoding of the file has the characters. Suggestions that share a word are applied one after the other,
//! with a new check between: the second may be void after the first. The rest follows from that: [`fix`] goes on until a check
//! finds nothing more to apply, so that fixing twice is fixing once.

use std::collections::BTreeMap;

use encoding_rs::Encoding;

use crate::check::{Checked, Checker, Options};
use crate::error::Error;
use crate::finding::{Applicability, Finding, Suggestion, Tier};
use crate::source::{Format, Source};
use crate::span::Span;

/// Checks after which a document that still gives something to apply is left as it was. Two are the rule: one that finds,
/// one that finds nothing; words that share faults need a few more.
const ROUNDS: usize = 10;

/// Which suggestions are applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// Safe ones.
    #[default]
    Safe,
    /// Also the best suggestion of a sure finding where it asks for a look.
    AskToo,
}

/// A change that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The rule that asked for it.
    pub rule: &'static str,
    /// The bytes replaced, in the file as it was checked for this change.
    pub bytes: Span,
    /// What stood there: decoded text.
    pub before: String,
    /// What stands there now.
    pub after: String,
}

/// A file after fixing.
#[derive(Debug, Clone)]
pub struct Fixed {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What was changed; empty if the bytes are those given.
    pub applied: Vec<Applied>,
    /// False if the suggestions never came to rest: then nothing is changed.
    pub settled: bool,
}

/// Checks the bytes of a file and applies suggestions until there is nothing more to apply.
///
/// ```
/// use corrigenda::{Checker, Options, fix};
///
/// let draft = b"Nothing to do here.".to_vec();
/// let fixed = fix::fix(&Checker::default(), "draft.txt", draft, None, &Options::default(), fix::Mode::Safe)?;
/// assert!(fixed.applied.is_empty());
/// # Ok::<(), corrigenda::Error>(())
/// ```
///
/// # Errors
/// As [`Source::from_bytes`]; [`Error::Check`] if a check broke off.
pub fn fix(
    checker: &Checker,
    name: &str,
    bytes: Vec<u8>,
    format: Option<Format>,
    options: &Options,
    mode: Mode,
) -> Result<Fixed, Error> {
    let mut source = Source::from_bytes(name, bytes.clone(), format)?;
    let mut now = bytes.clone();
    let mut all = Vec::new();
    for _ in 0..ROUNDS {
        let (format, encoding) = (source.format, source.encoding);
        let checked = checker.check(source, options);
        if let Some(message) = checked.error {
            return Err(Error::Check { path: name.into(), message });
        }
        let (next, applied) = apply(&now, &checked, mode);
        if applied.is_empty() {
            return Ok(Fixed { bytes: now, applied: all, settled: true });
        }
        // Too little is left to tell by what it is: what was changed would be read as something else, or as no text.
        match Source::from_bytes(name, next.clone(), Some(format)) {
            Ok(again) if again.encoding == encoding || next.is_ascii() => source = again,
            _ => return Ok(Fixed { bytes: now, applied: all, settled: true }),
        }
        all.extend(applied);
        now = next;
    }
    Ok(Fixed { bytes, applied: Vec::new(), settled: false })
}

/// Applies the suggestions of one check to the bytes it was made of: those that share no text, the surest first.
#[must_use]
pub fn apply(bytes: &[u8], checked: &Checked, mode: Mode) -> (Vec<u8>, Vec<Applied>) {
    let mut order: Vec<(&Finding, &Suggestion)> =
        checked.findings.iter().filter_map(|finding| Some((finding, chosen(finding, mode)?))).collect();
    order.sort_by_key(|(finding, _)| std::cmp::Reverse(finding.confidence));
    // Text spans taken, start -> end.
    let mut taken: BTreeMap<u32, u32> = BTreeMap::new();
    let mut edits = Vec::new();
    for (finding, suggestion) in order {
        let Span { start, end } = suggestion.span;
        let before = taken.range(..=end).next_back();
        if before.is_some_and(|(&at, &until)| start < until || at == start) {
            continue;
        }
        if let Some((place, replacement, applied)) = edit(&checked.source, finding, suggestion) {
            taken.insert(start, end);
            edits.push((place, replacement, applied));
        }
    }
    edits.sort_by_key(|(place, _, _)| *place);
    let mut fixed = Vec::with_capacity(bytes.len() + 16);
    let mut at = 0;
    let mut made = Vec::with_capacity(edits.len());
    for (place, replacement, applied) in edits {
        let range = place.range();
        if let Some(kept) = bytes.get(at..range.start) {
            fixed.extend_from_slice(kept);
            fixed.extend_from_slice(&replacement);
            at = range.end;
            made.push(applied);
        }
    }
    fixed.extend_from_slice(bytes.get(at..).unwrap_or_default());
    (fixed, made)
}

/// The suggestion of a finding to apply, if any: only ever the best one.
fn chosen(finding: &Finding, mode: Mode) -> Option<&Suggestion> {
    finding.suggestions.first().filter(|suggestion| match suggestion.applicability {
        Applicability::Safe => true,
        Applicability::Ask => mode == Mode::AskToo && finding.confidence.tier() == Tier::Sure,
        Applicability::ShowOnly => false,
    })
}

/// The edit of the bytes that a suggestion asks for; `None` where it cannot be made exactly.
fn edit(source: &Source, finding: &Finding, suggestion: &Suggestion) -> Option<(Span, Vec<u8>, Applied)> {
    let before = source.text.get(suggestion.span.range())?;
    let (prefix, suffix) = common(before, &suggestion.text);
    let after = suggestion.text.get(prefix..suggestion.text.len() - suffix)?;
    let span = Span::new(suggestion.span.start + prefix as u32, suggestion.span.end - suffix as u32);
    if span.is_empty() && after.is_empty() || !may_write(source.format, after) {
        return None;
    }
    let place = source.exact_bytes_of(span).or_else(|| insertion(source, span))?;
    // Looked for only where it matters, since it reads all that stands before.
    let raw = after.contains(['&', '<', '>']) && is_character_data(source, span);
    if raw && after.contains('>') {
        return None;
    }
    let replacement = encode(source, after, raw)?;
    let applied = Applied {
        rule: finding.rule.name,
        bytes: place,
        before: source.text.get(span.range())?.to_owned(),
        after: after.to_owned(),
    };
    Some((place, replacement, applied))
}

/// Lengths of the common prefix and, in what is left, suffix.
fn common(a: &str, b: &str) -> (usize, usize) {
    let prefix = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
    let (rest_a, rest_b) = (a.get(prefix..).unwrap_or_default(), b.get(prefix..).unwrap_or_default());
    let suffix = rest_a
        .chars()
        .rev()
        .zip(rest_b.chars().rev())
        .take_while(|(a, b)| a == b)
        .map(|(c, _)| c.len_utf8())
        .sum();
    (prefix, suffix)
}

/// Where text is inserted between markup, in HTML: behind the character before, since tags may stand anywhere in a line.
/// In Markdown a space would undo the emphasis it touches.
fn insertion(source: &Source, span: Span) -> Option<Span> {
    if !span.is_empty() || source.format != Format::Html {
        return None;
    }
    let before = source.text.get(..span.start as usize)?.chars().next_back().filter(|c| *c != '\n')?;
    let end = source.bytes_of(Span::new(span.start - before.len_utf8() as u32, span.start)).end;
    Some(Span::new(end, end))
}

/// Whether text can be written into a file of this format: no stand-ins, and nothing that Markdown may take for markup.
fn may_write(format: Format, text: &str) -> bool {
    let markup = |c| {
        format == Format::Markdown && matches!(c, '*' | '_' | '`' | '[' | ']' | '<' | '\\' | '|' | '~' | '#')
    };
    let line = |c| format == Format::Tsv && matches!(c, '\t' | '\n' | '\r');
    !text.chars().any(|c| matches!(c, '\u{FFFC}' | '\u{FFFD}') || markup(c) || line(c))
}

/// Whether a place of the text stands in `<![CDATA[…]]>`, where an entity is not read as one.
fn is_character_data(source: &Source, span: Span) -> bool {
    let before = source.raw.get(..source.raw_of(span).start as usize).unwrap_or_default();
    let xml = matches!(source.format, Format::Tmx | Format::Xliff);
    xml && before.rfind("<![CDATA[").is_some_and(|at| !before[at..].contains("]]>"))
}

/// Text as the bytes of the file's format and encoding; `None` if the encoding lacks a character. In character data it stands as
/// it is.
fn encode(source: &Source, text: &str, in_character_data: bool) -> Option<Vec<u8>> {
    let text = if source.format == Format::Po {
        text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\r', "\\r")
    } else if source.format.has_entities() && !in_character_data {
        text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
    } else {
        text.to_owned()
    };
    let encoding = Encoding::for_label(source.encoding.as_bytes())?;
    if encoding == encoding_rs::UTF_16LE {
        return Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
    }
    if encoding == encoding_rs::UTF_16BE {
        return Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect());
    }
    let (bytes, _, lacking) = encoding.encode(&text);
    (!lacking).then(|| bytes.into_owned())
}
