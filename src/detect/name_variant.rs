//! `name-variant`: one name in two spellings.
//!
//! Transliteration has no one true form, and a translation system keeps the form of the language it read or makes a new one
//! in every sentence. Two mechanisms:
//! - a shipped table of well-known names and titles with the spellings of other languages (`Lawrow`, `Poutine`,
//!   `Mollah Beradar`), believed where nothing says that another person bears that name;
//! - the consonant skeleton (`brdr` for both `Baradar` and `Beradar`): two capitalised words unknown to the dictionary
//!   that agree in it, the one frequent, the other rare, and best with the same name beside them.

mod across;
mod letters;
mod table;

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::likeness::retain_recurring;
use super::{Context, Detector, Findings, nearby};
use crate::document::classes::{is_dash, is_quote};
use crate::document::{ByWord, Document, Gap, Shape, Token, TokenKind, WordId};
use crate::finding::{Applicability, Finding};
use crate::lang::{Lang, listed};
use crate::rule::{Family, Rule, Severity};
pub(crate) use across::{Names, find as names_across, verdicts as name_verdicts};
use letters::{class, distance, folded, is_dropped, skeleton, skeleton_of_folded, variants_of_one};
use table::{Entry, Kind, VARIANTS};

/// See the module.
pub struct NameVariant;

static RULES: [Rule; 1] = [Rule {
    name: "name-variant",
    family: Family::Translation,
    summary: "one name in two spellings",
    explain: "A name that the document spells otherwise elsewhere, or a well-known name in the spelling of another language \
(`Lawrow`, `Mollah Beradar`). The repair is the document's usual form or the usual English one. Spared: accepted English \
variants (`Kiev`, `Qaddafi`), two persons with variants of one given name, feminine and inflected forms, words about \
spelling, names that a table or the document shows to be somebody else's.",
    severity: Severity::Minor,
}];

impl Detector for NameVariant {
    fn rules(&self) -> &'static [Rule] {
        &RULES
    }

    fn document(&self, document: &Document, cx: &Context<'_>, out: &mut Findings) {
        if document.lang() == Lang::En {
            well_known(document, out);
            twins(document, cx, out);
        }
    }
}

/// Calls `visit` with every word token of English prose whose type `wanted` marks.
fn visit<'d>(document: &'d Document, wanted: &ByWord<u32>, mut visit: impl FnMut(Place<'d>, u32)) {
    visit_types(document, wanted, |place, number| {
        if place.is_word() {
            visit(place, number);
        }
    });
}

/// The same with other tokens of such types, of which none has been read yet: they take four times the memory of their types.
fn visit_types<'d>(document: &'d Document, wanted: &ByWord<u32>, mut visit: impl FnMut(Place<'d>, u32)) {
    // Few types are wanted: a table that fits the cache tells most words.
    let is_wanted: ByWord<bool> = ByWord::of(document.words(), |id| wanted.get(id) != 0);
    is_wanted.tokens(document, |sentence, at| {
        if sentence.is_prose() && sentence.lang() == Lang::En {
            let (tokens, ids) = (sentence.tokens(), sentence.word_ids());
            visit(Place { doc: document, tokens, ids, at }, wanted.get(ids[at]) - 1);
        }
    });
}

/// Reports well-known names in foreign spellings.
fn well_known(document: &Document, out: &mut Findings) {
    let words = document.words();
    let (_, variants) = &*VARIANTS;
    let mut wanted: Option<ByWord<u32>> = None;
    for id in words
        .ids()
        .filter(|id| matches!(words.get(*id).shape, Shape::Title | Shape::Mixed) && words.get(*id).count > 0)
    {
        if let Some(&(entry, _)) = variants.get(bare(words.text(id))) {
            wanted.get_or_insert_with(|| ByWord::new(words)).set(id, entry as u32 + 1);
        }
    }
    if let Some(wanted) = wanted {
        visit(document, &wanted, |place, _| {
            if let Some(finding) = place.well_known() {
                out.push(finding);
            }
        });
    }
}

