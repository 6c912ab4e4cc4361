//! What is read of a file: encodings, formats, and the way back to the bytes.

use corrigenda::document::ParagraphKind;
use corrigenda::source::Format;
use corrigenda::{Error, Source, Span};
use proptest::prelude::*;

fn read(name: &str, bytes: &[u8]) -> Source {
    Source::from_bytes(name, bytes.to_vec(), None).expect("a text")
}

/// The blocks of a source: kind and text.
fn blocks(source: &Source) -> Vec<(ParagraphKind, &str)> {
    let blocks = source.blocks.as_deref().expect("a format with blocks");
    blocks.iter().map(|block| (block.kind, &source.text[block.span.range()])).collect()
}

/// The bytes of the only place where `text` holds `piece`.
fn bytes_of<'b>(source: &Source, bytes: &'b [u8], piece: &str) -> &'b [u8] {
    let start = source.text.find(piece).expect("the piece stands in the text");
    &bytes[source.bytes_of(Span::of(start..start + piece.len())).range()]
}

mod encodings {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_no_text() {
        let source = read("draft.txt", b"\xEF\xBB\xBFDoha");
        assert_eq!(&*source.text, "Doha");
        assert_eq!(source.bytes_of(Span::new(0, 4)), Span::new(3, 7));
        assert_eq!(source.encoding, "UTF-8");
    }

    #[test]
    fn utf16_maps_back_to_pairs() {
        let mut bytes = vec![0xFF, 0xFE];
        bytes.extend("Kraków 𝄞 end".encode_utf16().flat_map(u16::to_le_bytes));
        let source = read("draft.txt", &bytes);
        assert_eq!((&*source.text, source.encoding), ("Kraków 𝄞 end", "UTF-16LE"));
        let end = source.text.find("end").expect("there") as u32;
        assert_eq!(source.bytes_of(Span::new(end, end + 3)), Span::new(22, 28));
        assert_eq!(source.exact_bytes_of(Span::new(8, 12)), Some(Span::new(16, 20)));
    }

    #[test]
    fn half_a_pair_is_invalid() {
        let mut bytes: Vec<u8> = "The ferry left".encode_utf16().flat_map(u16::to_be_bytes).collect();
        bytes.extend([0xD8, 0x00, 0x00]);
        let source = read("draft.txt", &bytes);
        assert_eq!(&*source.text, "The ferry left\u{FFFD}");
        assert_eq!(source.invalid, [(Span::new(14, 17), "D8 00 00".to_owned())]);
    }

    #[test]
    fn invalid_bytes_of_utf8_are_listed_by_run() {
        let bytes = "Où est l’île ? "
            .as_bytes()
            .iter()
            .chain(b"\xFF\xFE or \xC3( here")
            .copied()
            .collect::<Vec<u8>>();
        let source = read("draft.txt", &bytes);
        assert_eq!(source.encoding, "UTF-8");
        let found: Vec<(&str, &str)> =
            source.invalid.iter().map(|(span, hex)| (&source.text[span.range()], hex.as_str())).collect();
        assert_eq!(found, [("\u{FFFD}", "FF FE"), ("\u{FFFD}", "C3")]);
        assert_eq!(source.bytes_of(source.invalid[0].0), Span::new(19, 21));
    }

    #[test]
    fn invalid_bytes_in_markup_are_found_in_the_text() {
        let source = read(
            "page.html",
            b"<p class='\xFF'>The <b>qu\xFFay</b> in \xC3\x89vora, caf\xC3\xA9s, t\xC3\xA9a</p>",
        );
        let found: Vec<&str> = source.invalid.iter().map(|(span, _)| &source.text[span.range()]).collect();
        assert_eq!(found, ["\u{FFFD}"], "the one in the attribute is nobody's text");
    }

    #[test]
    fn a_page_that_declares_its_encoding_is_believed() {
        let (body, _, _) = encoding_rs::KOI8_R.encode("<p>Старый паром</p>");
        let bytes = [b"<html><meta charset='koi8-r'>", &*body].concat();
        let source = read("page.html", &bytes);
        assert_eq!(source.encoding, "KOI8-R");
        assert_eq!(blocks(&source), [(ParagraphKind::Prose, "Старый паром")]);
    }

