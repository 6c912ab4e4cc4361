#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    corrigenda_fuzz::read(bytes, None);
});
