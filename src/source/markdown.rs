//! Markdown: the prose of a page, read by pulldown-cmark, which tells where each piece stands in the source.
//!
//! Marks of emphasis vanish, so that `*Do*ha ,` is read as a reader sees it. Inline code, images, struck text and links that
//! show their address become one neutral word each, since taking them out would leave sentences with holes. Code blocks,
//! front matter, blocks of HTML and link targets are left out.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::extract::{Extract, PLACEHOLDER};
use super::{Format, SharedText, Source};
use crate::document::ParagraphKind;

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_YAML_STYLE_METADATA_BLOCKS)
    .union(Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS)
    .union(Options::ENABLE_GFM);

pub(super) fn source(name: String, raw: SharedText) -> Source {
    let mut reader =
        Reader { raw: &raw, out: Extract::new(&raw), containers: Vec::new(), skip: 0, code: None };
    for (event, range) in Parser::new_ext(&raw, OPTIONS).into_offset_iter() {
        reader.event(event, range);
    }
    reader.out.finish(name, raw.clone(), Format::Markdown)
}

/// What paragraphs may stand in.
enum Container {
    /// An item of a list, and whether nothing has stood in it yet.
    Item { fresh: bool },
    /// A quotation, a footnote.
    Other,
}

struct Reader<'r> {
    raw: &'r str,
    out: Extract<'r>,
    containers: Vec<Container>,
    /// Depth inside an element that is left out.
    skip: u32,
    /// Start of an inline `<code>`, and its name.
    code: Option<(usize, String)>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if self.skip > 0 {
            match event {
                Event::Start(_) => self.skip += 1,
                Event::End(_) => self.skip -= 1,
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag),
            Event::InlineHtml(_) => self.inline_html(range),
            Event::Rule => self.out.begin(ParagraphKind::Prose),
            _ if self.code.is_some() => {}
            Event::Text(text) => self.text(&text, range),
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {
                self.out.whole(range, PLACEHOLDER)
            }
            Event::SoftBreak | Event::HardBreak => self.line_break(range),
            Event::Html(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => {
                let kind = self.paragraph();
                self.out.begin(kind);
            }
            Tag::Heading { .. } => self.out.begin(ParagraphKind::Heading),
            Tag::Item => {
                self.containers.push(Container::Item { fresh: true });
                self.out.begin(ParagraphKind::ListItem);
            }
            Tag::BlockQuote(_) | Tag::FootnoteDefinition(_) => {
                self.containers.push(Container::Other);
                self.out.begin(ParagraphKind::Prose);
            }
            Tag::TableCell => self.out.begin(ParagraphKind::Table),
            Tag::HtmlBlock => {
                self.out.begin(ParagraphKind::Prose);
                self.comments(range);
                self.skip = 1;
            }
            Tag::CodeBlock(_) | Tag::MetadataBlock(_) => {
                self.out.begin(ParagraphKind::Prose);
                self.skip = 1;
            }
            Tag::Image { .. }
            | Tag::Strikethrough
            | Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. } => {
                if self.code.is_none() {
                    self.out.whole(range, PLACEHOLDER);
                }
                self.skip = 1;
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition => {
                self.containers.pop();
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link => return,
            _ => {}
        }
        // A block has ended; a `<code>` that it did not close is closed with it.
        self.code = None;
        self.out.begin(ParagraphKind::Prose);
    }

    /// The kind of a paragraph that starts here: the first of a list item is the item.
    fn paragraph(&mut self) -> ParagraphKind {
        match self.containers.last_mut() {
            Some(Container::Item { fresh }) if *fresh => {
                *fresh = false;
                ParagraphKind::ListItem
            }
            _ => ParagraphKind::Prose,
        }
    }

    /// Text that stands in the source as it is, but for entities and some escapes.
    fn text(&mut self, text: &str, range: Range<usize>) {
        let source = self.raw.get(range.clone()).unwrap_or_default();
        if source == text {
            self.out.copied(range);
        } else if source.ends_with(text) {
            self.out.copied(range.end - text.len()..range.end);
        } else {
            self.out.whole(range, text);
        }
    }

    fn line_break(&mut self, range: Range<usize>) {
        if self.raw.get(range.clone()) == Some("\n") {
            self.out.copied(range);
        } else {
            self.out.whole(range, "\n");
        }
    }

    /// A tag or a comment inside a paragraph.
    fn inline_html(&mut self, range: Range<usize>) {
        let tag = self.raw.get(range.clone()).unwrap_or_default();
        let inner = tag.trim_start_matches('<').trim_end_matches('>');
        let closing = inner.starts_with('/');
        let name = inner
            .trim_start_matches('/')
            .split(|c: char| !c.is_ascii_alphanumeric())
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        if let Some((start, open)) = &self.code {
            if closing && *open == name {
                self.out.whole(*start..range.end, PLACEHOLDER);
                self.code = None;
            }
            return;
        }
        match name.as_str() {
            "br" => self.out.whole(range, "\n"),
            "img" => self.out.whole(range, PLACEHOLDER),
            "code" | "kbd" | "samp" | "var" if !closing => self.code = Some((range.start, name)),
            _ => self.comments(range),
        }
    }

    /// Instructions in the comments of a stretch of HTML.
    fn comments(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while let Some(html) = self.raw.get(at..range.end)
            && let Some(open) = html.find("<!--")
            && let Some(len) = html[open + 4..].find("-->")
        {
            let comment = at + open..at + open + 4 + len + 3;
            self.out.comment(comment.clone(), &html[open + 4..open + 4 + len]);
            at = comment.end;
        }
    }
}
