//! `inconsistent-form`: one word written in two ways in one document (`roadmap` twice, `road map` once).
//!
//! A translation system chooses its spelling afresh in every sentence. Three kinds of pairs are compared, and of each only
//! those where both spellings are one and the same word:
//! - compounds, closed against open or hyphenated (`ceasefire`, `cease-fire`); open against hyphenated never, for English
//!   sets the hyphen before a noun and leaves it out elsewhere (`long-term loans`, `in the long term`);
//! - British and American spellings of one word (`organise`, `organize`);
//! - accents present and missing (`café`, `cafe`).
//!
//! The minority is reported, and only where the majority is plain.

mod across;
mod compounds;
mod spelling;

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::{Context, Detector, Findings, nearby};
use crate::document::classes::is_dash;
use crate::document::{
    ByWord, Document, Gap, Paragraph, Sentence, SentenceOf, Shape, Token, TokenKind, WordId, Words,
};
use crate::finding::{Applicability, Finding};
use crate::lang::{Lang, listed};
use crate::rule::{Family, Rule, Severity};
use crate::span::Span;
pub(crate) use across::Forms;
use compounds::Compounds;

/// See the module.
pub struct InconsistentForm;

static RULES: [Rule; 1] = [Rule {
    name: "inconsistent-form",
    family: Family::Translation,
    summary: "one word written in two ways in one document",
    explain: "The document writes a word in one way and, less often, in another: `roadmap` and `road map`, `organise` and \
`organize`, `café` and `cafe`. Reported is the rarer form, where the other one is at least twice as frequent, in long texts within some pages. Spared: pairs \
that are two words (`every day` and `everyday`, `set up` and `setup`, `resign` and `re-sign`), a hyphen that only joins words \
before a noun, capitalised names that keep their own spelling, and all languages but English.",
    severity: Severity::Minor,
}];

impl Detector for InconsistentForm {
    fn rules(&self) -> &'static [Rule] {
        &RULES
    }

    fn document(&self, document: &Document, cx: &Context<'_>, out: &mut Findings) {
        if document.lang() != Lang::En {
            return;
        }
        for uses in compounds(document).iter().chain(&spellings(document, cx)) {
            report(document, uses, out);
        }
    }
}

/// How a compound is written, or which of two spellings it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Closed,
    Hyphenated,
    Open,
    Spelling(WordId),
}

/// One occurrence of a form.
struct Use {
    form: Form,
    span: Span,
    /// Bytes of the first part of a compound.
    first: usize,
    /// Two words in a row may stand together by chance.
    doubt: bool,
}

fn english(document: &Document) -> impl Iterator<Item = Paragraph<'_>> {
    document.paragraphs().filter(|p| p.is_prose() && p.lang() == Lang::En)
}

/// The tokens of the paragraph around a token of a sentence, and its place among them, where that is English prose.
fn in_english(sentence: Sentence<'_>, at: usize) -> Option<(&[Token], usize)> {
    let paragraph = sentence.paragraph();
    let english = paragraph.is_prose() && paragraph.lang() == Lang::En;
    english.then(|| (paragraph.tokens(), sentence.first_token() - paragraph.first_token() + at))
}

/// Whether the token is a word of running text in lower case, or with the capital of a sentence's start.
fn plain(document: &Document, tokens: &[Token], index: usize) -> bool {
    let Some(token) = tokens.get(index) else { return false };
    let Some(word) = token.word().filter(|_| token.kind == TokenKind::Word) else { return false };
    let opens = index == 0 || tokens[index - 1].char().is_some_and(|c| !is_dash(c) && c != ',');
    match document.words().get(word).shape {
        Shape::Lower => true,
        Shape::Title => opens,
        _ => false,
    }
}

