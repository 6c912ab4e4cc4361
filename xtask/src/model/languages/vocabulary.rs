//! The vocabulary of a language: frequencies, what the dictionaries say, and names; slips and run-together words of the
//! frequency list are left out.

use std::collections::{BTreeMap, HashMap, HashSet};

use corrigenda::Lang;
use corrigenda::lang::function_words::is_function_word;
use corrigenda::model::Model;
use corrigenda::model::listed::Listed;
use corrigenda::model::manner::{elided, lone_words, without_accent};
use corrigenda::model::pieces::{PieceKind, Pieces};
use corrigenda::model::tables::hash;
use corrigenda::model::words::{Flags, NewWord, WordTable};

use super::inputs::Sources;
use crate::model::train;
use crate::model::words::{Names, is_glued};

/// Words of a vocabulary; rarer ones that exist are only known to do so.
const MOST: usize = 150_000;
/// Words of the list that no dictionary has are taken from this frequency on.
const LEAST: f64 = 5e-8;
/// German words of this frequency exist, also where no dictionary of forms has them: adverbs, prepositions, particles.
const COMMON: f64 = 1e-6;
/// Listed words this much rarer than a dictionary word one letter away are slips; where an accent is missing, they are sooner.
const SLIP: f64 = 250.0;
const SLIP_OF_ACCENT: f64 = 2.0;
/// German words that are inflected little or not at all, and that are names too or rare: dictionaries of forms have them not.
const PARTICLES: &str = "ab aber alle allein allem allen aller alles als also am an andere anderen anderer anderes anders auch auf aus \
außer bald bei beide beiden beider beim beinahe bereits besonders bis bisher da dabei dadurch dafür dagegen daher dahin damals damit \
danach daneben dann daran darauf daraus darin darüber darum darunter das dass daß davon davor dazu dein deine dem den denen denn dennoch der \
deren des deshalb dessen desto die dies diese diesem diesen dieser dieses doch dort dorthin drin drei dreißig du durch durchaus eben ebenfalls \
ebenso ehe eher ein eine einem einen einer eines einige einigen einiger einst eins einzig elf entlang entweder er erst es etwa etwas euch euer \
eure falls fast fort fünf für fürs gar gegen gegenüber gerade gern gerne gestern genau genug gut hat her heraus herein herum heute hier hierher hin \
hinab hinauf hinaus hinein hinten hinter hinunter hundert ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im immer in indem infolge innerhalb ins \
inzwischen irgend ist ja je jede jedem jeden jeder jedes jedoch jemals jemand jene jenem jenen jener jenes jetzt kaum kein keine keinem keinen keiner \
kürzlich leider links man manche mancher manches manchmal mehr mein meine meinem meinen meiner meist meistens mich mir mit miteinander mittags \
mitten morgen nach nachdem nachher nämlich neben nebenan nein neu neun nicht nichts nie niemals niemand nirgends noch nun nur ob oben oberhalb obwohl oder \
oft ohne paar rechts rund sechs sehr sein seine seinem seinen seiner seines seit seitdem selber selbst selten sich sie sieben sind so sobald \
sodass sofort sogar solange solch solche solcher somit sondern sonst soviel soweit sowie sowohl statt stets tausend trotz trotzdem \
über überall überhaupt übrigens um umso und uns unser unsere unserem unseren unserer unten unter unterhalb viel viele vielem vielen vieler vieles vielleicht vier \
vom von vor voran voraus vorbei vorher vorhin vorn vorne während wann war warum was weder wegen weil weit weiter welche welchem welchen welcher welches wem wen wenig \
wenige weniger wenigstens wenn wer werden wessen wie wieder wieso wir wo wobei wodurch wofür woher wohin wohl womit woran worauf worden worin worüber wozu wurde \
zehn ziemlich zu zudem zuerst zugleich zuletzt zum zunächst zur zurück zusammen zwanzig zwar zwei zwischen zwölf";
/// Common words that the dictionaries of forms have not, with the letter that wordfreq writes as two.
const SHARP_S: [&str; 14] = [
    "außer",
    "außerhalb",
    "außen",
    "außerdem",
    "draußen",
    "schließlich",
    "bloß",
    "gemäß",
    "anschließend",
    "ausschließlich",
    "einigermaßen",
    "gewissermaßen",
    "außergewöhnlich",
    "ebenmäßig",
];

/// Words in order of frequency, and words that only exist.
pub struct Vocabulary {
    pub words: Vec<NewWord>,
    pub further: Vec<String>,
}

impl Vocabulary {
    /// The vocabulary without some rare words, and how many.
    pub fn split(&self) -> (Self, usize) {
        let kept = |text: &str| !hash(text.as_bytes()).is_multiple_of(25);
        let words: Vec<NewWord> =
            self.words.iter().filter(|w| w.probability > 2e-6 || kept(&w.text)).cloned().collect();
        let further = self.further.iter().filter(|text| kept(text)).cloned().collect();
        let hidden = self.words.len() - words.len();
        (Self { words, further }, hidden)
    }
}

