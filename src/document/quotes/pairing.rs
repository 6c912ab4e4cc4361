//! Which marks form pairs: the reading of the whole document that needs the fewest faults.
//!
//! Every mark may open, close or be neither, and each part has a price: a shape or a space that speaks against it, a
//! partner that is missing. The cheapest reading is found with one pass forwards and one backwards over the marks of a
//! sort (the Viterbi algorithm over "outside", "inside", "inside twice"), so that `ceasefire, ”Pompeo` after `“I encourage`
//! is one closing mark on the wrong side of its space, not two marks without partners. The price of the best reading that
//! gives a mark another part tells how sure we are.
//!
//! Prices are in hundredths of a mark without a partner. They are weights, not probabilities; what was tuned is that a mark
//! with one thing against it keeps its part (at most 80) and that two things against it do (140) only where both
//! marks would otherwise be lost (200).

use std::ops::Deref;

use super::costs::{cost_of_closing, cost_of_opening};
use super::marks::{Mark, Role, Side, Sort};
use crate::document::{Document, ParagraphKind};
use crate::lang::Lang;

/// A mark without its partner.
const LONE: u32 = 100;
/// A pair inside a pair of the same sort.
const NESTED: u32 = 60;
/// A quotation that runs over a paragraph and opens again: usual, yet rarer than one that is closed.
const REOPENED: u32 = 20;
const NEVER: u32 = 1_000_000;

/// Outside, inside, inside twice.
const STATES: usize = 3;

#[derive(Clone, Copy)]
enum Event {
    /// A paragraph ends inside the quotation, at this price; nothing happens outside.
    Break(u32),
    /// The mark with this index; whether the one of its sort before it stands in the same paragraph.
    Mark(u32, bool),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Move {
    /// Over a paragraph break, still inside.
    Stay,
    /// Quotations still open at a paragraph break are lost.
    Drop,
    Neither,
    Open,
    /// Opens; what was open before is lost.
    Restart,
    /// Opens again what runs on from the paragraph before.
    Reopen,
    Close,
    /// Closes both levels, as German and Russian may.
    CloseBoth,
    /// Closes nothing.
    Surplus,
}

impl Move {
    const fn role(self) -> Role {
        match self {
            Self::Open | Self::Restart => Role::Opens,
            Self::Reopen => Role::Reopens,
            Self::Close | Self::CloseBoth | Self::Surplus => Role::Closes,
            Self::Stay | Self::Drop | Self::Neither => Role::Neither,
        }
    }

    /// Opening and opening again are one part: they look alike.
    const fn part(self) -> u8 {
        match self.role() {
            Role::Opens | Role::Reopens => 0,
            Role::Closes => 1,
            Role::Neither => 2,
        }
    }
}

#[derive(Clone, Copy)]
struct Step {
    from: u8,
    to: u8,
    price: u32,
    mv: Move,
}

impl Step {
    const fn from(&self) -> usize {
        self.from as usize
    }

