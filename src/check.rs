//! The pipeline: source -> document -> detectors -> suppress -> merge -> score.

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use rayon::prelude::*;

use crate::bitext::{Bitext, Glossary, Pair, Segment};
use crate::detect::{self, Aligned, Context, Detector, Findings};
use crate::document::{Document, Lines, Marks};
use crate::finding::{Finding, Tier};
use crate::lang::Lang;
use crate::lexicon::{Lexicon, UserWords, Verdicts};
use crate::merge;
use crate::permit::{self, Note, Permit};
use crate::residue::HouseNames;
use crate::rule::{Rule, Severity};
use crate::score::{self, DocumentScore};
use crate::source::Source;
use crate::span::Span;
use crate::suppress::{self, Allowed, HabitFound};

/// Text that one task of the thread pool takes at a time, in bytes. Never shows in results.
const TASK: u32 = 1 << 16;

/// Pairs of sentences that one task takes at a time in bilingual mode. Never shows in results.
const PAIRS: usize = 256;

/// What to look for and what to report.
#[derive(Debug, Clone)]
pub struct Options {
    /// Language of the text; `None` detects it for each document.
    pub lang: Option<Lang>,
    /// Language the text was translated from or through, where known.
    pub source_lang: Option<Lang>,
    /// Lowest tier reported.
    pub tier: Tier,
    /// Names of rules or families to run; empty for all.
    pub rules: Vec<String>,
    /// Names of rules or families not to run.
    pub allow: Vec<String>,
    /// Severities in place of the rules' own; of two that fit, the later counts.
    pub severities: Vec<(String, Severity)>,
    /// Words of the project, which are right however they look.
    pub words: Arc<UserWords>,
    /// Names of the project and what they must not be called.
    pub names: Arc<HouseNames>,
    /// Rules that the configuration allows in this document, with reasons.
    pub permits: Vec<Permit>,
    /// Terms of the project and their renderings, for bilingual mode.
    pub glossary: Arc<Glossary>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            lang: None,
            source_lang: None,
            tier: Tier::Likely,
            rules: Vec::new(),
            allow: Vec::new(),
            severities: Vec::new(),
            words: Arc::default(),
            names: Arc::default(),
            permits: Vec::new(),
            glossary: Arc::default(),
        }
    }
}

impl Options {
    /// Whether findings of `rule` are wanted.
    #[must_use]
    pub fn wants(&self, rule: &Rule) -> bool {
        let named = |names: &[String]| names.iter().any(|n| n == rule.name || n == rule.family.name());
        (self.rules.is_empty() || named(&self.rules)) && !named(&self.allow)
    }

    /// The severity that the options give a rule in place of its own.
    pub(crate) fn severity(&self, rule: &Rule) -> Option<Severity> {
        let fits = |name: &str| name == rule.name || name == rule.family.name();
        self.severities.iter().rev().find(|(name, _)| fits(name)).map(|(_, severity)| *severity)
    }
}

/// Checks documents; shared by all threads.
#[derive(Debug, Default)]
pub struct Checker {
    lexicon: Lexicon,
}

/// A checked document.
#[derive(Debug, Clone)]
pub struct Checked {
    /// What was checked.
    pub source: Source,
    /// Lines of [`Source::raw`].
    pub lines: Lines,
    /// Lines of the text it was translated from, in bilingual mode.
    pub original_lines: Option<Lines>,
    /// Its language.
    pub lang: Lang,
    /// Its words, the denominator of every rate.
    pub words: u32,
    /// Findings of the wanted tiers, in order of place and rule; spans are of [`Source::text`].
    pub findings: Vec<Finding>,
    /// Findings under the wanted tier: not reported, but a caller may want to fail because of them.
    pub below: Vec<Finding>,
    /// Findings that the text or the configuration allows.
    pub allowed: Vec<Allowed>,
    /// What is to be said about the permissions in the text: malformed, unknown, without effect.
    pub notes: Vec<Note>,
    /// Customs of the document that were not reported.
    pub habits: Vec<HabitFound>,
    /// Findings beyond the number kept of one rule: rule and how many more.
    pub beyond: Vec<(&'static str, u32)>,
    /// What of the draft translates what of the source, in bilingual mode: spans of both plain texts, in order of the draft.
    pub pairs: Vec<Segment>,
    /// Sentence and document scores.
    pub score: DocumentScore,
    /// Why the document was not checked to the end, if it was not.
    pub error: Option<String>,
}

impl Checker {
    /// A checker with its own dictionaries.
    #[must_use]
    pub const fn new(lexicon: Lexicon) -> Self {
        Self { lexicon }
    }

