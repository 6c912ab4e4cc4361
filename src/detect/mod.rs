//! The detectors and their registry.
//!
//! To add one: a file here with a unit struct that implements [`Detector`], a `mod` line and an entry in [`ALL`], and
//! `corpus/<rule>.toml`. `tests/registry.rs` names what was forgotten.

mod added_text;
mod broken_dash;
mod broken_sentence;
mod compatibility_character;
mod digit_in_word;
mod doubled_punctuation;
mod doubled_space;
mod doubled_word;
mod duplicate_sentence;
mod findings;
mod gender_flip;
mod glossary_term;
mod inconsistent_form;
mod inconsistent_translation;
mod invisible_character;
mod leftover_markup;
mod length_ratio;
mod likeness;
mod looped_phrase;
mod lower_case_start;
mod misplaced_quote;
mod missing_final_stop;
pub mod missing_name;
mod missing_space;
mod mixed_quotes;
mod mixed_script;
mod mojibake;
mod name_variant;
mod near_duplicate_sentence;
mod nearby;
mod number_mismatch;
pub mod omitted_text;
mod page_furniture;
mod punctuation_mismatch;
mod repeated_quotation;
mod scrambled_order;
mod scrape_residue;
mod sides;
mod space_before_punctuation;
mod stray_capital;
mod stray_character;
mod stray_letter;
pub mod translated_name;
mod truncated_text;
mod unbalanced_bracket;
mod unbalanced_quote;
mod untranslated_passage;
mod untranslated_segment;
mod words_in_context;

pub use findings::Findings;

use std::sync::OnceLock;

pub(crate) use inconsistent_form::Forms;
pub(crate) use name_variant::{Names, name_verdicts, names_across};

use crate::bitext::{Bitext, Pair};
use crate::check::Options;
use crate::document::quotes::Quotes;
use crate::document::{Document, Marks, Paragraph, Sentence, Token, WordId};
use crate::lang::Lang;
use crate::lexicon::{Lexicon, Verdicts};
use crate::model::Model;
use crate::rule::Rule;
use crate::source::Source;
use crate::span::Span;
use words_in_context::OddTypes;

/// Finds one kind of fault, or a close family of kinds.
///
/// Detectors hold no state and only add findings; what they share is in [`Context`]. Most sentences are in order: a detector says
/// which marks it needs, and is called where one of them stands.
pub trait Detector: Send + Sync {
    /// The rules it may report.
    fn rules(&self) -> &'static [Rule];

    /// The marks of which a sentence has at least one for [`Detector::sentence`] to be called: [`Marks::ANY`] for all, none for a
    /// detector that does not look at sentences.
    fn sentence_needs(&self) -> Marks {
        Marks::empty()
    }

    /// Looks at one sentence. Called in parallel.
    fn sentence(&self, _sentence: Sentence<'_>, _cx: &Context<'_>, _out: &mut Findings) {}

    /// The same of a paragraph and [`Detector::paragraph`].
    fn paragraph_needs(&self) -> Marks {
        Marks::empty()
    }

    /// Looks at one paragraph, for what crosses sentences. Called in parallel.
    fn paragraph(&self, _paragraph: Paragraph<'_>, _cx: &Context<'_>, _out: &mut Findings) {}

    /// Looks at sentences and what they translate, where the source is given. Called in parallel.
    fn pair(&self, _aligned: Aligned<'_>, _cx: &Context<'_>, _out: &mut Findings) {}

    /// Looks at the whole document, for what crosses paragraphs. Called once.
    fn document(&self, _document: &Document, _cx: &Context<'_>, _out: &mut Findings) {}
}

/// Sentences of a draft with those that they translate: a view.
#[derive(Debug, Clone, Copy)]
pub struct Aligned<'a> {
    /// The draft.
    pub document: &'a Document,
    /// Both texts.
    pub bitext: &'a Bitext,
    /// What belongs together.
    pub pair: &'a Pair,
}

impl<'a> Aligned<'a> {
    /// The text of a span of the draft.
    #[must_use]
    pub fn target_text(self, span: Span) -> &'a str {
        self.document.slice(span)
    }

    /// The text of a span of the source.
    #[must_use]
    pub fn source_text(self, span: Span) -> &'a str {
        self.bitext.original.slice(span)
    }
}

/// What detectors share: read-only.
#[derive(Debug)]
pub struct Context<'a> {
    /// The document under check.
    pub document: &'a Document,
    /// Dictionaries.
    pub lexicon: &'a Lexicon,
    /// Where the text came from: its format, its invalid bytes.
    pub source: &'a Source,
    /// What was asked for.
    pub options: &'a Options,
    /// The text that the document was translated from, aligned with it; only in bilingual mode.
    pub bitext: Option<&'a Bitext>,
    verdicts: &'a Verdicts,
    quotes: OnceLock<Quotes>,
    odd_types: OnceLock<OddTypes>,
    apostrophe: OnceLock<char>,
    folded: OnceLock<Vec<u32>>,
}

