//! Every text that the fuzzing of `fuzz/` keeps, replayed: no panic, nothing slow, no flood of memory.

#![allow(unsafe_code, reason = "a counting allocator is one, and it hands everything on to the system's")]

use std::{
    alloc::{GlobalAlloc, Layout, System},
    cell::Cell,
    fs,
    hint::black_box,
    path::Path,
    time::{Duration, Instant},
};

#[path = "fuzzed/mod.rs"]
mod fuzzed;

/// Counts what the thread has and had at most.
struct Counting;

thread_local! {
    static HELD: Cell<isize> = const { Cell::new(0) };
    static MOST: Cell<isize> = const { Cell::new(0) };
}

fn count(bytes: isize) {
    // A thread that ends has no counters any more.
    let held = HELD.try_with(|held| {
        held.set(held.get() + bytes);
        held.get()
    });
    let _ = MOST.try_with(|most| most.set(most.get().max(held.unwrap_or(0))));
}

// SAFETY: every call goes to the system's allocator as it came; counting allocates nothing.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size().cast_signed());
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        count(-(layout.size().cast_signed()));
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// The most that `work` holds at once, in bytes.
fn memory(work: impl FnOnce()) -> isize {
    let before = HELD.get();
    MOST.set(before);
    work();
    MOST.get() - before
}

/// About 50 ms of an unhurried core, in a build as tests use it: measured beside every text, so that a machine that is
/// busy or slow allows as much more.
fn reference() -> Duration {
    let start = Instant::now();
    let mut sum = 0_u64;
    for number in 0..REFERENCE {
        sum = black_box(sum.wrapping_add(number));
    }
    black_box(sum);
    start.elapsed()
}

/// How many additions those are.
const REFERENCE: u64 = 5_000_000;
/// A text that is slow is slow every time; one that was interrupted is not.
const ATTEMPTS: usize = 6;
/// What any text may hold: a default playground and what a megabyte of numbers becomes.
const MOST_BYTES: isize = 32 << 20;

/// The corpus of a target: its files with their names.
fn corpus(target: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let files = entries.map(|entry| entry.expect("a corpus can be listed").path());
    let text = |path: &Path| String::from_utf8_lossy(&fs::read(path).expect("a text can be read")).into_owned();
    files.map(|path| (path.file_name().unwrap_or_default().to_string_lossy().into_owned(), text(&path))).collect()
}

fn replay(target: &str) {
    let (_, run) = fuzzed::TARGETS.into_iter().find(|(name, _)| *name == target).expect("a target");
    let texts = corpus(target);
    assert!(texts.len() >= 5, "{target} has a corpus");
    // Between two slices of a call the page is drawn and pressed.
    let slices = if target == "api" { fuzzed::SLICES } else { 1 };
    // What is made once and kept is not the first text's.
    run("");
    for (name, text) in texts {
        let most = memory(|| run(&text));
        assert!(most < MOST_BYTES, "{target}/{name} holds {most} bytes at once");
        let fast_enough = (0..ATTEMPTS).any(|_| {
            let allowed = reference() * slices;
            let start = Instant::now();
            run(&text);
            start.elapsed() <= allowed
        });
        assert!(fast_enough, "{target}/{name} takes longer than {:?} of reference every time", reference());
    }
}

#[test]
fn links() {
    replay("link");
}

#[test]
fn documents() {
    replay("document");
}

#[test]
fn arrays() {
    replay("arrays");
}

#[test]
fn tables() {
    replay("table");
}

#[test]
fn api_messages() {
    replay("api");
}

#[test]
fn embed_options() {
    replay("options");
}

#[test]
fn answers() {
    replay("practice");
}

#[test]
fn every_target_is_there() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/fuzz_targets");
    let mut found: Vec<String> = fs::read_dir(folder)
        .expect("targets can be listed")
        .map(|entry| entry.expect("a target").path().file_stem().unwrap_or_default().to_string_lossy().into_owned())
        .collect();
    found.sort();
    let mut known = fuzzed::TARGETS.map(|(name, _)| name);
    known.sort_unstable();
    assert_eq!(found, known, "each promise is fuzzed, and each target replayed");
}

#[test]
fn what_is_held_is_counted() {
    let most = memory(|| drop(black_box(vec![0_u8; 3 << 20])));
    assert!(most >= 3 << 20, "{most} bytes");
    assert!(memory(|| {}) < 1 << 10, "nothing is nothing");
}
