//! Faults put into clean prose, to measure how many are found and rightly corrected. Seeded: the same faults every time.

use std::path::Path;
use std::sync::Arc;

use corrigenda::lexicon::Lexicon;
use corrigenda::model::pieces::{Piece, PieceKind, Pieces};
use corrigenda::{Checker, Finding, Lang, Options, Source, Tier};
use rayon::prelude::*;

use crate::data::Random;
use crate::model::inputs;
use crate::model::noise::{self, Noise};

/// A kind of fault and how it is made.
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    /// Places of a text where it can be made: what is replaced, and by what.
    pub(crate) places: Box<dyn Fn(&str) -> Places + Sync>,
}

/// Start and end of what is replaced, and what stands there instead.
pub(crate) type Places = Vec<(usize, usize, String)>;

/// All kinds, in the order of the table.
pub(crate) fn kinds(root: &Path, data: &Path) -> std::result::Result<Vec<Kind>, String> {
    let mut kinds: Vec<Kind> = Vec::new();
    let mut add = |name, places: fn(&str) -> Places| kinds.push(Kind { name, places: Box::new(places) });
    add("space before a comma", space_before_comma);
    add("no space after a full stop", glued_sentences);
    add("doubled word", doubled_word);
    add("misplaced closing quote", misplaced_quote);
    add("mojibake", mojibake);
    add("doubled space", doubled_space);
    add("sentence repeated", repeated_sentence);
    let lists = inputs::misspellings(&data.join("misspellings"));
    let noise = lists.and_then(|lists| Noise::new(root, &lists)).map_err(|e| format!("{e:#}"))?;
    let shared = Arc::new((noise, Lexicon::default()));
    for (name, kind) in [
        ("words run together", noise::Kind::Fused),
        ("a space inside a word", noise::Kind::Split),
        ("the hyphen of a line end", noise::Kind::Broken),
        ("typing error that is no word", noise::Kind::Typing),
        ("misread letters that are no word", noise::Kind::Misread),
    ] {
        let shared = Arc::clone(&shared);
        kinds
            .push(Kind { name, places: Box::new(move |text| wrong_words(&shared.0, &shared.1, kind, text)) });
    }
    Ok(kinds)
}

/// Words of running text with an error; typing errors and misread letters only where they make no other word.
fn wrong_words(noise: &Noise, lexicon: &Lexicon, kind: noise::Kind, text: &str) -> Places {
    let pieces: Vec<Piece> = Pieces::new(text).collect();
    let mut random = Random(text.len() as u64);
    let mut places = Vec::new();
    for (index, piece) in pieces.iter().enumerate().filter(|(_, piece)| piece.kind == PieceKind::Word) {
        let Some((end, wrong)) = noise.error(kind, text, &pieces[index..], &mut random) else { continue };
        let spelt = matches!(kind, noise::Kind::Typing | noise::Kind::Misread);
        let exists = || {
            [wrong.as_str(), &wrong.to_lowercase()].iter().any(|w| lexicon.knows(Lang::En, w) != Some(false))
        };
        if !(spelt && exists()) {
            places.push((piece.start, end, wrong));
        }
    }
    places
}

/// What became of the faults of one kind.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Result {
    pub(crate) injected: u32,
    pub(crate) sure: u32,
    pub(crate) likely: u32,
    pub(crate) right: u32,
}

/// Prints the faults of a kind that are not found in `least` or above, or not rightly corrected.
pub(crate) fn misses(root: &Path, name: &str, least: Tier) -> std::result::Result<(), String> {
    let Some(folder) = crate::data::folder(root) else { return Ok(()) };
    let kinds = kinds(root, &folder)?;
    let kind = kinds.iter().find(|kind| kind.name == name).ok_or_else(|| {
        let names: Vec<&str> = kinds.iter().map(|kind| kind.name).collect();
        format!("unknown kind `{name}`: {}", names.join(", "))
    })?;
    let texts = crate::data::clean(&folder)?;
    list_misses(&Checker::default(), &crate::data::english(&texts), kind, Lang::En, least);
    Ok(())
}

