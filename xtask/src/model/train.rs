//! Trains the calibrator on text that errors were put into and on the tuning halves of public benchmarks.

use std::path::Path;

use anyhow::Result;
use corrigenda::Lang;
use corrigenda::model::Model;
use corrigenda::model::calibrator::Calibrator;
use corrigenda::model::candidates::{Deletes, Memo};
use corrigenda::model::channel::Channel;
use corrigenda::model::contexts::Contexts;
use corrigenda::model::corrections::Corrections;
use corrigenda::model::letters::Letters;
use corrigenda::model::listed::Listed;
use corrigenda::model::neighbours::Neighbours;
use corrigenda::model::ngrams::Ngrams;
use corrigenda::model::spaces::Spaces;
use corrigenda::model::spelt::Spelt;
use corrigenda::model::words::WordTable;

use super::Tables;
use super::calibrate::{Line, Nobody, examples};
use super::inputs::Inputs;
use super::noise::{Injected, Noise};
use super::trees::{self, Example};
use crate::data::Random;
use crate::packages::text;

/// Words per error in each copy of the held-out text: clean prose, a careless draft, poor OCR.
const EVERY: [usize; 5] = [40, 60, 15, 100, 30];
/// Lines that are a document together; every third time each line is one of its own.
const TOGETHER: usize = 30;
/// Benchmarks of white space with the lines taken of each.
const RESPACED: [(&str, usize); 6] = [
    ("Wiki.typos", 6000),
    ("Wiki", 6000),
    ("arXiv.OCR", 6000),
    ("arXiv.pdftotext", 6000),
    ("ACL", 500),
    ("Wiki.typos.no_spaces", 2000),
];
/// Benchmarks of spelling; every second line is left for measuring.
const RESPELT: [&str; 3] = ["bookcorpus.realistic", "wikidump.realistic", "wikidump.artificial"];
const RESPELT_LINES: usize = 1500;

/// The model of these tables, without a calibrator.
pub fn model<'t>(tables: &'t Tables) -> Model<'t> {
    Model {
        lang: tables.lang,
        words: WordTable::new(&tables.words),
        spelt: Spelt::new(&tables.spelt),
        further: Listed::new(&tables.further),
        ngrams: Ngrams::new(&tables.ngrams),
        letters: Letters::new(&tables.letters),
        deletes: Deletes::new(&tables.deletes),
        neighbours: Neighbours::new(&tables.neighbours),
        contexts: Contexts::new(&tables.contexts),
        spaces: Spaces::new(&tables.spaces),
        listed: Listed::new(&tables.listed),
        corrections: Corrections::new(&tables.corrections),
        channel: Channel::new(&tables.channel),
        calibrator: Calibrator::new(&[]),
    }
}

/// A model that knows nothing.
pub fn empty(lang: Lang) -> Model<'static> {
    Model {
        lang,
        words: WordTable::new(&[]),
        spelt: Spelt::new(&[]),
        further: Listed::new(&[]),
        ngrams: Ngrams::new(&[]),
        letters: Letters::new(&[]),
        deletes: Deletes::new(&[]),
        neighbours: Neighbours::new(&[]),
        contexts: Contexts::new(&[]),
        spaces: Spaces::new(&[]),
        listed: Listed::new(&[]),
        corrections: Corrections::new(&[]),
        channel: Channel::new(&[]),
        calibrator: Calibrator::new(&[]),
    }
}

/// Examples from lines that errors of all kinds were put into: copy by copy, so many words per error.
pub fn from_text(
    model: &Model<'_>,
    memo: &Memo,
    noise: &Noise,
    lines: &[String],
    copies: &[usize],
) -> Vec<Example> {
    own_text(model, memo, noise, lines, copies, |alone| alone)
}

