//! Which choices hold for which input: flags over the sections of the nearest configuration over its keys over defaults.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::settings::{FailOn, InputFormat, Reporting, Selection, Sources};
use crate::bitext::Glossary;
use crate::check::{Checker, Options};
use crate::config::Config;
use crate::detect;
use crate::error::Error;
use crate::finding::Tier;
use crate::lexicon::{Lexicon, UserWords};
use crate::residue::HouseNames;

/// All that is decided about one input.
#[derive(Debug)]
pub(crate) struct Plan {
    /// What to look for.
    pub options: Options,
    /// How to read it.
    pub input: InputFormat,
    /// What makes the run fail.
    pub fail_on: FailOn,
    /// Weighted findings per 1000 words that are no failure yet.
    pub budget: Option<f64>,
    /// Field of a record that holds the text.
    pub text_field: String,
    /// Field of a record that holds its id.
    pub id_field: String,
}

/// The choices of a run and the configurations it has met.
#[derive(Debug)]
pub(crate) struct Session {
    selection: Selection,
    reporting: Reporting,
    words: UserWords,
    discover: bool,
    /// The configuration of `--config`, or that of the first input: it decides what concerns the run as a whole.
    first: Option<Arc<Config>>,
    /// The nearest configuration of each folder asked about.
    folders: HashMap<PathBuf, Option<Arc<Config>>>,
    /// Inputs with the same configuration and sections share a plan.
    plans: HashMap<(Option<PathBuf>, Vec<usize>), Arc<Plan>>,
}

impl Session {
    pub(crate) fn new(selection: Selection, reporting: Reporting, sources: &Sources) -> Result<Self, Error> {
        super::set_color(selection.color);
        let mut words = UserWords::default();
        for list in &sources.words {
            words.add_file(list).map_err(|error| match error {
                Error::Io { path, source } => {
                    Error::Config { path, message: format!("the word list cannot be read: {source}") }
                }
                other => other,
            })?;
        }
        let first = match &sources.config {
            Some(path) => {
                // Sections are relative to its folder, so it must be known where that is.
                let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.clone());
                Some(Arc::new(Config::read(&path)?))
            }
            None => None,
        };
        let discover = first.is_none() && !sources.no_config;
        Ok(Self {
            selection,
            reporting,
            words,
            discover,
            first,
            folders: HashMap::new(),
            plans: HashMap::new(),
        })
    }

    /// The input format that the command line asks for.
    pub(crate) fn input_flag(&self) -> Option<InputFormat> {
        self.selection.input
    }

    /// What concerns the run as a whole. Ask after [`Self::plan`] has seen the inputs.
    pub(crate) fn run(&self) -> (Selection, Reporting) {
        let (selection, reporting) = (self.selection.clone(), self.reporting.clone());
        match &self.first {
            Some(config) => (selection.over(&config.selection), reporting.over(&config.reporting)),
            None => (selection, reporting),
        }
    }

    /// The configuration that concerns the run as a whole.
    pub(crate) fn config_path(&self) -> Option<&Path> {
        self.first.as_ref().map(|config| config.path.as_path())
    }

    /// A checker with the dictionaries that the configuration names, which must be sound.
    pub(crate) fn checker(&self) -> Result<Checker, Error> {
        let lexicon = Lexicon::new(self.first.as_ref().map_or_else(Vec::new, |c| c.dictionaries.clone()));
        lexicon.verify()?;
        Ok(Checker::new(lexicon))
    }

    /// What is decided about an input: a file, or `None` for standard input.
    pub(crate) fn plan(&mut self, file: Option<&Path>) -> Result<Arc<Plan>, Error> {
        let file = file.map(absolute);
        let config = if self.discover {
            let folder = match &file {
                Some(file) => file.parent().map(Path::to_owned),
                None => std::env::current_dir().ok(),
            };
            let config = folder.map_or(Ok(None), |folder| self.nearest(&folder))?;
            if self.first.is_none() {
                self.first.clone_from(&config);
            }
            config
        } else {
            self.first.clone()
        };
        let sections = match (&config, &file) {
            (Some(config), Some(file)) => config.sections_of(file),
            _ => Vec::new(),
        };
        let key = (config.as_ref().map(|c| c.path.clone()), sections);
        if let Some(plan) = self.plans.get(&key) {
            return Ok(Arc::clone(plan));
        }
        let plan = Arc::new(self.decide(config.as_deref(), &key.1)?);
        self.plans.insert(key, Arc::clone(&plan));
        Ok(plan)
    }

    /// The nearest configuration in `folder` or above.
    fn nearest(&mut self, folder: &Path) -> Result<Option<Arc<Config>>, Error> {
        if let Some(known) = self.folders.get(folder) {
            return Ok(known.clone());
        }
        let config = match (Config::in_folder(folder), folder.parent()) {
            (Some(path), _) => Some(Arc::new(Config::read(&path)?)),
            (None, Some(above)) => self.nearest(above)?,
            (None, None) => None,
        };
        self.folders.insert(folder.to_owned(), config.clone());
        Ok(config)
    }

    fn decide(&self, config: Option<&Config>, sections: &[usize]) -> Result<Plan, Error> {
        let (mut selection, mut reporting) = (self.selection.clone(), self.reporting.clone());
        let (mut words, mut severities, mut permits) = (UserWords::default(), Vec::new(), Vec::new());
        let mut names = HouseNames::default();
        if let Some(config) = config {
            for section in sections.iter().rev().filter_map(|&i| config.sections.get(i)) {
                selection = selection.over(&section.selection);
                reporting = reporting.over(&section.reporting);
                permits.extend(section.permit.clone());
            }
            selection = selection.over(&config.selection);
            reporting = reporting.over(&config.reporting);
            words.extend(&config.words);
            names.names.extend(config.names.names.iter().cloned());
            severities.clone_from(&config.severities);
        }
        words.extend(&self.words);
        let glossary = config.map_or_else(Glossary::default, |c| c.glossary.clone());
        let options = Options {
            lang: selection.lang.and_then(|language| language.0),
            source_lang: selection.source_lang,
            tier: selection.tier.unwrap_or(Tier::Likely),
            rules: selection.rules.unwrap_or_default(),
            allow: selection.allow.unwrap_or_default(),
            severities,
            words: Arc::new(words),
            names: Arc::new(names),
            permits,
            glossary: Arc::new(glossary),
        };
        let chosen = !options.rules.is_empty() || !options.allow.is_empty();
        if chosen && !detect::rules().any(|rule| options.wants(rule)) {
            let message = "no rule is left to look for: `allow` takes away all that `rules` asks for";
            return Err(Error::Usage(message.to_owned()));
        }
        Ok(Plan {
            options,
            input: selection.input.unwrap_or(InputFormat::Auto),
            fail_on: reporting.fail_on.unwrap_or(FailOn::Tier(Tier::Sure)),
            budget: reporting.max_per_1000,
            text_field: selection.text_field.unwrap_or_else(|| "text".to_owned()),
            id_field: selection.id_field.unwrap_or_else(|| "id".to_owned()),
        })
    }
}

/// Where a file is, by its folder: a link to a file belongs to the folder that holds the link.
fn absolute(file: &Path) -> PathBuf {
    let folder = match file.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    match (std::fs::canonicalize(folder), file.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => std::path::absolute(file).unwrap_or_else(|_| file.to_owned()),
    }
}
