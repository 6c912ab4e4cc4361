//! `&amp;` -> `&`

/// Longest number that can name a character, with leading zeros to spare.
const LONGEST_NUMBER: usize = 12;

/// The character reference that `text` starts with: its length and what it stands for.
pub(super) fn entity(text: &str) -> Option<(usize, String)> {
    let bytes = text.as_bytes();
    if bytes.get(1) == Some(&b'#') {
        return number(text);
    }
    let name = bytes
        .iter()
        .skip(1)
        .take(htmlize::ENTITY_MAX_LENGTH)
        .take_while(|b| b.is_ascii_alphanumeric())
        .count();
    if name == 0 {
        return None;
    }
    let closed = usize::from(bytes.get(1 + name) == Some(&b';'));
    // Without its semicolon the longest name that the standard still allows so counts: `&ampx` is `&x`.
    (1..=name + closed).rev().find_map(|len| {
        let glyph = htmlize::ENTITIES.get(bytes.get(..1 + len)?)?;
        Some((1 + len, std::str::from_utf8(glyph).ok()?.to_owned()))
    })
}

/// `&#8217;`, `&#x2019;`
fn number(text: &str) -> Option<(usize, String)> {
    let body = text.get(2..)?;
    let (digits, radix, prefix) = match body.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16, 3),
        None => (body, 10, 2),
    };
    let len = digits.bytes().take(LONGEST_NUMBER).take_while(|b| char::from(*b).is_digit(radix)).count();
    let code = u32::from_str_radix(digits.get(..len)?, radix).ok()?;
    let c = match code {
        // As browsers do: such numbers come from pages written in windows-1252.
        0x80..=0x9F => {
            let byte = [u8::try_from(code).ok()?];
            encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte).0.chars().next()?
        }
        0 => '\u{FFFD}',
        _ => char::from_u32(code).unwrap_or('\u{FFFD}'),
    };
    let closed = usize::from(digits.as_bytes().get(len) == Some(&b';'));
    Some((prefix + len + closed, c.to_string()))
}

#[cfg(test)]
mod tests {
    use super::entity;

    #[test]
    fn references_are_decoded_as_browsers_do() {
        let decoded = |text| entity(text).map(|(len, glyph)| (&text[..len], glyph));
        assert_eq!(decoded("&amp; more"), Some(("&amp;", "&".to_owned())));
        assert_eq!(decoded("&mdash;x"), Some(("&mdash;", "—".to_owned())));
        assert_eq!(decoded("&copy2020"), Some(("&copy", "©".to_owned())));
        assert_eq!(decoded("&#8217;s"), Some(("&#8217;", "’".to_owned())));
        assert_eq!(decoded("&#x2019;s"), Some(("&#x2019;", "’".to_owned())));
        assert_eq!(decoded("&#146;s"), Some(("&#146;", "’".to_owned())));
        assert_eq!(decoded("&#xD800;"), Some(("&#xD800;", "\u{FFFD}".to_owned())));
        assert_eq!(decoded("& more"), None);
        assert_eq!(decoded("&nosuch;"), None);
        assert_eq!(decoded("&#;"), None);
    }
}
