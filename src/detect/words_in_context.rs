//! Words that are wrong where they stand: run together, torn apart, mistyped, misread.
//!
//! One reading of the text serves six rules, since a string such as `tothe` may be two words, a mistyped `tithe` or a
//! name, and only the comparison tells. The model ([`crate::model`]) proposes, its calibrator weighs; here the proposal gets
//! the name of its fault, the document has its say (a form that recurs is a name or a term), and the reasons are put into
//! words. What a text in its own manner may do on purpose (brands, compounds open or closed) never gets into `sure`.

mod contractions;
mod evidence;
mod faults;
mod fused;
mod kinds;
mod languages;
mod lines;
mod numbers;
mod odds;
mod respelt;
mod specks;
mod torn;
mod types;

pub use types::OddTypes;

use std::ops::Range;

use super::{Context, Detector, Findings};
use crate::document::{Marks, ParagraphKind, Sentence, TokenKind};
use crate::finding::{Applicability, Finding};
use crate::lang::Lang;
use crate::model::candidates::Memo;
use crate::model::doubt::is_out_of_place;
use crate::model::lattice::Step;
use crate::model::pieces::{NUMBER, PieceKind};
use crate::model::suspects::{self, Reading, Witness};
use crate::model::traits::{Company, Dirt, traits};
use crate::model::words::Flags;
use crate::model::{Model, scan};
use crate::rule::Rule;
use crate::span::Span;
use kinds::RULES;

thread_local! {
    /// The candidates of each language.
    static MEMOS: [Memo; Lang::KNOWN.len()] = Default::default();
}

/// See the module.
pub struct WordsInContext;

impl Detector for WordsInContext {
    fn rules(&self) -> &'static [Rule] {
        &RULES
    }

    fn sentence_needs(&self) -> Marks {
        Marks::ANY
    }

    fn sentence(&self, sentence: Sentence<'_>, cx: &Context<'_>, out: &mut Findings) {
        let Some(model) = cx.model(sentence.lang()) else { return };
        let opaque = matches!(sentence.paragraph().kind(), ParagraphKind::Table | ParagraphKind::Code);
        if !opaque {
            let language = model.lang.index().unwrap_or_default();
            MEMOS.with(|memos| look(model, &memos[language], sentence, cx, out));
        }
    }
}

