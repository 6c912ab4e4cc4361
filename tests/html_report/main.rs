//! The HTML report: its bytes, and its behaviour in headless Chromium where there is one.
//!
//! Pictures for looking at are left in `target/html-report/`.

mod browser;
mod sample;

use std::path::{Path, PathBuf};

use corrigenda::report::{Failure, Html, Reporter, Summary};
use libtest_mimic::{Arguments, Failed, Trial};

use browser::Browser;

fn main() {
    let mut arguments = Arguments::from_args();
    // One browser at a time: a second one only makes both slow.
    arguments.test_threads = Some(1);
    let program = browser::find();
    if program.is_none() {
        println!(
            "html_report: no Chromium found: the tests in a browser are skipped (Debian: apt-get install chromium)"
        );
    }
    let plain = [
        ("same_bytes_twice", same_bytes_twice as fn()),
        ("nothing_inline_nothing_loaded", nothing_inline_nothing_loaded),
        ("every_finding_has_mark_and_note", every_finding_has_mark_and_note),
        ("differing_words_are_marked_within", differing_words_are_marked_within),
        ("clean_documents_are_only_named", clean_documents_are_only_named),
        ("failures_are_told", failures_are_told),
    ];
    let driven = [
        ("browser_filters", filters as fn(&Path)),
        ("browser_keyboard", keyboard),
        ("browser_pointer", pointer),
        ("browser_hostile_text_is_inert", hostile_text_is_inert),
        ("browser_shows_the_whole_text", whole_text),
        ("browser_without_script", without_script),
        ("browser_large_report", large_report),
        ("browser_looks", looks),
    ];
    let trials = plain.into_iter().map(|(name, test)| trial(name, true, test)).chain(driven.into_iter().map(
        |(name, test)| {
            let program = program.clone();
            trial(name, program.is_some(), move || test(&program.expect("not run without a browser")))
        },
    ));
    libtest_mimic::run(&arguments, trials.collect()).exit();
}

fn trial(name: &str, run: bool, test: impl FnOnce() + Send + 'static) -> Trial {
    let test = move || {
        test();
        Ok::<(), Failed>(())
    };
    Trial::test(name, test).with_ignored_flag(!run)
}

/// Where pages and pictures are left.
fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../html-report");
    std::fs::create_dir_all(&folder).expect("a folder");
    folder.canonicalize().expect("it exists")
}

fn text(documents: &[corrigenda::Checked]) -> String {
    String::from_utf8(sample::report(documents)).expect("UTF-8")
}

fn open(program: &Path, name: &str, documents: &[corrigenda::Checked]) -> Browser {
    let page = folder().join(name);
    std::fs::write(&page, sample::report(documents)).expect("written");
    Browser::open(program, &page)
}

fn same_bytes_twice() {
    let documents = [sample::draft("a.txt"), sample::draft("b.txt"), sample::hostile()];
    assert_eq!(sample::report(&documents), sample::report(&documents));
}

