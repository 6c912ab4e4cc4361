//! Mojibake of which bytes were lost: `â€` for `”`, `donât`, `wasnâ??t`, `GarcÃa`.
//!
//! Five bytes have no sign in windows-1252, the no-break space becomes a plain one and the soft hyphen vanishes; programs that
//! clean a text strip control characters or put `?` in their place. What is left is no UTF-8, but still nothing that
//! anybody writes.

use super::{Hints, contraction};

/// A repair of the whole word, with how sure it is in thousandths.
#[derive(Debug, Clone)]
pub(super) struct Lost {
    pub(super) chars: Vec<char>,
    pub(super) confidence: u16,
}

/// Repairs what is left of broken sequences in one word; `None` where there is none.
///
/// `decoded` tells that sequences of the word were decoded already, `after` is the text
/// behind the word.
pub(super) fn repair(chars: &[char], hints: Hints, decoded: bool, after: &str) -> Option<Lost> {
    let mut out = Vec::with_capacity(chars.len());
    let mut confidence = 1000;
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let place = Place { chars, at, hints, decoded, after };
        match place.broken(c) {
            Some(broken) => {
                out.extend(broken.put);
                at += broken.len;
                confidence = confidence.min(broken.confidence);
            }
            None => {
                out.push(c);
                at += 1;
            }
        }
    }
    (confidence < 1000).then_some(Lost { chars: out, confidence })
}

struct Broken {
    len: usize,
    put: Option<char>,
    confidence: u16,
}

const fn broken(len: usize, put: char, confidence: u16) -> Option<Broken> {
    Some(Broken { len, put: Some(put), confidence })
}

struct Place<'a> {
    chars: &'a [char],
    at: usize,
    hints: Hints,
    decoded: bool,
    after: &'a str,
}

