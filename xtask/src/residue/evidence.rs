//! `cargo xtask evidence`: trains and measures the evidence of `translated-name`.
//!
//! Half of the clean documents train, the other half measures. In each, names are replaced by what translation makes of them
//! (`inject`); the clean documents give the false alarms. The prior of the table must not do all the work: a second
//! model is trained without it and reported beside the first.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use corrigenda::detect::translated_name::{self, COUNT, Evidence, Group, NAMES, Suspect};
use corrigenda::source::SharedText;
use corrigenda::{Document, Lang};
use rayon::prelude::*;

use super::figures;
use super::inject::{self, Fault, Forms, Page};
use super::regression::{self, Row};
use crate::data::Random;

const SEED: u64 = 20_261_124;
/// Other names that the right reading of an injected fault is told from count less than whole documents' false alarms.
const RIVAL: f64 = 0.3;
/// Injected variants of one document and kind.
const VARIANTS: u64 = 2;

/// False alarms per 100,000 words that each confidence allows among places and among persons, of whom there are fewer suspects.
const ALLOWED: [(u16, [f64; 2]); 3] = [(300, [20.0, 20.0]), (700, [0.6, 1.6]), (850, [0.3, 0.5])];
/// Surer than that the clean documents cannot tell: they have a handful of findings there. From the last threshold on, the odds
/// count: this much more evidence for each confidence.
const BEYOND: [(u16, f32); 2] = [(950, 3.2), (990, 5.0)];

/// A checked document: clean, or with the faults that were put in.
pub(super) struct Checked {
    pub(super) words: u64,
    pub(super) train: bool,
    pub(super) suspects: Vec<Suspect>,
    pub(super) faults: Vec<Fault>,
}

/// The weights of both groups.
pub(super) struct Models {
    pub(super) weights: [[f32; COUNT]; 2],
}

impl Models {
    /// The best candidate of a suspect and its score.
    pub(super) fn best<'s>(&self, suspect: &'s Suspect) -> Option<(&'s translated_name::Candidate, f32)> {
        let weights = &self.weights[suspect.group as usize];
        let score = |c: &translated_name::Candidate| -> f32 {
            weights.iter().zip(c.evidence.0).map(|(w, x)| w * x).sum()
        };
        suspect.candidates.iter().map(|c| (c, score(c))).max_by(|a, b| a.1.total_cmp(&b.1))
    }
}