    const fn to(&self) -> usize {
        self.to as usize
    }
}

const fn step(from: u8, to: u8, price: u32, mv: Move) -> Step {
    Step { from, to, price, mv }
}

/// Gives every mark its role, partner and margin.
pub(super) fn pair(document: &Document, marks: &mut [Mark]) {
    let breaks = breaks(document);
    for sort in Sort::ALL {
        let chain: Vec<u32> = (0..marks.len() as u32)
            .filter(|&i| marks.get(i as usize).is_some_and(|m| m.sort == sort))
            .collect();
        if !chain.is_empty() {
            pair_chain(document, marks, &chain, &breaks);
        }
    }
}

/// What it costs a quotation to run on, unmarked, up to each paragraph: sums from the start of the text.
fn breaks(document: &Document) -> Vec<u32> {
    let mut sum = 0_u32;
    let mut sums = Vec::with_capacity(document.paragraphs().len());
    let mut end = 0;
    let mut heading = false;
    for paragraph in document.paragraphs() {
        let span = paragraph.span();
        let between = document.text().get(end as usize..span.start as usize).unwrap_or("");
        // A sentence a line is a common custom, a quotation over a blank line without a new mark is a rare one.
        let blank = between.len() > 1 && between.matches('\n').count() > 1;
        let here = paragraph.kind() == ParagraphKind::Heading;
        if end > 0 {
            sum = sum.saturating_add(if blank { 50 } else { 30 }).saturating_add(if here || heading {
                30
            } else {
                0
            });
        }
        sums.push(sum);
        heading = here;
        end = span.end;
    }
    sums
}

fn pair_chain(document: &Document, marks: &mut [Mark], chain: &[u32], breaks: &[u32]) {
    let events = events(marks, chain, breaks);
    let prices: Vec<Prices> = events.iter().map(|event| Prices::of(document, marks, *event)).collect();
    let mut forward = Vec::with_capacity(events.len() + 1);
    forward.push([0, NEVER, NEVER]);
    let mut last = [0, NEVER, NEVER];
    for one in &prices {
        let mut now = [NEVER; STATES];
        for s in one.steps().iter() {
            now[s.to()] = now[s.to()].min(last[s.from()].saturating_add(s.price));
        }
        forward.push(now);
        last = now;
    }
    let mut backward = vec![[NEVER; STATES]; events.len() + 1];
    let mut next = [0, LONE, 2 * LONE];
    for at in (0..events.len()).rev() {
        if let Some(row) = backward.get_mut(at + 1) {
            *row = next;
        }
        let mut now = [NEVER; STATES];
        for s in prices[at].steps().iter() {
            now[s.from()] = now[s.from()].min(next[s.to()].saturating_add(s.price));
        }
        next = now;
    }
    let best = next[0];
    let mut state = 0;
    let mut open: Vec<usize> = Vec::new();
    for (at, (event, one)) in events.iter().zip(&prices).enumerate() {
        let steps = one.steps();
        let (Some(after), Some(before)) = (backward.get(at + 1), forward.get(at)) else { return };
        let Some(chosen) = steps
            .iter()
            .filter(|s| s.from() == state)
            .min_by_key(|s| after[s.to()].saturating_add(s.price))
            .copied()
        else {
            return;
        };
        state = chosen.to();
        let Event::Mark(index, _) = *event else {
            if chosen.mv == Move::Drop {
                open.clear();
            }
            continue;
        };
        let index = index as usize;
        let other = steps
            .iter()
            .filter(|s| s.mv.part() != chosen.mv.part())
            .map(|s| before[s.from()].saturating_add(s.price).saturating_add(after[s.to()]))
            .min()
            .unwrap_or(NEVER);
        link(marks, &mut open, index, chosen.mv);
        if let Some(mark) = marks.get_mut(index) {
            mark.role = chosen.mv.role();
            mark.margin = other.saturating_sub(best).min(500) as u16;
        }
    }
}

/// Keeps the open marks and joins a closing one with the last of them.
fn link(marks: &mut [Mark], open: &mut Vec<usize>, index: usize, mv: Move) {
    match mv {
        Move::Open => open.push(index),
        Move::Restart => {
            open.clear();
            open.push(index);
        }
        Move::Reopen => {
            if let Some(before) = open.pop().and_then(|before| marks.get_mut(before)) {
                before.runs_on = true;
            }
            open.push(index);
        }
        Move::Close | Move::CloseBoth => {
            if let Some(opening) = open.pop() {
                if let Some(mark) = marks.get_mut(opening) {
                    mark.partner = Some(index as u32);
                }
                if let Some(mark) = marks.get_mut(index) {
                    mark.partner = Some(opening as u32);
                }
            }
            if mv == Move::CloseBoth {
                for outer in open.drain(..) {
                    if let Some(mark) = marks.get_mut(outer) {
                        mark.partner = Some(index as u32);
                    }
                }
            }
        }
        Move::Neither | Move::Surplus | Move::Stay | Move::Drop => {}
    }
}

/// The marks of one sort with the paragraph breaks between them. A break before a mark at the head of a paragraph costs a
/// quotation nothing: there the mark says that it runs on.
fn events(marks: &[Mark], chain: &[u32], breaks: &[u32]) -> Vec<Event> {
    let mut events = Vec::with_capacity(chain.len() * 2);
    let mut last: Option<u32> = None;
    for &index in chain {
        let Some(mark) = marks.get(index as usize) else { continue };
        if let Some(last) = last.filter(|&last| last != mark.paragraph) {
            let sum = |paragraph: u32| breaks.get(paragraph as usize).copied().unwrap_or(0);
            let head = mark.left == Side::Edge && !mark.right.is_open();
            let to = if head { mark.paragraph.saturating_sub(1).max(last) } else { mark.paragraph };
            events.push(Event::Break(sum(to).saturating_sub(sum(last))));
        }
        events.push(Event::Mark(index, last == Some(mark.paragraph)));
        last = Some(mark.paragraph);
    }
    events
}

/// What the steps of an event cost. They are made of it anew in each pass: all at once they would take more memory than the text.
#[derive(Clone, Copy)]
enum Prices {
    Break(u32),
    Mark {
        neither: u32,
        opening: u32,
        closing: u32,
        /// That of a mark which is missing before it.
        lost: u32,
        /// That of closing two levels beyond that of closing one.
        both: u32,
        /// Whether it stands at the start of its paragraph.
        heads: bool,
    },
}

/// Steps of one event at most.
const MOST_STEPS: usize = 12;

/// The steps of one event.
struct Steps {
    all: [Step; MOST_STEPS],
    count: usize,
}

impl Deref for Steps {
    type Target = [Step];

