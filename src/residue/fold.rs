//! One spelling for the forms of a name: accents taken off, other scripts in Latin letters, as newspapers write them.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// `word` in lower-case Latin letters without accents: `Łódź` -> `lodz`, `Yıldırım` -> `yildirim`, `Орёл` -> `orel`.
#[must_use]
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    if word.is_ascii() {
        out.extend(word.bytes().filter(u8::is_ascii_alphabetic).map(|b| b.to_ascii_lowercase() as char));
        return out;
    }
    for c in word.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'a'..='z' => out.push(c),
            _ => out.push_str(letter(c)),
        }
    }
    // Russian adjectives: `Навальный` is Navalny. (Decomposed, the last letter has lost its breve.)
    let cyrillic = |word: &str| word.chars().any(|c| ('\u{400}'..'\u{530}').contains(&c));
    if ["yy", "iy", "yi", "ii"].iter().any(|end| out.ends_with(end)) && cyrillic(word) {
        out.truncate(out.len() - 2);
        out.push('y');
    }
    out
}

/// A letter beyond ASCII of the Latin, Greek or Cyrillic alphabet; empty for others.
pub(crate) const fn letter(c: char) -> &'static str {
    match c {
        'ı' | 'і' | 'ї' | 'ι' | 'и' => "i",
        'ł' | 'л' | 'λ' => "l",
        'ø' | 'о' | 'ο' | 'ω' => "o",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'đ' | 'ð' | 'д' | 'δ' => "d",
        'þ' | 'θ' => "th",
        'ə' | 'е' | 'э' | 'є' | 'ε' => "e",
        'а' | 'α' => "a",
        'б' | 'β' => "b",
        'в' => "v",
        'г' | 'ґ' | 'γ' => "g",
        'ж' => "zh",
        'з' | 'ζ' => "z",
        'й' | 'ы' | 'υ' => "y",
        'к' | 'κ' => "k",
        'м' | 'μ' => "m",
        'н' | 'ν' => "n",
        'п' | 'π' => "p",
        'р' | 'ρ' => "r",
        'с' | 'σ' | 'ς' => "s",
        'т' | 'τ' => "t",
        'у' => "u",
        'ф' | 'φ' => "f",
        'х' => "kh",
        'χ' => "ch",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ю' => "yu",
        'я' => "ya",
        'η' => "i",
        'ξ' => "x",
        'ψ' => "ps",
        _ => "",
    }
}

/// The consonants of a word in Arabic or Latin script, for names whose vowels the script does not write: `برادر` and
/// `Baradar` -> `brdr`. Empty where there are fewer than three.
#[must_use]
pub fn skeleton(word: &str) -> String {
    let mut out = String::new();
    let folded;
    let letters = if word.chars().any(|c| ('\u{600}'..'\u{700}').contains(&c)) {
        word.strip_prefix("ال").unwrap_or(word)
    } else {
        folded = fold(word);
        folded.as_str()
    };
    let mut chars = letters.chars().peekable();
    while let Some(c) = chars.next() {
        let digraph = chars.peek() == Some(&'h');
        let class = match c {
            'k' | 'g' | 's' | 't' | 'd' | 'c' if digraph => {
                chars.next();
                match c {
                    'k' => 'x',
                    'g' => 'g',
                    's' | 'c' => 'c',
                    't' => 't',
                    _ => 'd',
                }
            }
            'b' | 'ب' => 'b',
            'p' | 'پ' => 'p',
            't' | 'ت' | 'ط' | 'ث' => 't',
            'j' | 'ج' => 'j',
            'چ' | 'ش' => 'c',
            'ح' | 'ه' | 'h' => 'h',
            'خ' | 'x' => 'x',
            'd' | 'د' | 'ذ' | 'ض' => 'd',
            'r' | 'ر' => 'r',
            'z' | 'ز' | 'ظ' | 'ژ' => 'z',
            's' | 'س' | 'ص' => 's',
            'g' | 'غ' | 'گ' => 'g',
            'f' | 'ف' => 'f',
            'k' | 'c' | 'q' | 'ك' | 'ک' | 'ق' => 'k',
            'l' | 'ل' => 'l',
            'm' | 'م' => 'm',
            'n' | 'ن' => 'n',
            // A written `v` is Persian waw.
            _ => continue,
        };
        // Doubled letters are written once in Arabic script.
        if !out.ends_with(class) || !digraph && is_vowel_before(letters, c) {
            out.push(class);
        }
    }
    if out.ends_with('h') {
        out.pop();
    }
    if out.len() < 3 { String::new() } else { out }
}

/// Whether `c` occurs in `letters` with a vowel between its two occurrences, so that both are written.
fn is_vowel_before(letters: &str, c: char) -> bool {
    let mut doubled = [0; 8];
    let doubled: &str = {
        let n = c.encode_utf8(&mut doubled[..4]).len();
        let mut second = [0; 4];
        let m = c.encode_utf8(&mut second).len();
        doubled[n..n + m].copy_from_slice(&second[..m]);
        std::str::from_utf8(&doubled[..n + m]).unwrap_or_default()
    };
    !letters.contains(doubled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_other_scripts_meet_their_latin_forms() {
        assert_eq!(fold("Łódź"), "lodz");
        assert_eq!(fold("Yıldırım"), "yildirim");
        assert_eq!(fold("Навальный"), fold("Navalny"));
        assert_eq!(fold("İyi"), "iyi");
        assert_eq!(skeleton("برادر"), skeleton("Baradar"));
        assert_eq!(skeleton("حريري"), skeleton("Hariri"));
        assert_eq!(skeleton("Ali"), "");
    }
}
