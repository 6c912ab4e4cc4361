//! The six rules: what they are called and how they explain themselves.

use crate::rule::{Family, Rule, Severity};

/// What a proposal makes of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Spaces were lost.
    Fused,
    /// A space was added.
    Split,
    /// A hyphen of a line end stands inside a line.
    Hyphen,
    /// Mistyped.
    Misspelling,
    /// Misread.
    Glyph,
    /// A word that exists stands for another.
    Wrong,
}

/// In the order of [`Kind`].
pub static RULES: [Rule; 6] = [
    Rule {
        name: "fused-words",
        family: Family::Words,
        summary: "two or more words run together",
        explain: "The space between words was lost: in a column that was read too tightly, at a line end that was joined \
without one, at the seam of two passages of a translation (`ofthe`, `Iranmalignant`). The parts are words that fit their \
neighbours; a possessive that the parts need (`Iran’s malignant`) is put back. Spared: compounds that recur, brands, words of the \
project, names.",
        severity: Severity::Major,
    },
    Rule {
        name: "split-word",
        family: Family::Words,
        summary: "a word torn into parts",
        explain: "A space stands inside a word: wide type read letter by letter, a kerned capital, a broken line \
(`T ower`, `Compan y`, `gene ral`). The parts are no words or make no sense side by side, and together they are a word that \
does. Spared: pairs that exist (`a part`, `may be`), initials, lists.",
        severity: Severity::Major,
    },
    Rule {
        name: "line-break-hyphen",
        family: Family::Words,
        summary: "the hyphen of a line end inside a word",
        explain: "A word was hyphenated where a line ended, and the hyphen was kept when the lines were joined \
(`govern- ment`, `pia-nist`). The joined form is a word, and the parts are not or a gap follows the hyphen. Real hyphens \
stay: compounds whose parts are words, suspended hyphens (`pre- and post-war`).",
        severity: Severity::Minor,
    },
    Rule {
        name: "misspelling",
        family: Family::Words,
        summary: "no word, but close to one that fits",
        explain: "A string that is in no dictionary and no list of names, one or two typing errors away from a word that \
fits its neighbours (`recieve`, `opinoin`). Spared: names, forms that the document uses again and again, words of the \
project; an unknown word without a good correction is reported in the tier `possible` only.",
        severity: Severity::Major,
    },
    Rule {
        name: "glyph-confusion",
        family: Family::Words,
        summary: "letters that OCR takes for each other",
        explain: "A word whose letters were misread by shape: `rn` for `m`, `cl` for `d`, `b` for `h`, `c` for `e`, the long \
s for `f` (`tbe`, `rnoney`, `arid` for `and`). The correction is ranked by how often the shapes are confused and by how \
well the word fits its neighbours.",
        severity: Severity::Major,
    },
    Rule {
        name: "wrong-word",
        family: Family::Words,
        summary: "a real word in place of another that differs in a letter",
        explain: "A word that every dictionary has, but not the one that was meant: the neighbours hardly ever stand beside it, \
and one letter away is a word that they often stand beside (`form` for `from`, `he` for `be`). Only a large difference is \
reported, since people write unexpected things.",
        severity: Severity::Major,
    },
];

/// The rule of a kind.
pub fn rule(kind: Kind) -> &'static Rule {
    &RULES[kind as usize]
}

/// What is wrong, in a few words.
pub const fn message(kind: Kind) -> &'static str {
    match kind {
        Kind::Fused => "words run together",
        Kind::Split => "a space inside a word",
        Kind::Hyphen => "the hyphen of a line end inside a word",
        Kind::Misspelling => "not a word, but close to one",
        Kind::Glyph => "letters misread by their shape",
        Kind::Wrong => "probably another word",
    }
}
