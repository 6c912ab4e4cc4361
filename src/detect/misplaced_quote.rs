//! `misplaced-quote`: a mark on the wrong side of its space, or turned the wrong way.

use super::{Context, Detector, Findings};
use crate::document::classes::{is_dash, is_quote};
use crate::document::quotes::{
    Form, Mark, Quotes, Role, Side, Sort, attribution_after, ends_clause_before, is_displaced_closing,
    touching_left, touching_right, verb_precedes,
};
use crate::document::{Document, Token};
use crate::finding::{Applicability, Finding};
use crate::lang::Lang;
use crate::rule::{Family, Rule, Severity};
use crate::span::Span;
use crate::suppress::Habit;

/// Finds quotation marks that stand or face the wrong way.
pub struct MisplacedQuote;

static RULES: &[Rule] = &[Rule {
    name: "misplaced-quote",
    family: Family::Punctuation,
    summary: "a quotation mark on the wrong side of its space, or turned the wrong way",
    explain: "Machine translation moves a closing mark over the space to the next word (`ceasefire, ”Pompeo said`); text that \
        was cut into tokens keeps spaces inside its marks (`“ unsafe ”`); optical recognition and hasty typing turn a mark round \
        (`said ”The`, `revolution“,`). The reader no longer sees who speaks. All marks of a document are paired first, and a mark \
        is reported when its shape or its spaces contradict the part it plays in its pair. Spared are apostrophes, feet and \
        inches, quotations that open again in each paragraph, the spaced guillemets of French, and marks that share one \
        shape, as in Swedish.",
    severity: Severity::Minor,
}];

/// Tokenised text, or a house style: every pair has spaces inside.
static SPACED_MARKS: Habit = Habit {
    name: "spaces inside quotation marks",
    least: 12,
    share: 200,
    opportunities: |census| census.straight_doubles + census.curly_doubles + census.guillemets,
};

/// What is wrong with one mark.
#[derive(Clone, Copy)]
struct Fault {
    /// Its shape contradicts its part.
    turned: bool,
    /// There is a space between it and what it encloses.
    inner: bool,
    /// It touches the word outside the quotation.
    outer: bool,
}

impl Detector for MisplacedQuote {
    fn rules(&self) -> &'static [Rule] {
        RULES
    }

    fn document(&self, document: &Document, cx: &Context<'_>, out: &mut Findings) {
        let quotes = cx.quotes();
        for mark in quotes.marks() {
            let Some(fault) = fault(document, quotes, mark) else { continue };
            if let Some(finding) = report(document, quotes, mark, fault) {
                out.push(finding);
            }
        }
    }
}

fn fault(document: &Document, quotes: &Quotes, mark: &Mark) -> Option<Fault> {
    if is_unpaired(mark) && is_displaced_closing(document, mark) {
        return Some(Fault { turned: false, inner: true, outer: true });
    }
    if mark.is_lone() || mark.role == Role::Neither {
        return None;
    }
    let opens = mark.role != Role::Closes;
    let (inside, outside) = if opens { (mark.right, mark.left) } else { (mark.left, mark.right) };
    let fault = Fault {
        turned: mark.form == if opens { Form::Closing } else { Form::Opening },
        // A closing mark at the head of a line has the end of the line before it inside.
        inner: matches!(inside, Side::Gap | Side::Edge) && !is_spared_space(document, quotes, mark, opens),
        outer: outside == Side::Word || opens && outside == Side::Closer,
    };
    (fault.turned || fault.inner).then_some(fault)
}

/// Whether the mark was left without a part or a partner.
fn is_unpaired(mark: &Mark) -> bool {
    mark.is_lone() || mark.role == Role::Neither
}