/// Builds the vocabulary.
pub fn build(sources: &Sources, names: &Names) -> Vocabulary {
    let frequencies = frequencies(sources);
    let mut words: Vec<NewWord> = Vec::new();
    for (text, &probability) in &frequencies {
        if !is_word(text, sources.lang) {
            continue;
        }
        let named = names.get(text).copied().unwrap_or_default();
        let mut flags = sources.verdict(text) | named;
        let german = sources.lang == Lang::De;
        let bare = !flags.intersects(Flags::DICTIONARY | Flags::NAME);
        // `delas` may be an imperative with its pronoun, but is `de las` written as one.
        if sources.lang == Lang::Es && is_joined(text, probability, &frequencies, sources.lang) {
            continue;
        }
        let particle = german && PARTICLES.split_whitespace().any(|particle| particle == text);
        if text.ends_with('\'') || particle || german && bare && probability >= COMMON {
            flags |= Flags::LOWER;
        }
        words.push(NewWord { text: text.clone(), probability, capital: capital(sources.lang, flags), flags });
    }
    let known: HashMap<String, f64> = words
        .iter()
        .filter(|w| w.flags.intersects(Flags::DICTIONARY))
        .map(|w| (w.text.clone(), w.probability))
        .collect();
    let lower: HashMap<String, f64> = words
        .iter()
        .filter(|w| w.flags.intersects(Flags::LOWER))
        .map(|w| (w.text.clone(), w.probability))
        .collect();
    if sources.lang == Lang::De {
        compounds(&mut words);
    }
    words.retain(|w| {
        w.flags.intersects(Flags::DICTIONARY | Flags::NAME)
            || w.probability >= LEAST
                && !is_glued(&w.text, w.probability, &lower)
                && !is_slip(&w.text, w.probability, &known)
    });
    for word in &mut words {
        let title = sources.lang != Lang::De && word.flags.contains(Flags::TITLE);
        let name = !word.flags.intersects(Flags::DICTIONARY) && word.flags.intersects(Flags::NAME);
        word.flags.set(Flags::NAMELIKE, title || name);
    }
    if sources.lang == Lang::De {
        words.push(NewWord { text: "'s".to_owned(), probability: 2e-4, capital: 0.0, flags: Flags::LOWER });
    }
    words.sort_by(|a, b| b.probability.total_cmp(&a.probability).then_with(|| a.text.cmp(&b.text)));
    let rest = words.split_off(MOST.min(words.len()));
    let further = further(sources, &words, &rest);
    Vocabulary { words, further }
}

/// Whether a word is two function words that stand together far more often than it.
fn is_joined(text: &str, probability: f64, frequencies: &BTreeMap<String, f64>, lang: Lang) -> bool {
    let share = |word: &str| {
        let function = word.chars().nth(1).is_some() && is_function_word(lang, word);
        if function { frequencies.get(word).copied().unwrap_or(0.0) } else { 0.0 }
    };
    text.char_indices().skip(2).any(|(at, _)| probability < 0.05 * share(&text[..at]) * share(&text[at..]))
}

/// The frequency list as the text is read: `l'` for `l`, `außen` for `aussen`.
fn frequencies(sources: &Sources) -> BTreeMap<String, f64> {
    let mut all: BTreeMap<String, f64> = BTreeMap::new();
    let elided = elided(sources.lang);
    for (word, frequency) in &sources.frequencies {
        if elided.contains(&word.as_str()) {
            *all.entry(format!("{word}'")).or_default() += frequency;
            continue;
        }
        if let Some((head, rest)) = word.split_once('\'')
            && elided.contains(&head)
        {
            *all.entry(format!("{head}'")).or_default() += frequency;
            *all.entry(rest.to_owned()).or_default() += frequency;
            continue;
        }
        let sharp = if sources.lang == Lang::De { sharp_s(sources, word) } else { None };
        match sharp {
            Some(sharp) if sources.forms.contains_key(word) => {
                *all.entry(sharp).or_default() += frequency / 2.0;
                *all.entry(word.clone()).or_default() += frequency / 2.0;
            }
            Some(sharp) => *all.entry(sharp).or_default() += frequency,
            None => *all.entry(word.clone()).or_default() += frequency,
        }
    }
    all
}

/// A German word with `ß` that wordfreq writes with `ss`.
fn sharp_s(sources: &Sources, word: &str) -> Option<String> {
    word.match_indices("ss").find_map(|(at, _)| {
        let sharp = format!("{}ß{}", &word[..at], &word[at + 2..]);
        (sources.forms.contains_key(&sharp) || SHARP_S.contains(&sharp.as_str())).then_some(sharp)
    })
}

