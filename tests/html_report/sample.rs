//! Documents with findings made up by hand, so that the report is tested apart from the detectors.

use corrigenda::report::{Html, Reporter, Summary};
use corrigenda::rule::{Family, Rule, Severity};
use corrigenda::score::Part;
use corrigenda::suppress::{Allowed, Habit, HabitFound};
use corrigenda::{Applicability, Checked, Checker, Finding, Lang, Options, Source, Span};

pub static SPACE: Rule = Rule {
    name: "space-before-punctuation",
    family: Family::Punctuation,
    summary: "a space stands before a mark that closes",
    explain: "A comma, full stop or closing mark touches the word before it: `Doha,` and not `Doha ,`.\n\nMachine translation \
              splits marks off as tokens and does not always put them back; OCR reads the white around a mark as a space.",
    severity: Severity::Minor,
};
pub static MISSING: Rule = Rule {
    name: "missing-space",
    family: Family::Punctuation,
    summary: "two words or sentences run into each other at a mark",
    explain: "After a mark that ends a clause or sentence comes a space.",
    severity: Severity::Minor,
};
pub static FUSED: Rule = Rule {
    name: "fused-words",
    family: Family::Words,
    summary: "two words run together",
    explain: "Two words without the space between them; no dictionary has the whole, every dictionary the halves.",
    severity: Severity::Major,
};
pub static UNSEEN: Rule = Rule {
    name: "invisible-character",
    family: Family::Encoding,
    summary: "a character that nobody sees stands in a word",
    explain: "Zero-width characters come from web pages and break search.",
    severity: Severity::Minor,
};
pub static TWICE: Rule = Rule {
    name: "near-duplicate-sentence",
    family: Family::Repetition,
    summary: "two sentences that say the same in nearly the same words",
    explain: "Two versions of one sentence were both kept.",
    severity: Severity::Major,
};
pub static NAME: Rule = Rule {
    name: "translated-name",
    family: Family::Translation,
    summary: "a name was translated as if it were a word",
    explain: "The engine took a name for a word of the language and gave its meaning.",
    severity: Severity::Critical,
};
static SPACED_DASHES: Habit =
    Habit { name: "spaced dashes", least: 5, share: 600, opportunities: |c| c.commas };

/// Checks `text` without any detector, so that it has scores and structure but only the findings put in.
pub fn bare(source: Source) -> Checked {
    let options = Options { lang: Some(Lang::En), rules: vec!["none".into()], ..Options::default() };
    Checker::default().check(source, &options)
}

/// The span of the `nth` (from 0) `needle` in the text.
pub fn at(checked: &Checked, needle: &str, nth: usize) -> Span {
    let (start, found) = checked.source.text.match_indices(needle).nth(nth).expect("the needle is there");
    Span::of(start..start + found.len())
}

/// Puts findings in and scores them as the library does.
pub fn with(mut checked: Checked, mut findings: Vec<Finding>) -> Checked {
    findings.sort_by_key(|f| (f.span.start, f.span.end));
    let mut weight = [0_u32; 6];
    for finding in &findings {
        let confidence = u32::from(finding.confidence.thousandths());
        weight[finding.rule.family as usize] += finding.severity.weight() * confidence;
        let sentence = checked.score.sentences.iter_mut().rev().find(|s| s.span.start <= finding.span.start);
        if let Some(sentence) = sentence {
            let points = (finding.severity.points() * confidence + 500) / 1000;
            sentence.parts.push(Part { rule: finding.rule.name, points });
            sentence.score = (sentence.score + points).min(1000);
        }
    }
    let rate =
        |w: u32| f64::from((w * 10 + checked.words / 2).checked_div(checked.words).unwrap_or(0)) / 10.0;
    checked.score.by_family = Family::ALL.iter().map(|f| (*f, rate(weight[*f as usize]))).collect();
    checked.score.per_1000_words = rate(weight.iter().sum());
    let sum: u32 = checked.score.sentences.iter().map(|s| s.score * s.words).sum();
    checked.score.score = sum.checked_div(checked.words).unwrap_or(0);
    checked.findings = findings;
    checked
}

const DRAFT: &str = "Harbour talks stall as grain ships wait

LISBON: Ministers from nine coastal states met in Porto , amid signs that the long dispute over the northern grain route is nearing its end.It was the first meeting since the port of Setubal closed in March.“We came to listen,” the Norwegian envoy said on Friday.

