//! What a detector says: where, how sure, why, and what it probably was.

use std::borrow::Cow;

use serde::Serialize;

use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::suppress::Habit;

/// How sure, in thousandths: of 1000 findings with confidence 985, about 985 are true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Confidence(u16);

impl Confidence {
    /// `thousandths` is cut to 0..=1000.
    #[must_use]
    pub const fn new(thousandths: u16) -> Self {
        Self(if thousandths > 1000 { 1000 } else { thousandths })
    }

    /// 0 to 1000.
    #[must_use]
    pub const fn thousandths(self) -> u16 {
        self.0
    }

    /// The tier this confidence falls into.
    #[must_use]
    pub const fn tier(self) -> Tier {
        match self.0 {
            950.. => Tier::Sure,
            700.. => Tier::Likely,
            _ => Tier::Possible,
        }
    }
}

/// How sure in three words. Ordered: `Possible < Likely < Sure`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tier {
    /// Whatever helps a proofreader; below 700 thousandths.
    Possible,
    /// More often right than not; at least 700 thousandths.
    Likely,
    /// An editor who sees it agrees; at least 950 thousandths.
    Sure,
}

impl Tier {
    /// Surest first, as reports list them.
    pub const ALL: [Self; 3] = [Self::Sure, Self::Likely, Self::Possible];

    /// The name as written in configuration and reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sure => "sure",
            Self::Likely => "likely",
            Self::Possible => "possible",
        }
    }
}

/// How safe a suggestion is to apply without asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Applicability {
    /// One possible repair, reversible, no meaning at stake: `corrigenda fix` applies it.
    Safe,
    /// A person should look: `--ask-too` applies the best one of a sure finding.
    Ask,
    /// For reading only; it may not fit the place as it stands.
    ShowOnly,
}

impl Applicability {
    /// The name as written in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Ask => "ask",
            Self::ShowOnly => "show-only",
        }
    }
}

/// A replacement of `span` by `text`. Spans are of the document's plain text until the report maps them to the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What is replaced; usually the span of the finding.
    pub span: Span,
    /// What stands there instead; empty to delete.
    pub text: String,
    /// How safe it is to apply.
    pub applicability: Applicability,
}

/// One fault found in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What kind of fault.
    pub rule: &'static Rule,
    /// Where, in bytes of the document's plain text: the fault with the words that touch it.
    pub span: Span,
    /// What is wrong, in a few words an editor understands, without a full stop.
    pub message: Cow<'static, str>,
    /// How bad: the rule's severity, unless the configuration says otherwise.
    pub severity: Severity,
    /// How sure.
    pub confidence: Confidence,
    /// Best first.
    pub suggestions: Vec<Suggestion>,
    /// Why we think so, in words.
    pub evidence: Vec<Cow<'static, str>>,
    /// The custom of the document that would make this no fault at all; see [`Habit`].
    pub habit: Option<&'static Habit>,
    /// What within the span it is about, where that is not all of it: the words of a quotation that differ from another.
    pub marks: Vec<Span>,
    /// What it is about in the text that this one was translated from: bytes of its plain text.
    pub origin: Option<Span>,
    /// Whether it reads its whole span anew, so that what others find inside it is settled with it.
    pub settles: bool,
}

/// Bytes of a mark or two that are taken out of a word; what is longer is said to be deleted.
const MARKS: u32 = 8;

impl Finding {
    /// A finding without suggestions, evidence or habit.
    ///
    /// `confidence` is in thousandths.
    #[must_use]
    pub fn new(
        rule: &'static Rule,
        span: Span,
        confidence: u16,
        message: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self {
            rule,
            span,
            message: message.into(),
            severity: rule.severity,
            confidence: Confidence::new(confidence),
            suggestions: Vec::new(),
            evidence: Vec::new(),
            habit: None,
            marks: Vec::new(),
            origin: None,
            settles: false,
        }
    }

    /// Adds a replacement of the whole span, after those already there.
    #[must_use]
    pub fn suggest(mut self, text: impl Into<String>, applicability: Applicability) -> Self {
        self.suggestions.push(Suggestion { span: self.span, text: text.into(), applicability });
        self
    }

    /// What the span of the finding reads once one of its suggestions is made in `text`; empty for a word or
    /// more that is deleted.
    #[must_use]
    pub fn reading<'s>(&self, suggestion: &'s Suggestion, text: &str) -> Cow<'s, str> {
        let (all, own) = (self.span, suggestion.span);
        let deletes = suggestion.text.is_empty() && own.len() > MARKS;
        if all == own || !all.contains(own) || deletes {
            return Cow::Borrowed(&suggestion.text);
        }
        let part = |start: u32, end: u32| text.get(start as usize..end as usize).unwrap_or_default();
        Cow::Owned([part(all.start, own.start), &suggestion.text, part(own.end, all.end)].concat())
    }

    /// Adds a reason.
    #[must_use]
    pub fn because(mut self, evidence: impl Into<Cow<'static, str>>) -> Self {
        self.evidence.push(evidence.into());
        self
    }

    /// Marks places within the span, in order.
    #[must_use]
    pub fn marking(mut self, marks: Vec<Span>) -> Self {
        self.marks = marks;
        self
    }

    /// Points to the place in the source of a translation.
    #[must_use]
    pub const fn from_source(mut self, span: Span) -> Self {
        self.origin = Some(span);
        self
    }

    /// Names the custom that would excuse it.
    #[must_use]
    pub fn unless_habit(mut self, habit: &'static Habit) -> Self {
        self.habit = Some(habit);
        self
    }
}
