//! All forms of the English lists in one table, so that Hunspell is loaded (15 ms a list) only for what is no plain word.
//!
//! The table answers as Hunspell does, for both lists at once: a capital at the beginning, words in capitals, parts between
//! hyphens, ordinals (`20th`). Words with other signs are left to Hunspell.
//! `cargo xtask forms` builds the table and compares every form with Hunspell.

use std::sync::LazyLock;

use bitflags::bitflags;

bitflags! {
    /// The English lists that have a word.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub struct Lists: u8 {
        /// The American one.
        const US = 1;
        /// The British one.
        const GB = 1 << 1;
        /// The American one, as a form that stands for capitals only: `Mcdonald`, of `MCDONALD`.
        const US_CAPITALS = 1 << 2;
        /// The British one, likewise.
        const GB_CAPITALS = 1 << 3;
    }
}

impl Lists {
    /// Both lists.
    pub const BOTH: Self = Self::US.union(Self::GB);

    /// The lists of a form, what stands for capitals included.
    const fn in_capitals(self) -> Self {
        Self::from_bits_truncate(self.bits() | self.bits() >> 2).intersection(Self::BOTH)
    }
}

/// The table of forms: [`Lists`] by spelling.
#[derive(Debug, Clone)]
pub struct Forms<'t>(fst::Map<&'t [u8]>);

/// The table in the binary; none where it cannot be read.
pub(crate) static ENGLISH: LazyLock<Option<Forms<'static>>> =
    LazyLock::new(|| Forms::new(include_bytes!("../../dictionaries/en/forms.bin")));

/// Words with more hyphens are left to Hunspell, which tries every way of parting them.
const MOST_HYPHENS: usize = 3;

/// Signs of the longest word with digits and letters that is told without Hunspell, which builds ordinals by rule.
const LONGEST_NUMBER: usize = 12;

/// Whether a word is a number with its ending (`21st`, `11th`): of all words with digits the lists have no others.
pub fn is_ordinal(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let number = digits.as_bytes();
    if number.is_empty() || number.iter().any(|b| !b.is_ascii_digit()) {
        return false;
    }
    let teen = number.len() > 1 && number[number.len() - 2] == b'1';
    let ending = match number[number.len() - 1] {
        b'1' if !teen => "st",
        b'2' if !teen => "nd",
        b'3' if !teen => "rd",
        _ => "th",
    };
    word[digits.len()..] == *ending
}

/// How a word is written, as Hunspell sees it.
#[derive(PartialEq, Eq)]
enum Case {
    /// No capital, or capitals in other places.
    AsIs,
    /// One capital, at the beginning.
    Title,
    /// Nothing in lower case, more than one capital.
    Upper,
}

/// A character of a word.
enum Sign {
    Small,
    Capital,
    /// A character that is in no form of either list, nor is its other case.
    Foreign,
    Apostrophe,
    Hyphen,
    Digit,
}

impl Sign {
    fn of(c: char) -> Option<Self> {
        Some(match c {
            'a'..='z' => Self::Small,
            'A'..='Z' => Self::Capital,
            '\'' => Self::Apostrophe,
            '-' => Self::Hyphen,
            '0'..='9' => Self::Digit,
            'À'..='ž' => {
                if lower(c) == c && upper(c) != c && lower(upper(c)) == c {
                    Self::Small
                } else if lower(c) != c && upper(lower(c)) == c {
                    Self::Capital
                } else if c.is_alphabetic() {
                    Self::Foreign
                } else {
                    return None;
                }
            }
            // Marks of other uses and characters that nobody sees.
            '#' | '@' | '_' | '/' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' => Self::Foreign,
            // Further Latin, Greek, Cyrillic, ...; scripts without case; not the letters whose other case is a plain one.
            'ƀ'..='\u{1CFF}' | '\u{1E00}'..='\u{1EFF}' | '\u{3041}'..='\u{D7A3}'
                if c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36F}') =>
            {
                Self::Foreign
            }
            _ => return None,
        })
    }
}

