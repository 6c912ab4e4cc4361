//! `corpus/accuracy.csv`: how each rule does on its own cases. A change in accuracy is a diff.

use std::path::Path;

use corrigenda::{Checker, eval};

/// The table as it is now.
pub(crate) fn table(root: &Path) -> Result<eval::Evaluation, String> {
    eval::corpus_folder(&Checker::default(), &root.join("corpus")).map_err(|e| e.to_string())
}

pub(crate) fn write(root: &Path) -> Result<(), String> {
    crate::write_file(&root.join("corpus/accuracy.csv"), &table(root)?.csv())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_committed_accuracy_is_the_measured_one() {
        let committed =
            std::fs::read_to_string(crate::root().join("corpus/accuracy.csv")).unwrap_or_default();
        let measured = super::table(crate::root()).expect("a readable corpus").csv();
        assert!(
            committed == measured,
            "corpus/accuracy.csv is out of date: run `cargo xtask accuracy` and look at the diff"
        );
    }
}
