//! Numbers written as words, in the languages that drafts are often translated from or into.
//!
//! They only excuse: where one side writes `12` and the other `twelve`, `zwölf` or `двенадцать`, nothing is wrong. So words of
//! all languages stand in one table of beginnings, romanised (`roman`), and a word that looks like a number word of
//! another language does no harm beyond a miss.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::roman::roman;

/// `value: beginnings`; a star allows any ending.
const WORDS: &str = "
0: zero* null* nil none no nicht kein* nul cero ноль нол* niciun* nenhum* sifir
1: one once first* single only a an ein* eine erst* un una une um uma uno prim* üks uhe* uht* esime* один одн* перв* jeden jedn* pierwsz* bir birinc* een eerst*
2: two twice second* both pair* double* couple* twin* half zwei* beide* doppel* zweit* halb* paar* kaks kahe* kaht* teis* teine mõlema* molema* poole* topelt* пол* два две дву* втор* оба обе* вдвое* двух* двои* doi doua* dublu* ambel* ambi* jumat* dois duas segund* deux deuxiem* dos due dua dva dwa dwie dwoch dwu* drug* iki* twee tweede* dubbel* secund* perech*
3: three* third* triple* trio thrice drei* dritt* dreifach* kolm* kolmand* три тре* трех* троих* трое* trei* treia* treim* tres tercer* tercei* trois* troisiem* tre* trzy* trzec* uc* drie* derde* trip*
4: four* fourth* quarter* quadr* vier* viert* neli nelja* neljand* veerand* четыр* четвер* четверт* patru* patra* patrim* sfert* quatr* cuatro* cuart* quart* czter* czwart* dort*
5: five* fifth* funf* fünf* viis* viie* viit* пят* cinci* cincea* cinc* cinq* pięć* piec* piat* bes* vijf* quint*
6: six* sixth* sechs* kuus* kuue* kuut* шест* sase* sasea* seis* seix* szesc* szost* alti* zes* sext*
7: seven* sieb* seits* сем* седьм* sapte* saptea* sept* siete* siedem* siodm* yedi* zeven* set* sett*
8: eight* acht* kahek* восем* восьм* opt* ocho* oito* huit* osiem* osm* sekiz* oct*
9: nine* ninth* neun* uheks* üheks* девят* noua* nueve* nove* neuf* dziew* dokuz* negen* nov*
10: ten tenth* decade* decad* zehn* kümme* kumme* kumne* десят* zece* zecea* zeci* deceni* diez* dez* dix* dieci* dziesi* on onun* tien* dekad* jahrzehnt* aastakümn*
11: eleven* elf* elft* ükstei* ukstei* uheteist* одиннадцат* unsprezece* onze* once undici* jedenast* onbir*
12: twelve* twelfth* dozen* zwolf* zwölf* dutzend* kaksteist* kaheteist* tosin* двенадцат* дюжин* doisprezece* douasprezece* duzin* doce* doze* douze* dodici* dwanasc* oniki* twaalf* dwunast*
13: thirteen* dreizehn* kolmteist* kolmeteist* тринадцат* treisprezece* trece* treze* treize* tredici* trzynasc* onuc* dertien*
14: fourteen* vierzehn* neliteist* neljateist* четырнадцат* paisprezece* catorce* quatorz* quattordici* czternasc* ondort* veertien* fortnight*
15: fifteen* funfzehn* viisteist* viieteist* пятнадцат* cincisprezece* quince* quinz* quindici* pietnasc* onbes* vijftien*
16: sixteen* sechzehn* kuusteist* kuueteist* шестнадцат* saisprezece* dieciseis* dezesseis* seiz* sedici* szesnasc* onalti* zestien*
17: seventeen* siebzehn* seitseteist* seitsmeteist* семнадцат* saptesprezece* diecisiete* dezessete* siedemnasc* onyedi* zeventien*
18: eighteen* achtzehn* kaheksateist* восемнадцат* optsprezece* dieciocho* dezoito* osiemnasc* onsekiz* achttien*
19: nineteen* neunzehn* üheksateist* uheksateist* девятнадцат* nouasprezece* diecinueve* dezenove* dziewietnasc* ondokuz* negentien*
20: twent* zwanzig* zwanziger* kakskumme* kahekumne* двадцат* douazeci* veint* vint* vingt* venti* dwadziesc* dwudziest* yirmi* twintig*
24: oopaev* сутк* суток* doba* dobow*
30: thirt* dreissig* dreißig* kolmkumme* kolmekumne* тридцат* treizeci* treint* trint* trent* trzydziesc* trzydziest* otuz* dertig*
40: fort* forty* vierzig* nelikumme* neljakumne* сорок* patruzeci* cuarent* quarent* quarant* czterdziesc* czterdziest* kirk* veertig*
50: fift* funfzig* viiskumme* viiekumne* пятьдесят* пятидесят* cincizeci* cincuent* cinquent* cinquant* piecdziesi* elli* vijftig*
60: sixt* sechzig* kuuskumme* kuuekumne* шестьдесят* шестидесят* saizeci* sesent* sessent* soixant* sessant* szescdziesi* altmis* zestig*
70: sevent* siebzig* seitsekumme* seitsmekumne* семьдесят* семидесят* saptezeci* setent* settant* siedemdziesi* yetmis* zeventig*
80: eight* achtzig* kaheksakumme* kaheksakumne* восемьдесят* восьмидесят* optzeci* ochent* oitent* ottant* osiemdziesi* seksen* tachtig*
90: ninet* neunzig* uheksakumme* uheksakumne* девяност* nouazeci* novent* novant* dziewiecdziesi* doksan* negentig*
200: bicent* zweihundert*
100: ста стопроцент* hundred* centur* centen* hundert* jahrhundert* sada* saja* sajand* сто сот* сотн* столет* suta* sute* secol* cien* cent* sto setk* yuz* honderd*
1000: thousand* millenn* tausend* tuhat* tuhand* тысяч* mie mii miile mile mil mille mila tysiac* bin duizend*
1000000: million* milj* миллион* млн milion* millon* milhao* milho* milyon* mln mio miljoen*
";

