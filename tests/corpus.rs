//! Every case of `corpus/<rule>.toml`: exact spans, tiers, first suggestions, silence. One test per file, so that
//! `cargo test --test corpus -- doubled-word` runs one.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use corrigenda::Checker;
use corrigenda::corpus::{Expect, judge, parse};
use libtest_mimic::{Arguments, Failed, Trial};

fn main() {
    let arguments = Arguments::from_args();
    let checker = Arc::new(Checker::default());
    let mut files: Vec<PathBuf> = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"))
        .expect("the corpus folder exists")
        .map(|entry| entry.expect("readable entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .collect();
    files.sort();
    let trials = files
        .into_iter()
        .map(|path| {
            let checker = Arc::clone(&checker);
            let rule = path.file_stem().and_then(|s| s.to_str()).expect("a UTF-8 name").to_owned();
            Trial::test(rule.clone(), move || run(&checker, &rule, &path))
        })
        .collect();
    libtest_mimic::run(&arguments, trials).exit();
}

fn run(checker: &Checker, rule: &str, path: &Path) -> Result<(), Failed> {
    let toml = std::fs::read_to_string(path)?;
    let cases = parse(path, &toml).map_err(|e| e.to_string())?;
    let mut failures = Vec::new();
    for case in &cases {
        let outcome = judge(checker, rule, case).map_err(|e| e.to_string())?;
        let complaints = outcome.complaints(case);
        match (complaints.is_empty(), case.expect) {
            (true, Some(Expect::Fail)) => {
                failures.push(format!("{}: passes now; take away `expect = \"fail\"`", case.label));
            }
            (false, None) => {
                failures.push(format!("{}\n    {}\n    {}", case.label, case.text, complaints.join("\n    ")))
            }
            _ => {}
        }
    }
    if failures.is_empty() {
        return Ok(());
    }
    Err(format!("{} of {} cases fail:\n\n- {}", failures.len(), cases.len(), failures.join("\n- ")).into())
}
