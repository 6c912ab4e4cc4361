//! Words that tell compounds from dashes, by language. Closed classes; in each list the words stand between spaces.

use crate::lang::Lang;

fn among(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split_ascii_whitespace().any(|entry| entry == word)
}

/// Whether a suspended hyphen may stand before `word`: "pre- and post-war", "Haupt- sowie Nebenstraßen".
pub(super) fn joins(lang: Lang, word: &str) -> bool {
    let own = match lang {
        Lang::De => "und oder bis sowie bzw als aber noch statt",
        Lang::Fr => "et ou à ni",
        Lang::Es => "y e o u a ni",
        Lang::It => "e ed o od a",
        Lang::Pt => "e ou a",
        Lang::Nl => "en of tot als",
        Lang::Ru => "и или до а но",
        Lang::Pl => "i oraz lub albo czy a",
        Lang::Tr => "ve veya ya ile",
        _ => "",
    };
    among("and or to but nor versus vs through plus as rather than not instead v. &", word)
        || among(own, word)
}

/// Prefixes that take a hyphen.
pub(super) fn is_prefix(word: &str) -> bool {
    among(
        "anti non pro pre post co ex self semi multi inter mid sub ultra vice cross socio half quasi pseudo counter neo pan \
         super hyper trans intra extra mini micro macro mega bi tri eco bio geo electro euro afro anglo franco",
        word,
    )
}

/// Second parts that make a compound of what stands before them.
pub(super) fn is_tail(word: &str) -> bool {
    among(
        "based led owned term born backed sponsored controlled related style wide sized scale speaking minded oriented driven \
         friendly funded operated ridden stricken torn loving winning educated paid equipped lasting standing level income \
         profile ranking governmental economic class dependent edge sector fledged rated",
        word,
    )
}

/// Endings named as endings: "the suffix -less".
pub(super) fn is_suffix(word: &str) -> bool {
    among(
        "less able ible wise ness ship ful like free ed er ers ism ist ious ous ing ly fold ment tion ity ty ish dom hood",
        word,
    )
}

/// Words that announce a part of a word.
pub(super) fn names_part(word: &str) -> bool {
    among(
        "suffix suffixes ending endings prefix prefixes affix affixes termination particle morpheme option flag switch",
        word,
    )
}

/// `twenty` to `ninety`.
pub(super) fn is_ten(word: &str) -> bool {
    among("twenty thirty forty fifty sixty seventy eighty ninety", word)
}

/// `one` to `ninth`, behind a ten.
pub(super) fn is_unit(word: &str) -> bool {
    among(
        "one two three four five six seven eight nine first second third fourth fifth sixth seventh eighth ninth ones twos",
        word,
    )
}

/// `one` to `ten`, before a fraction or measure.
pub(super) fn is_count(word: &str) -> bool {
    among("one two three four five six seven eight nine ten twelve half", word)
}

/// Fractions.
pub(super) fn is_fraction(word: &str) -> bool {
    among(
        "third thirds quarter quarters fourth fourths fifth fifths sixth sixths eighth eighths tenth tenths",
        word,
    )
}

/// Measures that make a compound with a number: "10-year", "six-storey".
pub(super) fn is_measure(word: &str) -> bool {
    among(
        "year month week day hour minute second mile metre meter kilometre kilometer foot inch page point man woman member \
         storey story seat bed room way part time fold acre hectare tonne ton pound dollar degree car car-park goal",
        word,
    )
}

/// Pronouns and particles that hang on a verb or word by a hyphen: "dit-il", "tornou-se", "какой-то".
pub(super) fn is_clitic(lang: Lang, word: &str) -> bool {
    match lang {
        Lang::Fr => among("il elle ils elles on ce ci là t même mêmes", word),
        Lang::Pt => among("se lhe lhes me te lo la los las nos", word),
        Lang::Ru => among("то либо нибудь ка таки за под", word),
        _ => false,
    }
}
