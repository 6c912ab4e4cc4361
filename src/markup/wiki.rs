//! Wiki text, Markdown and bulletin-board code.

use super::{Budget, Leftover, Place};

/// Links and notes in square brackets that wikis print into the text.
const NOTES: &[(&str, u16)] = &[
    ("edit", 970),
    ("edit source", 980),
    ("edit | edit source", 980),
    ("citation needed", 980),
    ("clarification needed", 980),
    ("who?", 900),
    ("when?", 900),
    ("where?", 900),
    ("which?", 900),
    ("why?", 900),
    ("by whom?", 920),
    ("according to whom?", 960),
    ("dubious", 720),
    ("dubious – discuss", 970),
    ("dead link", 960),
    ("permanent dead link", 970),
    ("verification needed", 970),
    ("better source needed", 970),
    ("not in citation given", 970),
    ("failed verification", 970),
    ("unreliable source?", 970),
    ("full citation needed", 970),
    ("page needed", 960),
    ("original research?", 960),
    ("weasel words", 900),
    ("modifier", 960),
    ("modifier le code", 980),
    ("modifier | modifier le code", 980),
    ("Bearbeiten", 980),
    ("Bearbeiten | Quelltext bearbeiten", 980),
    ("editar", 960),
    ("editar código", 970),
    ("modifica", 960),
    ("modifica wikitesto", 970),
    ("править", 980),
    ("править код", 980),
    ("bewerken", 960),
    ("brontekst bewerken", 970),
    ("edytuj", 960),
    ("edytuj kod", 970),
    ("değiştir", 960),
    ("kaynağı değiştir", 970),
];

/// Codes of bulletin boards.
const CODES: &[&str] = &[
    "b", "i", "u", "s", "url", "img", "quote", "color", "size", "code", "list", "spoiler", "center", "font",
    "youtube", "email",
];

/// `[edit]`, `[[link|text]]`, `[text](url)`, `[b]`, `[caption id="…"]`
pub(super) fn bracket(place: &Place<'_>, budget: &mut Budget) -> Option<Leftover> {
    let window = place.window(400);
    if window.starts_with("[[") {
        return wiki_link(place, window);
    }
    let end = window.find(']')?;
    let inner = window.get(1..end)?;
    if inner.is_empty() || inner.contains('[') && !window.get(end..)?.starts_with("](") {
        return None;
    }
    if window.get(end..)?.starts_with("](") {
        return link(place, window, 0);
    }
    if let Some((_, sure)) = NOTES.iter().find(|(note, _)| note.eq_ignore_ascii_case(inner)) {
        // A reader's question touches the word it doubts and is in small letters; in an interview `[Why?]` is spoken.
        let asked = inner.ends_with('?')
            && (place.before().is_none_or(char::is_whitespace) || inner.starts_with(char::is_uppercase));
        return if asked { None } else { place.piece(end + 1, "", *sure, "note of a wiki") };
    }
    board_code(place, inner, end + 1, budget).or_else(|| shortcode(place, inner, end + 1))
}

/// `[[Kraków|Cracow]]`
fn wiki_link(place: &Place<'_>, window: &str) -> Option<Leftover> {
    let end = window.find("]]")?;
    let inner = window.get(2..end)?;
    let named = inner.starts_with(|c: char| c.is_alphabetic() || c == ':' || c == '#');
    // f[[1]] and [[1, 2], [3]] are program text.
    if !named
        || inner.contains(['[', '\n'])
        || place.before().is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '[')
    {
        return None;
    }
    let bare = inner.trim_start_matches(':');
    let file = ["File:", "Image:", "Category:", "Datei:", "Fichier:", "Файл:"]
        .iter()
        .any(|prefix| bare.starts_with(prefix));
    let text = if file { "" } else { inner.rsplit('|').next().unwrap_or(inner) };
    place.piece(end + 2, text, 970, "link of a wiki")
}

