//! What `fix` changes in a file, and what it leaves alone.

use std::sync::LazyLock;

use corrigenda::fix::{Mode, apply, fix};
use corrigenda::source::Format;
use corrigenda::{Applicability, Checked, Checker, Family, Finding, Options, Rule, Severity, Source, Span};
use proptest::prelude::*;

static CHECKER: LazyLock<Checker> = LazyLock::new(Checker::default);

static RULE: Rule =
    Rule { name: "test", family: Family::Punctuation, summary: "", explain: "", severity: Severity::Minor };

/// A check of `bytes` that found exactly these: text, replacement, applicability.
fn checked(bytes: &[u8], format: Format, found: &[(&str, &str, Applicability)]) -> Checked {
    let source = Source::from_bytes("draft", bytes.to_vec(), Some(format)).expect("a text");
    let findings = found
        .iter()
        .map(|(piece, replacement, applicability)| {
            let start = source.text.find(piece).unwrap_or_else(|| panic!("{piece:?} in {:?}", source.text));
            let span = Span::of(start..start + piece.len());
            Finding::new(&RULE, span, 960, "").suggest(*replacement, *applicability)
        })
        .collect();
    let mut checked = CHECKER.check(source, &Options::default());
    checked.findings = findings;
    checked
}

fn applied(bytes: &[u8], format: Format, found: &[(&str, &str)]) -> Vec<u8> {
    let found: Vec<_> = found.iter().map(|(piece, with)| (*piece, *with, Applicability::Safe)).collect();
    apply(bytes, &checked(bytes, format, &found), Mode::Safe).0
}

#[test]
fn only_the_difference_is_written() {
    let draft = b"Talks opened in Doha , amid the the fighting.It went on.";
    let found = [("Doha ,", "Doha,"), ("the the", "the"), ("fighting.It", "fighting. It")];
    assert_eq!(applied(draft, Format::Text, &found), b"Talks opened in Doha, amid the fighting. It went on.");
    let checked = checked(draft, Format::Text, &[("Doha ,", "Doha,", Applicability::Safe)]);
    let (_, made) = apply(draft, &checked, Mode::Safe);
    assert_eq!(
        (made[0].bytes, made[0].before.as_str(), made[0].after.as_str()),
        (Span::new(20, 21), " ", "")
    );
}

#[test]
fn what_asks_for_a_look_waits_for_it() {
    let draft = b"the Iranmalignant actions";
    let checked = checked(draft, Format::Text, &[("Iranmalignant", "Iran malignant", Applicability::Ask)]);
    assert_eq!(apply(draft, &checked, Mode::Safe).0, draft);
    assert_eq!(apply(draft, &checked, Mode::AskToo).0, b"the Iran malignant actions");
}

#[test]
fn line_ends_bom_and_bad_bytes_stay() {
    let draft = b"\xEF\xBB\xBFCaf\xC3\xA9s in Doha ,\r\nna\xC3\xAFve \xFF the the\r end";
    let found = [("Doha ,", "Doha,"), ("the the", "the")];
    let fixed = b"\xEF\xBB\xBFCaf\xC3\xA9s in Doha,\r\nna\xC3\xAFve \xFF the\r end";
    assert_eq!(applied(draft, Format::Text, &found), fixed);
}

#[test]
fn the_encoding_of_the_file_is_written() {
    let latin = b"The caf\xE9 in Doha ,he said. Caf\xE9s";
    assert_eq!(
        applied(latin, Format::Text, &[("Doha ,he", "Doha, h\u{E9}")]),
        b"The caf\xE9 in Doha, h\xE9 said. Caf\xE9s"
    );
    assert_eq!(applied(latin, Format::Text, &[("Doha", "Дoha")]), latin, "windows-1252 has no Д");
    let wide: Vec<u8> = "Ferry.It left".encode_utf16().flat_map(u16::to_be_bytes).collect();
    let fixed: Vec<u8> = "Ferry. It left".encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(applied(&wide, Format::Text, &[("Ferry.It", "Ferry. It")]), fixed);
}