/// A space inside the quotation that is no fault: beside a nested mark, an ellipsis or a dash, and on both ends in French.
fn is_spared_space(document: &Document, quotes: &Quotes, mark: &Mark, opens: bool) -> bool {
    let neighbour = if opens { Some(mark.token_after()) } else { (mark.token as usize).checked_sub(1) };
    let Some(token) = neighbour.and_then(|at| document.tokens().get(at)) else { return true };
    if token.char().is_some_and(|c| is_quote(c) || is_dash(c) || c == '…') {
        return true;
    }
    let dots = if opens {
        document
            .text()
            .get(token.span.start as usize..)
            .is_some_and(|tail| tail.starts_with("..") || tail.starts_with(". ."))
    } else {
        document
            .text()
            .get(..token.span.end as usize)
            .is_some_and(|head| head.ends_with("..") || head.ends_with(". ."))
    };
    let spaced_too = |partner: &Mark| {
        !matches!(if opens { partner.left } else { partner.right }, Side::Word | Side::Closer)
    };
    dots || mark.lang == Lang::Fr && quotes.partner(mark).is_none_or(spaced_too)
}

fn report(document: &Document, quotes: &Quotes, mark: &Mark, fault: Fault) -> Option<Finding> {
    let right_glyph = quotes.right_glyph(mark);
    // The typewriter's marks have no other side.
    if fault.turned && (mark.tokens > 1 || right_glyph == mark.glyph) {
        return None;
    }
    let glyph = if fault.turned { right_glyph.to_string() } else { document.slice(mark.span).to_owned() };
    let before = (mark.token as usize).checked_sub(1).and_then(|at| touching_left(document, at));
    let after = in_paragraph(document, mark).and_then(|_| touching_right(document, mark.token_after()));
    let slice = |span: Option<Span>| span.map_or("", |span| document.slice(span));
    let opens = mark.role != Role::Closes && !is_unpaired(mark);
    let (left, right) =
        if opens { (before.filter(|_| fault.outer), after) } else { (before, after.filter(|_| fault.outer)) };
    let gap = if fault.outer { " " } else { "" };
    // French guillemets keep the space inside that their partner has.
    let inside = if mark.lang == Lang::Fr && mark.sort == Sort::Guillemet { "\u{A0}" } else { "" };
    let text = if opens {
        format!("{}{gap}{glyph}{inside}{}", slice(left), slice(right))
    } else {
        format!("{}{inside}{glyph}{gap}{}", slice(left), slice(right))
    };
    // An opening mark at the end of a paragraph has nothing to move to.
    if fault.inner && (if opens { right } else { left }).is_none() {
        return None;
    }
    let span = [left, right].into_iter().flatten().fold(mark.span, Span::to);
    let message = match (fault.turned, fault.inner, opens) {
        (true, _, true) => "a closing quotation mark where one opens",
        (true, _, false) => "an opening quotation mark where one closes",
        (_, true, false) if fault.outer => "the closing quotation mark stands on the wrong side of the space",
        (_, true, true) if fault.outer => "the opening quotation mark stands on the wrong side of the space",
        (_, _, true) => "a space after the opening quotation mark",
        (_, _, false) => "a space before the closing quotation mark",
    };
    let confidence = confidence(document, quotes, mark, fault, opens);
    let safe = confidence >= 950 && !fault.turned;
    let mut finding = Finding::new(&RULES[0], span, confidence, message)
        .suggest(text, if safe { Applicability::Safe } else { Applicability::Ask });
    if let Some(partner) = quotes.partner(mark) {
        let word = if opens {
            (partner.token as usize).checked_sub(1).and_then(|at| touching_left(document, at))
        } else {
            touching_right(document, partner.token_after())
        };
        if let Some(word) = word {
            finding = finding.because(format!(
                "it forms a pair with the mark at `{}`",
                document.slice(word.to(partner.span))
            ));
        }
    }
    Some(if fault.inner && !fault.outer { finding.unless_habit(&SPACED_MARKS) } else { finding })
}

/// The token after the mark, if it stands in the same paragraph.
fn in_paragraph<'d>(document: &'d Document, mark: &Mark) -> Option<&'d Token> {
    document.tokens().get(mark.token_after()).filter(|_| mark.right != Side::Edge)
}