#[derive(Clone, Copy)]
struct Place<'d> {
    doc: &'d Document,
    tokens: &'d [Token],
    ids: &'d [WordId],
    at: usize,
}

impl<'d> Place<'d> {
    fn is_word(&self) -> bool {
        self.tokens[self.at].kind == TokenKind::Word
    }

    /// The type of the token at `index`, if it may be a name: told from less memory than [`Self::name`] reads.
    fn name_type(&self, index: usize) -> Option<WordId> {
        let id = self.ids.get(index).filter(|id| id.is_typed())?;
        matches!(self.doc.words().get(*id).shape, Shape::Title | Shape::Mixed).then_some(*id)
    }

    /// The capitalised word at `index` without a possessive ending.
    fn name(&self, index: usize) -> Option<&'d str> {
        let token = self.tokens.get(index).filter(|t| t.kind == TokenKind::Word)?;
        let words = self.doc.words();
        let shape = token.word().map(|id| words.get(id).shape)?;
        matches!(shape, Shape::Title | Shape::Mixed).then(|| bare(self.doc.token_text(token)))
    }

    /// The capitalised word that stands next to this one with only white space between.
    fn neighbour(&self, index: Option<usize>) -> Option<&'d str> {
        let index = index?;
        let right = if index > self.at { index } else { self.at };
        let spaced =
            self.tokens.get(right).is_some_and(|t| matches!(t.gap, Gap::Space | Gap::NoBreak | Gap::Line));
        spaced.then(|| self.name(index)).flatten()
    }

    fn before(&self) -> Option<&'d str> {
        self.neighbour(self.at.checked_sub(1))
    }

    fn well_known(&self) -> Option<Finding> {
        let spelling = self.name(self.at)?;
        let (entries, variants) = &*VARIANTS;
        let &(entry, needs_company) = variants.get(spelling)?;
        let entry = &entries[entry];
        if self.hyphenated() || self.quoted() {
            return None;
        }
        let confidence = match entry.kind {
            Kind::Title => return self.titled(entry, needs_company),
            Kind::Person => self.person(entry, needs_company)?,
            Kind::Place => self.place()?,
        };
        // A title before the name is reported with it.
        let title = self
            .before()
            .and_then(|word| variants.get(word))
            .map(|&(title, _)| &entries[title])
            .filter(|title| title.kind == Kind::Title);
        let confidence = if self.about_spelling(entry.name) { confidence.min(500) } else { confidence };
        let token = &self.tokens[self.at];
        let (start, text) = match title {
            Some(title) => (&self.tokens[self.at - 1], format!("{} {}", title.name, entry.name)),
            None => (token, entry.name.to_owned()),
        };
        let mut span = start.span.to(token.span);
        span.end = token.span.start + spelling.len() as u32;
        let finding = Finding::new(&RULES[0], span, confidence, "a well-known name in a foreign spelling")
            .suggest(text, Applicability::Ask);
        Some(finding.because(format!(
            "English texts write `{}`; `{spelling}` is the spelling of another language",
            entry.name
        )))
    }

    /// `Ayetullah` before a name; with a variant name after it the two are reported together.
    fn titled(&self, entry: &Entry, needs_company: bool) -> Option<Finding> {
        let after = self.neighbour(Some(self.at + 1))?;
        if needs_company
            || VARIANTS.1.get(after).is_some_and(|&(name, _)| VARIANTS.0[name].kind == Kind::Person)
        {
            return None;
        }
        let span = self.tokens[self.at].span;
        Some(
            Finding::new(&RULES[0], span, 760, "a title in a foreign spelling")
                .suggest(entry.name, Applicability::Ask),
        )
    }

    /// Whether the person meant is the well-known one: the given name or a title stands before, or nothing that makes it
    /// another's.
    fn person(&self, entry: &Entry, needs_company: bool) -> Option<u16> {
        let given = |word: &str| {
            entry
                .given
                .split(' ')
                .any(|name| name == word || skeleton(name) == skeleton(word) && name.len() > 3)
        };
        match self.before() {
            Some(word) if given(word) => Some(900),
            Some(word)
                if is_office(&word.to_lowercase())
                    || VARIANTS
                        .1
                        .get(word)
                        .is_some_and(|&(title, _)| VARIANTS.0[title].kind == Kind::Title) =>
            {
                Some(880)
            }
            // "Kristina Gorbatschow" is somebody else.
            Some(_) if self.at > 1 => None,
            _ if needs_company => None,
            // "Lawrow Street", "Gandi Brothers"
            _ if self.neighbour(Some(self.at + 1)).is_some() => Some(500),
            _ => Some(840),
        }
    }

    /// A place: a preposition before it, and no capitalised word beside it, which would make it part of another name.
    fn place(&self) -> Option<u16> {
        let words = self.doc.words();
        let before = self
            .at
            .checked_sub(1)
            .and_then(|i| self.tokens.get(i))
            .and_then(Token::word)
            .map_or("", |id| words.text(words.get(id).lower));
        let placed = listed(
            "in to from of near at for around over towards toward between leave left reached and into \
outside on",
            before,
        );
        (placed && self.neighbour(Some(self.at + 1)).is_none()).then_some(800)
    }

    fn hyphenated(&self) -> bool {
        let joins = |token: Option<&Token>| {
            token.and_then(Token::char).is_some_and(|c| is_dash(c) || matches!(c, '/' | '.' | '@'))
        };
        let left = self.tokens[self.at].gap == Gap::None
            && joins(self.at.checked_sub(1).and_then(|i| self.tokens.get(i)));
        let next = self.tokens.get(self.at + 1);
        let after_next = self.tokens.get(self.at + 2).is_some_and(|t| t.gap == Gap::None);
        left || next.is_some_and(|t| t.gap == Gap::None && after_next && joins(Some(t)))
    }

    /// A mention: “Kiew”.
    fn quoted(&self) -> bool {
        let quote = |index: Option<usize>| {
            index.and_then(|i| self.tokens.get(i)).and_then(Token::char).is_some_and(is_quote)
        };
        quote(self.at.checked_sub(1)) && quote(Some(self.at + 1))
    }

    /// The sentence has the usual form too, or speaks of names and spellings.
    fn about_spelling(&self, usual: &str) -> bool {
        self.tokens.iter().enumerate().any(|(index, token)| {
            let text = bare(self.doc.token_text(token));
            index != self.at && (text == usual || listed("spelt spelled spelling spellings called transliterated transliteration pronounced written \
say titled entitled", text))
        })
    }
}

