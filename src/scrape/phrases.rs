//! Buttons, notices and counters, by their words.
//!
//! A phrase is looked for where a sentence begins, and believed when nothing goes on behind it: the paragraph ends, or
//! another sentence or button begins. "Share on Facebook" is a button, "Share on Facebook fell" the start of a sentence that lacks
//! an article.

use std::sync::LazyLock;

use regex::Regex;

use super::Piece;
use super::opening::Opening;
use crate::document::{WordId, Words};

/// How a phrase may stand.
struct Phrase {
    pattern: &'static str,
    /// Confidence where nothing but such phrases makes the paragraph; 0 for never.
    line: u16,
    /// Confidence at the start of a sentence with prose behind it; 0 for never.
    run: u16,
    message: &'static str,
    /// What a text with the phrase must hold, in any case: for patterns that begin as much else does.
    needs: &'static str,
}

const fn phrase(pattern: &'static str, line: u16, run: u16, message: &'static str) -> Phrase {
    Phrase { pattern, line, run, message, needs: "" }
}

impl Phrase {
    const fn needs(self, needs: &'static str) -> Self {
        Self { needs, ..self }
    }
}

const BUTTON: &str = "a button of a page";
const COOKIE: &str = "a cookie notice";
const LETTER: &str = "an invitation to subscribe";
const LINK: &str = "a link to another story";
const ADVERT: &str = "an advertisement label";
const CREDIT: &str = "the credit line of a picture";
const COMMENT: &str = "the comment form of a page";
const COUNTER: &str = "a counter of a page";
const FOOT: &str = "the foot of a page";
const PLAYER: &str = "a message of the browser or player";

