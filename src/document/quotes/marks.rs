//! The quotation marks of a document, each with its shape and with what stands on either side of it.

use crate::document::classes::{is_close_bracket, is_dash, is_open_bracket, is_quote, is_terminator};
use crate::document::{Document, Gap, Marks, Paragraph, ParagraphKind, Token};
use crate::lang::Lang;
use crate::span::Span;

/// Marks pair only with marks of their own sort: `“…"` may be a pair, `«…”` is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// `“ ” „ ‟ "`, and the typewriter's `` `` ``, `''`, `,,`.
    Double,
    /// `‘ ’ ‚ ‛ '`
    Single,
    /// `« »`
    Guillemet,
    /// `‹ ›`
    Angle,
}

impl Sort {
    pub(super) const ALL: [Self; 4] = [Self::Double, Self::Single, Self::Guillemet, Self::Angle];
}

/// What the shape of a mark says about its part, by the custom of the paragraph it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// It looks like an opening mark.
    Opening,
    /// It looks like a closing mark.
    Closing,
    /// Both parts share the shape: `"`, Swedish `”…”`, German `“` next to English `“`.
    Neutral,
}

/// What a mark touches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The start or end of the paragraph.
    Edge,
    /// White space.
    Gap,
    /// A no-break space: the custom inside French guillemets, and between nested marks.
    NoBreak,
    /// An opening bracket, a dash, a slash, `¿`: what stands before an opening mark.
    Opener,
    /// A comma, stop or closing bracket.
    Closer,
    /// An ellipsis, which may stand on either side of either mark.
    Ellipsis,
    /// Another quotation mark.
    Quote,
    /// A word or number.
    Word,
}

impl Side {
    /// Whether white space or nothing stands there.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Edge | Self::Gap | Self::NoBreak)
    }
}

/// The part a mark plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It opens a quotation.
    Opens,
    /// It opens again a quotation that runs on from the paragraph before.
    Reopens,
    /// It closes a quotation.
    Closes,
    /// An apostrophe, an inch, a stray mark.
    Neither,
}

/// One quotation mark.
#[derive(Debug, Clone)]
pub struct Mark {
    /// Its bytes.
    pub span: Span,
    /// Index of its first token among the document's tokens; `''` has two.
    pub token: u32,
    /// Number of its tokens.
    pub tokens: u8,
    /// What it may pair with.
    pub sort: Sort,
    /// The character; for a mark of two characters the first of them.
    pub glyph: char,
    /// What its shape says.
    pub form: Form,
    /// What stands before it.
    pub left: Side,
    /// What stands after it.
    pub right: Side,
    /// Index of its paragraph.
    pub paragraph: u32,
    /// The language of its paragraph.
    pub lang: Lang,
    /// The part it plays in the reading of least cost.
    pub role: Role,
    /// Index of the mark it forms a pair with.
    pub partner: Option<u32>,
    /// Whether the quotation goes on in the next paragraph, where a mark opens it again.
    pub runs_on: bool,
    /// By how much (in hundredths of a lost mark) any reading that gives it another part costs more.
    pub margin: u16,
    /// What it costs to read it as no quotation mark at all.
    pub(super) neither: u32,
}

impl Mark {
    /// Whether it opens or closes and has no partner.
    #[must_use]
    pub const fn is_lone(&self) -> bool {
        self.partner.is_none() && !self.runs_on && matches!(self.role, Role::Opens | Role::Closes)
    }

    /// Whether it is neither a quotation mark nor anything else we know.
    #[must_use]
    pub const fn is_stray(&self) -> bool {
        matches!(self.role, Role::Neither) && self.neither >= super::costs::STRAY
    }

    /// Index of the token after it.
    #[must_use]
    pub const fn token_after(&self) -> usize {
        self.token as usize + self.tokens as usize
    }
}

