//! Tags, comments and character references.

use super::{Budget, Leftover, Place};
use crate::encoding::entities;

/// Elements that pages of prose are made of.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "article",
    "aside",
    "audio",
    "b",
    "big",
    "blockquote",
    "body",
    "br",
    "button",
    "caption",
    "center",
    "cite",
    "code",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "gallery",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "label",
    "li",
    "link",
    "main",
    "meta",
    "nav",
    "noscript",
    "nowiki",
    "ol",
    "option",
    "p",
    "pre",
    "q",
    "ref",
    "references",
    "s",
    "script",
    "section",
    "select",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "textarea",
    "th",
    "thead",
    "title",
    "tr",
    "tt",
    "u",
    "ul",
    "video",
    "wbr",
];

/// Elements that stand alone, or are often left open.
const LONE: &[&str] = &[
    "br",
    "hr",
    "img",
    "input",
    "meta",
    "link",
    "source",
    "embed",
    "wbr",
    "references",
    "p",
    "li",
    "td",
    "tr",
    "th",
    "dd",
    "dt",
];

/// Elements that begin a new line.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "br" | "p"
            | "div"
            | "li"
            | "tr"
            | "td"
            | "th"
            | "hr"
            | "ul"
            | "ol"
            | "table"
            | "blockquote"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "section"
            | "article"
            | "dd"
            | "dt"
            | "figure"
            | "figcaption"
            | "pre"
    )
}

/// A tag as written.
struct Tag<'t> {
    /// In lower case as looked up.
    name: &'static str,
    closing: bool,
    self_closed: bool,
    attributes: &'t str,
    /// Bytes from `<` to `>`.
    len: usize,
}

/// Reads a tag whose `open` (`<` or `&lt;`) is the start of `text`, up to `close`.
fn read<'t>(text: &'t str, open: &str, close: &str) -> Option<Tag<'t>> {
    let inner = text.strip_prefix(open)?;
    let window = inner.get(..inner.floor_char_boundary(600))?;
    let end = window.find(close)?;
    let body = window.get(..end)?;
    if body.contains(open) {
        return None;
    }
    let closing = body.starts_with('/');
    let body = body.strip_prefix('/').unwrap_or(body);
    let self_closed = body.ends_with('/');
    let body = body.strip_suffix('/').unwrap_or(body);
    let letters = body.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let written = body.get(..letters)?;
    let name = ELEMENTS.iter().find(|known| known.eq_ignore_ascii_case(written))?;
    let attributes = body.get(letters..)?.trim();
    let proper = attributes.is_empty()
        || body.get(letters..).is_some_and(|rest| rest.starts_with(char::is_whitespace))
            && attributes.contains('=')
            && !closing;
    proper.then_some(Tag { name, closing, self_closed, attributes, len: open.len() + end + close.len() })
}

/// What stands in place of a tag: a space where a block element held two words apart.
fn gap(place: &Place<'_>, tag: &Tag<'_>) -> &'static str {
    let before = place.before().is_some_and(|c| !c.is_whitespace() && c != '>');
    let after = place.char_at(tag.len).is_some_and(|c| !c.is_whitespace());
    if is_block(tag.name) && before && after { " " } else { "" }
}

/// `<b>`, `</p>`, `<!-- … -->`, `<ref>…</ref>`, `<script>…</script>`
pub(super) fn tag(place: &Place<'_>, budget: &mut Budget) -> Option<Leftover> {
    let rest = place.rest();
    if rest.starts_with("<!--") {
        let end = place.window(2000).find("-->")?;
        return place
            .piece(end + 3, "", 975, "comment of HTML")
            .map(|piece| Leftover { safe: false, ..piece });
    }
    if rest.starts_with("<![CDATA[") {
        return place.piece(9, "", 975, "CDATA mark of XML");
    }
    let tag = read(rest, "<", ">")?;
    let sure = if place.is_about_markup() { 500 } else { 985 };
    if tag.closing {
        return place.piece(tag.len, gap(place, &tag), sure, "tag of HTML");
    }
    let closer = format!("</{}", tag.name);
    let partner = || {
        let tail = rest.get(tag.len..).unwrap_or_default();
        let reach = tail.floor_char_boundary(4000);
        let window = tail.get(..reach).unwrap_or_default();
        find_ignoring_case(window, &closer)
            .and_then(|at| Some(tag.len + at + window.get(at..)?.find('>')? + 1))
    };
    if matches!(tag.name, "ref" | "script" | "style") && !tag.self_closed {
        if !budget.take(rest.len().min(4000)) {
            return None;
        }
        // The content is not prose either.
        let end = partner()?;
        return place
            .piece(end, "", sure, "reference or script in tags")
            .map(|piece| Leftover { safe: false, ..piece });
    }
    let evident = tag.self_closed || !tag.attributes.is_empty() || LONE.contains(&tag.name);
    // `<title>` may be a gap to fill in and `List<b>` a type; with its partner it is a tag.
    if !evident && (!budget.take(rest.len().min(4000)) || partner().is_none()) {
        return None;
    }
    place.piece(tag.len, gap(place, &tag), sure, "tag of HTML")
}

