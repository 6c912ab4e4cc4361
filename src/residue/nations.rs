//! Countries with their capitals, neighbours and demonyms, and which country a place lies in.

use std::sync::LazyLock;

use super::table::{Reader, Table};

static PLACES: Table = Table::new(include_bytes!("../../dictionaries/residue/places.bin"));
static NATIONS: Table = Table::new(include_bytes!("../../dictionaries/residue/nations.bin"));
static COUNTRIES: &str = include_str!("../../dictionaries/residue/countries.tsv");

/// Number of a country in the table of countries; 255 where there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country(pub u8);

/// What a word says about a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceKind {
    /// Its name: `Afghanistan`.
    Country,
    /// Its people or the adjective: `Afghan`.
    Demonym,
    /// Its capital.
    Capital,
    /// Another city.
    City,
}

/// A known place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The country.
    pub country: Country,
    /// What the word names.
    pub kind: PlaceKind,
    /// Ten times the decimal logarithm of its inhabitants.
    pub size: u8,
}

/// A row of the table of countries.
#[derive(Debug)]
pub struct CountryFacts {
    /// ISO 3166 code.
    pub code: &'static str,
    /// English name.
    pub name: &'static str,
    /// English name of the capital.
    pub capital: &'static str,
    /// Countries that share a border.
    pub neighbours: Vec<Country>,
}

static ROWS: LazyLock<Vec<CountryFacts>> = LazyLock::new(|| {
    let rows: Vec<Vec<&str>> = COUNTRIES.lines().map(|line| line.split('\t').collect()).collect();
    let codes: Vec<&str> = rows.iter().filter_map(|row| row.first().copied()).collect();
    let number = |code: &str| codes.iter().position(|c| *c == code).and_then(|i| u8::try_from(i).ok());
    rows.iter()
        .map(|row| {
            let field = |index: usize| row.get(index).copied().unwrap_or("");
            let neighbours = field(3).split(' ').filter_map(number).map(Country).collect();
            CountryFacts { code: field(0), name: field(1), capital: field(2), neighbours }
        })
        .collect()
});

/// All countries, in the order of their numbers.
#[must_use]
pub fn countries() -> &'static [CountryFacts] {
    &ROWS
}

/// The facts about a country.
#[must_use]
pub fn country(country: Country) -> Option<&'static CountryFacts> {
    ROWS.get(usize::from(country.0))
}

/// The place of a name in lower case (`new york`, `afghan`); of several, the largest.
#[must_use]
pub fn place(name: &str) -> Option<Place> {
    let mut reader = Reader::new(NATIONS.get(name).or_else(|| PLACES.get(name))?);
    let country = Country(reader.byte()?);
    let kind = match reader.byte()? {
        0 => PlaceKind::Country,
        1 => PlaceKind::Demonym,
        2 => PlaceKind::Capital,
        _ => PlaceKind::City,
    };
    Some(Place { country, kind, size: reader.byte()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kabul_is_the_capital_of_afghanistan() {
        let kabul = place("kabul").expect("a place");
        assert_eq!(kabul.kind, PlaceKind::Capital);
        let facts = country(kabul.country).expect("a country");
        assert_eq!((facts.name, facts.capital), ("Afghanistan", "Kabul"));
        assert_eq!(place("afghan").map(|p| (p.country, p.kind)), Some((kabul.country, PlaceKind::Demonym)));
        assert!(!facts.neighbours.is_empty());
    }
}
