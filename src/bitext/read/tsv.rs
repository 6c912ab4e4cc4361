//! TSV: a pair a line, source and translation separated by a tab. A first line that names the columns (`source`, `target`, ...) may put
//! them in any order. There is no quoting, as in the corpora of machine translation.

use super::{Ended, Piece, Sides};

const SOURCE: [&str; 3] = ["source", "src", "source_text"];
const TARGET: [&str; 7] = ["target", "tgt", "trg", "translation", "mt", "target_text", "draft"];

pub(super) fn read(raw: &str, sides: &mut Sides<'_>) -> Ended {
    let (mut source, mut target) = (0, 1);
    let mut at = 0;
    let mut first = true;
    for line in raw.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let body = line.trim_end_matches(['\n', '\r']);
        let lead = usize::from(first && body.starts_with('\u{FEFF}')) * '\u{FEFF}'.len_utf8();
        let body = body.get(lead..).unwrap_or_default();
        if body.trim().is_empty() {
            continue;
        }
        if let Some(comment) = body.strip_prefix("# corrigenda:") {
            sides.target.comment(start..start + body.len(), &format!("corrigenda:{comment}"));
            continue;
        }
        if first {
            first = false;
            let column = |names: &[&str]| {
                body.split('\t').position(|cell| names.contains(&cell.trim().to_lowercase().as_str()))
            };
            if let (Some(s), Some(t)) = (column(&SOURCE), column(&TARGET)) {
                (source, target) = (s, t);
                continue;
            }
        }
        let mut cell = start + lead;
        let mut cells = Vec::new();
        for text in body.split('\t') {
            cells.push(cell..cell + text.len());
            cell += text.len() + 1;
        }
        let (Some(s), Some(t)) = (cells.get(source), cells.get(target)) else {
            return Err((
                start,
                "no tab between a source and its translation; each line is a pair".to_owned(),
            ));
        };
        sides.pair(&[Piece::copied(s.clone())], &[Piece::copied(t.clone())]);
    }
    Ok(())
}
