//! Sequences of UTF-8 that were read one byte at a time: `â€™` for `’`.
//!
//! A sequence is believed by what it would be if it were meant: `Ã©` is a capital letter and a copyright sign, which nobody
//! writes, but `É”` ends a quotation in capitals. The care is in [`weigh`], alternative by alternative.

use super::readings::{Cell, Reading, cell, western_control};

/// What a sequence decodes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// Quotation marks, dashes, ellipsis, euro, trade mark, arrows, bullets.
    Typography,
    /// Letters and signs of the Latin languages of Europe.
    Latin,
    /// A control character, which is a byte of windows-1252 that was encoded as if it were Latin-1.
    Control,
    /// Letters of Vietnamese and Yoruba.
    LatinAdditional,
    Combining,
    Greek,
    Cyrillic,
    /// Hebrew and Arabic.
    RightToLeft,
    /// Scripts further off, by a number each.
    Distant(u8),
    Emoji,
    /// Ligatures, byte order mark, replacement character, emoji selector: never a chance.
    Special,
}

const fn sort(c: char) -> Option<Sort> {
    Some(match c {
        '\u{80}'..='\u{9F}' => Sort::Control,
        '\u{A0}'..='\u{17F}'
        | '\u{192}'
        | '\u{218}'..='\u{21B}'
        | '\u{2BB}'..='\u{2BD}'
        | '\u{2C6}'
        | '\u{2C7}'
        | '\u{2D8}'..='\u{2DC}' => Sort::Latin,
        '\u{300}'..='\u{36F}' => Sort::Combining,
        '\u{386}'..='\u{3CE}' => Sort::Greek,
        '\u{400}'..='\u{45F}' | '\u{490}'..='\u{491}' => Sort::Cyrillic,
        '\u{5D0}'..='\u{5EA}' | '\u{60C}'..='\u{6D5}' => Sort::RightToLeft,
        '\u{900}'..='\u{DFF}' => Sort::Distant((c as u32 >> 7) as u8),
        '\u{E00}'..='\u{E7F}' => Sort::Distant(1),
        '\u{10A0}'..='\u{10FF}' => Sort::Distant(2),
        '\u{1200}'..='\u{137F}' => Sort::Distant(3),
        '\u{3000}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}' | '\u{FF00}'..='\u{FF9F}' => Sort::Distant(4),
        '\u{AC00}'..='\u{D7A3}' => Sort::Distant(5),
        '\u{1E00}'..='\u{1EFF}' => Sort::LatinAdditional,
        '\u{2009}'..='\u{200F}'
        | '\u{2010}'..='\u{2027}'
        | '\u{202A}'..='\u{2030}'
        | '\u{2032}'
        | '\u{2033}'
        | '\u{2039}'
        | '\u{203A}'
        | '\u{2044}'
        | '\u{2060}' => Sort::Typography,
        '\u{20A0}'..='\u{20BF}'
        | '\u{2116}'
        | '\u{2122}'
        | '\u{2190}'..='\u{2193}'
        | '\u{2212}'
        | '\u{221A}'
        | '\u{221E}'
        | '\u{2248}'
        | '\u{2260}'
        | '\u{2264}'
        | '\u{2265}' => Sort::Typography,
        '\u{25A0}'..='\u{25CF}' | '\u{2605}' | '\u{2606}' | '\u{2713}' | '\u{2714}' | '\u{2764}' => {
            Sort::Typography
        }
        '\u{FB00}'..='\u{FB06}' | '\u{FEFF}' | '\u{FFFD}' | '\u{FE0F}' => Sort::Special,
        '\u{1F1E6}'..='\u{1FAFF}' => Sort::Emoji,
        _ => return None,
    })
}

/// How far one sequence is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Weight {
    /// Somebody might have written this.
    No,
    /// Believed when as many of its kind stand side by side, or beside one that nobody writes.
    Run(u8),
    /// Nobody writes this.
    Strong,
}

#[derive(Debug, Clone, Copy)]
struct Sequence {
    at: usize,
    len: usize,
    decoded: char,
    sort: Sort,
    weight: Weight,
}

/// A word with its sequences decoded.
#[derive(Debug, Clone)]
pub(super) struct Decoded {
    pub(super) chars: Vec<char>,
    pub(super) reading: Reading,
}

