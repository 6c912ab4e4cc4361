//! What TMX and XLIFF share: events of quick-xml with the bytes they stand for, and the text of a segment among inline codes.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::Piece;
use crate::source::extract::PLACEHOLDER;

/// What happened in the file.
pub(super) enum Step<'a> {
    /// A start tag, or an empty element: then `true`.
    Start(BytesStart<'a>, bool),
    /// An end tag: the local name.
    End(String),
    /// Text as it stands.
    Text,
    /// A character or entity reference: what it stands for.
    Reference(String),
    /// A comment: what stands inside.
    Comment(String),
    /// Nothing that matters.
    Other,
}

/// Walks over a file; `visit` gets each step with its bytes.
///
/// # Errors
/// The place where the file is no XML, and why.
pub(super) fn walk<'r>(
    raw: &'r str,
    mut visit: impl FnMut(Step<'r>, Range<usize>),
) -> Result<(), (usize, String)> {
    let mut reader = Reader::from_str(raw);
    reader.config_mut().check_end_names = true;
    let place = |position: u64| usize::try_from(position).unwrap_or(usize::MAX).min(raw.len());
    let mut open = 0_usize;
    loop {
        let start = place(reader.buffer_position());
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => return Err((place(reader.error_position()), format!("not valid XML: {error}"))),
        };
        let range = start..place(reader.buffer_position());
        match event {
            Event::Start(tag) => {
                open += 1;
                visit(Step::Start(tag, false), range);
            }
            Event::Empty(tag) => visit(Step::Start(tag, true), range),
            Event::End(tag) => {
                open = open.saturating_sub(1);
                visit(Step::End(local(tag.name().as_ref())), range);
            }
            Event::Text(_) => visit(Step::Text, range),
            Event::CData(_) => {
                let inner = range.start + "<![CDATA[".len()..range.end.saturating_sub("]]>".len());
                if inner.start <= inner.end {
                    visit(Step::Text, inner);
                }
            }
            Event::GeneralRef(reference) => {
                let text = match reference.resolve_char_ref() {
                    Ok(Some(c)) => c.to_string(),
                    _ => match &*reference {
                        "amp" => "&".to_owned(),
                        "lt" => "<".to_owned(),
                        "gt" => ">".to_owned(),
                        "quot" => "\"".to_owned(),
                        "apos" => "'".to_owned(),
                        _ => raw.get(range.clone()).unwrap_or_default().to_owned(),
                    },
                };
                visit(Step::Reference(text), range);
            }
            Event::Comment(_) => {
                let inner = raw.get(range.clone()).unwrap_or_default();
                let inner = inner.trim_start_matches("<!--").trim_end_matches("-->");
                visit(Step::Comment(inner.to_owned()), range);
            }
            Event::Eof if open > 0 => return Err((raw.len(), "the file ends inside an element".to_owned())),
            Event::Eof => return Ok(()),
            _ => visit(Step::Other, range),
        }
    }
}

/// A name without its prefix.
pub(super) fn local(name: &str) -> String {
    name.rsplit(':').next().unwrap_or_default().to_owned()
}

/// The value of an attribute, whatever its prefix.
pub(super) fn attribute(tag: &BytesStart<'_>, wanted: &str) -> Option<String> {
    let all = tag.attributes().flatten();
    let mut found = all.filter(|a| local(a.key.as_ref()).eq_ignore_ascii_case(wanted));
    found.next().map(|a| a.value.into_owned())
}

/// The text of a segment while its inline codes are stepped over.
#[derive(Debug, Default)]
pub(super) struct Inline {
    /// What has been read.
    pub(super) pieces: Vec<Piece>,
    /// Depth inside a code whose content is no text.
    skip: usize,
}

/// Elements whose content is the code of some other format.
const CODES: [&str; 7] = ["bpt", "ept", "ph", "it", "ut", "sub", "cp"];
/// Elements that stand for something a reader sees: an image, a placeholder of a program.
const STANDINS: [&str; 3] = ["ph", "x", "ut"];

impl Inline {
    /// Takes one step inside the segment.
    pub(super) fn step(&mut self, step: &Step<'_>, range: Range<usize>) {
        match step {
            Step::Start(tag, empty) => {
                let name = local(tag.name().as_ref());
                if self.skip > 0 {
                    self.skip += usize::from(!empty);
                    return;
                }
                if STANDINS.contains(&name.as_str()) {
                    self.pieces.push(Piece::whole(range, PLACEHOLDER));
                }
                if !empty && CODES.contains(&name.as_str()) {
                    self.skip = 1;
                }
            }
            Step::End(_) => self.skip = self.skip.saturating_sub(1),
            Step::Text if self.skip == 0 => self.pieces.push(Piece::copied(range)),
            Step::Reference(text) if self.skip == 0 => self.pieces.push(Piece::whole(range, text.as_str())),
            _ => {}
        }
    }
}
