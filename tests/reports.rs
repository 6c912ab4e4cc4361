//! Reports keep their formats: SARIF its published schema, JUnit and JSON their syntax, hostile text inert.

use corrigenda::report::{Failure, Github, Json, Junit, Markdown, Reporter, Sarif, Summary, Text};
use corrigenda::{Applicability, Checked, Checker, Finding, Options, Source, Span, Tier, detect};

const HOSTILE: &str = "“Talks , they said</script><b>|`x`” \u{1b}[31m and \u{202E}so on. It % was :: late.\nSecond the the line & more.";

fn checked() -> Checked {
    let options = Options { tier: Tier::Possible, ..Options::default() };
    let mut checked =
        Checker::default().check(Source::from_text("drafts/a draft, “odd”.txt", HOSTILE), &options);
    let rule = detect::rules().next().expect("a rule");
    checked.findings.push(
        Finding::new(rule, Span::new(3, 11), 960, "a message with <b> & | `ticks`")
            .suggest("Talks,", Applicability::Safe)
            .suggest("Talks;", Applicability::Ask)
            .because("evidence\nover two lines"),
    );
    checked
}

fn render(reporter: &mut dyn Reporter) -> String {
    let (mut out, mut summary) = (Vec::new(), Summary::default());
    let checked = checked();
    summary.add(&checked);
    reporter.start(&mut out).expect("memory");
    reporter.document(&checked, &mut out).expect("memory");
    let failure = Failure { name: "gone.txt".into(), line: Some(3), message: "no such file".into() };
    reporter.failure(&failure, &mut out).expect("memory");
    reporter.finish(&summary, &mut out).expect("memory");
    String::from_utf8(out).expect("reports are UTF-8")
}

#[test]
fn sarif_keeps_the_published_schema() {
    let schema: serde_json::Value =
        serde_json::from_str(include_str!("data/sarif-schema-2.1.0.json")).expect("the schema is JSON");
    let report: serde_json::Value =
        serde_json::from_str(&render(&mut Sarif::default())).expect("the report is JSON");
    let validator = jsonschema::validator_for(&schema).expect("a valid schema");
    let errors: Vec<String> =
        validator.iter_errors(&report).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let run = &report["runs"][0];
    let result = run["results"].as_array().and_then(|r| r.last()).expect("a result");
    let index = result["ruleIndex"].as_u64().expect("an index") as usize;
    assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
    assert_eq!(result["fixes"].as_array().map(Vec::len), Some(2), "alternatives are separate fixes");
    assert!(result["partialFingerprints"]["corrigenda/v1"].is_string());
}

#[test]
fn json_is_one_object_of_schema_1() {
    let report: serde_json::Value = serde_json::from_str(&render(&mut Json::default())).expect("JSON");
    assert_eq!(report["schema"], 1);
    assert_eq!(report["documents"].as_array().map(Vec::len), Some(1));
    assert!(report["documents"][0]["findings"].as_array().is_some_and(|f| !f.is_empty()));
    assert_eq!(report["failures"][0]["path"], "gone.txt");
}

#[test]
fn junit_is_well_formed_even_with_control_characters() {
    let report = render(&mut Junit::default());
    assert!(report.starts_with("<?xml"));
    assert!(!report.contains('\u{1b}'), "control characters are not XML");
    let mut reader = quick_xml::Reader::from_str(&report);
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => break,
            Ok(_) => {}
            Err(e) => panic!("{e} in {report}"),
        }
    }
}

#[test]
fn github_commands_stay_on_one_line_each() {
    for line in render(&mut Github).lines().filter(|l| l.starts_with("::")) {
        assert!(
            line.starts_with("::error ") || line.starts_with("::warning ") || line.starts_with("::notice "),
            "{line}"
        );
        let properties = line.split("::").nth(1).expect("properties");
        assert!(!properties.contains('\n') && properties.contains("file="), "{properties}");
    }
}

#[test]
fn markdown_text_cannot_leave_its_cell() {
    let report = render(&mut Markdown);
    assert!(!report.contains("</script>"));
    for row in report.lines().filter(|l| l.starts_with("| ") && !l.starts_with("| line")) {
        let bars = row.replace("\\|", "").matches('|').count();
        assert_eq!(bars, 6, "{row}");
    }
}

#[test]
fn terminal_text_carries_no_control_characters() {
    let report = render(&mut Text::new(false, 100, true, false));
    assert!(report.chars().all(|c| c == '\n' || !c.is_control() && c != '\u{202E}'), "{report}");
    assert!(report.contains("probably `Talks,`"), "{report}");
    assert!(report.contains("corrigenda:allow"), "{report}");
}
