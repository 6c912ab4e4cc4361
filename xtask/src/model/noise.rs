//! Puts errors into clean text, seeded: what the calibrator learns from and what recall is measured on.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::path::Path;

use anyhow::Result;

use corrigenda::Lang;
use corrigenda::model::Model;
use corrigenda::model::pieces::{Piece, PieceKind, Pieces};
use corrigenda::model::words::WordNo;

use super::channel;
use crate::data::Random;

/// A kind of error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// `ofthe`
    Fused,
    /// `T ower`
    Split,
    /// `opinoin`
    Typing,
    /// `tbe`
    Misread,
    /// `govern- ment`
    Broken,
    /// `form` for `from`
    Confused,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 6] =
        [Self::Fused, Self::Split, Self::Typing, Self::Misread, Self::Broken, Self::Confused];
}

/// An error that was put in.
#[derive(Debug, Clone)]
pub struct Injected {
    /// What kind it is of.
    pub kind: Kind,
    /// Where it stands in the broken text.
    pub range: Range<usize>,
    /// What stood there.
    pub truth: String,
}

/// What errors are made of.
pub struct Noise {
    /// Right -> wrong, from lists.
    misspellings: HashMap<String, Vec<String>>,
    /// Truth -> what it is misread as.
    confusions: Vec<(String, String)>,
    /// Truth -> words that exist and are an error away, as often as the error is likely.
    confused: HashMap<String, Vec<String>>,
    /// Whether words may have accents, and lose them.
    accents: bool,
}

/// How often a word stands in a list of those that another is taken for, if nothing speaks against the error.
const COPIES: f64 = 1000.0;

const KEYS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

fn neighbour(c: char, random: &mut Random) -> char {
    for row in KEYS {
        if let Some(at) = row.find(c) {
            let near = if random.below(2) == 0 { at.checked_sub(1) } else { Some(at + 1) };
            return near
                .and_then(|n| row[n..].chars().next())
                .unwrap_or_else(|| row.as_bytes()[at.saturating_sub(1)] as char);
        }
    }
    c
}

/// Common ways stand in the list as often as they are commoner.
fn repeated(confusions: Vec<(String, String, f64)>) -> Vec<(String, String)> {
    confusions
        .into_iter()
        .flat_map(|(read, truth, p)| {
            let times = (p * 2000.0).ceil().min(60.0) as usize;
            std::iter::repeat_n((truth, read), times)
        })
        .collect()
}

/// A word without its accents, if it has one.
fn bared(letters: &[char]) -> Option<String> {
    let bare: String = letters
        .iter()
        .map(|&c| match c {
            'à' | 'â' | 'á' | 'ä' => 'a',
            'è' | 'é' | 'ê' | 'ë' => 'e',
            'î' | 'ï' | 'í' => 'i',
            'ô' | 'ó' | 'ö' => 'o',
            'ù' | 'û' | 'ú' | 'ü' => 'u',
            'ç' => 'c',
            'ñ' => 'n',
            c => c,
        })
        .collect();
    (!letters.iter().copied().eq(bare.chars())).then_some(bare)
}

impl Noise {
    /// What errors are made of: lists of misspellings (wrong -> right) and what pages of our own were misread as.
    pub fn new(root: &Path, lists: &BTreeMap<String, Vec<String>>) -> Result<Self> {
        let mut misspellings: HashMap<String, Vec<String>> = HashMap::new();
        for (wrong, rights) in lists {
            if wrong.chars().all(char::is_alphabetic) {
                for right in rights {
                    misspellings.entry(right.clone()).or_default().push(wrong.clone());
                }
            }
        }
        let confusions = repeated(channel::confusions(root)?);
        Ok(Self { misspellings, confusions, confused: HashMap::new(), accents: false })
    }

    /// The same of another language: no lists of its misspellings, letters with accents.
    pub fn of(root: &Path, lang: Lang) -> Result<Self> {
        let mut confusions = channel::confusions(root)?;
        confusions.extend(channel::accents(lang));
        Ok(Self {
            misspellings: HashMap::new(),
            confusions: repeated(confusions),
            confused: HashMap::new(),
            accents: true,
        })
    }

    /// The same with the words of a model that are taken for each other.
    #[must_use]
    pub fn confusing(mut self, model: &Model<'_>) -> Self {
        for no in (0..model.words.len()).map(|no| WordNo(no as u32)) {
            for (truth, cost) in model.neighbours.of(no) {
                let wrong = model.words.text(no).to_owned();
                let times = ((-f64::from(cost) / 100.0).exp() * COPIES).ceil() as usize;
                let wrongs = self.confused.entry(model.words.text(truth).to_owned()).or_default();
                wrongs.extend(std::iter::repeat_n(wrong, times));
            }
        }
        self
    }