/// The uses of every compound that is written both closed and in two parts.
fn compounds(document: &Document) -> Vec<Vec<Use>> {
    let words = document.words();
    let known = Compounds::of(words);
    let mut uses: Vec<Vec<Use>> = Vec::new();
    uses.resize_with(known.keys(), Vec::new);
    if uses.is_empty() {
        return uses;
    }
    let mut sentences = SentenceOf::new(document);
    known.heads(document.word_ids(), |head| {
        if let Some((sentence, at)) = sentences.token(head)
            && let Some((tokens, at)) = in_english(sentence, at)
            && tokens[at].kind == TokenKind::Word
            && let Some((last, form)) = joint(tokens, at)
            && let (Some(first), Some(second)) = (tokens[at].word(), tokens[last].word())
            && let Some(key) = known.pair(words, (first, second), form)
            && let Some(one) = pair(document, tokens, at, last, form)
        {
            uses[key].push(one);
        }
    });
    add_closed(document, &known, &mut uses);
    uses.retain(|uses| {
        uses.iter().any(|u| u.form == Form::Closed) && uses.iter().any(|u| u.form != Form::Closed)
    });
    for uses in &mut uses {
        uses.sort_by_key(|one| one.span.start);
    }
    uses
}

/// Adds the uses of closed forms. Most (`because`) never occur in two parts, and those are passed over.
fn add_closed(document: &Document, known: &Compounds, uses: &mut [Vec<Use>]) {
    let words = document.words();
    let key = |id: WordId| known.closed(words.get(id).lower);
    let in_parts = ByWord::of(words, |id| key(id).is_some_and(|key| !uses[key].is_empty()));
    in_parts.tokens(document, |sentence, at| {
        if let Some(key) = key(sentence.word_ids()[at])
            && let Some((tokens, at)) = in_english(sentence, at)
            && plain(document, tokens, at)
            && !touches(tokens, at, at)
        {
            let span = tokens[at].span;
            uses[key].push(Use { form: Form::Closed, span, first: 0, doubt: false });
        }
    });
}

fn is_content(words: &Words, id: WordId) -> bool {
    words.get(id).function_of & Lang::En.bit() == 0
}

/// The two words from `at` to `last` as a use of their compound, if they are one.
fn pair(document: &Document, tokens: &[Token], at: usize, last: usize, form: Form) -> Option<Use> {
    let words = document.words();
    let text = |token: &Token| token.word().map_or("", |id| words.text(words.get(id).lower));
    let content = |token: &Token| token.word().is_some_and(|id| is_content(words, id));
    let (a, b) = (text(&tokens[at]), text(&tokens[last]));
    let lower_end = tokens[last].word().is_some_and(|id| words.get(id).shape == Shape::Lower);
    let free = form == Form::Hyphenated || content(&tokens[at]) && content(&tokens[last]);
    let one = free
        && lower_end
        && plain(document, tokens, at)
        && parts_of_one_noun(a, b, form)
        && !touches(tokens, at, last);
    let doubt = form == Form::Open && (is_adjective(a) || b.ends_with("ing"));
    one.then(|| Use {
        form,
        span: tokens[at].span.to(tokens[last].span),
        first: tokens[at].span.len() as usize,
        doubt,
    })
}

/// Index of the second word of a pair that starts at `at`, and how the two are joined.
fn joint(tokens: &[Token], at: usize) -> Option<(usize, Form)> {
    let next = tokens.get(at + 1)?;
    if next.is_word() && matches!(next.gap, Gap::Space | Gap::NoBreak) {
        return Some((at + 1, Form::Open));
    }
    let last = tokens.get(at + 2)?;
    let hyphen = next.gap == Gap::None
        && next.char().is_some_and(|c| matches!(c, '-' | '‐' | '‑'))
        && last.gap == Gap::None
        && last.is_word();
    hyphen.then_some((at + 2, Form::Hyphenated))
}

/// Whether another hyphen or slash joins the pair to more ("road-map-like").
fn touches(tokens: &[Token], first: usize, last: usize) -> bool {
    let joins =
        |token: &Token| token.char().is_some_and(|c| is_dash(c) || matches!(c, '/' | '@' | '#' | '_'));
    let left = first > 0 && tokens[first].gap == Gap::None && joins(&tokens[first - 1]);
    let right = tokens.get(last + 1).is_some_and(|t| t.gap == Gap::None && joins(t));
    left || right
}

fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(stem) if stem.len() > 4 && !stem.ends_with(['s', 'u', 'i']) => stem,
        _ => word,
    }
}

/// Second parts of phrases that are no compounds. Sets: they are asked of every word that can be parted.
static PARTICLES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    "up out in on off over down back away through by around about to for ever one body thing \
where how time times be self selves not while day days way ways more less all together what \
when who there here cent against like wise most side long"
        .split(' ')
        .collect()
});

/// First parts of such phrases.
static LEADING: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    "every some any no none may can a an the under further never with there its him her my your \
it this that of and or mean also other for fore after new then"
        .split(' ')
        .collect()
});

/// Whether `a` and `b` together can only be the compound that `ab` is. Function words and particles make other phrases
/// ("every day", "set up", "in to"), and prefixes change the meaning with the hyphen ("re-sign").
fn parts_of_one_noun(a: &str, b: &str, form: Form) -> bool {
    let particle = |w: &str| PARTICLES.contains(w);
    if particle(b) && form == Form::Open || a.len() < 2 && (a, b) != ("e", "mail") || b.len() < 3 {
        return false;
    }
    if form == Form::Hyphenated {
        let reversed = a == "re"
            || a == "un" && b.starts_with("ion")
            || matches!(
                (a, b),
                ("co", "op" | "ops") | ("pre" | "non" | "de" | "ex", "position" | "serve" | "pose")
            );
        return !reversed && !particle(b);
    }
    a.len() > 2 && !particle(a) && !LEADING.contains(a) && !CHANCE.contains(&(a, b))
}

/// Open pairs that are something else than the closed word of the same letters.
const CHANCE: &[(&str, &str)] = &[
    ("work", "shop"),
    ("land", "lady"),
    ("man", "kind"),
    ("note", "worthy"),
    ("turn", "key"),
    ("break", "fast"),
    ("cut", "throat"),
    ("pick", "pocket"),
    ("fire", "man"),
    ("fire", "works"),
];

/// Adjectives that make free phrases of the same letters as a compound ("a green house", "a black bird").
fn is_adjective(word: &str) -> bool {
    listed(
        "light black white green blue red grey gray brown hot cold dark high low hard soft wet dry \
big small great grand short long broad wide free half full main common mid good bad sweet \
loud quick slow safe strong thick true well old young new fresh open sour silver gold double \
single flat sharp straight middle noble dead live blind tight loose",
        word,
    )
}

/// The uses of every word that is written in two spellings.
fn spellings(document: &Document, cx: &Context<'_>) -> Vec<Vec<Use>> {
    let words = document.words();
    // By word type: one more than the index of its pair.
    let mut pairs: ByWord<u32> = ByWord::new(words);
    let mut uses: Vec<Vec<Use>> = Vec::new();
    for id in words.ids() {
        let word = words.get(id);
        if word.count == 0 || !matches!(word.shape, Shape::Lower | Shape::Title) {
            continue;
        }
        let text = words.text(id);
        let accent = !text.is_ascii();
        let twin = match word.shape {
            _ if accent => spelling::unaccented(text),
            Shape::Lower => spelling::american(text),
            _ => None,
        };
        let twin = twin.and_then(|twin| words.find(&twin));
        let Some(twin) = twin.filter(|twin| words.get(*twin).count > 0 && *twin != id) else { continue };
        // An English name keeps its own spelling beside a foreign one (`Mexico`, `México`).
        if accent
            && (listed(spelling::DISTINCT, words.text(twin))
                || word.shape == Shape::Title && cx.knows(twin) == Some(true))
        {
            continue;
        }
        uses.push(Vec::new());
        pairs.set(id, uses.len() as u32);
        pairs.set(twin, uses.len() as u32);
    }
    if uses.is_empty() {
        return uses;
    }
    let is_paired = ByWord::of(words, |id| pairs.get(id) != 0);
    is_paired.tokens(document, |sentence, at| {
        let id = sentence.word_ids()[at];
        if let Some((tokens, at)) = in_english(sentence, at)
            && !touches(tokens, at, at)
            && !quoted_alone(tokens, at)
        {
            uses[pairs.get(id) as usize - 1].push(Use {
                form: Form::Spelling(id),
                span: tokens[at].span,
                first: 0,
                doubt: false,
            });
        }
    });
    uses
}

