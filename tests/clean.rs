//! Good prose of our own must stay silent: nothing in `sure`, and per rule no more in `likely` than `corpus/clean/budget.toml` says.

use std::collections::BTreeMap;
use std::path::Path;

use corrigenda::{Checker, Options, Source, Tier};

#[test]
fn clean_prose_stays_within_its_budget() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/clean");
    let budget: BTreeMap<String, usize> =
        toml::from_str(&std::fs::read_to_string(folder.join("budget.toml")).expect("a budget"))
            .expect("rule = number");
    let checker = Checker::default();
    let (mut words, mut found): (u32, BTreeMap<String, Vec<String>>) = (0, BTreeMap::new());
    let mut paths: Vec<_> =
        std::fs::read_dir(&folder).expect("the folder").map(|e| e.expect("an entry").path()).collect();
    paths.sort();
    for path in paths.iter().filter(|p| p.extension().is_some_and(|e| e != "toml")) {
        let bytes = std::fs::read(path).expect("readable");
        let source = Source::from_bytes(path.to_string_lossy(), bytes, None).expect("text");
        let checked = checker.check(source, &Options::default());
        words += checked.words;
        for finding in &checked.findings {
            let text = &checked.source.text[finding.span.range()];
            let place = format!("{}: {text:?}: {}", path.display(), finding.message);
            assert!(finding.confidence.tier() < Tier::Sure, "sure in clean prose: {place}");
            found.entry(finding.rule.name.to_owned()).or_default().push(place);
        }
    }
    assert!(words >= 5000, "{words} words");
    for (rule, places) in &found {
        let allowed = budget.get(rule).copied().unwrap_or(0);
        assert!(places.len() <= allowed, "{rule}: {} findings, {allowed} allowed: {places:#?}", places.len());
    }
    for (rule, allowed) in &budget {
        let now = found.get(rule).map_or(0, Vec::len);
        assert!(now == *allowed, "{rule}: only {now} findings now; lower its budget from {allowed}");
    }
}
