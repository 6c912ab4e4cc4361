//! The models in the binary. English lies there as it is queried; the others are packed, and unpacked when a text first needs them.

use std::sync::LazyLock;

use super::Model;
use super::calibrator::Calibrator;
use super::candidates::Deletes;
use super::channel::Channel;
use super::contexts::Contexts;
use super::corrections::Corrections;
use super::letters::Letters;
use super::listed::Listed;
use super::neighbours::Neighbours;
use super::ngrams::Ngrams;
use super::spaces::Spaces;
use super::spelt::Spelt;
use super::words::WordTable;
use crate::lang::Lang;

/// The model of English, in the binary.
pub static ENGLISH: LazyLock<Model<'static>> = LazyLock::new(|| Model {
    lang: Lang::En,
    words: WordTable::new(include_bytes!("../../dictionaries/en/words.bin")),
    spelt: Spelt::new(include_bytes!("../../dictionaries/en/spelt.bin")),
    further: Listed::new(&[]),
    ngrams: Ngrams::new(include_bytes!("../../dictionaries/en/ngrams.bin")),
    letters: Letters::new(include_bytes!("../../dictionaries/en/letters.bin")),
    deletes: Deletes::new(include_bytes!("../../dictionaries/en/deletes.bin")),
    neighbours: Neighbours::new(include_bytes!("../../dictionaries/en/neighbours.bin")),
    contexts: Contexts::new(include_bytes!("../../dictionaries/en/contexts.bin")),
    spaces: Spaces::new(include_bytes!("../../dictionaries/en/spaces.bin")),
    listed: Listed::new(include_bytes!("../../dictionaries/en/listed.bin")),
    corrections: Corrections::new(include_bytes!("../../dictionaries/en/corrections.bin")),
    channel: Channel::new(include_bytes!("../../dictionaries/en/channel.bin")),
    calibrator: Calibrator::new(include_bytes!("../../dictionaries/en/calibrator.bin")),
});

/// The tables of a language as they are packed.
struct Packed {
    lang: Lang,
    words: &'static [u8],
    further: &'static [u8],
    ngrams: &'static [u8],
    letters: &'static [u8],
    deletes: &'static [u8],
    channel: &'static [u8],
    calibrator: &'static [u8],
}

macro_rules! packed {
    ($lang:expr, $folder:literal) => {
        Packed {
            lang: $lang,
            words: include_bytes!(concat!("../../dictionaries/", $folder, "/words.bin.zst")),
            further: include_bytes!(concat!("../../dictionaries/", $folder, "/further.bin.zst")),
            ngrams: include_bytes!(concat!("../../dictionaries/", $folder, "/ngrams.bin.zst")),
            letters: include_bytes!(concat!("../../dictionaries/", $folder, "/letters.bin.zst")),
            deletes: include_bytes!(concat!("../../dictionaries/", $folder, "/deletes.bin.zst")),
            channel: include_bytes!(concat!("../../dictionaries/", $folder, "/channel.bin.zst")),
            calibrator: include_bytes!(concat!("../../dictionaries/", $folder, "/calibrator.bin.zst")),
        }
    };
}

static GERMAN: LazyLock<Option<Model<'static>>> = LazyLock::new(|| packed!(Lang::De, "de").model());
static FRENCH: LazyLock<Option<Model<'static>>> = LazyLock::new(|| packed!(Lang::Fr, "fr").model());
static SPANISH: LazyLock<Option<Model<'static>>> = LazyLock::new(|| packed!(Lang::Es, "es").model());

/// Unpacked once and for the life of the program.
fn unpacked(bytes: &[u8]) -> Option<&'static [u8]> {
    zstd::decode_all(bytes).ok().map(|bytes| &*bytes.leak())
}

impl Packed {
    fn model(&self) -> Option<Model<'static>> {
        Some(Model {
            lang: self.lang,
            words: WordTable::new(unpacked(self.words)?),
            spelt: Spelt::new(&[]),
            further: Listed::new(unpacked(self.further)?),
            ngrams: Ngrams::new(unpacked(self.ngrams)?),
            letters: Letters::new(unpacked(self.letters)?),
            deletes: Deletes::new(unpacked(self.deletes)?),
            neighbours: Neighbours::new(&[]),
            contexts: Contexts::new(&[]),
            spaces: Spaces::new(&[]),
            listed: Listed::new(&[]),
            corrections: Corrections::new(&[]),
            channel: Channel::new(unpacked(self.channel)?),
            calibrator: Calibrator::new(unpacked(self.calibrator)?),
        })
    }
}

/// The model of a language, where there is one.
#[must_use]
pub fn of(lang: Lang) -> Option<&'static Model<'static>> {
    match lang {
        Lang::En => Some(&ENGLISH),
        Lang::De => GERMAN.as_ref(),
        Lang::Fr => FRENCH.as_ref(),
        Lang::Es => SPANISH.as_ref(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_have_the_form_that_their_reader_expects() {
        for (lang, word) in [(Lang::En, "the"), (Lang::De, "und"), (Lang::Fr, "les"), (Lang::Es, "que")] {
            let model = of(lang).unwrap_or_else(|| panic!("no model of {}", lang.code()));
            let no = model.words.find(word).unwrap_or_else(|| panic!("no `{word}`: rebuild the tables"));
            assert_eq!(model.words.text(no), word);
            assert!(model.words.cost(no) < 500, "`{word}` is common");
        }
    }
}
