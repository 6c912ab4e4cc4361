//! The writing side of `corrigenda::residue::Table`.

use std::collections::BTreeMap;

use corrigenda::model::tables::hash;

/// The bytes of a table.
pub(super) fn write(entries: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let slots = (entries.len() * 3 / 2 + 1).next_power_of_two();
    let mut places = vec![0_u32; slots];
    let mut pool = Vec::new();
    for (key, value) in entries {
        let mut slot = hash(key.as_bytes()) as usize & (slots - 1);
        while places[slot] != 0 {
            slot = (slot + 1) & (slots - 1);
        }
        places[slot] = pool.len() as u32 + 1;
        text(&mut pool, key);
        pool.extend((value.len().min(usize::from(u16::MAX)) as u16).to_le_bytes());
        pool.extend(value);
    }
    let mut out = (slots as u32).to_le_bytes().to_vec();
    out.extend(places.iter().flat_map(|p| p.to_le_bytes()));
    out.extend(pool);
    out
}

/// A string after its length.
pub(super) fn text(out: &mut Vec<u8>, text: &str) {
    let text = &text[..text.floor_char_boundary(255)];
    out.push(text.len() as u8);
    out.extend(text.as_bytes());
}
