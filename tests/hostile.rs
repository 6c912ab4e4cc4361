//! Inputs that break tools: nothing panics, nothing is lost, memory stays bounded. Time is measured by `benches/hostile.rs`.

use std::sync::LazyLock;

use corrigenda::{Checker, Lang, Options, Source, Tier};

static CHECKER: LazyLock<Checker> = LazyLock::new(Checker::default);

fn check(name: &str, text: String) {
    let options = Options { tier: Tier::Possible, ..Options::default() };
    let checked = CHECKER.check(Source::from_text(name, text), &options);
    assert!(checked.error.is_none(), "{name}: {:?}", checked.error);
    // Findings of one rule are counted beyond a limit, not kept.
    for rule in corrigenda::detect::rules() {
        let kept = checked.findings.iter().filter(|f| f.rule == rule).count();
        assert!(kept <= 5000, "{name}: {kept} findings of {}", rule.name);
    }
}

#[test]
fn hostile_texts_are_checked_to_the_end() {
    check("a line without end", "The talks went on and on, they said. ".repeat(20_000));
    check("one word", "the ".repeat(100_000));
    check("one word a line", "word\n".repeat(50_000));
    check("nested quotes", format!("{} x {}", "“".repeat(20_000), "”".repeat(20_000)));
    check("nested quotes of two sorts", format!("{}{}", "“a ‘b ".repeat(10_000), "’ c” ".repeat(10_000)));
    check("nested brackets", format!("{}x{}", "([{".repeat(20_000), "}])".repeat(20_000)));
    check("no spaces", "a.b".repeat(100_000));
    check("addresses without end", "a@".repeat(100_000));
    check("slashes", "a/".repeat(100_000));
    check("a word of a megabyte", "a".repeat(1_000_000));
    check("combining marks", format!("e{} x", "\u{301}".repeat(100_000)));
    check("direction marks", "The \u{202E}talks\u{202C} went on, \u{200B}they said.\n".repeat(5_000));
    check("NUL", "The talks \0 went on. ".repeat(10_000));
    check("entities", "&amp;".repeat(50_000));
    check("mojibake", "â€™".repeat(50_000));
    check("faults only", "country.It was , and the the ".repeat(20_000));
    check("directives", "[corrigenda:allow words -- y] ".repeat(5_000));
    check("line ends of the old Macintosh", "One line , here.\r".repeat(10_000));
    check("apostrophes that are letters", "\u{2BC}okina ma\u{2BC} \u{2BC}".repeat(10_000));
    check("every character", (0..=0x2_FFFF).filter_map(char::from_u32).collect());
    check("single letters", "t l j m ".repeat(20_000));
    check("bytes that were lost", "harbour\u{FFFD} ".repeat(20_000));
    check("mixed scripts", "mаyor кiev ".repeat(20_000));
    check("a page without spaces", "Themayorsaid\"weare1,000menlate\"(in1960),".repeat(2_000));
}

#[test]
fn words_run_together_with_any_marks_are_read_anew_without_loss() {
    let parts = [
        "the",
        "mayor",
        "said",
        "weare",
        "1,000men",
        "(",
        ")",
        "\"",
        "”",
        "“",
        ",",
        ".",
        "U.S.",
        "in1960",
        "14th",
        "'s",
        "’s",
        "3.5inch",
        "Shinhwa's",
        "railway",
        "committee",
        "é",
        "-",
        ":",
        "%",
        "20June",
        "22nd",
        "B52",
        "\u{202E}prices",
        "’FARMERS",
        "αδ",
        "–",
        "F.C.",
        "İ",
        "RC390",
        "d’O",
    ];
    // A piece of the model may begin inside a token, after a mark of direction and within letters beside digits.
    check("a mark of direction before letters", "\u{202E}pricesstific".to_owned());
    check("letters beside digits and marks", "i tl22nding’FARMERSlikeanB5 rg".to_owned());
    let options = Options { lang: Some(Lang::En), tier: Tier::Possible, ..Options::default() };
    let (mut state, mut lines) = (1_u64, 0);
    for _ in 0..400 {
        let mut text = String::from("Thecommitteewasreadinginthelibrary");
        for _ in 0..24 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(parts[(state >> 33) as usize % parts.len()]);
        }
        let checked = CHECKER.check(Source::from_text("line", text.clone()), &options);
        for suggestion in checked
            .findings
            .iter()
            .filter(|f| f.settles && f.rule.name == "fused-words")
            .flat_map(|f| &f.suggestions)
        {
            lines += 1;
            let letters = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            assert_eq!(letters(&suggestion.text), letters(&text[suggestion.span.range()]), "{text}");
        }
    }
    assert!(lines > 100, "only {lines} lines were read anew");
}

#[test]
fn every_prefix_of_a_bad_draft_is_checked() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/draft.txt");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    for (at, _) in text.char_indices().filter(|(at, _)| at % 3 == 0) {
        check("prefix", text[..at].to_owned());
    }
}
