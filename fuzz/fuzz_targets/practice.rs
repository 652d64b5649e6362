//! `practice` of `tests/fuzzed/mod.rs`, with texts that libFuzzer makes up.
#![no_main]

#[allow(dead_code, reason = "a target takes one of the promises")]
#[path = "../../tests/fuzzed/mod.rs"]
mod fuzzed;

libfuzzer_sys::fuzz_target!(|text: &str| fuzzed::practice(text));