/// `{NET}` is a social network, `{S}` the rest of the sentence, `{DOT}` its mark.
static PHRASES: &[Phrase] = &[
    // Share buttons.
    phrase(
        r"(?:click|tap)(?: here)? to (?:share|e-?mail|print|tweet|pin|send|copy)(?: (?:this|a|the)(?: link| article| story| post| page)?)?(?: (?:on|to|via|by|with|in) (?:a friend|{NET}))?(?: \(opens in (?:a )?new window\))?",
        975,
        960,
        BUTTON,
    ),
    phrase(
        r"(?:share|tweet|post|pin|e-?mail|print|send|recommend)(?: (?:this|it))?(?: (?:article|story|post|page|video|news))? (?:on|to|via|with|by|using) (?:{NET}(?:(?:,| and|,? or| &) {NET})*|a friend)(?: \(opens in (?:a )?new window\))?",
        970,
        955,
        BUTTON,
    ),
    phrase(
        r"(?:share|tweet|e-?mail|print|bookmark|rate) this (?:article|story|post|page|video|news|entry)(?: (?:on|to|via|with) (?:{NET}|a friend|friends))?",
        955,
        880,
        BUTTON,
    ),
    phrase(
        r"(?:share|tweet|print|e-?mail|save|bookmark) this(?: with)?:?|listen to this (?:article|story)|report (?:a typo|an error|this ad|abuse)",
        900,
        0,
        BUTTON,
    ),
    phrase(r"follow @\w+(?: on {NET})?", 900, 0, BUTTON),
    phrase(
        r"(?:join|follow|visit|like) our (?:{NET} )?(?:channel|group|community|page)(?: on {NET})?{DOT}|download (?:the|our) (?:\w+ ){0,3}app(?: now| today)?{DOT}",
        920,
        860,
        BUTTON,
    ),
    phrase(
        r"(?:follow|like|find|join|connect with) us on {NET}(?:(?:,| and|,? or| &) {NET})*",
        940,
        900,
        BUTTON,
    ),
    phrase(r"copy link(?: to clipboard)?|link copied!?|opens in (?:a )?new window", 930, 0, BUTTON),
    phrase(
        r"(?:partager|partagez)(?: cet article)? sur {NET}|(?:auf {NET} teilen|teilen auf {NET})|compartir en {NET}|condividi su {NET}|compartilh(?:e|ar) (?:no|via) {NET}|deel (?:dit (?:artikel|bericht) )?(?:op|via) {NET}|поделиться в {NET}",
        960,
        900,
        BUTTON,
    ),
    // Cookie notices: the first person of a site, its visitor, and cookies.
    phrase(
        r"(?:we|this (?:web)?site|our (?:web)?site|our partners and we|we and our partners)(?: (?:also|may))? uses? (?:[\w-]+ ){0,4}?cookies{WEB}",
        965,
        960,
        COOKIE,
    )
    .needs("cookies"),
    phrase(
        r"by (?:continuing|using|browsing|clicking|closing|scrolling|accessing)[^\n.!?]*(?:agree|agreeing|accept|accepting|consent|consenting)[^\n.!?]*cookies?{S}{DOT}",
        965,
        960,
        COOKIE,
    )
    .needs("cookie"),
    phrase(
        r"(?:in order )?to (?:give|provide|offer|ensure|improve|make){S}(?:we|this (?:web)?site|our (?:web)?site) (?:also )?uses? cookies{S}{DOT}",
        960,
        950,
        COOKIE,
    )
    .needs("cookies"),
    phrase(
        r"we (?:value|respect|care about) your privacy{DOT}|your privacy is important to us{DOT}",
        900,
        0,
        COOKIE,
    ),
    phrase(r"cookies help us (?:to )?(?:deliver|provide|improve|personali[sz]e){S}{DOT}", 960, 950, COOKIE),
    phrase(
        r"(?:accept|reject|allow|decline|manage)(?: all)?(?: optional| non-essential)? cookies|(?:manage|change|customi[sz]e)(?: your)? (?:cookie |privacy |consent )(?:settings|preferences|choices)|(?:i )?accept (?:the |all )?cookies|cookie (?:policy|notice|settings|preferences)",
        940,
        0,
        COOKIE,
    ),
    phrase(
        r"(?:nous utilisons des cookies|ce site utilise des cookies){S}{DOT}|(?:wir (?:verwenden|nutzen|benutzen|setzen)|diese (?:web)?(?:seite|site) (?:verwendet|nutzt|benutzt)|unsere (?:web)?seite (?:verwendet|nutzt)) cookies{S}{DOT}|(?:utilizamos|usamos|este sitio(?: web)? (?:utiliza|usa)|este site (?:utiliza|usa)) (?:las |os )?cookies{S}{DOT}|(?:utilizziamo|usiamo|questo sito (?:utilizza|usa)) (?:i )?cookies?{S}{DOT}|(?:wij|we|deze (?:web)?site) (?:gebruiken|gebruikt|maken gebruik van) cookies{S}{DOT}|(?:мы используем|(?:наш |этот )?сайт использует) (?:файлы )?(?:cookies?|куки){S}{DOT}",
        960,
        955,
        COOKIE,
    ),
    // Newsletters, alerts, pay walls.
    phrase(
        r"(?:sign up|subscribe|register)(?: now| here| today)? (?:for|to)(?: (?:our|the|my))?(?: (?:free|daily|weekly|monthly|e-?mail|morning|evening))* (?:newsletters?|mailing list|e-?mail updates|digest|alerts)(?: (?:and|to) (?:get|receive|never miss|stay|be){S})?{DOT}",
        940,
        880,
        LETTER,
    ),
    phrase(
        r"(?:get|receive|have)(?: the| our| all)?(?: latest| best| top| day’s| day's| biggest)*(?: [\w’'&-]+){0,6}?(?: delivered| sent)?(?: straight| directly| right)? (?:to|in|into) your (?:inbox|e-?mail){S}{DOT}",
        930,
        880,
        LETTER,
    ),
    phrase(r"enter your e-?mail(?: address)?(?: (?:to|below|here|and){S})?{DOT}", 955, 900, LETTER),
    phrase(r"already a (?:subscriber|member)\? (?:please )?(?:log|sign) in(?: here)?{DOT}", 960, 950, LETTER),
    phrase(
        r"this (?:article|story|content|post) is (?:for|available (?:only )?to|reserved for|exclusive to)(?: our)?(?: paying| registered)? (?:subscribers|members)(?: only)?{DOT}|subscribe (?:now )?to (?:continue|keep) reading{S}{DOT}|you have reached your limit of free articles{S}{DOT}|create a free account to {S}{DOT}",
        950,
        900,
        LETTER,
    ),
    phrase(
        r"(?:abonnez-vous|inscrivez-vous) à notre newsletter{S}{DOT}|newsletter abonnieren|(?:jetzt )?(?:für )?(?:unseren|den) newsletter (?:anmelden|abonnieren)|(?:suscríbete|suscríbase) a nuestro (?:boletín|newsletter){S}{DOT}|iscriviti alla (?:nostra )?newsletter{S}{DOT}|(?:assine|inscreva-se na) nossa newsletter{S}{DOT}",
        940,
        900,
        LETTER,
    ),
    phrase(
        r"[^\n.!?“”]{0,60}\b(?:subscribe|sign up|register)\b[^\n.!?“”]{0,30}\bour (?:\w+ ){0,3}(?:newsletters?|mailing list|channel|page)\b{S}{DOT}|(?:get|join|receive) our (?:\w+ ){0,3}(?:newsletters?|mailing list)\b{S}{DOT}",
        860,
        0,
        LETTER,
    )
    .needs("our "),
    phrase(
        r"never miss (?:a|an|another) (?:story|update|post|article){DOT}|(?:sign up|subscribe)(?: now| today| here){DOT}|click here to (?:subscribe|sign up|register|donate){DOT}|(?:support|help) (?:our|independent|quality) journalism{S}{DOT}|donate (?:now|today){DOT}",
        860,
        0,
        LETTER,
    ),
    phrase(r"you have \w+ (?:free )?(?:articles?|stories) (?:left|remaining){S}{DOT}", 940, 900, LETTER),
    // Links to other stories.
    phrase(r"related\s*[:|»>–]\s*[^\n.!?]{8,200}", 720, 0, LINK),
    phrase(
        r"(?:related|recommended|popular|recent|more|latest|top) (?:topics|content|links|coverage|articles?|stories|posts|comments|news)|recommended for you|editor['’]s (?:picks?|choice)|most (?:popular|viewed|shared)|breaking news|read the (?:full|whole) (?:article|story|report)(?: here)?|to (?:read|view|see) the (?:full|rest){S}click here|(?:show|see|view|load) (?:more|less|all)",
        760,
        0,
        LINK,
    ),
    phrase(
        r"(?:read more|also read|read also|read next|must read|you (?:may|might) also like|recommended (?:stories|articles)|related (?:articles|stories|posts|news|content))\s*[:|»>–]\s*[^\n]{3,200}",
        760,
        720,
        LINK,
    ),
    phrase(
        r"(?:lire aussi|lesen sie auch|lea también|leia (?:também|mais)|leggi anche|lees ook|читайте также|czytaj (?:też|także))\s*[:|»>–]\s*[^\n]{3,200}",
        800,
        720,
        LINK,
    ),
    phrase(
        r"(?:read (?:more|the (?:full|whole|rest of the) (?:story|article))(?: here)?|continue reading|see more|more on this story)(?: ?[→»›>]+|\s*\[?…\]?|\.\.\.)",
        960,
        955,
        LINK,
    ),
    phrase(r"continue reading(?: the)? (?:main story|below|article below)", 970, 965, LINK),
    phrase(
        r"(?:read more|continue reading|read the full (?:story|article)|click here (?:to read|for)(?: the)?(?: more| full (?:story|article))?|you (?:may|might) also like|(?:related|recommended) (?:articles|stories|posts)|more stories|most read|trending now)",
        860,
        0,
        LINK,
    ),
    // Advertisements.
    phrase(
        r"(?:story|article|text|post|content|report) continues (?:below|after)(?: (?:the |this )?(?:advertisement|advert|ad|video|image|gallery|promotion|newsletter(?: sign-?up| promotion)?)\b)?",
        970,
        960,
        ADVERT,
    ),
    phrase(
        r"[-–—]? ?(?:advertisements?|advertorial|sponsored content|promoted content|scroll (?:down )?to continue)(?: [-–—])?",
        965,
        0,
        ADVERT,
    ),
    phrase(r"advertisement", 965, 860, ADVERT),
    phrase(r"(?:sponsored|promoted)(?: post| by)?|ads by google", 800, 0, ADVERT),
    phrase(
        r"(?:publicité|anzeige|werbung|publicidad|pubblicità|publicidade|advertentie|реклама|reklama|reklam)",
        860,
        0,
        ADVERT,
    ),
    // Credits and captions of news pages.
    phrase(r"image (?:copyright|source|credit)s?,? (?:\S+ ){1,7}?image caption,?", 970, 960, CREDIT),
    phrase(
        r"image (?:copyright|source),? (?-i:[\p{Lu}@][\w.’'&-]*(?:[ /]+(?:[\p{Lu}/@&][\w.’'&-]*|/)){0,5})",
        930,
        0,
        CREDIT,
    ),
    phrase(r"(?:image|media|video) caption,?", 900, 860, CREDIT),
    phrase(
        r"(?:hide|toggle) caption|enlarge (?:this )?image|view image in fullscreen|(?:view|see) (?:photo )?gallery",
        930,
        860,
        CREDIT,
    ),
    phrase(r"media playback is (?:unsupported|not supported) on (?:your|this) device", 975, 970, PLAYER),
    phrase(
        r"(?:please )?(?:enable|turn on) javascript{S}{DOT}|javascript is (?:disabled|not enabled|required|turned off){S}{DOT}|your browser (?:does not|doesn['’]t) support{S}{DOT}|video player is loading{DOT}|loading ?(?:\.\.\.|…)|please wait ?(?:\.\.\.|…)|this video (?:is|can)(?: not|not) (?:available|be played){S}{DOT}",
        960,
        930,
        PLAYER,
    ),
    // Comments.
    phrase(
        r"leave a (?:comment|reply)(?: cancel reply)?|post a comment|add a comment|no comments(?: yet)?|comments (?:are )?(?:closed|off|disabled){DOT}|(?:view|show|hide|see)(?: all)?(?: \d+)? comments|\d[\d.,]* comments?|comments? \(\d+\)",
        900,
        0,
        COMMENT,
    ),
    phrase(
        r"your e-?mail address will not be published{DOT}|required fields are marked ?\*?|save my name, e-?mail{S}{DOT}|you must be logged in to (?:post|leave|comment|reply){S}{DOT}|notify me of (?:new|follow-up|followup) (?:comments|posts){S}{DOT}|be the first to comment{S}{DOT}|(?:log|sign) in to (?:comment|reply|leave a comment){DOT}",
        965,
        950,
        COMMENT,
    ),
    // Counters.
    phrase(r"(?:post |page |total )views ?[:=]? ?\d[\d.,]*[km]?", 960, 930, COUNTER),
    phrase(
        r"(?:views|shares|likes|comments|hits|reads|downloads|reactions|retweets) ?[:=(]? ?\d[\d.,]*[km]?\)?",
        900,
        0,
        COUNTER,
    ),
    phrase(
        r"\d[\d.,]*[km]?\+? (?:total )?(?:views|shares|likes|retweets|reactions|reads)|\d[\d.,]* comments? so far",
        880,
        0,
        COUNTER,
    ),
    phrase(
        r"\d{1,2}[- ]min(?:ute)?s? read|(?:estimated )?read(?:ing)? time:?(?: about| approx\.?)? ?\d{1,2} ?min(?:ute)?s?(?: read)?{DOT}",
        900,
        860,
        COUNTER,
    ),
    phrase(r"\d{1,2} (?:minutes?|mins?|hours?|days?|weeks?) ago", 760, 0, COUNTER),
    // Foot of the page.
    phrase(r"the post .{3,200}? (?:appeared first|first appeared) on .{2,80}", 970, 960, FOOT).needs("appeared"),
    phrase(
        r"(?:skip|jump) to (?:the )?(?:main )?(?:content|navigation|search|footer|comments|article)|back to (?:the )?top|toggle navigation|print this page|load more|(?:next|previous) (?:article|post|story)",
        960,
        900,
        FOOT,
    ),
    phrase(
        r"(?:©|\(c\)|copyright)[^\n]{0,100}all rights reserved[^\n]{0,200}|all rights reserved{DOT}",
        880,
        0,
        FOOT,
    ),
    phrase(
        r"filed under ?:[^\n]{2,120}|(?:tagged(?: with| as)?|posted in|tags|categor(?:y|ies)) ?: ?[^\n]{2,120}|powered by (?:wordpress|blogger|disqus|joomla|drupal|google translate)[^\n]{0,40}",
        880,
        0,
        FOOT,
    ),
    phrase(r"home(?: ?[»›>/|] ?[^\n»›>|/]{2,60}){1,5}|search(?: for)? ?:", 860, 0, FOOT),
    phrase(r"(?:terms (?:of (?:service|use)|and conditions)|privacy policy)", 760, 0, FOOT),
];

