//! Corrigenda finds what OCR and machine translation leave behind in a text, says where and how sure it is, and what it
//! probably was.
//!
//! ```
//! use corrigenda::{Checker, Options, Source};
//!
//! let source = Source::from_text("draft.txt", "Talks opened in Doha , amid fighting.");
//! let checked = Checker::default().check(source, &Options::default());
//! let finding = &checked.findings[0];
//! assert_eq!(finding.rule.name, "space-before-punctuation");
//! assert_eq!(finding.suggestions[0].text, "Doha,");
//! ```
//!
//! The pipeline stands in [`check`]; what a text is made of, in [`document`]; what is looked for, in [`detect`].
#![deny(unsafe_code)]
#![warn(missing_docs)]

pub mod across;
pub mod bitext;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "cli")]
mod config;
pub mod corpus;
pub mod detect;
pub mod document;
#[cfg(feature = "cli")]
mod embedded;
mod encoding;
pub mod error;
pub mod eval;
mod exact;
pub mod finding;
pub mod fix;
pub mod lang;
pub mod lexicon;
mod markup;
mod merge;
pub mod model;
pub mod permit;
pub mod report;
pub mod residue;
pub mod rule;
pub mod score;
mod scrape;
pub mod source;
pub mod span;
pub mod suppress;

pub use check::{Checked, Checker, Options};
pub use document::Document;
pub use error::Error;
pub use finding::{Applicability, Confidence, Finding, Suggestion, Tier};
pub use lang::Lang;
pub use rule::{Family, Rule, Severity};
pub use source::Source;
pub use span::Span;
