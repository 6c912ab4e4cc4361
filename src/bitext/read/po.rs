//! PO, the message catalogues of gettext: `msgid` and `msgstr`, strings in quotes over several lines, escapes as in C.
//!
//! Obsolete entries (`#~`) and the header are left out; its `Language` is read. Plural forms are pairs of their own: the first with
//! `msgid`, the others with `msgid_plural`.

use std::ops::Range;

use super::{Ended, Piece, Sides};

/// What a string belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Context,
    Id,
    Plural,
    Text(usize),
}

/// An entry while it is read.
#[derive(Default)]
struct Entry {
    id: Vec<Piece>,
    plural: Vec<Piece>,
    texts: Vec<(usize, Vec<Piece>)>,
    seen_id: bool,
}

/// Plural forms beyond this number are no plural forms of any language.
const MOST_FORMS: usize = 16;

pub(super) fn read(raw: &str, sides: &mut Sides<'_>) -> Ended {
    let mut entry = Entry::default();
    let mut field: Option<Field> = None;
    let mut at = 0;
    for line in raw.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let body = line.trim_end_matches(['\n', '\r']).trim_start_matches('\u{FEFF}');
        let body = body.trim_start();
        let offset = start + (line.len() - line.trim_start_matches(['\u{FEFF}', ' ', '\t']).len());
        if body.is_empty() || body.starts_with('#') {
            if let Some(comment) =
                body.strip_prefix('#').map(str::trim_start).filter(|c| c.starts_with("corrigenda:"))
            {
                // What is open ends before it, so that it holds for what follows.
                flush(&mut entry, sides);
                sides.target.comment(offset..offset + body.len(), comment);
            }
            continue;
        }
        let (keyword, rest) = match body.find(['"', ' ', '\t']) {
            Some(end) => body.split_at(end),
            None => (body, ""),
        };
        if !keyword.is_empty() {
            let next = match keyword {
                "msgctxt" => Field::Context,
                "msgid" => Field::Id,
                "msgid_plural" => Field::Plural,
                "msgstr" => Field::Text(0),
                _ => match form(keyword) {
                    Some(form) => Field::Text(form),
                    None => {
                        return Err((start, format!("`{}` is not a keyword of PO files", short(keyword))));
                    }
                },
            };
            if matches!(next, Field::Context)
                || next == Field::Id && entry.seen_id && field != Some(Field::Context)
            {
                flush(&mut entry, sides);
            }
            entry.seen_id |= next == Field::Id;
            if let Field::Text(form) = next {
                entry.texts.push((form, Vec::new()));
            }
            field = Some(next);
        }
        let quoted = rest.trim_start();
        let from = offset + (body.len() - quoted.len());
        let Some(inner) = string(quoted) else {
            return Err((start, "a string in double quotes is needed here".to_owned()));
        };
        let pieces = pieces(raw, from + inner.start..from + inner.end);
        match field {
            Some(Field::Id) => entry.id.extend(pieces),
            Some(Field::Plural) => entry.plural.extend(pieces),
            Some(Field::Text(_)) => {
                if let Some((_, text)) = entry.texts.last_mut() {
                    text.extend(pieces);
                }
            }
            Some(Field::Context) => {}
            None => return Err((start, "a string without its keyword (msgid, msgstr)".to_owned())),
        }
    }
    flush(&mut entry, sides);
    Ok(())
}

/// `msgstr[2]`
fn form(keyword: &str) -> Option<usize> {
    let number = keyword.strip_prefix("msgstr[")?.strip_suffix(']')?;
    number.parse().ok().filter(|form| *form < MOST_FORMS)
}

fn short(text: &str) -> &str {
    text.get(..text.floor_char_boundary(30)).unwrap_or_default()
}

/// The inside of a string in double quotes that ends the line.
fn string(quoted: &str) -> Option<Range<usize>> {
    let body = quoted.strip_prefix('"')?;
    let mut escaped = false;
    for (at, c) in body.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return body.get(at + 1..)?.trim().is_empty().then_some(1..at + 1),
            _ => {}
        }
    }
    None
}

/// A string as stretches that stand as they are, and escapes.
fn pieces(raw: &str, range: Range<usize>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut from = range.start;
    let body = raw.get(range.clone()).unwrap_or_default();
    let mut chars = body.char_indices();
    while let Some((at, c)) = chars.next() {
        if c != '\\' {
            continue;
        }
        let Some((_, escaped)) = chars.next() else { break };
        let start = range.start + at;
        if from < start {
            pieces.push(Piece::copied(from..start));
        }
        from = start + 1 + escaped.len_utf8();
        let text = match escaped {
            'n' => "\n",
            't' => "\t",
            'r' => "\r",
            '"' => "\"",
            '\\' => "\\",
            _ => raw.get(start..from).unwrap_or_default(),
        };
        pieces.push(Piece::whole(start..from, text));
    }
    if from < range.end {
        pieces.push(Piece::copied(from..range.end));
    }
    pieces
}

/// Adds what the entry holds to the texts.
fn flush(entry: &mut Entry, sides: &mut Sides<'_>) {
    let Entry { id, plural, texts, .. } = std::mem::take(entry);
    let header = id.is_empty();
    let mut plural_written = false;
    for (form, text) in texts {
        if header {
            language(&text, sides);
        } else if form == 0 || plural.is_empty() {
            sides.pair(&id, &text);
        } else if plural_written {
            sides.again(&text);
        } else {
            sides.pair(&plural, &text);
            plural_written = true;
        }
    }
}

/// `Language: de` of the header.
fn language(header: &[Piece], sides: &mut Sides<'_>) {
    let text: String = header
        .iter()
        .map(|piece| piece.text.as_deref().or_else(|| sides.raw.get(piece.range.clone())).unwrap_or_default())
        .collect();
    let code = text.lines().find_map(|line| line.strip_prefix("Language:")).map(str::trim);
    sides.langs(None, code.filter(|code| !code.is_empty()));
}
