//! Bytes -> characters, with the way back.
//!
//! A draft comes as UTF-8, as UTF-16 from a word processor, or in the 8-bit encoding of an old system. The hard choice is
//! between an 8-bit file and a UTF-8 file with a few damaged bytes: `caf\xE9` is a letter of windows-1252, `Doha \xFF amid` is
//! damage. The first is decoded, the second is a fault to report, at its place; see [`is_legacy`].

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::OffsetMap;
use crate::span::Span;

/// Bytes looked at to tell text from other data.
const SAMPLE: usize = 1 << 16;

/// Most places of invalid bytes that are listed: a file with more is damaged throughout.
const LISTED: usize = 100_000;

/// What stands for bytes that are no character.
const REPLACEMENT: &str = "\u{FFFD}";

/// The characters of a file.
pub(super) struct Decoded {
    pub(super) raw: String,
    pub(super) map: OffsetMap,
    pub(super) encoding: &'static Encoding,
    /// Spans of `raw`, each one U+FFFD, with the bytes in hexadecimal.
    pub(super) invalid: Vec<(Span, String)>,
}

/// Why bytes are no text: control characters among the first bytes.
pub(super) struct NotText {
    pub(super) controls: usize,
    pub(super) sample: usize,
}

/// Decodes a file.
pub(super) fn decode(bytes: Vec<u8>) -> Result<Decoded, NotText> {
    if let Some((encoding, bom)) = Encoding::for_bom(&bytes)
        && encoding != UTF_8
    {
        return utf16(&bytes, bom, encoding);
    }
    if let Some(encoding) = utf16_without_bom(&bytes) {
        return utf16(&bytes, 0, encoding);
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(raw) => return utf8(raw),
        Err(error) => error.into_bytes(),
    };
    // Compressed data has as many control characters as random bytes (one in eight); an 8-bit text has next to none.
    limit_controls(&bytes, 30)?;
    let declared = declared_encoding(&bytes);
    if !bytes.starts_with(BOM) && is_legacy(&bytes, declared.is_some()) {
        return Ok(legacy(&bytes, declared.unwrap_or_else(|| guess(&bytes))));
    }
    Ok(damaged_utf8(&bytes))
}

/// U+FEFF in UTF-8.
const BOM: &[u8] = b"\xEF\xBB\xBF";

fn utf8(mut raw: String) -> Result<Decoded, NotText> {
    limit_controls(raw.as_bytes(), 100)?;
    let mut map = OffsetMap::identity();
    if raw.as_bytes().starts_with(BOM) {
        raw.drain(..BOM.len());
        map = OffsetMap::new();
        map.copied(BOM.len(), raw.len());
    }
    Ok(Decoded { raw, map, encoding: UTF_8, invalid: Vec::new() })
}

/// An error if more than `thousandths` of the first bytes are control characters.
fn limit_controls(bytes: &[u8], thousandths: usize) -> Result<(), NotText> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let controls = sample.iter().filter(|&&byte| matches!(byte, 0..=8 | 14..=31 | 127)).count();
    // A few NULs are damage, not a sign of binary data, however short the file.
    if controls > 4 && controls * 1000 > sample.len() * thousandths {
        return Err(NotText { controls, sample: sample.len() });
    }
    Ok(())
}

/// Collects characters and bad bytes in order.
struct Sink<'b> {
    bytes: &'b [u8],
    raw: String,
    map: OffsetMap,
    invalid: Vec<(Span, String)>,
    /// The run of bad bytes that is not finished yet.
    bad: std::ops::Range<usize>,
}

impl<'b> Sink<'b> {
    fn new(bytes: &'b [u8]) -> Self {
        Self {
            bytes,
            raw: String::with_capacity(bytes.len()),
            map: OffsetMap::new(),
            invalid: Vec::new(),
            bad: 0..0,
        }
    }

    fn character(&mut self, c: char, from: usize, from_len: usize) {
        self.end_bad();
        self.map.units(from, 1, c.len_utf8() as u8, from_len as u8);
        self.raw.push(c);
    }

    fn valid(&mut self, text: &str, from: usize) {
        if !text.is_empty() {
            self.end_bad();
            self.map.copied(from, text.len());
            self.raw.push_str(text);
        }
    }

