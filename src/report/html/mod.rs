//! `html`: one self-contained page that an editor reads with the text before them.
//!
//! ```text
//!  score | text with marks and note numbers          | notes
//!    98  | Talks opened in Doha ,¹ amid fighting.    | 1 Doha␣, → Doha,  space before a comma
//! ```
//!
//! The notes stand beside their passage as in an annotated edition, complete, so that the page is whole on paper, without
//! JavaScript and in a screen reader. The script adds filters, keys, and a card that repeats a note where the eye is.
//! Nothing is loaded from anywhere: the content security policy allows one style and one script, by their hashes, and no
//! other; all text is escaped.

mod article;
mod notes;
mod overview;
mod text;
mod visible;

use std::io::{self, Write};

use base64::Engine as _;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest as _, Sha256};

use self::article::{Entry, FamilyCounts};
use super::{Failure, Reporter, Summary};
use crate::across::Inconsistency;
use crate::check::Checked;
use crate::rule::{Family, Rule, Severity};
use crate::score;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Stands for any rule in what allows one; the script puts the name in its place.
static ANY: Rule =
    Rule { name: "RULE", family: Family::Residue, summary: "", explain: "", severity: Severity::Neutral };

/// `--format html`.
///
/// Keeps the rendered documents until the end, since the page begins with its table of contents, worst first.
#[derive(Debug, Default)]
pub struct Html {
    rules: Rules,
    failures: Vec<Failure>,
    consistency: Vec<Inconsistency>,
    entries: Vec<Entry>,
    /// The articles, each with its index in `entries`.
    articles: Vec<(usize, String)>,
    counts: FamilyCounts,
    /// Severity weight times confidence by family, as in the score of a document.
    weights: [u64; Family::ALL.len()],
    words: u64,
}

/// The rules that reported something, each with an index that short ids are made of.
#[derive(Debug, Default)]
struct Rules {
    seen: Vec<(&'static Rule, u64)>,
}

impl Rules {
    fn add(&mut self, rule: &'static Rule) {
        match self.seen.iter_mut().find(|(known, _)| *known == rule) {
            Some((_, count)) => *count += 1,
            None => self.seen.push((rule, 1)),
        }
    }

    fn index(&self, rule: &Rule) -> usize {
        self.seen.iter().position(|(known, _)| *known == rule).unwrap_or(self.seen.len())
    }

    const fn is_empty(&self) -> bool {
        self.seen.is_empty()
    }

    /// Index, rule and number of findings, by name.
    fn of(&self, family: Family) -> impl Iterator<Item = (usize, &'static Rule, u64)> {
        let mut rules: Vec<_> = self
            .seen
            .iter()
            .enumerate()
            .filter(|(_, (rule, _))| rule.family == family)
            .map(|(index, &(rule, count))| (index, rule, count))
            .collect();
        rules.sort_by_key(|(_, rule, _)| rule.name);
        rules.into_iter()
    }
}

impl Reporter for Html {
    fn document(&mut self, checked: &Checked, _out: &mut dyn Write) -> io::Result<()> {
        let number = self.entries.len() + 1;
        for finding in &checked.findings {
            self.rules.add(finding.rule);
            self.weights[finding.rule.family as usize] +=
                u64::from(finding.severity.weight() * u32::from(finding.confidence.thousandths()));
        }
        for (sum, more) in self.counts.iter_mut().zip(article::family_counts(checked)) {
            sum.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
        }
        self.words += u64::from(checked.words);
        let entry = article::entry(checked, number);
        // The text of a clean document is worth showing if it is the only one, which the first may be.
        if entry.article || number == 1 {
            let with_text = !checked.findings.is_empty() || number == 1;
            self.articles.push((number - 1, article::article(checked, number, &self.rules, with_text)));
        }
        self.entries.push(entry);
        Ok(())
    }

    fn failure(&mut self, failure: &Failure, _out: &mut dyn Write) -> io::Result<()> {
        self.failures.push(failure.clone());
        Ok(())
    }

    fn consistency(&mut self, all: &[Inconsistency], _out: &mut dyn Write) -> io::Result<()> {
        self.consistency = all.to_vec();
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let rate = |weight: u64| score::per_1000(weight, self.words);
        let rates: Vec<(Family, f64)> =
            Family::ALL.iter().map(|f| (*f, rate(self.weights[*f as usize]))).collect();
        let total = rate(self.weights.iter().sum());
        let several = self.entries.len() > 1;
        self.articles.retain(|(index, _)| !several || self.entries[*index].article);
        self.articles.sort_by_key(|(index, _)| overview::worst_first(&self.entries[*index]));
        writeln!(out, "{}", head(&self.entries).into_string())?;
        writeln!(out, "<body>\n<a class=\"skip\" href=\"#main\">Skip to the documents</a>")?;
        writeln!(out, "{}", overview::masthead(summary, &self.entries).into_string())?;
        writeln!(out, "{}\n<main id=\"main\">", overview::tools(summary, &self.rules).into_string())?;
        let contents =
            overview::contents(&self.entries, &self.failures, &self.counts, &rates, total, self.words);
        writeln!(out, "{}", contents.into_string())?;
        for (_, article) in &self.articles {
            out.write_all(article.as_bytes())?;
        }
        if !self.consistency.is_empty() {
            writeln!(out, "{}", overview::consistency(&self.consistency).into_string())?;
        }
        writeln!(out, "</main>\n{}", overview::appendix(&self.rules).into_string())?;
        writeln!(out, "{}", overview::dialogs().into_string())?;
        writeln!(out, "<script>{SCRIPT}</script>\n</body>\n</html>")
    }
}

fn head(entries: &[Entry]) -> Markup {
    let hash = |text: &str| base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    );
    html! {
        (DOCTYPE)
        (PreEscaped("<html lang=\"en\">\n"))
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(policy);
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="referrer" content="no-referrer";
            meta name="color-scheme" content="light dark";
            title { "Corrigenda: " @match entries {
                [only] => (only.name),
                _ => (visible::counted(entries.len() as u64, "document", "documents")),
            } }
            style { (PreEscaped(STYLE)) }
        }
    }
}
