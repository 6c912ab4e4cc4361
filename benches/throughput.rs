//! How fast good prose and bad drafts are checked. Timed: `Checker::check` on one thread, from the decoded text to the scored
//! findings; not timed: reading the file, loading the dictionaries, writing the report.
//!
//! `cargo bench --bench throughput` prints the median of nine runs in MB per second of wall time on one thread;
//! `cargo bench --bench throughput -- FILE ...` measures texts of your own in place of ours.

use std::path::Path;
use std::time::Instant;

use corrigenda::{Checker, Options, Source};

/// The allocator of the program.
#[cfg(feature = "cli")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread pool");
    let checker = Checker::default();
    pool.install(|| {
        // Loads what is loaded lazily.
        let _ = checker.check(Source::from_text("warm-up", "Tbe Kabvl talks"), &Options::default());
        let files: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).collect();
        if !files.is_empty() {
            for file in &files {
                let text = std::fs::read_to_string(file).expect("a text file in UTF-8");
                measure(&checker, file, &[text], 1);
            }
            return;
        }
        let clean = texts("corpus/clean");
        measure(&checker, "clean prose, as it is", &clean, 20);
        measure(&checker, "clean prose, as one document", &[clean.join("\n\n").repeat(20)], 1);
        measure(&checker, "bad drafts", &texts("corpus/drafts"), 100);
        hostile(&checker);
    });
}

/// The English plain texts of a folder.
fn texts(folder: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut paths: Vec<_> = std::fs::read_dir(&folder)
        .expect("a corpus folder")
        .filter_map(|entry| entry.ok().map(|e| e.path()))
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .filter(|p| {
            p.file_stem().and_then(|s| s.to_str()).is_some_and(|s| s.as_bytes().get(2) != Some(&b'-'))
        })
        .collect();
    paths.sort();
    paths.iter().filter_map(|p| std::fs::read_to_string(p).ok()).collect()
}

/// Families and rules that need neither the language model nor the evidence of translated names.
const WITHOUT_MODELS: [&str; 10] = [
    "punctuation",
    "encoding",
    "residue",
    "repetition",
    "doubled-word",
    "stray-letter",
    "inconsistent-form",
    "name-variant",
    "broken-sentence",
    "repeated-quotation",
];

fn measure(checker: &Checker, name: &str, texts: &[String], times: usize) {
    let bytes: usize = texts.iter().map(String::len).sum::<usize>() * times;
    let without = Options { rules: WITHOUT_MODELS.map(str::to_owned).to_vec(), ..Options::default() };
    for (rules, options) in [("all rules", Options::default()), ("without models", without)] {
        let mut rates: Vec<f64> = (0..9)
            .map(|_| {
                let sources: Vec<Source> = (0..times)
                    .flat_map(|_| texts.iter().map(|text| Source::from_text("t", text.as_str())))
                    .collect();
                let start = Instant::now();
                for source in sources {
                    std::hint::black_box(checker.check(source, &options));
                }
                bytes as f64 / 1e6 / start.elapsed().as_secs_f64()
            })
            .collect();
        rates.sort_by(f64::total_cmp);
        println!("{name}, {rules}: {:.1} MB/s (median of 9; {:.2} MB)", rates[4], bytes as f64 / 1e6);
    }
}

/// Doubling the input must double the time: the ratio is printed.
fn hostile(checker: &Checker) {
    let inputs: [(&str, &str); 8] = [
        ("one line without end", "The talks went on and on, they said. "),
        ("one word", "the "),
        ("no spaces", "a.b"),
        ("opening quotes", "“"),
        ("entities", "&amp;"),
        ("faults only", "country.It was , and the the "),
        ("single letters", "t l j m "),
        ("addresses without end", "a@"),
    ];
    for (name, unit) in inputs {
        let time = |bytes: usize| {
            let text = unit.repeat(bytes / unit.len());
            let start = Instant::now();
            std::hint::black_box(checker.check(Source::from_text("t", text), &Options::default()));
            start.elapsed().as_secs_f64()
        };
        let (one, two) = (time(1_000_000), time(2_000_000));
        println!("{name}: 1 MB {one:.3} s, 2 MB {two:.3} s, ratio {:.1}", two / one);
    }
}