/// Decodes the sequences of `chars` in the reading that explains most of them; `None` where no sequence is believed.
///
/// `proven` is a reading that the text around is known to have gone through: then what somebody might have written is believed
/// too.
pub(super) fn decode(chars: &[char], proven: Option<Reading>) -> Option<Decoded> {
    let cells: Vec<Cell> = chars.iter().map(|&c| cell(c)).collect();
    let candidates = cells.windows(2).fold(0, |all, pair| match pair {
        [lead, next] => all | lead.joins(next),
        _ => all,
    });
    if candidates == 0 {
        return None;
    }
    let mut best: Option<(i64, Decoded)> = None;
    for reading in Reading::ALL {
        if candidates & reading.bit() == 0 {
            continue;
        }
        let sequences = believed(chars, &cells, reading, proven == Some(reading));
        let explained: usize = sequences.iter().map(|s| s.len).sum();
        if explained == 0 {
            continue;
        }
        let decoded = replace(chars, &sequences);
        let score = 100 * explained as i64 - oddity(&decoded);
        if best.as_ref().is_none_or(|(other, _)| score > *other) {
            best = Some((score, Decoded { chars: decoded, reading }));
        }
    }
    best.map(|(_, decoded)| decoded)
}

/// Of two decodings of as many characters, the one with the more usual letters is right: small rather than capital inside
/// a word, and the accents that are frequent in Europe.
fn oddity(chars: &[char]) -> i64 {
    const USUAL: &str = "’“”–—…éèàáíóúñçãõêâôîûüöäßışğłąęśżćšžčř£°«»€•‘";
    let of = |at: usize, c: char| {
        if c.is_ascii() || USUAL.contains(c) || c > '\u{24F}' {
            return 0;
        }
        let inside = at.checked_sub(1).and_then(|i| chars.get(i)).is_some_and(|b| b.is_alphabetic())
            && chars.get(at + 1).is_some_and(|a| a.is_lowercase());
        if c.is_uppercase() { 2 + 2 * i64::from(inside) } else { 1 }
    };
    chars.iter().enumerate().map(|(at, &c)| of(at, c)).sum()
}

fn replace(chars: &[char], sequences: &[Sequence]) -> Vec<char> {
    let mut out = Vec::with_capacity(chars.len());
    let mut at = 0;
    for sequence in sequences {
        out.extend_from_slice(chars.get(at..sequence.at).unwrap_or_default());
        out.push(western_control(sequence.decoded).unwrap_or(sequence.decoded));
        at = sequence.at + sequence.len;
    }
    out.extend_from_slice(chars.get(at..).unwrap_or_default());
    out
}

fn believed(chars: &[char], cells: &[Cell], reading: Reading, proven: bool) -> Vec<Sequence> {
    let mut all = sequences(chars, cells, reading);
    let proven = proven || all.iter().any(|s| s.weight == Weight::Strong);
    let mut start = 0;
    while start < all.len() {
        // A run: sequences of one sort side by side.
        let mut end = start + 1;
        while let (Some(last), Some(next)) = (all.get(end - 1), all.get(end)) {
            if last.at + last.len != next.at || last.sort != next.sort {
                break;
            }
            end += 1;
        }
        let run = end - start;
        for sequence in all.get_mut(start..end).unwrap_or_default() {
            if let Weight::Run(least) = sequence.weight {
                sequence.weight =
                    if proven || run >= usize::from(least) { Weight::Strong } else { Weight::No };
            }
        }
        start = end;
    }
    all.retain(|sequence| sequence.weight == Weight::Strong);
    all
}

fn sequences(chars: &[char], cells: &[Cell], reading: Reading) -> Vec<Sequence> {
    let byte = |at: usize| cells.get(at).and_then(|cell| cell.byte(reading));
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let len = match byte(at) {
            Some(0xC2..=0xDF) => 2,
            Some(0xE0..=0xEF) => 3,
            Some(0xF0..=0xF4) => 4,
            _ => 1,
        };
        let bytes: Vec<u8> = (at..at + len).map_while(byte).collect();
        let decoded = if len > 1 && bytes.len() == len {
            std::str::from_utf8(&bytes).ok().and_then(|s| s.chars().next())
        } else {
            None
        };
        match decoded.and_then(|c| Some((c, sort(c)?))) {
            Some((decoded, sort)) => {
                let place = Place {
                    shown: chars.get(at..at + len).unwrap_or_default(),
                    before: at.checked_sub(1).and_then(|i| chars.get(i)).copied(),
                    after: chars.get(at + len).copied(),
                };
                found.push(Sequence {
                    at,
                    len,
                    decoded,
                    sort,
                    weight: weigh(reading, decoded, sort, &place),
                });
                at += len;
            }
            None => at += 1,
        }
    }
    found
}

/// A sequence as shown, and its neighbours in the word.
struct Place<'a> {
    shown: &'a [char],
    before: Option<char>,
    after: Option<char>,
}