    fn bad(&mut self, from: usize, len: usize) {
        if self.bad.end != from {
            self.end_bad();
            self.bad = from..from;
        }
        self.bad.end += len;
    }

    fn end_bad(&mut self) {
        if self.bad.is_empty() {
            return;
        }
        let run = std::mem::replace(&mut self.bad, 0..0);
        if self.invalid.len() < LISTED {
            let span = Span::of(self.raw.len()..self.raw.len() + REPLACEMENT.len());
            self.invalid.push((span, hexadecimal(&self.bytes[run.clone()])));
        }
        self.map.whole(run.start, REPLACEMENT.len(), run.len());
        self.raw.push_str(REPLACEMENT);
    }

    fn finish(mut self, encoding: &'static Encoding) -> Decoded {
        self.end_bad();
        Decoded { raw: self.raw, map: self.map, encoding, invalid: self.invalid }
    }
}

/// `FF FE`; long runs are cut.
fn hexadecimal(bytes: &[u8]) -> String {
    const SHOWN: usize = 16;
    let mut hex: Vec<String> = bytes.iter().take(SHOWN).map(|byte| format!("{byte:02X}")).collect();
    if bytes.len() > SHOWN {
        hex.push(format!("… ({} bytes)", bytes.len()));
    }
    hex.join(" ")
}

fn damaged_utf8(bytes: &[u8]) -> Decoded {
    let mut sink = Sink::new(bytes);
    let mut at = if bytes.starts_with(BOM) { BOM.len() } else { 0 };
    for chunk in bytes[at..].utf8_chunks() {
        sink.valid(chunk.valid(), at);
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            sink.bad(at, chunk.invalid().len());
            at += chunk.invalid().len();
        }
    }
    sink.finish(UTF_8)
}

fn utf16(bytes: &[u8], bom: usize, encoding: &'static Encoding) -> Result<Decoded, NotText> {
    let mut sink = Sink::new(bytes);
    let mut at = bom;
    let pairs = bytes[bom..].chunks_exact(2);
    let odd = pairs.remainder().len();
    let units = pairs.map(|pair| {
        let pair = [pair[0], pair[1]];
        if encoding == UTF_16LE { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) }
    });
    for unit in char::decode_utf16(units) {
        match unit {
            Ok(c) => {
                sink.character(c, at, 2 * c.len_utf16());
                at += 2 * c.len_utf16();
            }
            Err(_) => {
                sink.bad(at, 2);
                at += 2;
            }
        }
    }
    if odd > 0 {
        sink.bad(at, odd);
    }
    let decoded = sink.finish(encoding);
    limit_controls(decoded.raw.as_bytes(), 100)?;
    Ok(decoded)
}

