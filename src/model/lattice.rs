//! The second pass: the cheapest way that a stretch of text can have come about, by a beam search over a lattice of words.
//!
//! The letters of the stretch stand in a row without their spaces. An arc leads from one place to another and reads the
//! letters between as one word: as it stands, as a part of what was written together, across a space that was added, as
//! another word that was mistyped or misread, or as a word nobody knows. A way through all letters costs what its words
//! cost in their context and what the arcs cost; the beam keeps the best few histories at each place.

use super::candidates::Memo;
use super::channel::Origin;
use super::letters::Begun;
use super::manner;
use super::ngrams::Key;
use super::pieces::{self, PieceKind};
use super::prices;
use super::respelling;
use super::row::{LONGEST, Row};
use super::seams::{is_decade, is_initial, ordinal_ending, type_end};
use super::spelt::Spelling;
use super::standing::{self, CAPITAL_IN_LINE};
use super::suspects::is_hyphen;
use super::tables::Cost;
use super::words::{Flags, WordNo};
use super::{Before, Model};

/// Histories kept at each place.
const BEAM: usize = 4;
/// The same where errors stand close together.
const WIDE_BEAM: usize = 8;
/// A history this much dearer than the best at its place is given up.
const BEHIND: Cost = 1000;
/// What a capital inside a part that nobody knows costs.
const CAPITAL_INSIDE: Cost = 450;
/// What a hyphen inside a word costs.
const HYPHEN: Cost = 250;
/// How an arc reads its letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Means {
    /// As they stand: a whole piece.
    Same,
    /// As a word that was written together with others or in parts.
    Respaced,
    /// The same, with a possessive lost after it.
    Possessive,
    /// As another word.
    Error(Origin),
}

/// A word on the best way.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// Its letters, counted over the stretch.
    pub start: usize,
    /// After its last letter.
    pub end: usize,
    /// As the n-grams see it.
    pub key: Key,
    /// In the vocabulary.
    pub word: Option<WordNo>,
    /// How it reads.
    pub means: Means,
    /// What it costs apart from its context.
    pub own: Cost,
}

#[derive(Debug, Clone, Copy)]
struct State {
    cost: Cost,
    history: [Key; 2],
    name: bool,
    step: Option<Step>,
    before: usize,
}

/// The cheapest histories that reach a place, by index, as many as the beam is wide: no other is ever followed.
#[derive(Debug, Clone, Copy)]
struct Place {
    states: [usize; WIDE_BEAM],
    costs: [Cost; WIDE_BEAM],
    count: usize,
    /// A dearer state would never be followed from here. It only falls.
    limit: Cost,
}

impl Place {
    const EMPTY: Self =
        Self { states: [0; WIDE_BEAM], costs: [0; WIDE_BEAM], count: 0, limit: Cost::MAX / 4 };

    fn states(&self) -> &[usize] {
        &self.states[..self.count]
    }

    /// Keeps a state if it is cheaper than the one with the same history, or else than the dearest.
    fn reach(&mut self, all: &mut Vec<State>, beam: usize, new: State) {
        let twin = self.states().iter().position(|&s| all[s].history == new.history);
        let rival = match twin {
            Some(twin) => Some(twin),
            None if self.count < beam => None,
            None => (0..self.count).max_by_key(|&i| (self.costs[i], self.states[i])),
        };
        match rival {
            Some(rival) if new.cost < self.costs[rival] => {
                all[self.states[rival]] = new;
                self.costs[rival] = new.cost;
            }
            Some(_) => return,
            None => {
                (self.states[self.count], self.costs[self.count]) = (all.len(), new.cost);
                self.count += 1;
                all.push(new);
            }
        }
        let costs = self.costs[..self.count].iter().copied();
        self.limit = costs.clone().min().map_or(self.limit, |best| best + BEHIND);
        if self.count == beam {
            self.limit = costs.max().map_or(self.limit, |worst| self.limit.min(worst - 1));
        }
    }
}

