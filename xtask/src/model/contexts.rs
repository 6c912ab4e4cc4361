//! Trains which of several words a place wants (`corrigenda::model::contexts`): each occurrence of a word that others are
//! taken for is told from two of those. FTRL-Proximal (McMahan et al. 2013), which leaves most weights at nothing.

use std::collections::HashMap;

use corrigenda::model::Model;
use corrigenda::model::contexts::{Contexts, Place, Seen, UNIT, filed};
use corrigenda::model::pieces::{MIXED, NUMBER, PieceKind, Pieces, fold, mark_key};
use corrigenda::model::tables::{Cost, hash};
use corrigenda::model::words::{Flags, WordNo};

use super::classes;
use super::inputs::Inputs;
use crate::data::Random;

/// Weights that are kept.
const KEPT: usize = 280_000;
/// One line of so many old novels is taken.
const NOVELS: u64 = 2;
/// Occurrences of one word that are looked at, about: the commonest need no more.
const ENOUGH: f64 = 20_000.0;
/// Words rarer than this are not learnt.
pub const LEAST: u32 = 15;
/// Traits of places seen less often with a word are not.
const SEEN: u8 = 3;
/// Others that an occurrence is told from.
const OTHERS: usize = 2;
const ROUNDS: u64 = 3;
/// The weights while they are learnt, filed by hash; a collision here and there does no harm.
const PLACES: usize = 1 << 25;
const RATE: f32 = 0.1;
/// What pulls weights to nothing.
const PULL: f32 = 1.0;

/// Running text as the model sees it, in an order without meaning.
pub struct Text {
    lines: Vec<Vec<Seen>>,
    /// For each piece whether it is a word in lower case.
    plain: Vec<Vec<bool>>,
    /// How often each word stands in lower case.
    pub counts: Vec<u32>,
}

impl Text {
    /// Reads the texts of the inputs.
    pub fn read(inputs: &Inputs, model: &Model<'_>) -> Self {
        let mut all: Vec<&str> = Vec::new();
        for (_, weight, text) in &inputs.texts {
            let every = if *weight < 0.5 { NOVELS } else { 1 };
            all.extend(text.lines().filter(|line| hash(line.as_bytes()).is_multiple_of(every)));
        }
        let mut random = Random(5);
        for at in (1..all.len()).rev() {
            all.swap(at, random.below(at + 1));
        }
        let mut text = Self { lines: Vec::new(), plain: Vec::new(), counts: vec![0; model.words.len()] };
        for line in all {
            let (mut seen, mut plain) = (Vec::new(), Vec::new());
            for piece in Pieces::new(line) {
                let surface = &line[piece.start..piece.end];
                seen.push(match piece.kind {
                    PieceKind::Word => model.key(&fold(surface)),
                    PieceKind::Number => (NUMBER, None),
                    PieceKind::Mixed => (MIXED, None),
                    PieceKind::Mark => (mark_key(surface.chars().next().unwrap_or(' ')), None),
                });
                let lower = piece.kind == PieceKind::Word && !surface.starts_with(char::is_uppercase);
                plain.push(lower);
                if let (Some((_, Some(no))), true) = (seen.last(), lower) {
                    text.counts[no.0 as usize] += 1;
                }
            }
            text.lines.push(seen);
            text.plain.push(plain);
        }
        text
    }

    /// Shows `each` the occurrences of words with others: the words around and the word.
    fn occurrences(&self, others: &[Vec<WordNo>], mut each: impl FnMut(&[Seen], usize, WordNo)) {
        for (line, plain) in self.lines.iter().zip(&self.plain) {
            for (at, (seen, plain)) in line.iter().zip(plain).enumerate() {
                if let (Some(no), true) = (seen.1, plain)
                    && !others[no.0 as usize].is_empty()
                {
                    each(line, at, no);
                }
            }
        }
    }
}

/// The words that each word is to be told from: those it is taken for and those taken for it, where the text has both.
fn others(model: &Model<'_>, counts: &[u32]) -> Vec<Vec<WordNo>> {
    let mut others = vec![Vec::new(); model.words.len()];
    let learnt = |no: WordNo| model.words.flags(no).contains(Flags::LOWER) && counts[no.0 as usize] >= LEAST;
    for read in (0..model.words.len() as u32).map(WordNo).filter(|no| learnt(*no)) {
        for (truth, _) in model.neighbours.of(read).filter(|(truth, _)| learnt(*truth)) {
            others[read.0 as usize].push(truth);
            others[truth.0 as usize].push(read);
        }
    }
    for list in &mut others {
        list.sort_unstable();
        list.dedup();
    }
    others
}

/// Weights while they are learnt.
struct Learner {
    pulled: Vec<f32>,
    squares: Vec<f32>,
    seen: Vec<u8>,
}

const fn slot(hash: u64) -> usize {
    hash as usize & (PLACES - 1)
}

impl Learner {
    fn weight(&self, at: usize) -> f32 {
        let pulled = self.pulled[at];
        if pulled.abs() <= PULL {
            return 0.0;
        }
        -(pulled - pulled.signum() * PULL) * RATE / (1.0 + self.squares[at].sqrt())
    }

