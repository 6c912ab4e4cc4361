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

use super::marks::{Form, Mark, Role, Side, Sort};
use super::speech;
use crate::document::{Document, ParagraphKind, Token};
use crate::lang::Lang;

/// A mark without its partner.
const LONE: u32 = 100;
/// A pair inside a pair of the same sort.
const NESTED: u32 = 60;
/// A quotation that runs over a paragraph and opens again: usual, yet rarer than one that is closed.
const REOPENED: u32 = 20;
/// A mark that is nothing we know: dearer than a lone one, so that `“Word` stays an opening mark.
pub(super) const STRAY: u32 = 120;
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
    let mut sums = Vec::new();
    let mut end = 0;
    let mut heading = false;
    for paragraph in document.paragraphs() {
        let span = paragraph.span();
        let between = document.text().get(end as usize..span.start as usize).unwrap_or("");
        // A sentence a line is a common custom, a quotation over a blank line without a new mark is a rare one.
        let blank = between.matches('\n').count() > 1;
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
    let steps = Steps::of(document, marks, &events);
    let mut forward = Vec::with_capacity(events.len() + 1);
    forward.push([0, NEVER, NEVER]);
    let mut last = [0, NEVER, NEVER];
    for at in 0..events.len() {
        let steps = steps.at(at);
        let mut now = [NEVER; STATES];
        for s in steps {
            now[s.to()] = now[s.to()].min(last[s.from()].saturating_add(s.price));
        }
        forward.push(now);
        last = now;
    }
    let mut backward = vec![[NEVER; STATES]; events.len() + 1];
    let mut next = [0, LONE, 2 * LONE];
    for at in (0..events.len()).rev() {
        let steps = steps.at(at);
        if let Some(row) = backward.get_mut(at + 1) {
            *row = next;
        }
        let mut now = [NEVER; STATES];
        for s in steps {
            now[s.from()] = now[s.from()].min(next[s.to()].saturating_add(s.price));
        }
        next = now;
    }
    let best = next[0];
    let mut state = 0;
    let mut open: Vec<usize> = Vec::new();
    for (at, event) in events.iter().enumerate() {
        let steps = steps.at(at);
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

/// The steps of all events, one after the other.
struct Steps {
    all: Vec<Step>,
    ends: Vec<u32>,
}

impl Steps {
    fn of(document: &Document, marks: &[Mark], events: &[Event]) -> Self {
        let mut steps = Self { all: Vec::new(), ends: Vec::with_capacity(events.len()) };
        steps.all.reserve(events.len() * 8);
        for event in events {
            add_steps(document, marks, *event, &mut steps.all);
            steps.ends.push(steps.all.len() as u32);
        }
        steps
    }

    /// The steps of the event with this index.
    fn at(&self, index: usize) -> &[Step] {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[start as usize..self.ends[index] as usize]
    }
}

fn add_steps(document: &Document, marks: &[Mark], event: Event, all: &mut Vec<Step>) {
    let (index, behind) = match event {
        Event::Break(price) => {
            all.extend([
                step(0, 0, 0, Move::Stay),
                step(1, 1, price, Move::Stay),
                step(1, 0, LONE, Move::Drop),
                step(2, 2, price.saturating_add(30), Move::Stay),
                step(2, 0, 2 * LONE, Move::Drop),
            ]);
            return;
        }
        Event::Mark(index, behind) => (index, behind),
    };
    let Some(mark) = marks.get(index as usize) else { return };
    let opening = cost_of_opening(document, mark);
    let closing = cost_of_closing(document, mark);
    // A closing mark is lost at the end of a paragraph sooner than in the middle of one.
    // A doubled mark is lost wherever it stands.
    let lost = if behind && mark.left != Side::Quote { LONE + 40 } else { LONE };
    // One mark closes two levels in Russian and German print.
    let both = if mark.lang == Lang::En { LONE + 10 } else { 70 };
    all.extend([
        step(0, 0, mark.neither, Move::Neither),
        step(1, 1, mark.neither, Move::Neither),
        step(2, 2, mark.neither, Move::Neither),
        step(0, 1, opening, Move::Open),
        step(1, 2, opening + NESTED, Move::Open),
        step(1, 1, opening + lost, Move::Restart),
        step(2, 1, opening + lost + LONE, Move::Restart),
        step(1, 0, closing, Move::Close),
        step(2, 1, closing, Move::Close),
        step(2, 0, closing + both, Move::CloseBoth),
        step(0, 0, closing + LONE, Move::Surplus),
    ]);
    if mark.left == Side::Edge {
        all.push(step(1, 1, opening + REOPENED, Move::Reopen));
    }
}

fn cost_of_opening(document: &Document, mark: &Mark) -> u32 {
    let mut cost: u32 = match mark.form {
        Form::Closing if mark.sort == Sort::Guillemet || mark.sort == Sort::Angle => 120,
        Form::Closing => 80,
        Form::Opening | Form::Neutral => 0,
    };
    cost += match mark.left {
        Side::Edge | Side::Gap | Side::NoBreak | Side::Opener | Side::Ellipsis => 0,
        Side::Quote => 10,
        Side::Closer => 50,
        Side::Word => 70,
    };
    cost += match mark.right {
        Side::Word | Side::Opener => 0,
        // Nothing stands between the marks of an empty pair.
        Side::Quote if touches_double(document, mark) => 80,
        Side::Quote | Side::NoBreak => 10,
        Side::Ellipsis => 20,
        Side::Closer => 60,
        Side::Gap if mark.sort == Sort::Guillemet => 20,
        Side::Gap => 70,
        Side::Edge => 100,
    };
    // `, ”Pompeo said`: an attribution follows a quotation.
    if matches!(mark.right, Side::Gap | Side::Word)
        && matches!(mark.left, Side::Gap | Side::Closer)
        && speech::ends_clause_before(document, mark)
        && speech::attribution_after(document, mark)
    {
        cost += 60;
    }
    // `said, “The`: a verb of saying stands before one; behind its comma the mark may have lost its space.
    if speech::verb_precedes(document, mark) {
        cost.saturating_sub(if mark.left == Side::Closer { 40 } else { 20 })
    } else {
        cost
    }
}

/// Whether the mark, a double one, touches another on its right, and no word follows that: `""`, not `““We`.
fn touches_double(document: &Document, mark: &Mark) -> bool {
    let tokens = document.tokens();
    let next = tokens.get(mark.token_after());
    let word = tokens.get(mark.token_after() + 1).is_some_and(|t| t.is_glued() && t.is_wordlike());
    mark.sort == Sort::Double && !word && matches!(next.and_then(Token::char), Some('"' | '“' | '”' | '„'))
}

fn cost_of_closing(document: &Document, mark: &Mark) -> u32 {
    let mut cost: u32 = match mark.form {
        Form::Opening if mark.glyph == '„' || mark.glyph == '‚' => 150,
        Form::Opening if mark.sort == Sort::Guillemet || mark.sort == Sort::Angle => 120,
        Form::Opening => 80,
        Form::Closing | Form::Neutral => 0,
    };
    cost += match mark.left {
        Side::Word | Side::Closer | Side::Ellipsis => 0,
        Side::Quote | Side::NoBreak => 10,
        Side::Gap if mark.sort == Sort::Guillemet => 20,
        // A displaced closing mark stands after the comma or stop of its quotation.
        Side::Gap if speech::ends_clause_before(document, mark) => {
            if speech::attribution_after(document, mark) { 20 } else { 40 }
        }
        Side::Gap if mark.right == Side::Word => 50,
        Side::Gap => 70,
        Side::Opener if speech::dash_before(document, mark) => 10,
        Side::Opener => 80,
        Side::Edge => 120,
    };
    cost + match mark.right {
        Side::Word => 70,
        Side::Opener | Side::Quote => 10,
        Side::Gap | Side::NoBreak | Side::Closer | Side::Edge | Side::Ellipsis => 0,
    }
}

/// What it costs to read a mark as an apostrophe, an inch, or a blot.
pub(super) fn cost_of_neither(
    document: &Document,
    mark: &Mark,
    before: Option<&Token>,
    after: Option<&Token>,
) -> u32 {
    let number_before = mark.left == Side::Word
        && before.is_some_and(|t| document.token_text(t).ends_with(|c: char| c.is_ascii_digit()));
    match mark.sort {
        Sort::Double if mark.glyph == '"' && number_before => 35,
        Sort::Double if mark.glyph == '"' && decade_after(document, mark, after) => 35,
        // `2018"s`: typed for an apostrophe. `it''s`: escaped in a query.
        Sort::Double if mark.left == Side::Word && mark.right == Side::Word && mark.form == Form::Neutral => {
            60
        }
        Sort::Double | Sort::Guillemet | Sort::Angle => STRAY + 40,
        Sort::Single => apostrophe(document, mark, number_before, before, after),
    }
}

/// `the "90s`: a double stroke typed for the apostrophe of a decade.
fn decade_after(document: &Document, mark: &Mark, after: Option<&Token>) -> bool {
    mark.right == Side::Word
        && after.is_some_and(|t| {
            let text = document.token_text(t);
            text.len() <= 3 && text.ends_with('s') && text.starts_with(|c: char| c.is_ascii_digit())
        })
}

/// Words that begin with an apostrophe for letters left out.
const CLIPPED_HEAD: &[&str] = &[
    "tis", "twas", "twere", "twill", "twould", "em", "n", "til", "till", "cause", "cos", "cuz", "bout",
    "round", "neath", "ere", "im", "er", "is", "ave", "ad", "ow", "ello", "alf", "ome", "ouse", "ead",
    "eard", "as", "e", "t", "s", "k", "m", "d", "ll", "ve", "re", "un", "hood", "phone", "plane", "bus",
    "flu", "gainst", "mongst", "mid", "tween", "twixt", "nuff", "fraid", "nother", "low",
];

/// Words that end with one, besides those in -in’ for -ing and the possessives in -s’.
const CLIPPED_TAIL: &[&str] = &[
    "an", "o", "th", "wi", "tha", "ol", "lil", "de", "ha", "po", "gov", "mo", "fo", "yo", "wha", "hol",
    "ole", "goo", "t", "n", "d", "l", "s",
];

fn apostrophe(
    document: &Document,
    mark: &Mark,
    number_before: bool,
    before: Option<&Token>,
    after: Option<&Token>,
) -> u32 {
    let word = |token: Option<&Token>| {
        token.filter(|t| t.is_wordlike()).map(|t| document.token_text(t).to_lowercase()).unwrap_or_default()
    };
    let low = matches!(mark.glyph, '‚');
    match (mark.left, mark.right) {
        (Side::Word, Side::Word) => 5,
        (_, Side::Word) if !low => {
            let head = word(after);
            let clipped = CLIPPED_HEAD.contains(&head.as_str())
                || head.starts_with(|c: char| c.is_ascii_digit())
                || head
                    .split(['\'', '’'])
                    .next()
                    .is_some_and(|part| part.len() < head.len() && CLIPPED_HEAD.contains(&part));
            match mark.glyph {
                '‘' | '‛' if clipped => 15,
                '‘' | '‛' => STRAY,
                _ if clipped => 10,
                // Letters of Arabic, Hawaiian, Hebrew: `’Abd`, `ʻOkina`.
                _ => 50,
            }
        }
        (Side::Word, _) if !low && !matches!(mark.glyph, '‘' | '‛') => {
            let tail = word(before);
            let clipped = number_before
                || tail.ends_with(['s', 'x', 'z'])
                || tail.ends_with("in")
                || tail.rsplit(['\'', '’']).next().is_some_and(|part| CLIPPED_TAIL.contains(&part));
            if clipped { 8 } else { 50 }
        }
        (Side::Gap, Side::Gap) if !matches!(mark.glyph, '‘' | '‛') => 60,
        _ if matches!(mark.glyph, '\'') => 80,
        _ => STRAY,
    }
}
