//! Marks that recognition made of specks, in texts that are full of errors: `.to`, `_the`, `on the, leg`, `of. the`; inside
//! words in any text: `consi;der`.
//!
//! Elsewhere a mark at the head of a word is a domain, an option or a variable, and a comma after a preposition may be a
//! writer's; in a document where one word in twenty-five is in error they are dirt. Nobody sets a comma after an article,
//! whatever the text.

use super::RULES;
use crate::detect::{Context, Findings};
use crate::document::{Gap, Marks, Paragraph, ParagraphKind, Shape, Token};
use crate::finding::{Applicability, Finding};
use crate::lang::{Lang, is_abbreviation, listed};

/// The confidence that a mark is dirt, in a text full of it.
const DIRT: u16 = 720;
/// The same of a comma that a writer may have set (`from, as they say, nowhere`), and of a stop that may end a sentence.
const MEANT: u16 = 400;
/// The same of a mark inside a word, in any text.
const INSIDE: u16 = 900;
/// Letters of the shortest word that a mark parted: `e.g` and `a:b` are no words.
const SHORTEST_PARTED: usize = 5;
/// The same of a mark after an article.
const AFTER_ARTICLE: u16 = 760;

/// Words that no mark follows inside a sentence.
const ARTICLES: &str = "a an the";
/// Words that seldom have a mark behind them.
const LEANING: &str =
    "of to my his their our its your at by from with into and or but that was were had been who which";
/// Letters of the longest of either, as [`Marks::LEANING`] has it.
const LONGEST_LEANING: u32 = 5;
/// What a writer puts in after an article: `the, as some say, oldest`.
const INTERJECTED: &str =
    "as if for well like or and but so to in um uh er erm ah oh you i say let not no yes";

/// Marks of which a sentence with dirt has one.
pub(super) const NEEDS: Marks = Marks::LEANING
    .union(Marks::INNER_STOP)
    .union(Marks::RUN_ON)
    .union(Marks::SPACED_MARK)
    .union(Marks::LOOSE_DASH)
    .union(Marks::QUOTE)
    .union(Marks::MARKUP)
    .union(Marks::ODD);

/// Reports the marks of a paragraph that are dirt.
pub(super) fn find(paragraph: Paragraph<'_>, cx: &Context<'_>, out: &mut Findings) {
    if paragraph.lang() != Lang::En || matches!(paragraph.kind(), ParagraphKind::Table | ParagraphKind::Code)
    {
        return;
    }
    let prose = paragraph.is_prose();
    // Costs a look at every word of the document: asked last, where a mark is suspicious.
    let broken = || cx.is_broken();
    let tokens = paragraph.tokens();
    let sentences = paragraph.sentences().filter(|sentence| sentence.has(NEEDS));
    let places = sentences.flat_map(|sentence| {
        let first = sentence.first_token() - paragraph.first_token();
        sentence.mark_places().map(move |at| first + at)
    });
    for at in places.filter(|at| *at > 0) {
        let Some(next) = tokens.get(at + 1) else { break };
        // A mark behind a word and before a gap, as nearly all are: a word that leads to what follows is short.
        let in_place = tokens[at].is_glued() && !next.is_glued();
        let pauses = matches!(tokens[at].char(), Some(',' | ';' | ':'));
        if in_place && pauses && tokens[at - 1].span.len() > LONGEST_LEANING {
            continue;
        }
        let may_be_lower = |token: &Token| {
            token.is_word() && !cx.document.text().as_bytes()[token.span.start as usize].is_ascii_uppercase()
        };
        if !may_be_lower(next) || !is_lower(cx, next) {
            continue;
        }
        let three = &tokens[at - 1..=at + 1];
        let ends = !tokens.get(at + 2).is_some_and(|t| t.is_glued() && (t.is_wordlike() || joins(t)));
        let found = inside_word(cx, three).filter(|_| ends);
        let found = found.or_else(|| after_word(cx, three, &broken).filter(|_| prose));
        if let Some(finding) = found.or_else(|| before_word(cx, three).filter(|_| prose && broken())) {
            out.push(finding);
        }
    }
}

fn is_lower(cx: &Context<'_>, token: &Token) -> bool {
    token.word().is_some_and(|id| cx.document.words().get(id).shape == Shape::Lower)
}