    /// Its dictionaries.
    pub(crate) const fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Checks one document. The result is the same on any number of threads of the current rayon pool.
    ///
    /// A panic inside a detector does not leave this function: it is told in [`Checked::error`].
    #[must_use]
    pub fn check(&self, source: Source, options: &Options) -> Checked {
        match catch_unwind(AssertUnwindSafe(|| self.run(&source, options))) {
            Ok(mut checked) => {
                checked.source = source;
                checked
            }
            Err(panic) => {
                let what = panic
                    .downcast_ref::<String>()
                    .map(String::as_str)
                    .or_else(|| panic.downcast_ref::<&str>().copied())
                    .unwrap_or("unknown cause");
                let mut checked = Checked::empty(&source);
                checked.error = Some(format!("internal error, please report it with this document: {what}"));
                checked.source = source;
                checked
            }
        }
    }

    fn run(&self, source: &Source, options: &Options) -> Checked {
        let document =
            Document::new(source.text.clone(), source.blocks.as_deref(), options.lang.or(source.lang));
        let mut checked = Checked::empty(source);
        checked.lang = document.lang();
        checked.words = document.word_count();
        if let Some(habit) = suppress::not_prose(document.census()) {
            checked.habits.push(habit);
            checked.score = score::score(&document, &[]);
            return checked;
        }
        let verdicts = Verdicts::new(document.words());
        let bitext = source.original.as_ref().map(|o| Bitext::new(&document, o, options.source_lang));
        let cx = Context::new(&document, &self.lexicon, &verdicts, source, options, bitext.as_ref());
        let detectors: Vec<&dyn Detector> =
            detect::ALL.iter().copied().filter(|d| d.rules().iter().any(|r| options.wants(r))).collect();
        let (mut findings, beyond) = find(&document, &detectors, &cx).into_parts();
        findings.retain(|f| options.wants(f.rule));
        for finding in &mut findings {
            // A repair that comes out as what stands there already is none.
            finding.suggestions.retain(|s| source.text.get(s.span.range()) != Some(s.text.as_str()));
        }
        for finding in &mut findings {
            finding.severity = options.severity(finding.rule).unwrap_or(finding.severity);
        }
        let segments = |b: &Bitext| {
            b.pairs.iter().map(|p| Segment { target: p.target_span, source: p.source_span }).collect()
        };
        checked.pairs = bitext.as_ref().map(segments).unwrap_or_default();
        checked.beyond = beyond;
        checked.habits = suppress::habits(document.census(), &mut findings);
        (checked.allowed, checked.notes) =
            permit::take_allowed(source, &checked.lines, options, &mut findings);
        let (findings, below) = findings.into_iter().partition(|f| f.confidence.tier() >= options.tier);
        checked.findings = merge::merge(findings, &source.text);
        checked.below = merge::merge(below, &source.text);
        checked.score = score::score(&document, &checked.findings);
        checked
    }
}

/// Stretches of paragraphs of about the size of a task.
fn tasks(document: &Document) -> Vec<Range<usize>> {
    let mut tasks = Vec::new();
    let (mut start, mut from) = (0, None);
    for (index, paragraph) in document.paragraphs().enumerate() {
        let span = paragraph.span();
        if span.end - *from.get_or_insert(span.start) >= TASK {
            tasks.push(start..index + 1);
            (start, from) = (index + 1, None);
        }
    }
    if from.is_some() {
        tasks.push(start..document.paragraphs().len());
    }
    tasks
}

/// Runs the detectors: sentences and paragraphs in parallel in tasks of fixed size, then the whole document; the buffers are
/// joined in order of place, so that the number of threads never shows.
fn find(document: &Document, detectors: &[&dyn Detector], cx: &Context<'_>) -> Findings {
    let tasks = tasks(document);
    let with_needs = |needs: fn(&dyn Detector) -> Marks| -> Vec<(Marks, &dyn Detector)> {
        let all = detectors.iter().map(|detector| (needs(*detector), *detector));
        all.filter(|(needs, _)| !needs.is_empty()).collect()
    };
    let of_paragraphs = with_needs(|detector| detector.paragraph_needs());
    let of_sentences = with_needs(|detector| detector.sentence_needs());
    let run = |task: &Range<usize>| {
        let mut out = Findings::default();
        for paragraph in task.clone().filter_map(|index| document.paragraph(index)) {
            let marks = paragraph.marks();
            for (_, detector) in of_paragraphs.iter().filter(|(needs, _)| marks.intersects(*needs)) {
                detector.paragraph(paragraph, cx, &mut out);
            }
            for sentence in paragraph.sentences() {
                let marks = sentence.marks();
                for (_, detector) in of_sentences.iter().filter(|(needs, _)| marks.intersects(*needs)) {
                    detector.sentence(sentence, cx, &mut out);
                }
            }
        }
        out
    };
    let mut all = Findings::default();
    // A batch at a time, so that the buffers of a huge document are not all alive at once.
    for batch in tasks.chunks(8 * rayon::current_num_threads()) {
        let parts: Vec<Findings> = if batch.len() > 1 {
            batch.par_iter().map(&run).collect()
        } else {
            batch.iter().map(&run).collect()
        };
        for part in parts {
            all.append(part);
        }
    }
    if let Some(bitext) = cx.bitext {
        let run = |pairs: &[Pair]| {
            let mut out = Findings::default();
            for pair in pairs {
                for detector in detectors {
                    detector.pair(Aligned { document, bitext, pair }, cx, &mut out);
                }
            }
            out
        };
        let parts: Vec<Findings> = bitext.pairs.par_chunks(PAIRS).map(run).collect();
        parts.into_iter().for_each(|part| all.append(part));
    }
    let parts: Vec<Findings> = detectors
        .par_iter()
        .map(|detector| {
            let mut out = Findings::default();
            detector.document(document, cx, &mut out);
            out
        })
        .collect();
    for part in parts {
        all.append(part);
    }
    all
}

impl Checked {
    fn empty(source: &Source) -> Self {
        Self {
            source: Source::from_text("", ""),
            lines: Lines::new(&source.raw),
            original_lines: source.original.as_ref().map(|o| Lines::new(&o.source.raw)),
            lang: Lang::Other,
            words: 0,
            findings: Vec::new(),
            below: Vec::new(),
            allowed: Vec::new(),
            notes: Vec::new(),
            habits: Vec::new(),
            beyond: Vec::new(),
            pairs: Vec::new(),
            score: DocumentScore::default(),
            error: None,
        }
    }

