//! Well-known names and titles with the spellings that other languages give them.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Well-known names; the format is described in the file.
const TABLE: &str = include_str!("../../../dictionaries/en/name-variants.tsv");

/// What a name of the table names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Person,
    Place,
    Title,
}

/// One name in its usual English form; `given` holds the given names of a person, with blanks between.
pub(super) struct Entry {
    pub(super) kind: Kind,
    pub(super) name: &'static str,
    pub(super) given: &'static str,
}

/// Spelling -> its entry and whether it needs company to be believed.
type BySpelling = FxHashMap<&'static str, (usize, bool)>;

/// The names, and their foreign spellings.
pub(super) static VARIANTS: LazyLock<(Vec<Entry>, BySpelling)> = LazyLock::new(|| {
    let (mut entries, mut variants) = (Vec::new(), FxHashMap::default());
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let (Some(kind), Some(name), Some(given), Some(forms)) =
            (fields.next(), fields.next(), fields.next(), fields.next())
        else {
            continue;
        };
        let kind = match kind {
            "person" => Kind::Person,
            "place" => Kind::Place,
            _ => Kind::Title,
        };
        for form in forms.split(' ').filter(|form| !form.starts_with('=')) {
            let spelling = form.trim_start_matches('*');
            variants.entry(spelling).or_insert((entries.len(), spelling != form));
        }
        entries.push(Entry { kind, name, given });
    }
    (entries, variants)
});