fn find_ignoring_case(text: &str, what: &str) -> Option<usize> {
    text.as_bytes().windows(what.len()).position(|window| window.eq_ignore_ascii_case(what.as_bytes()))
}

/// `&amp;`, `&#8217;`, `&amp;quot;`, `&lt;b&gt;`
pub(super) fn reference(place: &Place<'_>) -> Option<Leftover> {
    let rest = place.rest();
    if place.in_link() {
        return None;
    }
    let sure = if place.is_about_markup() { 500 } else { 985 };
    if let Some(tag) = read(rest, "&lt;", "&gt;").or_else(|| read(rest, "&amp;lt;", "&amp;gt;")) {
        return place.piece(tag.len, gap(place, &tag), sure, "escaped tag of HTML");
    }
    let found = entities::reference(rest)?;
    let numeric = rest.starts_with("&#");
    // Without its semicolon only a number or a no-break space is told from a query or a name.
    if !found.closed {
        let next = rest.get(found.len..).and_then(|tail| tail.chars().next());
        let apart = next.is_none_or(|c| !c.is_ascii_digit() && (numeric || !c.is_ascii_alphanumeric()));
        if !apart || !(numeric && u32::from(found.c) > 31 || rest.starts_with("&nbsp")) {
            return None;
        }
    }
    let text = match found.c {
        '\u{A0}' | '\u{2002}' | '\u{2003}' | '\u{2009}' => {
            // Beside a space there is room enough.
            let spaced = place.before().is_none_or(char::is_whitespace)
                || rest
                    .get(found.len..)
                    .is_none_or(|tail| tail.is_empty() || tail.starts_with(char::is_whitespace));
            if spaced { String::new() } else { " ".to_owned() }
        }
        '\u{AD}' | '\u{200B}'..='\u{200F}' => String::new(),
        '\n' | '\r' | '\t' => " ".to_owned(),
        c => c.to_string(),
    };
    place.piece(
        found.len,
        text,
        if found.closed { sure } else { sure.min(900) },
        "character reference of HTML",
    )
}

/// References that are known without their head.
const HEADLESS: [&str; 11] =
    ["rsquo", "lsquo", "ldquo", "rdquo", "mdash", "ndash", "hellip", "quot", "apos", "nbsp", "amp"];

/// Whether a text may end as a reference does before its semicolon.
pub(super) fn may_end_reference(head: &[u8]) -> bool {
    head.last().is_some_and(u8::is_ascii_digit) || HEADLESS.iter().any(|name| head.ends_with(name.as_bytes()))
}

/// `amp;`, `quot;`, `#39;`, `&039;`: a reference that lost its head. `place` is at the semicolon.
pub(super) fn headless(place: &Place<'_>) -> Option<Leftover> {
    let head = place.back(9);
    let digits = head.len() - head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (start, c) = if digits > 0 {
        let sign = head.get(..head.len() - digits)?.chars().next_back()?;
        let before = head.get(..head.len() - digits - 1)?.chars().next_back();
        let well_placed = match sign {
            // `&#39;` whole is found from its ampersand.
            '#' => before.is_some_and(char::is_alphabetic),
            '&' => {
                head.get(head.len() - digits..).is_some_and(|number| number.starts_with('0') || digits >= 4)
            }
            _ => false,
        };
        if !well_placed {
            return None;
        }
        let number: u32 = head.get(head.len() - digits..)?.parse().ok()?;
        (
            digits + 1,
            entities::character(number)
                .filter(|c| matches!(c, '\'' | '"' | '&' | '‘'..='”' | '–' | '—' | '…' | '\u{A0}'))?,
        )
    } else {
        let name = head.get(head.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len()..)?;
        let found = HEADLESS.iter().find(|known| name.ends_with(**known))?;
        let alone = name.len() == found.len();
        // "amp;" may end a sentence about amplifiers; it is a reference between two spaces, the others anywhere.
        if *found == "amp"
            && !(alone
                && head.strip_suffix("amp").is_some_and(|h| h.is_empty() || h.ends_with(' '))
                && place.rest().starts_with("; "))
        {
            return None;
        }
        if !alone && !found.contains("quo") {
            return None;
        }
        (found.len(), entities::named(found)?)
    };
    let range = place.at.checked_sub(start)?..place.at + 1;
    if place.text.get(..range.start)?.ends_with('&') {
        return None;
    }
    let text = if c == '\u{A0}' { " ".to_owned() } else { c.to_string() };
    Some(Leftover {
        range,
        text,
        confidence: 955,
        safe: true,
        what: "character reference of HTML without its head",
    })
}
