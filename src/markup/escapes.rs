//! Escapes of programs, addresses and mail: `\u2019`, `\'`, `%20`, `=E2=80=99`.

use super::{Leftover, Place};

/// `\u2019`, `\'`, `\"`, `\n` between sentences, `\textit{…}`
pub(super) fn backslash(place: &Place<'_>) -> Option<Leftover> {
    let rest = place.window(200);
    // Doubled backslashes and paths are program text.
    if place.before() == Some('\\') || rest.starts_with("\\\\") || place.in_link() {
        return None;
    }
    match place.char_at(1)? {
        'u' => unicode(place, rest),
        mark @ ('\'' | '"' | '’' | '”' | '“') => {
            // `C:\"` ends a path, `\"o` is an umlaut of TeX.
            let path = place
                .back(40)
                .rsplit(char::is_whitespace)
                .next()
                .is_some_and(|run| run.contains(":\\") || run.contains("\\\\"));
            let umlaut = mark == '"'
                && place.before().is_some_and(char::is_alphabetic)
                && place.char_at(2).is_some_and(|c| "aouAOUei".contains(c));
            if path || umlaut {
                None
            } else {
                place.piece(1 + mark.len_utf8(), mark, 960, "escape of a program's string")
            }
        }
        'n' | 'r' => {
            // A line end between sentences: a full stop before, a capital or another escape behind.
            let len = if rest.starts_with("\\r\\n") { 4 } else { 2 };
            let ended = place.before().is_none_or(|c| matches!(c, '.' | '!' | '?' | '”' | '"' | ':' | ' '));
            let begins =
                place.char_at(len).is_none_or(|c| c.is_uppercase() || c == '\\' || matches!(c, '“' | '"'));
            if ended && begins { place.piece(len, " ", 900, "escaped line end") } else { None }
        }
        _ => tex(place, rest),
    }
}

fn unicode(place: &Place<'_>, rest: &str) -> Option<Leftover> {
    let digits = rest.get(2..6)?;
    if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let number = u32::from_str_radix(digits, 16).ok()?;
    let surrogate = (0xD800..0xDC00).contains(&number);
    let (c, len) = if surrogate {
        let low = u32::from_str_radix(rest.get(6..12)?.strip_prefix("\\u")?, 16).ok()?;
        (char::from_u32(0x10000 + ((number - 0xD800) << 10) + low.checked_sub(0xDC00)?)?, 12)
    } else {
        (char::from_u32(number)?, 6)
    };
    if c.is_control() {
        return None;
    }
    place.piece(len, if c == '\u{A0}' { ' ' } else { c }, 980, "escape of a program's string")
}

/// `\textit{word}`: the text stays; `\cite{key}`: nothing does.
fn tex(place: &Place<'_>, rest: &str) -> Option<Leftover> {
    let open = rest.find('{')?;
    let keeps = match rest.get(1..open)? {
        "textit" | "textbf" | "emph" | "textsc" | "texttt" | "underline" | "textrm" => true,
        "cite" | "citep" | "citet" | "ref" | "label" | "eqref" | "autocite" | "parencite" => false,
        _ => return None,
    };
    let len = rest.get(open..)?.find('}')?;
    let inner = rest.get(open + 1..open + len)?;
    if inner.contains(['{', '\\']) {
        return None;
    }
    place
        .piece(open + len + 1, if keeps { inner } else { "" }, 940, "command of TeX")
        .map(|piece| Leftover { safe: keeps, ..piece })
}

/// `%20`, `%E2%80%99` between letters and outside addresses
pub(super) fn percent(place: &Place<'_>) -> Option<Leftover> {
    let rest = place.window(60);
    let bytes = escaped_bytes(rest, b'%');
    if bytes.is_empty() || place.in_link() {
        return None;
    }
    let run = place.back(200).rsplit(char::is_whitespace).next().unwrap_or_default();
    if run.contains(['/', '=', '&', '?', '@']) || !place.before().is_some_and(|c| c.is_alphabetic()) {
        return None;
    }
    let text = std::str::from_utf8(&bytes).ok()?;
    let after = place.char_at(3 * bytes.len());
    let proper = text
        .chars()
        .all(|c| matches!(c, ' ' | '\'' | '"' | ',' | '(' | ')' | '&') || !c.is_ascii() && !c.is_control());
    if proper && after.is_some_and(char::is_alphabetic) {
        place.piece(3 * bytes.len(), text, 930, "escape of a web address")
    } else {
        None
    }
}

/// `=E2=80=99`, `=20`: mail whose transfer encoding was not undone
pub(super) fn quoted_printable(place: &Place<'_>) -> Option<Leftover> {
    let rest = place.window(60);
    let bytes = escaped_bytes(rest, b'=');
    let len = 3 * bytes.len();
    let words = place.back(40).rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    match bytes.as_slice() {
        // A space at the end of a line. `x=20` is a sum.
        [0x20] => {
            let spaced = place.char_at(3).is_none_or(char::is_whitespace);
            if spaced && words.len() >= 3 {
                place.piece(3, "", 760, "escape of quoted-printable mail")
            } else {
                None
            }
        }
        [_, _, ..] => {
            let text = std::str::from_utf8(&bytes).ok()?;
            let proper = text.chars().all(|c| !c.is_ascii() && !c.is_control());
            if proper { place.piece(len, text, 980, "escape of quoted-printable mail") } else { None }
        }
        _ => None,
    }
}

/// The bytes of a run of `sign` and two hexadecimal digits each, in capitals.
fn escaped_bytes(text: &str, sign: u8) -> Vec<u8> {
    let digit = |b: u8| matches!(b, b'0'..=b'9' | b'A'..=b'F');
    text.as_bytes()
        .chunks_exact(3)
        .map_while(|chunk| match *chunk {
            [s, high, low] if s == sign && digit(high) && digit(low) => {
                let hex = [high, low];
                u8::from_str_radix(std::str::from_utf8(&hex).ok()?, 16).ok()
            }
            _ => None,
        })
        .collect()
}
