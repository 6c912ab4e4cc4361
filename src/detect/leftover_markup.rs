//! `<b>`, `&amp;`, `[edit]`, `**bold**`: markup that was meant for a program and reached the reader.

use memchr::{memchr3_iter, memmem};

use super::{Context, Detector, Findings};
use crate::document::{Marks, Paragraph, ParagraphKind};
use crate::finding::{Applicability, Finding};
use crate::markup;
use crate::rule::{Family, Rule, Severity};
use crate::source::Format;
use crate::span::Span;

/// Finds pieces of markup in a plain text.
pub struct LeftoverMarkup;

static RULES: [Rule; 1] = [Rule {
    name: "leftover-markup",
    family: Family::Encoding,
    summary: "tags, character references, wiki and Markdown signs in plain text: &amp;, [edit], **bold**",
    explain: "Scrapers, feeds and converters leave pieces of the page in the text: tags and character references of HTML, \
              sometimes escaped twice, edit links and templates of wikis, signs of Markdown and bulletin boards, escapes of \
              program strings, addresses and mail.\n\n\
              Markup of the input's own format is gone before this rule looks. Angle brackets round addresses, comparisons, \
              generic types, editorial brackets, starred words and texts about markup are left alone.",
    severity: Severity::Major,
}];

impl Detector for LeftoverMarkup {
    fn rules(&self) -> &'static [Rule] {
        &RULES
    }

    fn paragraph_needs(&self) -> Marks {
        Marks::MARKUP | Marks::SIGN | Marks::ODD | Marks::LINKISH | Marks::QUOTE
    }

    fn paragraph(&self, paragraph: Paragraph<'_>, cx: &Context<'_>, out: &mut Findings) {
        let text = paragraph.text();
        // `amp;`, `%20` and `\'` need none of the signs that make a mark.
        let suspect = paragraph.marks().intersects(Marks::MARKUP)
            || memchr3_iter(b';', b'%', b'\\', text.as_bytes()).any(|at| markup::may_stand(text, at))
            || paragraph.marks().intersects(Marks::QUOTE) && memmem::find(text.as_bytes(), b"'''").is_some();
        if !suspect || paragraph.kind() == ParagraphKind::Code {
            return;
        }
        let start = paragraph.span().start as usize;
        // What is left in HTML and Markdown was escaped by its author, often to show it.
        let most = if cx.source.format == Format::Text { 1000 } else { 850 };
        for piece in markup::leftovers(text) {
            let span = Span::of(start + piece.range.start..start + piece.range.end);
            let applicability = if piece.safe { Applicability::Safe } else { Applicability::Ask };
            let finding = Finding::new(
                &RULES[0],
                span,
                piece.confidence.min(most),
                format!("left-over {}", piece.what),
            );
            out.push(finding.suggest(piece.text, applicability));
        }
    }
}
