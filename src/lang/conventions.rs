//! Spacing and quoting by language, after Unicode CLDR (quotation marks) and the national typographic codes
//! (Imprimerie nationale, Duden, RAE, PWN).

use super::Lang;

/// What is right in one language and a fault in another.
#[derive(Debug)]
pub struct Conventions {
    /// A space (best a narrow no-break one) stands before `; : ! ?` and inside guillemets.
    pub high_punctuation_spaced: bool,
    /// Pairs of quotation marks in use, outermost custom first; nested ones too.
    pub quotes: &'static [(char, char)],
    /// `3,14` rather than `3.14`.
    pub decimal_comma: bool,
    /// Questions and exclamations open with `¿` and `¡`.
    pub inverted_marks: bool,
    /// Speech may open with a dash and no quotation marks.
    pub dialogue_dash: bool,
}

const EN: &[(char, char)] = &[('“', '”'), ('‘', '’'), ('"', '"'), ('\'', '\'')];
const DE: &[(char, char)] = &[
    ('„', '“'),
    ('‚', '‘'),
    ('»', '«'),
    ('›', '‹'),
    ('«', '»'),
    ('‹', '›'),
    ('"', '"'),
    ('“', '”'),
    ('\'', '\''),
];
const FR: &[(char, char)] = &[('«', '»'), ('“', '”'), ('‹', '›'), ('‘', '’'), ('"', '"')];
const ES: &[(char, char)] = &[('«', '»'), ('“', '”'), ('‘', '’'), ('"', '"'), ('\'', '\'')];
const NL: &[(char, char)] = &[('‘', '’'), ('“', '”'), ('„', '”'), ('‚', '’'), ('"', '"'), ('\'', '\'')];
const PL: &[(char, char)] =
    &[('„', '”'), ('«', '»'), ('»', '«'), ('“', '”'), ('‘', '’'), ('‚', '’'), ('"', '"')];
const RU: &[(char, char)] = &[('«', '»'), ('„', '“'), ('“', '”'), ('"', '"')];
const TR: &[(char, char)] = &[('“', '”'), ('‘', '’'), ('"', '"'), ('\'', '\''), ('«', '»')];
const ANY: &[(char, char)] =
    &[('“', '”'), ('‘', '’'), ('"', '"'), ('«', '»'), ('„', '“'), ('„', '”'), ('»', '«'), ('\'', '\'')];

const fn with(quotes: &'static [(char, char)], decimal_comma: bool) -> Conventions {
    Conventions {
        high_punctuation_spaced: false,
        quotes,
        decimal_comma,
        inverted_marks: false,
        dialogue_dash: true,
    }
}

static ENGLISH: Conventions = Conventions { dialogue_dash: false, ..with(EN, false) };
static GERMAN: Conventions = Conventions { dialogue_dash: false, ..with(DE, true) };
static FRENCH: Conventions = Conventions { high_punctuation_spaced: true, ..with(FR, true) };
static SPANISH: Conventions = Conventions { inverted_marks: true, ..with(ES, true) };
static ITALIAN: Conventions = with(ES, true);
static DUTCH: Conventions = Conventions { dialogue_dash: false, ..with(NL, true) };
static RUSSIAN: Conventions = with(RU, true);
static TURKISH: Conventions = with(TR, true);
static POLISH: Conventions = with(PL, true);
static OTHER: Conventions = with(ANY, true);

pub(super) const fn of(lang: Lang) -> &'static Conventions {
    match lang {
        Lang::En => &ENGLISH,
        Lang::De => &GERMAN,
        Lang::Fr => &FRENCH,
        Lang::Es => &SPANISH,
        Lang::It | Lang::Pt => &ITALIAN,
        Lang::Nl => &DUTCH,
        Lang::Ru => &RUSSIAN,
        Lang::Tr => &TURKISH,
        Lang::Pl => &POLISH,
        Lang::Ar | Lang::Fa | Lang::Other => &OTHER,
    }
}
