//! `gender-flip`: one person who is `he` and `she` in one paragraph.
//!
//! Turkish, Persian, Hungarian and other languages have one pronoun for both; a translation system guesses anew in every
//! sentence. In English prose both pronouns in one paragraph nearly always mean two persons, so the rule speaks only where
//! the paragraph names one person, no other person is mentioned by any noun, nobody is quoted, and the paragraph before does
//! not offer another.

use super::{Context, Detector, Findings};
use crate::document::classes::is_quote;
use crate::document::{ByWord, Document, Gap, Paragraph, Sentence, Shape, Token, WordId};
use crate::finding::{Applicability, Finding};
use crate::lang::{Lang, listed};
use crate::residue;
use crate::rule::{Family, Rule, Severity};

/// See the module.
pub struct GenderFlip;

static RULES: [Rule; 1] = [Rule {
    name: "gender-flip",
    family: Family::Translation,
    summary: "one person is he and she in one paragraph",
    explain: "Languages without grammatical gender leave the choice of he or she to the translation system, which guesses anew in each \
sentence: \"Dr Kaya opened the clinic in 2009. He trained forty nurses. She retired last year.\" Reported only where the paragraph names \
a single person and mentions nobody else; the rarer pronoun is marked. Spared: paragraphs with a second name or a noun for a person \
(wife, brother, colleague), quotations, and pronouns that may refer to the paragraph before.",
    severity: Severity::Major,
}];

const MALE: &str = "he him his himself";
const FEMALE: &str = "she her hers herself";
/// Nouns that bring another person into the paragraph, and pronouns of several.
const PEOPLE: &str = "man men woman women boy boys girl girls wife husband mother father parents parent son sons daughter daughters \
brother brothers sister sisters aunt uncle cousin cousins child children baby partner friend friends colleague colleagues lover fiancé \
fiancée girlfriend boyfriend lady gentleman king queen prince princess actress actor waiter waitress someone somebody anyone anybody \
everyone everybody nobody one person people they them their who character heroine hero victim suspect attacker patient patients doctor nurse \
teacher student students widow widower bride groom grandmother grandfather grandson granddaughter nephew niece mr mrs ms miss sir madam couple \
rival predecessor successor assistant driver neighbour neighbor boss employee client customer cat dog horse ship";

impl Detector for GenderFlip {
    fn rules(&self) -> &'static [Rule] {
        &RULES
    }

    fn document(&self, document: &Document, _cx: &Context<'_>, out: &mut Findings) {
        if document.lang() != Lang::En {
            return;
        }
        let Some(pronouns) = Pronouns::of(document) else { return };
        for paragraph in document.paragraphs().filter(|p| p.is_prose()) {
            if let Some(finding) = check(paragraph, &pronouns) {
                out.push(finding);
            }
        }
    }
}

/// The genders of the word types of a document that has pronouns of both, a bit each: 1 for `he`, 2 for `she`.
struct Pronouns(ByWord<u8>);

impl Pronouns {
    fn of(document: &Document) -> Option<Self> {
        let words = document.words();
        let present = |list: &str| list.split(' ').filter_map(|word| words.find(word)).collect();
        let [male, female]: [Vec<WordId>; 2] = [present(MALE), present(FEMALE)];
        let gender = |id: &WordId| u8::from(male.contains(id)) + 2 * u8::from(female.contains(id));
        let all = || Self(ByWord::of(words, |id| gender(&words.get(id).lower)));
        (!male.is_empty() && !female.is_empty()).then(all)
    }

    fn gender(&self, token: &Token) -> u8 {
        token.word().map_or(0, |id| self.0.get(id))
    }
}

