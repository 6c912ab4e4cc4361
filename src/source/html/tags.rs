//! HTML page -> tags and texts with their places, by lol_html.

use std::cell::RefCell;
use std::rc::Rc;

use lol_html::html_content::{Comment, Element, EndTag, TextChunk, TextType};
use lol_html::{HtmlRewriter, Settings, doc_comments, doc_text, element};

use crate::span::Span;

/// What an element means for the prose in it. Elements that mean nothing (`b`, `a`, `span`) are not listed at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A box of its own: `div`, `blockquote`, `dd`.
    Block,
    /// A paragraph.
    Paragraph,
    /// `h1`, `caption`, `dt`.
    Heading,
    /// An item of a list.
    Item,
    /// A cell of a table.
    Cell,
    /// Not prose: scripts, menus, preformatted text.
    Skip,
    /// A form: a field or two as a rule, the whole page in some.
    Form,
    /// A word nobody may touch: inline code.
    Word,
    /// The same without content: an image.
    Picture,
    /// A line break.
    Break,
    /// Raised text: an exponent, an ordinal, or the number of a note.
    Raised,
}

fn role(name: &str) -> Option<Role> {
    Some(match name {
        "p" => Role::Paragraph,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "title" | "figcaption" | "caption" | "th" | "dt"
        | "legend" | "summary" => Role::Heading,
        "li" => Role::Item,
        "td" => Role::Cell,
        "br" => Role::Break,
        "img" => Role::Picture,
        "code" | "kbd" | "samp" | "var" | "tt" | "math" | "s" | "strike" | "del" => Role::Word,
        "sup" => Role::Raised,
        "form" => Role::Form,
        "nav" | "header" | "footer" | "aside" | "button" | "template" | "noscript" | "script" | "style"
        | "pre" | "listing" | "xmp" | "select" | "datalist" | "textarea" | "svg" | "iframe" | "object"
        | "audio" | "video" | "canvas" | "noframes" | "noembed" | "rt" | "rp" => Role::Skip,
        "address" | "article" | "blockquote" | "body" | "center" | "dd" | "details" | "dialog" | "dir"
        | "div" | "dl" | "fieldset" | "figure" | "head" | "hgroup" | "hr" | "html" | "main" | "menu"
        | "ol" | "optgroup" | "option" | "search" | "section" | "table" | "tbody" | "tfoot" | "thead"
        | "tr" | "ul" => Role::Block,
        _ => return None,
    })
}

/// A piece of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Event {
    /// Characters, entities not decoded.
    Text,
    /// A start tag.
    Open(Role),
    /// The end tag of the element whose start tag is event number `.0`; elements left open inside it end here too.
    Close(u32),
    Comment,
}

/// The pieces of a page in order, with their bytes.
pub(super) type Events = Vec<(Event, Span)>;

/// Reads a page. What is not well formed is read as browsers do; nothing is refused.
pub(super) fn events(raw: &str) -> Events {
    let events: Rc<RefCell<Events>> = Rc::default();
    let opened = Rc::clone(&events);
    let texts = Rc::clone(&events);
    let comments = Rc::clone(&events);
    let settings = Settings::new()
        .with_strict(false)
        .append_element_content_handler(element!("*", move |element: &mut Element<'_, '_>| {
            open(element, &opened);
            Ok(())
        }))
        .append_document_content_handler(doc_text!(move |chunk: &mut TextChunk<'_>| {
            if matches!(chunk.text_type(), TextType::Data | TextType::RCData | TextType::PlainText) {
                text(&mut texts.borrow_mut(), Span::of(chunk.source_location().bytes()));
            }
            Ok(())
        }))
        .append_document_content_handler(doc_comments!(move |comment: &mut Comment<'_>| {
            comments.borrow_mut().push((Event::Comment, Span::of(comment.source_location().bytes())));
            Ok(())
        }));
    let mut rewriter = HtmlRewriter::new(settings, |_: &[u8]| {});
    // The only errors are a memory limit (none is set) and an error of a handler (they return none).
    if rewriter.write(raw.as_bytes()).is_ok() {
        let _ = rewriter.end();
    }
    events.take()
}

fn text(events: &mut Events, span: Span) {
    match events.last_mut() {
        Some((Event::Text, last)) if last.end == span.start => last.end = span.end,
        _ if span.is_empty() => {}
        _ => events.push((Event::Text, span)),
    }
}

fn open(element: &mut Element<'_, '_>, events: &Rc<RefCell<Events>>) {
    let hidden = element.has_attribute("hidden")
        || element.get_attribute("aria-hidden").is_some_and(|value| value == "true");
    let name = element.tag_name();
    let role = if hidden { Some(Role::Skip) } else { role(&name) };
    let Some(role) = role else {
        return;
    };
    let number = events.borrow().len() as u32;
    events.borrow_mut().push((Event::Open(role), Span::of(element.source_location().bytes())));
    let ended = Rc::clone(events);
    let handler = Box::new(move |tag: &mut EndTag<'_>| {
        let mut bytes = tag.source_location().bytes();
        // The end of an outer element ends this one too, but is not part of it.
        if tag.name() != name {
            bytes.end = bytes.start;
        }
        ended.borrow_mut().push((Event::Close(number), Span::of(bytes)));
        Ok(())
    });
    if element.on_end_tag(handler).is_err() {
        // A void element: it ends where it starts.
        let at = element.source_location().bytes().end;
        events.borrow_mut().push((Event::Close(number), Span::of(at..at)));
    }
}