/// All marks of the document in order.
pub(super) fn collect(document: &Document) -> Vec<Mark> {
    let census = document.census();
    let quotes = census.straight_doubles + census.curly_doubles + census.guillemets + census.singles;
    let mut marks = Vec::with_capacity(quotes as usize);
    let customs = Customs::of(document);
    for paragraph in document.paragraphs_with(Marks::QUOTE | Marks::MARKUP) {
        if matches!(paragraph.kind(), ParagraphKind::Code | ParagraphKind::Table) {
            continue;
        }
        if paragraph
            .mark_places()
            .any(|at| paragraph.tokens()[at].char().is_some_and(|c| is_quote(c) || c == '`'))
        {
            collect_paragraph(document, paragraph, &customs, &mut marks);
        }
    }
    marks
}

/// What the document does throughout.
struct Customs {
    /// `»…«`
    reversed_guillemets: bool,
    /// `”…”`, as in Swedish and Finnish.
    same_closing: bool,
    /// `»…»`, as in Swedish.
    same_guillemets: bool,
}

impl Customs {
    fn of(document: &Document) -> Self {
        let (mut usual, mut reversed) = (0_u32, 0_u32);
        let (mut high_open, mut low, mut same, mut same_right, mut left_guillemets) =
            (0_u32, 0_u32, 0_u32, 0_u32, 0_u32);
        let tokens = document.tokens();
        let places = document
            .sentences_with(Marks::QUOTE)
            .flat_map(|sentence| sentence.mark_places().map(move |place| sentence.first_token() + place));
        for i in places {
            let token = &tokens[i];
            let Some(c) = token.char() else { continue };
            if !matches!(c, '«' | '»' | '“' | '„' | '”') {
                continue;
            }
            let before = i.checked_sub(1).and_then(|p| tokens.get(p)).filter(|_| token.is_glued());
            let after = tokens.get(i + 1).filter(|next| next.is_glued());
            let opens = before.is_none() && after.is_some_and(Token::is_wordlike);
            let closes = after.is_none_or(|t| !t.is_wordlike()) && before.is_some();
            match c {
                // `l’« instant »` says nothing: spaces inside are French.
                '«' => {
                    left_guillemets += 1;
                    usual += u32::from(opens);
                }
                '»' => {
                    usual += u32::from(closes);
                    reversed += u32::from(opens);
                    same_right += u32::from(opens);
                }
                '“' => high_open += 1,
                '„' => low += 1,
                _ => same += u32::from(opens),
            }
        }
        let foreign = document.lang() == Lang::Other;
        Self {
            reversed_guillemets: reversed > usual
                || reversed == usual && document.lang() == Lang::De && reversed > 0,
            same_closing: high_open + low == 0 && (same >= 2 || foreign && same >= 1),
            same_guillemets: left_guillemets == 0 && same_right >= 1,
        }
    }
}

fn collect_paragraph(
    document: &Document,
    paragraph: Paragraph<'_>,
    customs: &Customs,
    marks: &mut Vec<Mark>,
) {
    let tokens = paragraph.tokens();
    let first = paragraph.first_token();
    // Where `„` opens, `“` closes; the same letter opens in English.
    let low = paragraph.mark_places().any(|i| tokens[i].is('„'));
    let mut end = 0;
    for i in paragraph.mark_places() {
        // The second half of a mark that is written as two.
        if i < end {
            continue;
        }
        let token = &tokens[i];
        let Some((sort, glyph, width)) = sort_of(token, tokens.get(i + 1), tokens.get(i + 2)) else {
            continue;
        };
        end = i + width;
        let before = i.checked_sub(1).and_then(|p| tokens.get(p));
        let after = tokens.get(end);
        let last = tokens.get(end - 1).unwrap_or(token);
        let span = token.span.to(last.span);
        if is_debris(document.text(), span) {
            continue;
        }
        let form = match glyph {
            '“' if low || paragraph.lang() == Lang::De => Form::Neutral,
            '”' if customs.same_closing => Form::Neutral,
            '»' if customs.same_guillemets => Form::Neutral,
            '«' | '‹' if customs.reversed_guillemets => Form::Closing,
            '»' | '›' if customs.reversed_guillemets => Form::Opening,
            '“' | '„' | '‟' | '‘' | '‚' | '‛' | '«' | '‹' | '`' | ',' => Form::Opening,
            '”' | '»' | '›' | '’' => Form::Closing,
            _ => Form::Neutral,
        };
        let mut mark = Mark {
            span,
            token: (first + i) as u32,
            tokens: width as u8,
            sort,
            glyph,
            form,
            left: left_side(document.text(), token, before),
            right: right_side(document.text(), after),
            paragraph: paragraph.index() as u32,
            lang: paragraph.lang(),
            role: Role::Neither,
            partner: None,
            runs_on: false,
            margin: 0,
            neither: 0,
        };
        mark.neither = super::costs::cost_of_neither(document, &mark, before, after);
        marks.push(mark);
    }
}