#[test]
fn markup_is_stepped_around() {
    let html = b"<p>In <b>Doha</b> , caf&eacute;&nbsp;, <i>the</i> end.It <b>went.</b>On x&lt;b&gt;y</p>";
    let found = [
        ("Doha ,", "Doha,"),
        ("café\u{A0},", "café,"),
        ("end.It", "end. It"),
        ("went.On", "went. On"),
        ("<b>", "<&"),
    ];
    let fixed = b"<p>In <b>Doha</b>, caf&eacute;, <i>the</i> end. It <b>went. </b>On x&lt;&amp;y</p>";
    assert_eq!(applied(html, Format::Html, &found), fixed);
    let markdown = b"In **Doha** , *went*On x.`y` and and";
    let found =
        [("Doha ,", "Doha,"), ("wentOn", "went On"), ("x.\u{FFFC}", "x. \u{FFFC}"), ("and and", "an*d")];
    assert_eq!(applied(markdown, Format::Markdown, &found), b"In **Doha**, *went*On x. `y` and and");
}

#[test]
fn character_data_has_no_entities() {
    let file = |target: &str| {
        format!(
            "<xliff version=\"1.2\"><file><body><trans-unit id=\"1\"><source>A</source><target>{target}</target></trans-unit>\
             </body></file></xliff>"
        )
    };
    let fixed = |target: &str| {
        String::from_utf8(applied(file(target).as_bytes(), Format::Xliff, &[("and", "&")])).expect("UTF-8")
    };
    assert_eq!(fixed("salt and sea"), file("salt &amp; sea"));
    assert_eq!(fixed("<![CDATA[salt and sea]]>"), file("<![CDATA[salt & sea]]>"));
    assert_eq!(fixed("<![CDATA[x]]> salt and sea"), file("<![CDATA[x]]> salt &amp; sea"));
}

/// Nine control characters in ninety bytes are text, in eighty-nine they are not: such a step is not taken.
#[test]
fn what_would_no_longer_be_read_is_not_changed() {
    let page = format!("<p>Talks opened in Doha , amid fighting.</p><pre>{}", "\u{1}".repeat(9));
    let draft = format!("{page}{}", " ".repeat(90 - page.len())).into_bytes();
    let options = Options::default();
    let fixed = fix(&CHECKER, "a.html", draft.clone(), None, &options, Mode::Safe).expect("a text");
    assert_eq!((fixed.bytes, fixed.settled), (draft, true));
}

#[test]
fn of_two_that_share_text_one_is_applied() {
    let draft = b"ceasefire, \"Pompeo said";
    let found = [("ceasefire, \"Pompeo", "ceasefire,\" Pompeo"), (", \"", ", '")];
    assert_eq!(applied(draft, Format::Text, &found), b"ceasefire,\" Pompeo said");
    assert_eq!(applied(b"a ,b", Format::Text, &[("a ,", "a,"), ("a ,", "a,")]), b"a,b");
}