    fn update(&mut self, at: usize, slope: f32) {
        let weight = self.weight(at);
        let squares = self.squares[at] + slope * slope;
        let step = (squares.sqrt() - self.squares[at].sqrt()) / RATE;
        self.pulled[at] += slope - step * weight;
        self.squares[at] = squares;
    }

    /// The places of the weights of a word; `None` for those that are not learnt.
    fn places(&self, place: &Place, key: u64) -> [Option<usize>; corrigenda::model::contexts::FEATURES] {
        place.map(|feature| Some(slot(filed(feature, key))).filter(|&at| self.seen[at] >= SEEN))
    }
}

/// Trains and packs the model. `model` has everything but it.
pub fn build(model: &Model<'_>, text: &Text) -> Vec<u8> {
    let classes = classes::build(model, &text.lines);
    let bytes = Contexts::build(&classes, &[]);
    let model = &Model { contexts: Contexts::new(&bytes), ..model.clone() };
    let others = others(model, &text.counts);
    let key: Vec<u64> =
        (0..model.words.len()).map(|no| hash(model.words.text(WordNo(no as u32)).as_bytes())).collect();
    let rates: Vec<f64> =
        text.counts.iter().map(|&count| (ENOUGH / f64::from(count.max(1))).min(1.0)).collect();
    // What is common is looked at less often; the odds that are learnt are those of all its occurrences.
    let start = |no: WordNo| rates[no.0 as usize].ln() - f64::from(model.words.cost(no)) / 100.0;
    let place = |line: &[Seen], at: usize| model.place(&Model::around(at, line.len(), |at| line[at]));
    let mut learner =
        Learner { pulled: vec![0.0; PLACES], squares: vec![0.0; PLACES], seen: vec![0; PLACES] };
    for round in 0..=ROUNDS {
        let (mut sampled, mut random) = (Random(1234), Random(round));
        text.occurrences(&others, |line, at, no| {
            if sampled.below(1 << 30) as f64 > rates[no.0 as usize] * f64::from(1 << 30) {
                return;
            }
            let place = place(line, at);
            if round == 0 {
                for feature in place {
                    let count = &mut learner.seen[slot(filed(feature, key[no.0 as usize]))];
                    *count = count.saturating_add(1);
                }
                return;
            }
            let list = &others[no.0 as usize];
            for _ in 0..list.len().min(OTHERS) {
                let other = list[random.below(list.len())];
                let mine = learner.places(&place, key[no.0 as usize]);
                let theirs = learner.places(&place, key[other.0 as usize]);
                let sum = |learner: &Learner, places: &[Option<usize>]| {
                    places.iter().flatten().map(|&at| learner.weight(at)).sum::<f32>()
                };
                let margin =
                    sum(&learner, &mine) - sum(&learner, &theirs) + (start(no) - start(other)) as f32;
                let slope = 1.0 / (1.0 + (-margin).exp()) - 1.0;
                mine.iter().flatten().for_each(|&at| learner.update(at, slope));
                theirs.iter().flatten().for_each(|&at| learner.update(at, -slope));
            }
        });
    }
    Contexts::build(&classes, &kept(text, &learner, &others, &key, place))
}

/// The weights that matter most: large ones that were often asked for.
fn kept(
    text: &Text,
    learner: &Learner,
    others: &[Vec<WordNo>],
    key: &[u64],
    place: impl Fn(&[Seen], usize) -> Place,
) -> Vec<(u64, i8)> {
    let worth = |at: usize| learner.weight(at).abs() * learner.squares[at].sqrt();
    let mut all: Vec<f32> = (0..PLACES).map(worth).filter(|worth| *worth > 0.0).collect();
    let least =
        if all.len() > KEPT { *all.select_nth_unstable_by(KEPT, |a, b| b.total_cmp(a)).1 } else { 0.0 };
    let mut found: HashMap<u64, (u8, i8)> = HashMap::new();
    let mut file = |place: &Place, no: WordNo| {
        for hash in place.map(|feature| filed(feature, key[no.0 as usize])) {
            let at = slot(hash);
            if learner.seen[at] >= SEEN && worth(at) > least {
                let units = f64::from(learner.weight(at)) * 100.0 / f64::from(UNIT);
                let weight = units.round().clamp(-127.0, 127.0) as i8;
                if weight != 0 {
                    let count = &mut found.entry(hash).or_insert((0, weight)).0;
                    *count = count.saturating_add(1);
                }
            }
        }
    };
    text.occurrences(others, |line, at, no| file(&place(line, at), no));
    // What is rarer has the place of a weight by accident.
    let mut weights: Vec<(u64, i8)> = found
        .into_iter()
        .filter(|(_, (count, _))| *count >= SEEN)
        .map(|(hash, (_, weight))| (hash, weight))
        .collect();
    weights.sort_unstable();
    weights
}

/// How much rarer a word that is learnt may be than the one that is taken for it: a factor of ninety.
pub const RARER: Cost = 450;
