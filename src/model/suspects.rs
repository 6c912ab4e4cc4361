//! The first pass: which words of a text are odd enough to be looked at closely.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use super::Model;
use super::candidates::Memo;
use super::doubt::{is_doubtful, is_hopeless, rather_than};
use super::lone_letters::{doubt_in_row, is_of_torn_word};
use super::manner;
use super::ngrams::Key;
use super::pieces::{self, Piece, PieceKind, Pieces, fold, is_letter, mark_key};
use super::rather::Rather;
use super::row::{LONGEST, Row};
use super::spelt::Spelling;
use super::tables::{Cost, hash};
use super::traits::Dirt;
use super::words::{Flags, WordNo};
use super::years;
use crate::lang::{Lang, function_words};

/// A piece of text with what the model knows of it.
#[derive(Debug, Clone)]
pub struct Reading<'t> {
    /// Where it stands.
    pub piece: Piece,
    /// Its spelling as in the vocabulary.
    pub lower: Cow<'t, str>,
    /// As the n-grams see it.
    pub key: Key,
    /// In the vocabulary.
    pub word: Option<WordNo>,
    /// What is known of the word; nothing for unknown words.
    pub flags: Flags,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Whether all its letters are capitals, and more than one.
    pub upper: bool,
    /// Whether any word would have a capital here: at the start of a sentence, in a line of capitals.
    pub free: bool,
    /// Whether something outside the vocabulary knows it: the spelling dictionary, the user, the rest of the document.
    pub vouched: bool,
    /// For each letter of a word with capitals inside, whether it is one; empty for other words.
    pub capitals: Vec<bool>,
    /// Whether it is odd.
    pub suspect: bool,
    /// Whether it is a misspelling that lists have.
    pub listed: bool,
    /// Whether another word that is an error away is likelier in its place.
    pub doubtful: bool,
    /// Such words, likeliest first, where the place was asked.
    pub rather: Vec<Rather>,
    /// Whether it may be one word with the next.
    pub joins: bool,
    /// Whether it may be read in parts.
    pub opens: bool,
    unknown: OnceCell<Cost>,
}

impl Reading<'_> {
    /// The cost of its letters as a word that nobody knows, worked out once.
    #[must_use]
    pub fn unknown(&self, model: &Model<'_>) -> Cost {
        *self.unknown.get_or_init(|| model.unknown(&self.lower, self.capital))
    }

    /// Whether it is a single letter.
    #[must_use]
    pub fn is_lone_letter(&self) -> bool {
        let mut letters = self.lower.chars();
        self.piece.kind == PieceKind::Word
            && letters.next().is_some_and(is_letter)
            && letters.next().is_none()
    }

    /// How many capitals stand after small letters.
    pub(super) fn inner_capitals(&self) -> usize {
        self.capitals.windows(2).filter(|pair| !pair[0] && pair[1]).count()
    }
}

/// What knows words beside the vocabulary.
pub trait Witness {
    /// Whether a word, as spelt, is right for a reason that the vocabulary does not know.
    fn vouches(&self, surface: &str) -> bool;
}

/// A text as the first pass leaves it.
#[derive(Debug, Clone, Default)]
pub struct Read<'t> {
    /// Its pieces.
    pub readings: Vec<Reading<'t>>,
    /// Whether so much of it, or of its document, is wrong that every word is looked at with suspicion.
    pub broken: bool,
    /// Whether its document has not one space between its words.
    pub spaceless: bool,
}

