//! `cargo xtask reliability`: findings about words in text with errors put in, sorted by their confidence, and how many of each
//! are right.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;
use std::path::Path;

use corrigenda::report::fingerprint;
use corrigenda::{Checker, Finding, Lang, Options, Source, Tier};
use rayon::prelude::*;

use super::{Section, TEXT, diagram};
use crate::clean::{self, Label};
use crate::data::{self, Clean, Random};
use crate::model::calibrate::{Line, Truth, same};
use crate::model::inputs;
use crate::model::noise::{Injected, Noise};

/// The rules that the model of words in context stands behind.
const RULES: [&str; 6] =
    ["fused-words", "split-word", "line-break-hyphen", "misspelling", "glyph-confusion", "wrong-word"];
/// Words per error: a careless draft and a good one.
const EVERY: [usize; 2] = [50, 500];
const SEED: u64 = 20_261_130;
/// The lower ends of the bins, in thousandths; what is below the first is not reported.
const BINS: [u16; 10] = [300, 400, 500, 600, 700, 800, 900, 950, 975, 990];

/// The findings of a bin.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Bin {
    findings: u32,
    /// Sum of their confidences in thousandths.
    confidence: u64,
    /// On an error that was put in.
    touching: u32,
    /// Of those, the first suggestion gives back the clean text.
    mended: u32,
    /// Elsewhere, and right by its label or by the share of its tier.
    own: f64,
}

impl Bin {
    pub(crate) const fn findings(&self) -> u32 {
        self.findings
    }

    /// Their confidence on average, 0 to 1.
    pub(crate) fn confidence(&self) -> f64 {
        self.confidence as f64 / 1000.0 / f64::from(self.findings.max(1))
    }

    /// The share that is on a fault, whatever is suggested.
    pub(crate) fn on_fault(&self) -> f64 {
        (f64::from(self.touching) + self.own) / f64::from(self.findings.max(1))
    }

    /// The share that is right: on a fault, and of those that were put in with the right suggestion.
    pub(crate) fn right(&self) -> f64 {
        (f64::from(self.mended) + self.own) / f64::from(self.findings.max(1))
    }
}

/// A finding in a draft as it is counted.
struct Judged {
    confidence: u16,
    touching: bool,
    /// 1 right, 0 wrong, a share where nobody has read it.
    right: f64,
}

/// Measures and writes the section and the diagram.
pub(crate) fn write(root: &Path) -> Result<(), String> {
    let Some(folder) = data::folder(root) else { return Ok(()) };
    let labels = clean::labels(root)?;
    let noise = inputs::misspellings(&folder.join("misspellings"))
        .and_then(|lists| Noise::new(root, &lists))
        .map_err(|e| format!("{e:#}"))?;
    let texts = data::clean(&folder)?;
    let text = texts.iter().find(|text| text.name == TEXT).ok_or_else(|| format!("no text `{TEXT}`"))?;
    let checker = Checker::default();
    let words = text.documents.iter().map(|document| document.split_whitespace().count()).sum();
    let judge = Judge { checker: &checker, labels: &labels, read: Read::of(&checker, &texts, &labels) };
    let series: Vec<[Bin; BINS.len()]> = EVERY
        .iter()
        .map(|&every| {
            let judged: Vec<Vec<Judged>> = text
                .documents
                .par_iter()
                .enumerate()
                .map(|(index, document)| judge.draft(&noise, document, every, SEED + index as u64))
                .collect();
            bins(judged.into_iter().flatten())
        })
        .collect();
    let named: Vec<(String, &[Bin])> = EVERY
        .iter()
        .zip(&series)
        .map(|(every, bins)| (format!("one error in {every} words"), bins.as_slice()))
        .collect();
    crate::write_file(&root.join("docs/calibration.svg"), &diagram::draw(&named))?;
    super::put(root, Section::Reliability, &section(&series, words, &judge.read))
}

/// What a finding is judged by.
struct Judge<'j> {
    checker: &'j Checker,
    labels: &'j BTreeMap<String, Label>,
    read: Read,
}

