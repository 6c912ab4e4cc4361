//! TMX 1.4b, the exchange format of translation memories: `<tu>` with a `<tuv>` for each language. The source is the variant in the
//! language that the unit or the header names (`srclang`), or else the first; the draft is the first other one.

use super::xml::{Inline, Step, attribute, local, walk};
use super::{Ended, Piece, Sides};

/// A language variant of a unit.
struct Variant {
    lang: String,
    pieces: Vec<Piece>,
}

pub(super) fn read(raw: &str, sides: &mut Sides<'_>) -> Ended {
    let mut srclang = String::new();
    let mut own_srclang: Option<String> = None;
    let mut variants: Vec<Variant> = Vec::new();
    let mut segment: Option<Inline> = None;
    let mut seen_root = false;
    let ended = walk(raw, |step, range| {
        if let Some(inline) = &mut segment {
            if matches!(&step, Step::End(name) if name == "seg") {
                if let Some(variant) = variants.last_mut() {
                    variant.pieces = std::mem::take(&mut inline.pieces);
                }
                segment = None;
            } else {
                inline.step(&step, range);
            }
            return;
        }
        match step {
            Step::Start(tag, empty) => match local(tag.name().as_ref()).as_str() {
                "tmx" => seen_root = true,
                "header" => srclang = attribute(&tag, "srclang").unwrap_or_default(),
                "tu" => {
                    own_srclang = attribute(&tag, "srclang");
                    variants.clear();
                }
                "tuv" => {
                    variants.push(Variant {
                        lang: attribute(&tag, "lang").unwrap_or_default(),
                        pieces: Vec::new(),
                    });
                }
                "seg" if !empty => segment = Some(Inline::default()),
                _ => {}
            },
            Step::End(name) if name == "tu" => {
                unit(&variants, own_srclang.as_deref().unwrap_or(&srclang), sides)
            }
            Step::Comment(comment) => sides.target.comment(range, &comment),
            _ => {}
        }
    });
    if ended.is_ok() && !seen_root {
        return Err((0, "no element `tmx`: not a TMX file".to_owned()));
    }
    ended
}

fn unit(variants: &[Variant], srclang: &str, sides: &mut Sides<'_>) {
    let base = |code: &str| code.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let wanted = base(srclang);
    let source = variants.iter().position(|v| base(&v.lang) == wanted).unwrap_or(0);
    let target = variants.iter().enumerate().find(|(index, _)| *index != source).map(|(_, v)| v);
    if let (Some(source), Some(target)) = (variants.get(source), target) {
        let code = |lang: &str| Some(lang.to_owned()).filter(|lang| !lang.is_empty());
        sides.langs(code(&source.lang).as_deref(), code(&target.lang).as_deref());
        sides.pair(&source.pieces, &target.pieces);
    }
}
