//! Bilingual mode: files of pairs, offsets into both sides, alignment of two texts.

use std::sync::LazyLock;

use corrigenda::fix::{self, Mode};
use corrigenda::source::Format;
use corrigenda::{Checked, Checker, Options, Source, Span, Tier};
use proptest::prelude::*;

static CHECKER: LazyLock<Checker> = LazyLock::new(Checker::default);

const TMX: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header srclang="de" adminlang="en" segtype="sentence" o-tmf="x" creationtool="x" creationtoolversion="1" datatype="plaintext"/>
<body>
<tu><tuv xml:lang="en-GB"><seg>Fish &amp; chips were <bpt i="1">&lt;b></bpt>sold<ept i="1">&lt;/b></ept> from the year 1874.</seg></tuv>
<tuv xml:lang="de"><seg>Fisch &amp; Chips wurden ab 1847 verkauft.</seg></tuv></tu>
<tu srclang="en"><tuv xml:lang="de"><seg>Das Haus hat <ph x="1">{0}</ph> Zimmer.</seg></tuv><tuv xml:lang="en"><seg>The house has <ph x="1">{0}</ph> rooms.</seg></tuv></tu>
<tu><tuv xml:lang="de"><seg>Nicht übersetzt.</seg></tuv><tuv xml:lang="en"><seg></seg></tuv></tu>
</body></tmx>"#;

const XLIFF_1: &str = r#"<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="de" target-language="en" original="a" datatype="plaintext"><body>
<trans-unit id="1"><source>Die Brücke wurde <g id="1">1847</g> gebaut.</source><target>The bridge was built in <g id="1">1874</g>.</target>
<alt-trans><source>Aus dem Speicher 12.</source><target>From the memory 13.</target></alt-trans></trans-unit>
<trans-unit id="2" translate="no"><source>ABC 17</source><target>ABC 18</target></trans-unit>
<trans-unit id="3"><source>Noch nicht.</source></trans-unit>
</body></file></xliff>"#;

const XLIFF_2: &str = r#"<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="de" trgLang="en"><file id="f"><unit id="u">
<segment><source>Er wog <pc id="1">95</pc> kg.</source><target>He weighed <pc id="1">59</pc> kg.</target></segment>
<ignorable><source> 12 </source><target> 13 </target></ignorable>
</unit></file></xliff>"#;

const PO: &str = r#"# A catalogue.
msgid ""
msgstr ""
"Language: en\n"
"Content-Type: text/plain; charset=UTF-8\n"

#: a.c:12
msgid "Der \"Turm\" ist "
"48 Meter hoch."
msgstr "The \"tower\" is "
"84 metres above the sea."

#, c-format
msgid "%d Datei"
msgid_plural "Es sind %d Dateien in 3 Ordnern."
msgstr[0] "%d file"
msgstr[1] "There are %d files in 5 folders."

#~ msgid "alt 1"
#~ msgstr "old 2"
"#;

const TSV: &str =
    "id\tsource\ttarget\n1\tDer Zug fährt um 16:45 Uhr.\tThe train leaves at 16:54.\r\n2\tGut.\tGood.\n";

fn read(text: &str, format: Format) -> Source {
    Source::from_bytes("pairs", text.as_bytes().to_vec(), Some(format)).unwrap_or_else(|e| panic!("{e}"))
}

/// Source and translation of each pair, as texts.
fn pairs(source: &Source) -> Vec<(String, String)> {
    let original = source.original.as_ref().expect("both sides");
    let segments = original.segments.as_ref().expect("pairs");
    segments
        .iter()
        .map(|s| {
            (original.source.text[s.source.range()].to_owned(), source.text[s.target.range()].to_owned())
        })
        .collect()
}

fn check(text: &str, format: Format) -> Checked {
    let options = Options { rules: vec!["number-mismatch".to_owned()], ..Options::default() };
    CHECKER.check(read(text, format), &options)
}

/// What the findings cover in the file, in the draft and in the source.
fn found(text: &str, format: Format) -> Vec<(String, String)> {
    let checked = check(text, format);
    let bytes = |span: Span| text[span.range()].to_owned();
    let both = |f: &corrigenda::Finding| {
        (
            bytes(checked.source.bytes_of(f.span)),
            bytes(checked.origin(f).expect("a place in the source").bytes),
        )
    };
    checked.findings.iter().map(both).collect()
}

fn of(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}

#[test]
fn tmx_is_read_in_the_direction_it_names() {
    let source = read(TMX, Format::Tmx);
    assert_eq!(
        pairs(&source),
        of(&[
            ("Fisch & Chips wurden ab 1847 verkauft.", "Fish & chips were sold from the year 1874."),
            ("The house has \u{FFFC} rooms.", "Das Haus hat \u{FFFC} Zimmer."),
        ])
    );
    assert_eq!(found(TMX, Format::Tmx), of(&[("1874", "1847")]));
}

