//! Byte offset -> line and column: the only place where columns exist.

use std::sync::OnceLock;

use memchr::memchr2_iter;

use super::classes::count_bytes;

/// Where the lines of a text start. LF, CRLF and lone CR each end a line.
#[derive(Debug, Clone)]
pub struct Lines {
    starts: Vec<u32>,
    /// Characters before each block of [`BLOCK`] bytes, so that a column on a line of 20 MB costs one block; counted when a line is
    /// first that long.
    characters: OnceLock<Vec<u32>>,
}

const BLOCK: usize = 4096;

/// Number of characters that start in `bytes`, which may begin or end inside one.
fn characters(bytes: &[u8]) -> u32 {
    count_bytes(bytes, |byte| byte & 0xC0 != 0x80)
}

impl Lines {
    /// Indexes `text`; linear.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = Vec::with_capacity(bytes.len() / 128);
        starts.push(0);
        for at in memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n') {
                starts.push((at + 1) as u32);
            }
        }
        Self { starts, characters: OnceLock::new() }
    }

    fn characters_before_block(&self, text: &str, block: usize) -> u32 {
        let count = || {
            let mut before = 0;
            let mut next = |block: &[u8]| {
                let here = before;
                before += characters(block);
                here
            };
            text.as_bytes().chunks(BLOCK).map(&mut next).collect()
        };
        self.characters.get_or_init(count).get(block).copied().unwrap_or(0)
    }

    fn characters_before(&self, text: &str, offset: usize) -> u32 {
        let block = offset / BLOCK;
        let bytes = &text.as_bytes()[block * BLOCK..offset];
        if bytes.is_empty() && offset == text.len() && offset > 0 {
            return self.characters_before(text, offset - 1) + characters(&text.as_bytes()[offset - 1..]);
        }
        self.characters_before_block(text, block) + characters(bytes)
    }

    /// Number of lines; 1 for an empty text.
    #[must_use]
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// Line from 1, and byte offset of its start.
    #[must_use]
    pub fn line(&self, offset: u32) -> (u32, u32) {
        let after = self.starts.partition_point(|&start| start <= offset);
        (after as u32, self.starts[after.saturating_sub(1)])
    }

    /// Line and column, both from 1; the column counts Unicode scalar values of `text`, the text that was indexed.
    #[must_use]
    pub fn line_column(&self, text: &str, offset: u32) -> (u32, u32) {
        let (line, start) = self.line(offset);
        let offset = (offset as usize).min(text.len());
        if let Some(bytes) = text.as_bytes().get(start as usize..offset).filter(|bytes| bytes.len() < BLOCK) {
            return (line, characters(bytes) + 1);
        }
        (line, self.characters_before(text, offset) - self.characters_before(text, start as usize) + 1)
    }

    /// Byte range of line `line` (from 1) in `text`, without its line end; empty where there is no such line.
    #[must_use]
    pub fn span(&self, text: &str, line: u32) -> std::ops::Range<usize> {
        let Some(&start) = (line as usize).checked_sub(1).and_then(|index| self.starts.get(index)) else {
            return text.len()..text.len();
        };
        let end = self.starts.get(line as usize).map_or(text.len(), |&next| next as usize);
        let start = start as usize;
        start..start + text[start..end].trim_end_matches(['\n', '\r']).len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_end_counts_once() {
        let text = "a\nb\r\nc\rd";
        let lines = Lines::new(text);
        assert_eq!(lines.count(), 4);
        assert_eq!(lines.line_column(text, 5), (3, 1));
        assert_eq!(&text[lines.span(text, 2)], "b");
        assert_eq!(&text[lines.span(text, 4)], "d");
    }

    #[test]
    fn columns_count_characters_not_bytes() {
        let text = "“é” x";
        assert_eq!(Lines::new(text).line_column(text, text.len() as u32 - 1), (1, 5));
    }
}
