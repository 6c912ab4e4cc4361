//! The closed classes of English that say what may stand beside them: where a name belongs and where a noun phrase ends.

use std::sync::LazyLock;

use bitflags::bitflags;
use rustc_hash::FxHashMap;

use crate::document::{Document, Token, WordId};
use crate::lang::Lang;

bitflags! {
    /// Classes of a word in lower case.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub(super) struct Class: u32 {
        /// `the`, `his`, `this`
        const DETERMINER = 1;
        /// `in`, `inside`
        const IN = 1 << 1;
        /// `from`
        const FROM = 1 << 2;
        /// `to`, `into`, `towards`
        const TO = 1 << 3;
        /// `at`, `near`, `around`
        const AT = 1 << 4;
        /// `of`
        const OF = 1 << 5;
        /// `between`, `across`, `outside`, `for`
        const BY = 1 << 6;
        /// `and`, `or`
        const AND = 1 << 7;
        /// `i`, `we`, `he`
        const SUBJECT = 1 << 8;
        /// `said`, `told`
        const SAYS = 1 << 9;
        /// `is`, `has`, `will`
        const AUXILIARY = 1 << 10;
        /// `president`, `minister`, `captain`
        const TITLE = 1 << 11;
        /// What lies in a place: `areas`, `streets`, `mayor`
        const HEAD = 1 << 12;
        /// What is a place: `city`, `town`
        const TOWN = 1 << 13;
        /// What is done to places: `visit`, `leave`, `bomb`
        const VISIT = 1 << 14;
        /// What stands after a noun phrase: conjunctions, prepositions, words of time.
        const AFTER = 1 << 15;
        /// Any closed class: no name in disguise.
        const CLOSED = 1 << 16;
        /// `which`, `means`, `called`: words about words.
        const MEANS = 1 << 17;
        /// Months and days.
        const TIME = 1 << 18;
        /// `party`, `club`, `team`
        const GROUP = 1 << 19;
        /// An article of another language that begins names: `la`, `le`, `die`.
        const ARTICLE = 1 << 20;
        /// `northern`, `neighbouring`: what stands before places.
        const COMPASS = 1 << 21;
        /// `far`, `enough`: no noun, though a form of the table.
        const DEGREE = 1 << 22;
        /// `the`, `a`
        const ARTICLE_EN = 1 << 23;
    }
}

impl Class {
    /// Prepositions before which a bare noun is a place more often than not.
    pub(super) const PLACE: Self =
        Self::IN.union(Self::FROM).union(Self::TO).union(Self::AT).union(Self::OF).union(Self::BY);
}

