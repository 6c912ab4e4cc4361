//! The lexicon: words that a table gives as translations of a place's name, judged by where they stand.
//!
//! Most common words of English are in that table, so an entry alone means nothing. A word in lower case is looked up only
//! in a slot for places ("areas of _,", "Kharkiv and _"), a capitalised one only where nothing else explains the capital.

use std::cell::LazyCell;

use super::evidence::{self, Evidence, Group, Vector};
use super::fit::Fit;
use super::page::{Page, Surroundings, bare, spaced};
use super::slots::{Class, INSTITUTIONS, in_chain};
use super::{Candidate, Suspect};
use crate::detect::nearby;
use crate::document::classes::is_quote;
use crate::document::{Shape, Token, TokenKind, WordId};
use crate::exact;
use crate::lang::{Lang, listed};
use crate::residue::{self, Form, Kind, PREPOSITIONS, Place, Reading};
use crate::span::Span;

/// Candidates kept for one suspect.
const CANDIDATES: usize = 8;
/// Words of the longest form of the table that is looked for: `keep on going`.
const LONGEST: usize = 3;

/// Suspects of the whole document.
pub(super) fn suspects(page: &Page<'_>, source: Option<&str>, out: &mut Vec<Suspect>) {
    for paragraph in page.doc.paragraphs().filter(|p| p.is_prose() && p.lang() == Lang::En) {
        // Reckoned when a word of the paragraph asks for it.
        let near = LazyCell::new(|| page.surroundings(paragraph.span()));
        for sentence in paragraph.sentences() {
            let tokens = sentence.tokens();
            for at in 0..tokens.len() {
                let slot = Slot { page, near: &near, tokens, at, length: 1, source };
                out.extend(slot.suspect());
            }
        }
    }
}

#[derive(Clone, Copy)]
struct Slot<'p, 'd> {
    page: &'p Page<'d>,
    near: &'p dyn std::ops::Deref<Target = Surroundings>,
    tokens: &'d [Token],
    at: usize,
    /// Tokens of the suspect: 2 for a clause.
    length: usize,
    source: Option<&'p str>,
}

impl Slot<'_, '_> {
    /// The longest form of the table that stands here.
    fn suspect(self) -> Option<Suspect> {
        let token = &self.tokens[self.at];
        if token.kind != TokenKind::Word || self.at == 0 || !spaced(token.gap) {
            return None;
        }
        let id = token.word()?;
        if self.page.classes.of(id).contains(Class::SUBJECT) {
            return self.clause();
        }
        match self.page.doc.words().get(id).shape {
            Shape::Lower => self.lower(),
            Shape::Title => self.title(),
            _ => None,
        }
    }

    /// "areas of I accept", "the I attack train bombings": a clause, the strongest sign of all.
    fn clause(mut self) -> Option<Suspect> {
        self.length = 2;
        let before = self.class(Some(self.at - 1));
        // "Iran and I hope you ..." goes on, "Iran and I hope." does not.
        let stops = self.tokens.get(self.end()).is_none_or(|t| !t.is_wordlike());
        let joined = before.intersects(Class::PLACE | Class::VISIT | Class::COMPASS)
            || before.contains(Class::AND) && stops && self.coordinated().is_some();
        let article = before.contains(Class::ARTICLE_EN);
        let ends = self.page.classes.ends(self.tokens, self.end());
        if article || joined && ends { self.phrase() } else { None }
    }

