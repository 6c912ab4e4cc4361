//! Abbreviations that end in a stop: a stop after one of them is no proof that a sentence ends.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Lang;

/// Titles, months, units, legal forms. Lower-case entries match any case of the first letter.
const EN: &str = "inst ult prox Mr Mrs Ms Dr Prof St Messrs Mme Mlle Rev Hon Sen Rep Gov Gen Col Maj Capt Lt Sgt Cpl Pvt Adm Cmdr Pres Supt Jr Sr Esq Ph \
Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun Inc Ltd Co Corp Bros LLC Plc Assn Dept Univ Inst \
Ave Blvd Rd Mt Ft Hwy No Nos Vol Fig Figs Eq Sec Ch Art Ed Eds vs etc al cf approx est dept ext fig figs vol no nos pp p para ch sec ed eds \
ca viz resp incl excl max min avg misc temp tel fax min hr hrs sec mins ft in oz lb lbs mi mm cm km kg mph bn mn mln Calif Fla Mass Pa Va Wis Minn Ill Ind Tenn Ariz Colo Conn Ga Ky Md Mich Miss Mo Okla Ore Wash Kan La Nev \
Bro Fr Msgr Sra Srta Ald Amb Asst Atty Insp Cllr Rt Ven Thos Wm Chas Geo Jas Jos Robt Benj Alex Edw";

const DE: &str = "Dr Prof Hr Fr Frl Nr St Str bzw ca usw evtl ggf inkl exkl etc vgl Mio Mrd Tel Abb Bd Kap S Jh Jan Feb Mrz Apr Jun Jul Aug Sep Sept Okt Nov Dez Mo Di Mi Do Fr Sa So geb gest sog bspw allg insb max min ebd Hrsg Aufl Anm Art Abs Ing Dipl hl Hl röm kath ev";
const FR: &str = "M MM Mme Mmes Mlle Dr Pr St Ste av bd boul env etc ex fig no p pp vol art chap cf éd ibid janv févr avr juil sept oct nov déc hab tél";
const ES: &str = "Sr Sra Sres Srta Dr Dra Prof D Dña Ud Uds Vd Vds etc pág págs núm art cap vol ed fig tel avda av c ej aprox máx mín EE UU gral Gral Lic Ing Arq";
const IT: &str = "Sig Sigg Dott Dr Prof Avv Ing Arch On Sen Rev S SS ecc pag pagg p pp art cap vol fig n nn tel es cfr ca ed gen feb mar apr mag giu lug ago set ott nov dic";
const PT: &str = "Sr Sra Dr Dra Prof Profa Eng Exmo Exma D Av R etc pág págs n art cap vol ed fig tel p pp ex aprox máx mín jan fev mar abr mai jun jul ago set out nov dez";
const NL: &str = "dhr mevr mw dr prof ir ing mr drs ds St bijv bv blz ca enz etc evt excl incl jl max min nl nr nrs o.a p resp tel vgl vnl zgn jan feb mrt apr jun jul aug sep sept okt nov dec";
const RU: &str = "г гг в вв т тт тыс млн млрд руб коп ул д кв стр с рис табл см напр др пр проф акад им св гл ст п пп ред изд проц чел кг км м р";
const TR: &str = "Dr Prof Doç Yrd Av Sn Alb Gen Org Mah Cad Sok Apt No vb vs bkz yy s c sf örn Ltd Şti A.Ş M.Ö M.S Hz Tic San";
const PL: &str = "dr prof hab mgr inż płk gen kpt por ks św ul al pl np itd itp tzw tzn m.in ok r w ww godz min sek tys mln mld zł gr nr str s t tj por zob red wyd im pt ub br";

const LISTS: [(Lang, &str); 10] = [
    (Lang::En, EN),
    (Lang::De, DE),
    (Lang::Fr, FR),
    (Lang::Es, ES),
    (Lang::It, IT),
    (Lang::Pt, PT),
    (Lang::Nl, NL),
    (Lang::Ru, RU),
    (Lang::Tr, TR),
    (Lang::Pl, PL),
];

static TABLE: LazyLock<FxHashMap<&'static str, u16>> = LazyLock::new(|| {
    let mut table = FxHashMap::default();
    for (lang, list) in LISTS {
        for entry in list.split_ascii_whitespace() {
            *table.entry(entry).or_insert(0) |= lang.bit();
        }
    }
    table
});

/// Whether `word` (as spelt, without its stop) is an abbreviation in `lang`; English ones count in every language.
#[must_use]
pub fn is_abbreviation(lang: Lang, word: &str) -> bool {
    word.len() <= 12 && TABLE.get(word).is_some_and(|langs| langs & (lang.bit() | Lang::En.bit()) != 0)
}

/// Abbreviations that always stand before something: a stop after them never ends a sentence.
#[must_use]
pub fn needs_complement(lang: Lang, word: &str) -> bool {
    let english = matches!(
        word,
        "Mr" | "Mrs"
            | "Ms"
            | "Dr"
            | "Prof"
            | "St"
            | "Messrs"
            | "Mme"
            | "Mlle"
            | "Rev"
            | "Sen"
            | "Rep"
            | "Gov"
            | "Gen"
            | "Col"
            | "Maj"
            | "Capt"
            | "Lt"
            | "Sgt"
            | "Cpl"
            | "Adm"
            | "Cmdr"
            | "Hon"
            | "Mt"
            | "Ft"
            | "vs"
            | "cf"
            | "viz"
            | "approx"
            | "Insp"
            | "Supt"
    );
    let own = match lang {
        Lang::De => matches!(
            word,
            "Hr" | "Fr" | "Nr" | "bzw" | "ca" | "evtl" | "ggf" | "inkl" | "vgl" | "sog" | "bspw"
        ),
        Lang::Fr => matches!(word, "M" | "MM" | "Ste" | "env" | "av"),
        Lang::Es => matches!(word, "Sr" | "Sra" | "Sres" | "Srta" | "Dra" | "Gral" | "Lic"),
        Lang::It => matches!(word, "Sig" | "Dott" | "Avv" | "On"),
        Lang::Pt => matches!(word, "Sr" | "Sra" | "Dra" | "Exmo"),
        Lang::Nl => matches!(word, "dhr" | "mevr" | "dr" | "bijv" | "ca"),
        Lang::Ru => matches!(word, "ул" | "им" | "проф" | "акад" | "св" | "см" | "рис"),
        Lang::Tr => matches!(word, "Doç" | "Yrd" | "Av" | "Sn"),
        Lang::Pl => matches!(word, "ul" | "dr" | "ks" | "św" | "np" | "ok" | "im" | "tzw"),
        _ => false,
    };
    english || own
}
