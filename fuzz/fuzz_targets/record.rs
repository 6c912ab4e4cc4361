#![no_main]

// The reader of JSON Lines belongs to the program, not to the library.
#[path = "../../src/cli/records.rs"]
mod records;

libfuzzer_sys::fuzz_target!(|line: &[u8]| {
    if let Ok((text, _)) = records::parse(line, "text", "id") {
        corrigenda_fuzz::check(text.as_bytes(), corrigenda::source::Format::Text);
    }
});
