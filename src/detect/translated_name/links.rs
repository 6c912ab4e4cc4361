//! Which words and phrases of a document mean one of its names: `Church` and `Chiesa`, `We Can` and `Podemos`.

use std::collections::BTreeMap;

use super::meanings::{Manner, bases, halves, translations};
use super::page::{Page, bare, spaced};
use super::slots::Class;
use crate::document::{Shape, WordId};
use crate::residue::{self, HouseNames, LANGUAGES, gloss_id};

/// Where a name comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// It stands in the document.
    Here(WordId),
    /// The project's glossary has it at this place.
    House(usize),
}

/// Why a name means a word.
pub(super) struct Link {
    pub(super) name: Named,
    pub(super) lang: &'static str,
    /// 1 for the spelling itself, less for an inflected form or the consonants alone.
    pub(super) exact: f32,
    pub(super) languages: u32,
    /// Whether name and word both stand in the plural.
    pub(super) plural: bool,
}

/// A word, or two that stand together.
pub(super) type Form = (WordId, Option<WordId>);

/// Words and phrases with the names that mean them.
pub(super) type Links = BTreeMap<Form, Vec<Link>>;

/// What the document has that a name could mean, by what names mean.
#[derive(Default)]
struct Wanted {
    /// By gloss; the flag tells a plural.
    glosses: BTreeMap<u16, Vec<(Form, bool)>>,
    /// By the glosses of both words of a phrase or both halves of a word: `Blue Sky`, `Ironstone`.
    halves: BTreeMap<(u16, u16), Vec<Form>>,
    /// By the gloss after "We".
    we: BTreeMap<u16, Vec<Form>>,
    /// By the gloss after "Little".
    little: BTreeMap<u16, Vec<Form>>,
}

/// Bytes of the shortest word that is taken for a compound, and of the shortest of its halves.
const SHORTEST: [usize; 2] = [7, 3];

impl Wanted {
    fn new(page: &Page<'_>) -> Self {
        let words = page.doc.words();
        let mut wanted = Self::default();
        for id in words.ids() {
            let word = words.get(id);
            if word.shape != Shape::Title || word.count == 0 || page.is_place(id) {
                continue;
            }
            let class = page.classes.of(id);
            let closed = class.intersects(Class::CLOSED | Class::TIME);
            // "President More": a determiner after a title.
            if closed && (!class.contains(Class::DETERMINER) || word.count_inside == 0) {
                continue;
            }
            wanted.word(id, bare(words.text(word.lower)));
        }
        wanted.phrases(page);
        wanted
    }

    fn word(&mut self, id: WordId, lower: &str) {
        let Some(usage) = residue::usage(lower) else { return };
        let mut add = |gloss: u16, plural: bool| {
            if gloss != residue::NO_GLOSS {
                self.glosses.entry(gloss).or_default().push(((id, None), plural));
            }
        };
        add(usage.gloss, false);
        for (base, plural) in bases(lower) {
            if let Some(usage) = residue::usage(&base) {
                add(usage.gloss, plural);
            }
        }
        for cut in SHORTEST[1]..(lower.len() + 1).saturating_sub(SHORTEST[1]) {
            if lower.len() < SHORTEST[0] || !lower.is_char_boundary(cut) {
                continue;
            }
            let of = |part: &str| residue::usage(part).filter(|u| u.gloss != residue::NO_GLOSS);
            if let (Some(first), Some(second)) = (of(&lower[..cut]), of(&lower[cut..])) {
                self.halves.entry((first.gloss, second.gloss)).or_default().push((id, None));
            }
        }
    }

    /// Two words with capitals that stand together and are no names: `We Can`, `Blue Sky`.
    fn phrases(&mut self, page: &Page<'_>) {
        let words = page.doc.words();
        let mut before: Option<WordId> = None;
        for token in page.doc.tokens() {
            let id = token.word().filter(|id| words.get(*id).shape == Shape::Title);
            if let (Some(first), Some(second)) = (before, id)
                && spaced(token.gap)
            {
                self.phrase(page, first, second);
            }
            before = id;
        }
    }

