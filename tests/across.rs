//! Documents of one run compared with each other.

use corrigenda::across::{Inconsistency, compare};
use corrigenda::{Checked, Checker, Options, Source, Tier};

const USUAL: [&str; 6] = [
    "The delegation from Pskov arrived at noon and praised the roadmap of Mr Vladimir Petrenko.",
    "Trains to Pskov were late again, and the roadmap was signed by Vladimir Petrenko.",
    "Factories in Pskov closed early. Nobody had read the roadmap of Vladimir Petrenko.",
    "The mayor of Pskov spoke for an hour about a roadmap. Vladimir Petrenko was silent.",
    "Rain fell on Pskov all week. The roadmap was forgotten, said Vladimir Petrenko.",
    "A bridge near Pskov was mended. The roadmap holds, and Vladimir Petrenko agreed.",
];

/// Checks the usual documents and one more, and compares them.
fn across(other: &str, tier: Tier) -> (Vec<Inconsistency>, Vec<Checked>) {
    let checker = Checker::default();
    let options = Options { tier, ..Options::default() };
    let texts = USUAL.iter().chain([&other]).enumerate();
    let mut checked: Vec<Checked> = texts
        .map(|(n, text)| checker.check(Source::from_text(format!("{n}.txt"), *text), &options))
        .collect();
    let mut documents: Vec<(&mut Checked, &Options)> = checked.iter_mut().map(|c| (c, &options)).collect();
    let all = compare(&checker, &mut documents);
    (all, checked)
}

fn found(other: &str) -> Vec<(String, String)> {
    let (all, checked) = across(other, Tier::Likely);
    let own = checked.last().expect("seven documents");
    for one in &all {
        assert!(one.places.iter().all(|(name, _, _)| name == "6.txt"), "{one:?}");
        let finding =
            own.findings.iter().find(|f| f.rule.name == one.rule).expect("a finding in its document");
        assert_eq!(&own.source.text[finding.span.range()], one.text);
    }
    all.into_iter().map(|one| (one.text, one.usual)).collect()
}

fn pair(text: &str, usual: &str) -> (String, String) {
    (text.to_owned(), usual.to_owned())
}

#[test]
fn the_minority_of_the_documents_is_told() {
    assert_eq!(found("Snow lay on Pskow in the morning."), [pair("Pskow", "Pskov")]);
    assert_eq!(found("The soldiers wanted a road map, no more."), [pair("road map", "roadmap")]);
    assert_eq!(found("The soldiers wanted a road-map, no more."), [pair("road-map", "roadmap")]);
    assert_eq!(found("Later Vladimir Petrenka left the room."), []);
}

#[test]
fn other_words_and_other_people_are_not() {
    for text in [
        "Snow lay on Pskov in the morning, and nobody spoke of the roadmap.",
        "Her brother Wladimir is a baker in Hamburg.",
        "The road was long. Map in hand, she walked on.",
        "Schnee lag auf Pskow, und niemand sprach davon, dass es auch im Sommer so sein würde.",
        "He wrote “Pskow” on the board.",
        "Snow lay on the house of Emmanuel Pskow.",
        "Stay with me, Pskow, she said.",
    ] {
        let (all, _) = across(text, Tier::Likely);
        assert!(all.is_empty(), "{text}: {all:?}");
    }
}

#[test]
fn a_permission_and_a_tier_hold_here_too() {
    let (all, checked) = across(
        "[corrigenda:allow name-variant -- as in the source]\nSnow lay on Pskow in the morning.",
        Tier::Likely,
    );
    assert!(all.is_empty(), "{all:?}");
    assert_eq!(checked.last().expect("seven documents").allowed.len(), 1);
    let (all, _) = across("Snow lay on Pskow in the morning.", Tier::Sure);
    assert!(all.is_empty(), "{all:?}");
}