    fn lower(mut self) -> Option<Suspect> {
        let before = self.class(Some(self.at - 1));
        let placed = before.intersects(Class::PLACE | Class::VISIT | Class::COMPASS);
        if !placed && !before.contains(Class::AND) && !self.tokens[self.at - 1].is(',') {
            return None;
        }
        if self.near.total > 0 {
            for length in (2..=LONGEST).rev() {
                self.length = length;
                if (placed || self.coordinated().is_some() || self.apposed())
                    && (self.page.classes.ends(self.tokens, self.end()) || self.heads())
                    && let Some(suspect) = self.phrase()
                {
                    return Some(suspect);
                }
            }
        }
        self.length = 1;
        let class = self.class(Some(self.at));
        let lower = self.page.lower(self.tokens[self.at].word()?);
        // "the streets of acceptance's old town"
        let ends = self.page.classes.ends(self.tokens, self.end()) || bare(lower) != lower;
        if class.intersects(Class::CLOSED | Class::TIME) {
            // "the people of Would": no sentence puts an auxiliary verb there.
            let placed = before.intersects(Class::IN | Class::FROM | Class::OF);
            return if class.contains(Class::AUXILIARY) && placed && ends {
                self.judge(lower, false)
            } else {
                None
            };
        }
        let beside = placed || self.coordinated().is_some() || self.apposed();
        let closes = ends || placed && self.heads() || self.in_list();
        if !closes || !beside || self.near.total == 0 || self.paired() {
            return None;
        }
        self.judge(bare(lower), false)
    }

    fn title(mut self) -> Option<Suspect> {
        let id = self.tokens[self.at].word()?;
        let class = self.page.classes.of(id);
        let before = self.class(Some(self.at - 1));
        // A title stands before persons, not places.
        if self.page.is_place(id)
            || before.contains(Class::TITLE)
            || self.opens()
            || in_chain(self.page, self.tokens, self.at)
        {
            return None;
        }
        for length in (2..=LONGEST).rev() {
            self.length = length;
            if !self.beside_capital()
                && let Some(suspect) = self.phrase()
            {
                return Some(suspect);
            }
        }
        self.length = 1;
        let lower = self.page.lower(id);
        if self.beside_capital() || listed(INSTITUTIONS, lower) {
            return None;
        }
        if class.intersects(Class::CLOSED | Class::TIME) {
            let odd = class.intersects(Class::AUXILIARY | Class::DEGREE);
            return if odd && before.intersects(Class::IN | Class::FROM | Class::OF) {
                self.judge(lower, true)
            } else {
                None
            };
        }
        self.judge(bare(lower), true)
    }

    /// The words from `at` on as one form of the table, where all have capitals or none has one.
    fn phrase(self) -> Option<Suspect> {
        let words = self.page.doc.words();
        let mut form = String::new();
        let mut title = None;
        for (index, token) in self.tokens.get(self.at..self.end())?.iter().enumerate() {
            let id = token.word().filter(|_| token.kind == TokenKind::Word && spaced(token.gap))?;
            let class = self.page.classes.of(id);
            let is_title = words.get(id).shape == Shape::Title;
            let subject = index == 0 && class.contains(Class::SUBJECT);
            if self.page.is_place(id) || !subject && *title.get_or_insert(is_title) != is_title {
                return None;
            }
            if index > 0 {
                form.push(' ');
            }
            let lower = self.page.lower(id);
            form.push_str(if index + 1 == self.length { bare(lower) } else { lower });
        }
        self.judge(&form, title?)
    }

    /// What lies in a place comes next: "in _ state", "the _ airport".
    fn heads(&self) -> bool {
        self.class(Some(self.end())).intersects(Class::HEAD | Class::TOWN)
    }

    fn class(&self, at: Option<usize>) -> Class {
        self.page.classes.at(self.tokens, at)
    }

    fn end(&self) -> usize {
        self.at + self.length
    }

    /// Whether no word of the sentence stands before.
    fn opens(&self) -> bool {
        !self.tokens[..self.at].iter().any(Token::is_wordlike)
            // After a colon or an opening quotation mark a new sentence begins.
            || self.tokens[self.at - 1].char().is_some_and(|c| matches!(c, ':' | '.' | '…') || is_quote(c))
    }

