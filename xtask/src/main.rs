//! `cargo xtask`: measures Corrigenda and regenerates what is generated.

mod accuracy;
mod across;
mod bench;
mod bitext;
mod calibration;
mod clean;
mod confused;
mod data;
mod docs;
mod forms;
mod inject;
mod languages;
mod model;
mod packages;
mod proposals;
mod quality;
mod residue;

use std::path::Path;
use std::process::ExitCode;

use corrigenda::Tier;

const HELP: &str = "\
cargo xtask accuracy         measure every rule on corpus/ and rewrite corpus/accuracy.csv
cargo xtask docs             rewrite docs/rules.md from the rules, the corpus and the accuracy
cargo xtask model [LANG]     rebuild the tables of the language models in dictionaries/ from ../shared/data, all or one
cargo xtask forms            rebuild dictionaries/en/forms.bin, all forms of the two English lists
cargo xtask quality          measure on ../shared/data (clean prose, injected faults) and rewrite docs/accuracy.md
cargo xtask curves           the same at every confidence; rewrites docs/accuracy-curves.md
cargo xtask bench-quality    measure on the public benchmarks of ../shared/data and rewrite docs/accuracy-benchmarks.md
                             (with `spaces`, `words`, `ordinary` or `ocr`: print that part only)
cargo xtask bench-missed SET what becomes of the spaces that a benchmark of white space (Wiki, ACL, ...) wants moved
cargo xtask reliability      sort findings in seeded drafts by confidence, count the right ones; rewrite their part of
                             docs/accuracy-calibration.md and docs/calibration.svg
cargo xtask ablations        train and measure the English model without each of its parts, rewrite their part of that page
cargo xtask languages        measure the rules about words in German, French and Spanish and rewrite docs/accuracy-languages.md
cargo xtask bitext           measure bilingual mode on ../shared/data/bitext and rewrite docs/accuracy-bitext.md
cargo xtask bitext-false     list its findings in good translations
cargo xtask bitext-missed    list the injected faults that it misses
cargo xtask across           measure --across on the clean prose of ../shared/data, rewrite docs/accuracy-across.md, list what has no label
cargo xtask findings TIER    list the findings in the clean prose of ../shared/data that no label covers yet
cargo xtask findings-false TIER  list those that were labelled false
cargo xtask residue          rebuild the tables of dictionaries/residue from ../shared/data and public packages
cargo xtask evidence         train the evidence of translated-name and rewrite docs/accuracy-translated-names.md
cargo xtask suspects         list the replaced names with what was found, and the findings in the clean documents
cargo xtask proposals TEXT    print what the language model makes of a sentence
cargo xtask confused [KIND]  measure words that exist in the place of others; with known, even, slip or misread list those missed
cargo xtask misses [LANG] KIND  list the injected faults of a kind that were missed or wrongly corrected
cargo xtask misses KIND sure  the same of English, with those found in a lower tier
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match words.as_slice() {
        ["accuracy"] => accuracy::write(root()),
        ["across"] => across::write(root()),
        ["docs"] => docs::write(root()),
        ["model"] => model::write(root(), None),
        ["model", lang] => model::write(root(), Some(lang)),
        ["curves"] => bench::curves(root()),
        ["bench-quality"] => bench::write(root(), None),
        ["bench-quality", part] => bench::write(root(), Some(part)),
        ["bench-missed", set] => bench::missed(root(), set),
        ["proposals", text] => {
            proposals::print(text);
            Ok(())
        }
        ["confused"] => confused::print(root(), None),
        ["confused", kind] => confused::print(root(), Some(kind)),
        ["quality"] => quality::write(root()),
        ["reliability"] => calibration::reliability::write(root()),
        ["ablations"] => model::ablations::write(root()),
        ["languages"] => languages::write(root()),
        ["misses", kind, "sure"] => inject::misses(root(), kind, Tier::Sure),
        ["misses", lang, kind] => languages::misses(root(), lang, kind),
        ["forms"] => forms::write(root()),
        ["evidence"] => residue::train(root()),
        ["suspects"] => residue::list(root()),
        ["residue"] => residue::write(root()),
        ["misses", kind] => inject::misses(root(), kind, Tier::Possible),
        ["bitext"] => bitext::run(root(), bitext::Mode::Page),
        ["bitext-fit"] => bitext::fit(root()),
        ["bitext-false"] => bitext::run(root(), bitext::Mode::False),
        ["bitext-missed"] => bitext::run(root(), bitext::Mode::Missed),
        ["findings", tier] => clean::list(root(), tier, false),
        ["findings-false", tier] => clean::list(root(), tier, true),
        _ => {
            print!("{HELP}");
            return if words.is_empty() || words == ["help"] { ExitCode::SUCCESS } else { ExitCode::from(2) };
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}

/// The root of the repository.
fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// The day of a measurement, as the system tells it; empty where it cannot.
fn measured() -> String {
    let day = std::process::Command::new("date").args(["-u", "+%F"]).output();
    let day = day.ok().filter(|out| out.status.success()).map(|out| out.stdout);
    let day = day.map(|bytes| String::from_utf8_lossy(&bytes).trim().to_owned());
    day.filter(|day| !day.is_empty()).map_or_else(String::new, |day| format!("Measured on {day}."))
}

/// Writes `content` where it differs, and says so; that it was measured on another day is no difference.
fn write_file(path: &Path, content: &str) -> Result<(), String> {
    let undated = |text: &str| -> String {
        text.split_inclusive('\n').filter(|line| !line.starts_with("Measured on ")).collect()
    };
    if std::fs::read_to_string(path).is_ok_and(|old| undated(&old) == undated(content)) {
        println!("{} is up to date", path.display());
        return Ok(());
    }
    std::fs::write(path, content).map_err(|e| format!("{}: {e}", path.display()))?;
    println!("{} written", path.display());
    Ok(())
}