The delegates praised the two harbour boards for continuing to negotiate and for the progress they have made. They will return in May, when the ice has gone and the pilots are back from the north.

During the meeting, the delegates praised the two harbour boards for continuing to negotiate and for the progress that they made. He called for a significantreduction in tariffs and a pause , if only a brief one, in the boarding of ships.

What the carriers want

The carriers ask for three things: a fixed toll, an open sea lane, and pilots who speak more than one language. None of this is new, and none of it has been refused; yet none of it has been written down either.

Captain Red Wolf of the Nørdvik line told reporters that his crew had waited for nineteen days. “Nobody tells us any\u{200B}thing, ”he said. “We read it in the papers, like you.”

- a fixed toll, payable on arrival
- an open sea lane ,marked on both charts
- pilots who speak more than one language

The next round opens in Bergen on the third of June, the organisers said. A final text is not expected before the autumn , when the parliaments of both countries return from recess and the budget is read.";

/// A news draft with faults of every family, nested and crossing.
pub fn draft(name: &str) -> Checked {
    let mut checked = bare(Source::from_text(name, DRAFT));
    let f = |rule, needle: &str, nth, confidence, message: &'static str| {
        Finding::new(rule, at(&checked, needle, nth), confidence, message)
    };
    let findings = vec![
        f(&SPACE, "Porto ,", 0, 985, "space before a comma")
            .suggest("Porto,", Applicability::Safe)
            .because("in this document 14 of 17 commas touch their word"),
        f(&MISSING, "end.It", 0, 975, "no space between two sentences")
            .suggest("end. It", Applicability::Safe)
            .because("`end` and `It` are words; `end.It` is no domain"),
        f(&MISSING, "March.“We", 0, 970, "no space before an opening quotation mark")
            .suggest("March. “We", Applicability::Safe),
        f(&TWICE, "During the meeting, the delegates praised the two harbour boards for continuing to negotiate and for the progress that they made.", 0, 880, "nearly the same as an earlier sentence")
            .because("16 of 19 words as in “The delegates praised the two harbour boards”"),
        f(&FUSED, "significantreduction", 0, 990, "two words run together")
            .suggest("significant reduction", Applicability::Ask)
            .because("`significantreduction` is in no dictionary; `significant` and `reduction` are"),
        f(&SPACE, "pause ,", 0, 985, "space before a comma").suggest("pause,", Applicability::Safe),
        f(&NAME, "Red Wolf", 0, 560, "a name that may have been translated")
            .suggest("Rødulv", Applicability::Ask)
            .suggest("Raudulv", Applicability::ShowOnly)
            .because("a personal name stands after `Captain`")
            .because("`rød ulv` is Norwegian for `red wolf`"),
        f(&UNSEEN, "any\u{200B}thing", 0, 995, "a zero-width space in a word").suggest("anything", Applicability::Safe),
        f(&SPACE, "anything, ”he".replace("anything", "any\u{200B}thing").as_str(), 0, 960, "the mark belongs before the space")
            .suggest("any\u{200B}thing,” he", Applicability::Safe),
        f(&MISSING, "lane ,marked", 0, 965, "comma between two spaces")
            .suggest("lane, marked", Applicability::Safe),
        f(&SPACE, "autumn ,", 0, 985, "space before a comma").suggest("autumn,", Applicability::Safe),
        // These two cross.
        f(&TWICE, "negotiate and for the progress that", 0, 610, "a phrase said before"),
        f(&MISSING, "made. He", 0, 720, "the subject changes within the passage").because("`He` has nobody to refer to"),
    ];
    let allowed = f(&FUSED, "Setubal", 0, 900, "unknown name");
    checked.habits.push(HabitFound { rule: &SPACE, name: SPACED_DASHES.name, count: 41, opportunities: 43 });
    checked.beyond.push(("doubled-space", 1204));
    checked.allowed.push(Allowed { finding: allowed, reason: "spelt so by the `port authority`".into() });
    with(checked, findings)
}