/// The pieces of `text`, odd ones marked; `masks` as in [`Pieces::masked`], `dirt` of the document.
pub fn read<'t>(
    model: &Model<'_>,
    memo: &Memo,
    text: &'t str,
    masks: &[Range<usize>],
    witness: &dyn Witness,
    dirt: Dirt,
) -> Read<'t> {
    // Most pieces have more letters and a space.
    let mut readings: Vec<Reading<'t>> = Vec::with_capacity(text.len() / 5 + 4);
    let mut free = true;
    for piece in Pieces::masked(text, masks).eliding(manner::elided(model.lang)) {
        let surface = &text[piece.start..piece.end];
        let mut reading = Reading {
            piece,
            lower: Cow::Borrowed(surface),
            key: 0,
            word: None,
            flags: Flags::default(),
            capital: false,
            upper: false,
            free,
            vouched: false,
            capitals: Vec::new(),
            suspect: false,
            listed: false,
            doubtful: false,
            rather: Vec::new(),
            joins: false,
            opens: false,
            unknown: OnceCell::new(),
        };
        match piece.kind {
            PieceKind::Word | PieceKind::Mixed if !is_readable(surface, piece.kind) => {
                // One letter stands for it in the search, however long it is.
                reading.lower = Cow::Borrowed(UNREAD);
                reading.key = pieces::UNKNOWN;
                reading.vouched = true;
                free = false;
            }
            PieceKind::Word => {
                reading.lower = fold(surface);
                (reading.key, reading.word) = model.key(&reading.lower);
                reading.flags = reading.word.map(|no| model.words.flags(no)).unwrap_or_default();
                reading.listed =
                    !reading.flags.intersects(Flags::DICTIONARY) && model.is_listed(&reading.lower);
                let mut chars = surface.chars();
                reading.capital = chars.next().is_some_and(char::is_uppercase);
                reading.upper = reading.capital
                    && surface.chars().count() > 1
                    && surface.chars().all(|c| !c.is_lowercase());
                if has_inner_capital(surface) {
                    reading.capitals = surface.chars().map(char::is_uppercase).collect();
                }
                free = false;
            }
            PieceKind::Number => {
                reading.key = pieces::NUMBER;
                free = false;
            }
            PieceKind::Mixed => {
                reading.lower = fold(surface);
                reading.key = pieces::MIXED;
                free = false;
            }
            PieceKind::Mark => {
                let c = surface.chars().next().unwrap_or(' ');
                // Of a link one letter is enough.
                reading.lower = Cow::Borrowed(&surface[..c.len_utf8().min(surface.len())]);
                reading.key = mark_key(c);
                // After a comma a capital means something; after a stop, a quotation mark, a colon it does not.
                free = if matches!(c, ',' | ';' | '-' | '\'' | '’' | '/' | '&' | '%' | '$') {
                    free && readings.is_empty()
                } else {
                    true
                };
            }
        }
        readings.push(reading);
    }
    let capitals = readings.iter().filter(|r| r.upper).count();
    let words = readings.iter().filter(|r| r.piece.kind == PieceKind::Word).count();
    if capitals * 2 > words {
        readings.iter_mut().for_each(|r| r.free = true);
    }
    for at in 0..readings.len() {
        readings[at].suspect = !readings[at].vouched && is_odd(model, text, &readings, at);
        if readings[at].suspect
            && readings[at].piece.kind == PieceKind::Word
            && !readings[at].flags.intersects(Flags::DICTIONARY)
            && (readings[at].capitals.is_empty() && model.vouches(&readings[at].lower, readings[at].capital)
                || witness.vouches(&text[readings[at].piece.start..readings[at].piece.end]))
        {
            readings[at].vouched = true;
            readings[at].suspect = false;
        }
    }
    let mut own = Dirt::default();
    own.add(&readings);
    let broken = dirt.is_broken() || dirt.spaceless || own.is_broken_sentence();
    for at in 0..readings.len() {
        if readings[at].vouched && is_of_torn_word(&readings, at, dirt.is_broken()) {
            readings[at].vouched = false;
            readings[at].suspect = true;
        }
    }
    doubt_in_row(&mut readings);
    let gaps = gaps(model, text, &readings, broken);
    for at in 0..readings.len() {
        let leans = gaps[at].opens || gaps[at].joins || at > 0 && gaps[at - 1].joins;
        if !leans && is_hopeless(model, memo, &readings, at) {
            readings[at].suspect = false;
        }
    }
    for at in 0..readings.len() {
        readings[at].rather = rather_than(model, memo, &readings, at);
        readings[at].doubtful =
            !readings[at].rather.is_empty() || broken && is_doubtful(model, memo, &readings, at);
        readings[at].opens = gaps[at].opens || readings[at].suspect && is_wordlike(&readings[at]);
    }
    for at in 1..readings.len() {
        readings[at - 1].joins = gaps[at - 1].joins
            || may_join(model, &readings[at - 1], &readings[at])
            || years::is_torn(&readings, at);
    }
    for at in 1..readings.len().saturating_sub(1) {
        let hyphen =
            is_hyphen(&readings[at], &readings[at + 1], dirt.is_broken()) && !readings[at].piece.spaced;
        if hyphen && may_bridge(model, &readings[at - 1], &readings[at + 1]) {
            readings[at - 1].joins = true;
            readings[at].joins = true;
        }
    }
    Read { readings, broken, spaceless: dirt.spaceless }
}

