//! Why a fault is one, in words an editor understands.

use super::faults::Fault;
use super::kinds::Kind;
use crate::detect::Context;
use crate::model::Model;
use crate::model::pieces::PieceKind;

/// The reasons, most telling first.
pub fn reasons(model: &Model<'_>, cx: &Context<'_>, fault: &Fault<'_>) -> Vec<String> {
    let mut reasons = Vec::new();
    let surface = fault.surface;
    let unknown =
        fault.pieces.iter().any(|r| r.piece.kind == PieceKind::Word && r.word.is_none() && !r.vouched);
    let parts: Vec<String> = fault.proposal.text.split_whitespace().map(|part| format!("`{part}`")).collect();
    match fault.kind {
        Kind::Fused => {
            let verb = if unknown { "is in no dictionary" } else { "hardly ever stands here" };
            let steps = &fault.proposal.steps;
            let is_strange = |at: usize| steps.len() == parts.len() && steps[at].word.is_none();
            let known: Vec<&str> =
                (0..parts.len()).filter(|at| !is_strange(*at)).map(|at| parts[at].as_str()).collect();
            let list = known.join(" and ");
            reasons.push(match known.len() {
                0 => format!("`{surface}` {verb}; its parts look like names"),
                1 if parts.len() > 1 => {
                    format!("`{surface}` {verb}; {list} is a word, and the rest looks like a name")
                }
                n if n < parts.len() => {
                    format!("`{surface}` {verb}; {list} are words, and the rest looks like a name")
                }
                _ => format!("`{surface}` {verb}; {list} are words and fit what stands around them"),
            });
            if fault.proposal.possessive {
                reasons.push("a name before these words needs its possessive".to_owned());
            }
        }
        Kind::Split | Kind::Hyphen => {
            let list =
                surface.split_whitespace().map(|part| format!("`{part}`")).collect::<Vec<_>>().join(" and ");
            reasons.push(format!(
                "{list} make no sense side by side; `{}` is a word and fits",
                fault.proposal.text
            ));
        }
        Kind::Misspelling | Kind::Glyph | Kind::Wrong => {
            let what = if unknown {
                format!("`{surface}` is in no dictionary")
            } else if fault.kind == Kind::Wrong {
                format!("`{surface}` hardly ever stands beside these words")
            } else {
                format!("`{surface}` is rare here")
            };
            let how = change(surface, &fault.proposal.text, fault.kind);
            reasons.push(format!("{what}; `{}` fits{how}", fault.proposal.text));
        }
    }
    let words = cx.document.words();
    let twin = words.find(&fault.proposal.text).map_or(0, |id| words.get(id).count);
    if twin >= 2 && parts.len() == 1 {
        reasons.push(format!("the document has `{}` {twin} times", fault.proposal.text));
    }
    let recurs = || words.find(surface).is_some_and(|id| words.get(id).count >= 2);
    if fault.kind == Kind::Fused && model.may_be_compound(&fault.proposal.steps) && recurs() {
        reasons.push("it recurs and could be a compound that the writer closes on purpose".to_owned());
    }
    reasons
}

/// What happened to the letters between `read` and `truth`.
fn change(read: &str, truth: &str, kind: Kind) -> String {
    let (r, t): (Vec<char>, Vec<char>) =
        (read.to_lowercase().chars().collect(), truth.to_lowercase().chars().collect());
    let head = r.iter().zip(&t).take_while(|(a, b)| a == b).count();
    let tail = r[head..].iter().rev().zip(t[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let read: String = r[head..r.len() - tail].iter().collect();
    let truth: String = t[head..t.len() - tail].iter().collect();
    match (read.as_str(), truth.as_str()) {
        ("", "") => String::new(),
        (read, "") => format!(": `{read}` is one too many"),
        ("", truth) => format!(": `{truth}` is missing"),
        (read, truth) if kind == Kind::Glyph => {
            format!("; OCR reads `{truth}` as `{read}`")
        }
        (read, truth) => format!(": `{read}` stands for `{truth}`"),
    }
}