fn quoted_alone(tokens: &[Token], at: usize) -> bool {
    let quote = |t: Option<&Token>| t.and_then(Token::char).is_some_and(crate::document::classes::is_quote);
    quote(at.checked_sub(1).and_then(|i| tokens.get(i))) && quote(tokens.get(at + 1))
}

/// Reports the rarer form of a word where the majority is plain.
fn report(document: &Document, uses: &[Use], out: &mut Findings) {
    let counts = counts(uses);
    let Some(&(major, most)) = counts.iter().max_by_key(|(_, count)| *count) else { return };
    let Some(model) = uses.iter().find(|u| u.form == major) else { return };
    for one in uses.iter().filter(|u| u.form != major) {
        let count = counts.iter().find(|(form, _)| *form == one.form).map_or(0, |(_, count)| *count);
        // Open against hyphenated is grammar; a bare majority is none.
        let grammar = !matches!(major, Form::Closed | Form::Spelling(_)) && one.form != Form::Closed;
        if grammar || most < 2 || most < count * 2 {
            continue;
        }
        let Some(text) = rewritten(document, one, model) else { continue };
        // Another chapter, or another document of the same file, may write as it likes.
        let (most_near, count_near) = near(document, uses, one, major).unwrap_or((most, count));
        // Two spellings of British and American usage may stand for two sources that are quoted.
        let scarce = matches!(major, Form::Spelling(_)) && most < 3;
        let confidence = if one.doubt || model.doubt || scarce || most_near < 2 || most_near < count_near * 2
        {
            450
        } else if most_near >= count_near * 3 {
            800
        } else {
            740
        };
        let found = Finding::new(
            &RULES[0],
            one.span,
            confidence,
            "written in another way elsewhere in this document",
        )
        .suggest(text, Applicability::Ask);
        out.push(found.because(format!(
            "`{}` occurs {most} times, this form {count}",
            document.slice(model.span).to_lowercase()
        )));
    }
}

/// How often each form is used.
fn counts(uses: &[Use]) -> Vec<(Form, u32)> {
    let mut counts: Vec<(Form, u32)> = Vec::new();
    for one in uses {
        match counts.iter_mut().find(|(form, _)| *form == one.form) {
            Some((_, count)) => *count += 1,
            None => counts.push((one.form, 1)),
        }
    }
    counts
}

/// In a long text, how often the usual form and that of `one` are used near it; `uses` rise.
fn near(document: &Document, uses: &[Use], one: &Use, major: Form) -> Option<(u32, u32)> {
    if !nearby::is_long(document) {
        return None;
    }
    let near = nearby::around(one.span.start);
    let first = uses.partition_point(|u| u.span.start < near.start);
    let last = uses.partition_point(|u| u.span.start < near.end);
    let counts = counts(&uses[first..last]);
    let of = |form: Form| counts.iter().find(|(other, _)| *other == form).map_or(0, |(_, count)| *count);
    Some((of(major), of(one.form)))
}

/// The letters of `one` in the form of `model`.
fn rewritten(document: &Document, one: &Use, model: &Use) -> Option<String> {
    let text = document.slice(one.span);
    if let Form::Spelling(id) = model.form {
        let twin = document.words().text(id);
        let mut chars = twin.chars();
        let capital = text.starts_with(char::is_uppercase);
        let first: String =
            chars.next().map(|c| if capital { c.to_uppercase().collect() } else { c.to_string() })?;
        return Some(first + chars.as_str());
    }
    let letters: String = text.chars().filter(|c| !is_dash(*c) && !c.is_whitespace()).collect();
    let first = if one.form == Form::Closed { model.first } else { one.first };
    let (a, b) = letters.split_at_checked(first)?;
    Some(match model.form {
        Form::Hyphenated => format!("{a}-{b}"),
        Form::Open => format!("{a} {b}"),
        _ => letters,
    })
}
