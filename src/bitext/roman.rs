//! Words of any script in one alphabet, so that a name can be looked for in another language.
//!
//! `Кадыров` stands in an English text as `Kadyrov`, `Benedictului` as `Benedict`, `Ivanovile` as `Ivanov`, `بيرادر` as
//! `Baradar`: letters change scripts, endings come and go, vowels are written or not. What stays is the beginning and the
//! consonants, and that is all that is compared here.

use unicode_normalization::UnicodeNormalization;

use crate::document::classes::is_combining;
use crate::residue::fold;

/// Longest word that is compared; longer ones are no names.
const LONGEST: usize = 48;

/// A word in lower-case ASCII letters, as transliterators write it.
#[must_use]
pub fn roman(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    if word.is_ascii() {
        out.extend(word.bytes().filter(u8::is_ascii_alphanumeric).map(|b| b.to_ascii_lowercase() as char));
        return out;
    }
    for c in word.nfd().filter(|c| !is_combining(*c)).flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => out.push(c),
            _ => out.push_str(letter(c)),
        }
    }
    out
}

/// One letter of another alphabet. Vowels that Arabic and Hebrew do not write are not made up: only consonants of such
/// words are compared.
const fn letter(c: char) -> &'static str {
    match c {
        'ا' | 'أ' | 'آ' | 'إ' | 'א' => "a",
        'ب' | 'ב' => "b",
        'چ' => "ch",
        'د' | 'ض' | 'ד' => "d",
        'ف' => "f",
        'غ' | 'گ' | 'ג' => "g",
        'ح' | 'ه' | 'ה' | 'ח' => "h",
        'ي' | 'ی' | 'ى' | 'י' => "i",
        'ج' => "j",
        'ك' | 'ک' | 'ق' | 'כ' | 'ך' | 'ק' => "k",
        'خ' => "kh",
        'ل' | 'ל' => "l",
        'م' | 'מ' | 'ם' => "m",
        'ن' | 'נ' | 'ן' => "n",
        'پ' | 'פ' | 'ף' => "p",
        'ر' | 'ר' => "r",
        'س' | 'ص' | 'ס' => "s",
        'ش' | 'ש' => "sh",
        'ت' | 'ط' | 'ט' | 'ת' => "t",
        'ث' => "th",
        'צ' | 'ץ' => "ts",
        'و' | 'ו' => "v",
        'ز' | 'ذ' | 'ظ' | 'ז' => "z",
        'ژ' => "zh",
        _ => fold::letter(c),
    }
}

/// The class of a letter that transliterators exchange for others.
const fn class(c: u8) -> u8 {
    match c {
        b'q' | b'c' | b'g' | b'x' => b'k',
        b'w' | b'f' | b'b' | b'p' => b'v',
        b'z' => b's',
        b'd' => b't',
        other => other,
    }
}

/// The consonants of a romanised word in classes, doubled ones once.
fn skeleton(roman: &str) -> Vec<u8> {
    let mut out: Vec<u8> = Vec::with_capacity(roman.len());
    // `Джимми`: Cyrillic writes the English j with two letters; elsewhere j is a vowel or nearly one (`Jerevan`, `Yerevan`).
    let roman = roman.strip_prefix("dzh").unwrap_or(roman);
    let bytes = roman.as_bytes();
    for (index, byte) in bytes.iter().take(LONGEST).enumerate() {
        let next = bytes.get(index + 1);
        let c = match byte {
            // `Sitsiilia`, Sicily.
            b'c' if matches!(next, Some(b'e' | b'i' | b'y')) => b's',
            // `Schuster`, Шустер.
            b'c' if next == Some(&b'h') && index > 0 && bytes[index - 1] == b's' => continue,
            b't' if next == Some(&b's') => continue,
            byte => class(*byte),
        };
        if !matches!(c, b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'h' | b'j') && out.last() != Some(&c) {
            out.push(c);
        }
    }
    out
}

/// Whether two romanised words may be the same name or the same international word: they begin alike as far as the shorter
/// stem goes, or their consonants are nearly the same.
#[must_use]
pub fn alike(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.len() < 2 || short.len() > LONGEST {
        return false;
    }
    let prefix = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    // An ending may be cut off the short one and put on the long one: `Riias` / `Riga`, `Moskvas` / `Moscow`.
    if prefix >= 4
        || prefix >= 3 && prefix * 5 >= short.len() * 3
        || prefix == 2 && short.len() <= 3 && long.len() <= 5
    {
        return true;
    }
    let (x, y) = (skeleton(a), skeleton(b));
    let (fewer, more) = if x.len() <= y.len() { (&x, &y) } else { (&y, &x) };
    match fewer.len() {
        0 => false,
        1 => more.len() <= 2 && more.starts_with(fewer) && a.as_bytes().first() == b.as_bytes().first(),
        2 => more.len() <= 3 && more.starts_with(fewer) || more.len() == 3 && more.ends_with(fewer),
        n => {
            // Endings: a beginning of the consonants is enough where it is long.
            let common = x.iter().zip(&y).take_while(|(p, q)| p == q).count();
            common >= 3 || distance(fewer, more) * 4 <= more.len() && more.len() >= n.max(4)
        }
    }
}

