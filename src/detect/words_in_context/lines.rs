//! Lines that lost their spaces, read as a whole: `BorninKano,hemovedtoLagos.`
//!
//! One finding a line: what the lattice makes of its words, with the spaces that its marks have in type. That the spaces are
//! lost is certain, so every cut is taken that the lattice takes.

use std::ops::Range;

use super::kinds::{self, Kind};
use super::span_of;
use crate::detect::Context;
use crate::document::{Sentence, Token, TokenKind, run_together};
use crate::finding::{Applicability, Finding};
use crate::lang::Lang;
use crate::lang::months::MONTHS;
use crate::model::scan::Proposal;
use crate::model::tables::Cost;

/// The confidence where all words are known.
const KNOWN: u16 = 970;
/// The same where a word is none that anybody knows: it may be cut in a wrong place.
const UNKNOWN: u16 = 900;
/// The same of lines that lost fewer spaces than [`FEWEST`], in a document without any: they may be names written so.
const SHORT_KNOWN: u16 = 880;
const SHORT_UNKNOWN: u16 = 650;

/// A line that lost its spaces, with what it should be.
pub struct Line {
    /// Its bytes in the sentence.
    pub range: Range<usize>,
    /// What is reported.
    pub finding: Finding,
}

/// Spaces that a line must have lost to be one: fewer are lost in words.
const FEWEST: usize = 3;

/// How much cheaper a line is with its spaces, if it lost fewer than that.
const LEAST_GAIN: Cost = 200;

/// The lines of a sentence that lost their spaces.
pub fn find(
    sentence: Sentence<'_>,
    cx: &Context<'_>,
    proposals: &[Proposal],
    numbers: &[(Range<usize>, &str)],
    spaceless: bool,
) -> Vec<Line> {
    let fewest = if spaceless { 1 } else { FEWEST };
    if sentence.lang() != Lang::En || proposals.iter().map(|p| p.lost).sum::<usize>() < fewest {
        return Vec::new();
    }
    run_together(cx.document, sentence.tokens(), spaceless)
        .filter_map(|tokens| line(sentence, cx, tokens, proposals, numbers, fewest))
        .collect()
}

