//! The text of a document, paragraph by paragraph, with its faults marked in place and its notes beside them.

use std::cmp::Reverse;
use std::fmt::Write as _;
use std::ops::Range;

use maud::html;

use super::{Rules, notes, visible};
use crate::check::Checked;
use crate::document::{Document, ParagraphKind};
use crate::finding::Finding;
use crate::score::SentenceScore;
use crate::span::Span;

/// Texts longer than this fold long runs of clean paragraphs away, so that the faults are not lost in them.
const LONG: usize = 100_000;
/// Clean paragraphs that make a long run. The first and the last stay in view as context.
const RUN: usize = 6;
/// Marks inside marks that are still drawn; what lies deeper keeps its note and its number.
const DEEPEST: usize = 12;
/// Characters of text that a score in the margin stands beside; the next one needs as many before it is written out.
const SCORE_HEIGHT: usize = 45;

/// A paragraph and what belongs to it.
struct Block {
    span: Span,
    kind: ParagraphKind,
    words: usize,
    /// Indices into the sentence scores.
    sentences: Range<usize>,
    /// Indices of the findings that start here.
    own: Range<usize>,
    /// Indices of the findings that started in an earlier paragraph and reach into this one.
    carried: Vec<usize>,
}

impl Block {
    const fn is_clean(&self) -> bool {
        self.own.start == self.own.end && self.carried.is_empty()
    }
}

/// A stretch of a paragraph that gets an element of its own.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    start: u32,
    end: u32,
    what: What,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    /// A sentence that is linked to: its start, of which its id is made.
    Sentence(u32),
    /// The first or only piece of a finding's span: its index.
    Fault(usize),
    /// A further piece, in a later paragraph or behind the end of another mark.
    More(usize),
    /// Words within a finding's span that it is about.
    Differs,
}

impl What {
    const fn finding(self) -> Option<usize> {
        match self {
            Self::Fault(index) | Self::More(index) => Some(index),
            Self::Sentence(_) | Self::Differs => None,
        }
    }
}

/// Renders the text of one document.
pub(super) struct Text<'a> {
    pub(super) checked: &'a Checked,
    /// Number of the document in the report, part of every id.
    pub(super) number: usize,
    /// The sentences that something links to, in order.
    pub(super) linked: &'a [Span],
    pub(super) rules: &'a Rules,
}

