//! Words that exist in the place of others, put into clean prose: how many are found, how many rightly corrected, and what the
//! same rule says of the prose as it is. One error in some five hundred words, seeded.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;

use corrigenda::model::Model;
use corrigenda::model::confusions::PAIRS;
use corrigenda::model::embedded::ENGLISH;
use corrigenda::model::pieces::{PieceKind, Pieces};
use corrigenda::model::words::{Flags, WordNo};
use corrigenda::{Checker, Lang, Options, Source, Tier};
use rayon::prelude::*;

use crate::data::{self, Random};

/// Words for each error.
const EVERY: usize = 500;
/// One document in so many is taken.
const DOCUMENTS: usize = 6;
const SEED: u64 = 20_261_201;

/// How a word comes to stand for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// One of the pairs that are known, each word as often as it stands in the text.
    Known,
    /// The same, each word that has a partner as often as any other.
    Even,
    /// A slip of the fingers that makes a word, as likely as the slip.
    Slip,
    /// Letters misread by their shape.
    Misread,
}

const WAYS: [(Way, &str); 4] = [
    (Way::Known, "known pairs, as often as their words stand in text"),
    (Way::Even, "known pairs, each word alike"),
    (Way::Slip, "any word that a slip of a letter makes"),
    (Way::Misread, "any word that a misread shape makes"),
];

/// What became of errors: by tier from `sure` down, found and right.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    put: u32,
    found: [u32; 3],
    right: [u32; 3],
}

/// An error: the bytes of the word, and what stands for it.
struct Error {
    start: usize,
    end: usize,
    wrong: String,
}

/// The words that each word may become, with how likely that is.
struct Wrongs<'m> {
    model: &'m Model<'m>,
    way: Way,
    found: HashMap<String, Vec<(String, f64)>>,
}

impl Wrongs<'_> {
    fn of(&mut self, word: &str) -> &[(String, f64)] {
        let (model, way) = (self.model, self.way);
        self.found.entry(word.to_owned()).or_insert_with(|| match way {
            Way::Known | Way::Even => PAIRS
                .iter()
                .filter_map(|&(a, b)| if a == word { Some(b) } else { (b == word).then_some(a) })
                .map(|other| (other.to_owned(), 1.0))
                .collect(),
            Way::Slip => words_among(model, slips(word), word, false),
            Way::Misread => words_among(model, misreadings(model, word), word, true),
        })
    }
}

/// Those strings that are words, with how likely the error is.
fn words_among(
    model: &Model<'_>,
    strings: BTreeSet<String>,
    word: &str,
    misread: bool,
) -> Vec<(String, f64)> {
    let mut found = Vec::new();
    for string in strings.into_iter().filter(|string| string != word && string.len() > 1) {
        let exists = |no: WordNo| model.words.flags(no).contains(Flags::LOWER);
        let way = model.channel.origin(word, &string).filter(|way| !misread || way.misread);
        if let (Some(way), true) = (way, model.words.find(&string).is_some_and(exists)) {
            found.push((string, (-f64::from(way.cost) / 100.0).exp()));
        }
    }
    found
}

/// A letter dropped, put in, put for another, two swapped.
fn slips(word: &str) -> BTreeSet<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut all = BTreeSet::new();
    let mut add = |change: &dyn Fn(&mut Vec<char>)| {
        let mut changed = letters.clone();
        change(&mut changed);
        all.insert(changed.into_iter().collect::<String>());
    };
    for at in 0..=letters.len() {
        for c in 'a'..='z' {
            add(&|word| word.insert(at, c));
            if at < letters.len() {
                add(&|word| word[at] = c);
            }
        }
        if at < letters.len() {
            add(&|word| {
                word.remove(at);
            });
        }
        if at + 1 < letters.len() {
            add(&|word| word.swap(at, at + 1));
        }
    }
    all
}

/// One shape in the word misread.
fn misreadings(model: &Model<'_>, word: &str) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for rule in model.channel.rules() {
        for (at, truth) in word.match_indices(rule.truth).filter(|(_, truth)| !truth.is_empty()) {
            all.insert(format!("{}{}{}", &word[..at], rule.read, &word[at + truth.len()..]));
        }
    }
    all
}

/// Errors of a kind in a document, far enough apart.
fn errors(text: &str, wrongs: &mut Wrongs<'_>, random: &mut Random) -> Vec<Error> {
    let pieces: Vec<_> = Pieces::new(text).filter(|piece| piece.kind == PieceKind::Word).collect();
    let mut errors = Vec::new();
    for stretch in pieces.chunks(EVERY) {
        let plain = |word: &str| word.chars().all(char::is_lowercase) && word.len() > 1;
        let mut places: Vec<_> = stretch
            .iter()
            .map(|piece| (piece.start, piece.end))
            .filter(|&(start, end)| plain(&text[start..end]) && !wrongs.of(&text[start..end]).is_empty())
            .collect();
        if wrongs.way == Way::Even {
            // One place of each word.
            let mut seen = BTreeSet::new();
            for at in (1..places.len()).rev() {
                places.swap(at, random.below(at + 1));
            }
            places.retain(|&(start, end)| seen.insert(&text[start..end]));
        }
        let Some(&(start, end)) = random.pick(&places) else { continue };
        let list = wrongs.of(&text[start..end]);
        let mut left = list.iter().map(|(_, share)| share).sum::<f64>() * random.below(1 << 30) as f64
            / f64::from(1 << 30);
        let chosen = list.iter().find(|(_, share)| {
            left -= share;
            left < 0.0
        });
        if let Some((wrong, _)) = chosen {
            errors.push(Error { start, end, wrong: wrong.clone() });
        }
    }
    errors
}

