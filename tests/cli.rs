//! The command line as transcripts: arguments, exit status, exact output. `tests/cli/*.trycmd` are the transcripts, each run
//! in the folder of its name; what needs pipes, permissions or an environment stands below.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

const FAULT: &str = "Talks opened in the the city of Doha on Monday.\n";

#[test]
fn transcripts() {
    trycmd::TestCases::new().env("GITHUB_ACTIONS", "").case("tests/cli/*.trycmd").case("tests/cli/*.toml");
}

fn corrigenda(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_corrigenda"));
    command.args(arguments).current_dir(folder).env_remove("GITHUB_ACTIONS").stdin(Stdio::null());
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    corrigenda(folder, arguments).output().expect("the program starts")
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("UTF-8")
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("UTF-8")
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn write(folder: &Path, name: &str, text: impl AsRef<[u8]>) {
    fs::write(folder.join(name), text).expect("written");
}

#[test]
fn documents_are_compared_the_same_for_any_number_of_threads() {
    let folder = folder();
    for n in 0..60 {
        let (city, word) =
            (if n == 41 { "Pskow" } else { "Pskov" }, if n % 19 == 4 { "cease-fire" } else { "ceasefire" });
        write(folder.path(), &format!("{n}.txt"), format!("Trains to {city} were late. The {word} held.\n"));
    }
    for format in ["json", "jsonl", "text", "html", "markdown", "sarif", "github", "junit"] {
        let of = |jobs| {
            run(folder.path(), &["check", "--across", "--format", format, "--jobs", jobs, ".", "lost.txt"])
        };
        let one = of("1");
        assert_eq!(one.status.code(), Some(3));
        // In its document and in the list.
        assert!(stdout(&one).matches("Pskow").count() >= 2, "{format}");
        for jobs in ["2", "7"] {
            let many = of(jobs);
            assert!(one.stdout == many.stdout && one.stderr == many.stderr, "{format} {jobs}");
        }
    }
}

#[test]
fn reports_are_the_same_for_any_number_of_threads() {
    let folder = folder();
    for n in 0..60 {
        let text = FAULT.repeat(1 + n * 7 % 40) + &"No fault stands here at all.\n\n".repeat(n);
        write(folder.path(), &format!("{n}.txt"), text);
    }
    let records: String = (0..500).map(|n| format!("{{\"id\":{n},\"text\":{FAULT:?}}}\nnone\n")).collect();
    write(folder.path(), "r.jsonl", records);
    for format in ["json", "jsonl", "text", "github"] {
        let of = |jobs| run(folder.path(), &["check", "--format", format, "--jobs", jobs, ".", "lost.txt"]);
        let one = of("1");
        assert_eq!(one.status.code(), Some(3));
        assert!(one.stdout.len() > 10_000);
        for jobs in ["2", "7"] {
            let many = of(jobs);
            assert!(one.stdout == many.stdout && one.stderr == many.stderr, "{format} {jobs}");
        }
    }
}

#[test]
fn nothing_to_check_is_wrong_usage() {
    let output = run(folder().path(), &["check"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("nothing to check: name files or folders"), "{}", stderr(&output));
}

#[test]
fn a_reader_who_leaves_is_no_error() {
    let folder = folder();
    write(folder.path(), "r.jsonl", format!("{{\"text\":{FAULT:?}}}\n").repeat(20_000));
    for arguments in
        [&["check", "--format", "jsonl", "r.jsonl"][..], &["rules"], &["explain", "doubled-word"]]
    {
        let mut child = corrigenda(folder.path(), arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut out = child.stdout.take().expect("a pipe");
        let mut first = [0; 10];
        out.read_exact(&mut first).expect("some output");
        drop(out);
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(stderr(&output), "");
        assert!(matches!(output.status.code(), Some(0 | 1)), "{:?}", output.status);
    }
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_told_and_the_others_are_checked() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    write(folder.path(), "secret.txt", FAULT);
    write(folder.path(), "draft.txt", FAULT);
    let secret = folder.path().join("secret.txt");
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o0)).expect("changed");
    if fs::File::open(&secret).is_ok() {
        eprintln!("skipped: this user may read everything");
        return;
    }
    let output = run(folder.path(), &["check", "--format", "jsonl", "."]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("secret.txt: Permission denied"), "{}", stderr(&output));
    assert!(stdout(&output).contains("\"path\":\"draft.txt\""));
}

#[test]
fn a_full_disk_is_told() {
    if !Path::new("/dev/full").exists() {
        eprintln!("skipped: this system has no /dev/full");
        return;
    }
    let folder = folder();
    write(folder.path(), "draft.txt", FAULT);
    let output = run(folder.path(), &["check", "--output", "/dev/full", "draft.txt"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("/dev/full: cannot be written: No space left"), "{}", stderr(&output));
}

#[test]
fn a_job_of_github_gets_annotations() {
    let folder = folder();
    write(folder.path(), "draft.txt", FAULT);
    let output = corrigenda(folder.path(), &["check", "draft.txt"]).env("GITHUB_ACTIONS", "true").output();
    assert!(stdout(&output.expect("it ends")).starts_with("::error file=draft.txt,line=1,"));
    let asked = ["check", "--format", "jsonl", "draft.txt"];
    let output = corrigenda(folder.path(), &asked).env("GITHUB_ACTIONS", "true").output();
    assert!(stdout(&output.expect("it ends")).starts_with("{\"schema\":1,"));
}

#[test]
fn progress_is_told_where_asked_for() {
    let folder = folder();
    write(folder.path(), "draft.txt", FAULT);
    let quiet = run(folder.path(), &["check", "--format", "jsonl", "draft.txt"]);
    assert_eq!(stderr(&quiet), "");
    let asked = run(folder.path(), &["check", "--format", "jsonl", "--progress", "draft.txt"]);
    assert_eq!(stderr(&asked), "note: 100 %, documents checked: 1\n");
    assert_eq!(quiet.stdout, asked.stdout);
}

#[test]
fn colour_is_for_terminals_unless_asked_for() {
    let folder = folder();
    write(folder.path(), "draft.txt", FAULT);
    assert!(!stdout(&run(folder.path(), &["check", "draft.txt"])).contains('\x1b'));
    assert!(stdout(&run(folder.path(), &["check", "--color", "always", "draft.txt"])).contains('\x1b'));
    assert!(stderr(&run(folder.path(), &["check", "--color", "always", "lost.txt"])).contains('\x1b'));
    assert!(!stderr(&run(folder.path(), &["check", "--color", "never", "lost.txt"])).contains('\x1b'));
}

#[test]
fn a_pipe_without_a_line_end_is_a_document() {
    let folder = folder();
    let mut child = corrigenda(folder.path(), &["check", "--format", "jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child.stdin.take().expect("a pipe").write_all(FAULT.trim_end().as_bytes()).expect("written");
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).starts_with("{\"schema\":1,\"path\":\"-\""));
}

#[test]
fn every_key_of_the_template_is_one() {
    let folder = folder();
    let template = include_str!("../src/cli/corrigenda.toml");
    // Keys and sections are what is written in one piece behind the mark of the comment.
    let is_key = |line: &str| {
        line.starts_with('[')
            || line.split_once(" = ").is_some_and(|(key, _)| !key.trim_matches('"').contains(". "))
    };
    let keys: String = template
        .lines()
        .filter_map(|line| line.strip_prefix("# "))
        .filter(|line| is_key(line))
        .fold(String::new(), |all, line| all + line + "\n");
    assert!(keys.lines().count() >= 25, "{keys}");
    write(folder.path(), "corrigenda.toml", &keys);
    write(folder.path(), "draft.txt", FAULT);
    fs::create_dir(folder.path().join("dictionaries")).expect("created");
    let output = run(folder.path(), &["check", "--quiet", "draft.txt"]);
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""), "{keys}");
}

