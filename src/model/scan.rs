//! From the best way through a stretch of text to proposals: what differs from the text, by how much it is cheaper, and
//! everything that tells a true finding from a false one.

use std::ops::Range;

use super::Model;
use super::candidates::Memo;
use super::channel::Origin;
use super::lattice::{self, Means, Step};
use super::manner;
use super::ngrams::Key;
use super::pieces::{self, PieceKind, START};
use super::respelling;
use super::row::Row;
use super::standing;
use super::suspects::{Read, Reading};
use super::tables::Cost;

/// Pieces read along on each side of an odd one.
const AROUND: usize = 2;

/// Pieces of one stretch, beyond which another begins.
const LONGEST: usize = 60;

/// Other readings kept.
const OTHERS: usize = 4;

/// A better reading of some pieces of a text.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// Bytes of the text that it is about: whole pieces.
    pub range: Range<usize>,
    /// The pieces, by index.
    pub pieces: Range<usize>,
    /// What stands there instead.
    pub text: String,
    /// The words of it.
    pub steps: Vec<Step>,
    /// How much cheaper it is than the text as it stands.
    pub margin: Cost,
    /// What its words and the next two cost.
    pub cost: Cost,
    /// Spaces put in.
    pub lost: usize,
    /// Spaces taken out.
    pub added: usize,
    /// Hyphens taken out.
    pub hyphens: usize,
    /// Where a word is another: how it came to be written as it was.
    pub error: Option<Origin>,
    /// Whether a possessive is put in.
    pub possessive: bool,
    /// How much likelier a space is than none, by the letters around: the least where one is put in, the most where one is
    /// taken out, the most inside the words that stay whole.
    pub leans: [Cost; 3],
    /// Other readings of a single word, cheapest first.
    pub others: Vec<String>,
    /// How much dearer the next best other reading is; 3000 where there is none.
    pub runner_up: Cost,
}

/// More than any lean: there is no such gap.
const NO_LEAN: Cost = 3000;

/// Spaces that a line lost rather than a word.
const LINE: usize = 4;

impl Proposal {
    /// Whether it puts in or takes out spaces.
    #[must_use]
    pub const fn moves_spaces(&self) -> bool {
        self.lost > 0 || self.added > 0
    }

    /// Whether it reads a line that lost its spaces: so many words in a row are no term and no brand.
    #[must_use]
    pub const fn is_line(&self) -> bool {
        self.lost >= LINE
    }
}

/// All proposals for a text whose pieces are read.
#[must_use]
pub fn proposals(
    model: &Model<'_>,
    memo: &Memo,
    text: &str,
    read: &Read<'_>,
    apostrophe: char,
) -> Vec<Proposal> {
    let readings = &read.readings;
    let mut found = Vec::new();
    for window in windows(readings) {
        let row = Row::new(text, &readings[window.clone()], read.broken, read.spaceless);
        let key = |back: usize| match window.start.checked_sub(back) {
            Some(at) => readings[at].key,
            None if window.start + 1 == back => START,
            None => 0,
        };
        let history = [key(2), key(1)];
        let name = window.start > 0 && readings[window.start - 1].word.is_some_and(|no| model.is_name(no));
        let steps = lattice::best(model, memo, &row, history, name);
        collect((model, memo), &row, window.start, &steps, (history, name), apostrophe, &mut found);
    }
    found
}