fn line(
    sentence: Sentence<'_>,
    cx: &Context<'_>,
    tokens: Range<usize>,
    proposals: &[Proposal],
    numbers: &[(Range<usize>, &str)],
    fewest: usize,
) -> Option<Line> {
    let start = sentence.span().start as usize;
    let all = sentence.tokens();
    let whole = all[tokens.start].span.start as usize - start..all[tokens.end - 1].span.end as usize - start;
    let cuts: Vec<&Proposal> = proposals
        .iter()
        .filter(|p| whole.start <= p.range.start && p.range.end <= whole.end)
        .filter(|p| p.lost > 0 && p.added == 0 && p.hyphens == 0 && p.error.is_none())
        .collect();
    let lost = cuts.iter().map(|p| p.lost).sum::<usize>();
    let gain: Cost = cuts.iter().map(|p| p.margin).sum();
    if lost < fewest || lost < FEWEST && gain < LEAST_GAIN {
        return None;
    }
    // A mark at the seam of two sentences belongs to the first.
    let first = tokens.start.max(1);
    let mut edits: Vec<(Range<usize>, &str)> = cuts.iter().map(|p| (p.range.clone(), plain(p))).collect();
    let uncut = numbers.iter().filter(|(range, _)| {
        whole.start <= range.start
            && range.end <= whole.end
            && cuts.iter().all(|p| p.range.start != range.start)
    });
    edits.extend(uncut.cloned());
    let mut quotes = Quotes::default();
    all[..first].iter().for_each(|token| quotes.pass(token));
    for at in first..tokens.end {
        let glued = at > tokens.start || all[at].is_glued();
        if glued && wants_space(cx, all, at, quotes) {
            let place = all[at].span.start as usize - start;
            edits.push((place..place, " "));
        }
        quotes.pass(&all[at]);
    }
    // A space before a word that is itself cut comes first.
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let ((head, _), (tail, _)) = (edits.first()?, edits.last()?);
    // The token that a place is in or begins: pieces may begin inside one.
    let token_at =
        |place: usize| all.partition_point(|t| t.span.start as usize - start <= place).saturating_sub(1);
    let from = if head.is_empty() { token_at(head.start).saturating_sub(1) } else { token_at(head.start) };
    // What other rules find there begins with the word before the mark.
    let word = (tokens.start..=from).rev().find(|&at| !all[at].is_glued() || all[at].is_wordlike());
    let from = all[word.unwrap_or(from)].span.start as usize - start;
    // A space before a mark is one before the word that the mark opens.
    let touched = token_at(tail.start)..tokens.end;
    let last = touched.clone().find(|&at| all[at].is_wordlike()).or(touched.clone().next());
    let last = last.map_or(tail.end, |at| all[at].span.end as usize - start);
    let to = edits.iter().map(|(range, _)| range.end).fold(last, usize::max);
    let text = sentence.text();
    let (mut out, mut at) = (String::with_capacity(2 * (to - from)), from);
    for (range, with) in &edits {
        // Tokens and pieces are cut by different rules (`1,000men`): what lies inside another edit is settled by it.
        let Some(between) = text.get(at..range.start) else { continue };
        out.push_str(between);
        out.push_str(with);
        at = range.end;
    }
    out.push_str(text.get(at..to).unwrap_or_default());
    let known = cuts.iter().all(|p| p.steps.iter().all(|step| step.word.is_some()));
    let mut finding = Finding::new(
        kinds::rule(Kind::Fused),
        span_of(sentence, &(from..to)),
        match (lost < FEWEST, known) {
            (true, true) => SHORT_KNOWN,
            (true, false) => SHORT_UNKNOWN,
            (false, true) => KNOWN,
            (false, false) => UNKNOWN,
        },
        "a line without its spaces",
    )
    .suggest(out, Applicability::Ask)
    .because("many words stand here without a space between them, as in a line that lost its spaces");
    finding.settles = true;
    Some(Line { range: whole, finding })
}

/// The words of a proposal without the possessive that it may put in: between so many words it is a guess.
fn plain(proposal: &Proposal) -> &str {
    match proposal.others.first() {
        Some(plain) if proposal.possessive => plain,
        _ => &proposal.text,
    }
}

/// Whether straight and curly quotation marks are open.
#[derive(Debug, Clone, Copy, Default)]
struct Quotes {
    /// Whether an opening mark stands last.
    open: bool,
}

impl Quotes {
    fn pass(&mut self, token: &Token) {
        match token.char() {
            Some('"') => self.open = !self.open,
            Some('“') => self.open = true,
            Some('”') => self.open = false,
            _ => {}
        }
    }
}

