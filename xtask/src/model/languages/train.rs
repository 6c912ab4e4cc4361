//! Trains the calibrator of a language on lines that errors were put into.

use std::path::Path;

use anyhow::Result;
use corrigenda::model::calibrator::Calibrator;
use corrigenda::model::candidates::Memo;

use super::inputs::Sources;
use crate::data::Random;
use crate::model::Tables;
use crate::model::calibrate::Line;
use crate::model::noise::{Injected, Kind, Noise};
use crate::model::train::{TOGETHER, add, model};
use crate::model::trees::{self, Example};

/// Words per error in each copy of the lines: clean prose, careless drafts, poor OCR.
const EVERY: [usize; 5] = [120, 40, 60, 15, 50];

/// Trains and packs the calibrator.
pub fn calibrator(root: &Path, sources: &Sources, tables: &Tables) -> Result<Vec<u8>> {
    let model = model(tables);
    let memo = Memo::default();
    let noise = Noise::of(root, sources.lang)?;
    let kinds = [Kind::Fused, Kind::Split, Kind::Typing, Kind::Misread, Kind::Broken];
    let mut found: Vec<Example> = Vec::new();
    for (copy, every) in EVERY.into_iter().enumerate() {
        let mut random = Random(copy as u64 + 7);
        let made: Vec<(String, Vec<Injected>)> =
            sources.held_out.iter().map(|line| noise.put(line, every, &kinds, &mut random)).collect();
        for (index, chunk) in made.chunks(TOGETHER).enumerate() {
            let lines: Vec<Line<'_>> =
                chunk.iter().map(|(text, errors)| Line::injected(text, errors)).collect();
            add(&model, &memo, lines, (index + copy) % 3 == 0, 1.0, &mut found);
        }
    }
    println!("{} examples, {} right", found.len(), found.iter().filter(|e| e.right).count());
    Ok(Calibrator::build(&trees::train(&found)))
}