/// How sure, by what speaks for the part the mark was given.
fn confidence(document: &Document, quotes: &Quotes, mark: &Mark, fault: Fault, opens: bool) -> u16 {
    // The shape and the clause before say it without a partner.
    let unpaired = is_unpaired(mark) || mark.role == Role::Closes && !quotes.pairs_within_paragraph(mark);
    if unpaired && is_displaced_closing(document, mark) {
        return if attribution_after(document, mark) { 965 } else { 900 };
    }
    // A partner in another paragraph may belong to something that was cut out between.
    if !quotes.pairs_within_paragraph(mark) {
        return if mark.margin >= 100 { 680 } else { 550 };
    }
    // `services ” most of the trade ” were left out`: dashes that went through the wrong decoder.
    let adrift = |m: &Mark| m.left == Side::Gap && m.right == Side::Gap;
    if adrift(mark)
        && quotes
            .partner(mark)
            .is_some_and(|p| adrift(p) && p.glyph == mark.glyph && mark.form != Form::Neutral)
    {
        return 500;
    }
    // `brim, “Petrescu said`: read otherwise, two quotations would be open and none closed.
    if fault.turned && fault.inner && fault.outer && !opens && mark.margin < 50 && mark.sort == Sort::Double {
        return if continues_sentence(document, mark) { 800 } else { 720 };
    }
    // `said,” We never saw`: the verb decides.
    let announced = opens && verb_precedes(document, mark);
    // A mark pushed over a space may also be the first of two in a row whose partners are lost.
    let pushed = !opens && fault.inner && fault.outer && !fault.turned && mark.sort == Sort::Double;
    if mark.margin < 50 && mark.margin >= 20 && pushed {
        return 720;
    }
    if mark.margin < if announced { 30 } else { 50 } {
        return 550;
    }
    let shaped = mark.form != Form::Neutral;
    let clause = ends_clause_before(document, mark);
    let attributed = clause && attribution_after(document, mark);
    let confidence = match (fault.turned, fault.inner, fault.outer) {
        // `said ”The … rest.”`: one shape against, two good places for.
        (true, false, false) => 965,
        (true, ..) if mark.margin >= 100 => 960,
        (true, ..) => 850,
        // `ceasefire, ”Pompeo`: the shape says what the spaces deny.
        (_, true, true) if shaped && !opens => {
            if clause {
                985
            } else {
                970
            }
        }
        (_, true, true) if shaped => 965,
        (_, true, false) if shaped => 970,
        // `winter, "the port captain said`
        (_, _, true) if attributed => 960,
        // `foreman said" Go`, but an apostrophe struck twice in `St James" Park`.
        (_, _, true) if opens && follows_s(document, mark) => 600,
        (_, _, true) if opens => {
            if announced {
                860
            } else {
                760
            }
        }
        // `"I said, "If you stop`: a quotation inside one.
        (_, _, true) if verb_precedes(document, mark) => 600,
        (_, _, true) => 860,
        _ => 920,
    };
    match mark.sort {
        // The same signs are apostrophes.
        Sort::Single if mark.glyph == '\'' => confidence.min(690),
        Sort::Single => confidence.min(860),
        // Spaced both ways in print of many countries.
        Sort::Guillemet | Sort::Angle if !fault.turned => confidence.min(760),
        Sort::Guillemet | Sort::Angle => confidence.min(900),
        Sort::Double if mark.glyph == '\'' || mark.glyph == '`' || mark.glyph == ',' => confidence.min(680),
        Sort::Double => confidence,
    }
}

/// Whether what follows the mark goes on with the sentence before it: after a comma, or in lower case, or as its attribution.
fn continues_sentence(document: &Document, mark: &Mark) -> bool {
    let tokens = document.tokens();
    let comma = (mark.token as usize).checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(|t| t.is(','));
    let lower = tokens
        .get(mark.token_after())
        .is_some_and(|t| document.token_text(t).starts_with(char::is_lowercase));
    comma || lower || attribution_after(document, mark)
}

/// Whether the mark stands where the apostrophe of a possessive would.
fn follows_s(document: &Document, mark: &Mark) -> bool {
    let before = (mark.token as usize).checked_sub(1).and_then(|at| document.tokens().get(at));
    mark.left == Side::Word
        && before.is_some_and(|t| {
            let small =
                t.word().is_some_and(|id| document.words().get(id).function_of & mark.lang.bit() != 0);
            document.token_text(t).ends_with('s') && !document.token_text(t).contains(['\'', '’']) && !small
        })
}
