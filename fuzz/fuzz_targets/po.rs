//! A file of pairs as Po: both sides lead back to the file, and a check ends.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| corrigenda_fuzz::pairs(bytes, corrigenda::source::Format::Po));
