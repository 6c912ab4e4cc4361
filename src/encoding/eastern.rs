//! UTF-8 read as a Chinese or Japanese encoding, which takes two bytes at a time and swallows the letter after: `it鈥檚`.

use encoding_rs::{Encoding, GBK, SHIFT_JIS};

use super::Other;

/// Repairs a word of Latin letters with Chinese or Japanese characters inside that are halves of quotation marks or accents.
pub(super) fn repair(word: &str) -> Option<Other> {
    let eastern = |c: char| matches!(c, '\u{3000}'..='\u{9FFF}' | '\u{FF00}'..='\u{FF9F}');
    if !word.chars().any(|c| eastern(c) || matches!(c, '窶' | '鈥')) {
        return None;
    }
    [(GBK, '鈥'), (SHIFT_JIS, '窶')].into_iter().find_map(|(encoding, half)| {
        // The last byte of a closing mark finds no partner before a space and becomes a question mark.
        let marked = word.contains(half);
        let lost: String = [half, '?'].iter().collect();
        let whole = if word.contains(&lost) { word.replace(&lost, "\u{1}") } else { word.to_owned() };
        let text = read_back(&whole, encoding)?.replace('\u{1}', "”");
        let plausible = text.chars().all(|c| !eastern(c) && (!c.is_control()) && c < '\u{2300}');
        let letters = text.chars().filter(char::is_ascii_lowercase).count();
        let accents = text.chars().all(|c| c < '\u{180}' || ('\u{2010}'..='\u{2030}').contains(&c));
        (text != word && plausible && accents && (marked || letters >= 3)).then(|| Other {
            text,
            confidence: if marked { 970 } else { 900 },
            because: format!("UTF-8 read as {}", encoding.name()),
        })
    })
}

fn read_back(word: &str, encoding: &'static Encoding) -> Option<String> {
    let (bytes, _, failed) = encoding.encode(word);
    if failed { None } else { std::str::from_utf8(&bytes).ok().map(str::to_owned) }
}