    fn phrase(&mut self, page: &Page<'_>, first: WordId, second: WordId) {
        let (a, b) = (page.lower(first), bare(page.lower(second)));
        // `United States`, though America has the same meaning.
        let is_place = || residue::place(&format!("{a} {b}")).is_some();
        if page.is_place(first) || page.is_place(second) || is_place() {
            return;
        }
        let (Some(one), Some(two)) = (residue::usage(a), residue::usage(b)) else { return };
        let form = (first, Some(second));
        let add = |map: &mut BTreeMap<u16, Vec<Form>>, gloss: u16| {
            let forms = map.entry(gloss).or_default();
            if !forms.contains(&form) {
                forms.push(form);
            }
        };
        match a {
            "we" => add(&mut self.we, two.gloss),
            "little" | "small" => add(&mut self.little, two.gloss),
            _ => {
                let known = self.halves.entry((one.gloss, two.gloss)).or_default();
                if known.contains(&form) {
                    return;
                }
                known.push(form);
                if let Some(gloss) = gloss_id(&format!("{a} {b}")) {
                    self.glosses.entry(gloss).or_default().push((form, false));
                }
            }
        }
    }

    fn is_empty(&self) -> bool {
        self.glosses.is_empty() && self.we.is_empty() && self.little.is_empty() && self.halves.is_empty()
    }
}

/// The words of a document that may be names.
fn names(page: &Page<'_>) -> Vec<WordId> {
    let words = page.doc.words();
    let is_name = |id: &WordId| {
        let word = words.get(*id);
        let open = !page.classes.of(*id).intersects(Class::CLOSED | Class::TIME);
        if word.shape != Shape::Title || word.count == 0 || !open {
            return false;
        }
        // A name may look like an English word (Costa, Mas), but not where the document uses the word.
        let usage = residue::usage(bare(words.text(word.lower)));
        let english = usage.is_some_and(|u| u.determined > 0.15 || u.verbal > 0.3);
        !english
            && (word.count_inside > 0 || usage.is_none())
            && words.get(word.lower).count == 0
            && words.text(*id).chars().count() > 2
    };
    words.ids().filter(is_name).collect()
}

/// Suspicious words and phrases with the names that mean them; `source` restricts the language.
pub(super) fn links(page: &Page<'_>, source: Option<&str>, house: &HouseNames) -> Links {
    let wanted = Wanted::new(page);
    let mut links = Links::new();
    if wanted.is_empty() {
        return links;
    }
    let here = names(page).into_iter().map(|id| (Named::Here(id), bare(page.doc.words().text(id)), None));
    let of_house = house.names.iter().enumerate().map(|(index, entry)| {
        let word = entry.name.rsplit(' ').next().unwrap_or(&entry.name);
        (Named::House(index), word, entry.lang.as_deref())
    });
    for (name, word, lang) in here.chain(of_house) {
        let spoken = |of: &str| source.is_none_or(|l| l == of) && lang.is_none_or(|l| l == of);
        for sense in translations(word) {
            let (gloss, lang) = (sense.meaning.gloss, sense.meaning.lang);
            if !spoken(lang) {
                continue;
            }
            let none = Vec::new();
            let plain = wanted.glosses.get(&gloss).unwrap_or(&none);
            let plurals = sense.manner == Manner::Plural;
            match sense.manner {
                Manner::Plain | Manner::Plural => {
                    for (form, plural) in plain {
                        link(&mut links, *form, name, lang, sense.exact, plurals && *plural);
                    }
                }
                Manner::We | Manner::Little => {
                    let forms = if sense.manner == Manner::We { &wanted.we } else { &wanted.little };
                    for form in forms.get(&gloss).into_iter().flatten() {
                        link(&mut links, *form, name, lang, sense.exact, false);
                    }
                }
            }
        }
        if wanted.halves.is_empty() {
            continue;
        }
        for (first, second) in halves(word).into_iter().filter(|(first, _)| spoken(first.lang)) {
            for form in wanted.halves.get(&(first.gloss, second.gloss)).into_iter().flatten() {
                link(&mut links, *form, name, first.lang, 1.0, false);
            }
        }
    }
    links
}

fn link(links: &mut Links, form: Form, name: Named, lang: &'static str, exact: f32, plural: bool) {
    let known = links.entry(form).or_default();
    match known.iter_mut().find(|l| l.name == name) {
        Some(link) => {
            link.languages += 1;
            link.plural |= plural;
            if rank(lang, exact) < rank(link.lang, link.exact) {
                (link.lang, link.exact) = (lang, exact);
            }
        }
        None => known.push(Link { name, lang, exact, languages: 1, plural }),
    }
}

/// Exact spellings first, then languages in order.
fn rank(lang: &str, exact: f32) -> (u32, usize) {
    ((10.0 - exact * 10.0) as u32, LANGUAGES.iter().position(|(code, _)| *code == lang).unwrap_or(99))
}
