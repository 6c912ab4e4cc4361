//! What the language model thinks of a sentence: each proposal with its margin and its odds.

use corrigenda::model::candidates::Memo;
use corrigenda::model::embedded::ENGLISH;
use corrigenda::model::scan;
use corrigenda::model::suspects;
use corrigenda::model::traits::{Company, Dirt, traits};

use crate::model::calibrate::Nobody;

/// Prints the words of `text` that are odd, and the proposals for it, as if it were a document of its own.
pub(crate) fn print(text: &str) {
    let (model, memo) = (&*ENGLISH, Memo::default());
    let dirt = Dirt { spaceless: !text.trim().contains(char::is_whitespace), ..Dirt::default() };
    let read = suspects::read(model, &memo, text, &[], &Nobody, dirt);
    println!("broken: {}", read.broken);
    for r in read.readings.iter().filter(|r| r.suspect || r.doubtful || r.joins) {
        println!(
            "odd: {} suspect {} doubtful {} joins {}",
            &text[r.piece.start..r.piece.end],
            r.suspect,
            r.doubtful,
            r.joins
        );
    }
    let proposals = scan::proposals(model, &memo, text, &read, '’');
    let company = Company::of(&proposals);
    for proposal in &proposals {
        let odds = model.calibrator.odds(&traits(model, &read, proposal, dirt, company));
        println!(
            "{:?} -> {:?} margin {} odds {odds} others {:?}",
            &text[proposal.range.clone()],
            proposal.text,
            proposal.margin,
            proposal.others
        );
    }
}