impl<'a> Context<'a> {
    pub(crate) const fn new(
        document: &'a Document,
        lexicon: &'a Lexicon,
        verdicts: &'a Verdicts,
        source: &'a Source,
        options: &'a Options,
        bitext: Option<&'a Bitext>,
    ) -> Self {
        Self {
            document,
            lexicon,
            source,
            options,
            bitext,
            verdicts,
            quotes: OnceLock::new(),
            odd_types: OnceLock::new(),
            apostrophe: OnceLock::new(),
            folded: OnceLock::new(),
        }
    }

    /// What a sentence of the document translates, where the source is given.
    #[must_use]
    pub fn aligned(&self, sentence: Sentence<'_>) -> Option<Aligned<'a>> {
        let bitext = self.bitext?;
        Some(Aligned { document: self.document, bitext, pair: bitext.pair_of(sentence)? })
    }

    /// The quotation marks of the document, paired at the first call.
    pub fn quotes(&self) -> &Quotes {
        self.quotes.get_or_init(|| Quotes::new(self.document))
    }

    /// The language model, where there is one and the document is in its language.
    #[must_use]
    pub fn model(&self, lang: Lang) -> Option<&'static Model<'static>> {
        if lang == self.document.lang() { words_in_context::model(lang) } else { None }
    }

    /// The word types of the document as the language model sees them.
    fn odd_types(&self) -> &OddTypes {
        self.odd_types.get_or_init(|| OddTypes::new(self.document.words()))
    }

    /// Whether the document is full of errors, as readings of old newspapers are; only told of texts that have a model.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.model(self.document.lang()).is_some_and(|model| self.odd_types().is_broken(model, self))
    }

    /// For each word type the number that all its spellings share, made at the first call.
    fn folded(&self) -> &[u32] {
        self.folded.get_or_init(|| likeness::folded(self.document))
    }

    /// The apostrophe of the document: the typographic one, unless it only uses the straight one.
    #[must_use]
    pub fn apostrophe(&self) -> char {
        *self.apostrophe.get_or_init(|| {
            let text = self.document.text();
            if text.contains('’') || !text.contains('\'') { '’' } else { '\'' }
        })
    }

    /// Whether a word of the document, as spelt, is in the dictionary of the document's language or a word of the
    /// user; `None` where there is no dictionary. Asked of Hunspell once per word type.
    #[must_use]
    pub fn knows(&self, word: WordId) -> Option<bool> {
        let (user, lang) = (&*self.options.words, self.document.lang());
        self.verdicts.knows(self.lexicon, user, lang, self.document.words(), word)
    }

    /// Whether any string is in the dictionary of the document's language or a word of the user.
    #[must_use]
    pub fn knows_text(&self, word: &str) -> Option<bool> {
        match self.document.words().find(word) {
            Some(id) => self.knows(id),
            None => self.lexicon.knows_with(&self.options.words, self.document.lang(), word),
        }
    }

    /// Whether nothing speaks against the token being a word of `lang`, as spelt or in lower case: true where there is no
    /// dictionary to ask, as for a passage in another language than the document.
    #[must_use]
    pub fn may_know(&self, lang: Lang, token: &Token) -> bool {
        let Some(word) = token.word() else { return false };
        if lang != self.document.lang() || self.knows(word) != Some(false) {
            return true;
        }
        let lower = self.document.words().get(word).lower;
        lower != word && self.knows(lower) != Some(false)
    }

    /// Whether the word is a function word of `lang`, in any case.
    #[must_use]
    pub fn is_function_word(&self, lang: Lang, word: WordId) -> bool {
        self.document.words().get(word).function_of & lang.bit() != 0
    }
}

