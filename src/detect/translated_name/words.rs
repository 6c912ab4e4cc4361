//! The evidence in words, as a report prints it.

use super::evidence::{Evidence, Group};
use super::page::{Page, Surroundings};
use super::{Candidate, Suspect};
use crate::exact;
use crate::residue::{self, Kind, language_name};

/// What speaks for the best candidate, in the order an editor asks: what happened, where the name comes from, why here.
pub(super) fn reasons(page: &Page<'_>, suspect: &Suspect, best: &Candidate) -> Vec<String> {
    let text = page.doc.slice(suspect.span);
    let language = language_name(best.lang);
    let mut reasons = vec![format!("\"{text}\" is how {language} \"{}\" translates", best.word)];
    match suspect.group {
        Group::Place => reasons.extend(place(&page.surroundings(suspect.span), best)),
        Group::Anchor => reasons.push(anchor(best)),
    }
    let e = |piece: Evidence| best.evidence.has(piece);
    let why = if e(Evidence::Clause) {
        Some("a clause stands where a name belongs")
    } else if e(Evidence::Verb) && suspect.group == Group::Place {
        Some("a verb stands where a place name belongs")
    } else if e(Evidence::SameCompany) {
        Some("the same words stand beside it as beside the name")
    } else if e(Evidence::Title) {
        Some("it stands after a title, as names do")
    } else if e(Evidence::CoordinatedKin) {
        Some("it stands in a list with places of that country or its neighbours")
    } else if e(Evidence::Coordinated) && suspect.group == Group::Place {
        Some("it stands in a list with places")
    } else if e(Evidence::Head) || e(Evidence::Visit) {
        Some("a place name belongs there")
    } else if e(Evidence::Determined) && !suspect.capital && best.evidence.get(Evidence::Determined) > 0.5 {
        Some("the noun would need an article")
    } else if suspect.capital {
        Some("a common word is capitalised inside a sentence")
    } else {
        None
    };
    reasons.extend(why.map(str::to_owned));
    reasons
}

fn place(near: &Surroundings, best: &Candidate) -> Option<String> {
    let facts = residue::country(best.country)?;
    let times = near.mentions(best.country);
    let what = match best.kind? {
        Kind::Country => "a country".to_owned(),
        _ if facts.capital == best.name => format!("the capital of {}", facts.name),
        Kind::Region => format!("a region of {}", facts.name),
        _ => format!("a city in {}", facts.name),
    };
    Some(match times {
        0 => format!("{} is {what}", best.name),
        1 => format!("{} is {what}, which the text around names once", best.name),
        _ => format!("{} is {what}, which the text around names {times} times", best.name),
    })
}

fn anchor(best: &Candidate) -> String {
    let times = exact::exp(f64::from(best.evidence.get(Evidence::NameCount))) - 1.0;
    match times.round() as u32 {
        0 | 1 => format!("this document names {} elsewhere", best.name),
        times => format!("this document names {} {times} times elsewhere", best.name),
    }
}
