//! Findings -> score of a sentence -> score of a document.
//!
//! Everything can be recomputed by hand from a report: a sentence's score is the sum of its parts, at most 1000; a part is the
//! points of the finding's severity (neutral 0, minor 100, major 300, critical 600) times its confidence. A document's
//! score is the mean over its sentences, weighted by their words. The count per 1000 words uses the weights of MQM
//! (0, 1, 5, 25), also times the confidence.

use crate::document::Document;
use crate::finding::{Finding, Tier};
use crate::rule::Family;
use crate::span::Span;

/// One summand of a sentence's score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Name of the rule.
    pub rule: &'static str,
    /// Severity points times confidence, rounded; 0 to 600.
    pub points: u32,
}

/// A sentence with its score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentenceScore {
    /// The sentence, in bytes of the plain text.
    pub span: Span,
    /// 0 (clean) to 1000.
    pub score: u32,
    /// Its words.
    pub words: u32,
    /// What the score is made of; empty for a clean sentence.
    pub parts: Vec<Part>,
}

/// The score of a document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DocumentScore {
    /// Mean sentence score weighted by words, 0 to 1000.
    pub score: u32,
    /// Weighted findings per 1000 words, all families; one decimal.
    pub per_1000_words: f64,
    /// The same by family, in the order of [`Family::ALL`].
    pub by_family: Vec<(Family, f64)>,
    /// Every sentence in order.
    pub sentences: Vec<SentenceScore>,
}

/// Scores `findings`, which are in order of their start.
pub(crate) fn score(document: &Document, findings: &[Finding]) -> DocumentScore {
    let mut sentences: Vec<SentenceScore> = document
        .sentences()
        .map(|s| SentenceScore { span: s.span(), score: 0, words: s.word_count(), parts: Vec::new() })
        .collect();
    let mut weights = [0_u64; Family::ALL.len()];
    for finding in findings {
        let severity = finding.severity;
        let confidence = u32::from(finding.confidence.thousandths());
        weights[finding.rule.family as usize] += u64::from(severity.weight() * confidence);
        let after = sentences.partition_point(|s| s.span.start <= finding.span.start);
        if let Some(sentence) = after.checked_sub(1).and_then(|i| sentences.get_mut(i)) {
            let points = (severity.points() * confidence + 500) / 1000;
            sentence.parts.push(Part { rule: finding.rule.name, points });
            sentence.score = (sentence.score + points).min(1000);
        }
    }
    let words = u64::from(document.word_count());
    let sum: u64 = sentences.iter().map(|s| u64::from(s.score) * u64::from(s.words)).sum();
    let all: u64 = sentences.iter().map(|s| u64::from(s.words)).sum();
    DocumentScore {
        score: (sum + all / 2).checked_div(all).unwrap_or(0) as u32,
        per_1000_words: per_1000(weights.iter().sum(), words),
        by_family: Family::ALL
            .into_iter()
            .map(|family| (family, per_1000(weights[family as usize], words)))
            .collect(),
        sentences,
    }
}

/// Weighted findings of `tier` and above per 1000 words: what `--max-per-1000` compares.
#[must_use]
pub fn per_1000_at(findings: &[Finding], tier: Tier, words: u32) -> f64 {
    let weight = findings
        .iter()
        .filter(|f| f.confidence.tier() >= tier)
        .map(|f| u64::from(f.severity.weight() * u32::from(f.confidence.thousandths())))
        .sum();
    per_1000(weight, u64::from(words))
}

/// `weight` is in thousandths; the result has one decimal, rounded in integers so that it is the same everywhere.
pub(crate) fn per_1000(weight: u64, words: u64) -> f64 {
    // weight/1000 findings per words/1000 words, in tenths.
    let tenths = (weight * 10 + words / 2).checked_div(words).unwrap_or(0);
    tenths as f64 / 10.0
}
