//! What speaks for and against a name in disguise: one list of evidence, weighed by one model.
//!
//! The weights are measured by `cargo xtask evidence` on clean documents in which names were replaced by their
//! translations; `dictionaries/residue/evidence.tsv` holds them, with the scores at which the false alarms on clean prose
//! come down to what each tier allows.

use std::collections::BTreeSet;
use std::sync::LazyLock;

/// A piece of evidence; its value in a [`Vector`] is 0 where it is absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
#[allow(missing_docs)]
pub enum Evidence {
    Bias,
    Prior,
    DocCountry,
    DocNeighbour,
    OtherCountries,
    NoCountry,
    SentenceCountry,
    CountryShare,
    PrepIn,
    PrepFrom,
    PrepTo,
    PrepAt,
    PrepOf,
    PrepOther,
    Head,
    Visit,
    Coordinated,
    CoordinatedKin,
    PhraseEnds,
    Clause,
    Verb,
    Determined,
    Attested,
    Frequency,
    Capital,
    CapitalNeighbour,
    Brackets,
    Determiner,
    LowerElsewhere,
    CapitalElsewhere,
    NameElsewhere,
    IsCapital,
    IsCountry,
    IsRegion,
    SlotInCountry,
    CapitalInCountry,
    Plural,
    Adjective,
    ModifierBefore,
    Exact,
    Languages,
    NameCount,
    NamePerson,
    SameCompany,
    Title,
    Says,
    Opens,
    NearName,
    OtherCompany,
    Article,
    Major,
    Group,
    NameLength,
    Quoted,
    NameIsWord,
    Cognate,
    BareCount,
    LowerPlural,
    LowerVerb,
    CapitalEnds,
    LowerFrequency,
    Apposed,
    Compass,
    Heads,
    Phrase,
    FitLeft,
    FitRight,
    FitUnknown,
    FitCapital,
    LowerFitLeft,
    LowerFitRight,
    PluralAgrees,
}

/// Number of pieces of evidence.
pub const COUNT: usize = Evidence::PluralAgrees as usize + 1;

/// Names of the pieces, in order, as in `evidence.tsv`.
pub const NAMES: [&str; COUNT] = [
    "bias",
    "prior",
    "doc-country",
    "doc-neighbour",
    "other-countries",
    "no-country",
    "sentence-country",
    "country-share",
    "prep-in",
    "prep-from",
    "prep-to",
    "prep-at",
    "prep-of",
    "prep-other",
    "head",
    "visit",
    "coordinated",
    "coordinated-kin",
    "phrase-ends",
    "clause",
    "verb",
    "determined",
    "attested",
    "frequency",
    "capital",
    "capital-neighbour",
    "brackets",
    "determiner",
    "lower-elsewhere",
    "capital-elsewhere",
    "name-elsewhere",
    "is-capital",
    "is-country",
    "is-region",
    "slot-in-country",
    "capital-in-country",
    "plural",
    "adjective",
    "modifier-before",
    "exact",
    "languages",
    "name-count",
    "name-person",
    "same-company",
    "title",
    "says",
    "opens",
    "near-name",
    "other-company",
    "article",
    "major",
    "group",
    "name-length",
    "quoted",
    "name-is-word",
    "cognate",
    "bare-count",
    "lower-plural",
    "lower-verb",
    "capital-ends",
    "lower-frequency",
    "apposed",
    "compass",
    "heads",
    "phrase",
    "fit-left",
    "fit-right",
    "fit-unknown",
    "fit-capital",
    "lower-fit-left",
    "lower-fit-right",
    "plural-agrees",
];

/// The evidence about one candidate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Vector(pub [f32; COUNT]);

impl Default for Vector {
    fn default() -> Self {
        let mut values = [0.0; COUNT];
        values[Evidence::Bias as usize] = 1.0;
        Self(values)
    }
}

impl Vector {
    /// Sets a piece.
    pub(super) fn set(&mut self, piece: Evidence, value: f32) {
        self.0[piece as usize] = value;
    }

    /// Sets a piece to 1 if it holds.
    pub(super) fn flag(&mut self, piece: Evidence, holds: bool) {
        if holds {
            self.set(piece, 1.0);
        }
    }

    /// The value of a piece.
    #[must_use]
    pub const fn get(&self, piece: Evidence) -> f32 {
        self.0[piece as usize]
    }

    /// Whether a piece is there.
    #[must_use]
    pub fn has(&self, piece: Evidence) -> bool {
        self.get(piece) > 0.0
    }
}

/// How a suspicion arose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// A table says which place the word may stand for.
    Place,
    /// The document has a name that means the word.
    Anchor,
}

/// The weights of one group, with the scores from which on it is believed.
#[derive(Debug, Clone)]
pub struct Model {
    /// What is added to the score where the source language is known: the tables are right more often then.
    pub source_known: f32,
    /// Forms that clean texts use too often where names belong (`women`), so that the table is not asked about them.
    pub spared: BTreeSet<&'static str>,
    /// Weights by piece of evidence.
    pub weights: [f32; COUNT],
    /// Score and the confidence it earns, in rising order.
    pub cuts: Vec<(f32, u16)>,
}

static MODELS: LazyLock<[Model; 2]> =
    LazyLock::new(|| parse(include_str!("../../../dictionaries/residue/evidence.tsv")));

/// The models in a file of weights: `place` and `anchor`.
fn parse(text: &'static str) -> [Model; 2] {
    let mut models = [0, 1].map(|_| Model {
        source_known: 0.0,
        spared: BTreeSet::new(),
        weights: [0.0; COUNT],
        cuts: Vec::new(),
    });
    for line in text.lines() {
        let fields: Vec<&'static str> = line.split('\t').collect();
        let [name, place, anchor] = fields.as_slice() else { continue };
        if *name == "spared" {
            models[0].spared.insert(*place);
            continue;
        }
        for (model, value) in models.iter_mut().zip([place, anchor]) {
            let Ok(value) = value.parse::<f32>() else { continue };
            if let Some(index) = NAMES.iter().position(|n| n == name) {
                model.weights[index] = value;
            } else if *name == "source-known" {
                model.source_known = value;
            } else if let Some(confidence) = name.strip_prefix("confidence-").and_then(|c| c.parse().ok()) {
                model.cuts.push((value, confidence));
            }
        }
    }
    models.iter_mut().for_each(|m| m.cuts.sort_by(|a, b| a.0.total_cmp(&b.0)));
    models
}

/// The model of a group.
#[must_use]
pub fn model(group: Group) -> &'static Model {
    &MODELS[group as usize]
}

impl Model {
    /// The weighed sum: log odds in the training texts.
    #[must_use]
    pub fn score(&self, evidence: &Vector) -> f32 {
        self.weights.iter().zip(evidence.0).map(|(w, x)| w * x).sum()
    }

    /// Confidence in thousandths, between the cuts in proportion; `None` below the lowest.
    #[must_use]
    pub fn confidence(&self, score: f32) -> Option<u16> {
        let above = self.cuts.partition_point(|(cut, _)| *cut <= score);
        let &(low, from) = self.cuts.get(above.checked_sub(1)?)?;
        let Some(&(high, to)) = self.cuts.get(above) else { return Some(from) };
        let part = if high > low { (score - low) / (high - low) } else { 0.0 };
        // A tier is reached at its cut, never by rounding.
        Some((f32::from(from) + part * (f32::from(to) - f32::from(from))).min(f32::from(to) - 1.0) as u16)
    }
}