/// The best way through a row, beginning after `history`.
#[must_use]
pub fn best(model: &Model<'_>, memo: &Memo, row: &Row<'_, '_>, history: [Key; 2], name: bool) -> Vec<Step> {
    let end = row.letters.len();
    let beam = if row.readings.iter().filter(|r| r.suspect).count() > 2 { WIDE_BEAM } else { BEAM };
    let mut states: Vec<State> = Vec::with_capacity(64);
    let mut places: Vec<Place> = vec![Place::EMPTY; end + 1];
    places[0].reach(&mut states, beam, State { cost: 0, history, name, step: None, before: 0 });
    let (mut arcs, mut priced) = (Vec::new(), Vec::new());
    for at in 0..end {
        let here = &mut places[at];
        if here.count == 0 {
            continue;
        }
        here.states[..here.count].sort_by_key(|&s| (states[s].cost, s));
        let here = *here;
        let best = states[here.states[0]].cost;
        let worst = best + BEHIND;
        arcs.clear();
        arcs_from(model, memo, row, at, &|end| places[end].limit - best, &mut arcs);
        priced.clear();
        priced.extend(arcs.drain(..).map(|step: Step| (step, Head::of(model, &step))));
        for &s in here.states() {
            let from = states[s];
            if from.cost > worst {
                break;
            }
            let before = model.before(from.history, from.name);
            for (step, head) in &priced {
                if from.cost + step.own > places[step.end].limit {
                    continue;
                }
                let (cost, history, name) = advance_to(model, &before, step, head);
                let state = State { cost: from.cost + cost, history, name, step: Some(*step), before: s };
                places[step.end].reach(&mut states, beam, state);
            }
        }
    }
    let Some(mut at) = places[end].states().iter().copied().min_by_key(|&s| (states[s].cost, s)) else {
        return Vec::new();
    };
    let mut steps = Vec::new();
    while let Some(step) = states[at].step {
        steps.push(step);
        at = states[at].before;
    }
    steps.reverse();
    steps
}

/// What the word of a step is whatever stands before it.
struct Head {
    alone: Cost,
    is_name: bool,
}

impl Head {
    fn of(model: &Model<'_>, step: &Step) -> Self {
        let is_name = step.word.is_some_and(|no| model.is_name(no));
        Self { alone: model.alone(step.key, step.word), is_name }
    }
}

/// The cost of a step after a history, and the history after it.
#[must_use]
pub fn advance(model: &Model<'_>, before: &Before, step: &Step) -> (Cost, [Key; 2], bool) {
    advance_to(model, before, step, &Head::of(model, step))
}

fn advance_to(model: &Model<'_>, before: &Before, step: &Step, head: &Head) -> (Cost, [Key; 2], bool) {
    let mut cost = step.own + model.cost_or(before, step.key, || head.alone);
    let mut after = [before.history[1], step.key];
    let mut is_name = head.is_name;
    if step.means == Means::Possessive {
        let (key, word) = model.key("'s");
        cost += model.cost(after, is_name, key, word);
        // What follows the possessive of a name follows any possessive.
        after = [0, model.key("its").0];
        is_name = false;
    }
    (cost, after, is_name)
}

/// Letters from which a rare name may be part of a string, if it has its capital.
const SHORT_NAME: usize = 4;
/// What a type of a thing costs there: `P226`.
const TYPE_IN_LINE: Cost = 300;
/// Letters of the longest word that nobody knows in a line that lost its spaces.
const LONG_PART: usize = 18;

/// The arcs from a letter on. `room` tells for each place what an arc to it may cost, as nobody would follow a dearer one.
fn arcs_from(
    model: &Model<'_>,
    memo: &Memo,
    row: &Row<'_, '_>,
    at: usize,
    room: &dyn Fn(usize) -> Cost,
    out: &mut Vec<Step>,
) {
    let piece = row.piece[at];
    let start = row.is_start(at);
    if start {
        out.push(standing::same(model, row, piece));
        let reading = &row.readings[piece];
        if reading.suspect || reading.doubtful {
            out.extend(respelling::whole(model, memo, row, piece));
        }
        if reading.piece.kind == PieceKind::Mark || !row.opens(piece) && !reading.joins {
            return;
        }
    }
    parts(model, memo, row, at, room, out);
}