fn own_text(
    model: &Model<'_>,
    memo: &Memo,
    noise: &Noise,
    lines: &[String],
    copies: &[usize],
    is_alone: fn(bool) -> bool,
) -> Vec<Example> {
    let mut found = Vec::new();
    for (copy, &every) in copies.iter().enumerate() {
        let mut random = Random(copy as u64 + 7);
        let made: Vec<(String, Vec<Injected>)> =
            lines.iter().map(|line| noise.put(line, every, noise.kinds(), &mut random)).collect();
        for (index, chunk) in made.chunks(TOGETHER).enumerate() {
            let lines: Vec<Line<'_>> =
                chunk.iter().map(|(text, errors)| Line::injected(text, errors)).collect();
            add(model, memo, lines, is_alone((index + copy) % 3 == 0), 1.0, &mut found);
        }
    }
    found
}

/// Trains and packs the calibrator.
pub fn calibrator(root: &Path, data: &Path, inputs: &Inputs, tables: &Tables) -> Result<Vec<u8>> {
    let model = model(tables);
    let noise = Noise::new(root, &inputs.misspellings)?.confusing(&model);
    let found = lessons(data, inputs, &noise, &model, |alone| alone)?;
    println!("{} examples, {} right", found.len(), found.iter().filter(|e| e.right).count());
    Ok(Calibrator::build(&trees::train(&found)))
}

/// All that the calibrator learns from: text of our own and benchmarks. `is_alone` has the last word on whether the lines of a
/// chunk are documents of their own.
pub fn lessons(
    data: &Path,
    inputs: &Inputs,
    noise: &Noise,
    model: &Model<'_>,
    is_alone: fn(bool) -> bool,
) -> Result<Vec<Example>> {
    let memo = Memo::default();
    let mut found = own_text(model, &memo, noise, &inputs.held_out, &EVERY, is_alone);
    for (name, most) in RESPACED {
        let pairs = pairs(&data.join("bench-dev/wsc/tuning").join(name))?;
        for (index, chunk) in pairs[..most.min(pairs.len())].chunks(TOGETHER).enumerate() {
            let lines = chunk.iter().map(|(broken, truth)| Line::respaced(broken, truth)).collect();
            add(model, &memo, lines, is_alone(index % 2 == 1), 0.6, &mut found);
        }
    }
    for name in RESPELT {
        let pairs = pairs(&data.join("bench-dev/sec/dev").join(name))?;
        let mine: Vec<&(String, String)> = pairs.iter().skip(1).step_by(2).take(RESPELT_LINES).collect();
        for (index, chunk) in mine.chunks(TOGETHER).enumerate() {
            let lines = chunk.iter().map(|(broken, truth)| Line::respelt(broken, truth)).collect();
            add(model, &memo, lines, is_alone(index % 2 == 1), 0.3, &mut found);
        }
    }
    Ok(found)
}

/// The right lines of the benchmarks of white space that have letters in order, without those the calibrator learns from.
pub fn respaced(data: &Path) -> Result<Vec<String>> {
    let mut lines = Vec::new();
    for (name, most) in RESPACED.iter().take(4) {
        let pairs = pairs(&data.join("bench-dev/wsc/tuning").join(name))?;
        lines.extend(pairs.into_iter().skip(*most).map(|(_, truth)| truth));
    }
    Ok(lines)
}

/// Adds the examples of lines that are a document together, or each one of its own.
fn add(
    model: &Model<'_>,
    memo: &Memo,
    lines: Vec<Line<'_>>,
    alone: bool,
    weight: f32,
    found: &mut Vec<Example>,
) {
    if alone {
        for line in lines {
            examples(model, memo, &[line], weight, &Nobody, found);
        }
    } else {
        examples(model, memo, &lines, weight, &Nobody, found);
    }
}

/// Broken and true lines of a benchmark.
pub fn pairs(folder: &Path) -> Result<Vec<(String, String)>> {
    let (broken, truth) = (text(&folder.join("corrupt.txt.xz"))?, text(&folder.join("correct.txt.xz"))?);
    Ok(broken.lines().zip(truth.lines()).map(|(a, b)| (a.to_owned(), b.to_owned())).collect())
}