/// A document whose format told its structure, with a fault that reaches over the end of a paragraph.
pub fn structured() -> Checked {
    use corrigenda::document::{Block, ParagraphKind as Kind};
    let parts = [
        (Kind::Heading, "Tides and tolls"),
        (Kind::Prose, "The toll is due at noon. It is paid by the"),
        (Kind::Prose, "master of the ship , in coin."),
        (Kind::ListItem, "by coin or note"),
        (Kind::ListItem, "by letter ,sealed"),
        (Kind::Table, "Ship      Toll    Paid\nAurora    12.40   yes ,"),
        (Kind::Code, "for ship in ships {\n    pay(ship , 3);\n}"),
        (Kind::Verse, "The ships come in , the ships go out,\n    the tide is all they talk about."),
    ];
    let mut text = String::new();
    let mut blocks = Vec::new();
    for (kind, part) in parts {
        let start = text.len();
        text.push_str(part);
        blocks.push(Block { span: Span::of(start..text.len()), kind });
        text.push_str("\n\n");
    }
    let mut source = Source::from_text("tolls.md", text);
    source.format = corrigenda::source::Format::Markdown;
    source.blocks = Some(blocks);
    let checked = bare(source);
    let comma = |needle| {
        Finding::new(&SPACE, at(&checked, needle, 0), 985, "space before a comma")
            .suggest("", Applicability::Safe)
    };
    let findings = vec![
        Finding::new(&TWICE, at(&checked, "by the\n\nmaster", 0), 750, "a sentence cut in two"),
        comma("ship ,"),
        comma("letter ,"),
        comma("yes ,"),
        comma("in ,"),
    ];
    with(checked, findings)
}

/// What an attacker would write, in every place where text can stand.
pub fn hostile() -> Checked {
    const EVIL: &str =
        "<script>window.hacked=1</script><img src=x onerror=\"window.hacked=1\"> &lt; ' \" `</title>`";
    let text = format!(
        "{EVIL}\n\n</p></mark></script><!-- --><style>*{{display:none}}</style> ]]> \u{0} \u{202E}reversed \u{7}\u{1B}[31m here , there.\n\n\
         javascript:alert(1) <svg onload=window.hacked=1> <a href=\"https://example.org\">link</a> \u{FEFF}end ,"
    );
    let mut source = Source::from_text(format!("<img src=x onerror=window.hacked=1>{EVIL}.txt"), text);
    source.id = Some(serde_json::Value::from(EVIL));
    let mut checked = bare(source);
    let evil = |rule, needle: &str, nth| {
        Finding::new(rule, at(&checked, needle, nth), 985, EVIL)
            .suggest(EVIL, Applicability::Safe)
            .suggest("", Applicability::Ask)
            .because(EVIL)
    };
    let findings = vec![
        evil(&SPACE, "<script>window.hacked=1</script>", 0),
        evil(&UNSEEN, "\u{202E}reversed \u{7}\u{1B}[31m", 0),
        evil(&SPACE, "here ,", 0),
        evil(&FUSED, "</p></mark></script><!-- --><style>*{display:none}</style>", 0),
        evil(&SPACE, "end ,", 0),
    ];
    checked.allowed.push(Allowed { finding: findings[0].clone(), reason: EVIL.into() });
    let mut checked = with(checked, findings);
    checked.beyond.push((EVIL, 3));
    checked
}

/// A book: a megabyte of text with `count` findings, which stop before its end.
pub fn book(count: usize) -> Checked {
    let mut text = String::new();
    for number in 1.. {
        for line in 0..5 {
            text.push_str(&format!(
                "In the year {number} of the harbour , ship {line} came home with grain and salt from the coast. "
            ));
        }
        text.push_str("\n\n");
        if text.len() > 1_000_000 {
            break;
        }
    }
    let checked = bare(Source::from_text("book.txt", text));
    let findings = checked
        .source
        .text
        .match_indices("harbour ,")
        .take(count)
        .map(|(start, found)| {
            Finding::new(&SPACE, Span::of(start..start + found.len()), 985, "space before a comma")
                .suggest("harbour,", Applicability::Safe)
                .because("in this document 5,412 of 8,000 commas touch their word")
        })
        .collect();
    with(checked, findings)
}

/// The report on some documents.
pub fn report(documents: &[Checked]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut summary = Summary::default();
    let mut html = Html::default();
    html.start(&mut out).expect("written");
    for checked in documents {
        summary.add(checked);
        html.document(checked, &mut out).expect("written");
    }
    html.finish(&summary, &mut out).expect("written");
    out
}
