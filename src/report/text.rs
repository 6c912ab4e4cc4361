//! `text`: for a terminal or a log; each finding readable without the manual.

use std::io::{self, Write};

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use super::{DATA_VERSION, Failure, Reporter, Summary};
use crate::across::Inconsistency;
use crate::check::Checked;
use crate::finding::{Finding, Tier};
use crate::score::SentenceScore;

/// Lines up to this many bytes are given to the renderer whole, which cuts them to the width of the terminal.
const LONGEST_LINE: usize = 8000;

/// Bytes shown on each side of a finding in a longer line.
const CONTEXT: usize = 120;

/// Bytes of the source text shown under a finding of bilingual mode.
const ORIGIN: usize = 300;

/// Sentences listed as the worst of a document.
const WORST: usize = 3;

/// Writes findings with the line they stand in, then what the document amounts to.
#[derive(Debug)]
pub struct Text {
    renderer: Renderer,
    verbose: bool,
    quiet: bool,
}

impl Text {
    /// `width` is the width of the terminal in columns; `verbose` adds all suggestions and the snippet that allows a finding,
    /// `quiet` leaves out the totals.
    #[must_use]
    pub fn new(color: bool, width: usize, verbose: bool, quiet: bool) -> Self {
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        Self { renderer: renderer.term_width(width).decor_style(DecorStyle::Ascii), verbose, quiet }
    }

    fn finding(&self, checked: &Checked, finding: &Finding) -> String {
        let level = match finding.confidence.tier() {
            Tier::Sure => Level::ERROR.with_name("sure"),
            Tier::Likely => Level::WARNING.with_name("likely"),
            Tier::Possible => Level::INFO.with_name("possible"),
        };
        let (line, column) = checked.line_column(finding.span.start);
        let (window, span, whole) = window(checked, finding);
        let label = finding.suggestions.first().map(|s| {
            if s.text.is_empty() {
                "delete this".to_owned()
            } else {
                format!("probably `{}`", visible(&finding.reading(s, &checked.source.text)))
            }
        });
        let snippet = Snippet::source(window)
            .line_start(line as usize)
            .fold(false)
            .annotation(AnnotationKind::Primary.span(span).label(label));
        let title = level.primary_title(finding.message.as_ref()).id(finding.rule.name);
        let name = checked.source.name.as_str();
        let mut group = if whole {
            title.element(snippet.path(name))
        } else {
            // The renderer would count the column from where the line was cut.
            title
                .element(Origin::path(name).line(line as usize).char_column(column as usize))
                .element(snippet)
        };
        if let Some(origin) = checked.origin(finding) {
            let text = visible(origin.text);
            let cut = text.floor_char_boundary(ORIGIN);
            let short = if cut < text.len() { format!("{}…", &text[..cut]) } else { text };
            let place = format!("{}:{}:{}", origin.name, origin.line, origin.column);
            group = group.element(Level::NOTE.with_name("source").message(format!("{place}: {short}")));
        }
        for evidence in &finding.evidence {
            group = group.element(Level::NOTE.with_name("why").message(evidence.as_ref()));
        }
        if finding.suggestions.len() > 1 {
            let read = |s| format!("`{}`", visible(&finding.reading(s, &checked.source.text)));
            let others: Vec<String> = finding.suggestions[1..].iter().map(read).collect();
            group = group.element(Level::HELP.with_name("or").message(others.join(", ")));
        }
        if self.verbose {
            let snippet = super::allow_snippet(checked.source.format, finding.rule);
            group = group
                .element(Level::HELP.with_name("allow").message(format!("{snippet} on the line before")));
        }
        self.renderer.render(&[group])
    }

    fn totals(&self, checked: &Checked, out: &mut dyn Write) -> io::Result<()> {
        let score = &checked.score;
        let counts: Vec<String> = Tier::ALL
            .iter()
            .filter(|t| checked.count(**t) > 0)
            .map(|t| format!("{} {}", checked.count(*t), t.name()))
            .collect();
        let counts = if counts.is_empty() { "no findings".to_owned() } else { counts.join(", ") };
        writeln!(
            out,
            "{}: {counts}; score {} of 1000, {} issues per 1000 words ({} words, {}, {}, data {DATA_VERSION})",
            checked.source.name,
            score.score,
            score.per_1000_words,
            checked.words,
            checked.lang.code(),
            checked.source.encoding,
        )?;
        let families: Vec<String> = score
            .by_family
            .iter()
            .filter(|(_, rate)| *rate > 0.0)
            .map(|(family, rate)| format!("{} {rate}", family.name()))
            .collect();
        if !families.is_empty() {
            writeln!(out, "  per 1000 words: {}", families.join(", "))?;
        }
        let worst = super::worst_sentences(checked, WORST);
        if score.sentences.len() > 1 && worst.len() > 1 {
            for sentence in worst {
                writeln!(out, "  {}", self.sentence(checked, sentence))?;
            }
        }
        for habit in &checked.habits {
            writeln!(
                out,
                "  not reported: {} ({} of {}, the custom of this document; rule {})",
                habit.name, habit.count, habit.opportunities, habit.rule.name
            )?;
        }
        for (rule, more) in &checked.beyond {
            writeln!(out, "  not listed: {more} more findings of {rule}")?;
        }
        for allowed in &checked.allowed {
            let (line, _) = checked.line_column(allowed.finding.span.start);
            if self.verbose {
                writeln!(out, "  allowed: {} in line {line}: {}", allowed.finding.rule.name, allowed.reason)?;
            }
        }
        if !self.verbose && !checked.allowed.is_empty() {
            writeln!(out, "  allowed: {} (--verbose lists them)", checked.allowed.len())?;
        }
        Ok(())
    }

