//! What can be wrong with a text: the facts about a rule that help, docs, SARIF and reports are printed from.

use serde::Serialize;

/// One kind of fault. Its name is file stem, corpus file, config key, doc anchor, SARIF id and suppression word.
#[derive(Debug)]
pub struct Rule {
    /// Kebab-case; names the fault, never the remedy, so that "allow doubled-word" reads as English.
    pub name: &'static str,
    /// The family it is selected and counted with.
    pub family: Family,
    /// One line for `corrigenda rules`, without a full stop.
    pub summary: &'static str,
    /// A paragraph or two for `corrigenda explain`: what it is, who produces it, why it matters, what is spared.
    pub explain: &'static str,
    /// How bad it is unless the configuration says otherwise.
    pub severity: Severity,
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Rule {}

/// Close kin among the rules; usable wherever a rule name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Family {
    /// Spacing, quotes, brackets, stops.
    Punctuation,
    /// Words run together, split, doubled, misread.
    Words,
    /// Characters that came through the wrong decoder.
    Encoding,
    /// What scraping and layout leave behind.
    Residue,
    /// The same thing said twice.
    Repetition,
    /// What a trip through another language does.
    Translation,
}

impl Family {
    /// All families in the order reports list them.
    pub const ALL: [Self; 6] =
        [Self::Punctuation, Self::Words, Self::Encoding, Self::Residue, Self::Repetition, Self::Translation];

    /// The name as written in configuration and reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Punctuation => "punctuation",
            Self::Words => "words",
            Self::Encoding => "encoding",
            Self::Residue => "residue",
            Self::Repetition => "repetition",
            Self::Translation => "translation",
        }
    }
}

/// How bad a fault is, on the usual translation-quality scale (MQM: Lommel, Uszkoreit and Burchardt 2014).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing, counts nothing.
    Neutral,
    /// A reader stumbles.
    Minor,
    /// A reader is misled or must read twice.
    Major,
    /// The text says something else than was meant.
    Critical,
}

impl Severity {
    /// All severities, mildest first.
    pub const ALL: [Self; 4] = [Self::Neutral, Self::Minor, Self::Major, Self::Critical];

    /// The name as written in configuration and reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Minor => "minor",
            Self::Major => "major",
            Self::Critical => "critical",
        }
    }

    /// MQM penalty of one certain finding in the count per 1000 words: 0, 1, 5 or 25.
    #[must_use]
    pub const fn weight(self) -> u32 {
        match self {
            Self::Neutral => 0,
            Self::Minor => 1,
            Self::Major => 5,
            Self::Critical => 25,
        }
    }

    /// Points of one certain finding on the sentence scale 0 to 1000: 0, 100, 300 or 600.
    #[must_use]
    pub const fn points(self) -> u32 {
        match self {
            Self::Neutral => 0,
            Self::Minor => 100,
            Self::Major => 300,
            Self::Critical => 600,
        }
    }
}
