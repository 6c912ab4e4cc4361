//! The anchor: a capitalised common word that means what a name of this very document means (`Church` beside `Chiesa`).
//!
//! In most pages that a translation system spoilt, the right name stands elsewhere. Each name is looked up in dictionaries
//! of its folded spelling; where a translation of it stands capitalised for no reason, the two belong together.

use std::collections::BTreeMap;

use super::evidence::{self, Evidence, Group, Vector};
use super::fit::{self, Fit};
use super::lexicon::log;
use super::links::{Link, Named, links};
use super::page::{Page, bare, spaced};
use super::slots::{BRANDS, COURTESY, Class, INSTITUTIONS, in_chain};
use super::{Candidate, Suspect};
use crate::document::classes::is_quote;
use crate::document::{Token, TokenKind, WordId};
use crate::lang::{Lang, listed};
use crate::model::embedded::ENGLISH;
use crate::model::words::Flags;
use crate::residue::{self, Country, HouseNames, LANGUAGES};
use crate::span::Span;

/// Languages that much of the world's news is translated from; they stand first in [`LANGUAGES`].
const MAJOR: usize = 15;

/// Places looked at in one document: more of them are no accidents.
const MOST: usize = 2000;

/// Sentences to each side in which a name explains a word.
const NEAR: i64 = 25;

/// What it adds to the score that a project names a name: its texts speak of it, though this one may not show it.
const OF_HOUSE: f32 = 4.5;
/// Words that go on about a person: "Milk, who …".
const RELATIVE: &str = "who whose whom which";
/// Share of the mentions of a word that have a capital, of 255, from which on it is no word.
const HARDLY_SMALL: u8 = 230;

/// What the document shows of a name.
#[derive(Default)]
struct Company {
    before: Vec<WordId>,
    after: Vec<WordId>,
    articles: BTreeMap<WordId, u32>,
    sentences: Vec<usize>,
    count: u32,
    /// A title or a capitalised word stands before it.
    person: u32,
    /// `Mrs` stands before it.
    courtesy: bool,
    group: u32,
}

#[derive(Clone, Copy)]
struct Place<'d> {
    tokens: &'d [Token],
    at: usize,
    /// Tokens of the suspect: 2 for a phrase.
    length: usize,
    sentence: usize,
}

