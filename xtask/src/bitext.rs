//! `docs/accuracy-bitext.md`: the bilingual rules on real translations: false findings on good pairs, recall on injected faults, and
//! what all rules find in raw machine translation that its editor changed too.

mod edits;
mod fit;
mod inject;
mod learn;
mod whole;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use corrigenda::source::Format;
use corrigenda::{Checked, Checker, Lang, Options, Source, Tier};
use rayon::prelude::*;

use crate::data;
use edits::Edits;
pub(crate) use fit::fit;
use inject::{KINDS, inject};

/// Pairs that make a document.
const PAIRS: usize = 60;
const CORPORA: [(&str, &str, &str); 4] =
    [("et-en", "et", "en"), ("ro-en", "ro", "en"), ("ru-en", "ru", "en"), ("en-de", "en", "de")];

/// Source, machine translation, post-edited translation.
struct Triple {
    source: String,
    machine: String,
    edited: String,
}

/// What the command does besides writing the page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Write the page.
    Page,
    /// List the findings in good pairs.
    False,
    /// List the injected faults that were missed.
    Missed,
}

pub(crate) fn run(root: &Path, mode: Mode) -> Result<(), String> {
    let Some(folder) = data::folder(root) else { return Ok(()) };
    let checker = Checker::default();
    let mut out = String::from(HEAD);
    let mut edits = Edits::default();
    let (mut good, mut recall, mut whole) = (String::new(), String::new(), String::new());
    let labels = labels(root);
    let least = if mode == Mode::False { Tier::Possible } else { Tier::Likely };
    for (name, from, to) in CORPORA {
        for part in ["train", "dev"] {
            let path = folder.join(format!("bitext/{name}-{part}.tsv.xz"));
            let triples = read(&path)?;
            let documents: Vec<&[Triple]> = triples.chunks(PAIRS).collect();
            let found: Vec<(Checked, &[Triple])> = documents
                .par_iter()
                .map(|d| {
                    (
                        check(
                            &checker,
                            from,
                            to,
                            least,
                            d.iter().map(|t| (t.source.as_str(), t.edited.as_str())),
                        ),
                        *d,
                    )
                })
                .collect();
            let mut by_rule: BTreeMap<&str, usize> = BTreeMap::new();
            let (mut all, mut judged, mut wrong) = (0, 0, 0);
            for (checked, _) in &found {
                for finding in bilingual(checked) {
                    *by_rule.entry(finding.rule.name).or_default() += 1;
                    all += 1;
                    let line = pair_of(checked, finding.span.start);
                    let key = corrigenda::report::fingerprint(&checked.source.text, finding);
                    match labels.get(&key) {
                        Some(true) => judged += 1,
                        Some(false) => {
                            judged += 1;
                            wrong += 1;
                        }
                        None => {}
                    }
                    if mode == Mode::False {
                        println!(
                            "{name}\t{}\t{}\t{}\t{}\t{}\t{key}",
                            finding.rule.name,
                            finding.confidence.thousandths(),
                            finding.message,
                            line.0,
                            line.1
                        );
                    }
                }
            }
            let rules: Vec<String> = by_rule.iter().map(|(rule, n)| format!("{rule} {n}")).collect();
            let estimate = if judged == 0 {
                String::new()
            } else {
                format!("{:.2}", all as f64 * wrong as f64 / judged as f64 * 1000.0 / triples.len() as f64)
            };
            let _ = writeln!(
                good,
                "| {name} {part} | {} | {all} | {:.2} | {wrong} of {judged} | {estimate} | {} |",
                triples.len(),
                all as f64 * 1000.0 / triples.len() as f64,
                rules.join(", ")
            );
            // The rules were fitted on the other part.
            if part == "dev" && mode != Mode::False {
                whole::measure(&checker, (name, from, to), &documents, &mut whole);
                edits::machine(&checker, from, to, &documents, &mut edits);
                for kind in KINDS {
                    let (injected, sure, likely, possible) =
                        inject(&checker, from, to, &documents, kind, mode == Mode::Missed);
                    let share = |n: usize| n as f64 / injected.max(1) as f64;
                    let _ = writeln!(
                        recall,
                        "| {} | {name} | {injected} | {:.3} | {:.3} | {:.3} |",
                        kind.name,
                        share(sure),
                        share(likely),
                        share(possible)
                    );
                    if mode == Mode::Missed {
                        eprintln!(
                            "{name} {}: {injected} {:.3} {:.3}",
                            kind.name,
                            share(likely),
                            share(possible)
                        );
                    }
                }
            }
        }
    }
    if mode != Mode::Page {
        return Ok(());
    }
    out.push_str(GOOD);
    out.push_str(&good);
    out.push_str(RECALL);
    out.push_str(&recall);
    out.push_str(WHOLE);
    out.push_str(&whole);
    edits.write(&mut out);
    out.push_str(DATA);
    crate::write_file(&root.join("docs/accuracy-bitext.md"), &out)
}