/// A document with its errors, where they stand in it, and what stood there.
fn broken<'t>(text: &'t str, errors: &[Error]) -> (String, Vec<(std::ops::Range<usize>, &'t str)>) {
    let (mut draft, mut places, mut at) = (String::with_capacity(text.len()), Vec::new(), 0);
    for error in errors {
        draft.push_str(&text[at..error.start]);
        places.push((draft.len()..draft.len() + error.wrong.len(), &text[error.start..error.end]));
        draft.push_str(&error.wrong);
        at = error.end;
    }
    draft.push_str(&text[at..]);
    (draft, places)
}

/// The errors of a document, measured; those that are not rightly corrected in `likely` are handed to `missed`.
fn measured(checker: &Checker, text: &str, errors: &[Error], missed: &mut Vec<String>) -> Tally {
    let (draft, places) = broken(text, errors);
    let options = Options { lang: Some(Lang::En), tier: Tier::Possible, ..Options::default() };
    let checked = checker.check(Source::from_text("draft", draft.as_str()), &options);
    let mut tally = Tally::default();
    for (place, truth) in places {
        tally.put += 1;
        let on_it =
            |f: &&corrigenda::Finding| f.span.range().start < place.end && place.start < f.span.range().end;
        let best = checked.findings.iter().filter(on_it).max_by_key(|f| f.confidence);
        let tier = best.map(|finding| finding.confidence.tier());
        let right = best.and_then(|finding| finding.suggestions.first()).is_some_and(|s| {
            let range = s.span.range();
            range.start <= place.start
                && place.end <= range.end
                && s.text.trim()
                    == format!("{}{truth}{}", &draft[range.start..place.start], &draft[place.end..range.end])
        });
        for (at, least) in [Tier::Sure, Tier::Likely, Tier::Possible].into_iter().enumerate() {
            if tier.is_some_and(|tier| tier >= least) {
                tally.found[at] += 1;
                tally.right[at] += u32::from(right);
            }
        }
        if !(right && tier.is_some_and(|tier| tier >= Tier::Likely)) {
            let left = &draft[draft.floor_char_boundary(place.start.saturating_sub(60))..place.start];
            let after = &draft[place.end..draft.floor_char_boundary((place.end + 50).min(draft.len()))];
            let verdict = match (tier, right) {
                (None, _) => "missed",
                (Some(_), false) => "wrong",
                (Some(_), true) => "possible",
            };
            missed.push(
                format!("{verdict}\t{left}⟦{}→{truth}⟧{after}", &draft[place.clone()]).replace('\n', "⏎"),
            );
        }
    }
    tally
}

/// The documents that are taken.
fn documents(texts: &[data::Clean]) -> Vec<&str> {
    data::english(texts).into_iter().skip(DOCUMENTS / 2).step_by(DOCUMENTS).collect()
}

/// Each document with its errors.
fn drafts<'t>(documents: &[&'t str], way: Way) -> Vec<(&'t str, Vec<Error>)> {
    let mut wrongs = Wrongs { model: &ENGLISH, way, found: HashMap::new() };
    let mut random = Random(SEED);
    documents.iter().map(|text| (*text, errors(text, &mut wrongs, &mut random))).collect()
}

/// The table of the page.
pub(crate) fn table(checker: &Checker, texts: &[data::Clean]) -> String {
    let documents = documents(texts);
    let mut out = format!(
        "\n## Words that exist in the place of others\n\nOne error in {EVERY} words of every sixth English document, seed {SEED}: \
         `found` by any rule, `right` if the first suggestion gives the word back (asked: 35 right in `sure` + `likely`). Shares in \
         percent.\n\n\
         | error | put in | sure: found | right | + likely: found | right | + possible: found | right |\n\
         |---|---:|---:|---:|---:|---:|---:|---:|\n"
    );
    for (way, name) in WAYS {
        let tallies: Vec<Tally> = drafts(&documents, way)
            .par_iter()
            .map(|(text, errors)| measured(checker, text, errors, &mut Vec::new()))
            .collect();
        let mut all = Tally::default();
        for tally in tallies {
            all.put += tally.put;
            for at in 0..3 {
                all.found[at] += tally.found[at];
                all.right[at] += tally.right[at];
            }
        }
        let share = |part: u32| format!("{:.1}", 100.0 * f64::from(part) / f64::from(all.put.max(1)));
        let _ = write!(out, "| {name} | {} ", all.put);
        for at in 0..3 {
            let _ = write!(out, "| {} | {} ", share(all.found[at]), share(all.right[at]));
        }
        out.push_str("|\n");
    }
    out
}

/// Prints the table, or the errors of a kind (`known`, `even`, `slip`, `misread`) that are not rightly corrected in `likely`.
pub(crate) fn print(root: &std::path::Path, missed: Option<&str>) -> Result<(), String> {
    let Some(folder) = data::folder(root) else { return Ok(()) };
    let (checker, texts) = (Checker::default(), data::clean(&folder)?);
    let Some(missed) = missed else {
        print!("{}", table(&checker, &texts));
        return Ok(());
    };
    let way = match missed {
        "known" => Way::Known,
        "even" => Way::Even,
        "slip" => Way::Slip,
        "misread" => Way::Misread,
        other => return Err(format!("`{other}` is none of known, even, slip, misread")),
    };
    let lists: Vec<Vec<String>> = drafts(&documents(&texts), way)
        .par_iter()
        .map(|(text, errors)| {
            let mut missed = Vec::new();
            measured(&checker, text, errors, &mut missed);
            missed
        })
        .collect();
    lists.iter().flatten().for_each(|line| println!("{line}"));
    Ok(())
}