/// Stretches around the odd pieces.
fn windows(readings: &[Reading<'_>]) -> Vec<Range<usize>> {
    let mut windows: Vec<Range<usize>> = Vec::new();
    for (at, reading) in readings.iter().enumerate() {
        if !(reading.suspect || reading.doubtful || reading.joins || reading.opens) {
            continue;
        }
        let window =
            at.saturating_sub(AROUND)..(at + 1 + usize::from(reading.joins) + AROUND).min(readings.len());
        let covered = windows.last().map_or(0, |last| last.end);
        match windows.last_mut() {
            Some(last) if window.start <= covered && last.len() < LONGEST => {
                last.end = window.end.max(covered)
            }
            _ if covered < window.end => windows.push(window.start.max(covered)..window.end),
            _ => {}
        }
    }
    windows
}

fn collect(
    (model, memo): (&Model<'_>, &Memo),
    row: &Row<'_, '_>,
    offset: usize,
    steps: &[Step],
    start: ([Key; 2], bool),
    apostrophe: char,
    out: &mut Vec<Proposal>,
) {
    let (mut history, mut name) = start;
    let mut at = 0;
    while at < steps.len() {
        let mut end = at + 1;
        while !row.is_start(steps[end - 1].end) && end < steps.len() {
            end += 1;
        }
        let group = &steps[at..end];
        if !(group.len() == 1 && group[0].means == Means::Same) {
            let after = &steps[end..(end + 2).min(steps.len())];
            out.push(proposal((model, memo), row, offset, group, after, (history, name), apostrophe));
        }
        for step in group {
            (_, history, name) = lattice::advance(model, &model.before(history, name), step);
        }
        at = end;
    }
}

fn proposal(
    (model, memo): (&Model<'_>, &Memo),
    row: &Row<'_, '_>,
    offset: usize,
    group: &[Step],
    after: &[Step],
    start: ([Key; 2], bool),
    apostrophe: char,
) -> Proposal {
    let (first, last) = (row.piece_of(group[0].start), row.piece_of(group[group.len() - 1].end - 1));
    let standing: Vec<Step> = (first..=last).map(|piece| standing::same(model, row, piece)).collect();
    let cost = |steps: &[Step]| {
        let (mut history, mut name) = start;
        let mut sum = 0;
        for step in steps.iter().chain(after) {
            let cost;
            (cost, history, name) = lattice::advance(model, &model.before(history, name), step);
            sum += cost;
        }
        sum
    };
    let whole = cost(group);
    let margin = cost(&standing) - whole;
    let mut text = String::new();
    let (mut lost, mut added, mut hyphens, mut error, mut possessive) = (0, 0, 0, None, false);
    for (index, step) in group.iter().enumerate() {
        if index > 0 {
            let piece = row.piece_of(step.start);
            // Nothing is lost after `l’`, nor before `’s`.
            let elided = manner::elides(model.lang) && text.ends_with(pieces::is_apostrophe)
                || row.surface(step.start, step.end).first().copied().is_some_and(pieces::is_apostrophe);
            if !row.is_start(step.start) {
                if !elided {
                    lost += 1;
                    text.push(' ');
                }
            } else if row.readings[piece].piece.spaced {
                text.push(' ');
            }
        }
        let spanned = row.piece_of(step.start)..=row.piece_of(step.end - 1);
        let inside = row.readings.get(spanned.clone()).unwrap_or_default();
        let mine = inside.iter().filter(|r| r.piece.kind == PieceKind::Mark).count();
        let mine = if step.means == Means::Respaced { mine } else { 0 };
        hyphens += mine;
        added += (spanned.end() - spanned.start()).saturating_sub(2 * mine);
        let surface = row.surface(step.start, step.end);
        match (step.means, step.word) {
            (Means::Error(origin), Some(no)) => {
                error = Some(origin);
                text.push_str(&cased(model.words.text(no), surface, apostrophe));
            }
            (Means::Respaced, _) if mine > 0 => {
                text.extend(surface.iter().filter(|c| c.is_alphabetic() || pieces::is_apostrophe(**c)))
            }
            _ => text.extend(surface),
        }
        if step.means == Means::Possessive {
            possessive = true;
            // What lost its apostrophe has its `s` already.
            let s = text.pop().unwrap_or('s');
            text.push(apostrophe);
            text.push(s);
        }
    }
    let readings = row.readings;
    let mut rivals: Vec<(Cost, String)> = Vec::new();
    if first == last && (error.is_some() || lost == 1) {
        for step in respelling::whole(model, memo, row, first) {
            let mut rival = String::new();
            if let (Means::Error(_), Some(no)) = (step.means, step.word) {
                rival = cased(model.words.text(no), row.surface(step.start, step.end), apostrophe);
            }
            if !rival.is_empty() && rival != text {
                rivals.push((cost(&[step]), rival));
            }
        }
        rivals.sort();
        rivals.truncate(OTHERS);
    }
    let runner_up = rivals.first().map_or(3000, |(other, _)| other - whole);
    let mut others: Vec<String> = rivals.into_iter().map(|(_, text)| text).collect();
    if let [name, next] = group
        && lost == 1
        && added == 0
        && error.is_none()
        && name.word.is_some_and(|no| model.is_name(no) && owns(model.words.text(no)))
        && model.ngrams.pair(name.key, next.key).is_none()
        && readings[first].capital
        && !readings[first].upper
        && next.word.is_some_and(|no| model.wants_possessive(next.key, no))
        && row.surface(next.start, next.end).first().is_some_and(|c| c.is_lowercase())
    {
        // A name before what only stands after articles: its possessive was lost with the space.
        possessive = true;
        others.insert(0, text.clone());
        let cut = text.find(' ').unwrap_or(text.len());
        let tail =
            if text[..cut].ends_with('s') { String::from(apostrophe) } else { format!("{apostrophe}s") };
        text.insert_str(cut, &tail);
    }
    let leans = leans(model, row, group);
    Proposal {
        range: readings[first].piece.start..readings[last].piece.end,
        pieces: offset + first..offset + last + 1,
        text,
        steps: group.to_vec(),
        margin,
        cost: whole,
        lost,
        added,
        hyphens,
        error,
        possessive,
        leans,
        others,
        runner_up,
    }
}

/// Whether a name may own something: `Iran` may, `Iranian` is an adjective, and `I` no name.
fn owns(name: &str) -> bool {
    name.len() > 2 && !["ian", "ean", "ese", "ish"].iter().any(|ending| name.ends_with(ending))
}

/// See [`Proposal::leans`].
fn leans(model: &Model<'_>, row: &Row<'_, '_>, group: &[Step]) -> [Cost; 3] {
    let (mut lost, mut added, mut kept) = (NO_LEAN, -NO_LEAN, -NO_LEAN);
    for (index, step) in group.iter().enumerate() {
        if index > 0 && !row.is_start(step.start) {
            lost = lost.min(row.lean(model, step.start));
        }
        for at in step.start + 1..step.end {
            let most = if row.is_start(at) { &mut added } else { &mut kept };
            *most = (*most).max(row.lean(model, at));
        }
    }
    [lost, added, kept]
}

/// `word` in the case of `surface`.
#[must_use]
pub fn cased(word: &str, surface: &[char], apostrophe: char) -> String {
    let capitals = surface.iter().filter(|c| c.is_uppercase()).count();
    let letters = surface.iter().filter(|c| c.is_alphabetic()).count();
    let swapped = is_swapped(word, surface);
    let word = word.chars().map(|c| if c == '\'' { apostrophe } else { c });
    if capitals > 1 && capitals * 2 > letters {
        word.flat_map(char::to_uppercase).collect()
    } else if surface.first().is_some_and(|c| c.is_uppercase()) || swapped {
        let mut word = word;
        word.next().into_iter().flat_map(char::to_uppercase).chain(word).collect()
    } else {
        word.collect()
    }
}

/// Whether a capital at the start of a word changed places with the letter behind it: `lAthough`.
#[must_use]
pub fn is_swapped(word: &str, surface: &[char]) -> bool {
    let [first, second, rest @ ..] = surface else { return false };
    let mut letters = word.chars();
    first.is_lowercase()
        && second.is_uppercase()
        && !rest.iter().any(|c| c.is_uppercase())
        && letters.next().is_some_and(|c| second.to_lowercase().eq(c.to_lowercase()))
        && letters.next() == Some(*first)
}
