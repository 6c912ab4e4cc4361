//! Segmentation of any text: spans in order, on character boundaries, nothing lost; findings and suggestions in bounds.

use corrigenda::document::classes::{is_quote, is_terminator};
use corrigenda::document::{Document, Marks, Token, TokenKind};
use corrigenda::{Checker, Options, Source, Tier};
use proptest::prelude::*;

/// Strings made of what texts are made of, and of what breaks tools.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => "[a-z]{1,8}".boxed(),
        3 => "[A-Z][a-z]{0,6}".boxed(),
        2 => "[0-9]{1,4}".boxed(),
        6 => Just(" ".to_owned()).boxed(),
        3 => prop::sample::select(vec![". ", ", ", ".", ",", "? ", "…", ": ", "; ", " .", " ,", "..", "!", "-", "–", " - ", "--"])
            .prop_map(str::to_owned)
            .boxed(),
        3 => prop::sample::select(vec!["“", "”", "\"", "'", "’", "‘", "«", "»", "„", "(", ")", "[", "]", "{", "}"])
            .prop_map(str::to_owned)
            .boxed(),
        2 => prop::sample::select(vec!["\n", "\n\n", "\r\n", "\r", "\t", "  ", "\u{A0}", "\u{202F}", "\u{2028}"])
            .prop_map(str::to_owned)
            .boxed(),
        2 => prop::sample::select(vec![
            "é", "e\u{301}", "Ãƒ", "â€™", "ﬁ", "\u{200B}", "\u{AD}", "\u{FEFF}", "\u{FFFD}", "\0", "\u{1b}", "а", "ж", "日本", "🙂", "\u{202E}",
            "https://example.com/a?b=c", "a@b.org", "@name", "#tag", "U.S.", "&amp;", "<b>", "file.txt", "the the", "|", "¬",
        ])
        .prop_map(str::to_owned)
        .boxed(),
        1 => any::<char>().prop_map(String::from).boxed(),
    ];
    prop::collection::vec(piece, 0..120).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn spans_are_ordered_and_nothing_visible_is_lost(text in text()) {
        let document = Document::new(text.as_str().into(), None, None);
        let mut end = 0;
        for token in document.tokens() {
            prop_assert!(token.span.start >= end && token.span.end > token.span.start);
            let skipped = text.get(end as usize..token.span.start as usize).expect("a boundary");
            prop_assert!(skipped.chars().all(|c| c.is_whitespace() || c == '\u{FEFF}'), "skipped {skipped:?}");
            prop_assert!(text.get(token.span.range()).is_some());
            end = token.span.end;
        }
        let rest = &text[end as usize..];
        prop_assert!(rest.chars().all(|c| c.is_whitespace() || c == '\u{FEFF}'), "skipped {rest:?}");
    }

    #[test]
    fn sentences_and_paragraphs_divide_the_tokens(text in text()) {
        let document = Document::new(text.as_str().into(), None, None);
        let (mut sentences, mut tokens) = (0, 0);
        for paragraph in document.paragraphs() {
            prop_assert_eq!(paragraph.first_token(), tokens);
            for sentence in paragraph.sentences() {
                prop_assert_eq!(sentence.index(), sentences);
                prop_assert_eq!(sentence.first_token(), tokens);
                prop_assert!(!sentence.tokens().is_empty());
                prop_assert!(paragraph.span().contains(sentence.span()));
                sentences += 1;
                tokens += sentence.tokens().len();
            }
        }
        prop_assert_eq!(sentences, document.sentence_count());
        prop_assert_eq!(tokens, document.tokens().len());
    }

    /// Most tokens are counted as they are read and never looked at again; here all of them are looked at.
    #[test]
    fn what_was_counted_while_reading_is_there(text in text()) {
        let document = Document::new(text.as_str().into(), None, Some(corrigenda::Lang::En));
        let words = document.words();
        let (mut all, mut inside) = (vec![0_u32; words.len()], vec![0_u32; words.len()]);
        let mut places = vec![Vec::new(); words.len()];
        for sentence in document.sentences() {
            let tokens = sentence.tokens();
            let any = |is: &dyn Fn(&Token) -> bool| tokens.iter().any(is);
            let spelled = |token: &Token| document.token_text(token);
            let twice = tokens.windows(2).any(|two| {
                let letters = |token: &Token| token.word().map(|_| spelled(token).to_lowercase());
                letters(&two[0]).is_some() && letters(&two[0]) == letters(&two[1])
            });
            let marks = [
                (Marks::SINGLE_LETTER, any(&|t| t.is_word() && t.span.len() == 1)),
                (Marks::DIGIT, any(&|t| matches!(t.kind, TokenKind::Number | TokenKind::Mixed))),
                (Marks::SAME_TWICE, twice),
            ];
            for (mark, is_there) in marks {
                prop_assert_eq!(sentence.has(mark), is_there, "{:?} in {:?}", mark, sentence.text());
            }
            prop_assert_eq!(sentence.word_count() as usize, tokens.iter().filter(|t| t.is_wordlike()).count());
            let marked: Vec<usize> = (0..tokens.len()).filter(|at| tokens[*at].char().is_some()).collect();
            prop_assert_eq!(sentence.mark_places().collect::<Vec<_>>(), marked);
            let mut means_something = false;
            for (token, place) in tokens.iter().zip(sentence.first_token() as u32..) {
                if let Some(id) = token.word() {
                    prop_assert_eq!(words.text(id), spelled(token));
                    all[id.index()] += 1;
                    inside[id.index()] += u32::from(means_something && sentence.is_prose());
                    places[id.index()].push(place);
                }
                let resets = token.char().map(|c| c == ':' || is_quote(c) || is_terminator(c));
                means_something = resets.is_none_or(|resets| means_something && !resets);
            }
        }
        for id in words.ids() {
            let word = words.get(id);
            prop_assert_eq!((word.count, word.count_inside), (all[id.index()], inside[id.index()]));
            prop_assert_eq!(document.occurrences(id), &places[id.index()]);
        }
    }

    #[test]
    fn findings_and_suggestions_stay_in_bounds_and_in_order(text in text()) {
        let options = Options { tier: Tier::Possible, ..Options::default() };
        let checked = Checker::default().check(Source::from_text("t", text.as_str()), &options);
        prop_assert!(checked.error.is_none(), "{:?}", checked.error);
        let plain = &checked.source.text;
        let mut before = None;
        for finding in &checked.findings {
            let key = (finding.span.start, finding.span.end);
            prop_assert!(before <= Some(key));
            before = Some(key);
            prop_assert!(plain.get(finding.span.range()).is_some(), "{:?}", finding);
            prop_assert!(!finding.message.is_empty() && !finding.message.ends_with('.'));
            for suggestion in &finding.suggestions {
                prop_assert!(plain.get(suggestion.span.range()).is_some(), "{:?}", finding);
                let same = plain.get(suggestion.span.range()) == Some(suggestion.text.as_str());
                prop_assert!(!same, "a suggestion that changes nothing: {:?}", finding);
            }
        }
        prop_assert!(checked.score.score <= 1000);
        for sentence in &checked.score.sentences {
            let sum: u32 = sentence.parts.iter().map(|p| p.points).sum();
            prop_assert_eq!(sentence.score, sum.min(1000));
        }
    }
}