/// What the letters around the gaps of a piece say.
#[derive(Debug, Clone, Copy, Default)]
struct Gaps {
    /// A space is likely inside.
    opens: bool,
    /// The space after it is unlikely.
    joins: bool,
}

/// A space this much likelier than none, or none than a space, is worth a look.
const LEANING: Cost = 100;
/// The same in a text that is not broken, beside an odd word.
const LEANING_CLEAN: Cost = 200;

/// What the letters say of the gaps in and beside odd pieces, or of all in a broken text.
fn gaps(model: &Model<'_>, text: &str, readings: &[Reading<'_>], broken: bool) -> Vec<Gaps> {
    let mut gaps = vec![Gaps::default(); readings.len()];
    if !broken && !readings.iter().any(|r| r.suspect) {
        return gaps;
    }
    let row = Row::new(text, readings, broken, false);
    let bound = if broken { LEANING } else { LEANING_CLEAN };
    let is_suspect = |at: Option<usize>| at.and_then(|at| readings.get(at)).is_some_and(|r| r.suspect);
    for (at, reading) in readings.iter().enumerate() {
        // What is lost inside a word that exists was added beside it: `Shed eveloped`.
        let beside = broken && (is_suspect(at.checked_sub(1)) || is_suspect(Some(at + 1)));
        if (beside || reading.suspect) && is_wordlike(reading) && !reading.vouched {
            let inside = row.starts[at] + 1..row.starts[at + 1];
            gaps[at].opens = inside.clone().any(|place| row.lean(model, place) > bound);
        }
        let Some(next) = readings.get(at + 1) else { break };
        let both = is_wordlike(reading) && is_wordlike(next)
            || broken && [reading, next].iter().all(|r| r.piece.kind == PieceKind::Number);
        let odd = reading.suspect || next.suspect || broken && !is_pair(model, reading, next);
        if odd && both && next.piece.spaced {
            gaps[at].joins = row.lean(model, row.starts[at + 1]) < -bound;
        }
    }
    gaps
}

/// Whether two words are seen side by side elsewhere.
pub(super) fn is_pair(model: &Model<'_>, first: &Reading<'_>, second: &Reading<'_>) -> bool {
    first.word.is_some() && second.word.is_some() && model.ngrams.pair(first.key, second.key).is_some()
}

fn is_wordlike(reading: &Reading<'_>) -> bool {
    matches!(reading.piece.kind, PieceKind::Word | PieceKind::Mixed)
}

/// Stands for what the model does not read.
const UNREAD: &str = "\u{FFFD}";
/// Bytes of the longest run of letters that is read: a line whose spaces are lost, not a book.
const LONGEST_WORD: usize = 250;
/// Bytes of the longest run of letters and digits that is read whatever it is: many longer ones are keys, sums and encoded data.
const LONGEST_MIXED: usize = 24;

/// Whether the model can read a word: Latin letters without ligatures, and none of them drawn out (`agaaain`). What other
/// scripts and compatibility characters do inside a word is the matter of other rules.
fn is_readable(surface: &str, kind: PieceKind) -> bool {
    if surface.len() > LONGEST_WORD {
        return false;
    }
    if kind == PieceKind::Mixed && surface.len() > LONGEST_MIXED {
        // A line whose spaces are lost has a few numbers between many letters.
        let digits = |c: char| c.is_numeric();
        let numbers = surface.split(|c| !digits(c)).filter(|run| !run.is_empty()).count();
        if numbers * 4 > surface.chars().filter(|c| !digits(*c)).count() {
            return false;
        }
    }
    if !surface.is_ascii() {
        let unread = surface.chars().filter(|&c| is_unread(c)).count();
        // A line whose spaces are lost may have a few: `bindstotheαδchannels`.
        let few = surface.len() > LONGEST && unread * 8 <= surface.len();
        if unread > 0 && !few {
            return false;
        }
    }
    // A line that lost its spaces has letters of two words side by side: `sheerclifffaces`.
    let bytes = surface.as_bytes();
    if surface.len() > LONGEST { !bytes.windows(LONG_RUN).any(is_one_letter) } else { !is_drawn_out(bytes) }
}

