//! The command line as transcripts: arguments, exit status, exact output. `tests/cli/*.trycmd` are the transcripts, each run
//! in the folder of its name.

#[test]
fn transcripts() {
    trycmd::TestCases::new().env("GITHUB_ACTIONS", "").case("tests/cli/*.trycmd");
}
