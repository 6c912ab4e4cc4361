//! Spellings of one word: British and American, with accents and without.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use crate::document::classes::is_combining;

/// The American spelling of a British one: `organise`, `colour`, `centre`, `travelled`. Only endings and stems where the
/// two are the same word; `practise`, `licence`, `prise` and their like are not. The word is of ASCII.
pub(super) fn american(word: &str) -> Option<String> {
    if word.len() < 5 {
        return None;
    }
    let [first, second, .., last] = word.as_bytes() else { return None };
    // Asked of every word of a text: letters tell most.
    let endings: &[&str] = match last {
        b'e' => &["ise"],
        b'd' => &["ised"],
        b'g' => &["ising"],
        b'n' => &["isation"],
        b'r' => &["iser"],
        b's' => &["ises", "isers", "isations"],
        _ => &[],
    };
    for ending in endings {
        if let Some(stem) = word.strip_suffix(ending)
            && stem.len() >= 4
        {
            return Some(format!("{stem}iz{}", &ending[2..]));
        }
    }
    let begins = |british: &str| british.as_bytes().get(1) == Some(second);
    STEMS.get(usize::from(*first))?.iter().filter(|(british, _)| begins(british)).find_map(
        |(british, american)| {
            let rest = word.strip_prefix(british)?;
            Some(format!("{american}{rest}"))
        },
    )
}

/// Beginnings of words, British and American, by their first byte.
static STEMS: LazyLock<Vec<Vec<(&str, &str)>>> = LazyLock::new(|| {
    let mut stems = vec![Vec::new(); 128];
    for pair in PAIRS.split_ascii_whitespace().filter_map(|pair| pair.split_once('/')) {
        let first = pair.0.as_bytes().first().copied().unwrap_or_default();
        stems[usize::from(first)].push(pair);
    }
    stems
});

const PAIRS: &str = "colour/color honour/honor labour/labor favour/favor neighbour/neighbor harbour/harbor \
behaviour/behavior humour/humor rumour/rumor vapour/vapor armour/armor flavour/flavor \
endeavour/endeavor vigour/vigor odour/odor splendour/splendor saviour/savior parlour/parlor \
centre/center theatre/theater litre/liter metre/meter fibre/fiber calibre/caliber \
kilometre/kilometer centimetre/centimeter sombre/somber spectre/specter travell/travel \
cancell/cancel labell/label modell/model signall/signal counsell/counsel levell/level marvell/marvel \
fuell/fuel defence/defense offence/offense analysed/analyzed analysing/analyzing paralysed/paralyzed \
catalogue/catalog aluminium/aluminum ageing/aging jewellery/jewelry mould/mold plough/plow \
sceptic/skeptic aeroplane/airplane anaemi/anemi paediatric/pediatric oesophag/esophag foetus/fetus \
haemo/hemo manoeuvre/maneuver";

/// The word, which is not of ASCII alone, without its accents, if it has any.
pub(super) fn unaccented(word: &str) -> Option<String> {
    // Many short words of other languages fold to English ones, and stacked marks are play or another alphabet.
    if word.chars().count() < 4 || word.chars().any(is_combining) {
        return None;
    }
    let plain: String = word
        .nfd()
        .filter(|c| !is_combining(*c))
        .map(|c| match c {
            'ı' => 'i',
            'ø' => 'o',
            'ł' => 'l',
            other => other,
        })
        .collect();
    (plain != word).then_some(plain)
}

/// Unaccented words that are other words than their accented twins.
pub(super) const DISTINCT: &str = "resume resumes expose exposes lame pique sake mate pate attache rose saute peaked learned \
maya ole moire ague forte coupe cure manque outre soigne divorce pave touche passe cliche";
