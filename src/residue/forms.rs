//! What translation makes of the names of places and leaders: `i accept` -> Kabul, by Turkish `kabul`.

use super::glosses::LANGUAGES;
use super::nations::Country;
use super::table::{Reader, Table};

static TABLE: Table = Table::new(include_bytes!("../../dictionaries/residue/forms.bin"));

/// The grammatical form of a translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A noun in the singular: `acceptance`.
    Noun,
    /// A noun in the plural.
    Plural,
    /// An adjective.
    Adjective,
    /// The bare verb: `accept`.
    Verb,
    /// A clause: `I accept`.
    Clause,
    /// Another form of the verb: `accepted`, `accepting`, `accepts`.
    Inflected,
}

/// What is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A city or town.
    City,
    /// A country.
    Country,
    /// A region.
    Region,
    /// A head of state or party.
    Leader,
}

/// One way to read a form as a name.
#[derive(Debug, Clone, Copy)]
pub struct Reading {
    /// The name as English writes it.
    pub name: &'static str,
    /// What it names.
    pub kind: Kind,
    /// Grammatical form.
    pub form: Form,
    /// Country of the place.
    pub country: Country,
    /// Code of the language whose word it is.
    pub lang: &'static str,
    /// The word of that language.
    pub word: &'static str,
    /// Weight of the reading before any text is seen, in hundredths.
    pub prior: u8,
}

/// The readings of a form in lower case, likeliest first.
pub fn readings(form: &str) -> impl Iterator<Item = Reading> + use<> {
    let mut reader = TABLE.get(form).map(Reader::new);
    std::iter::from_fn(move || {
        let reader = reader.as_mut()?;
        let kind = match reader.byte()? {
            0 => Kind::City,
            1 => Kind::Country,
            2 => Kind::Region,
            _ => Kind::Leader,
        };
        let form = match reader.byte()? {
            0 => Form::Noun,
            1 => Form::Plural,
            2 => Form::Adjective,
            3 => Form::Verb,
            4 => Form::Clause,
            _ => Form::Inflected,
        };
        let country = Country(reader.byte()?);
        let lang = LANGUAGES.get(usize::from(reader.byte()?)).map(|(code, _)| *code)?;
        let prior = reader.byte()?;
        Some(Reading { name: reader.text()?, kind, form, country, lang, word: reader.text()?, prior })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kabul_is_what_i_accept_was() {
        let first = readings("i accept").next().expect("a reading");
        assert_eq!((first.name, first.lang, first.form), ("Kabul", "tr", Form::Clause));
        assert!(readings("zxqv").next().is_none());
    }
}