/// Letters of a kind in a row that no line has, spaces or none: `Loooooool`.
const LONG_RUN: usize = 5;

fn is_one_letter(bytes: &[u8]) -> bool {
    bytes[0].is_ascii_alphabetic() && bytes.iter().all(|b| *b == bytes[0])
}

/// Whether the model has no letters of this kind.
fn is_unread(c: char) -> bool {
    // The micro sign of `µm` is none of a word.
    c == 'µ'
        || is_letter(c) && !matches!(c, '\0'..='\u{24F}' | '\u{300}'..='\u{36F}' | '\u{1E00}'..='\u{1EFF}')
}

/// Whether a letter is drawn out as in speech (`agaaain`, `yesss`): a consonant or an `e` struck three times inside a word is a
/// slip (`apppointed`, `betweeen`).
fn is_drawn_out(bytes: &[u8]) -> bool {
    let thrice = |w: &[u8]| w[0] == w[1] && w[1] == w[2] && w[0].is_ascii_alphabetic();
    let mut runs = bytes.windows(3).enumerate().filter(|(_, w)| thrice(w));
    match (runs.next(), runs.next()) {
        (None, _) => false,
        (Some((at, w)), None) => {
            let letter = w[0] | 0x20;
            let numeral = matches!(letter, b'i' | b'x' | b'c' | b'm');
            let inside =
                at > 0 && at + 3 < bytes.len() && !matches!(letter, b'a' | b'i' | b'o' | b'u' | b'y');
            // Long words that end with two of them: `willl`, `threee`, `progresss`.
            let fewest = match letter {
                b'l' => 5,
                b'e' => 6,
                b's' => 8,
                _ => usize::MAX,
            };
            !numeral && !inside && bytes.len() < fewest
        }
        (Some((_, w)), Some(_)) => !matches!(w[0] | 0x20, b'i' | b'x' | b'c' | b'm'),
    }
}

/// Whether a word is odd on its own.
fn is_odd(model: &Model<'_>, text: &str, readings: &[Reading<'_>], at: usize) -> bool {
    let reading = &readings[at];
    let surface = &text[reading.piece.start..reading.piece.end];
    match reading.piece.kind {
        PieceKind::Number | PieceKind::Mark => false,
        PieceKind::Mixed => {
            let letters = surface.chars().filter(|c| is_letter(*c)).count();
            letters >= 2
        }
        PieceKind::Word => {
            let length = reading.lower.chars().count();
            if length == 1 && model.lang != Lang::En {
                return !model.is_lone_word(&reading.lower) && !next_is(text, readings, at, '.');
            }
            if length == 1 {
                return match &*reading.lower {
                    "a" => reading.upper,
                    "i" => !reading.capital,
                    "s" | "t" => !touches(readings, at, '\''),
                    _ => !next_is(text, readings, at, '.'),
                };
            }
            let Some(no) = reading.word.filter(|_| reading.capitals.is_empty()) else { return true };
            if reading.flags.contains(Flags::LOWER) {
                return false;
            }
            if reading.capital {
                let known = reading.flags.intersects(Flags::DICTIONARY | Flags::NAME);
                // `Thats fine`, `Asa result`: at the start of a sentence a capital speaks for no name.
                let two = || is_of_function_words(model.lang, &reading.lower);
                return !known && model.words.cost(no) > 1250
                    || reading.free && at < OPENING && (reading.listed && !known || two());
            }
            true
        }
    }
}

