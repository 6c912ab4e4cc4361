//! What must hold of any file, whatever is in it. `tests/source.rs` and `tests/fixes.rs` ask the same of random files.

use std::sync::LazyLock;

use corrigenda::fix::{self, Mode};
use corrigenda::source::Format;
use corrigenda::{Checker, Options, Source, Span, Tier};

static CHECKER: LazyLock<Checker> = LazyLock::new(Checker::default);

/// Every character leads back to bytes of the file, in order; blocks and directives lie in the text.
pub fn read(bytes: &[u8], format: Option<Format>) -> Option<Source> {
    let source = Source::from_bytes("draft", bytes.to_vec(), format).ok()?;
    let mut before = Span::new(0, 0);
    for (at, c) in source.text.char_indices() {
        let span = Span::of(at..at + c.len_utf8());
        let (raw, here) = (source.raw_of(span), source.bytes_of(span));
        assert!(before.end <= here.start || before == here, "{span:?} leads to {here:?}, behind {before:?}");
        assert!(here.start <= here.end && here.end as usize <= bytes.len());
        assert!(source.raw.get(raw.range()).is_some());
        before = here;
    }
    let mut end = 0;
    for block in source.blocks.iter().flatten() {
        assert!(end <= block.span.start && source.text.get(block.span.range()).is_some());
        end = block.span.end;
    }
    for directive in &source.directives {
        assert!(source.text.is_char_boundary(directive.at as usize));
        assert!(source.raw.get(directive.raw.range()).is_some());
    }
    for (span, _) in &source.invalid {
        assert_eq!(source.text.get(span.range()), Some("\u{FFFD}"));
    }
    Some(source)
}

/// A check ends without an internal error, its findings lie in the text, and fixing twice is fixing once.
pub fn check(bytes: &[u8], format: Format) {
    let Some(source) = read(bytes, Some(format)) else {
        return;
    };
    let options = Options { tier: Tier::Possible, ..Options::default() };
    let checked = CHECKER.check(source, &options);
    assert_eq!(checked.error, None);
    for finding in &checked.findings {
        assert!(checked.source.text.get(finding.span.range()).is_some(), "{finding:?}");
        for suggestion in &finding.suggestions {
            assert!(checked.source.text.get(suggestion.span.range()).is_some(), "{finding:?}");
        }
    }
    let options = Options::default();
    let fix = |bytes| fix::fix(&CHECKER, "draft", bytes, Some(format), &options, Mode::AskToo);
    let once = fix(bytes.to_vec()).expect("it was read before");
    assert!(once.settled);
    let twice = fix(once.bytes).expect("a fixed text is a text");
    assert!(twice.applied.is_empty(), "{:?}", twice.applied);
}

/// Of a file of pairs the source text, too, leads back to the file, and every pair lies in both texts.
pub fn pairs(bytes: &[u8], format: Format) {
    let Some(source) = read(bytes, Some(format)) else {
        return;
    };
    let original = source.original.as_ref().expect("both sides");
    for (at, c) in original.source.text.char_indices() {
        let here = original.source.bytes_of(Span::of(at..at + c.len_utf8()));
        assert!(here.start <= here.end && here.end as usize <= bytes.len());
    }
    for segment in original.segments.iter().flatten() {
        assert!(source.text.get(segment.target.range()).is_some());
        assert!(original.source.text.get(segment.source.range()).is_some());
    }
    check(bytes, format);
}