/// Buttons of one word: they count between others only.
static SINGLE: LazyLock<Opening> = LazyLock::new(|| {
    Opening::new(
        r"(?:share|tweet|pin|e-?mail|print|save|like|comments?|copy link|facebook|twitter|whatsapp|linkedin|reddit|telegram|pinterest)\b",
        "",
    )
});

const NET: &str = r"(?:facebook|twitter|x|linkedin|whats ?app|reddit|pinterest|telegram|tumblr|instagram|e-?mail|google\+|google plus|vk(?:ontakte)?|viber|messenger|skype|weibo|wechat|pocket|flipboard|youtube|tiktok|threads|mastodon|bluesky|snapchat)\b";
/// What a cookie notice of a web site speaks of, and a recipe does not.
const WEB: &str = r"(?:[^\n.!?“”]*?\b(?:web ?sites?|sites?|experience|brows\w+|consent|preferences|traffic|analytics|personali[sz]\w*|advert\w*|ads|services?|policy|settings|visitors?|technologies|user|devices?|information|data)\b{S}|[^\n.!?“”]{0,3})(?:[.!]|$)";
const REST: &str = r"[^\n.!?“”]*";
/// Bytes of the longest notice: what goes on for longer is prose.
const LONGEST: usize = 450;
const DOT: &str = r"(?:[.!]|$)?";

