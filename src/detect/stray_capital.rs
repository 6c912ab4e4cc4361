//! `PResident`, `tHe`, `sChool`: a capital inside a word.
//!
//! - Two capitals, then small letters: the shift key was held too long. Plurals of acronyms (`TVs`), units (`MWh`) and
//!   degrees (`PhD`) look so too, but in small letters they are no words.
//! - A small letter, then one capital and small letters: the shift key came too late, or a small letter was read as its
//!   capital. Brands begin so (`iPhone`, `eBay`): what follows `i` or `e` must not be a word of its own.
//! - A capital in the middle or at the end of a word with a capital: `RiVer`, `PerU`. `YouTube` is two words, `McDonald` and
//!   `LaTeX` are in no dictionary as one.

use super::{Context, Detector, Findings};
use crate::document::{Gap, Marks, Sentence, Shape, Token, TokenKind, Words};
use crate::finding::{Applicability, Finding};
use crate::lang::{Lang, listed};
use crate::model::words::Flags;
use crate::model::{Model, RARE};
use crate::rule::{Family, Rule, Severity};

/// See the module.
pub struct StrayCapital;

static RULES: [Rule; 1] = [Rule {
    name: "stray-capital",
    family: Family::Words,
    summary: "a capital inside a word",
    explain: "A capital stands where no writer puts one: the shift key held too long (`PResident`, `THe`), a letter read \
in the wrong size (`tHe`). The word in its usual case exists. Spared: brands in camel case, `Mc`, `Mac` and `O’` names, \
plurals of acronyms (`TVs`), units.",
    severity: Severity::Minor,
}];

/// Mixed words in a sentence from which the writer plays with capitals.
const PLAYFUL: usize = 3;
/// Words cheaper than this are known to everybody.
const EVERYDAY: i32 = 1150;

/// The highest confidence where the writer spells out an acronym, and where a name may be written so (`DirectoR`).
const MEANT: u16 = 600;
const STYLISED: u16 = 900;
/// Words that open no sentence as often as they stand inside one, and that nobody honours with a capital.
const INSIDE: &str =
    "in is if into it of on or and at with was were which whom while by been for from than upon";
/// The confidence that recognition read the first letter of a word too large.
const ENLARGED: u16 = 800;
/// Whether the capitals at the beginning are part of an acronym of the document, which is explained here: `ADvanced
/// ELectronics` is ADEL.
fn is_spelt_out(words: &Words, text: &str) -> bool {
    let capitals = text.trim_end_matches(|c: char| !c.is_uppercase());
    capitals.len() > 1
        && words.ids().any(|id| words.get(id).shape == Shape::Upper && words.text(id).contains(capitals))
}

impl Detector for StrayCapital {
    fn rules(&self) -> &'static [Rule] {
        &RULES
    }

    fn sentence_needs(&self) -> Marks {
        Marks::ANY
    }

    fn sentence(&self, sentence: Sentence<'_>, cx: &Context<'_>, out: &mut Findings) {
        let Some(model) = cx.model(sentence.lang()) else { return };
        let words = cx.document.words();
        enlarged(sentence, cx, out);
        let mixed = || {
            sentence.tokens().iter().filter(|t| {
                t.kind == TokenKind::Word && t.word().is_some_and(|id| words.get(id).shape == Shape::Mixed)
            })
        };
        if mixed().next().is_none() || mixed().count() > PLAYFUL {
            return;
        }
        for token in mixed() {
            let text = cx.document.token_text(token);
            let count = token.word().map_or(0, |id| words.get(id).count);
            if is_ordinal(sentence.lang(), text) || count >= PLAYFUL as u32 || cx.options.words.knows(text) {
                continue;
            }
            let Some((repair, confidence)) = repair(model, text) else { continue };
            let confidence = if is_spelt_out(words, text) {
                confidence.min(MEANT)
            } else if text.ends_with(char::is_uppercase) {
                confidence.min(STYLISED)
            } else {
                confidence
            };
            out.push(
                Finding::new(&RULES[0], token.span, confidence, "a capital inside a word")
                    .suggest(repair.clone(), Applicability::Ask)
                    .because(format!(
                        "`{repair}` is a word; no brand or unit is known to be written `{text}`"
                    )),
            );
        }
    }
}

