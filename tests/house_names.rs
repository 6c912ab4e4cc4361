//! Names of the house, `[names]` in `corrigenda.toml`: their translations are found, and other uses of the words are not.

use std::sync::Arc;

use corrigenda::residue::{HouseName, HouseNames};
use corrigenda::{Checker, Finding, Lang, Options, Source};

const PARTY: &str = "The Spanish election will be held in November. In Madrid, the leader of Citizens refused to support the \
                     Socialists, and Citizens lost two seats in Andalusia.";
const OTHERS: &str = "The Spanish election will be held in November. In Madrid, citizens queued for hours outside the town \
                      hall, and the rights of citizens were debated in Andalusia.";

fn house(name: &str, aliases: &[&str]) -> Arc<HouseNames> {
    let aliases = aliases.iter().map(|alias| (*alias).to_owned()).collect();
    let name = HouseName { name: name.to_owned(), aliases, lang: Some("es".to_owned()) };
    Arc::new(HouseNames { names: vec![name] })
}

fn found(text: &str, names: Arc<HouseNames>) -> Vec<Finding> {
    let options = Options { lang: Some(Lang::En), names, ..Options::default() };
    let checked = Checker::default().check(Source::from_text("t", text), &options);
    checked.findings.into_iter().filter(|f| f.rule.name == "translated-name").collect()
}

#[test]
fn the_translation_of_a_house_name_is_found_without_an_alias() {
    let found = found(PARTY, house("Ciudadanos", &[]));
    let marked: Vec<&str> = found.iter().map(|f| &PARTY[f.span.range()]).collect();
    assert_eq!(marked, ["Citizens", "Citizens"]);
    assert!(found.iter().all(|f| f.suggestions.first().is_some_and(|s| s.text == "Ciudadanos")));
}

#[test]
fn an_alias_is_found_whatever_stands_beside_it() {
    let text = "Sales of We Can fell by half, said the chairman of We Can.";
    let found = found(text, house("Podemos", &["We Can"]));
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|f| f.suggestions.first().is_some_and(|s| s.text == "Podemos")));
}

#[test]
fn citizens_who_are_no_party_are_left_alone() {
    for text in [
        OTHERS,
        "The Spanish election will be held in November. Citizens have protested in Madrid. Citizens of Sevilla did so too.",
        "She works for Citizens Advice in Leeds and lives near the Citizens Bank in Boston.",
        "The Charter of the Rights of Citizens was signed in Madrid. A Council of Citizens met in Barcelona.",
    ] {
        assert!(found(text, house("Ciudadanos", &[])).is_empty(), "{text}");
    }
}

#[test]
fn nobody_knows_the_party_without_the_house() {
    assert!(found(PARTY, Arc::default()).is_empty());
}
