//! Clean documents in which names are replaced by what translation makes of them.

use std::collections::{BTreeMap, BTreeSet};

use corrigenda::detect::translated_name::{Manner, Sense, translations};
use corrigenda::document::{Shape, Token, TokenKind};
use corrigenda::residue::{self, LANGUAGES};
use corrigenda::source::SharedText;
use corrigenda::{Document, Lang, Span};

use crate::data::{self, Clean, Random};

/// Words of one document: a long news story, or two.
const WORDS: usize = 700;
/// Documents of a block that goes to one half as a whole, so that parts of one story do not stand in both.
const BLOCK: usize = 10;
/// Languages that persons' names are translated from here: the first of [`LANGUAGES`].
const SOURCES: usize = 15;

/// Translations of names that English makes itself: of Allah in a sermon.
const NO_FAULTS: [&str; 1] = ["god"];

/// A document of the clean texts.
pub(super) struct Page {
    pub(super) text: SharedText,
    pub(super) train: bool,
}

/// The clean English texts in documents.
pub(super) fn pages(texts: &[Clean]) -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::new();
    for text in texts.iter().filter(|t| t.lang == "en") {
        let (mut document, mut words) = (String::new(), 0);
        for line in text.documents.iter().flat_map(|d| d.lines()) {
            document.push_str(line);
            document.push('\n');
            words += line.split_whitespace().count();
            if words >= WORDS {
                let train = (pages.len() / BLOCK).is_multiple_of(2);
                pages.push(Page { text: std::mem::take(&mut document).into(), train });
                words = 0;
            }
        }
    }
    pages
}

/// Forms by name: what `name-glosses.tsv` says, in another order.
pub(super) type Forms = BTreeMap<String, Vec<Form>>;

pub(super) struct Form {
    surface: String,
    class: &'static str,
    lang: String,
    weight: f64,
}

pub(super) fn forms(inputs: &super::Inputs) -> Result<Forms, String> {
    let mut forms = Forms::new();
    for row in inputs.shared("name-glosses.tsv.xz")? {
        let [surface, _, name, class, _, lang, _, _, _, _, _, _, _, prior] = row.as_slice() else { continue };
        let prior: f64 = prior.parse().unwrap_or(0.0);
        // Rarer rows are mistakes of the table (`among` for China), and a name that is an English word would be found
        // everywhere (`Most`).
        if prior < 0.1
            || !super::names::SOURCES.contains(&lang.as_str())
            || residue::usage(&name.to_lowercase()).is_some()
        {
            continue;
        }
        let class = match class.as_str() {
            "city" => "city",
            "country" => "country",
            "region" => "region",
            _ => continue,
        };
        let form = Form { surface: surface.clone(), class, lang: lang.clone(), weight: prior };
        forms.entry(name.clone()).or_default().push(form);
    }
    Ok(forms)
}

/// A name that was replaced.
#[derive(Debug, Clone)]
pub(super) struct Fault {
    pub(super) span: Span,
    pub(super) name: String,
    pub(super) class: &'static str,
    pub(super) lang: String,
    pub(super) capital: bool,
    /// Whether the document still has the name elsewhere.
    pub(super) elsewhere: bool,
    /// Whether it was replaced through the table of places.
    pub(super) place: bool,
}

struct Mention {
    span: Span,
    name: String,
    person: bool,
    opens: bool,
}

/// A copy of the document with one or two names replaced, or nothing where it has none that can be.
pub(super) fn inject(
    text: &str,
    forms: &Forms,
    place: bool,
    random: &mut Random,
) -> Option<(String, Vec<Fault>)> {
    let document = Document::new(text.into(), None, Some(Lang::En));
    let mentions = mentions(&document);
    let counts = mentions.iter().fold(BTreeMap::<&str, usize>::new(), |mut counts, m| {
        *counts.entry(&m.name).or_default() += 1;
        counts
    });
    let suitable = |m: &&Mention| {
        if place {
            !m.person && forms.contains_key(&m.name)
        } else {
            is_name(&m.name) && counts[m.name.as_str()] > 1 && !meanings(&m.name).is_empty()
        }
    };
    let names: BTreeSet<&str> = mentions.iter().filter(suitable).map(|m| m.name.as_str()).collect();
    let names: Vec<&str> = names.into_iter().collect();
    if names.is_empty() {
        return None;
    }
    let name = names[random.below(names.len())];
    let all: Vec<&Mention> = mentions.iter().filter(|m| m.name == name && !(place && m.person)).collect();
    // A place may be spoilt wherever it stands; a person keeps the right name once at least.
    let everywhere = place && random.below(3) == 0;
    let chosen = random.below(all.len());
    let person = all.iter().any(|m| m.person);
    let class = class_of(text, name, person);
    let mut out = String::with_capacity(text.len() + 32);
    let mut faults = Vec::new();
    let mut copied = 0;
    for (index, mention) in all.iter().enumerate() {
        if index != chosen && !everywhere {
            continue;
        }
        let (surface, lang, class) = if place {
            let form = weighted(&forms[name], random);
            (form.surface.clone(), form.lang.clone(), form.class)
        } else {
            let meanings = meanings(name);
            let (gloss, lang) = &meanings[random.below(meanings.len())];
            (gloss.clone(), (*lang).to_owned(), class)
        };
        let capital = !place || random.below(2) == 0 || mention.opens;
        let surface = match surface.strip_prefix("i ") {
            Some(verb) => format!("I {verb}"),
            None if capital => title(&surface),
            None => surface,
        };
        out.push_str(&text[copied..mention.span.start as usize]);
        let start = out.len();
        out.push_str(&surface);
        copied = mention.span.end as usize;
        faults.push(Fault {
            span: Span::of(start..out.len()),
            name: name.to_owned(),
            class,
            lang,
            capital,
            elsewhere: all.len() > 1 && !everywhere,
            place,
        });
    }
    out.push_str(&text[copied..]);
    Some((out, faults))
}