/// Reads a sentence, if anything in it is odd.
fn look(model: &Model<'_>, memo: &Memo, sentence: Sentence<'_>, cx: &Context<'_>, out: &mut Findings) {
    let dirt = cx.odd_types().dirt(model, cx);
    if !dirt.is_broken() && !cx.odd_types().any_odd(model, memo, sentence, cx) {
        return;
    }
    let text = cx.document.slice(sentence.span());
    let masks = masks(sentence);
    let read = suspects::read(model, memo, text, &masks, &Dictionary { cx }, dirt);
    let readings = &read.readings[..];
    let apostrophe = cx.apostrophe();
    let mut covered = vec![false; readings.len()];
    let proposals = scan::proposals(model, memo, text, &read, apostrophe);
    let company = Company::of(&proposals);
    let ill_spaced = read.broken && company.moved() >= MOVED;
    let dialect = proposals.iter().any(|p| p.error.is_some()) && respelt::is_dialect(text);
    let odds = |p| model.calibrator.odds(&traits(model, &read, p, dirt, company));
    let all: Vec<i32> = proposals.iter().map(odds).collect();
    let likely =
        || proposals.iter().zip(&all).filter(|(p, odds)| **odds > 0 || p.hyphens > 0).map(|(p, _)| p);
    let plainly = |(p, odds): &(&scan::Proposal, &i32)| p.moves_spaces() && **odds >= PLAINLY_MOVED;
    let moved: Vec<usize> = (proposals.iter().zip(&all))
        .filter(plainly)
        .filter(|(p, _)| faults::all_words_have(model, p, Flags::DICTIONARY))
        .map(|(p, _)| p.pieces.start)
        .collect();
    let strangers = Strangers::new(readings, likely());
    // A sentence of misspelt words may as well be one of dialect or of terms.
    let strangers_or_misspelt = Strangers::new(readings, likely().filter(|p| p.error.is_none()));
    let numbers = numbers::find(model, text, &read);
    let spaced: Vec<_> = numbers.iter().map(|number| (number.range.clone(), number.text.as_str())).collect();
    let lines = lines::find(sentence, cx, &proposals, &spaced, dirt.spaceless);
    let in_line = |range: &Range<usize>| {
        lines.iter().any(|line| line.range.start <= range.start && range.end <= line.range.end)
    };
    for (reading, covered) in readings.iter().zip(&mut covered) {
        *covered |= in_line(&(reading.piece.start..reading.piece.end));
    }
    let torn = if model.lang == Lang::En { torn::find(text, readings) } else { Vec::new() };
    for number in torn.iter().filter(|number| !in_line(&number.range)) {
        covered[number.pieces.clone()].fill(true);
        out.push(number.finding(span_of(sentence, &number.range)));
    }
    let is_in_number = |pieces: &Range<usize>| {
        torn.iter().any(|number| pieces.start < number.pieces.end && number.pieces.start < pieces.end)
    };
    for number in &numbers {
        if !std::mem::replace(&mut covered[number.piece], true) {
            out.push(number.finding(span_of(sentence, &number.range)));
        }
    }
    if model.lang == Lang::En && read.broken {
        for (reading, covered) in readings.iter().zip(&mut covered).filter(|(_, covered)| !**covered) {
            let range = reading.piece.start..reading.piece.end;
            if let Some(text) = specks::parted(model, reading, &text[range.clone()]) {
                *covered = true;
                out.push(specks::finding(text, span_of(sentence, &range)));
            }
        }
    }
    let english = model.lang == Lang::En;
    let contracted: Vec<usize> = (0..readings.len())
        .filter(|at| english && !dialect && contractions::is_lost(model, readings, *at))
        .collect();
    for (proposal, &odds) in proposals.iter().zip(&all) {
        // `Theyre late`: nobody tears a contraction apart.
        if proposal.pieces.len() > 1 && contracted.iter().any(|at| proposal.pieces.contains(at)) {
            continue;
        }
        // What a number lost is told above; that its digits are letters may still be the better reading.
        let taken = proposal.pieces.len() == 1 && proposal.lost > 0 && covered[proposal.pieces.start];
        if taken
            || in_line(&proposal.range)
            || is_in_number(&proposal.pieces)
            || is_of_another_rule(model, text, readings, proposal)
        {
            continue;
        }
        let strangers = if proposal.error.is_some() { &strangers_or_misspelt } else { &strangers };
        let around = faults::Surroundings {
            strangers: strangers.beside(&proposal.pieces),
            ill_spaced,
            moved: moved.iter().any(|&start| start != proposal.pieces.start),
            dialect,
            torn: is_torn(readings, &proposal.pieces),
            among_letters: is_among_letters(readings, &proposal.pieces),
            surname: is_after_name(model, readings, &proposal.pieces),
            ..surroundings(text, proposal)
        };
        let fault = faults::Fault::new(model, text, readings, proposal);
        let span = span_of(sentence, &proposal.range);
        let Some(confidence) = faults::confidence(model, cx, &fault, (odds, dirt), around) else { continue };
        let rule = kinds::rule(fault.kind);
        let mut finding = Finding::new(rule, span, confidence, kinds::message(fault.kind));
        let whole = if english && proposal.error.is_some() {
            contractions::of(fault.surface, apostrophe)
        } else {
            None
        };
        let others = proposal.others.iter().filter(|other| Some(*other) != whole.as_ref());
        let own = Some(&proposal.text).filter(|own| Some(*own) != whole.as_ref());
        for text in whole.iter().chain(own).chain(others).take(MOST_SUGGESTIONS) {
            finding = finding.suggest(text.clone(), Applicability::Ask);
        }
        for reason in evidence::reasons(model, cx, &fault) {
            finding = finding.because(reason);
        }
        covered[proposal.pieces.clone()].fill(true);
        out.push(finding);
    }
    for at in contracted {
        let range = readings[at].piece.start..readings[at].piece.end;
        let whole = contractions::of(&text[range.clone()], apostrophe);
        if let Some(whole) = whole.filter(|_| !std::mem::replace(&mut covered[at], true)) {
            let rule = kinds::rule(kinds::Kind::Misspelling);
            let reason = format!("`{whole}` is seldom written without its apostrophe on purpose");
            let span = span_of(sentence, &range);
            let finding =
                Finding::new(rule, span, contractions::CONFIDENCE, "a contraction without its apostrophe");
            out.push(finding.suggest(whole, Applicability::Ask).because(reason));
        }
    }
    lines.into_iter().for_each(|line| out.push(line.finding));
    unknown((model, memo), sentence, cx, (readings, &covered), dirt, out);
    if read.broken {
        strange(model, sentence, cx, (readings, &covered), dirt.is_broken(), out);
    }
}