/// The sort, character and number of tokens of the mark that starts with `token`.
fn sort_of(token: &Token, next: Option<&Token>, third: Option<&Token>) -> Option<(Sort, char, usize)> {
    let c = token.char()?;
    let twice = next.is_some_and(|n| n.is_glued() && n.is(c));
    match c {
        '"' | '“' | '”' | '„' | '‟' | '＂' => Some((Sort::Double, c, 1)),
        '\'' | '’' | '‘' | '`' if twice => Some((Sort::Double, c, 2)),
        // `‘’So`: two strokes of one key, each turned by what stands on its left.
        '‘' if next.is_some_and(|n| n.is_glued() && n.is('’'))
            && third.is_some_and(|t| t.is_glued() && t.is_wordlike()) =>
        {
            Some((Sort::Double, c, 2))
        }
        // The typewriter's low mark, `,,so''`: two commas that touch the word after them.
        ',' if twice && !token.is_glued() && third.is_some_and(|t| t.is_glued() && t.is_wordlike()) => {
            Some((Sort::Double, c, 2))
        }
        '\'' | '’' | '‘' | '‚' | '‛' => Some((Sort::Single, c, 1)),
        '«' | '»' => Some((Sort::Guillemet, c, 1)),
        '‹' | '›' => Some((Sort::Angle, c, 1)),
        _ => None,
    }
}

/// The last bytes of a character that went through the wrong decoder (`â€“`), or a mark escaped in code.
fn is_debris(text: &str, span: Span) -> bool {
    let before = text.get(..span.start as usize).and_then(|head| head.chars().next_back());
    matches!(before, Some('€' | 'â' | 'Â' | 'Ã' | '\\'))
}

fn left_side(text: &str, mark: &Token, before: Option<&Token>) -> Side {
    let Some(before) = before else { return Side::Edge };
    match mark.gap {
        Gap::None if text.get(..before.span.end as usize).is_some_and(|head| head.ends_with("..")) => {
            Side::Ellipsis
        }
        Gap::None => touching(before),
        Gap::NoBreak => Side::NoBreak,
        Gap::Paragraph => Side::Edge,
        Gap::Space | Gap::Wide | Gap::Line => Side::Gap,
    }
}

fn right_side(text: &str, after: Option<&Token>) -> Side {
    let Some(after) = after else { return Side::Edge };
    match after.gap {
        Gap::None if text.get(after.span.start as usize..).is_some_and(|tail| tail.starts_with("..")) => {
            Side::Ellipsis
        }
        Gap::None => touching(after),
        Gap::NoBreak => Side::NoBreak,
        Gap::Paragraph => Side::Edge,
        Gap::Space | Gap::Wide | Gap::Line => Side::Gap,
    }
}

fn touching(token: &Token) -> Side {
    let Some(c) = token.char() else { return Side::Word };
    if is_quote(c) || c == '`' {
        Side::Quote
    } else if c == '…' {
        Side::Ellipsis
    } else if is_open_bracket(c)
        || is_dash(c)
        || matches!(c, '/' | '\\' | '=' | '¿' | '¡' | '<' | '|' | '*' | '_' | '#')
    {
        Side::Opener
    } else if is_close_bracket(c) || is_terminator(c) || matches!(c, ',' | ';' | ':' | '>' | '%') {
        Side::Closer
    } else {
        Side::Word
    }
}