/// `[text](https://…)`; `from` is where the bracket stands in `window`.
fn link(place: &Place<'_>, window: &str, from: usize) -> Option<Leftover> {
    let close = window.get(from..)?.find("](")? + from;
    let text = window.get(from + 1..close)?;
    let target = window.get(close + 2..)?;
    let len = target.find(')')?;
    let target = target.get(..len)?.trim();
    let address = target.split_whitespace().next().unwrap_or_default();
    let is_address = ["http://", "https://", "/", "#", "www.", "mailto:", "./", "../"]
        .iter()
        .any(|head| address.starts_with(head))
        || [".html", ".htm", ".md", ".pdf", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"]
            .iter()
            .any(|tail| address.ends_with(tail));
    if !is_address || text.contains('\n') {
        return None;
    }
    let text = if from == 1 { "" } else { text };
    place.piece(
        close + 2 + len + 1,
        text,
        970,
        if from == 1 { "image of Markdown" } else { "link of Markdown" },
    )
}

/// `![alt](picture.jpg)`
pub(super) fn image(place: &Place<'_>, _budget: &mut Budget) -> Option<Leftover> {
    let window = place.window(400);
    if !window.starts_with("![") {
        return None;
    }
    link(place, window, 1)
}

/// `[b]…[/b]`, `[url=…]`, `[quote=marta]`
fn board_code(place: &Place<'_>, inner: &str, len: usize, budget: &mut Budget) -> Option<Leftover> {
    let closing = inner.strip_prefix('/');
    let name = closing.unwrap_or(inner).split('=').next()?;
    let known = CODES.iter().any(|code| code.eq_ignore_ascii_case(name));
    if !known {
        return None;
    }
    let partner = match closing {
        // The opening one stands before, or the closing one is no code: `[/i/]` is phonetics.
        Some(_) => {
            let head = place.back(4000);
            let affordable = budget.take(head.len());
            let (head, name) = (head.to_ascii_lowercase(), name.to_ascii_lowercase());
            affordable && (head.contains(&format!("[{name}]")) || head.contains(&format!("[{name}=")))
        }
        None => {
            inner.contains('=') && !inner.ends_with('=') && !inner.contains(' ')
                || budget.take(place.window(4000).len())
                    && place
                        .window(4000)
                        .to_ascii_lowercase()
                        .contains(&format!("[/{}]", name.to_ascii_lowercase()))
        }
    };
    if partner { place.piece(len, "", 970, "code of a bulletin board") } else { None }
}

/// `[caption id="attachment_31"]…[/caption]`
fn shortcode(place: &Place<'_>, inner: &str, len: usize) -> Option<Leftover> {
    let name_end = inner
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '/')))
        .unwrap_or(inner.len());
    let name = inner.get(..name_end)?;
    let attributes = inner.get(name_end..)?;
    let has_attributes = attributes.contains("=\"")
        || attributes.contains("='")
        || attributes.contains("=”")
        || attributes.contains("=“");
    if has_attributes && name.starts_with(|c: char| c.is_ascii_lowercase()) {
        return place.piece(len, "", 970, "shortcode of a weblog program");
    }
    let closed = name.strip_prefix('/')?;
    let well_known = matches!(
        closed,
        "caption"
            | "gallery"
            | "embed"
            | "audio"
            | "video"
            | "playlist"
            | "shortcode"
            | "vc_row"
            | "vc_column"
            | "dropcap"
    );
    if well_known && attributes.is_empty() {
        place.piece(len, "", 960, "shortcode of a weblog program")
    } else {
        None
    }
}

/// `{{convert|120|km}}`, `{% include x %}`
pub(super) fn template(place: &Place<'_>) -> Option<Leftover> {
    let window = place.window(500);
    // f{{…}} and ${{…}} are program text.
    if place.before().is_some_and(|c| c.is_alphanumeric() || matches!(c, '$' | '{' | '\\' | '#')) {
        return None;
    }
    if window.starts_with("{%") {
        let end = window.find("%}")?;
        return place.piece(end + 2, "", 960, "template").map(|piece| Leftover { safe: false, ..piece });
    }
    let body = window.strip_prefix("{{")?;
    if !body.trim_start_matches([' ', '#', ':']).starts_with(char::is_alphabetic) {
        return None;
    }
    // Templates nest: {{a|{{b}}}}
    let mut depth = 1_usize;
    let bytes = body.as_bytes();
    let mut at = 0;
    while at + 1 < bytes.len() {
        match bytes.get(at..at + 2) {
            Some(b"{{") => {
                depth += 1;
                at += 2;
            }
            Some(b"}}") => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    return place
                        .piece(2 + at, "", 960, "template")
                        .map(|piece| Leftover { safe: false, ..piece });
                }
            }
            _ => at += 1,
        }
    }
    None
}

/// `**bold**`
pub(super) fn stars(place: &Place<'_>) -> Option<Leftover> {
    let window = place.window(300);
    let body = window.strip_prefix("**")?;
    // Hidden letters of a strong word and rows of stars have a letter before, a star behind or a space inside.
    let opens = place
        .before()
        .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '“' | '"' | '‘' | '—' | '–' | '['))
        && body.starts_with(|c: char| {
            c.is_alphanumeric() || matches!(c, '“' | '"' | '‘' | '(' | '$' | '€' | '£')
        });
    if !opens {
        return None;
    }
    let len = body.find('*')?;
    let (inner, tail) = body.split_at_checked(len)?;
    let tail = tail.strip_prefix("**")?;
    let closes = !inner.ends_with(char::is_whitespace)
        && !inner.contains('\n')
        && !tail.starts_with(|c: char| c.is_alphanumeric() || c == '*');
    if closes { place.piece(len + 4, inner, 930, "bold type of Markdown") } else { None }
}

/// `== Early years ==` as a line of its own
pub(super) fn heading(place: &Place<'_>) -> Option<Leftover> {
    if place.at != 0 {
        return None;
    }
    let line = place.text.trim_end();
    let level = line.bytes().take_while(|b| *b == b'=').count();
    if !(2..=6).contains(&level) || line.len() > 200 {
        return None;
    }
    let signs = line.get(..level)?;
    let inner = line.strip_prefix(signs)?.strip_suffix(signs)?;
    let title = inner.trim();
    let proper = title.starts_with(char::is_alphanumeric) && !title.contains(['=', '\n']);
    if proper { place.piece(line.len(), title, 970, "heading of a wiki") } else { None }
}

/// `'''North Light'''`
pub(super) fn quotes(place: &Place<'_>) -> Option<Leftover> {
    let window = place.window(200);
    if !window.starts_with("'''") || place.before() == Some('\'') {
        return None;
    }
    let marks = window.bytes().take_while(|b| *b == b'\'').count();
    let signs = window.get(..marks).filter(|_| matches!(marks, 3 | 5))?;
    let body = window.get(marks..)?;
    let len = body.find('\'').filter(|_| body.starts_with(char::is_alphanumeric))?;
    let (inner, tail) = body.split_at_checked(len)?;
    let closes = tail.starts_with(signs)
        && !tail.get(marks..).is_some_and(|t| t.starts_with('\''))
        && !inner.ends_with(char::is_whitespace);
    if closes { place.piece(2 * marks + len, inner, 965, "bold type of a wiki") } else { None }
}