    #[test]
    fn data_is_refused() {
        let compressed: Vec<u8> =
            (0..4000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        let refused = Source::from_bytes("photo", compressed, None);
        assert!(matches!(refused, Err(Error::Binary { .. })), "{refused:?}");
        assert!(Source::from_bytes("empty.txt", Vec::new(), None).is_ok());
        assert!(Source::from_bytes("a.txt", b"a NUL \0 or \0 two".to_vec(), None).is_ok());
    }
}

mod formats {
    use super::*;

    #[test]
    fn the_name_decides_then_the_content() {
        assert_eq!(read("a.MD", b"x").format, Format::Markdown);
        assert_eq!(read("a.htm", b"x").format, Format::Html);
        assert_eq!(read("-", b"\n<!DOCTYPE HTML><p>x").format, Format::Html);
        assert_eq!(read("-", b"Talks opened.").format, Format::Text);
        let chosen = Source::from_bytes("a.md", b"*x*".to_vec(), Some(Format::Text)).expect("a text");
        assert_eq!(&*chosen.text, "*x*");
    }

    #[test]
    fn plain_text_gives_up_its_directives() {
        let raw = "One.\r\n[corrigenda:allow doubled-word -- a band]\r\nThe The played. [corrigenda:allow spelling]\nSee [corrigenda:allow x] there.\n";
        let source = read("a.txt", raw.as_bytes());
        assert_eq!(&*source.text, "One.\r\nThe The played.\nSee [corrigenda:allow x] there.\n");
        let found: Vec<(u32, bool, &str)> =
            source.directives.iter().map(|d| (d.at, d.own_line, d.body.as_str())).collect();
        assert_eq!(found, [(6, true, "allow doubled-word -- a band"), (21, false, "allow spelling")]);
        assert_eq!(bytes_of(&source, raw.as_bytes(), "played"), b"played");
        assert_eq!(&raw[source.directives[1].raw.range()], "[corrigenda:allow spelling]");
    }

    #[test]
    fn markup_gives_up_its_directives() {
        let raw = "<!-- corrigenda:allow doubled-word -- a band -->\n\nThe The <!-- corrigenda:allow x --> played.\n";
        for name in ["a.md", "a.html"] {
            let source = read(name, raw.as_bytes());
            let found: Vec<(bool, &str)> =
                source.directives.iter().map(|d| (d.own_line, d.body.as_str())).collect();
            assert_eq!(found, [(true, "allow doubled-word -- a band"), (false, "allow x")], "{name}");
        }
    }
}

mod markdown {
    use super::*;

    #[test]
    fn marks_vanish_and_code_is_a_word() {
        let raw =
            "Talks *op*ened in **Doha** , said `cat`, ![a map](x.png) and [she](http://a.example/x) .\n";
        let source = read("a.md", raw.as_bytes());
        assert_eq!(&*source.text, "Talks opened in Doha , said \u{FFFC}, \u{FFFC} and she .");
        assert_eq!(bytes_of(&source, raw.as_bytes(), "opened"), b"op*ened");
        assert_eq!(bytes_of(&source, raw.as_bytes(), "Doha ,"), b"Doha** ,");
        let comma = source.text.find(" ,").expect("there") as u32;
        assert!(source.exact_bytes_of(Span::new(comma, comma + 2)).is_some());
        assert!(source.exact_bytes_of(Span::new(comma - 4, comma + 2)).is_none());
    }

    #[test]
    fn blocks_have_kinds() {
        let raw = "---\ntitle: x\n---\n# Head\n\nProse here.\nMore &amp; more.\n\n> Quoted\n> text.\n\n- item one\n- item two\n\n  goes on.\n\n| a b | c |\n|---|---|\n| d | `e` |\n\n```\ncode ,\n```\n\n<div>\nhtml ,\n</div>\n\n    code ,\n\nLast[^1].\n\n[^1]: The note.\n";
        use ParagraphKind::{Heading, ListItem, Prose, Table};
        let source = read("a.md", raw.as_bytes());
        let expected = [
            (Heading, "Head"),
            (Prose, "Prose here.\nMore & more."),
            (Prose, "Quoted\ntext."),
            (ListItem, "item one"),
            (ListItem, "item two"),
            (Prose, "goes on."),
            (Table, "a b"),
            (Table, "c"),
            (Table, "d"),
            (Prose, "Last."),
            (Prose, "The note."),
        ];
        assert_eq!(blocks(&source), expected);
        assert!(source.text.contains("Head\n\nProse"), "nothing glues together: {:?}", source.text);
    }
}

mod html {
    use super::*;