fn is_office(word: &str) -> bool {
    listed(
        "president minister chancellor premier leader general colonel marshal king prince comrade mr \
dr imam mullah ayatollah sheikh commander secretary spokesman dictator ambassador professor \
sultan shah emir",
        word,
    )
}

fn bare(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

/// A capitalised word that may be a name, with the capitalised words that stand beside it.
#[derive(Default)]
struct Name<'d> {
    count: u32,
    /// Whether it stands after the name, and the word.
    beside: Vec<(bool, &'d str)>,
}

/// Reports rare spellings of names that the document spells otherwise elsewhere.
fn twins(document: &Document, cx: &Context<'_>, out: &mut Findings) {
    let words = document.words();
    // Most names have a skeleton of their own, which its hash tells.
    let mut hashed: Vec<(u64, WordId)> = words
        .ids()
        .filter(|id| is_candidate(document, *id))
        .filter_map(|id| Some((key_hash(bare(words.text(id)))?, id)))
        .collect();
    retain_recurring(&mut hashed, |(hash, _)| *hash);
    hashed.sort_unstable();
    let mut groups: Vec<(Key, Group<'_>)> = Vec::new();
    for run in hashed.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() > 1) {
        let first = groups.len();
        for &(_, id) in run {
            let spelling = bare(words.text(id));
            let Some(key) = key(spelling) else { continue };
            // Two keys of one hash are all but impossible.
            let known = groups.iter().skip(first).position(|(other, _)| *other == key);
            let index = first + known.unwrap_or(groups.len() - first);
            if index == groups.len() {
                groups.push((key, Group::new()));
            }
            groups[index].1.entry(spelling).or_default().count += words.get(id).count;
        }
    }
    // The dictionary is asked last, of the few names that resemble a more frequent one.
    groups.retain_mut(|(_, group)| {
        let resembles = |group: &Group<'_>| group.len() > 1 && group.values().any(|n| n.count > 1);
        if !resembles(group) {
            return false;
        }
        group.retain(|spelling, _| cx.knows_text(&spelling.to_lowercase()) != Some(true));
        resembles(group)
    });
    if groups.is_empty() {
        return;
    }
    // By word type, possessives too: one more than the number of its spelling.
    let spellings: FxHashMap<&str, u32> = groups
        .iter()
        .flat_map(|(_, group)| group.keys())
        .zip(1..)
        .map(|(spelling, n)| (*spelling, n))
        .collect();
    let number = |id| spellings.get(bare(words.text(id))).copied().unwrap_or(0);
    let wanted = ByWord::of(words, |id| if words.get(id).shape == Shape::Title { number(id) } else { 0 });
    let mut beside: Vec<Vec<(bool, &str)>> = vec![Vec::new(); spellings.len()];
    // Word types that were looked at beside each spelling: numbers are compared faster than words.
    let mut met: Vec<Vec<(bool, WordId)>> = vec![Vec::new(); spellings.len()];
    visit_types(document, &wanted, |place, index| {
        let (beside, met) = (&mut beside[index as usize], &mut met[index as usize]);
        if beside.len() >= 16 {
            return;
        }
        for (after, neighbour) in [(false, place.at.checked_sub(1)), (true, Some(place.at + 1))] {
            let Some(id) = neighbour.and_then(|at| place.name_type(at)) else { continue };
            if met.contains(&(after, id)) || !place.is_word() {
                continue;
            }
            let Some(word) = place.neighbour(neighbour) else { continue };
            met.push((after, id));
            if beside.len() < 16 && !beside.contains(&(after, word)) && !is_office(&word.to_lowercase()) {
                beside.push((after, word));
            }
        }
    });
    let mut verdicts: BTreeMap<&str, Verdict<'_>> = BTreeMap::new();
    for ((_, skeleton), group) in &mut groups {
        for (spelling, name) in group.iter_mut() {
            let own = spellings.get(spelling).and_then(|n| beside.get_mut(*n as usize - 1));
            name.beside = own.map(std::mem::take).unwrap_or_default();
        }
        rare_spellings(&|word| cx.knows_text(word), skeleton, group, &mut verdicts);
    }
    if verdicts.is_empty() {
        return;
    }
    let reported = |id| u32::from(wanted.get(id) != 0 && verdicts.contains_key(bare(words.text(id))));
    visit(document, &ByWord::of(words, reported), |place, _| {
        let token = &place.tokens[place.at];
        let spelling = bare(document.token_text(token));
        let Some(verdict) = verdicts.get(spelling) else { return };
        let mut span = token.span;
        span.end = span.start + spelling.len() as u32;
        // In a long text another spelling may be of another person, or of another document in the same file.
        let near =
            |spelling: &str| words.find(spelling).map_or(0, |id| nearby::count(document, id, span.start));
        let is_far = nearby::is_long(document) && near(verdict.usual) < 2.max(2 * near(spelling));
        let confidence = if is_far { verdict.confidence.min(450) } else { verdict.confidence };
        let finding = Finding::new(
            &RULES[0],
            span,
            confidence,
            "this name is spelt otherwise elsewhere in this document",
        );
        out.push(
            finding
                .suggest(verdict.usual, Applicability::Ask)
                .because(format!("`{}` occurs {} times", verdict.usual, verdict.count)),
        );
    });
}

/// Whether the word type can be a name with variants: capitalised inside sentences, never in lower case, in no dictionary so.
fn is_candidate(document: &Document, id: WordId) -> bool {
    let words = document.words();
    let word = words.get(id);
    let capital = word.shape == Shape::Title && word.count_inside > 0 && words.get(word.lower).count == 0;
    capital && bare(words.text(id)).len() >= 5
}

/// The first letter and the skeleton, which variants of a name share.
type Key = (char, String);

/// The spellings of one key.
type Group<'d> = BTreeMap<&'d str, Name<'d>>;

fn key(spelling: &str) -> Option<Key> {
    let folded = folded(spelling);
    let skeleton = skeleton_of_folded(&folded);
    let first = folded.chars().next().map(class)?;
    (skeleton.len() >= 2).then_some((first, skeleton))
}

/// A hash of the [`key`] of a spelling, told without making it where the spelling is ASCII.
fn key_hash(spelling: &str) -> Option<u64> {
    let mix = |hash: u64, c: char| (hash.rotate_left(5) ^ u64::from(c)).wrapping_mul(0x517C_C1B7_2722_0A95);
    if !spelling.is_ascii() {
        let (first, skeleton) = key(spelling)?;
        return Some(skeleton.chars().fold(mix(0, first), mix));
    }
    let letters = || spelling.bytes().map(|b| class(char::from(b.to_ascii_lowercase())));
    let (mut hash, mut length, mut last) = (mix(0, letters().next()?), 0, None);
    for c in letters().filter(|c| !is_dropped(*c)) {
        if last != Some(c) {
            hash = mix(hash, c);
            length += 1;
        }
        last = Some(c);
    }
    (length >= 2).then_some(hash)
}

/// What is reported of a rare spelling.
struct Verdict<'d> {
    usual: &'d str,
    count: u32,
    confidence: u16,
}