/// Pieces at the start of a sentence among which its first word is.
pub const OPENING: usize = 2;
/// Letters of the longest string of two function words that a name is like: `Asa`, `Inan`, `Noone`.
const LONGEST_OF_TWO: usize = 6;

/// Whether a string in lower case is two function words of English run together.
#[must_use]
pub fn is_of_function_words(lang: Lang, lower: &str) -> bool {
    let function = |word: &str| function_words::is_function_word(Lang::En, word);
    lang == Lang::En
        && lower.is_ascii()
        && (3..=LONGEST_OF_TWO).contains(&lower.len())
        && (1..lower.len()).any(|at| function(&lower[..at]) && function(&lower[at..]))
}

/// Whether a capital stands inside a word that is not all capitals: `tHe`, `PResident`, `McDonald`, `TVs`.
fn has_inner_capital(surface: &str) -> bool {
    surface.chars().skip(1).any(char::is_uppercase) && surface.chars().any(char::is_lowercase)
}

fn touches(readings: &[Reading<'_>], at: usize, mark: char) -> bool {
    !readings[at].piece.spaced && at > 0 && readings[at - 1].key == mark_key(mark)
}

fn next_is(text: &str, readings: &[Reading<'_>], at: usize, mark: char) -> bool {
    readings.get(at + 1).is_some_and(|next| !next.piece.spaced && text[next.piece.start..].starts_with(mark))
}

/// Whether a mark is the hyphen of a line end, which is misread as a stop where much is (`ap. peared`).
pub(super) fn is_hyphen(mark: &Reading<'_>, next: &Reading<'_>, broken: bool) -> bool {
    mark.lower == "-" || broken && mark.lower == "." && next.piece.spaced && !next.capital
}

/// Whether a hyphen stands inside one word: at the end of a line or where a column broke, and the word exists.
fn may_bridge(model: &Model<'_>, first: &Reading<'_>, second: &Reading<'_>) -> bool {
    if first.piece.kind != PieceKind::Word
        || second.piece.kind != PieceKind::Word
        || second.capital && !first.upper
    {
        return false;
    }
    // `e-mail`, `t-shirt`.
    if first.lower.chars().nth(1).is_none() {
        return false;
    }
    let whole = first.flags.intersects(Flags::DICTIONARY) && second.flags.intersects(Flags::DICTIONARY);
    if whole && !second.piece.spaced {
        return false;
    }
    let joined = format!("{}{}", first.lower, second.lower);
    model.words.find(&joined).is_some_and(|no| model.words.flags(no).intersects(Flags::DICTIONARY))
}

/// Whether two words side by side make one that is commoner than the pair.
fn may_join(model: &Model<'_>, first: &Reading<'_>, second: &Reading<'_>) -> bool {
    if first.piece.kind != PieceKind::Word || second.piece.kind != PieceKind::Word || !second.piece.spaced {
        return false;
    }
    if first.lower == second.lower || second.capital && !first.upper || second.lower.starts_with('\'') {
        return false;
    }
    if let (Some(_), Some(_)) = (first.word, second.word)
        && model.ngrams.pair(first.key, second.key).is_some()
    {
        return false;
    }
    is_word_joined(model, &first.lower, &second.lower)
}

/// Whether two strings in lower case make a word or a name together.
#[must_use]
pub fn is_word_joined(model: &Model<'_>, first: &str, second: &str) -> bool {
    model.spelt.may_be(Spelling::of(first).joined(Spelling::of(second)))
        && is_spelt_joined(model, first, second)
}

/// The same of strings that may be one, see [`Spelt::may_be`](super::spelt::Spelt::may_be).
#[must_use]
pub fn is_spelt_joined(model: &Model<'_>, first: &str, second: &str) -> bool {
    let (a, b) = (first.as_bytes(), second.as_bytes());
    let mut joined = [0_u8; 48];
    let length = a.len() + b.len();
    if length > joined.len() {
        return false;
    }
    joined[..a.len()].copy_from_slice(a);
    joined[a.len()..length].copy_from_slice(b);
    let joined = &joined[..length];
    match model.words.find_hashed(joined, hash(joined)) {
        Some(no) => model.words.flags(no).intersects(Flags::DICTIONARY | Flags::NAME),
        None => false,
    }
}