/// Where bytes of a sentence stand in the document.
fn span_of(sentence: Sentence<'_>, range: &Range<usize>) -> Span {
    let start = sentence.span().start;
    Span::new(start + range.start as u32, start + range.end as u32)
}

/// Reports words in lower case that nothing knows and that nothing better was found for.
fn unknown(
    (model, memo): (&Model<'_>, &Memo),
    sentence: Sentence<'_>,
    cx: &Context<'_>,
    (readings, covered): (&[Reading<'_>], &[bool]),
    dirt: Dirt,
    out: &mut Findings,
) {
    for (reading, covered) in readings.iter().zip(covered) {
        if *covered
            || reading.piece.kind != PieceKind::Word
            || reading.word.is_some()
            || reading.capital
            || reading.vouched
            || !reading.capitals.is_empty()
        {
            continue;
        }
        let span = span_of(sentence, &(reading.piece.start..reading.piece.end));
        let surface = cx.document.slice(span);
        // Where there is no dictionary, the vocabulary must do.
        if cx.knows_text(surface) == Some(true) || !cx.odd_types().is_first(cx, surface, span) {
            continue;
        }
        let confidence = match sentence.lang() {
            Lang::En => faults::unknown_confidence(surface, dirt),
            _ => faults::unknown_confidence(surface, dirt).min(faults::POSSIBLE),
        };
        let rule = kinds::rule(kinds::Kind::Misspelling);
        let mut finding = Finding::new(rule, span, confidence, "a word that nothing knows");
        let near = respelt::near(model, memo, &reading.lower);
        finding = finding.because(match near.first() {
            None => format!("`{surface}` is in no dictionary and no list of names, and no word near it fits"),
            Some(word) => {
                format!("`{surface}` is in no dictionary and no list of names; `{word}` is a slip away")
            }
        });
        for word in near {
            finding = finding.suggest(word, Applicability::Ask);
        }
        out.push(finding);
    }
}

/// Reports, in a text that is full of errors, what is let pass in others: capitalised words that nothing knows, and rare words
/// that never stand beside their neighbours. `whole_document` says whether that, and not only the sentence, is full of errors.
fn strange(
    model: &Model<'_>,
    sentence: Sentence<'_>,
    cx: &Context<'_>,
    (readings, covered): (&[Reading<'_>], &[bool]),
    whole_document: bool,
    out: &mut Findings,
) {
    for (at, reading) in readings.iter().enumerate() {
        if covered[at] || reading.vouched {
            continue;
        }
        let span = span_of(sentence, &(reading.piece.start..reading.piece.end));
        let surface = cx.document.slice(span);
        if whole_document && (is_speck(model, readings, at) || is_riddled(reading, surface)) {
            let reason = format!("`{surface}` is no word and no number; the text is full of errors");
            let rule = kinds::rule(kinds::Kind::Misspelling);
            out.push(Finding::new(rule, span, faults::STRANGE, "no word").because(reason));
            continue;
        }
        if reading.piece.kind != PieceKind::Word {
            continue;
        }
        let known = Flags::DICTIONARY | Flags::NAME | Flags::NAMELIKE;
        let (rule, message, reason) = if reading.flags.intersects(known) {
            if !is_out_of_place(model, readings, at) {
                continue;
            }
            let reason =
                format!("`{surface}` is rare, and never seen beside these words; the text is full of errors");
            (kinds::Kind::Wrong, "a word out of place", reason)
        } else {
            // A sentence of errors may have names that nobody knows; a document of errors misreads them.
            if !whole_document && reading.capital
                || !reading.capital && reading.word.is_none()
                || cx.knows_text(surface) == Some(true)
                || !cx.odd_types().is_first(cx, surface, span)
            {
                continue;
            }
            let reason =
                format!("`{surface}` is in no dictionary and no list of names; the text is full of errors");
            (kinds::Kind::Misspelling, "a word that nothing knows", reason)
        };
        out.push(Finding::new(kinds::rule(rule), span, faults::STRANGE, message).because(reason));
    }
}

/// Whether a piece is a lone letter beside a plain word, no initial and no word.
fn is_speck(model: &Model<'_>, readings: &[Reading<'_>], at: usize) -> bool {
    let reading = &readings[at];
    let lone = reading.piece.kind == PieceKind::Word
        && reading.piece.spaced
        && reading.lower.chars().nth(1).is_none()
        && !model.is_lone_word(&reading.lower);
    let plain = |r: &Reading<'_>| r.piece.spaced && r.flags.contains(Flags::LOWER) && !r.capital;
    lone && readings.get(at + 1).is_some_and(plain)
}

/// Whether digits stand among the letters of a word (`honou1red`, `3rhbert`) as in no ordinal, sum of money, measure or code.
fn is_riddled(reading: &Reading<'_>, surface: &str) -> bool {
    let letters = surface.chars().filter(|c| c.is_alphabetic()).count();
    let digits = surface.chars().filter(char::is_ascii_digit).count();
    reading.piece.kind == PieceKind::Mixed && letters >= 3 && digits > 0 && digits < letters
}

/// Readings that are offered for one place.
const MOST_SUGGESTIONS: usize = 5;

/// Proposals that move spaces from which a sentence has lost its own way of spacing.
const MOVED: u32 = 3;

/// Log-odds in thousandths from which a space is plainly in the wrong place.
const PLAINLY_MOVED: i32 = 900;

/// Whether a proposal is the matter of another rule, or of none.
fn is_of_another_rule(
    model: &Model<'_>,
    text: &str,
    readings: &[Reading<'_>],
    proposal: &scan::Proposal,
) -> bool {
    let (pieces, surface) = (&readings[proposal.pieces.clone()], &text[proposal.range.clone()]);
    let mixed = pieces.iter().any(|r| r.piece.kind == PieceKind::Mixed);
    // A word and a number are told by `numbers`, whole phrases here: `iPhone12`, `200km`, but `Atthe2006census`.
    let measure = || mixed && proposal.lost > 0 && surface.len() <= LONG_WORD && !is_phrase(model, proposal);
    // Digits for letters are the matter of `digit-in-word`, capitals inside words of `stray-capital`.
    let recased =
        || proposal.error.is_some() && (mixed || proposal.text.to_lowercase() == surface.to_lowercase());
    // `thinkin’`: the writer leaves out the g.
    let dropped = || {
        surface.ends_with("in")
            && readings
                .get(proposal.pieces.end)
                .is_some_and(|next| !next.piece.spaced && (next.lower == "’" || next.lower == "'"))
    };
    // `it s` is `it’s`: the matter of `stray-letter`.
    let lost_apostrophe = || model.lang == Lang::En && is_lost_apostrophe(pieces);
    // `â€œAgainst`: the matter of `mojibake`.
    let garbled =
        || text[..proposal.range.start].ends_with('€') || text[proposal.range.end..].starts_with('€');
    // `hav…` is cut off: the matter of `truncated-text`.
    let cut_off =
        || text[proposal.range.end..].starts_with('…') || text[proposal.range.end..].starts_with("...");
    // `@curiousgawker` is an account.
    let account = || text[..proposal.range.start].ends_with(['@', '#']);
    measure() || account() || cut_off() || recased() || dropped() || lost_apostrophe() || garbled()
}

/// Bytes that no word with a number in it is as long as.
const LONG_WORD: usize = 24;

/// Whether a reading has three words and numbers or more, and words of the dictionary alone: `At the 2006 census`.
fn is_phrase(model: &Model<'_>, proposal: &scan::Proposal) -> bool {
    let is_known = |step: &Step| match step.word {
        Some(no) => step.end - step.start > 1 && model.words.flags(no).intersects(Flags::DICTIONARY),
        None => step.key == NUMBER,
    };
    proposal.lost > 1 && proposal.steps.iter().all(is_known)
}

/// Whether a pronoun stands before a lone `s`.
fn is_lost_apostrophe(pieces: &[Reading<'_>]) -> bool {
    const BEFORE: [&str; 10] = ["it", "that", "he", "she", "what", "who", "there", "here", "let", "where"];
    matches!(pieces, [first, second] if second.lower == "s" && BEFORE.contains(&&*first.lower))
}

/// What the text of a sentence says of a proposal.
fn surroundings(text: &str, proposal: &scan::Proposal) -> faults::Surroundings {
    let after = &text[proposal.range.end..];
    faults::Surroundings {
        hyphen: after.starts_with('-'),
        next: after.trim_start().chars().next(),
        sic: after.trim_start_matches(['”', '"', '’', ' ']).starts_with("[sic"),
        ..faults::Surroundings::default()
    }
}

/// Whether a space beside some pieces is unlikely by its letters, and what stands beyond it as odd as they are.
fn is_torn(readings: &[Reading<'_>], pieces: &Range<usize>) -> bool {
    let parts = |first: Option<usize>| {
        first
            .and_then(|at| readings.get(at..at + 2))
            .is_some_and(|pair| pair[0].joins && pair.iter().all(|r| r.suspect))
    };
    parts(pieces.start.checked_sub(1)) || parts(pieces.end.checked_sub(1))
}

/// Whether some pieces are single letters, and so is the one before or after: `a b c d e`.
fn is_among_letters(readings: &[Reading<'_>], pieces: &Range<usize>) -> bool {
    let letter = |r: Option<&Reading<'_>>| r.is_some_and(Reading::is_lone_letter);
    let before = pieces.start.checked_sub(1).and_then(|at| readings.get(at));
    readings[pieces.clone()].iter().all(Reading::is_lone_letter)
        && (letter(before) || letter(readings.get(pieces.end)))
}

/// Whether a word with a capital stands before some pieces, and so may be the first part of their name: `Charles Sturt`.
fn is_after_name(model: &Model<'_>, readings: &[Reading<'_>], pieces: &Range<usize>) -> bool {
    let before = pieces.start.checked_sub(1).map(|at| &readings[at]);
    let named = |r: &Reading<'_>| !r.free || r.word.is_some_and(|no| model.is_name(no));
    readings[pieces.start].piece.spaced
        && before.is_some_and(|r| r.piece.kind == PieceKind::Word && r.capital && named(r))
}

/// Words in lower case that nothing knows, counted up to each piece of a sentence.
struct Strangers(Vec<usize>);

impl Strangers {
    /// Counts them; the pieces that `explained` proposals are about are none.
    fn new<'p>(readings: &[Reading<'_>], explained: impl Iterator<Item = &'p scan::Proposal>) -> Self {
        let mut strange: Vec<bool> = readings
            .iter()
            .map(|r| {
                r.piece.kind == PieceKind::Word
                    && !r.capital
                    && !r.vouched
                    && !r.flags.intersects(Flags::LOWER)
                    && r.lower.chars().count() > 1
                    && !r.lower.starts_with('\'')
            })
            .collect();
        explained.for_each(|proposal| strange[proposal.pieces.clone()].fill(false));
        let mut counts = vec![0];
        counts.extend(strange.iter().scan(0, |sum, strange| {
            *sum += usize::from(*strange);
            Some(*sum)
        }));
        Self(counts)
    }

    /// How many stand beside some pieces.
    fn beside(&self, pieces: &Range<usize>) -> usize {
        self.0[self.0.len() - 1] - (self.0[pieces.end] - self.0[pieces.start])
    }
}

/// Stretches of a sentence that are no words: links, handles, tags, code, abbreviations with their stops.
fn masks(sentence: Sentence<'_>) -> Vec<Range<usize>> {
    let start = sentence.span().start;
    sentence
        .tokens()
        .iter()
        .filter(|token| token.kind.is_code() || token.kind == TokenKind::Abbreviation)
        .map(|token| (token.span.start - start) as usize..(token.span.end - start) as usize)
        .collect()
}

/// The spelling dictionary and the words of the user.
struct Dictionary<'a, 'c> {
    cx: &'a Context<'c>,
}

impl Witness for Dictionary<'_, '_> {
    fn vouches(&self, surface: &str) -> bool {
        self.cx.knows_text(surface) == Some(true)
    }
}

/// The model of a language, where there is one.
pub(super) fn model(lang: Lang) -> Option<&'static Model<'static>> {
    crate::model::embedded::of(lang)
}
