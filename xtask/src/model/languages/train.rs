//! Trains the calibrator of a language on lines that errors were put into.

use std::path::Path;

use anyhow::Result;
use corrigenda::model::calibrator::Calibrator;
use corrigenda::model::candidates::Memo;

use super::inputs::Sources;
use crate::model::Tables;
use crate::model::noise::Noise;
use crate::model::train::{from_text, model};
use crate::model::trees;

/// Words per error in each copy of the lines: clean prose, careless drafts, poor OCR.
const EVERY: [usize; 5] = [120, 40, 60, 15, 50];

/// Trains and packs the calibrator.
pub fn calibrator(root: &Path, sources: &Sources, tables: &Tables) -> Result<Vec<u8>> {
    let model = model(tables);
    let memo = Memo::default();
    let noise = Noise::of(root, sources.lang)?;
    let found = from_text(&model, &memo, &noise, &sources.held_out, &EVERY);
    println!("{} examples, {} right", found.len(), found.iter().filter(|e| e.right).count());
    Ok(Calibrator::build(&trees::train(&found)))
}
