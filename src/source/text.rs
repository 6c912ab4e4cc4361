//! Plain text: what is decoded is what is read.

use std::sync::Arc;

use super::{Format, OffsetMap, Source};

pub(super) fn source(name: String, text: Arc<str>) -> Source {
    Source {
        name,
        id: None,
        format: Format::Text,
        encoding: "UTF-8",
        raw: Arc::clone(&text),
        text,
        blocks: None,
        directives: Vec::new(),
        invalid: Vec::new(),
        decode: OffsetMap::identity(),
        extract: OffsetMap::identity(),
    }
}