const LISTS: [(Class, &str); 34] = [
    (
        Class::DETERMINER.union(Class::CLOSED),
        "the a an this these those his her its their our my your some any no every each another both all such which what whose many few several most more other own",
    ),
    (Class::IN.union(Class::CLOSED).union(Class::AFTER), "in inside within throughout"),
    (Class::FROM.union(Class::CLOSED).union(Class::AFTER), "from"),
    (Class::TO.union(Class::CLOSED).union(Class::AFTER), "to into toward towards"),
    (Class::AT.union(Class::CLOSED).union(Class::AFTER), "at near around"),
    (Class::OF.union(Class::CLOSED), "of"),
    (
        Class::BY.union(Class::CLOSED).union(Class::AFTER),
        "between across outside over through for against with",
    ),
    (Class::CLOSED.union(Class::AFTER), "by on via"),
    (Class::AND.union(Class::CLOSED).union(Class::AFTER), "and or"),
    (Class::SUBJECT.union(Class::CLOSED).union(Class::AFTER), "i we he she they it you who"),
    (
        Class::SAYS,
        "said says told added replied answered claimed announced declared insisted warned promised wrote tweeted argued explained spoke denied asked urged called accused refused wants wanted scored resigned won lost lives works went arrived left was is has had",
    ),
    (
        Class::AUXILIARY.union(Class::CLOSED).union(Class::AFTER),
        "is are was were be been has have had will would can could may might must shall should do does did",
    ),
    (
        Class::TITLE,
        "president minister chancellor premier senator governor mayor speaker deputy secretary captain coach striker goalkeeper midfielder defender mr mrs ms dr sir prof professor general colonel judge justice king queen prince princess leader spokesman spokeswoman candidate commander ambassador congressman councillor",
    ),
    (
        Class::HEAD,
        "area areas street streets centre center suburb suburbs outskirts north south east west part parts residents people citizens inhabitants mayor governor port airport district districts province region capital bombing siege fall battle university bishop archbishop government city town village villages slums neighbourhood neighbourhoods neighborhood streets roads hospital hospitals hotels hotel map coast border control northwest northeast southeast southwest kilometres kilometers km miles",
    ),
    (
        Class::TOWN,
        "city town village district province region state port island municipality capital towns cities mayor governor",
    ),
    (
        Class::VISIT,
        "visit visited visiting visits leave leaving leaves reach reached reaching enter entered entering bomb bombed bombing attack attacked attacking invade invaded invading occupy occupied capture captured seized recaptured hit shook besieged toured left fled flee",
    ),
    (
        Class::AFTER.union(Class::CLOSED),
        "but nor so yet when where while after before since until if because although though as than that which about during without under amid along despite except among",
    ),
    (
        Class::AFTER,
        "yesterday today tomorrow tonight last next this early late earlier later ago said says told also now again already where again together since killing following including according",
    ),
    (
        Class::CLOSED,
        "that me us him them himself herself themselves itself not there here then just only even still very too how why yes up down out off one two three four five six seven eight nine ten first second third new old",
    ),
    (
        Class::MEANS,
        "means meaning meant named called nicknamed translated translates literally word words nickname spelt spelled dubbed known",
    ),
    (
        Class::TIME.union(Class::CLOSED),
        "january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday",
    ),
    (Class::GROUP, "party club team coalition movement ally alliance side union newspaper"),
    (Class::ARTICLE, "la le les el los las al il lo die der das en de du di da do dos o a os as het san"),
    (Class::AFTER, "monday tuesday wednesday thursday friday saturday sunday"),
    (Class::HEAD, "voters members supporters deputies leaders"),
    (Class::CLOSED, "god lord internet web earth moon sun heaven hell english senate bible mum dad"),
    (Class::AFTER, "who whose whom"),
    (
        Class::CLOSED,
        "however moreover therefore meanwhile nevertheless furthermore nonetheless otherwise instead perhaps maybe indeed thus hence besides far much less enough anything nothing something everything someone anyone everyone nobody everybody",
    ),
    (Class::MEANS, "aka alias"),
    (
        Class::COMPASS,
        "north south east west northern southern eastern western northeast northwest southeast southwest northeastern northwestern southeastern southwestern central neighbouring neighboring nearby downtown mainland rural",
    ),
    (Class::DEGREE, "far much less enough little"),
    (Class::ARTICLE_EN, "the a an"),
    (
        Class::AUXILIARY.union(Class::CLOSED).union(Class::AFTER),
        "isn't aren't wasn't weren't hasn't haven't hadn't won't wouldn't can't couldn't don't doesn't didn't shouldn't cannot",
    ),
    (
        Class::VISIT,
        "occupy occupies invade invades bomb bombs hit hits attack attacks capture captures seize shake shakes",
    ),
];

static CLASSES: LazyLock<FxHashMap<&'static str, Class>> = LazyLock::new(|| {
    let mut table: FxHashMap<&str, Class> = FxHashMap::default();
    for (class, words) in LISTS {
        for word in words.split(' ') {
            *table.entry(word).or_default() |= class;
        }
    }
    table
});

