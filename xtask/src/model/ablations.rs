//! `cargo xtask ablations`: what each part of the model is worth. A part is taken out by an empty or a neutral table, the
//! calibrator is trained anew without it on the same seeded examples, and the recall of each kind of fault is measured at the
//! same rate of false proposals on the same text.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use corrigenda::Lang;
use corrigenda::lexicon::Lexicon;
use corrigenda::model::calibrator::{Calibrator, Traits};
use corrigenda::model::candidates::Memo;
use corrigenda::model::channel::LETTERS;
use corrigenda::model::letters::{self, history, letter};
use corrigenda::model::ngrams::{NewPair, Ngrams};
use corrigenda::model::tables::{pack_cost, u32_at};
use corrigenda::model::words::{Flags, NewWord, WordNo, WordTable};
use rayon::prelude::*;

use super::calibrate::{Line, Nobody, judged, same};
use super::inputs::{self, Inputs};
use super::noise::{Injected, Kind, Noise};
use super::{Tables, train, trees};
use crate::calibration::{self, Section};
use crate::data::Random;

/// False proposals allowed in 10,000 words.
const FALSE: usize = 5;
/// Words per error in the text that recall is measured on.
const EVERY: usize = 60;
/// One document in so many is taken: every second.
const DOCUMENTS: usize = 2;
const SEED: u64 = 20_261_130;
/// Bytes of each table of typing errors.
const TYPING: usize = LETTERS * LETTERS;

/// Kinds of faults as the table has them: of typing errors and misread letters those that make another word stand apart.
const COLUMNS: [&str; 6] =
    ["run together", "torn", "hyphen of a line end", "typing error", "misread", "another word"];

/// What is different from the whole model.
struct Row {
    name: &'static str,
    /// Takes the part out of the tables.
    strip: fn(&mut Tables),
    /// Whether each line is a document of its own.
    alone: bool,
    /// Whether proposals are ranked by their margin in place of the calibrator's odds.
    margin: bool,
}

impl Row {
    const fn of(name: &'static str, strip: fn(&mut Tables)) -> Self {
        Self { name, strip, alone: false, margin: false }
    }
}

fn nothing(_: &mut Tables) {}

fn rows() -> Vec<Row> {
    vec![
        Row::of("**whole model**", nothing),
        Row::of("without triples of words", |tables| tables.ngrams = without_triples(&tables.ngrams)),
        Row::of("without pairs and triples", |tables| tables.ngrams.clear()),
        Row::of("without the model of letters: all letters alike", |tables| tables.letters = even_letters()),
        Row::of("without the model of spaces", |tables| tables.spaces.clear()),
        Row::of("without kinds of names", |tables| tables.words = without_names(&tables.words)),
        Row::of("without the list of misspellings", |tables| {
            tables.listed.clear();
            tables.corrections.clear();
        }),
        Row::of("without misread shapes", |tables| tables.channel.truncate(4 * TYPING)),
        Row::of("all typing errors alike", even_typing),
        Row::of("without what existing words may stand for", |tables| tables.neighbours.clear()),
        Row::of("without which of them a place wants", |tables| tables.contexts.clear()),
        Row { alone: true, ..Row::of("each line a document of its own", nothing) },
        Row { margin: true, ..Row::of("without the calibrator: by margin", nothing) },
    ]
}

/// The pairs alone, with nothing to pay for a triple that is not there. The layout is that of `model::ngrams`.
fn without_triples(bytes: &[u8]) -> Vec<u8> {
    let mut pairs = bytes[..4 + u32_at(bytes, 0) as usize * 4].to_vec();
    for slot in pairs[4..].chunks_exact_mut(4).filter(|slot| slot[2] != u8::MAX) {
        slot[3] = 0;
    }
    pairs
}

/// A model of letters that knows no letter from another: one in thirty, whatever stands before it.
fn even_letters() -> Vec<u8> {
    let known = ('a'..='z').chain(['\'']).map(Some).chain([None]);
    let cost = pack_cost(1.0 / 30.0);
    let pairs: Vec<NewPair> = known
        .flat_map(|c| {
            [letters::Kind::Common, letters::Kind::Name].map(|kind| NewPair {
                first: history(kind, &[]),
                second: Some(letter(c)),
                cost,
                back_off: 0,
            })
        })
        .collect();
    Ngrams::build(&pairs, &[])
}

/// The vocabulary without what lists of names say of it.
fn without_names(bytes: &[u8]) -> Vec<u8> {
    let table = WordTable::new(bytes);
    let words: Vec<NewWord> = (0..table.len() as u32)
        .map(WordNo)
        .map(|no| NewWord {
            text: table.text(no).to_owned(),
            probability: (-f64::from(table.cost(no)) / 100.0).exp(),
            capital: f64::from(table.capital(no)) / 255.0,
            flags: table.flags(no).difference(Flags::NAME),
        })
        .collect();
    WordTable::build(&words)
}