/// The lower case of a letter, itself where that is more than one character.
fn lower(c: char) -> char {
    let mut lower = c.to_lowercase();
    if lower.len() == 1 { lower.next().unwrap_or(c) } else { c }
}

/// The upper case of a letter, itself where that is more than one character.
fn upper(c: char) -> char {
    let mut upper = c.to_uppercase();
    if upper.len() == 1 { upper.next().unwrap_or(c) } else { c }
}

/// A word with a capital at its beginning.
fn title(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().into_iter().map(upper).chain(chars).collect()
}

impl<'t> Forms<'t> {
    /// The table in `bytes`, if there is one.
    #[must_use]
    pub fn new(bytes: &'t [u8]) -> Option<Self> {
        fst::Map::new(bytes).ok().map(Self)
    }

    /// The table of these forms, in bytes; nothing where they are not in order of their bytes.
    #[must_use]
    pub fn build<'f>(forms: impl IntoIterator<Item = (&'f str, Lists)>) -> Option<Vec<u8>> {
        let forms = forms.into_iter().map(|(form, lists)| (form, u64::from(lists.bits())));
        fst::Map::from_iter(forms).ok().map(|map| map.into_fst().into_inner())
    }

    /// The lists that have `word`, spelt with straight apostrophes and composed accents; `None` where only Hunspell can tell.
    #[must_use]
    pub fn lists(&self, word: &str) -> Option<Lists> {
        if word.bytes().any(|b| matches!(b, b'.' | b',' | b':')) {
            return self.with_stops(word);
        }
        let (mut hyphens, mut foreign) = (0, false);
        // Of the part since the last hyphen.
        let (mut letters, mut digits, mut run) = (false, false, 0);
        for c in word.chars() {
            match Sign::of(c)? {
                Sign::Hyphen if letters || digits => {
                    hyphens += 1;
                    (letters, digits, run) = (false, false, 0);
                    continue;
                }
                Sign::Hyphen => return None,
                Sign::Digit => digits = true,
                Sign::Foreign => (letters, foreign) = (true, true),
                _ => letters = true,
            }
            if digits {
                run += 1;
            }
            if letters && run > LONGEST_NUMBER {
                return None;
            }
        }
        if !letters && !digits || hyphens > MOST_HYPHENS {
            return None;
        }
        Some(if foreign { Lists::empty() } else { self.parted(word) })
    }

    /// The lists that have a word with stops, commas or colons (`p.m.`, `2.5`): none has such an entry, but Hunspell passes over
    /// stops at the end and knows numbers with single separators inside.
    fn with_stops(&self, word: &str) -> Option<Lists> {
        let word = word.trim_end_matches('.');
        if word.is_empty() || word.contains('-') {
            return None;
        }
        if !word.contains(['.', ',', ':']) {
            return self.lists(word);
        }
        let number =
            word.split(['.', ',']).all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
        Some(if number { Lists::BOTH } else { Lists::empty() })
    }

    /// The lists that have a word or the words between its hyphens. Hunspell parts a word at the second hyphen, then at the
    /// first; of a word in capitals it parts the form with one capital.
    fn parted(&self, word: &str) -> Lists {
        if word.bytes().all(|b| b == b'-' || b.is_ascii_digit()) {
            return Lists::BOTH;
        }
        let Some(first) = memchr::memchr(b'-', word.as_bytes()) else { return self.whole(word) };
        let folded =
            (Case::of(word) == Case::Upper).then(|| title(&word.chars().map(lower).collect::<String>()));
        let word = folded.as_deref().unwrap_or(word);
        let at = |hyphen: usize| {
            let rest = self.parted(&word[hyphen + 1..]);
            if rest.is_empty() { rest } else { rest & self.parted(&word[..hyphen]) }
        };
        let second = memchr::memchr(b'-', &word.as_bytes()[first + 1..]).map(|next| first + 1 + next);
        second.map_or(Lists::empty(), at) | at(first)
    }

    /// The lists that have a word without hyphens.
    fn whole(&self, word: &str) -> Lists {
        let case = Case::of(word);
        if word.bytes().any(|b| b.is_ascii_digit()) {
            let known = is_ordinal(word) || case == Case::Upper && is_ordinal(&word.to_ascii_lowercase());
            return if known { Lists::BOTH } else { Lists::empty() };
        }
        let exact = self.form(word) & Lists::BOTH;
        if case == Case::AsIs || exact == Lists::BOTH {
            return exact;
        }
        let small: String = word.chars().map(lower).collect();
        let mut lists = exact | self.form(&small) & Lists::BOTH;
        if case == Case::Upper {
            lists |= self.form(&title(&small)).in_capitals();
            // `O'NEIL` is `O'Neil`, `D'ETAT` is `d'Etat`.
            if let Some((before, after)) = small.split_once('\'')
                && !after.is_empty()
            {
                let second = format!("{before}'{}", title(after));
                lists |= self.form(&second).in_capitals() | self.form(&title(&second)).in_capitals();
            }
        }
        lists
    }

    /// What the table has for a spelling.
    fn form(&self, spelling: &str) -> Lists {
        Lists::from_bits_truncate(self.0.get(spelling).unwrap_or(0) as u8)
    }
}