/// How many of the labelled findings in clean English text are true, and of how many, by tier and rule.
#[derive(Debug, Default)]
struct Read(BTreeMap<(Tier, &'static str), (u32, u32)>);

impl Read {
    fn of(checker: &Checker, texts: &[Clean], labels: &BTreeMap<String, Label>) -> Self {
        let mut read = Self::default();
        for result in texts.iter().filter(|text| text.lang == "en").map(|text| clean::check(checker, text)) {
            for finding in result.findings.iter().filter(|f| RULES.contains(&f.rule)) {
                if let Some(label) = labels.get(&finding.fingerprint) {
                    let counts = read.0.entry((finding.tier, finding.rule)).or_default();
                    *counts = (counts.0 + u32::from(label.is_true), counts.1 + 1);
                }
            }
        }
        read
    }

    /// All of a tier.
    fn of_tier(&self, tier: Tier) -> (u32, u32) {
        let own = self.0.iter().filter(|((of, _), _)| *of == tier);
        own.fold((0, 0), |sum, (_, counts)| (sum.0 + counts.0, sum.1 + counts.1))
    }

    /// The share of true ones; none are held true in `possible`, where few were read.
    fn share(&self, tier: Tier, rule: &'static str) -> f64 {
        let (is_true, of) = self.0.get(&(tier, rule)).copied().unwrap_or_else(|| self.of_tier(tier));
        if tier == Tier::Possible { 0.0 } else { f64::from(is_true) / f64::from(of.max(1)) }
    }
}

impl Judge<'_> {
    /// The findings in a document that errors were put into, line by line.
    fn draft(&self, noise: &Noise, document: &str, every: usize, seed: u64) -> Vec<Judged> {
        let mut random = Random(seed);
        let (mut draft, mut errors) = (String::with_capacity(document.len()), Vec::new());
        for line in document.lines() {
            let (text, made) = noise.put(line, every, noise.kinds(), &mut random);
            let moved = |range: Range<usize>| range.start + draft.len()..range.end + draft.len();
            errors.extend(made.into_iter().map(|error| Injected { range: moved(error.range), ..error }));
            draft.push_str(&text);
            draft.push('\n');
        }
        let options = Options { lang: Some(Lang::En), tier: Tier::Possible, ..Options::default() };
        let checked = self.checker.check(Source::from_text(TEXT, draft.as_str()), &options);
        let line = Line::injected(&draft, &errors);
        let own = checked.findings.iter().filter(|f| RULES.contains(&f.rule.name));
        own.map(|finding| self.judged(&draft, &line, finding)).collect()
    }

    fn judged(&self, draft: &str, line: &Line<'_>, finding: &Finding) -> Judged {
        let confidence = finding.confidence.thousandths();
        let touching = (line.truth)(finding.span.range()).broken;
        let right = if touching {
            let gives_back = finding.suggestions.first().is_some_and(|suggestion| {
                let Truth { text, .. } = (line.truth)(suggestion.span.range());
                same(&suggestion.text, &text)
            });
            f64::from(u8::from(gives_back))
        } else if let Some(label) = self.labels.get(&fingerprint(draft, finding)) {
            f64::from(u8::from(label.is_true))
        } else {
            self.read.share(finding.confidence.tier(), finding.rule.name)
        };
        Judged { confidence, touching, right }
    }
}

fn bins(judged: impl Iterator<Item = Judged>) -> [Bin; BINS.len()] {
    let mut bins = [Bin::default(); BINS.len()];
    for one in judged {
        let at = BINS.partition_point(|&low| low <= one.confidence).saturating_sub(1);
        let bin = &mut bins[at];
        bin.findings += 1;
        bin.confidence += u64::from(one.confidence);
        if one.touching {
            bin.touching += 1;
            bin.mended += u32::from(one.right > 0.5);
        } else {
            bin.own += one.right;
        }
    }
    bins
}

fn section(series: &[[Bin; BINS.len()]], words: usize, read: &Read) -> String {
    let [(sure, sure_read), (likely, likely_read)] =
        [Tier::Sure, Tier::Likely].map(|tier| read.of_tier(tier));
    let mut out = format!(
        "## Confidence and the share that is right\n\n\
         `cargo xtask reliability`: the findings of {} in `{TEXT}` ({words} words of news, in documents of 60 lines, which no table was \
         made from), after words were run together, torn, hyphenated, mistyped and misread in it, seed {SEED}. A finding on an error that \
         was put in is right if its first suggestion gives back the clean text. Elsewhere it is right or wrong as it was labelled; \
         without a label it counts with the share of true ones among the labelled of its rule and tier in all clean English texts (of all \
         six rules {sure} of {sure_read} sure, {likely} of {likely_read} likely), and in the tier `possible`, where few were read, as wrong.\n\n\
         ![Confidence against the share that is right](calibration.svg)\n",
        RULES.map(|rule| format!("`{rule}`")).join(", ")
    );
    for (every, bins) in EVERY.iter().zip(series) {
        let _ = write!(
            out,
            "\n### One error in {every} words\n\n| confidence | findings | on an error | gives back the clean text | elsewhere, true | \
             confidence on average | on a fault | right |\n|---|---:|---:|---:|---:|---:|---:|---:|\n"
        );
        for (at, bin) in bins.iter().enumerate() {
            let high = BINS.get(at + 1).map_or(1000, |next| next - 1);
            let _ = writeln!(
                out,
                "| {}–{high} | {} | {} | {} | {:.1} | {:.3} | {:.3} | {:.3} |",
                BINS[at],
                bin.findings,
                bin.touching,
                bin.mended,
                bin.own,
                bin.confidence(),
                bin.on_fault(),
                bin.right()
            );
        }
        let reported = || BINS.iter().zip(bins).filter(|(low, _)| **low >= 700).map(|(_, bin)| bin);
        let all: u32 = reported().map(|bin| bin.findings).sum();
        let gap = |share: fn(&Bin) -> f64| {
            let gaps = reported().map(|b| f64::from(b.findings) * (b.confidence() - share(b)).abs());
            gaps.sum::<f64>() / f64::from(all.max(1))
        };
        let _ = writeln!(
            out,
            "\nIn `likely` and `sure` the confidence differs from the share on a fault by {:.3} on average, from the share that is right by \
             {:.3} (expected calibration error over these bins).",
            gap(Bin::on_fault),
            gap(Bin::right)
        );
    }
    out.push_str(
        "\n### What this can tell and what not\n\n\
         The rate of errors that were put in sets how many findings can be right at all: where errors are rare, the false findings of \
         clean prose, whose number does not change, are a larger share of each bin, so the share that is right is of these rates and no \
         others. The text is development data: no table was made from it, but thresholds were chosen with it in sight. A confidence says how far an editor would agree that something is wrong there, so the share on a fault is what it is to be \
         compared with first, in `likely` and `sure`. It is no probability of the calibrator: the odds are cut into tiers by kind of fault, and what the \
         sentence says holds many findings down to 940 or 650. `possible` is a tier for those who ask for it, not a share; in it \
         words are told that nothing knows and nothing mends. Errors that were put in are plainer \
         than real ones.\n",
    );
    out
}
