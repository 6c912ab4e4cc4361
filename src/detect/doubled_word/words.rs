//! Word lists for repetitions: emphasis, names, and the function words of languages other than English.

use crate::lang::{Lang, listed};

/// Words that are repeated for emphasis, as a call, as a count or as a sound.
pub(super) fn rhythmic(lang: Lang, word: &str) -> bool {
    let list = match lang {
        Lang::En => {
            "really long old little hush bye hear knock ha ho la na boo choo tut chop blah night \
tick tap \
drip beep ding dear poor good sweet tiny huge bad sad pretty far big slowly quickly hello \
hey hi hurrah hip hard filthy dirty lovely awful cheap rude wow etc dum pom super extremely \
twinkle yadda yum wonderful boing echo great please yeah"
        }
        Lang::De => {
            "sehr viele viel ganz weit nein ja lange tief hoch wirklich bitte immer nie so na schnell \
langsam gut"
        }
        Lang::Fr => {
            "très trés beaucoup bien oui non loin vite trop tout petit grand si jamais encore doucement"
        }
        Lang::Es => "muy mucho casi no sí ya nunca tan poco bueno rápido despacio siempre",
        Lang::Pt => "muito muita não sim quase nunca logo bem tão pouco",
        Lang::Nl => "heel erg zeer veel nee ja lang ver nooit altijd snel zo",
        _ => "",
    };
    listed(list, word)
}

/// Days, months and countries: capitalised words that are no one's name twice.
pub(super) fn unrepeatable_name(word: &str) -> bool {
    const NAMES: &str = "\
monday tuesday wednesday thursday friday saturday sunday january february march april june july \
august september october november december \
english french german spanish italian russian chinese american british european african asian arab \
japanese turkish iranian israeli indian \
afghanistan albania algeria america angola argentina armenia australia austria azerbaijan bangladesh \
belarus belgium bolivia bosnia botswana brazil britain bulgaria \
cambodia cameroon canada chile china colombia croatia cuba cyprus denmark egypt england eritrea \
estonia ethiopia europe finland france gabon georgia germany ghana greece \
guatemala haiti honduras hungary iceland india indonesia iran iraq ireland israel italy jamaica \
japan jordan kazakhstan kenya kosovo kuwait laos latvia lebanon libya \
lithuania luxembourg madagascar malaysia mali malta mexico moldova mongolia morocco mozambique \
myanmar namibia nepal netherlands nicaragua niger nigeria norway oman \
pakistan palestine panama paraguay peru philippines poland portugal qatar romania russia rwanda \
scotland senegal serbia singapore slovakia slovenia somalia spain sudan \
sweden switzerland syria taiwan tajikistan tanzania thailand tunisia turkey uganda ukraine uruguay \
uzbekistan venezuela vietnam wales yemen zambia zimbabwe \
london paris berlin moscow beijing tokyo washington brussels geneva vienna rome madrid kabul tehran baghdad cairo ankara istanbul kyiv";
    listed(NAMES, word)
}

/// How sure a repetition of a function word of `lang` is a fault, in thousandths; `None` for other words.
pub(super) fn foreign(lang: Lang, word: &str) -> Option<u16> {
    // First words that never follow themselves, then those that may.
    let (never, may) = match lang {
        Lang::Fr => (
            "le les de et un une au aux des du dans pour par sur ou mais son sa ses leur leurs avec sans ce cette ces",
            "nous vous en la que qui est a se si il elle on ne pas y tout plus non oui",
        ),
        Lang::De => (
            "und oder von mit für bei durch eine einen einem einer eines vom beim zum zur ins im wird auch dass \
aber \
zwischen",
            "der die das den dem des sie es ihr ist sind war in an auf aus ein zu vor nach um ab sich nicht ja \
nein \
was wir er",
        ),
        Lang::Es => (
            "el la los las un una en de del al y con por para su sus pero como entre",
            "que fue es lo no a se sí ya son nos le",
        ),
        Lang::It => (
            "il la gli le un una e di con per del della dei delle nel nella al alla sul dal dalla come",
            "che non è lo si ci via quasi no sì a in da",
        ),
        Lang::Pt => (
            "os as um uma de do da dos das e em na no com para por ao pelo pela como",
            "que o a se não é foi nos sim",
        ),
        Lang::Nl => (
            "de een en met naar bij als voor ook maar tussen",
            "het dat die zijn om te van is in op aan uit was ze je nee ja",
        ),
        Lang::Ru => ("и в на с из от для или к по при", "что как а но не это да нет так очень он"),
        Lang::Tr => ("ve olarak veya", "bir bu için de da çok ne o"),
        Lang::Pl => ("w i z na do że jest przez dla oraz od", "to nie się co tak a o"),
        _ => ("", ""),
    };
    if listed(never, word) {
        Some(900)
    } else if listed(may, word) {
        Some(420)
    } else {
        None
    }
}