/// UTF-16 that does not say so. Two signs: in Latin text every other byte is NUL; in any other alphabet there are blanks and
/// line ends in one byte order and none in the other.
fn utf16_without_bom(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    memchr::memchr(0, sample)?;
    let units = sample.len() / 2;
    if units < 2 {
        return None;
    }
    let is_blank = |byte: u8| matches!(byte, b' ' | b'\n' | b'\r');
    let (mut low, mut high, mut little, mut big, mut letters) = (0, 0, 0, 0, 0);
    for pair in sample.chunks_exact(2) {
        low += usize::from(pair[0] == 0);
        high += usize::from(pair[1] == 0);
        little += usize::from(pair[1] == 0 && is_blank(pair[0]));
        big += usize::from(pair[0] == 0 && is_blank(pair[1]));
        letters += usize::from(pair[0].is_ascii_alphabetic() && pair[1].is_ascii_alphabetic());
    }
    // Two Latin letters in a pair are a text of single bytes with NULs strewn in.
    if letters * 8 > units {
        return None;
    }
    let is = |nul: usize, other_nul: usize, blanks: usize, other_blanks: usize| {
        let latin = nul * 10 >= units * 7 && other_nul * 10 <= units;
        let spaced = blanks * 20 >= units && other_blanks * 8 <= blanks && other_nul * 50 <= units;
        latin || spaced
    };
    if is(high, low, little, big) {
        Some(UTF_16LE)
    } else if is(low, high, big, little) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether bytes that are not UTF-8 are text in an 8-bit or double-byte encoding, rather than damaged UTF-8.
///
/// - As many valid sequences of two and more bytes as bad ones: UTF-8; other encodings form such sequences by rare chance.
/// - Otherwise, the page says so itself.
/// - Otherwise, a good part of the file beyond ASCII: a script that is not Latin, or double-byte.
/// - Otherwise, most bad bytes look like letters inside words, quotation marks around words, signs beside numbers.
fn is_legacy(bytes: &[u8], declared: bool) -> bool {
    let (mut at, mut valid, mut bad, mut fitting, mut beyond) = (0, 0, 0, 0, 0);
    for chunk in bytes.utf8_chunks() {
        let text = chunk.valid().as_bytes();
        valid += text.iter().filter(|&&byte| byte >= 0xC0).count();
        beyond += text.iter().filter(|&&byte| byte >= 0x80).count();
        at += text.len();
        for _ in chunk.invalid() {
            bad += 1;
            beyond += 1;
            let before = at.checked_sub(1).map(|before| bytes[before]);
            fitting += usize::from(fits(before, bytes[at], bytes.get(at + 1).copied()));
            at += 1;
        }
    }
    if valid >= bad {
        return false;
    }
    let dense = beyond >= 8 && beyond * 5 >= bytes.len() || beyond >= 4 && beyond * 2 >= bytes.len();
    declared || dense || fitting * 2 > bad
}

/// Whether a byte of the upper half makes sense, between its neighbours, as a character of windows-1252 or a relative. ÿ, þ, ð
/// are left out: as letters they are rare, as damage (`FF`, `FE`) common.
fn fits(before: Option<u8>, byte: u8, after: Option<u8>) -> bool {
    let letter = |b: Option<u8>| b.is_some_and(|b| b.is_ascii_alphabetic());
    let digit = |b: Option<u8>| b.is_some_and(|b| b.is_ascii_digit());
    let upper = |b: Option<u8>| b.is_some_and(|b| b.is_ascii_uppercase());
    let visible = |b: Option<u8>| b.is_some_and(|b| b > b' ');
    match byte {
        0xDF..=0xEF | 0xF1..=0xF6 | 0xF8..=0xFC => letter(before) || letter(after),
        0xC0..=0xCF | 0xD1..=0xD6 | 0xD8..=0xDC => upper(before) || !letter(before) && letter(after),
        // Letters of the Central European relatives: ą ł ś ź ž ż š.
        0x9A | 0x9C | 0x9E | 0x9F | 0xB1 | 0xB3 | 0xB6 | 0xB9 | 0xBC | 0xBE => letter(before),
        0xBF => letter(before) || letter(after),
        0x92 => letter(before),
        0x91 | 0x93 | 0xAB => !letter(before) && visible(after),
        0x94 | 0xBB => visible(before) && !letter(after),
        0x85 | 0x96 | 0x97 => visible(before) || visible(after),
        0x80 | 0xA3 => digit(after) || digit(before),
        0xB0 => digit(before),
        0xA0 | 0xA7 => visible(before) || digit(after),
        _ => false,
    }
}

/// The encoding an HTML page or an XML file declares in its head.
fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(2048)].to_ascii_lowercase();
    if !head.contains(&b'<') {
        return None;
    }
    let value = ["charset=", "encoding="]
        .iter()
        .find_map(|key| memchr::memmem::find(&head, key.as_bytes()).map(|at| &head[at + key.len()..]))?;
    let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
    let end =
        value.iter().position(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b'-' | b'_' | b':'));
    Encoding::for_label(&value[..end.unwrap_or(value.len())])
        .filter(|encoding| encoding.is_ascii_compatible() && *encoding != UTF_8)
}

/// The encoding that the bytes are most likely in.
fn guess(bytes: &[u8]) -> &'static Encoding {
    // What the detector weighs begins at the first byte that is not ASCII; a megabyte from there is plenty.
    let first = Encoding::ascii_valid_up_to(bytes).saturating_sub(2);
    let end = bytes.len().min(first + (1 << 20));
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[first..end], true);
    detector.guess(None, Utf8Detection::Deny)
}

