//! The same bytes on any number of threads.

use corrigenda::report::{Json, Reporter, Summary};
use corrigenda::source::Format;
use corrigenda::{Checker, Options, Source, Tier};

fn report(threads: usize, source: &Source) -> Vec<u8> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a thread pool");
    pool.install(|| {
        let options = Options { tier: Tier::Possible, ..Options::default() };
        let checked = Checker::default().check(source.clone(), &options);
        assert!(checked.findings.len() > 100, "too few findings to tell an order");
        let (mut out, mut json, mut summary) = (Vec::new(), Json::default(), Summary::default());
        summary.add(&checked);
        json.start(&mut out).expect("memory");
        json.document(&checked, &mut out).expect("memory");
        json.finish(&summary, &mut out).expect("memory");
        out
    })
}

#[test]
fn reports_do_not_depend_on_the_number_of_threads() {
    let mut text = String::new();
    for name in ["essay.txt", "news-cables.txt", "wall-wrapped.txt", "fiction-clock.txt"] {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/clean").join(name);
        text.push_str(&std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display())));
        text.push_str("\n\nTalks opened in Doha , amid the the fighting.It was late.\n\n");
    }
    // Long enough for many tasks of the pool.
    assert_same(&Source::from_text("t", text.repeat(30)));
}

#[test]
fn neither_do_reports_on_pairs() {
    let mut tsv = String::new();
    for n in 0..3000 {
        let year = n + n % 3;
        tsv.push_str(&format!(
            "Im Jahr {n} schrieb Peter Ort{n} den Brief {n}.\tIn {year} Peter wrote the letter.\n"
        ));
    }
    assert_same(&Source::from_bytes("pairs.tsv", tsv.into_bytes(), Some(Format::Tsv)).expect("pairs"));
}

fn assert_same(source: &Source) {
    let one = report(1, source);
    assert!(one == report(2, source) && one == report(7, source));
}