impl Place<'_> {
    fn lead(&self) -> char {
        self.shown.first().copied().unwrap_or(' ')
    }

    fn second(&self) -> char {
        self.shown.get(1).copied().unwrap_or(' ')
    }

    fn last(&self) -> char {
        self.shown.last().copied().unwrap_or(' ')
    }

    fn has_control(&self) -> bool {
        self.shown.iter().any(|c| ('\u{80}'..='\u{9F}').contains(c))
    }

    fn goes_on(&self) -> bool {
        self.after.is_some_and(char::is_alphanumeric)
    }

    fn touches_ascii_letter(&self) -> bool {
        self.before.is_some_and(|c| c.is_ascii_alphabetic())
            || self.after.is_some_and(|c| c.is_ascii_alphabetic())
    }

    /// A capital that ends a word in capitals, or a letter quoted alone, and the mark after it: `CAFÉ”`, `“Ä”`.
    fn may_close(&self) -> bool {
        let mark = matches!(
            self.last(),
            '”' | '’'
                | '»'
                | '›'
                | '…'
                | '–'
                | '—'
                | '“'
                | '‘'
                | '™'
                | '®'
                | '°'
                | '•'
                | '\u{A0}'
                | '·'
        );
        // Â» and Ð’ alone are no letter that anybody quotes.
        let lone = self.before.is_none() && matches!(self.lead(), 'Â' | 'Ð' | 'Ñ' | 'Ā');
        mark && !lone
            && !self.goes_on()
            && self.before.is_none_or(|c| c.is_uppercase() || !c.is_alphanumeric())
    }
}

/// Believed beside others only.
const BESIDE: Weight = Weight::Run(u8::MAX);

fn strong_if(condition: bool) -> Weight {
    if condition { Weight::Strong } else { Weight::No }
}

fn strong_unless(condition: bool) -> Weight {
    if condition { BESIDE } else { Weight::Strong }
}

fn weigh(reading: Reading, decoded: char, sort: Sort, place: &Place<'_>) -> Weight {
    match reading {
        Reading::Western | Reading::Turkish | Reading::Latin9 => western(sort, place),
        Reading::Central | Reading::Latin2 | Reading::Baltic => central(sort, place),
        Reading::Greek => match sort {
            Sort::Typography => strong_if(matches!(place.second(), '€' | '\u{80}')),
            // Γ© beside Latin letters: no word mixes the two.
            Sort::Latin => strong_unless(!place.touches_ascii_letter()),
            _ => Weight::No,
        },
        Reading::Cyrillic => cyrillic(decoded, sort, place),
        Reading::Mac => mac(sort, place),
        Reading::Dos437 | Reading::Dos850 => match sort {
            // ΓÇÖ and ÔÇÖ: nobody writes a capital C with cedilla there.
            Sort::Typography => strong_if(place.second() == 'Ç' || place.touches_ascii_letter()),
            Sort::Latin => box_and_letter(place),
            Sort::Cyrillic => Weight::Run(3),
            _ => Weight::No,
        },
        Reading::Dos866 => match sort {
            // тАЩ: a capital inside a word.
            Sort::Typography => strong_if(place.second() == 'А'),
            Sort::Latin => box_and_letter(place),
            Sort::Cyrillic => strong_if(matches!(place.lead(), '╨' | '╤')),
            _ => Weight::No,
        },
        Reading::MacCyrillic => match sort {
            // вАЩ
            Sort::Typography => strong_if(place.second() == 'А' && !place.last().is_lowercase()),
            Sort::Latin => strong_if(place.lead() == '√' && place.touches_ascii_letter()),
            _ => Weight::No,
        },
        Reading::Koi8 => match sort {
            Sort::Typography => strong_if(place.second() == '─'),
            _ => Weight::No,
        },
    }
}

/// ├⌐ beside letters; box drawings stand beside boxes and spaces.
fn box_and_letter(place: &Place<'_>) -> Weight {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_box(c));
    match place.lead() {
        '├' | '┬' if !is_box(place.second()) => Weight::Strong,
        '├' | '┬' | '─' | '┼' => strong_if(letter(place.before) || letter(place.after)),
        _ => Weight::No,
    }
}

fn is_box(c: char) -> bool {
    ('\u{2500}'..='\u{259F}').contains(&c)
}

