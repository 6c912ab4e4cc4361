//! The phrases of buttons, notices and counters, as patterns in several languages.

/// How a phrase may stand.
pub(super) struct Phrase {
    pub(super) pattern: &'static str,
    /// Confidence where nothing but such phrases makes the paragraph; 0 for never.
    pub(super) line: u16,
    /// Confidence at the start of a sentence with prose behind it; 0 for never.
    pub(super) run: u16,
    pub(super) message: &'static str,
    /// What a text with the phrase must hold, in any case: for patterns that begin as much else does.
    pub(super) needs: &'static str,
}

const fn phrase(pattern: &'static str, line: u16, run: u16, message: &'static str) -> Phrase {
    Phrase { pattern, line, run, message, needs: "" }
}

impl Phrase {
    const fn needs(self, needs: &'static str) -> Self {
        Self { needs, ..self }
    }
}

pub(super) const BUTTON: &str = "a button of a page";
const COOKIE: &str = "a cookie notice";
const LETTER: &str = "an invitation to subscribe";
const LINK: &str = "a link to another story";
const ADVERT: &str = "an advertisement label";
const CREDIT: &str = "the credit line of a picture";
const COMMENT: &str = "the comment form of a page";
const COUNTER: &str = "a counter of a page";
const FOOT: &str = "the foot of a page";
const PLAYER: &str = "a message of the browser or player";

/// `{NET}` is a social network, `{S}` the rest of the sentence, `{DOT}` its mark. Bounds of what may be any letter count bytes.
pub(super) static PHRASES: &[Phrase] = &[
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
        r"(?:we|this (?:web)?site|our (?:web)?site|our partners and we|we and our partners)(?: (?:also|may))? uses? (?:(?:\w|-)+ ){0,4}?cookies{WEB}",
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
        r"(?:get|receive|have)(?: the| our| all)?(?: latest| best| top| day’s| day's| biggest)*(?: (?:\w|[’'&-])+){0,6}?(?: delivered| sent)?(?: straight| directly| right)? (?:to|in|into) your (?:inbox|e-?mail){S}{DOT}",
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
        r"(?:lire aussi|lesen sie auch|lea también|leia (?:também|mais)|leggi anche|lees ook|читайте также|czytaj (?:też|także))\s*[:|»>–]\s*[^\n]{3,400}",
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
        r"image (?:copyright|source),? (?-i:[\p{Lu}@][\p{L}\p{M}\p{Nd}_.’'&-]*(?:[ /]+(?:[\p{Lu}/@&][\p{L}\p{M}\p{Nd}_.’'&-]*|/)){0,5})",
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
    )
    .needs("read"),
    phrase(r"\d{1,2} (?:minutes?|mins?|hours?|days?|weeks?) ago", 760, 0, COUNTER).needs(" ago"),
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
