//! Invariants over all rules, whose failure names the offender.

use std::collections::BTreeSet;
use std::path::Path;

use corrigenda::detect;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn stems(folder: &str, extension: &str) -> BTreeSet<String> {
    std::fs::read_dir(root().join(folder))
        .unwrap_or_else(|e| panic!("{folder}: {e}"))
        .map(|entry| entry.expect("readable entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == extension))
        .map(|path| path.file_stem().and_then(|s| s.to_str()).expect("UTF-8 name").to_owned())
        .collect()
}

#[test]
fn every_rule_has_a_corpus_file_and_every_corpus_file_a_rule() {
    let rules: BTreeSet<String> = detect::rules().map(|r| r.name.to_owned()).collect();
    assert_eq!(rules, stems("corpus", "toml"), "rules (left) and corpus/*.toml (right)");
}

#[test]
fn every_detector_file_is_registered() {
    let source = std::fs::read_to_string(root().join("src/detect/mod.rs")).expect("readable registry");
    let list = &source[source.find("pub static ALL").expect("a registry")..];
    for stem in stems("src/detect", "rs") {
        let declares_rules = std::fs::read_to_string(root().join(format!("src/detect/{stem}.rs")))
            .expect("readable detector")
            .contains("impl Detector for");
        if declares_rules {
            assert!(list.contains(&format!("&{stem}::")), "src/detect/{stem}.rs is not in detect::ALL");
        }
    }
}

/// A detector that looks at sentences and names no marks is never called.
#[test]
fn what_looks_at_sentences_or_paragraphs_says_at_which() {
    for stem in stems("src/detect", "rs").into_iter().filter(|stem| stem != "mod") {
        let source =
            std::fs::read_to_string(root().join(format!("src/detect/{stem}.rs"))).expect("readable detector");
        for part in ["sentence", "paragraph"] {
            let (looks, names) = (format!("    fn {part}(&self"), format!("    fn {part}_needs(&self"));
            assert_eq!(
                source.contains(&looks),
                source.contains(&names),
                "src/detect/{stem}.rs: {part}_needs"
            );
        }
    }
}

#[test]
fn names_are_unique_kebab_case_and_not_a_family() {
    let mut seen = BTreeSet::new();
    for rule in detect::rules() {
        assert!(seen.insert(rule.name), "{} is registered twice", rule.name);
        assert!(
            rule.name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') && !rule.name.starts_with('-'),
            "{} is not kebab-case",
            rule.name
        );
        assert!(
            corrigenda::Family::ALL.iter().all(|f| f.name() != rule.name),
            "{} is also a family",
            rule.name
        );
    }
}

#[test]
fn every_rule_explains_itself() {
    for rule in detect::rules() {
        assert!(
            !rule.summary.is_empty() && !rule.summary.ends_with('.'),
            "{}: one line without a full stop",
            rule.name
        );
        assert!(rule.summary.len() <= 100, "{}: summary of {} bytes", rule.name, rule.summary.len());
        assert!(rule.explain.split_whitespace().count() >= 30, "{}: explain it to an editor", rule.name);
    }
}

#[test]
fn every_corpus_file_has_enough_cases_and_enough_negative_ones() {
    for rule in detect::rules() {
        let path = root().join(format!("corpus/{}.toml", rule.name));
        let toml = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let cases = corrigenda::corpus::parse(&path, &toml).unwrap_or_else(|e| panic!("{e}"));
        let negative = cases.iter().filter(|c| c.source == corrigenda::corpus::Provenance::Negative).count();
        assert!(cases.len() >= 25, "{}: {} cases", rule.name, cases.len());
        assert!(negative * 3 >= cases.len(), "{}: {negative} negative of {}", rule.name, cases.len());
        assert!(cases.iter().any(|c| c.example), "{}: no example for the documentation", rule.name);
    }
}