static OPENINGS: LazyLock<Vec<(Opening, &'static Phrase)>> = LazyLock::new(|| {
    PHRASES
        .iter()
        .map(|phrase| {
            let pattern = phrase
                .pattern
                .replace("{WEB}", WEB)
                .replace("{S}", REST)
                .replace("{DOT}", DOT)
                .replace("{NET}", NET);
            (Opening::new(&pattern, phrase.needs), phrase)
        })
        .collect()
});

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
pub(crate) struct Triggers {
    of: Vec<u8>,
}

const START: u8 = 1;
const WEAK_START: u8 = 2;
const INNER: u8 = 4;

impl Triggers {
    /// Whether the document has none.
    pub(crate) fn is_empty(&self) -> bool {
        self.of.is_empty()
    }

    fn get(&self, id: WordId) -> u8 {
        self.of.get(id.index()).copied().unwrap_or(0)
    }

    /// Whether a phrase may begin with this word; `inner` as told by [`Self::is_inner`] of the paragraph.
    pub(crate) fn may_begin(&self, id: WordId, inner: bool) -> bool {
        let flags = self.get(id);
        flags & START != 0 || inner && flags & WEAK_START != 0
    }

    /// Whether a phrase with a common first word must hold this word or one like it.
    pub(crate) fn is_inner(&self, id: WordId) -> bool {
        self.get(id) & INNER != 0
    }
}