/// Every detector, in the order of the rules' documentation.
pub static ALL: &[&dyn Detector] = &[
    &added_text::AddedText,
    &broken_dash::BrokenDash,
    &broken_sentence::BrokenSentence,
    &compatibility_character::CompatibilityCharacter,
    &digit_in_word::DigitInWord,
    &doubled_punctuation::DoubledPunctuation,
    &doubled_space::DoubledSpace,
    &doubled_word::DoubledWord,
    &duplicate_sentence::DuplicateSentence,
    &gender_flip::GenderFlip,
    &glossary_term::GlossaryTerm,
    &inconsistent_form::InconsistentForm,
    &inconsistent_translation::InconsistentTranslation,
    &invisible_character::InvisibleCharacter,
    &leftover_markup::LeftoverMarkup,
    &length_ratio::LengthRatio,
    &looped_phrase::LoopedPhrase,
    &lower_case_start::LowerCaseStart,
    &misplaced_quote::MisplacedQuote,
    &missing_final_stop::MissingFinalStop,
    &missing_name::MissingName,
    &missing_space::MissingSpace,
    &mixed_quotes::MixedQuotes,
    &mixed_script::MixedScript,
    &mojibake::Mojibake,
    &name_variant::NameVariant,
    &near_duplicate_sentence::NearDuplicateSentence,
    &number_mismatch::NumberMismatch,
    &omitted_text::OmittedText,
    &page_furniture::PageFurniture,
    &punctuation_mismatch::PunctuationMismatch,
    &repeated_quotation::RepeatedQuotation,
    &scrambled_order::ScrambledOrder,
    &scrape_residue::ScrapeResidue,
    &space_before_punctuation::SpaceBeforePunctuation,
    &stray_capital::StrayCapital,
    &stray_character::StrayCharacter,
    &stray_letter::StrayLetter,
    &translated_name::TranslatedName,
    &truncated_text::TruncatedText,
    &unbalanced_bracket::UnbalancedBracket,
    &unbalanced_quote::UnbalancedQuote,
    &untranslated_passage::UntranslatedPassage,
    &untranslated_segment::UntranslatedSegment,
    &words_in_context::WordsInContext,
];

/// Every rule, in the order of [`ALL`].
pub fn rules() -> impl Iterator<Item = &'static Rule> + Clone {
    ALL.iter().flat_map(|detector| detector.rules())
}

/// The rule of this name.
#[must_use]
pub fn rule(name: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.name == name)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::bitext::Glossary;

    /// What faults are made of, and what they are taken for.
    const PIECES: &[&str] = &[
        "the",
        "The",
        "a",
        "I",
        "t",
        "l",
        "mayor",
        "Mayor",
        "said",
        "of",
        "well-known",
        "isn",
        "didn?t",
        "stop.Next",
        "U.S.",
        "2021",
        "12,500",
        "10:22",
        "2021-03-04",
        "1605987607000",
        "www.example.org/a",
        "con…",
        "@mayor",
        "№",
        "é",
        "Ã©",
        "ﬁ",
        "а",
        "\u{200B}",
        "\u{FEFF}",
        "\u{3000}",
        "|",
        "parlia¬ment",
        "&amp;",
        "amp;",
        "%20",
        "[",
        "]",
        "(",
        ")",
        "“",
        "”",
        "‘",
        "’",
        "\"",
        "'",
        "’s",
        "„",
        "«",
        "»",
        ".",
        ",",
        ";",
        ":",
        "!",
        "?",
        "…",
        "...",
        "-",
        "–",
        "--",
        "$",
        "£",
        "%",
        "(more…)",
        "read more",
        "of.the",
        "May",
    ];

    fn text() -> impl Strategy<Value = String> {
        let gap = prop::sample::select(vec!["", " ", " ", " ", "  ", "\n", "\n\n", "\u{A0}", "\u{3000}"]);
        let piece = (prop::sample::select(PIECES), gap);
        prop::collection::vec(piece, 1..60)
            .prop_map(|parts| parts.into_iter().flat_map(|(piece, gap)| [piece, gap]).collect())
    }

    proptest! {
        /// Where the marks are not that a detector needs, it finds nothing.
        #[test]
        fn detectors_need_the_marks_they_name(text in text(), lang in prop::sample::select(vec![Lang::En, Lang::De, Lang::Fr])) {
            let source = Source::from_text("t", text.as_str());
            let document = Document::new(source.text.clone(), None, Some(lang));
            let (lexicon, options) = (Lexicon::default(), Options { glossary: Glossary::default().into(), ..Options::default() });
            let verdicts = Verdicts::new(document.words());
            let cx = Context::new(&document, &lexicon, &verdicts, &source, &options, None);
            for detector in ALL {
                let mut out = Findings::default();
                let (of_paragraphs, of_sentences) = (detector.paragraph_needs(), detector.sentence_needs());
                document.paragraphs().filter(|p| !p.marks().intersects(of_paragraphs)).for_each(|p| detector.paragraph(p, &cx, &mut out));
                document.sentences().filter(|s| !s.marks().intersects(of_sentences)).for_each(|s| detector.sentence(s, &cx, &mut out));
                let (found, _) = out.into_parts();
                prop_assert!(found.is_empty(), "{:?}", found);
            }
        }
    }
}
