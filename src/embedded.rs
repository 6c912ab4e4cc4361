//! What the binary carries of `corpus/`: the annotated cases of every rule and the measured accuracy.

include!(concat!(env!("OUT_DIR"), "/corpus.rs"));

/// The cases of a rule, as the TOML file has them.
#[must_use]
pub fn cases(rule: &str) -> Option<&'static str> {
    CASES.iter().find(|(name, _)| *name == rule).map(|(_, toml)| *toml)
}

/// `corpus/accuracy.csv`; empty where it has not been measured yet.
#[must_use]
pub fn accuracy() -> &'static str {
    ACCURACY
}