/// A letter dropped, added, put for another, two swapped: each the same for all letters.
fn even_typing(tables: &mut Tables) {
    for (kind, probability) in [0.02, 0.003, 0.003, 0.02].into_iter().enumerate() {
        tables.channel[kind * TYPING..(kind + 1) * TYPING].fill(pack_cost(probability));
    }
}

/// Trains and measures all rows and writes the section of the page.
pub fn write(root: &Path) -> Result<(), String> {
    let Some(data) = crate::data::folder(root) else { return Ok(()) };
    let texts = crate::data::clean(&data)?;
    let documents: Vec<Vec<String>> = texts
        .iter()
        .filter(|text| text.name == calibration::TEXT)
        .flat_map(|text| text.documents.iter().step_by(DOCUMENTS))
        .map(|document| document.lines().map(str::to_owned).collect())
        .collect();
    section(root, &data, &documents)
        .map_err(|e| format!("{e:#}"))
        .and_then(|section| calibration::put(root, Section::Ablations, &section))
}

fn section(root: &Path, data: &Path, documents: &[Vec<String>]) -> Result<String> {
    let inputs = inputs::english(root, data)?;
    let whole = Tables::english(root)?;
    let noise = Noise::new(root, &inputs.misspellings)?.confusing(&train::model(&whole));
    let drafts: Vec<Draft> = documents
        .iter()
        .enumerate()
        .map(|(index, lines)| Draft::of(&noise, lines, SEED + index as u64))
        .collect();
    let words: usize = documents.iter().flatten().map(|line| line.split_whitespace().count()).sum();
    let results = rows()
        .par_iter()
        .map(|row| {
            let mut tables = whole.clone();
            (row.strip)(&mut tables);
            let forest =
                if row.margin { None } else { Some(forest(data, &inputs, &noise, &tables, row.alone)?) };
            let result = measure(&tables, forest.as_deref(), row.alone, &drafts, words);
            println!("{}: {}", row.name, result.cells());
            Ok((row.name, result))
        })
        .collect::<Result<Vec<_>>>()?;
    let mut out = format!(
        "## What each part of the model is worth\n\n\
         `cargo xtask ablations`. A part is taken out by an empty or a neutral table; the calibrator is trained anew without it, on the \
         same examples with the same seeds, and the model alone (no rule of the pipeline, no spelling dictionary beside it) reads every second \
         document of `{}` ({words} words), which no table was made from. Recall in percent at {FALSE} proposals in 10,000 \
         words of the clean text, which counts all as false though some are errors of the text; the draft has one error in {EVERY} words, \
         seed {SEED}. `another word`: a word that exists and is an error away, by accident of typing and misreading or put in as such. `right`: of all that was found, what gives back \
         the clean text.\n\n| model |",
        calibration::TEXT
    );
    COLUMNS.iter().for_each(|column| out.push_str(&format!(" {column} |")));
    let _ = writeln!(out, " **all** | right |\n|---|{}", "---:|".repeat(COLUMNS.len() + 2));
    for (name, result) in &results {
        let _ = writeln!(out, "| {name} | {} |", result.cells());
    }
    if let Some((_, result)) = results.first() {
        let counts: Vec<String> = result.faults.iter().map(|count| format!("{count}")).collect();
        let _ =
            writeln!(out, "| faults | {} | {} | |", counts.join(" | "), result.faults.iter().sum::<u32>());
    }
    out.push_str(
        "\nHalf of the typing errors come from the lists of misspellings and the misread letters from the counted shapes, where they \
         apply, so the rows of these two show the most that they can be worth. A row says what is lost without a part that the others \
         cannot make good: parts that know the same things share the credit. Differences of half a point are within the noise of so many faults. The width of the beam is no table and has no row.\n",
    );
    Ok(out)
}

impl Tables {
    /// The tables of English as they were built.
    fn english(root: &Path) -> Result<Self> {
        let read = |name: &str| {
            let path = root.join("dictionaries/en").join(name);
            fs::read(&path).with_context(|| path.display().to_string())
        };
        Ok(Self {
            lang: Lang::En,
            words: read("words.bin")?,
            spelt: read("spelt.bin")?,
            further: Vec::new(),
            ngrams: read("ngrams.bin")?,
            letters: read("letters.bin")?,
            deletes: read("deletes.bin")?,
            neighbours: read("neighbours.bin")?,
            contexts: read("contexts.bin")?,
            spaces: read("spaces.bin")?,
            listed: read("listed.bin")?,
            corrections: read("corrections.bin")?,
            channel: read("channel.bin")?,
        })
    }
}