pub(crate) fn write(root: &Path) -> Result<(), String> {
    let Some((pages, forms)) = inject::read(root)? else { return Ok(()) };
    let mut clean: Vec<Checked> =
        pages.par_iter().map(|page| check(page, page.text.clone(), Vec::new(), None)).collect();
    let mut spoilt = spoilt(&pages, &forms, None);
    let rows = [Group::Place, Group::Anchor].map(|group| rows(&clean, &spoilt, group));
    let models = Models { weights: [0, 1].map(|g| regression::train(&rows[g], &[], SEED)) };
    let prior = [Evidence::Prior as usize];
    let without = Models { weights: [regression::train(&rows[0], &prior, SEED), models.weights[1]] };
    let spared = spared(&clean, &models);
    clean.iter_mut().chain(&mut spoilt).for_each(|c| spare(c, &spared));
    let mut known: Vec<(Vec<Checked>, Vec<Checked>)> = figures::SOURCES
        .iter()
        .map(|lang| {
            let lang = Lang::parse(lang).ok();
            let clean = pages.par_iter().map(|p| check(p, p.text.clone(), Vec::new(), lang)).collect();
            (clean, figures::of_language(spoilt_in(&pages, &forms, lang), lang))
        })
        .collect();
    for (clean, spoilt) in &mut known {
        clean.iter_mut().chain(spoilt).for_each(|c| spare(c, &spared));
    }
    let mut tsv = String::from("evidence\tplace\tanchor\n");
    for (index, name) in NAMES.iter().enumerate() {
        let _ = writeln!(tsv, "{name}\t{}\t{}", models.weights[0][index], models.weights[1][index]);
    }
    let cut = |group: Group, allowed: f64| figures::cut(&clean, &models, group, true, allowed);
    let bonus = |group: Group| {
        let all: Vec<f32> = known.iter().map(|(c, _)| figures::cut(c, &models, group, true, 0.8)).collect();
        let mean = all.iter().sum::<f32>() / all.len() as f32;
        ((cut(group, 0.8) - mean).max(0.0) * 1e3).round() / 1e3
    };
    let _ = writeln!(tsv, "source-known\t{}\t{}", bonus(Group::Place), bonus(Group::Anchor));
    for (confidence, allowed) in ALLOWED {
        let [place, anchor] = [Group::Place, Group::Anchor].map(|group| cut(group, allowed[group as usize]));
        let _ = writeln!(tsv, "confidence-{confidence}\t{place:.3}\t{anchor:.3}");
    }
    let [place, anchor] =
        [Group::Place, Group::Anchor].map(|group| cut(group, ALLOWED[ALLOWED.len() - 1].1[group as usize]));
    for (confidence, more) in BEYOND {
        let _ = writeln!(tsv, "confidence-{confidence}\t{:.3}\t{:.3}", place + more, anchor + more);
    }
    for form in &spared {
        let _ = writeln!(tsv, "spared\t{form}\t");
    }
    crate::write_file(&root.join("dictionaries/residue/evidence.tsv"), &tsv)?;
    let page = figures::page(&clean, &spoilt, &models, &without, &known);
    crate::write_file(&root.join("docs/accuracy-translated-names.md"), &page)
}

/// Prints the replaced names of the measuring half that were missed, and the findings in its clean documents, with the score
/// of the best candidate.
pub(crate) fn list(root: &Path) -> Result<(), String> {
    let Some((pages, forms)) = inject::read(root)? else { return Ok(()) };
    let shipped = [Group::Place, Group::Anchor].map(|group| translated_name::model(group).weights);
    let models = Models { weights: shipped };
    let least = |group: Group| translated_name::model(group).cuts.first().map_or(0.0, |(cut, _)| *cut);
    let line = |kind: &str,
                checked: &Checked,
                text: &str,
                suspect: Option<&Suspect>,
                span: corrigenda::Span,
                what: &str| {
        let range = span.range();
        let left = &text[text.floor_char_boundary(range.start.saturating_sub(50))..range.start];
        let right = &text[range.end..text.ceil_char_boundary((range.end + 40).min(text.len()))];
        let best = suspect
            .and_then(|s| models.best(s))
            .map_or("-".to_owned(), |(c, score)| format!("{} ({}) {score:.2}", c.name, c.lang));
        let group = suspect.map_or("-".to_owned(), |s| format!("{:?}", s.group));
        let half = if checked.train { "train" } else { "test" };
        println!(
            "{kind}\t{half}\t{group}\t{best}\t{what}\t{}",
            format!("{left}[{}]{right}", &text[range]).replace('\n', "/")
        );
    };
    for page in &pages {
        let checked = check(page, page.text.clone(), Vec::new(), None);
        for suspect in &checked.suspects {
            if models.best(suspect).is_some_and(|(_, score)| score >= least(suspect.group)) {
                line("false", &checked, &page.text, Some(suspect), suspect.span, "");
            }
        }
    }
    for (index, page) in pages.iter().enumerate().filter(|(_, p)| !p.train) {
        for variant in 0..2 {
            let mut random = Random(SEED ^ (index as u64) << 8 ^ variant);
            let Some((text, faults)) = inject::inject(&page.text, &forms, variant == 0, &mut random) else {
                continue;
            };
            let checked = check(page, text.as_str().into(), faults, None);
            for fault in &checked.faults {
                let suspect = checked
                    .suspects
                    .iter()
                    .find(|s| s.span.overlaps(fault.span) && s.candidates.iter().any(|c| is_right(c, fault)));
                let kind = if fault.place { "place" } else { "anchor" };
                line(
                    kind,
                    &checked,
                    &text,
                    suspect,
                    fault.span,
                    &format!("{} ({}) {}", fault.name, fault.lang, fault.class),
                );
            }
        }
    }
    Ok(())
}