#[test]
fn a_broken_dictionary_in_a_configured_folder_is_told() {
    let folder = tempfile::tempdir().expect("created");
    write(folder.path(), "corrigenda.toml", "dictionaries = [\"words\"]\n");
    write(folder.path(), "draft.txt", FAULT);
    let words = folder.path().join("words");
    fs::create_dir(&words).expect("created");
    write(&words, "de_DE.aff", "SET ISO8859-1\n");
    write(&words, "de_DE.dic", "1\nHaus\n");
    for (name, text, told) in [
        ("de_DE.aff", "SET UTF-8\n", "SET UTF-8"),
        ("de_DE.dic", "Haus\nBaum\n", "list of words is missing"),
        ("de_DE.dic", "1\nHaus\n", "number of its words"),
    ] {
        let output = run(folder.path(), &["check", "--quiet", "draft.txt"]);
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
        assert!(stderr(&output).contains(told), "{told}: {}", stderr(&output));
        if told == "SET UTF-8" {
            fs::remove_file(words.join("de_DE.dic")).expect("removed");
        }
        write(&words, name, text);
    }
    let output = run(folder.path(), &["check", "--quiet", "draft.txt"]);
    assert_ne!(output.status.code(), Some(2), "{}", stderr(&output));
}

#[test]
fn a_page_tells_the_whole_of_a_correction_that_shares_its_word_with_another() {
    let folder = folder();
    write(
        folder.path(),
        "draft.txt",
        "The committee will publish the singleschart . Then it will be sold in every town of the county.\n",
    );
    let page = run(folder.path(), &["check", "--format", "html", "--tier", "possible", "draft.txt"]);
    let page = stdout(&page);
    assert!(page.contains("<ins><bdi>singleschart.</bdi></ins>"), "{page}");
}
