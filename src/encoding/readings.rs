//! The tables a text is most often read with by mistake, and the way back from a character to its byte.

use std::sync::LazyLock;

use encoding_rs::Encoding;
use rustc_hash::FxHashMap;

/// A wrong table: which byte a character would come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reading {
    /// windows-1252, and ISO-8859-1 with its control characters: nine cases in ten.
    Western,
    /// windows-1254, which differs where Turkish letters stand.
    Turkish,
    /// ISO-8859-15, which differs where the euro stands.
    Latin9,
    /// windows-1250 of Central Europe.
    Central,
    /// ISO-8859-2 of Central Europe.
    Latin2,
    /// windows-1257 of the Baltic.
    Baltic,
    /// windows-1253.
    Greek,
    /// windows-1251.
    Cyrillic,
    /// Mac Roman.
    Mac,
    /// DOS code page 437.
    Dos437,
    /// DOS code page 850.
    Dos850,
    /// DOS code page 866.
    Dos866,
    /// Mac Cyrillic.
    MacCyrillic,
    /// KOI8-R.
    Koi8,
}

impl Reading {
    /// Commonest first: of two readings that explain a word equally well, the earlier is taken.
    pub(super) const ALL: [Self; 14] = [
        Self::Western,
        Self::Turkish,
        Self::Latin9,
        Self::Central,
        Self::Latin2,
        Self::Baltic,
        Self::Greek,
        Self::Cyrillic,
        Self::Mac,
        Self::Dos437,
        Self::Dos850,
        Self::Dos866,
        Self::MacCyrillic,
        Self::Koi8,
    ];

    /// The name as people know it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Western => "windows-1252",
            Self::Turkish => "windows-1254",
            Self::Latin9 => "ISO-8859-15",
            Self::Central => "windows-1250",
            Self::Latin2 => "ISO-8859-2",
            Self::Baltic => "windows-1257",
            Self::Greek => "windows-1253",
            Self::Cyrillic => "windows-1251",
            Self::Mac => "Mac Roman",
            Self::Dos437 => "DOS code page 437",
            Self::Dos850 => "DOS code page 850",
            Self::Dos866 => "DOS code page 866",
            Self::MacCyrillic => "Mac Cyrillic",
            Self::Koi8 => "KOI8-R",
        }
    }

    fn upper_half(self) -> [char; 128] {
        let encoding = match self {
            Self::Western => encoding_rs::WINDOWS_1252,
            Self::Turkish => encoding_rs::WINDOWS_1254,
            Self::Latin9 => encoding_rs::ISO_8859_15,
            Self::Central => encoding_rs::WINDOWS_1250,
            Self::Latin2 => encoding_rs::ISO_8859_2,
            Self::Baltic => encoding_rs::WINDOWS_1257,
            Self::Greek => encoding_rs::WINDOWS_1253,
            Self::Cyrillic => encoding_rs::WINDOWS_1251,
            Self::Mac => encoding_rs::MACINTOSH,
            Self::Dos437 => return table(DOS_437),
            Self::Dos850 => return table(DOS_850),
            Self::Dos866 => encoding_rs::IBM866,
            Self::MacCyrillic => encoding_rs::X_MAC_CYRILLIC,
            Self::Koi8 => encoding_rs::KOI8_R,
        };
        upper_half_of(encoding)
    }

    /// Whether bytes 0x80 to 0x9F of this reading may also stand as the control characters of ISO-8859-1: browsers and
    /// converters mix the two tables freely.
    const fn keeps_controls(self) -> bool {
        matches!(
            self,
            Self::Western
                | Self::Turkish
                | Self::Latin9
                | Self::Central
                | Self::Latin2
                | Self::Baltic
                | Self::Greek
        )
    }
}

const DOS_437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}";
const DOS_850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}";

fn table(upper_half: &str) -> [char; 128] {
    let mut table = ['\u{FFFD}'; 128];
    for (cell, c) in table.iter_mut().zip(upper_half.chars()) {
        *cell = c;
    }
    table
}

fn upper_half_of(encoding: &'static Encoding) -> [char; 128] {
    let mut table = ['\u{FFFD}'; 128];
    for (byte, cell) in (0x80_u8..=0xFF).zip(&mut table) {
        let bytes = [byte];
        let (text, _) = encoding.decode_without_bom_handling(&bytes);
        *cell = text.chars().next().unwrap_or('\u{FFFD}');
    }
    table
}

/// What is known of one character: its byte in each reading (0 where it has none), and in which readings that byte leads or
/// continues a sequence of UTF-8, a bit each.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Cell {
    bytes: [u8; Reading::ALL.len()],
    leads: u16,
    continues: u16,
}

impl Cell {
    pub(super) fn byte(&self, reading: Reading) -> Option<u8> {
        self.bytes.get(reading as usize).copied().filter(|byte| *byte != 0)
    }

    /// The readings in which a sequence may start here and go on with `next`.
    pub(super) const fn joins(&self, next: &Self) -> u16 {
        self.leads & next.continues
    }
}

impl Reading {
    pub(super) const fn bit(self) -> u16 {
        1 << self as u16
    }
}

static CELLS: LazyLock<FxHashMap<char, Cell>> = LazyLock::new(|| {
    let mut map: FxHashMap<char, Cell> = FxHashMap::default();
    let mut put = |c: char, reading: Reading, byte: u8| {
        let cell = map.entry(c).or_default();
        let Some(slot) = cell.bytes.get_mut(reading as usize).filter(|slot| **slot == 0) else { return };
        *slot = byte;
        match byte {
            0x80..0xC0 => cell.continues |= reading.bit(),
            0xC2..=0xF4 => cell.leads |= reading.bit(),
            _ => {}
        }
    };
    for reading in Reading::ALL {
        for (byte, c) in (0x80_u8..=0xFF).zip(reading.upper_half()) {
            if c != '\u{FFFD}' {
                put(c, reading, byte);
            }
            if byte < 0xA0 && reading.keeps_controls() {
                put(char::from(byte), reading, byte);
            }
        }
    }
    map
});

/// What is known of `c`.
pub(super) fn cell(c: char) -> Cell {
    if c.is_ascii() { Cell::default() } else { CELLS.get(&c).copied().unwrap_or_default() }
}

/// What windows-1252 shows for a byte of 0x80 to 0x9F, given as the control character of that number.
pub(crate) fn western_control(c: char) -> Option<char> {
    static WESTERN: LazyLock<[char; 128]> = LazyLock::new(|| Reading::Western.upper_half());
    if !('\u{80}'..='\u{9F}').contains(&c) {
        return None;
    }
    let shown = *WESTERN.get(c as usize - 0x80)?;
    (shown != c && shown != '\u{FFFD}').then_some(shown)
}

/// The text that single bytes of 0x80 and above stand for in another table: `Ìîñêâà` read back as windows-1251.
pub(super) fn reread(text: &str, read_as: Reading, is: Reading) -> Option<String> {
    let upper = is.upper_half();
    text.chars()
        .map(|c| {
            if c.is_ascii() {
                return Some(c);
            }
            let byte = cell(c).byte(read_as)?;
            upper.get(usize::from(byte) - 0x80).copied().filter(|c| *c != '\u{FFFD}' && !c.is_control())
        })
        .collect()
}