fn check(page: &Page, text: SharedText, faults: Vec<Fault>, source: Option<Lang>) -> Checked {
    let document = Document::new(text, None, Some(Lang::En));
    let suspects = translated_name::suspects(&document, source);
    Checked { words: u64::from(document.word_count()), train: page.train, suspects, faults }
}

fn spoilt(pages: &[Page], forms: &Forms, source: Option<Lang>) -> Vec<Checked> {
    let variants = |(index, page): (usize, &Page)| -> Vec<Checked> {
        let mut made = Vec::new();
        for variant in 0..VARIANTS * 2 {
            let mut random = Random(SEED ^ (index as u64) << 8 ^ variant);
            if let Some((text, faults)) = inject::inject(&page.text, forms, variant % 2 == 0, &mut random) {
                made.push(check(page, text.into(), faults, source));
            }
        }
        made
    };
    pages.par_iter().enumerate().flat_map_iter(variants).collect()
}

/// The documents of the measuring half, with the source language known.
fn spoilt_in(pages: &[Page], forms: &Forms, source: Option<Lang>) -> Vec<Checked> {
    let mut all = spoilt(pages, forms, source);
    all.retain(|c| !c.train);
    all
}

/// Whether a candidate is the name that was replaced.
pub(super) fn is_right(candidate: &translated_name::Candidate, fault: &Fault) -> bool {
    let fold = corrigenda::residue::fold::fold;
    let (a, b) = (fold(&candidate.name), fold(&fault.name));
    a == b || !fault.place && a.ends_with(&b)
}

/// False findings per 100,000 words from which on the forms of the table are looked at.
const LOOSE: f64 = 8.0;

/// Forms that the clean documents of the training half give false findings for in two documents or more.
fn spared(clean: &[Checked], models: &Models) -> BTreeSet<String> {
    let cut = figures::cut(clean, models, Group::Place, true, LOOSE);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for checked in clean.iter().filter(|c| c.train) {
        let forms: BTreeSet<&str> = checked
            .suspects
            .iter()
            .filter(|s| s.group == Group::Place && models.best(s).is_some_and(|(_, score)| score >= cut))
            .map(|s| s.form.as_str())
            .collect();
        forms.into_iter().for_each(|form| *counts.entry(form).or_default() += 1);
    }
    counts.into_iter().filter(|(_, n)| *n > 1).map(|(form, _)| form.to_owned()).collect()
}

fn spare(checked: &mut Checked, spared: &BTreeSet<String>) {
    checked.suspects.retain(|s| s.group != Group::Place || !spared.contains(&s.form));
}

fn rows(clean: &[Checked], spoilt: &[Checked], group: Group) -> Vec<Row> {
    let mut rows = Vec::new();
    for suspect in clean.iter().filter(|c| c.train).flat_map(|c| &c.suspects).filter(|s| s.group == group) {
        let weight = 1.0 / (suspect.candidates.len() as f64).sqrt();
        rows.extend(suspect.candidates.iter().map(|c| Row { evidence: c.evidence, label: false, weight }));
    }
    for checked in spoilt.iter().filter(|c| c.train) {
        for suspect in checked.suspects.iter().filter(|s| s.group == group) {
            let Some(fault) = checked.faults.iter().find(|f| f.span.overlaps(suspect.span)) else { continue };
            if fault.place != (group == Group::Place)
                || !suspect.candidates.iter().any(|c| is_right(c, fault))
            {
                continue;
            }
            rows.extend(suspect.candidates.iter().map(|c| {
                let label = is_right(c, fault);
                Row { evidence: c.evidence, label, weight: if label { 1.0 } else { RIVAL } }
            }));
        }
    }
    rows
}