/// Every annotated case: what `fix` makes of it comes to rest, and fixing again changes nothing.
#[test]
fn fixing_twice_is_fixing_once() {
    let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut files: Vec<_> = std::fs::read_dir(corpus)
        .expect("the corpus folder exists")
        .map(|entry| entry.expect("readable entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .collect();
    files.sort();
    for path in files {
        let toml = std::fs::read_to_string(&path).expect("readable");
        for case in corrigenda::corpus::parse(&path, &toml).expect("cases") {
            let (text, _) = corrigenda::corpus::unmark(&case.text).expect("marks that pair");
            let format = Format::parse(case.input.as_deref().unwrap_or("text")).expect("a format");
            for mode in [Mode::Safe, Mode::AskToo] {
                assert_rests(text.as_bytes(), format, mode, &case.label);
            }
        }
    }
}

fn assert_rests(bytes: &[u8], format: Format, mode: Mode, label: &str) {
    let options = Options::default();
    let once = match fix(&CHECKER, "draft", bytes.to_vec(), Some(format), &options, mode) {
        Ok(once) => once,
        Err(corrigenda::Error::Binary { .. } | corrigenda::Error::Syntax { .. }) => return,
        Err(error) => panic!("{label}: {error}"),
    };
    let now = String::from_utf8_lossy(&once.bytes).into_owned();
    assert!(once.settled, "{label}: never comes to rest: {:?}", String::from_utf8_lossy(bytes));
    let twice = fix(&CHECKER, "draft", once.bytes, Some(format), &options, mode).expect("still a text");
    assert!(twice.applied.is_empty(), "{label}: {now:?} is changed again: {:?}", twice.applied);
}

#[cfg(all(unix, feature = "cli"))]
mod files {
    use std::fs;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    use std::path::Path;
    use std::process::{Command, Output};

    fn run(folder: &Path, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_corrigenda"))
            .args(["fix", "--no-config"])
            .args(arguments)
            .current_dir(folder)
            .output()
            .expect("the program runs")
    }

    #[test]
    fn a_file_keeps_its_permissions_and_a_link_stays_a_link() {
        let folder = tempfile::tempdir().expect("a folder");
        let (draft, link) = (folder.path().join("draft.txt"), folder.path().join("link.txt"));
        fs::write(&draft, b"\xEF\xBB\xBFTalks opened in Doha , amid fighting.\r\n").expect("written");
        fs::set_permissions(&draft, fs::Permissions::from_mode(0o640)).expect("set");
        symlink("draft.txt", &link).expect("linked");
        let output = run(folder.path(), &["link.txt"]);
        assert!(output.status.success(), "{output:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "link.txt: 1 fix\n");
        assert_eq!(fs::read(&draft).expect("read"), b"\xEF\xBB\xBFTalks opened in Doha, amid fighting.\r\n");
        assert_eq!(fs::metadata(&draft).expect("there").permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
        assert_eq!(fs::read_dir(folder.path()).expect("read").count(), 2, "nothing is left behind");
    }

    #[test]
    fn a_file_with_nothing_to_fix_is_not_touched() {
        let folder = tempfile::tempdir().expect("a folder");
        let draft = folder.path().join("draft.txt");
        let clean = "Talks opened in Doha, amid fighting.\n\n[corrigenda:allow space-before-punctuation]\nIn Doha , too.\n";
        fs::write(&draft, clean).expect("written");
        let before = fs::metadata(&draft).expect("there");
        let output = run(folder.path(), &["draft.txt"]);
        assert!(output.status.success(), "{output:?}");
        let after = fs::metadata(&draft).expect("there");
        let about = |m: &fs::Metadata| (m.ino(), m.mtime(), m.mtime_nsec());
        assert_eq!(about(&before), about(&after));
        assert_eq!(fs::read_to_string(&draft).expect("read"), clean);
    }

    #[test]
    fn a_diff_writes_nothing_and_can_be_applied() {
        let folder = tempfile::tempdir().expect("a folder");
        let draft = folder.path().join("draft.txt");
        let text = b"One line.\nTalks opened in Doha , amid \xFF fighting.\nLast.";
        fs::write(&draft, text).expect("written");
        let output = run(folder.path(), &["--diff", "draft.txt"]);
        let diff: &[u8] = b"--- a/draft.txt\n+++ b/draft.txt\n@@ -1,3 +1,3 @@\n One line.\n\
            -Talks opened in Doha , amid \xFF fighting.\n+Talks opened in Doha, amid \xFF fighting.\n \
            Last.\n\\ No newline at end of file\n";
        assert_eq!(output.stdout, diff, "{}", String::from_utf8_lossy(&output.stdout));
        assert_eq!(fs::read(&draft).expect("read"), text);
    }

    #[test]
    fn what_may_not_be_written_is_an_error_and_the_rest_goes_on() {
        let folder = tempfile::tempdir().expect("a folder");
        let draft = "Talks opened in Doha , amid fighting.";
        for name in ["locked.txt", "open.txt"] {
            fs::write(folder.path().join(name), draft).expect("written");
        }
        let locked = folder.path().join("locked.txt");
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o444)).expect("set");
        let output = run(folder.path(), &["locked.txt", "missing.txt", "open.txt"]);
        assert_eq!(output.status.code(), Some(3), "{output:?}");
        assert_eq!(fs::read_to_string(&locked).expect("read"), draft);
        let fixed = fs::read_to_string(folder.path().join("open.txt")).expect("read");
        assert_eq!(fixed, "Talks opened in Doha, amid fighting.");
    }

    #[test]
    fn json_lines_are_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("a.jsonl"), "{\"text\":\"Doha , amid\"}\n").expect("written");
        assert_eq!(run(folder.path(), &["a.jsonl"]).status.code(), Some(2));
    }
}