impl Text<'_> {
    /// Appends the paragraphs.
    pub(super) fn render(&self, out: &mut String) {
        let blocks = self.blocks();
        let long = self.checked.source.text.len() >= LONG;
        let mut at = 0;
        while let Some(block) = blocks.get(at) {
            let clean = blocks[at..].iter().take_while(|b| b.is_clean()).count();
            if long && clean >= RUN {
                // Keep a paragraph of context after the fault before and before the fault behind.
                let first = at + usize::from(at > 0);
                let last = at + clean - usize::from(at + clean < blocks.len());
                blocks[at..first].iter().for_each(|b| self.block(b, out));
                self.fold(&blocks[first..last], out);
                blocks[last..at + clean].iter().for_each(|b| self.block(b, out));
                at += clean;
            } else {
                self.block(block, out);
                at += 1;
            }
        }
    }

    /// The paragraphs as the detectors saw them, each with its findings, which are in order of their start.
    fn blocks(&self) -> Vec<Block> {
        let Checked { source, findings, lang, .. } = self.checked;
        let document = Document::new(source.text.clone(), source.blocks.as_deref(), Some(*lang));
        let mut blocks: Vec<Block> = Vec::with_capacity(document.paragraphs().len());
        let mut sentence = 0;
        for paragraph in document.paragraphs() {
            let next = sentence + paragraph.sentences().len();
            blocks.push(Block {
                span: paragraph.span(),
                kind: paragraph.kind(),
                words: paragraph.tokens().iter().filter(|t| t.is_wordlike()).count(),
                sentences: sentence..next,
                own: 0..0,
                carried: Vec::new(),
            });
            sentence = next;
        }
        if blocks.is_empty() && !findings.is_empty() {
            // Nothing but white space, which can still be wrong.
            let span = Span::of(0..source.text.len());
            let kind = ParagraphKind::Code;
            blocks.push(Block { span, kind, words: 0, sentences: 0..0, own: 0..0, carried: Vec::new() });
        }
        let mut taken = 0;
        let mut open: Vec<usize> = Vec::new();
        for index in 0..blocks.len() {
            let until = blocks.get(index + 1).map_or(u32::MAX, |next| next.span.start);
            let block = &mut blocks[index];
            open.retain(|&f| findings[f].span.end > block.span.start);
            block.carried.clone_from(&open);
            let count = findings[taken..].partition_point(|f| f.span.start < until);
            block.own = taken..taken + count;
            open.extend(block.own.clone().filter(|&f| findings[f].span.end > until));
            taken += count;
        }
        blocks
    }

    fn fold(&self, blocks: &[Block], out: &mut String) {
        let words = blocks.iter().map(|b| b.words as u64).sum();
        out.push_str("<details class=\"fold\"><summary>");
        out.push_str(&visible::counted(blocks.len() as u64, "clean paragraph", "clean paragraphs"));
        out.push_str(", ");
        out.push_str(&visible::counted(words, "word", "words"));
        out.push_str("</summary>\n");
        blocks.iter().for_each(|b| self.block(b, out));
        out.push_str("</details>\n");
    }

    fn block(&self, block: &Block, out: &mut String) {
        // Only a format with markup knows which of its short lines are headings.
        let marked = self.checked.source.blocks.is_some();
        let (tag, class) = match block.kind {
            ParagraphKind::Prose => ("p", ""),
            ParagraphKind::Heading if marked => ("h4", "head"),
            ParagraphKind::Heading => ("p", "head"),
            ParagraphKind::ListItem if marked => ("p", "item dot"),
            ParagraphKind::ListItem => ("p", "item"),
            ParagraphKind::Table => ("p", "row"),
            ParagraphKind::Verse => ("p", "verse"),
            ParagraphKind::Code => ("p", "code"),
        };
        let mut stretches = self.stretches(block);
        if block.is_clean() {
            let _ = write!(out, "<{tag} class=\"c {class}\" dir=\"auto\">");
            self.inline(block, &mut stretches, out);
            let _ = writeln!(out, "</{tag}>");
            return;
        }
        out.push_str("<div class=\"b\"><div class=\"t\">");
        self.strip(block, out);
        let _ = write!(out, "<{tag} class=\"{class}\" dir=\"auto\">");
        self.inline(block, &mut stretches, out);
        let _ = write!(out, "</{tag}></div>");
        if !block.own.is_empty() {
            // Notes of two or three lines each that would run past their paragraph are set more tightly.
            let lines = block.span.len() as usize / 70 + 1;
            let dense = if block.own.len() * 3 > lines * 2 + 2 { " dense" } else { "" };
            let _ = write!(
                out,
                "\n<ol class=\"notes{dense}\" role=\"list\" aria-label=\"Notes on this passage\">"
            );
            for index in block.own.clone() {
                out.push_str(&notes::note(self.checked, self.number, index, self.rules).into_string());
            }
            out.push_str("</ol>");
        }
        out.push_str("</div>\n");
    }

    /// What is to be marked in a paragraph, cut to it.
    fn stretches(&self, block: &Block) -> Vec<Stretch> {
        let text = &self.checked.source.text;
        let cut = |span: Span, what: What| {
            let place = |at: u32| {
                text.floor_char_boundary(at.clamp(block.span.start, block.span.end) as usize) as u32
            };
            Stretch { start: place(span.start), end: place(span.end), what }
        };
        let findings = &self.checked.findings;
        let first = self.linked.partition_point(|s| s.start < block.span.start);
        let linked = self.linked[first..].iter().take_while(|s| s.start < block.span.end);
        let sentences = linked.map(|s| cut(*s, What::Sentence(s.start)));
        let carried = block.carried.iter().map(|&f| cut(findings[f].span, What::More(f)));
        let own = block.own.clone().map(|f| cut(findings[f].span, What::Fault(f)));
        let here = block.carried.iter().copied().chain(block.own.clone());
        let marks = here.flat_map(|f| &findings[f].marks).map(|mark| cut(*mark, What::Differs));
        let mut all: Vec<Stretch> = sentences.chain(carried).chain(own).chain(marks).collect();
        all.sort_by_key(|s| (s.start, Reverse(s.end), s.what));
        all
    }

    /// Appends the text of a paragraph with its stretches as elements. Stretches may cross; elements may not, so that one
    /// that outlives the end of its neighbour is closed there and opened again.
    fn inline(&self, block: &Block, stretches: &mut [Stretch], out: &mut String) {
        let keeps_lines =
            matches!(block.kind, ParagraphKind::Verse | ParagraphKind::Table | ParagraphKind::Code);
        let text = &self.checked.source.text;
        let mut open: Vec<Stretch> = Vec::new();
        let mut next = 0;
        let mut at = block.span.start;
        loop {
            self.close(at, &mut open, out);
            while let Some(&stretch) = stretches.get(next).filter(|s| s.start <= at) {
                next += 1;
                let outer = stretches[next..]
                    .iter()
                    .take_while(|s| s.start < stretch.end)
                    .any(|s| s.what.finding().is_some());
                if stretch.end > at && open.len() < DEEPEST {
                    self.open(stretch.what, outer, out);
                    open.push(stretch);
                } else if let What::Fault(index) = stretch.what {
                    if stretch.end <= at {
                        self.open(stretch.what, outer, out);
                        out.push_str("</mark>");
                    }
                    self.reference(index, out);
                }
            }
            if at >= block.span.end {
                return;
            }
            let ends = open.iter().map(|s| s.end);
            let starts = stretches.get(next).map(|s| s.start);
            let until = ends.chain(starts).fold(block.span.end, u32::min);
            let piece = &text[at as usize..until as usize];
            match open.iter().rev().find_map(|s| s.what.finding()) {
                // Inside a mark white space is shown as it is, and nothing stays unseen.
                Some(index) if is_about_characters(&self.checked.findings[index]) => {
                    visible::push_naming(out, piece, !keeps_lines);
                }
                Some(_) => visible::push(out, piece, !keeps_lines),
                None => visible::push(out, piece, false),
            }
            at = until;
        }
    }

    fn open(&self, what: What, outer: bool, out: &mut String) {
        let number = self.number;
        let outer = if outer { " outer" } else { "" };
        let _ = match what {
            What::Sentence(start) => write!(out, "<span class=\"sen\" id=\"s{number}-{start}\">"),
            What::Differs => write!(out, "<b class=\"d\">"),
            What::Fault(index) => write!(
                out,
                "<mark class=\"m {tier}{outer}\" data-n=\"{number}-{n}\" aria-describedby=\"n{number}-{n}\">",
                tier = self.checked.findings[index].confidence.tier().name(),
                n = index + 1,
            ),
            What::More(index) => write!(
                out,
                "<mark class=\"m {tier}{outer}\" data-n=\"{number}-{n}\">",
                tier = self.checked.findings[index].confidence.tier().name(),
                n = index + 1,
            ),
        };
    }

    /// Closes the stretches that end at `at` and everything inside them; opens again what goes on.
    fn close(&self, at: u32, open: &mut Vec<Stretch>, out: &mut String) {
        let Some(outermost) = open.iter().position(|s| s.end <= at) else { return };
        let closed = open.split_off(outermost);
        for stretch in closed.iter().rev() {
            out.push_str(match stretch.what {
                What::Fault(_) | What::More(_) => "</mark>",
                What::Sentence(_) => "</span>",
                What::Differs => "</b>",
            });
        }
        for stretch in closed.iter().filter(|s| s.end <= at) {
            if let What::Fault(index) = stretch.what {
                self.reference(index, out);
            }
        }
        for stretch in closed.into_iter().filter(|s| s.end > at) {
            // A sentence keeps its id on the first piece, a fault its reference for the last.
            match stretch.what {
                What::Sentence(_) => out.push_str("<span class=\"sen\">"),
                What::Differs => self.open(stretch.what, false, out),
                What::Fault(index) | What::More(index) => self.open(What::More(index), false, out),
            }
            open.push(stretch);
        }
    }

    /// The number behind a mark: the link to its note.
    fn reference(&self, index: usize, out: &mut String) {
        let finding = &self.checked.findings[index];
        let _ = write!(
            out,
            "<a class=\"ref {tier}\" id=\"m{d}-{n}\" href=\"#n{d}-{n}\" data-r=\"{rule}\" aria-label=\"note {n}\" aria-describedby=\"n{d}-{n}\">{n}</a>",
            tier = finding.confidence.tier().name(),
            d = self.number,
            n = index + 1,
            rule = self.rules.index(finding.rule),
        );
    }

    /// The scores of the sentences as bands beside the text, each as high as its share of the paragraph.
    fn strip(&self, block: &Block, out: &mut String) {
        let all = &self.checked.score.sentences;
        let Some(sentences) = all.get(block.sentences.clone()).filter(|s| s.iter().any(|s| s.score > 0))
        else {
            return;
        };
        let length = u64::from(block.span.len().max(1));
        let share = |bytes: u32| {
            let tenths = u64::from(bytes) * 1000 / length;
            format!("{}.{}%", tenths / 10, tenths % 10)
        };
        let scored = || sentences.iter().enumerate().filter(|(_, s)| s.score > 0);
        let spoken: Vec<String> = scored().map(|(i, s)| format!("sentence {}: {}", i + 1, s.score)).collect();
        let mut free = 0;
        // Scores of short neighbours would overprint: the first is written out, the others show when pointed at.
        let bands = scored().map(|(_, sentence)| {
            let top = sentence.span.start.saturating_sub(block.span.start);
            let written = top as usize >= free;
            if written {
                free = top as usize + SCORE_HEIGHT;
            }
            (sentence, top, written)
        });
        let markup = html! {
            svg.strip role="img" aria-label={ "Scores from 0 to 1000. " (spoken.join(", ")) } {
                rect.ground x="44" y="0" width="3" height="100%" {}
                @for (sentence, top, written) in bands {
                    rect.{ "q" (shade(sentence.score)) } x="43" y=(share(top)) width="5" height=(share(sentence.span.len())) {
                        title { (parts(sentence)) }
                    }
                    @if written { text x="37" y=(share(top)) dy="1.05em" { (sentence.score) } }
                }
            }
        };
        out.push_str(&markup.into_string());
    }
}

/// Whether a finding is about characters that may not be seen at all.
fn is_about_characters(finding: &Finding) -> bool {
    finding.rule.family == crate::rule::Family::Encoding
}

/// How dark a band is, from 1 to 4: below one minor fault, below one major, below two, beyond.
const fn shade(score: u32) -> u32 {
    match score {
        0..100 => 1,
        100..300 => 2,
        300..600 => 3,
        _ => 4,
    }
}

/// `398 = missing-space 98 + missing-space 300`
pub(super) fn parts(sentence: &SentenceScore) -> String {
    let summands: Vec<String> =
        sentence.parts.iter().map(|part| format!("{} {}", part.rule, part.points)).collect();
    let sum: u32 = sentence.parts.iter().map(|part| part.points).sum();
    let cut = if sum > sentence.score { " (cut to 1000)" } else { "" };
    format!("{} = {}{cut}", sentence.score, summands.join(" + "))
}