    fn sentence(&self, checked: &Checked, sentence: &SentenceScore) -> String {
        let (line, _) = checked.line_column(sentence.span.start);
        let text = &checked.source.text[sentence.span.range()];
        let cut = text.floor_char_boundary(60);
        let short = if cut < text.len() { format!("{}…", &text[..cut]) } else { text.to_owned() };
        let parts: Vec<String> = sentence.parts.iter().map(|p| format!("{} {}", p.rule, p.points)).collect();
        format!(
            "sentence {} of 1000, line {line}: {} [{}]",
            sentence.score,
            visible(&short),
            parts.join(" + ")
        )
    }
}

impl Reporter for Text {
    fn document(&mut self, checked: &Checked, out: &mut dyn Write) -> io::Result<()> {
        for finding in &checked.findings {
            writeln!(out, "{}\n", self.finding(checked, finding))?;
        }
        if let Some(error) = &checked.error {
            writeln!(out, "{}: {error}", checked.source.name)?;
        }
        if self.quiet { Ok(()) } else { self.totals(checked, out) }
    }

    fn consistency(&mut self, all: &[Inconsistency], out: &mut dyn Write) -> io::Result<()> {
        if all.is_empty() || self.quiet {
            return Ok(());
        }
        writeln!(out, "across the documents:")?;
        for one in all {
            writeln!(out, "  {} -> {}  ({}; {})", one.text, one.usual, one.evidence, one.rule)?;
            for (name, line, column) in &one.places {
                writeln!(out, "    {name}:{line}:{column}")?;
            }
        }
        writeln!(out)
    }

    fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        if self.quiet || summary.documents < 2 {
            return Ok(());
        }
        writeln!(
            out,
            "{} documents, {} words: {} sure, {} likely, {} possible",
            summary.documents,
            summary.words,
            summary.count(Tier::Sure),
            summary.count(Tier::Likely),
            summary.count(Tier::Possible)
        )
    }

    fn failure(&mut self, _failure: &Failure, _out: &mut dyn Write) -> io::Result<()> {
        // The command line tells failures on standard error, where they are seen even when the report goes to a file.
        Ok(())
    }
}

/// The lines around a finding, the finding's place in them, and whether they are whole.
fn window(checked: &Checked, finding: &Finding) -> (String, std::ops::Range<usize>, bool) {
    let raw = &checked.source.raw;
    let span = checked.source.raw_of(finding.span).range();
    let line_start = raw[..span.start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let line_end = raw[span.end..].find(['\n', '\r']).map_or(raw.len(), |at| span.end + at);
    if line_end - line_start <= LONGEST_LINE {
        let before = visible_controls(&raw[line_start..span.start]).len();
        let inside = visible_controls(&raw[span.clone()]).len();
        return (visible_controls(&raw[line_start..line_end]), before..before + inside, true);
    }
    let near = raw.floor_char_boundary(span.start.saturating_sub(CONTEXT));
    let far = raw.floor_char_boundary((span.end + CONTEXT).min(raw.len()));
    let (cut_left, cut_right) = (near > line_start, far < line_end);
    let start = if cut_left { next_word(raw, near, span.start) } else { line_start };
    let end =
        if cut_right { raw[span.end..far].rfind(' ').map_or(far, |at| span.end + at) } else { line_end };
    // A finding over many lines shows its beginning.
    let shown_end = span.end.min(raw.ceil_char_boundary(span.start + 4 * CONTEXT));
    let end = end.min(raw.ceil_char_boundary(shown_end + CONTEXT));
    let left = if cut_left { "… " } else { "" };
    let mut text = format!("{left}{}", visible_controls(&raw[start..end]));
    if cut_right {
        text.push_str(" …");
    }
    let offset = left.len();
    let before = visible_controls(&raw[start..span.start]).len();
    let inside = visible_controls(&raw[span.start..shown_end]).len();
    (text, offset + before..offset + before + inside, false)
}

fn next_word(raw: &str, near: usize, limit: usize) -> usize {
    raw[near..limit].find(' ').map_or(near, |at| near + at + 1)
}

/// Control and direction characters must not reach a terminal as they are; tabs would shift the marks.
fn visible_controls(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\r' => c,
            '\t' => ' ',
            c if c.is_control() || crate::document::classes::is_invisible(c) => '\u{FFFD}',
            c => c,
        })
        .collect()
}

fn visible(text: &str) -> String {
    visible_controls(text).replace(['\n', '\r'], " ")
}
