//! English contractions as proof: in `donXt` the X can only be an apostrophe.

/// Whether the `len` characters at `at` stand where only an apostrophe can: `don…t`, `they…re`, `farmer…s`.
pub(crate) fn apostrophe_at(chars: &[char], at: usize, len: usize) -> bool {
    parts(chars, at, len)
        .is_some_and(|(before, after)| is_contraction(&before, &after) || after == "s" && before.len() >= 2)
}

/// The same for the contractions of pronouns and auxiliary verbs only, without genitives.
pub(super) fn is_common(chars: &[char], at: usize, len: usize) -> bool {
    parts(chars, at, len).is_some_and(|(before, after)| is_contraction(&before, &after))
}

/// The ASCII letters directly before and after, in lower case.
fn parts(chars: &[char], at: usize, len: usize) -> Option<(String, String)> {
    let mut before: String = chars.get(..at)?.iter().rev().take_while(|c| c.is_ascii_alphabetic()).collect();
    before = before.chars().rev().collect();
    before.make_ascii_lowercase();
    let mut after: String = chars.get(at + len..)?.iter().take_while(|c| c.is_alphanumeric()).collect();
    after.make_ascii_lowercase();
    Some((before, after))
}

fn is_contraction(before: &str, after: &str) -> bool {
    match after {
        "t" => matches!(
            before,
            "ain"
                | "aren"
                | "can"
                | "couldn"
                | "didn"
                | "doesn"
                | "don"
                | "hadn"
                | "hasn"
                | "haven"
                | "isn"
                | "mightn"
                | "mustn"
                | "needn"
                | "oughtn"
                | "shan"
                | "shouldn"
                | "wasn"
                | "weren"
                | "won"
                | "wouldn"
        ),
        "re" => matches!(before, "they" | "we" | "you" | "who" | "there" | "what" | "how"),
        "ve" => matches!(
            before,
            "i" | "they" | "we" | "you" | "who" | "would" | "could" | "should" | "might" | "must" | "there"
        ),
        "ll" => matches!(
            before,
            "i" | "he" | "she" | "it" | "they" | "we" | "you" | "who" | "that" | "there" | "what"
        ),
        "d" => matches!(before, "i" | "he" | "she" | "it" | "they" | "we" | "you" | "who" | "that" | "there"),
        "m" => before == "i",
        "s" => matches!(
            before,
            "it" | "he" | "she" | "that" | "there" | "here" | "what" | "who" | "where" | "how" | "let"
        ),
        _ => false,
    }
}