/// Beginnings of number words, and whole ones, with their values.
static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { whole: FxHashMap::default(), beginnings: Vec::new() };
    for line in WORDS.lines() {
        let Some((value, words)) = line.split_once(':') else { continue };
        let Ok(value) = value.trim().parse::<u64>() else { continue };
        for word in words.split_whitespace() {
            match word.strip_suffix('*') {
                Some(stem) => table.beginnings.push((roman(stem), value)),
                None => {
                    table.whole.entry(roman(word)).or_default().push(value);
                }
            }
        }
    }
    table.beginnings.sort();
    table
});

struct Table {
    whole: FxHashMap<String, Vec<u64>>,
    /// Sorted.
    beginnings: Vec<(String, u64)>,
}

/// The values that a romanised word may stand for as a number word.
pub(super) fn values(word: &str) -> Vec<u64> {
    let mut values: Vec<u64> = TABLE.whole.get(word).cloned().unwrap_or_default();
    // A beginning sorts before all that starts with it: look from each length of the word.
    for length in 2..=word.len().min(24) {
        let Some(stem) = word.get(..length) else { continue };
        let from = TABLE.beginnings.partition_point(|(known, _)| known.as_str() < stem);
        values.extend(
            TABLE.beginnings[from..].iter().take_while(|(known, _)| known == stem).map(|(_, value)| *value),
        );
    }
    values
}

/// Power of ten of a word such as `million`, `mlrd`, `тысяч`, in the language of the number: German and others count `Billion`
/// where English has `trillion`.
pub(super) fn scale(word: &str, long_scale: bool) -> Option<u8> {
    const SCALES: [(&str, u8); 22] = [
        ("thousand", 3),
        ("tausend", 3),
        ("tuhat", 3),
        ("tuhand", 3),
        ("tysiach", 3),
        ("tysiac", 3),
        ("tys", 3),
        ("million", 6),
        ("milion", 6),
        ("miljon", 6),
        ("miljoen", 6),
        ("milyon", 6),
        ("millon", 6),
        ("milho", 6),
        ("mln", 6),
        ("milliard", 9),
        ("miliard", 9),
        ("miljard", 9),
        ("milyar", 9),
        ("mlrd", 9),
        ("mrd", 9),
        ("trillion", 12),
    ];
    if word.starts_with("billion") || word.starts_with("biljon") {
        return Some(if long_scale { 12 } else { 9 });
    }
    match word {
        "bn" => return Some(9),
        "mil" | "mii" | "mie" | "mille" | "mila" | "bin" => return Some(3),
        "mio" => return Some(6),
        _ => {}
    }
    SCALES
        .iter()
        .filter(|(stem, _)| word.starts_with(stem))
        .max_by_key(|(stem, _)| stem.len())
        .map(|(_, scale)| *scale)
}

/// The month that a romanised word names, 1 to 12.
pub(super) fn month(word: &str) -> Option<u8> {
    const MONTHS: [&str; 12] = [
        "jan ian ene gen sty ocak styczn",
        "feb fev veebr fevr luty lut subat shubat",
        "mar mart maer marz",
        "apr abr avr aprill kwie kwiet nisan",
        "may mai mag maj maio mayo maia mei",
        "jun iun giu juin czer haziran juun",
        "jul iul lug juil lip temmuz juul",
        "aug avg ago aout agust avgust sierp agosto",
        "sep set wrze eylul sept",
        "oct okt ott out ekim pazdz oktoob paz",
        "nov noe listo kasim",
        "dec dek dez dic gru aralik dets",
    ];
    if word.len() < 3 || word.len() > 12 {
        return None;
    }
    let found = MONTHS.iter().position(|stems| stems.split(' ').any(|stem| word.starts_with(stem)))?;
    u8::try_from(found + 1).ok()
}
