//! Puts the annotated cases of every rule into the binary, so that `corrigenda explain` can print examples.

use std::fmt::Write;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=corpus");
    let mut files: Vec<String> = Vec::new();
    for entry in fs::read_dir("corpus")? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".toml") {
            files.push(name);
        }
    }
    files.sort();
    let include =
        |name: &str| format!("include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/corpus/{name}\"))");
    let mut code = String::from("static CASES: &[(&str, &str)] = &[\n");
    for name in &files {
        let rule = name.trim_end_matches(".toml");
        writeln!(code, "    (\"{rule}\", {}),", include(name)).map_err(io::Error::other)?;
    }
    code.push_str("];\n");
    let accuracy =
        if Path::new("corpus/accuracy.csv").exists() { include("accuracy.csv") } else { "\"\"".to_owned() };
    writeln!(code, "static ACCURACY: &str = {accuracy};").map_err(io::Error::other)?;
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join("corpus.rs"), code)
}
