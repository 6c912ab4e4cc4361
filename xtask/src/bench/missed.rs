//! What becomes of the spaces that a benchmark wants moved: where the model does not look, reads otherwise, or doubts.

use std::path::Path;

use corrigenda::model::candidates::Memo;
use corrigenda::model::embedded::ENGLISH;
use corrigenda::model::traits::{Company, Dirt, traits};
use corrigenda::model::{scan, suspects};

use super::spaces::{letters, spaces};
use super::{applied, lines};
use crate::model::calibrate::Nobody;

/// Log-odds in thousandths from which a proposal is one that is told.
const TOLD: i32 = -1000;
/// Places of each class that are printed.
const SHOWN: usize = 40;

/// Prints, for a set of white space, the classes with their counts and places.
pub(super) fn print(folder: &Path, set: &str) -> Result<(), String> {
    let folder = folder.join("bench-dev/wsc/dev").join(set);
    let (corrupt, correct) = (lines(&folder, "corrupt")?, lines(&folder, "correct")?);
    let (model, memo) = (&*ENGLISH, Memo::default());
    let mut classes: [(&str, Vec<String>); 4] =
        ["no proposal", "another reading", "doubted", "found"].map(|name| (name, Vec::new()));
    let mut wrong = Vec::new();
    for (line, truth) in corrupt.iter().zip(&correct) {
        let read = suspects::read(model, &memo, line, &[], &Nobody, Dirt::default());
        let proposals = scan::proposals(model, &memo, line, &read, '’');
        let company = Company::of(&proposals);
        let mut wanted = spaces(line, truth);
        for proposal in &proposals {
            let odds = model.calibrator.odds(&traits(model, &read, proposal, Dirt::default(), company));
            let was = &line[proposal.range.clone()];
            let first = line[..proposal.range.start].chars().count();
            let inside = first..=first + was.chars().count();
            let moved = if letters(was).eq(letters(&proposal.text)) {
                spaces(line, &applied(line, &[(proposal.range.clone(), proposal.text.clone())]))
            } else {
                std::collections::BTreeSet::new()
            };
            let told = format!("{was:?} -> {:?} margin {} odds {odds}", proposal.text, proposal.margin);
            let mine: Vec<_> = wanted.iter().copied().filter(|(at, _)| inside.contains(at)).collect();
            for place in mine {
                wanted.remove(&place);
                let class = if !moved.contains(&place) {
                    1
                } else if odds < TOLD {
                    2
                } else {
                    3
                };
                classes[class].1.push(format!("{} | {told}", around(line, place)));
            }
            if odds >= TOLD && !moved.is_empty() && !moved.is_subset(&spaces(line, truth)) {
                wrong.push(told);
            }
        }
        classes[0].1.extend(wanted.into_iter().map(|place| around(line, place)));
    }
    let all: usize = classes.iter().map(|(_, places)| places.len()).sum();
    for (name, places) in &classes {
        println!("\n{name}: {} of {all}", places.len());
        let every = (places.len() / SHOWN).max(1);
        places.iter().step_by(every).take(SHOWN).for_each(|place| println!("  {place}"));
    }
    println!("\nwrong: {}", wrong.len());
    wrong.iter().step_by((wrong.len() / SHOWN).max(1)).for_each(|place| println!("  {place}"));
    Ok(())
}

/// A place in a line with what stands around it.
fn around(line: &str, (at, inserted): (usize, bool)) -> String {
    let chars: Vec<char> = line.chars().collect();
    let (from, to) = (at.saturating_sub(16), (at + 16).min(chars.len()));
    let text = |range: std::ops::Range<usize>| chars[range].iter().collect::<String>();
    format!("{}[{}]{}", text(from..at), if inserted { '+' } else { '-' }, text(at..to))
}