fn is_word(text: &str, lang: Lang) -> bool {
    let mut pieces = Pieces::new(text).eliding(elided(lang));
    let whole = pieces.next().is_some_and(|p| p.kind == PieceKind::Word && p.end == text.len())
        && pieces.next().is_none();
    let latin = text.chars().all(|c| c < '\u{250}' || c == '’');
    whole
        && latin
        && text.len() <= 40
        && (text.chars().nth(1).is_some() || lone_words(lang).split(' ').any(|w| w == text))
}

/// How often a word has a capital inside a sentence.
fn capital(lang: Lang, flags: Flags) -> f64 {
    let (lower, title) = (flags.contains(Flags::LOWER), flags.contains(Flags::TITLE));
    match (lower, title) {
        (true, true) => 0.4,
        (true, false) if flags.intersects(Flags::NAME) => 0.1,
        (true, false) if lang == Lang::De => 0.05,
        (true, false) => 0.02,
        (false, _) if flags.intersects(Flags::DICTIONARY | Flags::NAME) => 0.95,
        _ => 0.5,
    }
}

/// Marks the German compounds among the words that no dictionary has.
fn compounds(words: &mut [NewWord]) {
    let sound: Vec<NewWord> =
        words.iter().filter(|w| w.flags.intersects(Flags::DICTIONARY)).cloned().collect();
    let table = WordTable::build(&sound);
    let model = words_only(&table, &[]);
    for word in words.iter_mut().filter(|w| !w.flags.intersects(Flags::DICTIONARY | Flags::NAME)) {
        if model.vouches(&word.text, false) {
            word.flags |= Flags::LOWER;
        } else if model.vouches(&word.text, true) {
            word.flags |= Flags::TITLE;
        }
        word.capital = capital(Lang::De, word.flags);
    }
}

/// A model that knows words and no more.
fn words_only<'t>(words: &'t [u8], further: &'t [u8]) -> Model<'t> {
    Model { words: WordTable::new(words), further: Listed::new(further), ..train::empty(Lang::De) }
}

/// Words that exist and are not in the vocabulary: what the list has of the dictionary, and forms that are in no list and
/// are not built by rule.
fn further(sources: &Sources, words: &[NewWord], rest: &[NewWord]) -> Vec<String> {
    let mut further: Vec<String> =
        rest.iter().filter(|w| w.flags.intersects(Flags::DICTIONARY)).map(|w| w.text.clone()).collect();
    let mut forms: HashSet<String> = sources.forms.keys().cloned().collect();
    // What was right before 1996 still is in old texts: `daß`, `muß`, `Fluß`.
    forms.extend(words.iter().filter(|w| sources.lang == Lang::De && w.text.contains("ss")).filter_map(
        |w| {
            let (head, tail) = w.text.rsplit_once("ss")?;
            let closed = !tail.starts_with(['a', 'e', 'i', 'o', 'u', 'ä', 'ö', 'ü', 'y']);
            closed.then(|| format!("{head}ß{tail}"))
        },
    ));
    let table = WordTable::build(words);
    let model = words_only(&table, &[]);
    further.extend(
        forms.into_iter().filter(|form| model.words.find(form).is_none() && !model.vouches(form, true)),
    );
    further.sort_unstable();
    further.dedup();
    further
}

/// Whether a listed word is a slip for a dictionary word a letter away.
fn is_slip(text: &str, probability: f64, known: &HashMap<String, f64>) -> bool {
    let letters: Vec<char> = text.chars().collect();
    let plain = |c: char| match c {
        'à' | 'â' | 'ä' => 'a',
        'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' | 'ö' => 'o',
        'ù' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        c => without_accent(c),
    };
    let dearer = |other: &str, ratio: f64| known.get(other).is_some_and(|f| probability * ratio < *f);
    const ALPHABET: &str = "abcdefghijklmnopqrstuvwxyzäöüßàâáéèêëíîïóôúùûçñ";
    let mut other = String::new();
    for at in 0..=letters.len() {
        let mut try_with = |middle: &[char], skip: usize, ratio: f64| {
            other.clear();
            other.extend(&letters[..at]);
            other.extend(middle);
            other.extend(&letters[at + skip..]);
            dearer(&other, ratio)
        };
        if at < letters.len() && letters.len() > 3 && try_with(&[], 1, SLIP) {
            return true;
        }
        if at + 1 < letters.len() && try_with(&[letters[at + 1], letters[at]], 2, SLIP) {
            return true;
        }
        for c in ALPHABET.chars() {
            if try_with(&[c], 0, SLIP) {
                return true;
            }
            if at < letters.len() {
                let accent = plain(c) == plain(letters[at]);
                if try_with(&[c], 1, if accent { SLIP_OF_ACCENT } else { SLIP }) {
                    return true;
                }
            }
        }
    }
    false
}
