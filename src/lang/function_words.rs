//! The commonest function words of each language: enough to tell the language of any ordinary text, and to know that a word
//! cannot be a name. Closed classes, listed from general knowledge of the languages.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Lang;

const WORDS: [(Lang, &str); 12] = [
    (
        Lang::En,
        "the of and to in a is that it was for on are as with his they at be this from have or by one had not but what all were when we there can an your which their said if do will each about how up out them then she many some so these would other into has more her two like him see time could no make than been its who now people my made over did down only way find use may after back little work i he you me our us such where much before must through very just any same also around another came come because does even here why went should never while those still being under between since during both within without against toward upon among whether although though however until yet nor",
    ),
    (
        Lang::De,
        "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde sei ich wir ihr ihre seine kann können wenn doch schon unter wo was mich mir dich uns ihm ihn euch keine kein sehr hier dann da diese dieser dieses alle beim vom gegen ohne zwischen während waren hatte hatten wurden worden",
    ),
    (
        Lang::Fr,
        "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont la avec son aux ou mais comme on sa ses cette été nous vous je tu elle ils elles leur leurs même être avoir fait faire tout tous deux où dont sans sous entre après avant aussi bien encore très peut si y c'est qu'il d'un d'une l'on ces cet mon ma mes notre votre était étaient ont avait avaient",
    ),
    (
        Lang::Es,
        "de la que el en y a los del se las por un para con no una su al lo como más pero sus le ya o este sí porque esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante todos uno les ni contra otros ese eso ante ellos e esto mí antes algunos qué unos yo otro otras otra él tanto esa estos mucho fue era ser es son está han había puede si ha",
    ),
    (
        Lang::It,
        "di e il la che in un a per è una sono con non si da come le dei i del al lo alla nel della ma più anche o gli se ha suo sua loro questo questa essere stato stata era dal delle degli nella nei sul sulla dalla dai alle agli ed ad io tu lui lei noi voi ci ne mi ti vi quando dove chi cosa perché tra fra dopo prima molto tutti tutto ogni hanno aveva anno",
    ),
    (
        Lang::Pt,
        "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser quando muito há nos já está eu também só pelo pela até isso ela entre era depois sem mesmo aos ter seus quem nas me esse eles estão você tinha foram essa num nem suas meu às minha têm numa pelos elas havia seja qual será nós são",
    ),
    (
        Lang::Nl,
        "de van het een en in is dat op te zijn met die voor niet aan er om hij ook als dan bij maar door of uit nog naar ze heeft over wordt tot je mijn deze wel geen werd was ik wij we zij haar hun ons dit wat worden kan meer had hebben zou moet al toen nu zo onder tegen tussen na omdat veel waren weer zich",
    ),
    (
        Lang::Ru,
        "и в не на я что он с как а то все она так его но да ты к у же вы за бы по только ее её мне было вот от меня еще ещё нет о из ему теперь когда даже ну ли если уже или быть был него до вас опять вам ведь там потом себя ничего ей может они тут где есть надо ней для мы тебя их чем была сам чтоб без будто чего раз тоже себе под будет это этот эта эти при также который которая которые",
    ),
    (
        Lang::Tr,
        "ve bir bu da de için ile çok olarak daha gibi olan kadar sonra en ne var o ama ya her ben sen biz siz onlar şey mi mı mu mü değil ise ki göre hem diye ancak önce bile yok olduğu olduğunu tarafından içinde arasında üzerinde karşı nasıl neden bütün tüm kendi iki yeni şu bunu bunun onun",
    ),
    (
        Lang::Ar,
        "في من على إلى أن ما لا هذا هذه التي الذي كان كانت عن مع هو هي قد لم أو ثم بعد قبل كل بين ذلك تلك كما حتى إن عند لكن غير منذ خلال نحن هم أنه أنها",
    ),
    (
        Lang::Fa,
        "و در به از که این را با است برای آن یک خود تا کرد بر هم نیز می شد شده ما او آنها اما یا هر بود باید شود کند دارد پس دو اگر همه نه چه بین",
    ),
    (
        Lang::Pl,
        "w i z na do się nie to że jest o a jak po za od ale co tak przez dla czy już tylko ma jego być może są był była było tego tym ten ta te jej ich które który która również oraz przed pod bez by gdy kiedy go mu mi mnie ja ty my wy oni jako więc jeszcze także gdzie jednak bardzo ze we",
    ),
];

/// Bytes of a word that is packed into a number: most function words are.
const PACKED: usize = 16;

/// A bit for each hash of a packed word: of other words, of which there are many more, five in six are told by it.
const BITS: usize = 1 << 13;

/// The languages of each word.
struct Table {
    packed: FxHashMap<u128, u16>,
    may_be_packed: Box<[u64; BITS / 64]>,
    longer: FxHashMap<&'static [u8], u16>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table {
        packed: FxHashMap::default(),
        may_be_packed: Box::new([0; BITS / 64]),
        longer: FxHashMap::default(),
    };
    for (lang, words) in WORDS {
        for word in words.split(' ').map(str::as_bytes) {
            let languages = match packed(word) {
                Some(key) => {
                    let (index, bit) = place(key);
                    table.may_be_packed[index] |= bit;
                    table.packed.entry(key).or_default()
                }
                None => table.longer.entry(word).or_default(),
            };
            *languages |= lang.bit();
        }
    }
    table
});

/// Where the bit of a packed word is.
const fn place(word: u128) -> (usize, u64) {
    let both = word as u64 ^ ((word >> 64) as u64).rotate_left(23);
    let hash = both.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - BITS.trailing_zeros());
    (hash as usize / 64, 1 << (hash % 64))
}

/// A word as a number, if it is short: its bytes, the first lowest.
fn packed(word: &[u8]) -> Option<u128> {
    let mut bytes = [0; PACKED];
    bytes.get_mut(..word.len())?.copy_from_slice(word);
    Some(u128::from_le_bytes(bytes))
}

/// The languages in which `word` (in lower case) is a function word, a bit each.
#[must_use]
pub fn languages_of(word: &str) -> u16 {
    let word = word.as_bytes();
    match packed(word) {
        Some(word) => languages_of_packed(word),
        None => TABLE.longer.get(word).copied().unwrap_or(0),
    }
}

/// The same of a word of at most sixteen bytes, the first lowest.
#[inline]
pub(crate) fn languages_of_packed(word: u128) -> u16 {
    let table = &*TABLE;
    let (index, bit) = place(word);
    if table.may_be_packed[index] & bit == 0 {
        return 0;
    }
    table.packed.get(&word).copied().unwrap_or(0)
}

/// Whether `word` (in lower case) is a function word of `lang`.
#[must_use]
pub fn is_function_word(lang: Lang, word: &str) -> bool {
    languages_of(word) & lang.bit() != 0
}