/// `the, leg`
fn after_word(cx: &Context<'_>, three: &[Token], broken: &dyn Fn() -> bool) -> Option<Finding> {
    let [word, mark, next] = three else { return None };
    let dirt =
        matches!(mark.char(), Some(',' | '.' | ';' | ':' | '\'' | '’' | '*' | '~' | '^' | '|' | '_' | '•'));
    if !dirt
        || !mark.is_glued()
        || next.gap != Gap::Space
        || !word.is_word()
        || word.is_glued()
        || !is_lower(cx, word)
    {
        return None;
    }
    let (before, after) = (cx.document.token_text(word), cx.document.token_text(next));
    let function = word.word().is_some_and(|id| cx.is_function_word(Lang::En, id));
    let article = function && listed(ARTICLES, before);
    let leads = article || function && listed(LEANING, before);
    let confidence = if article && mark.is(',') && !listed(INTERJECTED, after) {
        AFTER_ARTICLE
    } else if (leads || is_out_of_place(cx, word, mark)) && broken() {
        if mark.is(',') || mark.is('.') && !leads { MEANT } else { DIRT }
    } else {
        return None;
    };
    Some(
        Finding::new(&RULES[0], word.span.to(mark.span), confidence, "a mark where none belongs")
            .suggest(before, Applicability::Ask)
            .because(format!("`{before}` leads to what follows; no mark stands between")),
    )
}

/// Whether a mark goes on with names of code, addresses and the like.
fn joins(token: &Token) -> bool {
    matches!(token.char(), Some('.' | ':' | '/' | '@' | '_' | '(' | '=' | '&' | '-'))
}

/// `consi;der`: what stands around the mark is no word, and without it there is one.
fn inside_word(cx: &Context<'_>, three: &[Token]) -> Option<Finding> {
    let [word, mark, next] = three else { return None };
    let dirt = matches!(mark.char(), Some(',' | '.' | ';' | ':'));
    if !dirt || !mark.is_glued() || !next.is_glued() || !word.is_word() || word.is_glued() {
        return None;
    }
    let (before, after) = (cx.document.token_text(word), cx.document.token_text(next));
    let joined = format!("{before}{after}");
    let known = |text: &str| cx.knows_text(text) == Some(true);
    if joined.chars().count() < SHORTEST_PARTED || known(before) && known(after) || !known(&joined) {
        return None;
    }
    let reason = format!("`{before}` and `{after}` are no words of their own, and `{joined}` is one");
    let mut finding = Finding::new(&RULES[0], word.span.to(next.span), INSIDE, "a mark where none belongs")
        .suggest(joined, Applicability::Ask)
        .because(reason);
    finding.settles = true;
    Some(finding)
}

/// Whether a mark stands after a word as none does inside a sentence: a stop before a word in lower case (`an organ. barrel`),
/// an apostrophe where nothing is owned (`had' gone`), a sign.
fn is_out_of_place(cx: &Context<'_>, word: &Token, mark: &Token) -> bool {
    let text = cx.document.token_text(word);
    match mark.char() {
        Some('.') => text.len() > SHORT && !is_abbreviation(Lang::En, text) && cx.may_know(Lang::En, word),
        Some('\'' | '’') => {
            let function = word.word().is_some_and(|id| cx.is_function_word(Lang::En, id));
            text.len() > SHORT && !text.ends_with(['s', 'n', 'o']) && cx.may_know(Lang::En, word)
                || function && !listed(CLIPPED, text)
        }
        Some(',' | ';' | ':') | None => false,
        Some(_) => true,
    }
}

/// Words that are written with an apostrophe for what they lost: `get ’em`.
const BEHEADED: &str = "em tis twas cause til bout round neath n tween gainst ere im er ead ouse";
/// Function words that are written with an apostrophe in speech: `an’ th’ old man`.
const CLIPPED: &str = "an th o i t wi";
/// Letters of words that a stop may shorten, or an apostrophe.
const SHORT: usize = 2;

/// `.to`, `_the`
fn before_word(cx: &Context<'_>, three: &[Token]) -> Option<Finding> {
    let [word, mark, next] = three else { return None };
    let dirt =
        matches!(mark.char(), Some('.' | ':' | ',' | ';' | '_' | '*' | '|' | '\'' | '‘' | '-' | '~' | '!'));
    let apart = matches!(mark.gap, Gap::Space | Gap::Line);
    if !dirt || !apart || !next.is_glued() || !word.is_word() || !cx.may_know(Lang::En, next) {
        return None;
    }
    let text = cx.document.token_text(next);
    if matches!(mark.char(), Some('\'' | '‘')) && listed(BEHEADED, text) {
        return None;
    }
    Some(
        Finding::new(&RULES[0], mark.span.to(next.span), DIRT, "a mark where none belongs")
            .suggest(text, Applicability::Ask)
            .because(format!("nothing stands before `{text}`; the text is full of errors")),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::function_words::is_function_word;

    #[test]
    fn words_that_no_mark_follows_are_function_words() {
        for word in [ARTICLES, LEANING].into_iter().flat_map(|list| list.split(' ')) {
            assert!(is_function_word(Lang::En, word) && word.len() <= LONGEST_LEANING as usize, "{word}");
        }
    }
}