#[test]
fn xliff_of_both_versions_is_read() {
    assert_eq!(
        pairs(&read(XLIFF_1, Format::Xliff)),
        of(&[("Die Brücke wurde 1847 gebaut.", "The bridge was built in 1874.")])
    );
    assert_eq!(found(XLIFF_1, Format::Xliff), of(&[("1874", "1847")]));
    assert_eq!(pairs(&read(XLIFF_2, Format::Xliff)), of(&[("Er wog 95 kg.", "He weighed 59 kg.")]));
    assert_eq!(found(XLIFF_2, Format::Xliff), of(&[("59", "95")]));
}

#[test]
fn po_is_read_with_escapes_and_plurals() {
    let source = read(PO, Format::Po);
    assert_eq!(
        pairs(&source),
        of(&[
            ("Der \"Turm\" ist 48 Meter hoch.", "The \"tower\" is 84 metres above the sea."),
            ("%d Datei", "%d file"),
            ("Es sind %d Dateien in 3 Ordnern.", "There are %d files in 5 folders."),
        ])
    );
    assert_eq!(source.lang, Some(corrigenda::Lang::En));
    assert_eq!(found(PO, Format::Po).first(), of(&[("84", "48")]).first());
}

#[test]
fn tsv_goes_by_its_header() {
    assert_eq!(
        pairs(&read(TSV, Format::Tsv)),
        of(&[("Der Zug fährt um 16:45 Uhr.", "The train leaves at 16:54."), ("Gut.", "Good.")])
    );
    assert_eq!(found(TSV, Format::Tsv), of(&[("54", "45")]));
}

#[test]
fn formats_are_known_by_name_and_content() {
    let of =
        |name: &str, text: &str| Source::from_bytes(name, text.as_bytes().to_vec(), None).map(|s| s.format);
    assert_eq!(of("a.tmx", TMX).expect("read"), Format::Tmx);
    assert_eq!(of("memory", TMX).expect("read"), Format::Tmx);
    assert_eq!(of("a.xlf", XLIFF_1).expect("read"), Format::Xliff);
    assert_eq!(of("de.po", PO).expect("read"), Format::Po);
    assert_eq!(of("a.tsv", TSV).expect("read"), Format::Tsv);
}

#[test]
fn what_is_not_in_its_format_is_told_with_the_line() {
    for (format, text, told) in [
        (Format::Tmx, "<tmx>\n<body>\n<tu>", "a.x:3: the file ends inside an element"),
        (Format::Tmx, "<tmx>\n</tmy>", "a.x:2: not valid XML"),
        (Format::Xliff, "<html/>", "a.x:1: no element `xliff`"),
        (Format::Po, "msgid \"a\"\nmsgstr \"b\n", "a.x:2: a string in double quotes is needed here"),
        (Format::Po, "msgid \"a\"\nmessage \"b\"\n", "a.x:2: `message` is not a keyword"),
        (Format::Tsv, "a\tb\nno tab\n", "a.x:2: no tab between a source and its translation"),
    ] {
        let error =
            Source::from_bytes("a.x", text.as_bytes().to_vec(), Some(format)).expect_err(text).to_string();
        assert!(error.starts_with(told), "{error}");
        assert!(!corrigenda::Error::Syntax { path: "a".into(), line: 1, message: String::new() }.is_usage());
    }
}

#[test]
fn a_fix_is_written_as_the_format_writes_text() {
    let fixed = |text: &str, format| {
        let options = Options { rules: vec!["doubled-word".to_owned()], ..Options::default() };
        let fixed = fix::fix(&CHECKER, "pairs", text.as_bytes().to_vec(), Some(format), &options, Mode::Safe);
        String::from_utf8(fixed.expect("a text").bytes).expect("UTF-8")
    };
    let tmx = TMX.replace("from the year", "from the the year");
    assert_eq!(fixed(&tmx, Format::Tmx), TMX);
    let po = PO.replace("above the sea", "above the the sea");
    assert_eq!(fixed(&po, Format::Po), PO);
}

fn aligned(source: &str, draft: &str) -> Vec<(String, String)> {
    let draft = Source::from_text("draft", draft).translated_from(Source::from_text("source", source));
    let checked = CHECKER.check(draft, &Options::default());
    let original = checked.source.original.as_ref().expect("given").source.text.clone();
    let text = |p: &corrigenda::bitext::Segment| {
        (original[p.source.range()].to_owned(), checked.source.text[p.target.range()].to_owned())
    };
    checked.pairs.iter().map(text).collect()
}