fn western(sort: Sort, place: &Place<'_>) -> Weight {
    match sort {
        Sort::Special | Sort::Emoji => Weight::Strong,
        // Behind these leads a control character stands only by such an accident.
        Sort::Typography | Sort::Latin | Sort::Control | Sort::LatinAdditional if place.has_control() => {
            Weight::Strong
        }
        // â€™ is a letter and a currency sign; the others must not be a letter and closing marks: hotărâ”….
        Sort::Typography if place.second() == '€' => Weight::Strong,
        Sort::Typography => strong_unless(place.may_close() || matches!(place.second(), '”' | '“' | '’')),
        // The a grave of "à la" keeps its no-break space and stands alone.
        Sort::Latin if place.shown == ['Ã', '\u{A0}'] => {
            strong_unless(place.before.is_some_and(char::is_uppercase))
        }
        Sort::Latin | Sort::Control => strong_unless(place.may_close()),
        // á»… and á»” could be a word before a closing guillemet and more marks.
        Sort::LatinAdditional => strong_unless(
            place.second() == '»'
                && matches!(place.last(), '…' | '”' | '’' | '–' | '—' | '“')
                && !place.goes_on(),
        ),
        Sort::Combining => strong_unless(!place.before.is_some_and(|c| c.is_ascii_lowercase())),
        Sort::Greek | Sort::Cyrillic if matches!(place.lead(), 'Î' | 'Ð' | 'Ğ' | 'Ñ') => {
            strong_unless(place.may_close())
        }
        Sort::Greek => {
            if place.may_close() || place.before.is_some_and(char::is_uppercase) {
                Weight::Run(2)
            } else {
                Weight::Strong
            }
        }
        Sort::Cyrillic | Sort::RightToLeft | Sort::Distant(_) => Weight::Run(2),
    }
}

fn central(sort: Sort, place: &Place<'_>) -> Weight {
    match sort {
        // Continuation bytes are letters here (ł ą ş ż), but no language has the capital and the letter behind it both,
        // but for Turkish Âş, Romanian Ăş and Estonian Äš.
        Sort::Latin
            if matches!(
                (place.lead(), place.second()),
                ('Â' | 'Ă', 'ş' | 'Ş') | ('Ä', 'š' | 'ž' | 'Š' | 'Ž')
            ) && !place.before.is_some_and(char::is_lowercase) =>
        {
            Weight::Run(2)
        }
        Sort::Latin | Sort::Control | Sort::Typography | Sort::Special => western(sort, place),
        Sort::Emoji => strong_if(place.has_control() || place.second() == 'ź'),
        Sort::Cyrillic | Sort::Greek => Weight::Run(3),
        _ => Weight::No,
    }
}

fn cyrillic(decoded: char, sort: Sort, place: &Place<'_>) -> Weight {
    match sort {
        // вЂ™: only Serbian has Ђ, and not after в.
        Sort::Typography => strong_if(place.second() == 'Ђ' || matches!(decoded, '€' | '™' | '№' | '−')),
        // В before a no-break space is a Russian word; В° after a digit is a degree sign.
        Sort::Latin if place.lead() == 'В' => {
            let ascii = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            let proper = ascii(place.before) && (place.second() != '\u{A0}' || ascii(place.after));
            strong_unless(!(proper || place.second() == 'Ј' && ascii(place.after)))
        }
        Sort::Latin => strong_unless(!place.touches_ascii_letter()),
        // Рё is half a Ukrainian word; РёСЃ, capital and small in turn, is nothing.
        Sort::Cyrillic => Weight::Run(2),
        Sort::Special => Weight::Strong,
        Sort::Emoji => strong_if(place.second() == 'џ'),
        _ => Weight::No,
    }
}

fn mac(sort: Sort, place: &Place<'_>) -> Weight {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    match sort {
        // ‚Äô: a low quotation mark and two letters that begin no word.
        Sort::Typography => strong_if(place.lead() == '‚'),
        Sort::Latin => match (place.lead(), place.second()) {
            // √π and √∞ are formulas unless a word goes on around them.
            ('√', 'π' | 'µ' | '∂' | '∑' | '∏' | '∞' | 'Ω' | '∫' | '±' | '≤' | '≥' | '≠') => {
                strong_if(place.before.is_some_and(char::is_lowercase))
            }
            ('√', _) => Weight::Strong,
            ('ƒ' | '≈', _) => strong_unless(!(letter(place.before) || letter(place.after))),
            // ¬ before a letter negates it; before a sign it is half of one.
            ('¬', second) => strong_if(!second.is_alphabetic()),
            _ => Weight::No,
        },
        // ÔøΩ, Ôªø
        Sort::Special => strong_if(place.lead() == 'Ô'),
        Sort::Emoji => Weight::Strong,
        Sort::Cyrillic => Weight::Run(3),
        _ => Weight::No,
    }
}