/// The same of any documents: what is not found in `least` or above counts as missed.
pub(crate) fn list_misses(checker: &Checker, documents: &[&str], kind: &Kind, lang: Lang, least: Tier) {
    for draft in drafts(documents, kind, crate::quality::INJECTED, crate::quality::SEED) {
        let result = one(checker, &draft, lang);
        let (text, start, end, fault) = draft;
        if result.right == 0 || least == Tier::Sure && result.sure == 0 {
            let left = &text[text.floor_char_boundary(start.saturating_sub(120))..start];
            let right = &text[end..text.floor_char_boundary((end + 80).min(text.len()))];
            let verdict = match result {
                Result { likely: 0, .. } => "missed",
                Result { right: 0, .. } => "wrong",
                _ => "unsure",
            };
            println!("{verdict}\t{}", format!("{left}⟦{fault}⟧{right}").replace('\n', "⏎"));
        }
    }
}

/// At most one fault per document and kind, so that faults stay as rare as in real drafts.
pub(crate) fn measure(
    checker: &Checker,
    documents: &[&str],
    kind: &Kind,
    wanted: usize,
    seed: u64,
) -> Result {
    measure_in(checker, documents, kind, wanted, seed, Lang::En)
}

/// The same in another language.
pub(crate) fn measure_in(
    checker: &Checker,
    documents: &[&str],
    kind: &Kind,
    wanted: usize,
    seed: u64,
    lang: Lang,
) -> Result {
    let results: Vec<Result> =
        drafts(documents, kind, wanted, seed).par_iter().map(|draft| one(checker, draft, lang)).collect();
    results.into_iter().fold(Result::default(), |mut sum, r| {
        sum.injected += r.injected;
        sum.sure += r.sure;
        sum.likely += r.likely;
        sum.right += r.right;
        sum
    })
}

/// The confidences with which faults of a kind are found in English documents, 0 for those that are not.
pub(crate) fn confidences(
    checker: &Checker,
    documents: &[&str],
    kind: &Kind,
    wanted: usize,
    seed: u64,
) -> Vec<u16> {
    let options = Options { lang: Some(Lang::En), tier: Tier::Possible, ..Options::default() };
    let found = |draft: &Draft<'_>| {
        surest(checker, draft, &options).1.map_or(0, |finding| finding.confidence.thousandths())
    };
    drafts(documents, kind, wanted, seed).par_iter().map(found).collect()
}

/// A clean document, the stretch of it that is replaced, and by what.
type Draft<'t> = (&'t str, usize, usize, String);

fn drafts<'t>(documents: &[&'t str], kind: &Kind, wanted: usize, seed: u64) -> Vec<Draft<'t>> {
    let mut random = Random(seed);
    let mut order: Vec<usize> = (0..documents.len()).collect();
    for i in (1..order.len()).rev() {
        order.swap(i, random.below(i + 1));
    }
    let mut drafts = Vec::new();
    for index in order {
        if drafts.len() == wanted {
            break;
        }
        let text = documents[index];
        let places = (kind.places)(text);
        if places.is_empty() {
            continue;
        }
        let (start, end, fault) = places[random.below(places.len())].clone();
        drafts.push((text, start, end, fault));
    }
    drafts
}

/// The text with its fault, and the surest finding on the place.
fn surest(
    checker: &Checker,
    (text, start, end, fault): &Draft<'_>,
    options: &Options,
) -> (String, Option<Finding>) {
    let draft = format!("{}{fault}{}", &text[..*start], &text[*end..]);
    let place = *start..start + fault.len();
    let checked = checker.check(Source::from_text("draft", draft.as_str()), options);
    let touches = |f: &Finding| f.span.range().start < place.end && place.start < f.span.range().end;
    let best = checked.findings.into_iter().filter(touches).max_by_key(|f| f.confidence);
    (draft, best)
}

fn one(checker: &Checker, draft: &Draft<'_>, lang: Lang) -> Result {
    let options = Options { lang: Some(lang), ..Options::default() };
    let clean = draft.0;
    let (draft, best) = surest(checker, draft, &options);
    let mut result = Result { injected: 1, ..Result::default() };
    // Its first suggestion must give back the clean text.
    if let Some(finding) = best {
        result.sure = u32::from(finding.confidence.tier() == Tier::Sure);
        result.likely = 1;
        result.right = u32::from(finding.suggestions.first().is_some_and(|s| {
            let range = s.span.range();
            let fixed = format!("{}{}{}", &draft[..range.start], s.text, &draft[range.end..]);
            fixed.split_whitespace().eq(clean.split_whitespace())
        }));
    }
    result
}

