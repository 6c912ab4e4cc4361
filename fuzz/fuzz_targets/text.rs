#![no_main]

use corrigenda::source::Format;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| corrigenda_fuzz::check(bytes, Format::Text));
