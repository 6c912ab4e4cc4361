//! Contractions that lost their apostrophe: `cant`, `theyre`, `im`. Another word may be as near by its letters, but nothing is
//! lost as often.

/// What stands before `n't`.
const NEGATED: &str = " do does did is was were are has have had wo would could should ca must need ai ";
/// Heads and tails that make no other word when they are written together: `its`, `well`, `shell`, `were` are missing.
const OTHERS: [(&str, &str); 6] = [
    ("s", " he she that there what who where how here "),
    ("re", " you they "),
    ("ve", " i you they we would could should might "),
    ("ll", " you they it that there "),
    ("m", " i "),
    ("d", " you they "),
];

/// The contraction that `surface` is without its apostrophe, with `apostrophe` and in the case of `surface`.
pub fn of(surface: &str, apostrophe: char) -> Option<String> {
    let lower = surface.to_ascii_lowercase();
    let is_in = |list: &str, head: &str| !head.is_empty() && list.contains(&format!(" {head} "));
    let tail = match lower.strip_suffix("nt") {
        Some(head) if is_in(NEGATED, head) => 1,
        _ => {
            let (tail, _) = OTHERS
                .iter()
                .find(|(tail, heads)| lower.strip_suffix(tail).is_some_and(|head| is_in(heads, head)))?;
            tail.len()
        }
    };
    let (head, tail) = surface.split_at_checked(surface.len().checked_sub(tail)?)?;
    // `im` is `I’m`.
    let head = if head == "i" { "I" } else { head };
    Some(format!("{head}{apostrophe}{tail}"))
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn an_apostrophe_is_put_where_one_was_lost() {
        for (without, with) in [
            ("cant", "can’t"),
            ("Theyre", "They’re"),
            ("im", "I’m"),
            ("ive", "I’ve"),
            ("hes", "he’s"),
            ("thats", "that’s"),
        ] {
            assert_eq!(of(without, '’').as_deref(), Some(with));
        }
        for word in ["its", "well", "plant", "cents", "tell", "aunt", "nt", "m", "übernt"] {
            assert_eq!(of(word, '’'), None, "{word}");
        }
    }
}