/// The calibrator of these tables.
fn forest(data: &Path, inputs: &Inputs, noise: &Noise, tables: &Tables, alone: bool) -> Result<Vec<u8>> {
    let is_alone: fn(bool) -> bool = if alone { |_| true } else { |usual| usual };
    let lessons = train::lessons(data, inputs, noise, &train::model(tables), is_alone)?;
    Ok(Calibrator::build(&trees::train(&lessons)))
}

/// A document, clean and with errors.
struct Draft {
    clean: Vec<String>,
    /// Each line with its errors and the column that each counts in.
    broken: Vec<(String, Vec<Injected>, Vec<usize>)>,
}

impl Draft {
    fn of(noise: &Noise, lines: &[String], seed: u64) -> Self {
        let mut random = Random(seed);
        let lexicon = Lexicon::default();
        let broken = lines.iter().map(|line| {
            let (text, errors) = noise.put(line, EVERY, noise.kinds(), &mut random);
            let columns = errors.iter().map(|error| column(error, &text, &lexicon)).collect();
            (text, errors, columns)
        });
        Self { clean: lines.to_vec(), broken: broken.collect() }
    }
}

fn column(error: &Injected, text: &str, lexicon: &Lexicon) -> usize {
    let wrong = &text[error.range.clone()];
    let exists =
        || [wrong, &wrong.to_lowercase()].iter().any(|word| lexicon.knows(Lang::En, word) != Some(false));
    match error.kind {
        Kind::Fused => 0,
        Kind::Split => 1,
        Kind::Broken => 2,
        Kind::Confused => 5,
        Kind::Typing | Kind::Misread if exists() => 5,
        Kind::Typing => 3,
        Kind::Misread => 4,
    }
}

/// What became of the faults, by column.
#[derive(Default)]
struct Outcome {
    faults: [u32; COLUMNS.len()],
    found: [u32; COLUMNS.len()],
    right: u32,
}

impl Outcome {
    fn cells(&self) -> String {
        let share =
            |part: u32, whole: u32| format!("{:.1}", 100.0 * f64::from(part) / f64::from(whole.max(1)));
        let mut cells: Vec<String> =
            self.found.iter().zip(self.faults).map(|(found, faults)| share(*found, faults)).collect();
        let found = self.found.iter().sum();
        cells.push(format!("**{}**", share(found, self.faults.iter().sum())));
        cells.push(share(self.right, found));
        cells.join(" | ")
    }
}

/// What is best known of a fault: its column, the highest score of a proposal that finds it, and whether that one is right.
type Fault = (usize, Option<i32>, bool);

/// Finds the score that so many proposals for the clean text exceed as are allowed, and counts what exceeds it in the draft.
fn measure(tables: &Tables, forest: Option<&[u8]>, alone: bool, drafts: &[Draft], words: usize) -> Outcome {
    let model = train::model(tables);
    let calibrator = forest.map(Calibrator::new);
    let score = |traits: &Traits| calibrator.map_or(i32::from(traits[0]), |forest| forest.odds(traits));
    let read = |lines: &[Line<'_>], each: &mut dyn FnMut(usize, i32, &_, &_)| {
        let memo = Memo::default();
        for (chunk, lines) in lines.chunks(if alone { 1 } else { lines.len().max(1) }).enumerate() {
            judged(&model, &memo, lines, &Nobody, &mut |number, traits, proposal, truth| {
                each(chunk + number, score(&traits), proposal, truth);
            });
        }
    };
    let (mut scores, mut faults) = (Vec::new(), Vec::<Fault>::new());
    for draft in drafts {
        let clean: Vec<Line<'_>> = draft.clean.iter().map(|line| Line::injected(line, &[])).collect();
        read(&clean, &mut |_, score, _, _| scores.push(score));
        let lines: Vec<Line<'_>> =
            draft.broken.iter().map(|(text, errors, _)| Line::injected(text, errors)).collect();
        let mut of_lines: Vec<Vec<Fault>> = draft
            .broken
            .iter()
            .map(|(_, _, columns)| columns.iter().map(|&column| (column, None, false)).collect())
            .collect();
        read(&lines, &mut |number, score, proposal, truth| {
            if !super::calibrate::is_right(proposal, truth) {
                return;
            }
            for (error, fault) in draft.broken[number].1.iter().zip(&mut of_lines[number]) {
                let touches =
                    error.range.start < proposal.range.end && proposal.range.start < error.range.end;
                if touches && fault.1 < Some(score) {
                    (fault.1, fault.2) = (Some(score), same(&proposal.text, &truth.text));
                }
            }
        });
        faults.extend(of_lines.into_iter().flatten());
    }
    scores.sort_unstable_by(|a, b| b.cmp(a));
    let bound = scores.get(words * FALSE / 10_000).copied().unwrap_or(i32::MIN);
    let mut outcome = Outcome::default();
    for (column, score, right) in faults {
        outcome.faults[column] += 1;
        if score > Some(bound) {
            outcome.found[column] += 1;
            outcome.right += u32::from(right);
        }
    }
    outcome
}