fn sentences(text: &str) -> Vec<String> {
    Document::new(text.into(), None, Some(corrigenda::Lang::En))
        .sentences()
        .map(|s| s.text().to_owned())
        .collect()
}

#[test]
fn abbreviations_initials_and_numbers_do_not_end_sentences() {
    for text in [
        "Mr. Alvarez met Dr. Chen at 5 p.m. on Friday.",
        "The U.S. Navy sent No. 5 of the class to J. R. Moor.",
        "Acme Inc. bought the mill for $3.5 million, i.e. half its price.",
        "He asked “Why?” and left.",
        "The St. John River rose by 2.4 m in Jan. 2019.",
    ] {
        assert_eq!(sentences(text), [text]);
    }
}

#[test]
fn sentences_end_where_readers_end_them() {
    let cut = sentences(
        "The talks failed. “We tried,” she said. Did anyone care? No! It was 2015. The rest is known (so far). End",
    );
    assert_eq!(
        cut,
        [
            "The talks failed.",
            "“We tried,” she said.",
            "Did anyone care?",
            "No!",
            "It was 2015.",
            "The rest is known (so far).",
            "End"
        ]
    );
}

#[test]
fn wrapped_text_and_a_line_a_paragraph_both_give_paragraphs() {
    let wrapped = "The harbour master closed the gates at noon and told the crews to\n\
                   wait for the tide, which came late that day because of the wind\n\
                   from the east. Nobody complained.\n\nThe next morning was calm.";
    let document = Document::new(wrapped.into(), None, None);
    assert_eq!(document.paragraphs().count(), 2);
    assert_eq!(document.sentence_count(), 3);
    let lines = "The harbour master closed the gates.\nThe crews waited for the tide.\nNobody complained.";
    assert_eq!(Document::new(lines.into(), None, None).paragraphs().count(), 3);
}
