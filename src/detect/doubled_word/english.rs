//! What English grammar says of a word that stands twice.

use super::Place;
use crate::lang::listed;

/// Words that nothing in English lets follow themselves.
const NEVER: &str = "the a an and of or their your our its into than been being because although whose";
/// Words that follow themselves in no sentence but a far-fetched one.
const HARDLY: &str = "from they we she these while among between upon during until toward towards within against via whether be";
/// Words that a stutter or a list may repeat.
const RARELY: &str =
    "i his but if when as this those such other some any each every also could would should might must";
/// Prepositions that are particles of verbs too.
const PREPOSITIONS: &str = "in on to for by at about through under across after before";
/// Particles that are prepositions too.
const PARTICLES: &str = "over up down out off around along";
/// Words repeated for emphasis now and then.
const SELDOM: &str =
    "him them who me not then just only what which where more most both too never ever much again";

/// Adjectives that stories say twice for emphasis.
const EMPHATIC: &str = "early whole heavy clear small quiet happy sorry funny crazy right wrong strong short white black green \
    brown bright light sharp round quick fresh empty broad close dense final first thick smart dark clean cruel faint \
    fierce gentle golden grand hollow honest lonely lucky narrow proper silent silver simple smooth solid steep strange \
    sudden tender tired young angry brave real other never always";

/// Whether a content word is said twice by accident only: neither an adverb or an adjective, which people repeat for emphasis,
/// nor a number that is spelt out.
pub(super) fn is_plain(word: &str) -> bool {
    word.len() >= PLAIN && !word.ends_with("ly") && !listed(EMPHATIC, word) && !number_word(word)
}

/// Bytes from which a word is no sound and no child's word.
const PLAIN: usize = 5;

/// How sure a repetition of `word` in this place is a fault, in thousandths; `None` for words of open classes.
pub(super) fn confidence(word: &str, place: &Place<'_>) -> Option<u16> {
    let (before, after) = (place.before(), place.after());
    let (opens, relative) = (place.opens(), place.relative());
    let joined = listed("and or but that because when where as while since until whether although", before);
    let governed = listed("for of to with by from in on at between against among like than", before);
    Some(match word {
        // A new phrase begins: "what he thought of of course".
        "of" if after == "course" => 600,
        _ if listed(NEVER, word) => 985,
        _ if listed(HARDLY, word) => 960,
        "he" | "with" | "since" | "without" => 930,
        _ if listed(RARELY, word) => 955,
        // Particles close a verb before the same word opens a phrase: "log in in the evening", "looking at at the moment".
        _ if listed(PREPOSITIONS, word) => {
            if takes_particle(before, word) {
                480
            } else {
                962
            }
        }
        _ if listed(PARTICLES, word) => {
            if takes_particle(before, word) {
                450
            } else {
                720
            }
        }
        // A verb may close a relative clause before the main one begins: "what it is is", "those who have have".
        _ if relative && listed("is are was were has have did does can may will do", word) => 420,
        "is" | "are" | "was" | "were" | "has" | "have" | "did" | "does" => 953,
        "can" | "may" => {
            if matches!(before, "the" | "a") {
                420
            } else {
                760
            }
        }
        "will" => {
            if listed("good free ill the a his her own their my your its at of strong political", before) {
                420
            } else {
                760
            }
        }
        "do" => {
            if matches!(before, "i" | "you" | "we" | "they" | "people") {
                420
            } else {
                720
            }
        }
        // "they had had enough", but nothing has "had had been".
        "had" => {
            if after == "been" {
                850
            } else {
                320
            }
        }
        // "said that that was": the second is a demonstrative, which none of these can follow.
        "that" => {
            if place.repeats() > 2 || listed(NO_DEMONSTRATIVE, after) || place.capital_follows() {
                760
            } else {
                350
            }
        }
        // Objects before the subject or the possessive of what follows: "told you you could", "gave her her coat".
        "you" | "her" | "us" => {
            if opens || joined || governed {
                750
            } else {
                420
            }
        }
        "it" if opens || joined => 760,
        "it" if listed("is was would can could had has will", after)
            || after.len() > 3 && after.ends_with('s') =>
        {
            420
        }
        "it" => 740,
        _ if listed(SELDOM, word) => 720,
        "one" => {
            if number_word(before) || number_word(after) {
                350
            } else {
                720
            }
        }
        "there" if listed("is are was were have has will", after) => 740,
        "my" if !opens => 930,
        "there" | "all" | "how" | "why" | "here" | "no" | "now" | "well" | "my" => {
            if opens {
                380
            } else {
                720
            }
        }
        "so" | "very" | "yes" | "oh" | "please" | "many" => 350,
        _ => return None,
    })
}

/// Words before which `that` is no demonstrative: "that that the", "that that it", "that that are".
const NO_DEMONSTRATIVE: &str = "the a an it he she they we i you there his her their its our my your no all some any many these \
those this in on at for to with from by if when are were have not more most people also only every each both other such being \
even although while as what who women men children";

/// The commonest nouns, verbs and adjectives of two and three letters.
pub(super) fn common_short(word: &str) -> bool {
    const WORDS: &str = "get got see saw day way end few ago man men war law say set put let own job tax oil car air age yet led won due use act aid arm art bed bid bit bus buy cut die eat fit gas hit \
ill key lot low met pay per red sea sex sit six son top try two ten new old off ask big boy girl did per add cup dog eye far fly god gun guy ice joy kid lie map may mom nor odd pet ran raw rid row \
sky sum sun tie tip van via win won yes bad bar bag box cow crop dry dad end era fan fat fee food fun gap leg lay mud net oil pig pit pot rat saw sad sir tea ton vet wet wit go am";
    listed(WORDS, word)
}

/// Numbers as words, and what belongs to numbers spelt out.
pub(super) fn number_word(word: &str) -> bool {
    listed(
        "zero one two three four five six seven eight nine ten double oh million billion trillion \
thousand hundred point",
        word,
    )
}

/// Whether `verb` may end a clause or a unit of its own with `particle`, so that the same word can begin a phrase after it.
fn takes_particle(verb: &str, particle: &str) -> bool {
    let stem = verb
        .strip_suffix("ing")
        .or_else(|| verb.strip_suffix("ed"))
        .or_else(|| verb.strip_suffix('s'))
        .unwrap_or(verb);
    let moves = listed(
        "log logg come com came go goe went gone get gett got move mov check sign drop dropp give giv \
gave turn bring brought put putt step stepp walk run ran phone phon pass them it him",
        stem,
    );
    match particle {
        "to" => listed("talk listen agree agre refer referr used belong speak spoke object", stem),
        "for" => {
            listed("look ask pay paid hop hope pray search vot vote car care stand stood call account", stem)
        }
        "at" => matches!(stem, "look" | "star" | "laugh" | "aim" | "point" | "shout"),
        "about" => listed("talk think car care worri worry read hear heard", stem),
        "by" | "through" | "under" | "across" | "after" | "before" => {
            moves || matches!(stem, "stand" | "stood" | "liv" | "live")
        }
        "in" => {
            moves
                || listed(
                    "break broke fill hand settle settl let set sett fit join rush kick tune tun believe believ",
                    stem,
                )
        }
        "on" => {
            moves
                || listed(
                    "carry carri carrie hang hung keep kept drag dragg live liv switch catch caught try tri press",
                    stem,
                )
        }
        _ => {
            moves
                || listed(
                    "break broke broken hold held set sett sit sat stand stood take tak took taken carry carri \
fall fell look pull push call shut close clos wash fill work find found hand drag stay",
                    stem,
                )
        }
    }
}