/// Suspects of the whole document.
pub(super) fn suspects(page: &Page<'_>, source: Option<&str>, house: &HouseNames, out: &mut Vec<Suspect>) {
    let links = links(page, source, house);
    if links.is_empty() {
        return;
    }
    let mut wanted = vec![0_u8; page.doc.words().len()];
    for ((suspect, _), names) in &links {
        wanted[suspect.index()] |= 1;
        for link in names {
            if let Named::Here(id) = link.name {
                wanted[id.index()] |= 2;
            }
        }
    }
    let mut companies: BTreeMap<WordId, Company> = BTreeMap::new();
    let mut places: Vec<(Place<'_>, &[Link])> = Vec::new();
    for paragraph in page.doc.paragraphs().filter(|p| p.is_prose() && p.lang() == Lang::En) {
        for sentence in paragraph.sentences() {
            let tokens = sentence.tokens();
            for (at, token) in tokens.iter().enumerate() {
                let Some(id) = token.word().filter(|id| wanted[id.index()] > 0) else { continue };
                let place = Place { tokens, at, length: 1, sentence: sentence.index() };
                place.join(page, companies.entry(id).or_default());
                if wanted[id.index()] & 1 == 0 || places.len() >= MOST {
                    continue;
                }
                let next = tokens.get(at + 1).filter(|t| spaced(t.gap)).and_then(Token::word);
                if let Some(names) = next.and_then(|next| links.get(&(id, Some(next)))) {
                    places.push((Place { length: 2, ..place }, names));
                } else if let Some(names) = links.get(&(id, None)) {
                    places.push((place, names));
                }
            }
        }
    }
    out.extend(places.iter().filter_map(|(place, names)| place.suspect(page, names, &companies, house)));
}

impl<'d> Place<'d> {
    fn neighbour(&self, page: &Page<'_>, at: Option<usize>) -> Option<WordId> {
        let index = at?;
        let right = self.tokens.get(index.max(self.at))?;
        if spaced(right.gap) { page.capital(self.tokens, at) } else { None }
    }

    fn before(&self, page: &Page<'_>) -> Option<WordId> {
        // "In _": capitalised as the first word of the sentence.
        self.neighbour(page, self.at.checked_sub(1))
            .filter(|id| self.at > 1 || !page.classes.of(*id).intersects(Class::CLOSED))
            // "On Sunday Port drew", "the head of The Left"
            .filter(|id| !page.classes.of(*id).intersects(Class::TIME | Class::DETERMINER))
            // "In Warsaw Hare was applauded"
            .filter(|id| {
                let placed = self.class(page, self.at.checked_sub(2)).intersects(Class::PLACE);
                !(placed && page.is_place(*id))
            })
    }

    fn after(&self, page: &Page<'_>) -> Option<WordId> {
        self.neighbour(page, Some(self.end()))
    }

    const fn end(&self) -> usize {
        self.at + self.length
    }

    fn class(&self, page: &Page<'_>, at: Option<usize>) -> Class {
        page.classes.at(self.tokens, at)
    }

    /// Adds this mention to what is known of the word.
    fn join(&self, page: &Page<'_>, company: &mut Company) {
        company.count += 1;
        company.sentences.push(self.sentence);
        let title = self.class(page, self.at.checked_sub(1)).contains(Class::TITLE);
        let grouped = |at: Option<usize>| self.class(page, at).contains(Class::GROUP);
        company.group += u32::from(grouped(self.at.checked_sub(1)) || grouped(Some(self.end())));
        if let Some(id) = self.before(page) {
            if page.classes.of(id).contains(Class::ARTICLE) {
                *company.articles.entry(id).or_default() += 1;
                let given = Place { at: self.at - 1, ..*self }.before(page);
                company.before.extend(given.filter(|id| !company.before.contains(id)));
                company.person += u32::from(given.is_some());
            } else if !title {
                company.person += 1;
                if company.before.len() < 16 && !company.before.contains(&id) {
                    company.before.push(id);
                }
            }
        }
        company.person += u32::from(title);
        let word = |back: usize| self.at.checked_sub(back).and_then(|i| self.tokens.get(i));
        let abbreviated = usize::from(word(1).is_some_and(|t| t.is('.')));
        let before = word(1 + abbreviated).and_then(Token::word).map_or("", |id| page.lower(id));
        company.courtesy |= listed(COURTESY, before.trim_end_matches('.'));
        if let Some(id) = self.after(page)
            && company.after.len() < 16
            && !company.after.contains(&id)
        {
            company.after.push(id);
        }
    }

    /// Whether a sentence, a title or a quotation begins here, so that any word would be capitalised.
    fn opens(&self) -> bool {
        let before = self.at.checked_sub(1).and_then(|i| self.tokens.get(i)).and_then(Token::char);
        !self.tokens[..self.at].iter().any(Token::is_wordlike)
            || before.is_some_and(|c| is_quote(c) || matches!(c, ':' | '.' | '…' | '/' | '|'))
    }

    /// Whether the sentence explains the name by the word: "Belka, or Squirrel", "Dozhd (TV Rain)".
    fn explained(&self, page: &Page<'_>, name: WordId) -> bool {
        let mut others = self.tokens.iter().enumerate().filter(|(_, t)| t.word() == Some(name));
        others.any(|(other, _)| {
            let (from, to) = (other.min(self.at), other.max(self.at));
            self.tokens[from..to].iter().any(|t| {
                t.char().is_some_and(|c| is_quote(c) || matches!(c, '(' | ')' | '[' | '/' | '=' | '（'))
                    || t.word().is_some_and(|id| {
                        page.classes.of(id).contains(Class::MEANS) || page.lower(id) == "or"
                    })
            })
        })
    }

    fn suspect(
        &self,
        page: &Page<'_>,
        names: &[Link],
        companies: &BTreeMap<WordId, Company>,
        house: &HouseNames,
    ) -> Option<Suspect> {
        let of_house = Company { count: 1, ..Company::default() };
        let token = &self.tokens[self.at];
        let id = token.word()?;
        if token.kind != TokenKind::Word || self.hyphenated() || self.is_plain(page) {
            return None;
        }
        let model = evidence::model(Group::Anchor);
        let unknown = Company::default();
        let own = if self.length == 1 { companies.get(&id)? } else { &unknown };
        let mut candidates: Vec<(Candidate, bool)> = Vec::new();
        for link in names {
            let (company, written) = match link.name {
                Named::Here(name) if name == id => continue,
                Named::Here(name) => match companies.get(&name) {
                    Some(company) => (company, bare(page.doc.words().text(name))),
                    None => continue,
                },
                Named::House(index) => match house.names.get(index) {
                    Some(entry) => (&of_house, entry.name.as_str()),
                    None => continue,
                },
            };
            // At the beginning of a sentence any word has a capital.
            let of_project = matches!(link.name, Named::House(_)) && !self.opens();
            let prior = if of_project { OF_HOUSE } else { 0.0 };
            let Some((evidence, article)) = self.evidence(page, id, own, link, company, written) else {
                continue;
            };
            let name = match company.articles.iter().max_by_key(|(id, n)| (**n, std::cmp::Reverse(**id))) {
                Some((article, n)) if *n * 2 > company.count => {
                    format!("{} {written}", page.doc.words().text(*article))
                }
                _ => written.to_owned(),
            };
            let candidate = Candidate {
                name,
                kind: None,
                country: Country(255),
                lang: link.lang,
                word: written.to_lowercase(),
                evidence,
                score: model.score(&evidence) + prior,
            };
            candidates.push((candidate, article));
        }
        candidates.sort_by(|a, b| b.0.score.total_cmp(&a.0.score).then_with(|| a.0.name.cmp(&b.0.name)));
        candidates.truncate(4);
        let with_article = candidates.first()?.1;
        let last = &self.tokens[self.end() - 1];
        let end = last.span.start + bare(page.doc.token_text(last)).len() as u32;
        let mut span = Span::new(token.span.start, end);
        if with_article {
            span.start = self.tokens.get(self.at.checked_sub(1)?)?.span.start;
        }
        let candidates = candidates.into_iter().map(|(c, _)| c).collect();
        Some(Suspect { span, form: self.form(page), group: Group::Anchor, capital: true, candidates })
    }

    /// The words in lower case.
    fn form(&self, page: &Page<'_>) -> String {
        let words = self.tokens[self.at..self.end()].iter().filter_map(Token::word);
        bare(&words.map(|id| page.lower(id)).collect::<Vec<_>>().join(" ")).to_owned()
    }

    /// Whether the word is what it seems to be: `Section 49`, `Tacoma, Wash.,`, `Well, the grill …`, and given names that are no words
    /// (`John` beside a Jan).
    fn is_plain(&self, page: &Page<'_>) -> bool {
        let next = |on: usize| self.tokens.get(self.end() + on);
        let comma = |on: usize| next(on).is_some_and(|t| t.is(','));
        let told_of = |t: &Token| t.word().is_some_and(|id| listed(RELATIVE, page.lower(id)));
        let counted = next(0).is_some_and(|t| matches!(t.kind, TokenKind::Number | TokenKind::Mixed));
        let abbreviated = next(0).is_some_and(|t| t.is('.')) && comma(1);
        let remark = self.opens() && comma(0) && !next(1).is_some_and(told_of);
        counted || abbreviated || remark || self.length == 1 && self.is_given(page)
    }

    /// Whether the word is a given name that is hardly ever written small.
    fn is_given(&self, page: &Page<'_>) -> bool {
        let Some(id) = self.tokens[self.at].word() else { return false };
        let lower = bare(page.lower(id));
        let words = &ENGLISH.words;
        words
            .find(lower)
            .is_some_and(|no| words.flags(no).intersects(Flags::GIVEN) && words.capital(no) >= HARDLY_SMALL)
    }

    fn hyphenated(&self) -> bool {
        let joint = |token: Option<&Token>| {
            token.and_then(Token::char).is_some_and(|c| matches!(c, '-' | '/' | '&' | '@'))
        };
        joint(self.at.checked_sub(1).and_then(|i| self.tokens.get(i))) || joint(self.tokens.get(self.end()))
    }

    /// The evidence, and whether the determiner before stands for the article of the name ("the Mayor" for "Le Maire");
    /// `None` where the capital has another reason.
    fn evidence(
        &self,
        page: &Page<'_>,
        id: WordId,
        own: &Company,
        link: &Link,
        company: &Company,
        written: &str,
    ) -> Option<(Vector, bool)> {
        use Evidence as E;
        let words = page.doc.words();
        let mut v = Vector::default();
        let previous = self.class(page, self.at.checked_sub(1));
        let next = self.class(page, Some(self.end()));
        let (before, after) = (self.before(page), self.after(page));
        let determined = previous.contains(Class::DETERMINER);
        let article = determined && !company.articles.is_empty();
        // "Bruno the Mayor" is Bruno Le Maire.
        let given = if article { page.capital(self.tokens, self.at.checked_sub(2)) } else { before };
        // "the Good Party": a word with a capital before what the name stands beside.
        let grouped = company.group > 0 && next.contains(Class::GROUP) && after.is_some();
        let same = given.is_some_and(|b| company.before.contains(&b))
            || after.is_some_and(|a| company.after.contains(&a))
            || grouped;
        let titled = previous.contains(Class::TITLE);
        let strange = before
            .is_some_and(|b| !(titled || company.before.contains(&b) || determined && self.at == 1))
            || after.is_some_and(|a| !company.after.contains(&a));
        // "Sea Baykal" is Deniz Baykal, "Sea Harrier" is another matter; nor does a name stand beside itself.
        let name = match link.name {
            Named::Here(name) => Some(name),
            Named::House(_) => None,
        };
        let beside = name.is_some_and(|name| before == Some(name) || after == Some(name));
        // A title is a title unless it stands where a name did.
        let office = page.classes.of(id).contains(Class::TITLE);
        // The word is somebody's name here: "Sir Andrew Wood".
        let borne = own.courtesy || own.before.iter().any(|b| !company.before.contains(b));
        let grouped = previous.contains(Class::GROUP);
        let brand = self.length == 1 && listed(BRANDS, page.lower(id)) && !titled && !grouped;
        // "President More": where a closed word has its capital from nothing else.
        let closed = self.length == 1 && page.classes.of(id).contains(Class::CLOSED) && !titled;
        if (strange || office || borne || brand || closed || determined && !article) && !same || beside {
            return None;
        }
        if cognate(page.lower(id), &written.to_lowercase()) >= 5
            || name.is_some_and(|name| self.explained(page, name))
            || !same && !titled && in_chain(page, self.tokens, self.at)
        {
            return None;
        }
        if self.opens() && !same {
            // "Water has a long history in Sudan": the first word of a sentence is capitalised anyway, and places do not act as
            // persons do; only a bare noun before its verb is odd there.
            if company.person == 0 && name.is_some_and(|name| page.is_place(name)) {
                return None;
            }
            let dash = self
                .tokens
                .get(self.end())
                .and_then(Token::char)
                .is_some_and(|c| matches!(c, ':' | ',' | '—' | '–'));
            if !dash && !next.intersects(Class::SAYS | Class::AUXILIARY) {
                return None;
            }
        }
        // In a book, another chapter's name explains nothing.
        let edge = |distance: i64| {
            company.sentences.partition_point(|s| (*s as i64) < self.sentence as i64 + distance)
        };
        let near = (edge(NEAR + 1) - edge(-NEAR)) as u32;
        if near == 0 && name.is_some() {
            return None;
        }
        v.flag(E::SameCompany, same);
        v.flag(E::Title, titled);
        v.flag(E::Determiner, determined && !article);
        v.flag(E::Article, article);
        v.flag(E::Says, next.contains(Class::SAYS));
        v.flag(E::Opens, self.opens());
        v.flag(E::PhraseEnds, page.classes.ends(self.tokens, self.end()));
        for (piece, class) in [
            (E::PrepIn, Class::IN),
            (E::PrepFrom, Class::FROM),
            (E::PrepTo, Class::TO),
            (E::PrepAt, Class::AT),
            (E::PrepOf, Class::OF),
            (E::PrepOther, Class::BY),
            (E::Coordinated, Class::AND),
            (E::Group, Class::GROUP),
        ] {
            v.flag(piece, previous.intersects(class));
        }
        let quote = |at: usize| self.tokens.get(at).and_then(Token::char).is_some_and(is_quote);
        v.flag(E::Quoted, self.at > 0 && quote(self.at - 1) && quote(self.end()));
        v.flag(
            E::Brackets,
            self.at > 0 && self.tokens[self.at - 1].char().is_some_and(|c| matches!(c, '(' | '[')),
        );
        let lower = &*self.form(page);
        v.flag(E::Phrase, self.length > 1);
        let fit = Fit::of(page, self.tokens, self.at, self.end(), true);
        v.set(E::FitLeft, fit.left);
        v.set(E::FitRight, fit.right);
        v.set(E::FitCapital, fit.capital);
        if let Some(usage) = lower.split(' ').next_back().and_then(residue::usage) {
            v.set(E::Frequency, usage.frequency / 5.0);
            v.set(E::Determined, usage.determined * 2.0);
            v.set(E::Verb, usage.verbal);
        }
        v.flag(E::Adjective, listed(INSTITUTIONS, lower));
        if self.length == 1 {
            v.set(E::LowerElsewhere, log(words.get(words.get(id).lower).count));
        }
        v.set(E::CapitalElsewhere, log(own.count.saturating_sub(1)));
        let others = own.before.iter().any(|b| !company.before.contains(b))
            || own.after.iter().any(|a| !company.after.contains(a));
        v.flag(E::OtherCompany, others);
        v.set(E::Exact, link.exact);
        v.set(E::Languages, log(link.languages));
        v.flag(E::Major, LANGUAGES.iter().take(MAJOR).any(|(code, _)| *code == link.lang));
        v.set(E::NameCount, log(near.max(u32::from(name.is_none()))));
        let small = written.to_lowercase();
        let word = residue::usage(&small).map_or(0.0, |u| u.frequency / 5.0);
        // Rare words are in the list for completeness: `rede` is a party of Brazil.
        v.set(E::NameIsWord, word * word * (1.0 - fit::capital_share(&small)));
        v.flag(E::NamePerson, company.person > 0);
        v.flag(E::NameElsewhere, company.group > 0);
        v.set(E::NameLength, (written.chars().count() as f32 - 6.0) / 4.0);
        v.flag(E::NearName, edge(3) > edge(-2));
        v.flag(E::Plural, lower.ends_with('s') && !link.plural);
        v.flag(E::PluralAgrees, link.plural);
        Some((v, article))
    }
}

/// Letters that both words begin with: `Organization` and `Organisation` are one word, not its translation.
fn cognate(word: &str, name: &str) -> usize {
    word.bytes().zip(name.bytes()).take_while(|(a, b)| a == b).count()
}