impl Place<'_> {
    fn get(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn before(&self) -> Option<char> {
        self.at.checked_sub(1).and_then(|i| self.chars.get(i)).copied()
    }

    fn is_letter(c: Option<char>) -> bool {
        c.is_some_and(char::is_alphabetic)
    }

    fn is_lower(c: Option<char>) -> bool {
        c.is_some_and(char::is_lowercase)
    }

    fn broken(&self, c: char) -> Option<Broken> {
        match c {
            'â' => self.quote(),
            'Ã' => self.letter(),
            'ã' => self.small_letter(),
            'Â' => self.space(),
            '?' | 'Õ' | 'í' | 'Æ' if self.hints.english => self.apostrophe(1),
            // `ï¿½`; a replacement character as it stands is a fault of its own kind.
            '\u{FFFD}' if self.hints.english && self.decoded => self.apostrophe(1),
            'Ò' | 'Ó' if self.hints.mac_quotes => self.mac_quote(c),
            'Ð' | 'Ñ' => self.cyrillic(c),
            _ => None,
        }
    }

    /// A quotation mark, an apostrophe or a dash whose last bytes are lost.
    fn quote(&self) -> Option<Broken> {
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let hole = |c: Option<char>| matches!(c, Some('?' | '\u{FFFD}'));
        if matches!(self.get(1), Some('€' | '\u{80}')) {
            let (len, next) = if hole(self.get(2)) { (3, self.get(3)) } else { (2, self.get(2)) };
            return match next {
                // The dash is E2 80 94, and 94 is a quotation mark, made straight afterwards.
                Some('"') if len == 2 && word(self.before()) == word(self.get(3)) => broken(3, '—', 955),
                Some('~' | '˜') if len == 2 && !word(self.before()) => broken(3, '‘', 955),
                _ if word(next) && Self::is_letter(self.before()) => {
                    // Behind other letters it was U+2010, the hyphen of typesetters.
                    let mark = if contraction::apostrophe_at(self.chars, self.at, len) { '’' } else { '-' };
                    broken(len, mark, 955)
                }
                _ => broken(len, '”', 965),
            };
        }
        // Three bytes of which two became question marks or replacement characters.
        if hole(self.get(1)) && hole(self.get(2)) {
            return match (word(self.before()), word(self.get(3))) {
                (true, true) => broken(
                    3,
                    if self.hints.english && contraction::apostrophe_at(self.chars, self.at, 3) {
                        '’'
                    } else {
                        '—'
                    },
                    900,
                ),
                (false, true) => broken(3, '“', 900),
                (true, false) => broken(3, '”', 800),
                (false, false) => broken(3, if self.before().is_some() { '”' } else { '–' }, 800),
            };
        }
        self.apostrophe(1)
    }

    /// A character alone where English has only an apostrophe.
    fn apostrophe(&self, len: usize) -> Option<Broken> {
        if !self.hints.english || !contraction::apostrophe_at(self.chars, self.at, len) {
            return None;
        }
        let mark = self.get(0)?;
        // `í` and `s` end many Spanish names, so a genitive proves nothing there; neither does U+FFFD in the middle of a word.
        let sure = match mark {
            'í' | 'Æ' => contraction::is_common(self.chars, self.at, len).then_some(960)?,
            '?' => 960,
            _ => 970,
        };
        broken(len, '’', sure)
    }

    /// `Ã` whose second byte was a no-break space (à) or a soft hyphen (í).
    fn letter(&self) -> Option<Broken> {
        let (before, after) = (self.before(), self.get(1));
        if Self::is_lower(before) && Self::is_lower(after) {
            return broken(1, 'í', 955);
        }
        if after.is_none_or(|c| !c.is_alphanumeric()) {
            if Self::is_lower(before) {
                return broken(1, 'à', 955);
            }
            // "à la carte"; alone it may be the letter itself, named.
            if before.is_none()
                && after.is_none()
                && self.after.starts_with(if self.hints.english { " la " } else { " " })
            {
                return broken(1, 'à', 900);
            }
        }
        None
    }

    /// `ã©`: put in lower case after it was misread.
    fn small_letter(&self) -> Option<Broken> {
        let put = match self.get(1)? {
            '¡' => 'á',
            '¢' => 'â',
            '¤' => 'ä',
            '¥' => 'å',
            '§' => 'ç',
            '¨' => 'è',
            '©' => 'é',
            'ª' => 'ê',
            '«' => 'ë',
            '­' => 'í',
            '®' => 'î',
            '¯' => 'ï',
            '±' => 'ñ',
            '³' => 'ó',
            '´' => 'ô',
            '¶' => 'ö',
            '¸' => 'ø',
            '¹' => 'ù',
            'º' => 'ú',
            '¼' => 'ü',
            _ => return None,
        };
        let firm = matches!(self.get(1), Some('¤' | '§' | '¨' | '©' | '±' | '³' | '¶' | '¼'));
        (Self::is_lower(self.get(2)) || firm && Self::is_letter(self.before())).then_some(Broken {
            len: 2,
            put: Some(put),
            confidence: 955,
        })
    }

    /// `Â` whose second byte was a no-break space that became a plain space or vanished.
    fn space(&self) -> Option<Broken> {
        let gone = |confidence| Some(Broken { len: 1, put: None, confidence });
        match (self.before(), self.get(1)) {
            (Some(b), None) if b.is_lowercase() || b.is_ascii_digit() => gone(940),
            (Some('.' | ',' | ';' | ':' | '!' | '?' | ')' | '"' | '”' | '’' | '%' | '–' | '—'), None) => {
                gone(955)
            }
            (Some(b), Some('.' | ',' | ';' | ':' | '!' | '?' | ')' | '"'))
                if b.is_lowercase() || b.is_ascii_digit() =>
            {
                gone(940)
            }
            (Some(b), Some(a)) if (b.is_lowercase() || b.is_ascii_digit()) && a.is_ascii_digit() => {
                broken(1, ' ', 900)
            }
            (None, Some(a)) if a.is_ascii_digit() => gone(900),
            _ => None,
        }
    }

    /// A Russian letter of which the second byte has no sign in windows-1252: с, я, А, Н.
    fn cyrillic(&self, lead: char) -> Option<Broken> {
        let russian = |c: Option<char>| c.is_some_and(|c| ('\u{400}'..='\u{45F}').contains(&c));
        let next = self.get(1);
        if !russian(next) && !russian(self.before()) {
            return None;
        }
        let put = match lead {
            'Ñ' if next.is_none_or(|c| !c.is_alphabetic()) => 'я',
            'Ñ' => 'с',
            _ if next.is_some_and(|c| "аеиоуыэюя".contains(c)) => 'Н',
            _ => 'А',
        };
        broken(1, put, 955)
    }

    /// `ÒHello,Ó`: quotation marks of Mac Roman. English words do not begin or end so.
    fn mac_quote(&self, c: char) -> Option<Broken> {
        if c == 'Ó' {
            return closes_mac_quote(self.before(), self.get(1)).then_some(Broken {
                len: 1,
                put: Some('”'),
                confidence: 900,
            });
        }
        let opens = self.before().is_none() && self.get(1).is_some_and(|a| a.is_ascii_alphabetic());
        opens.then_some(Broken { len: 1, put: Some('“'), confidence: 900 })
    }
}

/// Whether `Ó` between these two characters is a closing quotation mark of Mac Roman.
pub(super) fn closes_mac_quote(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(|b| matches!(b, ',' | '.' | '?' | '!') || b.is_ascii_lowercase())
        && after.is_none_or(|a| !a.is_alphanumeric())
}