/// The words that begin at a letter and end inside a piece that opens, or at the end of one.
fn parts(
    model: &Model<'_>,
    memo: &Memo,
    row: &Row<'_, '_>,
    at: usize,
    room: &dyn Fn(usize) -> Cost,
    out: &mut Vec<Step>,
) {
    let first = row.piece[at];
    let begins_inside = !row.is_start(at);
    // `d’Orezza`, `O’Brien`
    if begins_inside && row.letters[at - 1] == '\'' && row.is_capital(at) && at > 1 && row.is_start(at - 2) {
        return;
    }
    // Nothing is lost after `l’`, nor before `’s`.
    let elided = begins_inside
        && (manner::elides(model.lang) && row.letters[at - 1] == '\'' || row.letters[at] == '\'');
    let lost = if begins_inside && !elided { prices::lost_space(model, row, at) } else { 0 };
    if row.is_line(first)
        && row.readings[first].piece.kind == PieceKind::Mixed
        && let Some(end) = type_end(row, at)
    {
        let (key, own) = (pieces::MIXED, lost + TYPE_IN_LINE);
        out.push(Step { start: at, end, key, word: None, means: Means::Respaced, own });
    }
    let mut text = String::with_capacity(LONGEST * 2);
    let mut spelling = Spelling::EMPTY;
    // The letters as an unknown word.
    let mut begun = Begun::new(at);
    let (mut added, mut digits) = (0, true);
    let (mut crossed, mut hyphens) = (0, 0);
    // Whether the letters speak against every space that is taken out.
    let mut against = true;
    let mut end = at;
    while end < row.letters.len() && end - at < LONGEST {
        let piece = row.piece[end];
        if end > at && row.is_start(end) {
            // Over a space into the next piece, or over a hyphen at the end of a line.
            let previous = &row.readings[piece - 1];
            let next = &row.readings[piece];
            let over = row.readings.get(piece + 1).filter(|_| previous.joins && next.joins);
            if over.is_some_and(|after| is_hyphen(next, after, row.broken)) {
                hyphens += 1;
                crossed += 1;
                added += if row.readings[piece + 1].piece.spaced { HYPHEN } else { HYPHEN + 200 };
                end += 1;
                text.push(row.letters[end]);
                spelling = spelling.with_letter(row.letters[end]);
                end += 1;
                if row.is_start(end) || row.opens(row.piece[end - 1]) {
                    joined_over_hyphen(model, row, (at, end), &text, added, out);
                }
                continue;
            }
            let bridge = next.piece.kind == previous.piece.kind
                && matches!(next.piece.kind, PieceKind::Word | PieceKind::Number)
                && next.piece.spaced
                && (previous.joins || row.opens(piece) || row.opens(piece - 1));
            if !bridge || crossed == LONGEST {
                break;
            }
            crossed += 1;
            // Where one space was added, more were: text set wide is torn into single letters.
            added += prices::added_space(model, row, end, crossed > 1);
            against &= previous.joins && row.lean(model, end) < 0;
        }
        text.push(row.letters[end]);
        spelling = spelling.with_letter(row.letters[end]);
        digits &= row.letters[end].is_numeric() || row.is_line(piece) && row.is_separator(end);
        end += 1;
        let whole_piece = crossed == 0 && !begins_inside && row.is_start(end);
        if whole_piece || !(row.is_start(end) || row.opens(piece)) {
            continue;
        }
        if hyphens > 0 {
            joined_over_hyphen(model, row, (at, end), &text, added, out);
            continue;
        }
        let surface_capital = row.readings[first].capital && !begins_inside;
        let inside_capital = begins_inside && row.is_capital(at);
        let capital = surface_capital || inside_capital;
        let free = !begins_inside && (row.readings[first].free || row.readings[first].upper);
        let step = |key: Key, word: Option<WordNo>, means: Means, own: Cost| Step {
            start: at,
            end,
            key,
            word,
            means,
            own,
        };
        if digits {
            // `100,000tobuild`: no number ends before its last digit.
            let goes_on = || row.letters[end].is_numeric() || row.is_separator(end);
            if row.is_line(piece) && !row.is_start(end) && goes_on() {
                continue;
            }
            // `the1980sand`
            if crossed == 0 && is_decade(row, at, end) {
                out.push(Step { end: end + 1, ..step(pieces::NUMBER, None, Means::Respaced, lost) });
            }
            let ordinal = end + ordinal_ending(row, at, end);
            let whole = !begins_inside && row.is_start(ordinal);
            if crossed == 0 && end < ordinal && !whole {
                out.push(Step { end: ordinal, ..step(pieces::NUMBER, None, Means::Respaced, lost) });
            } else if crossed == 0 || crossed == 1 && row.is_start(at) && row.is_start(end) {
                out.push(step(pieces::NUMBER, None, Means::Respaced, lost + added));
            }
            continue;
        }
        if inside_capital && is_initial(row, at, end) {
            let (key, word) = model.key(&text);
            let own = lost + word.map_or(0, |no| model.case(no, true, false));
            out.push(step(key, word, Means::Respaced, own));
            continue;
        }
        let (key, word) =
            if model.spelt.may_be(spelling) { model.key(&text) } else { (pieces::UNKNOWN, None) };
        // Where all spaces are lost, capitals show where words begin, elsewhere a name that nobody knows has none inside.
        let spanned = if row.spaceless { CAPITAL_IN_LINE * row.spanned_capitals(at, end) } else { 0 };
        let is_real = |no: WordNo| {
            let flags = model.words.flags(no);
            flags.intersects(Flags::DICTIONARY)
                || flags.intersects(Flags::NAME)
                    && (model.words.cost(no) < 1450 || capital && end - at >= SHORT_NAME)
        };
        if let Some(no) = word.filter(|&no| is_real(no) || model.words.cost(no) < 1150) {
            // `I` has its capital inside a string, where it is none of the letters of a word.
            let small_i = begins_inside && text == "i" && !inside_capital;
            let short = end - at == 1 && (small_i || !model.is_lone_word(&text));
            if !short {
                let rare = if is_real(no) { 0 } else { 150 };
                let own = lost + added + model.case(no, capital, free) + rare + spanned;
                out.push(step(key, word, Means::Respaced, own));
            }
        } else if end - at >= 2
            && (crossed == 0 || row.opens(first) && row.opens(piece) || against)
            && unknown_part(row, at, end)
        {
            if crossed == 0 && row.is_line(first) && row.piece[end - 1] == first && spanned == 0 {
                let misspelt = |(key, word, own): (Key, WordNo, Cost)| {
                    let case = model.case(word, capital, free);
                    step(key, Some(word), Means::Respaced, lost + own + case)
                };
                out.extend(
                    respelling::part(model, memo, &text, end - at).into_iter().flatten().map(misspelt),
                );
            }
            let acronym = capital && end - at <= 5 && row.surface(at, end).iter().all(|c| c.is_uppercase());
            // A word that nobody knows begins at its capital.
            let has_inner = || row.surface(at + 1, end).iter().any(|c| c.is_uppercase());
            let inner = match (acronym, row.spaceless) {
                (true, _) => 0,
                (false, true) => spanned,
                (false, false) => {
                    if has_inner() {
                        CAPITAL_INSIDE
                    } else {
                        0
                    }
                }
            };
            // A capital and the next one bound a word as well as spaces do.
            let bounded = row.spaceless && capital && (row.is_start(end) || row.is_capital(end));
            let hiding = if row.is_line(first) && !bounded { standing::hiding(end - at) } else { 0 };
            let own = lost + added + hiding + inner;
            let unknown = if acronym {
                Model::acronym(end - at, model.unknown(&text, true))
            } else {
                // Letters are dear to look up, and most of these words are dearer than what else there is.
                let long = end - at >= 8;
                let room = room(end) - own;
                let limit = if long { room * 2 + 1 } else { room };
                let Some(costs) = begun.to(end, limit, &model.letters, &row.letters, &row.costs) else {
                    continue;
                };
                let letters = model.unknown_of(capital, |kind| costs[kind as usize]);
                // A word built by rule is as good as one in a list.
                if long && model.vouches(&text, capital) { letters / 2 } else { letters + model.strange() }
            };
            let own = own + unknown;
            out.push(step(pieces::UNKNOWN, None, Means::Respaced, own));
        }
    }
}

/// A word whose parts a hyphen separates.
fn joined_over_hyphen(
    model: &Model<'_>,
    row: &Row<'_, '_>,
    (at, end): (usize, usize),
    text: &str,
    added: Cost,
    out: &mut Vec<Step>,
) {
    let (key, word) = model.key(text);
    let Some(no) = word.filter(|&no| model.words.flags(no).intersects(Flags::DICTIONARY)) else { return };
    if row.is_start(at) && row.is_start(end) {
        let reading = &row.readings[row.piece[at]];
        let own = added + model.case(no, reading.capital, reading.free || reading.upper);
        out.push(Step { start: at, end, key, word, means: Means::Respaced, own });
    }
}

/// Whether an unknown word may begin and end here: beside the edge of a piece, or anywhere in a line that lost its spaces.
fn unknown_part(row: &Row<'_, '_>, at: usize, end: usize) -> bool {
    let (first, last) = (row.piece[at], row.piece[end - 1]);
    let long = first == last && row.is_line(first) && end - at <= LONG_PART;
    row.is_start(at) || row.is_start(end) || long
}
