//! XLIFF 1.2 (`trans-unit`) and 2.0 (`unit`, `segment`): `<source>` and `<target>`. Alternatives from a memory (`alt-trans`, `matches`),
//! what is not to be translated, and the white space between segments are left out.

use super::xml::{Inline, Step, attribute, local, walk};
use super::{Ended, Piece, Sides};

/// Elements whose `source` and `target` are not those of the text.
const ASIDE: [&str; 5] = ["alt-trans", "matches", "glossary", "ignorable", "notes"];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Source,
    Target,
}

pub(super) fn read(raw: &str, sides: &mut Sides<'_>) -> Ended {
    let (mut source, mut target): (Vec<Piece>, Vec<Piece>) = (Vec::new(), Vec::new());
    let mut open: Option<(Side, Inline)> = None;
    // Depth inside what is left out.
    let mut aside = 0_usize;
    let mut seen_root = false;
    let ended = walk(raw, |step, range| {
        if let Some((side, inline)) = &mut open {
            let closes = |name: &str| name == if *side == Side::Source { "source" } else { "target" };
            if matches!(&step, Step::End(name) if closes(name)) {
                let pieces = std::mem::take(&mut inline.pieces);
                if *side == Side::Source {
                    source = pieces
                } else {
                    target = pieces
                }
                open = None;
            } else {
                inline.step(&step, range);
            }
            return;
        }
        match step {
            Step::Start(tag, empty) => {
                let name = local(tag.name().as_ref());
                let kept = attribute(&tag, "translate").as_deref() == Some("no")
                    && matches!(name.as_str(), "trans-unit" | "unit" | "group" | "file");
                if aside > 0 || kept || ASIDE.contains(&name.as_str()) {
                    aside += usize::from(!empty);
                    return;
                }
                match name.as_str() {
                    "xliff" | "file" => {
                        seen_root |= name == "xliff";
                        let first = |names: [&str; 2]| names.iter().find_map(|n| attribute(&tag, n));
                        let from = first(["source-language", "srcLang"]);
                        let to = first(["target-language", "trgLang"]);
                        sides.langs(from.as_deref(), to.as_deref());
                    }
                    "trans-unit" | "segment" => (source, target) = Default::default(),
                    "source" if !empty => open = Some((Side::Source, Inline::default())),
                    "target" if !empty => open = Some((Side::Target, Inline::default())),
                    _ => {}
                }
            }
            Step::End(_) if aside > 0 => aside -= 1,
            Step::End(name) if name == "trans-unit" || name == "segment" => sides.pair(&source, &target),
            Step::Comment(comment) => sides.target.comment(range, &comment),
            _ => {}
        }
    });
    if ended.is_ok() && !seen_root {
        return Err((0, "no element `xliff`: not an XLIFF file".to_owned()));
    }
    ended
}
