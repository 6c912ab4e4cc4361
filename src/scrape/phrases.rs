//! Buttons, notices and counters, by their words.
//!
//! A phrase is looked for where a sentence begins, and believed when nothing goes on behind it: the paragraph ends, or
//! another sentence or button begins. "Share on Facebook" is a button, "Share on Facebook fell" the start of a sentence that lacks
//! an article.

mod table;

use std::sync::LazyLock;

use regex::Regex;

use super::opening::{Beginning, Opening, Openings};
use super::{LONGEST, Piece};
use crate::document::{ByWord, Spelling, WordId, Words};
use table::{BUTTON, PHRASES, Phrase};

/// Buttons of one word: they count between others only.
static SINGLE: LazyLock<Opening> = LazyLock::new(|| {
    const BUTTONS: &str = r"(?:share|tweet|pin|e-?mail|print|save|like|comments?|copy link|facebook|twitter|whatsapp|linkedin|reddit|telegram|pinterest)\b";
    Opening::new(BUTTONS.to_owned(), BUTTONS, "")
});

const NET: &str = r"(?:facebook|twitter|x|linkedin|whats ?app|reddit|pinterest|telegram|tumblr|instagram|e-?mail|google\+|google plus|vk(?:ontakte)?|viber|messenger|skype|weibo|wechat|pocket|flipboard|youtube|tiktok|threads|mastodon|bluesky|snapchat)\b";
/// What a cookie notice of a web site speaks of, and a recipe does not.
const WEB: &str = r"(?:[^\n.!?“”]*?\b(?:web ?sites?|sites?|experience|brows\w+|consent|preferences|traffic|analytics|personali[sz]\w*|advert\w*|ads|services?|policy|settings|visitors?|technologies|user|devices?|information|data)\b{S}|[^\n.!?“”]{0,3})(?:[.!]|$)";
const REST: &str = r"[^\n.!?“”]*";
const DOT: &str = r"(?:[.!]|$)?";

/// The patterns of all phrases, in their order.
static OPENINGS: LazyLock<Openings> = LazyLock::new(|| {
    let opening = |phrase: &Phrase| Opening::new(pattern(phrase), &beginning(phrase), phrase.needs);
    Openings::new(PHRASES.iter().map(opening).collect())
});

/// The whole pattern of a phrase.
fn pattern(phrase: &Phrase) -> String {
    let pattern = phrase.pattern.replace("{WEB}", WEB).replace("{S}", REST);
    pattern.replace("{DOT}", DOT).replace("{NET}", NET)
}

/// A pattern of what the phrase begins with, which is read many times faster: what may be any text stands for what is more than that.
fn beginning(phrase: &Phrase) -> String {
    const ANY: &str = "(?s-u:.)*";
    let pattern = phrase.pattern.replace("{WEB}", ANY).replace("{S}", ANY);
    pattern.replace("{DOT}", DOT).replace("{NET}", NET)
}

/// First words of phrases.
const STARTS: &str = "accept add ads advertentie advertisement advertisements advertorial allow already also anzeige article assine auf back \
    bookmark breaking categories category change click comment comments compartilhar compartilhe compartir condividi connect content continue \
    cookie cookies copy copyright create customise customize czytaj decline deel diese donate download downloads editor's editor’s email \
    enable enlarge enter estimated facebook filed find follow get hide hits home image inscrivez instagram iscriviti javascript join jump \
    latest lea leave lees leggi leia lesen like likes link linkedin lire listen load loading log login manage media menu most must never newsletter \
    next notify opens page partager partagez pin please popular post posted powered previous print privacy promoted publicidad publicidade publicité \
    pubblicità rate reactions read reading reads receive recent recommend recommended register reject reklam reklama related report required \
    retweets save scroll search send share shares show sign skip sponsored story subscribe suscríbase suscríbete tagged tags tap terms text toggle \
    top total trending turn tweet twitter video view views visit whatsapp поделиться реклама читайте";
/// First words that half of all texts have: they count where a word of [`INSIDE`] stands in the paragraph.
const WEAK: &str = "abonnez all be by ce cookies deze este für have help i in jetzt more no nous nuestro our questo see support the this to unsere \
    usamos usiamo utilizamos utilizziamo we wij wir you your мы наш сайт этот";
/// Words without which phrases that begin with a common word are none.
const INSIDE: &str = "ads ago appeared articles browser caption channel comment comments cookie cookies donate email inbox journalism javascript like login \
    mailing members min minute minutes newsletter newsletters notre posts privacy register reserved retweets shares stories story subscribe subscriber \
    subscribers teilen tweet viewed views куки publication published";

/// What the words of a document mean for phrases, a byte each.
pub(crate) struct Triggers(ByWord<u8>);