    #[test]
    fn a_page_is_read_as_a_reader_sees_it() {
        let raw = "<html><head><title>A page</title><style>p , q</style><script>x , y</script></head><body><nav>Home ,</nav>\
            <h1>Head</h1>\n<p>Talks <b>op</b>ened\n   in Doha&nbsp;, <code>x , y</code> said &lt;she&gt;.<br>New line</p>\
            <ul><li>one<li>two</ul><table><tr><th>Name<td>5<sup>th</sup> lake<sup>[3]</sup></table><pre>a , b</pre>\
            <p hidden>unseen<footer>Foot</footer>";
        use ParagraphKind::{Heading, ListItem, Prose, Table};
        let source = read("a.html", raw.as_bytes());
        let expected = [
            (Heading, "A page"),
            (Heading, "Head"),
            (Prose, "Talks opened in Doha\u{A0}, \u{FFFC} said <she>.\nNew line"),
            (ListItem, "one"),
            (ListItem, "two"),
            (Heading, "Name"),
            (Table, "5th lake"),
        ];
        assert_eq!(blocks(&source), expected);
        assert_eq!(bytes_of(&source, raw.as_bytes(), "opened in"), b"op</b>ened\n   in");
        assert_eq!(bytes_of(&source, raw.as_bytes(), "\u{A0}"), b"&nbsp;");
    }

    #[test]
    fn a_page_inside_a_form_is_still_a_page() {
        let source = read("a.html", b"<body><form><p>The whole page.</p></form></body>");
        assert_eq!(blocks(&source), [(ParagraphKind::Prose, "The whole page.")]);
        let source = read("a.html", b"<body><p>Text.</p><form>Your name:</form></body>");
        assert_eq!(blocks(&source), [(ParagraphKind::Prose, "Text.")]);
    }