/// Whether type has a space between a token and the one it is glued to.
fn wants_space(cx: &Context<'_>, tokens: &[Token], at: usize, quotes: Quotes) -> bool {
    let (before, token) = (&tokens[at - 1], &tokens[at]);
    let text = |t: &Token| cx.document.token_text(t);
    let letters = |t: &Token| text(t).chars().count();
    let next = |offset: usize| tokens.get(at + offset);
    let wordlike = token.is_wordlike();
    let worded = wordlike && text(token).starts_with(char::is_alphabetic);
    if token.is('&') || before.is('&') {
        let sign = if token.is('&') { at } else { at - 1 };
        return joins_words(cx, tokens, sign);
    }
    if token.is('–') || before.is('–') {
        return parts_clauses(cx, tokens, if token.is('–') { at } else { at - 1 });
    }
    // Where the sentence that was quoted began in another, a mark at the end closes it: `theydo."`.
    let ends = next(1).is_none_or(|t| !t.is_glued() || matches!(t.char(), Some('.' | ',' | ')' | ';')));
    let opens = matches!(token.char(), Some('(' | '[' | '“')) || token.is('"') && !quotes.open && !ends;
    match before.char() {
        Some(',') => {
            // `1,600-pupil` has a number in it, too.
            let thousands = text(token).bytes().take_while(u8::is_ascii_digit).count() == 3
                && at
                    .checked_sub(2)
                    .is_some_and(|back| text(&tokens[back]).ends_with(|c: char| c.is_ascii_digit()));
            (wordlike || opens) && !thousands
        }
        Some(';') => wordlike || opens,
        Some('!' | '?') => wordlike && letters(token) > 1 || opens,
        Some(':') => {
            let word =
                at.checked_sub(2).is_some_and(|back| tokens[back].is_word() && letters(&tokens[back]) > 2);
            (wordlike || opens) && word
        }
        Some('.') => {
            let Some(back) = at.checked_sub(2).map(|back| &tokens[back]) else { return false };
            let initial = back.is_word() && letters(back) == 1;
            let capital = |t: &Token| text(t).starts_with(char::is_uppercase);
            // `R.inquisitor`
            let species = initial && capital(back) && letters(token) >= SPECIES;
            worded && (species || capital(token) && letters(token) > if initial { 2 } else { 1 }) || opens
        }
        Some('%') => worded && letters(token) > 1,
        Some(')' | ']') => wordlike && letters(token) > 1 || opens,
        Some('"') => !quotes.open && (wordlike || token.is('(')),
        Some('”') => wordlike || opens,
        Some(_) => false,
        None if before.kind == TokenKind::Abbreviation => worded && letters(token) > 1,
        // `word(s)`, `f(x)`
        None if token.is('(') || token.is('[') => {
            let ending = next(1).is_some_and(|t| t.is_wordlike() && letters(t) <= 2)
                && next(2).is_some_and(|t| t.is(')') || t.is(']'));
            letters(before) > 1 && !ending
        }
        // `costs$100`, `peakedat#59`, not `US$100`.
        None if matches!(token.char(), Some('$' | '£' | '€' | '#')) => {
            text(before).ends_with(char::is_lowercase)
                && next(1).is_some_and(|t| text(t).starts_with(|c: char| c.is_ascii_digit()))
        }
        None => opens,
    }
}

/// Whether a dash has spaces in type: between clauses and between dates (`1903–6March1978`), not between two numbers or two names.
fn parts_clauses(cx: &Context<'_>, tokens: &[Token], dash: usize) -> bool {
    let (Some(before), Some(after)) = (dash.checked_sub(1).map(|at| &tokens[at]), tokens.get(dash + 1))
    else {
        return false;
    };
    let (before, after) = (cx.document.token_text(before), cx.document.token_text(after));
    let numbers =
        before.ends_with(|c: char| c.is_ascii_digit()) && after.starts_with(|c: char| c.is_ascii_digit());
    let names = before.starts_with(char::is_uppercase) && after.starts_with(char::is_uppercase);
    let year = before.len() >= 4 && before.bytes().rev().take(4).all(|b| b.is_ascii_digit());
    let day = after.trim_start_matches(|c: char| c.is_ascii_digit());
    year && day.len() < after.len() && begins_with_month(day) || !numbers && !names
}

/// Whether a text begins with the name of a month.
fn begins_with_month(text: &str) -> bool {
    MONTHS.iter().any(|month| text.starts_with(month))
}

/// Letters of the name of a species that stands after an initial.
const SPECIES: usize = 5;

/// Whether a sign of and stands between words (`Ludacris&Lil’Jon`), not between initials (`R&B`).
fn joins_words(cx: &Context<'_>, tokens: &[Token], sign: usize) -> bool {
    let long = |at: Option<usize>| {
        at.and_then(|at| tokens.get(at)).is_some_and(|t| {
            let text = cx.document.token_text(t);
            t.is_wordlike()
                && (t.kind == TokenKind::Number || text.chars().filter(|c| c.is_lowercase()).count() > 1)
        })
    };
    long(sign.checked_sub(1)) && long(Some(sign + 1))
}