fn letters_around(text: &str, at: usize, width: usize) -> bool {
    text[..at].chars().next_back().is_some_and(char::is_alphabetic)
        && text[at + width..].chars().next().is_some_and(char::is_alphabetic)
}

/// `word, word` -> `word , word`
fn space_before_comma(text: &str) -> Places {
    text.match_indices(", ")
        .filter(|(at, _)| letters_around(text, *at, 2))
        .map(|(at, _)| (at, at + 1, " ,".to_owned()))
        .collect()
}

/// `word. Word` -> `word.Word`
fn glued_sentences(text: &str) -> Places {
    text.match_indices(". ")
        .filter(|(at, _)| {
            let before: Vec<char> = text[..*at].chars().rev().take(3).collect();
            let mut after = text[at + 2..].chars();
            before.len() == 3
                && before.iter().all(|c| c.is_lowercase())
                && after.next().is_some_and(char::is_uppercase)
                && after.next().is_some_and(|c| c.is_lowercase() || c == ' ')
        })
        .map(|(at, _)| (at, at + 2, ".".to_owned()))
        .collect()
}

/// `word next` -> `word word next`, for words in lower case
fn doubled_word(text: &str) -> Places {
    let mut places = Vec::new();
    let mut start = 0;
    for part in text.split_inclusive(' ') {
        let word = part.trim_end();
        let doubled =
            word.len() >= 2 && part.len() == word.len() + 1 && word.bytes().all(|b| b.is_ascii_lowercase());
        let again = text[start + part.len()..].starts_with(part) || text[..start].ends_with(part);
        if doubled && !again && start > 0 && text[..start].ends_with(' ') {
            places.push((start, start + part.len(), format!("{word} {word} ")));
        }
        start += part.len();
    }
    places
}

/// `ceasefire,” Pompeo` -> `ceasefire, ”Pompeo`, and the same with straight marks
fn misplaced_quote(text: &str) -> Places {
    let mut places = Vec::new();
    for mark in ['”', '"'] {
        for stop in [',', '.', '?', '!'] {
            let pattern = format!("{stop}{mark} ");
            for (at, _) in text.match_indices(&pattern) {
                if letters_around(text, at, pattern.len()) {
                    places.push((at, at + pattern.len(), format!("{stop} {mark}")));
                }
            }
        }
    }
    places.sort();
    places
}

/// A word with a character outside ASCII, its UTF-8 bytes read as windows-1252
fn mojibake(text: &str) -> Places {
    let mut places = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| !c.is_ascii() && !c.is_whitespace()) {
        let mut bytes = [0; 4];
        let bytes = c.encode_utf8(&mut bytes).as_bytes();
        // The five bytes that windows-1252 leaves undefined come out as control characters, as browsers do it.
        let garbled: String = bytes.iter().map(|b| windows_1252(*b)).collect();
        places.push((at, at + c.len_utf8(), garbled));
    }
    places
}

fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// `word word` -> `word  word`
fn doubled_space(text: &str) -> Places {
    text.match_indices(' ')
        .filter(|(at, _)| letters_around(text, *at, 1))
        .map(|(at, _)| (at, at + 1, "  ".to_owned()))
        .collect()
}

/// A sentence of eight words and more, pasted a second time behind itself
fn repeated_sentence(text: &str) -> Places {
    let mut places = Vec::new();
    for line in text.split_inclusive('\n') {
        let start = line.as_ptr() as usize - text.as_ptr() as usize;
        let mut from = 0;
        for (at, _) in line.match_indices(". ") {
            let sentence = &line[from..=at];
            // A stop after an abbreviation or an initial ends no sentence.
            let last = sentence[..sentence.len() - 1].rsplit(' ').next().unwrap_or("");
            let good = sentence.split(' ').count() >= 8
                && last.len() >= 4
                && last.bytes().all(|b| b.is_ascii_lowercase())
                && sentence.starts_with(char::is_uppercase)
                && !sentence[..sentence.len() - 1].contains(['.', '"', '“', '”', '?', '!'])
                && line[at + 2..].starts_with(char::is_uppercase);
            if good {
                let end = start + at + 2;
                places.push((end, end, format!("{sentence} ")));
            }
            from = at + 2;
        }
    }
    places
}