/// The rare spellings among the names of one skeleton.
fn rare_spellings<'d>(
    knows: &dyn Fn(&str) -> Option<bool>,
    skeleton: &str,
    group: &Group<'d>,
    verdicts: &mut BTreeMap<&'d str, Verdict<'d>>,
) {
    let Some((&usual, most)) =
        group.iter().max_by_key(|(spelling, name)| (name.count, std::cmp::Reverse(**spelling)))
    else {
        return;
    };
    for (&rare, name) in group {
        // Two parts of one person's name ("Mahmud Muhammad Tukur") are two names.
        let two = name.beside.iter().any(|(_, word)| *word == usual)
            || most.beside.iter().any(|(_, word)| *word == rare);
        if rare == usual
            || two
            || most.count < 2
            || most.count < name.count * 2
            || !variants_of_one(usual, rare)
        {
            continue;
        }
        let shared = name.beside.iter().any(|b| most.beside.contains(b));
        let surname_shared = name.beside.iter().any(|b| b.0 && most.beside.contains(b));
        let known = knows(rare) == Some(true);
        let usual_known = knows(usual) == Some(true);
        // Alone, a rare spelling may be another person or town; with other names beside it, it is one.
        let lonely = name.beside.is_empty()
            && rare.len() >= 7
            && most.count >= 3
            && most.count >= name.count * 3
            && distance(usual, rare) <= 1;
        // A slip in a name of the dictionary ("Philipines"); with a given name before it, it is another person's.
        let given =
            name.beside.iter().any(|(after, word)| !after && !matches!(*word, "The" | "In" | "From" | "Of"));
        let slip = usual_known && !given && rare.len() >= 7 && distance(usual, rare) <= 1;
        if known && !shared {
            continue;
        }
        let confidence = match (shared, known) {
            (true, false) => 780,
            (false, false) if slip => 740,
            (true, true) if usual_known || surname_shared => 740,
            (false, false) if lonely && skeleton.len() > 2 => 720,
            _ => 450,
        };
        if skeleton.len() > 2 || shared {
            verdicts.insert(rare, Verdict { usual, count: most.count, confidence });
        }
    }
}