    /// Whether a capitalised word stands directly beside it.
    fn beside_capital(&self) -> bool {
        let before = self.page.capital(self.tokens, Some(self.at - 1)).is_some_and(|id| !self.opens_with(id));
        let after = self.tokens.get(self.end()).is_some_and(|t| spaced(t.gap) || t.is('-'))
            && (self.page.capital(self.tokens, Some(self.end())).is_some()
                || self.tokens.get(self.end()).is_some_and(|t| t.is('-') || t.kind == TokenKind::Number));
        before || after || self.tokens[self.at - 1].is('-')
    }

    /// A word that is capitalised because it is the first of the sentence: `In _`.
    fn opens_with(&self, id: WordId) -> bool {
        self.at == 1 && self.page.classes.of(id).intersects(Class::CLOSED)
    }

    /// "areas of", "city of"
    fn head(&self) -> bool {
        self.class(Some(self.at - 1)).contains(Class::OF)
            && self.class(self.at.checked_sub(2)).intersects(Class::HEAD | Class::TOWN)
    }

    fn place_ending(&self, at: Option<usize>) -> Option<Place> {
        self.page.place_at(self.tokens.get(at?), false)
    }

    /// "in army and navy": coordinated with another word in lower case that is no place.
    fn paired(&self) -> bool {
        let next = self.tokens.get(self.end() + 1).and_then(Token::word);
        let noun = |id: WordId| {
            self.page.doc.words().get(id).shape == Shape::Lower
                && !self.page.classes.of(id).contains(Class::CLOSED)
        };
        self.class(Some(self.end())).contains(Class::AND)
            && next.is_some_and(noun)
            && self.coordinated().is_none()
    }

    /// "São Paulo, Belo Horizonte and _": it ends a list of three places at least.
    fn in_list(&self) -> bool {
        let comma = |back: usize| self.at.checked_sub(back).filter(|at| self.tokens[*at].is(','));
        let first = comma(3).or_else(|| comma(4)).and_then(|at| at.checked_sub(1));
        self.class(Some(self.at - 1)).contains(Class::AND) && self.place_ending(first).is_some()
    }

    /// "Nairobi, _."
    fn apposed(&self) -> bool {
        self.tokens[self.at - 1].is(',') && self.at > 1 && self.place_ending(Some(self.at - 2)).is_some()
    }

    /// The place it is coordinated with: "Italy, Spain and _".
    fn coordinated(&self) -> Option<Place> {
        let before = self.at - 1;
        let comma = |at: usize| self.tokens.get(at).is_some_and(|t| t.is(','));
        let and = |at: usize| self.class(Some(at)).contains(Class::AND);
        let left = if and(before) {
            let skip = usize::from(before > 0 && comma(before - 1)) + 1;
            self.place_ending(before.checked_sub(skip))
        } else if comma(before) && (comma(self.end()) || and(self.end())) {
            self.place_ending(before.checked_sub(1))
        } else {
            None
        };
        left.or_else(|| {
            let joined = and(self.end()) || comma(self.end());
            let placed = self.class(Some(before)).intersects(Class::PLACE) || comma(before);
            if joined && placed { self.page.place_at(self.tokens.get(self.end() + 1), true) } else { None }
        })
    }