/// `fell In the river`, in a text that is full of errors: a function word with a capital between words in lower case, of which
/// recognition read the first letter too large.
fn enlarged(sentence: Sentence<'_>, cx: &Context<'_>, out: &mut Findings) {
    if sentence.lang() != Lang::En {
        return;
    }
    let words = cx.document.words();
    let shape = |t: &Token| t.word().filter(|_| t.kind == TokenKind::Word).map(|id| words.get(id).shape);
    for three in sentence.tokens().windows(3) {
        let [before, token, after] = three else { continue };
        if shape(token) != Some(Shape::Title) {
            continue;
        }
        let between = [before, after].iter().all(|t| shape(t) == Some(Shape::Lower));
        let apart = [token, after].iter().all(|t| matches!(t.gap, Gap::Space | Gap::Line));
        if between
            && apart
            && token.word().is_some_and(|id| listed(INSIDE, words.text(words.get(id).lower)))
            && cx.is_broken()
        {
            let small = cx.document.token_text(token).to_lowercase();
            let reason = format!("`{small}` stands between words in lower case; the text is full of errors");
            out.push(
                Finding::new(&RULES[0], token.span, ENLARGED, "a capital where none belongs")
                    .suggest(small, Applicability::Ask)
                    .because(reason),
            );
        }
    }
}

/// Whether a Roman number has the ending of an ordinal: French `VIe`, `XIXe`.
fn is_ordinal(lang: Lang, text: &str) -> bool {
    lang == Lang::Fr && text.trim_end_matches(char::is_lowercase).chars().all(|c| "IVXLCDM".contains(c))
}

/// The word in its usual case, with a confidence.
fn repair(model: &Model<'_>, text: &str) -> Option<(String, u16)> {
    let stem = text.strip_suffix("’s").or_else(|| text.strip_suffix("'s")).unwrap_or(text);
    if !stem.is_ascii() || stem.len() < 3 || !stem.bytes().all(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    let lower = stem.to_ascii_lowercase();
    let no = model.words.find(&lower)?;
    let (flags, cost) = (model.words.flags(no), model.words.cost(no));
    if !flags.intersects(Flags::LOWER | Flags::TITLE) || cost > RARE {
        return None;
    }
    let capitals: Vec<usize> =
        stem.bytes().enumerate().filter(|(_, b)| b.is_ascii_uppercase()).map(|(at, _)| at).collect();
    let title = |word: &str| word[..1].to_ascii_uppercase() + &word[1..];
    let small_first = capitals.first() != Some(&0);
    let parts_are_words = || {
        // `YouTube`, `BlackBerry`, `toString`: each part is a word.
        capitals.iter().any(|&at| {
            at >= 2
                && lower.len() - at >= 2
                && [&lower[..at], &lower[at..]].iter().all(|part| {
                    model.words.find(part).is_some_and(|no| {
                        model.words.flags(no).intersects(Flags::DICTIONARY) && model.words.cost(no) < RARE
                    })
                })
        })
    };
    let restored = match (capitals.as_slice(), small_first) {
        // `THe`, `PResident`.
        ([0, 1], false) if stem.len() > 2 => title(&lower),
        // `yOURS`: the key that locks capitals.
        (rest, true) if rest.len() == stem.len() - 1 && stem.len() >= 4 => lower.clone(),
        // `tHe`, `goVernment`.
        ([at], true) => {
            let brand = *at == 1
                && matches!(stem.as_bytes()[0], b'i' | b'e')
                && model.words.find(&lower[1..]).is_some();
            if brand || parts_are_words() {
                return None;
            }
            if flags.contains(Flags::LOWER) { lower.clone() } else { title(&lower) }
        }
        // `RiVer`, `PerU`.
        ([0, at], false) if *at >= 2 => {
            let mac = ["mc", "mac", "de", "la", "le", "du", "van", "fitz"]
                .iter()
                .any(|head| lower.starts_with(head));
            if mac || parts_are_words() {
                return None;
            }
            title(&lower)
        }
        _ => return None,
    };
    let confidence = if cost < EVERYDAY { 960 } else { 850 };
    Some((restored + &text[stem.len()..], confidence))
}
