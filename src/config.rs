//! `corrigenda.toml`: the options of the command line as keys, words of the project, severities, sections for paths.
//!
//! The file is walked key by key rather than read into a struct, so that each mistake is told with its line and, where a
//! name is not known, with the nearest one that is.

use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::bitext::Glossary;
use crate::cli::settings::{self, Color, FailOn, InputFormat, Language, Reporting, Selection};
use crate::error::Error;
use crate::lang::Lang;
use crate::lexicon::UserWords;
use crate::permit::Permit;
use crate::residue::{HouseName, HouseNames};
use crate::rule::{Family, Severity};

/// Name of the file looked for.
pub(crate) const FILE: &str = "corrigenda.toml";

/// A configuration file.
#[derive(Debug, Default)]
pub(crate) struct Config {
    /// The file.
    pub path: PathBuf,
    /// Options of checking.
    pub selection: Selection,
    /// Options of reporting.
    pub reporting: Reporting,
    /// Words that are right.
    pub words: UserWords,
    /// Names and what they must not be called.
    pub names: HouseNames,
    /// Folders of Hunspell dictionaries.
    pub dictionaries: Vec<PathBuf>,
    /// Severities, families before rules so that the rule counts.
    pub severities: Vec<(String, Severity)>,
    /// Sections for paths, in order of the file: a later one counts more.
    pub sections: Vec<Section>,
    /// Terms and their renderings.
    pub glossary: Glossary,
}

/// A `[[path]]` section.
#[derive(Debug)]
pub(crate) struct Section {
    globs: GlobSet,
    /// Options of checking in these files.
    pub selection: Selection,
    /// Options of failing in these files.
    pub reporting: Reporting,
    /// Rules allowed in these files.
    pub permit: Option<Permit>,
}

const KEYS: [&str; 24] = [
    "format",
    "output",
    "report",
    "input",
    "lang",
    "source-lang",
    "tier",
    "fail-on",
    "max-per-1000",
    "rules",
    "allow",
    "jobs",
    "color",
    "quiet",
    "verbose",
    "progress",
    "text-field",
    "id-field",
    "words",
    "dictionaries",
    "severity",
    "names",
    "glossary",
    "path",
];
const SECTION_KEYS: [&str; 11] = [
    "glob",
    "allow",
    "reason",
    "input",
    "lang",
    "source-lang",
    "tier",
    "fail-on",
    "max-per-1000",
    "text-field",
    "id-field",
];

type Value<'a> = Spanned<DeValue<'a>>;

impl Config {
    /// Reads a configuration file.
    pub(crate) fn read(path: &Path) -> Result<Self, Error> {
        let text = std::fs::read_to_string(path).map_err(|e| Error::Config {
            path: path.to_owned(),
            message: format!("the configuration cannot be read: {e}"),
        })?;
        Self::parse(path, text.trim_start_matches('\u{FEFF}'))
    }

    /// Whether there is a configuration in this folder.
    pub(crate) fn in_folder(folder: &Path) -> Option<PathBuf> {
        Some(folder.join(FILE)).filter(|path| path.is_file())
    }

    fn parse(path: &Path, text: &str) -> Result<Self, Error> {
        let file = File { path, text };
        let table =
            DeTable::parse(text).map_err(|e| file.error(e.span().map_or(0, |s| s.start), e.message()))?;
        let mut config = Self { path: path.to_owned(), ..Self::default() };
        for (key, value) in table.get_ref() {
            let name = key.get_ref().as_ref();
            match name {
                "words" => file.words(value, &mut config.words)?,
                "dictionaries" => {
                    for (at, folder) in file.strings(value)? {
                        let folder = file.beside(folder);
                        if !folder.is_dir() {
                            return Err(file.error(at, format!("{}: no such folder", folder.display())));
                        }
                        config.dictionaries.push(folder);
                    }
                }
                "severity" => config.severities = file.severities(value)?,
                "names" => config.names = file.names(value)?,
                "glossary" => config.glossary = file.glossary(value)?,
                "path" => {
                    for section in file.array(value)? {
                        config.sections.push(file.section(section)?);
                    }
                }
                _ => {
                    if !file.option(name, value, &mut config.selection, &mut config.reporting)? {
                        return Err(file.unknown_key(key.span().start, name, &KEYS));
                    }
                }
            }
        }
        Ok(config)
    }