    /// The kinds of errors that can be made: words that are taken for each other only where it was told which.
    pub fn kinds(&self) -> &'static [Kind] {
        let [most @ .., _] = &Kind::ALL;
        if self.confused.is_empty() { most } else { &Kind::ALL }
    }

    /// `text` with about one error in `every` words.
    pub fn put(
        &self,
        text: &str,
        every: usize,
        kinds: &[Kind],
        random: &mut Random,
    ) -> (String, Vec<Injected>) {
        let pieces: Vec<Piece> = Pieces::new(text).collect();
        let (mut out, mut done, mut at) = (String::new(), Vec::new(), 0);
        let mut index = 0;
        while index < pieces.len() {
            let piece = pieces[index];
            index += 1;
            if piece.kind != PieceKind::Word || random.below(every) != 0 {
                continue;
            }
            let kind = kinds[random.below(kinds.len())];
            let Some((end, wrong)) = self.error(kind, text, &pieces[index - 1..], random) else { continue };
            out.push_str(&text[at..piece.start]);
            let start = out.len();
            out.push_str(&wrong);
            let truth = text[piece.start..end].to_owned();
            done.push(Injected { kind, range: start..out.len(), truth });
            at = end;
            // The next word stays as it is.
            while pieces.get(index).is_some_and(|next| next.start < end) {
                index += 1;
            }
            index += 1;
        }
        out.push_str(&text[at..]);
        (out, done)
    }

    /// An error of a kind at the first of `pieces`, a word: the end of what it replaces, and what stands there instead.
    /// `None` where it cannot be made.
    pub fn error(
        &self,
        kind: Kind,
        text: &str,
        pieces: &[Piece],
        random: &mut Random,
    ) -> Option<(usize, String)> {
        let piece = pieces.first()?;
        let word = &text[piece.start..piece.end];
        let mut cut = |first: usize, last: usize| {
            let places: Vec<usize> = word.char_indices().map(|(at, _)| at).skip(first).collect();
            let places = &places[..(places.len() + 1).checked_sub(last)?];
            let (left, right) = word.split_at(*places.get(random.below(places.len().max(1)))?);
            let apostrophe = |c| matches!(c, '\'' | '’');
            (!left.ends_with(apostrophe) && !right.starts_with(apostrophe)).then_some((left, right))
        };
        let (end, wrong) = match kind {
            Kind::Fused => {
                // Now and then more than two words.
                let more = if random.below(6) == 0 { 1 + random.below(4) } else { 1 };
                let next = pieces.iter().skip(1).take(more);
                let next: Vec<&Piece> = next.take_while(|n| n.kind == PieceKind::Word && n.spaced).collect();
                let mut wrong = word.to_owned();
                next.iter().for_each(|n| wrong.push_str(&text[n.start..n.end]));
                (next.last()?.end, wrong)
            }
            Kind::Split => {
                let (left, right) = cut(1, 1).filter(|_| word.chars().count() >= 3)?;
                (piece.end, format!("{left} {right}"))
            }
            Kind::Broken => {
                let (left, right) = cut(2, 2).filter(|_| word.chars().count() >= 5)?;
                (piece.end, format!("{left}- {right}"))
            }
            Kind::Typing => (piece.end, self.mistype(word, random)?),
            Kind::Misread => (piece.end, self.misread(word, random)?),
            Kind::Confused => {
                let wrong = self.confused.get(word)?;
                (piece.end, wrong[random.below(wrong.len())].clone())
            }
        };
        (wrong != text[piece.start..end]).then_some((end, wrong))
    }

    fn mistype(&self, word: &str, random: &mut Random) -> Option<String> {
        let letters: Vec<char> = word.chars().collect();
        if letters.len() < 3 || !(self.accents || word.is_ascii()) || word.contains(['\'', '’']) {
            return None;
        }
        if self.accents
            && random.below(3) == 0
            && let Some(bare) = bared(&letters)
        {
            return Some(bare);
        }
        if random.below(2) == 0
            && let Some(wrong) = self.misspellings.get(&word.to_lowercase())
        {
            let wrong = &wrong[random.below(wrong.len())];
            if word.starts_with(char::is_uppercase) {
                let mut chars = wrong.chars();
                return Some(chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect());
            }
            return Some(wrong.clone());
        }
        // The first letter is seldom wrong.
        let at = if random.below(8) == 0 { 0 } else { 1 + random.below(letters.len() - 1) };
        let mut wrong = letters.clone();
        match random.below(4) {
            0 => {
                wrong.remove(at);
            }
            1 => wrong.insert(at, neighbour(letters[at].to_ascii_lowercase(), random)),
            2 => wrong[at] = neighbour(letters[at].to_ascii_lowercase(), random),
            _ => {
                if at + 1 >= letters.len() {
                    return None;
                }
                wrong.swap(at, at + 1);
            }
        }
        Some(wrong.into_iter().collect())
    }

    fn misread(&self, word: &str, random: &mut Random) -> Option<String> {
        for _ in 0..6 {
            let (truth, read) = &self.confusions[random.below(self.confusions.len())];
            let places: Vec<usize> = word.match_indices(truth.as_str()).map(|(at, _)| at).collect();
            if !places.is_empty() {
                let at = places[random.below(places.len())];
                return Some(format!("{}{read}{}", &word[..at], &word[at + truth.len()..]));
            }
        }
        None
    }
}