const HEAD: &str = "# Accuracy of bilingual mode\n\nGenerated by `cargo xtask bitext` on development data that is not part of the repository (see the end of the page).\n";
const GOOD: &str = "\n## Findings in good translations\n\nSource and post-edited translation, 60 pairs a document, all bilingual rules, `likely` and `sure`. Post-edited lines are not \
faultless: editors leave dropped names and wrong numbers of the machine in place. So findings were read and labelled \
(`xtask/bitext-labels.tsv`); `false` counts those labelled false of the labelled, the estimate is per 1,000 pairs. The weights and bounds of the rules were fitted on the `train` parts; \
what they do on pairs that they have not seen is told by the `dev` parts, here and in the tables below.\n\n\
| data | pairs | findings | per 1,000 pairs | false (labelled) | false per 1,000, estimated | by rule |\n|---|---:|---:|---:|---:|---:|---|\n";
const RECALL: &str = "\n## Injected faults\n\nOne fault put into a post-edited translation of a document of 60 pairs of the `dev` part, seeded, so that the place is known; found counts a finding of any bilingual \
rule that touches the pair. A clause is what stands between two commas or before the last one, at least four words; `share` is \
its share of the characters of the sentence.\n\n| fault | data | injected | sure | sure + likely | all tiers |\n|---|---|---:|---:|---:|---:|\n";
const WHOLE: &str = "\n## Two plain texts\n\nThe same documents as two files of running text, five sentences a paragraph, without lines that are no whole sentences. \
`aligned` is the share of the sentences that are put beside nothing but their translation; `told` counts what `omitted-text` and `added-text` say of the \
whole texts, `likely` and `sure`. Then one sentence was taken out of the draft (omitted) or out of the source (added), 250 times each; found counts a \
finding that points to it.\n\n| data | sentences | aligned | told | omitted: sure + likely | all tiers | added: sure + likely | all tiers |\n\
|---|---:|---:|---:|---:|---:|---:|---:|\n";
const DATA: &str = "\n## Data and command\n\n`cargo xtask bitext`, with the development data beside the repository: machine translation with its source and a human \
post-edit (CC0), Estonian, Romanian and Russian into English, English into German, 7,000 + 1,000 triples each. The data is tokenised \
(`Doha , in 1979`); spaces before closing and after opening marks were taken out again before checking, which cannot always be \
right, so rules about spaces and quotation marks are left out of the table. `cargo xtask bitext-false` lists what is found in good \
pairs, `cargo xtask bitext-missed` the injected faults that are not found.\n";

fn read(path: &Path) -> Result<Vec<Triple>, String> {
    let output = Command::new("xz").arg("-dc").arg(path).output().map_err(|e| format!("xz: {e}"))?;
    let text = String::from_utf8(output.stdout).map_err(|e| format!("{}: {e}", path.display()))?;
    let triple = |line: &str| {
        let mut cells = line.split('\t').map(detokenised);
        Some(Triple { source: cells.next()?, machine: cells.next()?, edited: cells.next()? })
    };
    Ok(text.lines().filter_map(triple).collect())
}

/// Words and marks as people write them: the data has a space around each mark.
pub(crate) fn detokenised(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut open_quote = false;
    let mut glue = true;
    for token in text.split_whitespace() {
        let closes = matches!(
            token,
            "," | "." | ";" | ":" | "!" | "?" | ")" | "]" | "%" | "…" | "..." | "”" | "’" | "'" | "»"
        ) || token.starts_with('\'')
            || token.starts_with('’');
        let (before, after) = match token {
            "\"" => {
                open_quote = !open_quote;
                (!open_quote, open_quote)
            }
            "(" | "[" | "“" | "„" | "«" | "$" | "#" => (false, true),
            "'" | "’" | "-" | "/" => (true, true),
            _ => (closes, false),
        };
        if !glue && !before && !out.is_empty() {
            out.push(' ');
        }
        out.push_str(token);
        glue = after;
    }
    out
}

fn check<'a>(
    checker: &Checker,
    from: &str,
    to: &str,
    tier: Tier,
    pairs: impl Iterator<Item = (&'a str, &'a str)>,
) -> Checked {
    let source = Source::from_string("pairs", table(pairs), Format::Tsv);
    let options = Options {
        lang: Lang::parse(to).ok(),
        source_lang: Some(Lang::parse(from).unwrap_or(Lang::Other)),
        tier,
        ..Options::default()
    };
    checker.check(source, &options)
}

/// A file of pairs.
fn table<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut tsv = String::new();
    for (source, target) in pairs {
        let _ = writeln!(tsv, "{}\t{}", source.replace(['\t', '\n'], " "), target.replace(['\t', '\n'], " "));
    }
    tsv
}

/// Rules that compare with the source.
const BILINGUAL: [&str; 8] = [
    "added-text",
    "inconsistent-translation",
    "length-ratio",
    "missing-name",
    "number-mismatch",
    "omitted-text",
    "punctuation-mismatch",
    "untranslated-segment",
];

fn bilingual(checked: &Checked) -> impl Iterator<Item = &corrigenda::Finding> {
    checked.findings.iter().filter(|f| BILINGUAL.contains(&f.rule.name))
}

/// Source and translation of the pair at a place.
fn pair_of(checked: &Checked, at: u32) -> (&str, &str) {
    let index = checked.pairs.partition_point(|p| p.target.start <= at).saturating_sub(1);
    let Some(pair) = checked.pairs.get(index) else { return ("", "") };
    let original = checked.source.original.as_ref().map(|o| &*o.source.text).unwrap_or_default();
    (&original[pair.source.range()], &checked.source.text[pair.target.range()])
}

/// `xtask/bitext-labels.tsv`: fingerprint, rule, `true` or `false`.
fn labels(root: &Path) -> BTreeMap<String, bool> {
    let text = std::fs::read_to_string(root.join("xtask/bitext-labels.tsv")).unwrap_or_default();
    let label = |line: &str| {
        let mut cells = line.split('\t');
        Some((cells.next()?.to_owned(), cells.nth(1)? == "true"))
    };
    text.lines().filter_map(label).collect()
}