/// Titles of courtesy: who has one bears the word as a surname.
pub(super) const COURTESY: &str = "mr mrs ms miss sir dame lord lady";

/// Common words that are brands known everywhere: alone they prove nothing.
pub(super) const BRANDS: &str = "apple orange shell gap target visa amazon sprint fox sky sun times post guardian windows word android delta";

/// Institutions and points of the compass, which are capitalised without being names in disguise.
pub(super) const INSTITUTIONS: &str = "church state army navy police house congress parliament court government father mother north south east west union council assembly ministry department university college school bank party cabinet treasury constitution republic kingdom";

/// The classes of all word types of a document.
pub(super) struct Classes(Vec<Class>);

impl Classes {
    pub(super) fn new(document: &Document) -> Self {
        let words = document.words();
        let class = |id: WordId| {
            let text = words.text(words.get(id).lower);
            if text.len() > 14 {
                return Class::empty();
            }
            match CLASSES.get(text) {
                Some(class) => *class,
                None if text.contains(['\'', '’']) => contracted(text),
                None => Class::empty(),
            }
        };
        Self(words.ids().map(class).collect())
    }

    pub(super) fn of(&self, id: WordId) -> Class {
        self.0.get(id.index()).copied().unwrap_or_default()
    }

    /// The classes of the word at `at`; none for other tokens.
    pub(super) fn at(&self, tokens: &[Token], at: Option<usize>) -> Class {
        at.and_then(|at| tokens.get(at)).and_then(Token::word).map_or(Class::empty(), |id| self.of(id))
    }

    /// Whether a noun phrase can end before the token at `at`.
    pub(super) fn ends(&self, tokens: &[Token], at: usize) -> bool {
        let Some(token) = tokens.get(at) else { return true };
        match token.char() {
            Some(c) => {
                matches!(c, '.' | ',' | ';' | ':' | '?' | '!' | ')' | '…' | '—' | '–')
                    || crate::document::classes::is_quote(c)
            }
            None => token.word().is_some_and(|id| self.of(id).intersects(Class::AFTER)),
        }
    }
}

/// The class of a contraction: that of the pronoun it begins with (`we’ll`) or of the verb it denies (`isn’t`).
fn contracted(text: &str) -> Class {
    let plain = text.replace('’', "'");
    let stem = ["'ll", "'ve", "'re", "'d", "'m"].iter().find_map(|end| plain.strip_suffix(end));
    CLASSES.get(stem.unwrap_or(&plain)).copied().unwrap_or_default()
}

/// Whether the word at `at` continues a longer name or title: `University of _`, `Justice and _`, `Reporters without _`.
/// Offices and places before the preposition are no such name: `Mayor of _`, `Italy and _`.
pub(super) fn in_chain(page: &super::page::Page<'_>, tokens: &[Token], at: usize) -> bool {
    let class = |at: Option<usize>| page.classes.at(tokens, at);
    let text = |at: usize| tokens.get(at).map_or("", |t| page.doc.token_text(t));
    let Some(before) = at.checked_sub(1) else { return false };
    let joint = class(Some(before)).intersects(Class::OF | Class::AND)
        || matches!(text(before), "&" | "the" | "without" | "for");
    let free = Class::TITLE | Class::TOWN | Class::HEAD | Class::CLOSED;
    let head = |at: Option<usize>| {
        page.capital(tokens, at)
            .is_some_and(|id| at != Some(0) && !page.classes.of(id).intersects(free) && !page.is_place(id))
    };
    let left = joint && (head(before.checked_sub(1)) || text(before) == "the" && head(before.checked_sub(2)));
    // "Society of _", "Director for _": the word heads a name itself.
    left || matches!(text(at + 1), "of" | "for" | "&") && page.capital(tokens, Some(at + 2)).is_some()
}

/// Whether the rule reads texts in this language: its word classes are English ones.
pub(super) fn reads(document: &Document) -> bool {
    document.lang() == Lang::En
}