/// Looks the triggers up among the word types of a document: a few hundred look-ups for a whole text.
pub(crate) fn triggers(words: &Words) -> Triggers {
    let mut of = Vec::new();
    for (list, flag) in [(STARTS, START), (WEAK, WEAK_START), (INSIDE, INNER)] {
        for id in list.split_whitespace().filter_map(|word| words.find(word)) {
            if of.is_empty() {
                of = vec![0_u8; words.len()];
            }
            if let Some(flags) = of.get_mut(words.get(id).lower.index()) {
                *flags |= flag;
            }
        }
    }
    if !of.is_empty() {
        for id in words.ids() {
            let flags = of.get(words.get(id).lower.index()).copied().unwrap_or(0);
            if let Some(own) = of.get_mut(id.index()) {
                *own |= flags;
            }
        }
    }
    Triggers { of }
}

/// One phrase at the start of `text`: its length and what it is. `whole` takes those that make a line of their own, otherwise those
/// that prose may follow.
fn one(text: &str, whole: bool) -> Option<(usize, &'static Phrase)> {
    OPENINGS
        .iter()
        .filter(|(_, phrase)| if whole { phrase.line > 0 } else { phrase.run > 0 })
        .filter_map(|(opening, phrase)| Some((opening.end(text)?, *phrase)))
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
        let single =
            || SINGLE.end(rest).filter(|len| rest.starts_with(char::is_uppercase) && ends_well(rest, *len));
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
    if !text.starts_with("By ") && !text.starts_with("BY ") {
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