/// No English word, no place, no possessive: the name of a person, a party, a club.
fn is_name(name: &str) -> bool {
    let lower = name.to_lowercase();
    let plain = !lower.contains([' ', '\'', '’']);
    plain && residue::usage(&lower).is_none() && residue::place(&lower).is_none()
}

fn title(surface: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    for word in surface.split(' ') {
        let mut chars = word.chars();
        words.push(chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect());
    }
    words.join(" ")
}

fn weighted<'f>(forms: &'f [Form], random: &mut Random) -> &'f Form {
    let total: f64 = forms.iter().map(|f| f.weight).sum();
    let mut left = random.below(1 << 20) as f64 / f64::from(1 << 20) * total;
    for form in forms {
        left -= form.weight;
        if left <= 0.0 {
            return form;
        }
    }
    &forms[forms.len() - 1]
}

/// English words for a name in the languages that most news is translated from.
fn meanings(name: &str) -> Vec<(String, &'static str)> {
    let source = |sense: &Sense| {
        sense.exact > 0.5 && LANGUAGES.iter().take(SOURCES).any(|(code, _)| *code == sense.meaning.lang)
    };
    let said = |sense: Sense| {
        let gloss = residue::gloss(sense.meaning.gloss);
        let plain =
            gloss.split(' ').all(|word| residue::usage(word).is_some()) && !NO_FAULTS.contains(&gloss);
        let surface = match sense.manner {
            Manner::Plain => gloss.to_owned(),
            Manner::Plural => plural(gloss),
            Manner::We => format!("we {gloss}"),
            Manner::Little => format!("little {gloss}"),
        };
        plain.then_some((surface, sense.meaning.lang))
    };
    translations(name).into_iter().filter(source).filter_map(said).collect()
}

fn plural(noun: &str) -> String {
    match noun.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u'])) {
        Some(stem) => format!("{stem}ies"),
        None if noun.ends_with(['s', 'x', 'h']) => format!("{noun}es"),
        None => format!("{noun}s"),
    }
}

fn class_of(text: &str, name: &str, person: bool) -> &'static str {
    let near = |words: &[&str]| {
        words.iter().any(|w| text.contains(&format!("{name} {w}")) || text.contains(&format!("{w} {name}")))
    };
    if near(&["FC", "United", "City", "club", "Rovers", "striker", "coach"]) {
        "club"
    } else if near(&["party", "Party", "coalition", "movement", "militants", "rebels"]) {
        "party"
    } else if person {
        "person"
    } else {
        "other name"
    }
}

/// Capitalised words of prose that no capitalised word follows: places, surnames, parties.
fn mentions(document: &Document) -> Vec<Mention> {
    let mut mentions = Vec::new();
    for sentence in document.sentences().filter(|s| s.is_prose()) {
        let tokens = sentence.tokens();
        let title = |index: Option<usize>| {
            let token: &Token = tokens.get(index?)?;
            let id = token.word().filter(|_| token.kind == TokenKind::Word)?;
            let word = document.words().get(id);
            (word.shape == Shape::Title).then(|| document.token_text(token))
        };
        for (at, token) in tokens.iter().enumerate() {
            let Some(name) = title(Some(at)) else { continue };
            let joined = |t: Option<&Token>| t.is_some_and(|t| t.is('-') || t.is('.'));
            let after = title(Some(at + 1)).is_some()
                || tokens.get(at + 1).is_some_and(|t| t.is('-') || t.kind == TokenKind::Number);
            let before = at.checked_sub(1);
            if after || name.len() < 3 || joined(before.and_then(|i| tokens.get(i))) {
                continue;
            }
            let opens = !tokens[..at].iter().any(Token::is_wordlike);
            let given = title(before).filter(|_| at > 1);
            // "New Delhi", "San José": two words are one name.
            if let Some(given) = given {
                let both = format!("{given} {name}");
                let span = Span::new(tokens[at - 1].span.start, token.span.end);
                mentions.push(Mention { span, name: both, person: false, opens: false });
            }
            mentions.push(Mention {
                span: token.span,
                name: name.to_owned(),
                person: given.is_some(),
                opens,
            });
        }
    }
    mentions
}

/// The inputs of the training: clean pages and forms.
pub(super) fn read(root: &std::path::Path) -> Result<Option<(Vec<Page>, Forms)>, String> {
    let Some(folder) = data::folder(root) else { return Ok(None) };
    let inputs = super::Inputs::new(root, &folder)?;
    Ok(Some((pages(&data::clean(&folder)?), forms(&inputs)?)))
}