    fn deref(&self) -> &[Step] {
        &self.all[..self.count]
    }
}

impl Steps {
    fn new<const N: usize>(steps: [Step; N]) -> Self {
        let mut all = [step(0, 0, NEVER, Move::Stay); MOST_STEPS];
        all[..N].copy_from_slice(&steps);
        Self { all, count: N }
    }
}

impl Prices {
    fn of(document: &Document, marks: &[Mark], event: Event) -> Self {
        let (index, behind) = match event {
            Event::Break(price) => return Self::Break(price),
            Event::Mark(index, behind) => (index, behind),
        };
        let mark = &marks[index as usize];
        Self::Mark {
            neither: mark.neither,
            opening: cost_of_opening(document, mark),
            closing: cost_of_closing(document, mark),
            // A closing mark is lost at the end of a paragraph sooner than in the middle of one.
            // A doubled mark is lost wherever it stands.
            lost: if behind && mark.left != Side::Quote { LONE + 40 } else { LONE },
            // One mark closes two levels in Russian and German print.
            both: if mark.lang == Lang::En { LONE + 10 } else { 70 },
            heads: mark.left == Side::Edge,
        }
    }

    fn steps(self) -> Steps {
        match self {
            Self::Break(price) => Steps::new([
                step(0, 0, 0, Move::Stay),
                step(1, 1, price, Move::Stay),
                step(1, 0, LONE, Move::Drop),
                step(2, 2, price.saturating_add(30), Move::Stay),
                step(2, 0, 2 * LONE, Move::Drop),
            ]),
            Self::Mark { neither, opening, closing, lost, both, heads } => {
                let mut steps = Steps::new([
                    step(0, 0, neither, Move::Neither),
                    step(1, 1, neither, Move::Neither),
                    step(2, 2, neither, Move::Neither),
                    step(0, 1, opening, Move::Open),
                    step(1, 2, opening + NESTED, Move::Open),
                    step(1, 1, opening + lost, Move::Restart),
                    step(2, 1, opening + lost + LONE, Move::Restart),
                    step(1, 0, closing, Move::Close),
                    step(2, 1, closing, Move::Close),
                    step(2, 0, closing + both, Move::CloseBoth),
                    step(0, 0, closing + LONE, Move::Surplus),
                    step(1, 1, opening + REOPENED, Move::Reopen),
                ]);
                // Only at the start of a paragraph does a mark open again.
                steps.count -= usize::from(!heads);
                steps
            }
        }
    }
}