    fn judge(&self, form: &str, capital: bool) -> Option<Suspect> {
        let mut readings = residue::readings(form)
            .filter(|r| r.kind != Kind::Leader && self.source.is_none_or(|lang| lang == r.lang))
            // "willing to get into", "by adding": English as it should be.
            .filter(|r| {
                let verb = match r.form {
                    Form::Verb => self.class(Some(self.at - 1)).contains(Class::TO),
                    Form::Inflected => form.split(' ').next().is_some_and(|first| first.ends_with("ing")),
                    _ => false,
                };
                capital || !verb
            })
            .peekable();
        readings.peek()?;
        let model = evidence::model(Group::Place);
        // "to rule", "to pick up": a verb after "to" is an infinitive.
        let first = form.split(' ').next().and_then(residue::usage);
        let to = self.tokens[self.at - 1].word().is_some_and(|id| self.page.lower(id) == "to");
        if !capital && to && first.is_some_and(|u| u.verbal > 0.15) {
            return None;
        }
        let common = self.common(form, capital);
        let kin = self.coordinated();
        let mut candidates: Vec<Candidate> = Vec::new();
        for reading in readings {
            let evidence = self.evidence(common, &reading, kin, form);
            let score = model.score(&evidence);
            match candidates.iter_mut().find(|c| c.name == reading.name) {
                Some(known) if known.score >= score => {}
                known => {
                    let candidate = Candidate {
                        name: reading.name.to_owned(),
                        kind: Some(reading.kind),
                        country: reading.country,
                        lang: reading.lang,
                        word: reading.word.to_owned(),
                        evidence,
                        score,
                    };
                    match known {
                        Some(known) => *known = candidate,
                        None => candidates.push(candidate),
                    }
                }
            }
        }
        candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.name.cmp(&b.name)));
        candidates.truncate(CANDIDATES);
        let first = self.tokens[self.at].span;
        let last = self.tokens[self.end() - 1];
        let mut span = Span::new(first.start, last.span.end);
        span.end -=
            (self.page.doc.token_text(&last).len() - bare(self.page.doc.token_text(&last)).len()) as u32;
        Some(Suspect { span, form: form.to_owned(), group: Group::Place, capital, candidates })
    }

    /// The evidence that all candidates share.
    fn common(&self, form: &str, capital: bool) -> Vector {
        use Evidence as E;
        let mut v = Vector::default();
        let before = self.class(Some(self.at - 1));
        for (piece, class) in [
            (E::PrepIn, Class::IN),
            (E::PrepFrom, Class::FROM),
            (E::PrepTo, Class::TO),
            (E::PrepAt, Class::AT),
            (E::PrepOther, Class::BY),
            (E::Visit, Class::VISIT),
            (E::Determiner, Class::DETERMINER),
            (E::Title, Class::TITLE),
        ] {
            v.flag(piece, before.intersects(class));
        }
        v.flag(E::Head, self.head());
        v.flag(E::PrepOf, before.contains(Class::OF) && !self.head());
        v.flag(E::PhraseEnds, self.page.classes.ends(self.tokens, self.end()));
        let words = self.page.doc.words();
        let usage = form.split(' ').next_back().and_then(residue::usage);
        if let Some(usage) = usage {
            v.set(E::Frequency, usage.frequency / 5.0);
            let preposition = words_index(self.page, self.tokens, self.at - 1);
            let attested = preposition.and_then(|p| usage.after.get(p)).copied().unwrap_or(0.0);
            v.set(E::Attested, if self.length == 1 { attested / 3.0 } else { 0.0 });
        } else {
            v.set(E::Frequency, 0.3);
        }
        v.flag(E::Capital, capital);
        let bracket = |c: char| matches!(c, '(' | '[');
        v.flag(E::Brackets, self.tokens[self.at - 1].char().is_some_and(bracket));
        let quote = |at: usize| self.tokens.get(at).and_then(Token::char).is_some_and(is_quote);
        v.flag(E::Quoted, quote(self.at - 1) && quote(self.end()));
        if self.length == 1 {
            let others = |text: &str| words.find(text).map_or(0, |id| self.count_near(id));
            let own = u32::from(!capital);
            v.set(E::LowerElsewhere, log(others(form).saturating_sub(own)));
            let mut title = form.to_owned();
            if let Some(first) = title.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            v.set(E::CapitalElsewhere, log(others(&title).saturating_sub(1 - own)));
        }
        let open = before.is_empty() && self.tokens[self.at - 1].is_word();
        v.flag(E::ModifierBefore, open);
        v.flag(E::CapitalEnds, capital && v.has(E::PhraseEnds));
        v.flag(E::Says, self.class(Some(self.end())).intersects(Class::SAYS | Class::AUXILIARY));
        v.flag(E::NoCountry, self.near.total == 0);
        v.flag(E::Compass, before.contains(Class::COMPASS));
        v.flag(E::Heads, self.heads());
        v.flag(E::Phrase, self.length > 1);
        let fit = Fit::of(self.page, self.tokens, self.at, self.end(), capital);
        v.set(E::FitLeft, fit.left);
        v.set(E::FitRight, fit.right);
        v.flag(E::FitUnknown, !fit.known);
        if capital {
            v.set(E::FitCapital, fit.capital);
        } else {
            v.set(E::LowerFitLeft, fit.left);
            v.set(E::LowerFitRight, fit.right);
        }
        v
    }

    /// How often a word stands near.
    fn count_near(&self, id: WordId) -> u32 {
        nearby::count(self.page.doc, id, self.tokens[self.at].span.start)
    }

    /// The evidence about one reading.
    fn evidence(&self, mut v: Vector, reading: &Reading, kin: Option<Place>, form: &str) -> Vector {
        use Evidence as E;
        let own = self.near.mentions(reading.country);
        let near = self.near.neighbours(reading.country);
        v.set(E::Prior, exact::ln(f64::from(reading.prior) / 100.0) as f32);
        v.set(E::DocCountry, log(own));
        v.set(E::DocNeighbour, log(near).min(3.0));
        v.flag(E::OtherCountries, own == 0 && near == 0 && self.near.total > 0);
        if self.near.total > 0 {
            v.set(E::CountryShare, own as f32 / self.near.total as f32);
        }
        let said = self
            .tokens
            .iter()
            .any(|t| self.page.place(Some(t)).is_some_and(|p| p.country == reading.country));
        v.flag(E::SentenceCountry, said);
        v.flag(E::Apposed, kin.is_none() && self.apposed());
        v.flag(E::Coordinated, kin.is_some());
        let related = kin.is_some_and(|k| {
            k.country == reading.country
                || residue::country(reading.country).is_some_and(|c| c.neighbours.contains(&k.country))
        });
        v.flag(E::CoordinatedKin, related);
        v.flag(E::Clause, reading.form == Form::Clause);
        v.flag(E::Verb, matches!(reading.form, Form::Verb | Form::Inflected));
        v.flag(E::Plural, reading.form == Form::Plural);
        v.flag(E::Adjective, reading.form == Form::Adjective);
        if reading.form == Form::Noun && self.length == 1 {
            v.set(E::Determined, residue::usage(form).map_or(0.0, |u| u.determined * 2.0));
        }
        if !v.has(E::Capital) && self.length == 1 {
            v.flag(E::LowerPlural, reading.form == Form::Plural);
            v.flag(E::LowerVerb, v.has(E::Verb));
            v.set(E::BareCount, if v.get(E::Determined) > 0.7 { v.get(E::Determined) } else { 0.0 });
            v.set(E::LowerFrequency, v.get(E::Frequency));
        }
        v.flag(E::IsCountry, reading.kind == Kind::Country);
        v.flag(E::IsRegion, reading.kind == Kind::Region);
        let capital_city = residue::country(reading.country).is_some_and(|c| c.capital == reading.name);
        v.flag(E::IsCapital, capital_city);
        let name = reading.name.split(' ').next_back().and_then(|n| self.page.doc.words().find(n));
        v.set(E::NameElsewhere, name.map_or(0.0, |id| log(self.count_near(id))));
        let slot = v.has(E::Head)
            || v.has(E::PrepIn)
            || v.has(E::PrepFrom)
            || v.has(E::PrepTo)
            || v.has(E::Visit)
            || v.has(E::Coordinated);
        if slot {
            v.set(E::SlotInCountry, v.get(E::DocCountry));
        }
        if v.has(E::Capital) {
            v.set(E::CapitalInCountry, v.get(E::DocCountry));
        }
        v
    }
}

fn words_index(page: &Page<'_>, tokens: &[Token], at: usize) -> Option<usize> {
    let id = tokens.get(at)?.word()?;
    let text = page.lower(id);
    PREPOSITIONS.iter().position(|p| *p == text)
}

pub(super) fn log(count: u32) -> f32 {
    exact::ln(1.0 + f64::from(count.min(12))) as f32
}