    /// Number of findings of this tier.
    #[must_use]
    pub fn count(&self, tier: Tier) -> u64 {
        self.findings.iter().filter(|f| f.confidence.tier() == tier).count() as u64
    }

    /// Line and column (from 1, in characters) of a place in [`Source::text`], as an editor shows the file.
    #[must_use]
    pub fn line_column(&self, text_offset: u32) -> (u32, u32) {
        let raw = self.source.raw_of(Span::new(text_offset, text_offset + 1));
        self.lines.line_column(&self.source.raw, raw.start)
    }

    /// Where a finding points to in the text that this one was translated from.
    #[must_use]
    pub fn origin(&self, finding: &Finding) -> Option<Origin<'_>> {
        let span = finding.origin?;
        let original = &self.source.original.as_ref()?.source;
        let (raw, bytes) = (original.raw_of(span), original.bytes_of(span));
        let lines = self.original_lines.as_ref()?;
        let (line, column) = lines.line_column(&original.raw, raw.start);
        let (end_line, end_column) = lines.line_column(&original.raw, raw.end);
        Some(Origin {
            name: &original.name,
            text: original.text.get(span.range())?,
            bytes,
            line,
            column,
            end_line,
            end_column,
        })
    }
}

/// A place in the source of a translation, as reports print it.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// What the report calls the source.
    pub name: &'a str,
    /// What stands there.
    pub text: &'a str,
    /// Its bytes in the file.
    pub bytes: Span,
    /// Its line, from 1.
    pub line: u32,
    /// Its column, from 1, in characters.
    pub column: u32,
    /// The line of its end.
    pub end_line: u32,
    /// The column behind its end.
    pub end_column: u32,
}