    #[test]
    fn an_element_left_open_ends_with_its_parent() {
        let source = read("a.html", b"<div><aside>Related</div><p>Text.</p><p>An <code>open one</p><p>More.");
        let prose = ParagraphKind::Prose;
        assert_eq!(blocks(&source), [(prose, "Text."), (prose, "An \u{FFFC}"), (prose, "More.")]);
    }
}

/// Files that exist to break readers: each must be read in time that grows with its length, which these sizes would show.
#[test]
fn hostile_files_are_read() {
    let n = 100_000;
    let files = [
        "a".repeat(20_000_000),
        "word ".repeat(4_000_000),
        "<div>".repeat(n),
        ["<p><code>".repeat(n), "</p>".repeat(n)].concat(),
        ["<p>a".repeat(n), "</b>".repeat(n)].concat(),
        ["<sup>1".repeat(n), "</sup>".repeat(n)].concat(),
        "<!--".repeat(n),
        ">".repeat(n),
        "> a\n".repeat(n),
        "“".repeat(n),
        "*a".repeat(n),
        "[a](".repeat(n),
        "![".repeat(n),
        "&".repeat(n),
        "[corrigenda:allow x".repeat(n),
        "[corrigenda:allow x]\n".repeat(n),
        "abcdefghijklmnop\0 ".repeat(n),
        "a\u{301}".repeat(n),
        "\u{202E}abc\u{202C} ".repeat(n),
    ];
    for file in files {
        for format in Format::ALL {
            let source = match Source::from_bytes("draft", file.clone().into_bytes(), Some(format)) {
                Ok(source) => source,
                // As far as it can be read.
                Err(corrigenda::Error::Syntax { .. }) => Source::from_string("draft", file.as_str(), format),
                Err(error) => panic!("{error}"),
            };
            assert!(source.text.len() <= source.raw.len());
        }
    }
    let damaged = b"abcdefghijk\xFF ".repeat(n);
    assert_eq!(Source::from_bytes("draft", damaged, None).expect("a text").invalid.len(), n);
}

/// Text with what makes the formats work: markup, entities, line ends, every width of character.
fn draft() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zA-Z]{1,8}",
        3 => Just(" ".to_owned()),
        1 => prop::sample::select(vec![
            "  ", "\n", "\r\n", "\r", "\n\n", "\t", "é", "ß", "Ж", "’", "“", "”", "…", "中", "𝄞", "\u{301}", "\u{A0}", "\u{FEFF}", "\0",
            ".", ",", " ,", "*", "**", "_", "`", "```", "~~", "#", "# ", "> ", "- ", "1. ", "[", "](", ")", "![", "|", "|--|\n",
            "<", ">", "<b>", "</b>", "<p>", "</p>", "<br>", "<code>", "</code>", "<li>", "<td>", "<pre>", "</pre>", "<sup>",
            "</sup>", "<nav>", "</nav>", "<form>", "<script>", "</script>", "<!--", "-->", "<img src=x>", "<a href='",
            "&amp;", "&nbsp;", "&#8217;", "&#x41", "&", "&nGt;", "&shy;", "\\", "[corrigenda:allow x]", "<!-- corrigenda:allow x -->",
            "[^1]", "[^1]: ", "---\n", "<http://a.b>", ":", "[corrigenda:",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// Bytes of a draft in some encoding, sometimes damaged.
fn file() -> impl Strategy<Value = Vec<u8>> {
    (draft(), 0..6_u8, prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..3)).prop_map(
        |(text, encoding, damage)| {
            let mut bytes: Vec<u8> = match encoding {
                0 => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
                1 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
                2 => {
                    "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect()
                }
                3 => encoding_rs::WINDOWS_1252.encode(&text).0.into_owned(),
                4 => encoding_rs::GBK.encode(&text).0.into_owned(),
                _ => text.into_bytes(),
            };
            for (at, byte) in damage {
                if !bytes.is_empty() {
                    let at = at.index(bytes.len());
                    bytes[at] = byte;
                }
            }
            bytes
        },
    )
}

fn format() -> impl Strategy<Value = Format> {
    prop::sample::select(Format::ALL.to_vec())
}

/// Every character of the text maps to bytes that lie in the file, in order; blocks lie in the text, in order.
fn assert_sound(source: &Source, len: usize) {
    let mut before = Span::new(0, 0);
    for (at, c) in source.text.char_indices() {
        let span = Span::of(at..at + c.len_utf8());
        let (raw, bytes) = (source.raw_of(span), source.bytes_of(span));
        assert!(
            (before.end <= bytes.start || before == bytes)
                && bytes.start <= bytes.end
                && bytes.end as usize <= len,
            "{span:?} {bytes:?}"
        );
        assert!(
            source.raw.is_char_boundary(raw.start as usize) && source.raw.is_char_boundary(raw.end as usize)
        );
        if raw.len() == span.len() && !raw.is_empty() && c != '\u{FFFC}' && c != '\u{FFFD}' {
            let original = &source.raw[raw.range()];
            // One character of the same length in the source is that character, or white space made a space.
            let same = original.chars().eq([c]) || original.chars().all(char::is_whitespace);
            assert!(same || original.chars().count() > 1, "{c:?} from {original:?}");
        }
        before = bytes;
    }
    let mut end = 0;
    for block in source.blocks.iter().flatten() {
        assert!(end <= block.span.start && block.span.start < block.span.end, "{:?}", source.blocks);
        assert!(source.text.get(block.span.range()).is_some());
        end = block.span.end;
    }
    for directive in &source.directives {
        assert!(
            source.text.is_char_boundary(directive.at as usize)
                && source.raw.get(directive.raw.range()).is_some()
        );
    }
    for (span, _) in &source.invalid {
        assert_eq!(source.text.get(span.range()), Some("\u{FFFD}"));
    }
}

proptest! {
    #[test]
    fn offsets_lead_back(bytes in file(), format in format()) {
        let len = bytes.len();
        if let Ok(source) = Source::from_bytes("draft", bytes, Some(format)) {
            assert_sound(&source, len);
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400), format in format()) {
        let len = bytes.len();
        if let Ok(source) = Source::from_bytes("draft", bytes, Some(format)) {
            assert_sound(&source, len);
        }
    }

    #[test]
    fn utf8_is_never_taken_for_another(text in draft()) {
        let source = Source::from_bytes("draft.txt", text.clone().into_bytes(), None);
        if let Ok(source) = source && !text.contains('\0') {
            prop_assert_eq!(source.encoding, "UTF-8");
            prop_assert_eq!(&*source.raw, text.strip_prefix('\u{FEFF}').unwrap_or(&text));
        }
    }
}