/// Sentences with the faults that are fixed, and markup between.
fn draft() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "Talks opened",
        " in Doha",
        " ,",
        ",",
        ".",
        ". ",
        "The",
        "the ",
        "the the ",
        " It went on",
        "It",
        "  ",
        " ",
        "\n",
        "\r\n",
        "\n\n",
        "“",
        "”",
        "\"",
        "’",
        "'",
        "(",
        ")",
        " )",
        "é",
        "Ã©",
        "â€™",
        "\u{200B}",
        "\u{AD}",
        "ﬁ",
        "…",
        "...",
        "!",
        "?",
        ";",
        ":",
        " :",
        "<b>",
        "</b>",
        "<p>",
        "&nbsp;",
        "&amp;",
        "*",
        "`x`",
        "Kabul",
        "2020",
        "—",
        "-",
        "\u{FEFF}",
        "said she",
        " minister",
        "cafe\u{301}",
    ]);
    prop::collection::vec(piece, 1..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_draft_comes_to_rest(text in draft(), format in prop::sample::select(Format::ALL.to_vec()), ask in any::<bool>()) {
        assert_rests(text.as_bytes(), format, if ask { Mode::AskToo } else { Mode::Safe }, "random draft");
    }

    /// Whatever is found, in whatever encoding: the file is what it was, but for the edits.
    #[test]
    fn nothing_else_is_touched(
        text in draft(),
        format in prop::sample::select(Format::ALL.to_vec()),
        encoding in 0..4_u8,
        found in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), draft()), 0..6),
    ) {
        let bytes: Vec<u8> = match encoding {
            0 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            1 => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
            2 => encoding_rs::WINDOWS_1252.encode(&text).0.into_owned(),
            _ => text.into_bytes(),
        };
        let Ok(source) = Source::from_bytes("draft", bytes.clone(), Some(format)) else { return Ok(()) };
        let ends: Vec<usize> = source.text.char_indices().map(|(at, _)| at).chain([source.text.len()]).collect();
        let findings = found
            .iter()
            .map(|(a, b, with)| {
                let (a, b) = (ends[a.index(ends.len())], ends[b.index(ends.len())]);
                Finding::new(&RULE, Span::of(a.min(b)..a.max(b)), 960, "").suggest(with.as_str(), Applicability::Safe)
            })
            .collect();
        let mut checked = checked(&bytes, format, &[]);
        checked.findings = findings;
        let (fixed, made) = apply(&bytes, &checked, Mode::Safe);
        let mut expected = Vec::new();
        let mut at = 0;
        for edit in &made {
            expected.extend_from_slice(&bytes[at..edit.bytes.start as usize]);
            expected.extend(encoded(&checked.source, &edit.after));
            at = edit.bytes.end as usize;
        }
        expected.extend_from_slice(&bytes[at..]);
        prop_assert_eq!(fixed, expected);
    }
}

/// Text as it must be written into a file like this one.
fn encoded(source: &Source, text: &str) -> Vec<u8> {
    let text = match source.format {
        Format::Html => text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"),
        _ => text.to_owned(),
    };
    match source.encoding {
        "UTF-16LE" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "UTF-8" => text.into_bytes(),
        other => {
            let encoding = encoding_rs::Encoding::for_label(other.as_bytes()).expect("a known encoding");
            encoding.encode(&text).0.into_owned()
        }
    }
}