impl Case {
    fn of(word: &str) -> Self {
        let (mut capitals, mut small, mut first) = (0, 0, false);
        for (index, c) in word.chars().enumerate() {
            match Sign::of(c) {
                Some(Sign::Capital) => {
                    capitals += 1;
                    first |= index == 0;
                }
                Some(Sign::Small) => small += 1,
                _ => {}
            }
        }
        match (capitals, small) {
            (1, _) if first => Self::Title,
            (1.., 0) => Self::Upper,
            _ => Self::AsIs,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;
    use crate::lexicon::Lexicon;

    /// A small generator of numbers, the same each time.
    struct Numbers(u64);

    impl Numbers {
        fn below(&mut self, end: usize) -> usize {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) as usize % end
        }
    }

    fn forms() -> Vec<String> {
        use fst::Streamer;
        let mut stream = ENGLISH.as_ref().expect("the table").0.stream();
        let mut forms = Vec::new();
        while let Some((form, _)) = stream.next() {
            forms.push(String::from_utf8(form.to_vec()).expect("UTF-8"));
        }
        forms
    }

    /// Compares table and Hunspell; returns whether the table could tell.
    fn compare(lexicon: &Lexicon, word: &str) -> bool {
        let told = ENGLISH.as_ref().expect("the table").lists(word);
        if let Some(lists) = told {
            assert_eq!(lists, lexicon.asked(word), "{word}");
        }
        told.is_some()
    }

    #[test]
    fn table_and_hunspell_agree() {
        let (lexicon, mut numbers, forms) = (Lexicon::default(), Numbers(7), forms());
        assert!(forms.len() > 150_000);
        let letters: Vec<char> = "aaeeioutnrslddhmckpgbfvwyzxjq'éèöüçñšŁÅAEST".chars().collect();
        let mut pick = || {
            let mut form: Vec<char> = forms[numbers.below(forms.len())].chars().collect();
            match numbers.below(9) {
                0 => form.iter_mut().for_each(|c| *c = upper(*c)),
                1 => form.iter_mut().for_each(|c| *c = lower(*c)),
                2 => form[0] = upper(form[0]),
                3 => {
                    let at = numbers.below(form.len());
                    form[at] = upper(form[at]);
                }
                4 => {
                    let at = numbers.below(form.len());
                    form[at] = letters[numbers.below(letters.len())];
                }
                5 => {
                    form = (0..1 + numbers.below(8)).map(|_| letters[numbers.below(letters.len())]).collect()
                }
                6 => form.extend("'s".chars()),
                7 => form.extend("'S".chars()),
                _ => {}
            }
            let mut word: String = form.into_iter().collect();
            for _ in 0..numbers.below(6).saturating_sub(2) {
                let other = &forms[numbers.below(forms.len())];
                word.push('-');
                match numbers.below(5) {
                    0 => word.push_str(&numbers.below(3000).to_string()),
                    1 => word.push_str(&other.to_uppercase()),
                    2 => word.insert_str(0, "UN-"),
                    _ => word.push_str(other),
                }
            }
            word
        };
        let told = (0..60_000).filter(|_| compare(&lexicon, &pick())).count();
        assert!(told > 45_000, "{told}");
    }

    #[test]
    fn words_with_digits_agree_with_hunspell() {
        let (lexicon, mut numbers) = (Lexicon::default(), Numbers(11));
        let endings = [
            "st", "nd", "rd", "th", "ST", "Th", "TH", "s", "'s", "D", "th's", "km", "-th", "th-men", "-a",
            "a1",
        ];
        let told = (0..20_000).filter(|_| {
            let digits = 1 + numbers.below(6);
            let number: String = (0..digits).map(|_| char::from(b'0' + numbers.below(10) as u8)).collect();
            let before = ["", "", "", "mid-", "H", "covid", "'"][numbers.below(7)];
            compare(&lexicon, &format!("{before}{number}{}", endings[numbers.below(endings.len())]))
        });
        assert!(told.count() > 18_000);
    }

    #[test]
    fn numbers_and_abbreviations_agree_with_hunspell() {
        let (lexicon, mut numbers) = (Lexicon::default(), Numbers(13));
        let parts = [
            ".", ".", ",", ":", "1", "20", "345", "000", "a", "p", "M", "etc", "No", "Mr", "'", "th", "-",
            "é", "ß",
        ];
        let told = (0..20_000).filter(|_| {
            let word: String = (0..1 + numbers.below(5)).map(|_| parts[numbers.below(parts.len())]).collect();
            compare(&lexicon, &word)
        });
        assert!(told.count() > 12_000);
    }

    #[test]
    fn letters_of_any_sort_agree_with_hunspell() {
        let lexicon = Lexicon::default();
        for c in ('\u{21}'..'\u{370}')
            .chain('\u{1E00}'..'\u{1F00}')
            .chain('\u{2000}'..'\u{2040}')
            .chain(('\u{370}'..'\u{D7FF}').step_by(7))
        {
            for word in
                [format!("{c}"), format!("caf{c}"), format!("{c}men"), format!("{c}MEN"), format!("a-{c}")]
            {
                compare(&lexicon, &word);
            }
        }
    }

    #[test]
    fn words_without_odd_signs_are_told_without_hunspell() {
        let table = ENGLISH.as_ref().expect("the table");
        for (word, lists) in [
            ("colour", Lists::GB),
            ("color", Lists::US),
            ("colour-color", Lists::empty()),
            ("UN-led", Lists::BOTH),
            ("UN-LED", Lists::empty()),
            ("O'NEIL", Lists::BOTH),
            ("MCDONALD", Lists::BOTH),
            ("Mcdonald", Lists::empty()),
            ("tbe", Lists::empty()),
            ("Москва", Lists::empty()),
            ("Ọmọ", Lists::empty()),
            ("p.m.", Lists::empty()),
            ("etc.", Lists::BOTH),
            ("55,000", Lists::BOTH),
            ("2.5", Lists::BOTH),
            ("10:30", Lists::empty()),
        ] {
            assert_eq!(table.lists(word), Some(lists), "{word}");
        }
        for word in ["1234567890123th", "a b", "ﬁsh", "-", "", "a--b"] {
            assert_eq!(table.lists(word), None, "{word}");
        }
        assert_eq!(Lexicon::default().knows(Lang::En, "20th"), Some(true));
    }
}