/// Whether two romanised words are plainly the same: where a likeness must not come about by chance.
#[must_use]
pub fn same_word(a: &str, b: &str) -> bool {
    let prefix = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    let short = a.len().min(b.len());
    if a == b || prefix >= 4 || prefix == 3 && short <= 5 {
        return true;
    }
    let (x, y) = (skeleton(a), skeleton(b));
    x == y && x.len() >= 2 || x.len().min(y.len()) >= 3 && distance(&x, &y) * 4 <= x.len().max(y.len())
}

/// Whether the consonants of a romanised word begin with all those of a name, three at least: `koranverse`, `quran`.
#[must_use]
pub fn begins_like(word: &str, name: &str) -> bool {
    let name = skeleton(name);
    name.len() >= 3 && skeleton(word).starts_with(&name)
}

/// A romanised word as it sounds, near enough: what languages spell in several ways (`Шустер`, Schuster; `Джакарта`, Jakarta;
/// `Aleksander`, Alexander) is spelt in one.
#[must_use]
pub fn sound(roman: &str) -> String {
    const SPELLINGS: [(&str, &str); 9] = [
        ("dzh", "j"),
        ("tsch", "ch"),
        ("tch", "ch"),
        ("sch", "sh"),
        ("ks", "x"),
        ("ck", "k"),
        ("qu", "kv"),
        ("ph", "f"),
        ("th", "t"),
    ];
    let mut out = String::with_capacity(roman.len());
    let mut rest = roman;
    while let Some(c) = rest.bytes().next() {
        if let Some((long, short)) = SPELLINGS.iter().find(|(long, _)| rest.starts_with(long)) {
            out.push_str(short);
            rest = &rest[long.len()..];
            continue;
        }
        rest = rest.get(1..).unwrap_or_default();
        let c = match c {
            b'w' => 'v',
            b'y' | b'j' if !out.is_empty() => 'i',
            b'c' if !rest.starts_with(['e', 'i', 'y', 'h']) => 'k',
            other => other as char,
        };
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

/// A romanised name without the endings of adjectives, peoples and long cases: `hugenottische`, Huguenot; `Кенийского`, Kenyan;
/// `Луганском`, Luhansk.
#[must_use]
pub fn root(roman: &str) -> &str {
    const ADJECTIVES: [&str; 14] =
        ["ians", "ian", "eans", "ean", "ans", "an", "ish", "ese", "ics", "ic", "ites", "ite", "iens", "ien"];
    const CASES: [&str; 6] = ["om", "em", "ami", "akh", "am", "ov"];
    const RUSSIAN: [&str; 11] = ["iy", "ii", "ogo", "omu", "im", "aya", "oy", "uyu", "oe", "ie", "ikh"];
    const SHORTEST: usize = 4;
    let long = |stem: &&str| stem.len() >= SHORTEST;
    let german = roman.rfind("isch").and_then(|at| roman.get(..at)).filter(long);
    let russian = || {
        let stem = RUSSIAN.iter().find_map(|end| roman.strip_suffix(end)?.strip_suffix("sk"));
        stem.filter(long)
    };
    let without = |endings: &[&str]| endings.iter().find_map(|end| roman.strip_suffix(end).filter(long));
    german.or_else(russian).or_else(|| without(&ADJECTIVES)).or_else(|| without(&CASES)).unwrap_or(roman)
}

/// Edit distance.
fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = i;
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
        for (j, y) in b.iter().enumerate() {
            let substituted = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_again_in_another_script_and_case() {
        for (there, here) in [
            ("Кадыровым", "Kadyrov"),
            ("Путина", "Putin"),
            ("Хрущёв", "Khrushchev"),
            ("برادر", "Baradar"),
            ("Αθήνα", "Athens"),
            ("Benedictului", "Benedict"),
            ("Ivanovile", "Ivanov"),
            ("Şarapova", "Sharapova"),
            ("Варшаве", "Warsaw"),
            ("Tšaikovski", "Tchaikovsky"),
            ("Мюллер", "Müller"),
            ("Sitsiiliasse", "Sicily"),
        ] {
            assert!(alike(&roman(there), &roman(here)), "{there} {here}");
        }
    }

    #[test]
    fn compounds_begin_like_their_first_name() {
        assert!(begins_like("koranversen", "quran"));
        assert!(!begins_like("kirchenlieder", "quran"));
    }

    #[test]
    fn spellings_that_sound_alike_are_one() {
        for (there, here) in [
            ("Шустер", "Schuster"),
            ("Джакарта", "Jakarta"),
            ("Aleksander", "Alexander"),
            ("Paschtun", "Pashtun"),
        ] {
            assert_eq!(sound(&roman(there)), sound(&roman(here)), "{there} {here}");
        }
    }

    #[test]
    fn adjectives_and_cases_share_a_root_with_their_names() {
        for (there, here) in [
            ("hugenottische", "Huguenot"),
            ("salomonischen", "Solomonic"),
            ("Кенийского", "Kenyan"),
            ("Луганском", "Luhansk"),
        ] {
            let (a, b) = (roman(there), roman(here));
            assert!(same_word(root(&a), root(&b)), "{} {}", root(&a), root(&b));
        }
        assert_eq!(root("iran"), "iran");
    }

    #[test]
    fn other_names_are_not() {
        for (there, here) in [
            ("Кадыров", "Putin"),
            ("Saksamaa", "Germany"),
            ("Berliinis", "London"),
            ("Popescu", "Vasile"),
            ("Anna", "Kabul"),
        ] {
            assert!(!alike(&roman(there), &roman(here)), "{there} {here}");
        }
    }
}