fn check(paragraph: Paragraph<'_>, pronouns: &Pronouns) -> Option<Finding> {
    let document = paragraph.document();
    let tokens = paragraph.tokens();
    let gender = |token: &Token| pronouns.gender(token);
    // Most paragraphs have pronouns of one gender at most and are done here.
    if paragraph.word_ids().iter().fold(0, |all, id| all | pronouns.0.get(*id)) != 3 {
        return None;
    }
    let found: Vec<(usize, u8)> = tokens
        .iter()
        .enumerate()
        .map(|(at, token)| (at, gender(token)))
        .filter(|(_, gender)| *gender > 0)
        .collect();
    let count = |gender: u8| found.iter().filter(|(_, g)| *g == gender).count();
    let (male, female) = (count(1), count(2));
    if male.min(female) > 2 {
        return None;
    }
    let rare = if male < female || male == female && found[0].1 == 2 { 1 } else { 2 };
    let person = single_person(paragraph)?;
    // Both in one sentence are two persons more often than not ("he told her").
    let sentences: Vec<Sentence<'_>> = paragraph.sentences().collect();
    let genders =
        |sentence: &Sentence<'_>| sentence.tokens().iter().fold(0, |all, token| all | gender(token));
    if sentences.iter().any(|s| genders(s) == 3) {
        return None;
    }
    // The pronoun may look back to the paragraph before.
    let before =
        paragraph.previous().map_or(0, |p| p.tokens().iter().fold(0, |all, token| all | gender(token)));
    if before & rare > 0 {
        return None;
    }
    let &(at, _) = found.iter().find(|(at, g)| *g == rare && *at > person)?;
    if found[0].0 < person {
        return None;
    }
    let word = document.token_text(&tokens[at]);
    let other = swapped(document, tokens, at);
    let confidence = if male.max(female) >= 2 && male.min(female) == 1 { 730 } else { 500 };
    let name = document.token_text(&tokens[person]);
    let most = if rare == 1 { "she or her" } else { "he or his" };
    Some(
        Finding::new(&RULES[0], tokens[at].span, confidence, "one person is he and she in one paragraph")
            .suggest(in_case(other, word), Applicability::Ask)
            .because(format!("{name} is the only person here, and is {most} {} times", male.max(female))),
    )
}

/// The same pronoun of the other gender: `her` is `his` before a noun, else `him`.
fn swapped(document: &Document, tokens: &[Token], at: usize) -> &'static str {
    let words = document.words();
    let lower = tokens[at].word().map_or("", |id| words.text(words.get(id).lower));
    let noun = tokens
        .get(at + 1)
        .and_then(Token::word)
        .is_some_and(|id| words.get(id).function_of & Lang::En.bit() == 0);
    match lower {
        "he" => "she",
        "him" | "his" => "her",
        "himself" => "herself",
        "she" => "he",
        "hers" => "his",
        "herself" => "himself",
        _ if noun => "his",
        _ => "him",
    }
}

fn in_case(word: &str, like: &str) -> String {
    if like.starts_with(char::is_uppercase) {
        word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect()
    } else {
        word.to_owned()
    }
}

/// The token of the only person's surname, if the paragraph names one person and nobody else is mentioned.
fn single_person(paragraph: Paragraph<'_>) -> Option<usize> {
    let document = paragraph.document();
    let (words, tokens) = (document.words(), paragraph.tokens());
    let mut person: Option<(usize, WordId)> = None;
    let mut given: Vec<WordId> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let token = &tokens[at];
        if token.char().is_some_and(is_quote) {
            return None;
        }
        let Some(id) = token.word() else {
            at += 1;
            continue;
        };
        let lower = words.text(words.get(id).lower);
        if listed(PEOPLE, lower) {
            return None;
        }
        if words.get(id).shape != Shape::Title || words.get(id).function_of & Lang::En.bit() != 0 {
            at += 1;
            continue;
        }
        let run = 1 + tokens[at + 1..]
            .iter()
            .take_while(|t| {
                t.gap == Gap::Space && t.word().is_some_and(|id| words.get(id).shape == Shape::Title)
            })
            .count();
        let opens = at == 0 || tokens[at - 1].char().is_some_and(|c| matches!(c, '.' | '!' | '?'));
        let last = tokens[at + run - 1].word()?;
        let text = words.text(words.get(last).lower);
        let bare = text.strip_suffix("'s").or_else(|| text.strip_suffix("’s")).unwrap_or(text);
        let common = residue::usage(bare).is_some();
        let first = tokens[at].word()?;
        let known = person.is_some_and(|(_, p)| p == last || words.text(p) == bare) || given.contains(&first);
        let place = residue::place(bare).is_some() && run == 1 && person.is_some()
            || run == 1 && before_place(document, tokens, at);
        if place || listed(MONTHS, bare) || known || run == 1 && opens && common {
            // A place, a month, the same person again, the first word of a sentence.
        } else if run >= 2 && !common && person.is_none() && residue::usage(lower).is_none() {
            person = Some((at + run - 1, last));
            given.extend(tokens[at..at + run].iter().filter_map(Token::word));
        } else {
            return None;
        }
        at += run;
    }
    person.map(|(at, _)| at)
}

/// Whether a preposition of place stands before the word: "in Budapest".
fn before_place(document: &Document, tokens: &[Token], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|i| tokens.get(i)).and_then(Token::word);
    before.is_some_and(|id| listed("in near from to at for of", document.words().text(id)))
}

const MONTHS: &str = "january february march april may june july august september october november december monday tuesday \
wednesday thursday friday saturday sunday english french german spanish russian arabic";