/// The words of the three lists and what each means.
static TRIGGERS: LazyLock<Vec<(Spelling, u8)>> = LazyLock::new(|| {
    let lists = [(STARTS, START), (WEAK, WEAK_START), (INSIDE, INNER)];
    let words = |(list, flag): (&'static str, u8)| {
        list.split_whitespace().map(move |word| (Spelling::new(word), flag))
    };
    lists.into_iter().flat_map(words).collect()
});

const START: u8 = 1;
const WEAK_START: u8 = 2;
const INNER: u8 = 4;

impl Triggers {
    /// Looks them up among the word types of a document, a few hundred look-ups for a whole text; `None` where it has none.
    pub(crate) fn of(words: &Words) -> Option<Self> {
        let mut of: Option<ByWord<u8>> = None;
        for (word, flag) in TRIGGERS.iter() {
            let Some(id) = words.find_spelling(word) else { continue };
            let of = of.get_or_insert_with(|| ByWord::new(words));
            let lower = words.get(id).lower;
            of.set(lower, of.get(lower) | flag);
        }
        // Each word has what it or its lower case has.
        let of = of?;
        Some(Self(ByWord::of(words, |id| of.get(id) | of.get(words.get(id).lower))))
    }

    /// Whether a phrase may begin with this word; `inner` says whether its paragraph has a word of [`Self::inner`].
    pub(crate) fn may_begin(&self, id: WordId, inner: bool) -> bool {
        let flags = self.0.get(id);
        flags & START != 0 || inner && flags & WEAK_START != 0
    }

    /// The words of which a phrase with a common first word must hold one.
    pub(crate) fn inner(&self, words: &Words) -> ByWord<bool> {
        ByWord::of(words, |id| self.0.get(id) & INNER != 0)
    }
}

/// One phrase at the start of `text`: its length and what it is. `whole` takes those that make a line of their own, otherwise those
/// that prose may follow.
fn one(text: &str, whole: bool) -> Option<(usize, &'static Phrase)> {
    let wanted =
        |at: usize| PHRASES.get(at).is_some_and(|phrase| (if whole { phrase.line } else { phrase.run }) > 0);
    OPENINGS
        .ends(&Beginning::of(text), wanted)
        .into_iter()
        .filter_map(|(at, len)| Some((len, PHRASES.get(at)?)))
        .filter(|(len, _)| *len <= LONGEST && ends_well(text, *len))
        .max_by_key(|(len, phrase)| (*len, phrase.line))
}

/// Whether a phrase of `len` bytes ends at the end of a word, and no small letter goes on behind it.
fn ends_well(text: &str, len: usize) -> bool {
    let Some(rest) = text.get(len..) else { return false };
    let glued = rest.starts_with(char::is_alphanumeric)
        && text.get(..len).is_some_and(|phrase| phrase.ends_with(char::is_alphanumeric));
    let next = rest.trim_start_matches([' ', '\u{A0}', '\n', '.', '!', '|', '·', '•', '→', '»', '>']);
    let stops = rest.is_empty() || !rest.starts_with([',', ';', '?', '\'', '’', '”', '"', '-', '(', '/']);
    len > 0
        && !glued
        && stops
        && !next.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | '”' | '’'))
}

/// Phrases one after the other from the start of `text`. With `whole`, nothing else may stand there; without, prose follows.
fn run(text: &str, whole: bool) -> Option<Piece> {
    let (mut at, mut end, mut count) = (0, 0, 0_usize);
    let mut best: Option<(u16, &'static str)> = None;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        // In the middle of a text a button begins as a sentence does.
        let begins = rest.starts_with(|c: char| {
            c.is_uppercase() || c.is_ascii_digit() || matches!(c, '©' | '(' | '-' | '–' | '—')
        });
        if !whole && !begins {
            break;
        }
        let found = one(rest, whole);
        let single = || {
            SINGLE
                .end(&Beginning::of(rest))
                .filter(|len| rest.starts_with(char::is_uppercase) && ends_well(rest, *len))
        };
        let len = match found {
            Some((len, phrase)) => {
                let confidence = if whole { phrase.line } else { phrase.run };
                if confidence > 0 && best.is_none_or(|(most, _)| confidence > most) {
                    best = Some((confidence, phrase.message));
                }
                len
            }
            None => match single() {
                Some(len) if whole || count > 0 => len,
                _ => break,
            },
        };
        count += 1;
        end = at + len;
        let rest = text.get(end..).unwrap_or_default();
        let next = rest.trim_start_matches([' ', '\u{A0}', '\n', '|', '·', '•', ',', '→', '»', '>']);
        at = end + (rest.len() - next.len());
    }
    let (confidence, message) = best?;
    let complete = text.get(end..).is_some_and(|rest| {
        rest.trim_end_matches([' ', '\n', '.', '!', '|', '→', '»', '>', '*', ':']).is_empty()
    });
    if whole && !complete {
        return None;
    }
    let end = if whole { text.trim_end().len() } else { end };
    Some(Piece { range: 0..end, confidence, message: message.to_owned() })
}