#[test]
fn two_texts_are_aligned_by_sentence() {
    assert_eq!(
        aligned(
            "Der Rat tagte am Montag in Genf. Er lehnte den Antrag ab. Danach reisten alle nach Wien, wo 40 Gäste warteten.",
            "The council met in Geneva on Monday. It rejected the motion. After that everybody went to Vienna. There 40 guests were waiting."
        ),
        of(&[
            ("Der Rat tagte am Montag in Genf.", "The council met in Geneva on Monday."),
            ("Er lehnte den Antrag ab.", "It rejected the motion."),
            (
                "Danach reisten alle nach Wien, wo 40 Gäste warteten.",
                "After that everybody went to Vienna. There 40 guests were waiting."
            ),
        ])
    );
}

#[test]
fn texts_of_any_length_end() {
    let sentence = |n: usize| format!("Im Jahr {n} kamen {} Menschen nach Ort{n} am Meer. ", n * 7);
    let source: String = (1000..4000).map(sentence).collect();
    let draft: String = (1000..4000)
        .filter(|n| n % 97 != 0)
        .map(|n| format!("In {n} some {} people came to Ort{n} by the sea. ", n * 7))
        .collect();
    let pairs = aligned(&source, &draft);
    let dropped = pairs.iter().filter(|(_, target)| target.is_empty()).count();
    let left_out = (1000..4000).filter(|n| n % 97 == 0).count();
    assert!(dropped * 10 >= left_out * 9 && dropped <= left_out, "{dropped} of {left_out}");
    assert!(aligned("", "One sentence.").iter().all(|(source, _)| source.is_empty()));
    assert!(
        aligned("Ein Satz.", "").is_empty()
            || aligned("Ein Satz.", "").iter().all(|(_, target)| target.is_empty())
    );
}

/// Pieces of all formats, in any order.
fn file() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zA-Z0-9]{1,6}",
        1 => prop::sample::select(vec![
            " ", "\n", "\r\n", "\t", "é", "Ж", "中", "𝄞", "\u{FEFF}", "\u{FFFC}", ".", "1,234.5", "12 345", "1990s", "XX", "½", "٣٤",
            "<tmx>", "</tmx>", "<tu>", "</tu>", "<tuv xml:lang=\"de\">", "<tuv>", "</tuv>", "<seg>", "</seg>", "<ph/>", "<bpt>", "</bpt>",
            "<xliff>", "</xliff>", "<trans-unit>", "</trans-unit>", "<source>", "</source>", "<target>", "</target>", "<segment>",
            "</segment>", "<![CDATA[", "]]>", "<!-- corrigenda:allow x -->", "&amp;", "&#65;", "&x;", "&", "<", ">",
            "msgid \"", "msgstr \"", "msgstr[1] \"", "msgid_plural \"", "\"\n", "\"", "\\n", "\\", "\\\"", "# corrigenda:allow x\n", "#~ ",
            "source\ttarget\n",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..50).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn readers_never_panic_and_point_into_the_file(text in file(), format in prop::sample::select(vec![Format::Tmx, Format::Xliff, Format::Po, Format::Tsv])) {
        // Also as far as a file can be read that is not in its format.
        let source = Source::from_string("pairs", text.as_str(), format);
        let original = source.original.clone().expect("both sides");
        for (side, name) in [(&source, "draft"), (&original.source, "source")] {
            let mut before = Span::new(0, 0);
            for (at, c) in side.text.char_indices() {
                let here = side.bytes_of(Span::of(at..at + c.len_utf8()));
                prop_assert!(before.end <= here.start || before == here, "{name}: {before:?} {here:?}");
                prop_assert!(text.get(here.range()).is_some(), "{name}: {here:?}");
                before = here;
            }
        }
        for segment in original.segments.iter().flatten() {
            prop_assert!(source.text.get(segment.target.range()).is_some());
            prop_assert!(original.source.text.get(segment.source.range()).is_some());
        }
        let checked = CHECKER.check(source, &Options { tier: Tier::Possible, ..Options::default() });
        prop_assert_eq!(&checked.error, &None);
        for finding in &checked.findings {
            prop_assert!(checked.source.text.get(finding.span.range()).is_some());
            prop_assert_eq!(finding.origin.is_some(), checked.origin(finding).is_some());
        }
    }

    #[test]
    fn two_texts_never_panic(a in "[A-Za-z0-9 .,?\n\u{430}-\u{434}\u{660}-\u{663}é’:%/-]{0,300}", b in "[A-Za-z0-9 .,?\n\u{430}-\u{434}é’:%/-]{0,300}") {
        let draft = Source::from_text("draft", b).translated_from(Source::from_text("source", a));
        let checked = CHECKER.check(draft, &Options { tier: Tier::Possible, ..Options::default() });
        prop_assert_eq!(&checked.error, &None);
        let mut end = 0;
        for pair in &checked.pairs {
            prop_assert!(pair.source.is_empty() || end <= pair.source.start);
            end = end.max(pair.source.end);
        }
    }
}