    /// Which sections hold for a file, by number. `file` must be absolute, like the path of the configuration.
    pub(crate) fn sections_of(&self, file: &Path) -> Vec<usize> {
        let Some(relative) = self.path.parent().and_then(|folder| file.strip_prefix(folder).ok()) else {
            return Vec::new();
        };
        (0..self.sections.len()).filter(|&i| self.sections[i].globs.is_match(relative)).collect()
    }
}

/// A file under the walk.
struct File<'a> {
    path: &'a Path,
    text: &'a str,
}

impl File<'_> {
    fn error(&self, at: usize, message: impl std::fmt::Display) -> Error {
        let line = self.text.as_bytes().iter().take(at).filter(|b| **b == b'\n').count() + 1;
        Error::Config { path: self.path.to_owned(), message: format!("line {line}: {message}") }
    }

    fn unknown_key(&self, at: usize, name: &str, known: &[&str]) -> Error {
        self.error(at, Error::unknown("key", name, known.iter().copied()))
    }

    fn wrong_type(&self, value: &Value<'_>, wanted: &str) -> Error {
        let found = value.get_ref().type_str();
        self.error(value.span().start, format!("{wanted} is needed here, not {found}"))
    }

    /// A path in the configuration is relative to its folder.
    fn beside(&self, path: &str) -> PathBuf {
        self.path.parent().unwrap_or(Path::new("")).join(path)
    }

    fn string<'v>(&self, value: &'v Value<'_>) -> Result<&'v str, Error> {
        value.get_ref().as_str().ok_or_else(|| self.wrong_type(value, "a string"))
    }

    fn boolean(&self, value: &Value<'_>) -> Result<bool, Error> {
        value.get_ref().as_bool().ok_or_else(|| self.wrong_type(value, "true or false"))
    }

    fn array<'v, 'i>(&self, value: &'v Value<'i>) -> Result<&'v [Value<'i>], Error> {
        let array = value.get_ref().as_array().ok_or_else(|| self.wrong_type(value, "an array"))?;
        Ok(array)
    }

    fn table<'v, 'i>(&self, value: &'v Value<'i>) -> Result<&'v DeTable<'i>, Error> {
        value.get_ref().as_table().ok_or_else(|| self.wrong_type(value, "a table"))
    }

    /// A string, or an array of strings; with their places.
    fn strings<'v>(&self, value: &'v Value<'_>) -> Result<Vec<(usize, &'v str)>, Error> {
        let one = |value: &'v Value<'_>| Ok((value.span().start, self.string(value)?));
        match value.get_ref() {
            DeValue::Array(items) => items.iter().map(one).collect(),
            _ => Ok(vec![one(value)?]),
        }
    }

    fn parsed<T>(&self, value: &Value<'_>, parse: impl Fn(&str) -> Result<T, Error>) -> Result<T, Error> {
        parse(self.string(value)?).map_err(|e| self.error(value.span().start, e))
    }

    fn all_parsed<T>(
        &self,
        value: &Value<'_>,
        parse: impl Fn(&str) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        self.strings(value)?.into_iter().map(|(at, s)| parse(s).map_err(|e| self.error(at, e))).collect()
    }

    fn number(&self, value: &Value<'_>) -> Result<f64, Error> {
        let digits = match value.get_ref() {
            DeValue::Integer(n) if n.radix() == 10 => n.as_str(),
            DeValue::Float(n) => n.as_str(),
            _ => return Err(self.wrong_type(value, "a number")),
        };
        settings::parse_budget(digits).map_err(|e| self.error(value.span().start, e))
    }

    /// Sets an option of the command line; `false` where there is none of this name.
    fn option(
        &self,
        name: &str,
        value: &Value<'_>,
        selection: &mut Selection,
        reporting: &mut Reporting,
    ) -> Result<bool, Error> {
        match name {
            "format" => reporting.format = Some(self.parsed(value, settings::parse_format)?),
            "output" => reporting.output = Some(self.beside(self.string(value)?)),
            "report" => {
                let mut reports = self.all_parsed(value, settings::parse_report)?;
                reports.iter_mut().for_each(|(_, file)| *file = self.beside(&file.to_string_lossy()));
                reporting.report = Some(reports);
            }
            "fail-on" => reporting.fail_on = Some(self.parsed(value, FailOn::parse)?),
            "max-per-1000" => reporting.max_per_1000 = Some(self.number(value)?),
            "input" => selection.input = Some(self.parsed(value, InputFormat::parse)?),
            "lang" => selection.lang = Some(self.parsed(value, Language::parse)?),
            "source-lang" => selection.source_lang = Some(self.parsed(value, Lang::parse)?),
            "tier" => selection.tier = Some(self.parsed(value, settings::parse_tier)?),
            "rules" => selection.rules = Some(self.all_parsed(value, settings::parse_rule)?),
            "allow" => selection.allow = Some(self.all_parsed(value, settings::parse_rule)?),
            "jobs" => {
                let number = value.get_ref().as_integer().and_then(|n| n.as_str().parse().ok());
                let message = "a number of threads is needed here, at least 1";
                selection.jobs = Some(number.ok_or_else(|| self.error(value.span().start, message))?);
            }
            "color" => selection.color = Some(self.parsed(value, Color::parse)?),
            "quiet" => selection.quiet = Some(self.boolean(value)?),
            "verbose" => selection.verbose = Some(self.boolean(value)?),
            "progress" => selection.progress = Some(self.boolean(value)?),
            "text-field" => selection.text_field = Some(self.string(value)?.to_owned()),
            "id-field" => selection.id_field = Some(self.string(value)?.to_owned()),
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// `words = "list.txt"`, `words = ["a.txt", "b.txt"]` or a table of words with their reasons.
    fn words(&self, value: &Value<'_>, words: &mut UserWords) -> Result<(), Error> {
        let DeValue::Table(table) = value.get_ref() else {
            for (at, list) in self.strings(value)? {
                words.add_file(&self.beside(list)).map_err(|e| self.error(at, e))?;
            }
            return Ok(());
        };
        for (word, reason) in table {
            words.add(word.get_ref(), self.string(reason)?);
        }
        Ok(())
    }

    fn severities(&self, value: &Value<'_>) -> Result<Vec<(String, Severity)>, Error> {
        let mut severities = Vec::new();
        for (rule, severity) in self.table(value)? {
            let rule = settings::parse_rule(rule.get_ref()).map_err(|e| self.error(rule.span().start, e))?;
            severities.push((rule, self.parsed(severity, settings::parse_severity)?));
        }
        severities.sort_by_key(|(name, _)| !Family::ALL.iter().any(|family| family.name() == name));
        Ok(severities)
    }

    /// The glossary of names: each name with the forms that must not stand for it, or a table of `aliases` and `lang`.
    fn names(&self, value: &Value<'_>) -> Result<HouseNames, Error> {
        let mut names = Vec::new();
        for (name, value) in self.table(value)? {
            let mut entry = HouseName { name: name.get_ref().to_string(), ..HouseName::default() };
            let owned =
                |list: Vec<(usize, &str)>| list.into_iter().map(|(_, alias)| alias.to_owned()).collect();
            match value.get_ref() {
                DeValue::Table(table) => {
                    for (key, value) in table {
                        match key.get_ref().as_ref() {
                            "aliases" => entry.aliases = owned(self.strings(value)?),
                            "lang" => entry.lang = Some(self.string(value)?.to_owned()),
                            other => {
                                return Err(self.unknown_key(key.span().start, other, &["aliases", "lang"]));
                            }
                        }
                    }
                }
                _ => entry.aliases = owned(self.strings(value)?),
            }
            names.push(entry);
        }
        Ok(HouseNames { names })
    }

    /// Terms of the source, each with its rendering or renderings.
    fn glossary(&self, value: &Value<'_>) -> Result<Glossary, Error> {
        let mut glossary = Glossary::default();
        for (term, renderings) in self.table(value)? {
            let targets: Vec<&str> =
                self.strings(renderings)?.into_iter().map(|(_, target)| target).collect();
            glossary.add(term.get_ref(), &targets);
        }
        Ok(glossary)
    }

    fn section(&self, value: &Value<'_>) -> Result<Section, Error> {
        let mut globs = GlobSetBuilder::new();
        let (mut selection, mut reporting) = (Selection::default(), Reporting::default());
        let (mut allow, mut reason, mut patterns) = (Vec::new(), None, Vec::new());
        for (key, value) in self.table(value)? {
            let name = key.get_ref().as_ref();
            match name {
                "glob" => patterns = self.strings(value)?,
                "allow" => allow = self.all_parsed(value, settings::parse_rule)?,
                "reason" => reason = Some(self.string(value)?.to_owned()),
                _ if SECTION_KEYS.contains(&name) => {
                    self.option(name, value, &mut selection, &mut reporting)?;
                }
                _ => return Err(self.unknown_key(key.span().start, name, &SECTION_KEYS)),
            }
        }
        if patterns.is_empty() {
            let message =
                "a [[path]] section says with `glob` which files it is for, as in glob = \"archive/**\"";
            return Err(self.error(value.span().start, message));
        }
        for (at, pattern) in &patterns {
            // As in .gitignore: a pattern without a slash is for a file of that name in any folder.
            let anywhere = if pattern.contains('/') { "" } else { "**/" };
            let glob = GlobBuilder::new(&format!("{anywhere}{}", pattern.trim_start_matches('/')))
                .literal_separator(true)
                .build()
                .map_err(|e| self.error(*at, format!("`{pattern}` is not a pattern: {}", e.kind())))?;
            globs.add(glob);
        }
        let globs = globs.build().map_err(|e| self.error(value.span().start, e.kind()))?;
        let permit = (!allow.is_empty()).then(|| Permit {
            names: allow,
            reason: reason.unwrap_or_else(|| {
                let patterns: Vec<&str> = patterns.iter().map(|(_, p)| *p).collect();
                format!("allowed in {} by {FILE}", patterns.join(", "))
            }),
        });
        Ok(Section { globs, selection, reporting, permit })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Tier;

    fn parse(text: &str) -> Result<Config, Error> {
        Config::parse(Path::new("/project/corrigenda.toml"), text)
    }

    #[test]
    fn patterns_without_a_slash_hold_in_any_folder() {
        let config = parse(
            "[[path]]\nglob = \"archive/**\"\n[[path]]\nglob = [\"*.md\", \"/top.txt\"]\n[[path]]\nglob = \"a/*.txt\"\n",
        )
        .expect("a configuration");
        for (file, sections) in [
            ("/project/archive/x/old.txt", vec![0]),
            ("/project/archive/old.md", vec![0, 1]),
            ("/project/top.txt", vec![1]),
            ("/project/b/top.txt", vec![]),
            ("/project/a/x.txt", vec![2]),
            ("/project/a/b/x.txt", vec![]),
            ("/elsewhere/archive/old.txt", vec![]),
        ] {
            assert_eq!(config.sections_of(Path::new(file)), sections, "{file}");
        }
    }

    #[test]
    fn the_severity_of_a_rule_stands_behind_that_of_its_family() {
        let config = parse("[severity]\nencoding = \"minor\"\nwords = \"major\"\n").expect("a configuration");
        assert_eq!(
            config.severities,
            [("encoding".into(), Severity::Minor), ("words".into(), Severity::Major)]
        );
    }

    #[test]
    fn a_section_without_a_reason_says_where_it_stands() {
        let config = parse("[[path]]\nglob = \"*.md\"\nallow = \"words\"\ntier = \"sure\"\n")
            .expect("a configuration");
        let permit = config.sections[0].permit.as_ref().expect("a permit");
        assert_eq!(permit.reason, "allowed in *.md by corrigenda.toml");
        assert_eq!(config.sections[0].selection.tier, Some(Tier::Sure));
    }

    #[test]
    fn mistakes_are_told_with_their_line() {
        for (text, told) in [
            ("\n\ntier = 1\n", "line 3: a string is needed here, not integer"),
            ("rules = [\"words\",\n  \"wrods\"]\n", "line 2: unknown rule `wrods`; did you mean `words`?"),
            ("max-per-1000 = \"x\"\n", "line 1: a number is needed here, not string"),
            ("max-per-1000 = -2\n", "line 1: `-2` is not a number of findings"),
            ("[words]\nQorvex = 3\n", "line 2: a string is needed here"),
            ("[names]\nQorvex = 3\n", "line 2: a string is needed here"),
            ("[[path]]\nglob = \"a[\"\n", "line 2: `a[` is not a pattern"),
            ("[[path]]\nglob = \"a\"\njobs = 2\n", "line 3: unknown key `jobs`"),
            ("dictionaries = \"nowhere\"\n", "line 1: /project/nowhere: no such folder"),
            ("tier = \"sure\"\ntier = \"sure\"\n", "line 2: duplicate key"),
        ] {
            let error = parse(text).expect_err(text).to_string();
            assert!(error.starts_with("/project/corrigenda.toml: ") && error.contains(told), "{error}");
        }
    }

    proptest::proptest! {
        /// Whatever stands in a configuration, the answer is an error at worst.
        #[test]
        fn no_configuration_panics(text in "(\\[\\[?path\\]\\]?|words|tier|jobs|allow| = |\"|\\n|\\[|\\]|[a-z0-9\\.\\-é{},]){0,20}") {
            let _ = parse(&text);
        }
    }
}