/// A paragraph that is nothing but buttons, notices and counters.
pub(crate) fn whole_line(text: &str) -> Option<Piece> {
    run(text, true).or_else(|| menu(text))
}

/// A short line of the words of menus and share bars alone: `Share 0 Tweet 12 Pin 3`, `Login or Register`.
fn menu(text: &str) -> Option<Piece> {
    const ACTIONS: [&str; 13] = [
        "share",
        "tweet",
        "like",
        "login",
        "register",
        "subscribe",
        "print",
        "retweet",
        "reply",
        "logout",
        "signup",
        "bookmark",
        "comment",
    ];
    const NETWORKS: [&str; 11] = [
        "facebook",
        "twitter",
        "whatsapp",
        "linkedin",
        "reddit",
        "pinterest",
        "telegram",
        "instagram",
        "youtube",
        "tiktok",
        "messenger",
    ];
    const OTHERS: [&str; 35] = [
        "pin", "on", "or", "and", "via", "with", "by", "us", "our", "this", "email", "mail", "e", "link",
        "copy", "more", "menu", "search", "home", "news", "video", "save", "accept", "all", "cookie",
        "cookies", "settings", "manage", "x", "likes", "shares", "comments", "views", "next", "previous",
    ];
    // A sentence ends with its stop, and a list of names has its commas.
    if text.len() > 120 || text.contains([',', ';', '?', '!', '“', '"']) || text.ends_with('.') {
        return None;
    }
    let (mut actions, mut networks, mut numbers) = (0, 0, 0);
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let is_in = |list: &[&str]| list.iter().any(|known| word.eq_ignore_ascii_case(known));
        if word.bytes().all(|b| b.is_ascii_digit()) {
            numbers += 1;
        } else if is_in(&ACTIONS) {
            actions += 1;
        } else if is_in(&NETWORKS) {
            networks += 1;
        } else if !is_in(&OTHERS) {
            return None;
        }
    }
    let cookies = text.to_ascii_lowercase().contains("cookie settings");
    let enough = actions >= 2 || actions == 1 && (networks >= 1 || numbers >= 1) || networks >= 3 || cookies;
    enough.then(|| Piece { range: 0..text.trim_end().len(), confidence: 860, message: BUTTON.to_owned() })
}

/// Buttons and notices at the start of a sentence with prose behind them.
pub(crate) fn at_start(text: &str) -> Option<Piece> {
    run(text, false)
}

/// `— Coast Guard (@CoastGuardTema) June 14, 2021The captain`: the attribution of an embedded post, glued to the next sentence;
/// and `By Ama Owusu @amaowusu The port`: a by-line with its handle.
pub(crate) fn attribution(text: &str) -> Option<Piece> {
    static POST: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"[—–-] ?[^()@\n—]{2,60} \(@[0-9A-Za-z_]{1,15}\) (?:January|February|March|April|May|June|July|August|September|October|November|December) [0-9]{1,2}, [0-9]{4}").ok()
    });
    static BYLINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?:By|BY) \p{Lu}[\w.’'-]*(?: \p{Lu}[\w.’'-]*){0,3},? \(?@[0-9A-Za-z_]{1,30}\)?").ok()
    });
    // A pattern is compiled when a text first has what it cannot do without. Handles are ASCII.
    let post = if text.contains(" (@") { POST.as_ref().and_then(|regex| regex.find(text)) } else { None };
    if let Some(m) = post {
        let next = text.get(m.end()..).unwrap_or_default();
        if next.starts_with(char::is_uppercase) {
            return Some(Piece {
                range: m.range(),
                confidence: 900,
                message: "the attribution of an embedded post".to_owned(),
            });
        }
    }
    if !(text.starts_with("By ") || text.starts_with("BY ")) || !text.contains('@') {
        return None;
    }
    let m = BYLINE.as_ref()?.find(text)?;
    let next = text.get(m.end()..).unwrap_or_default();
    let runs_on = next.starts_with(' ') && next.trim_start().starts_with(char::is_uppercase);
    runs_on.then(|| Piece {
        range: m.range(),
        confidence: 860,
        message: "a by-line with its handle".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::opening::{heads, in_bytes};
    use super::*;

    #[test]
    fn the_pattern_of_every_phrase_is_one() {
        for (opening, phrase) in OPENINGS.all.iter().zip(PHRASES) {
            assert!(opening.compiled().is_some(), "{}", phrase.pattern);
        }
        assert!(SINGLE.compiled().is_some());
    }

    #[test]
    fn a_phrase_begins_as_its_whole_pattern_does() {
        for phrase in PHRASES {
            let (short, whole) = (in_bytes(&beginning(phrase)), in_bytes(&pattern(phrase)));
            assert_eq!(heads(&short), heads(&whole), "{}", phrase.pattern);
        }
    }
}