fn legacy(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let mut sink = Sink::new(bytes);
    let one = |range: std::ops::Range<usize>| {
        let decoded = encoding.decode_without_bom_handling_and_without_replacement(bytes.get(range)?)?;
        let mut chars = decoded.chars();
        chars.next().filter(|_| chars.next().is_none())
    };
    let single: Option<Vec<Option<char>>> = encoding.is_single_byte().then(|| {
        (0..=255_u8)
            .map(|byte| {
                let decoded =
                    encoding.decode_without_bom_handling_and_without_replacement(&[byte])?.into_owned();
                decoded.chars().next()
            })
            .collect()
    });
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let (found, len) = match &single {
            _ if byte.is_ascii() => (Some(char::from(byte)), 1),
            Some(table) => (table.get(usize::from(byte)).copied().flatten(), 1),
            // A character of a double-byte encoding takes up to four bytes (GB 18030) and none is the start of another.
            None => (1..=4).find_map(|len| one(at..at + len).map(|c| (Some(c), len))).unwrap_or((None, 1)),
        };
        match found {
            Some(c) => sink.character(c, at, len),
            None => sink.bad(at, len),
        }
        at += len;
    }
    sink.finish(encoding)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (String, &'static str, Vec<String>) {
        let decoded = decode(bytes.to_vec()).unwrap_or_else(|_| panic!("text: {bytes:?}"));
        (decoded.raw, decoded.encoding.name(), decoded.invalid.into_iter().map(|(_, hex)| hex).collect())
    }

    #[test]
    fn a_stray_byte_in_ascii_is_damage() {
        let (text, encoding, invalid) = decoded(b"Talks opened in Doha \xFF amid fighting.");
        assert_eq!((text.as_str(), encoding), ("Talks opened in Doha \u{FFFD} amid fighting.", "UTF-8"));
        assert_eq!(invalid, ["FF"]);
    }

    #[test]
    fn half_a_character_in_utf8_is_damage() {
        let (text, encoding, invalid) = decoded(b"The caf\xC3\xA9 on the quay and the caf\xC3 in town");
        assert_eq!(text, "The café on the quay and the caf\u{FFFD} in town");
        assert_eq!((encoding, invalid.as_slice()), ("UTF-8", ["C3".to_owned()].as_slice()));
    }

    #[test]
    fn letters_of_windows_1252_are_decoded() {
        let (text, encoding, invalid) = decoded(b"The caf\xE9 had a \x93garden\x94, he said.");
        assert_eq!((text.as_str(), encoding), ("The café had a “garden”, he said.", "windows-1252"));
        assert!(invalid.is_empty());
    }

    #[test]
    fn cyrillic_of_windows_1251_is_decoded() {
        let (bytes, _, _) =
            encoding_rs::WINDOWS_1251.encode("Старый паром стоял у причала до самого вечера.");
        let (text, encoding, _) = decoded(&bytes);
        assert_eq!(
            (text.as_str(), encoding),
            ("Старый паром стоял у причала до самого вечера.", "windows-1251")
        );
    }

    #[test]
    fn shift_jis_maps_back() {
        let (bytes, _, _) =
            encoding_rs::SHIFT_JIS.encode("港の古い時計は、今日も正しい時刻を示している。 OK");
        let decoded = decode(bytes.to_vec()).unwrap_or_else(|_| panic!("text"));
        assert_eq!(decoded.encoding.name(), "Shift_JIS");
        assert_eq!(decoded.map.span(Span::of(3..6)), Span::new(2, 4));
    }

    #[test]
    fn utf16_needs_no_mark() {
        for text in ["Talks opened in Doha.", "Старый паром стоял у причала до вечера."]
        {
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert_eq!(decoded(&little), (text.to_owned(), "UTF-16LE", Vec::new()));
            assert_eq!(decoded(&big), (text.to_owned(), "UTF-16BE", Vec::new()));
        }
    }

    #[test]
    fn other_data_is_not_text() {
        let png: Vec<u8> = b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\x02\x58\0\0\x01\x90\x08\x06\0\0\0".to_vec();
        assert!(decode(png).is_err());
        assert!(decode(vec![0; 1000]).is_err());
        assert!(decode(b"one NUL \0 in a text is only damage".to_vec()).is_ok());
    }
}