fn nothing_inline_nothing_loaded() {
    let page = text(&[sample::draft("draft.txt")]);
    assert!(page.contains("default-src 'none'; style-src 'sha256-"), "the policy");
    let inline = regex::Regex::new(r#"<[a-z][^>]*\s(style|on[a-z]+)\s*="#).expect("a pattern");
    let before = page.split("<script>").next().expect("before the script");
    assert!(!page.contains("unsafe-inline") && !inline.is_match(before), "nothing inline");
    let body = before.split("</style>").nth(1).expect("a body");
    for loader in ["src=", "http://", "https://", "url(", "@import", "<link", "<iframe", "<object", "<img"] {
        assert!(!body.contains(loader), "{loader}");
    }
}

fn every_finding_has_mark_and_note() {
    let checked = sample::draft("draft.txt");
    let count = checked.findings.len();
    let page = text(&[checked]);
    for number in 1..=count {
        assert!(page.contains("<mark class=\"m "), "marks");
        for id in [
            format!("id=\"m1-{number}\""),
            format!("id=\"n1-{number}\""),
            format!("data-n=\"1-{number}\" aria"),
        ] {
            assert_eq!(page.matches(&id).count(), 1, "{id}");
        }
    }
    assert_eq!(page.matches("<mark").count(), page.matches("</mark>").count());
    assert!(page.contains("spaced dashes: 41 of 43 places"), "habits");
    assert!(page.contains("1,204 more"), "beyond");
    assert!(page.contains("allowed: spelt so by the <code><bdi>port authority</bdi></code>"), "reasons");
}

fn differing_words_are_marked_within() {
    let said = "“We will defend our rivers against every company that poisons them, whatever the price,” Minister Salgado \
                said.\n\nThe law was passed on Tuesday night. “We shall protect our rivers against any company that poisons \
                them, whatever the price,” Salgado told reporters.";
    let source = corrigenda::Source::from_text("said.txt", said);
    let page = text(&[corrigenda::Checker::default().check(source, &corrigenda::Options::default())]);
    for words in ["shall protect", "any"] {
        assert!(page.contains(&format!("<b class=\"d\">{words}</b>")), "{words}");
    }
}

fn clean_documents_are_only_named() {
    let clean = || sample::bare(corrigenda::Source::from_text("clean.txt", "All is well in Porto."));
    let alone = text(&[clean()]);
    assert!(alone.contains("All is well in Porto.") && alone.contains("No findings in 5 words."), "alone");
    let among = text(&[clean(), sample::draft("draft.txt"), clean()]);
    assert!(
        !among.contains("All is well in Porto.") && among.contains("2 documents without findings"),
        "among others"
    );
}

fn failures_are_told() {
    let mut html = Html::default();
    let mut out = Vec::new();
    let failure = Failure { name: "lost.txt".into(), line: Some(3), message: "not <valid> JSON".into() };
    html.failure(&failure, &mut out).expect("written");
    html.finish(&Summary { failures: 1, ..Summary::default() }, &mut out).expect("written");
    let page = String::from_utf8(out).expect("UTF-8");
    assert!(page.contains("lost.txt</bdi>, line 3</b>: not &lt;valid&gt; JSON"), "named");
}

const VISIBLE: &str = "document.querySelectorAll('a.ref:not(.off)').length";

fn filters(program: &Path) {
    let mut page = open(program, "filters.html", &[sample::draft("one.txt"), sample::draft("two.txt")]);
    assert_eq!(page.eval(VISIBLE), 26);
    assert_eq!(page.eval("document.getElementById('where').textContent"), "26 notes");
    page.eval("document.querySelector('input[value=sure]').click()");
    assert_eq!(page.eval(VISIBLE), 8);
    assert_eq!(page.eval("document.getElementById('where').textContent"), "8 of 26 notes");
    assert_eq!(page.eval("getComputedStyle(document.getElementById('n1-1')).display"), "none");
    page.eval("(() => { const s = document.getElementById('family'); s.value = 'repetition'; s.dispatchEvent(new Event('change')); })()");
    assert_eq!(page.eval(VISIBLE), 4);
    page.eval("document.querySelector('input[value=sure]').click()");
    page.eval("(() => { const s = document.getElementById('family'); s.value = ''; s.dispatchEvent(new Event('change')); })()");
    page.eval("(() => { const s = document.getElementById('rule'); s.value = [...s.options].find(o => o.text.startsWith('fused')).value; s.dispatchEvent(new Event('change')); })()");
    assert_eq!(page.eval(VISIBLE), 2);
    page.eval("document.getElementById('only').click()");
    assert_eq!(page.eval("[...document.querySelectorAll('.b, .c')].filter(e => e.offsetParent).length"), 2);
    assert_eq!(page.complaints(), [""; 0]);
}

const HERE: &str = "document.activeElement.id";

fn keyboard(program: &Path) {
    let mut page = open(program, "keyboard.html", &[sample::draft("draft.txt")]);
    for (key, expected) in [
        ("j", "m1-1"),
        ("n", "m1-2"),
        ("ArrowRight", "m1-3"),
        ("k", "m1-2"),
        ("p", "m1-1"),
        ("ArrowLeft", "m1-13"),
        ("j", "m1-1"),
    ] {
        page.press(key);
        assert_eq!(page.eval(HERE), expected, "after {key}");
    }
    assert_eq!(page.eval("document.getElementById('card').hidden"), false);
    assert_eq!(page.eval("document.getElementById('where').textContent"), "1 of 13");
    assert_eq!(page.eval("document.querySelector('#card-note ins').textContent"), "Porto,");
    assert_eq!(
        page.eval("document.getElementById('card-allow').textContent"),
        "[corrigenda:allow space-before-punctuation -- reason]"
    );
    page.press("Enter");
    assert_eq!(page.eval(HERE), "card");
    page.press("Escape");
    assert_eq!(page.eval(HERE), "m1-1");
    assert_eq!(page.eval("document.getElementById('card').hidden"), true);
    page.press("?");
    assert_eq!(page.eval("document.getElementById('help').open"), true);
    // Filtered notes are passed over.
    page.eval("document.getElementById('help').close()");
    page.eval("document.querySelector('input[value=sure]').click(); document.querySelector('input[value=likely]').click()");
    page.press("j");
    page.press("j");
    assert_eq!(page.eval("document.activeElement.classList.contains('possible')"), true);
    assert_eq!(page.complaints(), [""; 0]);
}

fn pointer(program: &Path) {
    let mut page = open(program, "pointer.html", &[sample::draft("draft.txt")]);
    page.point_at("mark[data-n='1-2']");
    page.until("!document.getElementById('card').hidden");
    assert_eq!(
        page.eval("document.querySelector('#card-note .msg').textContent"),
        "no space between two sentences"
    );
    // It may be reached and read.
    page.point_at("#card-note .msg");
    page.eval("new Promise((done) => setTimeout(done, 500))");
    assert_eq!(page.eval("document.getElementById('card').hidden"), false);
    page.point_at("h1");
    page.until("document.getElementById('card').hidden");
    assert_eq!(page.complaints(), [""; 0]);
}

fn hostile_text_is_inert(program: &Path) {
    let mut page = open(program, "hostile.html", &[sample::hostile(), sample::draft("draft.txt")]);
    for _ in 0..5 {
        page.press("j");
    }
    assert!(page.eval("window.hacked").is_null(), "nothing ran");
    assert_eq!(page.eval("document.querySelectorAll('script, style, img, iframe, link, svg:not(.strip):not(.bar svg)').length"), 2);
    let text = page.eval("document.querySelector('.text').textContent").as_str().expect("text").to_owned();
    assert!(text.contains("<script>window.hacked=1</script>") && text.contains("U+0007"), "shown as written");
    assert_eq!(page.eval("document.querySelectorAll('article.doc').length"), 2);
    page.picture(&folder().join("hostile.png"));
    assert_eq!(page.complaints(), [""; 0]);
}

/// What is read in the page, marks and notes taken away, is the document and nothing else.
fn whole_text(program: &Path) {
    let documents = [sample::draft("draft.txt"), sample::structured()];
    let mut page = open(program, "whole.html", &documents);
    for (number, checked) in documents.iter().enumerate() {
        let shown = page.eval(&format!(
            "Array.from(document.querySelectorAll('#d{} .t > p, #d{0} .t > h4, #d{0} .c'), (e) => {{ \
             const c = e.cloneNode(true); c.querySelectorAll('.ref').forEach((r) => r.remove()); return c.textContent; }}).join(' ')",
            number + 1
        ));
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let shown = shown.as_str().expect("text").replace("U+200B", "\u{200B}");
        assert_eq!(words(&shown), words(&checked.source.text));
    }
    page.eval("document.querySelector('#d2').scrollIntoView()");
    page.picture(&folder().join("structured.png"));
    assert_eq!(page.complaints(), [""; 0]);
}

/// The notes are complete, and nothing is offered that would not work.
fn without_script(program: &Path) {
    let mut page = open(program, "plain.html", &[sample::draft("draft.txt")]);
    page.call("Emulation.setScriptExecutionDisabled", serde_json::json!({ "value": true }));
    page.call("Page.reload", serde_json::json!({}));
    page.until("document.readyState === 'complete' && !document.documentElement.classList.contains('js')");
    let shown = |selector: &str| format!("document.querySelector('{selector}').getClientRects().length > 0");
    for selector in [".tools", "#card", "#help", ".hint"] {
        assert_eq!(page.eval(&shown(selector)), false, "{selector}");
    }
    for selector in ["#n1-1 .why", "#n1-1 .meta", "#n1-9 .alt", "#n1-5 .msg"] {
        assert_eq!(page.eval(&shown(selector)), true, "{selector}");
    }
    page.picture(&folder().join("plain.png"));
}

fn large_report(program: &Path) {
    let mut page = open(program, "large.html", &[sample::book(10_000)]);
    let ready =
        page.eval("performance.getEntriesByType('navigation')[0].loadEventEnd").as_f64().expect("a time");
    println!("a megabyte with {} findings: loaded after {ready:.0} ms", page.eval(VISIBLE));
    assert!(ready < 20_000.0, "loaded after {ready} ms");
    let before = std::time::Instant::now();
    page.press("j");
    page.press("k");
    assert_eq!(page.eval("document.activeElement.classList.contains('ref')"), true);
    println!("two steps, one of them to the end: {} ms", before.elapsed().as_millis());
    let before = std::time::Instant::now();
    page.eval("document.querySelector('input[value=sure]').click()");
    assert_eq!(page.eval(VISIBLE), 0);
    println!("all notes filtered away: {} ms", before.elapsed().as_millis());
    assert_eq!(page.complaints(), [""; 0]);
}

fn looks(program: &Path) {
    let folder = folder();
    let mut page = open(program, "draft.html", &[sample::draft("drafts/grain-route.txt")]);
    page.picture(&folder.join("light.png"));
    page.press("j");
    page.press("j");
    page.picture(&folder.join("light-card.png"));
    page.prefer("dark");
    page.picture(&folder.join("dark-card.png"));
    page.press("Escape");
    page.size(420, 900);
    page.prefer("light");
    page.eval("window.scrollTo(0, 0)");
    page.picture(&folder.join("narrow.png"));
    page.press("j");
    page.picture(&folder.join("narrow-card.png"));
    assert_eq!(page.eval("document.documentElement.scrollWidth <= 420"), true, "nothing sticks out");
    page.press("Escape");
    page.print(&folder.join("print.pdf"));
    assert_eq!(page.complaints(), [""; 0]);
    page.size(1280, 900);
    page.press("?");
    page.picture(&folder.join("help.png"));
    page.press("Escape");
    let several = [
        sample::draft("drafts/grain-route.txt"),
        sample::bare(corrigenda::Source::from_text("clean.txt", "All is well.")),
        sample::hostile(),
    ];
    let mut page = open(program, "several.html", &several);
    page.picture(&folder.join("several.png"));
    assert_eq!(page.complaints(), [""; 0]);
}
