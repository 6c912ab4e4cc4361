//! Patterns that match at the start of a text or not at all.
//!
//! A pattern that may match anywhere is compiled twice, the second time to be read backwards, and with what it takes to find its
//! parts. These are asked where a match ends, and most of them once or twice in a text: to compile them costs more than to ask.

use std::sync::{Mutex, PoisonError};

use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::nfa::thompson::{self, WhichCaptures};
use regex_automata::util::syntax;
use regex_automata::{Anchored as At, Input};

/// A compiled pattern.
pub(super) struct Anchored {
    dfa: DFA,
    /// What searches have found out about the pattern: one for each thread that asks at a time.
    caches: Mutex<Vec<Cache>>,
}

impl Anchored {
    /// The pattern with letters of either case; `None` if it is none.
    pub(super) fn in_any_case(pattern: &str) -> Option<Self> {
        let dfa = DFA::builder()
            .syntax(syntax::Config::new().case_insensitive(true).utf8(false))
            .thompson(thompson::Config::new().utf8(false).which_captures(WhichCaptures::None))
            .build(pattern)
            .ok()?;
        Some(Self { dfa, caches: Mutex::default() })
    }

    /// Where the match at the start of a text ends; a bound of so many bytes may end it inside a character, which is then left out.
    pub(super) fn end(&self, text: &str) -> Option<usize> {
        let caches = || self.caches.lock().unwrap_or_else(PoisonError::into_inner);
        let known = caches().pop();
        let mut cache = known.unwrap_or_else(|| self.dfa.create_cache());
        let found = self.dfa.try_search_fwd(&mut cache, &Input::new(text).anchored(At::Yes));
        caches().push(cache);
        Some(text.floor_char_boundary(found.ok()??.offset()))
    }
}
